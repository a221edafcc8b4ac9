//! Clears what never came in whole.

use domain::FileId;
use rusqlite::{Connection, OptionalExtension, Transaction, named_params};

use crate::{Database, Result};

/// Pieces taken away in one transaction. Each page of them goes to the journal first: on a full disk there is room for
/// a few and not for all.
const AT_ONCE: u32 = 2;

/// Takes some pieces of an unfinished file away, the file itself once it has none; returns whether there may be more.
/// `only` one file, or whichever there is.
///
/// # Errors
/// The database's.
pub fn clear_some(tx: &Transaction<'_>, only: Option<FileId>) -> Result<bool> {
    let file: Option<i64> = tx
        .prepare_cached(
            "SELECT key FROM evidence_file WHERE state = 'importing' AND (:only IS NULL OR id = :only)
             ORDER BY key LIMIT 1",
        )?
        .query_row(named_params! { ":only": only.as_ref().map(FileId::bytes) }, |row| row.get("key"))
        .optional()?;
    let Some(key) = file else { return Ok(false) };
    let taken = tx
        .prepare_cached(
            "DELETE FROM evidence_chunk WHERE rowid IN
                 (SELECT rowid FROM evidence_chunk WHERE file_key = :file_key ORDER BY n DESC LIMIT :at_once)",
        )?
        .execute(named_params! { ":file_key": key, ":at_once": AT_ONCE })?;
    if taken == 0 {
        tx.prepare_cached("DELETE FROM evidence_file WHERE key = :key")?.execute(named_params! { ":key": key })?;
    }
    Ok(true)
}

/// Whether a file stands there that never came in whole.
///
/// # Errors
/// The database's.
pub fn has_unfinished(conn: &Connection) -> Result<bool> {
    let mut statement = conn.prepare_cached("SELECT 1 FROM evidence_file WHERE state = 'importing'")?;
    Ok(statement.exists([])?)
}

/// Clears every unfinished file, in short transactions: whoever is killed meanwhile goes on at the next opening.
///
/// # Errors
/// The database's; what was not cleared yet is seen by nobody.
pub fn clear_unfinished(database: &mut Database) -> Result<()> {
    if !has_unfinished(database.reader())? {
        return Ok(());
    }
    while database.write(|tx| clear_some(tx, None))? {}
    Ok(())
}
