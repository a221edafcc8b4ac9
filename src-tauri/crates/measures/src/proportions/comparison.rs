//! Two proportions: difference, exact test, intervals.
//!
//! The test is Fisher's, two-sided by doubling the smaller tail, so that it agrees with the
//! conditional interval of the odds ratio. The interval of the difference is another method and may
//! disagree with it; [`ProportionComparison::interval_disagrees`] says so.

use serde::{Deserialize, Serialize};

use crate::proportions::hypergeometric::Margins;
use crate::proportions::odds_ratio::conditional_interval;
use crate::proportions::share::{Proportion, ProportionError, Share};
use crate::rates::comparison::Interval;
use crate::rule_set::{ALPHA, RULE_SET};

/// Which test a probability for proportions comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProportionTest {
    /// Fisher's exact test, two-sided by doubling the smaller tail.
    FisherCentral,
}

/// A share after a change beside the share before it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProportionComparison {
    /// Before.
    pub before: Share,
    /// After.
    pub after: Share,
    /// Share after less share before, −1 to 1; `None` where a side has nobody.
    pub difference: Option<f64>,
    /// Its 95% interval, Newcombe 1998 method 10; −1 to 1 where a side has nobody.
    pub difference_interval: (f64, f64),
    /// 95% interval of the odds after over the odds before; 0 or no upper end at the extremes.
    pub odds_ratio_interval: Interval,
    /// Two-sided p by doubling the smaller tail: the one that counts.
    pub p_central: f64,
    /// Two-sided p of every table no more likely, as R's `fisher.test` prints: for information.
    pub p_min_likelihood: f64,
    /// The test and the interval of the difference do not agree on whether there is one.
    pub interval_disagrees: bool,
    /// Which test `p_central` is from.
    pub test: ProportionTest,
    /// Version of the method.
    pub rule_set: String,
}

/// Compares two proportions of different people or occasions.
///
/// With nobody on a side p is 1 and the intervals are as wide as they can be.
///
/// # Errors
/// [`ProportionError`] if more did than there were, or there were more than 10⁹.
pub fn compare_proportions(before: Proportion, after: Proportion) -> Result<ProportionComparison, ProportionError> {
    let (before, after) = (before.checked()?, after.checked()?);
    let margins = Margins { n1: after.den, n0: before.den, m: before.num + after.num };
    // A search that does not settle, which no table has been seen to cause, says nothing rather than
    // something wrong.
    let odds_ratio_interval = conditional_interval(margins, after.num).unwrap_or(Interval { lower: 0.0, upper: None });
    let (before, after) = (Share::of(before), Share::of(after));
    let difference = before.share.zip(after.share).map(|(p0, p1)| p1 - p0);
    let difference_interval = newcombe(&before, &after);
    let p_central = margins.central_p(after.num);
    let excluded = difference_interval.0 > 0.0 || difference_interval.1 < 0.0;
    Ok(ProportionComparison {
        before,
        after,
        difference,
        difference_interval,
        odds_ratio_interval,
        p_central,
        p_min_likelihood: margins.min_likelihood_p(after.num),
        interval_disagrees: excluded != (p_central < ALPHA),
        test: ProportionTest::FisherCentral,
        rule_set: RULE_SET.to_owned(),
    })
}

/// Newcombe, *Stat Med* 17, 1998, method 10: each end squares the distances of the two Wilson limits.
fn newcombe(before: &Share, after: &Share) -> (f64, f64) {
    let (Some(p0), Some(p1)) = (before.share, after.share) else {
        return (-1.0, 1.0);
    };
    let distance = |a: f64, b: f64| (a * a + b * b).sqrt();
    let lower = p1 - p0 - distance(p1 - after.lower, before.upper - p0);
    let upper = p1 - p0 + distance(after.upper - p1, p0 - before.lower);
    (lower.max(-1.0), upper.min(1.0))
}
