//! The exact interval of an odds ratio with the margins held, as R `fisher.test` gives it.

use crate::math::functions::{exp, ln};
use crate::proportions::hypergeometric::Margins;
use crate::rates::comparison::Interval;
use crate::rule_set::ALPHA;

/// No odds ratio of tables this size has a logarithm beyond these.
const FURTHEST: f64 = 150.0;

/// Odds ratios at which a table with `x` on the side after is not in either 2.5% tail of Fisher's
/// noncentral hypergeometric distribution (Fisher 1935; Cornfield 1956).
///
/// The lower end is 0 where `x` is the least possible; there is no upper end where it is the most.
/// `None` where the search did not settle.
pub(crate) fn conditional_interval(margins: Margins, x: u64) -> Option<Interval> {
    let (low, high) = margins.support();
    let lower = if x == low { 0.0 } else { exp(lower_log(margins, x)?) };
    let upper = if x == high { None } else { Some(exp(-lower_log(margins.mirrored(), margins.n1 - x)?)) };
    Some(Interval { lower, upper })
}

/// The log odds ratio at which P(X ≥ x) is α / 2, by Newton steps on its logarithm, which is concave.
fn lower_log(margins: Margins, x: u64) -> Option<f64> {
    let target = ln(ALPHA / 2.0);
    let (mut low, mut high) = (-FURTHEST, FURTHEST);
    let mut t = start(margins, x).clamp(-FURTHEST, FURTHEST);
    for _ in 0..200 {
        let (ln_p, slope) = upper_tail(margins, x, t);
        if ln_p > target {
            high = t;
        } else {
            low = t;
        }
        let newton = t - (ln_p - target) / slope;
        if (newton - t).abs() <= 1e-12 * t.abs().max(1.0) {
            return Some(newton);
        }
        // The comparison is false for what is not a number, as where the tail was too small to reach.
        let next = if newton > low && newton < high { newton } else { f64::midpoint(low, high) };
        if high - low < 1e-13 {
            return Some(next);
        }
        t = next;
    }
    (high - low < 1e-10).then_some(t)
}

/// The sample log odds ratio with ½ in each cell, less two of its standard errors.
fn start(margins: Margins, x: u64) -> f64 {
    let after = (x as f64 + 0.5, (margins.n1 - x) as f64 + 0.5);
    let before = ((margins.m - x) as f64 + 0.5, (margins.n0 + x - margins.m) as f64 + 0.5);
    let error = (1.0 / after.0 + 1.0 / after.1 + 1.0 / before.0 + 1.0 / before.1).sqrt();
    ln(after.0 / after.1 * (before.1 / before.0)) - 2.0 * error
}

/// Weights of a distribution, added up: all of them and those from `x` on, each also times y − x.
#[derive(Default)]
struct Sums {
    all: f64,
    all_moment: f64,
    tail: f64,
    tail_moment: f64,
}

impl Sums {
    fn add(&mut self, weight: f64, y: u64, x: u64) {
        let distance = if y >= x { (y - x) as f64 } else { -((x - y) as f64) };
        self.all += weight;
        self.all_moment += weight * distance;
        if y >= x {
            self.tail += weight;
            self.tail_moment += weight * distance;
        }
    }
}

/// ln P(X ≥ x) at a log odds ratio and its derivative, E(X | X ≥ x) − E(X).
fn upper_tail(margins: Margins, x: u64, log_ratio: f64) -> (f64, f64) {
    let psi = exp(log_ratio);
    let (low, high) = margins.support();
    let mode = mode(margins, psi).clamp(low, high);
    let mut sums = Sums::default();
    sums.add(1.0, mode, x);
    let (mut y, mut weight) = (mode, 1.0_f64);
    while y > low && weight > 1e-20 * sums.all {
        y -= 1;
        weight /= margins.ratio_up(y) * psi;
        sums.add(weight, y, x);
    }
    (y, weight) = (mode, 1.0);
    while y < high && weight > 1e-20 * sums.all {
        weight *= margins.ratio_up(y) * psi;
        y += 1;
        sums.add(weight, y, x);
    }
    (ln(sums.tail / sums.all), sums.tail_moment / sums.tail - sums.all_moment / sums.all)
}

/// Where P(y) / P(y−1) passes 1: the smaller root of a quadratic, all of it divided by max(1, ψ).
fn mode(margins: Margins, psi: f64) -> u64 {
    let (n1, n0, m) = (margins.n1 as f64, margins.n0 as f64, margins.m as f64);
    let scale = psi.max(1.0);
    let (one, psi) = (1.0 / scale, psi / scale);
    let a = psi - one;
    let b = (m + n1 + 2.0) * psi + (n0 - m) * one;
    let c = (m + 1.0) * (n1 + 1.0) * psi;
    // A float too large or not a number saturates in the cast, and the caller keeps it in range.
    (2.0 * c / (b + (b * b - 4.0 * a * c).max(0.0).sqrt())) as u64
}
