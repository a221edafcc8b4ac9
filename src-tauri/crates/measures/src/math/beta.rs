//! The regularised incomplete beta function I_x(a, b) and its inverse.
//!
//! Exact tests and intervals stand on these two. Both are worked out from the side where the
//! probability is small, in logarithms, so that nothing is lost by subtracting from 1.
//!
//! Forward: continued fraction (DLMF 8.17.22, its even part) by the modified Lentz method or, where both shapes are
//! large and the fraction would need thousands of steps, the density integrated against the log-odds
//! from the point outwards, a number of steps that is the same at every size. The factor in front is from the saddle-point form of the binomial probability (Loader, *Fast and accurate
//! computation of binomial probabilities*, 2000) rather than from differences of log-gamma.
//! Inverse: Newton steps on log I against the log-odds of x, kept inside a bracket.

use crate::math::functions::{exp, exp_m1, ln, ln_1p};
use crate::math::quadrature::gauss_legendre;
use crate::math::stirling::{deviance, remainder};

/// The calculation did not settle within its bound of steps, or was asked of values outside its
/// domain (shapes not above 0, a probability outside 0 to 1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BetaError {
    /// A shape, an argument or a probability lies outside the domain.
    #[error("the incomplete beta function is not defined for these values")]
    OutsideDomain,
    /// The bound on the number of steps was reached.
    #[error("the incomplete beta function did not settle")]
    NotConverged,
}

/// A number between 0 and 1 together with its distance from 1, each to full relative accuracy.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fraction {
    /// The number, x.
    pub x: f64,
    /// 1 − x.
    pub complement: f64,
}

impl Fraction {
    /// `part / (part + rest)`, for parts of 0 or more that are not both 0.
    #[must_use]
    pub fn of(part: f64, rest: f64) -> Self {
        let whole = part + rest;
        Self { x: part / whole, complement: rest / whole }
    }

    fn from_log_odds(t: f64) -> Self {
        Self { x: 1.0 / (1.0 + exp(-t)), complement: 1.0 / (1.0 + exp(t)) }
    }

    fn swapped(self) -> Self {
        Self { x: self.complement, complement: self.x }
    }
}

/// A probability given from the side on which it lies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Tail {
    /// The probability below the point sought.
    Lower(f64),
    /// The probability above it.
    Upper(f64),
}

/// I_x(a, b) and its distance from 1, in that order, each to full relative accuracy.
///
/// Relative error under 1e-10 for shapes up to 1e6.
///
/// # Errors
/// [`BetaError::OutsideDomain`] unless a and b are above 0 and finite and x lies in 0 to 1.
pub fn incomplete_beta(a: f64, b: f64, at: Fraction) -> Result<(f64, f64), BetaError> {
    domain(a, b)?;
    if !(0.0..=1.0).contains(&at.x) || !(0.0..=1.0).contains(&at.complement) {
        return Err(BetaError::OutsideDomain);
    }
    if at.x == 0.0 {
        return Ok((0.0, 1.0));
    }
    if at.complement == 0.0 {
        return Ok((1.0, 0.0));
    }
    if on_lower_side(a, b, at.x) {
        let lower = exp(ln_lower(a, b, at)?).min(1.0);
        Ok((lower, 1.0 - lower))
    } else {
        let upper = exp(ln_lower(b, a, at.swapped())?).min(1.0);
        Ok((1.0 - upper, upper))
    }
}

/// The point below (or above) which the given probability lies, as the odds x / (1 − x).
///
/// Odds rather than x, because the limits of a ratio of two rates are odds, and x itself would lose
/// digits beside 1. Odds too small or too large for a double come back as 0 or infinity.
///
/// # Errors
/// [`BetaError::OutsideDomain`] unless a and b are above 0 and finite and the probability lies
/// strictly between 0 and 1; [`BetaError::NotConverged`] after 200 steps.
pub fn inverse_beta_odds(a: f64, b: f64, tail: Tail) -> Result<f64, BetaError> {
    domain(a, b)?;
    match tail {
        Tail::Lower(p) => Ok(exp(lower_log_odds(a, b, p)?)),
        Tail::Upper(p) => Ok(exp(-lower_log_odds(b, a, p)?)),
    }
}

/// Probability of exactly `count` of `total` where each has the chance `chance`.
#[must_use]
pub fn binomial_probability(count: f64, total: f64, chance: Fraction) -> f64 {
    exp(ln_binomial(count, total - count, chance))
}

fn domain(a: f64, b: f64) -> Result<(), BetaError> {
    if a > 0.0 && b > 0.0 && a.is_finite() && b.is_finite() { Ok(()) } else { Err(BetaError::OutsideDomain) }
}

/// The continued fraction converges fast below this point and slowly above it.
fn on_lower_side(a: f64, b: f64, x: f64) -> bool {
    x <= (a + 1.0) / (a + b + 2.0)
}

/// ln of Γ(k+m+1) / (Γ(k+1) Γ(m+1)) · x^k · (1−x)^m, for real k and m of 0 or more.
fn ln_binomial(k: f64, m: f64, at: Fraction) -> f64 {
    let n = k + m;
    if k == 0.0 {
        return m * ln_complement(at.swapped());
    }
    if m == 0.0 {
        return k * ln_complement(at);
    }
    remainder(n) - remainder(k) - remainder(m) - deviance(k, n * at.x) - deviance(m, n * at.complement)
        + 0.5 * ln(n / (std::f64::consts::TAU * k * m))
}

/// ln x, by way of 1 − x where that is the smaller and so the more exact of the two.
fn ln_complement(at: Fraction) -> f64 {
    if at.complement < 0.5 { ln_1p(-at.complement) } else { ln(at.x) }
}

/// ln of x^a (1−x)^b / B(a, b): the density against the log-odds of x.
fn ln_density(a: f64, b: f64, at: Fraction) -> f64 {
    ln_binomial(a, b, at) + ln(a / (a + b) * b)
}

/// ln I_x(a, b), meant for x on the lower side.
fn ln_lower(a: f64, b: f64, at: Fraction) -> Result<f64, BetaError> {
    Ok(ln_density(a, b, at) + ln(below_by_density(a, b, at)?))
}

/// I_x(a, b) as a multiple of the density at x, meant for x on the lower side.
fn below_by_density(a: f64, b: f64, at: Fraction) -> Result<f64, BetaError> {
    if a.min(b) >= LARGE { Ok(beyond(a, b, at.x)) } else { continued_fraction(a, b, at) }
}

/// Shapes from which the density is integrated rather than the continued fraction worked out.
const LARGE: f64 = 200.0;

/// The tail below a point on the lower side, as a multiple of the density there against the log-odds.
///
/// With s the distance in log-odds, the density falls as exp φ(s), φ(s) = −a s − (a+b) ln(1 + x(e^−s − 1)),
/// which is concave with φ(0) = 0. It is integrated out to where it has fallen below 1e-16.
fn beyond(a: f64, b: f64, x: f64) -> f64 {
    const FALLEN: f64 = -37.0;
    let n = a + b;
    let phi = |s: f64| -a * s - n * ln_1p(x * exp_m1(-s));
    let (slope, curve) = ((a - n * x).max(0.0), n * x * (1.0 - x));
    let mut reach = 2.0 * -FALLEN / (slope + (slope * slope - 2.0 * FALLEN * curve).sqrt());
    for _ in 0..60 {
        if phi(reach) < FALLEN {
            break;
        }
        reach *= 1.25;
    }
    gauss_legendre(0.0, reach, 3, |s| exp(phi(s)))
}

/// I_x(a, b) as a multiple of the density against the log-odds, for x on the lower side: the even part of the
/// continued fraction of DLMF 8.17.22 (DiDonato & Morris, *ACM TOMS* 18, 1992) by the modified Lentz method. Its
/// terms are of one sign where the fraction as it stands would lose digits beside x = 1.
fn continued_fraction(a: f64, b: f64, at: Fraction) -> Result<f64, BetaError> {
    const TINY: f64 = 1e-300;
    let away = |v: f64| if v.abs() < TINY { TINY } else { v };
    let (x, y) = (at.x, at.complement);
    // a − (a + b) x, by way of 1 − x where that is the smaller.
    let lambda = if y < 0.5 { (a + b) * y - b } else { a - (a + b) * x };
    let beta = |n: f64| {
        let share = if n > 0.0 { n * (b - n) * x / (a + 2.0 * n - 1.0) } else { 0.0 };
        n + share + (a + n) / (a + 2.0 * n + 1.0) * (lambda + 1.0 + n * (1.0 + y))
    };
    let steps = 1_000.0 + 20.0 * a.max(b).sqrt();
    let mut value = away(beta(0.0));
    let mut c = value;
    let mut d = 0.0_f64;
    let mut n = 1.0_f64;
    while n < steps {
        let doubled = a + 2.0 * n - 1.0;
        let alpha = (a + n - 1.0) / doubled * ((a + b + n - 1.0) / doubled) * n * (b - n) * x * x;
        let beta = beta(n);
        d = 1.0 / away(beta + alpha * d);
        c = away(beta + alpha / c);
        let step = c * d;
        value *= step;
        if (step - 1.0).abs() < 1e-15 {
            return Ok(1.0 / value);
        }
        n += 1.0;
    }
    Err(BetaError::NotConverged)
}

/// ln I at a log-odds, from whichever side is exact there, and the logarithm of its derivative.
fn ln_lower_anywhere(a: f64, b: f64, at: Fraction) -> Result<(f64, f64), BetaError> {
    if at.x == 0.0 {
        return Ok((f64::NEG_INFINITY, f64::NEG_INFINITY));
    }
    if at.complement == 0.0 {
        return Ok((0.0, f64::NEG_INFINITY));
    }
    let density = ln_density(a, b, at);
    let ln_p = if on_lower_side(a, b, at.x) {
        density + ln(below_by_density(a, b, at)?)
    } else {
        ln_1p(-exp(density) * below_by_density(b, a, at.swapped())?)
    };
    Ok((ln_p, density))
}

/// Log-odds of the point with probability p below it.
fn lower_log_odds(a: f64, b: f64, p: f64) -> Result<f64, BetaError> {
    if !(p > 0.0 && p < 1.0) {
        return Err(BetaError::OutsideDomain);
    }
    if p > 0.5 {
        return Ok(-lower_log_odds(b, a, 1.0 - p)?);
    }
    let target = ln(p);
    // Beyond these the odds themselves leave the range of a double.
    let (mut low, mut high) = (-745.0_f64, 745.0_f64);
    let spread = (1.0 / a + 1.0 / b).sqrt();
    let mut t = (ln(a / b) - spread * (-2.0 * target).sqrt()).clamp(low, high);
    for _ in 0..200 {
        let at = Fraction::from_log_odds(t);
        let (ln_p, density) = ln_lower_anywhere(a, b, at)?;
        if ln_p > target {
            high = t;
        } else {
            low = t;
        }
        let newton = t - (ln_p - target) / exp(density - ln_p);
        // Newton doubles the digits: a step after one this small would change nothing.
        if (newton - t).abs() <= 1e-12 * t.abs().max(1.0) {
            return Ok(newton);
        }
        let next = if newton > low && newton < high { newton } else { f64::midpoint(low, high) };
        if high - low < 1e-15 {
            return Ok(next);
        }
        t = next;
    }
    // The last steps may swing between two neighbours of the root; a bracket this narrow is settled.
    if high - low < 1e-11 * t.abs().max(1.0) { Ok(t) } else { Err(BetaError::NotConverged) }
}
