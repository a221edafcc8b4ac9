//! The exact interval of one rate.

use statrs::distribution::{ContinuousCDF, Gamma};

use crate::rates::comparison::Interval;
use crate::rule_set::ALPHA;
use crate::series::period::DataError;

/// Garwood's exact 95% interval (Biometrika 28, 1936) of a rate of `events` in `exposure`:
/// ½χ²(α/2; 2y) / T to ½χ²(1−α/2; 2y+2) / T. With no events the upper limit is 3.689 / T.
///
/// # Errors
/// [`DataError::NoExposureToCompare`] unless the exposure is finite and above 0.
pub fn rate_interval(events: u64, exposure: f64) -> Result<Interval, DataError> {
    if !(exposure > 0.0 && exposure.is_finite()) {
        return Err(DataError::NoExposureToCompare);
    }
    let count = events as f64;
    // Half a chi-square of 2k degrees of freedom is a gamma of shape k.
    let quantile = |shape: f64, p: f64| {
        Gamma::new(shape, 1.0).map(|g| g.inverse_cdf(p)).map_err(|_| DataError::NoExposureToCompare)
    };
    let lower = if events == 0 { 0.0 } else { quantile(count, ALPHA / 2.0)? / exposure };
    let upper = quantile(count + 1.0, 1.0 - ALPHA / 2.0)? / exposure;
    Ok(Interval { lower, upper: Some(upper) })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic
    use super::*;

    /// Table of Poisson confidence limits, Garwood 1936.
    #[test]
    fn the_limits_are_those_of_the_published_table() {
        for (events, lower, upper) in [(0, 0.0, 3.689), (1, 0.0253, 5.572), (10, 4.795, 18.390)] {
            let got = rate_interval(events, 1.0).unwrap();
            assert!((got.lower - lower).abs() < 6e-4, "{events}");
            assert!((got.upper.unwrap() - upper).abs() < 6e-4, "{events}");
        }
    }

    #[test]
    fn no_exposure_is_an_error() {
        assert_eq!(rate_interval(1, 0.0).unwrap_err(), DataError::NoExposureToCompare);
    }
}
