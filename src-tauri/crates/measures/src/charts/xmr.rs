//! Individuals and moving range chart (XmR) with limits frozen at the baseline.

use serde::{Deserialize, Serialize};

use crate::charts::limits::{Limits, Lines, RulePoint};
use crate::math::summation::{mean, median};
use crate::rule_set::{FULL_LIMITS_FROM, RULE_SET};
use crate::series::count_series::ChartPoint;
use crate::series::period::{DataError, DateRange, LeftOut, PeriodState};

/// 3 / d2 for two values, rounded as Wheeler and NHS England's *Making Data Count* print it.
const LIMIT_FACTOR: f64 = 2.66;
/// D4 for two values: the upper limit of a moving range chart (Montgomery).
const RANGE_FACTOR: f64 = 3.267;

/// How an XmR chart is worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct XmrOptions {
    /// Leave moving ranges above 3.267 times their mean out once, then take the mean again.
    pub screen_moving_ranges: bool,
    /// The quantity cannot be negative: a lower limit below 0 is drawn at 0.
    pub non_negative: bool,
}

impl Default for XmrOptions {
    fn default() -> Self {
        Self { screen_moving_ranges: true, non_negative: true }
    }
}

/// Centre and limits of an XmR chart. They depend on the baseline points alone, so that whatever
/// comes later leaves them the same to the last bit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Xmr {
    /// Observed baseline points used.
    pub n_used: usize,
    /// Baseline points not used.
    pub left_out: Vec<LeftOut>,
    /// Mean of the baseline points.
    pub mean: f64,
    /// Median of the baseline points, the centre of a run chart.
    pub median: f64,
    /// Mean of the moving ranges kept; `None` where no two neighbours were observed.
    pub average_moving_range: Option<f64>,
    /// Moving ranges kept.
    pub moving_ranges_used: usize,
    /// Moving ranges left out by screening.
    pub moving_ranges_screened: usize,
    /// Limits; `None` where there is no moving range.
    pub limits: Option<Limits>,
    /// Upper limit of the moving range chart.
    pub moving_range_upper: Option<f64>,
    /// Fewer than 12 baseline points: the limits are provisional and belong on a run chart only.
    pub trial_limits: bool,
    /// Version of the method.
    pub rule_set: String,
}

impl Xmr {
    /// The points with these lines beside them, as the run rules read them.
    #[must_use]
    pub fn rule_points(&self, points: &[ChartPoint]) -> Vec<RulePoint> {
        let lines = Lines { centre: self.mean, limits: self.limits };
        points.iter().map(|point| RulePoint { point: *point, lines }).collect()
    }
}

/// XmR chart of points in date order, with the baseline declared as a range of dates.
///
/// Centre c is the mean of the baseline, a the mean of the moving ranges between neighbours that
/// are both in it; limits are c ± 2.66 a, the near lines two thirds of that. No moving range is
/// taken across a period that is missing, excluded, not complete or absent. A moving range equal to
/// the screening limit is kept, so that a constant series keeps its zeros.
///
/// # Errors
/// [`DataError::EmptyBaseline`] if no observed point lies in the baseline;
/// [`DataError::ValueNotValid`] for a value that is not finite.
pub fn xmr(points: &[ChartPoint], baseline: DateRange, options: XmrOptions) -> Result<Xmr, DataError> {
    all_finite(points)?;
    let inside: Vec<&ChartPoint> = points.iter().filter(|p| baseline.holds(p.start, p.end)).collect();
    let values: Vec<f64> = inside.iter().filter_map(|p| p.usable()).collect();
    let centre = mean(&values).ok_or(DataError::EmptyBaseline)?;
    let middle = median(&values).ok_or(DataError::EmptyBaseline)?;
    let all_ranges: Vec<f64> = inside
        .windows(2)
        .filter(|pair| pair[0].end == pair[1].start)
        .filter_map(|pair| Some((pair[1].usable()? - pair[0].usable()?).abs()))
        .collect();
    let kept = screened(&all_ranges, options.screen_moving_ranges);
    let average = mean(&kept);
    Ok(Xmr {
        n_used: values.len(),
        left_out: inside.iter().filter_map(|p| p.left_out()).collect(),
        mean: centre,
        median: middle,
        average_moving_range: average,
        moving_ranges_used: kept.len(),
        moving_ranges_screened: all_ranges.len() - kept.len(),
        limits: average.map(|a| Limits::around(centre, LIMIT_FACTOR * a, options.non_negative)),
        moving_range_upper: average.map(|a| RANGE_FACTOR * a),
        trial_limits: values.len() < FULL_LIMITS_FROM,
        rule_set: RULE_SET.to_owned(),
    })
}

/// # Errors
/// [`DataError::ValueNotValid`] for the first value that is not finite.
pub(crate) fn all_finite(points: &[ChartPoint]) -> Result<(), DataError> {
    match points.iter().position(|p| p.value.is_some_and(|v| !v.is_finite())) {
        None => Ok(()),
        Some(place) => Err(DataError::ValueNotValid { place }),
    }
}

/// The ranges without those above 3.267 times their mean, looked at once; one equal to that stays.
pub(crate) fn screened(ranges: &[f64], screen: bool) -> Vec<f64> {
    match mean(ranges) {
        Some(first) if screen => {
            let most = RANGE_FACTOR * first;
            let close = 1e-9 * most.abs().max(1.0);
            ranges.iter().copied().filter(|r| *r <= most + close).collect()
        }
        _ => ranges.to_vec(),
    }
}

/// Periods inside a baseline that were returned: what decides whether it may be locked.
#[must_use]
pub fn observed_in(points: &[ChartPoint], baseline: DateRange) -> usize {
    points.iter().filter(|p| p.state == PeriodState::Observed && baseline.holds(p.start, p.end)).count()
}
