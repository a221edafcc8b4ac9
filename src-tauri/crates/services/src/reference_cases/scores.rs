//! Proportions, scores, sites and the reporting panel.

use measures::{
    Direction, PersonScore, Proportion, Ratio, ReportingPhase, Share, SiteBeforeAfter, SiteCount, compare_paired,
    compare_proportions, compare_sites, compare_sites_before_after, compare_two_groups, odds_ratio_interval_as_r,
    reporting_panel,
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    input::{Answer, Counted, Part, five_per_cent, lower, read, words},
    output::{code, ratio, upper},
};

/// Only the 5% of the method is offered for these.
fn at_five_per_cent(alpha: f64) -> Result<(), String> {
    if (alpha - 0.05).abs() < 1e-12 { Ok(()) } else { Err("input: alpha is 0.05 for this method".to_owned()) }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TwoParts {
    before: Part,
    after: Part,
    #[serde(default = "five_per_cent")]
    alpha: f64,
}

pub(super) fn proportion(input: &Value) -> Answer {
    let input: TwoParts = read(input)?;
    at_five_per_cent(input.alpha)?;
    let part = |part: Part| Proportion { num: part.num, den: part.den };
    let found = match compare_proportions(part(input.before), part(input.after)) {
        Ok(found) => found,
        Err(error) => return Ok(json!({ "error": error.code() })),
    };
    // The files hold what R prints, whose root search stops early; the exact ends are the engine's own.
    let as_r = odds_ratio_interval_as_r(part(input.before), part(input.after));
    let wilson = |share: &Share| json!([share.lower, share.upper]);
    Ok(json!({
        "diff": found.difference,
        "diff_low": found.difference_interval.0,
        "diff_high": found.difference_interval.1,
        "p_central": found.p_central,
        "p_minlike": found.p_min_likelihood,
        "or_low": as_r.lower,
        "or_high": upper(as_r.upper),
        "wilson_before": wilson(&found.before),
        "wilson_after": wilson(&found.after),
    }))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pairs {
    before: Vec<f64>,
    after: Vec<f64>,
    #[serde(default = "five_per_cent")]
    alpha: f64,
}

pub(super) fn wilcoxon(input: &Value) -> Answer {
    let input: Pairs = read(input)?;
    at_five_per_cent(input.alpha)?;
    if input.before.len() != input.after.len() {
        return Err("input: before and after differ in number".to_owned());
    }
    let people = |values: &[f64]| -> Vec<PersonScore> {
        values.iter().enumerate().map(|(at, value)| PersonScore { person: at.to_string(), value: *value }).collect()
    };
    let found = match compare_paired(&people(&input.before), &people(&input.after), None) {
        Ok(found) => found,
        Err(error) => return Ok(json!({ "error": error.code() })),
    };
    Ok(json!({
        "n_pairs": found.n_used,
        "n_zero": found.n_zero,
        "v_plus": found.v_plus,
        "p_two_sided": found.p,
        "sign_p": found.sign_p,
        "hl_estimate": found.change,
        "hl_low": found.change_interval.map(|interval| interval.0),
        "hl_high": found.change_interval.map(|interval| interval.1),
    }))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Groups {
    before: Vec<f64>,
    after: Vec<f64>,
}

pub(super) fn mann_whitney(input: &Value) -> Answer {
    let input: Groups = read(input)?;
    let found = match compare_two_groups(&input.before, &input.after, None) {
        Ok(found) => found,
        Err(error) => return Ok(json!({ "error": error.code() })),
    };
    Ok(json!({
        "u_after": found.u_after,
        "p_two_sided": found.p,
        "p_less": found.p_less,
        "p_greater": found.p_greater,
        "cliffs_delta": found.cliffs_delta,
    }))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Site {
    before: Counted,
    after: Counted,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sites {
    sites: Vec<Site>,
    #[serde(default = "lower")]
    direction: Direction,
}

pub(super) fn stratified(input: &Value) -> Answer {
    let input: Sites = read(input)?;
    let sites: Vec<SiteBeforeAfter> = input
        .sites
        .iter()
        .enumerate()
        .map(|(at, site)| SiteBeforeAfter {
            site: at.to_string(),
            a: site.before.events,
            t0: site.before.exposure,
            b: site.after.events,
            t1: site.after.exposure,
        })
        .collect();
    let found = compare_sites_before_after(&sites, input.direction).map_err(words)?;
    let each: Vec<Ratio> = found.per_site.iter().map(|site| site.comparison.ratio).collect();
    Ok(json!({
        "mh_ratio": ratio(found.ratio),
        "mh_low": found.interval.map(|interval| interval.lower),
        "mh_high": found.interval.map_or(Value::Null, |interval| upper(interval.upper)),
        "p_exact": found.p_exact,
        "ratios": each.into_iter().map(ratio).collect::<Vec<_>>(),
        "sites_disagree": found.sites_disagree,
    }))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FunnelInput {
    counts: Vec<u64>,
    exposure: Vec<f64>,
}

pub(super) fn funnel(input: &Value) -> Answer {
    let input: FunnelInput = read(input)?;
    if input.counts.len() != input.exposure.len() {
        return Err("input: counts and exposures differ in number".to_owned());
    }
    let sites: Vec<SiteCount> = input
        .counts
        .iter()
        .zip(&input.exposure)
        .enumerate()
        .map(|(at, (events, exposure))| SiteCount { site: at.to_string(), events: *events, exposure: *exposure })
        .collect();
    let found = compare_sites(&sites).map_err(words)?;
    let Some(funnel) = found.funnel else { return Err("a funnel needs at least five sites".to_owned()) };
    let points = &funnel.points;
    Ok(json!({
        "centre": funnel.centre,
        "expected_counts": points.iter().map(|p| p.expected).collect::<Vec<_>>(),
        "p": points.iter().map(|p| p.p).collect::<Vec<_>>(),
        "lo95": points.iter().map(|p| p.limits_95.0).collect::<Vec<_>>(),
        "hi95": points.iter().map(|p| p.limits_95.1).collect::<Vec<_>>(),
        "lo998": points.iter().map(|p| p.limits_998.0).collect::<Vec<_>>(),
        "hi998": points.iter().map(|p| p.limits_998.1).collect::<Vec<_>>(),
        "phi": funnel.phi,
    }))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Phase {
    no_harm: u64,
    harm: u64,
    periods_due: u64,
    periods_missing: u64,
    nil_periods: u64,
    nil_confirmed: u64,
    median_lag_days: Option<f64>,
    concerns_raised: Option<u64>,
    independent_count: Option<u64>,
}

impl Phase {
    fn phase(&self) -> ReportingPhase {
        ReportingPhase {
            no_harm: self.no_harm,
            harm: self.harm,
            periods_due: self.periods_due,
            periods_missing: self.periods_missing,
            nil_periods: self.nil_periods,
            nil_confirmed: self.nil_confirmed,
            median_lag_days: self.median_lag_days,
            concerns_raised: self.concerns_raised,
            independent_count: self.independent_count,
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PanelInput {
    before: Phase,
    after: Phase,
}

pub(super) fn reporting(input: &Value) -> Answer {
    let input: PanelInput = read(input)?;
    let found = reporting_panel(input.before.phase(), input.after.phase()).map_err(words)?;
    Ok(json!({
        "flags": found.flags.iter().map(code).collect::<Vec<_>>(),
        "reporting_flag": found.reporting_may_have_fallen,
        "no_harm_share_before": found.no_harm_share_before,
        "no_harm_share_after": found.no_harm_share_after,
        "share_p": found.share_p,
    }))
}
