//! Verdicts kept as rows: when one is worked out, what is never rewritten, and what counts as planned beforehand.

#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

use std::path::Path;

use domain::{
    MeasureId,
    declared::{ChartOverride, CheckKind},
    provider::{NewService, ServiceKind},
};
use evident_tests::{PASSPHRASE, clock, clock_at, demonstration, fixture, missed_visits};
use services::{
    ErrorCode, Vault,
    imports::{self, Source},
    measures::{self, CheckForm, GridEdit, MeasurePage, MeasureSettings, NewMeasure, WhatIfForm},
    setup::{self, NewVault},
    storage,
};

/// A vault made on a day, with missed visits declared then: baseline to 8 February, change on the 9th.
fn declared_on(folder: &Path, day: &str) -> MeasureId {
    let services = [NewService { name: "Meadowbank Homecare".to_owned(), kind: ServiceKind::Homecare }];
    let new = NewVault {
        provider: "Provider (invented)",
        services: &services,
        user_label: "Registered manager",
        passphrase: PASSPHRASE,
    };
    let mut vault = setup::create(folder, &new, clock_at(&format!("{day}T10:00:00Z"))).unwrap();
    let session = vault.session();
    let form = NewMeasure {
        baseline_to: Some("2026-02-08".to_owned()),
        change_on: Some("2026-02-09".to_owned()),
        usual_checks: true,
        ..missed_visits(&session)
    };
    let id = measures::add(&mut vault, &session, &form).unwrap().id.parse().unwrap();
    vault.lock().unwrap();
    id
}

fn open(folder: &Path) -> Vault {
    setup::unlock(folder, None, PASSPHRASE, clock()).unwrap()
}

fn import(vault: &mut Vault, id: MeasureId) {
    let session = vault.session();
    let mut source = Source::read(&fixture("spreadsheets/meadowbank-ecm-export.csv")).unwrap();
    let mapping = imports::open(vault, &session, &mut source, id, None).unwrap().mapping;
    imports::commit(vault, &session, &mut source, id, mapping).unwrap();
}

fn page(vault: &mut Vault, id: MeasureId) -> MeasurePage {
    let session = vault.session();
    measures::page(vault, &session, id, 900.0).unwrap()
}

fn settings(page: &MeasurePage, reason: &str) -> MeasureSettings {
    let now = &page.settings;
    MeasureSettings {
        baseline_from: now.baseline_from.clone(),
        baseline_to: now.baseline_to.clone(),
        change_on: now.change_on.clone(),
        reason: reason.to_owned(),
        ..MeasureSettings::default()
    }
}

fn codes(page: &MeasurePage) -> Vec<&str> {
    page.comparison.as_ref().unwrap().caveats.iter().map(|caveat| caveat.code.as_str()).collect()
}

#[test]
fn a_verdict_is_kept_once_and_again_only_when_something_changed() {
    let folder = tempfile::tempdir().unwrap();
    let id = declared_on(folder.path(), "2026-02-08");
    let mut vault = open(folder.path());
    import(&mut vault, id);
    let first = page(&mut vault, id);
    // As of now, and at each of the three recorded checks.
    assert_eq!(first.history.len(), 4);
    assert_eq!(page(&mut vault, id).history.len(), 4, "looking again keeps nothing");
    let session = vault.session();
    let edit = GridEdit {
        start: "2026-10-19".to_owned(),
        events: "6".to_owned(),
        exposure: "1241".to_owned(),
        note: String::new(),
    };
    measures::save_grid(&mut vault, &session, id, &[edit]).unwrap();
    let second = page(&mut vault, id);
    assert_eq!(second.history.len(), 5, "today's verdict anew; those of the checks rest on earlier weeks");
    assert!(second.history[0].sentence.contains("105 in 45,093"), "{}", second.history[0].sentence);
    let earlier: Vec<&str> = second.history[1..].iter().map(|row| row.sentence.as_str()).collect();
    let before: Vec<&str> = first.history.iter().map(|row| row.sentence.as_str()).collect();
    assert_eq!(earlier, before, "what was said stays as it was said");
    let report = storage::verify(&mut vault, &session).unwrap();
    assert!(report.ok, "{:?}", report.lines);
}

#[test]
fn checks_recorded_by_the_day_of_the_change_count_and_later_ones_do_not() {
    let folder = tempfile::tempdir().unwrap();
    let id = declared_on(&folder.path().join("before"), "2026-02-08");
    let mut vault = open(&folder.path().join("before"));
    import(&mut vault, id);
    let planned = page(&mut vault, id);
    assert!(!planned.settings.retrospective && !codes(&planned).contains(&"retrospective"));
    let states: Vec<(&str, &str)> =
        planned.checks.iter().map(|check| (check.label.as_str(), check.state.as_str())).collect();
    // 4 May 2026, twelve weeks on, is a bank holiday.
    assert_eq!(
        states,
        [
            ("Interim check, 9 March 2026", "May have worked"),
            ("Interim check, 5 May 2026", "Worked"),
            ("Final check, 10 August 2026", "Worked"),
        ]
    );

    let id = declared_on(&folder.path().join("after"), "2026-02-20");
    let mut vault = open(&folder.path().join("after"));
    import(&mut vault, id);
    let late = page(&mut vault, id);
    assert!(late.settings.retrospective && codes(&late).contains(&"retrospective"));
    assert!(late.checks.iter().all(|check| check.verdict.is_none()));
}

#[test]
fn changing_checks_or_baseline_afterwards_is_kept_and_said() {
    let folder = tempfile::tempdir().unwrap();
    let id = declared_on(folder.path(), "2026-02-08");
    let mut vault = open(folder.path());
    import(&mut vault, id);
    let session = vault.session();
    let before = page(&mut vault, id);
    let without_reason = measures::set(&mut vault, &session, id, before.rev, &settings(&before, " ")).unwrap_err();
    assert_eq!(without_reason.code(), ErrorCode::Invalid);

    let check = CheckForm { on: "2026-11-20".to_owned(), kind: CheckKind::Final };
    let form = MeasureSettings { checks: Some(vec![check]), ..settings(&before, "One more look") };
    measures::set(&mut vault, &session, id, before.rev, &form).unwrap();
    let moved = page(&mut vault, id);
    assert!(moved.settings.retrospective && codes(&moved).contains(&"retrospective"));
    assert_eq!(moved.checks[0].state, "Recorded after the change, so it does not count as planned");

    let form =
        MeasureSettings { baseline_from: Some("2025-11-03".to_owned()), ..settings(&moved, "First week was wrong") };
    measures::set(&mut vault, &session, id, moved.rev, &form).unwrap();
    assert!(codes(&page(&mut vault, id)).contains(&"baseline_changed_late"));
}

#[test]
fn what_is_typed_after_the_change_is_said_to_be_judged_afterwards() {
    let folder = tempfile::tempdir().unwrap();
    let id = declared_on(folder.path(), "2026-02-08");
    let mut vault = open(folder.path());
    let now = page(&mut vault, id);
    let session = vault.session();
    let afterwards = |form: &MeasureSettings| measures::would_be_afterwards(&vault, &session, id, form).unwrap();
    let form = settings(&now, "");
    assert!(!afterwards(&form), "as it was declared");
    let check = |on: &str, kind| CheckForm { on: on.to_owned(), kind };
    let recorded = [
        check("9 March 2026", CheckKind::Interim),
        check("05/05/2026", CheckKind::Interim),
        check("10/08/2026", CheckKind::Final),
    ];
    assert!(!afterwards(&MeasureSettings { checks: Some(recorded.to_vec()), ..form.clone() }), "typed another way");
    for changed in [
        MeasureSettings { checks: Some(recorded[..2].to_vec()), ..form.clone() },
        MeasureSettings { baseline_to: Some("2026-02-01".to_owned()), ..form.clone() },
        MeasureSettings { change_on: Some("2026-02-16".to_owned()), ..form.clone() },
    ] {
        assert!(afterwards(&changed), "{changed:?}");
    }
    for not_said in [
        MeasureSettings { change_on: Some("2026-12-07".to_owned()), checks: Some(Vec::new()), ..form.clone() },
        MeasureSettings { change_on: Some("not yet known".to_owned()), ..form.clone() },
    ] {
        assert!(!afterwards(&not_said), "{not_said:?}");
    }
    // A change said to have been made on another day is another plan: its checks count from today.
    let moved =
        MeasureSettings { change_on: Some("2026-02-16".to_owned()), ..settings(&now, "It went live a week later") };
    let mut vault = vault;
    measures::set(&mut vault, &session, id, now.rev, &moved).unwrap();
    assert!(page(&mut vault, id).settings.retrospective);
}

#[test]
fn returns_four_weeks_late_are_missing_at_the_end_as_well() {
    let folder = tempfile::tempdir().unwrap();
    // Declared after the change, so that no planned check stands.
    let id = declared_on(folder.path(), "2026-02-10");
    let mut vault = open(folder.path());
    import(&mut vault, id);
    let page_now = page(&mut vault, id);
    assert_eq!(page_now.comparison.as_ref().unwrap().verdict.as_deref(), Some("worked"));
    assert!(!codes(&page_now).contains(&"missing_periods"), "a return of last month may still come");
    vault.lock().unwrap();
    // Nothing more is entered. Six of 43 weeks since are overdue by the middle of January.
    let mut vault = setup::unlock(folder.path(), None, PASSPHRASE, clock_at("2027-01-10T09:00:00Z")).unwrap();
    let later = page(&mut vault, id);
    let said = later.comparison.as_ref().unwrap();
    assert_eq!(said.verdict.as_deref(), Some("may_have_worked"), "{}", said.sentence);
    assert!(said.sentence.contains("0 of 15 before and 6 of 43 after"), "{}", said.sentence);
    let overdue = said.periods.iter().filter(|row| row.left_out.as_deref() == Some("no return")).count();
    assert_eq!(overdue, 6);
}

#[test]
fn what_is_declared_wrongly_is_refused_by_field() {
    let folder = tempfile::tempdir().unwrap();
    let id = declared_on(folder.path(), "2026-02-08");
    let mut vault = open(folder.path());
    let session = vault.session();
    let now = page(&mut vault, id);
    let check = |on: &str, kind| CheckForm { on: on.to_owned(), kind };
    let wrong = [
        MeasureSettings { target_percent: Some(0), ..settings(&now, "x") },
        MeasureSettings { target_value: Some("about five".to_owned()), ..settings(&now, "x") },
        MeasureSettings { transition_periods: Some(60), ..settings(&now, "x") },
        MeasureSettings { checks: Some(vec![check("2026-01-05", CheckKind::Final)]), ..settings(&now, "x") },
        MeasureSettings {
            checks: Some(vec![check("2026-09-01", CheckKind::Interim), check("2026-08-01", CheckKind::Final)]),
            ..settings(&now, "x")
        },
        MeasureSettings {
            checks: Some((1..=3).map(|day| check(&format!("2026-06-0{day}"), CheckKind::Interim)).collect()),
            ..settings(&now, "x")
        },
        MeasureSettings { baseline_to: Some("2026-02-09".to_owned()), ..settings(&now, "x") },
        MeasureSettings { chart: Some(ChartOverride::P), ..settings(&now, "x") },
    ];
    for form in wrong {
        let error = measures::set(&mut vault, &session, id, now.rev, &form).unwrap_err();
        assert_eq!(error.code(), ErrorCode::Invalid, "{form:?}");
    }
    assert_eq!(page(&mut vault, id).rev, now.rev, "nothing was written");
}

#[test]
fn a_period_is_left_out_with_a_reason_that_stays_and_can_be_counted_again() {
    let folder = tempfile::tempdir().unwrap();
    let id = declared_on(folder.path(), "2026-02-08");
    let mut vault = open(folder.path());
    import(&mut vault, id);
    let session = vault.session();
    let rev = page(&mut vault, id).rev;
    let no_reason = measures::exclude(&mut vault, &session, id, rev, "2025-12-22", "").unwrap_err();
    assert_eq!(no_reason.code(), ErrorCode::Invalid);
    let no_count = measures::exclude(&mut vault, &session, id, rev, "2025-10-20", "Closed").unwrap_err();
    assert_eq!(no_count.code(), ErrorCode::Invalid);
    measures::exclude(&mut vault, &session, id, rev, "2025-12-22", "Christmas rota, counted twice").unwrap();
    let without = page(&mut vault, id);
    assert_eq!(without.exclusions[0].reason, "Christmas rota, counted twice");
    assert!(without.exclusions[0].by.starts_with("Registered manager, 25 November 2026"));
    let comparison = without.comparison.as_ref().unwrap();
    assert!(comparison.sentence.contains("139 in 16,485"), "{}", comparison.sentence);
    let before = &comparison.working.iter().find(|row| row.label == "Before").unwrap().value;
    assert!(before.ends_with("with excluded weeks 162 in 17,623"), "totals both ways: {before}");
    let row = comparison.periods.iter().find(|row| row.start == "2025-12-22").unwrap();
    assert_eq!(row.left_out.as_deref(), Some("excluded: Christmas rota, counted twice"));
    let twice = measures::exclude(&mut vault, &session, id, without.rev, "2025-12-22", "Again").unwrap_err();
    assert_eq!(twice.code(), ErrorCode::Invalid);
    measures::include(&mut vault, &session, id, without.rev, "2025-12-22", "It was right after all").unwrap();
    let again = page(&mut vault, id);
    assert!(again.exclusions.is_empty());
    assert!(again.comparison.unwrap().sentence.contains("162 in 17,623"));
}

#[test]
fn limits_are_worked_out_anew_only_where_every_condition_holds() {
    let folder = tempfile::tempdir().unwrap();
    let (mut vault, _) = demonstration(&folder.path().join("demonstration"));
    let session = vault.session();
    let id = measures::find(&vault, &session, "hc_missed").unwrap();
    let rev = page(&mut vault, id).rev;
    // A day on which nothing was changed, and no reason.
    let error = measures::recalculate(&mut vault, &session, id, rev, "2026-06-01", "Settled").unwrap_err().to_string();
    assert!(error.contains("there is no dated change on that day"), "{error}");
    assert!(measures::recalculate(&mut vault, &session, id, rev, "2026-04-27", "").is_err());
    measures::recalculate(&mut vault, &session, id, rev, "2026-04-27", "The new rota is how we work now").unwrap();
    let after = page(&mut vault, id);
    let row = &after.recalculations[0];
    assert_eq!(row.old_limits, "mean 9.24, limits 0 and 24.49".replace("limits 0 ", "limits 0.00 "));
    assert!(row.new_limits.starts_with("mean "), "{}", row.new_limits);
    // The comparison keeps its declared baseline.
    assert!(after.comparison.unwrap().sentence.contains("162 in 17,623"));
}

#[test]
fn the_demonstration_stands_as_worked_and_the_redesign_as_falling_already() {
    let folder = tempfile::tempdir().unwrap();
    let (mut vault, _) = demonstration(&folder.path().join("demonstration"));
    let session = vault.session();
    let id = measures::find(&vault, &session, "hc_missed").unwrap();
    let shown = page(&mut vault, id);
    let board = shown.comparison.as_ref().unwrap();
    assert_eq!((board.label.as_str(), board.about.as_str()), ("Worked", "Missed-call board, 9 February 2026"));
    assert_eq!(codes(&shown), ["season_not_covered", "overdispersed", "trend_not_checkable"]);
    let rota = shown.others.iter().find(|other| other.about == "Rota redesign, 27 April 2026").unwrap();
    assert_eq!(rota.label, "May have worked");
    assert!(rota.caveats.iter().any(|caveat| caveat.code == "already_falling"));
    let order = rota.order_of_events.as_ref().unwrap();
    for part in
        ["week of 26 January", "two weeks before the missed-call board", "thirteen weeks before the rota redesign"]
    {
        assert!(order.contains(part), "{part} in {order}");
    }
    let held: Vec<&str> = board.sustained.iter().map(|row| row.text.as_str()).collect();
    assert_eq!(held, ["Held", "Held", "Not due yet"]);
    assert!(measures::list(&mut vault, &session).unwrap().iter().any(|row| row.verdict.is_some()));
}

#[test]
fn what_if_keeps_nothing_and_says_what_it_supposes() {
    let folder = tempfile::tempdir().unwrap();
    let id = declared_on(folder.path(), "2026-02-08");
    let mut vault = open(folder.path());
    import(&mut vault, id);
    let rows = page(&mut vault, id).history.len();
    let session = vault.session();
    let supposed = measures::what_if(&vault, &session, id, &WhatIfForm { periods: 12, events: 200 }).unwrap();
    assert_eq!(supposed.supposed, "If the next 12 weeks had 200 missed visits in all, up to 17 January 2027");
    assert_ne!(supposed.label, "Worked");
    assert!(measures::what_if(&vault, &session, id, &WhatIfForm { periods: 0, events: 1 }).is_err());
    assert_eq!(page(&mut vault, id).history.len(), rows);
}

#[test]
fn a_kept_verdict_that_was_altered_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let id = declared_on(folder.path(), "2026-02-08");
    let mut vault = open(folder.path());
    import(&mut vault, id);
    page(&mut vault, id);
    vault.lock().unwrap();
    let mut unlocked =
        store::vault::unlock(folder.path(), None, PASSPHRASE, store::Instant::from(clock().now())).unwrap();
    let refused = unlocked
        .database
        .write(|tx| -> Result<(), store::Error> { Ok(tx.execute_batch("UPDATE evaluation SET verdict = 'worked'")?) });
    assert!(refused.is_err(), "the table itself refuses");
    let off = rusqlite::config::DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER;
    unlocked.database.reader().set_db_config(off, false).unwrap();
    unlocked
        .database
        .write(|tx| -> Result<(), store::Error> {
            Ok(tx.execute_batch("UPDATE evaluation SET sentence = 'All is well.' WHERE key = 1")?)
        })
        .unwrap();
    let report = store::verify::verify(unlocked.database.reader()).unwrap();
    assert!(!report.faults.is_empty(), "a sentence put in its place is found");
}
