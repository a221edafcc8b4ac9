//! People in lists, and one person with the cases that name them.

use domain::{
    PersonId, ServiceId,
    access::{Compartment, Read},
    part::catalogue,
    person::{PersonKind, person_reference},
    plain,
};
use serde::Serialize;

use crate::{Result, Session, Vault, reference::Labels, search::Seen};

/// Somebody in a list.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct PersonRow {
    /// Identity.
    pub id: String,
    /// Newest revision.
    pub rev: u32,
    /// `P-0031`.
    pub reference: String,
    /// The number in it.
    #[serde(skip)]
    pub number: u32,
    /// Full name.
    pub name: String,
    /// What they are to the service.
    pub kind: PersonKind,
    /// The kind in words.
    pub kind_label: String,
    /// The service that knows them.
    pub service: String,
    /// The record that stands for this one, where it was merged.
    pub merged_into: Option<String>,
    /// In the bin.
    pub removed: bool,
}

/// A case that names somebody.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct PersonCase {
    /// Identity.
    pub id: String,
    /// `SG-2026-007`.
    pub reference: String,
    /// Short name.
    pub title: String,
    /// What they are in it.
    pub as_what: String,
}

/// Everything known of somebody.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct PersonDetail {
    /// The row of a list.
    pub row: PersonRow,
    /// Other names they go by.
    pub also_known_as: String,
    /// Date of birth, as a form shows it.
    pub born: String,
    /// The body they work for, and as what.
    pub organisation: String,
    /// How to reach them.
    pub contact: String,
    /// What they need to understand and be understood.
    pub communication: String,
    /// Other records of the same person, merged into this one.
    pub merged: Vec<PersonRow>,
    /// Cases of which they are the adult at risk.
    pub cases: Vec<PersonCase>,
}

/// Everybody whom the services of this session know, or one of them.
///
/// # Errors
/// Not for this role, not a service of this session, or the store's.
pub fn list(vault: &Vault, session: &Session, service: Option<ServiceId>) -> Result<Vec<PersonRow>> {
    session.require_read(Read::Cases)?;
    let services: Vec<ServiceId> = match service {
        Some(id) => vec![session.service(id)?.id],
        None => session.services.iter().map(|service| service.id).collect(),
    };
    let mut rows = Vec::new();
    for id in services {
        for person in store::people::list(vault.reader(), id)? {
            rows.push(row(session, person)?);
        }
    }
    Ok(rows)
}

fn row(session: &Session, person: store::people::Listed) -> Result<PersonRow> {
    Ok(PersonRow {
        id: person.id.to_string(),
        rev: person.rev,
        reference: person_reference(person.number),
        number: person.number,
        name: person.name,
        kind: person.kind,
        kind_label: person.kind.label().to_owned(),
        service: session.service(person.service_id)?.name.clone(),
        merged_into: person.merged_into.map(|id| id.to_string()),
        removed: person.removed,
    })
}

/// Everything known of somebody who is looked at: they stand among the last looked at from now on.
///
/// # Errors
/// As [`get`].
pub fn open(vault: &mut Vault, session: &Session, id: PersonId) -> Result<PersonDetail> {
    let detail = get(vault, session, id)?;
    vault.note_recent(Seen::Person(id));
    Ok(detail)
}

/// Everything known of somebody.
///
/// # Errors
/// Not for this role, not there for this session, or the store's.
pub fn get(vault: &Vault, session: &Session, id: PersonId) -> Result<PersonDetail> {
    session.require_read(Read::Cases)?;
    let conn = vault.reader();
    let person = store::people::get(conn, id)?.record;
    let everybody = list(vault, session, Some(person.service_id))?;
    let find = |id: PersonId| everybody.iter().find(|row| row.id == id.to_string()).cloned();
    let merged = store::people::merged_into(conn, id)?.into_iter().filter_map(find).collect();
    let open: Vec<Compartment> = Compartment::ALL.into_iter().filter(|each| session.may_open(*each)).collect();
    let labels = Labels::of(conn)?;
    let named = store::parts::naming(conn, id, &open)?.into_iter().map(|named| PersonCase {
        as_what: match named.role.as_deref().and_then(|role| labels.find("case_role", role)) {
            Some(role) => role.to_owned(),
            None => catalogue::find(&named.kind).map_or_else(String::new, |spec| spec.label.clone()),
        },
        id: named.id.to_string(),
        reference: named.reference,
        title: named.title,
    });
    let cases = store::cases::of_person(conn, id)?
        .into_iter()
        .map(|case| PersonCase {
            id: case.id.to_string(),
            reference: case.reference,
            title: case.title,
            as_what: "Adult at risk".to_owned(),
        })
        .chain(named)
        .collect();
    Ok(PersonDetail {
        row: find(id).ok_or(crate::Error::NotFound)?,
        also_known_as: person.also_known_as,
        born: person.born.map(plain::short_date_with_year).unwrap_or_default(),
        organisation: person.organisation,
        contact: person.contact,
        communication: person.communication,
        merged,
        cases,
    })
}
