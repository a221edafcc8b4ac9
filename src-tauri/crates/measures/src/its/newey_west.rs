//! Covariance of the coefficients that allows for neighbouring periods being alike.

use crate::its::design::Design;
use crate::its::interrupted::SlotCount;
use crate::its::irls::Fit;
use crate::its::small_matrix::{COLUMNS, Matrix, sandwich};
use crate::math::functions::pow;

/// The lag ⌊4 (n / 100)^(2/9)⌋ for n periods.
pub(crate) fn lag(n: usize) -> u32 {
    (4.0 * pow(n as f64 / 100.0, 2.0 / 9.0)).floor() as u32
}

/// Newey & West 1987 on the score vectors s = x (y − μ): Bartlett weights 1 − l / (L + 1), no
/// prewhitening, times n / (n − p). The same as `NeweyWest(lag = L, prewhite = FALSE, adjust = TRUE)`
/// of the R package sandwich.
///
/// Periods left out keep their slot: scores are paired by their distance in slots.
pub(crate) fn covariance(design: &Design, periods: &[SlotCount], fit: &Fit, lag: u32) -> Matrix {
    let (n, p) = (periods.len(), design.p);
    let scores: Vec<[f64; COLUMNS]> = design
        .rows
        .iter()
        .zip(periods)
        .zip(&fit.means)
        .map(|((row, s), mean)| row.map(|x| x * (s.events as f64 - mean)))
        .collect();
    let mut meat = [[0.0; COLUMNS]; COLUMNS];
    for (i, score) in scores.iter().enumerate() {
        for (j, earlier) in scores[..=i].iter().enumerate().rev() {
            let distance = periods[i].slot - periods[j].slot;
            if distance > lag {
                break;
            }
            let weight = 1.0 - f64::from(distance) / f64::from(lag + 1);
            for a in 0..p {
                for b in 0..p {
                    let pair = score[a] * earlier[b];
                    meat[a][b] += if distance == 0 { pair } else { weight * (pair + earlier[a] * score[b]) };
                }
            }
        }
    }
    let mut out = sandwich(&fit.covariance, &meat, p);
    let adjust = n as f64 / (n - p) as f64;
    out.iter_mut().flatten().for_each(|v| *v *= adjust);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lag_is_the_one_of_the_formula() {
        assert_eq!([19, 24, 52, 100, 520].map(lag), [2, 2, 3, 4, 5]);
    }
}
