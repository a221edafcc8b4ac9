//! Lists that a provider may extend. Compiled data seeds and updates them, and never touches a
//! provider's own rows; a code is never reused.

use chrono::NaiveDate;
use domain::{
    CaseId, ReferenceId,
    reference::{ITEMS_PREFIX, REFERENCE_SCHEMA},
};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, named_params};
use sha2::{Digest, Sha256};

pub use domain::reference::ReferenceRecord;

use crate::{
    Damage, Error, Result,
    revisions::{Meta, Record},
};

impl Record for ReferenceRecord {
    const KIND: &'static str = "reference";
    const SCHEMA: u32 = REFERENCE_SCHEMA;

    fn record_id(&self) -> [u8; 16] {
        self.id.0
    }

    fn case_id(&self) -> Option<CaseId> {
        None
    }

    fn project(&self, tx: &Transaction<'_>, meta: &Meta) -> Result<()> {
        tx.prepare_cached(
            "INSERT INTO own_reference_entry (id, rev, kind, code, label, data, source, valid_from, retired_on)
             VALUES (:id, :rev, :kind, :code, :label, :data, :source, :valid_from, :retired_on)
             ON CONFLICT (id) DO UPDATE SET rev = :rev, label = :label, data = :data, source = :source,
                 valid_from = :valid_from, retired_on = :retired_on",
        )?
        .execute(named_params! {
            ":id": self.id.bytes(), ":rev": meta.rev, ":kind": self.list, ":code": self.code, ":label": self.label,
            ":data": self.data, ":source": self.source, ":valid_from": self.valid_from.to_string(),
            ":retired_on": self.retired_on.map(|day| day.to_string()),
        })?;
        Ok(())
    }
}

/// One row of a list that is the provider's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnEntry {
    /// Identity.
    pub id: ReferenceId,
    /// Newest revision.
    pub rev: u32,
    /// Code within its list.
    pub code: String,
    /// As shown.
    pub label: String,
    /// JSON, of the form its list prescribes.
    pub data: String,
    /// Since when it is offered.
    pub valid_from: NaiveDate,
    /// Since when it is no longer offered.
    pub retired_on: Option<NaiveDate>,
}

impl OwnEntry {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        let retired: Option<String> = row.get("retired_on")?;
        let day = |text: String| text.parse().map_err(|_| Error::Damaged(Damage::Record));
        Ok(Self {
            id: ReferenceId(row.get("id")?),
            rev: row.get("rev")?,
            code: row.get("code")?,
            label: row.get("label")?,
            data: row.get("data")?,
            valid_from: day(row.get("valid_from")?)?,
            retired_on: retired.map(day).transpose()?,
        })
    }
}

/// A provider's own rows of a list, those retired among them, by their codes.
///
/// # Errors
/// The database's.
pub fn own(conn: &Connection, kind: &str) -> Result<Vec<OwnEntry>> {
    let mut statement = conn.prepare_cached(
        "SELECT id, rev, code, label, data, valid_from, retired_on FROM own_reference_entry WHERE kind = :kind ORDER BY code",
    )?;
    let mut rows = statement.query(named_params! { ":kind": kind })?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        entries.push(OwnEntry::from_row(row)?);
    }
    Ok(entries)
}

/// A provider's own answers in every list of answers, those retired among them: the list and the row, in the order
/// added.
///
/// # Errors
/// The database's.
pub fn own_items(conn: &Connection) -> Result<Vec<(String, OwnEntry)>> {
    let mut statement = conn.prepare_cached(
        "SELECT id, rev, kind, code, label, data, valid_from, retired_on FROM own_reference_entry
         WHERE substr(kind, 1, length(:prefix)) = :prefix ORDER BY kind, length(code), code",
    )?;
    let mut rows = statement.query(named_params! { ":prefix": ITEMS_PREFIX })?;
    let mut items = Vec::new();
    while let Some(row) = rows.next()? {
        let kind: String = row.get("kind")?;
        let list = kind.trim_start_matches(ITEMS_PREFIX).to_owned();
        items.push((list, OwnEntry::from_row(row)?));
    }
    Ok(items)
}

/// One row of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferenceEntry {
    /// Code within its list.
    pub code: String,
    /// As shown.
    pub label: String,
    /// JSON, of the form its list prescribes.
    pub data: String,
    /// Where it comes from.
    pub source: String,
    /// From when it holds.
    pub valid_from: NaiveDate,
}

/// Adds what is missing in a list and updates what came with the program. Writes nothing when this edition of the list
/// stands there already.
///
/// # Errors
/// The database's.
pub fn seed(tx: &Transaction<'_>, kind: &str, entries: &[ReferenceEntry]) -> Result<()> {
    let digest = digest_of(entries);
    let stands: Option<[u8; 32]> = tx
        .prepare_cached("SELECT digest FROM reference_list WHERE kind = :kind")?
        .query_row(named_params! { ":kind": kind }, |row| row.get("digest"))
        .optional()?;
    if stands == Some(digest) {
        return Ok(());
    }
    let mut statement = tx.prepare_cached(
        "INSERT INTO reference_entry (kind, code, label, data, source, own, valid_from) VALUES (:kind, :code, :label, :data, :source, 0, :valid_from)
         ON CONFLICT (kind, code) DO UPDATE SET label = :label, data = :data, source = :source, valid_from = :valid_from WHERE own = 0",
    )?;
    for entry in entries {
        statement.execute(named_params! {
            ":kind": kind,
            ":code": entry.code,
            ":label": entry.label,
            ":data": entry.data,
            ":source": entry.source,
            ":valid_from": entry.valid_from.to_string(),
        })?;
    }
    tx.prepare_cached(
        "INSERT INTO reference_list (kind, digest) VALUES (:kind, :digest) ON CONFLICT (kind) DO UPDATE SET digest = :digest",
    )?
    .execute(named_params! { ":kind": kind, ":digest": digest })?;
    Ok(())
}

/// SHA-256 over every field of every row, each text behind its length.
fn digest_of(entries: &[ReferenceEntry]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for entry in entries {
        let valid_from = entry.valid_from.to_string();
        for field in [&entry.code, &entry.label, &entry.data, &entry.source, &valid_from] {
            hash.update((field.len() as u64).to_be_bytes());
            hash.update(field.as_bytes());
        }
    }
    hash.finalize().into()
}

/// The JSON of every row in a list that is not retired.
///
/// # Errors
/// The database's.
pub fn list(conn: &Connection, kind: &str) -> Result<Vec<String>> {
    let mut statement = conn.prepare_cached(
        "SELECT data FROM reference_entry WHERE kind = :kind AND retired_on IS NULL ORDER BY own, code",
    )?;
    let rows = statement.query_map(named_params! { ":kind": kind }, |row| row.get("data"))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The JSON of one row, retired or not.
///
/// # Errors
/// [`crate::Error::NotFound`], or the database's.
pub fn get(conn: &Connection, kind: &str, code: &str) -> Result<String> {
    Ok(conn
        .prepare_cached("SELECT data FROM reference_entry WHERE kind = :kind AND code = :code")?
        .query_row(named_params! { ":kind": kind, ":code": code }, |row| row.get("data"))?)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic
    use super::*;

    fn entry(code: &str, label: &str) -> ReferenceEntry {
        ReferenceEntry {
            code: code.to_owned(),
            label: label.to_owned(),
            data: "{}".to_owned(),
            source: "this test".to_owned(),
            valid_from: NaiveDate::from_ymd_opt(2026, 1, 1).unwrap(),
        }
    }

    #[test]
    fn a_list_is_written_once_an_edition_and_never_over_a_providers_own_row() {
        let mut conn = Connection::open_in_memory().unwrap();
        let tx = conn.transaction().unwrap();
        crate::migrations::migrate(&tx).unwrap();
        tx.execute(
            "INSERT INTO reference_entry (kind, code, label, data, source, own, valid_from) VALUES ('k', 'b', 'Ours', '{}', '', 1, '2026-01-01')",
            [],
        )
        .unwrap();
        let written = |entries: &[ReferenceEntry]| {
            let before = tx.query_row("SELECT total_changes()", [], |row| row.get::<_, i64>(0)).unwrap();
            seed(&tx, "k", entries).unwrap();
            tx.query_row("SELECT total_changes()", [], |row| row.get::<_, i64>(0)).unwrap() - before
        };
        let first = [entry("a", "One"), entry("b", "Two")];
        assert!(written(&first) > 0);
        assert_eq!(written(&first), 0, "the same edition");
        assert!(written(&[entry("a", "One, reworded"), entry("b", "Two")]) > 0);
        let labels: Vec<String> = tx
            .prepare("SELECT label FROM reference_entry ORDER BY code")
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        assert_eq!(labels, ["One, reworded", "Ours"]);
    }
}
