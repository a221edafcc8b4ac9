//! Files that leave the program.

use std::path::{Path, PathBuf};

use services::{Error, Vault, write_whole};

use crate::failure::Failure;

/// Refuses a place where a file cannot be put, before anything is recorded: no such folder, a folder in the
/// file's place, or inside the store's own folder.
pub(crate) fn check(vault: &Vault, file: &Path) -> Result<(), Failure> {
    let parent = match file.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    };
    let Ok(parent) = parent.canonicalize() else { return Err(Error::CannotWriteFile.into()) };
    if !parent.is_dir() || file.is_dir() || file.file_name().is_none() {
        return Err(Error::CannotWriteFile.into());
    }
    if vault.folder().canonicalize().is_ok_and(|folder| parent.starts_with(folder)) {
        return Err(Failure::Usage(
            "That place is inside the store's own folder. Nothing was written. Choose another folder.".to_owned(),
        ));
    }
    Ok(())
}

/// Writes the file whole or not at all.
pub(crate) fn write(file: &Path, bytes: &[u8]) -> Result<(), Failure> {
    Ok(write_whole(file, bytes)?)
}
