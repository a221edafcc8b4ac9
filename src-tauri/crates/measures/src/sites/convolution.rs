//! The exact test of a sum of binomial counts with different chances.

use crate::math::beta::{Fraction, binomial_probability};
use crate::math::functions::{exp, ln_1p};
use crate::math::summation::sum;
use crate::math::tails::normal_two_sided;

/// A count that is binomial given its total.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stratum {
    /// Total.
    pub n: u64,
    /// Log-odds of the chance of each.
    pub log_odds: f64,
}

impl Stratum {
    fn chance(self, tilt: f64) -> Fraction {
        let t = self.log_odds + tilt;
        Fraction { x: 1.0 / (1.0 + exp(-t)), complement: 1.0 / (1.0 + exp(t)) }
    }

    /// ln of the chance of none: −n ln(1 + odds).
    fn ln_none(self, tilt: f64) -> f64 {
        let t = self.log_odds + tilt;
        // ln(1 + e^t) without overflow.
        -(self.n as f64) * (t.max(0.0) + ln_1p(exp(-t.abs())))
    }
}

/// Terms below this part of the largest are trimmed from a distribution.
const TRIM: f64 = 1e-20;

/// Work beyond which the normal distribution stands in, as variance times √strata.
const MOST_WORK: f64 = 1e6;

/// Two-sided p of a sum `b` by doubling the smaller tail, at most 1; and whether it is exact.
///
/// The distribution is convolved after tilting every chance to the odds at which `b` is the mean
/// (Esscher 1932), so that the trimmed ends are negligible beside the tail however small it is.
/// Beyond 10⁶ in variance × √strata, by the normal distribution with continuity correction.
pub(crate) fn doubled_p(strata: &[Stratum], b: u64) -> (f64, bool) {
    let total: u64 = strata.iter().map(|s| s.n).sum();
    if total == 0 {
        return (1.0, true);
    }
    if b == 0 || b == total {
        let end = if b == 0 {
            sum(strata.iter().map(|s| s.ln_none(0.0)))
        } else {
            sum(strata.iter().map(|s| s.ln_none(0.0) + s.n as f64 * s.log_odds))
        };
        return ((2.0 * exp(end)).min(1.0), true);
    }
    let tilt = tilt_to(strata, b as f64);
    if variance(strata, tilt) * (strata.len() as f64).sqrt() > MOST_WORK {
        return (normal_p(strata, b), false);
    }
    let (first, law) = convolved(strata, tilt);
    // The mean is never among the ends that are trimmed.
    let Some(at) = b.checked_sub(first).map(|at| at as usize).filter(|at| *at < law.len()) else {
        return (normal_p(strata, b), false);
    };
    // P(B = y) = exp(K − tilt · y) P_tilted(y), K = Σ ln E exp(tilt B).
    let ln_scale = sum(strata.iter().map(|s| s.ln_none(0.0) - s.ln_none(tilt))) - tilt * b as f64;
    let exactly = law[at] * exp(ln_scale);
    let weighed = |y: usize| law[y] * exp(-tilt * (y as f64 - at as f64));
    let away = exp(ln_scale) * if tilt >= 0.0 { sum((at..law.len()).map(weighed)) } else { sum((0..=at).map(weighed)) };
    let other = 1.0 - away + exactly;
    ((2.0 * away.min(other)).clamp(0.0, 1.0), true)
}

fn normal_p(strata: &[Stratum], b: u64) -> f64 {
    let off = ((b as f64 - mean(strata, 0.0)).abs() - 0.5).max(0.0);
    let spread = variance(strata, 0.0).sqrt();
    if spread > 0.0 { normal_two_sided(off / spread) } else { 1.0 }
}

fn mean(strata: &[Stratum], tilt: f64) -> f64 {
    sum(strata.iter().map(|s| s.n as f64 * s.chance(tilt).x))
}

fn variance(strata: &[Stratum], tilt: f64) -> f64 {
    sum(strata.iter().map(|s| {
        let chance = s.chance(tilt);
        s.n as f64 * chance.x * chance.complement
    }))
}

/// The change of log-odds at which the mean of the sum is `b`, by halving.
fn tilt_to(strata: &[Stratum], b: f64) -> f64 {
    let (mut low, mut high) = (-1500.0, 1500.0);
    for _ in 0..80 {
        let middle = f64::midpoint(low, high);
        if mean(strata, middle) < b { low = middle } else { high = middle }
    }
    f64::midpoint(low, high)
}

/// Distribution of the tilted sum from its first place that is not trimmed.
fn convolved(strata: &[Stratum], tilt: f64) -> (u64, Vec<f64>) {
    let (mut first, mut law) = (0, vec![1.0]);
    for stratum in strata.iter().filter(|s| s.n > 0) {
        let (start, part) = binomial(stratum.n, stratum.chance(tilt));
        let mut next = vec![0.0; law.len() + part.len() - 1];
        for (i, p) in law.iter().enumerate() {
            for (to, q) in next[i..].iter_mut().zip(&part) {
                *to += p * q;
            }
        }
        let limit = TRIM * next.iter().copied().fold(0.0, f64::max);
        let kept = |p: &f64| *p >= limit;
        let skip = next.iter().position(kept).unwrap_or(0);
        let end = next.iter().rposition(kept).map_or(next.len(), |last| last + 1);
        law = next[skip..end].to_vec();
        first += start + skip as u64;
    }
    (first, law)
}

/// Binomial probabilities from the mode outwards until they are negligible, and the first count.
fn binomial(n: u64, chance: Fraction) -> (u64, Vec<f64>) {
    let whole = n as f64;
    let mode = (((whole + 1.0) * chance.x).floor() as u64).min(n);
    let top = binomial_probability(mode as f64, whole, chance);
    let odds = chance.x / chance.complement;
    let (mut down, mut y, mut p) = (Vec::new(), mode, top);
    while y > 0 && p > TRIM * top {
        p *= y as f64 / ((n - y + 1) as f64 * odds);
        y -= 1;
        down.push(p);
    }
    let start = y;
    down.reverse();
    down.push(top);
    (y, p) = (mode, top);
    while y < n && p > TRIM * top {
        p *= (n - y) as f64 * odds / (y + 1) as f64;
        y += 1;
        down.push(p);
    }
    (start, down)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_chances_give_one_binomial() {
        let strata = [Stratum { n: 7, log_odds: 0.0 }, Stratum { n: 5, log_odds: 0.0 }];
        let (p, exact) = doubled_p(&strata, 2);
        assert!(exact && (p - 2.0 * 79.0 / 4096.0).abs() < 1e-15);
        // The far end keeps its digits: one way in 2^n.
        let far = [Stratum { n: 400, log_odds: 0.0 }, Stratum { n: 400, log_odds: 0.0 }];
        let (p, _) = doubled_p(&far, 1);
        let want = 2.0 * 801.0 * 0.5_f64.powi(800);
        assert!((p / want - 1.0).abs() < 1e-11, "{p:e}");
    }
}
