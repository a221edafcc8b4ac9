//! The parts of a case: kept apart where they must be, corrected with a reason, closed and reopened, as known on a day.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // tests may panic

use domain::{
    CaseId, PartId,
    access::{Compartment, Role},
    audit::Action,
    part::Owner,
    person::PersonKind,
};
use evident_tests::{clock_at, dump, new_case, new_vault, part, typed, when};
use services::{
    Error, ErrorCode, Session, Vault, cases, duties, history,
    parts::{self, Confirmed, PartDraft},
    people::{self, PersonDraft},
    timeline,
};

fn draft(answers: &[(&str, &str)]) -> PartDraft {
    PartDraft { values: typed(answers), ..PartDraft::default() }
}

fn store() -> (tempfile::TempDir, Vault, CaseId) {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = new_vault(&folder.path().join("store"));
    let case = new_case(&mut vault);
    (folder, vault, case)
}

fn page(vault: &mut Vault, case: CaseId) -> cases::CasePage {
    let session = vault.session();
    cases::page(vault, &session, case, 700.0).unwrap()
}

fn id(row: &parts::PartRow) -> PartId {
    row.id.parse().unwrap()
}

fn person(vault: &mut Vault, name: &str, kind: PersonKind) -> people::PersonDetail {
    let session = vault.session();
    let form = PersonDraft {
        name: name.to_owned(),
        kind,
        also_known_as: String::new(),
        born: String::new(),
        organisation: String::new(),
        contact: String::new(),
        communication: String::new(),
        which: None,
        reason: String::new(),
        draft_key: None,
    };
    people::add(vault, &session, session.services[0].id, &form).unwrap()
}

#[test]
fn what_is_recorded_lands_on_the_chronology_and_moves_the_case() {
    let (_folder, mut vault, case) = store();
    part(
        &mut vault,
        case,
        "referral",
        &[("to", "Out-of-hours team"), ("sent", "2026-02-07T14:30"), ("reference", "26/0412")],
    )
    .unwrap();
    assert_eq!(page(&mut vault, case).state, "awaiting_la_decision");
    part(&mut vault, case, "la_decision", &[("decision", "s42_duty_met"), ("decided_on", "2026-02-10")]).unwrap();
    part(
        &mut vault,
        case,
        "enquiry",
        &[
            ("caused_to_enquire_by", "provider"),
            ("requested_on", "2026-02-10"),
            ("due_number", "20"),
            ("due_unit", "working_days"),
        ],
    )
    .unwrap();
    let seen = page(&mut vault, case);
    assert_eq!(seen.state, "enquiry_in_progress");
    let texts: Vec<&str> = seen.events.iter().map(|event| event.text.as_str()).collect();
    assert_eq!(
        texts,
        [
            "Concern sent to Out-of-hours team. Reference 26/0412.",
            "The council's decision: Section 42 duty met.",
            "The council asked for an enquiry, to be made by: Us, the provider."
        ]
    );
    assert!(seen.events.iter().all(|event| event.part.is_some()));
    assert_eq!(
        seen.moves.iter().map(|step| step.to.as_str()).collect::<Vec<_>>(),
        ["Waiting for the local authority", "Enquiry in progress"]
    );
    // Domain 7.1: 10 February and 20 working days come to Tuesday 10 March 2026; 13:05 to 14:30 is 1 h 25 min.
    let session = vault.session();
    let clocks = services::clocks::view(&vault, &session, case).unwrap();
    assert_eq!(clocks.due[0].due, "Tuesday 10 March 2026");
    assert!(clocks.due[0].working[1].contains("8 days of weekends"));
    assert_eq!(clocks.elapsed[0].value, "1 h 25 min");
}

#[test]
fn a_correction_asks_why_keeps_the_earlier_wording_and_changes_nothing_else() {
    let (_folder, mut vault, case) = store();
    let session = vault.session();
    let row = part(&mut vault, case, "referral", &[("to", "Council"), ("sent", "2026-10-25T00:30")]).unwrap();
    // Filling a blank needs no reason.
    let filled = [("to", "Council"), ("sent", "2026-10-25T00:30"), ("reference", "R-1")];
    let row = parts::amend(&mut vault, &session, id(&row), row.rev, &draft(&filled)).unwrap();
    // K2: one field is corrected, and the time reads back as it was typed.
    let corrected = [("to", "Council, out of hours"), ("sent", "2026-10-25T00:30"), ("reference", "R-1")];
    let refused = parts::amend(&mut vault, &session, id(&row), row.rev, &draft(&corrected)).unwrap_err();
    assert_eq!(refused.field(), Some("reason"));
    let with_reason = PartDraft { reason: "The team was named wrongly".into(), ..draft(&corrected) };
    let row = parts::amend(&mut vault, &session, id(&row), row.rev, &with_reason).unwrap();
    let form = parts::filled_form(&vault, &session, id(&row)).unwrap();
    let sent = form.values["sent"].when.clone().unwrap();
    assert_eq!((sent.date.as_str(), sent.time.as_deref(), sent.offset_min), ("25 Oct 2026", Some("00:30"), Some(60)));
    let wordings = parts::history(&vault, &session, id(&row)).unwrap();
    assert_eq!(wordings.len(), 3);
    assert_eq!(wordings[2].reason.as_deref(), Some("The team was named wrongly"));
    let [change] = wordings[2].changes.as_slice() else { panic!("{:?}", wordings[2].changes) };
    assert_eq!((change.before.as_deref(), change.after.as_deref()), (Some("Council"), Some("Council, out of hours")));
    // A wording made from an earlier one is a conflict, and loses nothing.
    let stale = parts::amend(&mut vault, &session, id(&row), 1, &with_reason).unwrap_err();
    assert_eq!(stale.code(), ErrorCode::Conflict);
    let all = history::list(&vault, &session, case).unwrap();
    assert!(all.iter().any(|change| change.reason.as_deref() == Some("The team was named wrongly")));
}

#[test]
fn what_real_life_allows_is_asked_about_and_kept_with_a_reason() {
    let (_folder, mut vault, case) = store();
    let session = vault.session();
    let early = [("to", "Council"), ("sent", "2026-02-07T12:30")];
    let Error::Doubtful(doubts) =
        parts::add(&mut vault, &session, Owner::Case(case), "referral", &draft(&early)).unwrap_err()
    else {
        panic!("asked about")
    };
    assert_eq!(doubts[0].code, "referral_before_awareness");
    let answered = PartDraft {
        confirmed: vec![Confirmed { code: doubts[0].code.into(), because: "The hospital had referred first".into() }],
        ..draft(&early)
    };
    let row = parts::add(&mut vault, &session, Owner::Case(case), "referral", &answered).unwrap();
    assert_eq!(row.kept_because, ["The hospital had referred first"]);
    for (kind, answers) in [
        ("referral", vec![("to", "Council"), ("sent", "2026-11-26")]),
        ("la_closure", vec![("closed_on", "2026-01-01")]),
        ("wait", vec![("body", "police"), ("what", "Interviews"), ("since", "2026-02-09"), ("ended", "2026-02-08")]),
    ] {
        let refused = parts::add(&mut vault, &session, Owner::Case(case), kind, &draft(&answers)).unwrap_err();
        assert_eq!(refused.code(), ErrorCode::Invalid, "{kind}");
    }
}

// K9: a closed case is reopened with a reason before anything in it changes, and nothing says that it was closed again.
#[test]
fn a_closed_case_is_reopened_before_anything_in_it_changes() {
    let (_folder, mut vault, case) = store();
    let session = vault.session();
    let referral = part(&mut vault, case, "referral", &[("to", "Council"), ("sent", "2026-02-07T14:30")]).unwrap();
    part(&mut vault, case, "la_decision", &[("decision", "s42_duty_met"), ("decided_on", "2026-02-10")]).unwrap();
    let note = timeline::EventDraft {
        lane: domain::timeline::Lane::Case,
        kind: domain::timeline::EventKind::Note,
        when: when("2026-02-11", None, None),
        text: "Rota read.".into(),
        agency: None,
    };
    let event = timeline::add(&mut vault, &session, case, &note, None).unwrap();
    let promised = services::actions::ActionDraft {
        title: "Missed-call board".into(),
        owner: "Registered manager".into(),
        due: None,
        go_live: None,
        marker_label: None,
        settling_weeks: 0,
        strength: domain::action::ActionStrength::Weak,
        progress: domain::action::Progress::InProgress,
        verified: None,
        measure_ids: Vec::new(),
    };
    let action = services::actions::add(&mut vault, &session, case, &promised).unwrap();
    let answers = cases::QuestionsView {
        rev: 0,
        what_changed: "A board in the office.".into(),
        how_risk_reduced: String::new(),
        how_learning_embedded: String::new(),
    };
    cases::save_questions(&mut vault, &session, case, 0, &answers).unwrap();
    part(&mut vault, case, "la_closure", &[("closed_on", "2026-03-17")]).unwrap();
    assert!(page(&mut vault, case).closed);
    let facts = page(&mut vault, case).events.len();
    let changed = PartDraft { reason: "typing".into(), ..draft(&[("to", "Somebody"), ("sent", "2026-02-07T14:30")]) };
    let amended = parts::amend(&mut vault, &session, id(&referral), referral.rev, &changed);
    assert_eq!(amended.unwrap_err().code(), ErrorCode::CaseClosed);
    let reworded = timeline::EventDraft { text: "Rota read twice.".into(), ..note.clone() };
    let amended = timeline::amend(&mut vault, &session, event.id.parse().unwrap(), event.rev, &reworded, "typing");
    assert_eq!(amended.unwrap_err().code(), ErrorCode::CaseClosed);
    let amend =
        cases::CaseAmend { title: Some("New".into()), who: None, which: None, aware: None, reason: "typing".into() };
    let rev = page(&mut vault, case).rev;
    assert_eq!(cases::amend(&mut vault, &session, case, rev, &amend).unwrap_err().code(), ErrorCode::CaseClosed);
    // An action goes on, and blanks are filled; what was agreed and answered stands.
    let renamed = services::actions::ActionDraft { title: "Another board".into(), ..promised.clone() };
    let action_id = action.id.parse().unwrap();
    let amended = services::actions::amend(&mut vault, &session, action_id, action.rev, &renamed, Some("typing"));
    assert_eq!(amended.unwrap_err().code(), ErrorCode::CaseClosed);
    let removed = services::actions::remove(&mut vault, &session, action_id, action.rev);
    assert_eq!(removed.unwrap_err().code(), ErrorCode::CaseClosed);
    let done = services::actions::ActionDraft { progress: domain::action::Progress::Done, ..promised.clone() };
    services::actions::amend(&mut vault, &session, action_id, action.rev, &done, None).unwrap();
    let filled = cases::QuestionsView { how_risk_reduced: "Nobody waits unseen.".into(), ..answers.clone() };
    cases::save_questions(&mut vault, &session, case, 1, &filled).unwrap();
    let reworded = cases::QuestionsView { what_changed: "Nothing.".into(), ..filled };
    let saved = cases::save_questions(&mut vault, &session, case, 2, &reworded);
    assert_eq!(saved.unwrap_err().code(), ErrorCode::CaseClosed);
    let later = part(&mut vault, case, "allegation", &[("what", "More"), ("types", "neglect_omission")]);
    assert_eq!(later.unwrap_err().code(), ErrorCode::CaseClosed);
    assert_eq!(page(&mut vault, case).events.len(), facts, "nothing was added, and nothing says that it closed again");
    // What follows the closure may be added.
    part(&mut vault, case, "chase", &[("body", "council"), ("chased", "2026-04-01")]).unwrap();
    // Reopening names a state and a reason; then the case can be corrected.
    let without = part(&mut vault, case, "stage_move", &[("to", "plan_in_progress"), ("on", "2026-04-02")]);
    assert_eq!(without.unwrap_err().field(), Some("reason"));
    part(
        &mut vault,
        case,
        "stage_move",
        &[("to", "plan_in_progress"), ("on", "2026-04-02"), ("reason", "Debriefs slipped")],
    )
    .unwrap();
    let seen = page(&mut vault, case);
    assert_eq!((seen.state.as_str(), seen.closed), ("plan_in_progress", false));
    assert!(seen.moves.last().unwrap().reopened);
    parts::amend(&mut vault, &session, id(&referral), referral.rev, &changed).unwrap();
}

#[test]
fn a_case_moves_only_where_it_may_and_its_closure_waits_for_the_dbs_decision() {
    let (_folder, mut vault, case) = store();
    let jump = part(&mut vault, case, "stage_move", &[("to", "sustained"), ("on", "2026-02-08"), ("reason", "Done")]);
    assert_eq!(jump.unwrap_err().field(), Some("to"));
    let allegation =
        part(&mut vault, case, "allegation", &[("what", "Held down"), ("types", "physical|organisational")]).unwrap();
    part(
        &mut vault,
        case,
        "internal_decision",
        &[
            ("decided", "2026-02-08"),
            ("decided_on", "2026-02-08"),
            ("decided_by", "Registered manager"),
            ("reason", "No harm"),
            ("what_would_change", "A second time"),
        ],
    )
    .unwrap();
    assert_eq!(page(&mut vault, case).state, "managed_internally");
    part(
        &mut vault,
        case,
        "finding",
        &[("allegation", &allegation.id), ("finding", "partially_substantiated"), ("decided_on", "2026-02-20")],
    )
    .unwrap();
    let staff = person(&mut vault, "Tom Okafor", PersonKind::Staff).row.id;
    part(
        &mut vault,
        case,
        "staff_matter",
        &[("person", &staff), ("hr_outcome", "resigned_during"), ("hr_on", "2026-02-21")],
    )
    .unwrap();
    let close = [("to", "closed_internally"), ("on", "2026-02-28"), ("reason", "Actions done")];
    let refused = part(&mut vault, case, "stage_move", &close).unwrap_err();
    assert!(refused.to_string().contains("DBS"), "{refused}");
    part(&mut vault, case, "dbs_referral", &[("person", &staff), ("referred_on", "2026-02-24")]).unwrap();
    part(&mut vault, case, "stage_move", &close).unwrap();
    assert_eq!(page(&mut vault, case).state, "closed_internally");
}

fn as_role(vault: &Vault, role: Role) -> Session {
    Session { roles: vec![role], ..vault.session() }
}

#[test]
fn compartments_are_not_there_for_whoever_may_not_open_them() {
    let (folder, mut vault, case) = store();
    let staff = person(&mut vault, "Tom Okafor", PersonKind::Staff).row.id;
    part(&mut vault, case, "reporter", &[("name", "Quill Ozymandy"), ("relationship", "Neighbour")]).unwrap();
    let matter = part(
        &mut vault,
        case,
        "staff_matter",
        &[("person", &staff), ("measure", "suspended"), ("since", "2026-02-09")],
    )
    .unwrap();
    let police = part(
        &mut vault,
        case,
        "police_contact",
        &[("when", "2026-02-09T10:00"), ("what", "Asked to wait with interviews")],
    )
    .unwrap();
    for role in [Role::Reader, Role::Contributor] {
        let session = as_role(&vault, role);
        let seen = cases::page(&mut vault, &session, case, 700.0).unwrap();
        assert!(seen.events.iter().all(|event| event.kept_apart.is_none()), "{role:?}");
        let sections = parts::sections(&vault, &session, Owner::Case(case)).unwrap();
        assert!(sections.iter().all(|section| section.kept_apart.is_none()), "{role:?}");
        for hidden in [&matter, &police] {
            assert_eq!(parts::filled_form(&vault, &session, id(hidden)).unwrap_err().code(), ErrorCode::NotFound);
            assert_eq!(parts::history(&vault, &session, id(hidden)).unwrap_err().code(), ErrorCode::NotFound);
        }
        assert!(!format!("{:?}", history::list(&vault, &session, case).unwrap()).contains("Ozymandy"));
        assert!(duties::list(&vault, &session, case).unwrap().iter().all(|duty| duty.kept_apart.is_none()));
    }
    let manager = vault.session();
    assert!(manager.may_open(Compartment::Police));
    assert!(format!("{:?}", parts::sections(&vault, &manager, Owner::Case(case)).unwrap()).contains("Ozymandy"));
    // In a table of their own.
    vault.lock().unwrap();
    let tables = dump(&folder.path().join("store"), evident_tests::PASSPHRASE);
    assert_eq!(tables["restricted_part"].len(), 3);
    assert!(tables["case_part"].is_empty());
}

#[test]
fn two_records_of_one_person_are_merged_and_taken_apart_again() {
    let (_folder, mut vault, case) = store();
    let session = vault.session();
    let twice = person(&mut vault, "Edna Rowe-Smith", PersonKind::Supported);
    let first = people::list(&vault, &session, None).unwrap().into_iter().find(|row| row.name == "Edna Rowe").unwrap();
    let (first_id, twice_id) = (first.id.parse().unwrap(), twice.row.id.parse().unwrap());
    let without = people::merge(&mut vault, &session, first_id, first.rev, twice_id, " ").unwrap_err();
    assert_eq!(without.field(), Some("reason"));
    let merged =
        people::merge(&mut vault, &session, first_id, first.rev, twice_id, "Same birthday and street").unwrap();
    assert_eq!(merged.cases.len(), 1);
    assert_eq!(page(&mut vault, case).who.as_deref(), Some("Edna Rowe-Smith"));
    let again = people::merge(&mut vault, &session, twice_id, twice.row.rev, first_id, "Round").unwrap_err();
    assert_eq!(again.code(), ErrorCode::Invalid);
    people::unmerge(&mut vault, &session, first_id, first.rev + 1).unwrap();
    assert_eq!(page(&mut vault, case).who.as_deref(), Some("Edna Rowe"));
    assert!(people::get(&vault, &session, twice_id).unwrap().cases.is_empty());
}

#[test]
fn a_removed_part_can_be_put_back_unless_something_stands_on_it() {
    let (_folder, mut vault, case) = store();
    let session = vault.session();
    let allegation =
        part(&mut vault, case, "allegation", &[("what", "Two visits"), ("types", "neglect_omission")]).unwrap();
    let finding = part(
        &mut vault,
        case,
        "finding",
        &[("allegation", &allegation.id), ("finding", "substantiated"), ("decided_on", "2026-03-09")],
    )
    .unwrap();
    let refused = parts::remove(&mut vault, &session, id(&allegation), 1).unwrap_err();
    assert!(refused.to_string().contains("under \u{201c}Finding"), "{refused}");
    let gone = parts::remove(&mut vault, &session, id(&finding), 1).unwrap();
    assert!(gone.removed);
    assert!(page(&mut vault, case).events.iter().all(|event| event.kind_label != "Finding"));
    let back = parts::restore(&mut vault, &session, id(&finding), gone.rev).unwrap();
    assert!(!back.removed);
    assert!(page(&mut vault, case).events.iter().any(|event| event.kind_label == "Finding"));
}

#[test]
fn a_case_is_rebuilt_as_it_was_known_on_a_day_with_what_was_overdue() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("store");
    let mut vault = new_vault(&place);
    let at = |moment: &str, vault: Vault| {
        vault.lock().unwrap();
        services::setup::unlock(&place, None, evident_tests::PASSPHRASE, clock_at(moment)).unwrap()
    };
    let step =
        |vault: &mut Vault, case, kind: &str, answers: &[(&str, &str)]| part(vault, case, kind, answers).unwrap();
    vault = at("2026-11-25T10:00:00Z", vault);
    let case = new_case(&mut vault);
    step(&mut vault, case, "referral", &[("to", "Council"), ("sent", "2026-02-07T14:30")]);
    step(&mut vault, case, "la_decision", &[("decision", "s42_duty_met"), ("decided_on", "2026-02-10")]);
    let enquiry = [("caused_to_enquire_by", "provider"), ("requested_on", "2026-02-10"), ("due_on", "2026-03-10")];
    step(&mut vault, case, "enquiry", &enquiry);
    vault = at("2026-11-26T10:00:00Z", vault);
    step(&mut vault, case, "report_submitted", &[("to", "Council"), ("sent", "2026-03-09T15:00")]);
    step(&mut vault, case, "la_closure", &[("closed_on", "2026-03-17")]);
    let session = vault.session();
    let known = history::known_on(&vault, &session, case, "25/11/2026").unwrap();
    assert_eq!(known.state, "Enquiry in progress");
    assert_eq!(known.overdue, ["Our report to the council, due 10 March 2026"]);
    assert_eq!(
        known.recorded_later.as_deref(),
        Some("2 facts of that day or before were recorded only later, and are not shown.")
    );
    assert!(known.parts.iter().all(|kind| kind.rows.iter().all(|row| row.kind != "report_submitted")));
    let now = history::known_on(&vault, &session, case, "26 Nov 2026").unwrap();
    assert_eq!((now.state.as_str(), now.overdue.len(), now.recorded_later), ("Closed by the local authority", 0, None));
    for wrong in ["24/11/2026", "27/11/2026"] {
        assert_eq!(history::known_on(&vault, &session, case, wrong).unwrap_err().field(), Some("day"));
    }
}

#[test]
fn text_of_every_writing_and_length_survives() {
    let (_folder, mut vault, case) = store();
    let session = vault.session();
    let long = "Nobody came. ".repeat(8000).trim_end().chars().take(100_000).collect::<String>();
    for text in [
        "O\u{2019}Neill, Jos\u{e9}, Nguy\u{1ec5}n, \u{674e} \u{1f469}\u{200d}\u{1f467}",
        "\u{5d4}\u{5d9}\u{5d0} \u{5e0}\u{5e4}\u{5dc}\u{5d4}",
        "<script>alert(1)</script> & <b>x</b>",
        long.trim_end(),
    ] {
        let row = part(&mut vault, case, "safety_step", &[("when", "2026-02-07T13:30"), ("what", text)]).unwrap();
        let form = parts::filled_form(&vault, &session, id(&row)).unwrap();
        assert_eq!(form.values["what"].text, text);
    }
    let too_long = "x".repeat(100_001);
    let refused = part(&mut vault, case, "safety_step", &[("when", "2026-02-07"), ("what", &too_long)]).unwrap_err();
    assert!(
        refused.to_string().contains("there is room for 100,000") || refused.to_string().contains("100000"),
        "{refused}"
    );
}

#[test]
fn each_act_is_in_the_chain_under_its_own_name() {
    let (folder, mut vault, case) = store();
    part(&mut vault, case, "referral", &[("to", "Council"), ("sent", "2026-02-07T14:30")]).unwrap();
    vault.lock().unwrap();
    let tables = dump(&folder.path().join("store"), evident_tests::PASSPHRASE);
    let audit = tables["audit"].join("\n");
    assert!(audit.contains(Action::AddPart.code()));
}

// K11: a due date typed by hand is kept as it was meant; every status that an action can be given has one word, and a
// count by that word finds it.
#[test]
fn a_typed_due_date_is_kept_and_every_status_is_counted_under_its_own_word() {
    use domain::action::{ActionStrength, Progress};
    let (_folder, mut vault, case) = store();
    let session = vault.session();
    let mut form = services::actions::ActionDraft {
        title: "Call every evening round".into(),
        owner: "Deputy manager".into(),
        due: Some("1 Sept 2026".into()),
        go_live: None,
        marker_label: None,
        settling_weeks: 0,
        strength: ActionStrength::Medium,
        progress: Progress::NotStarted,
        verified: None,
        measure_ids: Vec::new(),
    };
    let mut row = services::actions::add(&mut vault, &session, case, &form).unwrap();
    for progress in [Progress::NotStarted, Progress::InProgress, Progress::Done, Progress::Superseded] {
        form.progress = progress;
        row = services::actions::amend(&mut vault, &session, row.id.parse().unwrap(), row.rev, &form, None).unwrap();
        let actions = page(&mut vault, case).actions;
        let counted = actions.iter().filter(|action| action.progress_label == progress.label()).count();
        assert_eq!(counted, 1, "{}", progress.label());
        assert_eq!(actions[0].due.as_deref(), Some("1 September 2026"));
    }
    // The same of the stages of a case: each that can be reached is shown by one word, in the list and on the page.
    for (kind, answers, state) in [
        ("referral", vec![("to", "Council"), ("sent", "2026-02-07T14:30")], "awaiting_la_decision"),
        ("la_decision", vec![("decision", "s42_duty_met"), ("decided_on", "2026-02-10")], "enquiry_in_progress"),
        ("report_submitted", vec![("to", "Council"), ("sent", "2026-03-09")], "report_submitted"),
        ("safeguarding_plan", vec![("agreed_on", "2026-03-10"), ("what", "Board")], "plan_in_progress"),
        ("la_closure", vec![("closed_on", "2026-03-17")], "closed_by_la"),
        (
            "stage_move",
            vec![("to", "effectiveness_monitoring"), ("on", "2026-04-01"), ("reason", "Watched")],
            "effectiveness_monitoring",
        ),
        ("stage_move", vec![("to", "sustained"), ("on", "2026-10-01"), ("reason", "Held")], "sustained"),
    ] {
        part(&mut vault, case, kind, &answers).unwrap();
        let label = domain::case::CaseState::from_code(state).unwrap().label();
        assert_eq!(page(&mut vault, case).state_label, label);
        let listed = cases::list(&vault, &session).unwrap();
        assert_eq!(listed.iter().filter(|row| row.state_label == label).count(), 1, "{label}");
    }
}

#[test]
fn a_provider_adds_its_own_answers_and_sets_when_repeats_speak_up() {
    use services::reference::{RepeatRule, add_item, own_lists, repeats, retire_item, save_repeats};
    let folder = tempfile::tempdir().unwrap();
    let mut vault = evident_tests::new_vault(&folder.path().join("store"));
    let session = vault.session();
    let refused = add_item(&mut vault, &session, "abuse_type", "Radicalisation").unwrap_err();
    assert!(refused.to_string().contains("set by law"), "{refused}");
    assert_eq!(add_item(&mut vault, &session, "contributory_factor", " ").unwrap_err().field(), Some("label"));
    add_item(&mut vault, &session, "contributory_factor", "New rota system").unwrap();
    let again = add_item(&mut vault, &session, "contributory_factor", "new ROTA system");
    assert_eq!(again.unwrap_err().field(), Some("label"));
    let case = evident_tests::new_case(&mut vault);
    let owner = domain::part::Owner::Case(case);
    let form = services::parts::blank_form(&vault, &session, owner, "contributory_factor").unwrap();
    let offered = form.fields.iter().flat_map(|field| &field.choices).any(|choice| choice.label == "New rota system");
    assert!(offered, "the provider's own answer is offered");
    let draft = services::parts::PartDraft {
        values: evident_tests::typed(&[("factor", "own_1"), ("what", "Nobody saw the gap")]),
        ..services::parts::PartDraft::default()
    };
    let row = services::parts::add(&mut vault, &session, owner, "contributory_factor", &draft).unwrap();
    assert!(row.title.contains("New rota system"), "{}", row.title);
    retire_item(&mut vault, &session, "contributory_factor", "own_1", true).unwrap();
    let form = services::parts::blank_form(&vault, &session, owner, "contributory_factor").unwrap();
    assert!(form.fields.iter().all(|field| field.choices.iter().all(|choice| choice.label != "New rota system")));
    // What was answered with it reads as it did, and keeps it when something else is amended; nothing new takes a code
    // that no list holds.
    let form = services::parts::filled_form(&vault, &session, row.id.parse().unwrap()).unwrap();
    let factor = form.fields.iter().find(|field| field.code == "factor").unwrap();
    assert!(factor.choices.iter().any(|choice| choice.value == "own_1" && choice.label == "New rota system"));
    let unknown = services::parts::PartDraft {
        values: evident_tests::typed(&[("factor", "own_7"), ("what", "Nobody saw the gap")]),
        ..services::parts::PartDraft::default()
    };
    let refused = services::parts::add(&mut vault, &session, owner, "contributory_factor", &unknown).unwrap_err();
    assert_eq!(refused.field(), Some("factor"));

    add_item(&mut vault, &session, "body", "Housing association").unwrap();
    let waits = services::parts::PartDraft {
        values: evident_tests::typed(&[("body", "own_1"), ("since", "2026-02-08"), ("what", "Their report")]),
        ..services::parts::PartDraft::default()
    };
    services::parts::add(&mut vault, &session, owner, "wait", &waits).unwrap();
    let clocks = services::clocks::view(&vault, &session, case).unwrap();
    let waited: Vec<&str> = clocks.two.totals.iter().map(|total| total.label.as_str()).collect();
    assert!(waited.contains(&"Waiting for Housing association"), "{waited:?}");

    let lists = own_lists(&vault, &session).unwrap();
    let list = lists.iter().find(|list| list.code == "contributory_factor").unwrap();
    assert!(list.items.iter().any(|item| item.own && item.retired && item.label == "New rota system"));

    let usual = repeats(&vault, &session).unwrap();
    assert_eq!((usual.rule.events, usual.rule.weeks), (3, 12), "domain 1.7");
    for (rule, field) in
        [(RepeatRule { events: 1, weeks: 12 }, "events"), (RepeatRule { events: 3, weeks: 0 }, "weeks")]
    {
        assert_eq!(save_repeats(&mut vault, &session, rule).unwrap_err().field(), Some(field));
    }
    let second = services::cases::NewConcern {
        service_id: session.services[0].id.to_string(),
        what: "Another visit was late.".into(),
        who: Some("Edna Rowe".into()),
        which: Some("P-0001".into()),
        aware: evident_tests::when("2026-03-01", Some("09:00"), None),
        ..services::cases::NewConcern::default()
    };
    services::cases::record(&mut vault, &session, &second).unwrap();
    let warned = |vault: &services::Vault| {
        services::recurrence::like(vault, &session, case).unwrap().warning.map(|warning| warning.text)
    };
    assert_eq!(warned(&vault), None, "two are not three");
    save_repeats(&mut vault, &session, RepeatRule { events: 2, weeks: 12 }).unwrap();
    assert!(warned(&vault).unwrap().contains("within 12 weeks"));
    save_repeats(&mut vault, &session, RepeatRule { events: 2, weeks: 2 }).unwrap();
    assert_eq!(warned(&vault), None, "22 days are more than two weeks");
}
