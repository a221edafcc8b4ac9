//! Times and routes worked out from cases: the right values of the nursing home in the domain notes (Orchard Court,
//! invented), which twenty concerns give.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // tests may panic

use chrono::{NaiveDateTime, TimeDelta};
use domain::{
    CaseId, MeasureId,
    part::Owner,
    provider::{NewService, ServiceKind},
};
use evident_tests::{clock, fixture, typed};
use services::{
    Vault, cases,
    measures::{self, NewMeasure},
    parts::{self, PartDraft},
    recurrence, rounds,
    setup::{self, NewVault},
};

/// A time and a number of hours later, to the minute.
fn later(at: NaiveDateTime, hours: f64) -> NaiveDateTime {
    at + TimeDelta::minutes((hours * 60.0).round() as i64)
}

fn add(vault: &mut Vault, case: CaseId, kind: &str, answers: &[(&str, &str)]) {
    let session = vault.session();
    let form = PartDraft { values: typed(answers), ..PartDraft::default() };
    parts::add(vault, &session, Owner::Case(case), kind, &form).unwrap();
}

fn orchard_court() -> (tempfile::TempDir, Vault) {
    let folder = tempfile::tempdir().unwrap();
    let services = [NewService { name: "Orchard Court".into(), kind: ServiceKind::Nursing }];
    let new = NewVault {
        provider: "Rowan Care Group",
        services: &services,
        user_label: "Registered manager",
        passphrase: evident_tests::PASSPHRASE,
    };
    let mut vault = setup::create(&folder.path().join("store"), &new, clock()).unwrap();
    let rows = std::fs::read_to_string(fixture("concerns/orchard-court.csv")).unwrap();
    for row in rows.lines().skip(1) {
        let cells: Vec<&str> = row.split(',').collect();
        let aware: NaiveDateTime = format!("{}:00", cells[1]).parse().unwrap();
        let session = vault.session();
        let form = cases::NewConcern {
            service_id: session.services[0].id.to_string(),
            what: format!("Skin damage after discharge, {}", cells[0]),
            who: None,
            aware: evident_tests::when(
                &aware.date().to_string(),
                Some(&aware.time().format("%H:%M").to_string()),
                None,
            ),
            ..cases::NewConcern::default()
        };
        let case: CaseId = cases::record(&mut vault, &session, &form).unwrap().id.parse().unwrap();
        let referred = later(aware, cells[2].parse().unwrap());
        let decided = later(referred, cells[3].parse().unwrap());
        let text = |at: NaiveDateTime| at.format("%Y-%m-%dT%H:%M").to_string();
        add(&mut vault, case, "referral", &[("to", "Council"), ("sent", &text(referred)), ("first_route", cells[4])]);
        add(&mut vault, case, "la_decision", &[("decision", "s42_duty_met"), ("decided_on", &text(decided))]);
    }
    (folder, vault)
}

fn follow(vault: &mut Vault, indicator: &str) -> MeasureId {
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
    measures::add(vault, &session, &form).unwrap().id.parse().unwrap()
}

// Domain 7.3: median concern to referral 16.7 h to 8.8 h; median decision 127.8 h to 73.0 h, the council's time; right
// route 3 of 10 to 8 of 10.
#[test]
fn the_twenty_concerns_give_the_agreed_medians_and_routes() {
    let (_folder, mut vault) = orchard_court();
    let said = |vault: &mut Vault, indicator: &str| {
        let id = follow(vault, indicator);
        let session = vault.session();
        let view = rounds::list(vault, &session, id, 700.0).unwrap();
        assert!(view.from_cases && view.rounds.is_empty(), "nobody enters these");
        let comparison = view.comparison.unwrap_or_else(|| panic!("{indicator} is compared"));
        (
            format!(
                "{} {}",
                comparison.sentence,
                comparison
                    .working
                    .iter()
                    .map(|row| format!("{}: {}", row.label, row.value))
                    .collect::<Vec<_>>()
                    .join("; ")
            ),
            view.name,
        )
    };
    let (referral, _) = said(&mut vault, "t_refer");
    assert!(referral.contains("16.7") && referral.contains("8.8"), "{referral}");
    let (decision, name) = said(&mut vault, "t_la_decision");
    assert!(decision.contains("127.8 hours") && decision.contains("73 hours"), "{decision}");
    assert!(name.contains("the council's time"), "{name}");
    let (route, _) = said(&mut vault, "route_right");
    assert!(route.contains("3 of 10") && route.contains("8 of 10"), "{route}");
}

#[test]
fn a_new_case_changes_the_times_at_once_and_a_withdrawn_one_leaves_them() {
    let (_folder, mut vault) = orchard_court();
    let id = follow(&mut vault, "t_refer");
    let session = vault.session();
    let counted = |vault: &mut Vault| {
        let session = vault.session();
        let view = rounds::list(vault, &session, id, 700.0).unwrap();
        view.figure.unwrap().table.iter().flat_map(|table| &table.rows).count()
    };
    let before = counted(&mut vault);
    let form = cases::NewConcern {
        service_id: session.services[0].id.to_string(),
        what: "Another".into(),
        aware: evident_tests::when("2026-10-20", Some("10:00"), None),
        ..cases::NewConcern::default()
    };
    let case: CaseId = cases::record(&mut vault, &session, &form).unwrap().id.parse().unwrap();
    add(&mut vault, case, "referral", &[("to", "Council"), ("sent", "2026-10-20T12:00")]);
    assert_ne!(counted(&mut vault), before);
    let rates = recurrence::rates(&vault, &session, None).unwrap();
    assert_eq!(rates.closed, 0);
}
