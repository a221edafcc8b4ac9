//! The audit chain: one entry for each change, bound to the one before by its hash.
//!
//! `hash = SHA-256("evident/audit/v1\0" ‖ seq ‖ wall_ms ‖ clock_flag ‖ user ‖ action ‖ subject ‖ revision ‖
//! content_digest ‖ reason ‖ prev)`. Numbers are big-endian; texts are UTF-8 in Unicode NFC behind a 32-bit
//! length; an option is one byte, 0 or 1, and its value. It shows later change to anybody who noted a head
//! before; it does not show that what was written is true.

mod readings;

use domain::{UserId, audit::Action};
use rusqlite::{Connection, Row, Transaction, named_params};
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

pub use readings::latest_reading;

use crate::{Error, Instant, Result};

/// What is hashed first, so that no other hash of this program is ever taken for one of the chain.
const DOMAIN: &[u8] = b"evident/audit/v1\0";

/// What a change says of itself.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// When, by the clock.
    pub at: Instant,
    /// Who; none before anybody was let in.
    pub user: Option<UserId>,
    /// What was done.
    pub action: Action,
    /// `kind:identity` of what it was done to, or a plain number. Never content.
    pub subject: Option<String>,
    /// The revision written.
    pub revision: Option<u32>,
    /// SHA-256 over salt and canonical bytes of what was written.
    pub content_digest: Option<[u8; 32]>,
    /// The reason given.
    pub reason: Option<&'a str>,
}

/// The end of the chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// Sequence of the newest entry; 0 for an empty chain.
    pub seq: u64,
    /// Its hash; zeros for an empty chain.
    pub hash: [u8; 32],
}

/// An entry as it stands in the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredEntry {
    /// Its place.
    pub seq: u64,
    /// The clock's reading.
    pub wall: Instant,
    /// The clock read earlier than at the entry before.
    pub clock_flag: bool,
    /// Who.
    pub user: Option<UserId>,
    /// The action's code, as written.
    pub action: String,
    /// What it was done to.
    pub subject: Option<String>,
    /// The revision written.
    pub revision: Option<u32>,
    /// Digest of what was written.
    pub content_digest: Option<[u8; 32]>,
    /// The reason given.
    pub reason: Option<String>,
    /// Hash of the entry before.
    pub prev: [u8; 32],
    /// Its own hash.
    pub hash: [u8; 32],
}

impl StoredEntry {
    pub(crate) fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            seq: row.get("seq")?,
            wall: row.get("wall_ms")?,
            clock_flag: row.get("clock_flag")?,
            user: row.get::<_, Option<[u8; 16]>>("user_id")?.map(UserId),
            action: row.get("action")?,
            subject: row.get("subject")?,
            revision: row.get("revision")?,
            content_digest: row.get("content_digest")?,
            reason: row.get("reason")?,
            prev: row.get("prev")?,
            hash: row.get("hash")?,
        })
    }

    /// The hash that its fields call for.
    #[must_use]
    pub fn computed_hash(&self) -> [u8; 32] {
        let mut bytes = Vec::with_capacity(256);
        bytes.extend_from_slice(DOMAIN);
        bytes.extend_from_slice(&self.seq.to_be_bytes());
        bytes.extend_from_slice(&self.wall.0.to_be_bytes());
        bytes.push(u8::from(self.clock_flag));
        option(&mut bytes, self.user.as_ref(), |bytes, user| bytes.extend_from_slice(user.bytes()));
        text(&mut bytes, &self.action);
        option(&mut bytes, self.subject.as_deref(), text);
        option(&mut bytes, self.revision.as_ref(), |bytes, revision| {
            bytes.extend_from_slice(&u64::from(*revision).to_be_bytes())
        });
        option(&mut bytes, self.content_digest.as_ref(), |bytes, digest| bytes.extend_from_slice(digest));
        option(&mut bytes, self.reason.as_deref(), text);
        bytes.extend_from_slice(&self.prev);
        Sha256::digest(&bytes).into()
    }
}

fn option<T: ?Sized>(bytes: &mut Vec<u8>, value: Option<&T>, write: impl Fn(&mut Vec<u8>, &T)) {
    match value {
        None => bytes.push(0),
        Some(value) => {
            bytes.push(1);
            write(bytes, value);
        }
    }
}

fn text(bytes: &mut Vec<u8>, text: &str) {
    let normal: String = text.nfc().collect();
    bytes.extend_from_slice(&u32::try_from(normal.len()).unwrap_or(u32::MAX).to_be_bytes());
    bytes.extend_from_slice(normal.as_bytes());
}

/// One digest for everything that a change wrote: that of the one record, or a hash over those of
/// several, smallest first, so that it does not matter in which table they stand. None when nothing with content was
/// written.
#[must_use]
pub fn combined(digests: &[[u8; 32]]) -> Option<[u8; 32]> {
    match digests {
        [] => None,
        [only] => Some(*only),
        several => {
            let mut sorted = several.to_vec();
            sorted.sort_unstable();
            Some(sorted.iter().fold(Sha256::new(), |hash, digest| hash.chain_update(digest)).finalize().into())
        }
    }
}

/// The end of the chain.
///
/// # Errors
/// The database's.
pub fn head(conn: &Connection) -> Result<Head> {
    let newest = conn
        .prepare_cached("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| Ok(Head { seq: row.get("seq")?, hash: row.get("hash")? }));
    match newest.map_err(Error::from) {
        Err(Error::NotFound) => Ok(Head { seq: 0, hash: [0; 32] }),
        other => other,
    }
}

/// Appends an entry at the end of the chain, and returns the new head.
///
/// # Errors
/// The database's; also when a guard of the table refuses.
pub fn append(tx: &Transaction<'_>, entry: &Entry<'_>) -> Result<Head> {
    let before = head(tx)?;
    let last_wall: Option<Instant> = tx
        .prepare_cached("SELECT wall_ms FROM audit WHERE seq = :seq")?
        .query_row(named_params! { ":seq": before.seq }, |row| row.get("wall_ms"))
        .map(Some)
        .or_else(|error| if matches!(error, rusqlite::Error::QueryReturnedNoRows) { Ok(None) } else { Err(error) })?;
    let mut stored = StoredEntry {
        seq: before.seq + 1,
        wall: entry.at,
        clock_flag: last_wall.is_some_and(|last| entry.at < last),
        user: entry.user,
        action: entry.action.code().to_owned(),
        subject: entry.subject.clone(),
        revision: entry.revision,
        content_digest: entry.content_digest,
        reason: entry.reason.map(|reason| reason.nfc().collect()),
        prev: before.hash,
        hash: [0; 32],
    };
    stored.hash = stored.computed_hash();
    tx.prepare_cached(
        "INSERT INTO audit (seq, wall_ms, clock_flag, user_id, action, subject, revision, content_digest, reason, prev, hash)
         VALUES (:seq, :wall_ms, :clock_flag, :user_id, :action, :subject, :revision, :content_digest, :reason, :prev, :hash)",
    )?
    .execute(named_params! {
        ":seq": stored.seq,
        ":wall_ms": stored.wall,
        ":clock_flag": stored.clock_flag,
        ":user_id": stored.user.as_ref().map(UserId::bytes),
        ":action": stored.action,
        ":subject": stored.subject,
        ":revision": stored.revision,
        ":content_digest": stored.content_digest,
        ":reason": stored.reason,
        ":prev": stored.prev,
        ":hash": stored.hash,
    })
    .map_err(|error| match error.sqlite_error_code() {
        // The entry continues the one read above: what stands in its way is not as it was written.
        Some(rusqlite::ErrorCode::ConstraintViolation) => Error::Damaged(crate::Damage::Record),
        _ => error.into(),
    })?;
    Ok(Head { seq: stored.seq, hash: stored.hash })
}

/// The newest entries before `before` (or the newest of all), newest first.
///
/// # Errors
/// The database's.
pub fn list(conn: &Connection, before: Option<u64>, most: u32) -> Result<Vec<StoredEntry>> {
    let mut statement = conn.prepare_cached("SELECT * FROM audit WHERE seq < :before ORDER BY seq DESC LIMIT :most")?;
    let rows = statement.query_map(
        named_params! { ":before": before.unwrap_or(i64::MAX as u64), ":most": most },
        StoredEntry::from_row,
    )?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    // Our own published vector: the bytes that are hashed are spelt out here, so that another program
    // can be checked against them.
    #[test]
    fn the_hash_covers_every_field_in_the_stated_form() {
        let entry = StoredEntry {
            seq: 1,
            wall: Instant(1_770_469_500_000),
            clock_flag: false,
            user: Some(UserId([0xaa; 16])),
            action: "record_concern".into(),
            subject: Some("case:01".into()),
            revision: Some(1),
            content_digest: Some([0xbb; 32]),
            reason: None,
            prev: [0; 32],
            hash: [0; 32],
        };
        let mut bytes = b"evident/audit/v1\0".to_vec();
        bytes.extend([0, 0, 0, 0, 0, 0, 0, 1]);
        bytes.extend(1_770_469_500_000_i64.to_be_bytes());
        bytes.push(0);
        bytes.push(1);
        bytes.extend([0xaa; 16]);
        bytes.extend([0, 0, 0, 14]);
        bytes.extend(b"record_concern");
        bytes.extend([1, 0, 0, 0, 7]);
        bytes.extend(b"case:01");
        bytes.extend([1, 0, 0, 0, 0, 0, 0, 0, 1]);
        bytes.push(1);
        bytes.extend([0xbb; 32]);
        bytes.push(0);
        bytes.extend([0; 32]);
        assert_eq!(entry.computed_hash(), <[u8; 32]>::from(Sha256::digest(&bytes)));
    }

    #[test]
    fn texts_are_hashed_in_one_normal_form() {
        let entry = |reason: &str| StoredEntry {
            seq: 1,
            wall: Instant(0),
            clock_flag: false,
            user: None,
            action: "lock".into(),
            subject: None,
            revision: None,
            content_digest: None,
            reason: Some(reason.into()),
            prev: [0; 32],
            hash: [0; 32],
        };
        assert_eq!(entry("caf\u{e9}").computed_hash(), entry("cafe\u{301}").computed_hash());
    }
}
