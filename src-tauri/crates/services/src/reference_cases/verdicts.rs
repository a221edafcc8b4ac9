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
pub(crate) struct Row {
    start: NaiveDate,
    end: Option<NaiveDate>,
    events: Option<f64>,
    exposure: Option<f64>,
    state: Option<PeriodState>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Plan {
    pub(crate) check: PlannedCheck,
    /// The day of the final check.
    pub(crate) on: Option<NaiveDate>,
    #[serde(default)]
    after_final: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Range {
    start: NaiveDate,
    end: NaiveDate,
}

/// A measure of counts and what is asked of it, as a file writes it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CountInput {
    pub(crate) period: PeriodLength,
    pub(crate) direction: Direction,
    pub(crate) series: Vec<Row>,
    pub(crate) change_start: NaiveDate,
    #[serde(default)]
    pub(crate) plan: Option<Plan>,
    #[serde(default)]
    pub(crate) washout_periods: usize,
    /// First day, and the day after the last.
    pub(crate) baseline: Option<Range>,
    pub(crate) target_ratio: Option<f64>,
    #[serde(default)]
    pub(crate) trigger_periods: Vec<NaiveDate>,
    #[serde(default, alias = "other_markers", alias = "other_changes")]
    pub(crate) markers: Vec<NaiveDate>,
    #[serde(default)]
    pub(crate) seasonal: bool,
    #[serde(default = "yes")]
    pub(crate) independent: bool,
    #[serde(default)]
    pub(crate) reporting_flag: bool,
    #[serde(default)]
    pub(crate) sites_disagree: bool,
    #[serde(default)]
    pub(crate) baseline_changed_late: bool,
    #[serde(default)]
    pub(crate) matched: bool,
    /// Asked of sustained checks alone.
    pub(crate) check_months: Option<u64>,
}

const fn yes() -> bool {
    true
}

fn counts(input: &CountInput) -> Result<CountSeries, ErrorCode> {
    let periods = input.periods().map_err(|_| ErrorCode("events_not_valid".to_owned()))?;
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
    /// Reads it strictly: a field that is not known is a fault.
    ///
    /// # Errors
    /// What is wrong, in words.
    pub(crate) fn read(input: &Value) -> Result<Self, String> {
        read(input)
    }

    /// Its periods, as given.
    ///
    /// # Errors
    /// A count that is not a whole number of 0 or more, with its day.
    pub(crate) fn periods(&self) -> Result<Vec<Period>, String> {
        self.series
            .iter()
            .map(|row| {
                let events = match row.events {
                    None => None,
                    Some(count) if count < 0.0 || !count.is_finite() || count.fract() != 0.0 => {
                        return Err(format!("The events of {} are not a whole number of 0 or more", row.start));
                    }
                    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked just above")]
                    Some(count) => Some(count as u64),
                };
                let told = if events.is_some() { PeriodState::Observed } else { PeriodState::Missing };
                Ok(Period {
                    start: row.start,
                    end: row.end.unwrap_or_else(|| next(row.start, self.period)),
                    state: row.state.unwrap_or(told),
                    events,
                    exposure: row.exposure,
                })
            })
            .collect()
    }

    /// The declared baseline, both days inside.
    pub(crate) fn baseline_range(&self) -> Option<DateRange> {
        self.baseline.as_ref().and_then(|range| Some(DateRange { first: range.start, last: range.end.pred_opt()? }))
    }

    /// Which recorded check this look is.
    pub(crate) fn check(&self) -> PlannedCheck {
        check_of(self.plan.as_ref())
    }

    fn question<'a>(&'a self, series: &'a CountSeries) -> CountQuestion<'a> {
        let blank = CountQuestion::new(series, self.period, self.direction, self.change_start);
        CountQuestion {
            baseline: self
                .baseline
                .as_ref()
                .and_then(|range| Some(DateRange { first: range.start, last: range.end.pred_opt()? })),
            washout_periods: self.washout_periods,
            target_ratio: self.target_ratio.unwrap_or(blank.target_ratio),
            check: self.check(),
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
    let series = match counts(&input) {
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
    let series = match counts(&input) {
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
