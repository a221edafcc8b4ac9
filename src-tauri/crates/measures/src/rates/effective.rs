//! Two counts compared as if each were smaller: what varying periods leave of their information.

use serde::{Deserialize, Serialize};

use crate::math::beta::BetaError;
use crate::rates::comparison::{ComparisonError, Interval, Ratio, interval, probabilities};
use crate::rule_set::ALPHA;
use crate::series::period::DataError;

/// The comparison that the verdict uses: counts divided by φ in the exact formulas.
///
/// The idea of a design effect (Rao & Scott 1992) in the conditional test. φ = 1 gives the exact test
/// itself, and counts of 0 need no special treatment.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct EffectiveComparison {
    /// The divisor, 1 or more.
    pub phi: f64,
    /// Events before divided by φ.
    pub a: f64,
    /// Events after divided by φ.
    pub b: f64,
    /// Rate after over rate before; φ does not move it.
    pub ratio: Ratio,
    /// 95% interval of the ratio.
    pub interval: Interval,
    /// Two-sided probability by doubling the smaller tail.
    pub p: f64,
}

/// Compares `b` events in `t1` with `a` events in `t0`, each count divided by `phi`.
///
/// # Errors
/// [`DataError::NoExposureToCompare`] unless both exposures are finite and above 0;
/// [`BetaError::OutsideDomain`] for a φ or a count that is not a finite number in its range.
pub fn compare_effective(a: f64, t0: f64, b: f64, t1: f64, phi: f64) -> Result<EffectiveComparison, ComparisonError> {
    compare_effective_at(a, t0, b, t1, phi, ALPHA)
}

/// The same with an interval of coverage 1 − `alpha`.
///
/// # Errors
/// As [`compare_effective`]; [`BetaError::OutsideDomain`] unless alpha lies strictly between 0 and 1.
pub fn compare_effective_at(
    a: f64,
    t0: f64,
    b: f64,
    t1: f64,
    phi: f64,
    alpha: f64,
) -> Result<EffectiveComparison, ComparisonError> {
    if !(t0 > 0.0 && t1 > 0.0 && t0.is_finite() && t1.is_finite()) {
        return Err(DataError::NoExposureToCompare.into());
    }
    if !(phi > 0.0 && phi.is_finite() && a >= 0.0 && b >= 0.0 && a.is_finite() && b.is_finite()) {
        return Err(BetaError::OutsideDomain.into());
    }
    let ratio = Ratio::of(a, t0, b, t1);
    let (a, b) = (a / phi, b / phi);
    let (p, _) = probabilities(a, t0, b, t1)?;
    Ok(EffectiveComparison { phi, a, b, ratio, interval: interval(a, t0, b, t1, alpha)?, p })
}

/// The same probability without the interval, for the many that a look ahead asks for.
pub(crate) fn effective_p(a: f64, t0: f64, b: f64, t1: f64, phi: f64) -> Result<f64, ComparisonError> {
    if !(t0 > 0.0 && t1 > 0.0) {
        return Err(DataError::NoExposureToCompare.into());
    }
    Ok(probabilities(a / phi, t0, b / phi, t1)?.0)
}
