//! What holds for any proportions, scores, sites and series: before and after exchanged mirror the
//! result, the order of rows does not matter, nothing is not a number.
#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

use measures::{
    Direction, PersonScore, Proportion, Ratio, SiteBeforeAfter, SlotCount, compare_paired, compare_proportions,
    compare_proportions_by_period, compare_sites_before_after, compare_two_groups, interrupted_series, pre_trend,
};
use proptest::collection::vec;
use proptest::prelude::*;

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1e-3)
}

/// `null` in the text of a result is a number that is none, or an end that may be missing.
fn has_nan(value: &impl std::fmt::Debug) -> bool {
    format!("{value:?}").contains("NaN")
}

fn proportion(most: u64) -> impl Strategy<Value = Proportion> {
    (0..=most).prop_flat_map(|den| (0..=den).prop_map(move |num| Proportion { num, den }))
}

fn people(values: &[f64]) -> Vec<PersonScore> {
    values.iter().enumerate().map(|(i, v)| PersonScore { person: format!("P{i:03}"), value: *v }).collect()
}

/// Scores with ties and with decimals.
fn score() -> impl Strategy<Value = f64> {
    prop_oneof![(1..=5_i32).prop_map(f64::from), (-500..500_i32).prop_map(|v| f64::from(v) / 10.0)]
}

fn site() -> impl Strategy<Value = (u64, f64, u64, f64)> {
    (0..60_u64, 1.0..500.0_f64, 0..60_u64, 1.0..500.0_f64)
}

fn sites(list: &[(u64, f64, u64, f64)]) -> Vec<SiteBeforeAfter> {
    let named = list.iter().enumerate();
    named.map(|(i, (a, t0, b, t1))| SiteBeforeAfter { site: i.to_string(), a: *a, t0: *t0, b: *b, t1: *t1 }).collect()
}

/// Share of all ways of choosing the values after that give a sum of wins at most, and at least, the
/// one seen.
fn rank_sum_by_counting(before: &[f64], after: &[f64]) -> (f64, f64) {
    let all: Vec<f64> = [before, after].concat();
    let half_wins = |is_after: &dyn Fn(usize) -> bool| {
        let mut total = 0_i32;
        for (i, x) in all.iter().enumerate().filter(|(i, _)| is_after(*i)) {
            for (_, y) in all.iter().enumerate().filter(|(j, _)| *j != i && !is_after(*j)) {
                total += if x > y { 2 } else { i32::from(x == y) };
            }
        }
        total
    };
    let seen = half_wins(&|i| i >= before.len());
    let (mut ways, mut at_most, mut at_least) = (0.0, 0.0, 0.0);
    for chosen in 0..1_u32 << all.len() {
        if chosen.count_ones() as usize == after.len() {
            let got = half_wins(&|i| chosen >> i & 1 == 1);
            ways += 1.0;
            at_most += f64::from(u8::from(got <= seen));
            at_least += f64::from(u8::from(got >= seen));
        }
    }
    (at_most / ways, at_least / ways)
}

/// Doubled smaller share of all ways of signing the differences that are not 0.
fn signed_rank_by_counting(differences: &[f64]) -> f64 {
    let sizes: Vec<f64> = differences.iter().filter(|d| **d != 0.0).map(|d| d.abs()).collect();
    let doubled_rank = |size: f64| -> usize {
        let below = sizes.iter().filter(|s| **s < size).count();
        2 * below + sizes.iter().filter(|s| **s == size).count() + 1
    };
    let ranks: Vec<usize> = sizes.iter().map(|s| doubled_rank(*s)).collect();
    let seen: usize = differences.iter().filter(|d| **d > 0.0).map(|d| doubled_rank(*d)).sum();
    let (mut at_most, mut at_least) = (0.0, 0.0);
    for signs in 0..1_u32 << ranks.len() {
        let got: usize = ranks.iter().enumerate().filter(|(i, _)| signs >> i & 1 == 1).map(|(_, r)| r).sum();
        at_most += f64::from(u8::from(got <= seen));
        at_least += f64::from(u8::from(got >= seen));
    }
    (2.0 * f64::min(at_most, at_least) / f64::from(1_u32 << ranks.len())).min(1.0)
}

proptest! {
    #[test]
    fn exact_rank_tests_agree_with_counting(before in vec(1..=5_i32, 1..6), after in vec(1..=5_i32, 1..6)) {
        let numbers = |side: &[i32]| side.iter().map(|v| f64::from(*v)).collect::<Vec<_>>();
        let (before, after) = (numbers(&before), numbers(&after));
        let got = compare_two_groups(&before, &after, None).unwrap();
        let (at_most, at_least) = rank_sum_by_counting(&before, &after);
        prop_assert!(near(got.p_less, at_most) && near(got.p_greater, at_least));
        let differences: Vec<f64> = before.iter().chain(&after).map(|v| v - 3.0).collect();
        let paired = compare_paired(&people(&vec![0.0; differences.len()]), &people(&differences), None).unwrap();
        prop_assert!(near(paired.p, signed_rank_by_counting(&differences)));
    }

    #[test]
    fn proportions_exchanged_are_mirrored(before in proportion(400), after in proportion(400)) {
        let (there, back) = (compare_proportions(before, after).unwrap(), compare_proportions(after, before).unwrap());
        prop_assert!(!has_nan(&there));
        prop_assert!(near(there.p_central, back.p_central));
        prop_assert!(near(there.p_min_likelihood, back.p_min_likelihood));
        prop_assert!(near(there.difference_interval.0, -back.difference_interval.1));
        if let Some(upper) = back.odds_ratio_interval.upper {
            prop_assert!(near(there.odds_ratio_interval.lower * upper, 1.0) || upper == 0.0);
        }
        prop_assert!(there.p_central >= 0.0 && there.p_central <= 1.0);
        let (low, high) = there.difference_interval;
        prop_assert!(there.difference.is_none_or(|d| low <= d && d <= high));
    }

    #[test]
    fn the_order_of_periods_does_not_matter(
        before in vec(proportion(30), 0..12),
        after in vec(proportion(30), 0..12),
    ) {
        let turned = |side: &[Proportion]| side.iter().rev().copied().collect::<Vec<_>>();
        let got = compare_proportions_by_period(&before, &after).unwrap();
        prop_assert!(!has_nan(&got));
        prop_assert_eq!(got, compare_proportions_by_period(&turned(&before), &turned(&after)).unwrap());
    }

    #[test]
    fn pairs_exchanged_are_mirrored(pairs in vec((score(), score()), 0..40)) {
        let (before, after): (Vec<f64>, Vec<f64>) = pairs.into_iter().unzip();
        let (before, after) = (people(&before), people(&after));
        let there = compare_paired(&before, &after, None).unwrap();
        let back = compare_paired(&after, &before, None).unwrap();
        prop_assert!(!has_nan(&there));
        prop_assert!(near(there.p, back.p));
        prop_assert_eq!(there.change, back.change.map(|c| 0.0 - c));
        prop_assert_eq!(there.change_interval, back.change_interval.map(|(l, h)| (0.0 - h, 0.0 - l)));
        let turned: Vec<_> = after.iter().rev().cloned().collect();
        prop_assert_eq!(there, compare_paired(&before, &turned, None).unwrap());
    }

    #[test]
    fn groups_exchanged_are_mirrored(before in vec(score(), 0..25), after in vec(score(), 0..25)) {
        let there = compare_two_groups(&before, &after, None).unwrap();
        let back = compare_two_groups(&after, &before, None).unwrap();
        prop_assert!(!has_nan(&there));
        prop_assert!(near(there.p, back.p) && near(there.p_less, back.p_greater));
        prop_assert_eq!(there.shift, back.shift.map(|s| 0.0 - s));
        prop_assert_eq!(there.cliffs_delta.map(|d| 0.0 - d), back.cliffs_delta.map(|d| d + 0.0));
        if let Some((low, high)) = there.delta_interval {
            let (mirrored_low, mirrored_high) = back.delta_interval.unwrap();
            prop_assert!(near(low, -mirrored_high) && near(high, -mirrored_low));
            let delta = there.cliffs_delta.unwrap();
            prop_assert!(-1.0 <= low && low <= delta + 1e-12 && delta <= high + 1e-12 && high <= 1.0);
        }
        let turned: Vec<f64> = before.iter().rev().copied().collect();
        prop_assert_eq!(there, compare_two_groups(&turned, &after, None).unwrap());
    }

    #[test]
    fn sites_exchanged_are_mirrored(list in vec(site(), 0..6)) {
        let exchanged: Vec<_> = list.iter().map(|(a, t0, b, t1)| (*b, *t1, *a, *t0)).collect();
        let there = compare_sites_before_after(&sites(&list), Direction::LowerIsBetter).unwrap();
        let back = compare_sites_before_after(&sites(&exchanged), Direction::HigherIsBetter).unwrap();
        prop_assert!(!has_nan(&there));
        prop_assert!(near(there.p_exact, back.p_exact), "{} {}", there.p_exact, back.p_exact);
        if let (Ratio::Finite(r), Ratio::Finite(s)) = (there.ratio, back.ratio) {
            prop_assert!(near(r * s, 1.0) || r * s == 0.0);
        }
        prop_assert_eq!(there.sites_disagree, back.sites_disagree);
        let turned: Vec<_> = sites(&list).into_iter().rev().collect();
        let turned = compare_sites_before_after(&turned, Direction::LowerIsBetter).unwrap();
        prop_assert!(near(there.p_exact, turned.p_exact));
    }

    #[test]
    fn a_series_in_any_order_is_one_series(counts in vec((0..15_u64, 1.0..300.0_f64), 16..60), change in 8..52_u32) {
        let periods: Vec<SlotCount> = counts
            .iter()
            .enumerate()
            .map(|(i, (events, exposure))| SlotCount { slot: i as u32, events: *events, exposure: *exposure })
            .collect();
        let turned: Vec<SlotCount> = periods.iter().rev().copied().collect();
        let got = interrupted_series(&periods, change);
        prop_assert!(!has_nan(&got));
        prop_assert_eq!(&got, &interrupted_series(&turned, change));
        let trend = pre_trend(&periods);
        prop_assert!(!has_nan(&trend));
        prop_assert_eq!(trend, pre_trend(&turned));
    }
}
