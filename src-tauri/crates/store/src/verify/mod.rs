//! Compares what stands in the store with what the audit chain vouches for.
//!
//! The chain vouches for each change by a digest of what it wrote. Revisions, entries of counts, verdicts, packs and
//! files of the evidence, down to their pieces, are compared with those digests; tables that are projections are made anew in memory and compared row by row. What it finds
//! has changed since it was written. It cannot find what was never written down, nor an end of the chain
//! that somebody with the key made anew; heads noted elsewhere show that.

mod chain;
mod projections;
mod revisions;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::{FileId, MeasureId};
use rusqlite::Connection;

pub use crate::revisions::RecordRef;
use crate::{Result, Watch, audit::Head, counts, evaluations, evidence, packs, patient, search};

/// How many faults are kept; one store whose every page was replaced would give thousands.
const MOST_FAULTS: usize = 50;

/// How a row of a table stands to what was last recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It says something else.
    Differs,
    /// It is not there.
    Missing,
    /// It is there and was never recorded, or was taken away.
    Surplus,
}

/// One thing that is not as it was written. `seq` is the entry of the chain that shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// An entry's fields do not give its hash: it was changed.
    EntryEdited {
        /// Where.
        seq: u64,
    },
    /// An entry does not continue the one before: some were deleted, inserted or moved.
    EntryOutOfPlace {
        /// Where.
        seq: u64,
    },
    /// A wording has another text, author, time, reason or number than was written.
    Wording {
        /// The entry that vouches for it.
        seq: u64,
        /// Of which record.
        record: RecordRef,
        /// Its number.
        rev: u32,
    },
    /// A wording is not there although a later one is.
    WordingMissing {
        /// The entry of the later one.
        seq: u64,
        /// Of which record.
        record: RecordRef,
        /// The number of the one that is not there.
        rev: u32,
    },
    /// Something that the entry vouches for is gone, or something stands beside it that it never vouched for.
    Content {
        /// The entry; also one beyond the end of the chain.
        seq: u64,
    },
    /// A row of a table is not what the newest wording of its record says.
    Row {
        /// In which way.
        standing: Standing,
        /// The table.
        table: &'static str,
        /// The record.
        record: RecordRef,
        /// The entry of its newest wording; none for a record that has none.
        seq: Option<u64>,
    },
    /// An entry of counts is not the one that was made.
    Entry {
        /// Where.
        seq: u64,
    },
    /// The count of a period, or what it was before, is not what the entries lead to.
    Count {
        /// In which way.
        standing: Standing,
        /// The measure, where there is one.
        measure: Option<MeasureId>,
        /// First day of the period.
        start: NaiveDate,
        /// The entry by which the count should stand, or says that it does.
        seq: Option<u64>,
    },
    /// A verdict is not the one that was kept.
    Evaluation {
        /// The entry of its making.
        seq: u64,
    },
    /// A row in the register of packs is not what was written.
    Pack {
        /// The entry of its making.
        seq: u64,
    },
    /// A file of the evidence is not the one that was kept.
    File {
        /// In which way.
        standing: Standing,
        /// The file.
        file: FileId,
        /// The entry of its keeping; none for one that was never kept so.
        seq: Option<u64>,
    },
    /// A piece of a file is not what was kept.
    Piece {
        /// In which way.
        standing: Standing,
        /// The file, where there is one.
        file: Option<FileId>,
        /// Its place, from 0.
        n: u32,
        /// The entry of the file's keeping.
        seq: Option<u64>,
    },
    /// The index of words is not that of the rows it was made of. Nothing recorded is touched by it.
    Index,
}

/// The outcome of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Entries of the chain walked.
    pub entries: u64,
    /// Wordings, entries of counts and packs compared with their digests.
    pub records: u64,
    /// Rows of current values and of replaced counts compared with what was recorded.
    pub rows: u64,
    /// The end of the chain.
    pub head: Head,
    /// What is wrong, at most fifty things; nothing when the store is intact as far as the chain goes.
    pub faults: Vec<Fault>,
    /// Faults beyond those.
    pub more: u64,
}

/// What is gathered on the way.
#[derive(Default)]
pub(crate) struct Findings {
    faults: Vec<Fault>,
    more: u64,
    /// Digests of what the tables hold, by the entry that is to vouch for them, in the order of writing.
    held: BTreeMap<u64, Vec<[u8; 32]>>,
    records: u64,
    rows: u64,
    /// Entries of the chain whose content is at fault already.
    blamed: BTreeSet<u64>,
    /// Records at fault already: their rows are not blamed too.
    blamed_records: BTreeSet<RecordRef>,
}

impl Findings {
    pub(crate) fn add(&mut self, fault: Fault) {
        if self.faults.len() < MOST_FAULTS {
            self.faults.push(fault);
        } else {
            self.more += 1;
        }
    }

    /// Adds a fault in what an entry vouches for, once an entry and fault.
    pub(crate) fn blame(&mut self, seq: u64, fault: Fault) {
        self.blamed.insert(seq);
        if !self.faults.contains(&fault) {
            self.add(fault);
        }
    }

    /// Counts rows that were compared.
    pub(crate) fn compared(&mut self, rows: usize) {
        self.rows += rows as u64;
    }

    /// Takes the digest of something that the tables hold.
    pub(crate) fn hold(&mut self, seq: u64, digest: [u8; 32]) {
        self.records += 1;
        self.held.entry(seq).or_default().push(digest);
    }
}

/// Compares the whole store with its chain. Reads only.
///
/// # Errors
/// The database's.
pub fn verify(conn: &Connection) -> Result<Report> {
    verify_watched(conn, &patient())
}

/// As [`verify`]. The watch hears how far the reading of files is, which can take a while.
///
/// # Errors
/// [`crate::Error::Stopped`] when the watch wants no more of it, or the database's.
pub fn verify_watched(conn: &Connection, watch: &Watch) -> Result<Report> {
    let mut findings = Findings::default();
    let made_anew = revisions::check(conn, &mut findings)?;
    counts::check(conn, &mut findings)?;
    packs::check(conn, &mut findings)?;
    evaluations::check(conn, &mut findings)?;
    evidence::check(conn, &mut findings, watch)?;
    let (entries, head) = chain::check(conn, &mut findings)?;
    projections::check(conn, &made_anew, &mut findings)?;
    if !search::is_sound(conn)? {
        findings.add(Fault::Index);
    }
    let Findings { faults, more, records, rows, .. } = findings;
    Ok(Report { entries, records, rows, head, faults, more })
}
