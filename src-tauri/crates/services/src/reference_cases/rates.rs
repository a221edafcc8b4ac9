//! Counts in exposures.

use measures::{
    ComparisonError, ItsModel, MatchedPair, SlotCount, anytime_interval, compare_effective_at, compare_rates_at,
    enough_exposure, exposure_for_zero, fit_model, largest_after, log_e_value, matched_log_e_path, power_of_fall,
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    input::{Answer, Counted, TwoRates, read, words},
    output::{number, ratio, upper},
};

pub(super) fn exact(input: &Value) -> Answer {
    let input: TwoRates = read(input)?;
    if (input.phi - 1.0).abs() > 0.0 {
        return Err("input: phi belongs to rate_ratio.effective_counts".to_owned());
    }
    let (before, after) = (input.before, input.after);
    let found = compare_rates_at(before.events, before.exposure, after.events, after.exposure, input.alpha);
    let found = found.map_err(words)?;
    Ok(json!({
        "ratio": ratio(found.ratio),
        "p_central": found.p_exact,
        "p_mid": found.mid_p,
        "ci_low": found.interval.lower,
        "ci_high": upper(found.interval.upper),
    }))
}

pub(super) fn effective(input: &Value) -> Answer {
    let input: TwoRates = read(input)?;
    let (before, after) = (input.before, input.after);
    let (a, b) = (before.events as f64, after.events as f64);
    let found = compare_effective_at(a, before.exposure, b, after.exposure, input.phi, input.alpha).map_err(words)?;
    Ok(json!({
        "ratio": ratio(found.ratio),
        "p_central": found.p,
        "ci_low": found.interval.lower,
        "ci_high": upper(found.interval.upper),
    }))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DispersionInput {
    y0: Vec<f64>,
    t0: Vec<f64>,
    y1: Vec<f64>,
    t1: Vec<f64>,
}

pub(super) fn dispersion(input: &Value) -> Answer {
    let input: DispersionInput = read(input)?;
    if input.y0.len() != input.t0.len() || input.y1.len() != input.t1.len() {
        return Err("input: counts and exposures differ in number".to_owned());
    }
    let pairs = |y: &[f64], t: &[f64]| y.iter().copied().zip(t.iter().copied()).collect::<Vec<_>>();
    let found = measures::dispersion(&pairs(&input.y0, &input.t0), &pairs(&input.y1, &input.t1));
    Ok(json!({
        "pearson_x2": found.pearson,
        "df": found.df,
        "phi": found.estimate,
        "p_over": found.p_over,
        "lag1": found.lag1,
        "lb_lag": found.ljung_box_lag,
        "lb_q": found.ljung_box,
        "lb_p": found.ljung_box_p,
    }))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct EvidenceInput {
    before: Counted,
    after: Counted,
    #[serde(default = "super::input::one")]
    phi: f64,
    threshold: f64,
    #[serde(default = "super::input::one")]
    theta: f64,
}

pub(super) fn e_value(input: &Value) -> Answer {
    let input: EvidenceInput = read(input)?;
    let (a, t0) = (input.before.events as f64, input.before.exposure);
    let (b, t1) = (input.after.events as f64, input.after.exposure);
    let log_e = log_e_value(a, t0, b, t1, input.phi, input.theta);
    let interval = anytime_interval(a, t0, b, t1, input.phi, input.threshold);
    Ok(json!({
        "e_value": number(log_e.exp()),
        "log_e": log_e,
        "interval_low": interval.lower,
        "interval_high": upper(interval.upper),
    }))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    before: Counted,
    after: Counted,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MatchedInput {
    pairs: Vec<Pair>,
}

pub(super) fn matched(input: &Value) -> Answer {
    let input: MatchedInput = read(input)?;
    let pairs: Vec<MatchedPair> = input
        .pairs
        .iter()
        .map(|pair| MatchedPair {
            a: pair.before.events as f64,
            t0: pair.before.exposure,
            b: pair.after.events as f64,
            t1: pair.after.exposure,
        })
        .collect();
    let path = matched_log_e_path(&pairs);
    let most = path.iter().copied().reduce(f64::max);
    Ok(json!({ "log_e_path": path, "log_e_max": most }))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LookAheadInput {
    before: Counted,
    after_exposures: Vec<f64>,
    target_ratio: f64,
    step: f64,
    power: f64,
    max_exposure: f64,
}

pub(super) fn look_ahead(input: &Value) -> Answer {
    let input: LookAheadInput = read(input)?;
    if !(input.step > 0.0 && input.max_exposure / input.step < 1e6) {
        return Err("input: step has to be above 0 and reach max_exposure within a million steps".to_owned());
    }
    let (a, t0) = (input.before.events, input.before.exposure);
    let at = |t1: f64| power_of_fall(a, t0, t1, input.target_ratio);
    let each = |t1: &f64| -> Result<(Option<u64>, f64), ComparisonError> { Ok((largest_after(a, t0, *t1)?, at(*t1)?)) };
    let found = input.after_exposures.iter().map(each).collect::<Result<Vec<_>, _>>().map_err(words)?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "under a million")]
    let steps = (input.max_exposure / input.step).floor() as u32;
    let enough = enough_exposure(input.step, steps, input.power, at).map_err(words)?;
    Ok(json!({
        "largest_after": found.iter().map(|(largest, _)| *largest).collect::<Vec<_>>(),
        "power_at": found.iter().map(|(_, power)| *power).collect::<Vec<_>>(),
        "min_exposure_zero_events": exposure_for_zero(a as f64, t0),
        "exposure_for_power": enough.map(|e| e.exposure),
        "power_at_that": enough.map(|e| e.power),
    }))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TableInput {
    before: Vec<u64>,
}

pub(super) fn look_ahead_table(input: &Value) -> Answer {
    let input: TableInput = read(input)?;
    let found = input.before.iter().map(|a| largest_after(*a, 1.0, 1.0)).collect::<Result<Vec<_>, _>>();
    Ok(json!({ "largest_after": found.map_err(words)? }))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ItsInput {
    counts: Vec<u64>,
    exposure: Vec<f64>,
    change_index: u32,
    model: ItsModel,
}

pub(super) fn its(input: &Value) -> Answer {
    let input: ItsInput = read(input)?;
    if input.counts.len() != input.exposure.len() {
        return Err("input: counts and exposures differ in number".to_owned());
    }
    let periods: Vec<SlotCount> = (0..)
        .zip(input.counts.iter().zip(&input.exposure))
        .map(|(slot, (events, exposure))| SlotCount { slot, events: *events, exposure: *exposure })
        .collect();
    let found = fit_model(&periods, input.change_index, input.model).map_err(words)?;
    Ok(json!({
        "coef": found.coefficients,
        "se_model": found.se_model,
        "se_nw": found.se_newey_west,
        "nw_lag": found.newey_west_lag,
        "phi": found.phi,
        "deviance": found.deviance,
        "level_ratio": found.step.ratio,
        "level_low": found.step.interval.lower,
        "level_high": upper(found.step.interval.upper),
        "slope_ratio": found.per_period.map(|slope| slope.ratio),
    }))
}
