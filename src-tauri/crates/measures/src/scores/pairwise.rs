//! Order statistics of all pairs of values, without listing the pairs.

use crate::scores::scale::to_grain;

/// All pairs of a kind, as far as one can ask how many are at most a value.
pub(crate) trait Pairs {
    /// Number of pairs.
    fn len(&self) -> u64;
    /// Number of pairs whose value is at most `limit`.
    fn at_most(&self, limit: f64) -> u64;

    /// The `k`th smallest value, counted from 1; `None` outside 1 to the number of pairs.
    ///
    /// Halves the range of doubles, in their order, until one is left: at most 64 passes, each in
    /// time proportional to the number of values.
    fn kth(&self, k: u64) -> Option<f64> {
        if k == 0 || k > self.len() {
            return None;
        }
        let (mut low, mut high) = (place(-f64::MAX), place(f64::MAX));
        while low < high {
            let middle = low.midpoint(high);
            if self.at_most(at_place(middle)) >= k { high = middle } else { low = middle + 1 }
        }
        Some(at_place(low) + 0.0)
    }

    /// The median; the mean of the two middle values of an even number.
    fn median(&self) -> Option<f64> {
        let n = self.len();
        Some(f64::midpoint(self.kth(n.div_ceil(2))?, self.kth(n / 2 + 1)?))
    }

    /// The `q`th smallest and the `q`th largest value; `None` for a `q` of 0.
    fn between(&self, q: u64) -> Option<(f64, f64)> {
        Some((self.kth(q)?, self.kth(self.len() + 1 - q)?))
    }
}

/// Walsh averages of sorted values: (v_i + v_j) / 2 for i ≤ j.
pub(crate) struct Walsh<'a>(pub &'a [f64]);

impl Pairs for Walsh<'_> {
    fn len(&self) -> u64 {
        let n = self.0.len() as u64;
        n * (n + 1) / 2
    }

    fn at_most(&self, limit: f64) -> u64 {
        let mut end = self.0.len();
        let mut count = 0;
        for (i, first) in self.0.iter().enumerate() {
            while end > i && f64::midpoint(*first, self.0[end - 1]) > limit {
                end -= 1;
            }
            if end <= i {
                break;
            }
            count += (end - i) as u64;
        }
        count
    }
}

/// Differences after − before of two sorted lists, to the nearest 1e-9.
pub(crate) struct Differences<'a> {
    /// Sorted values before.
    pub before: &'a [f64],
    /// Sorted values after.
    pub after: &'a [f64],
}

impl Pairs for Differences<'_> {
    fn len(&self) -> u64 {
        self.before.len() as u64 * self.after.len() as u64
    }

    fn at_most(&self, limit: f64) -> u64 {
        let mut end = 0;
        let mut count = 0;
        for was in self.before {
            while end < self.after.len() && to_grain(self.after[end] - was) <= limit {
                end += 1;
            }
            count += end as u64;
        }
        count
    }
}

/// The place of a double in the order of all doubles.
fn place(value: f64) -> u64 {
    let bits = value.to_bits();
    if bits >> 63 == 1 { !bits } else { bits | 1 << 63 }
}

fn at_place(place: u64) -> f64 {
    f64::from_bits(if place >> 63 == 1 { place & !(1 << 63) } else { !place })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kth_pair_is_the_one_of_the_sorted_list() {
        let values = [-3.5, -1.0, 0.0, 0.25, 0.25, 7.0];
        let mut all: Vec<f64> = (0..6).flat_map(|i| (i..6).map(move |j| f64::midpoint(values[i], values[j]))).collect();
        all.sort_by(f64::total_cmp);
        let walsh = Walsh(&values);
        for (i, want) in all.iter().enumerate() {
            assert_eq!(walsh.kth(i as u64 + 1), Some(*want));
        }
        assert_eq!(walsh.median(), Some(all[10]));
        assert_eq!((walsh.kth(0), walsh.kth(22)), (None, None));
        let two = Differences { before: &[1.0, 2.0], after: &[2.0, 5.0, 9.0] };
        assert_eq!(two.median(), Some(3.5));
        assert_eq!(two.between(1), Some((0.0, 8.0)));
        assert_eq!(Differences { before: &[], after: &[1.0] }.median(), None);
    }
}
