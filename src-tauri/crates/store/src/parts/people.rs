//! Who is named by which part.

use domain::{
    CaseId, PersonId,
    access::Compartment,
    part::{PartRecord, Value},
};
use rusqlite::{Connection, Transaction, named_params};

use crate::{Result, revisions::Meta};

/// Writes who a part names into the projection.
pub(super) fn project(record: &PartRecord, tx: &Transaction<'_>, meta: &Meta) -> Result<()> {
    tx.prepare_cached("DELETE FROM part_person WHERE part_id = :id")?
        .execute(named_params! { ":id": record.id.bytes() })?;
    let case_id = record.owner.case();
    for value in record.fields.values() {
        let Value::People(people) = value else { continue };
        for person in people {
            tx.prepare_cached(
                "INSERT OR IGNORE INTO part_person (part_id, rev, case_id, person_id, kind, role, compartment, removed)
                 VALUES (:id, :rev, :case_id, :person, :kind, :role, :compartment, :removed)",
            )?
            .execute(named_params! {
                ":id": record.id.bytes(), ":rev": meta.rev, ":case_id": case_id.as_ref().map(CaseId::bytes),
                ":person": person.bytes(), ":kind": record.kind, ":role": record.code("role"),
                ":compartment": record.compartment().code(), ":removed": record.removed,
            })?;
        }
    }
    Ok(())
}

/// A case in which somebody is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedIn {
    /// Identity.
    pub id: CaseId,
    /// `SG-2026-007`.
    pub reference: String,
    /// Short name.
    pub title: String,
    /// The kind of part that names them.
    pub kind: String,
    /// Their role, in a participant.
    pub role: Option<String>,
}

/// Cases this session may see in which somebody is named, under whichever of their records, in the compartments given.
///
/// # Errors
/// The database's.
pub fn naming(conn: &Connection, person: PersonId, compartments: &[Compartment]) -> Result<Vec<NamedIn>> {
    let mut statement = conn.prepare_cached(
        "SELECT DISTINCT c.id, c.reference, c.title, n.kind, n.role, n.compartment
         FROM part_person AS n JOIN person AS p ON p.id = n.person_id JOIN visible_case AS c ON c.id = n.case_id
         WHERE n.removed = 0 AND coalesce(p.merged_into, p.id) = :person
         ORDER BY c.aware_sort, c.reference, n.kind",
    )?;
    let mut rows = statement.query(named_params! { ":person": person.bytes() })?;
    let mut named = Vec::new();
    while let Some(row) = rows.next()? {
        let compartment: String = row.get("compartment")?;
        if compartments.iter().any(|open| open.code() == compartment) {
            named.push(NamedIn {
                id: CaseId(row.get("id")?),
                reference: row.get("reference")?,
                title: row.get("title")?,
                kind: row.get("kind")?,
                role: row.get("role")?,
            });
        }
    }
    Ok(named)
}
