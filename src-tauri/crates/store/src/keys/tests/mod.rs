//! What an attacker, an accident or a crash does to the keys, and what the program answers.

#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

mod files;
mod locks;
mod mutations;
mod sidecars;
mod slots;
mod tries;
mod vectors;

use std::convert::Infallible;

use hpke::rand_core::{TryCryptoRng, TryRng};
use sha2::{Digest, Sha256};

use super::{AuditHead, DataKey, KdfCost, KeyScope, NewUser, Sidecar, Slot, SlotEntry, SlotKind};

pub(super) const VAULT: [u8; 16] = [0x5a; 16];
pub(super) const SCOPE: KeyScope = KeyScope { vault_id: VAULT, generation: 3 };
pub(super) const PASSPHRASE: &str = "correct horse battery staple";

/// A generator whose output can be computed by hand: block n is SHA-256 of the seed and n, both
/// as eight big-endian bytes.
pub(super) struct FixedRandom {
    seed: u64,
    block: u64,
    unread: Vec<u8>,
}

impl FixedRandom {
    pub(super) fn new(seed: u64) -> Self {
        Self { seed, block: 0, unread: Vec::new() }
    }

    fn next(&mut self) -> u8 {
        if self.unread.is_empty() {
            let input = [self.seed.to_be_bytes(), self.block.to_be_bytes()].concat();
            self.unread = Sha256::digest(input).to_vec();
            self.unread.reverse();
            self.block += 1;
        }
        self.unread.pop().unwrap()
    }
}

impl TryRng for FixedRandom {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(u32::from_be_bytes(std::array::from_fn(|_| self.next())))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(u64::from_be_bytes(std::array::from_fn(|_| self.next())))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        bytes.fill_with(|| self.next());
        Ok(())
    }
}

impl TryCryptoRng for FixedRandom {}

pub(super) fn from_hex<const N: usize>(text: &str) -> [u8; N] {
    bytes_from_hex(text).try_into().unwrap()
}

pub(super) fn bytes_from_hex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    digits.chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap()).collect()
}

pub(super) fn user_slot(user: u8, label: &str, data_key: &DataKey, rng: &mut FixedRandom) -> Slot {
    let user = NewUser { user_id: [user; 16], label, passphrase: PASSPHRASE };
    Slot::new_user(user, KdfCost::cheap_for_tests(), data_key, SCOPE, rng).unwrap()
}

/// Two users and a slot of a kind that this version does not know.
pub(super) fn sample(seed: u64) -> (Sidecar, DataKey) {
    let mut rng = FixedRandom::new(seed);
    let data_key = DataKey::generate(&mut rng);
    let slots = vec![
        SlotEntry::User(user_slot(1, "Registered manager", &data_key, &mut rng)),
        SlotEntry::Kept { kind: SlotKind::Unknown(0x7f), body: b"of a later version".to_vec() },
        SlotEntry::User(user_slot(2, "Deputy", &data_key, &mut rng)),
    ];
    let head = AuditHead { seq: 41, hash: [0xcd; 32] };
    let sidecar = Sidecar { vault_id: VAULT, generation: 3, cipher_salt: [0xa5; 16], slots, head };
    (sidecar, data_key)
}

/// Puts a right checksum on altered bytes, as somebody who alters a file on purpose would.
pub(super) fn with_right_checksum(mut bytes: Vec<u8>) -> Vec<u8> {
    let covered = bytes.len() - 32;
    let sum = Sha256::digest(&bytes[..covered]);
    bytes[covered..].copy_from_slice(&sum);
    bytes
}
