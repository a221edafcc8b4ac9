//! Compares every file and every piece with the entry that vouches for them.

use std::collections::BTreeMap;

use domain::FileId;
use rusqlite::{Connection, named_params};
use sha2::{Digest, Sha256};

use super::{FileItem, PIECE, total_size};
use crate::{
    CheckStep, Error, Result, Watch,
    verify::{Fault, Findings, Standing},
};

/// Compares all of them. Every byte is read: a piece may have been exchanged together with its hash.
pub(crate) fn check(conn: &Connection, findings: &mut Findings, watch: &Watch) -> Result<()> {
    let mut expected = entries(conn)?;
    let mut progress = Progress { done: 0, total: total_size(conn)?, watch };
    let mut statement = conn.prepare(
        "SELECT f.*, f.added_at IS a.wall_ms AND f.added_by IS a.user_id AS as_entered, a.content_digest
         FROM evidence_file AS f LEFT JOIN audit AS a ON a.seq = f.audit_seq
         WHERE f.state = 'kept' ORDER BY f.audit_seq, f.key",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (seq, salt): (u64, [u8; 16]) = (row.get("audit_seq")?, row.get("salt16")?);
        let vouched: Option<[u8; 32]> = row.get("content_digest")?;
        let as_entered: bool = row.get("as_entered")?;
        let file = FileItem::from_row(row)?;
        let pieces = pieces(conn, &file, seq, findings, &mut progress)?;
        if expected.remove(&file.id) != Some(seq) {
            // No entry says that this file was added, or another one does.
            findings.blame(seq, Fault::File { standing: Standing::Surplus, file: file.id, seq: None });
            continue;
        }
        let digest = file.digest(&salt, &pieces.hashes);
        findings.hold(seq, digest);
        let is_whole = pieces.are_sound && pieces.sha256 == file.sha256 && pieces.size == file.size;
        if !(as_entered && is_whole && vouched == Some(digest)) {
            let standing = Standing::Differs;
            findings.blame(seq, Fault::File { standing, file: file.id, seq: Some(seq) });
        }
    }
    for (file, seq) in expected {
        findings.blame(seq, Fault::File { standing: Standing::Missing, file, seq: Some(seq) });
    }
    strays(conn, findings)
}

/// The entries of the chain by which files were added.
fn entries(conn: &Connection) -> Result<BTreeMap<FileId, u64>> {
    let mut statement = conn.prepare("SELECT seq, subject FROM audit WHERE action = 'add_evidence' ORDER BY seq")?;
    let rows = statement.query_map([], |row| Ok((row.get::<_, Option<String>>("subject")?, row.get("seq")?)))?;
    let mut entries = BTreeMap::new();
    for row in rows {
        let (subject, seq) = row?;
        let id = subject.as_deref().and_then(|subject| subject.strip_prefix("file:")?.parse().ok());
        if let Some(id) = id {
            entries.insert(id, seq);
        }
    }
    Ok(entries)
}

/// What the pieces of one file come to.
struct Pieces {
    hashes: Vec<[u8; 32]>,
    sha256: [u8; 32],
    size: u64,
    are_sound: bool,
}

/// Reads every piece of a file and blames those that are not what their place calls for.
fn pieces(
    conn: &Connection,
    file: &FileItem,
    seq: u64,
    findings: &mut Findings,
    progress: &mut Progress<'_>,
) -> Result<Pieces> {
    let mut whole = Sha256::new();
    let mut found = Pieces { hashes: Vec::new(), sha256: [0; 32], size: 0, are_sound: true };
    let mut blame = |standing, n| {
        findings.blame(seq, Fault::Piece { standing, file: Some(file.id), n, seq: Some(seq) });
    };
    let mut next = 0;
    let mut statement =
        conn.prepare_cached("SELECT n, sha256, bytes FROM evidence_chunk WHERE file_key = :file_key ORDER BY n")?;
    let mut rows = statement.query(named_params! { ":file_key": file.key })?;
    while let Some(row) = rows.next()? {
        let (n, sha256): (u32, [u8; 32]) = (row.get("n")?, row.get("sha256")?);
        let bytes = row.get_ref("bytes")?.as_blob().unwrap_or_default();
        for missing in next..n.min(file.pieces()) {
            blame(Standing::Missing, missing);
            found.are_sound = false;
        }
        next = n.saturating_add(1);
        if n >= file.pieces() {
            blame(Standing::Surplus, n);
            found.are_sound = false;
        } else if sha256 != *Sha256::digest(bytes) || bytes.len() != length(file, n) {
            blame(Standing::Differs, n);
            found.are_sound = false;
        }
        whole.update(bytes);
        found.size += bytes.len() as u64;
        found.hashes.push(sha256);
        progress.read(bytes.len())?;
    }
    for missing in next..file.pieces() {
        blame(Standing::Missing, missing);
        found.are_sound = false;
    }
    found.sha256 = whole.finalize().into();
    Ok(found)
}

/// How long the `n`th piece of a file is.
fn length(file: &FileItem, n: u32) -> usize {
    let before = u64::from(n) * PIECE as u64;
    usize::try_from(file.size.saturating_sub(before)).map_or(PIECE, |left| left.min(PIECE))
}

/// Pieces of no file at all.
fn strays(conn: &Connection, findings: &mut Findings) -> Result<()> {
    let mut statement = conn.prepare(
        "SELECT n FROM evidence_chunk WHERE file_key NOT IN (SELECT key FROM evidence_file) ORDER BY file_key, n",
    )?;
    let rows = statement.query_map([], |row| row.get::<_, u32>("n"))?;
    for n in rows {
        findings.add(Fault::Piece { standing: Standing::Surplus, file: None, n: n?, seq: None });
    }
    Ok(())
}

struct Progress<'a> {
    done: u64,
    total: u64,
    watch: &'a Watch,
}

impl Progress<'_> {
    fn read(&mut self, bytes: usize) -> Result<()> {
        self.done += bytes as u64;
        let step = CheckStep::Files { done: self.done.min(self.total), total: self.total };
        if (self.watch)(step) { Ok(()) } else { Err(Error::Stopped) }
    }
}
