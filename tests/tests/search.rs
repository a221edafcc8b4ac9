//! Finding: names with a slip of one letter, every writing, what is in the bin, what is kept apart, and the list of cases.

#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

use domain::{
    CaseId,
    access::Role,
    action::{ActionStrength, Progress},
    audit::Action,
    part::{Group, Owner},
    person::PersonKind,
    search::Piece,
    timeline::{EventKind, Lane},
};
use evident_tests::{PASSPHRASE, dump, missed_visits, new_vault, part, typed, when};
use services::{
    ErrorCode, Session, Vault, actions,
    cases::{self, CaseFilter, CaseSort, ShowCases},
    measures, parts,
    people::{self, PersonDraft},
    search::{self, Found, Hit, HitKind, Opens},
    timeline,
};

fn store() -> (tempfile::TempDir, Vault) {
    let folder = tempfile::tempdir().unwrap();
    let vault = new_vault(&folder.path().join("store"));
    (folder, vault)
}

fn concern(vault: &mut Vault, who: &str, what: &str) -> CaseId {
    let session = vault.session();
    let form = cases::NewConcern {
        service_id: session.services[0].id.to_string(),
        what: what.to_owned(),
        who: (!who.is_empty()).then(|| who.to_owned()),
        aware: when("2026-02-07", Some("13:05"), None),
        ..cases::NewConcern::default()
    };
    cases::record(vault, &session, &form).unwrap().id.parse().unwrap()
}

fn event(vault: &mut Vault, case: CaseId, text: &str) -> timeline::EventRow {
    let session = vault.session();
    let form = timeline::EventDraft {
        lane: Lane::Agencies,
        kind: EventKind::Note,
        when: when("2026-02-08", None, None),
        text: text.to_owned(),
        agency: Some("Harbour Council".to_owned()),
    };
    timeline::add(vault, &session, case, &form, None).unwrap()
}

fn somebody(vault: &mut Vault, name: &str, kind: PersonKind, also: &str, contact: &str) -> people::PersonRow {
    let session = vault.session();
    let form = PersonDraft {
        name: name.to_owned(),
        kind,
        also_known_as: also.to_owned(),
        born: String::new(),
        organisation: String::new(),
        contact: contact.to_owned(),
        communication: String::new(),
        which: Some("another".to_owned()),
        reason: String::new(),
        draft_key: None,
    };
    people::add(vault, &session, session.services[0].id, &form).unwrap().row
}

fn find(vault: &Vault, typed: &str) -> Found {
    search::find(vault, &vault.session(), typed, 20).unwrap()
}

fn text(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| piece.text.as_str()).collect()
}

fn marks(pieces: &[Piece]) -> Vec<&str> {
    pieces.iter().filter(|piece| piece.found).map(|piece| piece.text.as_str()).collect()
}

fn opens_case(hit: &Hit, case: CaseId) -> bool {
    hit.opens == Opens::Case { id: case.to_string() }
}

#[test]
fn a_slip_of_one_letter_finds_the_persons_case_among_the_first_five() {
    let (_folder, mut vault) = store();
    let others =
        ["Joan Hart", "Tom Okoro", "Priya Patel", "Ada Lane", "Grace Evans", "Olive Begum", "Ed Row", "Ann Lee"];
    for name in others {
        concern(&mut vault, name, &format!("{name} was found by the carer."));
    }
    for name in ["Edna Rowe", "Tom Okafor", "Nguy\u{1ec5}n Lan", "Sean O\u{2019}Neill", "Ann Rowe-Smith"] {
        let case = concern(&mut vault, name, "Two visits were not made.");
        let reference = format!("P-{:04}", people::list(&vault, &vault.session(), None).unwrap().len());
        for slip in slips(name) {
            let found = find(&vault, &slip);
            let first: Vec<&Hit> = found.hits.iter().take(5).collect();
            assert!(first.iter().any(|hit| opens_case(hit, case)), "{name}: {slip}: {first:#?}");
            assert!(first.iter().any(|hit| hit.place.starts_with(&reference)), "{name}: {slip}: {first:#?}");
        }
    }
}

/// The name with one letter of a word of four letters or more left out, put in, changed, and swapped with the next.
fn slips(name: &str) -> Vec<String> {
    let letters: Vec<char> = name.chars().collect();
    let long = |at: usize| {
        let is_letter = |c: &&char| c.is_alphabetic();
        let before = letters[..at].iter().rev().take_while(is_letter).count();
        before + letters[at..].iter().take_while(is_letter).count() >= 4
    };
    let mut slips = vec![name.to_owned(), name.to_lowercase()];
    for at in (0..letters.len()).filter(|at| letters[*at].is_alphabetic() && long(*at)) {
        let mut left_out = letters.clone();
        left_out.remove(at);
        let mut put_in = letters.clone();
        put_in.insert(at, 'q');
        let mut changed = letters.clone();
        changed[at] = 'q';
        let mut swapped = letters.clone();
        if letters.get(at + 1).is_some_and(|next| next.is_alphabetic()) {
            swapped.swap(at, at + 1);
        }
        slips.extend([left_out, put_in, changed, swapped].map(String::from_iter));
    }
    slips
}

#[test]
fn names_of_every_writing_are_found_with_and_without_their_accents() {
    let (_folder, mut vault) = store();
    for (name, queries) in [
        ("Jos\u{e9} Garc\u{ed}a", ["jose", "JOS\u{c9} garcia", "Jose\u{301}"]),
        ("Nguy\u{1ec5}n V\u{103}n \u{110}\u{1ee9}c", ["nguyen", "van duc", "Nguy\u{1ec5}n"]),
        ("\u{141}ukasz Ko\u{142}odziej", ["lukasz", "kolodziej", "\u{141}ukasz"]),
        ("\u{738b}\u{674e}\u{660e}", ["\u{674e}", "\u{738b}\u{674e}", "\u{674e}\u{660e}"]),
        (
            "\u{5d3}\u{5d5}\u{5d3} \u{5db}\u{5d4}\u{5df}",
            ["\u{5d3}\u{5d5}\u{5d3}", "\u{5db}\u{5d4}", "\u{5d3}\u{5bc}\u{5b8}\u{5d5}\u{5b4}\u{5d3}"],
        ),
        (
            "\u{645}\u{62d}\u{645}\u{62f} \u{62e}\u{627}\u{646}",
            ["\u{645}\u{62d}\u{645}\u{62f}", "\u{62e}\u{627}", "\u{645}\u{64f}\u{62d}\u{645}\u{62f}"],
        ),
        ("Zo\u{eb} \u{1f469}\u{200d}\u{1f467} Smith", ["zoe", "zoe smith", "\u{1f469}\u{200d}\u{1f467} zoe"]),
    ] {
        let case = concern(&mut vault, name, "Two visits were not made.");
        for typed in queries {
            let found = find(&vault, typed);
            assert!(found.hits.iter().any(|hit| opens_case(hit, case)), "{name}: {typed}: {found:#?}");
            let person = found.hits.iter().find(|hit| hit.kind == HitKind::Person && text(&hit.title) == name).unwrap();
            assert!(!marks(&person.title).is_empty(), "{name}: {typed}: what was found is marked");
        }
    }
    for nothing in ["", "  ", "\u{1f469}\u{200d}\u{1f467}", "\"\"", "***"] {
        assert_eq!(find(&vault, nothing), Found::default(), "{nothing:?}");
    }
}

#[test]
fn each_kind_of_record_is_found_shown_where_it_stands_and_opened_there() {
    let (_folder, mut vault) = store();
    let session = vault.session();
    let case = concern(&mut vault, "Edna Rowe", "Found on the floor. The quillfeather duvet was cold.");
    let id = case.to_string();
    event(&mut vault, case, "Told of the quillfeather duvet.\nBy phone.");
    let action = actions::ActionDraft {
        title: "Buy a quillfeather duvet".to_owned(),
        owner: "Care coordinator".to_owned(),
        due: None,
        go_live: None,
        marker_label: None,
        settling_weeks: 0,
        strength: ActionStrength::Medium,
        progress: Progress::NotStarted,
        verified: None,
        measure_ids: Vec::new(),
    };
    actions::add(&mut vault, &session, case, &action).unwrap();
    let answers = cases::QuestionsView {
        rev: 0,
        what_changed: "A quillfeather duvet was bought.".to_owned(),
        how_risk_reduced: String::new(),
        how_learning_embedded: String::new(),
    };
    cases::save_questions(&mut vault, &session, case, 0, &answers).unwrap();
    part(&mut vault, case, "safety_step", &[("when", "2026-02-07T13:30"), ("what", "Quillfeather blanket given")])
        .unwrap();
    part(&mut vault, case, "la_decision", &[("decision", "s42_duty_met"), ("decided_on", "2026-02-10")]).unwrap();
    let new = measures::NewMeasure { case_id: Some(id.clone()), lead: true, ..missed_visits(&session) };
    let measure = measures::add(&mut vault, &session, &new).unwrap().id;
    let remark = measures::GridEdit {
        start: "2026-08-10".to_owned(),
        events: "9".to_owned(),
        exposure: "1215".to_owned(),
        note: "Quillfeather shortage".to_owned(),
    };
    measures::save_grid(&mut vault, &session, measure.parse().unwrap(), &[remark]).unwrap();

    let found = find(&vault, "quillfeather");
    let shown: Vec<(&str, Opens)> = found.hits.iter().map(|hit| (hit.what.as_str(), hit.opens.clone())).collect();
    assert_eq!(
        shown,
        [
            ("Remark on the period from 10 Aug 2026", Opens::Measure { id: measure.clone() }),
            ("Step to make safe", Opens::Part { id: id.clone(), group: Group::Concern }),
            ("What we can show", Opens::Case { id: id.clone() }),
            ("Action A-0001", Opens::Action { id: id.clone() }),
            ("Note", Opens::Event { id: id.clone() }),
            ("First account", Opens::Account { id: id.clone() }),
        ]
    );
    for hit in &found.hits {
        let marked = [marks(&hit.title), marks(&hit.excerpt)].concat();
        assert!(marked.iter().all(|mark| mark.to_lowercase() == "quillfeather") && !marked.is_empty(), "{hit:#?}");
    }
    let told = found.hits.iter().find(|hit| hit.what == "Note").unwrap();
    assert_eq!(text(&told.excerpt), "Harbour Council: Told of the quillfeather duvet. By phone.");
    assert_eq!(told.place, "SG-2026-001 \u{b7} Found on the floor");
    assert_eq!(told.who.as_deref(), Some("Edna Rowe"));
    assert_eq!(find(&vault, "a1").hits[0].opens, Opens::Action { id: id.clone() });
    // The words of what was chosen, and phrases.
    let decided = find(&vault, "\"Section 42 duty\"");
    assert_eq!(decided.hits[0].opens, Opens::Part { id: id.clone(), group: Group::Council });
    assert!(find(&vault, "\"duty section\"").hits.is_empty());
    let named = find(&vault, "missed visits");
    assert!(named.hits.iter().any(|hit| hit.what == "Measure" && hit.opens == Opens::Measure { id: measure.clone() }));
    let few = search::find(&vault, &session, "quillfeather", 2).unwrap();
    assert_eq!((few.hits.len(), few.more, found.more), (2, true, false));
}

#[test]
fn references_come_first_however_they_are_written() {
    let (_folder, mut vault) = store();
    let first = concern(&mut vault, "Edna Rowe", "Two visits were not made.");
    concern(&mut vault, "Joan Hart", "SG-2026-001 is like this one, and so is P-0001.");
    for typed in ["SG-2026-001", "sg 2026 1", "sg2026001"] {
        assert!(opens_case(&find(&vault, typed).hits[0], first), "{typed}");
    }
    for typed in ["P-0001", "p1"] {
        let hits = find(&vault, typed).hits;
        assert!(opens_case(&hits[0], first) && text(&hits[1].title) == "Edna Rowe", "{typed}: {hits:#?}");
    }
    assert!(find(&vault, "SG-2026-009").hits.is_empty());
}

#[test]
fn whoever_is_named_in_a_case_leads_to_it_under_each_of_their_records() {
    let (_folder, mut vault) = store();
    let session = vault.session();
    let case = concern(&mut vault, "Edna Rowe", "Two visits were not made.");
    let staff = somebody(&mut vault, "Tom Okafor", PersonKind::Staff, "Tommy", "07700 900123");
    part(&mut vault, case, "staff_matter", &[("person", &staff.id), ("measure", "suspended"), ("since", "2026-02-09")])
        .unwrap();
    let is_matter = |hit: &Hit| matches!(&hit.opens, Opens::Part { id, .. } if *id == case.to_string());
    for typed in ["okafor", "tommy", "tom okafor suspended"] {
        let found = find(&vault, typed);
        assert!(found.hits.iter().any(is_matter), "{typed}: {found:#?}");
    }
    assert!(find(&vault, "07700").hits.is_empty(), "how to reach somebody finds nobody");
    // Whoever may not open the compartment finds the person, and not the matter.
    for role in [Role::Reader, Role::Contributor] {
        let session = Session { roles: vec![role], ..vault.session() };
        let found = search::find(&vault, &session, "okafor", 20).unwrap();
        assert!(found.hits.iter().all(|hit| hit.kind == HitKind::Person), "{role:?}: {found:#?}");
        let list = cases::listed(&vault, &session, &all("suspended"), 0, 10).unwrap();
        assert_eq!(list.fits, 0, "{role:?}");
    }
    let administrator = Session { roles: vec![Role::Administrator], ..vault.session() };
    for refused in [
        search::find(&vault, &administrator, "okafor", 20).map(drop),
        search::recent(&vault, &administrator).map(drop),
        cases::listed(&vault, &administrator, &all(""), 0, 10).map(drop),
    ] {
        assert_eq!(refused.unwrap_err().code(), ErrorCode::Forbidden);
    }
    // A second record of the same person leads to the one that stands for it.
    let twice = somebody(&mut vault, "Thomas Okaforson", PersonKind::Staff, "", "");
    people::merge(&mut vault, &session, twice.id.parse().unwrap(), twice.rev, staff.id.parse().unwrap(), "Same badge")
        .unwrap();
    let found = find(&vault, "okaforson");
    assert!(found.hits.iter().any(|hit| text(&hit.title) == "Tom Okafor"), "{found:#?}");
    assert!(found.hits.iter().any(is_matter), "{found:#?}");
}

#[test]
fn what_is_in_the_bin_is_found_no_more_until_it_is_put_back() {
    let (_folder, mut vault) = store();
    let session = vault.session();
    let case = concern(&mut vault, "Edna Rowe", "Two visits were not made.");
    let entry = event(&mut vault, case, "Quillfeather told");
    let person = somebody(&mut vault, "Brambleworth Xanthic", PersonKind::Relative, "", "");
    timeline::remove(&mut vault, &session, entry.id.parse().unwrap(), entry.rev).unwrap();
    people::remove(&mut vault, &session, person.id.parse().unwrap(), person.rev).unwrap();
    for typed in ["quillfeather", "brambleworth", "bramblewort"] {
        assert_eq!(find(&vault, typed), Found::default(), "{typed}");
    }
    timeline::restore(&mut vault, &session, entry.id.parse().unwrap(), entry.rev + 1).unwrap();
    assert_eq!(find(&vault, "quillfeather").hits.len(), 1);
}

#[test]
fn a_word_that_stands_nowhere_is_taken_for_a_name_and_said_so() {
    let (_folder, mut vault) = store();
    let case = concern(&mut vault, "Joan Hart", "Two visits were not made.");
    event(&mut vault, case, "Marchbanks rang the office.");
    somebody(&mut vault, "Ada Marchbanks", PersonKind::Relative, "", "");
    let found = find(&vault, "marchbenks office");
    assert_eq!(found.instead, ["marchbanks"]);
    let told = found.hits.iter().find(|hit| hit.what == "Note").unwrap();
    assert_eq!(marks(&told.excerpt), ["Marchbanks", "office"]);
    assert!(find(&vault, "marchbanks office").instead.is_empty());
}

#[test]
fn looking_for_something_is_no_view_of_a_case_and_opening_it_is() {
    let (folder, mut vault) = store();
    let session = vault.session();
    let case = concern(&mut vault, "Edna Rowe", "Two visits were not made.");
    find(&vault, "edna");
    cases::listed(&vault, &session, &all("edna"), 0, 10).unwrap();
    vault.write_views().unwrap();
    vault.lock().unwrap();
    let viewed = |folder: &std::path::Path| {
        let audit = dump(&folder.join("store"), PASSPHRASE)["audit"].join("\n");
        audit.matches(Action::ViewCase.code()).count()
    };
    assert_eq!(viewed(folder.path()), 0);
    let mut vault =
        services::setup::unlock(&folder.path().join("store"), None, PASSPHRASE, evident_tests::clock()).unwrap();
    cases::page(&mut vault, &session, case, 700.0).unwrap();
    vault.lock().unwrap();
    assert_eq!(viewed(folder.path()), 1);
}

#[test]
fn what_was_looked_at_last_is_kept_in_memory_until_the_vault_locks() {
    let (folder, mut vault) = store();
    let session = vault.session();
    assert!(search::recent(&vault, &session).unwrap().is_empty());
    let seen: Vec<CaseId> =
        (0..12).map(|n| concern(&mut vault, &format!("Somebody {n}"), &format!("Concern {n}"))).collect();
    for case in &seen {
        cases::page(&mut vault, &session, *case, 700.0).unwrap();
    }
    let person = somebody(&mut vault, "Tom Okafor", PersonKind::Staff, "", "");
    people::open(&mut vault, &session, person.id.parse().unwrap()).unwrap();
    cases::page(&mut vault, &session, seen[5], 700.0).unwrap();
    let recent = search::recent(&vault, &session).unwrap();
    assert_eq!(recent.len(), 10);
    assert!(
        opens_case(&recent[0], seen[5]) && text(&recent[1].title) == "Tom Okafor" && opens_case(&recent[2], seen[11])
    );
    assert_eq!(recent.iter().filter(|hit| opens_case(hit, seen[5])).count(), 1);
    search::forget_recent(&mut vault);
    assert!(search::recent(&vault, &session).unwrap().is_empty());
    cases::page(&mut vault, &session, seen[5], 700.0).unwrap();
    vault.lock().unwrap();
    let vault =
        services::setup::unlock(&folder.path().join("store"), None, PASSPHRASE, evident_tests::clock()).unwrap();
    assert!(search::recent(&vault, &vault.session()).unwrap().is_empty());
}

fn all(text: &str) -> CaseFilter {
    CaseFilter { text: text.to_owned(), show: ShowCases::All, ..CaseFilter::default() }
}

#[test]
fn the_list_of_cases_finds_words_anywhere_in_a_case_and_comes_in_pages() {
    let (_folder, mut vault) = store();
    let session = vault.session();
    let cases: Vec<CaseId> =
        (1..=12).map(|n| concern(&mut vault, &format!("Person {n}"), &format!("Concern {n}"))).collect();
    event(&mut vault, cases[3], "The rota was read.");
    event(&mut vault, cases[3], "Quillfeather told.");
    event(&mut vault, cases[4], "The rota was read.");
    part(
        &mut vault,
        cases[5],
        "stage_move",
        &[("to", "withdrawn"), ("on", "2026-02-08"), ("reason", "Recorded twice")],
    )
    .unwrap();
    let listed = |filter: &CaseFilter, from, count| {
        let list = cases::listed(&vault, &session, filter, from, count).unwrap();
        let references: Vec<String> = list.rows.into_iter().map(|row| row.reference).collect();
        (references, list.fits, list.recorded)
    };
    let references = |list: (Vec<String>, u32, u32)| list.0.join(" ");
    assert_eq!(references(listed(&all("quillfeather rota"), 0, 10)), "SG-2026-004", "words of two records of one case");
    assert_eq!(listed(&all("rota"), 0, 10).1, 2);
    assert_eq!(references(listed(&all("SG-2026-007"), 0, 10)), "SG-2026-007");
    assert_eq!(references(listed(&all("p12"), 0, 10)), "SG-2026-012", "the case of somebody by their number");
    assert_eq!(references(listed(&all("withdrawn"), 0, 10)), "SG-2026-006", "the words of the stage");
    assert_eq!(references(listed(&all("quilfeather"), 0, 10)), "", "a slip in a word that is no name");
    assert_eq!(listed(&all("***"), 0, 100).1, 12, "signs alone ask for nothing");
    let open = CaseFilter { show: ShowCases::Open, ..all("") };
    let closed = CaseFilter { show: ShowCases::Closed, ..all("") };
    assert_eq!((listed(&open, 0, 100).1, listed(&closed, 0, 100).1), (11, 1));
    let by = |sort, descending| CaseFilter { sort, descending, ..all("") };
    let (first, fits, recorded) = listed(&by(CaseSort::Title, false), 0, 10);
    assert_eq!((first.len(), fits, recorded), (10, 12, 12));
    assert_eq!((first[1].as_str(), first[9].as_str()), ("SG-2026-002", "SG-2026-010"), "numbers by their size");
    assert_eq!(listed(&by(CaseSort::Title, false), 10, 10).0, ["SG-2026-011", "SG-2026-012"]);
    assert_eq!(listed(&by(CaseSort::Reference, true), 0, 1).0, ["SG-2026-012"]);
    assert_eq!(listed(&by(CaseSort::Who, true), 0, 1).0, ["SG-2026-012"]);
    let elsewhere = CaseFilter { service: "Larch House".to_owned(), ..all("") };
    assert_eq!(listed(&elsewhere, 0, 10).1, 0);
}

#[test]
fn a_group_of_cases_shares_what_is_found() {
    let (_folder, mut vault) = store();
    let session = vault.session();
    let (first, second) = (concern(&mut vault, "Edna Rowe", "One"), concern(&mut vault, "Joan Hart", "Two"));
    let group = services::groups::add(
        &mut vault,
        &session,
        session.services[0].id,
        &services::groups::GroupDraft {
            title: "North round".to_owned(),
            about: "Quillfeather enquiry".to_owned(),
            reason: String::new(),
        },
    );
    let group: domain::GroupId = group.unwrap().id.parse().unwrap();
    for case in [first, second] {
        services::groups::set_case(&mut vault, &session, case, 1, Some(group)).unwrap();
    }
    let form = parts::PartDraft {
        values: typed(&[("kind", "planning"), ("held", "2026-02-12T10:00"), ("decided", "Brambleworth to be asked")]),
        ..parts::PartDraft::default()
    };
    parts::add(&mut vault, &session, Owner::Group(group), "meeting", &form).unwrap();
    assert!(find(&vault, "quillfeather").hits.iter().any(|hit| opens_case(hit, first)));
    let shared = find(&vault, "brambleworth").hits;
    assert_eq!(shared[0].opens, Opens::Part { id: first.to_string(), group: Group::Council });
    assert_eq!(cases::listed(&vault, &session, &all("brambleworth"), 0, 10).unwrap().fits, 2, "in each of them");
}
