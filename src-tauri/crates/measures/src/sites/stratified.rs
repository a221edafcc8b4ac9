//! One ratio of rates over several sites, each compared with itself.

use serde::{Deserialize, Serialize};

use crate::math::functions::{exp, ln};
use crate::math::summation::sum;
use crate::math::tails::normal_quantile;
use crate::rates::comparison::{Interval, RateComparison, Ratio, compare_rates};
use crate::rule_set::{ALPHA, RULE_SET};
use crate::rules::found::{Direction, Side};
use crate::sites::convolution::{Stratum, doubled_p};
use crate::sites::site::{SiteBeforeAfter, SiteError, has_exposure, no_site_twice};

/// A site disagrees if its rate went the bad way with p at most this.
pub const DISAGREES_AT: f64 = 0.10;

/// Which test a stratified probability comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StratifiedTest {
    /// Exact: binomials of the sites convolved, smaller tail doubled.
    ExactConvolution,
    /// Counts too large for that: normal with continuity correction.
    NormalContinuity,
}

/// One site before and after.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SiteComparison {
    /// The site.
    pub site: String,
    /// Its two rates compared.
    pub comparison: RateComparison,
    /// Its rate went the bad way with p ≤ 0.10.
    pub disagrees: bool,
}

/// All sites before and after.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StratifiedComparison {
    /// Sites used.
    pub n_used: usize,
    /// Sites without exposure on a side: not used.
    pub left_out: Vec<String>,
    /// Mantel–Haenszel ratio of the rates.
    pub ratio: Ratio,
    /// Its 95% interval; `None` where a side has no events.
    pub interval: Option<Interval>,
    /// Two-sided p by doubling the smaller tail.
    pub p_exact: f64,
    /// Which test `p_exact` is from.
    pub test: StratifiedTest,
    /// Each site used, in the order given.
    pub per_site: Vec<SiteComparison>,
    /// A site went the bad way with p ≤ 0.10.
    pub sites_disagree: bool,
    /// Version of the method.
    pub rule_set: String,
}

/// Mantel–Haenszel ratio of person-time rates, Σ(b T0/T) / Σ(a T1/T), with the interval of Greenland &
/// Robins (*Biometrics* 41, 1985): var log = Σ(N T1 T0/T²) / (numerator · denominator). Given the
/// total of each site the counts after are binomial, and p is of their sum.
///
/// # Errors
/// [`SiteError`]: a site twice, events without exposure, an exposure that is not a number of 0 or
/// more, more than 10⁹ events.
pub fn compare_sites_before_after(
    sites: &[SiteBeforeAfter],
    direction: Direction,
) -> Result<StratifiedComparison, SiteError> {
    no_site_twice(sites.iter().map(|s| s.site.as_str()))?;
    let (mut used, mut left_out) = (Vec::new(), Vec::new());
    for site in sites {
        let (before, after) = (has_exposure(&site.site, site.a, site.t0)?, has_exposure(&site.site, site.b, site.t1)?);
        if before && after { used.push(site) } else { left_out.push(site.site.clone()) }
    }
    let per_site = used.iter().map(|s| one(s, direction)).collect::<Result<Vec<_>, SiteError>>()?;
    let strata: Vec<Stratum> = used.iter().map(|s| Stratum { n: s.a + s.b, log_odds: ln(s.t1 / s.t0) }).collect();
    let (p_exact, exact) = doubled_p(&strata, used.iter().map(|s| s.b).sum());
    let (ratio, interval) = mantel_haenszel(&used);
    Ok(StratifiedComparison {
        n_used: used.len(),
        left_out,
        ratio,
        interval,
        p_exact,
        test: if exact { StratifiedTest::ExactConvolution } else { StratifiedTest::NormalContinuity },
        sites_disagree: per_site.iter().any(|s| s.disagrees),
        per_site,
        rule_set: RULE_SET.to_owned(),
    })
}

fn one(site: &SiteBeforeAfter, direction: Direction) -> Result<SiteComparison, SiteError> {
    let comparison = compare_rates(site.a, site.t0, site.b, site.t1)?;
    let bad = if direction.favours(Side::Below) {
        comparison.rate1 > comparison.rate0
    } else {
        comparison.rate1 < comparison.rate0
    };
    Ok(SiteComparison { site: site.site.clone(), disagrees: bad && comparison.p_exact <= DISAGREES_AT, comparison })
}

fn mantel_haenszel(sites: &[&SiteBeforeAfter]) -> (Ratio, Option<Interval>) {
    let over = |value: fn(&SiteBeforeAfter) -> f64| sum(sites.iter().map(|s| value(s)));
    let top = over(|s| s.b as f64 * (s.t0 / (s.t0 + s.t1)));
    let bottom = over(|s| s.a as f64 * (s.t1 / (s.t0 + s.t1)));
    if bottom == 0.0 {
        return (if top == 0.0 { Ratio::Undefined } else { Ratio::Infinite }, None);
    }
    let ratio = top / bottom;
    if top == 0.0 {
        return (Ratio::Finite(ratio), None);
    }
    let spread = over(|s| (s.a + s.b) as f64 * (s.t1 / (s.t0 + s.t1)) * (s.t0 / (s.t0 + s.t1)));
    let reach = normal_quantile(1.0 - ALPHA / 2.0) * (spread / top / bottom).sqrt();
    (Ratio::Finite(ratio), Some(Interval { lower: ratio * exp(-reach), upper: Some(ratio * exp(reach)) }))
}
