//! Walks the chain and compares what it vouches for with what the tables hold.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::{Head, StoredEntry, head};
use crate::{Result, counts, packs, revisions};

/// What is wrong with a chain, at the first entry that shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChainFault {
    /// An entry's fields do not give its hash: edited.
    Edited {
        /// Where.
        seq: u64,
    },
    /// An entry does not continue the one before: deleted, inserted or moved.
    Broken {
        /// Where.
        seq: u64,
    },
    /// What the tables hold is not what this entry vouches for.
    RecordDiffers {
        /// The entry.
        seq: u64,
    },
}

/// The outcome of a walk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainReport {
    /// Entries walked.
    pub entries: u64,
    /// Revisions, entries of counts and packs compared with their digests.
    pub records: u64,
    /// The end of the chain.
    pub head: Head,
    /// The first fault; none when the chain is intact as far as it goes.
    pub fault: Option<ChainFault>,
}

/// Walks the whole chain.
///
/// # Errors
/// The database's.
pub fn verify(conn: &Connection) -> Result<ChainReport> {
    let mut held: BTreeMap<u64, Vec<[u8; 32]>> = BTreeMap::new();
    revisions::each_digest(conn, |audit_seq, digest| held.entry(audit_seq).or_default().push(digest))?;
    counts::each_digest(conn, |audit_seq, digest| held.entry(audit_seq).or_default().push(digest))?;
    packs::each_digest(conn, |audit_seq, digest| held.entry(audit_seq).or_default().push(digest))?;
    let records = held.values().map(|digests| digests.len() as u64).sum();
    let mut report = ChainReport { entries: 0, records, head: head(conn)?, fault: None };

    let mut prev = [0_u8; 32];
    let mut statement = conn.prepare("SELECT * FROM audit ORDER BY seq")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let entry = StoredEntry::from_row(row)?;
        report.entries += 1;
        let fault = if entry.seq != report.entries || entry.prev != prev {
            Some(ChainFault::Broken { seq: entry.seq })
        } else if entry.computed_hash() != entry.hash {
            Some(ChainFault::Edited { seq: entry.seq })
        } else if super::combined(&held.remove(&entry.seq).unwrap_or_default()) != entry.content_digest {
            // Changed, or deleted altogether.
            Some(ChainFault::RecordDiffers { seq: entry.seq })
        } else {
            None
        };
        if fault.is_some() {
            report.fault = fault;
            return Ok(report);
        }
        prev = entry.hash;
    }
    // Records that no entry vouches for.
    report.fault = held.keys().next().map(|seq| ChainFault::RecordDiffers { seq: *seq });
    Ok(report)
}
