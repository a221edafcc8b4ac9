//! Linux: the folders of the XDG base directory specification.

use std::path::PathBuf;

use super::{Lookup, Platform, named, or_here};

/// Linux, and what is like it.
pub(crate) struct Linux(pub(crate) Lookup);

impl Linux {
    fn folder(&self, variable: &str, under_home: &str) -> PathBuf {
        or_here(named(self.0, variable).or_else(|| named(self.0, "HOME").map(|home| home.join(under_home))))
    }
}

impl Platform for Linux {
    fn settings_folder(&self) -> PathBuf {
        self.folder("XDG_CONFIG_HOME", ".config")
    }

    fn data_folder(&self) -> PathBuf {
        self.folder("XDG_DATA_HOME", ".local/share")
    }

    fn cache_folder(&self) -> PathBuf {
        self.folder("XDG_CACHE_HOME", ".cache")
    }

    fn hides_from_capture(&self) -> bool {
        false
    }
}
