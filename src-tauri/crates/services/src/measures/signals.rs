//! Signals of a chart, in words: what was seen, by which rules, and why there is none.

use chrono::NaiveDate;
use domain::{indicator::Every, plain};
use measures::{RULE_SET, Rule, Side};
use serde::Serialize;

use super::{
    analysis::{Analysis, MeasureFacts},
    drawn::ChartLines,
    figure::{capital, period_name},
    marks::{Mark, variation_mark},
};

/// A signal on a chart.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct SignalRow {
    /// Where, in words.
    pub on: String,
    /// What was seen.
    pub text: String,
}

pub(super) fn signals_explained(facts: &MeasureFacts, analysis: &Analysis) -> String {
    let (_, many) = facts.measure.record.every.words();
    let Some(rules) = &analysis.rules else {
        return format!(
            "No rule is applied: there are no limits or median to compare the {many} with. Rule set {RULE_SET}."
        );
    };
    let lines = match analysis.drawn.as_ref().map(|drawn| &drawn.lines) {
        Some(ChartLines::Run(_)) => {
            "the median of the baseline: six in a row on one side, five in a row rising or falling"
        }
        _ => {
            "the mean and limits of the baseline: a point beyond a limit, seven in a row on one side, seven in a row rising or \
             falling, two of three near a limit"
        }
    };
    format!(
        "{} looked at, each beside {lines}. A missing return breaks a row; what is left out is passed over. The table behind \
         the chart shows every point. Rule set {RULE_SET}.",
        capital(&plain::count_of(rules.n_used as u64, "point", "points"))
    )
}

/// Why no signal is listed.
pub(super) fn no_signal(analysis: &Analysis) -> &'static str {
    if analysis.points.is_empty() {
        "Nothing is counted yet."
    } else if analysis.rules.as_ref().is_none_or(|rules| rules.not_enough_points) {
        "Not enough points for a rule yet."
    } else {
        "None. The points vary as they usually do."
    }
}

pub(super) fn variation(facts: &MeasureFacts, analysis: &Analysis) -> Option<Mark> {
    super::judge::direction(facts.indicator.direction)?;
    analysis.variation().map(variation_mark)
}

pub(super) fn signals(facts: &MeasureFacts, analysis: &Analysis) -> Vec<SignalRow> {
    let every = facts.measure.record.every;
    let Some(rules) = &analysis.rules else { return Vec::new() };
    let median = matches!(analysis.drawn.as_ref().map(|drawn| &drawn.lines), Some(ChartLines::Run(_)));
    let centre = if median { "median" } else { "mean" };
    let mut rows: Vec<SignalRow> = run_signal(analysis).into_iter().collect();
    rows.extend(rules.signals.iter().map(|signal| {
        let side = match signal.side {
            Side::Above => ("above", "rising"),
            Side::Below => ("below", "falling"),
        };
        let count = signal.points.len() as u64;
        let (one, many) = every.words();
        let what = match signal.rule {
            Rule::Astronomical if signal.side == Side::Above => "above the upper limit".to_owned(),
            Rule::Astronomical => "below the lower limit".to_owned(),
            Rule::Shift => format!("{} in a row {} the baseline {centre}", plain::count_of(count, one, many), side.0),
            Rule::Trend => format!("{} in a row {}", plain::count_of(count, one, many), side.1),
            Rule::TwoInThree => format!("two of three near the limit, all {} the mean", side.0),
        };
        let on = if signal.first == signal.last {
            capital(&period_name(every, signal.first))
        } else {
            format!("{} to {}", capital(&period_name(every, signal.first)), last_name(every, signal.last))
        };
        SignalRow { on, text: format!("{what}{}", if signal.good { " (better)" } else { " (worse)" }) }
    }));
    rows
}

/// What a run chart as a whole says, by the limits of Anhøj.
fn run_signal(analysis: &Analysis) -> Option<SignalRow> {
    let Some(ChartLines::Run(chart)) = analysis.drawn.as_ref().map(|drawn| &drawn.lines) else { return None };
    let runs = &chart.runs;
    let text = match (runs.longest_run.zip(runs.longest_run_max), runs.crossings.zip(runs.crossings_min)) {
        (Some((run, most)), _) if run > most => {
            format!("the longest run about the median has {run} points, more than the {most} that chance gives")
        }
        (_, Some((crossings, fewest))) if crossings < fewest => {
            format!("the line crosses the median {crossings} times, fewer than the {fewest} that chance gives")
        }
        _ => return None,
    };
    runs.signal.then(|| SignalRow { on: "The whole chart".to_owned(), text })
}

fn last_name(every: Every, start: NaiveDate) -> String {
    match every {
        Every::Week | Every::Day => plain::date(start),
        _ => period_name(every, start),
    }
}
