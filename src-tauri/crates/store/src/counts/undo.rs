//! Takes an import away again: rows nobody touched since; those corrected since are kept and told,
//! unless they are chosen too.

use domain::{BatchId, measure::PeriodCount};
use rusqlite::{OptionalExtension, named_params};

use super::{
    EntryHow, NewEntry, day_of,
    write::{close_entry, open_entry},
};
use crate::{Error, Result, measures::MeasureKey, revisions::Change};

/// A period that was corrected after the import and therefore stayed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The count as it stands.
    pub count: PeriodCount,
}

/// What an undo did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    /// Periods whose count was taken away.
    pub removed: u64,
    /// Periods that stayed.
    pub kept: Vec<Kept>,
}

/// Undoes the import `entry`, as a new entry with identity `id`.
///
/// # Errors
/// [`Error::NotFound`] when there is no such import, or it was undone before and nothing of it is left to
/// take away; the database's.
pub fn undo(
    change: &Change<'_>,
    id: BatchId,
    measure: MeasureKey,
    entry: BatchId,
    including_corrected: bool,
) -> Result<Undone> {
    let tx = change.tx();
    let (import, undone_before): (i64, bool) = tx
        .prepare_cached(
            "SELECT e.key, EXISTS (SELECT 1 FROM count_entry AS u WHERE u.undoes = e.key) AS undone FROM count_entry AS e
             WHERE e.id = :id AND e.measure_key = :measure AND e.how = 'imported'",
        )?
        .query_row(named_params! { ":id": entry.bytes(), ":measure": measure.0 }, |row| {
            Ok((row.get("key")?, row.get("undone")?))
        })
        .optional()?
        .ok_or(Error::NotFound)?;
    let touched = read(
        tx,
        "SELECT c.start, c.events, c.exposure FROM period_count AS c WHERE c.measure_key = :measure AND c.entry_key <> :import
         AND EXISTS (SELECT 1 FROM period_count_history AS h JOIN count_entry AS r ON r.key = h.replaced_by
                     WHERE h.measure_key = c.measure_key AND h.start = c.start AND h.entry_key = :import AND r.how <> 'undo')
         ORDER BY c.start",
        measure,
        import,
    )?;
    let mut taken = read(
        tx,
        "SELECT start, events, exposure FROM period_count WHERE measure_key = :measure AND entry_key = :import ORDER BY start",
        measure,
        import,
    )?;
    let mut kept = Vec::new();
    if including_corrected {
        taken.extend(touched);
        taken.sort_by_key(|count| count.start);
    } else {
        kept = touched.into_iter().map(|count| Kept { count }).collect();
    }
    if undone_before && taken.is_empty() {
        return Err(Error::NotFound);
    }
    let salt = change.random()?;
    let new = NewEntry { id, measure, how: EntryHow::Undo, file_name: None, file_sha256: None };
    let (key, mut digest) = open_entry(change, &new, Some(import), &salt, taken.len())?;
    let mut keep = tx.prepare_cached(
        "INSERT INTO period_count_history (measure_key, start, events, exposure, entry_key, replaced_by)
         SELECT measure_key, start, events, exposure, entry_key, ?3 FROM period_count WHERE measure_key = ?1 AND start = ?2",
    )?;
    let mut remove = tx.prepare_cached("DELETE FROM period_count WHERE measure_key = ?1 AND start = ?2")?;
    // The newest value of another entry that was replaced and has not itself been taken away: it comes back.
    let mut before = tx.prepare_cached(
        "SELECT h.rowid AS place, h.events, h.exposure, h.entry_key FROM period_count_history AS h
         JOIN count_entry AS r ON r.key = h.replaced_by
         WHERE h.measure_key = ?1 AND h.start = ?2 AND h.entry_key <> ?3 AND r.how <> 'undo'
         AND NOT EXISTS (SELECT 1 FROM count_entry AS u WHERE u.undoes = h.entry_key)
         ORDER BY h.rowid DESC LIMIT 1",
    )?;
    let mut put_back = tx.prepare_cached(
        "INSERT INTO period_count (measure_key, start, events, exposure, entry_key) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    let mut forget = tx.prepare_cached("DELETE FROM period_count_history WHERE rowid = ?1")?;
    for count in &taken {
        let start = super::day_number(count.start);
        keep.execute((measure.0, start, key))?;
        remove.execute((measure.0, start))?;
        digest.row(start, count.events.cast_signed(), count.exposure.map(u64::cast_signed));
        let earlier: Option<(i64, u64, Option<u64>, i64)> = before
            .query_row((measure.0, start, import), |row| {
                Ok((row.get("place")?, row.get("events")?, row.get("exposure")?, row.get("entry_key")?))
            })
            .optional()?;
        if let Some((place, events, exposure, entry_key)) = earlier {
            put_back.execute((measure.0, start, events, exposure, entry_key))?;
            forget.execute([place])?;
        }
    }
    close_entry(change, key, digest.finish())?;
    Ok(Undone { removed: taken.len() as u64, kept })
}

fn read(tx: &rusqlite::Transaction<'_>, sql: &str, measure: MeasureKey, import: i64) -> Result<Vec<PeriodCount>> {
    let mut statement = tx.prepare_cached(sql)?;
    let rows = statement.query_map(named_params! { ":measure": measure.0, ":import": import }, |row| {
        Ok(PeriodCount {
            start: day_of(row.get("start")?),
            events: row.get("events")?,
            exposure: row.get("exposure")?,
            note: None,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
