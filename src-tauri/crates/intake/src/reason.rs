//! Why a row does not come in.

use std::fmt;

use chrono::{NaiveDate, Weekday};

use crate::{CountFault, Every, ExistingValue, Role};

/// The reason one row is refused. Its sentence is meant for the person who made the file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// The row adds up others.
    TotalsRow,
    /// The row repeats the names of the columns.
    RepeatedHeader,
    /// There are figures but no date.
    DateMissing,
    /// The calendar has no such day, or it is no date at all.
    NotADate,
    /// The date cell holds a formula that was never calculated.
    DateUncalculated,
    /// The weekday beside the date is not its weekday.
    WeekdayDisagrees {
        /// The weekday it is.
        is: Weekday,
    },
    /// A month without a day, where a day is needed.
    DayMissing,
    /// The date is not the first day of a period.
    NotStartOfPeriod {
        /// Length of the period.
        every: Every,
        /// First day of the period that holds the date.
        start: NaiveDate,
    },
    /// The dates are said to be last days, and this is none.
    NotEndOfPeriod {
        /// Length of the period.
        every: Every,
        /// Last day of the period that holds the date.
        end: NaiveDate,
    },
    /// The period begins after today.
    InTheFuture {
        /// Length of the period.
        every: Every,
    },
    /// The period has begun but not ended.
    NotFinished {
        /// Length of the period.
        every: Every,
        /// Its last day.
        ends: NaiveDate,
    },
    /// The date is before the first day that is believed.
    TooEarly {
        /// That day.
        earliest: NaiveDate,
    },
    /// The count cannot be used.
    Count {
        /// Which of the two counts.
        role: Role,
        /// What is wrong with it.
        fault: CountFault,
    },
    /// A numerator above its denominator.
    NumeratorOverDenominator {
        /// The numerator.
        numerator: u64,
        /// The denominator.
        denominator: u64,
    },
    /// Events, but nothing they could have happened in.
    EventsWithoutExposure {
        /// The events.
        events: u64,
    },
    /// The same period with the same figures stands further up.
    Repeated {
        /// The row that comes in.
        first_row: u32,
    },
    /// The same period stands in other rows with other figures: none can be chosen.
    Conflicting {
        /// The first of the other rows.
        other_row: u32,
        /// How many other rows there are.
        other_rows: usize,
    },
    /// The period has other figures already.
    DiffersFromExisting(ExistingValue),
}

impl Reason {
    /// A stable name of the kind of reason.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::TotalsRow => "totals_row",
            Self::RepeatedHeader => "repeated_header",
            Self::DateMissing => "date_missing",
            Self::NotADate => "not_a_date",
            Self::DateUncalculated => "date_uncalculated",
            Self::WeekdayDisagrees { .. } => "weekday_disagrees",
            Self::DayMissing => "day_missing",
            Self::NotStartOfPeriod { .. } => "not_start_of_period",
            Self::NotEndOfPeriod { .. } => "not_end_of_period",
            Self::InTheFuture { .. } => "in_the_future",
            Self::NotFinished { .. } => "not_finished",
            Self::TooEarly { .. } => "too_early",
            Self::Count { fault, .. } => match fault {
                CountFault::Blank => "count_blank",
                CountFault::NotANumber => "count_not_a_number",
                CountFault::Negative => "count_negative",
                CountFault::Fractional => "count_fractional",
                CountFault::Percent => "count_percent",
                CountFault::TooLarge => "count_too_large",
                CountFault::Uncalculated => "count_uncalculated",
            },
            Self::NumeratorOverDenominator { .. } => "numerator_over_denominator",
            Self::EventsWithoutExposure { .. } => "events_without_exposure",
            Self::Repeated { .. } => "repeated",
            Self::Conflicting { .. } => "conflicting",
            Self::DiffersFromExisting(_) => "differs_from_existing",
        }
    }
}

/// A day as it is written in this program: "27 October 2025".
pub(crate) fn long(date: NaiveDate) -> String {
    date.format("%-d %B %Y").to_string()
}

pub(crate) fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TotalsRow => f.write_str("This row adds up the others."),
            Self::RepeatedHeader => f.write_str("This row repeats the names of the columns."),
            Self::DateMissing => f.write_str("There are figures but no date."),
            Self::NotADate => f.write_str("This is not a date in the calendar, read in the order of this column."),
            Self::DateUncalculated => f.write_str(
                "This is a formula whose result was not saved. Open and save the workbook in a spreadsheet program.",
            ),
            Self::WeekdayDisagrees { is } => {
                write!(f, "The date is a {}, not the day written beside it.", weekday(*is))
            }
            Self::DayMissing => f.write_str("This names a month but no day."),
            Self::NotStartOfPeriod { every: Every::Week, start } => {
                write!(f, "Weeks begin on a Monday. This day lies in the week of Monday {}.", long(*start))
            }
            Self::NotStartOfPeriod { every, start } => {
                write!(f, "This is not the first day of a {}, which would be {}.", every.word(), long(*start))
            }
            Self::NotEndOfPeriod { every: Every::Week, end } => {
                write!(f, "Weeks end on a Sunday. This day lies in the week ending Sunday {}.", long(*end))
            }
            Self::NotEndOfPeriod { every, end } => {
                write!(f, "This is not the last day of a {}, which would be {}.", every.word(), long(*end))
            }
            Self::InTheFuture { every } => write!(f, "This {} has not begun yet.", every.word()),
            Self::NotFinished { every, ends } => {
                write!(f, "This {} has not finished: it ends on {}.", every.word(), long(*ends))
            }
            Self::TooEarly { earliest } => write!(f, "This is before {}, the first day accepted.", long(*earliest)),
            Self::Count { role, fault } => count_sentence(f, *role, *fault),
            Self::NumeratorOverDenominator { numerator, denominator } => {
                write!(f, "The numerator, {numerator}, is more than the denominator, {denominator}.")
            }
            Self::EventsWithoutExposure { events } => {
                write!(f, "There are {events} events, but the number they are out of is 0.")
            }
            Self::Repeated { first_row } => write!(f, "This repeats row {first_row}, with the same figures."),
            Self::Conflicting { other_row, other_rows: 1 } => {
                write!(f, "Row {other_row} has the same date with other figures. It cannot be told which is right.")
            }
            Self::Conflicting { other_row, other_rows } => write!(
                f,
                "{other_rows} other rows, the first of them row {other_row}, have the same date with other figures. It cannot be told which is right."
            ),
            Self::DiffersFromExisting(existing) => match (existing.events, existing.exposure) {
                (Some(events), Some(exposure)) => {
                    write!(f, "Other figures are recorded for this date already: {events} out of {exposure}.")
                }
                (Some(events), None) => write!(f, "Another figure is recorded for this date already: {events}."),
                _ => f.write_str("This date is recorded already, without figures."),
            },
        }
    }
}

fn count_sentence(f: &mut fmt::Formatter<'_>, role: Role, fault: CountFault) -> fmt::Result {
    match fault {
        CountFault::Blank if role == Role::Exposure => {
            f.write_str("This is blank. The number the events are out of is needed.")
        }
        CountFault::Blank => f.write_str("This is blank, and blank is not nil. Type 0 if there were none."),
        CountFault::NotANumber => f.write_str("This is not a number."),
        CountFault::Negative => f.write_str("A count cannot be below nought."),
        CountFault::Fractional => {
            f.write_str("A count is a whole number. If the point separates thousands, leave it out.")
        }
        CountFault::Percent => f.write_str("This is a percentage; the count itself is needed."),
        CountFault::TooLarge => f.write_str("This is more than a thousand million."),
        CountFault::Uncalculated => f.write_str(
            "This is a formula whose result was not saved. Open and save the workbook in a spreadsheet program.",
        ),
    }
}
