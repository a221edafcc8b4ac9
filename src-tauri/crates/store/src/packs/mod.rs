//! The register of packs.

use domain::{CaseId, PackId, UserId};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, named_params};

use crate::{Instant, Result};

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
}

/// Adds a pack with its input.
///
/// # Errors
/// The database's.
pub fn add(tx: &Transaction<'_>, pack: &PackItem, input: &[u8]) -> Result<()> {
    tx.prepare_cached(
        "INSERT INTO pack (id, number, case_id, made_at, made_by, audience, recipient, purpose, basis, input, sha256, pages, size)
         VALUES (:id, :number, :case_id, :made_at, :made_by, :audience, :recipient, :purpose, :basis, :input, :sha256, :pages, :size)",
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
    })?;
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

/// Gives each pack's hash with the chain entry that records its making.
pub(crate) fn each_digest(conn: &Connection, mut take: impl FnMut(u64, [u8; 32])) -> Result<()> {
    let mut statement = conn.prepare(
        "SELECT a.seq, p.sha256 FROM pack AS p
         JOIN audit AS a ON a.action = :action AND a.subject = 'pack:' || lower(hex(p.id)) ORDER BY a.seq",
    )?;
    let mut rows = statement.query(named_params! { ":action": domain::audit::Action::BuildPack.code() })?;
    while let Some(row) = rows.next()? {
        take(row.get("seq")?, row.get("sha256")?);
    }
    Ok(())
}
