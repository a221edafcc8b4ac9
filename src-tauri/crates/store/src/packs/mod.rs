//! The register of packs.

use domain::{CaseId, PackId, UserId};
use rusqlite::{Connection, OptionalExtension, Row, named_params};
use sha2::{Digest, Sha256};

use crate::{
    Instant, Result,
    revisions::Change,
    verify::{Fault, Findings},
};

/// A pack in the register.
#[derive(Debug, Clone)]
pub struct PackItem {
    /// Identity.
    pub id: PackId,
    /// `EP-2026-004`.
    pub number: String,
    /// The case.
    pub case_id: CaseId,
    /// When it was made.
    pub made_at: Instant,
    /// By whom.
    pub made_by: UserId,
    /// For which kind of reader.
    pub audience: String,
    /// For whom.
    pub recipient: String,
    /// What for.
    pub purpose: String,
    /// On what basis.
    pub basis: String,
    /// SHA-256 of the PDF.
    pub sha256: [u8; 32],
    /// Pages.
    pub pages: u32,
    /// Bytes.
    pub size: u64,
}

impl PackItem {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: PackId(row.get("id")?),
            number: row.get("number")?,
            case_id: CaseId(row.get("case_id")?),
            made_at: row.get("made_at")?,
            made_by: UserId(row.get("made_by")?),
            audience: row.get("audience")?,
            recipient: row.get("recipient")?,
            purpose: row.get("purpose")?,
            basis: row.get("basis")?,
            sha256: row.get("sha256")?,
            pages: row.get("pages")?,
            size: row.get("size")?,
        })
    }

    /// What the chain vouches for: SHA-256 over the salt, then every field in the order of this type and at the end
    /// the SHA-256 of the input. Numbers are eight bytes big-endian, texts stand behind a 32-bit length.
    fn digest(&self, salt: &[u8; 16], input: &[u8]) -> [u8; 32] {
        let mut hash = Sha256::new().chain_update(salt);
        let text = |hash: &mut Sha256, text: &str| {
            hash.update(u32::try_from(text.len()).unwrap_or(u32::MAX).to_be_bytes());
            hash.update(text.as_bytes());
        };
        hash.update(self.id.bytes());
        text(&mut hash, &self.number);
        hash.update(self.case_id.bytes());
        hash.update(self.made_at.0.to_be_bytes());
        hash.update(self.made_by.bytes());
        for field in [&self.audience, &self.recipient, &self.purpose, &self.basis] {
            text(&mut hash, field);
        }
        hash.update(self.sha256);
        hash.update(u64::from(self.pages).to_be_bytes());
        hash.update(self.size.to_be_bytes());
        hash.update(Sha256::digest(input));
        hash.finalize().into()
    }
}

/// Adds a pack with its input, which the entry of this change vouches for.
///
/// # Errors
/// The database's, or the system gave no random bytes.
pub fn add(change: &Change<'_>, pack: &PackItem, input: &[u8]) -> Result<()> {
    let salt = change.random()?;
    change.tx().prepare_cached(
        "INSERT INTO pack (id, number, case_id, made_at, made_by, audience, recipient, purpose, basis, input, sha256, pages, size, salt16, audit_seq)
         VALUES (:id, :number, :case_id, :made_at, :made_by, :audience, :recipient, :purpose, :basis, :input, :sha256, :pages, :size, :salt16, :audit_seq)",
    )?
    .execute(named_params! {
        ":id": pack.id.bytes(),
        ":number": pack.number,
        ":case_id": pack.case_id.bytes(),
        ":made_at": pack.made_at,
        ":made_by": pack.made_by.bytes(),
        ":audience": pack.audience,
        ":recipient": pack.recipient,
        ":purpose": pack.purpose,
        ":basis": pack.basis,
        ":input": input,
        ":sha256": pack.sha256,
        ":pages": pack.pages,
        ":size": pack.size,
        ":salt16": salt,
        ":audit_seq": change.audit_seq(),
    })?;
    change.vouch_for(pack.digest(&salt, input));
    Ok(())
}

/// Packs of cases this session may see, newest first.
///
/// # Errors
/// The database's.
pub fn list(conn: &Connection) -> Result<Vec<PackItem>> {
    let mut statement = conn.prepare_cached(
        "SELECT p.* FROM pack AS p JOIN visible_case AS c ON c.id = p.case_id ORDER BY p.made_at DESC, p.number DESC",
    )?;
    let rows = statement.query_map([], PackItem::from_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// One pack and the input it was built from, if this session may see its case.
///
/// # Errors
/// The database's.
pub fn get(conn: &Connection, number: &str) -> Result<Option<(PackItem, Vec<u8>)>> {
    Ok(conn
        .prepare_cached(
            "SELECT p.* FROM pack AS p JOIN visible_case AS c ON c.id = p.case_id WHERE p.number = :number COLLATE NOCASE",
        )?
        .query_row(named_params! { ":number": number }, |row| Ok((PackItem::from_row(row)?, row.get("input")?)))
        .optional()?)
}

/// Compares every row of the register with the entry that records its making.
pub(crate) fn check(conn: &Connection, findings: &mut Findings) -> Result<()> {
    let mut statement = conn.prepare(
        "SELECT p.*, p.made_at IS a.wall_ms AND p.made_by IS a.user_id AS as_entered, a.content_digest
         FROM pack AS p LEFT JOIN audit AS a ON a.seq = p.audit_seq ORDER BY p.audit_seq",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (seq, input): (u64, Vec<u8>) = (row.get("audit_seq")?, row.get("input")?);
        let digest = PackItem::from_row(row)?.digest(&row.get("salt16")?, &input);
        findings.hold(seq, digest);
        // A pack is made by an entry of its own.
        let vouched: Option<[u8; 32]> = row.get("content_digest")?;
        if !row.get::<_, bool>("as_entered")? || vouched != Some(digest) {
            findings.blame(seq, Fault::Pack { seq });
        }
    }
    Ok(())
}
