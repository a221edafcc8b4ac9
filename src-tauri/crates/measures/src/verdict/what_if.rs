//! The verdict as it would be: periods to come, with a number of events in them.

use crate::math::summation::mean;
use crate::rates::comparison::ComparisonError;
use crate::series::count_series::CountSeries;
use crate::series::period::{Period, PeriodState};
use crate::verdict::codes::PlannedCheck;
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
    let mut periods = question.series.periods().to_vec();
    let recent: Vec<f64> =
        periods.iter().rev().filter(|p| p.state == PeriodState::Observed).filter_map(|p| p.exposure).take(8).collect();
    let exposure = mean(&recent);
    let count = supposed.periods.min(MOST_PERIODS);
    // A period that is not over is supposed to be the first of those to come.
    if periods.last().is_some_and(|p| p.state == PeriodState::Partial) {
        periods.pop();
    }
    let mut start = periods.last().map_or(question.change, |p| p.end);
    for n in 0..u64::from(count) {
        let Some(end) = advance(start, 1, question.every) else { break };
        let share = |upto: u64| supposed.events * upto / u64::from(count);
        let events = Some(share(n + 1) - share(n));
        periods.push(Period { start, end, state: PeriodState::Observed, events, exposure });
        start = end;
    }
    let series = CountSeries::new(periods)?;
    count_verdict(&CountQuestion { series: &series, check: supposed.check, ..question.clone() })
}
