//! Which vaults this program knows of: folders, never what is in them.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::platform;

/// A vault's folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Place {
    /// The folder.
    pub folder: PathBuf,
    /// Whether it holds the demonstration.
    pub demonstration: bool,
}

/// The vaults known, the one in use first.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Places {
    pub known: Vec<Place>,
    #[serde(skip)]
    file: PathBuf,
}

impl Places {
    /// Reads what was remembered; nothing where there is nothing or it cannot be read.
    pub(crate) fn load() -> Self {
        let file = settings_folder().join("places.json");
        let mut places: Self =
            std::fs::read(&file).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
        places.file = file;
        places
    }

    /// Puts a place first.
    pub(crate) fn use_place(&mut self, folder: &Path, demonstration: bool) {
        self.known.retain(|place| place.folder != folder);
        self.known.insert(0, Place { folder: folder.to_owned(), demonstration });
        self.save();
    }

    /// Forgets a place. Its files stay.
    pub(crate) fn forget(&mut self, folder: &Path) {
        self.known.retain(|place| place.folder != folder);
        self.save();
    }

    /// A list that could not be written is made again at the next choice.
    fn save(&self) {
        if let Some(folder) = self.file.parent() {
            let _ = std::fs::create_dir_all(folder);
        }
        if let Ok(bytes) = serde_json::to_vec(self) {
            let _ = services::write_whole(&self.file, &bytes);
        }
    }
}

fn settings_folder() -> PathBuf {
    platform::here().settings_folder().join("evident")
}

/// Where a new vault is kept unless another folder is chosen.
pub(crate) fn default_place() -> PathBuf {
    data_folder().join("Evident store")
}

/// Where the demonstration is kept.
pub(crate) fn demonstration_place() -> PathBuf {
    data_folder().join("Evident demonstration")
}

fn data_folder() -> PathBuf {
    platform::here().data_folder().join("evident-data")
}

/// Where the web view keeps what it needs while it runs. Nothing else is ever put there.
pub(crate) fn web_view_profile() -> PathBuf {
    platform::here().cache_folder().join("evident").join("web-view")
}
