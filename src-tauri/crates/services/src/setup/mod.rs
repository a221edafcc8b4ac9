//! Setting up a provider, looking at a locked vault, unlocking it.

mod create;
mod face;
mod passphrase;
mod unlock;

pub(crate) use create::make;
pub use create::{NewVault, create};
pub(crate) use face::DEMONSTRATION_MARK;
pub use face::{VaultFace, face, place_warning};
pub use passphrase::{PassphraseStrength, passphrase_strength};
pub use unlock::{unlock, unlock_watched};

/// The passphrase of every demonstration.
pub const DEMONSTRATION_PASSPHRASE: &str = "demonstration only";

/// What a key derivation costs here. Only a build for driven windows may make it cheap.
fn kdf_cost() -> store::keys::KdfCost {
    #[cfg(feature = "automation")]
    if std::env::var_os("EVIDENT_CHEAP_KEYS").is_some() {
        return store::keys::KdfCost::cheap_for_tests();
    }
    store::keys::KdfCost::for_memory(total_memory())
}

/// Bytes of memory in this computer; as if there were plenty where it cannot be told.
fn total_memory() -> u64 {
    #[cfg(target_os = "linux")]
    if let Ok(text) = std::fs::read_to_string("/proc/meminfo") {
        let kib = text
            .lines()
            .find_map(|line| line.strip_prefix("MemTotal:"))
            .and_then(|rest| rest.split_whitespace().next())
            .and_then(|number| number.parse::<u64>().ok());
        if let Some(kib) = kib {
            return kib.saturating_mul(1024);
        }
    }
    u64::MAX
}
