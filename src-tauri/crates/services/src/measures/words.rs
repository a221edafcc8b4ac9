//! Sentences about a measure, written once from the results, for screen, chart description and packs.
//!
//! Never "proved", "caused" or "because": a chart shows what happened after what.

use domain::{indicator::IndicatorKind, plain};
use measures::{BeforeAndAfter, ChangeDate, DateRange, Interval, PhaseTotals, RateComparison, Ratio};
use serde::Serialize;

use super::{
    analysis::{Analysis, MeasureFacts},
    figure::{capital, charted_text, value_text},
};

/// The comparison of before and after, in words.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct ComparisonView {
    /// Counts, rates, ratio and interval.
    pub sentence: String,
    /// What came first.
    pub order_of_events: Option<String>,
    /// What the interval is.
    pub interval_label: String,
    /// What to hold against it.
    pub caveats: Vec<String>,
    /// Every figure behind the sentence.
    pub working: Vec<WorkingRow>,
    /// What the comparison does not say.
    pub happened_after: String,
}

/// One figure behind a sentence.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct WorkingRow {
    /// What it is.
    pub label: String,
    /// Its value.
    pub value: String,
}

/// One phase between changes.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct PhaseRow {
    /// Its name.
    pub label: String,
    /// First and last day.
    pub from_to: String,
    /// Periods used.
    pub periods: u32,
    /// "162 / 17,623".
    pub counts: String,
    /// Its rate.
    pub rate: String,
    /// The ratio to the baseline with its interval; none for the baseline itself.
    pub against_baseline: Option<String>,
}

/// The interval of this rule set until uneven weeks are allowed for.
const INTERVAL_LABEL: &str = "exact; not yet widened for uneven weeks";
const HAPPENED_AFTER: &str =
    "This happened after the change. A chart cannot show why; look at what else changed at the time.";

fn whole(number: f64) -> String {
    plain::decimal(number, 0)
}

/// "0.234".
fn ratio_text(ratio: Ratio) -> String {
    match ratio {
        Ratio::Finite(value) => plain::decimal(value, 3),
        Ratio::Infinite => "not a number, since there were none before".to_owned(),
        Ratio::Undefined => "undefined, since there were none before or after".to_owned(),
    }
}

/// "0.169 to 0.319".
fn interval_text(interval: Interval) -> String {
    match interval.upper {
        Some(upper) => format!("{} to {}", plain::decimal(interval.lower, 3), plain::decimal(upper, 3)),
        None => format!("{} and no upper limit", plain::decimal(interval.lower, 3)),
    }
}

/// "162 in 17,623 planned visits (9.19 per 1,000)".
fn side_text(facts: &MeasureFacts, events: u64, exposure: f64, rate: Option<f64>, with_words: bool) -> String {
    let indicator = &facts.indicator;
    let per = f64::from(indicator.per);
    let exposures = if with_words { indicator.exposure_many.as_deref().unwrap_or_default() } else { "" };
    let rate = rate.map_or_else(String::new, |rate| {
        format!(" ({} per {})", value_text(facts, rate * per), plain::whole(u64::from(indicator.per)))
    });
    format!("{} in {} {exposures}", plain::whole(events), whole(exposure)).trim_end().to_owned() + &rate
}

/// The declared comparison in words; for a measure that has none of this kind, what can be said.
pub(crate) fn comparison(
    facts: &MeasureFacts,
    analysis: &Analysis,
    settling: &[(ChangeDate, u32)],
) -> Option<ComparisonView> {
    let baseline = analysis.baseline?;
    let compared = analysis.compared.as_ref()?;
    let change_on = facts.measure.record.change_on?;
    let change = change_name(analysis, change_on);
    let found = &compared.comparison;
    Some(ComparisonView {
        sentence: sentence(facts, found, &change, change_on),
        order_of_events: order_sentence(facts, analysis),
        interval_label: INTERVAL_LABEL.to_owned(),
        caveats: caveats(facts, analysis, compared),
        working: working(facts, analysis, compared, baseline, settling),
        happened_after: HAPPENED_AFTER.to_owned(),
    })
}

/// The name of the change on a day: the markers' label, or "the change".
fn change_name(analysis: &Analysis, on: chrono::NaiveDate) -> String {
    analysis
        .changes
        .iter()
        .find(|change| change.on == on)
        .map_or_else(|| "the change".to_owned(), |change| with_article(&change.label))
}

/// "the missed-call board": a label inside a sentence, its first letter small unless it is a name or abbreviation.
fn with_article(label: &str) -> String {
    let mut letters = label.chars();
    let first = letters.next().map(|first| first.to_lowercase().to_string()).unwrap_or_default();
    let second_is_capital = label.chars().nth(1).is_some_and(char::is_uppercase);
    if second_is_capital { format!("the {label}") } else { format!("the {first}{}", letters.as_str()) }
}

fn moved(found: &RateComparison) -> &'static str {
    if found.rate1 < found.rate0 {
        "fell from"
    } else if found.rate1 > found.rate0 {
        "rose from"
    } else {
        "stayed the same:"
    }
}

fn sentence(facts: &MeasureFacts, found: &RateComparison, change: &str, on: chrono::NaiveDate) -> String {
    let verb = moved(found);
    let joined = if verb.ends_with(':') { "then" } else { "to" };
    format!(
        "{} {verb} {} {joined} {} after {change} on {}: ratio {} (95% interval {}).",
        facts.indicator.name,
        side_text(facts, found.a, found.t0, Some(found.rate0), true),
        side_text(facts, found.b, found.t1, Some(found.rate1), false),
        plain::date(on),
        ratio_text(found.ratio),
        interval_text(found.interval),
    )
}

/// What came first, and that the fall is given to none alone where it cannot be.
fn order_sentence(facts: &MeasureFacts, analysis: &Analysis) -> Option<String> {
    let order = analysis.order.as_ref()?;
    if order.changes.is_empty() {
        return None;
    }
    let began = super::figure::period_name(facts.measure.record.every, order.began);
    let places: Vec<String> = order
        .changes
        .iter()
        .map(|change| {
            let name = with_article(&change.change.label);
            let weeks = change.weeks_after_start.unsigned_abs();
            let length = plain::count_words(weeks, "week", "weeks");
            match (change.days_after_start, weeks) {
                (0, _) => format!("in the same week as {name} ({})", plain::day_and_month(change.change.on)),
                (days, 0) if days > 0 => {
                    format!("less than a week before {name} ({})", plain::day_and_month(change.change.on))
                }
                (_, 0) => format!("less than a week after {name} ({})", plain::day_and_month(change.change.on)),
                (days, _) if days > 0 => format!("{length} before {name} ({})", plain::day_and_month(change.change.on)),
                _ => format!("{length} after {name} ({})", plain::day_and_month(change.change.on)),
            }
        })
        .collect();
    let noun = if facts.indicator.direction == domain::indicator::Direction::Higher { "rise" } else { "fall" };
    let (last, others) = places.split_last()?;
    let list = if others.is_empty() { last.clone() } else { format!("{} and {last}", others.join(", ")) };
    let end = if order.belongs_to_none_alone && order.changes.len() > 1 {
        "; this measure cannot tell which of them it belongs to"
    } else if order.belongs_to_none_alone {
        "; it had begun before the change, so the change alone cannot be given credit for it"
    } else {
        ""
    };
    Some(format!("The {noun} began in the {began}, {list}{end}."))
}

fn caveats(facts: &MeasureFacts, analysis: &Analysis, compared: &BeforeAndAfter) -> Vec<String> {
    let (one, many) = facts.measure.record.every.words();
    let mut caveats = Vec::new();
    for (name, side) in [("before", &compared.before), ("after", &compared.after)] {
        if side.missing() > 0 {
            caveats.push(format!(
                "{} {name} without a return: not counted as none.",
                capital(&plain::count_of(side.missing() as u64, one, many))
            ));
        }
    }
    if let Some(chart) = &analysis.xmr {
        if chart.trial_limits {
            caveats.push(format!(
                "The baseline has {} only; limits need 12.",
                plain::count_of(chart.n_used as u64, one, many)
            ));
        }
        if chart.limits.is_some_and(|limits| limits.clipped) {
            caveats.push("There is no lower limit: zero is within ordinary variation of the baseline.".to_owned());
        }
    }
    caveats
}

fn totals_text(facts: &MeasureFacts, totals: &PhaseTotals) -> String {
    side_text(facts, totals.events, totals.exposure, totals.rate, true)
}

fn working(
    facts: &MeasureFacts,
    analysis: &Analysis,
    compared: &BeforeAndAfter,
    baseline: DateRange,
    settling: &[(ChangeDate, u32)],
) -> Vec<WorkingRow> {
    let row = |label: &str, value: String| WorkingRow { label: label.to_owned(), value };
    let (one, many) = facts.measure.record.every.words();
    let found = &compared.comparison;
    let mut rows = vec![
        row(
            "Before",
            format!(
                "{}: {}, {}",
                plain::date_range(baseline.first, baseline.last),
                plain::count_of(compared.before.n_used as u64, one, many),
                totals_text(facts, &compared.before)
            ),
        ),
        row(
            "After",
            format!(
                "{}: {}, {}",
                span_text(&compared.after),
                plain::count_of(compared.after.n_used as u64, one, many),
                totals_text(facts, &compared.after)
            ),
        ),
        row(
            "Ratio of the rates",
            format!("{}, 95% interval {} ({INTERVAL_LABEL})", ratio_text(found.ratio), interval_text(found.interval)),
        ),
        row(
            "Test",
            format!(
                "exact conditional test, two-sided by doubling: p = {}; mid-p {}",
                p_text(found.p_exact),
                p_text(found.mid_p)
            ),
        ),
    ];
    for change in analysis.changes.iter().filter(|change| Some(change.on) != facts.measure.record.change_on) {
        if let Some(text) = around(facts, analysis, change) {
            rows.push(row(
                &format!(
                    "Everything before and after {}, {}",
                    with_article(&change.label),
                    plain::day_and_month(change.on)
                ),
                text,
            ));
        }
    }
    for (change, weeks) in settling {
        if let Some((totals, against)) = settled(analysis, change, *weeks) {
            rows.push(row(
                &format!(
                    "Settled, from {} weeks after {}",
                    plain::number_word(u64::from(*weeks)),
                    with_article(&change.label)
                ),
                format!("{}; against the baseline {}", totals_text(facts, &totals), against_text(&against)),
            ));
        }
    }
    if let Some(chart) = &analysis.xmr {
        let limits = chart.limits.map_or_else(String::new, |limits| {
            format!(
                ", limits {} and {}{}",
                plain::decimal(limits.upper, 2),
                plain::decimal(limits.lower_raw, 2),
                if limits.clipped { " (shown as 0)" } else { "" }
            )
        });
        rows.push(row(
            "Baseline chart (XmR)",
            format!(
                "mean {}, average moving range {}{limits}, from {}",
                plain::decimal(chart.mean, 2),
                chart.average_moving_range.map_or_else(|| "none".to_owned(), |range| plain::decimal(range, 2)),
                plain::count_of(chart.n_used as u64, one, many)
            ),
        ));
    }
    rows.push(row("Rule set", found.rule_set.clone()));
    rows
}

fn span_text(totals: &PhaseTotals) -> String {
    match (totals.first, totals.end.and_then(|end| end.pred_opt())) {
        (Some(first), Some(last)) => plain::date_range(first, last),
        _ => "no periods".to_owned(),
    }
}

/// A probability to three figures.
fn p_text(p: f64) -> String {
    if p < 0.001 { "under 0.001".to_owned() } else { plain::decimal(p, 3) }
}

/// Everything entered before a change beside everything after it.
fn around(facts: &MeasureFacts, analysis: &Analysis, change: &ChangeDate) -> Option<String> {
    let first = analysis.series.periods().first()?.start;
    let before = DateRange { first, last: change.on.pred_opt()? };
    let both = measures::before_and_after(&analysis.series, before, change.on).ok()?;
    let found = &both.comparison;
    Some(format!(
        "{}, then {}: ratio {} ({})",
        side_text(facts, found.a, found.t0, Some(found.rate0), true),
        side_text(facts, found.b, found.t1, Some(found.rate1), false),
        ratio_text(found.ratio),
        interval_text(found.interval)
    ))
}

/// The periods from so many weeks after a change on, beside the declared baseline.
pub(crate) fn settled(analysis: &Analysis, change: &ChangeDate, weeks: u32) -> Option<(PhaseTotals, RateComparison)> {
    let from = change.on + chrono::Days::new(u64::from(weeks) * 7);
    let both = measures::before_and_after(&analysis.series, analysis.baseline?, from).ok()?;
    Some((both.after, both.comparison))
}

fn against_text(found: &RateComparison) -> String {
    format!("{} ({})", ratio_text(found.ratio), interval_text(found.interval))
}

/// Baseline, the phase after each change, and settled phases where a change took time to settle.
pub(crate) fn phase_rows(facts: &MeasureFacts, analysis: &Analysis, settling: &[(ChangeDate, u32)]) -> Vec<PhaseRow> {
    let Some(phases) = &analysis.phases else { return Vec::new() };
    let row = |label: String, totals: &PhaseTotals, against: Option<&RateComparison>| PhaseRow {
        label,
        from_to: span_text(totals),
        periods: u32::try_from(totals.n_used).unwrap_or(u32::MAX),
        counts: format!("{} / {}", plain::whole(totals.events), whole(totals.exposure)),
        rate: totals
            .rate
            .map_or_else(|| "\u{2013}".to_owned(), |rate| value_text(facts, rate * f64::from(facts.indicator.per))),
        against_baseline: against.map(against_text),
    };
    let mut rows = vec![row("Baseline".to_owned(), &phases.baseline, None)];
    for phase in &phases.phases {
        rows.push(row(phase.opened_by.label.clone(), &phase.totals, phase.against_baseline.as_ref()));
    }
    for (change, weeks) in settling {
        if let Some((totals, against)) = settled(analysis, change, *weeks) {
            rows.push(row(format!("Settled after {}", with_article(&change.label)), &totals, Some(&against)));
        }
    }
    rows
}

/// One line for lists and the chain: what the declared comparison shows so far, or what is missing for one.
pub(crate) fn change_so_far(facts: &MeasureFacts, analysis: &Analysis) -> String {
    if facts.counts.is_empty() {
        return "No counts yet".to_owned();
    }
    match (&analysis.compared, facts.indicator.kind) {
        (Some(compared), _) => {
            let found = &compared.comparison;
            let per = f64::from(facts.indicator.per);
            format!(
                "{} {} to {} {}",
                facts.indicator.name,
                value_text(facts, found.rate0 * per),
                value_text(facts, found.rate1 * per),
                facts.indicator.unit
            )
        }
        (None, IndicatorKind::Count) if analysis.baseline.is_none() => "No baseline declared yet".to_owned(),
        (None, IndicatorKind::Count) => "No change date, or nothing counted after it yet".to_owned(),
        (None, _) => {
            let first = analysis.points.iter().find_map(|point| point.value);
            let last = analysis.points.iter().rev().find_map(|point| point.value);
            match (first, last) {
                (Some(first), Some(last)) => {
                    format!(
                        "First {}, latest {}",
                        charted_text(facts, analysis, first),
                        charted_text(facts, analysis, last)
                    )
                }
                _ => "No counts yet".to_owned(),
            }
        }
    }
}
