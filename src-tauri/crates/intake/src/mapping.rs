//! What the columns mean, and the rules the rows are checked by.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Which column is which. Positions count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// Column of the date of each period.
    pub start: usize,
    /// Column of the count of events, or the numerator.
    pub events: usize,
    /// Column of what they are measured against, or the denominator.
    pub exposure: Option<usize>,
    /// Order of day and month in the date column; `None` leaves it to the evidence of the column.
    pub date_order: Option<DateOrder>,
    /// The dates are the last day of each period ("week ending"), not the first.
    pub period_ends: bool,
}

/// What a column is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The date of the period.
    Start,
    /// The events.
    Events,
    /// What they are measured against.
    Exposure,
}

/// Order of the parts of a written date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// 27/10/2025, as in the United Kingdom.
    DayFirst,
    /// 10/27/2025, as in the United States.
    MonthFirst,
    /// 2025-10-27 (ISO 8601).
    YearFirst,
}

/// How long one period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Every {
    /// A day.
    Day,
    /// A week, Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// A calendar quarter, from January, April, July or October.
    Quarter,
}

/// What the two counts are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CountKind {
    /// Events out of an exposure; one unit of exposure may see more than one event.
    EventsPerExposure,
    /// A numerator that is part of its denominator.
    Proportion,
    /// Events alone.
    CountOnly,
}

/// What is known of a period already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExistingValue {
    /// Events, if any were recorded.
    pub events: Option<u64>,
    /// Exposure, if any was recorded.
    pub exposure: Option<u64>,
}

/// What becomes of a row whose period has other figures already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnExisting {
    /// It is refused.
    Refuse,
    /// It comes in and says what it corrects.
    Correct,
}

/// The rules rows are checked by.
#[derive(Clone, Debug, PartialEq)]
pub struct Rules {
    /// Length of a period.
    pub every: Every,
    /// What the counts are to each other.
    pub kind: CountKind,
    /// The day on which the check is made: a period must have ended before it.
    pub today: NaiveDate,
    /// The first day that is believed.
    pub earliest: NaiveDate,
    /// What is recorded already, by the first day of its period.
    pub existing: BTreeMap<NaiveDate, ExistingValue>,
    /// What becomes of rows that differ from it. Equal rows are "already here" either way.
    pub on_existing: OnExisting,
}

impl Rules {
    /// Rules for a measure without any values yet, believing dates from 1 January 1753.
    #[must_use]
    pub fn new(every: Every, kind: CountKind, today: NaiveDate) -> Self {
        Self {
            every,
            kind,
            today,
            earliest: NaiveDate::from_ymd_opt(1753, 1, 1).unwrap_or(NaiveDate::MIN),
            existing: BTreeMap::new(),
            on_existing: OnExisting::Refuse,
        }
    }
}
