//! Proportions of many periods that vary more than chance alone.

use serde::{Deserialize, Serialize};

use crate::math::summation::sum;
use crate::math::tails::chi_squared_upper;
use crate::proportions::comparison::{ProportionComparison, compare_proportions};
use crate::proportions::share::{Proportion, ProportionError};
use crate::rule_set::RULE_SET;

/// How much the shares of the periods of a phase vary beside what chance alone gives.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct BinomialDispersion {
    /// Σ (x − n p)² / (n p (1−p)) with p the share of the phase; a phase all or nothing adds 0.
    pub pearson: f64,
    /// Periods less phases.
    pub df: usize,
    /// `pearson / df`; 1 where there are no degrees of freedom.
    pub phi_hat: f64,
    /// Upper chi-square p of `pearson`; 1 where there are no degrees of freedom.
    pub p: f64,
    /// `df` ≥ 6, p < 0.10 and `phi_hat` > 1.
    pub overdispersed: bool,
    /// What counts are divided by: `phi_hat` if overdispersed, else 1.
    pub phi: f64,
}

/// Two phases of proportions compared, allowing for more variation than chance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AdjustedProportions {
    /// Periods before with anybody in them.
    pub n_before: usize,
    /// Periods after with anybody in them.
    pub n_after: usize,
    /// Periods with nobody, not used.
    pub n_left_out: usize,
    /// The totals as they are: the shares to print, and p without allowance.
    pub exact: ProportionComparison,
    /// The dispersion over both phases.
    pub dispersion: BinomialDispersion,
    /// The totals divided by φ and rounded half up: the p and intervals that count.
    pub used: ProportionComparison,
    /// Version of the method.
    pub rule_set: String,
}

/// Compares the totals of two phases after asking how much their periods vary.
///
/// The allowance is made from 8 periods in all. Order of the periods does not matter.
///
/// # Errors
/// [`ProportionError`] if in any period more did than there were, or a total is too large.
pub fn compare_proportions_by_period(
    before: &[Proportion],
    after: &[Proportion],
) -> Result<AdjustedProportions, ProportionError> {
    for part in before.iter().chain(after) {
        part.checked()?;
    }
    let dispersion = binomial_dispersion(&[before, after]);
    let (total0, total1) = (Proportion::total(before), Proportion::total(after));
    let somebody = |side: &[Proportion]| side.iter().filter(|p| p.den > 0).count();
    let (n_before, n_after) = (somebody(before), somebody(after));
    Ok(AdjustedProportions {
        n_before,
        n_after,
        n_left_out: before.len() + after.len() - n_before - n_after,
        exact: compare_proportions(total0, total1)?,
        used: compare_proportions(shrunk(total0, dispersion.phi), shrunk(total1, dispersion.phi))?,
        dispersion,
        rule_set: RULE_SET.to_owned(),
    })
}

/// Pearson's chi-square of the periods of each phase about the share of that phase, over its degrees
/// of freedom. Periods with nobody are passed over.
#[must_use]
pub fn binomial_dispersion(phases: &[&[Proportion]]) -> BinomialDispersion {
    let mut squares = Vec::new();
    let mut used_phases = 0;
    for phase in phases {
        let total = Proportion::total(*phase);
        if total.den == 0 {
            continue;
        }
        used_phases += 1;
        let p = total.num as f64 / total.den as f64;
        let all_or_none = total.num == 0 || total.num == total.den;
        for part in phase.iter().filter(|part| part.den > 0) {
            let (x, n) = (part.num as f64, part.den as f64);
            let off = x - n * p;
            squares.push(if all_or_none { 0.0 } else { off * off / (n * p * (1.0 - p)) });
        }
    }
    let df = squares.len() - used_phases;
    // In order of size, so that the order of the periods does not reach the last bit.
    squares.sort_by(f64::total_cmp);
    let pearson = sum(squares);
    let (phi_hat, p) = if df == 0 { (1.0, 1.0) } else { (pearson / df as f64, chi_squared_upper(pearson, df as f64)) };
    let overdispersed = df >= 6 && p < 0.10 && phi_hat > 1.0;
    BinomialDispersion { pearson, df, phi_hat, p, overdispersed, phi: if overdispersed { phi_hat } else { 1.0 } }
}

fn shrunk(total: Proportion, phi: f64) -> Proportion {
    let part = |count: u64| (count as f64 / phi + 0.5).floor() as u64;
    Proportion { num: part(total.num), den: part(total.den) }
}
