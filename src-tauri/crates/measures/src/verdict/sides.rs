//! The periods before and after a change, and those that belong to neither.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::math::summation::sum;
use crate::rules::found::Direction;
use crate::series::count_series::CountSeries;
use crate::series::period::{DataError, DateRange, LeftOut, LeftOutReason, Period, PeriodState};

/// One period that counts.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Counted {
    /// First day.
    pub start: NaiveDate,
    /// The day after the last day.
    pub end: NaiveDate,
    /// Its place among all periods of the series.
    pub slot: usize,
    /// Events.
    pub events: u64,
    /// Exposure, above 0.
    pub exposure: f64,
}

impl Counted {
    /// Events for one unit of exposure.
    #[must_use]
    pub fn rate(&self) -> f64 {
        self.events as f64 / self.exposure
    }

    /// Events and exposure, as the tests read them.
    #[must_use]
    pub fn pair(&self) -> (f64, f64) {
        (self.events as f64, self.exposure)
    }
}

/// The periods of one side of a comparison.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Side {
    /// Those that count, in date order.
    pub used: Vec<Counted>,
    /// Those that do not, and why.
    pub left_out: Vec<LeftOut>,
    /// All periods of the side, used or not.
    pub slots: usize,
    /// First day of its first period, used or not.
    pub first: Option<NaiveDate>,
    /// The day after the last day of its last period, used or not.
    pub end: Option<NaiveDate>,
    /// Events of the periods used.
    pub events: u64,
    /// Exposure of the periods used.
    pub exposure: f64,
    /// Events and exposure with excluded periods counted in; `None` where none was excluded.
    pub with_excluded: Option<(u64, f64)>,
}

impl Side {
    /// Periods without a return.
    #[must_use]
    pub fn missing(&self) -> usize {
        self.left_out.iter().filter(|l| l.reason == LeftOutReason::Missing).count()
    }

    /// Periods left out by a recorded decision.
    #[must_use]
    pub fn excluded(&self) -> usize {
        self.left_out.iter().filter(|l| l.reason == LeftOutReason::Excluded).count()
    }

    /// Missing over observed and missing; 0 for neither.
    #[must_use]
    pub fn missing_share(&self) -> f64 {
        let missing = self.missing();
        let due = missing + self.used.len();
        if due == 0 { 0.0 } else { missing as f64 / due as f64 }
    }

    /// Events for one unit of exposure; `None` without exposure.
    #[must_use]
    pub fn rate(&self) -> Option<f64> {
        (self.exposure > 0.0).then(|| self.events as f64 / self.exposure)
    }

    fn of(periods: &[(usize, &Period)]) -> Self {
        let mut side = Self { slots: periods.len(), ..Self::default() };
        let (mut excluded_events, mut excluded_exposures) = (0_u64, Vec::new());
        for (slot, period) in periods {
            let period = *period;
            side.first = side.first.or(Some(period.start));
            side.end = Some(period.end);
            match (LeftOut::from_state(period.start, period.state), period.events, period.exposure) {
                (None, Some(events), Some(exposure)) if exposure > 0.0 => {
                    side.used.push(Counted { start: period.start, end: period.end, slot: *slot, events, exposure });
                }
                (None, _, _) => {
                    side.left_out.push(LeftOut { start: period.start, reason: LeftOutReason::ExposureUnknown });
                }
                (Some(reason), events, exposure) => {
                    side.left_out.push(reason);
                    if let (PeriodState::Excluded, Some(events), Some(exposure)) = (period.state, events, exposure) {
                        excluded_events += events;
                        excluded_exposures.push(exposure);
                    }
                }
            }
        }
        side.events = side.used.iter().map(|p| p.events).sum();
        side.exposure = sum(side.used.iter().map(|p| p.exposure));
        if side.excluded() > 0 {
            side.with_excluded = Some((side.events + excluded_events, side.exposure + sum(excluded_exposures)));
        }
        side
    }
}

/// A series cut at a change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sides {
    /// Before the change, or the declared baseline.
    pub before: Side,
    /// After the change.
    pub after: Side,
    /// Periods round the change that belong to neither side, by their first day.
    pub washed_out: Vec<NaiveDate>,
    /// No exposure was given somewhere in the comparison, so every period's days stand in for it.
    pub days_as_exposure: bool,
}

/// Cuts a series at a change.
///
/// A change on the first day of a period makes that period the first after it; a change inside a period
/// leaves that period to neither side, and so do the declared transition periods, counted from the first
/// that starts on or after the change. Without a declared baseline everything before the change is before.
///
/// # Errors
/// [`DataError::NoPeriods`] for an empty series, [`DataError::BaselineAfterChange`] for a baseline that
/// reaches the change, [`DataError::EmptyBaseline`] where no period that counts lies before.
pub fn sides(
    series: &CountSeries,
    change: NaiveDate,
    baseline: Option<DateRange>,
    washout_periods: usize,
) -> Result<Sides, DataError> {
    if series.periods().is_empty() {
        return Err(DataError::NoPeriods);
    }
    if baseline.is_some_and(|range| range.last >= change) {
        return Err(DataError::BaselineAfterChange);
    }
    let is_before = |p: &Period| p.end <= change && baseline.is_none_or(|range| range.holds(p.start, p.end));
    let days_as_exposure = series
        .periods()
        .iter()
        .any(|p| p.state == PeriodState::Observed && p.exposure.is_none() && (is_before(p) || p.start >= change));
    let periods: Vec<Period> = series
        .periods()
        .iter()
        .map(|p| {
            if days_as_exposure {
                let days = (p.end - p.start).num_days() as f64;
                Period { exposure: Some(days), ..p.clone() }
            } else {
                p.clone()
            }
        })
        .collect();
    let all = || periods.iter().enumerate();
    let before: Vec<_> = all().filter(|(_, p)| is_before(p)).collect();
    let from_change: Vec<_> = all().filter(|(_, p)| p.start >= change).collect();
    let cut = washout_periods.min(from_change.len());
    let (transition, after) = from_change.split_at(cut);
    let washed_out = all()
        .filter(|(_, p)| p.start < change && p.end > change)
        .chain(transition.iter().copied())
        .map(|(_, p)| p.start)
        .collect();
    let found = Sides { before: Side::of(&before), after: Side::of(after), washed_out, days_as_exposure };
    if found.before.used.is_empty() {
        return Err(DataError::EmptyBaseline);
    }
    Ok(found)
}

/// Whether the rate after is better, worse or neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Move {
    /// The right way.
    Good,
    /// The wrong way.
    Bad,
    /// The rates are equal.
    None,
}

/// Compares b / T1 with a / T0 by cross products, so that equal rates are found equal.
#[must_use]
pub fn moved(direction: Direction, a: f64, t0: f64, b: f64, t1: f64) -> Move {
    let (before, after) = (a * t1, b * t0);
    if (before - after).abs() <= 1e-12 * before.max(after) {
        return Move::None;
    }
    match (direction, after < before) {
        (Direction::LowerIsBetter, true) | (Direction::HigherIsBetter, false) => Move::Good,
        _ => Move::Bad,
    }
}

/// Σ over calendar months of the smaller share of exposure: 1 where before and after cover the same
/// months alike, 0 where they share none. A period counts for the month it begins in.
#[must_use]
pub fn season_overlap(before: &Side, after: &Side) -> f64 {
    let shares = |side: &Side| {
        let mut months = [0.0_f64; 12];
        for period in &side.used {
            months[period.start.month0() as usize] += period.exposure;
        }
        months.map(|m| if side.exposure > 0.0 { m / side.exposure } else { 0.0 })
    };
    let (before, after) = (shares(before), shares(after));
    sum(before.iter().zip(after).map(|(b, a)| b.min(a)))
}
