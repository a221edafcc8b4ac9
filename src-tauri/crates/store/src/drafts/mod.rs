//! Unfinished text, kept in the encrypted store while it is typed. A person's own.

use domain::UserId;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, named_params};

use crate::{Instant, Result};

/// A form's unfinished text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Which form of which record.
    pub key: String,
    /// The revision it was begun on.
    pub based_on: Option<u32>,
    /// JSON of the form.
    pub body: String,
    /// When it was last kept.
    pub saved_at: Instant,
}

impl Draft {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            key: row.get("key")?,
            based_on: row.get("based_on")?,
            body: row.get("body")?,
            saved_at: row.get("saved_at")?,
        })
    }
}

/// Keeps a draft in place of an earlier one of the same form.
///
/// # Errors
/// The database's.
pub fn save(tx: &Transaction<'_>, user_id: UserId, draft: &Draft) -> Result<()> {
    tx.prepare_cached(
        "INSERT INTO draft (user_id, key, based_on, body, saved_at) VALUES (:user_id, :key, :based_on, :body, :saved_at)
         ON CONFLICT (user_id, key) DO UPDATE SET based_on = :based_on, body = :body, saved_at = :saved_at",
    )?
    .execute(named_params! {
        ":user_id": user_id.bytes(),
        ":key": draft.key,
        ":based_on": draft.based_on,
        ":body": draft.body,
        ":saved_at": draft.saved_at,
    })?;
    Ok(())
}

/// The draft of one form.
///
/// # Errors
/// The database's.
pub fn load(conn: &Connection, user_id: UserId, key: &str) -> Result<Option<Draft>> {
    Ok(conn
        .prepare_cached("SELECT * FROM draft WHERE user_id = :user_id AND key = :key")?
        .query_row(named_params! { ":user_id": user_id.bytes(), ":key": key }, Draft::from_row)
        .optional()?)
}

/// A person's drafts, newest first.
///
/// # Errors
/// The database's.
pub fn list(conn: &Connection, user_id: UserId) -> Result<Vec<Draft>> {
    let mut statement =
        conn.prepare_cached("SELECT * FROM draft WHERE user_id = :user_id ORDER BY saved_at DESC, key")?;
    let rows = statement.query_map(named_params! { ":user_id": user_id.bytes() }, Draft::from_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Forgets a draft: its text became a record, or the person threw it away.
///
/// # Errors
/// The database's.
pub fn discard(tx: &Transaction<'_>, user_id: UserId, key: &str) -> Result<()> {
    tx.prepare_cached("DELETE FROM draft WHERE user_id = :user_id AND key = :key")?
        .execute(named_params! { ":user_id": user_id.bytes(), ":key": key })?;
    Ok(())
}
