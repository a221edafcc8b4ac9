//! u chart: events for a unit of exposure, with limits that widen where the exposure is small.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::charts::baseline_totals::{BaselineTotals, baseline_totals};
use crate::charts::limits::{Limits, Lines, RulePoint};
use crate::rule_set::{RULE_SET, SPARSE_BELOW};
use crate::series::count_series::{ChartPoint, CountSeries};
use crate::series::period::{DataError, DateRange, LeftOut, PeriodState};

/// A u chart with its centre frozen at the baseline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UChart {
    /// Observed baseline periods used.
    pub n_used: usize,
    /// Baseline periods not used.
    pub left_out: Vec<LeftOut>,
    /// Events of the baseline.
    pub events: u64,
    /// Exposure of the baseline.
    pub exposure: f64,
    /// Units of exposure that values and lines are stated for, such as 1,000.
    pub per: f64,
    /// Events for `per` units of exposure over the baseline.
    pub centre: f64,
    /// Every period that has a value, with its own limits.
    pub points: Vec<UPoint>,
    /// Baseline mean under 2 events a period: run rules are not to be relied on.
    pub sparse_points: bool,
    /// Version of the method.
    pub rule_set: String,
}

/// One period of a u chart.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct UPoint {
    /// First day.
    pub start: NaiveDate,
    /// The day after the last day.
    pub end: NaiveDate,
    /// Events for `per` units of exposure.
    pub value: f64,
    /// Whether and how the period counts.
    pub state: PeriodState,
    /// Limits at this period's exposure.
    pub limits: Limits,
}

impl UChart {
    /// Limits at an exposure above 0: ū ± 3 √(ū / t), for `per` units.
    #[must_use]
    pub fn limits_at(&self, exposure: f64) -> Limits {
        limits(self.centre, self.per, exposure)
    }

    /// The points with their lines beside them, as the run rules read them.
    ///
    /// `all` are the periods the chart was made from; those without a value keep their place.
    #[must_use]
    pub fn rule_points(&self, all: &CountSeries) -> Vec<RulePoint> {
        all.rates(self.per)
            .into_iter()
            .zip(all.periods())
            .map(|(point, period)| RulePoint {
                point,
                lines: Lines {
                    centre: self.centre,
                    limits: period.exposure.filter(|t| *t > 0.0).map(|t| self.limits_at(t)),
                },
            })
            .collect()
    }
}

fn limits(centre: f64, per: f64, exposure: f64) -> Limits {
    Limits::around(centre, 3.0 * (centre * per / exposure).sqrt(), true)
}

/// u chart of a measure with the baseline declared as a range of dates.
///
/// # Errors
/// [`DataError::EmptyBaseline`] if no observed period with exposure lies in the baseline.
pub fn u_chart(series: &CountSeries, per: f64, baseline: DateRange) -> Result<UChart, DataError> {
    let BaselineTotals { n_used, left_out, events, exposure } = baseline_totals(series, baseline)?;
    let centre = events as f64 * per / exposure;
    Ok(UChart {
        n_used,
        left_out,
        events,
        exposure,
        per,
        centre,
        points: points(series, per, centre),
        sparse_points: (events as f64) < SPARSE_BELOW * n_used as f64,
        rule_set: RULE_SET.to_owned(),
    })
}

fn points(series: &CountSeries, per: f64, centre: f64) -> Vec<UPoint> {
    series
        .rates(per)
        .iter()
        .zip(series.periods())
        .filter_map(|(point, period)| u_point(point, limits(centre, per, period.exposure?)))
        .collect()
}

fn u_point(point: &ChartPoint, limits: Limits) -> Option<UPoint> {
    Some(UPoint { start: point.start, end: point.end, value: point.value?, state: point.state, limits })
}
