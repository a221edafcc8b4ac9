//! Dates, numbers and durations as people in England write them.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// "7 February 2026".
#[must_use]
pub fn date(date: NaiveDate) -> String {
    format!("{} {} {}", date.day(), month(date), date.year())
}

/// "Saturday 7 February 2026".
#[must_use]
pub fn long_date(at: NaiveDate) -> String {
    format!("{} {}", weekday(at), date(at))
}

/// "7 Feb".
#[must_use]
pub fn short_date(date: NaiveDate) -> String {
    format!("{} {}", date.day(), short_month(date))
}

/// "7 Feb 2026".
#[must_use]
pub fn short_date_with_year(date: NaiveDate) -> String {
    format!("{} {} {}", date.day(), short_month(date), date.year())
}

/// "7 February".
#[must_use]
pub fn day_and_month(date: NaiveDate) -> String {
    format!("{} {}", date.day(), month(date))
}

/// The month in full.
#[must_use]
pub fn month(date: NaiveDate) -> &'static str {
    MONTHS.get(date.month0() as usize).copied().unwrap_or_default()
}

/// The month in three letters; September in four, as the sector writes it.
#[must_use]
pub fn short_month(date: NaiveDate) -> &'static str {
    match date.month() {
        9 => "Sept",
        _ => month(date).get(..3).unwrap_or_default(),
    }
}

/// "Saturday".
#[must_use]
pub fn weekday(date: NaiveDate) -> &'static str {
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
        .get(date.weekday().num_days_from_monday() as usize)
        .copied()
        .unwrap_or_default()
}

/// "13:05".
#[must_use]
pub fn time(time: NaiveTime) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// "7 February 2026, 13:05".
#[must_use]
pub fn date_time(at: NaiveDateTime) -> String {
    format!("{}, {}", date(at.date()), time(at.time()))
}

/// "27 October 2025 to 8 February 2026"; the year once where both share it.
#[must_use]
pub fn date_range(first: NaiveDate, last: NaiveDate) -> String {
    if first.year() == last.year() {
        format!("{} to {}", day_and_month(first), date(last))
    } else {
        format!("{} to {}", date(first), date(last))
    }
}

/// A whole number with thousands separated: 30,863.
#[must_use]
pub fn whole(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A number with `places` decimals and thousands separated; a minus sign, not a hyphen, when negative.
#[must_use]
pub fn decimal(number: f64, places: usize) -> String {
    if number.is_infinite() {
        return if number > 0.0 { "no upper limit".to_owned() } else { "no lower limit".to_owned() };
    }
    let text = format!("{:.places$}", number.abs());
    let negative = number < 0.0 && text.bytes().any(|b| b.is_ascii_digit() && b != b'0');
    let (integer, fraction) = text.split_once('.').map_or((text.as_str(), None), |(i, f)| (i, Some(f)));
    let integer = integer.parse().map_or_else(|_| integer.to_owned(), whole);
    let sign = if negative { "\u{2212}" } else { "" };
    match fraction {
        Some(fraction) => format!("{sign}{integer}.{fraction}"),
        None => format!("{sign}{integer}"),
    }
}

/// "1 visit", "2 visits", "1,169 visits".
#[must_use]
pub fn count_of(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", whole(number), if number == 1 { one } else { many })
}

/// A length of time in its largest useful parts: "1 h 25 min", "3 days 4 h", "0 min".
#[must_use]
pub fn duration(length: TimeDelta) -> String {
    let minutes = length.num_minutes().unsigned_abs();
    let (days, hours, minutes) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
    match (days, hours, minutes) {
        (0, 0, minutes) => format!("{minutes} min"),
        (0, hours, 0) => format!("{hours} h"),
        (0, hours, minutes) => format!("{hours} h {minutes} min"),
        (1, 0, _) => "1 day".to_owned(),
        (days, 0, _) => format!("{days} days"),
        (1, hours, _) => format!("1 day {hours} h"),
        (days, hours, _) => format!("{days} days {hours} h"),
    }
}

/// How long ago a day was: "today", "yesterday", "9 days ago", or the date when it is long ago or to come.
#[must_use]
pub fn days_ago(day: NaiveDate, today: NaiveDate) -> String {
    match (today - day).num_days() {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        days @ 2..=60 => format!("{days} days ago"),
        _ => date(day),
    }
}

/// Small numbers as words at the start of a sentence's clause: "two", "thirteen"; digits from 21.
#[must_use]
pub fn number_word(number: u64) -> String {
    const WORDS: [&str; 21] = [
        "no",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    usize::try_from(number)
        .ok()
        .and_then(|index| WORDS.get(index))
        .map_or_else(|| whole(number), |word| (*word).to_owned())
}

/// "two weeks", "one week", "25 weeks".
#[must_use]
pub fn count_words(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", number_word(number), if number == 1 { one } else { many })
}

/// A file size: "412 KB", "1.3 MB".
#[must_use]
pub fn bytes(size: u64) -> String {
    const UNITS: [&str; 3] = ["KB", "MB", "GB"];
    if size < 1000 {
        return count_of(size, "byte", "bytes");
    }
    #[expect(clippy::cast_precision_loss, reason = "a size is shown to two figures")]
    let mut value = size as f64 / 1000.0;
    let mut unit = 0;
    while value >= 999.5 && unit + 1 < UNITS.len() {
        value /= 1000.0;
        unit += 1;
    }
    format!("{} {}", decimal(value, usize::from(value < 9.95)), UNITS.get(unit).copied().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may panic
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn dates_read_as_people_write_them() {
        assert_eq!(long_date(day("2026-11-25")), "Wednesday 25 November 2026");
        assert_eq!(short_date(day("2026-09-28")), "28 Sept");
        assert_eq!(date_range(day("2025-10-27"), day("2026-02-08")), "27 October 2025 to 8 February 2026");
        assert_eq!(date_range(day("2026-02-09"), day("2026-10-25")), "9 February to 25 October 2026");
    }

    #[test]
    fn numbers_carry_thousands_and_a_true_minus() {
        assert_eq!(whole(30_863), "30,863");
        assert_eq!(decimal(-6.01, 2), "\u{2212}6.01");
        assert_eq!(decimal(-0.001, 2), "0.00");
        assert_eq!(decimal(1234.5, 1), "1,234.5");
        assert_eq!(bytes(412_000), "412 KB");
        assert_eq!(bytes(1_340_000), "1.3 MB");
    }

    #[test]
    fn durations_read_as_hours_and_minutes() {
        assert_eq!(duration(TimeDelta::minutes(85)), "1 h 25 min");
        assert_eq!(duration(TimeDelta::minutes(22 * 60 + 15)), "22 h 15 min");
        assert_eq!(duration(TimeDelta::hours(49)), "2 days 1 h");
    }
}
