//! Sealing to a public key: HPKE base mode (RFC 9180) with DHKEM(X25519, HKDF-SHA256),
//! HKDF-SHA256 and ChaCha20-Poly1305.
//!
//! A sealed message is the 32-byte encapsulated key followed by the ciphertext and its 16-byte
//! tag, so it is 48 bytes longer than what it holds. Base mode does not say who sealed it: seal
//! only to public keys that stand inside the encrypted database.

use hpke::rand_core::CryptoRng;
use hpke::{Deserializable, OpModeR, OpModeS, Serializable};
use zeroize::Zeroizing;

use super::secret::{PublicKey, SecretKey};

pub(super) type Kem = hpke::kem::X25519HkdfSha256;
type Kdf = hpke::kdf::HkdfSha256;
type Aead = hpke::aead::ChaCha20Poly1305;

/// How much longer a sealed message is than its content, in bytes.
pub const SEAL_OVERHEAD: usize = ENCAPSULATED + 16;
const ENCAPSULATED: usize = 32;
const MESSAGE_PREFIX: &[u8] = b"evident/sealed-message/v1\0";

/// Why sealing or opening a sealed message failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// The key is not a usable X25519 key.
    #[error("not a usable X25519 key")]
    BadKey,
    /// Too short to be a sealed message.
    #[error("too short to be a sealed message")]
    TooShort,
    /// Sealed to another key or for another purpose, or altered since.
    #[error("sealed to another key or for another purpose, or altered")]
    NotOpened,
}

/// Seals `plaintext` so that only the holder of the secret key can read it.
///
/// `purpose` says what the message is for and what it belongs to (for a draft: a fixed word and
/// the ids of vault, user and draft). Opening demands the same bytes, so a message cannot be
/// passed off as another one.
///
/// # Errors
/// [`SealError::BadKey`] if `to` is not a usable public key.
pub fn seal_to(
    to: &PublicKey,
    purpose: &[u8],
    plaintext: &[u8],
    rng: &mut impl CryptoRng,
) -> Result<Vec<u8>, SealError> {
    seal_with_info(to, &message_info(purpose), plaintext, rng)
}

/// Opens what [`seal_to`] sealed for the same purpose.
///
/// # Errors
/// [`SealError::TooShort`], or [`SealError::NotOpened`] if key, purpose or content differ.
pub fn open_sealed(secret: &SecretKey, purpose: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealError> {
    open_with_info(secret, &message_info(purpose), sealed)
}

fn message_info(purpose: &[u8]) -> Vec<u8> {
    [MESSAGE_PREFIX, purpose].concat()
}

pub(super) fn seal_with_info(
    to: &PublicKey,
    info: &[u8],
    plaintext: &[u8],
    rng: &mut impl CryptoRng,
) -> Result<Vec<u8>, SealError> {
    let key = <Kem as hpke::Kem>::PublicKey::from_bytes(&to.0).map_err(|_| SealError::BadKey)?;
    let (encapsulated, ciphertext) =
        hpke::single_shot_seal_with_rng::<Aead, Kdf, Kem>(&OpModeS::Base, &key, info, plaintext, &[], rng)
            .map_err(|_| SealError::BadKey)?;
    let mut sealed = encapsulated.to_bytes().to_vec();
    sealed.extend_from_slice(&ciphertext);
    Ok(sealed)
}

pub(super) fn open_with_info(secret: &SecretKey, info: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealError> {
    if sealed.len() < SEAL_OVERHEAD {
        return Err(SealError::TooShort);
    }
    let (encapsulated, ciphertext) = sealed.split_at(ENCAPSULATED);
    let encapsulated = <Kem as hpke::Kem>::EncappedKey::from_bytes(encapsulated).map_err(|_| SealError::NotOpened)?;
    hpke::single_shot_open::<Aead, Kdf, Kem>(&OpModeR::Base, &secret.to_hpke()?, &encapsulated, info, ciphertext, &[])
        .map(Zeroizing::new)
        .map_err(|_| SealError::NotOpened)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic
    use super::*;
    use crate::keys::tests::FixedRandom;

    #[test]
    fn a_draft_comes_back_for_its_own_purpose_and_key_only() {
        let mut rng = FixedRandom::new(1);
        let (secret, public) = SecretKey::generate(&mut rng);
        let (other, _) = SecretKey::generate(&mut rng);
        let text = "half a sentence".as_bytes();
        let sealed = seal_to(&public, b"draft 1", text, &mut rng).unwrap();
        assert_eq!(sealed.len(), text.len() + SEAL_OVERHEAD);
        assert_eq!(open_sealed(&secret, b"draft 1", &sealed).unwrap().as_slice(), text);
        let refused = Some(SealError::NotOpened);
        assert_eq!(open_sealed(&secret, b"draft 2", &sealed).err(), refused);
        assert_eq!(open_sealed(&other, b"draft 1", &sealed).err(), refused);
        for at in 0..sealed.len() {
            let mut altered = sealed.clone();
            altered[at] ^= 1;
            assert_eq!(open_sealed(&secret, b"draft 1", &altered).err(), refused, "byte {at}");
        }
        for len in 0..SEAL_OVERHEAD {
            let short = open_sealed(&secret, b"draft 1", &sealed[..len]).err();
            assert_eq!(short, Some(SealError::TooShort));
        }
    }

    #[test]
    fn sealing_the_same_text_twice_gives_different_bytes() {
        let mut rng = FixedRandom::new(2);
        let (_, public) = SecretKey::generate(&mut rng);
        let first = seal_to(&public, b"p", b"text", &mut rng).unwrap();
        let second = seal_to(&public, b"p", b"text", &mut rng).unwrap();
        assert_ne!(first, second);
    }

    /// The all-zero point makes an all-zero shared secret, which RFC 9180 section 7.1.4 refuses.
    #[test]
    fn a_low_order_public_key_is_refused() {
        let mut rng = FixedRandom::new(3);
        let sealed = seal_to(&PublicKey([0; 32]), b"p", b"text", &mut rng);
        assert_eq!(sealed, Err(SealError::BadKey));
    }
}
