//! macOS: the folders under Library.

use std::path::PathBuf;

use super::{Lookup, Platform, named, or_here};

/// macOS.
pub(crate) struct MacOs(pub(crate) Lookup);

impl MacOs {
    fn library(&self, folder: &str) -> PathBuf {
        or_here(named(self.0, "HOME")).join("Library").join(folder)
    }
}

impl Platform for MacOs {
    fn settings_folder(&self) -> PathBuf {
        self.library("Application Support")
    }

    fn data_folder(&self) -> PathBuf {
        self.library("Application Support")
    }

    fn cache_folder(&self) -> PathBuf {
        self.library("Caches")
    }

    fn hides_from_capture(&self) -> bool {
        true
    }
}
