//! Writes counts in one entry: new ones, and corrections that keep what stood before.

use domain::{BatchId, measure::PeriodCount};
use rusqlite::named_params;

use super::{day_number, digest::EntryDigest};
use crate::{Result, measures::MeasureKey, revisions::Change};

/// How counts came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryHow {
    /// Typed into the grid.
    Typed,
    /// Imported from a file.
    Imported,
    /// Took an import away.
    Undo,
}

impl EntryHow {
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Typed => "typed",
            Self::Imported => "imported",
            Self::Undo => "undo",
        }
    }

    pub(super) fn from_code(code: &str) -> Option<Self> {
        [Self::Typed, Self::Imported, Self::Undo].into_iter().find(|how| how.code() == code)
    }
}

/// What one entry of counts says of itself.
#[derive(Debug, Clone)]
pub struct NewEntry<'a> {
    /// Identity, drawn by the caller.
    pub id: BatchId,
    /// The measure.
    pub measure: MeasureKey,
    /// How the counts came in.
    pub how: EntryHow,
    /// The file's own name, without a path.
    pub file_name: Option<&'a str>,
    /// SHA-256 of the file.
    pub file_sha256: Option<[u8; 32]>,
}

/// Writes the entry itself; gives its key and the digest that its rows are to be fed into.
pub(super) fn open_entry(
    change: &Change<'_>,
    entry: &NewEntry<'_>,
    undoes: Option<i64>,
    salt: &[u8; 16],
    rows: usize,
) -> Result<(i64, EntryDigest)> {
    let rows = i64::try_from(rows).unwrap_or(i64::MAX);
    change
        .tx()
        .prepare_cached(
            "INSERT INTO count_entry (id, measure_key, how, file_name, file_sha256, rows, recorded_at, author_id, undoes, salt16, digest, audit_seq)
             VALUES (:id, :measure, :how, :file_name, :file_sha256, :rows, :recorded_at, :author_id, :undoes, :salt16, zeroblob(32), :audit_seq)",
        )?
        .execute(named_params! {
            ":id": entry.id.bytes(),
            ":measure": entry.measure.0,
            ":how": entry.how.code(),
            ":file_name": entry.file_name,
            ":file_sha256": entry.file_sha256,
            ":rows": rows,
            ":recorded_at": change.stamp().at,
            ":author_id": change.stamp().author_id.bytes(),
            ":undoes": undoes,
            ":salt16": salt,
            ":audit_seq": change.audit_seq(),
        })?;
    let key = change.tx().last_insert_rowid();
    Ok((key, EntryDigest::of(change.tx(), key)?))
}

pub(super) fn close_entry(change: &Change<'_>, key: i64, digest: [u8; 32]) -> Result<()> {
    change
        .tx()
        .prepare_cached("UPDATE count_entry SET digest = :digest WHERE key = :key")?
        .execute(named_params! { ":digest": digest, ":key": key })?;
    change.vouch_for(digest);
    Ok(())
}

/// Writes counts, sorted by date. A count that stood there before goes to the history.
/// Returns how many periods were new or changed. `goes_on` is asked at every 1,024th count.
///
/// # Errors
/// [`crate::Error::Stopped`] when `goes_on` says no, or the database's; the transaction is then to be given up.
pub fn write(
    change: &Change<'_>,
    entry: &NewEntry<'_>,
    counts: &[PeriodCount],
    goes_on: &dyn Fn(usize) -> bool,
) -> Result<u64> {
    let salt = change.random()?;
    let (key, mut digest) = open_entry(change, entry, None, &salt, counts.len())?;
    let tx = change.tx();
    let mut insert = tx.prepare_cached(
        "INSERT INTO period_count (measure_key, start, events, exposure, entry_key) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (measure_key, start) DO NOTHING",
    )?;
    let mut keep = tx.prepare_cached(
        "INSERT INTO period_count_history (measure_key, start, events, exposure, entry_key, replaced_by)
         SELECT measure_key, start, events, exposure, entry_key, ?3 FROM period_count WHERE measure_key = ?1 AND start = ?2",
    )?;
    let mut update = tx.prepare_cached(
        "UPDATE period_count SET events = ?3, exposure = ?4, entry_key = ?5 WHERE measure_key = ?1 AND start = ?2",
    )?;
    let mut written = 0;
    for (at, count) in counts.iter().enumerate() {
        if at.is_multiple_of(1_024) && !goes_on(at) {
            return Err(crate::Error::Stopped);
        }
        let start = day_number(count.start);
        if insert.execute((entry.measure.0, start, count.events, count.exposure, key))? == 0 {
            keep.execute((entry.measure.0, start, key))?;
            update.execute((entry.measure.0, start, count.events, count.exposure, key))?;
        }
        digest.row(start, count.events.cast_signed(), count.exposure.map(u64::cast_signed));
        written += 1;
    }
    close_entry(change, key, digest.finish())?;
    Ok(written)
}
