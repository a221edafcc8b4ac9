//! Walks the chain itself.

use rusqlite::Connection;

use super::{Fault, Findings};
use crate::{
    Result,
    audit::{Head, StoredEntry, combined},
};

/// Walks every entry in order; returns how many there are, and the end.
pub(super) fn check(conn: &Connection, findings: &mut Findings) -> Result<(u64, Head)> {
    let mut entries = 0;
    let mut head = Head { seq: 0, hash: [0; 32] };
    let mut statement = conn.prepare("SELECT * FROM audit ORDER BY seq")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let entry = StoredEntry::from_row(row)?;
        entries += 1;
        let seq = entry.seq;
        if seq != head.seq + 1 || entry.prev != head.hash {
            findings.add(Fault::EntryOutOfPlace { seq });
        } else if entry.computed_hash() != entry.hash {
            findings.add(Fault::EntryEdited { seq });
        }
        let held = findings.held.remove(&seq).unwrap_or_default();
        if combined(&held) != entry.content_digest && !findings.blamed.contains(&seq) {
            findings.add(Fault::Content { seq });
        }
        head = Head { seq, hash: entry.hash };
    }
    // What names an entry that is not in the chain.
    let beyond: Vec<u64> = findings.held.keys().copied().filter(|seq| !findings.blamed.contains(seq)).collect();
    beyond.into_iter().for_each(|seq| findings.add(Fault::Content { seq }));
    Ok((entries, head))
}
