//! Working days, and how a due date is worked out, with the days that were skipped and why.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, TimeDelta, Weekday};
use serde::{Deserialize, Serialize};

use crate::{plain, time::FactTime};

/// The bank holidays of England and Wales that a vault knows, by their names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BankHolidays {
    days: BTreeMap<NaiveDate, String>,
    last_year: i32,
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    source: String,
    last_year: i32,
    day: Vec<Day>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Day {
    on: NaiveDate,
    name: String,
}

impl BankHolidays {
    /// The days compiled in: GOV.UK bank holidays, England and Wales.
    ///
    /// # Errors
    /// The compiled data file is not what it should be.
    pub fn built_in() -> Result<Self, toml::de::Error> {
        let file: File = toml::from_str(include_str!("../data/bank-holidays.toml"))?;
        let days = file.day.into_iter().map(|day| (day.on, day.name)).collect();
        Ok(Self { days, last_year: file.last_year, source: file.source })
    }

    /// Adds days of the provider's own. A year in which eight are known counts as known.
    pub fn extend(&mut self, own: impl IntoIterator<Item = (NaiveDate, String)>) {
        /// As many as England has in a year without a special one.
        const IN_A_YEAR: usize = 8;
        self.days.extend(own);
        while self.days.keys().filter(|day| day.year() == self.last_year + 1).count() >= IN_A_YEAR {
            self.last_year += 1;
        }
    }

    /// The last year whose bank holidays are known.
    #[must_use]
    pub const fn last_year(&self) -> i32 {
        self.last_year
    }

    /// Where the days compiled in come from.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Every day known, in order.
    pub fn days(&self) -> impl Iterator<Item = (NaiveDate, &str)> {
        self.days.iter().map(|(day, name)| (*day, name.as_str()))
    }

    /// Whether offices work on this day: Monday to Friday and no bank holiday.
    #[must_use]
    pub fn is_working_day(&self, day: NaiveDate) -> bool {
        self.why_not(day).is_none()
    }

    /// Why offices do not work on this day; none when they do.
    #[must_use]
    pub fn why_not(&self, day: NaiveDate) -> Option<&str> {
        match day.weekday() {
            Weekday::Sat | Weekday::Sun => Some("weekend"),
            _ => self.days.get(&day).map(String::as_str),
        }
    }

    /// The day `working_days` after `day`, where the day of the event is day 0.
    #[must_use]
    pub fn add_working_days(&self, day: NaiveDate, working_days: u32) -> NaiveDate {
        let mut at = day;
        let mut left = working_days;
        while left > 0 {
            at = at + Days::new(1);
            if self.is_working_day(at) {
                left -= 1;
            }
        }
        at
    }

    /// The day itself, or the next one on which offices work.
    #[must_use]
    pub fn on_or_after(&self, day: NaiveDate) -> NaiveDate {
        let mut at = day;
        while !self.is_working_day(at) {
            at = at + Days::new(1);
        }
        at
    }
}

/// What a time limit is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Hours by the clock.
    Hours,
    /// Days of the calendar.
    CalendarDays,
    /// Monday to Friday without bank holidays.
    WorkingDays,
}

impl Unit {
    /// The unit with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "hours" => Some(Self::Hours),
            "calendar_days" => Some(Self::CalendarDays),
            "working_days" => Some(Self::WorkingDays),
            _ => None,
        }
    }

    /// "20 working days", "1 hour".
    #[must_use]
    pub fn count(self, amount: u32) -> String {
        let (one, many) = match self {
            Self::Hours => ("hour", "hours"),
            Self::CalendarDays => ("day", "days"),
            Self::WorkingDays => ("working day", "working days"),
        };
        plain::count_of(u64::from(amount), one, many)
    }
}

/// A due date and how it came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The day.
    pub on: NaiveDate,
    /// The moment, for hours from a moment that is known.
    pub at: Option<FactTime>,
    /// Days between that did not count, and why.
    pub skipped: Vec<(NaiveDate, String)>,
    /// It lies beyond the years whose bank holidays are known.
    pub beyond_known: bool,
}

/// Works out what is due a number of units after something happened. The day of the event is day 0.
#[must_use]
pub fn due(from: &FactTime, amount: u32, unit: Unit, holidays: &BankHolidays) -> Due {
    let (on, at) = match unit {
        Unit::Hours => match from.moment() {
            Some(moment) => {
                let at = FactTime::of_moment(moment + TimeDelta::hours(i64::from(amount)));
                (at.date, Some(at))
            }
            None => (from.date + Days::new(u64::from(amount.div_ceil(24))), None),
        },
        Unit::CalendarDays => (from.date + Days::new(u64::from(amount)), None),
        Unit::WorkingDays => (holidays.add_working_days(from.date, amount), None),
    };
    let skipped = if unit == Unit::WorkingDays {
        from.date
            .iter_days()
            .skip(1)
            .take_while(|day| *day < on)
            .filter_map(|day| holidays.why_not(day).map(|why| (day, why.to_owned())))
            .collect()
    } else {
        Vec::new()
    };
    Due { on, at, skipped, beyond_known: unit == Unit::WorkingDays && on.year() > holidays.last_year() }
}

impl Due {
    /// "Tuesday 10 March 2026", with the time where it is due at one.
    #[must_use]
    pub fn text(&self) -> String {
        match &self.at {
            Some(at) => at.text(),
            None => plain::long_date(self.on),
        }
    }

    /// How it was worked out, in a few sentences.
    #[must_use]
    pub fn working(&self, from: &FactTime, amount: u32, unit: Unit) -> Vec<String> {
        let mut lines = vec![format!(
            "{} from {}, which is day 0, comes to {}.",
            unit.count(amount),
            plain::long_date(from.date),
            self.text()
        )];
        let (weekend, named): (Vec<_>, Vec<_>) = self.skipped.iter().partition(|(_, why)| why == "weekend");
        if unit == Unit::WorkingDays {
            lines.push(match (weekend.len(), named.len()) {
                (0, 0) => "No weekend and no bank holiday lies between.".to_owned(),
                (days, 0) => format!(
                    "{} of weekends lie between and do not count. No bank holiday lies between.",
                    plain::count_of(days as u64, "day", "days")
                ),
                (days, _) => format!(
                    "{} of weekends lie between and do not count; nor do {}.",
                    plain::count_of(days as u64, "day", "days"),
                    named
                        .iter()
                        .map(|(day, why)| format!("{why} ({})", plain::day_and_month(*day)))
                        .collect::<Vec<_>>()
                        .join(", ")
                ),
            });
        }
        if unit == Unit::Hours && self.at.is_none() {
            lines.push("The time of day is not known, so whole days are counted.".to_owned());
        }
        if self.beyond_known {
            lines.push(
                "It lies beyond the last year whose bank holidays Evident knows. Add them in Settings; until then it may be a day or two early."
                    .to_owned(),
            );
        }
        lines
    }
}

/// "3 days 4 h" between two moments; days alone where a time is not known.
#[must_use]
pub fn between(from: &FactTime, to: &FactTime) -> String {
    match (from.moment(), to.moment()) {
        (Some(from), Some(to)) => plain::duration(to - from),
        _ => match (to.date - from.date).num_days() {
            0 => "the same day".to_owned(),
            days => plain::count_of(days.unsigned_abs(), "day", "days"),
        },
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may panic
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn at(text: &str) -> FactTime {
        crate::time::parse_when(text).unwrap()
    }

    // Worked example of the demonstration: 10 February 2026 + 20 working days = 10 March 2026, no bank holiday between.
    #[test]
    fn working_days_skip_weekends_and_bank_holidays() {
        let holidays = BankHolidays::built_in().unwrap();
        let report = due(&at("2026-02-10"), 20, Unit::WorkingDays, &holidays);
        assert_eq!(report.text(), "Tuesday 10 March 2026");
        assert_eq!(report.skipped.len(), 8);
        assert_eq!(
            report.working(&at("2026-02-10"), 20, Unit::WorkingDays),
            [
                "20 working days from Tuesday 10 February 2026, which is day 0, comes to Tuesday 10 March 2026.",
                "8 days of weekends lie between and do not count. No bank holiday lies between."
            ]
        );
        // Good Friday and Easter Monday 2026.
        let easter = due(&at("2026-04-02"), 1, Unit::WorkingDays, &holidays);
        assert_eq!(easter.on, day("2026-04-07"));
        assert!(
            easter.working(&at("2026-04-02"), 1, Unit::WorkingDays)[1]
                .contains("Good Friday (3 April), Easter Monday (6 April)")
        );
    }

    // Domain 7.2: reviews of 25 May and 31 August 2026 move a day for bank holidays.
    #[test]
    fn a_day_on_which_no_office_works_moves_to_the_next() {
        let holidays = BankHolidays::built_in().unwrap();
        assert_eq!(holidays.on_or_after(day("2026-05-25")), day("2026-05-26"));
        assert_eq!(holidays.on_or_after(day("2026-08-31")), day("2026-09-01"));
        assert_eq!(holidays.on_or_after(day("2026-07-20")), day("2026-07-20"));
    }

    #[test]
    fn hours_run_by_the_clock_and_through_a_change_of_it() {
        let holidays = BankHolidays::built_in().unwrap();
        // The clocks go back in that night: 24 hours later it is 13:05 by the clock that shows an hour less.
        assert_eq!(due(&at("2026-10-24T14:05"), 24, Unit::Hours, &holidays).text(), "25 October 2026, 13:05");
        assert_eq!(due(&at("2026-02-07"), 24, Unit::Hours, &holidays).on, day("2026-02-08"));
        assert_eq!(due(&at("2026-02-07"), 28, Unit::CalendarDays, &holidays).on, day("2026-03-07"));
    }

    #[test]
    fn a_year_that_is_not_known_is_said_so_until_its_days_are_added() {
        let mut holidays = BankHolidays::built_in().unwrap();
        assert_eq!(holidays.last_year(), 2027);
        assert!(due(&at("2027-12-20"), 20, Unit::WorkingDays, &holidays).beyond_known);
        let own = ["01-03", "04-14", "04-17", "05-01", "05-29", "08-28", "12-25", "12-26"];
        holidays.extend(own.map(|rest| (day(&format!("2028-{rest}")), "Bank holiday".to_owned())));
        assert!(!due(&at("2027-12-20"), 20, Unit::WorkingDays, &holidays).beyond_known);
    }
}
