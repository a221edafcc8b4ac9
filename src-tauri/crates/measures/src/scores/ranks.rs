//! Ranks with ties.

use crate::math::summation::sum;

/// Twice the mid-rank of each value of a sorted list: tied values share the mean of their ranks, and
/// twice a mean of ranks is a whole number.
pub(crate) fn doubled_mid_ranks(sorted: &[f64]) -> Vec<u64> {
    let mut ranks = Vec::with_capacity(sorted.len());
    for group in sorted.chunk_by(|a, b| a == b) {
        let before = ranks.len() as u64;
        let size = group.len() as u64;
        // First rank before + 1, last before + size.
        ranks.extend(std::iter::repeat_n(2 * before + size + 1, group.len()));
    }
    ranks
}

/// Σ (t³ − t) over groups of t tied values.
pub(crate) fn tie_correction(sizes: impl IntoIterator<Item = usize>) -> f64 {
    sum(sizes.into_iter().map(|size| {
        let t = size as f64;
        t * t * t - t
    }))
}

/// A two-sided p by doubling the smaller of two tails that share the point seen, at most 1.
pub(crate) fn doubled(lower: f64, upper: f64) -> f64 {
    (2.0 * lower.min(upper)).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tied_values_share_the_mean_of_their_ranks() {
        assert_eq!(doubled_mid_ranks(&[1.0, 1.0, 2.0, 3.0, 3.0, 3.0]), [3, 3, 6, 10, 10, 10]);
    }
}
