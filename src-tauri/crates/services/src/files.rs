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
    let refused = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Error::DiskFull,
        _ => Error::CannotWriteFile,
    };
    let mut name = file.file_name().ok_or(Error::CannotWriteFile)?.to_owned();
    name.push(".evident-part");
    let part: PathBuf = file.with_file_name(name);
    let written = (|| {
        let mut open = fs::File::create(&part)?;
        open.write_all(bytes)?;
        open.sync_all()?;
        fs::rename(&part, file)?;
        #[cfg(unix)]
        if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            fs::File::open(folder)?.sync_all()?;
        }
        Ok(())
    })();
    if written.is_err() {
        let _ = fs::remove_file(&part);
    }
    written.map_err(refused)
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
        assert_eq!(fs::read_dir(&dir).unwrap().count(), 1);
        fs::remove_dir_all(&dir).unwrap();
    }
}
