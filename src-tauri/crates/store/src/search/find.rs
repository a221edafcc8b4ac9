//! Finds records by their words. Every statement joins what the session may see: nothing else is read or counted.

use std::collections::BTreeSet;

use domain::{
    CaseId, PersonId, ServiceId,
    access::Compartment,
    search::{Row, Term},
};
use rusqlite::{Connection, named_params};

use crate::Result;

/// Where something found belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// A case; of what a group shares, its first case that this session sees.
    Case(CaseId),
    /// A service.
    Service(ServiceId),
}

/// A record that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The word in the `kind` column of its revisions.
    pub kind: String,
    /// Its identity.
    pub id: [u8; 16],
    /// Where it belongs.
    pub at: At,
}

impl Found {
    fn from_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
        let case_id: Option<[u8; 16]> = row.get("case_id")?;
        let at = match case_id {
            Some(id) => At::Case(CaseId(id)),
            None => At::Service(ServiceId(row.get("service_id")?)),
        };
        Ok(Self { kind: row.get("kind")?, id: row.get("id")?, at })
    }
}

/// What is read of a record found, and whether this session sees it. `f` is its row.
macro_rules! seen {
    ($from:literal, $wanted:literal) => {
        concat!(
            "SELECT f.kind, f.id, f.service_id,
                 coalesce(f.case_id, (SELECT c.id FROM visible_case AS c WHERE c.group_id = f.group_id
                     ORDER BY c.reference LIMIT 1)) AS case_id
             FROM ",
            $from,
            " WHERE f.compartment IN (SELECT value FROM json_each(:open))
                 AND (EXISTS (SELECT 1 FROM visible_case AS c WHERE c.id = f.case_id)
                     OR EXISTS (SELECT 1 FROM visible_case AS c WHERE c.group_id = f.group_id)
                     OR f.service_id IN (SELECT service_id FROM temp.session_service))
                 AND ",
            $wanted
        )
    };
}

/// The records that people know by this reference.
///
/// # Errors
/// The database's.
pub fn by_reference(conn: &Connection, open: &[Compartment], reference: &str) -> Result<Vec<Found>> {
    let mut statement = conn.prepare_cached(seen!("findable AS f", "f.reference = :reference ORDER BY f.seq"))?;
    let rows = statement.query_map(named_params! { ":open": codes(open), ":reference": reference }, Found::from_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The newest records, people apart, that hold all the terms; no more than `most`.
///
/// # Errors
/// The database's.
pub fn newest(conn: &Connection, open: &[Compartment], terms: &[Term], most: usize) -> Result<Vec<Found>> {
    // The index gives its rows from the newest to the oldest, so that no more are read than are wanted.
    let mut statement = conn.prepare_cached(seen!(
        "findable_index(:words) AS i CROSS JOIN findable AS f ON f.seq = i.rowid",
        "f.kind <> 'person' ORDER BY i.rowid DESC LIMIT :most"
    ))?;
    let rows = statement.query_map(
        named_params! { ":open": codes(open), ":words": expression(terms), ":most": most as u64 },
        Found::from_row,
    )?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The cases in which some record holds the term.
///
/// # Errors
/// The database's.
pub fn cases(conn: &Connection, open: &[Compartment], term: &Term) -> Result<BTreeSet<CaseId>> {
    let mut statement = conn.prepare_cached(
        "WITH hit AS MATERIALIZED (
             SELECT DISTINCT f.case_id, f.group_id
             FROM findable_index(:words) AS i CROSS JOIN findable AS f INDEXED BY findable_by_place ON f.seq = i.rowid
             WHERE f.compartment IN (SELECT value FROM json_each(:open))
         )
         SELECT c.id FROM visible_case AS c
         WHERE c.id IN (SELECT case_id FROM hit WHERE case_id IS NOT NULL)
             OR c.group_id IN (SELECT group_id FROM hit WHERE group_id IS NOT NULL)",
    )?;
    let words = expression(std::slice::from_ref(term));
    let rows = statement
        .query_map(named_params! { ":open": codes(open), ":words": words }, |row| row.get("id").map(CaseId))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Gives the names of everybody whom the services of this session know, one after the other, each with the place of its
/// record among all: the newest have the highest.
///
/// # Errors
/// The database's.
pub fn people(conn: &Connection, mut each: impl FnMut(PersonId, u64, &str)) -> Result<()> {
    let mut statement = conn.prepare_cached(
        "SELECT id, seq, names FROM findable INDEXED BY findable_by_name
         WHERE kind = 'person' AND names <> '' AND service_id IN (SELECT service_id FROM temp.session_service)",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        each(PersonId(row.get("id")?), row.get("seq")?, row.get_ref("names")?.as_str().unwrap_or_default());
    }
    Ok(())
}

/// Gives the words of the title of every case that this session sees, as [`people`] does.
///
/// # Errors
/// The database's.
pub fn titles(conn: &Connection, mut each: impl FnMut(CaseId, u64, &str)) -> Result<()> {
    let mut statement = conn.prepare_cached(
        "SELECT f.id, f.seq, f.names FROM findable AS f INDEXED BY findable_by_name
         CROSS JOIN visible_case AS c ON c.id = f.id
         WHERE f.kind = 'case' AND f.names <> ''",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        each(CaseId(row.get("id")?), row.get("seq")?, row.get_ref("names")?.as_str().unwrap_or_default());
    }
    Ok(())
}

/// Compartments as JSON.
fn codes(open: &[Compartment]) -> String {
    let codes: Vec<String> = open.iter().map(|compartment| format!("\"{}\"", compartment.code())).collect();
    format!("[{}]", codes.join(","))
}

/// The terms in the language of the index: each of them, by any of its rows. Words hold letters and digits alone, so
/// that nothing in them can mean anything else.
fn expression(terms: &[Term]) -> String {
    let row = |row: &Row| {
        // One letter begins too many words to mean any of them.
        let goes_on = row.unfinished && row.words.last().is_some_and(|word| word.chars().nth(1).is_some());
        let end = if goes_on { " *" } else { "" };
        format!("\"{}\"{end}", row.words.join(" ").replace('"', ""))
    };
    let term = |term: &Term| format!("({})", term.rows.iter().map(row).collect::<Vec<_>>().join(" OR "));
    terms.iter().map(term).collect::<Vec<_>>().join(" AND ")
}
