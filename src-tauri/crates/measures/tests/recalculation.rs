//! When a baseline is locked, and when limits may begin afresh.
#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

mod support;

use chrono::NaiveDate;
use measures::{
    BaselineState, ChartPoint, Direction, PeriodState, Recalculation, RecalculationCheck, RecalculationCondition,
    RunRuleSet, Side, XmrOptions, baseline_lock, may_recalculate, phased_xmr, xmr,
};
use support::{all, date, first_weeks, missed_visits, points, range, week};

use RecalculationCondition::{DatedChange, NotAWorsening, ShiftOfEightPoints, ShiftOfTwelveWeeks, TwelvePointsSince};

#[test]
fn a_baseline_is_locked_at_twelve_observed_points_and_provisional_from_eight() {
    let series = all(&[5.0; 20]);
    for (n, state) in [
        (0, BaselineState::TooShort),
        (7, BaselineState::TooShort),
        (8, BaselineState::Provisional),
        (11, BaselineState::Provisional),
        (12, BaselineState::Locked),
    ] {
        let lock = baseline_lock(&series[..n], first_weeks(20));
        assert_eq!((lock.observed, lock.state), (n, state));
    }
    let mut values = vec![Some(5.0); 12];
    values[4] = None;
    let mut series = points(&values);
    series[7].state = PeriodState::Excluded;
    let lock = baseline_lock(&series, first_weeks(12));
    assert_eq!((lock.observed, lock.state, lock.left_out.len()), (10, BaselineState::Provisional, 2));
}

/// Twelve baseline weeks about 50, then `after`, with a change at the first of them.
fn check(after: &[Option<f64>], change: Option<NaiveDate>, direction: Direction) -> RecalculationCheck {
    let mut values: Vec<Option<f64>> = [47.0, 53.0].repeat(6).into_iter().map(Some).collect();
    values.extend(after);
    let series = points(&values);
    let chart = xmr(&series, first_weeks(12), XmrOptions::default()).unwrap();
    may_recalculate(&chart.rule_points(&series), change, direction)
}

fn fell(n: usize) -> Vec<Option<f64>> {
    vec![Some(30.0); n]
}

#[test]
fn all_five_conditions_held_together() {
    let found = check(&fell(12), Some(week(12)), Direction::LowerIsBetter);
    assert!(found.allowed && found.failing.is_empty());
    let run = found.run.unwrap();
    assert_eq!((run.side, run.points, run.first, run.end), (Side::Below, 12, week(12), week(24)));
}

#[test]
fn each_condition_is_named_when_it_fails() {
    let lower = Direction::LowerIsBetter;
    let on = Some(week(12));
    assert_eq!(check(&fell(12), None, lower).failing, [DatedChange]);
    assert_eq!(check(&fell(12), on, Direction::HigherIsBetter).failing, [NotAWorsening]);
    assert_eq!(check(&fell(11), on, lower).failing, [ShiftOfTwelveWeeks, TwelvePointsSince]);
    assert_eq!(check(&fell(7), on, lower).failing, [ShiftOfEightPoints, ShiftOfTwelveWeeks, TwelvePointsSince]);
    // Back above the centre at the end: the shift no longer stands, whatever its length was.
    let mut back = fell(20);
    back.push(Some(52.0));
    assert_eq!(check(&back, on, lower).failing, [ShiftOfEightPoints, ShiftOfTwelveWeeks]);
    // A point on the centre ends it too.
    back[20] = Some(50.0);
    let found = check(&back, on, lower);
    assert_eq!((found.run, found.observed_since), (None, 21));
    assert_eq!(found.failing, [ShiftOfEightPoints, ShiftOfTwelveWeeks]);
    assert_eq!(check(&[], on, lower).failing, [ShiftOfEightPoints, ShiftOfTwelveWeeks, TwelvePointsSince]);
}

#[test]
fn a_missing_return_breaks_the_shift_and_an_excluded_one_does_not() {
    let mut after = fell(14);
    after[5] = None;
    let found = check(&after, Some(week(12)), Direction::LowerIsBetter);
    assert_eq!((found.run.unwrap().points, found.observed_since), (8, 13));
    assert_eq!(found.failing, [ShiftOfTwelveWeeks]);

    let mut series = all(&[[47.0, 53.0].repeat(6), vec![30.0; 14]].concat());
    series[17].state = PeriodState::Excluded;
    let judged = xmr(&series, first_weeks(12), XmrOptions::default()).unwrap().rule_points(&series);
    let found = may_recalculate(&judged, Some(week(12)), Direction::LowerIsBetter);
    assert!(found.allowed);
    assert_eq!(found.run.unwrap().points, 13);
    // Absent altogether is missing.
    let absent = [&judged[..17], &judged[18..]].concat();
    assert_eq!(may_recalculate(&absent, Some(week(12)), Direction::LowerIsBetter).run.unwrap().points, 8);
}

#[test]
fn only_the_part_of_a_shift_behind_the_change_counts() {
    let points = missed_visits().rates(1000.0);
    let judged = xmr(&points, first_weeks(15), XmrOptions::default()).unwrap().rule_points(&points);
    let at = |n: usize, on| may_recalculate(&judged[..n], Some(date(on)), Direction::LowerIsBetter);
    assert!(at(52, "2026-04-27").allowed);
    assert_eq!(at(52, "2026-04-27").run.unwrap().first, date("2026-04-27"));
    assert_eq!(at(37, "2026-04-27").failing, [ShiftOfTwelveWeeks, TwelvePointsSince]);
    // A change inside a week leaves that week to neither side.
    assert_eq!(at(52, "2026-04-29").run.unwrap().first, date("2026-05-04"));
}

#[test]
fn months_last_long_enough_before_there_are_points_enough() {
    let month = |i: u32| date(&format!("{}-{:02}-01", 2025 + i / 12, i % 12 + 1));
    let point = |i: u32| ChartPoint {
        start: month(i),
        end: month(i + 1),
        value: Some(if i < 12 { 47.0 + f64::from(i % 2) * 6.0 } else { 30.0 }),
        state: PeriodState::Observed,
    };
    let series: Vec<ChartPoint> = (0..20).map(point).collect();
    let chart = xmr(&series, range("2025-01-01", "2025-12-31"), XmrOptions::default()).unwrap();
    let found = may_recalculate(&chart.rule_points(&series), Some(month(12)), Direction::LowerIsBetter);
    assert_eq!(found.failing, [TwelvePointsSince]);
}

#[test]
fn a_recalculation_belongs_behind_the_baseline_and_alone_on_its_day() {
    let series = all(&[5.0, 6.0].repeat(20));
    let chart = |days: &[NaiveDate]| {
        let again: Vec<_> = days.iter().map(|d| Recalculation::on(*d)).collect();
        let settings = (RunRuleSet::Mdc7, Direction::LowerIsBetter);
        phased_xmr(&series, first_weeks(12), &again, XmrOptions::default(), settings)
    };
    assert_eq!(chart(&[week(11)]).unwrap_err().code(), "recalculation_misplaced");
    assert_eq!(chart(&[week(12), week(12)]).unwrap_err().code(), "recalculation_misplaced");
    assert_eq!(chart(&[week(40)]).unwrap_err().code(), "empty_baseline");
    // Given in any order, drawn in order of date.
    let found = chart(&[week(26), week(12)]).unwrap();
    let opened: Vec<_> = found.phases.iter().map(|p| p.recalculated_on).collect();
    assert_eq!(opened, [None, Some(week(12)), Some(week(26))]);
    assert!(found.phases.iter().all(|p| !p.chart.trial_limits));
    assert_eq!(found.phases.iter().map(|p| p.points.len()).sum::<usize>(), 40);
}

#[test]
fn a_phase_that_the_next_cuts_short_has_trial_limits_and_no_assurance() {
    let series = all(&[5.0, 6.0].repeat(12));
    let settings = (RunRuleSet::Mdc7, Direction::LowerIsBetter);
    let again = [Recalculation::on(week(14))];
    let found = phased_xmr(&series, first_weeks(12), &again, XmrOptions::default(), settings).unwrap();
    assert!(found.phases[1].chart.trial_limits);
    assert_eq!(found.assurance(9.0, Direction::LowerIsBetter), measures::Assurance::None);
}
