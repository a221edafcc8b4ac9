//! People supported.

use domain::{CaseId, PersonId, ServiceId};
use rusqlite::{Connection, Transaction, named_params};

pub use domain::person::PersonRecord;

use crate::{
    Result,
    revisions::{Meta, Record},
};

impl Record for PersonRecord {
    const KIND: &'static str = "person";
    const SCHEMA: u32 = domain::person::PERSON_SCHEMA;

    fn record_id(&self) -> [u8; 16] {
        self.id.0
    }

    fn case_id(&self) -> Option<CaseId> {
        None
    }

    fn project(&self, tx: &Transaction<'_>, meta: &Meta) -> Result<()> {
        tx.prepare_cached(
            "INSERT INTO person (id, rev, service_id, number, name) VALUES (:id, :rev, :service_id, :number, :name)
             ON CONFLICT (id) DO UPDATE SET rev = :rev, service_id = :service_id, name = :name",
        )?
        .execute(named_params! {
            ":id": self.id.bytes(), ":rev": meta.rev, ":service_id": self.service_id.bytes(), ":number": self.number, ":name": self.name,
        })?;
        Ok(())
    }
}

/// The person of this name in a service, when there is exactly one.
///
/// # Errors
/// The database's.
pub fn find_by_name(conn: &Connection, service_id: ServiceId, name: &str) -> Result<Option<PersonId>> {
    let mut statement =
        conn.prepare_cached("SELECT id FROM person WHERE service_id = :service_id AND name = :name COLLATE NOCASE")?;
    let ids: Vec<PersonId> = statement
        .query_map(named_params! { ":service_id": service_id.bytes(), ":name": name }, |row| {
            row.get("id").map(PersonId)
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(if let [only] = ids.as_slice() { Some(*only) } else { None })
}
