//! An indicator followed for one service, and its counts.

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::{
    FieldProblem, MeasureId, ServiceId,
    declared::{Declared, Defined},
    indicator::Every,
    problem::Problems,
};

/// The canonical schema number of [`MeasureRecord`].
pub const MEASURE_SCHEMA: u32 = 2;
/// Earliest period that counts may be entered for.
pub const EARLIEST_YEAR: i32 = 1753;

/// A measure as one revision keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeasureRecord {
    /// Identity.
    pub id: MeasureId,
    /// The service it is counted for.
    pub service_id: ServiceId,
    /// The indicator's code.
    pub indicator: String,
    /// How long one period is.
    pub every: Every,
    /// First day of the declared baseline.
    pub baseline_from: Option<NaiveDate>,
    /// Last day of the declared baseline.
    pub baseline_to: Option<NaiveDate>,
    /// The day of the change under comparison.
    pub change_on: Option<NaiveDate>,
    /// Direction, kind and unit as they stood in the library when the measure was added; absent in the first
    /// form of this record.
    #[serde(default)]
    pub defined: Option<Defined>,
    /// How the comparison is made.
    #[serde(default)]
    pub declared: Declared,
}

impl MeasureRecord {
    /// Checks that the baseline ends before the change and both are whole.
    ///
    /// # Errors
    /// The dates that contradict each other.
    pub fn check(self) -> Result<Self, Vec<FieldProblem>> {
        let mut problems = Problems::new();
        match (self.baseline_from, self.baseline_to) {
            (Some(from), Some(to)) if to < from => {
                problems.add("baseline_to", "The baseline ends before it begins. Check the two dates.");
            }
            (Some(_), None) => problems.add("baseline_to", "Say when the baseline ends."),
            (None, Some(_)) => problems.add("baseline_from", "Say when the baseline begins."),
            _ => {}
        }
        if let (Some(to), Some(change)) = (self.baseline_to, self.change_on)
            && change <= to
        {
            problems.add(
                "change_on",
                "The change comes after the baseline. Choose a later date, or end the baseline sooner.",
            );
        }
        self.declared.check(self.every, self.change_on, &mut problems);
        if let (Some(chart), Some(defined)) = (self.declared.chart, &self.defined)
            && !chart.suits(defined.kind)
        {
            problems.add("chart", "That chart cannot be drawn of such numbers. Choose another.");
        }
        problems.into_result()?;
        Ok(self)
    }
}

/// The canonical schema number of [`PeriodNoteRecord`].
pub const PERIOD_NOTE_SCHEMA: u32 = 1;

/// The remark on one period of a measure, as one revision keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeriodNoteRecord {
    /// The measure.
    pub measure_id: MeasureId,
    /// First day of the period.
    pub start: NaiveDate,
    /// The remark; blank when it was taken away.
    pub text: String,
}

/// The count of one period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeriodCount {
    /// First day of the period.
    pub start: NaiveDate,
    /// Counted events, numerator, or score.
    pub events: u64,
    /// Exposure or denominator; none when only events were counted.
    pub exposure: Option<u64>,
    /// A remark drawn beside the point.
    pub note: Option<String>,
}

impl Every {
    /// The first day of the period that holds `day`. Weeks begin on Monday.
    #[must_use]
    pub fn start_of(self, day: NaiveDate) -> NaiveDate {
        match self {
            Self::Day => day,
            Self::Week => day - Days::new(u64::from(day.weekday().num_days_from_monday())),
            Self::Month => day.with_day(1).unwrap_or(day),
            Self::Quarter => {
                let month = day.month0() / 3 * 3 + 1;
                NaiveDate::from_ymd_opt(day.year(), month, 1).unwrap_or(day)
            }
        }
    }

    /// The first day of the period after the one that starts on `start`.
    #[must_use]
    pub fn next(self, start: NaiveDate) -> NaiveDate {
        match self {
            Self::Day => start + Days::new(1),
            Self::Week => start + Days::new(7),
            Self::Month => start + Months::new(1),
            Self::Quarter => start + Months::new(3),
        }
    }

    /// The first day of the period before the one that starts on `start`.
    #[must_use]
    pub fn previous(self, start: NaiveDate) -> NaiveDate {
        match self {
            Self::Day => start - Days::new(1),
            Self::Week => start - Days::new(7),
            Self::Month => start - Months::new(1),
            Self::Quarter => start - Months::new(3),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may panic
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn periods_begin_on_mondays_and_firsts() {
        assert_eq!(Every::Week.start_of(day("2025-11-02")), day("2025-10-27"));
        assert_eq!(Every::Quarter.start_of(day("2026-12-31")), day("2026-10-01"));
        assert_eq!(Every::Month.next(day("2026-01-01")), day("2026-02-01"));
        assert_eq!(Every::Quarter.previous(day("2026-01-01")), day("2025-10-01"));
    }

    #[test]
    fn the_change_comes_after_the_baseline() {
        let measure = |to: &str, change: &str| MeasureRecord {
            id: MeasureId([1; 16]),
            service_id: ServiceId([2; 16]),
            indicator: "hc_missed".into(),
            every: Every::Week,
            baseline_from: Some(day("2025-10-27")),
            baseline_to: Some(day(to)),
            change_on: Some(day(change)),
            defined: None,
            declared: Declared::default(),
        };
        assert!(measure("2026-02-08", "2026-02-09").check().is_ok());
        assert_eq!(measure("2026-02-08", "2026-02-08").check().unwrap_err()[0].field, "change_on");
        assert_eq!(measure("2025-02-08", "2026-02-08").check().unwrap_err()[0].field, "baseline_to");
    }
}
