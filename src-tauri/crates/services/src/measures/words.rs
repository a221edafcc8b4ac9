//! A measure's verdicts as screens, packs and the command line show them.
//!
//! Never "proved", "caused" or "because": a chart shows what happened after what.

use chrono::NaiveDate;
use domain::{
    declared::CheckDate,
    indicator::{Direction as Better, Every, IndicatorKind},
    plain,
};
use measures::{
    Caveat, ChangeDate, ComparedSide, CountQuestion, CountSeries, DateRange, LeftOutReason, Move, ProportionVerdict,
    SustainedCheck, SustainedState, rivals,
};
use serde::Serialize;

use super::{
    analysis::{Analysis, MeasureFacts, analyse_series},
    drawn::{ChartLines, chart_name},
    figure::{capital, charted_text, period_name, value_text},
    judge::{Judged, Kept, Look, Outcome, found, names_of},
    marks::verdict_mark,
    phase_words::{around, settled_rows},
};
use crate::cases::CaseFacts;
use crate::verdict_words::{CaveatLine, HAPPENED_AFTER, WorkingRow, error_sentence, with_article};
use crate::{Error, Result};

/// A verdict with everything behind it, in words.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct ComparisonView {
    /// The verdict's code; none where the data allow no verdict.
    pub verdict: Option<String>,
    /// The verdict's mark, as SVG; blank without a verdict.
    pub mark: String,
    /// The verdict as it is shown.
    pub label: String,
    /// The verdict in a sentence or two.
    pub sentence: String,
    /// What came first.
    pub order_of_events: Option<String>,
    /// What has to be said beside it, one sentence each.
    pub caveats: Vec<CaveatLine>,
    /// What would settle an open question.
    pub settle: Option<String>,
    /// Every figure behind the sentence.
    pub working: Vec<WorkingRow>,
    /// The periods behind the figures, those left out and why.
    pub periods: Vec<CountedRow>,
    /// Whether it held, three, six and twelve months on.
    pub sustained: Vec<SustainedRow>,
    /// Which change, and which look: "Missed-call board, 9 February 2026".
    pub about: String,
    /// What the comparison does not say.
    pub happened_after: String,
}

/// One period behind a verdict.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct CountedRow {
    /// First day, ISO.
    pub start: String,
    /// Its name: "Week of 27 October 2025".
    pub label: String,
    /// "Before", "After" or "Neither".
    pub side: String,
    /// What was counted.
    pub counts: String,
    /// Why it is left out; none if it counts.
    pub left_out: Option<String>,
}

/// Whether an improvement held at one date.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct SustainedRow {
    /// "After three months".
    pub label: String,
    /// The state's code.
    pub state: String,
    /// The state in words.
    pub text: String,
}

/// The verdict that stands on a case's lead measure, in words.
pub(crate) fn lead_comparison(facts: &CaseFacts, settling: &[(ChangeDate, u32)]) -> Option<ComparisonView> {
    let (measure, analysis) = facts.lead.as_ref()?;
    Some(comparison(measure, analysis, facts.verdicts.standing()?, settling))
}

/// The verdict on a question asked without a store, in words.
///
/// # Errors
/// Data that allow no verdict, by what is wrong with them.
pub(crate) fn comparison_of_question(
    facts: &MeasureFacts,
    question: &CountQuestion<'_>,
    change: &ChangeDate,
) -> Result<ComparisonView> {
    let kept = found(question, facts.indicator.kind);
    if let Outcome::Refused(fault) = &kept.outcome {
        return Err(Error::invalid("file", error_sentence(fault)));
    }
    let names = names_of(facts, change, question.direction);
    let judged = Judged::of(change.clone(), Look::Now, kept, names);
    let others = question.other_changes.iter();
    let others = others.map(|on| ChangeDate { label: "other change".to_owned(), on: *on });
    let changes: Vec<ChangeDate> = std::iter::once(change.clone()).chain(others).collect();
    let analysis = analyse_series(facts, question.series.clone(), &changes);
    Ok(comparison(facts, &analysis, &judged, &[]))
}

/// The verdict on two totals without periods, in words.
///
/// # Errors
/// None is known to happen.
pub(crate) fn comparison_of_totals(
    facts: &MeasureFacts,
    found: ProportionVerdict,
    change: &ChangeDate,
) -> Result<ComparisonView> {
    let direction =
        super::judge::direction(facts.indicator.direction).ok_or(Error::Internal("direction of a measure"))?;
    let kept = Kept { outcome: Outcome::Proportion(Box::new(found)), sustained: Vec::new(), step: None };
    let judged = Judged::of(change.clone(), Look::Now, kept, names_of(facts, change, direction));
    let none = CountSeries::new(Vec::new()).map_err(|_| Error::Internal("periods of a measure"))?;
    let analysis = analyse_series(facts, none, std::slice::from_ref(change));
    Ok(comparison(facts, &analysis, &judged, &[]))
}

/// What a chart's description says of a verdict: with what came first, and what has to be borne in mind.
pub(crate) fn description_of(view: &ComparisonView) -> String {
    spoken(&view.label, &view.sentence, view.order_of_events.as_deref(), &view.caveats)
}

fn spoken(label: &str, sentence: &str, order: Option<&str>, caveats: &[CaveatLine]) -> String {
    let rest: Vec<&str> = order.into_iter().chain(caveats.iter().map(|caveat| caveat.text.as_str())).collect();
    format!("{label}. {sentence} {}", rest.join(" ")).trim_end().to_owned()
}

/// A verdict in words.
pub(crate) fn comparison(
    facts: &MeasureFacts,
    analysis: &Analysis,
    judged: &Judged,
    settling: &[(ChangeDate, u32)],
) -> ComparisonView {
    let mut working = judged.working();
    let at = working.len().saturating_sub(1);
    let row = |label: &str, value: String| WorkingRow::new(label, value);
    let mut more = Vec::new();
    if judged.look != Look::Other {
        for change in analysis.changes.iter().filter(|change| change.on != judged.change.on) {
            if let Some(text) = around(facts, analysis, change) {
                let name = with_article(&change.label);
                more.push(row(
                    &format!("Everything before and after {name}, {}", plain::day_and_month(change.on)),
                    text,
                ));
            }
        }
        more.extend(settled_rows(facts, analysis, settling).into_iter().map(|(label, value)| row(&label, value)));
        more.extend(chart_row(facts, analysis));
    }
    working.splice(at..at, more);
    ComparisonView {
        verdict: judged.verdict_code(),
        mark: judged.verdict().map(verdict_mark).unwrap_or_default(),
        label: judged.label().to_owned(),
        sentence: judged.sentence(),
        order_of_events: what_came_first(facts, analysis, judged),
        caveats: judged.caveats(),
        settle: judged.settle(),
        working,
        periods: counted_rows(facts, judged),
        sustained: sustained_rows(judged),
        about: about(judged),
        happened_after: HAPPENED_AFTER.to_owned(),
    }
}

/// "Missed-call board, 9 February 2026"; "… as it stood at the final check, 10 August 2026".
fn about(judged: &Judged) -> String {
    let name = if judged.change.label.is_empty() { "The change" } else { judged.change.label.as_str() };
    let change = format!("{name}, {}", plain::date(judged.change.on));
    match judged.look {
        Look::Check(check) => format!("{change}, as it stood at the {}", check_words(check)),
        Look::Now | Look::Other => change,
    }
}

/// "final check, 10 August 2026".
pub(crate) fn check_words(check: CheckDate) -> String {
    format!("{}, {}", check.kind.label().to_lowercase(), plain::date(check.on))
}

fn chart_row(facts: &MeasureFacts, analysis: &Analysis) -> Option<WorkingRow> {
    let drawn = analysis.drawn.as_ref()?;
    let (one, many) = facts.measure.record.every.words();
    let name = chart_name(drawn.choice.kind);
    let figures = match &drawn.lines {
        ChartLines::Line => return None,
        ChartLines::Run(chart) => {
            let runs = &chart.runs;
            if runs.not_enough_points {
                let useful = plain::count_of(runs.n_useful as u64, "useful point", "useful points");
                let median = plain::decimal(chart.median, 2);
                let value = format!("median {median}, from {useful}: too few for a rule");
                return Some(WorkingRow::new(format!("Baseline chart ({name})"), value));
            }
            let of = |value: Option<usize>| value.map_or_else(|| "none".to_owned(), |value| value.to_string());
            format!(
                "median {}; longest run {} (ordinary up to {}), {} crossings (ordinary from {}), from {}",
                plain::decimal(chart.median, 2),
                of(runs.longest_run),
                of(runs.longest_run_max),
                of(runs.crossings),
                of(runs.crossings_min),
                plain::count_of(runs.n_useful as u64, "useful point", "useful points")
            )
        }
        ChartLines::Xmr(phased) => {
            let chart = &phased.phases.first()?.chart;
            let limits = chart.limits.map_or_else(String::new, |limits| {
                let clipped = if limits.clipped {
                    " (shown as 0: no lower limit, zero is within ordinary variation)"
                } else {
                    ""
                };
                format!(
                    ", limits {} and {}{clipped}",
                    plain::decimal(limits.upper, 2),
                    plain::decimal(limits.lower_raw, 2)
                )
            });
            format!(
                "mean {}, average moving range {}{limits}, from {}",
                plain::decimal(chart.mean, 2),
                chart.average_moving_range.map_or_else(|| "none".to_owned(), |range| plain::decimal(range, 2)),
                plain::count_of(chart.n_used as u64, one, many)
            )
        }
        ChartLines::Stepped { points, sigma_z, .. } => {
            let centre = points.first()?.lines.centre;
            let spread = sigma_z.map_or_else(String::new, |sigma| {
                format!(", \u{3c3}z {} times what chance alone would give", plain::decimal(sigma, 2))
            });
            format!(
                "mean {}{spread}, from {}",
                plain::decimal(centre, 2),
                plain::count_of(drawn.choice.n_used as u64, one, many)
            )
        }
    };
    Some(WorkingRow::new(format!("Baseline chart ({name})"), figures))
}

/// The periods behind a verdict, in order.
fn counted_rows(facts: &MeasureFacts, judged: &Judged) -> Vec<CountedRow> {
    let Some(sides) = judged.sides() else { return Vec::new() };
    let every = facts.measure.record.every;
    let row = |start: NaiveDate, side: &str, counts: String, left_out: Option<String>| CountedRow {
        start: start.to_string(),
        label: capital(&period_name(every, start)),
        side: side.to_owned(),
        counts,
        left_out,
    };
    let of = |side: &ComparedSide, name: &str| {
        let mut rows: Vec<(NaiveDate, CountedRow)> = side
            .used
            .iter()
            .map(|p| {
                let counts = if sides.days_as_exposure {
                    plain::whole(p.events)
                } else {
                    format!("{} in {}", plain::whole(p.events), plain::decimal(p.exposure, 0))
                };
                (p.start, row(p.start, name, counts, None))
            })
            .collect();
        rows.extend(side.left_out.iter().map(|left| {
            let why = match left.reason {
                LeftOutReason::Missing => "no return".to_owned(),
                LeftOutReason::Excluded => facts
                    .measure
                    .record
                    .declared
                    .excluded(left.start)
                    .map_or_else(|| "excluded".to_owned(), |exclusion| format!("excluded: {}", exclusion.reason)),
                LeftOutReason::NoExposure => "nothing could have happened: no exposure and no events".to_owned(),
                LeftOutReason::Partial => "not over yet".to_owned(),
                LeftOutReason::ExposureUnknown => "no denominator was given".to_owned(),
                LeftOutReason::ChangeInside => "the change was made inside it".to_owned(),
            };
            (left.start, row(left.start, name, String::new(), Some(why)))
        }));
        rows
    };
    let mut rows = of(&sides.before, "Before");
    rows.extend(of(&sides.after, "After"));
    rows.extend(sides.washed_out.iter().map(|start| {
        (*start, row(*start, "Neither", String::new(), Some("transition: belongs to neither side".to_owned())))
    }));
    rows.sort_by_key(|(start, _)| *start);
    rows.into_iter().map(|(_, row)| row).collect()
}

fn sustained_rows(judged: &Judged) -> Vec<SustainedRow> {
    judged
        .kept
        .sustained
        .iter()
        .map(|found| {
            let text = match found.state {
                SustainedState::NotDue => "Not due yet".to_owned(),
                SustainedState::NotApplicable => "There were none before, so there is nothing to hold".to_owned(),
                SustainedState::CannotTell => "Cannot tell: too many returns are missing".to_owned(),
                SustainedState::Lost => "Lost: no better than before".to_owned(),
                SustainedState::NotShown => "Not shown: no better than before, on few events".to_owned(),
                SustainedState::Slipping => "Slipping: worse than just after the change".to_owned(),
                SustainedState::Sustained => "Held".to_owned(),
                SustainedState::StillBetterUnproven => {
                    "Still better, on numbers too small to be sure; with rare events it may stay so for years"
                        .to_owned()
                }
            };
            SustainedRow {
                label: format!(
                    "After {} months",
                    match found.check {
                        SustainedCheck::ThreeMonths => "three",
                        SustainedCheck::SixMonths => "six",
                        SustainedCheck::TwelveMonths => "twelve",
                    }
                ),
                state: crate::verdict_words::code(found.state),
                text,
            }
        })
        .collect()
}

/// What came before what, where that bears on a verdict.
pub(crate) fn what_came_first(facts: &MeasureFacts, analysis: &Analysis, judged: &Judged) -> Option<String> {
    order_sentence(facts, analysis)
        .or_else(|| rivals_sentence(facts, analysis, judged))
        .filter(|_| judged.verdict().is_some())
}

/// What an improvement of this measure is.
fn gain(facts: &MeasureFacts) -> &'static str {
    if facts.indicator.direction == Better::Higher { "rise" } else { "fall" }
}

/// What came first, and that the fall is given to none alone where it cannot be.
fn order_sentence(facts: &MeasureFacts, analysis: &Analysis) -> Option<String> {
    let order = analysis.order.as_ref()?;
    if order.changes.is_empty() {
        return None;
    }
    let every = facts.measure.record.every;
    let began = super::figure::period_name(every, order.began);
    // "the week of 26 January 2026", "May 2026".
    let began = if matches!(every, Every::Week) { format!("the {began}") } else { began };
    let places: Vec<String> = order
        .changes
        .iter()
        .map(|change| {
            let name = with_article(&change.change.label);
            let weeks = change.weeks_after_start.unsigned_abs();
            let length = plain::count_words(weeks, "week", "weeks");
            match (change.days_after_start, weeks) {
                (0, _) => {
                    format!("in the same {} as {name} ({})", every.words().0, plain::day_and_month(change.change.on))
                }
                (days, 0) if days > 0 => {
                    format!("less than a week before {name} ({})", plain::day_and_month(change.change.on))
                }
                (_, 0) => format!("less than a week after {name} ({})", plain::day_and_month(change.change.on)),
                (days, _) if days > 0 => format!("{length} before {name} ({})", plain::day_and_month(change.change.on)),
                _ => format!("{length} after {name} ({})", plain::day_and_month(change.change.on)),
            }
        })
        .collect();
    let noun = gain(facts);
    let (last, others) = places.split_last()?;
    let list = if others.is_empty() { last.clone() } else { format!("{} and {last}", others.join(", ")) };
    let end = if order.belongs_to_none_alone && order.changes.len() > 1 {
        "; this measure cannot tell which of them it belongs to"
    } else if order.belongs_to_none_alone {
        "; it had begun before the change, so the change alone cannot be given credit for it"
    } else {
        ""
    };
    Some(format!("The {noun} began in {began}, {list}{end}."))
}

/// Other changes that came before this one, where no signal on the chart says when the improvement began: all of them if
/// it was improving already, otherwise those that came close.
fn rivals_sentence(facts: &MeasureFacts, analysis: &Analysis, judged: &Judged) -> Option<String> {
    let Outcome::Count(found) = &judged.kept.outcome else { return None };
    let baseline = analysis.baseline?;
    let already = found.failed_guards.contains(&Caveat::AlreadyFalling);
    let baseline = if already { DateRange { first: baseline.first, last: baseline.first } } else { baseline };
    let places: Vec<String> = rivals(&analysis.changes, judged.change.on, baseline)
        .into_iter()
        .filter(|other| other.on != judged.change.on)
        .map(|other| format!("{} ({})", with_article(&other.label), plain::day_and_month(other.on)))
        .collect();
    let (last, others) = places.split_last().filter(|_| found.way == Move::Good)?;
    let list = if others.is_empty() { last.clone() } else { format!("{} and {last}", others.join(", ")) };
    let what = gain(facts);
    Some(format!("Before it came {list}; this measure cannot tell which of them the {what} belongs to."))
}

/// One line for lists and the chain: the verdict with what moved, or what is missing for one.
pub(crate) fn change_so_far(facts: &MeasureFacts, analysis: &Analysis, standing: Option<&Judged>) -> String {
    if facts.counts.is_empty() && standing.is_none() {
        return "No counts yet".to_owned();
    }
    if let Some(judged) = standing {
        return match moved(facts, judged) {
            Some(moved) => format!("{}: {moved}", judged.label()),
            None => judged.label().to_owned(),
        };
    }
    let followed = matches!(facts.indicator.kind, IndicatorKind::Count | IndicatorKind::Proportion);
    if followed && facts.indicator.direction != Better::Watch && facts.measure.record.change_on.is_none() {
        return "No change date declared yet".to_owned();
    }
    let first = analysis.points.iter().find_map(|point| point.value);
    let last = analysis.points.iter().rev().find_map(|point| point.value);
    match (first, last) {
        (Some(first), Some(last)) => {
            format!("First {}, latest {}", charted_text(facts, analysis, first), charted_text(facts, analysis, last))
        }
        _ => "No counts yet".to_owned(),
    }
}

/// "9.19 to 2.22 per 1,000 planned visits"; `None` with nothing on one side.
fn moved(facts: &MeasureFacts, judged: &Judged) -> Option<String> {
    match &judged.kept.outcome {
        Outcome::Count(found) if found.sides.days_as_exposure => Some(format!(
            "{}, then {}",
            plain::whole(found.sides.before.events),
            plain::count_of(found.sides.after.events, &facts.indicator.events_one, &facts.indicator.events_many)
        )),
        Outcome::Count(found) => {
            let per = f64::from(facts.indicator.per);
            Some(format!(
                "{} to {} {}",
                value_text(facts, found.sides.before.rate()? * per),
                value_text(facts, found.sides.after.rate()? * per),
                facts.indicator.unit
            ))
        }
        Outcome::Proportion(found) => Some(format!(
            "{} to {}",
            value_text(facts, 100.0 * found.exact.before.share?),
            value_text(facts, 100.0 * found.exact.after.share?)
        )),
        Outcome::People(people) => Some(judged.people_words(people).brief()),
        Outcome::Refused(_) => None,
    }
}

/// What a chart's description says: the verdict and its sentence, or what is missing for one.
pub(crate) fn description(facts: &MeasureFacts, analysis: &Analysis, standing: Option<&Judged>) -> String {
    standing.map_or_else(
        || change_so_far(facts, analysis, None),
        |judged| {
            let order = what_came_first(facts, analysis, judged);
            spoken(judged.label(), &judged.sentence(), order.as_deref(), &judged.caveats())
        },
    )
}
