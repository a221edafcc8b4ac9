//! What a locked vault shows: labels and the wait, nothing about its cases.

use std::path::Path;

use serde::Serialize;
use store::Instant;

use crate::{Result, clock::Clock};

/// The unlock screen's facts.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct VaultFace {
    /// Who may unlock, by label.
    pub labels: Vec<String>,
    /// Whether it is the demonstration.
    pub demonstration: bool,
    /// The folder.
    pub folder: String,
    /// Failed tries since the last good unlock.
    pub failures: u32,
    /// Seconds until the next try.
    pub wait_seconds: u32,
    /// The demonstration's passphrase; no other vault's is known to anybody but its people.
    pub passphrase_shown: Option<String>,
}

/// The name of the file that marks a demonstration's folder. The vault itself knows too; before it is
/// unlocked nothing in it can be read.
pub(crate) const DEMONSTRATION_MARK: &str = "DEMONSTRATION.txt";

/// Looks at a locked vault. Opens nothing and changes nothing.
///
/// # Errors
/// What is wrong with the folder.
pub fn face(folder: &Path, clock: Clock) -> Result<VaultFace> {
    let face = store::vault::face(folder, Instant::from(clock.now()))?;
    let demonstration = folder.join(DEMONSTRATION_MARK).exists();
    Ok(VaultFace {
        labels: face.labels,
        demonstration,
        folder: folder.display().to_string(),
        failures: face.failures,
        wait_seconds: u32::try_from(face.wait.as_secs()).unwrap_or(u32::MAX),
        passphrase_shown: demonstration.then(|| super::DEMONSTRATION_PASSPHRASE.to_owned()),
    })
}

/// What to say of a place before a vault is made there; nothing when there is nothing to say.
#[must_use]
pub fn place_warning(folder: &Path) -> Option<String> {
    crate::vault::synced_folder_warning(folder)
}
