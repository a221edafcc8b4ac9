//! Step and slope at a change, as supporting evidence beside the two-period comparison.
//!
//! log μ = log exposure + β₀ + β₁ t + β₂ D + β₃ D (t − k), D = 1 from slot k on (Bernal, Cummins &
//! Gasparrini, *Int J Epidemiol* 46, 2017).

use serde::{Deserialize, Serialize};

use crate::its::design::{Design, Terms};
use crate::its::irls::fit;
use crate::its::newey_west;
use crate::its::small_matrix::{Matrix, Vector};
use crate::math::functions::exp;
use crate::math::summation::sum;
use crate::math::tails::normal_quantile;
use crate::rates::comparison::Interval;
use crate::rule_set::{ALPHA, RULE_SET};

/// A usable period: its place in time and what was counted in it.
///
/// Missing, excluded, partial and washout periods are not given; the others keep their slots.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct SlotCount {
    /// Place of the period counted from the first, which is 0.
    pub slot: u32,
    /// Events.
    pub events: u64,
    /// Exposure, above 0.
    pub exposure: f64,
}

/// Which coefficients are fitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItsModel {
    /// Step and change of slope.
    LevelSlope,
    /// Step alone.
    Level,
}

/// Why a model was not fitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ItsError {
    /// Fewer than 8 usable periods on a side.
    #[error("there are too few periods for a trend")]
    TooFewPeriods,
    /// Fewer than 10 events on a side.
    #[error("there are too few events for a trend")]
    TooFewEvents,
    /// No coefficients fit: a side without events, or all events in one place.
    #[error("the trend could not be fitted")]
    NotConverged,
    /// Two periods of one slot.
    #[error("two periods have one place in time")]
    DuplicateSlot,
    /// An exposure that is not a finite number above 0.
    #[error("a trend needs an exposure above 0 in every period")]
    ExposureNotValid,
}

impl ItsError {
    /// Short name of the reason, the same in every version.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::TooFewPeriods => "too_few_periods",
            Self::TooFewEvents => "too_few_events",
            Self::NotConverged => "not_converged",
            Self::DuplicateSlot => "duplicate_slot",
            Self::ExposureNotValid => "exposure_not_valid",
        }
    }
}

/// A ratio with its 95% interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct RatioEstimate {
    /// The ratio.
    pub ratio: f64,
    /// Its interval from the Newey–West error and normal quantiles.
    pub interval: Interval,
}

/// A fitted interrupted time series.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InterruptedSeries {
    /// Which coefficients.
    pub model: ItsModel,
    /// Usable periods before the change.
    pub n_before: usize,
    /// Usable periods from the change on.
    pub n_after: usize,
    /// Slots between the first and the last usable period that are not used.
    pub n_left_out: usize,
    /// β₀, β₁, β₂ and, where fitted, β₃, with t in slots from slot 0.
    pub coefficients: Vec<f64>,
    /// Standard errors if counts are Poisson.
    pub se_model: Vec<f64>,
    /// Newey–West standard errors.
    pub se_newey_west: Vec<f64>,
    /// Lag of the latter, in slots.
    pub newey_west_lag: u32,
    /// Pearson's chi-square over its degrees of freedom.
    pub phi: f64,
    /// Deviance.
    pub deviance: f64,
    /// exp β₂: the level just after the change over the level the earlier trend gives there.
    pub step: RatioEstimate,
    /// exp β₃: by how much each further period changes the rate beside the earlier trend.
    pub per_period: Option<RatioEstimate>,
    /// Slot of the last usable period.
    pub last_slot: u32,
    /// Events that the fit gives for it.
    pub fitted_at_last: f64,
    /// Events that the trend before the change, carried on, gives for it.
    pub counterfactual_at_last: f64,
    /// Version of the method.
    pub rule_set: String,
}

/// Which model the amount of data allows: from 12 usable periods on each side and 10 events on
/// each, step and slope; from 8 periods, the step alone.
///
/// # Errors
/// [`ItsError::TooFewPeriods`] or [`ItsError::TooFewEvents`].
pub fn allowed_model(periods: &[SlotCount], change_slot: u32) -> Result<ItsModel, ItsError> {
    let (before, after): (Vec<_>, Vec<_>) = periods.iter().partition(|s| s.slot < change_slot);
    let fewest = before.len().min(after.len());
    let events = |side: &[&SlotCount]| side.iter().map(|s| u128::from(s.events)).sum::<u128>();
    if fewest < 8 {
        Err(ItsError::TooFewPeriods)
    } else if events(&before).min(events(&after)) < 10 {
        Err(ItsError::TooFewEvents)
    } else if fewest < 12 {
        Ok(ItsModel::Level)
    } else {
        Ok(ItsModel::LevelSlope)
    }
}

/// Fits the model that the amount of data allows. The periods may come in any order;
/// `change_slot` is the first period that starts on or after the change.
///
/// # Errors
/// [`ItsError`], whose code says why nothing was fitted.
pub fn interrupted_series(periods: &[SlotCount], change_slot: u32) -> Result<InterruptedSeries, ItsError> {
    fit_model(periods, change_slot, allowed_model(periods, change_slot)?)
}

/// Fits a named model without asking whether there are enough data for it.
///
/// # Errors
/// [`ItsError::TooFewPeriods`] if there are no more periods than coefficients, or the other codes.
pub fn fit_model(periods: &[SlotCount], change_slot: u32, model: ItsModel) -> Result<InterruptedSeries, ItsError> {
    let periods = in_order(periods)?;
    let terms = match model {
        ItsModel::LevelSlope => Terms::StepAndSlope(change_slot),
        ItsModel::Level => Terms::Step(change_slot),
    };
    let (n, p) = (periods.len(), terms.columns());
    let (Some(first), Some(last)) = (periods.first(), periods.last().filter(|_| n > p)) else {
        return Err(ItsError::TooFewPeriods);
    };
    let split = periods.partition_point(|s| s.slot < change_slot);
    if [&periods[..split], &periods[split..]].iter().any(|side| side.iter().all(|s| s.events == 0)) {
        return Err(ItsError::NotConverged);
    }
    let design = Design::new(&periods, terms);
    let settled = fit(&design, &periods)?;
    let lag = newey_west::lag(n);
    let robust = design.covariance_in_slots(&newey_west::covariance(&design, &periods, &settled, lag));
    let coefficients = design.coefficients_in_slots(&settled.coefficients);
    let se_newey_west = errors(&robust, p);
    let slope = (p == 4).then(|| estimate(coefficients[3], se_newey_west[3]));
    let after = f64::from(last.slot) - f64::from(change_slot);
    let fitted = settled.means[n - 1];
    Ok(InterruptedSeries {
        model,
        n_before: split,
        n_after: n - split,
        n_left_out: (last.slot - first.slot) as usize + 1 - n,
        coefficients: listed(&coefficients, p),
        se_model: errors(&design.covariance_in_slots(&settled.covariance), p),
        newey_west_lag: lag,
        phi: settled.pearson / (n - p) as f64,
        deviance: settled.deviance,
        step: estimate(coefficients[2], se_newey_west[2]),
        per_period: slope,
        se_newey_west,
        last_slot: last.slot,
        fitted_at_last: fitted,
        counterfactual_at_last: fitted * exp(-coefficients[2] - coefficients[3] * after),
        rule_set: RULE_SET.to_owned(),
    })
}

/// The periods by slot, checked.
pub(crate) fn in_order(periods: &[SlotCount]) -> Result<Vec<SlotCount>, ItsError> {
    let mut sorted = periods.to_vec();
    sorted.sort_by_key(|s| s.slot);
    if sorted.windows(2).any(|pair| pair[0].slot == pair[1].slot) {
        return Err(ItsError::DuplicateSlot);
    }
    let total = sum(sorted.iter().map(|s| s.exposure));
    if !total.is_finite() || sorted.iter().any(|s| s.exposure <= 0.0) {
        return Err(ItsError::ExposureNotValid);
    }
    Ok(sorted)
}

/// Square roots of the diagonal.
pub(crate) fn errors(covariance: &Matrix, p: usize) -> Vec<f64> {
    (0..p).map(|i| covariance[i][i].max(0.0).sqrt()).collect()
}

fn listed(values: &Vector, p: usize) -> Vec<f64> {
    values[..p].to_vec()
}

fn estimate(log: f64, error: f64) -> RatioEstimate {
    let reach = normal_quantile(1.0 - ALPHA / 2.0) * error;
    RatioEstimate { ratio: exp(log), interval: Interval { lower: exp(log - reach), upper: Some(exp(log + reach)) } }
}
