//! Which way is better.

use serde::{Deserialize, Deserializer, Serialize};

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Better {
    /// Lower values are.
    Lower,
    /// Higher values are.
    Higher,
    /// Neither: the measure is watched.
    #[default]
    Neither,
}

/// Reads the direction, also from a figure kept when it was "lower is better, yes or no".
pub(super) fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Better, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Kept {
        LowerIsBetter(bool),
        Named(Better),
    }
    Ok(match Kept::deserialize(deserializer)? {
        Kept::LowerIsBetter(true) => Better::Lower,
        Kept::LowerIsBetter(false) => Better::Higher,
        Kept::Named(better) => better,
    })
}
