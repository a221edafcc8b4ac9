//! A value as it is typed and as it is shown.

use chrono::NaiveDate;
use domain::{
    plain,
    round::{RoundKind, THOUSAND, day_value, event_day, thousandths_text},
    time::parse_date,
};

/// The unit that a bare number of a time stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TimeUnit {
    /// Hours.
    Hours,
    /// Days.
    Days,
}

impl TimeUnit {
    /// The unit that an indicator's own words speak of; hours where they speak of none.
    pub(super) fn of(unit: &str) -> Self {
        if unit.contains("day") { Self::Days } else { Self::Hours }
    }

    const fn minutes(self) -> i64 {
        match self {
            Self::Hours => 60,
            Self::Days => 1440,
        }
    }
}

/// Reads a typed value of one kind.
///
/// # Errors
/// What to type instead, as the end of a sentence that names the row.
pub(super) fn read(kind: RoundKind, unit: TimeUnit, typed: &str) -> Result<i64, String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err("there is no value. Enter one, or take the line out.".to_owned());
    }
    match kind {
        RoundKind::Scores | RoundKind::Answers => {
            thousandths(typed).ok_or_else(|| format!("{} is not a number, such as 4 or 2.5.", quoted(typed)))
        }
        RoundKind::Results => passed(typed)
            .map(|passed| if passed { THOUSAND } else { 0 })
            .ok_or_else(|| format!("{} is neither a pass nor a fail. Type pass or fail, or yes or no.", quoted(typed))),
        RoundKind::Durations => minutes(typed, unit)
            .ok_or_else(|| format!("{} is not a time, such as 30 h, 1 d 6 h or 45 min.", quoted(typed))),
        RoundKind::EventDates => parse_date(typed)
            .or_else(|error| uk_date(typed).ok_or(error))
            .map(day_value)
            .map_err(|_| format!("{} is not a date, such as 7 February 2026 or 2026-02-07.", quoted(typed))),
    }
}

/// "07/02/2026", the day first as in the United Kingdom.
fn uk_date(typed: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(typed, "%d/%m/%Y").ok()
}

/// At most forty characters of what was typed, in quotation marks.
pub(super) fn quoted(typed: &str) -> String {
    let short: String = typed.chars().take(40).collect();
    let more = if typed.chars().count() > 40 { "\u{2026}" } else { "" };
    format!("\u{201c}{short}{more}\u{201d}")
}

/// "2.5" as 2,500; `None` for what is no number of at most three decimals.
pub(crate) fn thousandths(typed: &str) -> Option<i64> {
    let (sign, digits) = match typed.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (-1, rest),
        None => (1, typed),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let plain_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 12 || part.len() > 3 || !plain_digits(whole) || !plain_digits(part) {
        return None;
    }
    format!("{whole}{part:0<3}").parse::<i64>().ok().map(|value| sign * value)
}

fn passed(typed: &str) -> Option<bool> {
    match typed.to_lowercase().as_str() {
        "pass" | "passed" | "yes" | "y" | "p" | "1" | "true" | "met" | "competent" => Some(true),
        "fail" | "failed" | "no" | "n" | "f" | "0" | "false" | "not met" | "not competent" | "not yet" => Some(false),
        _ => None,
    }
}

/// "30 h", "1 d 6 h", "45 min", "1:30", or a bare number of the measure's own unit.
fn minutes(typed: &str, unit: TimeUnit) -> Option<i64> {
    let typed = typed.to_lowercase().replace('\u{2212}', "-");
    if let Some((hours, rest)) = typed.split_once(':') {
        let (hours, minutes) = (hours.trim().parse::<u32>().ok()?, rest.trim().parse::<u32>().ok()?);
        return (minutes < 60 && rest.trim().len() == 2).then(|| i64::from(hours) * 60 + i64::from(minutes));
    }
    let mut rest = typed.trim();
    if let Some(value) = thousandths(rest) {
        return Some(of_unit(value, unit.minutes()));
    }
    let mut total: i64 = 0;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | '-'))?;
        let value = thousandths(&rest[..end])?;
        rest = rest[end..].trim_start();
        let end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
        let each = match &rest[..end] {
            "m" | "min" | "mins" | "minute" | "minutes" => 1,
            "h" | "hr" | "hrs" | "hour" | "hours" => 60,
            "d" | "day" | "days" => 1440,
            "w" | "wk" | "week" | "weeks" => 10_080,
            _ => return None,
        };
        total = total.checked_add(of_unit(value, each))?;
        rest = rest[end..].trim_start();
    }
    Some(total)
}

/// Thousandths of a unit of so many minutes, to the nearest minute.
const fn of_unit(thousandths: i64, each: i64) -> i64 {
    let minutes = thousandths.saturating_mul(each);
    let half = if minutes < 0 { -THOUSAND / 2 } else { THOUSAND / 2 };
    minutes.saturating_add(half) / THOUSAND
}

/// The value as it would be typed.
pub(super) fn typed(kind: RoundKind, value: i64) -> String {
    match kind {
        RoundKind::Scores | RoundKind::Answers => thousandths_text(value),
        RoundKind::Results => if value > 0 { "pass" } else { "fail" }.to_owned(),
        RoundKind::Durations => duration_text(value),
        RoundKind::EventDates => event_day(value).map(|day| day.to_string()).unwrap_or_default(),
    }
}

/// The value as it is shown.
pub(super) fn shown(kind: RoundKind, value: i64) -> String {
    match kind {
        RoundKind::EventDates => event_day(value).map(plain::date).unwrap_or_default(),
        _ => typed(kind, value),
    }
}

/// "1 d 6 h", "45 min".
pub(super) fn duration_text(minutes: i64) -> String {
    let parts = [(minutes / 1440, "d"), (minutes / 60 % 24, "h"), (minutes % 60, "min")];
    let text: Vec<String> = parts.into_iter().filter(|(n, _)| *n != 0).map(|(n, unit)| format!("{n} {unit}")).collect();
    if text.is_empty() { "0 min".to_owned() } else { text.join(" ") }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may panic
    use super::*;

    fn time(typed: &str) -> Option<i64> {
        read(RoundKind::Durations, TimeUnit::Hours, typed).ok()
    }

    #[test]
    fn times_are_read_as_people_write_them() {
        for (typed, minutes) in [
            ("30", 1800),
            ("1.5", 90),
            ("30 h", 1800),
            ("30h", 1800),
            ("1 d 6 h", 1800),
            ("2 weeks", 20_160),
            ("45 min", 45),
            ("1:30", 90),
            ("0", 0),
            ("-2 h", -120),
            ("2.25 hours", 135),
        ] {
            assert_eq!(time(typed), Some(minutes), "{typed}");
        }
        assert_eq!(read(RoundKind::Durations, TimeUnit::Days, "2"), Ok(2880));
        for typed in
            ["soon", "30 fortnights", "h", "1:75", "1:5", "--3 h", "9999999999999999 h", "3 h and a bit", "\u{e9}"]
        {
            assert_eq!(time(typed), None, "{typed}");
        }
    }

    #[test]
    fn what_is_shown_reads_back() {
        for minutes in [0, 45, 60, 90, 1800, 20_160] {
            assert_eq!(time(&duration_text(minutes)), Some(minutes));
        }
        for (kind, value) in [
            (RoundKind::Scores, -1_250),
            (RoundKind::Answers, 4_000),
            (RoundKind::Results, 0),
            (RoundKind::EventDates, 20_493),
        ] {
            assert_eq!(read(kind, TimeUnit::Hours, &typed(kind, value)), Ok(value));
        }
    }

    #[test]
    fn a_value_that_cannot_be_read_is_quoted() {
        let told = read(RoundKind::Scores, TimeUnit::Hours, "four").unwrap_err();
        assert_eq!(told, "\u{201c}four\u{201d} is not a number, such as 4 or 2.5.");
        assert!(read(RoundKind::Results, TimeUnit::Hours, "perhaps").unwrap_err().contains("pass or fail"));
        assert!(read(RoundKind::EventDates, TimeUnit::Hours, "31/02/2026").unwrap_err().contains("not a date"));
        assert_eq!(read(RoundKind::EventDates, TimeUnit::Hours, "09/02/2026"), Ok(20_493));
        assert!(read(RoundKind::Scores, TimeUnit::Hours, " ").unwrap_err().contains("no value"));
    }
}
