//! The key file as bytes.
//!
//! Layout, version 1. A *field* is a four-byte big-endian length and that many bytes.
//!
//! | Part | Bytes |
//! |---|---|
//! | `EVKEYS1` | 7 |
//! | length of the whole file | 4, big-endian |
//! | vault id | field of 16 |
//! | generation | field of 8, big-endian |
//! | SQLCipher salt | field of 16 |
//! | slots | field: for each slot its kind byte and its body as a field |
//! | audit head: sequence and hash | field of 8 + 32 |
//! | HMAC-SHA256 of everything before | field of 32 |
//! | SHA-256 of everything before | 32 |
//!
//! The same content always has the same bytes. The closing SHA-256 needs no key: it tells a
//! damaged file from a wrong passphrase before anything is unlocked. The HMAC, checked after
//! unlock, is keyed by HKDF-SHA256 of the data key (salt: vault id, info: a fixed text) and
//! shows that the file was last written by somebody who could open the vault.

use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::field::{FieldReader, FieldWriter};
use super::secret::DataKey;
use super::slot::Slot;

const NAME: &[u8; 6] = b"EVKEYS";
const VERSION: u8 = b'1';
const MAC_INFO: &[u8] = b"evident/sidecar-mac/v1";
const SLOTS_HASH_PREFIX: &[u8] = b"evident/sidecar-slots/v1\0";
const CHECKSUM: usize = 32;
const PREAMBLE: usize = 7 + 4;
/// The largest key file, in bytes.
pub const LARGEST: usize = 64 * 1024;
const SLOT_MOST: usize = 8 * 1024;

/// What a slot is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlotKind {
    /// A user with a passphrase.
    User,
    /// The recovery code.
    RecoveryCode,
    /// A share of a secret that several people hold.
    Share,
    /// Of a later version.
    Unknown(u8),
}

impl SlotKind {
    /// The byte that stands for the kind in the file.
    #[must_use]
    pub fn byte(self) -> u8 {
        match self {
            Self::User => 1,
            Self::RecoveryCode => 2,
            Self::Share => 3,
            Self::Unknown(byte) => byte,
        }
    }

    /// The kind a byte stands for.
    #[must_use]
    pub fn from_byte(byte: u8) -> Self {
        match byte {
            1 => Self::User,
            2 => Self::RecoveryCode,
            3 => Self::Share,
            other => Self::Unknown(other),
        }
    }
}

/// One entry of the key file.
#[derive(Clone, PartialEq, Eq)]
pub enum SlotEntry {
    /// A user's slot.
    User(Slot),
    /// A slot that this program does not open, kept byte for byte when the file is rewritten.
    Kept {
        /// What it is for. Never [`SlotKind::User`].
        kind: SlotKind,
        /// Its content, unread.
        body: Vec<u8>,
    },
}

impl SlotEntry {
    /// What the entry is for.
    #[must_use]
    pub fn kind(&self) -> SlotKind {
        match self {
            Self::User(_) => SlotKind::User,
            Self::Kept { kind, .. } => *kind,
        }
    }
}

/// The newest audit entry when the file was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AuditHead {
    /// Its sequence number; 0 before the first entry.
    pub seq: u64,
    /// Its hash; zeros before the first entry.
    pub hash: [u8; 32],
}

/// What the key file holds.
#[derive(Clone, PartialEq, Eq)]
pub struct Sidecar {
    /// The vault these keys open.
    pub vault_id: [u8; 16],
    /// The number of the current data key.
    pub generation: u64,
    /// The first 16 bytes of the database, so that a damaged first page can be repaired.
    pub cipher_salt: [u8; 16],
    /// Who may open the vault. At least one entry.
    pub slots: Vec<SlotEntry>,
    /// The newest audit entry at the last lock.
    pub head: AuditHead,
}

/// A key file as read: its content, not yet authenticated.
#[derive(Clone)]
pub struct StoredSidecar {
    /// The content.
    pub sidecar: Sidecar,
    mac: [u8; 32],
}

/// Where a key file is damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// The bytes are not those that were written.
    #[error("checksum")]
    Checksum,
    /// More bytes follow than the file says it has, or it says more than is allowed.
    #[error("length")]
    Length,
    /// A field has the wrong length or an impossible value.
    #[error("{0}")]
    Field(&'static str),
}

/// Why a key file cannot be read, trusted or written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SidecarError {
    /// Something else altogether.
    #[error("not a key file")]
    NotAKeyFile,
    /// A key file cut short.
    #[error("the key file is cut short")]
    Truncated,
    /// Written by a newer version of the program; the byte is the version's character.
    #[error("the key file is of a newer version ({0})")]
    NewerVersion(u8),
    /// A key file with wrong content.
    #[error("the key file is damaged: {0}")]
    Damaged(#[from] Damage),
    /// Intact, and not written by somebody who could open the vault.
    #[error("the key file was not written with this vault's key")]
    NotAuthentic,
    /// More content than a key file may have.
    #[error("the key file would be larger than it may be")]
    TooLarge,
    /// A key file without a slot would lock everybody out.
    #[error("a key file needs at least one slot")]
    NoSlots,
}

impl Sidecar {
    /// The user slots, in the order of the file.
    pub fn users(&self) -> impl Iterator<Item = &Slot> {
        self.slots.iter().filter_map(|entry| match entry {
            SlotEntry::User(slot) => Some(slot),
            SlotEntry::Kept { .. } => None,
        })
    }

    /// SHA-256 over vault id, generation, salt and slots, for keeping in the database: an older
    /// key file put back has another one. The audit head and the HMAC change without a change of
    /// slots and are left out.
    #[must_use]
    pub fn slots_hash(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(SLOTS_HASH_PREFIX);
        hash.update(self.key_fields().bytes());
        hash.finalize().into()
    }

    /// The bytes to write, authenticated under the current data key.
    ///
    /// # Errors
    /// [`SidecarError::NoSlots`] or [`SidecarError::TooLarge`].
    pub fn encode(&self, data_key: &DataKey) -> Result<Vec<u8>, SidecarError> {
        if self.slots.is_empty() {
            return Err(SidecarError::NoSlots);
        }
        let too_large = |entry: &SlotEntry| matches!(entry, SlotEntry::Kept { body, .. } if body.len() > SLOT_MOST);
        if self.slots.iter().any(too_large) {
            return Err(SidecarError::TooLarge);
        }
        let mut file = self.authenticated_part()?;
        let mac = self.mac(file.bytes(), data_key)?.finalize().into_bytes();
        file.field(&mac);
        let checksum = Sha256::digest(file.bytes());
        file.raw(&checksum);
        Ok(file.into_bytes())
    }

    /// Reads a key file. Never panics, and takes no more memory than the file has bytes.
    ///
    /// # Errors
    /// Any reading error of [`SidecarError`]; a newer version is told before anything else about
    /// the content is judged.
    pub fn decode(bytes: &[u8]) -> Result<StoredSidecar, SidecarError> {
        let content = checked_content(bytes)?;
        let mut fields = FieldReader::new(content);
        let vault_id = fields.array("vault id")?;
        let generation = u64::from_be_bytes(fields.array("generation")?);
        let cipher_salt = fields.array("cipher salt")?;
        let slots = read_slots(fields.field(LARGEST, "slots")?)?;
        let head: [u8; 40] = fields.array("audit head")?;
        let mut head_reader = FieldReader::new(&head);
        let head = AuditHead {
            seq: u64::from_be_bytes(head_reader.raw_array("audit head")?),
            hash: head_reader.raw_array("audit head")?,
        };
        let mac = fields.array("authentication")?;
        fields.end("end")?;
        let sidecar = Self { vault_id, generation, cipher_salt, slots, head };
        Ok(StoredSidecar { sidecar, mac })
    }

    fn key_fields(&self) -> FieldWriter {
        let mut slots = FieldWriter::default();
        for entry in &self.slots {
            slots.raw(&[entry.kind().byte()]);
            match entry {
                SlotEntry::User(slot) => slots.field(&slot.to_body()),
                SlotEntry::Kept { body, .. } => slots.field(body),
            };
        }
        let mut fields = FieldWriter::default();
        fields
            .field(&self.vault_id)
            .field(&self.generation.to_be_bytes())
            .field(&self.cipher_salt)
            .field(slots.bytes());
        fields
    }

    fn authenticated_part(&self) -> Result<FieldWriter, SidecarError> {
        let mut content = self.key_fields();
        let head = [self.head.seq.to_be_bytes().as_slice(), &self.head.hash].concat();
        content.field(&head);
        let total = PREAMBLE + content.len() + 4 + 32 + CHECKSUM;
        if total > LARGEST {
            return Err(SidecarError::TooLarge);
        }
        let total = u32::try_from(total).map_err(|_| SidecarError::TooLarge)?;
        let mut file = FieldWriter::default();
        file.raw(NAME).raw(&[VERSION]).raw(&total.to_be_bytes()).raw(content.bytes());
        Ok(file)
    }

    fn mac(&self, part: &[u8], data_key: &DataKey) -> Result<Hmac<Sha256>, SidecarError> {
        let mut key = Zeroizing::new([0_u8; 32]);
        Hkdf::<Sha256>::new(Some(&self.vault_id), data_key.expose())
            .expand(MAC_INFO, key.as_mut())
            .map_err(|_| SidecarError::NotAuthentic)?;
        let mut mac =
            <Hmac<Sha256> as KeyInit>::new_from_slice(key.as_slice()).map_err(|_| SidecarError::NotAuthentic)?;
        mac.update(part);
        Ok(mac)
    }
}

impl StoredSidecar {
    /// Shows that the file was written with this data key (the one of its generation).
    ///
    /// # Errors
    /// [`SidecarError::NotAuthentic`].
    pub fn verify(&self, data_key: &DataKey) -> Result<(), SidecarError> {
        let part = self.sidecar.authenticated_part()?;
        self.sidecar.mac(part.bytes(), data_key)?.verify_slice(&self.mac).map_err(|_| SidecarError::NotAuthentic)
    }
}

/// Checks name, version, length and checksum and returns what lies between them.
fn checked_content(bytes: &[u8]) -> Result<&[u8], SidecarError> {
    let name = &bytes[..bytes.len().min(NAME.len())];
    if !NAME.starts_with(name) {
        return Err(SidecarError::NotAKeyFile);
    }
    match bytes.get(NAME.len()) {
        None => return Err(SidecarError::Truncated),
        Some(&VERSION) => {}
        Some(&version) if version > VERSION => return Err(SidecarError::NewerVersion(version)),
        Some(_) => return Err(SidecarError::NotAKeyFile),
    }
    let length = bytes.get(NAME.len() + 1..PREAMBLE).ok_or(SidecarError::Truncated)?;
    let length = length.iter().fold(0_usize, |sum, byte| (sum << 8) | usize::from(*byte));
    if !(PREAMBLE + CHECKSUM..=LARGEST).contains(&length) || length < bytes.len() {
        return Err(Damage::Length.into());
    }
    if length > bytes.len() {
        return Err(SidecarError::Truncated);
    }
    let (covered, checksum) = bytes.split_at(bytes.len() - CHECKSUM);
    if Sha256::digest(covered).as_slice() != checksum {
        return Err(Damage::Checksum.into());
    }
    Ok(&covered[PREAMBLE..])
}

fn read_slots(bytes: &[u8]) -> Result<Vec<SlotEntry>, Damage> {
    let mut reader = FieldReader::new(bytes);
    let mut slots = Vec::new();
    while !reader.rest().is_empty() {
        let [kind] = reader.raw_array("slot kind")?;
        let body = reader.field(SLOT_MOST, "slot")?;
        slots.push(match SlotKind::from_byte(kind) {
            SlotKind::User => SlotEntry::User(Slot::from_body(body)?),
            kind => SlotEntry::Kept { kind, body: body.to_vec() },
        });
    }
    if slots.is_empty() { Err(Damage::Field("slots")) } else { Ok(slots) }
}
