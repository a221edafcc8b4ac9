//! How many of those who did are on one side, if the sides do not differ.

use crate::math::beta::{Fraction, binomial_probability};

/// A two-by-two table with its margins held: `n1` after, `n0` before, `m` of all who did.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Margins {
    pub n1: u64,
    pub n0: u64,
    pub m: u64,
}

impl Margins {
    /// Fewest and most of those who did that can be on the side after.
    pub(crate) fn support(self) -> (u64, u64) {
        (self.m.saturating_sub(self.n0), self.m.min(self.n1))
    }

    /// The table with those who did and those who did not exchanged.
    pub(crate) fn mirrored(self) -> Self {
        Self { m: self.n1 + self.n0 - self.m, ..self }
    }

    /// P(y+1) / P(y) without a difference.
    pub(crate) fn ratio_up(self, y: u64) -> f64 {
        let up = (self.m - y) as f64 * (self.n1 - y) as f64;
        up / ((y + 1) as f64 * (self.n0 + y + 1 - self.m) as f64)
    }

    fn mode(self) -> u64 {
        let top = u128::from(self.m + 1) * u128::from(self.n1 + 1);
        let (low, high) = self.support();
        // The quotient is at most `m` + 1, which fits.
        ((top / u128::from(self.n1 + self.n0 + 2)) as u64).clamp(low, high)
    }

    /// P(y), as a product of three binomial probabilities (Loader 2000).
    fn exactly(self, y: u64) -> f64 {
        let (low, high) = self.support();
        if low == high {
            return 1.0;
        }
        let (n1, n0, m) = (self.n1 as f64, self.n0 as f64, self.m as f64);
        let chance = Fraction::of(n1, n0);
        let side = binomial_probability(y as f64, m, chance) * binomial_probability(n1 - y as f64, n1 + n0 - m, chance);
        side / binomial_probability(n1, n1 + n0, chance)
    }

    /// The tail from `y` away from the mode, as a sum that ends where its terms no longer count.
    fn away(self, y: u64, upward: bool) -> f64 {
        let (low, high) = self.support();
        let (mut at, mut term, mut total) = (y, 1.0_f64, 1.0_f64);
        while at != if upward { high } else { low } && term > 1e-18 * total {
            if upward {
                term *= self.ratio_up(at);
                at += 1;
            } else {
                at -= 1;
                term /= self.ratio_up(at);
            }
            total += term;
        }
        (total * self.exactly(y)).min(1.0)
    }

    /// Central two-sided p of `x`: twice the smaller tail, at most 1 (Fay, *Biostatistics* 11, 2010).
    pub(crate) fn central_p(self, x: u64) -> f64 {
        let away = self.away(x, x >= self.mode());
        let other = 1.0 - away + self.exactly(x);
        (2.0 * away.min(other)).clamp(0.0, 1.0)
    }

    /// The p of R's `fisher.test`: every table no more likely than `x`, ties within 1e-7.
    pub(crate) fn min_likelihood_p(self, x: u64) -> f64 {
        let ((low, high), mode) = (self.support(), self.mode());
        let limit = self.exactly(x) * (1.0 + 1e-7);
        if self.exactly(mode) <= limit {
            return 1.0;
        }
        let upward = x > mode;
        // Beyond the mode on the other side probabilities only fall: halve to the first within the limit.
        let (mut likely, mut end) = (mode, if upward { low } else { high });
        let mut total = self.away(x, upward);
        if self.exactly(end) > limit {
            return total;
        }
        while likely.abs_diff(end) > 1 {
            let middle = likely.midpoint(end);
            if self.exactly(middle) > limit { likely = middle } else { end = middle }
        }
        total += self.away(end, !upward);
        total.min(1.0)
    }
}
