//! The panel beside a fall in a reported count.

use domain::{MeasureId, access::Read, plain, time::uk_local};
use measures::{RULE_SET, ReportingFlag, ReportingPanel, verdict::sides::Side};
use serde::Serialize;

use super::{
    panel,
    set::{ReportingForm, ReportingSideForm},
};
use crate::{
    Result, Session, Vault,
    measures::{self as followed, Judged, Looked},
    verdict_words::{CaveatLine, code},
};

/// One line of the panel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct ReportingRow {
    /// What it is.
    pub label: String,
    /// Before.
    pub before: String,
    /// After.
    pub after: String,
    /// It is a sign that reporting may have fallen.
    pub flagged: bool,
}

/// What is known of the reporting behind a measure.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct ReportingView {
    /// The measure.
    pub measure_id: String,
    /// Newest revision; 0 while nothing was entered.
    pub rev: u32,
    /// What was entered, as it would be typed.
    pub form: ReportingForm,
    /// The panel, a line each; none while nothing was entered.
    pub rows: Vec<ReportingRow>,
    /// Signs that reporting may have fallen, a sentence each.
    pub flags: Vec<CaveatLine>,
    /// What the panel says, in a sentence.
    pub summary: String,
    /// What makes a sign, and by which test.
    pub explained: String,
    /// By whom and when it was last entered, in words.
    pub recorded: Option<String>,
}

/// The panel of a measure.
///
/// # Errors
/// Not for this role, not there, or the store's.
pub fn get(vault: &Vault, session: &Session, id: MeasureId) -> Result<ReportingView> {
    session.require_read(Read::Measures)?;
    let Some(found) = store::reporting::get(vault.reader(), id)? else {
        return Ok(ReportingView {
            measure_id: id.to_string(),
            rev: 0,
            form: from_counts(&followed::look(vault, session, id)?),
            rows: Vec::new(),
            flags: Vec::new(),
            summary: "Nothing is entered yet on how this measure is reported. A fall in a reported count can be fewer \
                      events or fewer reports; these numbers help to tell."
                .to_owned(),
            explained: explained(),
            recorded: None,
        });
    };
    let panel = panel(&found.record)?;
    let by = store::users::label(vault.reader(), found.meta.author_id)?;
    Ok(ReportingView {
        measure_id: id.to_string(),
        rev: found.meta.rev,
        form: ReportingForm {
            before: ReportingSideForm::of(&found.record.before),
            after: ReportingSideForm::of(&found.record.after),
            independent_source: found.record.independent_source.clone(),
        },
        rows: rows(&panel, &found.record.independent_source),
        flags: panel
            .flags
            .iter()
            .map(|flag| CaveatLine { code: code(*flag), text: flag_text(*flag).to_owned() })
            .collect(),
        summary: summary(&panel),
        explained: explained(),
        recorded: Some(format!("{by}, {}", plain::date_time(uk_local(found.meta.recorded_at.utc())))),
    })
}

fn explained() -> String {
    format!(
        "A sign is: more returns missing than one in ten, and than before by five points; fewer than nine in ten of the \
         returns that said none confirmed; a smaller share of reports in which nobody was harmed (Fisher's exact test, two-sided \
         by doubling, p up to 0.10); entries a week late or more, and at least twice as late as before. What is blank is not \
         asked about. Rule set {RULE_SET}."
    )
}

/// What the counts say already: returns due and missing on either side of the change.
fn from_counts(looked: &Looked) -> ReportingForm {
    let sides = looked.verdicts.standing().and_then(Judged::sides);
    let of = |side: &Side| ReportingSideForm {
        periods_due: (side.used.len() + side.missing()).to_string(),
        periods_missing: side.missing().to_string(),
        ..ReportingSideForm::default()
    };
    sides.map_or_else(ReportingForm::default, |sides| ReportingForm {
        before: of(&sides.before),
        after: of(&sides.after),
        ..ReportingForm::default()
    })
}

fn summary(panel: &ReportingPanel) -> String {
    match panel.flags.len() as u64 {
        0 => "Nothing entered here says that fewer reports stand behind the change.".to_owned(),
        n => format!(
            "{} that reporting may have fallen. A verdict on the count goes no further than \u{201c}may have worked\u{201d}.",
            crate::measures::capital(&plain::count_words(n, "sign", "signs"))
        ),
    }
}

const fn flag_text(flag: ReportingFlag) -> &'static str {
    match flag {
        ReportingFlag::MissingReturns => "More returns are missing after the change than before.",
        ReportingFlag::NilNotConfirmed => "Fewer than nine in ten of the nil returns after the change are confirmed.",
        ReportingFlag::NoHarmShareFell => {
            "The share of reports in which nobody was harmed fell: minor events may go unreported."
        }
        ReportingFlag::LateReporting => "Events are entered a week or more late, and twice as late as before.",
    }
}

fn rows(panel: &ReportingPanel, source: &str) -> Vec<ReportingRow> {
    let flagged = |flag| panel.flags.contains(&flag);
    let share = |value: Option<f64>, num: u64, den: u64, none: &str| match value {
        Some(value) => {
            format!("{}% ({} of {})", plain::decimal(100.0 * value, 0), plain::whole(num), plain::whole(den))
        }
        None => none.to_owned(),
    };
    let row = |label: &str, before: String, after: String, flagged: bool| ReportingRow {
        label: label.to_owned(),
        before,
        after,
        flagged,
    };
    let (was, is) = (&panel.before, &panel.after);
    let known = |n: Option<u64>| n.map_or_else(|| "not known".to_owned(), plain::whole);
    let days = |days: Option<f64>| days.map_or_else(|| "not known".to_owned(), |days| plain::decimal(days, 1));
    let reports = |side: &measures::ReportingPhase| side.no_harm.saturating_add(side.harm);
    vec![
        row(
            "Returns missing",
            share(panel.missing_share_before, was.periods_missing, was.periods_due, "none due"),
            share(panel.missing_share_after, is.periods_missing, is.periods_due, "none due"),
            flagged(ReportingFlag::MissingReturns),
        ),
        row(
            "Nil returns confirmed",
            share(panel.nil_confirmed_share_before, was.nil_confirmed, was.nil_periods, "no nil returns"),
            share(panel.nil_confirmed_share_after, is.nil_confirmed, is.nil_periods, "no nil returns"),
            flagged(ReportingFlag::NilNotConfirmed),
        ),
        row(
            "Reports in which nobody was harmed",
            share(panel.no_harm_share_before, was.no_harm, reports(was), "no reports"),
            share(panel.no_harm_share_after, is.no_harm, reports(is), "no reports"),
            flagged(ReportingFlag::NoHarmShareFell),
        ),
        row(
            "Days from event to entry (middle value)",
            days(was.median_lag_days),
            days(is.median_lag_days),
            flagged(ReportingFlag::LateReporting),
        ),
        row("Concerns raised by staff", known(was.concerns_raised), known(is.concerns_raised), false),
        row(
            &if source.is_empty() {
                "Counted by another source".to_owned()
            } else {
                format!("Counted by another source ({source})")
            },
            known(was.independent_count),
            known(is.independent_count),
            false,
        ),
    ]
}
