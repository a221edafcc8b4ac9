//! The parts of Loader's saddle-point form of the binomial probability.

use crate::math::functions::{ln, ln_1p};

/// What Stirling's formula lacks: ln Γ(z+1) − (z + ½) ln z + z − ½ ln 2π, for z above 0.
///
/// Asymptotic series (DLMF 5.11.1) from 16 on; below that by the exact step from z to z + 1.
pub(crate) fn remainder(z: f64) -> f64 {
    let mut at = z;
    let mut steps = 0.0;
    while at < 16.0 {
        steps += (at + 0.5) * ln_1p(1.0 / at) - 1.0;
        at += 1.0;
    }
    let w = 1.0 / (at * at);
    let series = (1.0 / 12.0
        - w * (1.0 / 360.0 - w * (1.0 / 1260.0 - w * (1.0 / 1680.0 - w * (1.0 / 1188.0 - w * 691.0 / 360_360.0)))))
        / at;
    steps + series
}

/// k ln(k / mean) + mean − k without cancellation where the two are close (Loader 2000, `bd0`).
pub(crate) fn deviance(k: f64, mean: f64) -> f64 {
    let gap = k - mean;
    if gap.abs() >= 0.1 * (k + mean) {
        return k * ln(k / mean) - gap;
    }
    let v = gap / (k + mean);
    let square = v * v;
    let mut sum = gap * v;
    let mut term = 2.0 * k * v;
    let mut odd = 1.0;
    loop {
        term *= square;
        odd += 2.0;
        let next = sum + term / odd;
        if next == sum || odd > 400.0 {
            return next;
        }
        sum = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_remainder_gives_back_the_factorials() {
        let mut factorial = 1.0_f64;
        for n in 1..=20_u32 {
            let z = f64::from(n);
            factorial *= z;
            let half_ln_tau = 0.5 * std::f64::consts::TAU.ln();
            let got = remainder(z) + (z + 0.5) * z.ln() - z + half_ln_tau;
            assert!((got - factorial.ln()).abs() < 1e-13, "{n}");
        }
    }

    #[test]
    fn the_deviance_is_the_same_on_both_sides_of_its_switch() {
        for (k, mean) in [(55.0, 45.1_f64), (45.0, 54.9), (3.0, 2.5), (1e6, 9e5)] {
            let k: f64 = k;
            let plain = k * (k / mean).ln() + mean - k;
            assert!((deviance(k, mean) - plain).abs() < 1e-10 * plain.abs().max(1.0));
        }
        assert_eq!(deviance(7.0, 7.0), 0.0);
    }
}
