//! How much more than chance the periods vary, and whether neighbours hang together.
//!
//! Two periods of one phase should differ by chance alone. Where they differ by more, or where a bad
//! week tends to follow a bad week, the counts carry less information than their size says, and every
//! later test takes that into account by way of φ.

use serde::{Deserialize, Serialize};

use crate::math::summation::{mean, sum};
use crate::math::tails::chi_squared_upper;

/// Degrees of freedom from which the variation is judged.
const DF_FROM: usize = 6;
/// Upper χ² probability under which the variation is called too large.
const P_OVER: f64 = 0.10;
/// Periods from which autocorrelation is judged.
const LAGS_FROM: usize = 16;
/// Ljung–Box probability under which neighbours are said to hang together.
const P_LAGS: f64 = 0.05;
/// The largest lag-1 correlation that enters φ.
const LARGEST_LAG1: f64 = 0.8;

/// Variation beyond chance and correlation of neighbours, from the Pearson residuals of a model with
/// one rate before and one after.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Dispersion {
    /// Periods used, of both phases.
    pub n_used: usize,
    /// Pearson's statistic Σ (y − μ)² / μ.
    pub pearson: f64,
    /// Degrees of freedom: periods less the phases that have any.
    pub df: usize,
    /// `pearson / df`; `None` without degrees of freedom.
    pub estimate: Option<f64>,
    /// Probability of a statistic this large by chance (χ², upper tail).
    pub p_over: f64,
    /// Correlation of neighbouring residuals; `None` where they do not vary.
    pub lag1: Option<f64>,
    /// Lags in the Ljung–Box statistic: a fifth of the periods, 1 to 10.
    pub ljung_box_lag: usize,
    /// The Ljung–Box statistic.
    pub ljung_box: Option<f64>,
    /// Its probability by chance.
    pub ljung_box_p: Option<f64>,
    /// The periods vary more than chance.
    pub overdispersed: bool,
    /// Neighbours hang together.
    pub autocorrelated: bool,
    /// The factor by which counts are divided in tests; 1 where chance explains the variation.
    pub phi: f64,
}

/// Judges the counts of two phases, each a list of (events, exposure) in time order.
///
/// φ is the estimate where there are at least 6 degrees of freedom, the upper χ² probability is under
/// 0.10 and the estimate above 1; otherwise 1. With at least 16 periods, a Ljung–Box probability under
/// 0.05 and a positive lag-1 correlation r, it is multiplied by (1 + r) / (1 − r), r at most 0.8.
#[must_use]
pub fn dispersion(before: &[(f64, f64)], after: &[(f64, f64)]) -> Dispersion {
    let mut residuals = residuals(before);
    residuals.extend(self::residuals(after));
    let n_used = residuals.len();
    let phases = usize::from(!before.is_empty()) + usize::from(!after.is_empty());
    let df = n_used.saturating_sub(phases);
    let pearson = sum(residuals.iter().map(|r| r * r));
    let estimate = (df > 0).then(|| pearson / df as f64);
    let p_over = if df > 0 { chi_squared_upper(pearson, df as f64) } else { 1.0 };
    let mut phi = 1.0;
    let overdispersed = df >= DF_FROM && p_over < P_OVER && estimate.is_some_and(|e| e > 1.0);
    if let (true, Some(found)) = (overdispersed, estimate) {
        phi = found;
    }
    let ljung_box_lag = (n_used / 5).clamp(1, 10);
    let correlations = autocorrelations(&residuals, ljung_box_lag);
    let lag1 = correlations.as_ref().and_then(|r| r.first().copied());
    let ljung_box = correlations.map(|r| {
        let n = n_used as f64;
        n * (n + 2.0) * sum(r.iter().enumerate().map(|(at, r)| r * r / (n - (at + 1) as f64)))
    });
    let ljung_box_p = ljung_box.map(|q| chi_squared_upper(q, ljung_box_lag as f64));
    let autocorrelated =
        n_used >= LAGS_FROM && ljung_box_p.is_some_and(|p| p < P_LAGS) && lag1.is_some_and(|r| r > 0.0);
    if let (true, Some(r)) = (autocorrelated, lag1) {
        let r = r.min(LARGEST_LAG1);
        phi *= (1.0 + r) / (1.0 - r);
    }
    Dispersion {
        n_used,
        pearson,
        df,
        estimate,
        p_over,
        lag1,
        ljung_box_lag,
        ljung_box,
        ljung_box_p,
        overdispersed,
        autocorrelated,
        phi,
    }
}

/// (y − μ) / √μ with μ = rate × exposure; 0 throughout a phase without events.
fn residuals(phase: &[(f64, f64)]) -> Vec<f64> {
    let events = sum(phase.iter().map(|(y, _)| *y));
    let exposure = sum(phase.iter().map(|(_, t)| *t));
    if events <= 0.0 || exposure <= 0.0 {
        return vec![0.0; phase.len()];
    }
    let rate = events / exposure;
    phase
        .iter()
        .map(|(y, t)| {
            let expected = rate * t;
            if expected > 0.0 { (y - expected) / expected.sqrt() } else { 0.0 }
        })
        .collect()
}

/// Autocorrelations at lags 1 to `lags`, centred on the mean of all; `None` where nothing varies.
fn autocorrelations(values: &[f64], lags: usize) -> Option<Vec<f64>> {
    if values.len() <= lags {
        return None;
    }
    let middle = mean(values)?;
    let centred: Vec<f64> = values.iter().map(|v| v - middle).collect();
    let all = sum(centred.iter().map(|v| v * v));
    if all <= 1e-12 {
        return None;
    }
    Some(
        (1..=lags)
            .map(|lag| sum(centred.iter().zip(&centred[lag..]).map(|(first, later)| first * later)) / all)
            .collect(),
    )
}
