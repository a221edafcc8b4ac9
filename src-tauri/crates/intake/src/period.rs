//! First and last days of weeks, months and quarters.

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::Every;

impl Every {
    /// First day of the period that holds `day`. Weeks begin on Monday (ISO 8601).
    #[must_use]
    pub fn start_of(self, day: NaiveDate) -> NaiveDate {
        let back = match self {
            Self::Day => 0,
            Self::Week => u64::from(day.weekday().num_days_from_monday()),
            Self::Month => u64::from(day.day0()),
            Self::Quarter => {
                let first = day.with_day(1).and_then(|d| d.with_month0(day.month0() / 3 * 3));
                return first.unwrap_or(day);
            }
        };
        day.checked_sub_days(Days::new(back)).unwrap_or(day)
    }

    /// First day of the period after the one that begins on `start`.
    #[must_use]
    pub fn next(self, start: NaiveDate) -> NaiveDate {
        let next = match self {
            Self::Day => start.checked_add_days(Days::new(1)),
            Self::Week => start.checked_add_days(Days::new(7)),
            Self::Month => start.checked_add_months(Months::new(1)),
            Self::Quarter => start.checked_add_months(Months::new(3)),
        };
        next.unwrap_or(NaiveDate::MAX)
    }

    /// Last day of the period that begins on `start`.
    #[must_use]
    pub fn end_of(self, start: NaiveDate) -> NaiveDate {
        self.next(start).pred_opt().unwrap_or(start)
    }

    /// How many periods begin from `from` up to and without `to`, both being first days.
    pub(crate) fn between(self, from: NaiveDate, to: NaiveDate) -> i64 {
        let months = |d: NaiveDate| i64::from(d.year()) * 12 + i64::from(d.month0());
        match self {
            Self::Day => (to - from).num_days(),
            Self::Week => (to - from).num_days() / 7,
            Self::Month => months(to) - months(from),
            Self::Quarter => (months(to) - months(from)) / 3,
        }
    }

    /// The word for one period.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic
    use super::*;

    #[test]
    fn every_day_of_four_years_lies_in_the_period_it_is_put_in() {
        for every in [Every::Day, Every::Week, Every::Month, Every::Quarter] {
            let mut day = NaiveDate::from_ymd_opt(2023, 12, 20).unwrap();
            let mut before = every.start_of(day);
            for _ in 0..1_500 {
                let start = every.start_of(day);
                assert!(start <= day && day <= every.end_of(start), "{every:?} {day}");
                assert!(start == before || start == every.next(before), "{every:?} {day}");
                assert_eq!(every.between(before, start), i64::from(start != before));
                before = start;
                day = day.succ_opt().unwrap();
            }
        }
    }
}
