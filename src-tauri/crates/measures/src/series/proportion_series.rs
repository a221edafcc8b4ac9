//! A measure that is a part of a whole, over time: numerator and denominator of each period.

use serde::Serialize;

use crate::series::count_series::{ChartPoint, CountSeries};
use crate::series::period::{DataError, Period};

/// Checked periods in date order, in which `events` is the numerator and `exposure` the
/// denominator: a whole number that is nowhere smaller than the numerator.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProportionSeries {
    counts: CountSeries,
}

impl ProportionSeries {
    /// Puts periods in date order and checks them as [`CountSeries::new`] does, and as proportions.
    ///
    /// # Errors
    /// Those of [`CountSeries::new`]; [`DataError::ExposureNotValid`] for a denominator that is not
    /// a whole number; [`DataError::NumExceedsDen`] where the numerator is the larger.
    pub fn new(periods: Vec<Period>) -> Result<Self, DataError> {
        let counts = CountSeries::new(periods)?;
        for Period { start, events, exposure, .. } in counts.periods() {
            let Some(den) = *exposure else { continue };
            if den.fract() != 0.0 {
                return Err(DataError::ExposureNotValid { start: *start });
            }
            if events.is_some_and(|num| num as f64 > den) {
                return Err(DataError::NumExceedsDen { start: *start });
            }
        }
        Ok(Self { counts })
    }

    /// The periods, in date order.
    #[must_use]
    pub fn periods(&self) -> &[Period] {
        self.counts.periods()
    }

    /// The same periods as counts with exposure.
    #[must_use]
    pub fn as_counts(&self) -> &CountSeries {
        &self.counts
    }

    /// Shares from 0 to 1, one point a period.
    #[must_use]
    pub fn shares(&self) -> Vec<ChartPoint> {
        self.counts.rates(1.0)
    }

    /// Percentages from 0 to 100, one point a period.
    #[must_use]
    pub fn percentages(&self) -> Vec<ChartPoint> {
        self.shares().into_iter().map(|p| ChartPoint { value: p.value.map(|share| share * 100.0), ..p }).collect()
    }
}
