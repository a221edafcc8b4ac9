//! Gaps between successive events of one kind: what rare events are charted by.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use crate::series::period::{DataError, DateRange};

/// A gap longer than this, in days or whatever else it is measured in, is a slip of the pen.
const LONGEST_GAP: f64 = 1e9;
const MINUTES_IN_DAY: f64 = 1440.0;

/// The stretch between one event and the next.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Gap {
    /// Day of the event it begins with; `None` where only lengths were given.
    pub from: Option<NaiveDate>,
    /// Day of the event it ends with; `None` where only lengths were given.
    pub to: Option<NaiveDate>,
    /// Days (with a fraction where times are known), or the unit that lengths were given in.
    pub length: f64,
}

/// The stretch since the last event, not ended yet: the next gap is this long or longer.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct OpenGap {
    /// Day of the last event; `None` where only lengths were given.
    pub from: Option<NaiveDate>,
    /// Length so far, in the unit of the gaps.
    pub length: f64,
}

/// How finely gaps are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GapPrecision {
    /// Whole days, or cases: events may be 0 apart.
    Whole,
    /// Times of events are known.
    Timed,
}

/// Checked gaps in date order.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EventGaps {
    gaps: Vec<Gap>,
    open: Option<OpenGap>,
    precision: GapPrecision,
}

/// Which gaps centre and limits are worked out from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GapBaseline {
    /// So many of the first gaps.
    First(usize),
    /// Gaps whose two events both lie in a range of dates.
    Within(DateRange),
}

impl GapBaseline {
    /// Whether the gap at a place in date order belongs to the baseline.
    #[must_use]
    pub fn holds(&self, place: usize, gap: &Gap) -> bool {
        match self {
            Self::First(n) => place < *n,
            Self::Within(range) => {
                let inside = |day: Option<NaiveDate>| day.is_some_and(|d| d >= range.first && d <= range.last);
                inside(gap.from) && inside(gap.to)
            }
        }
    }
}

impl EventGaps {
    /// Gaps in whole days between dated events, in any order; events of one day are 0 apart.
    ///
    /// `until` is the day up to which the list was kept, and so the end of the open gap.
    ///
    /// # Errors
    /// [`DataError::EventAfterEnd`] if an event is dated after `until`.
    pub fn from_dates(dates: &[NaiveDate], until: Option<NaiveDate>) -> Result<Self, DataError> {
        let days = |from: NaiveDate, to: NaiveDate| (to - from).num_days() as f64;
        Self::between(dates, until, |date| date, days, GapPrecision::Whole)
    }

    /// Gaps in days between timed events, in any order, to the minute.
    ///
    /// # Errors
    /// [`DataError::EventAfterEnd`] if an event is timed after `until`.
    pub fn from_times(times: &[NaiveDateTime], until: Option<NaiveDateTime>) -> Result<Self, DataError> {
        let days = |from: NaiveDateTime, to: NaiveDateTime| (to - from).num_minutes() as f64 / MINUTES_IN_DAY;
        Self::between(times, until, |time| time.date(), days, GapPrecision::Timed)
    }

    /// Gaps given by their lengths in date order, in any one unit: hours, days, cases.
    ///
    /// # Errors
    /// [`DataError::ValueNotValid`] for a length that is negative, not finite or above 1e9; the open
    /// gap stands after the last.
    pub fn from_lengths(lengths: &[f64], open: Option<f64>, precision: GapPrecision) -> Result<Self, DataError> {
        let valid = |length: &f64| (0.0..=LONGEST_GAP).contains(length);
        if let Some(place) = lengths.iter().chain(&open).position(|length| !valid(length)) {
            return Err(DataError::ValueNotValid { place });
        }
        Ok(Self {
            gaps: lengths.iter().map(|length| Gap { from: None, to: None, length: *length }).collect(),
            open: open.map(|length| OpenGap { from: None, length }),
            precision,
        })
    }

    fn between<T: Copy + Ord>(
        events: &[T],
        until: Option<T>,
        day: impl Fn(T) -> NaiveDate,
        apart: impl Fn(T, T) -> f64,
        precision: GapPrecision,
    ) -> Result<Self, DataError> {
        let mut sorted = events.to_vec();
        sorted.sort_unstable();
        let open = match (sorted.last().copied(), until) {
            (Some(last), Some(end)) if last > end => return Err(DataError::EventAfterEnd { until: day(end) }),
            (Some(last), Some(end)) => Some(OpenGap { from: Some(day(last)), length: apart(last, end) }),
            _ => None,
        };
        let gap = |from, to| Gap { from: Some(day(from)), to: Some(day(to)), length: apart(from, to) };
        let gaps = sorted.windows(2).map(|pair| gap(pair[0], pair[1])).collect();
        Ok(Self { gaps, open, precision })
    }

    /// The ended gaps, in date order: one fewer than there were events.
    #[must_use]
    pub fn gaps(&self) -> &[Gap] {
        &self.gaps
    }

    /// The gap that has not ended.
    #[must_use]
    pub fn open(&self) -> Option<OpenGap> {
        self.open
    }

    /// How finely the gaps are known.
    #[must_use]
    pub fn precision(&self) -> GapPrecision {
        self.precision
    }
}
