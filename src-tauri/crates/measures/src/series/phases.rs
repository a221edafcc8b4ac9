//! Totals of the phases between changes, each compared with the declared baseline.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::math::summation::sum;
use crate::rates::comparison::{ComparisonError, RateComparison, compare_rates};
use crate::rule_set::RULE_SET;
use crate::series::count_series::CountSeries;
use crate::series::period::{DataError, DateRange, LeftOut, LeftOutReason, Period, PeriodState};

/// A dated change that a measure may have answered to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeDate {
    /// What the caller knows it by.
    pub label: String,
    /// First day of the changed way of working.
    pub on: NaiveDate,
}

/// Events and exposure of a stretch of periods.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PhaseTotals {
    /// First day of the first period used or left out; `None` for a phase without periods.
    pub first: Option<NaiveDate>,
    /// The day after the last day of the last of them.
    pub end: Option<NaiveDate>,
    /// Periods used.
    pub n_used: usize,
    /// Periods not used.
    pub left_out: Vec<LeftOut>,
    /// Events of the periods used.
    pub events: u64,
    /// Exposure of the periods used.
    pub exposure: f64,
    /// Events for one unit of exposure; `None` where there is no exposure.
    pub rate: Option<f64>,
    /// Events and exposure with excluded periods counted in; `None` where none was excluded.
    pub with_excluded: Option<(u64, f64)>,
}

impl PhaseTotals {
    /// Periods for which no return was made.
    #[must_use]
    pub fn missing(&self) -> usize {
        self.left_out.iter().filter(|l| l.reason == LeftOutReason::Missing).count()
    }
}

/// A phase that begins with a change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Phase {
    /// The change it begins with.
    pub opened_by: ChangeDate,
    /// Its totals.
    pub totals: PhaseTotals,
    /// Its rate beside the baseline's; `None` where either has no exposure.
    pub against_baseline: Option<RateComparison>,
}

/// The declared baseline and the phases after each change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Phases {
    /// Totals of the declared baseline.
    pub baseline: PhaseTotals,
    /// One phase for each change, in date order.
    pub phases: Vec<Phase>,
    /// Version of the method.
    pub rule_set: String,
}

/// A declared baseline beside everything from a change on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BeforeAndAfter {
    /// Totals of the baseline.
    pub before: PhaseTotals,
    /// Totals of the periods from the change on.
    pub after: PhaseTotals,
    /// The two rates compared.
    pub comparison: RateComparison,
}

/// Totals of the periods that lie wholly in a range of dates.
#[must_use]
pub fn totals_in(series: &CountSeries, range: DateRange) -> PhaseTotals {
    totals(series.periods().iter().filter(|p| range.holds(p.start, p.end)))
}

/// Totals from one day up to another (not included, or without end), leaving out any period in
/// which a boundary falls after its first day.
fn totals_between(series: &CountSeries, from: NaiveDate, until: Option<NaiveDate>) -> PhaseTotals {
    let touching = |p: &&Period| p.end > from && until.is_none_or(|u| p.start < u);
    let whole = |p: &&Period| p.start >= from && until.is_none_or(|u| p.end <= u);
    let mut found = totals(series.periods().iter().filter(touching).filter(whole));
    for period in series.periods().iter().filter(touching) {
        if period.start < from {
            found.left_out.insert(0, LeftOut { start: period.start, reason: LeftOutReason::ChangeInside });
        }
    }
    found
}

/// Compares the baseline with the periods from a change on.
///
/// A change on the first day of a period makes that period the first after it; a change inside a
/// period leaves that period to neither side.
///
/// # Errors
/// [`DataError::NoExposureToCompare`] if either side has no exposure.
pub fn before_and_after(
    series: &CountSeries,
    baseline: DateRange,
    change: NaiveDate,
) -> Result<BeforeAndAfter, ComparisonError> {
    let before = totals_in(series, baseline);
    let after = totals_between(series, change, None);
    let comparison = compare_rates(before.events, before.exposure, after.events, after.exposure)?;
    Ok(BeforeAndAfter { before, after, comparison })
}

/// Totals after each change up to the next, each beside the baseline.
///
/// # Errors
/// [`ComparisonError::Beta`] if a comparison did not settle.
pub fn phases(series: &CountSeries, baseline: DateRange, changes: &[ChangeDate]) -> Result<Phases, ComparisonError> {
    let base = totals_in(series, baseline);
    let mut ordered = changes.to_vec();
    ordered.sort_by_key(|c| c.on);
    let mut out = Vec::with_capacity(ordered.len());
    for (place, change) in ordered.iter().enumerate() {
        let until = ordered.get(place + 1).map(|next| next.on);
        let totals = totals_between(series, change.on, until);
        let compared = compare_rates(base.events, base.exposure, totals.events, totals.exposure);
        let against_baseline = match compared {
            Ok(found) => Some(found),
            Err(ComparisonError::Data(DataError::NoExposureToCompare)) => None,
            Err(other) => return Err(other),
        };
        out.push(Phase { opened_by: change.clone(), totals, against_baseline });
    }
    Ok(Phases { baseline: base, phases: out, rule_set: RULE_SET.to_owned() })
}

fn totals<'a>(periods: impl Iterator<Item = &'a Period>) -> PhaseTotals {
    let mut left_out = Vec::new();
    let (mut events, mut exposures) = (0_u64, Vec::new());
    let (mut excluded_events, mut excluded_exposures) = (0_u64, Vec::new());
    let (mut first, mut end) = (None, None);
    for period in periods {
        first = first.or(Some(period.start));
        end = Some(period.end);
        let counted = period.events.zip(period.exposure);
        match (LeftOut::from_state(period.start, period.state), counted) {
            (None, Some((count, exposure))) => {
                events += count;
                exposures.push(exposure);
            }
            (None, None) => left_out.push(LeftOut { start: period.start, reason: LeftOutReason::ExposureUnknown }),
            (Some(reason), counted) => {
                left_out.push(reason);
                if let (PeriodState::Excluded, Some((count, exposure))) = (period.state, counted) {
                    excluded_events += count;
                    excluded_exposures.push(exposure);
                }
            }
        }
    }
    let n_used = exposures.len();
    let exposure = sum(exposures);
    PhaseTotals {
        first,
        end,
        n_used,
        events,
        exposure,
        rate: (exposure > 0.0).then(|| events as f64 / exposure),
        with_excluded: (!excluded_exposures.is_empty())
            .then(|| (events + excluded_events, exposure + sum(excluded_exposures))),
        left_out,
    }
}
