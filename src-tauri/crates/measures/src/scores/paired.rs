//! Scores of the same people before and after.

use serde::{Deserialize, Serialize};

use crate::math::summation::median;
use crate::proportions::same_people::sign_test;
use crate::rule_set::RULE_SET;
use crate::scores::pairs::{ScoreError, pair_up};
use crate::scores::pairwise::{Pairs, Walsh};
use crate::scores::ranks::{doubled, doubled_mid_ranks};
use crate::scores::scale::{ScoreScale, checked, to_grain};
use crate::scores::signed_rank::{EXACT_UP_TO, exact_tails, lower_quantile, normal_tails};
use crate::scores::two_groups::ScoreTest;

/// Fewest pairs with which p can be 0.05 or less.
pub const FEWEST_PAIRS: usize = 6;

/// What one person scored on one occasion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PersonScore {
    /// Pseudonymous code.
    pub person: String,
    /// Score.
    pub value: f64,
}

/// The same people before and after.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PairedComparison {
    /// People seen on both occasions.
    pub n_used: usize,
    /// People seen before only: not used.
    pub only_before: Vec<String>,
    /// People seen after only: not used.
    pub only_after: Vec<String>,
    /// Median before of the people used.
    pub median_before: Option<f64>,
    /// Median after of the people used.
    pub median_after: Option<f64>,
    /// People whose score went up.
    pub n_up: u64,
    /// People whose score went down.
    pub n_down: u64,
    /// People whose score stayed the same: not in the test.
    pub n_zero: u64,
    /// Sum of the ranks of the differences that are above 0.
    pub v_plus: f64,
    /// Two-sided p of Wilcoxon's signed rank test; 1 if nobody changed.
    pub p: f64,
    /// Which test `p` is from.
    pub test: ScoreTest,
    /// Two-sided exact p of the sign test, to print beside it.
    pub sign_p: f64,
    /// Hodges–Lehmann estimate of the change: median of all Walsh averages, people who stayed the
    /// same included; `None` without pairs.
    pub change: Option<f64>,
    /// Its 95% interval; `None` where the pairs are too few for one.
    pub change_interval: Option<(f64, f64)>,
    /// Fewer than 6 pairs: p cannot be 0.05 or less.
    pub too_few_pairs: bool,
    /// Every difference is 0.
    pub nobody_changed: bool,
    /// Version of the method.
    pub rule_set: String,
}

/// Wilcoxon's signed rank test (*Biometrics Bulletin* 1, 1945) and the Hodges–Lehmann estimate
/// (*Ann Math Stat* 34, 1963) on after − before, rounded to 1e-9. People are matched by their code, in
/// any order.
///
/// Zeros are left out of the test and ties share their mean rank. With up to 200 differences the
/// distribution is exact for the ties there are, otherwise normal with tie and continuity
/// correction; p doubles the smaller tail, at most 1. The interval is the qth smallest and qth
/// largest Walsh average, q the 2.5% quantile of the statistic.
///
/// # Errors
/// [`ScoreError`]: a code twice on one side, a score off the scale, a score that is not a number.
pub fn compare_paired(
    before: &[PersonScore],
    after: &[PersonScore],
    scale: Option<ScoreScale>,
) -> Result<PairedComparison, ScoreError> {
    let entries = |side: &[PersonScore]| {
        side.iter().map(|s| Ok((s.person.clone(), checked(s.value, scale)?))).collect::<Result<Vec<_>, ScoreError>>()
    };
    let paired = pair_up(entries(before)?, entries(after)?)?;
    let (was, is): (Vec<f64>, Vec<f64>) = paired.pairs.iter().copied().unzip();
    let mut differences: Vec<f64> = paired.pairs.iter().map(|(was, is)| to_grain(is - was)).collect();
    if differences.iter().any(|d| !d.is_finite()) {
        return Err(ScoreError::ValueNotValid);
    }
    differences.sort_by(f64::total_cmp);
    let n = differences.len();
    let count = |wanted: fn(f64) -> bool| differences.iter().filter(|d| wanted(**d)).count() as u64;
    let (n_up, n_down) = (count(|d| d > 0.0), count(|d| d < 0.0));
    let (v_plus, p, test) = signed_rank(&differences);
    let walsh = Walsh(&differences);
    Ok(PairedComparison {
        n_used: n,
        only_before: paired.only_before,
        only_after: paired.only_after,
        median_before: median(&was),
        median_after: median(&is),
        n_up,
        n_down,
        n_zero: n as u64 - n_up - n_down,
        v_plus,
        p,
        test,
        sign_p: sign_test(n_up, n_down)?,
        change: walsh.median(),
        change_interval: walsh.between(lower_quantile(n)),
        too_few_pairs: n < FEWEST_PAIRS,
        nobody_changed: n > 0 && n_up + n_down == 0,
        rule_set: RULE_SET.to_owned(),
    })
}

fn signed_rank(differences: &[f64]) -> (f64, f64, ScoreTest) {
    let mut changed: Vec<f64> = differences.iter().copied().filter(|d| *d != 0.0).collect();
    if changed.is_empty() {
        return (0.0, 1.0, ScoreTest::WilcoxonExact);
    }
    changed.sort_by(|a, b| a.abs().total_cmp(&b.abs()));
    let sizes: Vec<f64> = changed.iter().map(|d| d.abs()).collect();
    let ranks = doubled_mid_ranks(&sizes);
    let doubled_v: u64 = ranks.iter().zip(&changed).filter(|(_, d)| **d > 0.0).map(|(r, _)| r).sum();
    let v = doubled_v as f64 / 2.0;
    let n = changed.len();
    if n <= EXACT_UP_TO {
        let (lower, upper) = exact_tails(&ranks, doubled_v);
        (v, doubled(lower, upper), ScoreTest::WilcoxonExact)
    } else {
        let ties = sizes.chunk_by(|a, b| a == b).map(<[f64]>::len);
        let (lower, upper) = normal_tails(n, ties, v);
        (v, doubled(lower, upper), ScoreTest::WilcoxonNormal)
    }
}
