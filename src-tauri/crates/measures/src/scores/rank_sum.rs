//! The distribution of the Mann–Whitney statistic given the ties.

use crate::math::summation::sum;
use crate::math::tails::{normal_quantile, normal_upper};
use crate::rule_set::ALPHA;
use crate::scores::ranks::tie_correction;
use crate::scores::signed_rank::quantile;

/// Most values, of both groups together, for which the distribution is worked out exactly.
pub(crate) const EXACT_UP_TO: usize = 200;

/// How many of each group take each distinct value, in order of the values.
pub(crate) struct Table {
    /// Value, number before, number after.
    pub rows: Vec<(f64, usize, usize)>,
    /// Values before.
    pub n0: usize,
    /// Values after.
    pub n1: usize,
}

impl Table {
    /// Groups two sorted lists by value.
    pub(crate) fn new(before: &[f64], after: &[f64]) -> Self {
        let mut all: Vec<(f64, usize, usize)> =
            before.iter().map(|v| (*v, 1, 0)).chain(after.iter().map(|v| (*v, 0, 1))).collect();
        all.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut rows: Vec<(f64, usize, usize)> = Vec::new();
        for (value, b, a) in all {
            match rows.last_mut() {
                Some(row) if row.0 == value => (row.1, row.2) = (row.1 + b, row.2 + a),
                _ => rows.push((value, b, a)),
            }
        }
        Self { rows, n0: before.len(), n1: after.len() }
    }

    /// Twice U: pairs in which after is above before count 2, ties 1.
    pub(crate) fn doubled_u(&self) -> u64 {
        let mut below = 0_u64;
        let mut doubled = 0;
        for (_, b, a) in &self.rows {
            doubled += *a as u64 * (2 * below + *b as u64);
            below += *b as u64;
        }
        doubled
    }

    fn sizes(&self) -> Vec<usize> {
        self.rows.iter().map(|(_, b, a)| b + a).collect()
    }

    /// P(U ≤ u) and P(U ≥ u) over all ways of dividing the values between the groups.
    pub(crate) fn exact_tails(&self) -> (f64, f64) {
        let sizes = self.sizes();
        let law = distribution(&sizes, self.n0, self.n1);
        let at = if unit(&sizes) == 2 { self.doubled_u() } else { self.doubled_u() / 2 } as usize;
        (sum(law[..=at].iter().copied()).min(1.0), sum(law[at..].iter().copied()).min(1.0))
    }

    /// The same by the normal distribution with tie and continuity correction (Hollander, Wolfe &
    /// Chicken, section 4.1). Values that are all tied give 1 and 1.
    pub(crate) fn normal_tails(&self) -> (f64, f64) {
        let (n0, n1) = (self.n0 as f64, self.n1 as f64);
        let n = n0 + n1;
        let (u, mean) = (self.doubled_u() as f64 / 2.0, n0 * n1 / 2.0);
        let ties = tie_correction(self.sizes()) / (n * (n - 1.0));
        let spread = (n0 * n1 / 12.0 * (n + 1.0 - ties)).max(0.0).sqrt();
        if spread == 0.0 {
            return (1.0, 1.0);
        }
        (normal_upper((mean - u - 0.5) / spread), normal_upper((u - mean - 0.5) / spread))
    }
}

/// Smallest q with P(U ≤ q) ≥ α / 2 without ties, as R's `qwilcox`; beyond [`EXACT_UP_TO`] by the
/// normal distribution.
pub(crate) fn lower_quantile(n0: usize, n1: usize) -> u64 {
    if n0 + n1 > EXACT_UP_TO {
        let (a, b) = (n0 as f64, n1 as f64);
        let spread = (a * b / 12.0 * (a + b + 1.0)).sqrt();
        let q = a * b / 2.0 - normal_quantile(1.0 - ALPHA / 2.0) * spread - 0.5;
        return q.ceil().max(0.0) as u64;
    }
    quantile(&lower_half_without_ties(n0, n1))
}

/// The lower half of the distribution of U without ties: coefficients of the Gaussian binomial
/// Π (1 − q^(n0+i)) / (1 − q^i), i = 1 … n1, over their sum. Each factor reaches only upward, from
/// smaller coefficients to larger ones, so that rounding stays small beside them.
fn lower_half_without_ties(n0: usize, n1: usize) -> Vec<f64> {
    let half = n0 * n1 / 2;
    let mut ways = vec![0.0; half + 1];
    ways[0] = 1.0;
    let mut total = 1.0;
    for i in 1..=n1 {
        let up = n0 + i;
        for u in (up..=half).rev() {
            ways[u] -= ways[u - up];
        }
        for u in i..=half {
            ways[u] += ways[u - i];
        }
        total *= up as f64 / i as f64;
    }
    ways.iter_mut().for_each(|w| *w /= total);
    ways
}

/// Steps in which U is counted: halves where there are ties, else wholes.
fn unit(sizes: &[usize]) -> usize {
    if sizes.iter().all(|t| *t == 1) { 1 } else { 2 }
}

/// Distribution of U in its unit, by going through the distinct values and choosing how many of each
/// are after. `layers[i]` holds the weights with i chosen so far.
fn distribution(sizes: &[usize], n0: usize, n1: usize) -> Vec<f64> {
    let unit = unit(sizes);
    let mut layers: Vec<Vec<f64>> = vec![vec![1.0]];
    let mut seen = 0;
    for t in sizes {
        let ways = choices(*t);
        let reached = seen + t;
        let mut next: Vec<Vec<f64>> = Vec::with_capacity(n1.min(reached) + 1);
        for i in 0..=n1.min(reached) {
            if reached - i > n0 {
                next.push(Vec::new());
                continue;
            }
            let mut layer = vec![0.0; unit * i * (reached - i) + 1];
            for (c, way) in ways.iter().enumerate().take(i.min(*t) + 1) {
                let Some(from) = layers.get(i - c).filter(|l| !l.is_empty()) else { continue };
                let below = seen - (i - c);
                let shift = unit * (2 * c * below + c * (t - c)) / 2;
                for (to, weight) in layer[shift..].iter_mut().zip(from) {
                    *to += way * weight;
                }
            }
            next.push(layer);
        }
        layers = next;
        seen = reached;
    }
    let mut law = layers.pop().unwrap_or_default();
    let total = sum(law.iter().copied());
    law.iter_mut().for_each(|w| *w /= total);
    law
}

/// Binomial coefficients of `t`.
fn choices(t: usize) -> Vec<f64> {
    let mut row = vec![1.0];
    for c in 0..t {
        row.push(row[c] * (t - c) as f64 / (c + 1) as f64);
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    /// R 4.2.2 `qwilcox(0.025, n0, n1)`.
    #[test]
    fn the_quantile_is_the_one_of_r() {
        assert_eq!(lower_quantile(3, 3), 0);
        assert_eq!(lower_quantile(4, 4), 1);
        assert_eq!(lower_quantile(10, 10), 24);
        assert_eq!(lower_quantile(5, 8), 7);
    }

    #[test]
    fn the_product_gives_the_distribution_that_choosing_gives() {
        for (n0, n1) in [(0, 3), (1, 1), (6, 9), (40, 25), (60, 60)] {
            let chosen = distribution(&vec![1; n0 + n1], n0, n1);
            for (u, p) in lower_half_without_ties(n0, n1).iter().enumerate() {
                assert!((p - chosen[u]).abs() <= 1e-12 * chosen[u], "{n0} {n1} {u}");
            }
        }
    }

    #[test]
    fn ties_count_one_half() {
        let table = Table::new(&[1.0, 2.0, 2.0], &[2.0, 3.0]);
        assert_eq!(table.doubled_u(), 10);
    }
}
