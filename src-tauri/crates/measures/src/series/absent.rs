//! Periods that were never entered get a slot of their own, so that their neighbours do not become
//! adjacent and the axis shows that something is missing.

use chrono::{Months, NaiveDate, TimeDelta};

use crate::series::count_series::{ChartPoint, CountSeries};
use crate::series::period::{DataError, Period, PeriodState};

/// Months that a period may be long; any other length is taken in days.
const CALENDAR: [u32; 3] = [1, 3, 12];

/// The series with every absent period in it as [`PeriodState::Missing`].
///
/// An absent period is as long as the one before it: calendar months, quarters and years by the
/// calendar, everything else by its days. The last is cut off where the next period begins.
///
/// # Errors
/// Those of [`CountSeries::new`], none of which a checked series gives.
pub fn counts_with_absent(series: &CountSeries) -> Result<CountSeries, DataError> {
    let slot = |start, end| Period { start, end, state: PeriodState::Missing, events: None, exposure: None };
    CountSeries::new(filled(series.periods(), |p| (p.start, p.end), slot))
}

/// The points, in date order, with every absent period among them; see [`counts_with_absent`].
#[must_use]
pub fn points_with_absent(points: &[ChartPoint]) -> Vec<ChartPoint> {
    let slot = |start, end| ChartPoint { start, end, value: None, state: PeriodState::Missing };
    filled(points, |p| (p.start, p.end), slot)
}

fn filled<T: Clone>(
    items: &[T],
    days: impl Fn(&T) -> (NaiveDate, NaiveDate),
    slot: impl Fn(NaiveDate, NaiveDate) -> T,
) -> Vec<T> {
    let mut all = Vec::with_capacity(items.len());
    let mut previous: Option<(NaiveDate, NaiveDate)> = None;
    for item in items {
        let (start, end) = days(item);
        if let Some((first, mut at)) = previous {
            let step = Step::of(first, at);
            while at < start {
                let next = step.after(at).unwrap_or(start).min(start);
                all.push(slot(at, next));
                at = next;
            }
        }
        previous = Some((start, end));
        all.push(item.clone());
    }
    all
}

#[derive(Clone, Copy)]
enum Step {
    Months(u32),
    Days(TimeDelta),
}

impl Step {
    fn of(start: NaiveDate, end: NaiveDate) -> Self {
        let months = CALENDAR.into_iter().find(|m| start.checked_add_months(Months::new(*m)) == Some(end));
        months.map_or(Self::Days((end - start).max(TimeDelta::days(1))), Self::Months)
    }

    fn after(self, day: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Months(months) => day.checked_add_months(Months::new(months)),
            Self::Days(days) => day.checked_add_signed(days),
        }
    }
}
