//! A file chosen for import, read once.

use std::{io::Read, path::Path, sync::Arc};

use intake::{ReadError, Table};
use sha2::{Digest, Sha256};

use super::{Stage, Watch};
use crate::{Error, Result};

/// The largest file that is read, in bytes.
const LARGEST: u64 = 64 * 1024 * 1024;

/// A file's name and content; the table in it once it was opened.
pub struct Source {
    name: String,
    bytes: Vec<u8>,
    table: Option<Table>,
    watch: Option<Arc<dyn Watch>>,
}

impl Source {
    /// Reads a file.
    ///
    /// # Errors
    /// [`Error::FileUnreadable`], saying whether it is gone, locked or too large.
    pub fn read(file: &Path) -> Result<Self> {
        let refuse = |why: &str| Error::FileUnreadable(format!("{why} Nothing was changed."));
        let mut open = std::fs::File::open(file).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => refuse("The file is not there any more. Choose it again."),
            std::io::ErrorKind::PermissionDenied => {
                refuse("The file cannot be read: another program may have it open, or it is not yours to read. Close it there, or save a copy and choose that.")
            }
            // Windows, ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION.
            _ if matches!(error.raw_os_error(), Some(32 | 33)) => {
                refuse("The file is open in another program. Close it there, or save a copy and choose that.")
            }
            _ => refuse("The file cannot be read. If it is on a stick or a share, copy it to this computer and choose the copy."),
        })?;
        let mut bytes = Vec::new();
        open.by_ref().take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| match error.raw_os_error() {
            Some(32 | 33) => {
                refuse("The file is open in another program. Close it there, or save a copy and choose that.")
            }
            _ if error.kind() == std::io::ErrorKind::IsADirectory => refuse("That is a folder. Choose the file in it."),
            _ => refuse("The file cannot be read to its end. Copy it to this computer and choose the copy."),
        })?;
        if bytes.len() as u64 > LARGEST {
            return Err(refuse("The file is larger than 64 MB. Export a shorter time, or only the columns needed."));
        }
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Ok(Self::new(name, bytes))
    }

    /// Takes a file's content.
    #[must_use]
    pub const fn new(name: String, bytes: Vec<u8>) -> Self {
        Self { name, bytes, table: None, watch: None }
    }

    /// The file's own name, without a path.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its size in bytes.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.bytes.len() as u64
    }

    /// SHA-256 of its content.
    #[must_use]
    pub fn sha256(&self) -> [u8; 32] {
        Sha256::digest(&self.bytes).into()
    }

    /// Reads the table of a sheet; of the first with anything in it when none is named.
    ///
    /// # Errors
    /// [`Error::FileUnreadable`].
    pub fn open_sheet(&mut self, sheet: Option<&str>) -> Result<&Table> {
        let stands = self.table.as_ref().is_some_and(|table| sheet.is_none() || table.sheet.as_deref() == sheet);
        if !stands {
            let watch = |done, total| self.goes_on(Stage::Reading, done, total);
            let table = intake::open_watched(&self.bytes, &self.name, sheet, &watch).map_err(|error| match error {
                ReadError::Stopped => Error::Stopped,
                error => Error::FileUnreadable(error.to_string()),
            })?;
            self.table = Some(table);
        }
        self.table()
    }

    /// Has everything that is done with this file from now on followed, and stopped when it is no longer wanted.
    pub fn watched_by(&mut self, watch: Arc<dyn Watch>) {
        self.watch = Some(watch);
    }

    /// Tells how far the work is; whether to go on.
    pub(crate) fn goes_on(&self, stage: Stage, done: usize, total: usize) -> bool {
        self.watch.as_ref().is_none_or(|watch| watch.goes_on(stage, done, total))
    }

    /// The table that was opened.
    ///
    /// # Errors
    /// [`Error::Internal`] when none was.
    pub(crate) fn table(&self) -> Result<&Table> {
        self.table.as_ref().ok_or(Error::Internal("order of an import"))
    }
}
