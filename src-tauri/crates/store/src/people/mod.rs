//! People a case names: supported, related, employed, professionals, and organisations.

use std::collections::BTreeMap;

use domain::{
    CaseId, PersonId, ServiceId,
    person::{PersonKind, person_reference},
};
use rusqlite::{Connection, Row, Transaction, named_params};

pub use domain::person::PersonRecord;

use crate::{
    Damage, Error, Result,
    revisions::{self, Meta, Record, Revised},
    search::{Findable, Of},
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
            "INSERT INTO person (id, rev, service_id, number, name, kind, born, merged_into, removed)
             VALUES (:id, :rev, :service_id, :number, :name, :kind, :born, :merged_into, :removed)
             ON CONFLICT (id) DO UPDATE SET rev = :rev, service_id = :service_id, name = :name, kind = :kind,
                 born = :born, merged_into = :merged_into, removed = :removed",
        )?
        .execute(named_params! {
            ":id": self.id.bytes(), ":rev": meta.rev, ":service_id": self.service_id.bytes(), ":number": self.number,
            ":name": self.name, ":kind": self.kind.code(), ":born": self.born.map(|born| born.to_string()),
            ":merged_into": self.merged_into.as_ref().map(PersonId::bytes), ":removed": self.removed,
        })?;
        Ok(())
    }

    // How to reach somebody is not looked for: a number or an address would lead to them.
    fn findable(&self) -> Option<Findable> {
        let found = Findable::new(Of::Service(self.service_id)).called(person_reference(self.number));
        (!self.removed).then(|| found.named(&self.name).named(&self.also_known_as).named(&self.organisation))
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
         FROM visible_case AS c
         JOIN person AS s ON s.id = c.subject_id
         JOIN person AS p ON p.id = coalesce(s.merged_into, s.id)
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

/// Somebody in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Identity.
    pub id: PersonId,
    /// Newest revision.
    pub rev: u32,
    /// The service that knows them.
    pub service_id: ServiceId,
    /// The number in `P-0031`.
    pub number: u32,
    /// Full name, as recorded.
    pub name: String,
    /// What they are to the service.
    pub kind: PersonKind,
    /// The record that stands for this one.
    pub merged_into: Option<PersonId>,
    /// In the bin.
    pub removed: bool,
}

impl Listed {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        let kind: String = row.get("kind")?;
        let merged: Option<[u8; 16]> = row.get("merged_into")?;
        Ok(Self {
            id: PersonId(row.get("id")?),
            rev: row.get("rev")?,
            service_id: ServiceId(row.get("service_id")?),
            number: row.get("number")?,
            name: row.get("name")?,
            kind: PersonKind::from_code(&kind).ok_or(Error::Damaged(Damage::Record))?,
            merged_into: merged.map(PersonId),
            removed: row.get("removed")?,
        })
    }
}

/// Everybody whom a service knows, those merged and those in the bin among them, by name.
///
/// # Errors
/// The database's.
pub fn list(conn: &Connection, service_id: ServiceId) -> Result<Vec<Listed>> {
    let mut statement = conn.prepare_cached(
        "SELECT id, rev, service_id, number, name, kind, merged_into, removed FROM person
         WHERE service_id = :service_id ORDER BY name COLLATE NOCASE, number",
    )?;
    let mut rows = statement.query(named_params! { ":service_id": service_id.bytes() })?;
    let mut people = Vec::new();
    while let Some(row) = rows.next()? {
        people.push(Listed::from_row(row)?);
    }
    Ok(people)
}

/// The newest wording of somebody.
///
/// # Errors
/// [`Error::NotFound`], or the database's.
pub fn get(conn: &Connection, id: PersonId) -> Result<Revised<PersonRecord>> {
    revisions::newest(conn, id.bytes())
}

/// The record that stands for somebody: their own, or the one it was merged into.
///
/// # Errors
/// [`Error::NotFound`], or the database's.
pub fn standing_for(conn: &Connection, id: PersonId) -> Result<Revised<PersonRecord>> {
    let own = get(conn, id)?;
    // One step: nobody is merged into a record that was itself merged.
    match own.record.merged_into {
        Some(other) => get(conn, other),
        None => Ok(own),
    }
}

/// Everybody who was merged into this record.
///
/// # Errors
/// The database's.
pub fn merged_into(conn: &Connection, id: PersonId) -> Result<Vec<PersonId>> {
    let mut statement = conn.prepare_cached("SELECT id FROM person WHERE merged_into = :id ORDER BY number")?;
    let rows = statement.query_map(named_params! { ":id": id.bytes() }, |row| row.get("id").map(PersonId))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Every record that another one stands for, with that other one.
///
/// # Errors
/// The database's.
pub fn merged(conn: &Connection) -> Result<BTreeMap<PersonId, PersonId>> {
    let mut statement = conn.prepare_cached("SELECT id, merged_into FROM person WHERE merged_into IS NOT NULL")?;
    let rows = statement.query_map([], |row| Ok((PersonId(row.get("id")?), PersonId(row.get("merged_into")?))))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
