//! The dry run: every row that will come in and every row that will not.

use domain::{MeasureId, audit::Action, plain};
use intake::{DryRun, ExistingValue, Rules};
use serde::Serialize;

use super::{
    ImportMapping, Source, Stage,
    preview::{every_of, kind_of, question_view},
};
use crate::{
    Error, Question, Result, Session, Vault,
    measures::{MeasureFacts, load_facts},
};

/// A row that will come in.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct DryRow {
    /// Row of the file.
    pub row: u32,
    /// The period.
    pub period: String,
    /// Events.
    pub events: String,
    /// Exposure.
    pub exposure: String,
}

/// A row that will not.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct RefusedView {
    /// Row of the file.
    pub row: u32,
    /// Column at fault.
    pub column: String,
    /// The cell as shown.
    pub content: String,
    /// Why.
    pub reason: String,
}

/// What an import would do.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct DryRunView {
    /// Rows that will come in, in the order of the file.
    pub coming_in: Vec<DryRow>,
    /// How many will.
    pub coming_in_count: u32,
    /// Rows that will not, in the order of the file.
    pub not_coming_in: Vec<RefusedView>,
    /// How many will not.
    pub not_coming_in_count: u32,
    /// Rows whose period has the same figures already.
    pub already_here_count: u32,
    /// What to look at.
    pub warnings: Vec<String>,
    /// What has to be answered first.
    pub question: Option<Question>,
    /// What will come in, summed up.
    pub totals: String,
}

/// Checks a file's rows for one measure. Changes nothing.
///
/// # Errors
/// A column that is not chosen, [`Error::Stopped`], not for this role, or the store's.
pub fn check(
    vault: &Vault,
    session: &Session,
    source: &mut Source,
    id: MeasureId,
    mapping: ImportMapping,
) -> Result<DryRunView> {
    session.require(Action::ImportCounts)?;
    let facts = load_facts(vault, session, id)?;
    let run = run(session, source, &facts, mapping)?;
    Ok(view(&facts, &run))
}

/// The check itself.
pub(super) fn run(
    session: &Session,
    source: &mut Source,
    facts: &MeasureFacts,
    mapping: ImportMapping,
) -> Result<DryRun> {
    source.open_sheet(None)?;
    let table = source.table()?;
    let mapping = mapping.complete(table)?;
    let mut rules = Rules::new(every_of(facts.measure.record.every), kind_of(&facts.indicator), session.today());
    rules.existing = facts
        .counts
        .iter()
        .map(|count| (count.start, ExistingValue { events: Some(count.events), exposure: count.exposure }))
        .collect();
    let watch = |done, total| source.goes_on(Stage::Checking, done, total);
    intake::check_watched(table, &mapping, &rules, &watch).ok_or(Error::Stopped)
}

pub(super) fn view(facts: &MeasureFacts, run: &DryRun) -> DryRunView {
    let size = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    DryRunView {
        coming_in: run
            .coming_in
            .iter()
            .map(|row| DryRow {
                row: row.row,
                period: plain::short_date_with_year(row.start),
                events: plain::whole(row.events),
                exposure: row.exposure.map(plain::whole).unwrap_or_default(),
            })
            .collect(),
        coming_in_count: size(run.coming_in.len()),
        not_coming_in: run
            .not_coming_in
            .iter()
            .map(|row| RefusedView {
                row: row.row,
                column: row.column.clone(),
                content: row.content.clone(),
                reason: row.reason.to_string(),
            })
            .collect(),
        not_coming_in_count: size(run.not_coming_in.len()),
        already_here_count: size(run.already_here.len()),
        warnings: run.warnings.iter().map(ToString::to_string).collect(),
        question: run.must_ask.as_ref().map(question_view),
        totals: totals(facts, run),
    }
}

/// "52 weeks, 262 missed visits in 62,716 planned visits".
fn totals(facts: &MeasureFacts, run: &DryRun) -> String {
    let (one, many) = facts.measure.record.every.words();
    let events: u64 = run.coming_in.iter().map(|row| row.events).sum();
    let exposure: u64 = run.coming_in.iter().filter_map(|row| row.exposure).sum();
    let mut text = format!(
        "{}, {}",
        plain::count_of(run.coming_in.len() as u64, one, many),
        plain::count_of(events, &facts.indicator.events_one, &facts.indicator.events_many)
    );
    if let Some(among) = facts.indicator.exposure_many.as_deref().filter(|_| exposure > 0) {
        text.push_str(&format!(" in {} {among}", plain::whole(exposure)));
    }
    text
}
