//! From a passphrase to the key that wraps a user's secret key: Argon2id (RFC 9106), version 1.3.
//!
//! A passphrase is normalised to NFKC (NIST SP 800-63B section 3.1.1.2 asks for NFKC or NFKD)
//! before its UTF-8 bytes are hashed, so that a composed and a decomposed é, or a full-width and
//! an ordinary letter, are the same passphrase on every keyboard. Nothing is trimmed or folded.

use argon2::{Algorithm, Argon2, Block, Params, Version};
use unicode_normalization::UnicodeNormalization;
use zeroize::{Zeroize, Zeroizing};

const ARGON2ID: u8 = 1;
const MEMORY_KIB: std::ops::RangeInclusive<u32> = 64 * 1024..=1024 * 1024;
const PASSES: std::ops::RangeInclusive<u32> = 3..=10;
const LANES: std::ops::RangeInclusive<u32> = 1..=8;
#[cfg(any(test, feature = "automation"))]
const CHEAP: KdfCost = KdfCost { memory_kib: 64, passes: 1, lanes: 1 };
/// NFKC makes UTF-8 text at most eleven times as long (Unicode normalisation FAQ, maximum
/// expansion factors: U+FDFA); room for that keeps the text from leaving copies as it grows.
const NFKC_EXPANSION: usize = 11;

/// What one derivation costs: memory, passes over it, and lanes computed side by side.
///
/// A value of this type is always within the accepted bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KdfCost {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
}

impl KdfCost {
    /// The usual cost: 256 MiB, 3 passes, 4 lanes; about 0.6 s on two cores.
    pub const STANDARD: Self = Self { memory_kib: 256 * 1024, passes: 3, lanes: 4 };
    /// For a computer with little memory: 64 MiB, 3 passes, 4 lanes, the second recommended
    /// option of RFC 9106 section 4.
    pub const SMALL_MEMORY: Self = Self { memory_kib: 64 * 1024, passes: 3, lanes: 4 };

    /// Chooses the cost for a computer with so many bytes of memory: [`Self::SMALL_MEMORY`] under
    /// 4 GB (4 × 10⁹ bytes, since part of 4 GiB is often kept by the firmware).
    #[must_use]
    pub fn for_memory(total_bytes: u64) -> Self {
        if total_bytes < 4_000_000_000 { Self::SMALL_MEMORY } else { Self::STANDARD }
    }

    /// A cost too low for real use, so that tests and driven windows do not wait.
    ///
    /// A program built without the `automation` feature refuses to read it.
    #[cfg(any(test, feature = "automation"))]
    #[must_use]
    pub fn cheap_for_tests() -> Self {
        CHEAP
    }

    /// Memory in KiB.
    #[must_use]
    pub fn memory_kib(self) -> u32 {
        self.memory_kib
    }

    /// Passes over the memory.
    #[must_use]
    pub fn passes(self) -> u32 {
        self.passes
    }

    /// Lanes computed side by side.
    #[must_use]
    pub fn lanes(self) -> u32 {
        self.lanes
    }

    pub(super) fn stored(self) -> StoredKdf {
        StoredKdf { algorithm: ARGON2ID, cost: self }
    }
}

/// Why a cost read from a key file is not used. Decided before any memory is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KdfRefused {
    /// Not a derivation this program knows.
    #[error("unknown key derivation {0}")]
    Algorithm(u8),
    /// Memory outside 64 MiB to 1 GiB.
    #[error("memory of {0} KiB is outside 64 MiB to 1 GiB")]
    Memory(u32),
    /// Passes outside 3 to 10.
    #[error("{0} passes are outside 3 to 10")]
    Passes(u32),
    /// Lanes outside 1 to 8.
    #[error("{0} lanes are outside 1 to 8")]
    Lanes(u32),
    /// The system could not give the memory the derivation needs.
    #[error("the system could not give {0} KiB of memory")]
    NotEnoughMemory(u32),
}

/// The derivation as a slot states it: not yet checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct StoredKdf {
    algorithm: u8,
    cost: KdfCost,
}

impl StoredKdf {
    pub(super) const LEN: usize = 13;

    pub(super) fn to_bytes(self) -> [u8; Self::LEN] {
        let mut bytes = [self.algorithm; Self::LEN];
        bytes[1..5].copy_from_slice(&self.cost.memory_kib.to_be_bytes());
        bytes[5..9].copy_from_slice(&self.cost.passes.to_be_bytes());
        bytes[9..].copy_from_slice(&self.cost.lanes.to_be_bytes());
        bytes
    }

    pub(super) fn from_bytes(bytes: [u8; Self::LEN]) -> Self {
        let [algorithm, m0, m1, m2, m3, t0, t1, t2, t3, p0, p1, p2, p3] = bytes;
        let cost = KdfCost {
            memory_kib: u32::from_be_bytes([m0, m1, m2, m3]),
            passes: u32::from_be_bytes([t0, t1, t2, t3]),
            lanes: u32::from_be_bytes([p0, p1, p2, p3]),
        };
        Self { algorithm, cost }
    }

    /// Accepts the cost if it lies within the bounds.
    pub(super) fn check(self) -> Result<KdfCost, KdfRefused> {
        let cost = self.cost;
        if self.algorithm != ARGON2ID {
            return Err(KdfRefused::Algorithm(self.algorithm));
        }
        #[cfg(any(test, feature = "automation"))]
        if cost == CHEAP {
            return Ok(cost);
        }
        if !MEMORY_KIB.contains(&cost.memory_kib) {
            return Err(KdfRefused::Memory(cost.memory_kib));
        }
        if !PASSES.contains(&cost.passes) {
            return Err(KdfRefused::Passes(cost.passes));
        }
        if !LANES.contains(&cost.lanes) {
            return Err(KdfRefused::Lanes(cost.lanes));
        }
        Ok(cost)
    }
}

/// Derives the 32-byte key that wraps a user's secret key.
///
/// The working memory is wiped before it is given back.
///
/// # Errors
/// [`KdfRefused::NotEnoughMemory`] if the system cannot give the memory.
pub(super) fn derive_wrapping_key(
    passphrase: &str,
    salt: &[u8; 16],
    cost: KdfCost,
) -> Result<Zeroizing<[u8; 32]>, KdfRefused> {
    let no_memory = KdfRefused::NotEnoughMemory(cost.memory_kib);
    let params = Params::new(cost.memory_kib, cost.passes, cost.lanes, Some(32))
        .map_err(|_| KdfRefused::Memory(cost.memory_kib))?;
    let mut memory: Vec<Block> = Vec::new();
    memory.try_reserve_exact(params.block_count()).map_err(|_| no_memory)?;
    memory.resize(params.block_count(), Block::default());
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let normal = normalise_passphrase(passphrase);
    let mut key = Zeroizing::new([0_u8; 32]);
    let outcome = argon2.hash_password_into_with_memory(normal.as_bytes(), salt, key.as_mut(), memory.as_mut_slice());
    memory.iter_mut().for_each(|block| AsMut::<[u64]>::as_mut(block).zeroize());
    outcome.map_err(|_| no_memory)?;
    Ok(key)
}

fn normalise_passphrase(passphrase: &str) -> Zeroizing<String> {
    let room = passphrase.len().saturating_mul(NFKC_EXPANSION);
    let mut normal = Zeroizing::new(String::with_capacity(room));
    normal.extend(passphrase.nfkc());
    normal
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic
    use super::*;

    fn stored(algorithm: u8, memory_kib: u32, passes: u32, lanes: u32) -> StoredKdf {
        StoredKdf { algorithm, cost: KdfCost { memory_kib, passes, lanes } }
    }

    #[test]
    fn costs_outside_the_bounds_are_refused_by_the_number_that_is_wrong() {
        let (mib, gib) = (1024, 1024 * 1024);
        for accepted in [
            stored(1, 64 * mib, 3, 1),
            stored(1, gib, 10, 8),
            KdfCost::STANDARD.stored(),
            KdfCost::SMALL_MEMORY.stored(),
        ] {
            assert_eq!(accepted.check(), Ok(accepted.cost));
        }
        for (refused, why) in [
            (stored(0, gib, 3, 4), KdfRefused::Algorithm(0)),
            (stored(2, gib, 3, 4), KdfRefused::Algorithm(2)),
            (stored(1, 0, 3, 4), KdfRefused::Memory(0)),
            (stored(1, 64 * mib - 1, 3, 4), KdfRefused::Memory(65_535)),
            (stored(1, gib + 1, 3, 4), KdfRefused::Memory(1_048_577)),
            (stored(1, u32::MAX, 3, 4), KdfRefused::Memory(u32::MAX)),
            (stored(1, gib, 0, 4), KdfRefused::Passes(0)),
            (stored(1, gib, 2, 4), KdfRefused::Passes(2)),
            (stored(1, gib, 11, 4), KdfRefused::Passes(11)),
            (stored(1, gib, u32::MAX, 4), KdfRefused::Passes(u32::MAX)),
            (stored(1, gib, 3, 0), KdfRefused::Lanes(0)),
            (stored(1, gib, 3, 9), KdfRefused::Lanes(9)),
            (stored(1, gib, 3, u32::MAX), KdfRefused::Lanes(u32::MAX)),
        ] {
            assert_eq!(refused.check(), Err(why));
        }
    }

    #[test]
    fn the_cheap_cost_is_one_exact_value_and_lies_outside_the_bounds() {
        let cheap = KdfCost::cheap_for_tests();
        assert_eq!(cheap.stored().check(), Ok(cheap));
        assert!(!MEMORY_KIB.contains(&cheap.memory_kib()) && !PASSES.contains(&cheap.passes()));
        assert_eq!(stored(1, 64, 2, 1).check(), Err(KdfRefused::Memory(64)));
    }

    #[test]
    fn a_stored_cost_reads_back_as_written() {
        let written = stored(1, 0x0102_0304, 0x0506_0708, 0x090a_0b0c);
        assert_eq!(written.to_bytes(), [1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
        assert_eq!(StoredKdf::from_bytes(written.to_bytes()), written);
    }

    #[test]
    fn little_memory_chooses_the_smaller_cost() {
        assert_eq!(KdfCost::for_memory(3_900_000_000), KdfCost::SMALL_MEMORY);
        assert_eq!(KdfCost::for_memory(4_000_000_000), KdfCost::STANDARD);
        assert_eq!(KdfCost::STANDARD.memory_kib(), 262_144);
        assert_eq!((KdfCost::STANDARD.passes(), KdfCost::STANDARD.lanes()), (3, 4));
    }

    #[test]
    fn spellings_that_look_alike_are_one_passphrase() {
        let composed = normalise_passphrase("caf\u{e9} \u{ff21}\u{fb01}");
        assert_eq!(composed.as_str(), "caf\u{e9} Afi");
        assert_eq!(*composed, *normalise_passphrase("cafe\u{301} Afi"));
        assert_ne!(*normalise_passphrase("Harbour"), *normalise_passphrase("harbour"));
        assert_ne!(*normalise_passphrase("harbour "), *normalise_passphrase("harbour"));
    }

    #[test]
    fn the_longest_expansion_fits_the_room_set_aside() {
        let text = "\u{fdfa}".repeat(50);
        let normal = normalise_passphrase(&text);
        assert_eq!(normal.len(), text.len() * NFKC_EXPANSION);
        assert_eq!(normal.capacity(), text.len() * NFKC_EXPANSION);
    }

    #[test]
    fn passphrase_salt_and_cost_each_change_the_key() {
        let cheap = KdfCost::cheap_for_tests();
        let key = derive_wrapping_key("one", &[1; 16], cheap).unwrap();
        assert_eq!(*key, *derive_wrapping_key("one", &[1; 16], cheap).unwrap());
        assert_ne!(*key, *derive_wrapping_key("two", &[1; 16], cheap).unwrap());
        assert_ne!(*key, *derive_wrapping_key("one", &[2; 16], cheap).unwrap());
        let dearer = KdfCost { passes: 2, ..cheap };
        assert_ne!(*key, *derive_wrapping_key("one", &[1; 16], dearer).unwrap());
    }
}
