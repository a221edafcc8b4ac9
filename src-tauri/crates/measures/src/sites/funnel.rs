//! Sites beside each other: a funnel from five on, below that each beside the rest.

use serde::{Deserialize, Serialize};

use crate::math::summation::sum;
use crate::math::tails::{poisson_at_least, poisson_at_most, poisson_quantile};
use crate::rates::comparison::{RateComparison, compare_rates};
use crate::rule_set::RULE_SET;
use crate::sites::site::{SiteCount, SiteError, has_exposure, no_site_twice};

/// Fewest sites of a funnel.
pub const FUNNEL_FROM: usize = 5;

/// Mean squared z above this: limits by chance alone are too tight.
const VARIED_ABOVE: f64 = 1.5;

/// One site of a funnel; rates and limits for one unit of exposure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FunnelPoint {
    /// The site.
    pub site: String,
    /// Events.
    pub events: u64,
    /// Exposure.
    pub exposure: f64,
    /// Events for one unit of exposure.
    pub rate: f64,
    /// Events that the centre gives for its exposure.
    pub expected: f64,
    /// Two-sided exact Poisson p by doubling the smaller tail, at most 1.
    pub p: f64,
    /// 2.5% and 97.5% Poisson quantiles over exposure.
    pub limits_95: (f64, f64),
    /// 0.1% and 99.9% Poisson quantiles over exposure.
    pub limits_998: (f64, f64),
}

/// A funnel plot (Spiegelhalter, *Stat Med* 24, 2005).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Funnel {
    /// All events over all exposure.
    pub centre: f64,
    /// Sites in the order given.
    pub points: Vec<FunnelPoint>,
    /// Mean of (y − μ)² / μ.
    pub phi: f64,
    /// `phi` > 1.5: sites differ more than by chance alone.
    pub more_varied_than_chance: bool,
}

/// A site beside all others together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SiteAgainstRest {
    /// The site.
    pub site: String,
    /// The rest as the first rate, the site as the second.
    pub comparison: RateComparison,
}

/// Sites beside each other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SitesCompared {
    /// Sites used.
    pub n_used: usize,
    /// Sites without exposure: not used.
    pub left_out: Vec<String>,
    /// From five sites on.
    pub funnel: Option<Funnel>,
    /// Two to four sites: each against the rest, in the order given.
    pub against_rest: Vec<SiteAgainstRest>,
    /// Version of the method.
    pub rule_set: String,
}

/// Sets sites beside each other in one stretch of time.
///
/// # Errors
/// [`SiteError`]: a site twice, events without exposure, an exposure that is not a number of 0 or
/// more, more than 10⁹ events.
pub fn compare_sites(sites: &[SiteCount]) -> Result<SitesCompared, SiteError> {
    no_site_twice(sites.iter().map(|s| s.site.as_str()))?;
    let (mut used, mut left_out) = (Vec::new(), Vec::new());
    for site in sites {
        if has_exposure(&site.site, site.events, site.exposure)? {
            used.push(site);
        } else {
            left_out.push(site.site.clone());
        }
    }
    let wide = used.len() >= FUNNEL_FROM;
    Ok(SitesCompared {
        n_used: used.len(),
        left_out,
        funnel: wide.then(|| funnel(&used)),
        against_rest: if wide || used.len() < 2 { Vec::new() } else { against_rest(&used)? },
        rule_set: RULE_SET.to_owned(),
    })
}

fn funnel(sites: &[&SiteCount]) -> Funnel {
    let events = sum(sites.iter().map(|s| s.events as f64));
    let centre = events / sum(sites.iter().map(|s| s.exposure));
    let points: Vec<FunnelPoint> = sites.iter().map(|s| point(s, centre)).collect();
    let squares = points.iter().map(|p| {
        let off = p.events as f64 - p.expected;
        if p.expected > 0.0 { off * off / p.expected } else { 0.0 }
    });
    let phi = sum(squares) / points.len() as f64;
    Funnel { centre, points, phi, more_varied_than_chance: phi > VARIED_ABOVE }
}

fn point(site: &SiteCount, centre: f64) -> FunnelPoint {
    let (events, exposure) = (site.events, site.exposure);
    let expected = centre * exposure;
    let limits = funnel_limits(centre, exposure);
    let smaller = poisson_at_most(events, expected).min(poisson_at_least(events, expected));
    FunnelPoint {
        site: site.site.clone(),
        events,
        exposure,
        rate: events as f64 / exposure,
        expected,
        p: (2.0 * smaller).min(1.0),
        limits_95: limits.inner,
        limits_998: limits.outer,
    }
}

/// The limits of a funnel at one exposure, for one unit of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LimitsAt {
    /// 2.5% and 97.5% Poisson quantiles over exposure.
    pub inner: (f64, f64),
    /// 0.1% and 99.9% Poisson quantiles over exposure.
    pub outer: (f64, f64),
}

/// The limits around a centre at an exposure above 0, for the lines of a funnel between its sites.
#[must_use]
pub fn funnel_limits(centre: f64, exposure: f64) -> LimitsAt {
    let limit = |p: f64| poisson_quantile(p, centre * exposure) as f64 / exposure;
    LimitsAt { inner: (limit(0.025), limit(0.975)), outer: (limit(0.001), limit(0.999)) }
}

fn against_rest(sites: &[&SiteCount]) -> Result<Vec<SiteAgainstRest>, SiteError> {
    let each = |i: usize| {
        let others = || sites.iter().enumerate().filter(move |(j, _)| *j != i).map(|(_, s)| s);
        let (events, exposure) = (others().map(|s| s.events).sum(), sum(others().map(|s| s.exposure)));
        let comparison = compare_rates(events, exposure, sites[i].events, sites[i].exposure)?;
        Ok(SiteAgainstRest { site: sites[i].site.clone(), comparison })
    };
    (0..sites.len()).map(each).collect()
}
