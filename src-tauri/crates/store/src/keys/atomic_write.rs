//! Replacing a small file so that after a crash it holds the old content or the new, never half.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;

/// What was being done when the file system refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileStep {
    /// Reading the file.
    Read,
    /// Creating the new file beside the old one.
    CreateNew,
    /// Writing the new file.
    WriteNew,
    /// Forcing the new file to the disk.
    SyncNew,
    /// Keeping a copy of the file being replaced.
    KeepPrevious,
    /// Putting the new file in the old one's place.
    Rename,
    /// Forcing the folder's own entry to the disk.
    SyncFolder,
    /// Removing the file.
    Remove,
    /// Asking the system for the lock.
    Lock,
}

/// A refusal of the file system, with the step it came at. Names no path.
#[derive(Debug, thiserror::Error)]
#[error("the file system refused at step {step:?}")]
pub struct StepError {
    /// What was being done.
    pub step: FileStep,
    /// What the system said.
    #[source]
    pub source: io::Error,
}

impl StepError {
    pub(crate) fn at(step: FileStep) -> impl FnOnce(io::Error) -> Self {
        move |source| Self { step, source }
    }

    /// Whether the folder or file may not be written at all, as on a read-only disk.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        matches!(self.source.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
    }
}

/// Creates `name` (readable by the owner only, where the system has that) and writes it through
/// to the disk.
pub(crate) fn write_through(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), StepError> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(folder.join(name)).map_err(StepError::at(FileStep::CreateNew))?;
    file.write_all(bytes).map_err(StepError::at(FileStep::WriteNew))?;
    file.sync_all().map_err(StepError::at(FileStep::SyncNew))
}

/// Puts `from` in the place of `to` and forces the folder to the disk.
pub(crate) fn rename_through(folder: &Path, from: &str, to: &str) -> Result<(), StepError> {
    std::fs::rename(folder.join(from), folder.join(to)).map_err(StepError::at(FileStep::Rename))?;
    sync_folder(folder)
}

/// Forces a folder's entries to the disk. Only Unix offers that; elsewhere the rename itself is
/// journalled by the file system.
pub(crate) fn sync_folder(folder: &Path) -> Result<(), StepError> {
    if cfg!(unix) {
        let handle = File::open(folder).map_err(StepError::at(FileStep::SyncFolder))?;
        handle.sync_all().map_err(StepError::at(FileStep::SyncFolder))?;
    }
    Ok(())
}

/// Reads a file of at most `most` bytes; of a longer one, one byte more than that. `None` if
/// there is no such file.
pub(crate) fn read_at_most(folder: &Path, name: &str, most: usize) -> Result<Option<Vec<u8>>, StepError> {
    let file = match File::open(folder.join(name)) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(StepError::at(FileStep::Read)(error)),
    };
    let mut bytes = Vec::new();
    let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    file.take(limit).read_to_end(&mut bytes).map_err(StepError::at(FileStep::Read))?;
    Ok(Some(bytes))
}
