//! Keys of a vault: who may open it, and what the key file beside the database says.
//!
//! One random 256-bit *data key* opens the database. Every user has an X25519 pair; the data key
//! is sealed to the public half, and the secret half is wrapped under a key derived from the
//! user's passphrase. So a passphrase change rewraps 32 bytes, and a new data key can be handed
//! to everybody without asking for anybody's passphrase.
//!
//! | Module | What it holds |
//! |---|---|
//! | [`kdf`] | passphrase to key, by Argon2id with bounded cost |
//! | [`secret`] | the data key and a user's pair |
//! | [`seal`] | sealing to a public key, by HPKE |
//! | [`slot`] | one user's entry in the key file |
//! | [`sidecar`] | the key file as bytes, its hash and its authentication |
//! | [`sidecar_file`] | the key file on disk: `vault.keys`, `.new`, `.prev` |
//! | [`tries`] | failed passphrases and the wait they cost |
//! | [`vault_lock`] | one program at a time, and who that is |

pub(crate) mod atomic_write;
mod field;
pub mod kdf;
pub mod random;
pub mod seal;
pub mod secret;
pub mod sidecar;
pub mod sidecar_file;
pub mod slot;
pub mod tries;
pub mod vault_lock;

#[cfg(test)]
mod tests;

pub use atomic_write::{FileStep, StepError};
pub use kdf::{KdfCost, KdfRefused};
pub use random::{SystemRandom, system_random};
pub use seal::{SealError, open_sealed, seal_to};
pub use secret::{DataKey, PublicKey, SecretKey};
pub use sidecar::{AuditHead, Damage, Sidecar, SidecarError, SlotEntry, SlotKind, StoredSidecar};
pub use slot::{KeyScope, NewUser, Slot, SlotError};
pub use tries::Tries;
pub use vault_lock::{Holder, LockError, VaultLock};
