//! The case side of the three invented walk-throughs (domain notes, section 7), as the demonstration holds it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // tests may panic

use domain::{CaseId, part::Owner, timeline::EventKind};
use evident_tests::{case_titled, demonstration};
use services::{Vault, cases, chronology::ChronologyFilter, clocks, duties, groups, history, paper, parts, recurrence};

fn store() -> (tempfile::TempDir, Vault, CaseId) {
    let folder = tempfile::tempdir().unwrap();
    let (vault, case) = demonstration(&folder.path().join("store"));
    (folder, vault, case)
}

fn page(vault: &mut Vault, case: CaseId) -> cases::CasePage {
    let session = vault.session();
    cases::page(vault, &session, case, 700.0).unwrap()
}

fn summary(vault: &Vault, case: CaseId, kind: &str) -> String {
    let sections = parts::sections(vault, &vault.session(), Owner::Case(case)).unwrap();
    sections.into_iter().find(|section| section.kind == kind).unwrap().summary.unwrap()
}

// Domain 7.1: 1 h 25 min, 22 h 15 min, report due Tuesday 10 March 2026 as 20 working days and sent the day before.
#[test]
fn missed_visits_from_concern_to_the_watch_on_what_changed() {
    let (_folder, mut vault, case) = store();
    let seen = page(&mut vault, case);
    assert_eq!(seen.clocks[0].value, "1 h 25 min");
    assert_eq!(seen.clocks[1].value, "22 h 15 min");
    assert_eq!(seen.state, "effectiveness_monitoring");
    let moved: Vec<&str> = seen.moves.iter().map(|step| step.to.as_str()).collect();
    assert_eq!(
        moved,
        [
            "Waiting for the local authority",
            "Enquiry in progress",
            "Report sent",
            "Closed by the local authority",
            "Watching whether it holds"
        ]
    );
    let session = vault.session();
    let view = clocks::view(&vault, &session, case).unwrap();
    let report = view.due.iter().find(|row| row.what == "Our report to the council").unwrap();
    assert_eq!((report.due.as_str(), report.overdue), ("Tuesday 10 March 2026", false));
    assert_eq!(report.done.as_deref(), Some("9 March 2026, 15:00"));
    assert!(report.working[0].starts_with("20 working days from Tuesday 10 February 2026"));
    assert!(view.two.totals.iter().any(|body| body.label == "Waiting for the council"));
    assert_eq!(
        summary(&vault, case, "desired_outcome"),
        "3 desired outcomes: 3 fully, 0 partly, 0 not met. Together: fully achieved."
    );
    assert!(
        summary(&vault, case, "risk_rating").starts_with("Risk was judged 16 "),
        "{}",
        summary(&vault, case, "risk_rating")
    );
    // The closure record of 17 March said partly; as known on that day it still does.
    let known = history::known_on(&vault, &session, case, "17 March 2026").unwrap();
    let asked = known.parts.iter().find(|kind| kind.rows.iter().any(|row| row.kind == "outcome_review")).unwrap();
    assert_eq!(asked.rows.len(), 3);
    let row =
        |code: &str| duties::list(&vault, &session, case).unwrap().into_iter().find(|duty| duty.code == code).unwrap();
    assert_eq!(row("cqc_notification").state, duties::DutyState::Done);
    assert_eq!(row("candour").state, duties::DutyState::NotDone);
}

// Domain 7.2: reviews of 25 May and 31 August moved a day for bank holidays; two of three outcomes fully met, one partly.
#[test]
fn restraint_with_an_advocate_a_dbs_referral_and_reviews_moved_for_bank_holidays() {
    let (_folder, mut vault, _) = store();
    let case = case_titled(&vault, "Bruising and a floor hold");
    let session = vault.session();
    let seen = page(&mut vault, case);
    let held: Vec<&str> = seen
        .events
        .iter()
        .filter(|event| event.kind == EventKind::PlanReview)
        .map(|event| event.when.date.as_str())
        .collect();
    assert_eq!(held, ["2026-05-26", "2026-09-01"]);
    let view = clocks::view(&vault, &session, case).unwrap();
    assert!(view.due.iter().all(|row| !row.overdue), "{:?}", view.due);
    assert_eq!(
        summary(&vault, case, "desired_outcome"),
        "3 desired outcomes: 2 fully, 1 partly, 0 not met. Together: partially achieved."
    );
    let rows = duties::list(&vault, &session, case).unwrap();
    let of = |code: &str| rows.iter().find(|duty| duty.code == code).unwrap();
    assert!(of("dbs").applies && of("dbs").state == duties::DutyState::Done, "{:?}", of("dbs"));
    assert!(of("police").kept_apart.is_some());
    assert_eq!(of("professional_body").state, duties::DutyState::ToConsider);
    // What is kept apart is not on paper.
    let paper = paper::make(
        &vault,
        &session,
        case,
        paper::PaperKind::Chronology,
        paper::PaperForm::Csv,
        &ChronologyFilter::default(),
    )
    .unwrap();
    let text = String::from_utf8(paper.bytes).unwrap();
    assert!(text.contains("physical") || text.contains("Finding"));
    assert!(
        !text.contains("Officer") && !text.contains("physiotherapist\u{2019}s name") && !text.contains("DBS-26-5531"),
        "{text}"
    );
}

// Domain 7.3: three adults, one chronology each, one shared record; neglect substantiated for two and inconclusive for
// one; risk reduced for two and removed for one. Nothing that leaves names two adults.
#[test]
fn three_adults_share_meetings_and_keep_a_chronology_each() {
    let (_folder, mut vault, _) = store();
    let session = vault.session();
    let group = groups::list(&vault, &session).unwrap().remove(0);
    let shared = groups::page(&vault, &session, group.id.parse().unwrap()).unwrap();
    assert_eq!(shared.cases.len(), 3);
    let mut results = Vec::new();
    for row in &shared.cases {
        let case: CaseId = row.id.parse().unwrap();
        let seen = page(&mut vault, case);
        assert!(seen.events.iter().any(|event| event.shared && event.kind == EventKind::PlanningMeeting));
        assert_eq!(seen.state, "plan_in_progress", "{}", row.title);
        let sections = parts::sections(&vault, &session, Owner::Case(case)).unwrap();
        let of = |kind: &str, code: &str| {
            let section = sections.iter().find(|section| section.kind == kind).unwrap();
            section.rows[0].fields.iter().find(|field| field.code == code).unwrap().text.clone()
        };
        results.push((of("finding", "finding"), of("risk_result", "risk_outcome")));
        for form in [paper::PaperForm::Csv, paper::PaperForm::Word, paper::PaperForm::Pdf] {
            let paper =
                paper::make(&vault, &session, case, paper::PaperKind::Chronology, form, &ChronologyFilter::default())
                    .unwrap();
            assert!(paper.bytes.len() > 500);
            if form == paper::PaperForm::Csv {
                let text = String::from_utf8(paper.bytes).unwrap();
                for other in shared.cases.iter().filter(|other| other.id != row.id) {
                    assert!(!text.contains(&other.who), "{} names {}", row.who, other.who);
                }
            }
        }
    }
    results.sort();
    assert_eq!(
        results,
        [("Inconclusive", "Risk removed"), ("Substantiated", "Risk reduced"), ("Substantiated", "Risk reduced")]
            .map(|(finding, risk)| (finding.to_owned(), risk.to_owned()))
    );
    let rates = recurrence::rates(&vault, &session, None).unwrap();
    // Two of 22 cases were closed by a council; neither was followed by a similar concern of the same adult.
    assert_eq!(rates.closed, 2);
    assert!(rates.rows[0].text.starts_with("0 of 2 closed cases"), "{}", rates.rows[0].text);
}

// Decision of the issue: what is police-sensitive leaves in no paper, also where an ordinary record would say it.
#[test]
fn a_paper_says_nothing_of_the_police_that_the_record_keeps_apart() {
    let (_folder, mut vault, _) = store();
    let session = vault.session();
    let case = case_titled(&vault, "Bruising and a floor hold");
    let seen = page(&mut vault, case);
    assert!(seen.events.iter().any(|event| event.text.contains("investigated by the police")), "it is on the screen");
    let filter = ChronologyFilter::default();
    for kind in [paper::PaperKind::Chronology, paper::PaperKind::Report] {
        let made = paper::make(&vault, &session, case, kind, paper::PaperForm::Pdf, &filter).unwrap();
        assert_eq!(packs::inspect::find_terms(&made.bytes, &["investigated by the police"]).unwrap(), [], "{kind:?}");
    }
    let csv =
        paper::make(&vault, &session, case, paper::PaperKind::Chronology, paper::PaperForm::Csv, &filter).unwrap();
    assert!(!String::from_utf8(csv.bytes).unwrap().contains("investigated by the police"));
}

// K1: the day that stands at an entry is the day on which it happened, at any time of day and beside a clock change.
#[test]
fn an_entry_stands_under_the_day_on_which_it_happened() {
    let (_folder, mut vault, case) = store();
    let session = vault.session();
    for (day, time, offset) in [
        ("2026-03-28", "23:55", None),
        ("2026-03-29", "00:05", None),
        ("2026-03-29", "12:00", None),
        ("2026-03-29", "23:55", None),
        ("2026-10-24", "23:55", None),
        ("2026-10-25", "00:05", None),
        ("2026-10-25", "01:30", Some(60)),
        ("2026-10-25", "01:30", Some(0)),
        ("2026-10-25", "23:55", None),
    ] {
        let form = services::timeline::EventDraft {
            lane: domain::timeline::Lane::Checks,
            kind: EventKind::Note,
            when: evident_tests::when(day, Some(time), offset),
            text: format!("At {time} on {day}"),
            agency: None,
        };
        let row = services::timeline::add(&mut vault, &session, case, &form, None).unwrap();
        assert_eq!(
            (row.when.date.as_str(), row.when.time.as_deref(), row.when.offset_min.is_some()),
            (day, Some(time), true)
        );
        let on: chrono::NaiveDate = day.parse().unwrap();
        assert_eq!(row.when.short, domain::plain::short_date(on));
        assert!(row.when.text.starts_with(&domain::plain::date(on)), "{}", row.when.text);
    }
    let seen = page(&mut vault, case);
    let order: Vec<&str> =
        seen.events.iter().filter(|event| event.text.contains("2026-10-25")).map(|event| event.text.as_str()).collect();
    assert_eq!(
        order,
        ["At 00:05 on 2026-10-25", "At 01:30 on 2026-10-25", "At 01:30 on 2026-10-25", "At 23:55 on 2026-10-25"]
    );
}

// The report is built from the record; PDF and Word say the same.
#[test]
fn the_report_holds_what_was_recorded() {
    let (_folder, vault, case) = store();
    let session = vault.session();
    let document = paper::report(&vault, &session, case).unwrap();
    let headings: Vec<&str> = document.sections.iter().map(|section| section.heading.as_str()).collect();
    for wanted in [
        "The concern",
        "The facts",
        "Recommendations",
        "Evidence",
        "Allegations and findings",
        "What contributed",
        "Actions",
    ] {
        assert!(headings.contains(&wanted), "{wanted} in {headings:?}");
    }
    let pdf = paper::make(
        &vault,
        &session,
        case,
        paper::PaperKind::Report,
        paper::PaperForm::Pdf,
        &ChronologyFilter::default(),
    )
    .unwrap();
    assert!(pdf.pages.unwrap() >= 2 && pdf.bytes.starts_with(b"%PDF"));
    let word = paper::make(
        &vault,
        &session,
        case,
        paper::PaperKind::Report,
        paper::PaperForm::Word,
        &ChronologyFilter::default(),
    )
    .unwrap();
    assert!(word.bytes.starts_with(b"PK"));
}
