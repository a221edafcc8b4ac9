//! The verdict as it would be: periods to come, with a number of events in them.

use crate::math::summation::mean;
use crate::rates::comparison::ComparisonError;
use crate::series::count_series::CountSeries;
use crate::series::period::{DataError, Period, PeriodState};
use crate::verdict::codes::{PeriodLength, PlannedCheck};
use crate::verdict::count::{CountVerdict, count_verdict};
use crate::verdict::question::CountQuestion;
use crate::verdict::settle::advance;

/// The most periods that may be supposed.
pub const MOST_PERIODS: u32 = 520;

/// What a person supposes of the time to come.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Supposed {
    /// Further periods, each with the mean exposure of the last eight.
    pub periods: u32,
    /// Events in all of them together, spread as evenly as whole numbers go.
    pub events: u64,
    /// What the look at their end would be.
    pub check: PlannedCheck,
}

/// The verdict after the supposed periods.
///
/// # Errors
/// As [`count_verdict`].
pub fn what_if(question: &CountQuestion<'_>, supposed: Supposed) -> Result<CountVerdict, ComparisonError> {
    let mut periods = suppose(question.series, question.every, supposed)?;
    if periods.periods().is_empty() {
        periods = question.series.clone();
    }
    count_verdict(&CountQuestion { series: &periods, check: supposed.check, ..question.clone() })
}

/// A series with the supposed periods after its last one; a period that is not over is the first of them. Without
/// periods there is nothing to carry forward, and the series stays as it is.
///
/// # Errors
/// [`DataError`] as [`CountSeries::new`]; none is known to happen.
pub fn suppose(series: &CountSeries, every: PeriodLength, supposed: Supposed) -> Result<CountSeries, DataError> {
    let mut periods = series.periods().to_vec();
    let recent: Vec<f64> =
        periods.iter().rev().filter(|p| p.state == PeriodState::Observed).filter_map(|p| p.exposure).take(8).collect();
    // Denominators are whole numbers of people, visits or days.
    let exposure = mean(&recent).map(f64::round);
    let count = u64::from(supposed.periods.min(MOST_PERIODS));
    if periods.last().is_some_and(|p| p.state == PeriodState::Partial) {
        periods.pop();
    }
    let Some(mut start) = periods.last().map(|p| p.end) else { return CountSeries::new(periods) };
    let share = |upto: u64| u128::from(supposed.events) * u128::from(upto) / u128::from(count.max(1));
    for n in 0..count {
        let Some(end) = advance(start, 1, every) else { break };
        let events = u64::try_from(share(n + 1) - share(n)).ok();
        periods.push(Period { start, end, state: PeriodState::Observed, events, exposure });
        start = end;
    }
    CountSeries::new(periods)
}
