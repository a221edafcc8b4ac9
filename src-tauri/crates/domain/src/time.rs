//! When something happened: local UK time with its zone rule, as people type and read it.
//!
//! A fact keeps the date, the time if it is known, and the offset that was in force. A time that
//! happens twice (when the clocks go back) needs to be told apart; one that never happens (when they
//! go forward) is refused. Facts known by date only, or only about, sort at the start of their day.

use chrono::{
    DateTime, Datelike, FixedOffset, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Timelike, Utc, Weekday,
};
use chrono_tz::Europe::London;
use serde::{Deserialize, Serialize};

use crate::plain;

/// How exactly the time of a fact is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// To the minute.
    Exact,
    /// The date only.
    Date,
    /// Around this date or time.
    About,
}

impl Precision {
    /// The word kept in the store.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Date => "date",
            Self::About => "about",
        }
    }

    /// The precision with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Exact, Self::Date, Self::About].into_iter().find(|precision| precision.code() == code)
    }
}

/// A moment or day on which something happened, in UK local time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactTime {
    /// Local date.
    pub date: NaiveDate,
    /// Local time to the minute; none when only the date is known.
    pub time: Option<NaiveTime>,
    /// Minutes east of UTC then in force: 60 in summer time, 0 otherwise. None without a time.
    pub offset_min: Option<i32>,
    /// How exactly it is known.
    pub precision: Precision,
}

/// Why a date or time as typed cannot be kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TimeError {
    /// Not a date in any form that is understood.
    #[error("\u{201c}{0}\u{201d} is not a date. Type it as 7/2/2026 or 7 Feb 2026.")]
    NotADate(String),
    /// Not a time of day.
    #[error("\u{201c}{0}\u{201d} is not a time. Type it as 13:05.")]
    NotATime(String),
    /// The clocks went back: this time came twice that night.
    #[error(
        "The clocks went back on {0}, so {1} came twice. Choose the first (British Summer Time) or the second (GMT)."
    )]
    HappensTwice(String, String),
    /// The clocks went forward over this time.
    #[error("The clocks went forward on {0}, so {1} never happened. Choose a time before 01:00 or after 02:00.")]
    NeverHappens(String, String),
    /// The offset given was not in force.
    #[error("That offset from UTC was not in force then in the United Kingdom. Leave it out.")]
    WrongOffset,
    /// The year cannot be meant.
    #[error("The year {0} cannot be right. Check the date.")]
    YearOutOfRange(i32),
}

/// The first and last year in which something may have happened.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;

impl FactTime {
    /// A fact known by date only.
    ///
    /// # Errors
    /// [`TimeError::YearOutOfRange`].
    pub fn on(date: NaiveDate) -> Result<Self, TimeError> {
        check_year(date)?;
        Ok(Self { date, time: None, offset_min: None, precision: Precision::Date })
    }

    /// A fact at a local time, which `offset_min` tells apart where the clocks went back.
    ///
    /// # Errors
    /// The time comes twice and no offset is given, never comes, or the offset was not in force.
    pub fn at(date: NaiveDate, time: NaiveTime, offset_min: Option<i32>, about: bool) -> Result<Self, TimeError> {
        check_year(date)?;
        let time = time.with_second(0).and_then(|time| time.with_nanosecond(0)).unwrap_or(time);
        let local = date.and_time(time);
        let minutes = |at: DateTime<chrono_tz::Tz>| at.fixed_offset().offset().local_minus_utc() / 60;
        let offset = match (London.from_local_datetime(&local), offset_min) {
            (LocalResult::None, _) => return Err(TimeError::NeverHappens(plain::date(date), plain::time(time))),
            (LocalResult::Single(at), None) => minutes(at),
            (LocalResult::Single(at), Some(given)) if minutes(at) == given => given,
            (LocalResult::Ambiguous(..), None) => {
                return Err(TimeError::HappensTwice(plain::date(date), plain::time(time)));
            }
            (LocalResult::Ambiguous(first, second), Some(given))
                if minutes(first) == given || minutes(second) == given =>
            {
                given
            }
            _ => return Err(TimeError::WrongOffset),
        };
        let precision = if about { Precision::About } else { Precision::Exact };
        Ok(Self { date, time: Some(time), offset_min: Some(offset), precision })
    }

    /// The UK local time of a UTC moment, to the minute.
    #[must_use]
    pub fn of_moment(moment: DateTime<Utc>) -> Self {
        let local = moment.with_timezone(&London).fixed_offset();
        let time = local.time();
        Self {
            date: local.date_naive(),
            time: Some(time.with_second(0).and_then(|time| time.with_nanosecond(0)).unwrap_or(time)),
            offset_min: Some(local.offset().local_minus_utc() / 60),
            precision: Precision::Exact,
        }
    }

    /// The UTC moment, if the time is known.
    #[must_use]
    pub fn moment(&self) -> Option<DateTime<Utc>> {
        let (time, offset_min) = (self.time?, self.offset_min?);
        let offset = FixedOffset::east_opt(offset_min * 60)?;
        offset.from_local_datetime(&self.date.and_time(time)).single().map(|at| at.with_timezone(&Utc))
    }

    /// Milliseconds since 1970 by which facts are ordered. Facts without an exact time sort at the
    /// start of their local day.
    #[must_use]
    pub fn sort_key(&self) -> i64 {
        let start_of_day = || {
            let midnight = self.date.and_time(NaiveTime::MIN);
            London
                .from_local_datetime(&midnight)
                .earliest()
                .map_or_else(|| midnight.and_utc().timestamp_millis(), |at| at.timestamp_millis())
        };
        match self.precision {
            Precision::Exact => self.moment().map_or_else(start_of_day, |at| at.timestamp_millis()),
            Precision::Date | Precision::About => start_of_day(),
        }
    }

    /// Local date and time for drawing on an axis; midnight when only the date is known.
    #[must_use]
    pub fn local(&self) -> NaiveDateTime {
        self.date.and_time(self.time.unwrap_or(NaiveTime::MIN))
    }

    /// The time as people read it: "7 February 2026, 13:05", with "(BST)" or "(GMT)" where it came twice.
    #[must_use]
    pub fn text(&self) -> String {
        let date = plain::date(self.date);
        let about = if self.precision == Precision::About { "about " } else { "" };
        match self.time {
            None => format!("{about}{date}"),
            Some(time) => format!("{about}{date}, {}{}", plain::time(time), self.zone_note()),
        }
    }

    /// "(BST)" or "(GMT)" for a time that came twice that night; nothing otherwise.
    #[must_use]
    pub fn zone_note(&self) -> &'static str {
        let Some(time) = self.time else { return "" };
        if matches!(London.from_local_datetime(&self.date.and_time(time)), LocalResult::Ambiguous(..)) {
            if self.offset_min == Some(60) { " (BST)" } else { " (GMT)" }
        } else {
            ""
        }
    }
}

fn check_year(date: NaiveDate) -> Result<(), TimeError> {
    if YEARS.contains(&date.year()) { Ok(()) } else { Err(TimeError::YearOutOfRange(date.year())) }
}

/// The UK local date of a UTC moment.
#[must_use]
pub fn uk_date(moment: DateTime<Utc>) -> NaiveDate {
    moment.with_timezone(&London).date_naive()
}

/// A UTC moment as UK local date and time.
#[must_use]
pub fn uk_local(moment: DateTime<Utc>) -> NaiveDateTime {
    moment.with_timezone(&London).naive_local()
}

/// A date and time as a person typed them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct WhenInput {
    /// 07/02/2026, 7 Feb 2026 or 2026-02-07.
    pub date: String,
    /// 13:05, 1305 or 1.05pm; blank when only the date is known.
    pub time: Option<String>,
    /// 60 (British Summer Time) or 0 (GMT), only for a time that came twice.
    pub offset_min: Option<i32>,
    /// Known only about.
    pub about: bool,
}

impl WhenInput {
    /// Understands what was typed.
    ///
    /// # Errors
    /// Any [`TimeError`].
    pub fn resolve(&self) -> Result<FactTime, TimeError> {
        let date = parse_date(&self.date)?;
        match self.time.as_deref().map(str::trim).filter(|time| !time.is_empty()) {
            None => {
                let mut fact = FactTime::on(date)?;
                if self.about {
                    fact.precision = Precision::About;
                }
                Ok(fact)
            }
            Some(time) => FactTime::at(date, parse_time(time)?, self.offset_min, self.about),
        }
    }
}

/// Reads `2026-02-07`, `2026-02-07T13:05` (UK time) or the same with an offset, as the command line takes it.
///
/// # Errors
/// Any [`TimeError`].
pub fn parse_when(text: &str) -> Result<FactTime, TimeError> {
    let text = text.trim();
    let Some((date, time)) = text.split_once(['T', ' ']).filter(|(date, _)| date.len() == 10 && date.contains('-'))
    else {
        return FactTime::on(parse_date(text)?);
    };
    let (clock, offset) = split_offset(time).ok_or_else(|| TimeError::NotATime(time.to_owned()))?;
    FactTime::at(parse_date(date)?, parse_time(clock)?, offset, false)
}

/// Splits `13:05+01:00` or `13:05Z` into the clock part and minutes east of UTC.
fn split_offset(time: &str) -> Option<(&str, Option<i32>)> {
    if let Some(clock) = time.strip_suffix(['Z', 'z']) {
        return Some((clock, Some(0)));
    }
    let Some(at) = time.rfind(['+', '-']) else { return Some((time, None)) };
    let (clock, offset) = time.split_at(at);
    let sign = if offset.starts_with('-') { -1 } else { 1 };
    let digits: String = offset.chars().skip(1).filter(|c| *c != ':').collect();
    if digits.len() != 4 || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let (hours, minutes) = digits.split_at(2);
    Some((clock, Some(sign * (hours.parse::<i32>().ok()? * 60 + minutes.parse::<i32>().ok()?))))
}

/// Reads a date as people in England type it; day before month.
///
/// # Errors
/// [`TimeError::NotADate`], or [`TimeError::YearOutOfRange`] for a year that cannot be meant.
pub fn parse_date(text: &str) -> Result<NaiveDate, TimeError> {
    let text = text.trim();
    let parts: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty() && !is_weekday(part)).collect();
    let date = match parts.as_slice() {
        [year, month, day] if year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()) => ymd(year, month, day),
        [day, month, year] => ymd(year, month, day),
        _ => None,
    }
    .ok_or_else(|| TimeError::NotADate(shorten(text)))?;
    check_year(date)?;
    Ok(date)
}

fn shorten(text: &str) -> String {
    text.chars().take(40).collect()
}

fn is_weekday(word: &str) -> bool {
    word.chars().all(char::is_alphabetic) && word.parse::<Weekday>().is_ok()
}

fn ymd(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    let number: i32 = year.parse().ok()?;
    let year = match year.len() {
        4 => number,
        2 => 2000 + number,
        _ => return None,
    };
    let month = match month.parse::<u32>() {
        Ok(month) => month,
        // As this program writes September in short.
        Err(_) if month.eq_ignore_ascii_case("sept") => 9,
        Err(_) => month.parse::<chrono::Month>().ok()?.number_from_month(),
    };
    let day = day.trim_end_matches(|c: char| c.is_alphabetic());
    NaiveDate::from_ymd_opt(year, month, day.parse().ok()?)
}

/// Reads a time of day: 13:05, 13.05, 1305, 1:05pm, 9am.
///
/// # Errors
/// [`TimeError::NotATime`].
pub fn parse_time(text: &str) -> Result<NaiveTime, TimeError> {
    let wrong = || TimeError::NotATime(shorten(text));
    let lower = text.trim().to_lowercase().replace(' ', "");
    let (clock, afternoon) = if let Some(clock) = lower.strip_suffix("pm") {
        (clock, Some(true))
    } else if let Some(clock) = lower.strip_suffix("am") {
        (clock, Some(false))
    } else {
        (lower.as_str(), None)
    };
    let (hours, minutes) = match clock.split_once([':', '.']) {
        Some((hours, minutes)) => {
            (hours, minutes.get(..2).filter(|_| minutes.len() == 2 || is_seconds(minutes)).ok_or_else(wrong)?)
        }
        None if clock.len() == 4 => clock.split_at(2),
        None if afternoon.is_some() => (clock, "00"),
        None => return Err(wrong()),
    };
    if hours.is_empty() || !hours.bytes().chain(minutes.bytes()).all(|b| b.is_ascii_digit()) {
        return Err(wrong());
    }
    let mut hour: u32 = hours.parse().map_err(|_| wrong())?;
    match afternoon {
        Some(_) if !(1..=12).contains(&hour) => return Err(wrong()),
        Some(true) if hour < 12 => hour += 12,
        Some(false) if hour == 12 => hour = 0,
        _ => {}
    }
    NaiveTime::from_hms_opt(hour, minutes.parse().map_err(|_| wrong())?, 0).ok_or_else(wrong)
}

fn is_seconds(minutes: &str) -> bool {
    minutes.len() >= 5 && minutes.as_bytes().get(2) == Some(&b':')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may panic
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    // What a form shows is what it takes back.
    #[test]
    fn every_month_reads_back_as_it_is_written() {
        for month in 1..=12 {
            let on = NaiveDate::from_ymd_opt(2026, month, 9).unwrap();
            for text in [plain::short_date_with_year(on), plain::date(on), plain::long_date(on)] {
                assert_eq!(parse_date(&text), Ok(on), "{text}");
            }
        }
    }

    #[test]
    fn dates_are_read_as_people_type_them() {
        for text in [
            "7/2/2026",
            "07.02.2026",
            "7 Feb 2026",
            "7 February 2026",
            "2026-02-07",
            "Sat 7 Feb 2026",
            "7-2-26",
            "7th Feb 2026",
        ] {
            assert_eq!(parse_date(text).unwrap(), day("2026-02-07"), "{text}");
        }
        for text in ["13/13/2025", "31/2/2026", "soon", "", "7/2", "2026"] {
            assert!(matches!(parse_date(text), Err(TimeError::NotADate(_))), "{text}");
        }
        assert!(matches!(parse_date("7/2/0026"), Err(TimeError::YearOutOfRange(26))));
    }

    #[test]
    fn times_are_read_as_people_type_them() {
        let five_past_one = NaiveTime::from_hms_opt(13, 5, 0).unwrap();
        for text in ["13:05", "13.05", "1305", "1:05pm", "1.05 PM", "13:05:59"] {
            assert_eq!(parse_time(text).unwrap(), five_past_one, "{text}");
        }
        assert_eq!(parse_time("12am").unwrap(), NaiveTime::MIN);
        for text in ["25:00", "13:5", "1", "13pm", "ten", "", "+1:05"] {
            assert!(parse_time(text).is_err(), "{text}");
        }
    }

    // The United Kingdom leaves summer time at 02:00 BST on Sunday 25 October 2026 (tz database, Europe/London).
    #[test]
    fn a_time_that_comes_twice_keeps_both_meanings_in_order() {
        let date = day("2026-10-25");
        let time = NaiveTime::from_hms_opt(1, 30, 0).unwrap();
        assert!(matches!(FactTime::at(date, time, None, false), Err(TimeError::HappensTwice(..))));
        let first = FactTime::at(date, time, Some(60), false).unwrap();
        let second = FactTime::at(date, time, Some(0), false).unwrap();
        assert_eq!(second.sort_key() - first.sort_key(), 3_600_000);
        assert_eq!(first.text(), "25 October 2026, 01:30 (BST)");
        assert_eq!(second.text(), "25 October 2026, 01:30 (GMT)");
        assert_eq!(FactTime::at(date, time, Some(30), false), Err(TimeError::WrongOffset));
    }

    // Summer time began at 01:00 GMT on Sunday 29 March 2026.
    #[test]
    fn a_time_that_never_comes_is_refused() {
        let time = NaiveTime::from_hms_opt(1, 30, 0).unwrap();
        assert!(matches!(FactTime::at(day("2026-03-29"), time, None, false), Err(TimeError::NeverHappens(..))));
    }

    #[test]
    fn a_moment_reads_back_from_local_time() {
        for text in ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-07-01T23:55:00Z", "2026-02-07T00:05:00Z"] {
            let moment: DateTime<Utc> = text.parse().unwrap();
            assert_eq!(FactTime::of_moment(moment).moment(), Some(moment), "{text}");
        }
    }

    #[test]
    fn facts_without_a_time_sort_at_the_start_of_their_day() {
        let date_only = FactTime::on(day("2026-07-01")).unwrap();
        let early = parse_when("2026-07-01T00:05").unwrap();
        let day_before = parse_when("2026-06-30T23:55").unwrap();
        assert!(day_before.sort_key() < date_only.sort_key() && date_only.sort_key() < early.sort_key());
    }

    #[test]
    fn the_command_line_takes_dates_times_and_offsets() {
        assert_eq!(parse_when("2026-02-07").unwrap().time, None);
        assert_eq!(parse_when("2026-02-07T13:05").unwrap().offset_min, Some(0));
        assert_eq!(parse_when("2026-07-07T13:05+01:00").unwrap().offset_min, Some(60));
        assert_eq!(parse_when("2026-07-07T13:05Z"), Err(TimeError::WrongOffset));
        assert_eq!(parse_when("2026-10-25T01:30+00:00").unwrap().text(), "25 October 2026, 01:30 (GMT)");
        assert!(parse_when("2026-02-07T1x:05").is_err());
    }
}
