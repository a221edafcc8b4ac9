//! Empties the projections and fills them again from the revisions.

use rusqlite::Transaction;

use super::{Record, Revised};
use crate::{
    Error, Result,
    actions::ActionRecord,
    cases::{CaseAnswersRecord, CaseRecord},
    measures::MeasureRecord,
    people::PersonRecord,
    timeline_events::EventRecord,
};

/// Rebuilds every projection of open cases from the revisions. Measures keep their rows, which counts refer
/// to by a short key, and have their columns written anew.
///
/// # Errors
/// A revision that cannot be read, or the database's.
pub fn rebuild(tx: &Transaction<'_>) -> Result<()> {
    tx.execute_batch(
        "PRAGMA defer_foreign_keys = ON;
         DELETE FROM timeline_event; DELETE FROM action; DELETE FROM case_measure;
         DELETE FROM safeguarding_case; DELETE FROM person;",
    )?;
    let mut statement = tx.prepare(
        "SELECT r.*, f.recorded_at AS first_recorded_at, f.seq AS first_seq FROM revision AS r
         JOIN revision AS f ON f.kind = r.kind AND f.record_id = r.record_id AND f.rev = 1 ORDER BY r.seq",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let kind: String = row.get("kind")?;
        match kind.as_str() {
            PersonRecord::KIND => project::<PersonRecord>(tx, row)?,
            CaseRecord::KIND => project::<CaseRecord>(tx, row)?,
            CaseAnswersRecord::KIND => project::<CaseAnswersRecord>(tx, row)?,
            EventRecord::KIND => project::<EventRecord>(tx, row)?,
            ActionRecord::KIND => project::<ActionRecord>(tx, row)?,
            MeasureRecord::KIND => project::<MeasureRecord>(tx, row)?,
            _ => return Err(Error::Damaged(crate::Damage::Record)),
        }
    }
    Ok(())
}

fn project<R: Record>(tx: &Transaction<'_>, row: &rusqlite::Row<'_>) -> Result<()> {
    let body: Option<Vec<u8>> = row.get("body")?;
    if body.is_none() {
        return Ok(());
    }
    let revised = Revised::<R>::from_row(row)?;
    revised.record.project(tx, &revised.meta)?;
    if let Some(case_id) = revised.record.case_id() {
        crate::cases::touch(tx, case_id, revised.meta.recorded_at)?;
    }
    Ok(())
}
