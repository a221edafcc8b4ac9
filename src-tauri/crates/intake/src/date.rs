//! Dates as people and programs write them.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::DateOrder;

/// What a written date can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateReading {
    /// One day, whatever the order of the column: "27 Oct 2025", "2025-10-27".
    Fixed {
        /// The day.
        date: NaiveDate,
        /// The weekday written beside it, if any.
        weekday: Option<Weekday>,
    },
    /// Two numbers and a year: which is the day depends on the column.
    Numeric {
        /// The first number.
        first: u32,
        /// The second number.
        second: u32,
        /// The year, in four digits.
        year: i32,
        /// The year was written in two digits and is taken as 20xx.
        short_year: bool,
        /// The weekday written beside it, if any.
        weekday: Option<Weekday>,
    },
    /// A month and a year, which is the first day of a month: "Oct 2025", "2025-10".
    Month(NaiveDate),
}

/// Why a text gives no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateFault {
    /// It is not a date in any order, or the calendar has no such day in this one.
    NotADate,
    /// The weekday written beside the date is not the weekday of that date.
    WeekdayDisagrees {
        /// The weekday it is.
        is: Weekday,
    },
}

impl DateReading {
    /// The day that is meant when the column has this order.
    ///
    /// # Errors
    /// [`DateFault`] when the calendar has no such day or the weekday disagrees.
    pub fn in_order(self, order: DateOrder) -> Result<NaiveDate, DateFault> {
        let (date, weekday) = match self {
            Self::Fixed { date, weekday } => (date, weekday),
            Self::Month(first) => (first, None),
            Self::Numeric { first, second, year, weekday, .. } => {
                let (day, month) = match order {
                    DateOrder::DayFirst | DateOrder::YearFirst => (first, second),
                    DateOrder::MonthFirst => (second, first),
                };
                (NaiveDate::from_ymd_opt(year, month, day).ok_or(DateFault::NotADate)?, weekday)
            }
        };
        match weekday {
            Some(written) if written != date.weekday() => Err(DateFault::WeekdayDisagrees { is: date.weekday() }),
            _ => Ok(date),
        }
    }

    /// Whether the calendar has the day when the column has this order.
    #[must_use]
    pub fn fits(self, order: DateOrder) -> bool {
        self.in_order(order).is_ok()
    }
}

/// One part of a written date.
#[derive(Clone, Copy)]
enum Part {
    Number { value: u32, digits: usize },
    Month(u32),
    Weekday(Weekday),
}

/// The longest text that is looked at; no written date is longer.
const LONGEST: usize = 60;

/// Reads a date. Leading words such as "w/c" are passed over, a time of day after the date is
/// dropped, and a two-digit year is taken as 20xx. `None` if the text is no date in any order.
#[must_use]
pub fn read_date(text: &str) -> Option<DateReading> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST || !text.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let text = without_time(without_lead(text));
    let mut parts = [Part::Number { value: 0, digits: 0 }; 3];
    let (mut found, mut weekday) = (0, None);
    for token in tokens(text) {
        match part(token)? {
            Part::Weekday(day) if found == 0 && weekday.is_none() => weekday = Some(day),
            Part::Weekday(_) => return None,
            part if found < 3 => {
                parts[found] = part;
                found += 1;
            }
            _ => return None,
        }
    }
    match (found, weekday) {
        (3, _) => three_parts(parts, weekday),
        (2, None) => two_parts(parts[0], parts[1]),
        _ => None,
    }
}

/// Splits at the separators of dates without allocating.
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    text.split(['/', '-', '.', ' ', ',', '\u{a0}', '\u{2010}', '\u{2011}']).filter(|t| !t.is_empty())
}

fn part(token: &str) -> Option<Part> {
    let digits = token.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 4 {
        return None;
    }
    if digits > 0 {
        let rest = &token[digits..];
        let ordinal = digits <= 2 && ["st", "nd", "rd", "th"].iter().any(|o| rest.eq_ignore_ascii_case(o));
        if !rest.is_empty() && !ordinal {
            return None;
        }
        return token[..digits].parse().ok().map(|value| Part::Number { value, digits });
    }
    month(token).map(Part::Month).or_else(|| weekday(token).map(Part::Weekday))
}

fn three_parts(parts: [Part; 3], weekday: Option<Weekday>) -> Option<DateReading> {
    use Part::{Month, Number};
    let fixed = |year: i32, month: u32, day: u32| {
        NaiveDate::from_ymd_opt(year, month, day).map(|date| DateReading::Fixed { date, weekday })
    };
    match parts {
        [Number { value: year, digits: 4 }, Month(month), Number { value: day, digits: 1 | 2 }] => {
            fixed(i32::try_from(year).ok()?, month, day)
        }
        [Number { value: day, digits: 1 | 2 }, Month(month), Number { value, digits }]
        | [Month(month), Number { value: day, digits: 1 | 2 }, Number { value, digits }] => {
            fixed(four_digit_year(value, digits)?, month, day)
        }
        [
            Number { value: year, digits: 4 },
            Number { value: month, digits: 1 | 2 },
            Number { value: day, digits: 1 | 2 },
        ] => fixed(i32::try_from(year).ok()?, month, day),
        [Number { value: first, digits: 1 | 2 }, Number { value: second, digits: 1 | 2 }, Number { value, digits }] => {
            let year = four_digit_year(value, digits)?;
            let reading = DateReading::Numeric { first, second, year, short_year: digits == 2, weekday };
            let possible = NaiveDate::from_ymd_opt(year, second, first).is_some()
                || NaiveDate::from_ymd_opt(year, first, second).is_some();
            possible.then_some(reading)
        }
        _ => None,
    }
}

fn two_parts(first: Part, second: Part) -> Option<DateReading> {
    use Part::{Month, Number};
    let (year, month) = match (first, second) {
        (Month(month), Number { value: year, digits: 4 }) | (Number { value: year, digits: 4 }, Month(month)) => {
            (year, month)
        }
        (Number { value: year, digits: 4 }, Number { value: month, digits: 2 })
        | (Number { value: month, digits: 1 | 2 }, Number { value: year, digits: 4 }) => (year, month),
        _ => return None,
    };
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, 1).map(DateReading::Month)
}

fn four_digit_year(value: u32, digits: usize) -> Option<i32> {
    match digits {
        4 => i32::try_from(value).ok(),
        2 => i32::try_from(2_000 + value).ok(),
        _ => None,
    }
}

/// Drops words that stand before dates in exports.
fn without_lead(text: &str) -> &str {
    const LEADS: [&str; 9] =
        ["week commencing", "week beginning", "week starting", "week ending", "week of", "w/c", "w/e", "wc", "we"];
    if text.as_bytes().first().is_none_or(u8::is_ascii_digit) {
        return text;
    }
    for lead in LEADS {
        let Some(head) = text.get(..lead.len()) else { continue };
        let rest = &text[lead.len()..];
        if head.eq_ignore_ascii_case(lead) && rest.starts_with([' ', ':', '.', '\u{a0}']) {
            return rest.trim_start_matches([' ', ':', '.', '\u{a0}']);
        }
    }
    text
}

/// Drops a time of day: everything from a "T" after an ISO date, or from a space before h:mm.
fn without_time(text: &str) -> &str {
    let Some(colon) = text.find(':') else { return text };
    let before = text[..colon].trim_end_matches(|c: char| c.is_ascii_digit());
    let hours = colon - before.len();
    if !(1..=2).contains(&hours) {
        return text;
    }
    let tail_is_time = text[colon + 1..]
        .trim_end_matches(['Z', 'z', 'A', 'P', 'M', 'a', 'p', 'm', ' '])
        .bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.' | b'+' | b'-'));
    match before.strip_suffix(['T', ' ', ',']) {
        Some(date) if tail_is_time => date.trim_end_matches([' ', ',']),
        _ => text,
    }
}

/// The time of day written after a date, as it stands there: "09:30", "09:30:00+00:00", "1:05 PM".
#[must_use]
pub fn written_time(text: &str) -> Option<&str> {
    let written = without_lead(text.trim());
    let time = written.get(without_time(written).len()..)?.trim_start_matches(['T', ' ', ',', '\u{a0}']).trim();
    (!time.is_empty()).then_some(time)
}

/// Whether a time of day other than midnight was written after the date.
pub(crate) fn has_time_of_day(text: &str) -> bool {
    let written = without_lead(text.trim());
    let time = written.get(without_time(written).len()..).unwrap_or("");
    time.bytes().any(|b| (b'1'..=b'9').contains(&b))
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

fn month(token: &str) -> Option<u32> {
    let at = MONTHS.iter().position(|name| abbreviates(token, name))?;
    u32::try_from(at + 1).ok()
}

fn weekday(token: &str) -> Option<Weekday> {
    use Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};
    [
        ("monday", Mon),
        ("tuesday", Tue),
        ("wednesday", Wed),
        ("thursday", Thu),
        ("friday", Fri),
        ("saturday", Sat),
        ("sunday", Sun),
    ]
    .into_iter()
    .find(|(name, _)| abbreviates(token, name))
    .map(|(_, day)| day)
}

/// The full name, or its first three letters or more.
fn abbreviates(token: &str, name: &str) -> bool {
    token.len() >= 3 && name.get(..token.len()).is_some_and(|start| start.eq_ignore_ascii_case(token))
}

/// Serial day numbers of spreadsheets that are believed to be dates: 1954 to 2119.
pub(crate) const SERIALS: std::ops::RangeInclusive<u32> = 20_000..=80_000;

/// The day of a serial number. In the 1900 system day 60 is a 29 February 1900 that never was,
/// so that days after it count from 30 December 1899; in the 1904 system day 0 is
/// 1 January 1904 (ECMA-376 part 1, section 18.17.4.1).
pub(crate) fn from_serial(serial: f64, from_1904: bool) -> Option<NaiveDate> {
    if !serial.is_finite() || !(0.0..3_000_000.0).contains(&serial) {
        return None;
    }
    // In range by the line above; the fraction is a time of day.
    #[allow(clippy::cast_possible_truncation)]
    let days = serial.floor() as i64;
    let origin = match (from_1904, days) {
        (true, _) => NaiveDate::from_ymd_opt(1904, 1, 1),
        (false, 1..=59) => NaiveDate::from_ymd_opt(1899, 12, 31),
        (false, 61..) => NaiveDate::from_ymd_opt(1899, 12, 30),
        (false, _) => None,
    }?;
    origin.checked_add_signed(chrono::TimeDelta::days(days))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn one_day_is_read_from_every_way_of_writing_it() {
        for text in [
            "27/10/2025",
            "27-10-2025",
            "27.10.2025",
            "27-10-25",
            "27/10/25",
            "2025-10-27",
            "2025/10/27",
            "27 Oct 2025",
            "27 October 2025",
            "27th October 2025",
            "27-Oct-25",
            "27-Oct-2025",
            "Mon 27 Oct 2025",
            "Monday, 27 October 2025",
            "Mon 27/10/2025",
            "Oct 27, 2025",
            "2025-10-27T00:00:00Z",
            "2025-10-27T09:30:00+00:00",
            "27/10/2025 00:00",
            "27/10/2025 12:30 PM",
            "w/c 27/10/2025",
            "Week commencing: 27 Oct 2025",
            " 27/10/2025\u{a0}",
            "27\u{a0}Oct\u{a0}2025",
        ] {
            let read = read_date(text).map(|r| r.in_order(DateOrder::DayFirst));
            assert_eq!(read, Some(Ok(day(2025, 10, 27))), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_in_any_order_is_none() {
        for text in [
            "",
            "13/13/2025",
            "32/01/2025",
            "00/10/2025",
            "29 Feb 2025",
            "2025-13-01",
            "27/10",
            "27/10/205",
            "6",
            "1169",
            "1,169",
            "27/10/2025/3",
            "27 Foctober 2025",
            "n/a",
            "Total",
            "tomorrow",
            "27/10/2025 to 02/11/2025",
            "٢٧/١٠/٢٠٢٥",
            "1.169",
            "27:10:2025",
            "-27/10/2025x",
        ] {
            assert_eq!(read_date(text), None, "{text}");
        }
    }

    #[test]
    fn the_order_of_the_column_decides_and_not_the_row() {
        let read = read_date("05/11/2025").unwrap();
        assert_eq!(read.in_order(DateOrder::DayFirst), Ok(day(2025, 11, 5)));
        assert_eq!(read.in_order(DateOrder::MonthFirst), Ok(day(2025, 5, 11)));
        let read = read_date("27/10/2025").unwrap();
        assert_eq!(read.in_order(DateOrder::MonthFirst), Err(DateFault::NotADate));
    }

    #[test]
    fn a_weekday_that_disagrees_is_a_fault() {
        let read = read_date("Tue 27 Oct 2025").unwrap();
        assert_eq!(read.in_order(DateOrder::DayFirst), Err(DateFault::WeekdayDisagrees { is: Weekday::Mon }));
    }

    #[test]
    fn months_without_a_day_are_read_as_months() {
        for text in ["Oct 2025", "October 2025", "2025-10", "10/2025"] {
            assert_eq!(read_date(text), Some(DateReading::Month(day(2025, 10, 1))), "{text}");
        }
    }

    #[test]
    fn serial_days_of_both_systems() {
        assert_eq!(from_serial(45_957.0, false), Some(day(2025, 10, 27)));
        assert_eq!(from_serial(45_957.75, false), Some(day(2025, 10, 27)));
        assert_eq!(from_serial(45_957.0 - 1_462.0, true), Some(day(2025, 10, 27)));
        assert_eq!(from_serial(1.0, false), Some(day(1900, 1, 1)));
        assert_eq!(from_serial(59.0, false), Some(day(1900, 2, 28)));
        assert_eq!(from_serial(61.0, false), Some(day(1900, 3, 1)));
        for bad in [60.0, 0.0, -1.0, 1e12, f64::NAN, f64::INFINITY] {
            assert_eq!(from_serial(bad, false), None, "{bad}");
        }
    }

    #[test]
    fn a_time_of_day_is_given_as_it_is_written() {
        for (text, time) in [
            ("27/10/2025 09:30", Some("09:30")),
            ("2025-10-27T09:30:00+00:00", Some("09:30:00+00:00")),
            ("27 Oct 2025, 1:05 PM", Some("1:05 PM")),
            ("27/10/2025", None),
            ("w/c: 27/10/2025", None),
        ] {
            assert_eq!(written_time(text), time, "{text}");
        }
    }

    #[test]
    fn a_time_of_day_is_noticed_unless_it_is_midnight() {
        assert!(has_time_of_day("27/10/2025 09:30"));
        assert!(!has_time_of_day("27/10/2025 00:00:00"));
        assert!(!has_time_of_day("w/c: 27/10/2025"));
    }
}
