//! The schema, step by step. Released files are never edited.

use rusqlite::{Connection, Transaction};

use crate::{Error, Result};

/// Every step in order; step n leads to `user_version` n.
const STEPS: &[&str] = &[
    include_str!("../migrations/0001_initial.sql"),
    include_str!("../migrations/0002_evaluations.sql"),
    include_str!("../migrations/0003_rounds.sql"),
    include_str!("../migrations/0004_whole_case.sql"),
];

/// The newest schema this program writes.
pub const NEWEST: i64 = STEPS.len() as i64;

/// The schema of an open file.
///
/// # Errors
/// The database's.
pub fn version(conn: &Connection) -> Result<i64> {
    Ok(conn.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

/// Refuses a file that a newer program wrote.
///
/// # Errors
/// [`Error::Newer`].
pub fn refuse_newer(conn: &Connection) -> Result<()> {
    let found = version(conn)?;
    if found > NEWEST { Err(Error::Newer { found, known: NEWEST }) } else { Ok(()) }
}

/// Brings the schema to [`NEWEST`] within the caller's transaction.
///
/// # Errors
/// [`Error::Newer`], or the database's.
pub fn migrate(tx: &Transaction<'_>) -> Result<()> {
    let found = version(tx)?;
    if found > NEWEST {
        return Err(Error::Newer { found, known: NEWEST });
    }
    for (step, sql) in (1_i64..).zip(STEPS) {
        if step > found {
            tx.execute_batch(sql)?;
            tx.execute_batch(&format!("PRAGMA user_version = {step}"))?;
        }
    }
    Ok(())
}

/// The whole schema as readable SQL, in a stable order.
///
/// # Errors
/// The database's.
pub fn schema_text(conn: &Connection) -> Result<String> {
    let mut statement = conn.prepare(
        "SELECT sql FROM main.sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type = 'table' DESC, name",
    )?;
    let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
    let mut text = String::new();
    for row in rows {
        text.push_str(&row?);
        text.push_str(";\n\n");
    }
    Ok(text)
}
