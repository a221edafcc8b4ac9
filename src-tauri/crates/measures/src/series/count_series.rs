//! A count measure over time: periods in order, none twice, none overlapping.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::series::period::{DataError, LeftOut, LeftOutReason, Period, PeriodState};

/// Most events of one period: sums of many stay exact.
const LARGEST_EVENTS: u64 = 1_000_000_000;
/// Largest exposure of one period.
const LARGEST_EXPOSURE: f64 = 1e12;

/// Checked periods in date order.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CountSeries {
    periods: Vec<Period>,
}

/// One value of a chart, in date order.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ChartPoint {
    /// First day of its period.
    pub start: NaiveDate,
    /// The day after its last day.
    pub end: NaiveDate,
    /// Value; `None` where there is none to draw.
    pub value: Option<f64>,
    /// Whether and how it counts.
    pub state: PeriodState,
}

impl ChartPoint {
    /// The value, if the point enters centre, limits and rules.
    pub(crate) fn usable(&self) -> Option<f64> {
        self.value.filter(|_| self.state == PeriodState::Observed)
    }

    /// Why the point is not used; `None` if it is.
    pub(crate) fn left_out(&self) -> Option<LeftOut> {
        LeftOut::from_state(self.start, self.state).or_else(|| {
            self.value.is_none().then_some(LeftOut { start: self.start, reason: LeftOutReason::ExposureUnknown })
        })
    }
}

impl CountSeries {
    /// Puts periods in date order and checks them.
    ///
    /// An observed period with exposure 0 and events 0 becomes [`PeriodState::NoExposure`].
    ///
    /// # Errors
    /// [`DataError`] for the first fault in date order: two periods of one start, an overlap, a
    /// period without days, events with no exposure, a return without a count, an exposure that is
    /// negative or not finite, a number too large to be worked with.
    pub fn new(mut periods: Vec<Period>) -> Result<Self, DataError> {
        periods.sort_by_key(|p| p.start);
        let mut previous: Option<(NaiveDate, NaiveDate)> = None;
        for period in &mut periods {
            let start = period.start;
            if let Some((before, ended)) = previous {
                if before == start {
                    return Err(DataError::DuplicatePeriod { start });
                }
                if ended > start {
                    return Err(DataError::Overlap { start });
                }
            }
            previous = Some((start, period.end));
            check(period)?;
            if period.state == PeriodState::Observed && period.exposure == Some(0.0) && period.events == Some(0) {
                period.state = PeriodState::NoExposure;
            }
        }
        Ok(Self { periods })
    }

    /// The series as it stands at the end of a day: a period that is not over by then is [`PeriodState::Partial`].
    ///
    /// # Errors
    /// [`DataError::FuturePeriod`] for a period that begins after it.
    pub fn as_of(self, today: NaiveDate) -> Result<Self, DataError> {
        let mut periods = self.periods;
        for period in &mut periods {
            if period.start > today {
                return Err(DataError::FuturePeriod { start: period.start });
            }
            if period.state == PeriodState::Observed && period.end.pred_opt().is_some_and(|last| last > today) {
                period.state = PeriodState::Partial;
            }
        }
        Ok(Self { periods })
    }

    /// The periods, in date order.
    #[must_use]
    pub fn periods(&self) -> &[Period] {
        &self.periods
    }

    /// Rates for `per` units of exposure (1,000 gives events per 1,000), one point a period.
    #[must_use]
    pub fn rates(&self, per: f64) -> Vec<ChartPoint> {
        self.points(|p| p.rate().map(|r| r * per))
    }

    /// Bare counts, one point a period.
    #[must_use]
    pub fn counts(&self) -> Vec<ChartPoint> {
        self.points(|p| p.events.map(|e| e as f64))
    }

    fn points(&self, value: impl Fn(&Period) -> Option<f64>) -> Vec<ChartPoint> {
        self.periods
            .iter()
            .map(|p| ChartPoint {
                start: p.start,
                end: p.end,
                value: match p.state {
                    PeriodState::Missing | PeriodState::NoExposure => None,
                    _ => value(p),
                },
                state: p.state,
            })
            .collect()
    }
}

fn check(period: &Period) -> Result<(), DataError> {
    let start = period.start;
    if period.end <= start {
        return Err(DataError::EmptyPeriod { start });
    }
    if period.exposure.is_some_and(|t| !t.is_finite() || t < 0.0) {
        return Err(DataError::ExposureNotValid { start });
    }
    let nothing_could = period.exposure == Some(0.0) || period.state == PeriodState::NoExposure;
    if nothing_could && period.events.is_some_and(|e| e > 0) {
        return Err(DataError::EventsWithoutExposure { start });
    }
    if period.events.is_some_and(|e| e > LARGEST_EVENTS) || period.exposure.is_some_and(|t| t > LARGEST_EXPOSURE) {
        return Err(DataError::CountTooLarge { start });
    }
    if period.state == PeriodState::Observed && period.events.is_none() {
        return Err(DataError::ObservedWithoutEvents { start });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic
    use super::*;

    fn day(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, d).unwrap()
    }

    fn week(d: u32, events: Option<u64>, exposure: Option<f64>) -> Period {
        let state = if events.is_some() { PeriodState::Observed } else { PeriodState::Missing };
        Period { start: day(d), end: day(d + 7), state, events, exposure }
    }

    #[test]
    fn periods_are_sorted_by_their_first_day() {
        let series =
            CountSeries::new(vec![week(9, Some(5), None), week(2, Some(4), None), week(16, Some(6), None)]).unwrap();
        let starts: Vec<_> = series.periods().iter().map(|p| p.start).collect();
        assert_eq!(starts, [day(2), day(9), day(16)]);
    }

    #[test]
    fn each_fault_has_its_own_code() {
        let codes = [
            (vec![week(2, Some(1), None), week(2, Some(2), None)], "duplicate_period"),
            (vec![week(2, Some(1), None), week(5, Some(2), None)], "overlap"),
            (vec![week(2, Some(1), Some(0.0))], "events_without_exposure"),
            (vec![week(2, Some(1), Some(-1.0))], "exposure_not_valid"),
            (vec![week(2, Some(1), Some(f64::NAN))], "exposure_not_valid"),
            (vec![Period { end: day(2), ..week(2, Some(1), None) }], "empty_period"),
            (vec![Period { state: PeriodState::Observed, ..week(2, None, None) }], "observed_without_events"),
        ];
        for (periods, code) in codes {
            assert_eq!(CountSeries::new(periods).unwrap_err().code(), code);
        }
    }

    #[test]
    fn a_closed_week_is_no_point_and_a_confirmed_nil_is_one() {
        let series = CountSeries::new(vec![
            week(2, Some(0), Some(0.0)),
            week(9, Some(0), Some(120.0)),
            week(16, None, Some(120.0)),
        ])
        .unwrap();
        let points = series.rates(1000.0);
        assert_eq!(points[0].state, PeriodState::NoExposure);
        assert_eq!(points[0].value, None);
        assert_eq!(points[1].value, Some(0.0));
        assert_eq!(points[2].value, None, "a missing return is never read as 0");
    }

    #[test]
    fn a_count_without_exposure_is_charted_as_a_count_and_never_as_a_rate() {
        let series = CountSeries::new(vec![week(2, Some(3), None)]).unwrap();
        assert_eq!(series.counts()[0].value, Some(3.0));
        assert_eq!(series.rates(1000.0)[0].value, None);
        assert_eq!(series.rates(1000.0)[0].left_out().unwrap().reason, LeftOutReason::ExposureUnknown);
    }
}
