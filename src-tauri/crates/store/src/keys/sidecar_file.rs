//! The key file on disk: `vault.keys`, with `vault.keys.new` while writing and `vault.keys.prev`
//! as the one before.
//!
//! Order of a write: the new file is written and synced under `.new`; the current one, if it is
//! intact, is copied to `.prev` and synced; `.new` is renamed over `vault.keys`; the folder is
//! synced. At each moment at least one complete key file is on the disk, and `vault.keys` itself
//! is never absent.

use std::path::Path;

use super::atomic_write::{FileStep, StepError, read_at_most, rename_through, sync_folder, write_through};
use super::sidecar::{LARGEST, Sidecar, SidecarError, StoredSidecar};

/// The key file's name in the vault's folder.
pub const CURRENT: &str = "vault.keys";
/// Its name while it is being written.
pub const NEW: &str = "vault.keys.new";
/// The one before.
pub const PREVIOUS: &str = "vault.keys.prev";

/// Which of the three files a key file was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SidecarSource {
    /// `vault.keys`.
    Current,
    /// `vault.keys.new`: a write that did not finish.
    New,
    /// `vault.keys.prev`: the one before the last change.
    Previous,
}

impl SidecarSource {
    /// The order in which they are tried.
    pub const ALL: [Self; 3] = [Self::Current, Self::New, Self::Previous];

    /// The file's name.
    #[must_use]
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Current => CURRENT,
            Self::New => NEW,
            Self::Previous => PREVIOUS,
        }
    }
}

/// A key file and where it was found.
#[derive(Clone)]
pub struct FoundSidecar {
    /// Its content, not yet authenticated.
    pub stored: StoredSidecar,
    /// Where it was found. Anything but [`SidecarSource::Current`] is to be told to the user.
    pub source: SidecarSource,
    /// Why `vault.keys` itself was passed over; `None` if it was used or is not there.
    pub current_error: Option<SidecarError>,
}

/// Why no key file could be read or written.
#[derive(Debug, thiserror::Error)]
pub enum SidecarFileError {
    /// None of the three files is there.
    #[error("there is no key file")]
    Missing,
    /// A file is there and none can be used; the error is that of the first one there.
    #[error(transparent)]
    Unreadable(#[from] SidecarError),
    /// The file system refused.
    #[error(transparent)]
    File(#[from] StepError),
}

/// Reads the key file: `vault.keys`, else `.new`, else `.prev`.
///
/// A `vault.keys` of a newer version, or one the file system will not let us read, is never
/// passed over for an older file.
///
/// # Errors
/// [`SidecarFileError`].
pub fn read(folder: &Path) -> Result<FoundSidecar, SidecarFileError> {
    let mut current_error = None;
    let mut first_error = None;
    for source in SidecarSource::ALL {
        match read_one(folder, source) {
            Ok(stored) => return Ok(FoundSidecar { stored, source, current_error }),
            Err(SidecarFileError::Missing) => {}
            Err(SidecarFileError::Unreadable(error)) if !matches!(error, SidecarError::NewerVersion(_)) => {
                if source == SidecarSource::Current {
                    current_error = Some(error);
                }
                first_error.get_or_insert(error);
            }
            Err(error) => return Err(error),
        }
    }
    Err(first_error.map_or(SidecarFileError::Missing, SidecarFileError::Unreadable))
}

/// Reads one of the three files, for when the one [`read`] chose does not fit the database.
///
/// # Errors
/// [`SidecarFileError`]; [`SidecarFileError::Missing`] means this one file.
pub fn read_one(folder: &Path, source: SidecarSource) -> Result<StoredSidecar, SidecarFileError> {
    let bytes = read_at_most(folder, source.file_name(), LARGEST)?;
    Ok(Sidecar::decode(&bytes.ok_or(SidecarFileError::Missing)?)?)
}

/// Writes a key file made by [`Sidecar::encode`], keeping the one it replaces as `.prev`.
///
/// # Errors
/// [`SidecarFileError::Unreadable`] if the bytes are not a key file or a file of a newer version
/// is there (nothing is then written), or [`SidecarFileError::File`] with the step. After an error `vault.keys` is the old file; only a
/// failure at [`FileStep::SyncFolder`] may leave the new one.
pub fn write(folder: &Path, bytes: &[u8]) -> Result<(), SidecarFileError> {
    Sidecar::decode(bytes)?;
    let current = intact_current(folder)?;
    write_through(folder, NEW, bytes)?;
    if let Some(current) = current {
        write_through(folder, PREVIOUS, &current)
            .map_err(|error| StepError { step: FileStep::KeepPrevious, ..error })?;
        sync_folder(folder)?;
    }
    rename_through(folder, NEW, CURRENT)?;
    Ok(())
}

/// The bytes of `vault.keys`, if it is intact. If it is not, and `.new` is, `.new` takes its place
/// first: it may be the only good file, and is about to be written over.
fn intact_current(folder: &Path) -> Result<Option<Vec<u8>>, SidecarFileError> {
    for source in [SidecarSource::Current, SidecarSource::New] {
        let Some(bytes) = read_at_most(folder, source.file_name(), LARGEST)? else { continue };
        match Sidecar::decode(&bytes) {
            Ok(_) if source == SidecarSource::New => {
                rename_through(folder, NEW, CURRENT)?;
                return Ok(Some(bytes));
            }
            Ok(_) => return Ok(Some(bytes)),
            Err(error @ SidecarError::NewerVersion(_)) => return Err(error.into()),
            Err(_) => {}
        }
    }
    Ok(None)
}
