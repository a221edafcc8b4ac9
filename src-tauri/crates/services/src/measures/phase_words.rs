//! Phases between changes, in words.

use domain::{indicator::IndicatorKind, plain};
use measures::{ChangeDate, DateRange, Interval, PhaseTotals, RateComparison, Ratio};
use serde::Serialize;

use super::{
    analysis::{Analysis, MeasureFacts},
    figure::value_text,
};
use crate::verdict_words::with_article;

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
    let rate = rate.map_or_else(String::new, |rate| match indicator.kind {
        IndicatorKind::Proportion => format!(" ({})", value_text(facts, rate * per)),
        _ => format!(" ({} per {})", value_text(facts, rate * per), plain::whole(u64::from(indicator.per))),
    });
    format!("{} in {} {exposures}", plain::whole(events), whole(exposure)).trim_end().to_owned() + &rate
}

fn span_text(totals: &PhaseTotals) -> String {
    match (totals.first, totals.end.and_then(|end| end.pred_opt())) {
        (Some(first), Some(last)) => plain::date_range(first, last),
        _ => "no periods".to_owned(),
    }
}

/// Everything entered before a change beside everything after it.
pub(super) fn around(facts: &MeasureFacts, analysis: &Analysis, change: &ChangeDate) -> Option<String> {
    let first = analysis.series.periods().first()?.start;
    let before = DateRange { first, last: change.on.pred_opt()? };
    let both = measures::before_and_after(&analysis.series, before, change.on).ok()?;
    let found = &both.comparison;
    Some(format!(
        "{}, then {}: ratio {} ({}), by the counts alone",
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

fn totals_text(facts: &MeasureFacts, totals: &PhaseTotals) -> String {
    side_text(facts, totals.events, totals.exposure, totals.rate, true)
}

/// Settled phases where a change took time to settle, each beside the declared baseline: label and figures.
pub(super) fn settled_rows(
    facts: &MeasureFacts,
    analysis: &Analysis,
    settling: &[(ChangeDate, u32)],
) -> Vec<(String, String)> {
    settling
        .iter()
        .filter_map(|(change, weeks)| {
            let (totals, against) = settled(analysis, change, *weeks)?;
            Some((
                format!(
                    "Settled, from {} weeks after {}",
                    plain::number_word(u64::from(*weeks)),
                    with_article(&change.label)
                ),
                format!("{}; against the baseline {}", totals_text(facts, &totals), against_text(&against)),
            ))
        })
        .collect()
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
        let label = &phase.opened_by.label;
        let label = if label.is_empty() { "After the change".to_owned() } else { label.clone() };
        rows.push(row(label, &phase.totals, phase.against_baseline.as_ref()));
    }
    for (change, weeks) in settling {
        if let Some((totals, against)) = settled(analysis, change, *weeks) {
            rows.push(row(format!("Settled after {}", with_article(&change.label)), &totals, Some(&against)));
        }
    }
    rows
}
