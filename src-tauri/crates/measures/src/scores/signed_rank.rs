//! The distribution of Wilcoxon's signed rank statistic.

use crate::math::summation::sum;
use crate::math::tails::{normal_quantile, normal_upper};
use crate::rule_set::ALPHA;
use crate::scores::ranks::tie_correction;

/// Most differences for which the distribution is worked out exactly.
pub(crate) const EXACT_UP_TO: usize = 200;

/// P(V ≤ v) and P(V ≥ v) where each doubled rank is counted or not by even chance, `doubled_v` being
/// twice the statistic: exact for the ties there are (permutation distribution).
pub(crate) fn exact_tails(doubled_ranks: &[u64], doubled_v: u64) -> (f64, f64) {
    let law = distribution(doubled_ranks);
    let at = doubled_v as usize;
    (sum(law[..=at].iter().copied()), sum(law[at..].iter().copied()))
}

/// The same by the normal distribution with tie and continuity correction (Hollander, Wolfe &
/// Chicken, *Nonparametric Statistical Methods*, section 3.1).
pub(crate) fn normal_tails(n: usize, tie_sizes: impl IntoIterator<Item = usize>, v: f64) -> (f64, f64) {
    let n = n as f64;
    let mean = n * (n + 1.0) / 4.0;
    let spread = (n * (n + 1.0) * (2.0 * n + 1.0) / 24.0 - tie_correction(tie_sizes) / 48.0).sqrt();
    (normal_upper((mean - v - 0.5) / spread), normal_upper((v - mean - 0.5) / spread))
}

/// Smallest q with P(V ≤ q) ≥ α / 2 for `n` different differences, as R's `qsignrank`; beyond
/// [`EXACT_UP_TO`] by the normal distribution.
pub(crate) fn lower_quantile(n: usize) -> u64 {
    if n > EXACT_UP_TO {
        return normal_lower_quantile(n);
    }
    let ranks: Vec<u64> = (1..=n as u64).collect();
    quantile(&distribution(&ranks))
}

fn normal_lower_quantile(n: usize) -> u64 {
    let n = n as f64;
    let spread = (n * (n + 1.0) * (2.0 * n + 1.0) / 24.0).sqrt();
    let q = n * (n + 1.0) / 4.0 - normal_quantile(1.0 - ALPHA / 2.0) * spread - 0.5;
    q.ceil().max(0.0) as u64
}

/// First place at which the running sum of a distribution reaches α / 2.
pub(crate) fn quantile(law: &[f64]) -> u64 {
    let mut below = 0.0;
    for (at, p) in law.iter().enumerate() {
        below += p;
        if below >= ALPHA / 2.0 {
            return at as u64;
        }
    }
    0
}

fn distribution(ranks: &[u64]) -> Vec<f64> {
    let most = ranks.iter().sum::<u64>() as usize;
    let mut law = vec![0.0; most + 1];
    law[0] = 1.0;
    let mut reached = 0;
    for rank in ranks {
        let step = *rank as usize;
        reached += step;
        for s in (0..=reached).rev() {
            let with = if s >= step { law[s - step] } else { 0.0 };
            law[s] = 0.5 * (law[s] + with);
        }
    }
    law
}

#[cfg(test)]
mod tests {
    use super::*;

    /// R 4.2.2 `qsignrank(0.025, n)`.
    #[test]
    fn the_quantile_is_the_one_of_r() {
        let got: Vec<u64> = [5, 6, 7, 8, 9, 10, 12, 15, 20].map(lower_quantile).to_vec();
        assert_eq!(got, [0, 1, 3, 4, 6, 9, 14, 26, 53]);
    }

    #[test]
    fn the_normal_form_takes_over_without_a_jump() {
        assert_eq!((lower_quantile(200), normal_lower_quantile(200)), (8_445, 8_444));
    }
}
