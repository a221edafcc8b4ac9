//! What holds of every chart, whatever the data.
#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

mod support;

use measures::beta::{Fraction, incomplete_beta};
use measures::{
    CountSeries, Direction, EventGaps, GapBaseline, Limits, Period, PeriodState, ProportionSeries, Recalculation,
    RulePoint, RunRuleSet, XmrOptions, anhoej_runs, c_chart, crossings_min, g_chart, longest_run_max, p_chart,
    p_prime_chart, phased_xmr, run_chart, u_prime_chart,
};
use proptest::{collection::vec, prelude::*};
use support::{all, date, first_weeks, week};

/// Weeks with numerators that nowhere exceed their denominators, some of them not observed.
fn weeks(n: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Period>> {
    vec((0_u64..40, 0_u64..60, 0_u8..8), n).prop_map(|rows| {
        let period = |(i, (num, more, state)): (usize, (u64, u64, u8))| {
            let state = match state {
                0 => PeriodState::Missing,
                1 => PeriodState::Excluded,
                2 => PeriodState::Partial,
                _ => PeriodState::Observed,
            };
            let events = (state != PeriodState::Missing).then_some(num);
            Period { start: week(i), end: week(i + 1), state, events, exposure: Some((num + more) as f64) }
        };
        rows.into_iter().enumerate().map(period).collect()
    })
}

fn finite(limits: Limits) -> bool {
    [limits.lower_raw, limits.lower, limits.upper_raw, limits.upper, limits.near_lower, limits.near_upper]
        .iter()
        .all(|v| v.is_finite())
}

fn lines_are_sound(points: &[RulePoint]) {
    for RulePoint { lines, .. } in points {
        assert!(lines.centre.is_finite());
        if let Some(limits) = lines.limits {
            assert!(finite(limits), "{limits:?}");
            assert!(limits.lower >= 0.0 && limits.lower <= lines.centre && lines.centre <= limits.upper);
        }
    }
}

proptest! {
    #[test]
    fn every_line_is_a_number_and_holds_the_centre(periods in weeks(1..40)) {
        let proportions = ProportionSeries::new(periods).unwrap();
        let (series, baseline) = (proportions.as_counts(), first_weeks(20));
        if let Ok(chart) = c_chart(series, baseline) {
            lines_are_sound(&chart.points);
        }
        let Ok(chart) = p_chart(&proportions, baseline) else { return Ok(()) };
        lines_are_sound(&chart.points);
        let primes =
            [u_prime_chart(series, 1000.0, baseline).unwrap(), p_prime_chart(&proportions, baseline).unwrap()];
        for chart in primes {
            lines_are_sound(&chart.points);
            prop_assert!(chart.sigma_z.is_none_or(f64::is_finite));
            prop_assert_eq!(chart.under_dispersed, chart.sigma_z.is_some_and(|s| s < 1.0));
        }
        let shares = p_prime_chart(&proportions, baseline).unwrap().points;
        prop_assert!(shares.iter().filter_map(|p| p.lines.limits).all(|l| l.upper <= 1.0));
    }

    #[test]
    fn the_order_of_rows_does_not_matter(
        (sorted, shuffled) in weeks(12..30).prop_flat_map(|w| (Just(w.clone()), Just(w).prop_shuffle()))
    ) {
        let (a, b) = (CountSeries::new(sorted.clone()).unwrap(), CountSeries::new(shuffled.clone()).unwrap());
        prop_assert_eq!(c_chart(&a, first_weeks(12)), c_chart(&b, first_weeks(12)));
        prop_assert_eq!(u_prime_chart(&a, 1.0, first_weeks(12)), u_prime_chart(&b, 1.0, first_weeks(12)));
        let days = |periods: &[Period]| periods.iter().map(|p| p.start).collect::<Vec<_>>();
        let gaps = |days: &[chrono::NaiveDate]| EventGaps::from_dates(days, Some(date("2027-01-01"))).unwrap();
        prop_assert_eq!(gaps(&days(&sorted)), gaps(&days(&shuffled)));
    }

    #[test]
    fn later_points_change_no_frozen_line(early in weeks(14..15), late in weeks(40..41)) {
        let longer: Vec<Period> = early.iter().chain(&late[14..]).cloned().collect();
        let baseline = first_weeks(14);
        let (a, b) = (ProportionSeries::new(early).unwrap(), ProportionSeries::new(longer).unwrap());
        let (Ok(p), Ok(q)) = (p_chart(&a, baseline), p_chart(&b, baseline)) else { return Ok(()) };
        prop_assert_eq!(&p.points[..], &q.points[..14]);
        let (p, q) = (p_prime_chart(&a, baseline).unwrap(), p_prime_chart(&b, baseline).unwrap());
        prop_assert_eq!((&p.points[..], p.sigma_z), (&q.points[..14], q.sigma_z));
        let (a, b) = (a.as_counts(), b.as_counts());
        let (p, q) = (u_prime_chart(a, 1.0, baseline).unwrap(), u_prime_chart(b, 1.0, baseline).unwrap());
        prop_assert_eq!((&p.points[..], p.sigma_z), (&q.points[..14], q.sigma_z));
        prop_assert_eq!(c_chart(a, baseline).unwrap().limits, c_chart(b, baseline).unwrap().limits);
        let median = |s: &CountSeries| run_chart(&s.counts(), baseline).unwrap().median;
        prop_assert_eq!(median(a), median(b));
    }

    #[test]
    fn later_gaps_change_no_frozen_line(early in vec(0_u32..100, 12), late in vec(0_u32..1000, 0..20)) {
        let chart = |gaps: &[u32]| {
            let lengths: Vec<f64> = gaps.iter().map(|g| f64::from(*g)).collect();
            let gaps = EventGaps::from_lengths(&lengths, None, measures::GapPrecision::Whole).unwrap();
            g_chart(&gaps, GapBaseline::First(12)).unwrap()
        };
        let (a, b) = (chart(&early), chart(&[early.clone(), late].concat()));
        prop_assert_eq!((a.centre, a.mean, a.limits), (b.centre, b.mean, b.limits));
    }

    #[test]
    fn phases_hold_every_point_once_and_no_signal_crosses(
        values in vec(0_i32..6, 30..80), cuts in proptest::collection::btree_set(12_usize..30, 0..3)
    ) {
        let series = all(&values.iter().map(|v| f64::from(*v)).collect::<Vec<_>>());
        let again: Vec<_> = cuts.iter().map(|c| Recalculation::on(week(*c))).collect();
        let settings = (RunRuleSet::Mdc6, Direction::LowerIsBetter);
        let found = phased_xmr(&series, first_weeks(12), &again, XmrOptions::default(), settings).unwrap();
        let starts: Vec<_> = found.points.iter().map(|p| p.start).collect();
        prop_assert_eq!(starts, series.iter().map(|p| p.start).collect::<Vec<_>>());
        for signal in &found.signals {
            for cut in &again {
                prop_assert_eq!(signal.first >= cut.on, signal.last >= cut.on);
            }
        }
    }

    /// Against the definitions, each run and each crossing found by looking at all pairs.
    #[test]
    fn runs_are_those_of_the_definition(values in vec(-2_i32..3, 0..60)) {
        let runs = anhoej_runs(values.iter().map(|v| f64::from(*v)), 0.0, 1e-9);
        let useful: Vec<bool> = values.iter().filter(|v| **v != 0).map(|v| *v > 0).collect();
        let crossings = useful.windows(2).filter(|p| p[0] != p[1]).count();
        let all_alike = |from: usize, to: usize| useful[from..to].iter().all(|s| *s == useful[from]);
        let longest = (0..useful.len())
            .flat_map(|from| (from + 1..=useful.len()).map(move |to| (from, to)))
            .filter(|(from, to)| all_alike(*from, *to))
            .map(|(from, to)| to - from)
            .max();
        prop_assert_eq!(runs.n_useful, useful.len());
        prop_assert_eq!(runs.longest_run, longest);
        prop_assert_eq!(runs.crossings, (!useful.is_empty()).then_some(crossings));
    }
}

/// P(X ≤ k) = I_½(n − 1 − k, k + 1): the quantile is the first k at which it reaches 0.05.
#[test]
fn the_critical_crossings_are_the_binomial_quantile_at_every_size_up_to_ten_thousand() {
    let half = Fraction { x: 0.5, complement: 0.5 };
    let at_most = |k: f64, trials: f64| incomplete_beta(trials - k, k + 1.0, half).unwrap().0;
    for n in (2..300).chain((300..10_000).step_by(97)).chain([10_000]) {
        let (k, trials) = (crossings_min(n) as f64, (n - 1) as f64);
        if k < trials {
            assert!(at_most(k, trials) >= 0.05, "{n}");
        }
        if k > 0.0 {
            assert!(at_most(k - 1.0, trials) < 0.05, "{n}");
        }
    }
    assert_eq!((crossings_min(0), crossings_min(1), longest_run_max(0)), (0, 0, 3));
}

#[test]
fn the_longest_ordinary_run_is_the_rounded_logarithm_at_every_size_up_to_ten_thousand() {
    for n in 1..=10_000_u32 {
        assert_eq!(longest_run_max(n as usize), f64::from(n).log2().round() as usize + 3, "{n}");
    }
}

#[test]
fn ten_thousand_points_are_judged_in_one_go() {
    let values: Vec<f64> = (0..10_000_u32).map(|i| f64::from(i.wrapping_mul(2_654_435_761) >> 20)).collect();
    let chart = run_chart(&all(&values), first_weeks(10_000)).unwrap();
    assert_eq!(chart.runs.n_useful, 10_000);
    // Half of the trials less 1.645 of 50: R gives qbinom(0.05, 9999, 0.5) = 4917.
    assert_eq!((chart.runs.crossings_min, chart.runs.longest_run_max), (Some(4_917), Some(16)));
}
