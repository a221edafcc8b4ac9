//! u′ and p′ charts: u and p charts whose limits are widened, or narrowed, by how much the points
//! really vary (Laney, *Improved control charts for attributes*, Quality Engineering 14, 2002).

use serde::{Deserialize, Serialize};

use crate::charts::baseline_totals::{BaselineTotals, baseline_totals};
use crate::charts::limits::{Limits, Lines, RulePoint};
use crate::charts::p_chart;
use crate::charts::xmr::screened;
use crate::math::summation::mean;
use crate::rule_set::{FULL_LIMITS_FROM, RULE_SET, SPARSE_BELOW};
use crate::series::count_series::CountSeries;
use crate::series::period::{DataError, DateRange, LeftOut};
use crate::series::proportion_series::ProportionSeries;

/// d2 for two values (Montgomery): the mean moving range of a standard normal variable.
pub(crate) const D2: f64 = 1.128;

/// A u′ or p′ chart with centre and σ_z frozen at the baseline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PrimeChart {
    /// Observed baseline periods used.
    pub n_used: usize,
    /// Baseline periods not used.
    pub left_out: Vec<LeftOut>,
    /// Events, or numerators, of the baseline.
    pub events: u64,
    /// Exposure, or denominators, of the baseline.
    pub exposure: f64,
    /// Units that values and lines are stated for; 1 for the shares of a p′ chart.
    pub per: f64,
    /// Events for `per` units of exposure over the baseline.
    pub centre: f64,
    /// Spread of the baseline points as a multiple of what chance alone would give. `None` where no
    /// two neighbours were observed, or where chance would give none (a share of 0 or 1, no events).
    pub sigma_z: Option<f64>,
    /// Moving ranges left out by screening before σ_z was taken.
    pub moving_ranges_screened: usize,
    /// σ_z is below 1: less varied than chance, so the way of counting deserves a look.
    pub under_dispersed: bool,
    /// Every period given, with its lines; limits are `None` where there is no exposure, and
    /// everywhere if no two neighbours were observed.
    pub points: Vec<RulePoint>,
    /// For u′: baseline mean under 2 events a period, so that run rules are not to be relied on.
    pub sparse_points: bool,
    /// Fewer than 12 baseline periods: the limits are provisional.
    pub trial_limits: bool,
    /// Version of the method.
    pub rule_set: String,
}

/// What differs between u′ and p′.
struct Law<S, L> {
    per: f64,
    /// Standard error at a centre and an exposure above 0.
    standard_error: S,
    /// Limits at a centre and three times this much beside it.
    limits: L,
}

/// u′ chart of the rate for `per` units of exposure: ū ± 3 s σ_z with s = √(ū / t), not below 0.
///
/// σ_z is the mean of |z_i − z_{i−1}| over neighbouring baseline periods divided by 1.128, where
/// z = (y − ū) / s. No range is taken across a period that is missing, excluded or absent, and those
/// above 3.267 times their mean are left out once, as on an XmR chart and in qicharts2 0.8.1.
///
/// # Errors
/// [`DataError::EmptyBaseline`] if no observed period with exposure lies in the baseline.
pub fn u_prime_chart(series: &CountSeries, per: f64, baseline: DateRange) -> Result<PrimeChart, DataError> {
    let law = Law {
        per,
        standard_error: |centre: f64, exposure: f64| (centre * per / exposure).sqrt(),
        limits: |centre, spread: f64| Limits::around(centre, 3.0 * spread, true),
    };
    let chart = prime_chart(series, baseline, &law)?;
    Ok(PrimeChart { sparse_points: (chart.events as f64) < SPARSE_BELOW * chart.n_used as f64, ..chart })
}

/// p′ chart of shares from 0 to 1: p̄ ± 3 s σ_z with s = √(p̄ (1 − p̄) / n), not below 0 or above 1;
/// σ_z as in [`u_prime_chart`].
///
/// # Errors
/// [`DataError::EmptyBaseline`] if no observed period with a denominator lies in the baseline.
pub fn p_prime_chart(series: &ProportionSeries, baseline: DateRange) -> Result<PrimeChart, DataError> {
    let law = Law { per: 1.0, standard_error: p_chart::standard_error, limits: p_chart::limits };
    prime_chart(series.as_counts(), baseline, &law)
}

fn prime_chart<S, L>(series: &CountSeries, baseline: DateRange, law: &Law<S, L>) -> Result<PrimeChart, DataError>
where
    S: Fn(f64, f64) -> f64,
    L: Fn(f64, f64) -> Limits,
{
    let BaselineTotals { n_used, left_out, events, exposure } = baseline_totals(series, baseline)?;
    let centre = events as f64 * law.per / exposure;
    let error_at = |t: Option<f64>| t.filter(|t| *t > 0.0).map(|t| (law.standard_error)(centre, t));
    let points = series.rates(law.per);
    let errors: Vec<Option<f64>> = series.periods().iter().map(|p| error_at(p.exposure)).collect();

    let mut ranges = Vec::new();
    let standing = |i: usize| {
        let inside = baseline.holds(points[i].start, points[i].end);
        // A standard error of 0 is 0 at every exposure: there is no distance to measure in it.
        Some((points[i].usable().filter(|_| inside)? - centre) / errors[i].filter(|s| *s > 0.0)?)
    };
    for i in 1..points.len() {
        if points[i - 1].end == points[i].start
            && let (Some(before), Some(here)) = (standing(i - 1), standing(i))
        {
            ranges.push((here - before).abs());
        }
    }
    let kept = screened(&ranges, true);
    let sigma_z = mean(&kept).map(|range| range / D2);
    let spread = |error: f64| if error > 0.0 { sigma_z.map(|by| error * by) } else { Some(0.0) };
    let lines = |error: Option<f64>| Lines {
        centre,
        limits: error.and_then(spread).map(|spread| (law.limits)(centre, spread)),
    };
    Ok(PrimeChart {
        n_used,
        left_out,
        events,
        exposure,
        per: law.per,
        centre,
        sigma_z,
        moving_ranges_screened: ranges.len() - kept.len(),
        under_dispersed: sigma_z.is_some_and(|s| s < 1.0),
        points: points.iter().zip(&errors).map(|(p, e)| RulePoint { point: *p, lines: lines(*e) }).collect(),
        sparse_points: false,
        trial_limits: n_used < FULL_LIMITS_FROM,
        rule_set: RULE_SET.to_owned(),
    })
}
