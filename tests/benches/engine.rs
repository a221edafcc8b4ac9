//! Figures of the measures engine alone. Prints one JSON line a figure; `cargo xtask bench` runs it beside the same
//! work in Python with scipy.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a bench may stop with a panic

use std::hint::black_box;

use chrono::{Days, NaiveDate};
use evident_tests::benching::{self, figure};
use measures::{
    ChartPoint, CountQuestion, CountSeries, DateRange, Direction, Period, PeriodLength, PeriodState, RunRuleSet,
    SlotCount, XmrOptions, compare_rates, count_verdict, interrupted_series, run_rules, xmr,
};

/// Runs of one piece of work; the median counts.
const RUNS: usize = 15;

fn main() {
    if !benching::is_wanted() {
        return;
    }
    chart("engine_chart_10000", 10_000, "XmR with all rules, 10,000 points");
    chart("engine_chart_20000", 20_000, "XmR with all rules, 20,000 points");
    for (name, a, b, note) in [
        ("engine_ratio_small", 6, 2, "6 and 2 events: p, mid-p and interval"),
        ("engine_ratio_hundreds", 211, 51, "211 and 51 events"),
        ("engine_ratio_million", 1_000_000, 1_003_200, "a million events on each side"),
    ] {
        let many = 400;
        let time = median(|| {
            for n in 0..many {
                // A little different each time, so that nothing is worked out once for all.
                black_box(compare_rates(a, 1.0 + f64::from(n) * 1e-9, b, 1.0).unwrap());
            }
        });
        figure(name, time / f64::from(many) * 1_000.0, "µs", note);
    }
    let slots: Vec<SlotCount> =
        (0..520).map(|slot| SlotCount { slot, events: u64::from(3 + slot % 5), exposure: 100.0 }).collect();
    let its = median(|| drop(black_box(interrupted_series(&slots, 260).unwrap())));
    figure("engine_step_and_slope_520", its, "ms", "step and slope with Newey–West errors, 520 points");
    let series = counts(104, 3);
    let verdict = median(|| drop(black_box(verdict(&series, 52))));
    figure("engine_verdict_104", verdict, "ms", "full verdict, weekly evidence path and look-ahead, 104 periods");
    let all: Vec<CountSeries> = (0..200).map(|n| counts(104, 2 + n % 5)).collect();
    let two_hundred = median(|| {
        for series in &all {
            black_box(verdict_of(series));
        }
    });
    figure("engine_200_measures", two_hundred, "ms", "200 measures of 104 periods judged anew");
}

fn verdict(series: &CountSeries, change: u64) -> measures::CountVerdict {
    let on = first() + Days::new(7 * change);
    count_verdict(&CountQuestion::new(series, PeriodLength::Week, Direction::LowerIsBetter, on)).unwrap()
}

fn verdict_of(series: &CountSeries) -> measures::CountVerdict {
    verdict(series, 52)
}

fn first() -> NaiveDate {
    NaiveDate::from_ymd_opt(2020, 1, 6).unwrap()
}

/// Weekly counts about a mean, from a fixed linear congruential generator.
fn counts(weeks: u64, mean: u64) -> CountSeries {
    let mut state = 20_261_128_u64;
    let periods = (0..weeks)
        .map(|week| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let start = first() + Days::new(7 * week);
            Period {
                start,
                end: start + Days::new(7),
                state: PeriodState::Observed,
                events: Some((state >> 33) % (2 * mean + 1)),
                exposure: Some(1_000.0 + (state % 100) as f64),
            }
        })
        .collect();
    CountSeries::new(periods).unwrap()
}

fn chart(name: &str, points: u64, note: &str) {
    let points: Vec<ChartPoint> = counts(points, 6).rates(1_000.0);
    let baseline = DateRange { first: first(), last: points[99].start };
    let time = median(|| {
        let chart = xmr(&points, baseline, XmrOptions::default()).unwrap();
        let judged = chart.rule_points(&points);
        black_box(run_rules(&judged, RunRuleSet::Mdc7, Direction::LowerIsBetter));
    });
    figure(name, time, "ms", note);
}

/// Milliseconds of the median run; the first one finds nothing in the processor's memory and is left out.
fn median(mut work: impl FnMut()) -> f64 {
    work();
    benching::median(RUNS, work)
}
