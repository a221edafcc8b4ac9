//! Tails and quantiles of the usual distributions: the crate `statrs` where its values were found
//! right, the incomplete beta function of this crate elsewhere.

use statrs::{
    distribution::{ChiSquared, ContinuousCDF, DiscreteCDF, Normal, Poisson},
    function::erf::erfc,
};

use crate::math::beta::{BetaError, Fraction, incomplete_beta};

/// P(Z > z) of the standard normal distribution.
pub(crate) fn normal_upper(z: f64) -> f64 {
    0.5 * erfc(z / std::f64::consts::SQRT_2)
}

/// Two-sided p of a standard normal statistic.
pub(crate) fn normal_two_sided(z: f64) -> f64 {
    (2.0 * normal_upper(z.abs())).min(1.0)
}

/// The quantile of the standard normal distribution at p strictly between 0 and 1.
pub(crate) fn normal_quantile(p: f64) -> f64 {
    Normal::standard().inverse_cdf(p)
}

/// P(χ² > x) with `df` degrees of freedom; 1 where there are none.
pub(crate) fn chi_squared_upper(x: f64, df: f64) -> f64 {
    ChiSquared::new(df).map_or(1.0, |law| if x <= 0.0 { 1.0 } else { law.sf(x) })
}

/// Two-sided p of Student's t: I at df / (df + t²) of shapes df / 2 and ½.
///
/// # Errors
/// [`BetaError`] for no degrees of freedom or a statistic that is not a number.
pub(crate) fn student_two_sided(t: f64, df: f64) -> Result<f64, BetaError> {
    Ok(incomplete_beta(0.5 * df, 0.5, Fraction::of(df, t * t))?.0)
}

/// P(X ≤ k) of a Poisson count; 1 for a mean of 0.
pub(crate) fn poisson_at_most(k: u64, mean: f64) -> f64 {
    if mean <= 0.0 {
        return 1.0;
    }
    Poisson::new(mean).map_or(f64::NAN, |law| law.cdf(k))
}

/// P(X ≥ k) of a Poisson count.
pub(crate) fn poisson_at_least(k: u64, mean: f64) -> f64 {
    match k.checked_sub(1) {
        None => 1.0,
        Some(_) if mean <= 0.0 => 0.0,
        Some(below) => Poisson::new(mean).map_or(f64::NAN, |law| law.sf(below)),
    }
}

/// Smallest k with P(X ≤ k) ≥ p of a Poisson count, p strictly between 0 and 1; 0 for a mean of 0.
pub(crate) fn poisson_quantile(p: f64, mean: f64) -> u64 {
    if mean <= 0.0 {
        return 0;
    }
    let reached = |k: u64| poisson_at_most(k, mean) >= p;
    let guess = (mean + normal_quantile(p) * mean.sqrt()).max(0.0) as u64;
    let step = mean.sqrt() as u64 + 2;
    let (mut low, mut high) = (guess.saturating_sub(step), guess + step);
    while low > 0 && reached(low) {
        low = low.saturating_sub(step);
    }
    // At forty standard deviations the probability above is 0 for any double.
    while high < guess + 40 * step && !reached(high) {
        high += step;
    }
    if reached(low) {
        return low;
    }
    while high - low > 1 {
        let middle = low.midpoint(high);
        if reached(middle) { high = middle } else { low = middle }
    }
    high
}
