//! Both integrity checks, which are blind in different places, each on a connection of its own.

use std::path::Path;

use crate::{
    Result,
    keys::DataKey,
    open::{give_key, look_at, open_file},
};

/// What the two checks found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckReport {
    /// Pages whose authentication fails; SQLCipher's check.
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

/// Runs both checks on a file that no connection has open. Every row that a check gives is read.
///
/// # Errors
/// What keeps the file from being opened at all.
pub fn check_files(file: &Path, key: &DataKey) -> Result<CheckReport> {
    look_at(file)?;
    let faults = |pragma: &str| -> Result<usize> {
        let conn = open_file(file)?;
        give_key(&conn, key, None)?;
        let mut statement = conn.prepare(pragma)?;
        let mut rows = statement.query([])?;
        let mut faults = 0;
        while let Some(row) = rows.next()? {
            if row.get::<_, String>(0)? != "ok" {
                faults += 1;
            }
        }
        Ok(faults)
    };
    let cipher_faults = faults("PRAGMA cipher_integrity_check")?;
    let structure_faults = faults("PRAGMA integrity_check")?;
    Ok(CheckReport { cipher_faults, structure_faults })
}
