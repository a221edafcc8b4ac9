//! Run chart: points about the median of the baseline, judged by their runs.

use serde::{Deserialize, Serialize};

use crate::charts::anhoej::{AnhoejRuns, anhoej_runs};
use crate::charts::limits::{Lines, RulePoint};
use crate::charts::xmr::all_finite;
use crate::math::summation::{median, tolerance};
use crate::rule_set::RULE_SET;
use crate::series::count_series::ChartPoint;
use crate::series::period::{DataError, DateRange, LeftOut};

/// A run chart with its median frozen at the baseline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RunChart {
    /// Observed points, in the baseline and after it.
    pub n_used: usize,
    /// Points not used. Runs and crossings join the points on both sides of them.
    pub left_out: Vec<LeftOut>,
    /// Baseline points that the median is taken from.
    pub n_baseline: usize,
    /// Median of the baseline points.
    pub median: f64,
    /// Runs about the median.
    pub runs: AnhoejRuns,
    /// No point is off the median: there is no statistic, which is not the same as being stable.
    pub every_point_on_median: bool,
    /// Version of the method.
    pub rule_set: String,
}

impl RunChart {
    /// The points with the median beside them, as the rule set `run_ihi` reads them.
    #[must_use]
    pub fn rule_points(&self, points: &[ChartPoint]) -> Vec<RulePoint> {
        let lines = Lines { centre: self.median, limits: None };
        points.iter().map(|point| RulePoint { point: *point, lines }).collect()
    }
}

/// Run chart of the points of one phase, in date order, with the baseline declared as a range of
/// dates. A missing period is dropped: it neither ends a run nor counts as a crossing.
///
/// # Errors
/// [`DataError::EmptyBaseline`] if no observed point lies in the baseline;
/// [`DataError::ValueNotValid`] for a value that is not finite.
pub fn run_chart(points: &[ChartPoint], baseline: DateRange) -> Result<RunChart, DataError> {
    all_finite(points)?;
    let inside = points.iter().filter(|p| baseline.holds(p.start, p.end));
    let baseline_values: Vec<f64> = inside.filter_map(|p| p.usable()).collect();
    let middle = median(&baseline_values).ok_or(DataError::EmptyBaseline)?;
    let values: Vec<f64> = points.iter().filter_map(|p| p.usable()).collect();
    let eps = tolerance(values.iter().copied());
    let runs = anhoej_runs(values.iter().copied(), middle, eps);
    Ok(RunChart {
        n_used: values.len(),
        left_out: points.iter().filter_map(|p| p.left_out()).collect(),
        n_baseline: baseline_values.len(),
        median: middle,
        every_point_on_median: runs.n_useful == 0,
        runs,
        rule_set: RULE_SET.to_owned(),
    })
}
