//! Brings the checked rows in, in one transaction with one audit entry.

use domain::{BatchId, MeasureId, audit::Action, measure::PeriodCount};
use serde::Serialize;
use store::counts::{EntryHow, NewEntry};

use super::{ImportMapping, Source, Stage, check};
use crate::{
    Error, Result, Session, Subject, Vault,
    measures::{BatchRow, batch_rows, load_facts},
    random,
};

/// What came in, and what did not.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct Imported {
    /// The import, which can be undone whole.
    pub batch: BatchRow,
}

/// Imports a file's rows. They are checked again first, since the store may have changed meanwhile.
///
/// # Errors
/// [`Error::Stopped`] when it was stopped; then nothing is written. [`Error::MustAsk`] while a question is
/// open, [`Error::Invalid`] when no row can come in; then only the audit entry that says it was tried.
pub fn commit(
    vault: &mut Vault,
    session: &Session,
    source: &mut Source,
    id: MeasureId,
    mapping: ImportMapping,
) -> Result<Imported> {
    session.require(Action::ImportCounts)?;
    let facts = load_facts(vault, session, id)?;
    let run = check::run(session, source, &facts, mapping)?;
    if let Some(question) = &run.must_ask {
        let text = question.to_string();
        refuse(vault, session, id)?;
        return Err(Error::MustAsk(format!("{text} Nothing came in yet.")));
    }
    if run.coming_in.is_empty() {
        refuse(vault, session, id)?;
        let message = if run.already_here.is_empty() {
            "No row of the file can come in, so nothing was changed. The list says why for each row."
        } else {
            "Every row that can be read is here already, so nothing was changed."
        };
        return Err(Error::invalid("file", message));
    }
    let mut counts: Vec<PeriodCount> = run
        .coming_in
        .iter()
        .map(|row| PeriodCount { start: row.start, events: row.events, exposure: row.exposure, note: None })
        .collect();
    counts.sort_by_key(|count| count.start);
    let key = store::measures::key(vault.reader(), id)?;
    let entry = NewEntry {
        id: BatchId(random::bytes16()?),
        measure: key,
        how: EntryHow::Imported,
        file_name: Some(source.name()),
        file_sha256: Some(source.sha256()),
    };
    vault.change(session, Action::ImportCounts, None, |change| {
        let watch = |done| source.goes_on(Stage::Importing, done, counts.len());
        store::counts::write(change, &entry, &counts, &watch)?;
        Ok(((), Subject::from(entry.id)))
    })?;
    let batch = batch_rows(vault, id)?.into_iter().find(|row| row.id == entry.id.to_string()).ok_or(Error::NotFound)?;
    Ok(Imported { batch })
}

fn refuse(vault: &mut Vault, session: &Session, id: MeasureId) -> Result<()> {
    vault.change(session, Action::RefusedImport, None, |_| Ok(((), Subject::from(id))))
}
