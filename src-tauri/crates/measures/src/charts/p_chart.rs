//! p chart: shares of a whole, with limits that widen where the whole is small.

use serde::{Deserialize, Serialize};

use crate::charts::baseline_totals::{BaselineTotals, baseline_totals};
use crate::charts::limits::{Limits, Lines, RulePoint};
use crate::rule_set::{FULL_LIMITS_FROM, RULE_SET};
use crate::series::period::{DataError, DateRange, LeftOut};
use crate::series::proportion_series::ProportionSeries;

/// A p chart with its centre frozen at the baseline. Values and lines are shares from 0 to 1.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PChart {
    /// Observed baseline periods used.
    pub n_used: usize,
    /// Baseline periods not used.
    pub left_out: Vec<LeftOut>,
    /// Numerators of the baseline together.
    pub num: u64,
    /// Denominators of the baseline together.
    pub den: f64,
    /// `num / den`.
    pub centre: f64,
    /// Every period given, with its lines; those without a value keep their place.
    pub points: Vec<RulePoint>,
    /// Fewer than 12 baseline periods: the limits are provisional.
    pub trial_limits: bool,
    /// Version of the method.
    pub rule_set: String,
}

impl PChart {
    /// Limits at a denominator above 0: p̄ ± 3 √(p̄ (1 − p̄) / n), not below 0 and not above 1.
    #[must_use]
    pub fn limits_at(&self, den: f64) -> Limits {
        limits(self.centre, standard_error(self.centre, den))
    }
}

/// √(p (1 − p) / n).
pub(crate) fn standard_error(centre: f64, den: f64) -> f64 {
    (centre * (1.0 - centre) / den).sqrt()
}

/// Limits three standard errors from a share.
pub(crate) fn limits(centre: f64, standard_error: f64) -> Limits {
    Limits::around(centre, 3.0 * standard_error, true).capped(1.0)
}

/// p chart of a measure with the baseline declared as a range of dates (Montgomery, *Statistical
/// Quality Control*): p̄ = Σ num / Σ den over the baseline.
///
/// # Errors
/// [`DataError::EmptyBaseline`] if no observed period with a denominator lies in the baseline.
pub fn p_chart(series: &ProportionSeries, baseline: DateRange) -> Result<PChart, DataError> {
    let BaselineTotals { n_used, left_out, events, exposure } = baseline_totals(series.as_counts(), baseline)?;
    let centre = events as f64 / exposure;
    let lines = |den: Option<f64>| Lines {
        centre,
        limits: den.filter(|n| *n > 0.0).map(|n| limits(centre, standard_error(centre, n))),
    };
    let points = series.shares().into_iter().zip(series.periods());
    Ok(PChart {
        n_used,
        left_out,
        num: events,
        den: exposure,
        centre,
        points: points.map(|(point, period)| RulePoint { point, lines: lines(period.exposure) }).collect(),
        trial_limits: n_used < FULL_LIMITS_FROM,
        rule_set: RULE_SET.to_owned(),
    })
}
