//! One proportion with its counts and its interval.

use serde::{Deserialize, Serialize};

use crate::math::tails::normal_quantile;
use crate::rule_set::ALPHA;

/// Largest denominator taken, so that exact tests end in bounded time.
pub const LARGEST_DENOMINATOR: u64 = 1_000_000_000;

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proportion {
    /// How many did.
    pub num: u64,
    /// Of how many.
    pub den: u64,
}

/// A proportion worked out, with Wilson's 95% limits.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Share {
    /// How many did.
    pub num: u64,
    /// Of how many.
    pub den: u64,
    /// `num / den`, 0 to 1; `None` of nobody.
    pub share: Option<f64>,
    /// Lower Wilson limit, 0 to 1.
    pub lower: f64,
    /// Upper Wilson limit, 0 to 1.
    pub upper: f64,
}

/// Why proportions could not be worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProportionError {
    /// More did than there were.
    #[error("{num} of {den} is not a proportion")]
    NumExceedsDen {
        /// How many did.
        num: u64,
        /// Of how many.
        den: u64,
    },
    /// More than [`LARGEST_DENOMINATOR`].
    #[error("the count is too large for an exact test")]
    CountTooLarge,
}

impl ProportionError {
    /// Short name of the fault, the same in every version.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NumExceedsDen { .. } => "num_exceeds_den",
            Self::CountTooLarge => "count_too_large",
        }
    }
}

impl Proportion {
    /// The sum of several.
    #[must_use]
    pub fn total<'a>(parts: impl IntoIterator<Item = &'a Self>) -> Self {
        parts.into_iter().fold(Self { num: 0, den: 0 }, |all, part| Self {
            num: all.num.saturating_add(part.num),
            den: all.den.saturating_add(part.den),
        })
    }

    /// Checks that it is a proportion of a size that can be worked with.
    ///
    /// # Errors
    /// [`ProportionError`].
    pub fn checked(self) -> Result<Self, ProportionError> {
        if self.num > self.den {
            Err(ProportionError::NumExceedsDen { num: self.num, den: self.den })
        } else if self.den > LARGEST_DENOMINATOR {
            Err(ProportionError::CountTooLarge)
        } else {
            Ok(self)
        }
    }
}

impl Share {
    /// The share of a checked proportion with Wilson's limits (JASA 22, 1927): for p of n,
    /// (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n). Of nobody: 0 to 1.
    pub(crate) fn of(part: Proportion) -> Self {
        let (num, den) = (part.num, part.den);
        if den == 0 {
            return Self { num, den, share: None, lower: 0.0, upper: 1.0 };
        }
        let (x, n) = (num as f64, den as f64);
        let (p, z) = (x / n, normal_quantile(1.0 - ALPHA / 2.0));
        let (middle, whole) = (p + z * z / (2.0 * n), 1.0 + z * z / n);
        let reach = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
        Self {
            num,
            den,
            share: Some(p),
            lower: if num == 0 { 0.0 } else { ((middle - reach) / whole).max(0.0) },
            upper: if num == den { 1.0 } else { ((middle + reach) / whole).min(1.0) },
        }
    }

    /// Nobody did: the only share that may be printed as 0%.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.num == 0 && self.den > 0
    }

    /// Everybody did: the only share that may be printed as 100%.
    #[must_use]
    pub fn is_all(&self) -> bool {
        self.num == self.den && self.den > 0
    }
}

/// The share of one proportion with Wilson's 95% limits.
///
/// # Errors
/// [`ProportionError`] for more than there were, or too many.
pub fn share(part: Proportion) -> Result<Share, ProportionError> {
    Ok(Share::of(part.checked()?))
}
