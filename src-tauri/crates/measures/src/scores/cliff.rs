//! Cliff's δ: how much oftener a value after is above one before than below it.

use crate::math::summation::sum;
use crate::math::tails::normal_quantile;
use crate::rule_set::ALPHA;
use crate::scores::rank_sum::Table;

/// δ = P(after > before) − P(after < before); `None` where a side has no values.
pub(crate) fn delta(table: &Table) -> Option<f64> {
    let pairs = table.n0 as f64 * table.n1 as f64;
    (pairs > 0.0).then(|| (table.doubled_u() as f64 - pairs) / pairs)
}

/// 95% interval of δ: consistent variance (Cliff, *Ordinal Methods for Behavioral Data Analysis*,
/// 1996, p. 138) in the asymmetric form (Cliff 1996, eq. 5.12; Feng & Cliff, *J Mod Appl Stat
/// Methods* 3, 2004), with the normal quantile.
///
/// Where the groups do not overlap the variance estimate is 0 and the end away from ±1 is
/// (n − z²) / (n + z²), n the smaller group (Feng & Cliff 2004: the largest variance, (1 − δ²) / n).
/// The variance is not let below (1 − δ²) / (n₀ n₁ − 1), so that values all tied do not give an
/// interval without width. `None` with fewer than two values on a side.
pub(crate) fn interval(table: &Table, delta: f64) -> Option<(f64, f64)> {
    if table.n0 < 2 || table.n1 < 2 {
        return None;
    }
    let z = normal_quantile(1.0 - ALPHA / 2.0);
    let z2 = z * z;
    if delta.abs() == 1.0 {
        let n = table.n0.min(table.n1) as f64;
        let inner = (n - z2) / (n + z2);
        return Some(if delta > 0.0 { (inner, 1.0) } else { (-1.0, -inner) });
    }
    let (n0, n1) = (table.n0 as f64, table.n1 as f64);
    let variance = variance(table, delta).max((1.0 - delta * delta) / (n0 * n1 - 1.0));
    let left = 1.0 - delta * delta;
    let reach = z * variance.sqrt() * (left * left + z2 * variance).sqrt();
    let whole = left + z2 * variance;
    Some((((delta * left - reach) / whole).max(-1.0), ((delta * left + reach) / whole).min(1.0)))
}

/// ((n₀−1) s²ᵢ + (n₁−1) s²ⱼ + s²ᵢⱼ) / (n₀ n₁), from the rows and columns of the dominance matrix.
fn variance(table: &Table, delta: f64) -> f64 {
    let (n0, n1) = (table.n0 as f64, table.n1 as f64);
    let (mut below0, mut below1) = (0.0, 0.0);
    let (mut rows, mut columns, mut ties) = (Vec::new(), Vec::new(), Vec::new());
    for (_, b, a) in &table.rows {
        let (b, a) = (*b as f64, *a as f64);
        let row = (2.0 * below0 + b) / n0 - 1.0 - delta;
        let column = 1.0 - (2.0 * below1 + a) / n1 - delta;
        rows.push(a * row * row);
        columns.push(b * column * column);
        ties.push(a * b);
        below0 += b;
        below1 += a;
    }
    let of_rows = sum(rows) / (n1 - 1.0);
    let of_columns = sum(columns) / (n0 - 1.0);
    let pairs = n0 * n1;
    let of_pairs = (pairs - sum(ties) - pairs * delta * delta) / ((n0 - 1.0) * (n1 - 1.0));
    ((n0 - 1.0) * of_rows + (n1 - 1.0) * of_columns + of_pairs) / pairs
}
