//! Days to pixels, and the dates written under the axis.

use std::ops::Range;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime};
use measures::DateRange;

use crate::metrics::AXIS;
use crate::palette::Role;
use crate::svg::{Anchor, Canvas};

/// Shortest space between two dates under the axis.
const GAP: f64 = 12.0;
/// Farthest that a date stands aside of its mark, to stay on the drawing.
const ASIDE: f64 = 16.0;
/// Up to this many days the axis is marked by days rather than months.
const DAYS_AXIS: i64 = 75;

/// A straight scale from the first moment of the first day to the last moment of the last.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TimeAxis {
    first: NaiveDate,
    last: NaiveDate,
    pub(crate) left: f64,
    pub(crate) right: f64,
    per_day: f64,
}

/// A mark on the axis; the label is absent where there was no room for it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tick {
    pub(crate) x: f64,
    pub(crate) label: Option<TickLabel>,
}

/// A date with the place of its middle, which at the edges lies a little aside of the mark.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TickLabel {
    pub(crate) x: f64,
    pub(crate) text: String,
}

impl TimeAxis {
    pub(crate) fn new(range: DateRange, left: f64, right: f64) -> Self {
        let (first, last) = (range.first.min(range.last), range.first.max(range.last));
        let days = (last - first).num_days() + 1;
        Self { first, last, left, right, per_day: (right - left) / days as f64 }
    }

    /// Place of a moment; outside the range it is held at the nearer end.
    pub(crate) fn at(&self, moment: NaiveDateTime) -> f64 {
        let origin = self.first.and_time(NaiveTime::MIN);
        let days = (moment - origin).num_seconds() as f64 / 86_400.0;
        (self.left + days * self.per_day).clamp(self.left, self.right)
    }

    /// Place of the first moment of a day.
    pub(crate) fn day(&self, day: NaiveDate) -> f64 {
        self.at(day.and_time(NaiveTime::MIN))
    }

    /// Place of the middle of a period; `end` is the day after its last.
    pub(crate) fn middle(&self, start: NaiveDate, end: NaiveDate) -> f64 {
        f64::midpoint(self.day(start), self.day(end))
    }

    /// Both ends of a stretch of days, its last one included.
    pub(crate) fn span(&self, from: NaiveDate, to: NaiveDate) -> (f64, f64) {
        (self.day(from), self.day(to.succ_opt().unwrap_or(to)))
    }

    pub(crate) fn shows(&self, day: NaiveDate) -> bool {
        day >= self.first && day <= self.last
    }

    /// Marks at months or days, the year written at the first and at each new year, kept inside
    /// `from` to `to`.
    pub(crate) fn ticks(&self, from: f64, to: f64) -> Vec<Tick> {
        let days = (self.last - self.first).num_days() + 1;
        if days <= DAYS_AXIS {
            let steps = [1, 2, 7, 14, 28];
            return self.finest(steps.map(|s| self.by_days(s)).into_iter(), from, to);
        }
        let months = days / 28 + 1;
        let steps = [1, 2, 3, 6, 12, 24, 60, 120, 600, 2400, 12_000, 120_000, 1_200_000];
        let usable = steps.into_iter().filter(|s| months / s <= 400);
        self.finest(usable.map(|s| self.by_months(s)), from, to)
    }

    /// The first set of ticks whose labels all fit, or the last one with what fits of it.
    fn finest(&self, sets: impl Iterator<Item = Vec<(NaiveDate, String)>>, from: f64, to: f64) -> Vec<Tick> {
        let mut ticks = Vec::new();
        for set in sets {
            let wanted = set.len();
            ticks = self.spaced(set, from, to);
            if ticks.iter().filter(|t| t.label.is_some()).count() == wanted {
                break;
            }
        }
        ticks
    }

    fn spaced(&self, set: Vec<(NaiveDate, String)>, from: f64, to: f64) -> Vec<Tick> {
        let mut free_from = from;
        let mut ticks = Vec::with_capacity(set.len());
        for (day, text) in set {
            let x = self.day(day);
            let half = AXIS.width(&text) / 2.0;
            let middle = x.max(from + half).min(to - half);
            let fits = middle - half >= free_from && (middle - x).abs() <= ASIDE;
            if fits {
                free_from = middle + half + GAP;
            }
            ticks.push(Tick { x, label: fits.then_some(TickLabel { x: middle, text }) });
        }
        ticks
    }

    /// Draws the marks with their dates under the foot of a chart.
    pub(crate) fn draw(&self, canvas: &mut Canvas, bottom: f64, within: Range<f64>) {
        for tick in self.ticks(within.start, within.end) {
            canvas.line((tick.x, bottom), (tick.x, bottom + 4.0), Role::Axis, 1.0, "");
            if let Some(label) = tick.label {
                canvas.text((label.x, bottom + 18.0), Anchor::Middle, AXIS, Role::InkFaint, &label.text);
            }
        }
    }

    fn by_days(&self, step: u64) -> Vec<(NaiveDate, String)> {
        let mut out: Vec<(NaiveDate, String)> = Vec::new();
        let mut day = self.first;
        while day <= self.last {
            let label = match out.last() {
                Some((before, _)) if before.year() == day.year() => short_day(day),
                _ => format!("{} {}", short_day(day), day.year()),
            };
            out.push((day, label));
            let Some(next) = day.checked_add_days(Days::new(step)) else {
                break;
            };
            day = next;
        }
        out
    }

    fn by_months(&self, step: i64) -> Vec<(NaiveDate, String)> {
        let index = |d: NaiveDate| i64::from(d.year()) * 12 + i64::from(d.month0());
        let mut month = index(self.first);
        if self.first.day() > 1 {
            month += 1;
        }
        month += (step - month.rem_euclid(step)) % step;
        let mut out: Vec<(NaiveDate, String)> = Vec::new();
        while let Some(day) = first_of(month).filter(|d| *d <= self.last) {
            let label = if step >= 12 {
                day.year().to_string()
            } else if out.is_empty() || day.month() == 1 {
                format!("{} {}", month_name(day), day.year())
            } else {
                month_name(day).to_owned()
            };
            out.push((day, label));
            month += step;
        }
        out
    }
}

fn first_of(month: i64) -> Option<NaiveDate> {
    let year = i32::try_from(month.div_euclid(12)).ok()?;
    let number = u32::try_from(month.rem_euclid(12)).ok()?;
    NaiveDate::from_ymd_opt(year, number + 1, 1)
}

/// Short English name of the month ("Sept", as British style has it).
pub(crate) fn month_name(day: NaiveDate) -> &'static str {
    const NAMES: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"];
    NAMES[day.month0() as usize]
}

/// "9 Feb".
pub(crate) fn short_day(day: NaiveDate) -> String {
    format!("{} {}", day.day(), month_name(day))
}

/// "9 Feb 2026".
pub(crate) fn long_day(day: NaiveDate) -> String {
    format!("{} {}", short_day(day), day.year())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic
    use super::*;

    fn axis(first: &str, last: &str) -> TimeAxis {
        let range = DateRange { first: first.parse().unwrap(), last: last.parse().unwrap() };
        TimeAxis::new(range, 50.0, 650.0)
    }

    fn labels(axis: &TimeAxis) -> Vec<String> {
        axis.ticks(0.0, 700.0).into_iter().filter_map(|t| Some(t.label?.text)).collect()
    }

    #[test]
    fn the_year_stands_at_the_first_month_and_each_january() {
        let got = labels(&axis("2025-10-27", "2026-10-25"));
        assert_eq!(got[..4], ["Nov 2025", "Dec", "Jan 2026", "Feb"].map(str::to_owned));
    }

    #[test]
    fn ten_years_are_marked_by_years() {
        let got = labels(&axis("2016-03-01", "2026-10-25"));
        assert_eq!(got.first().map(String::as_str), Some("2017"));
        assert_eq!(got.last().map(String::as_str), Some("2026"));
    }

    #[test]
    fn a_few_days_are_marked_by_days() {
        let got = labels(&axis("2026-02-06", "2026-02-12"));
        assert_eq!(got[..2], ["6 Feb 2026", "7 Feb"].map(str::to_owned));
        assert_eq!(got.len(), 7);
    }

    #[test]
    fn a_range_of_one_day_or_of_all_of_time_is_still_drawn() {
        assert_eq!(labels(&axis("2026-02-06", "2026-02-06")).len(), 1);
        let all = TimeAxis::new(DateRange { first: NaiveDate::MIN, last: NaiveDate::MAX }, 0.0, 700.0);
        assert!(all.ticks(0.0, 700.0).len() < 500);
    }
}
