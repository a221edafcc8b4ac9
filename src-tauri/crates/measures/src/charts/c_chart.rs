//! c chart: bare counts of periods that are alike, with one centre and one pair of limits.

use serde::{Deserialize, Serialize};

use crate::charts::limits::{Limits, Lines, RulePoint};
use crate::math::summation::mean;
use crate::rule_set::{FULL_LIMITS_FROM, RULE_SET, SPARSE_BELOW};
use crate::series::count_series::CountSeries;
use crate::series::period::{DataError, DateRange, LeftOut};

/// A c chart with its centre frozen at the baseline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CChart {
    /// Observed baseline periods used.
    pub n_used: usize,
    /// Baseline periods not used.
    pub left_out: Vec<LeftOut>,
    /// Mean events a period over the baseline.
    pub centre: f64,
    /// Limits, the same for every period.
    pub limits: Limits,
    /// Every period given, with its lines; those without a value keep their place.
    pub points: Vec<RulePoint>,
    /// Baseline mean under 2 events a period: run rules are not to be relied on.
    pub sparse_points: bool,
    /// Fewer than 12 baseline periods: the limits are provisional.
    pub trial_limits: bool,
    /// Version of the method.
    pub rule_set: String,
}

/// c chart of a measure with the baseline declared as a range of dates: c̄ ± 3 √c̄ (Montgomery,
/// *Statistical Quality Control*), the lower limit not below 0.
///
/// # Errors
/// [`DataError::EmptyBaseline`] if no observed period lies in the baseline.
pub fn c_chart(series: &CountSeries, baseline: DateRange) -> Result<CChart, DataError> {
    let counts = series.counts();
    let inside = || counts.iter().filter(|p| baseline.holds(p.start, p.end));
    let values: Vec<f64> = inside().filter_map(|p| p.usable()).collect();
    let centre = mean(&values).ok_or(DataError::EmptyBaseline)?;
    let limits = Limits::around(centre, 3.0 * centre.sqrt(), true);
    let lines = Lines { centre, limits: Some(limits) };
    Ok(CChart {
        n_used: values.len(),
        left_out: inside().filter_map(|p| p.left_out()).collect(),
        centre,
        limits,
        points: counts.iter().map(|point| RulePoint { point: *point, lines }).collect(),
        sparse_points: centre < SPARSE_BELOW,
        trial_limits: values.len() < FULL_LIMITS_FROM,
        rule_set: RULE_SET.to_owned(),
    })
}
