//! A file on its way in.

use std::{
    fs::File,
    io::{self, Read},
    path::Path,
};

use super::LARGEST;
use crate::{Error, Result};

/// A file to be added: what it is called, and where its bytes come from.
pub struct Incoming<R> {
    /// Its own name. Whatever stands before it, as a path does, is taken off.
    pub name: String,
    /// How large it says it is, where it says.
    pub size: Option<u64>,
    /// Its bytes, read once from beginning to end.
    pub bytes: R,
}

impl<R> Incoming<R> {
    /// Refuses a file whose size alone is a reason to.
    ///
    /// # Errors
    /// [`Error::FileUnreadable`] for one that is empty or too large.
    pub fn require_size(&self) -> Result<()> {
        match self.size {
            Some(0) => Err(empty()),
            Some(size) => require_not_too_large(size),
            None => Ok(()),
        }
    }
}

impl Incoming<File> {
    /// Opens a file for reading. It is never changed.
    ///
    /// # Errors
    /// [`Error::FileUnreadable`], saying why.
    pub fn open(file: &Path) -> Result<Self> {
        // Before it is opened: what is no file could keep whoever opens it waiting for ever.
        let about = std::fs::metadata(file).map_err(|error| unreadable(&error))?;
        if about.is_dir() {
            return Err(refuse("That is a folder. Choose the files in it."));
        }
        if !about.is_file() {
            return Err(refuse("That is not a file that can be read. Save a copy of it as a file and choose that."));
        }
        let bytes = File::open(file).map_err(|error| unreadable(&error))?;
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Ok(Self { name, size: Some(about.len()), bytes })
    }
}

/// Fills `buffer` as far as there are bytes; fewer only at the end of the file.
pub(super) fn fill(bytes: &mut impl Read, buffer: &mut Vec<u8>, most: usize) -> Result<()> {
    buffer.clear();
    bytes.by_ref().take(most as u64).read_to_end(buffer).map_err(|error| unreadable(&error))?;
    Ok(())
}

pub(super) fn empty() -> Error {
    refuse(
        "The file is empty: it has no bytes at all. Look at the original; it may not have been saved or copied to its end.",
    )
}

pub(super) fn require_not_too_large(size: u64) -> Result<()> {
    if size <= LARGEST {
        return Ok(());
    }
    Err(refuse(
        "The file is larger than 100 MB, which is the most that Evident keeps. Keep it where it is and list it here without a file, or make it smaller: a shorter recording, or pictures of lower quality.",
    ))
}

/// A refusal of a file, which leaves everything as it was.
pub(super) fn refuse(why: &str) -> Error {
    Error::FileUnreadable(format!("{why} Nothing was added, and the original is untouched."))
}

/// Why a file cannot be read.
#[must_use]
pub fn unreadable(error: &io::Error) -> Error {
    refuse(match error.kind() {
        io::ErrorKind::NotFound => "The file is not there any more.",
        io::ErrorKind::PermissionDenied => {
            "The file cannot be read: another program may have it open, or it is not yours to read. Close it there, or save a copy and choose that."
        }
        io::ErrorKind::IsADirectory => "That is a folder. Choose the files in it.",
        // Windows, ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION.
        _ if cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33)) => {
            "The file is open in another program. Close it there, or save a copy and choose that."
        }
        _ => {
            "The file cannot be read to its end. If it is on a stick, a telephone or a share, copy it to this computer and choose the copy."
        }
    })
}
