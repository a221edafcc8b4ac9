//! What an import would do, row by row, before it is done.

use std::fmt;

use chrono::NaiveDate;

use crate::reason::long;
use crate::{Every, ExistingValue, Reason};

/// Every row of a table, in exactly one of the three lists; or a question that comes first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DryRun {
    /// Rows that will come in, in the order of the file.
    pub coming_in: Vec<CheckedRow>,
    /// Rows that will not, in the order of the file, each with its first fault.
    pub not_coming_in: Vec<RefusedRow>,
    /// Rows whose period has the same figures already.
    pub already_here: Vec<AlreadyHere>,
    /// What to look at, though it stops nothing.
    pub warnings: Vec<Warning>,
    /// What must be answered before anything is imported. When the order of the dates is not
    /// settled the three lists are empty, since no row has been read.
    pub must_ask: Option<Question>,
}

/// A row that will come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CheckedRow {
    /// Row number in the file.
    pub row: u32,
    /// First day of the period.
    pub start: NaiveDate,
    /// Events, or the numerator.
    pub events: u64,
    /// Exposure, or the denominator. `Some(0)` means that there was none and nothing happened.
    pub exposure: Option<u64>,
    /// The figures it takes the place of.
    pub corrects: Option<ExistingValue>,
}

/// A row that will not come in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedRow {
    /// Row number in the file.
    pub row: u32,
    /// Name of the column with the fault.
    pub column: String,
    /// The cell as shown, at most 80 characters. It may hold anything: show it, never log it.
    pub content: String,
    /// Why.
    pub reason: Reason,
}

/// A row whose period is recorded with the same figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AlreadyHere {
    /// Row number in the file.
    pub row: u32,
    /// First day of the period.
    pub start: NaiveDate,
}

/// What to look at before importing.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Warning {
    /// Periods between the first and the last that are in neither the file nor the record.
    Gap {
        /// First day of the first missing period.
        from: NaiveDate,
        /// First day of the last missing period.
        to: NaiveDate,
        /// How many are missing.
        missing: u32,
        /// Length of a period.
        every: Every,
    },
    /// Years written in two digits were taken as 20xx.
    ShortYears {
        /// In how many rows.
        rows: usize,
    },
    /// A time of day was dropped.
    TimesDropped {
        /// In how many rows.
        rows: usize,
    },
    /// A totals row does not agree with the rows read.
    TotalDiffers {
        /// Row number of the totals row.
        row: u32,
        /// Name of the column.
        column: String,
        /// What it says.
        stated: u64,
        /// What the rows coming in and already here add up to.
        summed: u64,
    },
}

impl Warning {
    /// A stable name of the kind of warning.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Gap { .. } => "gap",
            Self::ShortYears { .. } => "short_years",
            Self::TimesDropped { .. } => "times_dropped",
            Self::TotalDiffers { .. } => "total_differs",
        }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Gap { from, missing: 1, every, .. } => {
                write!(f, "The {} of {} is missing.", every.word(), long(*from))
            }
            Self::Gap { from, to, missing, every } => {
                write!(f, "{missing} {}s are missing, from {} to {}.", every.word(), long(*from), long(*to))
            }
            Self::ShortYears { rows } => write!(f, "Years in two digits were read as 20xx, in {rows} rows."),
            Self::TimesDropped { rows } => write!(f, "A time of day was left out, in {rows} rows; the date was kept."),
            Self::TotalDiffers { row, column, stated, summed } => write!(
                f,
                "The total in row {row} says {stated} for \u{201c}{column}\u{201d}; the rows that can be read add up to {summed}."
            ),
        }
    }
}

/// What a person must answer before anything is imported.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Question {
    /// Is the day first or the month? Day first is the choice to offer first.
    DateOrder {
        /// Dates as written, each with what it means day first and month first; `None` where the
        /// calendar has no such day.
        examples: Vec<(String, Option<NaiveDate>, Option<NaiveDate>)>,
    },
    /// Every date is the last day of a period: are they ends and not beginnings?
    PeriodEnds {
        /// Length of a period.
        every: Every,
        /// How many rows.
        rows: usize,
    },
    /// The measure needs a number that events are out of, and no column was chosen for it.
    ExposureColumn,
    /// The chosen column holds no dates: choose another.
    NotDates {
        /// Name of the column.
        column: String,
    },
}

impl Question {
    /// A stable name of the kind of question.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::DateOrder { .. } => "date_order",
            Self::PeriodEnds { .. } => "period_ends",
            Self::ExposureColumn => "exposure_column",
            Self::NotDates { .. } => "not_dates",
        }
    }
}

impl fmt::Display for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DateOrder { .. } => f.write_str("Is the day written first in these dates, or the month?"),
            Self::PeriodEnds { every, .. } => {
                write!(f, "Every date is the last day of a {0}. Are these {0}-ending dates?", every.word())
            }
            Self::ExposureColumn => f.write_str("Which column holds the number that the events are out of?"),
            Self::NotDates { column } => {
                write!(
                    f,
                    "The column \u{201c}{column}\u{201d} holds no dates. Which column says when each period begins?"
                )
            }
        }
    }
}
