//! Scores or times of two groups that are not matched.

use serde::{Deserialize, Serialize};

use crate::math::summation::median;
use crate::rule_set::RULE_SET;
use crate::scores::cliff;
use crate::scores::pairs::ScoreError;
use crate::scores::pairwise::{Differences, Pairs};
use crate::scores::rank_sum::{EXACT_UP_TO, Table, lower_quantile};
use crate::scores::ranks::doubled;
use crate::scores::scale::{ScoreScale, checked, to_grain};

/// Which rank test a probability comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScoreTest {
    /// Wilcoxon's signed rank test, exact given the ties, doubled.
    WilcoxonExact,
    /// Wilcoxon's signed rank test, normal with tie and continuity correction, doubled.
    WilcoxonNormal,
    /// Mann–Whitney test, exact given the ties, doubled.
    MannWhitneyExact,
    /// Mann–Whitney test, normal with tie and continuity correction, doubled.
    MannWhitneyNormal,
}

/// Values after a change beside values before it, of different people or occasions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TwoGroups {
    /// Values before.
    pub n_before: usize,
    /// Values after.
    pub n_after: usize,
    /// Median before.
    pub median_before: Option<f64>,
    /// Median after.
    pub median_after: Option<f64>,
    /// Pairs in which after is above before, ties counting one half.
    pub u_after: f64,
    /// Two-sided p of the Mann–Whitney test; 1 where a side has no values.
    pub p: f64,
    /// P(U ≤ `u_after`): small where values after are lower.
    pub p_less: f64,
    /// P(U ≥ `u_after`): small where values after are higher.
    pub p_greater: f64,
    /// Which test `p` is from.
    pub test: ScoreTest,
    /// Cliff's δ, −1 to 1: P(after > before) − P(after < before).
    pub cliffs_delta: Option<f64>,
    /// Its 95% interval; `None` with fewer than two values on a side.
    pub delta_interval: Option<(f64, f64)>,
    /// Hodges–Lehmann shift: median of all differences after − before, in the unit of the values.
    pub shift: Option<f64>,
    /// Its 95% interval; `None` where the values are too few for one.
    pub shift_interval: Option<(f64, f64)>,
    /// Version of the method.
    pub rule_set: String,
}

/// Mann–Whitney test (*Ann Math Stat* 18, 1947), Cliff's δ and Hodges–Lehmann shift of two groups of
/// values, compared to the nearest 1e-9, in any order.
///
/// With up to 200 values in all the distribution is exact given the ties, otherwise normal with tie
/// and continuity correction; p doubles the smaller tail, at most 1. The interval of the shift is the
/// qth smallest and qth largest difference, q the 2.5% quantile of U without ties.
///
/// # Errors
/// [`ScoreError`]: a value off the scale, or one that is not a number.
pub fn compare_two_groups(before: &[f64], after: &[f64], scale: Option<ScoreScale>) -> Result<TwoGroups, ScoreError> {
    let (before, after) = (sorted(before, scale)?, sorted(after, scale)?);
    let table = Table::new(&before, &after);
    let (n0, n1) = (table.n0, table.n1);
    let test = if n0 + n1 <= EXACT_UP_TO { ScoreTest::MannWhitneyExact } else { ScoreTest::MannWhitneyNormal };
    let (p_less, p_greater) = match test {
        _ if n0 == 0 || n1 == 0 => (1.0, 1.0),
        ScoreTest::MannWhitneyExact => table.exact_tails(),
        _ => table.normal_tails(),
    };
    let cliffs_delta = cliff::delta(&table);
    let differences = Differences { before: &before, after: &after };
    Ok(TwoGroups {
        n_before: n0,
        n_after: n1,
        median_before: median(&before),
        median_after: median(&after),
        u_after: table.doubled_u() as f64 / 2.0,
        p: doubled(p_less, p_greater),
        p_less,
        p_greater,
        test,
        cliffs_delta,
        delta_interval: cliffs_delta.and_then(|delta| cliff::interval(&table, delta)),
        shift: differences.median(),
        shift_interval: differences.between(lower_quantile(n0, n1)),
        rule_set: RULE_SET.to_owned(),
    })
}

fn sorted(values: &[f64], scale: Option<ScoreScale>) -> Result<Vec<f64>, ScoreError> {
    let mut out: Vec<f64> =
        values.iter().map(|v| checked(*v, scale).map(to_grain)).collect::<Result<_, ScoreError>>()?;
    out.sort_by(f64::total_cmp);
    Ok(out)
}
