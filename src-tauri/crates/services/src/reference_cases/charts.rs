//! Centres, limits and rules of charts.

use measures::{
    AnhoejRuns, ChartPoint, CountSeries, DataError, DateRange, Direction, EventGaps, GapBaseline, GapPrecision, Limits,
    Period, PeriodState, ProportionSeries, Rule, RulePoint, RunRuleSet, Side, XmrOptions, crossings_min,
    longest_run_max,
};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{
    input::{Answer, Extended, lower, read, week},
    output::{code, number},
};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct XmrInput {
    values: Vec<Option<f64>>,
    baseline_n: usize,
    #[serde(default = "yes")]
    screen_mr: bool,
    #[serde(default = "lower")]
    direction: Direction,
    #[serde(default)]
    non_negative: bool,
    #[serde(default)]
    rules: RunRuleSet,
}

const fn yes() -> bool {
    true
}

fn first(n: usize) -> DateRange {
    DateRange { first: week(0), last: week(n).pred_opt().unwrap_or_default() }
}

fn points(values: &[Option<f64>]) -> Vec<ChartPoint> {
    values
        .iter()
        .enumerate()
        .map(|(at, value)| ChartPoint {
            start: week(at),
            end: week(at + 1),
            value: *value,
            state: if value.is_some() { PeriodState::Observed } else { PeriodState::Missing },
        })
        .collect()
}

fn refused(error: &DataError) -> Answer {
    Ok(json!({ "error": error.code() }))
}

fn label(rules: &[(Rule, Side)]) -> &'static str {
    match rules.first() {
        None => "none",
        Some((Rule::Astronomical, Side::Above)) => "above_ucl",
        Some((Rule::Astronomical, Side::Below)) => "below_lcl",
        Some((Rule::Trend, Side::Above)) => "trend_up",
        Some((Rule::Trend, Side::Below)) => "trend_down",
        Some((Rule::TwoInThree, Side::Above)) => "two_in_three_above",
        Some((Rule::TwoInThree, Side::Below)) => "two_in_three_below",
        Some((Rule::Shift, Side::Above)) => "shift_above",
        Some((Rule::Shift, Side::Below)) => "shift_below",
    }
}

pub(super) fn xmr(input: &Value) -> Answer {
    let input: XmrInput = read(input)?;
    let points = points(&input.values);
    let options = XmrOptions { screen_moving_ranges: input.screen_mr, non_negative: input.non_negative };
    let chart = match measures::xmr(&points, first(input.baseline_n), options) {
        Ok(chart) => chart,
        Err(error) => return refused(&error),
    };
    let found = measures::run_rules_of_any_length(&chart.rule_points(&points), input.rules, input.direction);
    let observed = input.values.iter().flatten().count();
    Ok(json!({
        "centre": chart.mean,
        "lcl_raw": chart.limits.map(|l| l.lower_raw),
        "lcl": chart.limits.map(|l| l.lower),
        "ucl": chart.limits.map(|l| l.upper),
        "mean_moving_range": chart.average_moving_range,
        "mr_ucl": chart.moving_range_upper,
        "n_observed": observed,
        "n_missing": input.values.len() - observed,
        "labels": found.points.iter().map(|p| label(&p.rules)).collect::<Vec<_>>(),
        "rules": found.points.iter().map(|p| p.rules.iter().map(|r| label(&[*r])).collect::<Vec<_>>()).collect::<Vec<_>>(),
    }))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ShareInput {
    num: Vec<Option<u64>>,
    den: Option<Vec<f64>>,
    baseline_n: usize,
}

impl ShareInput {
    fn periods(&self) -> Result<Vec<Period>, String> {
        if self.den.as_ref().is_some_and(|den| den.len() != self.num.len()) {
            return Err("input: num and den differ in number".to_owned());
        }
        Ok(self
            .num
            .iter()
            .enumerate()
            .map(|(at, events)| Period {
                start: week(at),
                end: week(at + 1),
                state: if events.is_some() { PeriodState::Observed } else { PeriodState::Missing },
                events: *events,
                exposure: self.den.as_ref().map(|den| den[at]),
            })
            .collect())
    }

    fn den_needed(&self) -> Result<(), String> {
        if self.den.is_some() { Ok(()) } else { Err("input: den is missing".to_owned()) }
    }
}

/// One line a point, and which points lie outside, counted from 1.
fn lines(centre: f64, points: &[(f64, Limits)], periods: &[Period]) -> Map<String, Value> {
    let outside: Vec<usize> = points
        .iter()
        .enumerate()
        .filter(|(_, (value, limits))| *value > limits.upper || *value < limits.lower)
        .map(|(at, _)| at + 1)
        .collect();
    let mut answer = Map::new();
    answer.insert("cl".to_owned(), json!(vec![centre; points.len()]));
    answer.insert("lcl".to_owned(), points.iter().map(|(_, l)| number(l.lower)).collect());
    answer.insert("lcl_raw".to_owned(), points.iter().map(|(_, l)| number(l.lower_raw)).collect());
    answer.insert("ucl".to_owned(), points.iter().map(|(_, l)| number(l.upper)).collect());
    answer.insert("outside".to_owned(), json!(outside));
    answer.insert("n_points".to_owned(), json!(points.len()));
    for (at, period) in periods.iter().enumerate() {
        if period.state != PeriodState::Observed {
            answer.insert(format!("state_{}", at + 1), code(period.state));
        }
    }
    answer
}

/// Points that have a value and limits.
fn drawn(points: &[RulePoint]) -> Vec<(f64, Limits)> {
    points.iter().filter_map(|p| Some((p.point.value?, p.lines.limits?))).collect()
}

pub(super) fn c(input: &Value) -> Answer {
    let input: ShareInput = read(input)?;
    if input.den.is_some() {
        return Err("input: a c chart has no den".to_owned());
    }
    let series = match CountSeries::new(input.periods()?) {
        Ok(series) => series,
        Err(error) => return refused(&error),
    };
    match measures::c_chart(&series, first(input.baseline_n)) {
        Ok(chart) => Ok(Value::Object(lines(chart.centre, &drawn(&chart.points), series.periods()))),
        Err(error) => refused(&error),
    }
}

pub(super) fn u(input: &Value) -> Answer {
    let input: ShareInput = read(input)?;
    input.den_needed()?;
    let series = match CountSeries::new(input.periods()?) {
        Ok(series) => series,
        Err(error) => return refused(&error),
    };
    match measures::u_chart(&series, 1.0, first(input.baseline_n)) {
        Ok(chart) => {
            let points: Vec<_> = chart.points.iter().map(|p| (p.value, p.limits)).collect();
            Ok(Value::Object(lines(chart.centre, &points, series.periods())))
        }
        Err(error) => refused(&error),
    }
}

pub(super) fn u_prime(input: &Value) -> Answer {
    let input: ShareInput = read(input)?;
    input.den_needed()?;
    let series = match CountSeries::new(input.periods()?) {
        Ok(series) => series,
        Err(error) => return refused(&error),
    };
    match measures::u_prime_chart(&series, 1.0, first(input.baseline_n)) {
        Ok(chart) => {
            let mut answer = lines(chart.centre, &drawn(&chart.points), series.periods());
            answer.insert("sigma_z".to_owned(), json!(chart.sigma_z));
            Ok(Value::Object(answer))
        }
        Err(error) => refused(&error),
    }
}

pub(super) fn p(input: &Value) -> Answer {
    let input: ShareInput = read(input)?;
    input.den_needed()?;
    let series = match ProportionSeries::new(input.periods()?) {
        Ok(series) => series,
        Err(error) => return refused(&error),
    };
    match measures::p_chart(&series, first(input.baseline_n)) {
        Ok(chart) => Ok(Value::Object(lines(chart.centre, &drawn(&chart.points), series.periods()))),
        Err(error) => refused(&error),
    }
}

pub(super) fn p_prime(input: &Value) -> Answer {
    let input: ShareInput = read(input)?;
    input.den_needed()?;
    let series = match ProportionSeries::new(input.periods()?) {
        Ok(series) => series,
        Err(error) => return refused(&error),
    };
    match measures::p_prime_chart(&series, first(input.baseline_n)) {
        Ok(chart) => {
            let mut answer = lines(chart.centre, &drawn(&chart.points), series.periods());
            answer.insert("sigma_z".to_owned(), json!(chart.sigma_z));
            Ok(Value::Object(answer))
        }
        Err(error) => refused(&error),
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct GapInput {
    gaps: Vec<f64>,
    baseline_n: usize,
}

fn gap_chart(input: &Value, precision: GapPrecision) -> Answer {
    let input: GapInput = read(input)?;
    let chart = EventGaps::from_lengths(&input.gaps, None, precision).and_then(|gaps| match precision {
        GapPrecision::Whole => measures::g_chart(&gaps, GapBaseline::First(input.baseline_n)),
        GapPrecision::Timed => measures::t_chart(&gaps, GapBaseline::First(input.baseline_n)),
    });
    let chart = match chart {
        Ok(chart) => chart,
        Err(error) => return refused(&error),
    };
    let n = chart.points.len();
    let outside: Vec<usize> =
        chart.points.iter().enumerate().filter(|(_, p)| p.outside.is_some()).map(|(at, _)| at + 1).collect();
    Ok(json!({
        "cl": vec![chart.centre; n],
        "mean": chart.mean,
        "lcl": chart.limits.map(|l| vec![l.lower; n]),
        "ucl": chart.limits.map(|l| vec![l.upper; n]),
        "outside": outside,
    }))
}

pub(super) fn g(input: &Value) -> Answer {
    gap_chart(input, GapPrecision::Whole)
}

pub(super) fn t(input: &Value) -> Answer {
    gap_chart(input, GapPrecision::Timed)
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RunInput {
    values: Vec<Option<f64>>,
    baseline_n: Option<usize>,
}

pub(super) fn run(input: &Value) -> Answer {
    let input: RunInput = read(input)?;
    let points = points(&input.values);
    let chart = match measures::run_chart(&points, first(input.baseline_n.unwrap_or(points.len()))) {
        Ok(chart) => chart,
        Err(error) => return refused(&error),
    };
    let AnhoejRuns { n_useful, longest_run, longest_run_max, crossings, crossings_min, signal, .. } = chart.runs;
    Ok(json!({
        "n_obs": chart.n_used,
        "n_useful": n_useful,
        "median": chart.median,
        "longest_run": longest_run,
        "longest_run_max": longest_run_max,
        "crossings": crossings,
        "crossings_min": crossings_min,
        "signal": signal,
    }))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CriticalInput {
    n_useful: Vec<usize>,
}

pub(super) fn run_critical(input: &Value) -> Answer {
    let input: CriticalInput = read(input)?;
    Ok(json!({
        "longest_run_max": input.n_useful.iter().map(|n| longest_run_max(*n)).collect::<Vec<_>>(),
        "crossings_min": input.n_useful.iter().map(|n| crossings_min(*n)).collect::<Vec<_>>(),
    }))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AssuranceInput {
    lcl: Option<Extended>,
    ucl: Option<Extended>,
    target: f64,
    direction: Direction,
}

pub(super) fn assurance(input: &Value) -> Answer {
    let input: AssuranceInput = read(input)?;
    let limits = input.lcl.zip(input.ucl).map(|(low, high)| Limits::between(low.0, high.0));
    Ok(json!({ "assurance": code(measures::assurance(limits, false, input.target, input.direction)) }))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Dated {
    start: chrono::NaiveDate,
    value: Option<u64>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OrderInput {
    periods: Vec<Dated>,
}

pub(super) fn order(input: &Value) -> Answer {
    let input: OrderInput = read(input)?;
    let mut starts: Vec<_> = input.periods.iter().map(|p| p.start).collect();
    starts.sort_unstable();
    // Periods without an end reach to the next one; the last is as long as the one before it.
    let end_of = |start: chrono::NaiveDate| {
        let next = starts.iter().copied().find(|other| *other > start);
        next.unwrap_or(start + chrono::Days::new(7))
    };
    let periods = input
        .periods
        .iter()
        .map(|p| Period {
            start: p.start,
            end: end_of(p.start),
            state: if p.value.is_some() { PeriodState::Observed } else { PeriodState::Missing },
            events: p.value,
            exposure: None,
        })
        .collect();
    let series = match CountSeries::new(periods) {
        Ok(series) => series,
        Err(error) => return refused(&error),
    };
    let values: Vec<Option<f64>> = series.periods().iter().map(|p| p.events.map(|events| events as f64)).collect();
    let ranges: Vec<f64> = values.windows(2).filter_map(|pair| Some((pair[1]? - pair[0]?).abs())).collect();
    Ok(json!({
        "order": series.periods().iter().map(|p| p.start.to_string()).collect::<Vec<_>>(),
        "moving_ranges": ranges,
    }))
}
