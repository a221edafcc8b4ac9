//! Both integrity checks, which are blind in different places: every page by itself, and how they hang together.

use std::{path::Path, sync::Arc};

use rusqlite::ErrorCode as Code;

use crate::{
    Result,
    keys::DataKey,
    open::{give_key, look_at, open_file},
    pages,
};

/// What the two checks found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheckReport {
    /// Pages whose authentication fails.
    pub cipher_faults: usize,
    /// Faults in the structure; SQLite's check.
    pub structure_faults: usize,
}

impl CheckReport {
    /// Whether neither check found anything.
    #[must_use]
    pub const fn is_sound(&self) -> bool {
        self.cipher_faults == 0 && self.structure_faults == 0
    }
}

/// How far a check is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckStep {
    /// Pages read, of so many.
    Pages {
        /// Read and compared.
        done: u64,
        /// In the whole file.
        total: u64,
    },
    /// Going through the structure; nobody knows how much there is.
    Structure,
    /// Files of the evidence compared with what was kept, in bytes.
    Files {
        /// Read and compared.
        done: u64,
        /// Of all files.
        total: u64,
    },
}

/// Hears how far a check is, every few milliseconds, and stops it by saying no.
pub type Watch = Arc<dyn Fn(CheckStep) -> bool + Send + Sync>;

/// A watch that lets every check run to its end.
#[must_use]
pub fn patient() -> Watch {
    Arc::new(|_| true)
}

/// The steps of SQLite's check between two questions to the watch.
const STEPS: std::ffi::c_int = 10_000;

/// Runs both checks on a file that no connection has open. None when the watch stopped them.
///
/// # Errors
/// What keeps the file from being opened at all.
pub(crate) fn check_files(file: &Path, key: &DataKey, watch: &Watch) -> Result<Option<CheckReport>> {
    look_at(file)?;
    // A journal that a crash left is rolled back by opening; the pages are looked at after that.
    let conn = open_file(file)?;
    give_key(&conn, key, None)?;
    conn.close().map_err(|(_, error)| error)?;
    let Some(cipher_faults) = pages::count_faults(file, key, |done, total| watch(CheckStep::Pages { done, total }))?
    else {
        return Ok(None);
    };
    Ok(structure_faults(file, key, watch)?.map(|structure_faults| CheckReport { cipher_faults, structure_faults }))
}

/// SQLite's own check. Every row that it gives is read.
fn structure_faults(file: &Path, key: &DataKey, watch: &Watch) -> Result<Option<usize>> {
    if !watch(CheckStep::Structure) {
        return Ok(None);
    }
    let mut conn = open_file(file)?;
    give_key(&conn, key, None)?;
    let asked = Arc::clone(watch);
    conn.progress_handler(STEPS, Some(move || !asked(CheckStep::Structure)))?;
    let mut faults = 0;
    let outcome = read_rows(&conn, &mut faults);
    match outcome {
        Ok(()) => Ok(Some(faults)),
        Err(error) => match error.sqlite_error_code() {
            Some(Code::OperationInterrupted) => Ok(None),
            // It could not even read on: the damage itself.
            Some(Code::DatabaseCorrupt | Code::NotADatabase | Code::SystemIoFailure) => Ok(Some(faults + 1)),
            _ => Err(error.into()),
        },
    }
}

fn read_rows(conn: &rusqlite::Connection, faults: &mut usize) -> rusqlite::Result<()> {
    let mut statement = conn.prepare("PRAGMA integrity_check")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if row.get::<_, String>(0)? != "ok" {
            *faults += 1;
        }
    }
    Ok(())
}
