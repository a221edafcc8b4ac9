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

/// Somebody recorded in a service, with the cases that this session may see them in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Identity.
    pub id: PersonId,
    /// The number in `P-0031`.
    pub number: u32,
    /// Full name, as recorded.
    pub name: String,
    /// References of their cases, oldest first.
    pub cases: Vec<String>,
}

/// Everybody in a service who is the subject of a case that this session may see.
///
/// # Errors
/// The database's.
pub fn with_cases(conn: &Connection, service_id: ServiceId) -> Result<Vec<Known>> {
    let mut statement = conn.prepare_cached(
        "SELECT p.id, p.number, p.name, c.reference
         FROM person AS p JOIN visible_case AS c ON c.subject_id = p.id
         WHERE p.service_id = :service_id
         ORDER BY p.number, c.recorded_at, c.reference",
    )?;
    let mut rows = statement.query(named_params! { ":service_id": service_id.bytes() })?;
    let mut people: Vec<Known> = Vec::new();
    while let Some(row) = rows.next()? {
        let id = PersonId(row.get("id")?);
        let reference = row.get("reference")?;
        match people.last_mut() {
            Some(last) if last.id == id => last.cases.push(reference),
            _ => people.push(Known { id, number: row.get("number")?, name: row.get("name")?, cases: vec![reference] }),
        }
    }
    Ok(people)
}
