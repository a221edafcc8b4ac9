//! Pass or fail of the same people before and after.

use serde::{Deserialize, Serialize};

use crate::math::beta::{BetaError, Fraction, incomplete_beta};
use crate::proportions::share::{Proportion, Share};
use crate::rule_set::RULE_SET;
use crate::scores::pairs::{ScoreError, pair_up};

/// What one person achieved on one occasion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonResult {
    /// Pseudonymous code.
    pub person: String,
    /// Passed, or did.
    pub passed: bool,
}

/// The same people before and after.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct McNemar {
    /// People seen on both occasions.
    pub n_used: usize,
    /// People seen before only: not used.
    pub only_before: Vec<String>,
    /// People seen after only: not used.
    pub only_after: Vec<String>,
    /// Share of the people used who passed before.
    pub before: Share,
    /// Share of the people used who passed after.
    pub after: Share,
    /// Failed before, passed after.
    pub gained: u64,
    /// Passed before, failed after.
    pub lost: u64,
    /// Two-sided exact p of the sign test on those who changed; 1 if nobody did.
    pub p: f64,
    /// Nobody changed.
    pub nobody_changed: bool,
    /// Version of the method.
    pub rule_set: String,
}

/// McNemar's test in its exact form (McNemar 1947): among those who changed, as many should gain as
/// lose. People are matched by their code, in any order.
///
/// # Errors
/// [`ScoreError::DuplicatePerson`] if a code comes twice on one side.
pub fn compare_same_people(before: &[PersonResult], after: &[PersonResult]) -> Result<McNemar, ScoreError> {
    let entries = |side: &[PersonResult]| side.iter().map(|r| (r.person.clone(), r.passed)).collect::<Vec<_>>();
    let paired = pair_up(entries(before), entries(after))?;
    let count = |wanted: fn(&(bool, bool)) -> bool| paired.pairs.iter().filter(|pair| wanted(pair)).count() as u64;
    let n = paired.pairs.len();
    let share = |num| Share::of(Proportion { num, den: n as u64 });
    let (gained, lost) = (count(|(was, is)| !was && *is), count(|(was, is)| *was && !is));
    Ok(McNemar {
        n_used: n,
        before: share(count(|(was, _)| *was)),
        after: share(count(|(_, is)| *is)),
        only_before: paired.only_before,
        only_after: paired.only_after,
        gained,
        lost,
        p: sign_test(gained, lost)?,
        nobody_changed: n > 0 && gained + lost == 0,
        rule_set: RULE_SET.to_owned(),
    })
}

/// Two-sided exact p that `plus` and `minus` of those who changed went each way by even chance:
/// twice P(B ≥ k) = I_½(k, n − k + 1) for the larger k, at most 1. With none, 1.
///
/// # Errors
/// [`BetaError`] if the incomplete beta function did not settle.
pub fn sign_test(plus: u64, minus: u64) -> Result<f64, BetaError> {
    let (k, rest) = (plus.max(minus) as f64, plus.min(minus) as f64);
    if k == rest {
        return Ok(1.0);
    }
    let (tail, _) = incomplete_beta(k, rest + 1.0, Fraction { x: 0.5, complement: 0.5 })?;
    Ok((2.0 * tail).min(1.0))
}
