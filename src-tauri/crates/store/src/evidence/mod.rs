//! Files of the evidence, kept in pieces inside the database.
//!
//! A file comes in over several transactions, a few pieces each, so that none of them is long. Until its last one it is
//! `importing`: nobody sees it, and the next opening of the store clears it. With the last one it is `kept`: the audit
//! chain vouches for it and its pieces, and triggers refuse to change them.

mod check;
mod clear;
mod pieces;

use domain::{CaseId, FileId, GroupId, UserId, part::Owner};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, named_params};
use sha2::{Digest, Sha256};

pub(crate) use check::check;
pub use clear::{clear_some, clear_unfinished, has_unfinished};
pub use pieces::{PIECE, add_piece, read_piece};

use crate::{Instant, Result, groups, revisions::Change};

/// The short key of a file, inside this crate and for whoever adds its pieces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileKey(pub(crate) i64);

/// A file that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileItem {
    /// Identity.
    pub id: FileId,
    /// What it belongs to.
    pub owner: Owner,
    /// Its own name, without a path.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of the whole.
    pub sha256: [u8; 32],
    /// What it is by its content.
    pub media_type: String,
    /// When it was kept.
    pub added_at: Instant,
    /// By whom.
    pub added_by: UserId,
    key: i64,
}

impl FileItem {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        let case_id: Option<[u8; 16]> = row.get("case_id")?;
        let group_id: Option<[u8; 16]> = row.get("group_id")?;
        let owner = match (case_id, group_id) {
            (Some(id), _) => Owner::Case(CaseId(id)),
            (None, id) => Owner::Group(GroupId(id.unwrap_or_default())),
        };
        Ok(Self {
            id: FileId(row.get("id")?),
            owner,
            name: row.get("name")?,
            size: row.get("size")?,
            sha256: row.get("sha256")?,
            media_type: row.get("media_type")?,
            added_at: row.get("added_at")?,
            added_by: UserId(row.get("added_by")?),
            key: row.get("key")?,
        })
    }

    /// Of how many pieces it consists.
    #[must_use]
    pub fn pieces(&self) -> u32 {
        u32::try_from(self.size.div_ceil(PIECE as u64)).unwrap_or(u32::MAX)
    }

    /// What the chain vouches for: SHA-256 over the salt, the identity, one byte 0 and the case or one byte 1 and the
    /// group, the name, the size, the SHA-256 of the whole, the media type, when and by whom it was kept, the number of
    /// pieces and the SHA-256 of each in order. Numbers are eight bytes big-endian, texts stand behind a 32-bit length.
    fn digest(&self, salt: &[u8; 16], pieces: &[[u8; 32]]) -> [u8; 32] {
        let mut hash = Sha256::new().chain_update(salt).chain_update(self.id.bytes());
        match &self.owner {
            Owner::Case(id) => hash.update([&[0][..], id.bytes()].concat()),
            Owner::Group(id) => hash.update([&[1][..], id.bytes()].concat()),
        }
        let text = |hash: &mut Sha256, text: &str| {
            hash.update(u32::try_from(text.len()).unwrap_or(u32::MAX).to_be_bytes());
            hash.update(text.as_bytes());
        };
        text(&mut hash, &self.name);
        hash.update(self.size.to_be_bytes());
        hash.update(self.sha256);
        text(&mut hash, &self.media_type);
        hash.update(self.added_at.0.to_be_bytes());
        hash.update(self.added_by.bytes());
        hash.update((pieces.len() as u64).to_be_bytes());
        for piece in pieces {
            hash.update(piece);
        }
        hash.finalize().into()
    }
}

/// Begins a file, which nobody sees yet.
///
/// # Errors
/// [`Error::NotFound`] for a case or group that this session may not see, or the database's.
pub fn begin(tx: &Transaction<'_>, id: FileId, owner: Owner, name: &str, by: UserId, at: Instant) -> Result<FileKey> {
    let (case_id, group_id) = match &owner {
        Owner::Case(id) => {
            crate::cases::require_visible(tx, *id)?;
            (Some(id.bytes()), None)
        }
        Owner::Group(id) => {
            groups::get(tx, *id)?;
            (None, Some(id.bytes()))
        }
    };
    tx.prepare_cached(
        "INSERT INTO evidence_file (id, case_id, group_id, name, state, added_at, added_by)
         VALUES (:id, :case_id, :group_id, :name, 'importing', :added_at, :added_by)",
    )?
    .execute(named_params! {
        ":id": id.bytes(), ":case_id": case_id, ":group_id": group_id, ":name": name, ":added_at": at,
        ":added_by": by.bytes(),
    })?;
    Ok(FileKey(tx.last_insert_rowid()))
}

/// The key of a file that is still coming in: gone once the store was opened anew.
///
/// # Errors
/// [`Error::NotFound`], or the database's.
pub fn unfinished(conn: &Connection, id: FileId) -> Result<FileKey> {
    Ok(conn
        .prepare_cached("SELECT key FROM evidence_file WHERE id = :id AND state = 'importing'")?
        .query_row(named_params! { ":id": id.bytes() }, |row| row.get("key").map(FileKey))?)
}

/// Keeps a file all of whose pieces are in, vouched for by the entry of this change.
///
/// # Errors
/// [`Error::NotFound`] for one that is not coming in, the system gave no random bytes, or the database's.
pub fn keep(change: &Change<'_>, id: FileId, size: u64, sha256: [u8; 32], media_type: &str) -> Result<FileItem> {
    let (tx, salt) = (change.tx(), change.random()?);
    tx.prepare_cached(
        "UPDATE evidence_file SET state = 'kept', size = :size, sha256 = :sha256, media_type = :media_type,
             added_at = :added_at, added_by = :added_by, salt16 = :salt16, audit_seq = :audit_seq
         WHERE id = :id AND state = 'importing'",
    )?
    .execute(named_params! {
        ":id": id.bytes(), ":size": size, ":sha256": sha256, ":media_type": media_type,
        ":added_at": change.stamp().at, ":added_by": change.stamp().author_id.bytes(), ":salt16": salt,
        ":audit_seq": change.audit_seq(),
    })?;
    let item = get(tx, id)?;
    change.vouch_for(item.digest(&salt, &pieces::hashes(tx, item.key)?));
    Ok(item)
}

/// Files whose case or group this session may see.
const VISIBLE: &str = "f.state = 'kept' AND (f.case_id IN (SELECT id FROM visible_case)
    OR f.group_id IN (SELECT id FROM visible_group))";

/// A file that is kept, of a case or group this session may see.
///
/// # Errors
/// [`Error::NotFound`], or the database's.
pub fn get(conn: &Connection, id: FileId) -> Result<FileItem> {
    Ok(conn
        .prepare_cached(&format!("SELECT f.* FROM evidence_file AS f WHERE f.id = :id AND {VISIBLE}"))?
        .query_row(named_params! { ":id": id.bytes() }, FileItem::from_row)?)
}

/// The files of a case or group this session may see, in the order in which they were kept.
///
/// # Errors
/// The database's.
pub fn list(conn: &Connection, owner: Owner) -> Result<Vec<FileItem>> {
    let (case_id, group_id) = match &owner {
        Owner::Case(id) => (Some(id.bytes()), None),
        Owner::Group(id) => (None, Some(id.bytes())),
    };
    let mut statement = conn.prepare_cached(&format!(
        "SELECT f.* FROM evidence_file AS f
         WHERE (f.case_id = :case_id OR f.group_id = :group_id) AND {VISIBLE} ORDER BY f.audit_seq"
    ))?;
    let rows = statement.query_map(named_params! { ":case_id": case_id, ":group_id": group_id }, FileItem::from_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Bytes of all files that are kept, of whichever case.
///
/// # Errors
/// The database's.
pub fn total_size(conn: &Connection) -> Result<u64> {
    Ok(conn
        .prepare_cached("SELECT coalesce(sum(size), 0) AS total FROM evidence_file WHERE state = 'kept'")?
        .query_row([], |row| row.get("total"))?)
}

/// The item of evidence with this number, where this session may see its case or group: the part, and its file.
///
/// # Errors
/// The database's.
pub fn item(conn: &Connection, number: u32) -> Result<Option<(domain::PartId, Option<FileId>)>> {
    Ok(conn
        .prepare_cached(
            "SELECT i.id, i.file_id FROM evidence_item AS i WHERE i.number = :number AND i.removed = 0
             AND (i.case_id IN (SELECT id FROM visible_case) OR i.group_id IN (SELECT id FROM visible_group))",
        )?
        .query_row(named_params! { ":number": number }, |row| {
            let file: Option<[u8; 16]> = row.get("file_id")?;
            Ok((domain::PartId(row.get("id")?), file.map(FileId)))
        })
        .optional()?)
}

/// The number of the first item that a file belongs to: what people call it in a report.
///
/// # Errors
/// The database's.
pub fn number_of(conn: &Connection, id: FileId) -> Result<Option<u32>> {
    Ok(conn
        .prepare_cached("SELECT min(number) AS number FROM evidence_item WHERE file_id = :id")?
        .query_row(named_params! { ":id": id.bytes() }, |row| row.get("number"))?)
}

/// How much room the disk has for the store, where the system says.
#[must_use]
pub fn room(folder: &std::path::Path) -> Option<u64> {
    fs4::available_space(folder).ok()
}
