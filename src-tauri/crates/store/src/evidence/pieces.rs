//! The pieces of a file, each with its own hash.

use rusqlite::{Connection, OptionalExtension, Transaction, named_params};
use sha2::{Digest, Sha256};

use super::{FileItem, FileKey};
use crate::{Error, Result};

/// Bytes of a piece. Every piece but the last has as many.
pub const PIECE: usize = 1024 * 1024;

/// Adds the `n`th piece, from 0.
///
/// # Errors
/// The database's, which takes no piece for a file that is kept.
pub fn add_piece(tx: &Transaction<'_>, key: FileKey, n: u32, bytes: &[u8]) -> Result<()> {
    let sha256: [u8; 32] = Sha256::digest(bytes).into();
    tx.prepare_cached(
        "INSERT INTO evidence_chunk (file_key, n, sha256, bytes) VALUES (:file_key, :n, :sha256, :bytes)",
    )?
    .execute(named_params! { ":file_key": key.0, ":n": n, ":sha256": sha256, ":bytes": bytes })?;
    Ok(())
}

/// The hashes of all pieces of a file, in order.
pub(super) fn hashes(conn: &Connection, key: i64) -> Result<Vec<[u8; 32]>> {
    let mut statement =
        conn.prepare_cached("SELECT sha256 FROM evidence_chunk WHERE file_key = :file_key ORDER BY n")?;
    let rows = statement.query_map(named_params! { ":file_key": key }, |row| row.get("sha256"))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Reads the `n`th piece in place of what `into` held, and compares it with its hash.
///
/// # Errors
/// [`Error::FileDamaged`] for one that is not what was kept or is not there, or the database's.
pub fn read_piece(conn: &Connection, file: &FileItem, n: u32, into: &mut Vec<u8>) -> Result<()> {
    into.clear();
    let sha256: Option<[u8; 32]> = conn
        .prepare_cached("SELECT sha256, bytes FROM evidence_chunk WHERE file_key = :file_key AND n = :n")?
        .query_row(named_params! { ":file_key": file.key, ":n": n }, |row| {
            into.extend_from_slice(row.get_ref("bytes")?.as_blob()?);
            row.get("sha256")
        })
        .optional()?;
    let is_as_kept = sha256.is_some_and(|sha256| sha256 == *Sha256::digest(&*into));
    if is_as_kept { Ok(()) } else { Err(Error::FileDamaged(file.id)) }
}
