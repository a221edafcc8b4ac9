//! Verdicts, and whether an improvement held.

use chrono::NaiveDate;
use measures::{
    ComparisonError, CountQuestion, CountSeries, DateRange, Direction, Period, PeriodLength, PeriodState, PlannedCheck,
    Proportion, ProportionTotals, SustainedCheck, count_verdict, proportion_totals_verdict,
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    input::{Answer, Part, next, read, words},
    output::{code, ratio, upper},
};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    start: NaiveDate,
    end: Option<NaiveDate>,
    events: Option<f64>,
    exposure: Option<f64>,
    state: Option<PeriodState>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Plan {
    check: PlannedCheck,
    on: Option<NaiveDate>,
    #[serde(default)]
    after_final: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Range {
    start: NaiveDate,
    end: NaiveDate,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CountInput {
    period: PeriodLength,
    direction: Direction,
    series: Vec<Row>,
    change_start: NaiveDate,
    #[serde(default)]
    plan: Option<Plan>,
    #[serde(default)]
    washout_periods: usize,
    /// First day, and the day after the last.
    baseline: Option<Range>,
    target_ratio: Option<f64>,
    #[serde(default)]
    trigger_periods: Vec<NaiveDate>,
    #[serde(default, alias = "other_markers", alias = "other_changes")]
    markers: Vec<NaiveDate>,
    #[serde(default)]
    seasonal: bool,
    #[serde(default = "yes")]
    independent: bool,
    #[serde(default)]
    reporting_flag: bool,
    #[serde(default)]
    sites_disagree: bool,
    #[serde(default)]
    baseline_changed_late: bool,
    #[serde(default)]
    matched: bool,
    /// Asked of sustained checks alone.
    check_months: Option<u64>,
}

const fn yes() -> bool {
    true
}

fn periods(rows: &[Row], every: PeriodLength) -> Result<CountSeries, ErrorCode> {
    let mut periods = Vec::with_capacity(rows.len());
    for row in rows {
        let events = match row.events {
            None => None,
            Some(count) if count < 0.0 || !count.is_finite() || count.fract() != 0.0 => {
                return Err(ErrorCode("events_not_valid".to_owned()));
            }
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked just above")]
            Some(count) => Some(count as u64),
        };
        let told = if events.is_some() { PeriodState::Observed } else { PeriodState::Missing };
        periods.push(Period {
            start: row.start,
            end: row.end.unwrap_or_else(|| next(row.start, every)),
            state: row.state.unwrap_or(told),
            events,
            exposure: row.exposure,
        });
    }
    CountSeries::new(periods).map_err(|error| ErrorCode(error.code().to_owned()))
}

struct ErrorCode(String);

fn check_of(plan: Option<&Plan>) -> PlannedCheck {
    match plan {
        Some(plan) if plan.after_final => PlannedCheck::AfterFinal,
        Some(plan) => plan.check,
        None => PlannedCheck::None,
    }
}

impl CountInput {
    fn question<'a>(&'a self, series: &'a CountSeries) -> CountQuestion<'a> {
        let blank = CountQuestion::new(series, self.period, self.direction, self.change_start);
        CountQuestion {
            baseline: self
                .baseline
                .as_ref()
                .and_then(|range| Some(DateRange { first: range.start, last: range.end.pred_opt()? })),
            washout_periods: self.washout_periods,
            target_ratio: self.target_ratio.unwrap_or(blank.target_ratio),
            check: check_of(self.plan.as_ref()),
            final_check_on: self.plan.as_ref().and_then(|plan| plan.on),
            trigger_periods: &self.trigger_periods,
            other_changes: &self.markers,
            seasonal: self.seasonal,
            independent: self.independent,
            reporting_flag: self.reporting_flag,
            sites_disagree: self.sites_disagree,
            baseline_changed_late: self.baseline_changed_late,
            matched: self.matched,
            ..blank
        }
    }
}

fn refused(code: &str) -> Value {
    json!({ "verdict": null, "error": code })
}

fn fault(error: ComparisonError) -> Answer {
    match error {
        ComparisonError::Data(error) => Ok(refused(error.code())),
        ComparisonError::Beta(error) => Err(error.to_string()),
    }
}

pub(super) fn count(input: &Value) -> Answer {
    let input: CountInput = read(input)?;
    if input.check_months.is_some() {
        return Err("input: check_months is asked of verdict.sustained alone".to_owned());
    }
    let series = match periods(&input.series, input.period) {
        Ok(series) => series,
        Err(ErrorCode(error)) => return Ok(refused(&error)),
    };
    let found = match count_verdict(&input.question(&series)) {
        Ok(found) => found,
        Err(error) => return fault(error),
    };
    let (exact, used) = (found.exact.as_ref(), found.used.as_ref());
    Ok(json!({
        "verdict": code(found.verdict),
        "reason": code(found.reason),
        "row": found.row,
        "route": found.route.map(code),
        "events_before": found.sides.before.events,
        "events_after": found.sides.after.events,
        "ratio": used.map_or(Value::Null, |used| ratio(used.ratio)),
        "p_exact": exact.map(|exact| exact.p_exact),
        "phi": found.dispersion.phi,
        "p_used": used.map(|used| used.p),
        "ci_low": used.map(|used| used.interval.lower),
        "ci_high": used.map_or(Value::Null, |used| upper(used.interval.upper)),
        "e_max": found.evidence.e_max(),
        "p_worst_out": found.p_worst_out,
        "power": found.power,
        "season_overlap": found.season_overlap,
        "caveats": found.caveats.iter().map(code).collect::<Vec<_>>(),
    }))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ProportionInput {
    direction: Direction,
    before: Part,
    after: Part,
    span_days: f64,
    #[serde(default)]
    plan: Option<Plan>,
    #[serde(default = "yes")]
    independent: bool,
    #[serde(default)]
    reporting_flag: bool,
}

pub(super) fn proportion(input: &Value) -> Answer {
    let input: ProportionInput = read(input)?;
    let part = |part: Part| Proportion { num: part.num, den: part.den };
    let found = proportion_totals_verdict(&ProportionTotals {
        direction: input.direction,
        before: part(input.before),
        after: part(input.after),
        span_days: input.span_days,
        check: check_of(input.plan.as_ref()),
        independent: input.independent,
        reporting_flag: input.reporting_flag,
    });
    let found = match found {
        Ok(found) => found,
        Err(error) => return Ok(refused(error.code())),
    };
    let (low, high) = found.used.difference_interval;
    Ok(json!({
        "verdict": code(found.verdict),
        "reason": code(found.reason),
        "diff": found.used.difference,
        "diff_low": low,
        "diff_high": high,
        "p_used": found.used.p_central,
        "caveats": found.caveats.iter().map(code).collect::<Vec<_>>(),
    }))
}

pub(super) fn sustained(input: &Value) -> Answer {
    let input: CountInput = read(input)?;
    let months = input.check_months.ok_or("input: check_months is missing")?;
    let check = SustainedCheck::at_months(months).ok_or("input: check_months is 3, 6 or 12")?;
    let series = match periods(&input.series, input.period) {
        Ok(series) => series,
        Err(ErrorCode(error)) => return Ok(json!({ "state": null, "error": error })),
    };
    let found = measures::sustained(&input.question(&series), check).map_err(words)?;
    Ok(json!({
        "state": code(found.state),
        "phi": found.phi,
        "recent_ratio": found.recent.map_or(Value::Null, |c| ratio(c.ratio)),
        "recent_p": found.recent.map(|c| c.p),
        "slip_ratio": found.slip.map_or(Value::Null, |c| ratio(c.ratio)),
        "slip_p": found.slip.map(|c| c.p),
    }))
}
