//! Rounds of people's results, the reporting panel and services beside each other, through the use cases.

#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

use std::path::Path;

use domain::{
    MeasureId,
    access::Role,
    indicator::Every,
    provider::{NewService, ServiceKind},
    round::{RoundKind, RoundSide},
};
use evident_tests::{PASSPHRASE, clock_at, demonstration, new_vault, with_services};
use services::{
    Error, Vault,
    measures::{self, Copied, CopyWhat, MeasureSettings, NewMeasure},
    reporting::{self, ReportingForm, ReportingSideForm},
    rounds::{self, EntryForm, RoundForm, RoundsView},
    setup::{self, NewVault},
    sites, storage,
};

const WIDTH: f64 = 700.0;

/// A vault of before the change, with one measure and its usual checks recorded in time; opened again on a later day.
fn vault_on(place: &Path, indicator: &str, later: &str) -> (Vault, MeasureId) {
    let services = [NewService { name: "Meadowbank Homecare".to_owned(), kind: ServiceKind::Homecare }];
    let new = NewVault {
        provider: "Rowan Care Group",
        services: &services,
        user_label: "Registered manager",
        passphrase: PASSPHRASE,
    };
    let mut vault = setup::create(place, &new, clock_at("2026-01-10T09:00:00Z")).unwrap();
    let session = vault.session();
    let form = NewMeasure {
        service_id: session.services[0].id.to_string(),
        indicator: indicator.to_owned(),
        every: Some(Every::Week),
        baseline_from: None,
        baseline_to: None,
        change_on: Some("2026-02-09".to_owned()),
        usual_checks: true,
        case_id: None,
        lead: false,
    };
    let id = measures::add(&mut vault, &session, &form).unwrap().id.parse().unwrap();
    vault.lock().unwrap();
    (setup::unlock(place, None, PASSPHRASE, clock_at(later)).unwrap(), id)
}

fn round(side: RoundSide, on: &str, kind: RoundKind, entries: &[(&str, &str)]) -> RoundForm {
    let scale = matches!(kind, RoundKind::Answers);
    RoundForm {
        side,
        on: on.to_owned(),
        kind,
        lowest: if scale { "1".to_owned() } else { String::new() },
        highest: if scale { "5".to_owned() } else { String::new() },
        entries: entries
            .iter()
            .map(|(code, value)| EntryForm { code: (*code).to_owned(), value: (*value).to_owned(), open: false })
            .collect(),
        note: String::new(),
    }
}

fn results(side: RoundSide, on: &str, passed: usize, of: usize, coded: bool) -> RoundForm {
    let lines: Vec<(String, &str)> = (0..of)
        .map(|i| {
            let code = if coded { format!("s-{i:02}") } else { String::new() };
            (code, if i < passed { "pass" } else { "fail" })
        })
        .collect();
    let lines: Vec<(&str, &str)> = lines.iter().map(|(code, value)| (code.as_str(), *value)).collect();
    round(side, on, RoundKind::Results, &lines)
}

fn add(vault: &mut Vault, id: MeasureId, form: &RoundForm) -> rounds::RoundRow {
    let session = vault.session();
    rounds::add(vault, &session, id, form).unwrap()
}

fn view(vault: &mut Vault, id: MeasureId) -> RoundsView {
    let session = vault.session();
    rounds::list(vault, &session, id, WIDTH).unwrap()
}

fn settings() -> MeasureSettings {
    MeasureSettings {
        change_on: Some("2026-02-09".to_owned()),
        reason: "The two rounds were of different people".to_owned(),
        ..MeasureSettings::default()
    }
}

fn messages(error: Error) -> Vec<String> {
    match error {
        Error::Invalid(problems) => problems.into_iter().map(|problem| problem.message).collect(),
        other => vec![other.to_string()],
    }
}

fn caveats(view: &RoundsView) -> Vec<String> {
    view.comparison.as_ref().unwrap().caveats.iter().map(|caveat| caveat.code.clone()).collect()
}

/// 11 of 19 competent, then 17 of 18 at the recorded final check.
#[test]
fn competency_may_have_worked_as_entered_and_worked_once_declared_of_different_people() {
    let folder = tempfile::tempdir().unwrap();
    let (mut vault, id) = vault_on(&folder.path().join("vault"), "sat", "2026-08-10T12:00:00Z");
    add(&mut vault, id, &results(RoundSide::Before, "2026-02-02", 11, 19, false));
    assert!(view(&mut vault, id).comparison.is_none(), "one side is no comparison");
    add(&mut vault, id, &results(RoundSide::After, "2026-08-07", 17, 18, false));
    let seen = view(&mut vault, id);
    let comparison = seen.comparison.clone().unwrap();
    assert_eq!(comparison.verdict.as_deref(), Some("may_have_worked"));
    assert_eq!(caveats(&seen), ["not_independent"]);
    assert_eq!(
        comparison.sentence,
        "Satisfaction rose after the change on 9 February 2026: 58% (11 of 19) before, then 94% (17 of 18) after. This \
         may be real, but the same people may be counted before and after without being linked."
    );
    let figure = seen.figure.unwrap();
    assert!(figure.svg.starts_with("<svg") && figure.table[0].rows.len() == 2);
    // The list and the page say the same.
    let session = vault.session();
    let row = measures::list(&mut vault, &session).unwrap().remove(0);
    assert_eq!(row.verdict.as_deref(), Some("may_have_worked"));
    assert_eq!(row.sentence.as_deref(), Some(comparison.sentence.as_str()));
    let page = measures::page(&mut vault, &session, id, WIDTH).unwrap();
    assert_eq!(page.comparison.unwrap().sentence, comparison.sentence);
    let kept = page.history.len();
    assert_eq!(kept, 2, "now, and at the final check; a third look keeps nothing more");

    let form = MeasureSettings { different_people: Some(true), ..settings() };
    measures::set(&mut vault, &session, id, page.rev, &form).unwrap();
    let seen = view(&mut vault, id);
    assert_eq!(seen.comparison.as_ref().unwrap().verdict.as_deref(), Some("worked"));
    assert!(caveats(&seen).is_empty(), "{:?}", caveats(&seen));
    let said = seen.comparison.unwrap();
    assert!(said.sentence.contains("unlikely to be chance alone"), "{}", said.sentence);
    assert_eq!(measures::page(&mut vault, &session, id, WIDTH).unwrap().history.len(), kept + 2);
}

/// The same people by their codes, written with large and small letters.
#[test]
fn people_linked_by_their_codes_are_compared_with_themselves() {
    let folder = tempfile::tempdir().unwrap();
    let (mut vault, id) = vault_on(&folder.path().join("vault"), "sat", "2026-08-10T12:00:00Z");
    add(&mut vault, id, &results(RoundSide::Before, "2026-02-02", 9, 18, true));
    let mut after = results(RoundSide::After, "2026-08-07", 17, 18, true);
    after.entries.iter_mut().for_each(|line| line.code = format!(" {} ", line.code.to_uppercase()));
    add(&mut vault, id, &after);
    let seen = view(&mut vault, id);
    let comparison = seen.comparison.unwrap();
    // 8 gained and none lost: p = 2/256.
    assert_eq!(comparison.verdict.as_deref(), Some("worked"));
    assert!(comparison.working.iter().any(|row| row.value.contains("p = 0.008")), "{:?}", comparison.working);
    assert!(seen.note.contains("by their codes"), "{}", seen.note);
    for word in ["proved", "caused", "because"] {
        assert!(!comparison.sentence.contains(word));
    }
}

/// A round of these values before the change and one at the final check after it; the verdict and its sentence.
fn judged(indicator: &str, kind: RoundKind, coded: bool, before: &[&str], after: &[&str]) -> (String, String) {
    let folder = tempfile::tempdir().unwrap();
    let (mut vault, id) = vault_on(&folder.path().join("vault"), indicator, "2026-08-10T12:00:00Z");
    for (side, on, values) in [(RoundSide::Before, "2026-02-02", before), (RoundSide::After, "2026-08-07", after)] {
        let codes: Vec<String> =
            (0..values.len()).map(|i| if coded { format!("S-{i}") } else { String::new() }).collect();
        let lines: Vec<(&str, &str)> = codes.iter().map(String::as_str).zip(values.iter().copied()).collect();
        add(&mut vault, id, &round(side, on, kind, &lines));
    }
    let seen = view(&mut vault, id);
    let comparison = seen.comparison.unwrap();
    let figure = seen.figure.unwrap();
    assert_eq!(figure.svg.starts_with("<svg"), kind != RoundKind::Scores || coded, "{kind:?}");
    assert!(!figure.table[0].rows.is_empty(), "{kind:?}");
    assert!(comparison.working.iter().any(|row| row.label == "Test" && row.value.contains(" p ")), "{kind:?}");
    assert!(comparison.working.iter().all(|row| !row.value.contains("p = p")), "{:?}", comparison.working);
    is_whole(&comparison.sentence);
    (comparison.verdict.unwrap(), comparison.sentence)
}

#[test]
fn scores_answers_and_times_are_each_said_and_drawn() {
    let before = ["2", "3", "3", "2", "4", "3", "2", "3", "4", "3", "2", "3"];
    let after = ["4", "4", "3", "3", "4", "5", "3", "4", "4", "4", "4", "3"];
    assert_eq!(
        judged("contract", RoundKind::Scores, true, &before, &after),
        (
            "worked".to_owned(),
            "Contract monitoring score rose after the change on 9 February 2026: of 12 people on both occasions, 8 went \
             up, 0 went down and 4 stayed the same; the middle score was 3 before and 4 after. A rise this size is \
             unlikely to be chance alone (typical change 1, 95% interval 0.5 to 1.5)."
                .to_owned()
        )
    );
    let (verdict, sentence) = judged("contract", RoundKind::Scores, false, &before, &after);
    assert_eq!(verdict, "may_have_worked");
    assert!(sentence.contains("the middle score was 3 (12 people) before and 4 (12 people) after"), "{sentence}");

    let before = ["3", "3", "3", "4", "2", "2", "2", "3", "3", "3"];
    let after = ["5", "5", "5", "4", "3", "5", "4", "5", "3", "3"];
    assert_eq!(
        judged("sat", RoundKind::Answers, false, &before, &after),
        (
            "may_have_worked".to_owned(),
            "Satisfaction rose after the change on 9 February 2026: the middle answer was 3 (10 people) before and 4.5 \
             (10 people) after. This may be real, but the same people may be counted before and after without being \
             linked."
                .to_owned()
        )
    );

    let before = ["8.7", "40.6", "14.4", "9.4", "41.2", "35.7", "54.9", "12.2", "19", "11.7"];
    let after = ["11.6", "12.2", "4.1", "2.9", "33.3", "5.1", "5", "15.3", "5.9", "13.2"];
    let (verdict, sentence) = judged("t_la_decision", RoundKind::Durations, false, &before, &after);
    assert_eq!(verdict, "worked");
    assert!(
        sentence.contains("the middle time was 16.7 hours (10 in all) before and 8.8 hours (10 in all) after"),
        "{sentence}"
    );
}

/// A sentence is whole: it begins with a capital, ends with a full stop and has no doubled mark.
fn is_whole(sentence: &str) {
    assert!(sentence.starts_with(char::is_uppercase) && sentence.ends_with('.'), "{sentence}");
    assert!(!sentence.contains("..") && !sentence.contains("  "), "{sentence}");
}

#[test]
fn rare_events_are_drawn_by_the_time_between_them() {
    let folder = tempfile::tempdir().unwrap();
    let (mut vault, id) = vault_on(&folder.path().join("vault"), "hc_missed", "2026-08-10T12:00:00Z");
    let days = ["2025-09-01", "20/09/2025", "2025-10-30", "2025-10-30", "2026-01-04", "2026-06-01"];
    let lines: Vec<(&str, &str)> = days.iter().map(|day| ("", *day)).collect();
    add(&mut vault, id, &round(RoundSide::After, "2026-08-01", RoundKind::EventDates, &lines));
    let seen = view(&mut vault, id);
    assert!(seen.comparison.is_none());
    let figure = seen.figure.unwrap();
    assert!(figure.svg.starts_with("<svg"));
    assert_eq!(figure.table[0].rows.len(), 6, "five gaps and the one still open");
    assert!(seen.note.contains("time between them"));
    // Between declared days: five in the 161 days of the baseline, one in the 174 from the change to the day the list was
    // kept to. By scipy's binom and beta: ratio 0.185, interval 0.0039 to 1.654, doubled p 0.184.
    let form = MeasureSettings {
        baseline_from: Some("2025-09-01".to_owned()),
        baseline_to: Some("2026-02-08".to_owned()),
        ..settings()
    };
    let session = vault.session();
    let rev = measures::page(&mut vault, &session, id, WIDTH).unwrap().rev;
    measures::set(&mut vault, &session, id, rev, &form).unwrap();
    let note = view(&mut vault, id).note;
    let said = "1 September 2025 to 8 February 2026: 5 missed visits. 9 February to 1 August 2026: 1 missed visit.";
    assert!(note.contains(said), "{note}");
    assert!(note.contains("0.19 of what it was (95% interval under 0.01 to 1.65; exact conditional test, p = 0.184)"));
}

#[test]
fn times_of_a_side_count_together_and_many_open_ones_are_said() {
    let folder = tempfile::tempdir().unwrap();
    let (mut vault, id) = vault_on(&folder.path().join("vault"), "t_la_decision", "2026-08-10T12:00:00Z");
    let lines = |values: &[&'static str]| values.iter().map(|value| ("", *value)).collect::<Vec<_>>();
    let form = |side, on, values: &[&'static str]| round(side, on, RoundKind::Durations, &lines(values));
    add(&mut vault, id, &form(RoundSide::Before, "2025-12-01", &["30 h", "41 h", "52 h"]));
    add(&mut vault, id, &form(RoundSide::Before, "2026-02-01", &["2 d", "55 h", "60 h"]));
    let mut after = form(RoundSide::After, "2026-08-01", &["2 h", "3 h", "4 h", "5 h", "6 h", "7 h"]);
    after.entries.push(EntryForm { code: String::new(), value: "9 d".to_owned(), open: true });
    add(&mut vault, id, &after);
    let seen = view(&mut vault, id);
    assert_eq!(caveats(&seen), ["many_still_open"]);
    let said = seen.comparison.unwrap();
    assert_eq!(said.verdict.as_deref(), Some("may_have_worked"), "{}", said.sentence);
    assert!(said.sentence.contains("6 in all") && said.sentence.contains("1 still open"), "{}", said.sentence);
}

#[test]
fn a_round_is_amended_with_a_reason_removed_and_put_back_one_entry_each() {
    let folder = tempfile::tempdir().unwrap();
    let (mut vault, id) = vault_on(&folder.path().join("vault"), "sat", "2026-08-10T12:00:00Z");
    add(&mut vault, id, &results(RoundSide::Before, "2026-02-02", 11, 19, false));
    let after = add(&mut vault, id, &results(RoundSide::After, "2026-08-07", 17, 18, false));
    let round_id = after.id.parse().unwrap();
    let session = vault.session();
    let better = results(RoundSide::After, "2026-08-07", 12, 18, false);
    assert!(rounds::amend(&mut vault, &session, round_id, 1, &better, " ").is_err(), "a reason is needed");
    rounds::amend(&mut vault, &session, round_id, 1, &better, "Five were marked twice").unwrap();
    let stale = rounds::amend(&mut vault, &session, round_id, 1, &better, "Again").unwrap_err();
    assert!(matches!(stale, Error::Conflict));
    let seen = view(&mut vault, id);
    assert!(seen.comparison.unwrap().sentence.contains("12 of 18"));

    let gone = rounds::remove(&mut vault, &session, round_id, 2).unwrap();
    assert!(gone.removed && gone.count == "18 results");
    let seen = view(&mut vault, id);
    assert!(seen.comparison.is_none() && seen.rounds.last().unwrap().removed);
    assert!(rounds::amend(&mut vault, &session, round_id, 3, &better, "In the bin").is_err());
    rounds::restore(&mut vault, &session, round_id, 3).unwrap();
    assert!(view(&mut vault, id).comparison.is_some());

    let entries = storage::activity(&vault, &session, None).unwrap();
    let words = |what: &str| entries.iter().filter(|row| row.action.contains(what)).count();
    assert_eq!((words("entered scores"), words("removed scores"), words("put scores back")), (3, 1, 1));
    let mut reader = session.clone();
    reader.roles = vec![Role::Reader];
    let refused = rounds::add(&mut vault, &reader, id, &better).unwrap_err();
    assert!(matches!(refused, Error::Forbidden));
    assert!(matches!(rounds::remove(&mut vault, &reader, round_id, 4).unwrap_err(), Error::Forbidden));
}

/// Each kind of wrong input: a sentence with the row where it has one, and nothing is kept.
#[test]
fn every_kind_of_wrong_input_is_told_and_nothing_of_it_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let (mut vault, id) = vault_on(&folder.path().join("vault"), "contract", "2026-08-10T12:00:00Z");
    let scored = |entries: &[(&str, &str)]| RoundForm {
        lowest: "0".to_owned(),
        highest: "100".to_owned(),
        ..round(RoundSide::Before, "2026-02-02", RoundKind::Scores, entries)
    };
    let of = |kind, entries: &[(&str, &str)]| round(RoundSide::Before, "2026-02-02", kind, entries);
    let cases: Vec<(&str, RoundForm, &str)> = vec![
        ("nobody", scored(&[]), "Nothing is entered yet"),
        ("blank lines only", scored(&[("", " "), ("", "")]), "Nothing is entered yet"),
        ("off the scale", scored(&[("A", "5"), ("", ""), ("B", "101")]), "Row 3: 101 is not on the scale of 0 to 100."),
        ("a word", scored(&[("A", "five")]), "Row 1: \u{201c}five\u{201d} is not a number"),
        ("no value", scored(&[("A", "5"), ("B", "")]), "Row 2: there is no value"),
        ("twice", scored(&[("A", "5"), ("a ", "6")]), "Row 2: A is in row 1 already"),
        ("a name", scored(&[("Edna Rowe", "5")]), "Row 1: this looks like a person"),
        ("too large", scored(&[("A", "99999999999999999999")]), "Row 1: "),
        ("another kind", of(RoundKind::EventDates, &[("", "2026-01-03")]), "It takes scores or survey answers."),
        ("negative time", of(RoundKind::Durations, &[("", "-3 h")]), "Row 1: a time cannot be less than nothing."),
        ("eleven years", of(RoundKind::Durations, &[("", "600 weeks")]), "Row 1: this is longer than ten years."),
        ("event to come", of(RoundKind::EventDates, &[("", "2026-03-01")]), "Row 1: 1 March 2026 is after the day"),
        ("no such day", of(RoundKind::EventDates, &[("", "2026-02-30")]), "Row 1: "),
        ("half a pass", of(RoundKind::Results, &[("", "half")]), "Row 1: \u{201c}half\u{201d} is neither"),
        ("half an answer", of(RoundKind::Answers, &[("", "2.5")]), "Row 1: 2.5 is not one of the answers"),
        (
            "no scale",
            RoundForm { lowest: String::new(), ..of(RoundKind::Answers, &[("", "2")]) },
            "lowest and the highest",
        ),
        (
            "a scale of nothing",
            RoundForm { highest: "1".to_owned(), ..of(RoundKind::Answers, &[("", "1")]) },
            "below its highest",
        ),
        (
            "tomorrow",
            RoundForm { on: "2026-08-11".to_owned(), side: RoundSide::After, ..scored(&[("A", "5")]) },
            "has not come yet",
        ),
        ("no day", RoundForm { on: String::new(), ..scored(&[("A", "5")]) }, ""),
        (
            "after the change",
            RoundForm { on: "2026-03-01".to_owned(), ..scored(&[("A", "5")]) },
            "after the change on 9 February 2026",
        ),
        (
            "before the change",
            RoundForm { side: RoundSide::After, ..scored(&[("A", "5")]) },
            "before the change on 9 February 2026",
        ),
    ];
    for (what, form, told) in cases {
        let session = vault.session();
        let error = rounds::add(&mut vault, &session, id, &form).expect_err(what);
        let found = messages(error).join(" ");
        assert!(found.contains(told), "{what}: {found}");
        assert!(!found.contains("Edna"), "a name is not repeated");
    }
    assert!(view(&mut vault, id).rounds.is_empty(), "nothing was kept");
    let entries = storage::activity(&vault, &vault.session(), None).unwrap();
    assert!(entries.iter().all(|row| !row.action.contains("entered scores")));

    // One person on each side is a round like any other, and too early to say.
    let one = |side, on: &str| RoundForm { side, on: on.to_owned(), ..scored(&[("A", "5")]) };
    add(&mut vault, id, &one(RoundSide::Before, "2026-02-02"));
    let session = vault.session();
    let other = of(RoundKind::Answers, &[("", "4")]);
    let error = messages(rounds::add(&mut vault, &session, id, &other).unwrap_err());
    assert!(error[0].contains("scores so far"), "{error:?}");
    let other = RoundForm { highest: "10".to_owned(), ..one(RoundSide::After, "2026-08-01") };
    let error = messages(rounds::add(&mut vault, &session, id, &other).unwrap_err());
    assert!(error[0].contains("on a scale of 0 to 100"), "{error:?}");
    add(&mut vault, id, &one(RoundSide::After, "2026-08-01"));
    let said = view(&mut vault, id).comparison.unwrap();
    assert_eq!(said.verdict.as_deref(), Some("too_early"));
    assert!(said.sentence.contains("at least five are needed"), "{}", said.sentence);
}

#[test]
fn a_pasted_block_tells_its_broken_rows_and_keeps_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let (vault, id) = vault_on(&folder.path().join("vault"), "contract", "2026-08-10T12:00:00Z");
    let session = vault.session();
    let text = "Code\tScore\nS-01\t71\nS-02\tn/a\nEdna Rowe\t80\nS-04\t64\n";
    let got = rounds::paste(&vault, &session, id, RoundKind::Scores, text).unwrap();
    assert_eq!(got.entries.len(), 2);
    let rows: Vec<u32> = got.problems.iter().map(|problem| problem.row).collect();
    assert_eq!(rows, [3, 4]);
    assert!(rounds::paste(&vault, &session, id, RoundKind::Scores, " ").is_err());
}

fn side(no_harm: &str, harm: &str, missing: &str, nil: (&str, &str), lag: &str) -> ReportingSideForm {
    ReportingSideForm {
        no_harm: no_harm.to_owned(),
        harm: harm.to_owned(),
        periods_due: "26".to_owned(),
        periods_missing: missing.to_owned(),
        nil_periods: nil.0.to_owned(),
        nil_confirmed: nil.1.to_owned(),
        median_lag: lag.to_owned(),
        ..ReportingSideForm::default()
    }
}

/// The numbers of the published case: harm falls, and so do reports without harm.
#[test]
fn the_reporting_panel_holds_a_verdict_on_counts_back() {
    let folder = tempfile::tempdir().unwrap();
    let (mut vault, _) = demonstration(&folder.path().join("vault"));
    let session = vault.session();
    let id = measures::find(&vault, &session, "hc_missed").unwrap();
    let blank = reporting::get(&vault, &session, id).unwrap();
    assert_eq!((blank.rev, blank.rows.len()), (0, 0));
    let before = measures::page(&mut vault, &session, id, WIDTH).unwrap().comparison.unwrap();
    assert!(before.caveats.iter().all(|caveat| caveat.code != "reporting_may_have_fallen"));

    let form = ReportingForm {
        before: side("40", "20", "1", ("2", "2"), "2"),
        after: side("6", "11", "5", ("12", "9"), "9"),
        independent_source: "ECM".to_owned(),
    };
    reporting::set(&mut vault, &session, id, 0, &form, "").unwrap();
    let panel = reporting::get(&vault, &session, id).unwrap();
    let flags: Vec<&str> = panel.flags.iter().map(|flag| flag.code.as_str()).collect();
    assert_eq!(flags, ["missing_returns", "nil_not_confirmed", "no_harm_share_fell", "late_reporting"]);
    assert_eq!(panel.form.after.median_lag, "9");
    assert_eq!(panel.rows.iter().filter(|row| row.flagged).count(), 4);
    let after = measures::page(&mut vault, &session, id, WIDTH).unwrap().comparison.unwrap();
    assert!(after.caveats.iter().any(|caveat| caveat.code == "reporting_may_have_fallen"), "{:?}", after.caveats);
    assert_ne!(after.verdict.as_deref(), Some("worked"));

    // Told again it needs a reason; numbers that contradict each other are told by field.
    assert!(reporting::set(&mut vault, &session, id, 1, &form, "").is_err());
    let wrong = ReportingForm { after: side("6", "11", "27", ("12", "13"), "soon"), ..form.clone() };
    let Error::Invalid(problems) = reporting::set(&mut vault, &session, id, 1, &wrong, "More").unwrap_err() else {
        panic!("not a form's fault")
    };
    assert_eq!(problems[0].field, "after.median_lag");
    let wrong = ReportingForm { after: side("6", "11", "27", ("0", "1"), "1"), ..form.clone() };
    let Error::Invalid(problems) = reporting::set(&mut vault, &session, id, 1, &wrong, "More").unwrap_err() else {
        panic!("not a form's fault")
    };
    let fields: Vec<&str> = problems.iter().map(|problem| problem.field).collect();
    assert_eq!(fields, ["after.periods_missing", "after.nil_confirmed"]);
    let stale = reporting::set(&mut vault, &session, id, 0, &form, "More").unwrap_err();
    assert!(matches!(stale, Error::Conflict));
    // Without a flag the verdict is as it was.
    let fine = ReportingForm { after: side("40", "20", "1", ("2", "2"), "2"), ..form };
    reporting::set(&mut vault, &session, id, 1, &fine, "Counted again").unwrap();
    let again = measures::page(&mut vault, &session, id, WIDTH).unwrap().comparison.unwrap();
    assert_eq!((again.verdict, again.sentence), (before.verdict, before.sentence));
}

#[test]
fn few_services_have_a_table_and_one_that_goes_the_other_way_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let (vault, ids) = with_services(&folder.path().join("vault"), &[(6, 2), (5, 2), (1, 5)]);
    let session = vault.session();
    let seen = sites::compare(&vault, &session, ids[1], None, WIDTH).unwrap();
    assert_eq!(seen.sites.len(), 3);
    assert!(seen.sites.iter().all(|site| site.left_out.is_none()));
    let part = seen.before_after.unwrap();
    assert!(part.figure.svg.starts_with("<svg"));
    assert_eq!(part.figure.table[0].rows.len(), 4, "three services and all together");
    assert!(part.sentence.contains("House 3 goes the other way"), "{}", part.sentence);
    assert_eq!(part.caveats[0].code, "sites_disagree");
    let latest = seen.latest.unwrap();
    assert!(latest.figure.svg.is_empty() && latest.sentence.contains("no funnel"), "{}", latest.sentence);
    assert_eq!(latest.figure.table[0].rows.len(), 3);
    for row in part.working.iter().chain(&latest.working) {
        assert!(!row.value.contains("p = p"), "{}", row.value);
    }
    for sentence in [&part.sentence, &latest.sentence] {
        is_whole(sentence);
    }
    // One day for all; one that has not come is refused.
    assert!(sites::compare(&vault, &session, ids[0], Some("2026-03-01"), WIDTH).unwrap().before_after.is_some());
    assert!(sites::compare(&vault, &session, ids[0], Some("2026-12-01"), WIDTH).is_err());
    let early = sites::compare(&vault, &session, ids[0], Some("2025-06-01"), WIDTH).unwrap();
    assert!(early.before_after.is_none() && early.sites[0].left_out.as_deref().unwrap().contains("before the change"));
}

#[test]
fn what_rounds_and_services_show_is_copied_as_picture_and_as_numbers() {
    let folder = tempfile::tempdir().unwrap();
    let (mut vault, id) = vault_on(&folder.path().join("vault"), "contract", "2026-08-10T12:00:00Z");
    let session = vault.session();
    assert!(rounds::copy(&mut vault, &session, id, CopyWhat::Picture).is_err(), "nothing is drawn yet");
    let scored = |side, on: &str, score: &'static str| RoundForm {
        lowest: "0".to_owned(),
        highest: "100".to_owned(),
        ..round(side, on, RoundKind::Scores, &[("S-01", score), ("S-02", score)])
    };
    add(&mut vault, id, &scored(RoundSide::Before, "2026-02-02", "51"));
    add(&mut vault, id, &scored(RoundSide::After, "2026-08-01", "77"));
    let Copied::Text(cells) = rounds::copy(&mut vault, &session, id, CopyWhat::Numbers).unwrap() else {
        panic!("numbers are cells")
    };
    assert!(cells.contains("51") && cells.contains("77") && cells.contains('\t'), "{cells}");
    assert!(matches!(rounds::copy(&mut vault, &session, id, CopyWhat::Picture), Ok(Copied::Picture(_))));

    let (mut vault, ids) = with_services(&folder.path().join("five"), &[(6, 2), (5, 2), (1, 5)]);
    let session = vault.session();
    let copy = |vault: &mut Vault, latest, what| sites::copy(vault, &session, ids[0], None, latest, what);
    let Copied::Text(cells) = copy(&mut vault, false, CopyWhat::Numbers).unwrap() else { panic!("cells") };
    assert!(cells.contains("House 3"), "{cells}");
    assert!(matches!(copy(&mut vault, false, CopyWhat::Picture), Ok(Copied::Picture(_))));
    assert!(copy(&mut vault, true, CopyWhat::Picture).is_err(), "three services have a table and no funnel");
    let left = storage::activity(&vault, &session, None).unwrap();
    assert_eq!(left.iter().filter(|row| row.action.contains("picture or numbers")).count(), 2);
}

#[test]
fn five_services_make_a_funnel() {
    let folder = tempfile::tempdir().unwrap();
    let (vault, ids) = with_services(&folder.path().join("vault"), &[(2, 2), (2, 2), (1, 2), (2, 1), (9, 9)]);
    let session = vault.session();
    let latest = sites::compare(&vault, &session, ids[0], None, WIDTH).unwrap().latest.unwrap();
    assert!(latest.figure.svg.starts_with("<svg"));
    assert!(latest.sentence.contains("House 5 lies above the outer limits"), "{}", latest.sentence);
    assert!(latest.caveats.iter().any(|caveat| caveat.code == "sites_vary"));
}

#[test]
fn one_service_or_a_score_cannot_be_compared() {
    let folder = tempfile::tempdir().unwrap();
    let (vault, ids) = with_services(&folder.path().join("vault"), &[(6, 2)]);
    let seen = sites::compare(&vault, &vault.session(), ids[0], None, WIDTH).unwrap();
    assert!(seen.before_after.is_none() && seen.latest.is_none() && seen.note.unwrap().contains("Only one service"));
    let folder = tempfile::tempdir().unwrap();
    let (vault, id) = vault_on(&folder.path().join("vault"), "contract", "2026-08-10T12:00:00Z");
    assert!(matches!(sites::compare(&vault, &vault.session(), id, None, WIDTH).unwrap_err(), Error::NotAvailable(_)));
    // A vault with no rounds at all is asked for some.
    let mut vault = new_vault(&tempfile::tempdir().unwrap().path().join("vault"));
    let session = vault.session();
    let id = measures::add(&mut vault, &session, &evident_tests::missed_visits(&session)).unwrap().id.parse().unwrap();
    assert!(view(&mut vault, id).note.contains("Enter a round"));
}
