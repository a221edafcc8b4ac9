//! Files of concerns that were brought in.

use domain::{BatchId, ServiceId, concern_import::CONCERN_IMPORT_SCHEMA};
use rusqlite::{Connection, Transaction, named_params};

pub use domain::concern_import::ConcernImport;

use crate::{
    Result,
    revisions::{self, Meta, Record, Revised},
};

impl Record for ConcernImport {
    const KIND: &'static str = "concern_import";
    const SCHEMA: u32 = CONCERN_IMPORT_SCHEMA;

    fn record_id(&self) -> [u8; 16] {
        self.id.0
    }

    fn case_id(&self) -> Option<domain::CaseId> {
        None
    }

    fn project(&self, tx: &Transaction<'_>, meta: &Meta) -> Result<()> {
        tx.prepare_cached(
            "INSERT INTO concern_import (id, rev, service_id, undone) VALUES (:id, :rev, :service_id, :undone)
             ON CONFLICT (id) DO UPDATE SET rev = :rev, undone = :undone",
        )?
        .execute(named_params! {
            ":id": self.id.bytes(), ":rev": meta.rev, ":service_id": self.service_id.bytes(), ":undone": self.undone,
        })?;
        Ok(())
    }
}

/// Every import of a service, newest first.
///
/// # Errors
/// The database's.
pub fn list(conn: &Connection, service_id: ServiceId) -> Result<Vec<Revised<ConcernImport>>> {
    let mut statement = conn.prepare_cached("SELECT id FROM concern_import WHERE service_id = :service")?;
    let ids: Vec<[u8; 16]> = statement
        .query_map(named_params! { ":service": service_id.bytes() }, |row| row.get("id"))?
        .collect::<rusqlite::Result<_>>()?;
    let mut imports: Vec<Revised<ConcernImport>> =
        ids.iter().map(|id| revisions::newest(conn, id)).collect::<Result<_>>()?;
    imports.sort_by_key(|import| std::cmp::Reverse(import.meta.first_seq));
    Ok(imports)
}

/// The import with this identity.
///
/// # Errors
/// [`crate::Error::NotFound`], or the database's.
pub fn get(conn: &Connection, id: BatchId) -> Result<Revised<ConcernImport>> {
    revisions::newest(conn, id.bytes())
}
