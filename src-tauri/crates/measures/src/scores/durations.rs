//! Times that something took, some of which are not over.

use serde::{Deserialize, Serialize};

use crate::math::summation::median;
use crate::rule_set::RULE_SET;
use crate::scores::pairs::ScoreError;
use crate::scores::two_groups::{TwoGroups, compare_two_groups};

/// More than one in this many still open makes a median a lower bound.
const OPEN_ONE_IN: usize = 10;

/// How long one thing took, or has taken so far.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct TimeTaken {
    /// Time in the unit of the measure, such as hours; 0 or more.
    pub value: f64,
    /// Not over: `value` is the time so far.
    pub open: bool,
}

/// The times of one side.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct TimesSummary {
    /// Times given.
    pub n_used: usize,
    /// Those that are over.
    pub n_finished: usize,
    /// Those still open.
    pub n_open: usize,
    /// Median of all, an open one counting with its time so far; `None` without times.
    pub median: Option<f64>,
    /// More than 10% are open: the median can only be this or longer.
    pub median_is_lower_bound: bool,
}

/// Times after a change beside times before it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DurationComparison {
    /// Before.
    pub before: TimesSummary,
    /// After.
    pub after: TimesSummary,
    /// The finished ones compared: Mann–Whitney test and shift estimate.
    pub finished: TwoGroups,
    /// Version of the method.
    pub rule_set: String,
}

/// Compares times, in one unit and any order. Open ones are counted and enter the medians; the test
/// and the shift are of the finished ones.
///
/// # Errors
/// [`ScoreError::ValueNotValid`] for a time that is negative or not finite.
pub fn compare_durations(before: &[TimeTaken], after: &[TimeTaken]) -> Result<DurationComparison, ScoreError> {
    if before.iter().chain(after).any(|t| !t.value.is_finite() || t.value < 0.0) {
        return Err(ScoreError::ValueNotValid);
    }
    let finished = |side: &[TimeTaken]| side.iter().filter(|t| !t.open).map(|t| t.value).collect::<Vec<_>>();
    Ok(DurationComparison {
        before: summary(before),
        after: summary(after),
        finished: compare_two_groups(&finished(before), &finished(after), None)?,
        rule_set: RULE_SET.to_owned(),
    })
}

fn summary(times: &[TimeTaken]) -> TimesSummary {
    let (n, n_open) = (times.len(), times.iter().filter(|t| t.open).count());
    let values: Vec<f64> = times.iter().map(|t| t.value).collect();
    TimesSummary {
        n_used: n,
        n_finished: n - n_open,
        n_open,
        median: median(&values),
        median_is_lower_bound: n_open * OPEN_ONE_IN > n,
    }
}
