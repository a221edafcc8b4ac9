//! Remarks on the periods of a measure.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::{CaseId, MeasureId};
use rusqlite::{Connection, Transaction, named_params};
use sha2::{Digest, Sha256};

use domain::measure::PERIOD_NOTE_SCHEMA;
pub use domain::measure::PeriodNoteRecord;

use crate::{
    Error, Result,
    counts::{day_number, day_of},
    measures::MeasureKey,
    revisions::{self, Change, Meta, Record, Revised},
    search::{Findable, Of},
};

/// The identity of the remark on one period: a period has one remark, which may be reworded.
fn id_of(measure: MeasureId, start: NaiveDate) -> [u8; 16] {
    let hash = Sha256::new()
        .chain_update(b"evident/period-note/v1\0")
        .chain_update(measure.bytes())
        .chain_update(day_number(start).to_be_bytes())
        .finalize();
    let mut id = [0; 16];
    id.copy_from_slice(&hash[..16]);
    id
}

impl Record for PeriodNoteRecord {
    const KIND: &'static str = "period_note";
    const SCHEMA: u32 = PERIOD_NOTE_SCHEMA;

    fn record_id(&self) -> [u8; 16] {
        id_of(self.measure_id, self.start)
    }

    fn case_id(&self) -> Option<CaseId> {
        None
    }

    fn project(&self, tx: &Transaction<'_>, meta: &Meta) -> Result<()> {
        if self.text.is_empty() {
            tx.prepare_cached("DELETE FROM period_note WHERE id = :id")?
                .execute(named_params! { ":id": self.record_id() })?;
            return Ok(());
        }
        tx.prepare_cached(
            "INSERT INTO period_note (id, rev, measure_key, start, text)
             VALUES (:id, :rev, (SELECT key FROM measure WHERE id = :measure_id), :start, :text)
             ON CONFLICT (id) DO UPDATE SET rev = :rev, text = :text",
        )?
        .execute(named_params! {
            ":id": self.record_id(),
            ":rev": meta.rev,
            ":measure_id": self.measure_id.bytes(),
            ":start": day_number(self.start),
            ":text": self.text,
        })?;
        Ok(())
    }

    fn findable(&self) -> Option<Findable> {
        (!self.text.is_empty()).then(|| Findable::new(Of::Measure(self.measure_id)).text(&self.text))
    }
}

/// Remarks on the periods of a measure as they stand, by first day.
///
/// # Errors
/// The database's.
pub fn list(conn: &Connection, measure: MeasureKey) -> Result<BTreeMap<NaiveDate, String>> {
    let mut statement = conn.prepare_cached("SELECT start, text FROM period_note WHERE measure_key = :measure")?;
    let rows = statement.query_map(named_params! { ":measure": measure.0 }, |row| {
        Ok((day_of(row.get("start")?), row.get::<_, String>("text")?))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Puts a remark beside a period, or takes it away when the text is blank. What it said before is kept as an earlier
/// wording.
///
/// # Errors
/// The database's.
pub fn annotate(change: &Change<'_>, measure_id: MeasureId, start: NaiveDate, text: &str) -> Result<()> {
    let note = PeriodNoteRecord { measure_id, start, text: text.trim().to_owned() };
    match revisions::newest::<PeriodNoteRecord>(change.tx(), &note.record_id()) {
        Ok(before) => change.amend(&note, before.meta.rev)?,
        // Nothing was said, and nothing is.
        Err(Error::NotFound) if note.text.is_empty() => return Ok(()),
        Err(Error::NotFound) => change.add(&note)?,
        Err(error) => return Err(error),
    };
    Ok(())
}

/// Every wording of the remark on one period, oldest first; a blank one took it away.
///
/// # Errors
/// The database's.
pub fn history(conn: &Connection, measure: MeasureId, start: NaiveDate) -> Result<Vec<Revised<PeriodNoteRecord>>> {
    revisions::history(conn, &id_of(measure, start))
}
