//! Whether a measure was already on its way before the change.

use serde::{Deserialize, Serialize};

use crate::its::design::{Design, Terms};
use crate::its::interrupted::{ItsError, SlotCount, errors, in_order};
use crate::its::irls::fit;
use crate::math::tails::student_two_sided;
use crate::rule_set::RULE_SET;

/// Fewest periods from which a trend before the change is judged.
pub const PRE_TREND_FROM: usize = 8;

/// Trend of the periods before a change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PreTrend {
    /// Periods used, k₀.
    pub n_used: usize,
    /// Slots between the first and the last of them that are not used.
    pub n_left_out: usize,
    /// Change of the log rate from one period to the next; below 0 the rate was falling.
    pub slope: f64,
    /// Its standard error, widened by √max(1, φ).
    pub standard_error: f64,
    /// Pearson's chi-square of this fit over k₀ − 2.
    pub phi: f64,
    /// `slope / standard_error`.
    pub t: f64,
    /// k₀ − 2.
    pub df: usize,
    /// Two-sided p of Student's t.
    pub p: f64,
    /// Version of the method.
    pub rule_set: String,
}

/// Poisson trend of the usable periods before a change, in any order.
///
/// # Errors
/// [`ItsError::TooFewPeriods`] under 8 periods; [`ItsError::NotConverged`] where no trend fits, as
/// with no events at all.
pub fn pre_trend(before: &[SlotCount]) -> Result<PreTrend, ItsError> {
    let periods = in_order(before)?;
    let n = periods.len();
    let (Some(first), Some(last)) = (periods.first(), periods.last().filter(|_| n >= PRE_TREND_FROM)) else {
        return Err(ItsError::TooFewPeriods);
    };
    let design = Design::new(&periods, Terms::Trend);
    let settled = fit(&design, &periods)?;
    let df = n - 2;
    let phi = settled.pearson / df as f64;
    let slope = design.coefficients_in_slots(&settled.coefficients)[1];
    let error = errors(&design.covariance_in_slots(&settled.covariance), 2)[1];
    let standard_error = error * phi.max(1.0).sqrt();
    let t = slope / standard_error;
    Ok(PreTrend {
        n_used: n,
        n_left_out: (last.slot - first.slot) as usize + 1 - n,
        slope,
        standard_error,
        phi,
        t,
        df,
        p: student_two_sided(t, df as f64).map_err(|_| ItsError::NotConverged)?,
        rule_set: RULE_SET.to_owned(),
    })
}
