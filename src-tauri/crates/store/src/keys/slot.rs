//! A user's slot: their key pair, wrapped under their passphrase, and the data key sealed to it.
//!
//! Body of a slot, each field length-prefixed (see `field.rs`):
//!
//! | Field | Bytes |
//! |---|---|
//! | user id | 16 |
//! | label, UTF-8 | 1 to 240 |
//! | key derivation: algorithm (1 = Argon2id), memory in KiB, passes, lanes | 1 + 4 + 4 + 4 |
//! | salt | 16 |
//! | nonce | 24 |
//! | wrapped secret key | 32 + 16 |
//! | public key | 32 |
//! | sealed data keys, one or two: generation and sealed key | 8 + 80 each |
//!
//! The secret key is wrapped by XChaCha20-Poly1305 with everything before it, the kind byte and
//! the vault id as associated data. The data key is sealed by HPKE with the purpose, vault id,
//! generation and user id as `info`. A slot holds two data keys only while a new data key is
//! being brought in.

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use hpke::rand_core::CryptoRng;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use super::field::{FieldReader, FieldWriter};
use super::kdf::{KdfCost, KdfRefused, StoredKdf, derive_wrapping_key};
use super::seal::{SealError, open_with_info, seal_with_info};
use super::secret::{DataKey, PublicKey, SecretKey};
use super::sidecar::{Damage, SlotKind};

const DATA_KEY_PURPOSE: &[u8] = b"evident/data-key/v1\0";
const LABEL_MOST: usize = 240;
const WRAPPED: usize = 32 + 16;
const SEALED: usize = 32 + super::seal::SEAL_OVERHEAD;
const SEALED_KEYS_MOST: usize = 2;

/// Which vault a data key opens, and which of its data keys it is (counted from 1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyScope {
    /// The vault's id.
    pub vault_id: [u8; 16],
    /// The data key's number; removing a user brings in the next.
    pub generation: u64,
}

/// Who a new slot is for.
#[derive(Clone, Copy)]
pub struct NewUser<'a> {
    /// The user's id inside the vault.
    pub user_id: [u8; 16],
    /// What the unlock screen shows before anything is open: a role rather than a name.
    pub label: &'a str,
    /// The passphrase as typed.
    pub passphrase: &'a str,
}

/// Why a slot could not be made or opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SlotError {
    /// The slot's own authentication failed: not this passphrase.
    #[error("wrong passphrase")]
    WrongPassphrase,
    /// The slot asks for a derivation this program will not run.
    #[error("key derivation refused: {0}")]
    Refused(#[from] KdfRefused),
    /// The passphrase is right, and the public key is not the one of the secret key.
    #[error("the slot's public key does not belong to its secret key")]
    PublicKeyMismatch,
    /// The passphrase is right, and the slot holds no data key of this generation.
    #[error("the slot holds no data key of generation {0}")]
    NoSuchGeneration(u64),
    /// The passphrase is right, and the sealed data key belongs elsewhere or was altered.
    #[error("the sealed data key does not belong to this slot: {0}")]
    SealedKey(#[from] SealError),
    /// A label must have 1 to 240 bytes and no control characters.
    #[error("a label needs 1 to 240 bytes and no control characters")]
    Label,
    /// A slot can hold the old and the new data key, no third.
    #[error("the slot already holds two data keys")]
    TooManyKeys,
}

#[derive(Clone, PartialEq, Eq)]
struct SealedKey {
    generation: u64,
    sealed: [u8; SEALED],
}

/// One user's slot. Nothing in it is readable without the passphrase but the label and the ids.
#[derive(Clone, PartialEq, Eq)]
pub struct Slot {
    user_id: [u8; 16],
    label: String,
    kdf: StoredKdf,
    salt: [u8; 16],
    nonce: [u8; 24],
    wrapped: [u8; WRAPPED],
    public_key: PublicKey,
    sealed_keys: Vec<SealedKey>,
}

impl Slot {
    /// Makes a slot with a new key pair and seals `data_key` to it.
    ///
    /// # Errors
    /// [`SlotError::Label`], or [`SlotError::Refused`] if memory is short.
    pub fn new_user(
        user: NewUser<'_>,
        cost: KdfCost,
        data_key: &DataKey,
        scope: KeyScope,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, SlotError> {
        let label: String = user.label.trim().nfc().collect();
        if !label_is_valid(&label) {
            return Err(SlotError::Label);
        }
        let (secret, public_key) = SecretKey::generate(rng);
        let mut slot = Self {
            user_id: user.user_id,
            label,
            kdf: cost.stored(),
            salt: [0; 16],
            nonce: [0; 24],
            wrapped: [0; WRAPPED],
            public_key,
            sealed_keys: Vec::new(),
        };
        slot.wrap(&secret, user.passphrase, cost, scope.vault_id, rng)?;
        slot.add_data_key(data_key, scope, rng)?;
        Ok(slot)
    }

    /// Opens the slot: unwraps the secret key, then opens the data key of `scope.generation`.
    ///
    /// # Errors
    /// [`SlotError::WrongPassphrase`] only if the wrapped secret key's own authentication fails.
    /// That is also the answer for a slot altered in its first six fields or brought over from
    /// another vault; an alteration by accident is found before, by the key file's checksum.
    pub fn open(&self, passphrase: &str, scope: KeyScope) -> Result<(DataKey, SecretKey), SlotError> {
        let cost = self.kdf.check()?;
        let key = derive_wrapping_key(passphrase, &self.salt, cost)?;
        let associated = self.associated_data(scope.vault_id);
        let payload = Payload { msg: &self.wrapped, aad: &associated };
        let opened = XChaCha20Poly1305::new((&*key).into())
            .decrypt(&XNonce::from(self.nonce), payload)
            .map(Zeroizing::new)
            .map_err(|_| SlotError::WrongPassphrase)?;
        let bytes = opened.as_slice().try_into().map_err(|_| SlotError::WrongPassphrase)?;
        let secret = SecretKey::from_bytes(bytes);
        if secret.public_key()? != self.public_key {
            return Err(SlotError::PublicKeyMismatch);
        }
        let data_key = self.data_key(&secret, scope)?;
        Ok((data_key, secret))
    }

    /// Opens the data key of another generation with a secret key already unwrapped.
    ///
    /// # Errors
    /// [`SlotError::NoSuchGeneration`] or [`SlotError::SealedKey`].
    pub fn data_key(&self, secret: &SecretKey, scope: KeyScope) -> Result<DataKey, SlotError> {
        let sealed = self
            .sealed_keys
            .iter()
            .find(|key| key.generation == scope.generation)
            .ok_or(SlotError::NoSuchGeneration(scope.generation))?;
        let opened = open_with_info(secret, &self.data_key_info(scope), &sealed.sealed)?;
        let bytes = opened.as_slice().try_into().map_err(|_| SealError::NotOpened)?;
        Ok(DataKey::from_bytes(bytes))
    }

    /// Wraps the same secret key under another passphrase. Everything sealed to the user stays.
    ///
    /// # Errors
    /// [`SlotError::Refused`] if memory is short; the slot is then unchanged.
    pub fn change_passphrase(
        &mut self,
        secret: &SecretKey,
        passphrase: &str,
        cost: KdfCost,
        vault_id: [u8; 16],
        rng: &mut impl CryptoRng,
    ) -> Result<(), SlotError> {
        if secret.public_key()? != self.public_key {
            return Err(SlotError::PublicKeyMismatch);
        }
        let mut changed = self.clone();
        changed.wrap(secret, passphrase, cost, vault_id, rng)?;
        *self = changed;
        Ok(())
    }

    /// Seals one more data key to this user, beside the one they have; needs no passphrase.
    /// A key of the same generation is replaced.
    ///
    /// # Errors
    /// [`SlotError::TooManyKeys`], or [`SlotError::SealedKey`] if the public key is unusable.
    pub fn add_data_key(
        &mut self,
        data_key: &DataKey,
        scope: KeyScope,
        rng: &mut impl CryptoRng,
    ) -> Result<(), SlotError> {
        let info = self.data_key_info(scope);
        let sealed = seal_with_info(&self.public_key, &info, data_key.expose(), rng)?;
        let sealed = sealed.as_slice().try_into().map_err(|_| SealError::TooShort)?;
        let mut keys = self.sealed_keys.clone();
        keys.retain(|key| key.generation != scope.generation);
        if keys.len() == SEALED_KEYS_MOST {
            return Err(SlotError::TooManyKeys);
        }
        keys.push(SealedKey { generation: scope.generation, sealed });
        keys.sort_by_key(|key| key.generation);
        self.sealed_keys = keys;
        Ok(())
    }

    /// Forgets every data key but the one of `generation`.
    ///
    /// # Errors
    /// [`SlotError::NoSuchGeneration`] if that would leave none; the slot is then unchanged.
    pub fn keep_only(&mut self, generation: u64) -> Result<(), SlotError> {
        if !self.generations().any(|held| held == generation) {
            return Err(SlotError::NoSuchGeneration(generation));
        }
        self.sealed_keys.retain(|key| key.generation == generation);
        Ok(())
    }

    /// The user's id.
    #[must_use]
    pub fn user_id(&self) -> [u8; 16] {
        self.user_id
    }

    /// What the unlock screen shows.
    #[must_use]
    pub fn label(&self) -> &str {
        &self.label
    }

    /// The user's public key as the key file states it. Seal only to the one in the database.
    #[must_use]
    pub fn public_key(&self) -> PublicKey {
        self.public_key
    }

    /// The generations of data key this slot holds, oldest first.
    pub fn generations(&self) -> impl Iterator<Item = u64> {
        self.sealed_keys.iter().map(|key| key.generation)
    }

    fn wrap(
        &mut self,
        secret: &SecretKey,
        passphrase: &str,
        cost: KdfCost,
        vault_id: [u8; 16],
        rng: &mut impl CryptoRng,
    ) -> Result<(), SlotError> {
        self.kdf = cost.stored();
        rng.fill_bytes(&mut self.salt);
        rng.fill_bytes(&mut self.nonce);
        let key = derive_wrapping_key(passphrase, &self.salt, cost)?;
        let associated = self.associated_data(vault_id);
        let payload = Payload { msg: secret.expose(), aad: &associated };
        let wrapped = XChaCha20Poly1305::new((&*key).into())
            .encrypt(&XNonce::from(self.nonce), payload)
            .map_err(|_| SealError::BadKey)?;
        self.wrapped = wrapped.as_slice().try_into().map_err(|_| SealError::BadKey)?;
        Ok(())
    }

    fn head_fields(&self) -> FieldWriter {
        let mut fields = FieldWriter::default();
        fields
            .field(&self.user_id)
            .field(self.label.as_bytes())
            .field(&self.kdf.to_bytes())
            .field(&self.salt)
            .field(&self.nonce);
        fields
    }

    fn associated_data(&self, vault_id: [u8; 16]) -> Vec<u8> {
        let mut associated = FieldWriter::default();
        associated.raw(&[SlotKind::User.byte()]).raw(self.head_fields().bytes()).field(&vault_id);
        associated.into_bytes()
    }

    fn data_key_info(&self, scope: KeyScope) -> Vec<u8> {
        let generation = scope.generation.to_be_bytes();
        [DATA_KEY_PURPOSE, &scope.vault_id, &generation, &self.user_id].concat()
    }

    pub(super) fn to_body(&self) -> Vec<u8> {
        let mut fields = self.head_fields();
        fields.field(&self.wrapped).field(&self.public_key.0);
        let mut keys = FieldWriter::default();
        for key in &self.sealed_keys {
            keys.raw(&key.generation.to_be_bytes()).raw(&key.sealed);
        }
        fields.field(keys.bytes());
        fields.into_bytes()
    }

    pub(super) fn from_body(body: &[u8]) -> Result<Self, Damage> {
        let mut fields = FieldReader::new(body);
        let user_id = fields.array("slot user id")?;
        let label = std::str::from_utf8(fields.field(LABEL_MOST, "slot label")?)
            .map_err(|_| Damage::Field("slot label"))?
            .to_owned();
        if !label_is_valid(&label) {
            return Err(Damage::Field("slot label"));
        }
        let kdf = StoredKdf::from_bytes(fields.array("slot key derivation")?);
        let salt = fields.array("slot salt")?;
        let nonce = fields.array("slot nonce")?;
        let wrapped = fields.array("slot wrapped key")?;
        let public_key = PublicKey(fields.array("slot public key")?);
        let sealed_keys = read_sealed_keys(&mut fields)?;
        fields.end("slot end")?;
        Ok(Self { user_id, label, kdf, salt, nonce, wrapped, public_key, sealed_keys })
    }
}

fn read_sealed_keys(fields: &mut FieldReader<'_>) -> Result<Vec<SealedKey>, Damage> {
    const NAME: &str = "slot sealed keys";
    let bytes = fields.field(SEALED_KEYS_MOST * (8 + SEALED), NAME)?;
    let mut reader = FieldReader::new(bytes);
    let mut keys: Vec<SealedKey> = Vec::new();
    while !reader.rest().is_empty() {
        let generation = u64::from_be_bytes(reader.raw_array(NAME)?);
        let sealed = reader.raw_array(NAME)?;
        if keys.last().is_some_and(|last| last.generation >= generation) {
            return Err(Damage::Field(NAME));
        }
        keys.push(SealedKey { generation, sealed });
    }
    if keys.is_empty() { Err(Damage::Field(NAME)) } else { Ok(keys) }
}

fn label_is_valid(label: &str) -> bool {
    (1..=LABEL_MOST).contains(&label.len()) && !label.chars().any(char::is_control)
}
