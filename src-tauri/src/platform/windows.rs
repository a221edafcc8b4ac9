//! Windows: the folder of this person that does not roam to other computers.

use std::path::PathBuf;

use super::{Lookup, Platform, named, or_here};

/// Windows 10 and later.
pub(crate) struct Windows(pub(crate) Lookup);

impl Windows {
    fn local(&self) -> PathBuf {
        or_here(named(self.0, "LOCALAPPDATA").or_else(|| named(self.0, "APPDATA")))
    }
}

impl Platform for Windows {
    fn settings_folder(&self) -> PathBuf {
        self.local()
    }

    fn data_folder(&self) -> PathBuf {
        self.local()
    }

    fn cache_folder(&self) -> PathBuf {
        self.local()
    }

    fn hides_from_capture(&self) -> bool {
        true
    }
}
