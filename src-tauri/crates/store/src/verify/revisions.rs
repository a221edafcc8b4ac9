//! Compares every wording with its digest and with the entry that vouches for it, and makes the projections anew.

use std::collections::BTreeMap;

use rusqlite::{Connection, Row, Transaction};

use super::{Fault, Findings, RecordRef};
use crate::{
    Result, migrations,
    revisions::{content_digest, project_row},
};

/// Reads every wording in the order of writing. Returns a database in memory that holds the projections as they
/// follow from the wordings.
pub(super) fn check(conn: &Connection, findings: &mut Findings) -> Result<Connection> {
    let mut made_anew = Connection::open_in_memory()?;
    // Rows that the projections refer to are not in this database.
    made_anew.execute_batch("PRAGMA foreign_keys = OFF")?;
    let tx = made_anew.transaction()?;
    migrations::migrate(&tx)?;
    let mut statement = conn.prepare(
        "SELECT r.*, f.recorded_at AS first_recorded_at, f.seq AS first_seq,
             r.recorded_at IS a.wall_ms AND r.author_id IS a.user_id AND r.reason IS a.reason AS as_entered
         FROM revision AS r LEFT JOIN revision AS f ON f.kind = r.kind AND f.record_id = r.record_id AND f.rev = 1
         LEFT JOIN audit AS a ON a.seq = r.audit_seq ORDER BY r.seq",
    )?;
    let mut rows = statement.query([])?;
    let mut newest: BTreeMap<RecordRef, u32> = BTreeMap::new();
    let mut last_entry = 0;
    while let Some(row) = rows.next()? {
        let record = RecordRef { kind: row.get("kind")?, id: row.get("record_id")? };
        let (seq, rev): (u64, u32) = (row.get("audit_seq")?, row.get("rev")?);
        let before = newest.get(&record).copied().unwrap_or_default();
        let in_order = rev > before && seq >= last_entry;
        last_entry = seq.max(last_entry);
        if rev > before + 1 {
            let missing = Fault::WordingMissing { seq, record: record.clone(), rev: before + 1 };
            findings.blamed_records.insert(record.clone());
            findings.add(missing);
        }
        let is_whole = hold(row, seq, findings)?;
        let as_entered: bool = row.get("as_entered")?;
        // A wording that cannot be read, or whose own text names another record, was not written so.
        let is_projected = project(&tx, row, &record)?;
        if !(is_whole && as_entered && in_order && is_projected) {
            findings.blamed_records.insert(record.clone());
            findings.blame(seq, Fault::Wording { seq, record: record.clone(), rev });
        }
        newest.insert(record, rev.max(before));
    }
    drop(rows);
    drop(statement);
    tx.commit()?;
    Ok(made_anew)
}

/// Takes the digest that a wording gives now; says whether it is the one kept beside it. A wording without its
/// text and salt was taken out, which nothing in this program does.
fn hold(row: &Row<'_>, seq: u64, findings: &mut Findings) -> Result<bool> {
    let (salt, body): (Option<Vec<u8>>, Option<Vec<u8>>) = (row.get("salt16")?, row.get("body")?);
    let kept: [u8; 32] = row.get("digest")?;
    let (digest, is_whole) = match (salt, body) {
        (Some(salt), Some(body)) => {
            let digest = content_digest(&salt, &body);
            (digest, digest == kept)
        }
        _ => (kept, false),
    };
    findings.hold(seq, digest);
    Ok(is_whole)
}

/// Writes a wording into the projections made anew; says whether its text can be read and names the record and case
/// under which it is kept.
fn project(tx: &Transaction<'_>, row: &Row<'_>, record: &RecordRef) -> Result<bool> {
    let case_id: Option<[u8; 16]> = row.get("case_id")?;
    Ok(project_row(tx, row)
        .is_ok_and(|of| of.is_some_and(|of| of.record == *record && of.case_id.map(|id| id.0) == case_id)))
}
