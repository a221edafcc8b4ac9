//! The incomplete beta function against closed forms and 50-digit values (mpmath 1.3.0, `betainc`
//! and, for large shapes, `quad` of the density).
#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

use measures::beta::{BetaError, Fraction, Tail, binomial_probability, incomplete_beta, inverse_beta_odds};

fn at(x: f64) -> Fraction {
    Fraction { x, complement: 1.0 - x }
}

#[track_caller]
fn close(got: f64, want: f64, relative: f64) {
    assert!((got - want).abs() <= relative * want.abs(), "{got:e} is not {want:e}");
}

#[test]
fn small_and_middling_shapes_agree_with_high_precision_values() {
    for (a, b, x, want) in [
        (0.5, 0.5, 0.25, 0.333_333_333_333_333),
        (2.5, 1.5, 0.3, 0.088_943_723_170_665_5),
        (10.0, 20.0, 0.1, 0.000_332_596_034_544_600),
        (200.0, 300.0, 0.45, 0.988_146_345_620_262),
        (0.3, 4.7, 0.001, 0.217_978_978_613_346),
    ] {
        close(incomplete_beta(a, b, at(x)).unwrap().0, want, 1e-12);
    }
}

#[test]
fn a_million_on_each_side_at_one_half_is_one_half() {
    let (lower, upper) = incomplete_beta(1e6, 1e6, at(0.5)).unwrap();
    close(lower, 0.5, 1e-10);
    close(upper, 0.5, 1e-10);
    close(incomplete_beta(1e5, 1e5, at(0.5)).unwrap().0, 0.5, 1e-10);
}

#[test]
fn large_shapes_agree_with_high_precision_values() {
    for (a, b, x, want) in [
        (1e6, 1e6, 0.4995, 0.078_649_577_580_901_8),
        (1e6, 1e6, 0.495, 1.039_035_639_975_899_5e-45),
        (1e6, 10.0, 0.99998, 0.004_994_569_001_422_56),
        (3e5, 7e5, 0.299, 0.014_507_708_297_738_7),
    ] {
        close(incomplete_beta(a, b, at(x)).unwrap().0, want, 1e-10);
    }
}

/// I_x(a, 1) = x^a and I_x(1, b) = 1 − (1−x)^b.
#[test]
fn closed_forms_hold_over_the_whole_range_of_probabilities() {
    for exponent in [-300, -100, -20, -5, -1] {
        let x = 10f64.powi(exponent);
        close(incomplete_beta(1.0, 1.0, at(x)).unwrap().0, x, 1e-12);
        close(incomplete_beta(0.5, 1.0, at(x)).unwrap().0, x.sqrt(), 1e-12);
    }
    let one_in_a_million = -(1e6 * (-1e-6_f64).ln_1p()).exp_m1();
    close(incomplete_beta(1.0, 1e6, at(1e-6)).unwrap().0, one_in_a_million, 1e-11);
}

#[test]
fn the_tail_is_worked_out_itself_and_not_as_one_less_the_rest() {
    let far = Fraction { x: 1.0 - 1e-12, complement: 1e-12 };
    close(incomplete_beta(1.0, 3.0, far).unwrap().1, 1e-36, 1e-11);
}

#[test]
fn the_two_sides_add_to_one() {
    for (a, b) in [(0.2, 9.0), (3.0, 3.0), (51.0, 212.0), (4e4, 17.0)] {
        for x in [0.001, 0.2, 0.5, 0.77, 0.9999] {
            let (lower, upper) = incomplete_beta(a, b, at(x)).unwrap();
            let (mirror, _) = incomplete_beta(b, a, Fraction { x: 1.0 - x, complement: x }).unwrap();
            assert!((lower + upper - 1.0).abs() < 1e-14);
            assert!((upper - mirror).abs() < 1e-12);
        }
    }
}

/// A fixed linear congruential generator, so that each run asks the same ten thousand questions.
#[test]
fn ten_thousand_inverses_come_back_to_their_probability() {
    let mut state = 20_261_125_u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1u64 << 53) as f64
    };
    for _ in 0..10_000 {
        let a = 10f64.powf(next() * 4.5 - 0.5);
        let b = 10f64.powf(next() * 4.5 - 0.5);
        let p = 10f64.powf(-12.0 * next()).clamp(1e-12, 0.999);
        let odds = inverse_beta_odds(a, b, Tail::Lower(p)).unwrap();
        if odds > 1e-290 && odds < 1e290 {
            let back = incomplete_beta(a, b, Fraction::of(odds, 1.0)).unwrap().0;
            close(back, p, 1e-9);
        }
    }
}

#[test]
fn inverses_hold_where_known_libraries_lose_digits() {
    // One event in a huge exposure: 1 − (1 − x)^1e6 = 0.975.
    let odds = inverse_beta_odds(1.0, 1e6, Tail::Lower(0.975)).unwrap();
    let x = -(0.025_f64.ln() / 1e6).exp_m1();
    close(odds / (1.0 + odds), x, 1e-10);
    let odds = inverse_beta_odds(2.0, 1.0, Tail::Lower(1e-300)).unwrap();
    close(odds, 1e-150, 1e-10);
    let odds = inverse_beta_odds(1e6, 1e6, Tail::Lower(0.025)).unwrap();
    let back = incomplete_beta(1e6, 1e6, Fraction::of(odds, 1.0)).unwrap().0;
    close(back, 0.025, 1e-10);
}

#[test]
fn binomial_probabilities_add_to_one() {
    let chance = Fraction::of(3.0, 7.0);
    let total: f64 = (0..=60).map(|k| binomial_probability(f64::from(k), 60.0, chance)).sum();
    close(total, 1.0, 1e-13);
    close(binomial_probability(2.0, 4.0, Fraction::of(1.0, 1.0)), 0.375, 1e-14);
}

#[test]
fn values_outside_the_domain_are_errors() {
    for (a, b) in [(0.0, 1.0), (1.0, -1.0), (f64::NAN, 1.0), (1.0, f64::INFINITY)] {
        assert_eq!(incomplete_beta(a, b, at(0.5)), Err(BetaError::OutsideDomain));
    }
    assert_eq!(incomplete_beta(1.0, 1.0, at(1.5)), Err(BetaError::OutsideDomain));
    for p in [0.0, 1.0, f64::NAN] {
        assert_eq!(inverse_beta_odds(2.0, 3.0, Tail::Lower(p)), Err(BetaError::OutsideDomain));
    }
}

/// 89 points from shapes of ½ to a million, from thirty standard deviations below the mean to the middle: both
/// sides to 1e-10 of the smaller one, and the inverse back to the point.
#[test]
fn shapes_up_to_a_million_agree_with_fifty_digits() {
    let mut largest = 0.0_f64;
    for line in include_str!("data/incomplete-beta.csv").lines().skip(2) {
        let values: Vec<f64> = line.split(',').map(|cell| cell.parse().unwrap()).collect();
        let [a, b, x, lower, upper] = values[..] else { panic!("{line}") };
        let (got_lower, got_upper) = incomplete_beta(a, b, at(x)).unwrap();
        for (got, want) in [(got_lower, lower), (got_upper, upper)] {
            largest = largest.max(((got - want) / want).abs());
            close(got, want, 1e-10);
        }
        if lower < 0.5 {
            let odds = inverse_beta_odds(a, b, Tail::Lower(lower)).unwrap();
            close(odds, x / (1.0 - x), 1e-10);
        }
    }
    assert!(largest > 0.0, "something was compared");
}
