//! Lists that a provider may extend. Compiled data seeds and updates them, and never touches a
//! provider's own rows; a code is never reused.

use chrono::NaiveDate;
use rusqlite::{Connection, Transaction, named_params};

use crate::Result;

/// One row of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferenceEntry {
    /// Code within its list.
    pub code: String,
    /// As shown.
    pub label: String,
    /// JSON, of the form its list prescribes.
    pub data: String,
    /// Where it comes from.
    pub source: String,
    /// From when it holds.
    pub valid_from: NaiveDate,
}

/// Adds what is missing in a list and updates what came with the program.
///
/// # Errors
/// The database's.
pub fn seed(tx: &Transaction<'_>, kind: &str, entries: &[ReferenceEntry]) -> Result<()> {
    let mut statement = tx.prepare_cached(
        "INSERT INTO reference_entry (kind, code, label, data, source, own, valid_from) VALUES (:kind, :code, :label, :data, :source, 0, :valid_from)
         ON CONFLICT (kind, code) DO UPDATE SET label = :label, data = :data, source = :source, valid_from = :valid_from WHERE own = 0",
    )?;
    for entry in entries {
        statement.execute(named_params! {
            ":kind": kind,
            ":code": entry.code,
            ":label": entry.label,
            ":data": entry.data,
            ":source": entry.source,
            ":valid_from": entry.valid_from.to_string(),
        })?;
    }
    Ok(())
}

/// The JSON of every row in a list that is not retired.
///
/// # Errors
/// The database's.
pub fn list(conn: &Connection, kind: &str) -> Result<Vec<String>> {
    let mut statement = conn.prepare_cached(
        "SELECT data FROM reference_entry WHERE kind = :kind AND retired_on IS NULL ORDER BY own, code",
    )?;
    let rows = statement.query_map(named_params! { ":kind": kind }, |row| row.get("data"))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The JSON of one row, retired or not.
///
/// # Errors
/// [`crate::Error::NotFound`], or the database's.
pub fn get(conn: &Connection, kind: &str, code: &str) -> Result<String> {
    Ok(conn
        .prepare_cached("SELECT data FROM reference_entry WHERE kind = :kind AND code = :code")?
        .query_row(named_params! { ":kind": kind, ":code": code }, |row| row.get("data"))?)
}
