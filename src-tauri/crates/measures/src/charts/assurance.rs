//! Whether a process, left as it is, will meet its target: the assurance icon of *Making Data
//! Count*.

use serde::{Deserialize, Serialize};

use crate::charts::limits::Limits;
use crate::math::summation::tolerance;
use crate::rules::found::Direction;

/// What the limits say of a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Assurance {
    /// Ordinary variation lies on the good side of the target, or touches it.
    ConsistentPass,
    /// Ordinary variation lies on the bad side of the target.
    ConsistentFail,
    /// The target lies within ordinary variation: it may or may not be met.
    HitAndMiss,
    /// There are no limits, or trial limits only.
    None,
}

/// Assurance of a target by the limits of the latest phase.
///
/// Higher is better: passes if the lower limit is at or above the target, fails if the upper limit
/// is below it; mirrored where lower is better. Equality, within the tolerance of 1e-9 of the
/// largest size, passes, so that a measure always at 100% with a target of 100% does. (As
/// `ptd_calculate_assurance_type` of NHSRplotthedots 0.2.2, where equality does not pass.)
#[must_use]
pub fn assurance(limits: Option<Limits>, trial_limits: bool, target: f64, direction: Direction) -> Assurance {
    let Some(limits) = limits.filter(|_| !trial_limits && target.is_finite()) else {
        return Assurance::None;
    };
    let eps = tolerance([limits.lower, limits.upper, target]);
    // How far the end of the limits is on the good side of the target.
    let (worst, best) = match direction {
        Direction::HigherIsBetter => (limits.lower - target, limits.upper - target),
        Direction::LowerIsBetter => (target - limits.upper, target - limits.lower),
    };
    if worst >= -eps {
        Assurance::ConsistentPass
    } else if best < -eps {
        Assurance::ConsistentFail
    } else {
        Assurance::HitAndMiss
    }
}
