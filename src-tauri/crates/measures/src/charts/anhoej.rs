//! Runs about a line: how long the longest is, how often the line is crossed, and how much of
//! either chance alone would give (Anhøj & Olesen 2014; Anhøj 2015, both PLoS ONE).

use serde::{Deserialize, Serialize};

use crate::math::beta::{Fraction, binomial_probability};
use crate::rule_set::RULES_FROM;

/// Chance of fewer crossings than the critical number if nothing changed.
const CROSSINGS_LEVEL: f64 = 0.05;

/// Runs of values about a line. Values on the line are not useful: they are left out of runs and
/// crossings alike, and a run goes on behind them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnhoejRuns {
    /// Values not on the line.
    pub n_useful: usize,
    /// Length of the longest run on one side; `None` where no value is useful, as in the next three.
    pub longest_run: Option<usize>,
    /// The longest run that is still ordinary.
    pub longest_run_max: Option<usize>,
    /// How often the line is crossed between one useful value and the next.
    pub crossings: Option<usize>,
    /// The fewest crossings that are still ordinary.
    pub crossings_min: Option<usize>,
    /// Fewer than 10 useful values: the statistics are given and no signal is drawn from them.
    pub not_enough_points: bool,
    /// A run is longer, or there are fewer crossings, than is ordinary.
    pub signal: bool,
}

/// Runs of values, in order, about a line; a value within `eps` of the line is on it.
///
/// A signal is a longest run above round(log2 n) + 3, or crossings below the 5% quantile of a
/// binomial count of n − 1 trials with chance ½, n being the number of useful values. One pass.
#[must_use]
pub fn anhoej_runs(values: impl IntoIterator<Item = f64>, line: f64, eps: f64) -> AnhoejRuns {
    let (mut n_useful, mut crossings, mut run, mut longest) = (0_usize, 0_usize, 0_usize, 0_usize);
    let mut last_above = None;
    for value in values {
        if (value - line).abs() <= eps {
            continue;
        }
        let above = value > line;
        n_useful += 1;
        if last_above.is_some_and(|last| last != above) {
            crossings += 1;
            run = 0;
        }
        run += 1;
        longest = longest.max(run);
        last_above = Some(above);
    }
    let not_enough_points = n_useful < RULES_FROM;
    let some = |value: usize| (n_useful > 0).then_some(value);
    let (run_max, fewest) = (longest_run_max(n_useful), crossings_min(n_useful));
    AnhoejRuns {
        n_useful,
        longest_run: some(longest),
        longest_run_max: some(run_max),
        crossings: some(crossings),
        crossings_min: some(fewest),
        not_enough_points,
        signal: !not_enough_points && (longest > run_max || crossings < fewest),
    }
}

/// round(log2 n) + 3: the longest run of n useful values that is still ordinary.
///
/// In whole numbers: log2 n is nearer to the next whole number when n² is above 2^(2f + 1), f being
/// its whole part; it is never halfway.
#[must_use]
pub fn longest_run_max(n_useful: usize) -> usize {
    let whole = n_useful.max(1).ilog2();
    let rounds_up = (n_useful as u128).pow(2) > 1_u128 << (2 * whole + 1);
    whole as usize + usize::from(rounds_up) + 3
}

/// The smallest k with P(X ≤ k) ≥ 0.05 for a binomial count of n − 1 trials with chance ½ (R
/// `qbinom(0.05, n - 1, 0.5)`): the fewest crossings of n useful values that are still ordinary.
///
/// Steps down from the most likely count until nothing is left to add, then sums from the smallest
/// term up: about √n steps, and no power of ½ that a double cannot hold.
#[must_use]
pub fn crossings_min(n_useful: usize) -> usize {
    let trials = n_useful.saturating_sub(1);
    let half = Fraction { x: 0.5, complement: 0.5 };
    let mut count = trials / 2;
    let mut terms = vec![binomial_probability(count as f64, trials as f64, half)];
    while let (Some(term), true) = (terms.last().copied(), count > 0) {
        if term < 1e-20 {
            break;
        }
        terms.push(term * count as f64 / (trials - count + 1) as f64);
        count -= 1;
    }
    let mut at_most = 0.0;
    for term in terms.iter().rev() {
        at_most += term;
        if at_most >= CROSSINGS_LEVEL {
            break;
        }
        count += 1;
    }
    count
}
