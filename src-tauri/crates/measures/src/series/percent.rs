//! A percentage as it may be printed: never 100 unless all, never 0 unless none.

use serde::{Deserialize, Serialize};

/// A rounded percentage that does not claim an end that was not reached.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "value")]
pub enum PercentShown {
    /// The percentage, rounded half up.
    Rounded(f64),
    /// Rounding would give 100 though not all were counted: more than this, and not 100.
    Over(f64),
    /// Rounding would give 0 though some were counted: less than this, and not 0.
    Under(f64),
}

/// `num` of `den` as a percentage with so many decimals (at most 6); `None` for a denominator of 0.
///
/// Rounded in whole numbers, so that halves go up wherever a double would fall to either side.
#[must_use]
pub fn percent_shown(num: u64, den: u64, decimals: u32) -> Option<PercentShown> {
    if den == 0 {
        return None;
    }
    let steps_in_one = 10_u128.pow(decimals.min(6));
    let steps = (2 * u128::from(num) * 100 * steps_in_one + u128::from(den)) / (2 * u128::from(den));
    let percent = |steps: u128| steps as f64 / steps_in_one as f64;
    let hundred = 100 * steps_in_one;
    Some(if num < den && steps >= hundred {
        PercentShown::Over(percent(hundred - 1))
    } else if num > 0 && steps == 0 {
        PercentShown::Under(percent(1))
    } else {
        PercentShown::Rounded(percent(steps))
    })
}
