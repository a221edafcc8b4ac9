//! Writing a file so that it is there whole or not at all.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use crate::{Error, Result};

/// Writes `bytes` to a temporary name beside `file`, syncs, and renames; then syncs the folder.
/// A failure before the rename leaves what stood there; after it the new file stands, perhaps not yet safe
/// against a power cut.
///
/// # Errors
/// [`Error::DiskFull`] or [`Error::CannotWriteFile`].
pub fn write_whole(file: &Path, bytes: &[u8]) -> Result<()> {
    let mut part = PartFile::beside(file)?;
    part.write(bytes)?;
    part.sync()?;
    part.put_in_place()
}

/// A file that is being written under a temporary name. Dropped, it is taken away again.
pub(crate) struct PartFile {
    open: fs::File,
    part: PathBuf,
    file: PathBuf,
    is_in_place: bool,
}

impl PartFile {
    /// Begins one beside where it is to stand.
    ///
    /// # Errors
    /// [`Error::DiskFull`] or [`Error::CannotWriteFile`].
    pub(crate) fn beside(file: &Path) -> Result<Self> {
        let mut name = file.file_name().ok_or(Error::CannotWriteFile)?.to_owned();
        name.push(".evident-part");
        let part: PathBuf = file.with_file_name(name);
        let open = fs::File::create(&part).map_err(refused)?;
        Ok(Self { open, part, file: file.to_owned(), is_in_place: false })
    }

    /// Writes the next bytes.
    ///
    /// # Errors
    /// [`Error::DiskFull`] or [`Error::CannotWriteFile`].
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.open.write_all(bytes).map_err(refused)
    }

    /// Has what was written reach the disk.
    ///
    /// # Errors
    /// [`Error::DiskFull`] or [`Error::CannotWriteFile`].
    pub(crate) fn sync(&mut self) -> Result<()> {
        self.open.sync_all().map_err(refused)
    }

    /// Puts it where it is to stand.
    ///
    /// # Errors
    /// [`Error::DiskFull`] or [`Error::CannotWriteFile`].
    pub(crate) fn put_in_place(mut self) -> Result<()> {
        fs::rename(&self.part, &self.file).map_err(refused)?;
        self.is_in_place = true;
        #[cfg(unix)]
        if let Some(folder) = self.file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(refused)?;
        }
        Ok(())
    }
}

impl Drop for PartFile {
    fn drop(&mut self) {
        if !self.is_in_place {
            let _ = fs::remove_file(&self.part);
        }
    }
}

fn refused(error: std::io::Error) -> Error {
    match error.kind() {
        std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Error::DiskFull,
        _ => Error::CannotWriteFile,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may panic
    use super::*;

    #[test]
    fn a_file_that_cannot_be_written_leaves_nothing_behind() {
        let dir = std::env::temp_dir().join(format!("evident-files-{}", std::process::id()));
        fs::create_dir_all(&dir).unwrap();
        write_whole(&dir.join("a.pdf"), b"one").unwrap();
        write_whole(&dir.join("a.pdf"), b"two").unwrap();
        assert_eq!(fs::read(dir.join("a.pdf")).unwrap(), b"two");
        assert!(matches!(write_whole(&dir.join("gone/b.pdf"), b"x"), Err(Error::CannotWriteFile)));
        let mut given_up = PartFile::beside(&dir.join("c.pdf")).unwrap();
        given_up.write(b"half").unwrap();
        drop(given_up);
        assert_eq!(fs::read_dir(&dir).unwrap().count(), 1);
        fs::remove_dir_all(&dir).unwrap();
    }
}
