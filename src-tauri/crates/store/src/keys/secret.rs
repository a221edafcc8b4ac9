//! The secrets held in memory while a vault is open.
//!
//! None of them prints: there is no `Debug`, no `Display` and no serialisation, and each is wiped
//! when dropped.

use hpke::rand_core::CryptoRng;
use hpke::{Deserializable, Kem as _, Serializable};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::seal::{Kem, SealError};

/// The key of the database: 32 random bytes, used as SQLCipher's raw key.
#[derive(Clone)]
pub struct DataKey(Zeroizing<[u8; 32]>);

impl DataKey {
    /// Draws a new key.
    pub fn generate(rng: &mut impl CryptoRng) -> Self {
        let mut bytes = Zeroizing::new([0_u8; 32]);
        rng.fill_bytes(bytes.as_mut());
        Self(bytes)
    }

    /// Takes an existing key.
    #[must_use]
    pub fn from_bytes(bytes: &[u8; 32]) -> Self {
        Self(Zeroizing::new(*bytes))
    }

    /// The key itself, for deriving from and for handing to the database.
    #[must_use]
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// The form in which SQLCipher takes a raw key without deriving from it: `x'` and 64
    /// hexadecimal digits and `'`.
    #[must_use]
    pub fn raw_key_literal(&self) -> Zeroizing<String> {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let mut text = Zeroizing::new(String::with_capacity(67));
        text.push_str("x'");
        for byte in self.0.iter() {
            text.push(char::from(DIGITS[usize::from(byte >> 4)]));
            text.push(char::from(DIGITS[usize::from(byte & 15)]));
        }
        text.push('\'');
        text
    }
}

impl ConstantTimeEq for DataKey {
    fn ct_eq(&self, other: &Self) -> subtle::Choice {
        self.0.as_slice().ct_eq(other.0.as_slice())
    }
}

/// The public half of a user's X25519 pair. Not secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PublicKey(pub [u8; 32]);

/// The secret half of a user's X25519 pair (RFC 7748), clamped.
#[derive(Clone)]
pub struct SecretKey(Zeroizing<[u8; 32]>);

impl SecretKey {
    /// Makes a pair by RFC 9180 section 7.1.3 `DeriveKeyPair` over 32 bytes drawn from `rng`.
    pub fn generate(rng: &mut impl CryptoRng) -> (Self, PublicKey) {
        let mut seed = Zeroizing::new([0_u8; 32]);
        rng.fill_bytes(seed.as_mut());
        let (secret, public) = Kem::derive_keypair(seed.as_slice());
        let mut bytes = Zeroizing::new([0_u8; 32]);
        secret.write_exact(bytes.as_mut());
        let mut public_bytes = [0_u8; 32];
        public.write_exact(&mut public_bytes);
        (Self(bytes), PublicKey(public_bytes))
    }

    /// Takes an existing secret key.
    #[must_use]
    pub fn from_bytes(bytes: &[u8; 32]) -> Self {
        Self(Zeroizing::new(*bytes))
    }

    /// The key itself, for wrapping.
    #[must_use]
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// The public key that belongs to this secret key.
    ///
    /// # Errors
    /// [`SealError::BadKey`] if the bytes are no X25519 key.
    pub fn public_key(&self) -> Result<PublicKey, SealError> {
        let mut bytes = [0_u8; 32];
        Kem::sk_to_pk(&self.to_hpke()?).write_exact(&mut bytes);
        Ok(PublicKey(bytes))
    }

    pub(super) fn to_hpke(&self) -> Result<<Kem as hpke::Kem>::PrivateKey, SealError> {
        <Kem as hpke::Kem>::PrivateKey::from_bytes(self.0.as_slice()).map_err(|_| SealError::BadKey)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic
    use super::*;
    use crate::keys::tests::from_hex;

    /// The private and public keys of RFC 7748 section 6.1 (Alice's). The private key there is
    /// not clamped, so this also shows that clamping does not change the public key.
    #[test]
    fn a_public_key_follows_from_its_secret_key_as_in_rfc_7748() {
        let secret =
            SecretKey::from_bytes(&from_hex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a"));
        let public = from_hex("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");
        assert_eq!(secret.public_key().unwrap(), PublicKey(public));
    }

    #[test]
    fn the_raw_key_literal_is_lower_case_hexadecimal_in_quotes() {
        let mut bytes = [0_u8; 32];
        bytes[0] = 0xab;
        bytes[31] = 0x0f;
        let literal = DataKey::from_bytes(&bytes).raw_key_literal();
        assert_eq!(literal.as_str(), format!("x'ab{}0f'", "00".repeat(30)));
        assert_eq!(literal.len(), 67);
    }

    #[test]
    fn keys_compare_by_value() {
        let a = DataKey::from_bytes(&[7; 32]);
        let b = DataKey::from_bytes(&[8; 32]);
        assert!(bool::from(a.ct_eq(&a.clone())));
        assert!(!bool::from(a.ct_eq(&b)));
    }
}
