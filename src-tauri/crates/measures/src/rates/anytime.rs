//! Evidence that stays valid however often one looks.
//!
//! A mixture of conditional binomial likelihood ratios (Robbins 1970; Howard, Ramdas, McAuliffe & Sekhon
//! 2021). Looking every week at an ordinary test finds a difference sooner or later; this does not.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::math::functions::{exp, ln, log_sum_exp};
use crate::math::summation::sum;
use crate::rates::comparison::Interval;

/// Evidence from which a fall counts as shown.
pub const SHOWN: f64 = 20.0;

/// k / 10 and r = e^(k/10) for k = ±1 … ±30: the ratios mixed, each with the same weight.
static RATIOS: LazyLock<Vec<(f64, f64)>> =
    LazyLock::new(|| (-30..=30).filter(|k| *k != 0).map(|k| f64::from(k) / 10.0).map(|u| (u, exp(u))).collect());

/// ln E(θ) = ln (1/60) Σ r^B · [(T0 + θT1) / (T0 + rθT1)]^(A+B), with A = a/φ and B = b/φ.
///
/// θ is the ratio of rates that is doubted, 1 for no change. Counts of 0 or more, exposures and φ above 0.
#[must_use]
pub fn log_e_value(a: f64, t0: f64, b: f64, t1: f64, phi: f64, theta: f64) -> f64 {
    let (a, b) = (a / phi, b / phi);
    let share = theta * t1;
    // ln((T0 + θT1) / (T0 + rθT1)): the divisions keep exposures of any size in range.
    let whole = t0 + share;
    let terms: Vec<f64> = RATIOS.iter().map(|(u, r)| b * u - (a + b) * ln((t0 + r * share) / whole)).collect();
    log_sum_exp(&terms) - ln(terms.len() as f64)
}

/// The ratios of rates that the evidence does not rule out: {θ : E(θ) < threshold}.
///
/// The lower end is 0 where even 0 is not ruled out; there is no upper end where no ratio is too large,
/// as with a single event.
#[must_use]
pub fn anytime_interval(a: f64, t0: f64, b: f64, t1: f64, phi: f64, threshold: f64) -> Interval {
    let bar = ln(threshold);
    let at = |ln_theta: f64| log_e_value(a, t0, b, t1, phi, exp(ln_theta));
    // At the ratio seen every likelihood ratio is at most 1, so the evidence there is under any bar above 1.
    let seen = if a > 0.0 && b > 0.0 { ln((b / t1) / (a / t0)) } else { ln(t0 / t1) };
    let root = |outwards: f64| -> Option<f64> {
        let mut inside = seen;
        let mut step = 1.0;
        // Without events on one side the evidence at the middle may be over the bar already.
        while at(inside) >= bar {
            inside -= outwards * step;
            step *= 2.0;
            if step > 1e3 {
                return None;
            }
        }
        let mut outside = inside;
        let mut step = 1.0;
        while at(outside) < bar {
            outside += outwards * step;
            step *= 2.0;
            if step > 1e3 {
                return None;
            }
        }
        for _ in 0..100 {
            let middle = f64::midpoint(inside, outside);
            if at(middle) < bar {
                inside = middle;
            } else {
                outside = middle;
            }
            if (outside - inside).abs() < 1e-13 * inside.abs().max(1.0) {
                break;
            }
        }
        Some(exp(f64::midpoint(inside, outside)))
    };
    let lower = if b > 0.0 { root(-1.0).unwrap_or(0.0) } else { 0.0 };
    let upper = if a > 0.0 { root(1.0) } else { None };
    Interval { lower, upper }
}

/// Two stretches of one season, a year apart: (events before, exposure before, events after, exposure after).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct MatchedPair {
    /// Events in the earlier stretch.
    pub a: f64,
    /// Exposure of the earlier stretch.
    pub t0: f64,
    /// Events in the later stretch.
    pub b: f64,
    /// Exposure of the later stretch.
    pub t1: f64,
}

/// ln E after each pair: E = (1/60) Σ Π r^y1 · [(T0 + T1) / (T0 + rT1)]^(y0 + y1).
///
/// Exactly valid for any rate and any season, since each pair stands against its own year before. Pairs
/// are given in time order, exposures above 0.
#[must_use]
pub fn matched_log_e_path(pairs: &[MatchedPair]) -> Vec<f64> {
    let mut so_far = vec![0.0_f64; RATIOS.len()];
    let mut path = Vec::with_capacity(pairs.len());
    for pair in pairs {
        let whole = pair.t0 + pair.t1;
        for (term, (u, r)) in so_far.iter_mut().zip(RATIOS.iter()) {
            *term += pair.b * u - (pair.a + pair.b) * ln((pair.t0 + r * pair.t1) / whole);
        }
        path.push(log_sum_exp(&so_far) - ln(so_far.len() as f64));
    }
    path
}

/// Totals of matched pairs: a, T0, b, T1.
#[must_use]
pub fn matched_totals(pairs: &[MatchedPair]) -> (f64, f64, f64, f64) {
    (
        sum(pairs.iter().map(|p| p.a)),
        sum(pairs.iter().map(|p| p.t0)),
        sum(pairs.iter().map(|p| p.b)),
        sum(pairs.iter().map(|p| p.t1)),
    )
}
