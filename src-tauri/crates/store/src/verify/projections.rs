//! Compares the tables of current values, row by row, with those made anew from the wordings.

use std::{cmp::Ordering, collections::BTreeSet};

use rusqlite::{Connection, OptionalExtension, named_params, types::Value};

use super::{Fault, Findings, RecordRef, Standing};
use crate::{
    Result,
    revisions::{PROJECTIONS, Projection},
};

/// Compares every projection.
pub(super) fn check(conn: &Connection, made_anew: &Connection, findings: &mut Findings) -> Result<()> {
    for projection in &PROJECTIONS {
        let expected = rows(made_anew, projection)?;
        let found = rows(conn, projection)?;
        findings.compared(found.len());
        let mut told = BTreeSet::new();
        for (standing, record) in differences(&expected, &found) {
            if findings.blamed_records.contains(&record) || !told.insert(record.clone()) {
                continue;
            }
            let seq = newest_entry(conn, &record)?;
            findings.add(Fault::Row { standing, table: projection.table, record, seq });
        }
    }
    Ok(())
}

/// A row: its record, then all its values in the order of the table.
type TableRow = (RecordRef, Vec<Value>);

fn rows(conn: &Connection, projection: &Projection) -> Result<Vec<TableRow>> {
    let Projection { table, key, kind } = projection;
    let mut statement = conn.prepare(&format!("SELECT * FROM main.{table} ORDER BY {key}"))?;
    let columns = statement.column_count();
    let id = key.split(", ").next().unwrap_or(key);
    let rows = statement.query_map([], |row| {
        let values = (0..columns).map(|column| row.get(column)).collect::<rusqlite::Result<_>>()?;
        let kind = kind.map_or_else(|| row.get("kind"), |kind| Ok(kind.to_owned()))?;
        Ok((RecordRef { kind, id: row.get(id)? }, values))
    })?;
    let mut rows: Vec<TableRow> = rows.collect::<rusqlite::Result<_>>()?;
    rows.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(rows)
}

/// Where two lists of rows, both by record, differ. A record may have several rows.
fn differences(expected: &[TableRow], found: &[TableRow]) -> Vec<(Standing, RecordRef)> {
    let (mut expected, mut found) = (expected, found);
    let mut differences = Vec::new();
    loop {
        match (expected.split_first(), found.split_first()) {
            (None, None) => return differences,
            (Some((missing, rest)), None) => {
                differences.push((Standing::Missing, missing.0.clone()));
                expected = rest;
            }
            (None, Some((surplus, rest))) => {
                differences.push((Standing::Surplus, surplus.0.clone()));
                found = rest;
            }
            (Some((wanted, wanted_rest)), Some((stands, stands_rest))) => match wanted.0.cmp(&stands.0) {
                Ordering::Less => {
                    differences.push((Standing::Missing, wanted.0.clone()));
                    expected = wanted_rest;
                }
                Ordering::Greater => {
                    differences.push((Standing::Surplus, stands.0.clone()));
                    found = stands_rest;
                }
                Ordering::Equal => {
                    if wanted.1 != stands.1 {
                        differences.push((Standing::Differs, wanted.0.clone()));
                    }
                    (expected, found) = (wanted_rest, stands_rest);
                }
            },
        }
    }
}

/// The entry of a record's newest wording.
fn newest_entry(conn: &Connection, record: &RecordRef) -> Result<Option<u64>> {
    Ok(conn
        .prepare_cached(
            "SELECT audit_seq FROM revision WHERE kind = :kind AND record_id = :id ORDER BY rev DESC LIMIT 1",
        )?
        .query_row(named_params! { ":kind": record.kind, ":id": record.id }, |row| row.get("audit_seq"))
        .optional()?)
}
