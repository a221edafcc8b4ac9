//! Two proportions at every size, proportions of many periods, and the same people twice.
#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

mod support;

use std::time::{Duration, Instant};

use measures::beta::{Tail, inverse_beta_odds};
use measures::{
    PersonResult, Proportion, binomial_dispersion, compare_proportions, compare_proportions_by_period,
    compare_same_people, share, sign_test,
};
use support::close;

fn of(num: u64, den: u64) -> Proportion {
    Proportion { num, den }
}

/// P16, JuliaStats/HypothesisTests.jl#221 and scipy/scipy#4130: two rules give two answers, and only
/// the doubled one agrees with the interval.
#[test]
fn fishers_p_is_the_doubled_one() {
    let got = compare_proportions(of(23, 117), of(28, 126)).unwrap();
    close(got.p_central, 0.740_299_9, 1e-7);
    close(got.p_min_likelihood, 0.639_976_7, 1e-7);
    close(got.odds_ratio_interval.lower, 0.6004, 1e-4);
    close(got.odds_ratio_interval.upper.unwrap(), 2.2857, 1e-3);
    assert!(!got.odds_ratio_interval.excludes(1.0) && !got.interval_disagrees);
}

/// P15, JuliaStats/HypothesisTests.jl#126: a doubled tail that holds the middle is no more than 1.
#[test]
fn no_difference_has_a_probability_of_one_at_any_size() {
    for n in [1, 7, 5_000, 500_000, 500_000_000] {
        let got = compare_proportions(of(n, 2 * n), of(n, 2 * n)).unwrap();
        assert_eq!((got.p_central, got.p_min_likelihood), (1.0, 1.0), "{n}");
        let (low, high) = (got.odds_ratio_interval.lower, got.odds_ratio_interval.upper.unwrap());
        close(low * high, 1.0, 1e-9);
    }
}

/// P20 in spirit: a million on each side, from no difference to all the difference there can be.
#[test]
fn a_million_on_each_side_comes_back_at_once() {
    let million = 1_000_000;
    let begun = Instant::now();
    for num in [0, 1, 499_000, 500_000, 501_000, 999_999, million] {
        let got = compare_proportions(of(500_000, million), of(num, million)).unwrap();
        assert!((0.0..=1.0).contains(&got.p_central));
        assert!(got.odds_ratio_interval.lower.is_finite());
        assert_eq!(got.odds_ratio_interval.upper.is_none(), num == million);
    }
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    // z = 1000 / √(2 · 10⁶ / 4) less the continuity correction: p near 0.1575.
    let near = compare_proportions(of(500_000, million), of(501_000, million)).unwrap();
    close(near.p_central, 0.157_6, 5e-4);
}

/// Every table of the margins counted and the limits halved to in exact rational arithmetic (Python
/// `fractions`).
#[test]
fn uneven_tables_agree_with_counting() {
    let tables = [
        (
            ((22, 40), (16, 17)),
            (0.006464046061291876, 0.004922386007294429),
            1.6487241950464246,
            Some(578.8224184131288),
        ),
        (((1, 2), (49, 54)), (0.4090909090909091, 0.20454545454545456), 0.10415840602358599, Some(784.0621778349198)),
        (((1, 16), (10, 42)), (0.24439693899680887, 0.25906810349383735), 0.5570125221841316, Some(216.76187256440875)),
        (
            ((7, 8), (7, 24)),
            (0.012317389692250649, 0.01031887282165369),
            0.0012350441415753222,
            Some(0.6475682289895195),
        ),
        (
            ((3, 25), (15, 35)),
            (0.019039877292668476, 0.011621732216783488),
            1.2490602705933604,
            Some(33.08886689602709),
        ),
        (((0, 1), (26, 47)), (0.9166666666666666, 0.4583333333333333), 0.030303030303030304, None),
        (
            ((12, 18), (2, 12)),
            (0.018306636155606407, 0.010610484231568426),
            0.008890468198524916,
            Some(0.7456453199788342),
        ),
        (((4, 49), (8, 52)), (0.41776501000878097, 0.35988165879406275), 0.5003242738300706, Some(9.898787008111897)),
    ];
    for ((before, after), (central, min_likelihood), lower, upper) in tables {
        let got = compare_proportions(of(before.0, before.1), of(after.0, after.1)).unwrap();
        close(got.p_central, central, 1e-13);
        close(got.p_min_likelihood, min_likelihood, 1e-13);
        close(got.odds_ratio_interval.lower, lower, 1e-11 * lower);
        assert_eq!(got.odds_ratio_interval.upper.is_some(), upper.is_some());
        if let Some((got, upper)) = got.odds_ratio_interval.upper.zip(upper) {
            close(got, upper, 1e-11 * upper);
        }
    }
}

#[test]
fn the_interval_of_the_odds_ratio_excludes_one_exactly_when_p_is_below_five_percent() {
    for after in 0..=24 {
        let got = compare_proportions(of(11, 23), of(after, 24)).unwrap();
        assert_eq!(got.odds_ratio_interval.excludes(1.0), got.p_central < 0.05, "{after}");
    }
}

/// P17, statsmodels/statsmodels#2609: limits at none and at all.
#[test]
fn shares_at_the_ends_have_limits() {
    let (none, all) = (share(of(0, 18)).unwrap(), share(of(18, 18)).unwrap());
    assert_eq!((none.lower, all.upper), (0.0, 1.0));
    close(none.upper, 0.175_9, 5e-5);
    close(all.lower, 1.0 - none.upper, 1e-12);
    assert!(none.is_none() && all.is_all());
    // P14, mitre/heimdall2#4642: this one is not all.
    let nearly = share(of(2_487, 2_497)).unwrap();
    assert!(!nearly.is_all() && !nearly.is_none());
}

/// P17, statsmodels/statsmodels#2609 and scikit-hep/hist#281: Clopper–Pearson at 99% of 0 of 18 and of
/// 18 of 18, from the inverse that every exact interval here stands on.
#[test]
fn exact_limits_at_none_and_at_all_are_numbers() {
    let upper = inverse_beta_odds(1.0, 18.0, Tail::Upper(0.005)).unwrap();
    close(upper / (1.0 + upper), 0.254_985, 5e-7);
    let lower = inverse_beta_odds(18.0, 1.0, Tail::Lower(0.005)).unwrap();
    close(lower / (1.0 + lower), 0.745_015, 5e-7);
}

#[test]
fn nobody_on_a_side_says_nothing() {
    let got = compare_proportions(of(0, 0), of(3, 4)).unwrap();
    assert_eq!((got.p_central, got.difference, got.difference_interval), (1.0, None, (-1.0, 1.0)));
    assert_eq!((got.odds_ratio_interval.lower, got.odds_ratio_interval.upper), (0.0, None));
    assert!(!got.before.is_none() && !got.before.is_all());
}

#[test]
fn more_than_there_were_is_an_error() {
    assert_eq!(compare_proportions(of(5, 4), of(1, 4)).unwrap_err().code(), "num_exceeds_den");
    assert_eq!(share(of(1, u64::MAX)).unwrap_err().code(), "count_too_large");
}

/// Worked by hand: shares of 2/8 and 6/8 in turn about one half, 8 periods.
#[test]
fn periods_that_vary_more_than_chance_shrink_the_counts() {
    let swinging: Vec<_> = [1, 7].repeat(4).into_iter().map(|num| of(num, 8)).collect();
    let one = binomial_dispersion(&[&swinging]);
    // Each period is 3 off 4 with a variance of 2.
    close(one.pearson, 36.0, 1e-12);
    assert_eq!((one.df, one.overdispersed), (7, true));
    close(one.phi, 36.0 / 7.0, 1e-12);

    let steady = vec![of(7, 8); 4];
    let got = compare_proportions_by_period(&swinging, &steady).unwrap();
    assert_eq!((got.n_before, got.n_after, got.dispersion.df), (8, 4, 10));
    close(got.dispersion.phi, 3.6, 1e-12);
    // 32 of 64 and 28 of 32 over 3.6, rounded half up.
    assert_eq!((got.used.before.num, got.used.before.den), (9, 18));
    assert_eq!((got.used.after.num, got.used.after.den), (8, 9));
    assert_eq!((got.exact.before.num, got.exact.before.den), (32, 64));
    assert!(got.used.p_central > got.exact.p_central);
}

#[test]
fn fewer_than_eight_periods_are_taken_as_they_are() {
    let swinging: Vec<_> = [1, 7].repeat(2).into_iter().map(|num| of(num, 8)).collect();
    let got = compare_proportions_by_period(&swinging, &[of(4, 8), of(4, 8), of(0, 0)]).unwrap();
    assert!(got.dispersion.phi_hat > 1.0 && !got.dispersion.overdispersed);
    assert_eq!(got.used, got.exact);
    assert_eq!(got.n_left_out, 1);
}

fn results(list: &[(&str, bool)]) -> Vec<PersonResult> {
    list.iter().map(|(person, passed)| PersonResult { person: (*person).to_owned(), passed: *passed }).collect()
}

#[test]
fn the_same_people_are_compared_one_by_one() {
    let before = results(&[("a", false), ("b", false), ("c", true), ("d", false), ("e", false), ("gone", true)]);
    let after = results(&[("new", true), ("e", true), ("d", true), ("c", true), ("b", true), ("a", false)]);
    let got = compare_same_people(&before, &after).unwrap();
    assert_eq!((got.n_used, got.gained, got.lost), (5, 3, 0));
    assert_eq!((got.only_before, got.only_after), (vec!["gone".to_owned()], vec!["new".to_owned()]));
    close(got.p, 0.25, 1e-15);
    assert_eq!((got.before.num, got.after.num, got.after.den), (1, 4, 5));
    let twice = results(&[("a", true), ("a", false)]);
    let fault = compare_same_people(&twice, &before).unwrap_err();
    assert_eq!(fault.code(), "duplicate_person");
    assert!(!fault.to_string().contains("\"a\""));
}

/// R 4.2.2 `binom.test(k, n)$p.value`.
#[test]
fn the_sign_test_agrees_with_binom_test() {
    for (plus, minus, want) in [(0, 0, 1.0), (4, 4, 1.0), (5, 0, 0.0625), (9, 1, 0.021_484_375), (1, 9, 0.021_484_375)]
    {
        close(sign_test(plus, minus).unwrap(), want, 1e-14);
    }
    assert_eq!(sign_test(1_000_000, 1_000_000).unwrap(), 1.0);
}
