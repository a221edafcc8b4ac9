//! The interval of the odds ratio as R's `fisher.test` prints it.
//!
//! R looks for its ends with a root search that stops once a step is under 2⁻¹³, so that it prints 327.83 or
//! 326.83 where the end is 327.56. Whoever compares Evident with R should see the same digits; the exact ends
//! stand in [`ProportionComparison`](super::comparison::ProportionComparison).

use crate::math::functions::{exp, ln};
use crate::math::summation::sum;
use crate::proportions::hypergeometric::Margins;
use crate::proportions::share::Proportion;
use crate::rates::comparison::Interval;
use crate::rule_set::ALPHA;

/// Where R stops: the fourth root of the smallest step of a double beside 1.
const STOPS_AT: f64 = 0.000_122_070_312_5;

/// The 95% interval of the odds after over the odds before, with the digits that R gives.
#[must_use]
pub fn odds_ratio_interval_as_r(before: Proportion, after: Proportion) -> Interval {
    let margins = Margins { n1: after.den, n0: before.den, m: before.num + after.num };
    let (low, high) = (margins.m.saturating_sub(margins.n0), margins.m.min(margins.n1));
    let table = Tables::new(&margins, low, high);
    let alpha = ALPHA / 2.0;
    let x = after.num;
    let end = |upper_tail: bool| {
        let p = table.tail(x, 1.0, upper_tail);
        let beyond = if upper_tail { p > alpha } else { p < alpha };
        if (p - alpha).abs() < f64::EPSILON * alpha {
            1.0
        } else if beyond {
            root(0.0, 1.0, |t| table.tail(x, t, upper_tail) - alpha)
        } else {
            1.0 / root(f64::EPSILON, 1.0, |t| table.tail(x, 1.0 / t, upper_tail) - alpha)
        }
    };
    Interval { lower: if x == low { 0.0 } else { end(true) }, upper: if x == high { None } else { Some(end(false)) } }
}

/// Every table with the same margins: its count and the logarithm of its weight at odds 1.
struct Tables(Vec<(u64, f64)>);

impl Tables {
    fn new(margins: &Margins, low: u64, high: u64) -> Self {
        Self((low..=high).map(|x| (x, ln_weight(margins, x))).collect())
    }

    /// P(X ≥ x) or P(X ≤ x) at an odds ratio.
    fn tail(&self, x: u64, odds: f64, upper: bool) -> f64 {
        let inside = |count: u64| if upper { count >= x } else { count <= x };
        if odds == 0.0 {
            return self.0.first().map_or(0.0, |(lowest, _)| f64::from(u8::from(inside(*lowest))));
        }
        let log_odds = ln(odds);
        let at = |(count, weight): &(u64, f64)| weight + *count as f64 * log_odds;
        let most = self.0.iter().map(at).fold(f64::NEG_INFINITY, f64::max);
        let whole = sum(self.0.iter().map(|table| exp(at(table) - most)));
        sum(self.0.iter().filter(|table| inside(table.0)).map(|table| exp(at(table) - most))) / whole
    }
}

/// ln of the number of tables with x in the first cell, up to a constant.
fn ln_weight(margins: &Margins, x: u64) -> f64 {
    let ln_factorial = |n: u64| statrs::function::factorial::ln_factorial(n);
    -(ln_factorial(x)
        + ln_factorial(margins.n1 - x)
        + ln_factorial(margins.m - x)
        + ln_factorial(margins.n0 + x - margins.m))
}

/// Brent's root search (*Algorithms for Minimization without Derivatives*, 1973, chapter 4) between two
/// points of opposite sign, stopping where R does.
fn root(from: f64, to: f64, f: impl Fn(f64) -> f64) -> f64 {
    // `best` is the newest guess, `last` the one before it, `other` lies on the far side of the root.
    let (mut last, mut best) = (from, to);
    let (mut f_last, mut f_best) = (f(last), f(best));
    if f_last == 0.0 {
        return last;
    }
    let (mut other, mut f_other) = (last, f_last);
    for _ in 0..1_000 {
        let step_before = best - last;
        if f_other.abs() < f_best.abs() {
            (last, best, other) = (best, other, best);
            (f_last, f_best, f_other) = (f_best, f_other, f_best);
        }
        let close = 2.0 * f64::EPSILON * best.abs() + STOPS_AT / 2.0;
        let half = 0.5 * (other - best);
        if half.abs() <= close || f_best == 0.0 {
            break;
        }
        let mut step = half;
        if step_before.abs() >= close && f_last.abs() > f_best.abs() {
            step = interpolated((last, f_last), (best, f_best), (other, f_other), step_before, close).unwrap_or(half);
        }
        if step.abs() < close {
            step = close.copysign(step);
        }
        (last, f_last) = (best, f_best);
        best += step;
        f_best = f(best);
        if f_best * f_other > 0.0 {
            (other, f_other) = (last, f_last);
        }
    }
    best
}

/// The step of a line through two points, or of a curve through three, where it is a trustworthy one.
fn interpolated(
    (last, f_last): (f64, f64),
    (best, f_best): (f64, f64),
    (other, f_other): (f64, f64),
    step_before: f64,
    close: f64,
) -> Option<f64> {
    let across = other - best;
    let (mut p, mut q);
    let to_last = f_best / f_last;
    if last == other {
        p = across * to_last;
        q = 1.0 - to_last;
    } else {
        let (r, to_other) = (f_last / f_other, f_best / f_other);
        p = to_last * (across * r * (r - to_other) - (best - last) * (to_other - 1.0));
        q = (r - 1.0) * (to_other - 1.0) * (to_last - 1.0);
    }
    if p > 0.0 {
        q = -q;
    } else {
        p = -p;
    }
    (p < 0.75 * across * q - (close * q).abs() / 2.0 && p < (step_before * q / 2.0).abs()).then_some(p / q)
}
