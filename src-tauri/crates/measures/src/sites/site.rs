//! What was counted at each site, checked.

use serde::{Deserialize, Serialize};

use crate::math::beta::BetaError;
use crate::rates::comparison::ComparisonError;

/// Counts of one site before and after a change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SiteBeforeAfter {
    /// What the caller knows the site by.
    pub site: String,
    /// Events before.
    pub a: u64,
    /// Exposure before.
    pub t0: f64,
    /// Events after.
    pub b: u64,
    /// Exposure after.
    pub t1: f64,
}

/// Counts of one site in one stretch of time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SiteCount {
    /// What the caller knows the site by.
    pub site: String,
    /// Events.
    pub events: u64,
    /// Exposure.
    pub exposure: f64,
}

/// Largest count taken of one site, so that exact tests end in bounded time.
pub const LARGEST_COUNT: u64 = 1_000_000_000;

/// A fault in the counts of sites that no result can be worked out from.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum SiteError {
    /// A site comes twice.
    #[error("a site is given twice")]
    DuplicateSite {
        /// The site.
        site: String,
    },
    /// Events were counted where nothing could have happened.
    #[error("a site has events but no exposure")]
    EventsWithoutExposure {
        /// The site.
        site: String,
    },
    /// Exposure below 0 or not a number.
    #[error("the exposure of a site is not a number of 0 or more")]
    ExposureNotValid {
        /// The site.
        site: String,
    },
    /// More than [`LARGEST_COUNT`].
    #[error("the count of a site is too large for an exact test")]
    CountTooLarge {
        /// The site.
        site: String,
    },
    /// Two rates could not be compared.
    #[error(transparent)]
    Comparison(#[from] ComparisonError),
    /// The calculation did not settle.
    #[error(transparent)]
    Beta(#[from] BetaError),
}

impl SiteError {
    /// Short name of the fault, the same in every version.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::DuplicateSite { .. } => "duplicate_site",
            Self::EventsWithoutExposure { .. } => "events_without_exposure",
            Self::ExposureNotValid { .. } => "exposure_not_valid",
            Self::CountTooLarge { .. } => "count_too_large",
            Self::Comparison(ComparisonError::Data(fault)) => fault.code(),
            Self::Comparison(ComparisonError::Beta(_)) | Self::Beta(_) => "not_converged",
        }
    }
}

/// Checks one site's counts of one stretch of time; whether it has exposure.
pub(crate) fn has_exposure(site: &str, events: u64, exposure: f64) -> Result<bool, SiteError> {
    if !exposure.is_finite() || exposure < 0.0 {
        return Err(SiteError::ExposureNotValid { site: site.to_owned() });
    }
    if exposure == 0.0 && events > 0 {
        return Err(SiteError::EventsWithoutExposure { site: site.to_owned() });
    }
    if events > LARGEST_COUNT {
        return Err(SiteError::CountTooLarge { site: site.to_owned() });
    }
    Ok(exposure > 0.0)
}

/// Checks that no site comes twice.
pub(crate) fn no_site_twice<'a>(sites: impl Iterator<Item = &'a str>) -> Result<(), SiteError> {
    let mut names: Vec<&str> = sites.collect();
    names.sort_unstable();
    match names.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => Err(SiteError::DuplicateSite { site: pair[0].to_owned() }),
        None => Ok(()),
    }
}
