//! The scale that scores are given on, and the grain to which they are compared.

use serde::{Deserialize, Serialize};

use crate::scores::pairs::ScoreError;

/// Lowest and highest score a measure allows.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ScoreScale {
    /// Lowest score.
    pub lowest: f64,
    /// Highest score.
    pub highest: f64,
}

/// Checks that a value is finite and, where a scale is declared, on it.
pub(crate) fn checked(value: f64, scale: Option<ScoreScale>) -> Result<f64, ScoreError> {
    if let Some(scale) = scale {
        let sound = scale.lowest.is_finite() && scale.highest.is_finite() && scale.lowest < scale.highest;
        if !sound {
            return Err(ScoreError::ScaleNotValid);
        }
        if value < scale.lowest || value > scale.highest {
            return Err(ScoreError::ScoreOutsideScale { value });
        }
    }
    if value.is_finite() { Ok(value) } else { Err(ScoreError::ValueNotValid) }
}

/// The value to the nearest 1e-9, so that decimals which ought to tie do (0.1 + 0.2 and 0.3).
pub(crate) fn to_grain(value: f64) -> f64 {
    const GRAIN: f64 = 1e9;
    let scaled = value * GRAIN;
    // From here on a double has no decimals of this size to round.
    if scaled.abs() >= 9.0e15 {
        return value;
    }
    // Adding 0 turns −0 into 0.
    scaled.round() / GRAIN + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_that_ought_to_be_equal_are() {
        assert_eq!(to_grain(0.1 + 0.2), to_grain(0.3));
        assert_eq!(to_grain(2.1 - 2.0), to_grain(3.1 - 3.0));
        assert_eq!(to_grain(1e300), 1e300);
        assert!(to_grain(-1e-12).is_sign_positive());
    }
}
