//! Two counts with their exposures: ratio, exact interval, exact test.
//!
//! Given the total N = a + b, the second count is binomial with chance T1 / (T0 + T1) if nothing
//! changed (Przyborowski & Wilenski 1940). The test doubles the smaller tail, so that it and the
//! Clopper–Pearson interval always agree on whether a ratio of 1 is excluded (Fay 2010).

use serde::{Deserialize, Serialize};

use crate::math::beta::{BetaError, Fraction, Tail, binomial_probability, incomplete_beta, inverse_beta_odds};
use crate::rule_set::{ALPHA, RULE_SET};
use crate::series::period::DataError;

/// Which test a probability comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TestName {
    /// Exact conditional test, two-sided by doubling the smaller tail.
    ExactConditionalDoubled,
}

/// One rate divided by another.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "value")]
pub enum Ratio {
    /// The quotient.
    Finite(f64),
    /// Events after and none before.
    Infinite,
    /// No events on either side.
    Undefined,
}

impl Ratio {
    /// `b / t1` over `a / t0`, exposures above 0.
    #[must_use]
    pub fn of(a: f64, t0: f64, b: f64, t1: f64) -> Self {
        if a > 0.0 {
            Self::Finite((b / t1) / (a / t0))
        } else if b > 0.0 {
            Self::Infinite
        } else {
            Self::Undefined
        }
    }

    /// The quotient, where it is a number.
    #[must_use]
    pub fn finite(self) -> Option<f64> {
        match self {
            Self::Finite(value) => Some(value),
            Self::Infinite | Self::Undefined => None,
        }
    }
}

/// Limits between which a quantity lies with 95% confidence.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// Lower end.
    pub lower: f64,
    /// Upper end; `None` where there is no finite one.
    pub upper: Option<f64>,
}

impl Interval {
    /// Whether the interval leaves a value out.
    #[must_use]
    pub fn excludes(&self, value: f64) -> bool {
        self.lower > value || self.upper.is_some_and(|u| u < value)
    }
}

/// A rate after a change beside the rate before it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RateComparison {
    /// Events before.
    pub a: u64,
    /// Exposure before.
    pub t0: f64,
    /// Events after.
    pub b: u64,
    /// Exposure after.
    pub t1: f64,
    /// Events for one unit of exposure before.
    pub rate0: f64,
    /// Events for one unit of exposure after.
    pub rate1: f64,
    /// `rate1 / rate0`.
    pub ratio: Ratio,
    /// Exact 95% interval of the ratio.
    pub interval: Interval,
    /// Two-sided exact probability of a difference at least this large if nothing changed.
    pub p_exact: f64,
    /// The same with half the probability of the counts seen: less cautious, printed as secondary.
    pub mid_p: f64,
    /// Which test `p_exact` is from.
    pub test: TestName,
    /// Version of the method.
    pub rule_set: String,
}

/// Why two rates could not be compared.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum ComparisonError {
    /// The data do not allow it.
    #[error(transparent)]
    Data(#[from] DataError),
    /// The calculation did not settle.
    #[error(transparent)]
    Beta(#[from] BetaError),
}

/// Compares `b` events in `t1` with `a` events in `t0`, exposures in one unit.
///
/// With no events on either side the ratio is undefined, p is 1 and the interval is 0 to no limit.
///
/// # Errors
/// [`DataError::NoExposureToCompare`] unless both exposures are finite and above 0.
pub fn compare_rates(a: u64, t0: f64, b: u64, t1: f64) -> Result<RateComparison, ComparisonError> {
    compare_rates_at(a, t0, b, t1, ALPHA)
}

/// The same with an interval of coverage 1 − `alpha`.
///
/// # Errors
/// As [`compare_rates`]; [`BetaError::OutsideDomain`] unless alpha lies strictly between 0 and 1.
pub fn compare_rates_at(a: u64, t0: f64, b: u64, t1: f64, alpha: f64) -> Result<RateComparison, ComparisonError> {
    if !(t0 > 0.0 && t1 > 0.0 && t0.is_finite() && t1.is_finite()) {
        return Err(DataError::NoExposureToCompare.into());
    }
    let (before, after) = (a as f64, b as f64);
    let (rate0, rate1) = (before / t0, after / t1);
    let ratio = Ratio::of(before, t0, after, t1);
    let (p_exact, mid_p) = probabilities(before, t0, after, t1)?;
    Ok(RateComparison {
        a,
        t0,
        b,
        t1,
        rate0,
        rate1,
        ratio,
        interval: interval(before, t0, after, t1, alpha)?,
        p_exact,
        mid_p,
        test: TestName::ExactConditionalDoubled,
        rule_set: RULE_SET.to_owned(),
    })
}

/// P(B ≤ b) = I_{1−π}(a, b+1) and P(B ≥ b) = I_π(b, a+1); for each 1 where its first shape is 0.
pub(crate) fn probabilities(a: f64, t0: f64, b: f64, t1: f64) -> Result<(f64, f64), BetaError> {
    let chance = Fraction::of(t1, t0);
    let other = Fraction::of(t0, t1);
    let at_most = if a == 0.0 { 1.0 } else { incomplete_beta(a, b + 1.0, other)?.0 };
    let at_least = if b == 0.0 { 1.0 } else { incomplete_beta(b, a + 1.0, chance)?.0 };
    let exactly = binomial_probability(b, a + b, chance);
    let smaller = at_most.min(at_least);
    let doubled = (2.0 * smaller).min(1.0);
    let mid = (2.0 * smaller - exactly).clamp(0.0, 1.0);
    Ok((doubled, mid))
}

/// Clopper–Pearson limits of b / N, each mapped from x to (T0 / T1) · x / (1 − x).
pub(crate) fn interval(a: f64, t0: f64, b: f64, t1: f64, alpha: f64) -> Result<Interval, BetaError> {
    if !(alpha > 0.0 && alpha < 1.0) {
        return Err(BetaError::OutsideDomain);
    }
    let scale = t0 / t1;
    let lower = if b == 0.0 { 0.0 } else { scale * inverse_beta_odds(b, a + 1.0, Tail::Lower(alpha / 2.0))? };
    let upper = if a == 0.0 { None } else { Some(scale * inverse_beta_odds(b + 1.0, a, Tail::Upper(alpha / 2.0))?) };
    Ok(Interval { lower, upper })
}
