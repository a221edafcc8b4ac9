//! Faults of other chart programs, each with the input that would show it here, and the right
//! answer. More stand in `public_cases.rs`, `targets.rs` and `proportion_charts.rs`.
#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

mod support;

use measures::{
    Assurance, CountSeries, Direction, EventGaps, GapBaseline, Period, PeriodState, Recalculation, Rule, RunRuleSet,
    Side, Variation, XmrOptions, c_chart, counts_with_absent, g_chart, percent_shown, phased_xmr, points_with_absent,
    run_rules, t_chart, xmr,
};
use support::{all, close, date, first_weeks, missed_visits, points, range, week, weekly};

const UNSCREENED: XmrOptions = XmrOptions { screen_moving_ranges: false, non_negative: false };
const UP: (RunRuleSet, Direction) = (RunRuleSet::Mdc7, Direction::HigherIsBetter);

/// nhs-r-community/NHSRplotthedots#143: nearness was looked at, not the side.
#[test]
fn near_points_on_opposite_sides_mark_nothing() {
    let baseline = [10.0, 12.0, 8.0, 11.0, 9.0, 12.0, 8.0, 10.0, 11.0, 9.0, 12.0, 8.0];
    let series = all(&[&baseline[..], &[15.0, 4.8, 10.0]].concat());
    let judged = xmr(&series, first_weeks(12), UNSCREENED).unwrap().rule_points(&series);
    let found = run_rules(&judged, RunRuleSet::Mdc7, Direction::LowerIsBetter);
    assert!(found.points[12..].iter().all(|p| p.rules.is_empty()));
}

/// nhs-r-community/NHSRplotthedots#194 and AUS-DOH-Safety-and-Quality/PowerBI-SPC pull 244: all
/// three were coloured, whatever their side.
#[test]
fn two_in_three_marks_the_near_ones_and_not_the_one_between() {
    let mut values = [47.0, 53.0].repeat(6);
    values.extend([62.0, 51.0, 63.0]);
    for (sign, side) in [(1.0, Side::Above), (-1.0, Side::Below)] {
        let series = all(&values.iter().map(|v| 50.0 + sign * (v - 50.0)).collect::<Vec<_>>());
        let judged = xmr(&series, first_weeks(12), UNSCREENED).unwrap().rule_points(&series);
        let found = run_rules(&judged, RunRuleSet::Mdc7, Direction::LowerIsBetter);
        assert_eq!(found.points[12].rules, [(Rule::TwoInThree, side)]);
        assert!(found.points[13].rules.is_empty());
        assert_eq!(found.points[14].rules, [(Rule::TwoInThree, side)]);
    }
}

/// AUS-DOH-Safety-and-Quality/PowerBI-SPC#212: the colour changed with the direction setting.
#[test]
fn a_turning_point_shows_both_signals_under_every_rule_set_and_direction() {
    let fall_then_rise: Vec<f64> = (0..7).rev().chain(1..7).map(f64::from).collect();
    let rise_then_fall: Vec<f64> = fall_then_rise.iter().map(|v| 6.0 - v).collect();
    for values in [fall_then_rise, rise_then_fall] {
        for rules in [RunRuleSet::Mdc7, RunRuleSet::Mdc6, RunRuleSet::Nelson8, RunRuleSet::RunIhi] {
            for direction in [Direction::LowerIsBetter, Direction::HigherIsBetter] {
                let series = all(&values);
                let judged = xmr(&series, first_weeks(13), UNSCREENED).unwrap().rule_points(&series);
                let turn = &run_rules(&judged, rules, direction).points[6];
                assert!(turn.rules.contains(&(Rule::Trend, Side::Below)), "{rules:?}");
                assert!(turn.rules.contains(&(Rule::Trend, Side::Above)), "{rules:?}");
                assert_eq!(turn.variation, Variation::Concerning, "{rules:?} {direction:?}");
            }
        }
    }
}

/// A last point above the centre at the end of a fall: the summary icon takes the worse of the two.
#[test]
fn the_summary_icon_is_the_worse_of_a_trend_and_a_shift_that_point_apart() {
    let mut values = [4.0, 6.0].repeat(6);
    values.extend([14.0, 13.0, 12.0, 11.0, 10.0, 9.0, 8.0]);
    for direction in [Direction::LowerIsBetter, Direction::HigherIsBetter] {
        let settings = (RunRuleSet::Mdc7, direction);
        let found = phased_xmr(&all(&values), first_weeks(12), &[], UNSCREENED, settings).unwrap();
        let last = found.points.last().unwrap();
        assert_eq!(last.rules, [(Rule::Trend, Side::Below), (Rule::Shift, Side::Above)]);
        assert_eq!(found.variation, Variation::Concerning);
    }
}

/// anhoej/qicharts2#35: a missing count was read as 0 on a c chart.
#[test]
fn a_missing_count_is_no_zero_on_a_c_chart() {
    let counts = [Some(4), Some(5), Some(3), Some(6), None, Some(4), Some(5)];
    let chart = c_chart(&weekly(&counts, &[1.0; 7]), first_weeks(7)).unwrap();
    assert_eq!((chart.centre, chart.n_used, chart.left_out.len()), (4.5, 6, 1));
    assert_eq!(chart.points[4].point.value, None);
    let nil = counts.map(|c| Some(c.unwrap_or(0)));
    let chart = c_chart(&weekly(&nil, &[1.0; 7]), first_weeks(7)).unwrap();
    close(chart.centre, 27.0 / 7.0, 1e-12);
    assert_eq!(chart.points[4].point.value, Some(0.0));
}

fn month(index: u32, events: Option<u64>) -> Period {
    let first = |i: u32| date(&format!("{}-{:02}-01", 2026 + i / 12, i % 12 + 1));
    let state = if events.is_some() { PeriodState::Observed } else { PeriodState::Missing };
    Period { start: first(index), end: first(index + 1), state, events, exposure: None }
}

/// AUS-DOH-Safety-and-Quality/PowerBI-SPC#311: the month was skipped and its neighbours touched.
#[test]
fn an_absent_month_keeps_its_slot_and_parts_its_neighbours() {
    let entered = vec![month(0, Some(4)), month(1, Some(6)), month(3, Some(5))];
    let series = counts_with_absent(&CountSeries::new(entered).unwrap()).unwrap();
    assert_eq!(series.periods().len(), 4);
    assert_eq!(series.periods()[2], month(2, None));
    let chart = xmr(&series.counts(), range("2026-01-01", "2026-04-30"), UNSCREENED).unwrap();
    assert_eq!((chart.moving_ranges_used, chart.average_moving_range), (1, Some(2.0)));
}

/// The same report, with a second input: twelve months, the fifth blank, and a nil return.
#[test]
fn a_blank_month_is_a_gap_and_a_nil_return_is_a_point() {
    let entered: Vec<Period> = (0..12).filter(|i| *i != 4).map(|i| month(i, Some(u64::from(i % 3)))).collect();
    let plain = CountSeries::new(entered).unwrap();
    let series = counts_with_absent(&plain).unwrap();
    assert_eq!(points_with_absent(&plain.counts()), series.counts());
    let chart = c_chart(&series, range("2026-01-01", "2026-12-31")).unwrap();
    assert_eq!(chart.points.len(), 12);
    let (blank, nil) = (chart.points[4].point, chart.points[3].point);
    assert_eq!((blank.start, blank.value, blank.state), (date("2026-05-01"), None, PeriodState::Missing));
    assert_eq!((nil.value, nil.state), (Some(0.0), PeriodState::Observed));
}

#[test]
fn absent_weeks_are_slots_of_a_week_and_the_last_ends_where_the_next_return_begins() {
    let mut series = all(&[1.0, 2.0, 3.0, 4.0, 5.0]);
    series.drain(1..4);
    let filled = points_with_absent(&series);
    assert_eq!(filled.iter().map(|p| p.start).collect::<Vec<_>>(), (0..5).map(week).collect::<Vec<_>>());
    series[1].start = week(4) - chrono::Days::new(3);
    let filled = points_with_absent(&series);
    assert_eq!((filled.len(), filled[3].start, filled[3].end), (5, week(3), series[1].start));
}

/// anhoej/qicharts2#2 and #29: later points entered the estimate of spread.
#[test]
fn ten_frozen_points_give_the_same_limits_whatever_follows() {
    let baseline = [10.0, 12.0, 11.0, 13.0, 12.0, 10.0, 11.0, 12.0, 10.0, 13.0];
    let frozen = xmr(&all(&baseline), first_weeks(10), UNSCREENED).unwrap();
    let limits = frozen.limits.unwrap();
    close(frozen.mean, 11.4, 1e-12);
    close(frozen.average_moving_range.unwrap(), 1.6667, 5e-5);
    close(limits.lower, 6.9667, 5e-5);
    close(limits.upper, 15.8333, 5e-5);
    let longer = all(&[&baseline[..], &[40.0, 45.0]].concat());
    assert_eq!(xmr(&longer, first_weeks(10), UNSCREENED).unwrap(), frozen);
    let unfrozen = xmr(&longer, first_weeks(12), UNSCREENED).unwrap();
    close(unfrozen.mean, 16.58, 5e-3);
    close(unfrozen.limits.unwrap().upper, 27.95, 5e-3);
}

/// nhs-r-community/NHSRplotthedots#93 and #16, anhoej/qicharts2#20,
/// AUS-DOH-Safety-and-Quality/PowerBI-SPC pull 238.
#[test]
fn a_recalculated_phase_is_locked_too_and_no_run_crosses_into_it() {
    let mut series = missed_visits().rates(1000.0);
    let settings = (RunRuleSet::Mdc7, Direction::LowerIsBetter);
    let chart = |series: &[measures::ChartPoint]| {
        let again = [Recalculation::on(week(26))];
        phased_xmr(series, first_weeks(15), &again, XmrOptions::default(), settings).unwrap()
    };
    let before = chart(&series);
    assert_eq!(before.phases.len(), 2);
    assert_eq!((before.phases[0].chart.n_used, before.phases[1].chart.n_used), (15, 12));
    assert_eq!(before.phases[1].window, range("2026-04-27", "2026-07-19"));
    assert_eq!(before.points.len(), 52);
    // The old limits are those of the baseline alone.
    assert_eq!(before.phases[0].chart, xmr(&series, first_weeks(15), XmrOptions::default()).unwrap());
    for signal in &before.signals {
        let early = signal.points.iter().filter(|d| **d < week(26)).count();
        assert!(early == 0 || early == signal.points.len(), "{signal:?}");
    }
    assert!(before.signals.iter().any(|s| s.rule == Rule::Shift && s.last == week(25)));

    for point in &mut series[38..] {
        point.value = Some(60.0 + f64::from(point.start.to_string().len() as u32));
    }
    let after = chart(&series);
    for (old, new) in before.phases.iter().zip(&after.phases) {
        assert_eq!(old.chart, new.chart);
    }
    assert_eq!(after.variation, Variation::Concerning);
}

/// Four points below on each side of the boundary are eight in one phase and no shift in two.
#[test]
fn a_run_of_seven_that_spans_a_boundary_is_none() {
    let mut values = [5.0, 7.0].repeat(6);
    values.extend([5.5; 4]);
    values.extend([5.0, 5.1].repeat(2));
    values.extend([7.0, 5.0].repeat(4));
    let series = all(&values);
    let shifts = |again: &[Recalculation]| {
        let found = phased_xmr(&series, first_weeks(12), again, UNSCREENED, UP).unwrap();
        found.signals.iter().filter(|s| s.rule == Rule::Shift).count()
    };
    assert_eq!(shifts(&[]), 1);
    assert_eq!(shifts(&[Recalculation::on(week(16))]), 0);
}

/// anhoej/qicharts2#47.
#[test]
fn two_events_of_one_day_are_two_points_and_no_average() {
    let events = ["2026-03-20", "2026-03-01", "2026-03-08", "2026-03-01"].map(date);
    let gaps = EventGaps::from_dates(&events, None).unwrap();
    let lengths: Vec<f64> = gaps.gaps().iter().map(|g| g.length).collect();
    assert_eq!(lengths, [0.0, 7.0, 12.0]);
    let chart = g_chart(&gaps, GapBaseline::First(3)).unwrap();
    assert_eq!((chart.points.len(), chart.centre), (3, 7.0));
    close(chart.mean, 6.3333, 5e-5);
    assert_eq!(t_chart(&gaps, GapBaseline::First(3)).unwrap_err().code(), "zero_gap");
}

#[test]
fn the_runs_of_a_run_chart_go_on_across_a_missing_return() {
    let mut values: Vec<Option<f64>> = [5.0, 7.0].repeat(6).into_iter().map(Some).collect();
    values.extend([Some(4.0); 5]);
    values.push(None);
    values.extend([Some(4.0); 5]);
    let chart = measures::run_chart(&points(&values), first_weeks(12)).unwrap();
    assert_eq!((chart.median, chart.n_baseline, chart.n_used), (6.0, 12, 22));
    assert_eq!((chart.runs.longest_run, chart.runs.longest_run_max), (Some(10), Some(7)));
    assert!(chart.runs.signal);
}

#[test]
fn chart_results_survive_a_round_trip_and_their_codes_stay() {
    fn code<T: serde::Serialize>(value: T) -> String {
        serde_json::to_string(&value).unwrap()
    }
    assert_eq!(code(measures::ChartKind::UPrime), "\"u_prime\"");
    assert_eq!(code(measures::BaselineState::TooShort), "\"too_short\"");
    assert_eq!(code(measures::RecalculationCondition::NotAWorsening), "\"not_a_worsening\"");
    assert_eq!(code(Assurance::None), "\"none\"");
    assert_eq!(code(percent_shown(1, 2, 0)), r#"{"kind":"rounded","value":50.0}"#);
    assert_eq!(code(GapBaseline::First(15)), r#"{"first":15}"#);
    let series = all(&[2.0; 12]);
    let found = phased_xmr(&series, first_weeks(12), &[], XmrOptions::default(), UP).unwrap();
    assert_eq!(serde_json::from_str::<measures::PhasedXmr>(&code(&found)).unwrap(), found);
}
