//! Faults reported against other programs, each with the input that would show it here.
#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

mod support;

use measures::{
    CountSeries, Direction, LeftOutReason, PeriodState, Ratio, Rule, RunRuleSet, RunRules, Side, Variation, XmrOptions,
    before_and_after, compare_rates, run_rules, totals_in, u_chart, xmr,
};
use support::{all, close, date, first_weeks, missed_visits, points, week, weekly};

const UNSCREENED: XmrOptions = XmrOptions { screen_moving_ranges: false, non_negative: false };

fn forty_seven_fifty_three() -> Vec<f64> {
    [47.0, 53.0].repeat(6)
}

fn judge(values: &[f64], baseline_n: usize, rules: RunRuleSet) -> RunRules {
    let series = all(values);
    let chart = xmr(&series, first_weeks(baseline_n), UNSCREENED).unwrap();
    run_rules(&chart.rule_points(&series), rules, Direction::LowerIsBetter)
}

/// nhs-r-community/NHSRplotthedots#143.
#[test]
fn near_points_on_opposite_sides_are_no_signal() {
    let mut values = forty_seven_fifty_three();
    values.extend([62.0, 50.0, 38.0]);
    let series = all(&values);
    let chart = xmr(&series, first_weeks(12), UNSCREENED).unwrap();
    let limits = chart.limits.unwrap();
    close(limits.near_lower, 39.36, 1e-9);
    close(limits.near_upper, 60.64, 1e-9);
    close(limits.lower, 34.04, 1e-9);
    close(limits.upper, 65.96, 1e-9);
    assert!(judge(&values, 12, RunRuleSet::Mdc7).signals.is_empty());
    // The same two near points on one side, with a third beside them, are one.
    values.truncate(12);
    values.extend([62.0, 55.0, 63.0]);
    let found = judge(&values, 12, RunRuleSet::Mdc7);
    assert_eq!(found.signals.len(), 1);
    assert_eq!(found.signals[0].rule, Rule::TwoInThree);
    assert_eq!(found.signals[0].points, [week(12), week(14)]);
}

/// anhoej/qicharts2#29.
#[test]
fn frozen_limits_stay_the_same_to_the_last_bit() {
    let mut values = forty_seven_fifty_three();
    let before = xmr(&all(&values), first_weeks(12), XmrOptions::default()).unwrap();
    values.extend((0..20).map(|i| 70.0 + f64::from(i * i % 13)));
    let after = xmr(&all(&values), first_weeks(12), XmrOptions::default()).unwrap();
    assert_eq!(before, after);
    let limits = after.limits.unwrap();
    assert_eq!(after.mean, 50.0);
    close(limits.lower, 34.04, 1e-9);
    close(limits.upper, 65.96, 1e-9);
}

/// nhs-r-community/NHSRplotthedots#167: rising trends were found and falling ones missed.
#[test]
fn a_falling_trend_is_found_like_a_rising_one() {
    for (sign, side) in [(-1.0, Side::Below), (1.0, Side::Above)] {
        let mut values = vec![0.0; 4];
        values.extend((1..=8).map(|i| sign * f64::from(i)));
        let found = judge(&values, 12, RunRuleSet::Mdc7);
        let trend = found.signals.iter().find(|s| s.rule == Rule::Trend).unwrap();
        assert_eq!((trend.side, trend.points.len()), (side, 9));
        assert_eq!(trend.confirmed, week(9));
    }
}

/// AUS-DOH-Safety-and-Quality/PowerBI-SPC#212: a turning point belongs to a good and a bad trend.
#[test]
fn both_signals_are_kept_and_the_bad_one_gives_the_icon() {
    let values: Vec<f64> = (0..7).rev().chain(1..7).map(f64::from).collect();
    for direction in [Direction::LowerIsBetter, Direction::HigherIsBetter] {
        let series = all(&values);
        let judged = xmr(&series, first_weeks(13), UNSCREENED).unwrap().rule_points(&series);
        let found = run_rules(&judged, RunRuleSet::Mdc7, direction);
        let turn = &found.points[6];
        assert!(turn.rules.contains(&(Rule::Trend, Side::Below)));
        assert!(turn.rules.contains(&(Rule::Trend, Side::Above)));
        assert_eq!(turn.variation, Variation::Concerning);
    }
}

/// anhoej/qicharts2#35: a missing count was read as 0.
#[test]
fn a_missing_count_is_not_a_nil() {
    let counts = [Some(4), Some(5), Some(3), Some(6), None, Some(4), Some(5)];
    let chart = u_chart(&weekly(&counts, &[1.0; 7]), 1.0, first_weeks(7)).unwrap();
    assert_eq!((chart.centre, chart.n_used, chart.points.len()), (4.5, 6, 6));
    assert_eq!(chart.left_out[0].reason, LeftOutReason::Missing);
    let nil = counts.map(|c| Some(c.unwrap_or(0)));
    let chart = u_chart(&weekly(&nil, &[1.0; 7]), 1.0, first_weeks(7)).unwrap();
    close(chart.centre, 27.0 / 7.0, 1e-12);
}

/// AUS-DOH-Safety-and-Quality/PowerBI-SPC#311: neighbours of an absent month became adjacent.
#[test]
fn no_moving_range_and_no_run_crosses_an_absent_period() {
    let mut series = all(&[4.0, 6.0, 9.0, 5.0]);
    series.remove(2);
    let chart = xmr(&series, first_weeks(4), UNSCREENED).unwrap();
    assert_eq!((chart.moving_ranges_used, chart.average_moving_range), (1, Some(2.0)));

    let low = |gap: bool| {
        let mut values: Vec<Option<f64>> = [5.0, 7.0].repeat(6).into_iter().map(Some).collect();
        values.extend([Some(4.0); 4]);
        if gap {
            values.push(None);
        }
        values.extend([Some(4.0); 3]);
        let series = points(&values);
        let judged = xmr(&series, first_weeks(12), UNSCREENED).unwrap().rule_points(&series);
        run_rules(&judged, RunRuleSet::Mdc7, Direction::LowerIsBetter).signals.len()
    };
    assert_eq!((low(false), low(true)), (1, 0));
}

#[test]
fn an_excluded_point_is_passed_over_and_its_neighbours_join() {
    let mut values = [5.0, 7.0].repeat(6);
    values.extend([4.0, 4.0, 4.0, 30.0, 4.0, 4.0, 4.0, 4.0]);
    let mut series = all(&values);
    series[15].state = PeriodState::Excluded;
    let judged = xmr(&series, first_weeks(12), UNSCREENED).unwrap().rule_points(&series);
    let found = run_rules(&judged, RunRuleSet::Mdc7, Direction::LowerIsBetter);
    assert_eq!(found.signals.len(), 1);
    assert_eq!(found.signals[0].points.len(), 7);
    assert!(!found.signals[0].points.contains(&week(15)));
    assert_eq!(found.left_out[0].reason, LeftOutReason::Excluded);
}

#[test]
fn rule_sets_differ_in_the_length_they_ask_for() {
    let shift_of = |n: usize| {
        let mut values = [5.0, 7.0].repeat(6);
        values.extend(vec![4.0; n]);
        values
    };
    for (rules, need) in
        [(RunRuleSet::Mdc6, 6), (RunRuleSet::Mdc7, 7), (RunRuleSet::Nelson8, 8), (RunRuleSet::RunIhi, 6)]
    {
        // The series before ends on 7, above the centre, so that each run stands by itself.
        let has = |n| judge(&shift_of(n), 12, rules).signals.iter().any(|s| s.rule == Rule::Shift);
        assert!(has(need) && !has(need - 1), "{rules:?}");
    }
}

#[test]
fn a_tie_breaks_a_trend_except_on_an_ihi_run_chart() {
    let mut values = [5.0, 7.0].repeat(5);
    values.extend([9.0, 8.0, 7.5, 7.5, 6.5, 6.4]);
    let has = |rules| judge(&values, 10, rules).signals.iter().any(|s| s.rule == Rule::Trend);
    assert!(has(RunRuleSet::RunIhi));
    assert!(!has(RunRuleSet::Mdc6));
}

#[test]
fn fewer_than_ten_points_are_judged_by_no_rule() {
    let found = judge(&[9.0, 8.0, 7.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.0], 9, RunRuleSet::Mdc7);
    assert!(found.not_enough_points && found.signals.is_empty());
    assert_eq!(found.points.len(), 9);
}

/// statsmodels/statsmodels#8313: a zero in a cell broke the comparison.
#[test]
fn zeros_on_either_side_have_an_answer() {
    let risen = compare_rates(0, 4.0, 1, 1.0).unwrap();
    assert_eq!((risen.ratio, risen.interval.upper), (Ratio::Infinite, None));
    close(risen.p_exact, 0.4, 1e-12);
    close(risen.interval.lower, 0.102_564_102_564, 1e-10);
    let gone = compare_rates(1, 1.0, 0, 4.0).unwrap();
    assert_eq!((gone.ratio, gone.interval.lower), (Ratio::Finite(0.0), 0.0));
    close(gone.p_exact, 0.4, 1e-12);
    close(gone.interval.upper.unwrap(), 9.75, 1e-9);
}

/// JuliaStats/HypothesisTests.jl#126 and statrs-dev/statrs#434.
#[test]
fn no_change_has_a_probability_of_one_at_any_size() {
    let even = compare_rates(5, 1.0, 5, 1.0).unwrap();
    assert_eq!(even.p_exact, 1.0);
    close(even.mid_p, 1.0, 1e-12);
    let million = compare_rates(1_000_000, 3.0, 1_000_000, 3.0).unwrap();
    assert_eq!(million.p_exact, 1.0);
    close(million.interval.lower, 0.997_231_0, 1e-7);
    close(million.interval.upper.unwrap(), 1.002_776_6, 1e-7);
    // Equal counts in equal exposures: the ends are each other's reciprocal.
    let both = million.interval.lower * million.interval.upper.unwrap();
    close(both, 1.0, 1e-11);
}

#[test]
fn a_comparison_without_exposure_is_an_error() {
    for (t0, t1) in [(0.0, 1.0), (1.0, -1.0), (f64::NAN, 1.0), (1.0, f64::INFINITY)] {
        assert!(compare_rates(1, t0, 1, t1).is_err());
    }
}

#[test]
fn a_change_inside_a_week_leaves_that_week_to_neither_side() {
    let series = missed_visits();
    let found = before_and_after(&series, first_weeks(15), date("2026-02-11")).unwrap();
    assert_eq!(found.after.n_used, 36);
    assert_eq!(found.after.left_out[0].start, date("2026-02-09"));
    assert_eq!(found.after.left_out[0].reason, LeftOutReason::ChangeInside);
}

#[test]
fn totals_are_given_with_and_without_excluded_weeks() {
    let mut periods = missed_visits().periods().to_vec();
    periods[41].state = PeriodState::Excluded;
    let series = CountSeries::new(periods).unwrap();
    let after = totals_in(&series, support::range("2026-04-27", "2026-10-25"));
    assert_eq!((after.events, after.exposure, after.n_used), (44, 30_638.0, 25));
    assert_eq!(after.with_excluded, Some((51, 31_853.0)));
    assert_eq!(after.missing(), 0);
}

/// Values that decimal text holds exactly, so that the reader's rounding plays no part.
#[test]
fn results_survive_a_round_trip() {
    let found = compare_rates(0, 1.0, 0, 4.0).unwrap();
    let text = serde_json::to_string(&found).unwrap();
    assert_eq!(serde_json::from_str::<measures::RateComparison>(&text).unwrap(), found);
    for ratio in [Ratio::Finite(0.25), Ratio::Infinite, Ratio::Undefined] {
        let text = serde_json::to_string(&ratio).unwrap();
        assert_eq!(serde_json::from_str::<Ratio>(&text).unwrap(), ratio);
    }
    let constant = all(&[2.0; 12]);
    let chart = xmr(&constant, first_weeks(12), XmrOptions::default()).unwrap();
    let text = serde_json::to_string(&chart).unwrap();
    assert_eq!(serde_json::from_str::<measures::Xmr>(&text).unwrap(), chart);
    let found = judge(&forty_seven_fifty_three(), 12, RunRuleSet::Mdc7);
    let text = serde_json::to_string(&found).unwrap();
    assert_eq!(serde_json::from_str::<RunRules>(&text).unwrap(), found);
}
