//! Whether a target will be met, and faults of other programs in saying so.
#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

mod support;

use measures::{
    Assurance, Direction, Limits, ProportionSeries, Recalculation, RunRuleSet, Variation, XmrOptions, assurance,
    p_chart, p_prime_chart, phased_xmr, run_rules, xmr,
};
use support::{all, close, first_weeks, week, weekly};

const UP: (RunRuleSet, Direction) = (RunRuleSet::Mdc7, Direction::HigherIsBetter);

fn assured(first: &[f64], second: &[f64]) -> (Limits, Limits, Assurance) {
    let series = all(&[first, second].concat());
    let again = [Recalculation::on(week(first.len()))];
    let found = phased_xmr(&series, first_weeks(first.len()), &again, XmrOptions::default(), UP).unwrap();
    let [before, after] = &found.phases[..] else { panic!("two phases") };
    let early = before.chart.limits.unwrap();
    assert_eq!(assurance(Some(early), false, 90.0, Direction::HigherIsBetter), Assurance::ConsistentFail);
    (early, after.chart.limits.unwrap(), found.assurance(90.0, Direction::HigherIsBetter))
}

/// nhs-r-community/NHSRplotthedots#172: the icon stayed with the limits before the recalculation.
#[test]
fn a_target_is_judged_by_the_limits_of_the_latest_phase() {
    let first = [55.0, 58.0, 60.0, 52.0, 57.0, 61.0, 54.0, 59.0, 56.0, 60.0, 53.0, 58.0, 57.0, 55.0];
    let second = [88.0, 92.0, 95.0, 90.0, 87.0, 93.0, 91.0, 94.0, 89.0, 92.0, 90.0, 93.0];
    let (early, late, icon) = assured(&first, &second);
    close(early.lower, 45.33, 5e-3);
    close(early.upper, 68.24, 5e-3);
    close(late.lower, 81.74, 5e-3);
    close(late.upper, 100.60, 5e-3);
    assert_eq!(icon, Assurance::HitAndMiss);
    // A percentage is drawn to 100 and judged no differently for it.
    let drawn = late.capped(100.0);
    assert_eq!((drawn.upper, drawn.upper_clipped, drawn.upper_raw), (100.0, true, late.upper));
    assert_eq!(assurance(Some(drawn), false, 90.0, Direction::HigherIsBetter), Assurance::HitAndMiss);
}

/// The same report, with a second input.
#[test]
fn a_target_inside_the_new_limits_may_or_may_not_be_met() {
    let first = [61.0, 58.0, 63.0, 60.0, 57.0, 62.0, 59.0, 64.0, 60.0, 58.0].repeat(2);
    let second = [86.0, 93.0, 88.0, 95.0, 90.0, 87.0, 94.0, 91.0, 89.0, 96.0, 88.0, 92.0];
    let (early, late, icon) = assured(&first, &second);
    close(early.lower, 50.54, 5e-3);
    close(early.upper, 69.86, 5e-3);
    close(late.lower, 76.7245, 5e-5);
    close(late.upper, 104.78, 5e-3);
    assert_eq!(icon, Assurance::HitAndMiss);
}

/// AUS-DOH-Safety-and-Quality/PowerBI-SPC#463, and NaN limits of a constant series in
/// NHSRplotthedots 0.2.2 with screening on.
#[test]
fn a_constant_series_has_limits_at_its_mean_and_meets_a_target_equal_to_it() {
    let series = all(&[0.1; 13]);
    let chart = xmr(&series, first_weeks(13), XmrOptions::default()).unwrap();
    let limits = chart.limits.unwrap();
    close(limits.lower, 0.1, 1e-15);
    close(limits.upper, 0.1, 1e-15);
    for rules in [RunRuleSet::Mdc7, RunRuleSet::Mdc6, RunRuleSet::Nelson8, RunRuleSet::RunIhi] {
        assert!(run_rules(&chart.rule_points(&series), rules, Direction::LowerIsBetter).signals.is_empty());
    }
    // Thirteen tenths have a mean a little off a tenth, and a target of a tenth is met all the same.
    for direction in [Direction::HigherIsBetter, Direction::LowerIsBetter] {
        assert_eq!(assurance(chart.limits, false, 0.1, direction), Assurance::ConsistentPass);
    }
    let whole = phased_xmr(&all(&[100.0; 12]), first_weeks(12), &[], XmrOptions::default(), UP).unwrap();
    assert_eq!(whole.assurance(100.0, Direction::HigherIsBetter), Assurance::ConsistentPass);
    assert_eq!((whole.signals.len(), whole.variation), (0, Variation::Steady));
    // As proportions, where chance gives no spread at all.
    let always = ProportionSeries::new(weekly(&[Some(20); 12], &[20.0; 12]).periods().to_vec()).unwrap();
    let prime = p_prime_chart(&always, first_weeks(12)).unwrap();
    assert_eq!((prime.sigma_z, prime.under_dispersed, prime.moving_ranges_screened), (None, false, 0));
    for points in [p_chart(&always, first_weeks(12)).unwrap().points, prime.points] {
        let limits = points[11].lines.limits;
        assert_eq!(limits.map(|l| (l.lower, l.upper)), Some((1.0, 1.0)));
        assert_eq!(assurance(limits, false, 1.0, Direction::HigherIsBetter), Assurance::ConsistentPass);
    }
}

#[test]
fn a_target_is_not_judged_without_limits_or_by_trial_limits() {
    let series = all(&[5.0, 6.0, 4.0, 5.0, 6.0, 4.0, 5.0, 6.0, 4.0, 5.0, 6.0]);
    let chart = xmr(&series, first_weeks(11), XmrOptions::default()).unwrap();
    assert!(chart.trial_limits && chart.limits.is_some());
    assert_eq!(assurance(chart.limits, chart.trial_limits, 1.0, Direction::HigherIsBetter), Assurance::None);
    assert_eq!(assurance(None, false, 1.0, Direction::HigherIsBetter), Assurance::None);
    let limits = chart.limits;
    let judged = |target, direction| assurance(limits, false, target, direction);
    assert_eq!(judged(0.0, Direction::LowerIsBetter), Assurance::ConsistentFail);
    assert_eq!(judged(100.0, Direction::LowerIsBetter), Assurance::ConsistentPass);
    assert_eq!(judged(100.0, Direction::HigherIsBetter), Assurance::ConsistentFail);
    assert_eq!(judged(f64::NAN, Direction::HigherIsBetter), Assurance::None);
}
