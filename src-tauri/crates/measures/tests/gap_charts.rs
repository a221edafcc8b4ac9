//! Gaps between rare events: whole days, times, and the gap that has not ended.
#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

mod support;

use measures::{EventGaps, GapBaseline, GapPrecision, Side, g_chart, t_chart};
use support::{close, date, range};

const GAPS: [f64; 15] = [12.0, 0.0, 5.0, 33.0, 0.0, 8.0, 21.0, 2.0, 0.0, 14.0, 40.0, 6.0, 9.0, 1.0, 25.0];

fn whole(lengths: &[f64], open: Option<f64>) -> EventGaps {
    EventGaps::from_lengths(lengths, open, GapPrecision::Whole).unwrap()
}

#[test]
fn the_centre_is_the_median_of_the_baseline_and_stays_so() {
    let mut lengths = GAPS.to_vec();
    let frozen = g_chart(&whole(&lengths, None), GapBaseline::First(15)).unwrap();
    assert_eq!(frozen.centre, 8.0);
    assert!((frozen.centre - 0.693 * frozen.mean).abs() > 0.1, "not the median of an exponential of this mean");
    lengths.extend([100.0, 120.0, 90.0]);
    let later = g_chart(&whole(&lengths, None), GapBaseline::First(15)).unwrap();
    assert_eq!((later.centre, later.mean, later.limits), (frozen.centre, frozen.mean, frozen.limits));
    assert_eq!((later.n_used, later.points.len()), (15, 18));
    assert!(later.points[15..].iter().all(|p| p.outside == Some(Side::Above) && !p.in_baseline));
}

#[test]
fn the_gap_since_the_last_event_enters_no_limit_and_signals_above_the_upper_one_alone() {
    let closed = g_chart(&whole(&GAPS, None), GapBaseline::First(15)).unwrap();
    for (open, signal) in [(0.0, false), (48.0, false), (49.0, true)] {
        let chart = g_chart(&whole(&GAPS, Some(open)), GapBaseline::First(99)).unwrap();
        assert_eq!(chart.open.unwrap().above_upper, signal, "{open}");
        assert_eq!((chart.mean, chart.centre, chart.limits, chart.n_used), (closed.mean, 8.0, closed.limits, 15));
    }
    assert_eq!(closed.open, None);
}

#[test]
fn an_open_gap_of_nought_is_no_fault_of_a_t_chart() {
    let gaps = EventGaps::from_lengths(&[3.5, 8.0, 1.0], Some(0.0), GapPrecision::Timed).unwrap();
    let chart = t_chart(&gaps, GapBaseline::First(3)).unwrap();
    assert!(!chart.open.unwrap().above_upper && chart.trial_limits);
    // Nor does a short one lie below a lower limit.
    let alike = EventGaps::from_lengths(&[10.0; 12], Some(0.1), GapPrecision::Timed).unwrap();
    let chart = t_chart(&alike, GapBaseline::First(12)).unwrap();
    close(chart.limits.unwrap().lower, 10.0, 1e-9);
    assert!(!chart.open.unwrap().above_upper);
}

#[test]
fn gaps_of_dates_are_days_and_the_open_one_runs_to_the_end_of_the_list() {
    let events = ["2026-01-05", "2026-01-01", "2026-02-01", "2026-03-01"].map(date);
    let gaps = EventGaps::from_dates(&events, Some(date("2026-03-31"))).unwrap();
    let found: Vec<_> = gaps.gaps().iter().map(|g| (g.from.unwrap(), g.to.unwrap(), g.length)).collect();
    assert_eq!(found[0], (date("2026-01-01"), date("2026-01-05"), 4.0));
    assert_eq!(gaps.open().map(|g| (g.from.unwrap(), g.length)), Some((date("2026-03-01"), 30.0)));
    // A gap is in the baseline if both of its events are.
    let inside = GapBaseline::Within(range("2026-01-01", "2026-02-27"));
    assert_eq!(g_chart(&gaps, inside).unwrap().n_used, 2);
    let none = GapBaseline::Within(range("2027-01-01", "2027-02-27"));
    assert_eq!(g_chart(&gaps, none).unwrap_err().code(), "empty_baseline");
    let fault = EventGaps::from_dates(&events, Some(date("2026-02-20"))).unwrap_err();
    assert_eq!(fault.code(), "event_after_end");
    let one = EventGaps::from_dates(&events[..1], Some(date("2026-03-31"))).unwrap();
    assert_eq!((one.gaps().len(), one.open().unwrap().length), (0, 85.0));
    assert_eq!(EventGaps::from_dates(&[], Some(date("2026-03-31"))).unwrap().open(), None);
}

#[test]
fn gaps_of_times_are_days_to_the_minute() {
    let times = ["2026-01-02T06:00:00", "2026-01-01T00:00:00", "2026-01-02T06:00:20"];
    let times: Vec<chrono::NaiveDateTime> = times.iter().map(|t| t.parse().unwrap()).collect();
    let gaps = EventGaps::from_times(&times[..2], Some("2026-01-03T18:00:00".parse().unwrap())).unwrap();
    assert_eq!((gaps.gaps()[0].length, gaps.open().unwrap().length), (1.25, 1.5));
    assert_eq!(gaps.precision(), GapPrecision::Timed);
    assert_eq!(g_chart(&gaps, GapBaseline::First(1)).unwrap_err().code(), "value_not_valid");
    // Within one minute is at one time.
    let gaps = EventGaps::from_times(&times, None).unwrap();
    assert_eq!(t_chart(&gaps, GapBaseline::First(2)).unwrap_err().code(), "zero_gap");
}

#[test]
fn lengths_that_are_no_lengths_are_faults() {
    for wrong in [-1.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e12] {
        let code = |lengths: &[f64], open| EventGaps::from_lengths(lengths, open, GapPrecision::Whole).unwrap_err();
        assert_eq!(code(&[3.0, wrong], None), measures::DataError::ValueNotValid { place: 1 });
        assert_eq!(code(&[3.0], Some(wrong)).code(), "value_not_valid");
    }
}

#[test]
fn a_t_chart_of_one_gap_has_a_centre_and_no_limits() {
    let gaps = EventGaps::from_lengths(&[9.5], Some(400.0), GapPrecision::Timed).unwrap();
    let chart = t_chart(&gaps, GapBaseline::First(12)).unwrap();
    close(chart.centre, 9.5, 1e-12);
    assert_eq!((chart.limits, chart.open.unwrap().above_upper), (None, false));
}
