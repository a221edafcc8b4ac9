//! Several sites: one ratio, a funnel, each against the rest.
#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

mod support;

use std::time::{Duration, Instant};

use measures::{
    Direction, Ratio, SiteBeforeAfter, SiteCount, StratifiedTest, compare_rates, compare_sites,
    compare_sites_before_after,
};
use support::close;

fn sites(list: &[(u64, f64, u64, f64)]) -> Vec<SiteBeforeAfter> {
    list.iter()
        .enumerate()
        .map(|(i, (a, t0, b, t1))| SiteBeforeAfter { site: format!("home {i}"), a: *a, t0: *t0, b: *b, t1: *t1 })
        .collect()
}

fn counts(list: &[(u64, f64)]) -> Vec<SiteCount> {
    list.iter()
        .enumerate()
        .map(|(i, (events, exposure))| SiteCount { site: format!("home {i}"), events: *events, exposure: *exposure })
        .collect()
}

/// Convolved in exact rational arithmetic (Python `fractions`).
#[test]
fn the_exact_p_keeps_its_digits_far_from_the_middle() {
    let far = sites(&[(40, 1000.0, 2, 1000.0), (30, 700.0, 1, 900.0), (50, 1200.0, 0, 1100.0)]);
    let got = compare_sites_before_after(&far, Direction::LowerIsBetter).unwrap();
    close(got.p_exact / 8.722_022_625_729_153e-33, 1.0, 1e-10);
    let risen = sites(&[(3, 100.0, 9, 50.0), (0, 20.0, 2, 10.0)]);
    let got = compare_sites_before_after(&risen, Direction::LowerIsBetter).unwrap();
    close(got.p_exact, 0.001_381_986_795_231_162_8, 1e-14);
}

#[test]
fn one_site_is_the_plain_comparison() {
    for (a, t0, b, t1) in
        [(12, 300.0, 3, 280.0), (0, 4.0, 1, 1.0), (7, 1.0, 0, 1.0), (5, 1.0, 5, 1.0), (0, 1.0, 0, 1.0)]
    {
        let one = compare_rates(a, t0, b, t1).unwrap();
        let got = compare_sites_before_after(&sites(&[(a, t0, b, t1)]), Direction::LowerIsBetter).unwrap();
        close(got.p_exact, one.p_exact, 1e-12);
        match (got.ratio, one.ratio) {
            (Ratio::Finite(mh), Ratio::Finite(plain)) => close(mh, plain, 1e-12),
            (mh, plain) => assert_eq!(mh, plain),
        }
        assert_eq!(got.interval.is_some(), a > 0 && b > 0);
    }
}

#[test]
fn a_site_that_went_the_bad_way_is_named() {
    let list = sites(&[(40, 100.0, 10, 100.0), (5, 100.0, 14, 100.0), (9, 0.0, 3, 10.0)]);
    assert_eq!(
        compare_sites_before_after(&list, Direction::LowerIsBetter).unwrap_err().code(),
        "events_without_exposure"
    );
    let list = sites(&[(40, 100.0, 10, 100.0), (5, 100.0, 14, 100.0), (0, 0.0, 3, 10.0)]);
    let got = compare_sites_before_after(&list, Direction::LowerIsBetter).unwrap();
    assert_eq!((got.n_used, got.left_out.as_slice()), (2, &["home 2".to_owned()][..]));
    assert_eq!(got.per_site.iter().map(|s| s.disagrees).collect::<Vec<_>>(), [false, true]);
    assert!(got.sites_disagree);
    // Where more is better it is the other site.
    let got = compare_sites_before_after(&list, Direction::HigherIsBetter).unwrap();
    assert_eq!(got.per_site.iter().map(|s| s.disagrees).collect::<Vec<_>>(), [true, false]);
}

#[test]
fn ten_thousand_events_a_site_come_back_fast() {
    let begun = Instant::now();
    // With equal exposures every chance is one half, and the sum is one binomial.
    let got =
        compare_sites_before_after(&sites(&[(5_000, 900.0, 4_950, 900.0); 10]), Direction::LowerIsBetter).unwrap();
    assert_eq!(got.test, StratifiedTest::ExactConvolution);
    close(got.p_exact, compare_rates(50_000, 1.0, 49_500, 1.0).unwrap().p_exact, 1e-11);
    let varied: Vec<_> = (0..10_u32).map(|i| (9_000, 900.0 + 40.0 * f64::from(i), 9_500, 1_300.0)).collect();
    let got = compare_sites_before_after(&sites(&varied), Direction::LowerIsBetter).unwrap();
    assert_eq!(got.test, StratifiedTest::ExactConvolution);
    assert!(got.p_exact > 0.0 && got.p_exact < 1e-100, "{:e}", got.p_exact);
    // z = (5000 − ½) / 4999.75.
    let larger = [(5_000_000, 900.0, 4_999_000, 900.0); 10];
    let got = compare_sites_before_after(&sites(&larger), Direction::LowerIsBetter).unwrap();
    assert_eq!(got.test, StratifiedTest::NormalContinuity);
    close(got.p_exact, 0.317_335, 1e-5);
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
}

#[test]
fn fewer_than_five_sites_are_set_against_the_rest() {
    let got = compare_sites(&counts(&[(12, 900.0), (30, 1500.0), (4, 600.0), (0, 0.0)])).unwrap();
    assert!(got.funnel.is_none());
    assert_eq!((got.n_used, got.left_out.len(), got.against_rest.len()), (3, 1, 3));
    assert_eq!(got.against_rest[0].comparison, compare_rates(34, 2100.0, 12, 900.0).unwrap());
    let alone = compare_sites(&counts(&[(12, 900.0)])).unwrap();
    assert!(alone.funnel.is_none() && alone.against_rest.is_empty());
}

#[test]
fn a_funnel_of_nothing_is_flat() {
    let got = compare_sites(&counts(&[(0, 10.0); 5])).unwrap().funnel.unwrap();
    assert_eq!((got.centre, got.phi, got.more_varied_than_chance), (0.0, 0.0, false));
    assert!(got.points.iter().all(|p| p.p == 1.0 && p.limits_998 == (0.0, 0.0)));
}

#[test]
fn a_funnel_of_large_counts_comes_back_fast() {
    let begun = Instant::now();
    let got = compare_sites(&counts(&[(1_000_000, 10.0); 6])).unwrap().funnel.unwrap();
    for point in &got.points {
        close(point.limits_95.0, 1e5 - 196.0, 0.5);
        close(point.limits_95.1, 1e5 + 196.0, 0.5);
        assert!(point.p > 0.99);
    }
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
}

#[test]
fn a_site_given_twice_is_an_error() {
    let mut list = counts(&[(1, 1.0), (2, 1.0)]);
    list[1].site = list[0].site.clone();
    assert_eq!(compare_sites(&list).unwrap_err().code(), "duplicate_site");
    assert_eq!(compare_sites(&counts(&[(1, f64::NAN)])).unwrap_err().code(), "exposure_not_valid");
}
