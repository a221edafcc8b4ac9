//! The record: every wording of every thing, in the order in which it was written.
//!
//! Tables with columns are projections. [`rebuild`] empties them and fills them again from here.

mod change;
mod rebuild;

use domain::{CaseId, UserId};
use rusqlite::{Connection, Row, Transaction, named_params};
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};

pub use change::{Change, Stamp};
pub use rebuild::rebuild;
pub(crate) use rebuild::{PROJECTIONS, Projection, Visit, each_newest, project_row};

use crate::{Damage, Error, Instant, Result, canonical, search::Findable};

/// Something whose wordings are kept as revisions.
pub trait Record: Serialize + DeserializeOwned {
    /// The word in the `kind` column. Never changed once released.
    const KIND: &'static str;
    /// The number of the canonical form that is written now.
    const SCHEMA: u32;
    /// Its identity.
    fn record_id(&self) -> [u8; 16];
    /// The case it belongs to, if one.
    fn case_id(&self) -> Option<CaseId>;
    /// Writes its current values into the projection.
    ///
    /// # Errors
    /// The database's.
    fn project(&self, tx: &Transaction<'_>, meta: &Meta) -> Result<()>;
    /// What it is found by; none where it is not looked for by words, or is in the bin.
    fn findable(&self) -> Option<Findable> {
        None
    }
}

/// A record, by its kind and identity.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RecordRef {
    /// The word in the `kind` column.
    pub kind: String,
    /// Its identity.
    pub id: [u8; 16],
}

/// What a revision says beside its body.
#[derive(Debug, Clone)]
pub struct Meta {
    /// Its place among all revisions.
    pub seq: u64,
    /// Its number among those of one record, from 1.
    pub rev: u32,
    /// When it was recorded.
    pub recorded_at: Instant,
    /// Who recorded it.
    pub author_id: UserId,
    /// The reason given for it.
    pub reason: Option<String>,
    /// When the record's first revision was recorded.
    pub first_recorded_at: Instant,
    /// The first revision's place among all revisions.
    pub first_seq: u64,
}

/// A revision with its body.
#[derive(Debug, Clone)]
pub struct Revised<R> {
    /// What it says of itself.
    pub meta: Meta,
    /// The record as it then stood.
    pub record: R,
}

impl<R: Record> Revised<R> {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        let meta = meta_from_row(row)?;
        let body: Option<Vec<u8>> = row.get("body")?;
        let body = body.ok_or(Error::NotFound)?;
        let (_, record) = canonical::from_canonical(&body).map_err(|_| Error::Damaged(Damage::Record))?;
        Ok(Self { meta, record })
    }
}

fn meta_from_row(row: &Row<'_>) -> Result<Meta> {
    Ok(Meta {
        seq: row.get("seq")?,
        rev: row.get("rev")?,
        recorded_at: row.get("recorded_at")?,
        author_id: UserId(row.get("author_id")?),
        reason: row.get("reason")?,
        first_recorded_at: row.get("first_recorded_at")?,
        first_seq: row.get("first_seq")?,
    })
}

/// The columns that [`Revised::from_row`] reads.
const COLUMNS: &str = "r.seq, r.rev, r.recorded_at, r.author_id, r.reason, r.body,
    f.recorded_at AS first_recorded_at, f.seq AS first_seq";
const FROM: &str = "revision AS r JOIN revision AS f ON f.kind = r.kind AND f.record_id = r.record_id AND f.rev = 1";

/// The newest revision of a record.
///
/// # Errors
/// [`Error::NotFound`], or the database's.
pub fn newest<R: Record>(conn: &Connection, id: &[u8; 16]) -> Result<Revised<R>> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM {FROM} WHERE r.kind = :kind AND r.record_id = :id ORDER BY r.rev DESC LIMIT 1"
    ))?;
    let mut rows = statement.query(named_params! { ":kind": R::KIND, ":id": id })?;
    rows.next()?.map_or(Err(Error::NotFound), Revised::from_row)
}

/// Every revision of a record, oldest first.
///
/// # Errors
/// The database's.
pub fn history<R: Record>(conn: &Connection, id: &[u8; 16]) -> Result<Vec<Revised<R>>> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM {FROM} WHERE r.kind = :kind AND r.record_id = :id ORDER BY r.rev"
    ))?;
    let mut rows = statement.query(named_params! { ":kind": R::KIND, ":id": id })?;
    let mut revisions = Vec::new();
    while let Some(row) = rows.next()? {
        revisions.push(Revised::from_row(row)?);
    }
    Ok(revisions)
}

/// The newest revision of a record that was recorded by a moment.
///
/// # Errors
/// [`Error::NotFound`] for what was not recorded yet, or the database's.
pub fn newest_at<R: Record>(conn: &Connection, id: &[u8; 16], at: Instant) -> Result<Revised<R>> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM {FROM} WHERE r.kind = :kind AND r.record_id = :id AND r.recorded_at <= :at
         ORDER BY r.rev DESC LIMIT 1"
    ))?;
    let mut rows = statement.query(named_params! { ":kind": R::KIND, ":id": id, ":at": at })?;
    rows.next()?.map_or(Err(Error::NotFound), Revised::from_row)
}

/// The newest revision of every record of one kind in a case, in the order first recorded.
///
/// # Errors
/// The database's.
pub fn newest_of_case<R: Record>(conn: &Connection, case_id: CaseId) -> Result<Vec<Revised<R>>> {
    of_case_at(conn, case_id, Instant(i64::MAX))
}

/// Every record of one kind in a case as it stood at a moment, in the order first recorded.
///
/// # Errors
/// The database's.
pub fn of_case_at<R: Record>(conn: &Connection, case_id: CaseId, at: Instant) -> Result<Vec<Revised<R>>> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM {FROM} WHERE r.kind = :kind AND r.case_id = :case_id
         AND r.rev = (SELECT max(n.rev) FROM revision AS n
                      WHERE n.kind = r.kind AND n.record_id = r.record_id AND n.recorded_at <= :at)
         ORDER BY f.seq"
    ))?;
    let mut rows = statement.query(named_params! { ":kind": R::KIND, ":case_id": case_id.bytes(), ":at": at })?;
    let mut revisions = Vec::new();
    while let Some(row) = rows.next()? {
        revisions.push(Revised::from_row(row)?);
    }
    Ok(revisions)
}

/// Every revision of every record of one kind in a case, in the order in which they were written.
///
/// # Errors
/// The database's.
pub fn every_of_case<R: Record>(conn: &Connection, case_id: CaseId) -> Result<Vec<Revised<R>>> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM {FROM} WHERE r.kind = :kind AND r.case_id = :case_id ORDER BY r.seq"
    ))?;
    let mut rows = statement.query(named_params! { ":kind": R::KIND, ":case_id": case_id.bytes() })?;
    let mut revisions = Vec::new();
    while let Some(row) = rows.next()? {
        revisions.push(Revised::from_row(row)?);
    }
    Ok(revisions)
}

/// The digest that vouches for a wording: SHA-256 over its salt and its canonical bytes.
pub(crate) fn content_digest(salt: &[u8], body: &[u8]) -> [u8; 32] {
    Sha256::new().chain_update(salt).chain_update(body).finalize().into()
}
