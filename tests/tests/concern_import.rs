//! Concerns from a file: each row a case, all or none, undone and put back whole; nothing misread, nothing dropped.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // tests may panic

use std::{collections::BTreeMap, path::Path};

use domain::{
    BatchId, CaseId, MeasureId, ServiceId,
    provider::{NewService, ServiceKind},
};
use evident_tests::{clock, fixture, new_vault};
use services::{
    Error, Vault, cases,
    concern_import::{self, ConcernMapping, SameNames},
    imports::Source,
    measures::{self, NewMeasure},
    rounds,
    setup::{self, NewVault},
};

fn service(vault: &Vault) -> ServiceId {
    vault.session().services[0].id
}

fn source(text: &str) -> Source {
    Source::new("register.csv".into(), text.as_bytes().to_vec())
}

fn mapping(vault: &Vault, source: &mut Source) -> ConcernMapping {
    concern_import::open(vault, &vault.session(), source, service(vault), None).unwrap().mapping
}

fn dry(vault: &Vault, text: &str, change: impl FnOnce(&mut ConcernMapping)) -> concern_import::ConcernRun {
    let mut source = source(text);
    let mut mapping = mapping(vault, &mut source);
    change(&mut mapping);
    concern_import::check(vault, &vault.session(), &mut source, service(vault), &mapping).unwrap()
}

fn bring(vault: &mut Vault, text: &str, change: impl FnOnce(&mut ConcernMapping)) -> concern_import::ConcernImportRow {
    let mut source = source(text);
    let mut mapping = mapping(vault, &mut source);
    change(&mut mapping);
    let (session, service) = (vault.session(), service(vault));
    concern_import::commit(vault, &session, &mut source, service, &mapping).unwrap()
}

fn references(vault: &Vault) -> Vec<String> {
    let mut references: Vec<String> =
        cases::list(vault, &vault.session()).unwrap().into_iter().map(|row| row.reference).collect();
    references.sort();
    references
}

const REGISTER: &str = "Date,Time,Resident,Details,Type of abuse,Reported by,Referred\n\
    03/09/2026,14:30,Edna Rowe,\"Found on the floor; not seen since noon.\",Neglect,Family or friend,03/09/2026 16:00\n\
    17/09/2026,09:05,José O'Neill,\"Bruise on the left arm, unexplained.\",Physical abuse; Pressure,Our own staff,17/09/2026 12:15\n";

#[test]
fn a_register_comes_in_with_its_people_types_and_referrals_as_cases() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = new_vault(&folder.path().join("store"));
    let run = dry(&vault, REGISTER, |_| {});
    assert_eq!((run.coming_in_count, run.not_coming_in_count), (2, 0), "{run:?}");
    assert!(run.question.is_none() && run.totals.starts_with("2 concerns, 2 sent"), "{run:?}");
    assert!(run.warnings.iter().any(|told| told.contains("\u{201c}Pressure\u{201d}")), "{:?}", run.warnings);
    assert!(references(&vault).is_empty(), "a dry run changes nothing");
    let batch = bring(&mut vault, REGISTER, |_| {});
    assert_eq!((batch.cases, batch.references.as_str()), (2, "SG-2026-001 to SG-2026-002"));
    let session = vault.session();
    let first = cases::find(&vault, &session, "SG-2026-001").unwrap();
    let page = cases::page(&mut vault, &session, first, 900.0).unwrap();
    assert_eq!(page.first_account, "Found on the floor; not seen since noon.");
    assert_eq!((page.who.as_deref(), page.aware.text.as_str()), (Some("Edna Rowe"), "3 September 2026, 14:30"));
    assert_eq!(page.state, "awaiting_la_decision", "it was sent to the council");
    let texts: Vec<&str> = page.events.iter().map(|event| event.text.as_str()).collect();
    assert!(texts.iter().any(|text| text.contains("Row 2 of register.csv") && text.contains("Resident: Edna Rowe")));
    assert!(texts.iter().any(|text| text.contains("Concern sent to")), "{texts:?}");
    let second = cases::find(&vault, &session, "SG-2026-002").unwrap();
    let page = cases::page(&mut vault, &session, second, 900.0).unwrap();
    assert_eq!((page.who.as_deref(), page.state.as_str()), (Some("José O'Neill"), "awaiting_la_decision"));
    assert!(page.events.iter().any(|event| event.text.contains("Pressure")), "words no list holds are kept");
}

#[test]
fn the_same_file_twice_brings_nothing_in_twice() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = new_vault(&folder.path().join("store"));
    bring(&mut vault, REGISTER, |_| {});
    let run = dry(&vault, REGISTER, |mapping| mapping.same_names = Some(SameNames::SamePerson));
    assert_eq!((run.coming_in_count, run.not_coming_in_count), (0, 2));
    assert!(run.not_coming_in.iter().all(|row| row.reason.contains("here already, as SG-2026-00")));
    let doubled = format!("{REGISTER}17/09/2026,09:05,Somebody,\"Bruise on the left arm, unexplained.\",,,\n");
    let folder = tempfile::tempdir().unwrap();
    let fresh = new_vault(&folder.path().join("store"));
    let run = dry(&fresh, &doubled, |_| {});
    assert_eq!(run.not_coming_in[0].reason, "The same moment and the same account stand in row 3.");
}

#[test]
fn an_import_is_undone_whole_and_put_back_and_what_was_changed_since_stays() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = new_vault(&folder.path().join("store"));
    let batch: BatchId = bring(&mut vault, REGISTER, |_| {}).id.parse().unwrap();
    let session = vault.session();
    let changed = cases::find(&vault, &session, "SG-2026-001").unwrap();
    let line = evident_tests::when("2026-09-04", Some("10:00"), None);
    let draft = services::timeline::EventDraft {
        lane: domain::timeline::Lane::Case,
        kind: domain::timeline::EventKind::Note,
        when: line,
        text: "Rang the daughter.".into(),
        agency: None,
    };
    services::timeline::add(&mut vault, &session, changed, &draft, None).unwrap();
    let undone = concern_import::undo(&mut vault, &session, batch, false).unwrap();
    assert_eq!((undone.removed, undone.kept), (1, vec!["SG-2026-001".to_owned()]));
    assert_eq!(references(&vault), ["SG-2026-001"]);
    let bin = cases::bin(&vault, &session).unwrap();
    assert_eq!((bin.len(), bin[0].reference.as_str()), (1, "SG-2026-002"));
    assert!(bin[0].reason.contains("undone"), "{:?}", bin[0]);
    assert!(concern_import::undo(&mut vault, &session, batch, false).is_err(), "undone once");
    assert_eq!(concern_import::put_back(&mut vault, &session, batch).unwrap(), 1);
    assert_eq!(references(&vault), ["SG-2026-001", "SG-2026-002"]);
    let again = concern_import::undo(&mut vault, &session, batch, false).unwrap();
    assert_eq!(again.kept, ["SG-2026-001"], "what was recorded before the first undo still keeps its case");
    // Those that stayed go when that is asked for; one that somebody removed with a reason of their own stays removed.
    let rest = concern_import::undo(&mut vault, &session, batch, true).unwrap();
    assert_eq!((rest.removed, rest.kept.len()), (1, 0));
    assert_eq!(concern_import::put_back(&mut vault, &session, batch).unwrap(), 2);
    let by_hand = cases::find(&vault, &session, "SG-2026-002").unwrap();
    let rev = cases::page(&mut vault, &session, by_hand, 1100.0).unwrap().rev;
    cases::remove(&mut vault, &session, by_hand, rev, "Recorded twice.").unwrap();
    let all = concern_import::undo(&mut vault, &session, batch, true).unwrap();
    assert_eq!((all.removed, all.kept.len()), (1, 0));
    assert_eq!(concern_import::put_back(&mut vault, &session, batch).unwrap(), 1);
    assert_eq!(references(&vault), ["SG-2026-001"]);
    concern_import::undo(&mut vault, &session, batch, true).unwrap();
    let listed = concern_import::list(&vault, &session, service(&vault)).unwrap();
    assert!(listed[0].undone && listed[0].cases == 2);
    // What is in the bin counts nowhere, and its number is not given again.
    let next = bring(&mut vault, REGISTER, |_| {});
    assert_eq!(next.references, "SG-2026-003 to SG-2026-004");
}

// Decision of the issue: who raised a concern is a compartment from the start, also where a file says it.
#[test]
fn who_raised_a_concern_is_kept_apart_whatever_the_column_is_called() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = new_vault(&folder.path().join("store"));
    let text = "Date,Details,Raised by,Whistleblower contact\n\
        03/04/2026,The stairs were wet.,Jane Whistle (night carer),07700 900123\n\
        13/04/2026,A rail came loose.,Family or friend,\n";
    let run = dry(&vault, text, |_| {});
    assert!(run.warnings.iter().any(|told| told.contains("Jane Whistle") && told.contains("managers alone")));
    bring(&mut vault, text, |_| {});
    let session = vault.session();
    for (reference, named) in [("SG-2026-001", true), ("SG-2026-002", false)] {
        let case = cases::find(&vault, &session, reference).unwrap();
        let page = cases::page(&mut vault, &session, case, 1100.0).unwrap();
        let shown = serde_json::to_string(&page).unwrap();
        assert!(!shown.contains("Whistle (night") && !shown.contains("900123"), "{shown}");
        let sections = services::parts::sections(&vault, &session, domain::part::Owner::Case(case)).unwrap();
        let kept = sections.iter().find(|section| section.kind == "reporter").unwrap();
        let row = serde_json::to_string(&kept.rows).unwrap();
        assert_eq!(row.contains("Jane Whistle (night carer)") && row.contains("07700 900123"), named, "{row}");
    }
}

// K14 of the known faults: day and month are told by the column, never row by row.
#[test]
fn dates_that_can_be_read_two_ways_are_asked_about() {
    let folder = tempfile::tempdir().unwrap();
    let vault = new_vault(&folder.path().join("store"));
    let text = "Date,Details\n03/09/2026,One\n04/10/2026,Two\n";
    let run = dry(&vault, text, |_| {});
    assert_eq!(run.question.unwrap().code, "date_order");
    let run = dry(&vault, text, |mapping| mapping.date_order = Some(services::MappedDateOrder::DayFirst));
    assert_eq!(run.coming_in[0].aware, "3 September 2026");
    let run = dry(&vault, text, |mapping| mapping.date_order = Some(services::MappedDateOrder::MonthFirst));
    assert_eq!(run.coming_in[1].aware, "10 April 2026");
}

#[test]
fn people_of_one_name_are_asked_about_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = new_vault(&folder.path().join("store"));
    let text =
        "Date,Resident,Details\n13/09/2026,Mary Smith,One\n14/09/2026,mary  smith,Two\n15/09/2026,Ann Lee,Three\n";
    let question = dry(&vault, text, |_| {}).question.unwrap();
    assert_eq!(question.code, "same_names");
    assert!(question.text.contains("mary  smith") && !question.text.contains("Ann Lee"), "{}", question.text);
    let mut unanswered = source(text);
    let open = mapping(&vault, &mut unanswered);
    let (session, home) = (vault.session(), service(&vault));
    let refused = concern_import::commit(&mut vault, &session, &mut unanswered, home, &open);
    assert!(matches!(refused, Err(Error::MustAsk(_))) && references(&vault).is_empty());
    bring(&mut vault, text, |mapping| mapping.same_names = Some(SameNames::SamePerson));
    let people = services::people::list(&vault, &vault.session(), Some(home)).unwrap();
    assert_eq!(people.iter().filter(|person| person.name.to_lowercase().contains("smith")).count(), 1);
    let other = "Date,Resident,Details\n13/10/2026,Mary Smith,Four\n";
    bring(&mut vault, other, |mapping| mapping.same_names = Some(SameNames::Another));
    let people = services::people::list(&vault, &vault.session(), Some(home)).unwrap();
    assert_eq!(people.iter().filter(|person| person.name.to_lowercase().contains("smith")).count(), 2);
    let third = "Date,Resident,Details\n14/10/2026,Mary Smith,Five\n";
    let run = dry(&vault, third, |mapping| mapping.same_names = Some(SameNames::SamePerson));
    assert!(run.not_coming_in[0].reason.starts_with("Two people of this name"), "{run:?}");
}

#[test]
fn rows_that_cannot_be_are_refused_each_with_its_reason() {
    let folder = tempfile::tempdir().unwrap();
    let vault = new_vault(&folder.path().join("store"));
    let text = "Identified,Details,Referred,Decided on,Decision\n\
        2026-09-03T14:30,Good,2026-09-03T16:00,2026-09-08,s42_duty_met\n\
        ,No date,,,\n\
        31/02/2026,No such day,,,\n\
        2026-12-24,Not yet,,,\n\
        2026-09-03T14:30,Sent before,2026-09-03T10:00,,\n\
        2026-09-03T14:31,Decided before,2026-09-04T10:00,2026-09-03,s42_duty_met\n\
        2026-10-25T01:30,Clocks back,,,\n\
        2026-09-05T10:00,Does not say what,2026-09-05T11:00,2026-09-09,\n\
        Identified,Details,Referred,Decided on,Decision\n";
    let run = dry(&vault, text, |_| {});
    let reasons: Vec<(u32, &str)> = run.not_coming_in.iter().map(|row| (row.row, row.reason.as_str())).collect();
    for (row, words) in [
        (3, "no date on which you became aware"),
        (4, "not a date"),
        (5, "has not come yet"),
        (6, "before you became aware"),
        (7, "decided before it was sent"),
        (8, "came twice"),
        (9, "does not say what"),
    ] {
        let found = reasons.iter().find(|(number, _)| *number == row);
        assert!(found.is_some_and(|(_, reason)| reason.contains(words)), "row {row}: {reasons:?}");
    }
    assert_eq!((run.coming_in_count, reasons.len()), (1, 7), "the header in between is no concern");
}

#[test]
fn a_mapping_that_cannot_be_is_refused_where_it_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let vault = new_vault(&folder.path().join("store"));
    let field = |columns: &[(&str, u32)]| {
        let mut source = source("Identified,Details,Decided\n2026-09-03,One,2026-09-08\n");
        source.open_sheet(None).unwrap();
        let mapping = ConcernMapping {
            columns: columns.iter().map(|(code, at)| ((*code).to_owned(), *at)).collect(),
            ..ConcernMapping::default()
        };
        let refused = concern_import::check(&vault, &vault.session(), &mut source, service(&vault), &mapping);
        refused.unwrap_err().field().map(ToOwned::to_owned)
    };
    assert_eq!(field(&[]).as_deref(), Some("aware"));
    assert_eq!(field(&[("aware", 1)]).as_deref(), Some("aware"), "holds no dates");
    assert_eq!(field(&[("aware", 9)]).as_deref(), Some("aware"));
    assert_eq!(field(&[("aware", 0), ("what", 0)]).as_deref(), Some("what"));
    assert_eq!(field(&[("aware", 0), ("decided", 2)]).as_deref(), Some("decision"));
    assert_eq!(field(&[("aware", 0), ("decided_hours", 2)]).as_deref(), Some("decision"));
}

#[test]
fn columns_are_remembered_by_their_names_for_the_next_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = new_vault(&folder.path().join("store"));
    let odd = "Alpha,Beta,Gamma\n2026-09-03T14:30,Found on the floor,Nobody\n";
    bring(&mut vault, odd, |mapping| {
        mapping.columns = BTreeMap::from([("aware".to_owned(), 0), ("what".to_owned(), 1)]);
    });
    let mut next = source("Gamma,Beta,Alpha\nSomebody,A bruise,2026-10-03T10:00\n");
    let preview = concern_import::open(&vault, &vault.session(), &mut next, service(&vault), None).unwrap();
    assert_eq!(preview.mapping.columns, BTreeMap::from([("aware".to_owned(), 2), ("what".to_owned(), 1)]));
    assert!(preview.notes.iter().any(|note| note.contains("last file")), "{:?}", preview.notes);
}

#[test]
fn a_case_recorded_by_mistake_goes_to_the_bin_with_a_reason_and_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = new_vault(&folder.path().join("store"));
    let id = evident_tests::new_case(&mut vault);
    let session = vault.session();
    let rev = cases::page(&mut vault, &session, id, 900.0).unwrap().rev;
    let refused = cases::remove(&mut vault, &session, id, rev, "  ");
    assert_eq!(refused.unwrap_err().field(), Some("reason"));
    cases::remove(&mut vault, &session, id, rev, "Recorded twice").unwrap();
    assert!(references(&vault).is_empty());
    assert!(matches!(cases::page(&mut vault, &session, id, 900.0), Err(Error::NotFound)));
    let bin = cases::bin(&vault, &session).unwrap();
    assert_eq!((bin[0].reason.as_str(), bin[0].by.as_str()), ("Recorded twice", "Registered manager"));
    cases::restore(&mut vault, &session, id).unwrap();
    let page = cases::page(&mut vault, &session, id, 900.0).unwrap();
    assert_eq!(page.first_account, "Two visits were not made.");
    assert!(matches!(cases::restore(&mut vault, &session, id), Err(Error::NotFound)), "it is not in the bin");
}

fn later_follow(vault: &mut Vault, indicator: &str) -> String {
    let session = vault.session();
    let form = NewMeasure {
        service_id: session.services[0].id.to_string(),
        indicator: indicator.into(),
        every: None,
        baseline_from: Some("2025-09-01".into()),
        baseline_to: Some("2026-03-31".into()),
        change_on: Some("2026-04-01".into()),
        usual_checks: false,
        case_id: None,
        lead: false,
    };
    let id: MeasureId = measures::add(vault, &session, &form).unwrap().id.parse().unwrap();
    let view = rounds::list(vault, &session, id, 700.0).unwrap();
    let comparison = view.comparison.unwrap();
    let working: Vec<String> = comparison.working.iter().map(|row| format!("{}: {}", row.label, row.value)).collect();
    format!("{} {}", comparison.sentence, working.join("; "))
}

// Domain 7.3: 16.7 h to 8.8 h, 127.8 h to 73.0 h, 3 of 10 to 8 of 10, here from the file alone.
#[test]
fn the_twenty_concerns_brought_in_by_the_file_give_the_agreed_medians() {
    let folder = tempfile::tempdir().unwrap();
    let services = [NewService { name: "Orchard Court".into(), kind: ServiceKind::Nursing }];
    let new = NewVault {
        provider: "Rowan Care Group",
        services: &services,
        user_label: "Registered manager",
        passphrase: evident_tests::PASSPHRASE,
    };
    let mut vault = setup::create(&folder.path().join("store"), &new, clock()).unwrap();
    let mut file = Source::read(Path::new(&fixture("concerns/orchard-court.csv"))).unwrap();
    let mut mapping = mapping(&vault, &mut file);
    mapping.same.insert("decision".into(), "s42_duty_met".into());
    let (session, home) = (vault.session(), service(&vault));
    let batch = concern_import::commit(&mut vault, &session, &mut file, home, &mapping).unwrap();
    assert_eq!(batch.cases, 20);
    let referral = later_follow(&mut vault, "t_refer");
    assert!(referral.contains("16.7") && referral.contains("8.8"), "{referral}");
    let decision = later_follow(&mut vault, "t_la_decision");
    assert!(decision.contains("127.8 hours") && decision.contains("73 hours"), "{decision}");
    let route = later_follow(&mut vault, "route_right");
    assert!(route.contains("3 of 10") && route.contains("8 of 10"), "{route}");
    let case: CaseId = cases::find(&vault, &session, "SG-2026-001").unwrap();
    let page = cases::page(&mut vault, &session, case, 900.0).unwrap();
    assert!(page.first_account.starts_with("Concern: B1; Identified: 2025-09-04T14:30"), "{}", page.first_account);
}
