//! A disk that a test can fill.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// A disk of its own, of a few megabytes, taken away again at the end of the test.
pub struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    /// Mounts one of `size`, such as `6m`. Needs root.
    pub fn new(size: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        mount(&["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"], folder.path());
        Self(folder)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Lets nobody write to it any more.
    pub fn make_read_only(&self) {
        mount(&["-o", "remount,ro"], self.path());
    }

    /// Writes until nothing more fits; the file can be deleted to make room again.
    pub fn fill(&self) -> PathBuf {
        let file = self.path().join("filler");
        let mut size = 4 * 1024 * 1024;
        let mut bytes = Vec::new();
        while size >= 512 {
            let mut longer = bytes.clone();
            longer.resize(bytes.len() + size, 0_u8);
            if std::fs::write(&file, &longer).is_ok() {
                bytes = longer;
            } else {
                size /= 2;
            }
        }
        std::fs::write(&file, &bytes).unwrap();
        file
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.path()).status();
    }
}

fn mount(words: &[&str], place: &Path) {
    let status = Command::new("mount").args(words).arg(place).status().unwrap();
    assert!(status.success(), "mount {words:?}");
}
