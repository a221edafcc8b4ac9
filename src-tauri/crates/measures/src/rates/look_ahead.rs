//! How few events would be enough, and how long that takes.

use serde::{Deserialize, Serialize};

use crate::math::functions::pow;
use crate::math::tails::{poisson_at_least, poisson_at_most};
use crate::rates::comparison::ComparisonError;
use crate::rates::effective::effective_p;
use crate::rule_set::ALPHA;

/// Chance with which a change of the size aimed for should be seen.
pub const POWER: f64 = 0.8;

/// The largest count after a change that is fewer than before and passes p ≤ 0.05; `None` where not even
/// 0 does.
///
/// `a` events in exposure `t0` before, exposure `t1` after.
///
/// # Errors
/// [`ComparisonError`] for an exposure that is not above 0.
pub fn largest_after(a: u64, t0: f64, t1: f64) -> Result<Option<u64>, ComparisonError> {
    largest_passing(
        most_below(a as f64, t0, t1),
        |b| Ok(effective_p(a as f64, t0, b as f64, t1, 1.0)? <= ALPHA + 1e-12),
    )
}

/// The smallest count after a change that is more than before and passes p ≤ 0.05; `None` where none up to
/// a hundred million does. The mirror of [`largest_after`], for measures of which more is better.
///
/// # Errors
/// [`ComparisonError`] for an exposure that is not above 0.
pub fn smallest_after(a: u64, t0: f64, t1: f64) -> Result<Option<u64>, ComparisonError> {
    smallest_passing(least_above(a as f64, t0, t1), |b| {
        Ok(effective_p(a as f64, t0, b as f64, t1, 1.0)? <= ALPHA + 1e-12)
    })
}

/// The largest b of 0 to `most` that passes, where fewer always passes if more does.
pub(crate) fn largest_passing(
    most: Option<u64>,
    passes: impl Fn(u64) -> Result<bool, ComparisonError>,
) -> Result<Option<u64>, ComparisonError> {
    let Some(most) = most else { return Ok(None) };
    if !passes(0)? {
        return Ok(None);
    }
    let (mut low, mut high) = (0, most);
    while low < high {
        let middle = low + (high - low).div_ceil(2);
        if passes(middle)? {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    Ok(Some(low))
}

/// The smallest b from `least` on that passes, where more always passes if fewer does.
pub(crate) fn smallest_passing(
    least: u64,
    passes: impl Fn(u64) -> Result<bool, ComparisonError>,
) -> Result<Option<u64>, ComparisonError> {
    let mut high = least.max(1);
    while !passes(high)? {
        high *= 2;
        if high > 100_000_000 {
            return Ok(None);
        }
    }
    let mut low = least;
    while low < high {
        let middle = low + (high - low) / 2;
        if passes(middle)? {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    Ok(Some(high))
}

/// The largest count after with a rate below the one before.
pub(crate) fn most_below(a: f64, t0: f64, t1: f64) -> Option<u64> {
    let equal = a * t1 / t0;
    let below = equal.ceil() - 1.0;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be 0 or more")]
    (below >= 0.0).then_some(below as u64)
}

/// The smallest count after with a rate above the one before.
pub(crate) fn least_above(a: f64, t0: f64, t1: f64) -> u64 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 or more")]
    let above = (a * t1 / t0).floor() as u64;
    above + 1
}

/// T1* = T0 · ((2/α)^(1/a) − 1): the exposure after from which even no events at all pass p ≤ 0.05;
/// `None` for no events before.
#[must_use]
pub fn exposure_for_zero(a: f64, t0: f64) -> Option<f64> {
    (a > 0.0).then(|| t0 * (pow(2.0 / ALPHA, 1.0 / a) - 1.0))
}

/// Chance that the count after would pass p ≤ 0.05 if the rate fell to `target_ratio` of `a / t0`;
/// 0 where no count would.
///
/// # Errors
/// [`ComparisonError`] for an exposure that is not above 0.
pub fn power_of_fall(a: u64, t0: f64, t1: f64, target_ratio: f64) -> Result<f64, ComparisonError> {
    let expected = target_ratio * a as f64 * t1 / t0;
    Ok(largest_after(a, t0, t1)?.map_or(0.0, |most| poisson_at_most(most, expected)))
}

/// The same for a rise to 1 / `target_ratio`.
///
/// # Errors
/// [`ComparisonError`] for an exposure that is not above 0.
pub fn power_of_rise(a: u64, t0: f64, t1: f64, target_ratio: f64) -> Result<f64, ComparisonError> {
    let expected = a as f64 * t1 / (t0 * target_ratio);
    Ok(smallest_after(a, t0, t1)?.map_or(0.0, |least| poisson_at_least(least, expected)))
}

/// The first exposure after, in whole steps, that gives the power wanted.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct EnoughExposure {
    /// Steps.
    pub steps: u32,
    /// Steps times their size.
    pub exposure: f64,
    /// The power there.
    pub power: f64,
}

/// The smallest whole number of steps of exposure `step`, up to `most_steps`, at which `power` reaches
/// `wanted`; `None` if it does not.
///
/// # Errors
/// Whatever `power` fails with.
pub fn enough_exposure(
    step: f64,
    most_steps: u32,
    wanted: f64,
    power: impl Fn(f64) -> Result<f64, ComparisonError>,
) -> Result<Option<EnoughExposure>, ComparisonError> {
    for steps in 1..=most_steps {
        let exposure = step * f64::from(steps);
        let found = power(exposure)?;
        if found >= wanted {
            return Ok(Some(EnoughExposure { steps, exposure, power: found }));
        }
    }
    Ok(None)
}
