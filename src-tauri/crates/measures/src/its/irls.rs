//! Poisson regression with a logarithmic link and the exposure as offset, by iteratively reweighted
//! least squares (McCullagh & Nelder, *Generalized Linear Models*, 2nd edition, section 2.5).

use crate::its::design::Design;
use crate::its::interrupted::{ItsError, SlotCount};
use crate::its::small_matrix::{COLUMNS, Matrix, Vector, cholesky, inverse, solve};
use crate::math::functions::{exp, ln};
use crate::math::summation::sum;

/// A settled fit, in the scaled columns of its design.
#[derive(Debug)]
pub(crate) struct Fit {
    /// Coefficients.
    pub coefficients: Vector,
    /// (Xᵀ W X)⁻¹, the covariance if counts are Poisson.
    pub covariance: Matrix,
    /// Fitted count of each period.
    pub means: Vec<f64>,
    /// Twice the log-likelihood lost against a perfect fit.
    pub deviance: f64,
    /// Σ (y − μ)² / μ.
    pub pearson: f64,
}

const STEPS: u32 = 100;

/// Fits a design to counts.
///
/// Starts from means of y + 0.1 and stops when the deviance has changed by less than 1e-12 of
/// itself and no fitted logarithm still moves. A coefficient on its way to infinity leaves the
/// deviance still but moves the logarithms, and so ends as not converged.
///
/// # Errors
/// [`ItsError::NotConverged`] after 100 steps, or where the columns cannot be told apart.
pub(crate) fn fit(design: &Design, periods: &[SlotCount]) -> Result<Fit, ItsError> {
    let counts: Vec<f64> = periods.iter().map(|s| s.events as f64).collect();
    let offsets: Vec<f64> = periods.iter().map(|s| ln(s.exposure)).collect();
    let mut means: Vec<f64> = counts.iter().map(|y| y + 0.1).collect();
    let mut logs: Vec<f64> = means.iter().map(|m| ln(*m)).collect();
    let mut before = deviance(&counts, &means);
    for _ in 0..STEPS {
        let (coefficients, _) = weighted_least_squares(design, &counts, &offsets, &means, &logs)?;
        let next: Vec<f64> = design
            .rows
            .iter()
            .zip(&offsets)
            .map(|(row, offset)| offset + (0..design.p).map(|k| row[k] * coefficients[k]).sum::<f64>())
            .collect();
        let moved = next.iter().zip(&logs).fold(0.0_f64, |most, (n, l)| most.max((n - l).abs()));
        logs = next;
        means = logs.iter().map(|l| exp(*l)).collect();
        let now = deviance(&counts, &means);
        if !now.is_finite() {
            return Err(ItsError::NotConverged);
        }
        if (now - before).abs() / (now.abs() + 0.1) < 1e-12 && moved < 1e-4 {
            let (_, covariance) = weighted_least_squares(design, &counts, &offsets, &means, &logs)?;
            let pearson = sum(counts.iter().zip(&means).map(|(y, m)| (y - m) * (y - m) / m));
            return Ok(Fit { coefficients, covariance, means, deviance: now, pearson });
        }
        before = now;
    }
    Err(ItsError::NotConverged)
}

fn weighted_least_squares(
    design: &Design,
    counts: &[f64],
    offsets: &[f64],
    means: &[f64],
    logs: &[f64],
) -> Result<(Vector, Matrix), ItsError> {
    let p = design.p;
    let mut cross = [[0.0; COLUMNS]; COLUMNS];
    let mut right = [0.0; COLUMNS];
    for (i, row) in design.rows.iter().enumerate() {
        let working = logs[i] - offsets[i] + (counts[i] - means[i]) / means[i];
        for a in 0..p {
            right[a] += row[a] * means[i] * working;
            for b in 0..p {
                cross[a][b] += row[a] * means[i] * row[b];
            }
        }
    }
    let lower = cholesky(&cross, p).ok_or(ItsError::NotConverged)?;
    Ok((solve(&lower, &right, p), inverse(&lower, p)))
}

fn deviance(counts: &[f64], means: &[f64]) -> f64 {
    2.0 * sum(counts.iter().zip(means).map(|(y, m)| if *y > 0.0 { y * ln(y / m) - (y - m) } else { *m }))
}
