//! Cases like other cases.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::{CaseId, PersonId, ServiceId, case::CaseState, recurrence::Likeness, time::FactTime};
use rusqlite::{Connection, named_params};

use crate::{Damage, Error, Result, fact_time};

/// A case like another.
#[derive(Debug, Clone)]
pub struct Similar {
    /// Identity.
    pub id: CaseId,
    /// `SG-2026-007`.
    pub reference: String,
    /// Short name.
    pub title: String,
    /// Where it stands.
    pub state: CaseState,
    /// When the service became aware.
    pub aware: FactTime,
    /// In which ways.
    pub likeness: Vec<Likeness>,
}

/// Cases like one case that became known between two moments (UTC milliseconds), in that order.
///
/// # Errors
/// The database's.
pub fn similar(conn: &Connection, id: CaseId, from: i64, to: i64) -> Result<Vec<Similar>> {
    let mut statement = conn.prepare_cached(include_str!("similar.sql"))?;
    let mut rows = statement.query(named_params! { ":id": id.bytes(), ":from": from, ":to": to })?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let state: String = row.get("state")?;
        let mut likeness = Vec::new();
        for (column, like) in [
            ("same_person", Likeness::SamePerson),
            ("same_source", Likeness::SameSource),
            ("same_type", Likeness::SameTypeAndService),
        ] {
            if row.get::<_, bool>(column)? {
                likeness.push(like);
            }
        }
        found.push(Similar {
            id: CaseId(row.get("id")?),
            reference: row.get("reference")?,
            title: row.get("title")?,
            state: CaseState::from_code(&state).ok_or(Error::Damaged(Damage::Record))?,
            aware: fact_time::from_row(row, "aware")?,
            likeness,
        });
    }
    Ok(found)
}

/// What recurrence asks of every case.
#[derive(Debug, Clone)]
pub struct Compared {
    /// Identity.
    pub id: CaseId,
    /// `SG-2026-007`.
    pub reference: String,
    /// Its service.
    pub service_id: ServiceId,
    /// The day on which the service became aware.
    pub aware: NaiveDate,
    /// The day of its closure.
    pub closed_on: Option<NaiveDate>,
    /// The adult, under the record that stands for them.
    pub person: Option<PersonId>,
    /// Who is alleged to have caused harm, under the records that stand for them.
    pub sources: BTreeSet<PersonId>,
    /// Types of abuse or neglect.
    pub types: BTreeSet<String>,
}

/// Every case this session may see that was not withdrawn, by identity.
///
/// # Errors
/// The database's.
pub fn compared(conn: &Connection) -> Result<Vec<Compared>> {
    let mut statement = conn.prepare_cached(
        "SELECT c.id, c.reference, c.service_id, c.aware_date, c.closed_on, coalesce(p.merged_into, p.id) AS person
         FROM visible_case AS c LEFT JOIN person AS p ON p.id = c.subject_id
         WHERE c.state NOT IN ('draft', 'withdrawn') ORDER BY c.id",
    )?;
    let mut rows = statement.query([])?;
    let mut cases: Vec<Compared> = Vec::new();
    while let Some(row) = rows.next()? {
        let day = |text: String| text.parse().map_err(|_| Error::Damaged(Damage::Record));
        let closed_on: Option<String> = row.get("closed_on")?;
        let person: Option<[u8; 16]> = row.get("person")?;
        cases.push(Compared {
            id: CaseId(row.get("id")?),
            reference: row.get("reference")?,
            service_id: ServiceId(row.get("service_id")?),
            aware: day(row.get("aware_date")?)?,
            closed_on: closed_on.map(day).transpose()?,
            person: person.map(PersonId),
            sources: BTreeSet::new(),
            types: BTreeSet::new(),
        });
    }
    let mut statement = conn.prepare_cached(
        "SELECT a.case_id, coalesce(p.merged_into, p.id) AS person, t.abuse_type
         FROM allegation AS a
         LEFT JOIN person AS p ON p.id = a.person_id
         LEFT JOIN allegation_type AS t ON t.allegation_id = a.id
         WHERE a.removed = 0",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id = CaseId(row.get("case_id")?);
        let Ok(place) = cases.binary_search_by_key(&id, |case| case.id) else { continue };
        let Some(case) = cases.get_mut(place) else { continue };
        let person: Option<[u8; 16]> = row.get("person")?;
        case.sources.extend(person.map(PersonId));
        case.types.extend(row.get::<_, Option<String>>("abuse_type")?);
    }
    Ok(cases)
}
