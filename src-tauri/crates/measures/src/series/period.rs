//! Periods of a measure as they were returned, checked and put in order.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What stands behind a period, and so whether it may be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PeriodState {
    /// A return was made; a confirmed nil is a return of 0.
    Observed,
    /// No return. Never read as 0.
    Missing,
    /// Left out by a recorded decision; drawn hollow and never used.
    Excluded,
    /// Nothing could have happened: exposure 0 and events 0.
    NoExposure,
    /// The period is not over, or the service was open for part of it only.
    Partial,
}

/// One period of a count measure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Period {
    /// First day.
    pub start: NaiveDate,
    /// The day after the last day.
    pub end: NaiveDate,
    /// Whether and how the period counts.
    pub state: PeriodState,
    /// Events counted; `None` where nothing was returned.
    pub events: Option<u64>,
    /// Opportunities in the period (visits, bed days); `None` where not given.
    pub exposure: Option<f64>,
}

impl Period {
    /// Events for one unit of exposure, where both are known and the exposure is above 0.
    #[must_use]
    pub fn rate(&self) -> Option<f64> {
        let exposure = self.exposure.filter(|t| *t > 0.0)?;
        Some(self.events? as f64 / exposure)
    }
}

/// Days from `first` to `last`, both belonging to the range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateRange {
    /// First day.
    pub first: NaiveDate,
    /// Last day, still inside.
    pub last: NaiveDate,
}

impl DateRange {
    /// Whether a period lies wholly inside: its first day and its last day both do.
    #[must_use]
    pub fn holds(&self, start: NaiveDate, end: NaiveDate) -> bool {
        start >= self.first && end.pred_opt().is_some_and(|day| day <= self.last)
    }

    /// Number of days, at least 1 for a range that is not reversed.
    #[must_use]
    pub fn days(&self) -> i64 {
        (self.last - self.first).num_days() + 1
    }
}

/// Why a period did not enter a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeftOutReason {
    /// No return was made.
    Missing,
    /// Left out by a recorded decision.
    Excluded,
    /// Exposure and events are both 0.
    NoExposure,
    /// The period is not complete.
    Partial,
    /// Events were returned without exposure, so there is no rate.
    ExposureUnknown,
    /// A change was made inside the period, so it belongs to neither side.
    ChangeInside,
}

/// A period that did not enter a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// First day of the period.
    pub start: NaiveDate,
    /// Why.
    pub reason: LeftOutReason,
}

impl LeftOut {
    /// Reason that goes with a state; `None` for an observed period.
    pub(crate) fn from_state(start: NaiveDate, state: PeriodState) -> Option<Self> {
        let reason = match state {
            PeriodState::Observed => return None,
            PeriodState::Missing => LeftOutReason::Missing,
            PeriodState::Excluded => LeftOutReason::Excluded,
            PeriodState::NoExposure => LeftOutReason::NoExposure,
            PeriodState::Partial => LeftOutReason::Partial,
        };
        Some(Self { start, reason })
    }
}

/// A fault in the data that no result can be worked out from.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum DataError {
    /// Two periods begin on the same day.
    #[error("two periods begin on {start}")]
    DuplicatePeriod {
        /// First day of both.
        start: NaiveDate,
    },
    /// A period begins before the one in front of it has ended.
    #[error("the period of {start} begins before the one in front of it has ended")]
    Overlap {
        /// First day of the later one.
        start: NaiveDate,
    },
    /// A period ends on or before its first day.
    #[error("the period of {start} has no days")]
    EmptyPeriod {
        /// First day.
        start: NaiveDate,
    },
    /// Events were counted where nothing could have happened.
    #[error("the period of {start} has events but no exposure")]
    EventsWithoutExposure {
        /// First day.
        start: NaiveDate,
    },
    /// The period is marked as observed and has no count.
    #[error("the period of {start} is marked as returned but has no count")]
    ObservedWithoutEvents {
        /// First day.
        start: NaiveDate,
    },
    /// Exposure below 0 or not a number.
    #[error("the exposure of the period of {start} is not a number of 0 or more")]
    ExposureNotValid {
        /// First day.
        start: NaiveDate,
    },
    /// More events, or more exposure, than can be worked with.
    #[error("the period of {start} has a number larger than can be worked with")]
    CountTooLarge {
        /// First day.
        start: NaiveDate,
    },
    /// There are no periods at all.
    #[error("there are no periods")]
    NoPeriods,
    /// A period begins after today.
    #[error("the period of {start} lies in the future")]
    FuturePeriod {
        /// First day.
        start: NaiveDate,
    },
    /// The baseline reaches the change.
    #[error("the baseline does not end before the change")]
    BaselineAfterChange,
    /// No observed period lies in the baseline.
    #[error("no observed period lies in the baseline")]
    EmptyBaseline,
    /// A comparison was asked for with an exposure that is not above 0.
    #[error("a comparison needs an exposure above 0 on both sides")]
    NoExposureToCompare,
    /// More cases were counted than there were to count, so that there is no proportion. For a rate
    /// of events this is no fault.
    #[error("the period of {start} has a numerator larger than its denominator")]
    NumExceedsDen {
        /// First day.
        start: NaiveDate,
    },
    /// A value is not finite, or is negative, broken or out of range where it may not be.
    #[error("value {place}, counted from 0, is not one that this chart can hold")]
    ValueNotValid {
        /// Place in date order, counted from 0.
        place: usize,
    },
    /// Two events fall on one moment, which a t chart cannot show: use a g chart, or give times.
    #[error("gap {place}, counted from 0, is nought: use a g chart, or give the times of the events")]
    ZeroGap {
        /// Place in date order, counted from 0.
        place: usize,
    },
    /// An event is dated after the day up to which the list was kept.
    #[error("the list of events ends on {until}, before its last event")]
    EventAfterEnd {
        /// The day up to which the list was kept.
        until: NaiveDate,
    },
    /// Limits were to be worked out again from a day that is inside the declared baseline, or on
    /// which they already begin afresh.
    #[error("limits cannot begin afresh on {on}: the baseline, or another phase, stands there")]
    RecalculationMisplaced {
        /// First day of the new phase.
        on: NaiveDate,
    },
}

impl DataError {
    /// First day of the period at fault; `None` where the fault is no single period's.
    #[must_use]
    pub fn start(&self) -> Option<NaiveDate> {
        match self {
            Self::DuplicatePeriod { start }
            | Self::Overlap { start }
            | Self::EmptyPeriod { start }
            | Self::EventsWithoutExposure { start }
            | Self::ObservedWithoutEvents { start }
            | Self::ExposureNotValid { start }
            | Self::CountTooLarge { start }
            | Self::FuturePeriod { start }
            | Self::NumExceedsDen { start } => Some(*start),
            _ => None,
        }
    }

    /// Short name of the fault, the same in every version.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::DuplicatePeriod { .. } => "duplicate_period",
            Self::Overlap { .. } => "overlap",
            Self::EmptyPeriod { .. } => "empty_period",
            Self::EventsWithoutExposure { .. } => "events_without_exposure",
            Self::ObservedWithoutEvents { .. } => "observed_without_events",
            Self::ExposureNotValid { .. } => "exposure_not_valid",
            Self::CountTooLarge { .. } => "count_too_large",
            Self::NoPeriods => "no_periods",
            Self::FuturePeriod { .. } => "future_period",
            Self::BaselineAfterChange => "baseline_after_change",
            Self::EmptyBaseline => "empty_baseline",
            Self::NoExposureToCompare => "no_exposure_to_compare",
            Self::NumExceedsDen { .. } => "num_exceeds_den",
            Self::ValueNotValid { .. } => "value_not_valid",
            Self::ZeroGap { .. } => "zero_gap",
            Self::EventAfterEnd { .. } => "event_after_end",
            Self::RecalculationMisplaced { .. } => "recalculation_misplaced",
        }
    }
}
