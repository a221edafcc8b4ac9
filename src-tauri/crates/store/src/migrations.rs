//! The schema, step by step. Released files are never edited.

use rusqlite::{Connection, Transaction};

use crate::{Error, Result};

/// Every step in order; step n leads to `user_version` n.
const STEPS: &[&str] = &[
    include_str!("../migrations/0001_initial.sql"),
    include_str!("../migrations/0002_evaluations.sql"),
    include_str!("../migrations/0003_rounds.sql"),
    include_str!("../migrations/0004_whole_case.sql"),
    include_str!("../migrations/0005_evidence.sql"),
    include_str!("../migrations/0006_search.sql"),
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may panic
    use super::*;

    #[test]
    fn numbers_given_out_before_go_on_and_evidence_gets_its_own() {
        let mut conn = Connection::open_in_memory().unwrap();
        let tx = conn.transaction().unwrap();
        for sql in STEPS.iter().take(4) {
            tx.execute_batch(sql).unwrap();
        }
        tx.execute_batch("PRAGMA user_version = 4; INSERT INTO counter VALUES ('case', 2026, 7), ('person', 0, 31)")
            .unwrap();
        migrate(&tx).unwrap();
        assert_eq!(version(&tx).unwrap(), NEWEST);
        let next = |series, year| crate::next_number(&tx, series, year).unwrap();
        assert_eq!(next(crate::Series::Case, 2026), 8);
        assert_eq!(next(crate::Series::Person, 2026), 32);
        assert_eq!((next(crate::Series::Evidence, 2026), next(crate::Series::Evidence, 2027)), (1, 2));
        assert!(tx.execute_batch("INSERT INTO counter VALUES ('another', 0, 1)").is_err());
    }
}
