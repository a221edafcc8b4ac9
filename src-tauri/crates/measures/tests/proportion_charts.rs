//! Charts of proportions, and faults of other programs in drawing and printing them.
#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

mod support;

use measures::{
    Direction, PercentShown, ProportionSeries, Rule, RunRuleSet, c_chart, p_chart, p_prime_chart, percent_shown,
    run_rules, u_chart, u_prime_chart,
};
use support::{close, first_weeks, week, weekly};

/// AUS-DOH-Safety-and-Quality/PowerBI-SPC#176 and pull 526.
#[test]
fn more_events_than_exposure_is_a_rate_and_no_proportion() {
    let series = weekly(&[Some(5), Some(3), Some(4)], &[2.0, 2.0, 3.0]);
    close(u_chart(&series, 1.0, first_weeks(3)).unwrap().centre, 12.0 / 7.0, 1e-12);
    close(u_prime_chart(&series, 1.0, first_weeks(3)).unwrap().centre, 1.714_286, 5e-7);
    let fault = ProportionSeries::new(series.periods().to_vec()).unwrap_err();
    assert_eq!(fault.code(), "num_exceeds_den");
}

/// jasp-stats/jasp-issues#3225.
#[test]
fn a_proportion_has_no_lower_limit_below_nought() {
    let counts = [1, 2, 0, 1, 2, 1].map(Some);
    let series = ProportionSeries::new(weekly(&counts, &[20.0; 6]).periods().to_vec()).unwrap();
    let chart = p_chart(&series, first_weeks(6)).unwrap();
    let limits = chart.limits_at(20.0);
    close(chart.centre, 0.058_333, 5e-7);
    close(limits.lower_raw, -0.0989, 5e-5);
    assert_eq!((limits.lower, limits.clipped), (0.0, true));
    close(limits.upper, 0.2156, 5e-5);
    assert_eq!(chart.points[0].lines.limits, Some(limits));
    assert!(!limits.upper_clipped && chart.trial_limits);
}

/// Counts that hardly differ from week to week: likely not counted, but copied.
#[test]
fn points_that_vary_less_than_chance_are_flagged_and_their_limits_are_narrow() {
    let copied = weekly(&[Some(50), Some(51)].repeat(6), &[100.0; 12]);
    let chart = p_prime_chart(&ProportionSeries::new(copied.periods().to_vec()).unwrap(), first_weeks(12)).unwrap();
    // z moves by 0.01 / √(0.505 · 0.495 / 100) from week to week.
    close(chart.sigma_z.unwrap(), 0.2 / (4.0_f64 * 0.505 * 0.495).sqrt() / 1.128, 1e-9);
    assert!(chart.under_dispersed);
    let narrow = chart.points[0].lines.limits.unwrap();
    close(narrow.upper, 0.505 + 3.0 * 0.01 / 1.128, 1e-12);
    assert!(u_prime_chart(&copied, 1.0, first_weeks(12)).unwrap().under_dispersed);
    let alone = u_prime_chart(&copied, 1.0, first_weeks(1)).unwrap();
    assert_eq!((alone.sigma_z, alone.under_dispersed, alone.points[0].lines.limits), (None, false, None));
}

/// mitre/heimdall2#4642: 99.6% was printed as 100%.
#[test]
fn all_is_said_of_all_alone_and_none_of_none() {
    assert_eq!(percent_shown(2_487, 2_497, 1), Some(PercentShown::Rounded(99.6)));
    assert_eq!(percent_shown(2_487, 2_497, 0), Some(PercentShown::Over(99.0)));
    assert_eq!(percent_shown(2_497, 2_497, 0), Some(PercentShown::Rounded(100.0)));
    assert_eq!(percent_shown(9_999, 10_000, 1), Some(PercentShown::Over(99.9)));
    assert_eq!(percent_shown(1, 10_000, 1), Some(PercentShown::Under(0.1)));
    assert_eq!(percent_shown(1, 10_000, 0), Some(PercentShown::Under(1.0)));
    assert_eq!(percent_shown(0, 10_000, 0), Some(PercentShown::Rounded(0.0)));
    assert_eq!(percent_shown(1, 8, 1), Some(PercentShown::Rounded(12.5)));
    assert_eq!(percent_shown(1, 200, 0), Some(PercentShown::Rounded(1.0)), "a half goes up");
    assert_eq!(percent_shown(7, 4, 0), Some(PercentShown::Rounded(175.0)));
    assert_eq!(percent_shown(u64::MAX - 1, u64::MAX, 6), Some(PercentShown::Over(99.999_999)));
    assert_eq!(percent_shown(0, 0, 1), None);
}

/// Two-in-three, shift and trend are looked for on p and c charts as on others.
#[test]
fn the_points_of_a_p_chart_are_judged_by_the_run_rules() {
    let mut counts = [10, 12].repeat(6);
    counts.extend([9; 8]);
    let counts: Vec<Option<u64>> = counts.into_iter().map(Some).collect();
    let series = weekly(&counts, &vec![20.0; counts.len()]);
    let proportions = ProportionSeries::new(series.periods().to_vec()).unwrap();
    let p = p_chart(&proportions, first_weeks(12)).unwrap().points;
    for judged in [p, c_chart(&series, first_weeks(12)).unwrap().points] {
        let found = run_rules(&judged, RunRuleSet::Mdc7, Direction::HigherIsBetter);
        let shift = found.signals.iter().find(|s| s.rule == Rule::Shift).unwrap();
        assert_eq!((shift.first, shift.good), (week(12), false));
    }
}
