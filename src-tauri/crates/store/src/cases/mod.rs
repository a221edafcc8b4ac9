//! Cases, read through `visible_case` only: what a session may not see is not there.

mod similar;

use domain::{CaseId, MeasureId, PersonId, ServiceId};
use rusqlite::{Connection, Row, Transaction, named_params};
use serde::{Deserialize, Serialize};

pub use domain::case::CaseRecord;
use domain::{
    case::{ANSWERS_SCHEMA, CASE_SCHEMA, CaseAnswers, CaseState},
    time::FactTime,
};
pub use similar::{Compared, Similar, compared, similar};

use crate::{
    Damage, Error, Instant, Result, fact_time,
    revisions::{self, Meta, Record, Revised},
    search::{Findable, Of},
};

impl Record for CaseRecord {
    const KIND: &'static str = "case";
    const SCHEMA: u32 = CASE_SCHEMA;

    fn record_id(&self) -> [u8; 16] {
        self.id.0
    }

    fn case_id(&self) -> Option<CaseId> {
        Some(self.id)
    }

    fn project(&self, tx: &Transaction<'_>, meta: &Meta) -> Result<()> {
        tx.prepare_cached(include_str!("project.sql"))?.execute(named_params! {
            ":id": self.id.bytes(),
            ":rev": meta.rev,
            ":service_id": self.service_id.bytes(),
            ":reference": self.reference,
            ":title": self.title,
            ":state": self.state.code(),
            ":access": self.access.code(),
            ":aware_date": self.aware.date.to_string(),
            ":aware_time": fact_time::time_column(&self.aware),
            ":aware_offset_min": self.aware.offset_min,
            ":aware_precision": self.aware.precision.code(),
            ":aware_sort": self.aware.sort_key(),
            ":subject_id": self.subject_id.as_ref().map(PersonId::bytes),
            ":recorded_at": meta.first_recorded_at,
            ":closed_on": self.closed_on.map(|day| day.to_string()),
            ":group_id": self.group_id.as_ref().map(domain::GroupId::bytes),
            ":removed": self.removed,
        })?;
        tx.prepare_cached("DELETE FROM case_measure WHERE case_id = :case_id")?
            .execute(named_params! { ":case_id": self.id.bytes() })?;
        for link in &self.measures {
            tx.prepare_cached("INSERT INTO case_measure (case_id, measure_id, lead) VALUES (:case_id, :measure_id, :lead)")?
                .execute(named_params! { ":case_id": self.id.bytes(), ":measure_id": link.measure_id.bytes(), ":lead": link.lead })?;
        }
        Ok(())
    }

    fn findable(&self) -> Option<Findable> {
        let found = Findable::new(Of::Case(self.id)).called(self.reference.clone()).named(&self.title);
        let found = found.text(&self.aware.text()).text(&self.first_account);
        Some(match self.subject_id {
            Some(person) => found.naming(person),
            None => found,
        })
    }
}

/// The three answers of one case, as a record of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseAnswersRecord {
    /// The case.
    pub case_id: CaseId,
    /// The answers.
    pub answers: CaseAnswers,
}

impl Record for CaseAnswersRecord {
    const KIND: &'static str = "case_answers";
    const SCHEMA: u32 = ANSWERS_SCHEMA;

    fn record_id(&self) -> [u8; 16] {
        self.case_id.0
    }

    fn case_id(&self) -> Option<CaseId> {
        Some(self.case_id)
    }

    fn project(&self, _tx: &Transaction<'_>, _meta: &Meta) -> Result<()> {
        Ok(())
    }

    fn findable(&self) -> Option<Findable> {
        let found = Findable::new(Of::Case(self.case_id)).text(&self.answers.what_changed);
        Some(found.text(&self.answers.how_risk_reduced).text(&self.answers.how_learning_embedded))
    }
}

/// A case in a list.
#[derive(Debug, Clone)]
pub struct CaseItem {
    /// Identity.
    pub id: CaseId,
    /// Its newest revision.
    pub rev: u32,
    /// The service it belongs to.
    pub service_id: ServiceId,
    /// `SG-2026-007`.
    pub reference: String,
    /// Short name.
    pub title: String,
    /// When the service became aware.
    pub aware: FactTime,
    /// Where it stands.
    pub state: CaseState,
    /// The adult at risk.
    pub subject: Option<String>,
    /// The measure on its page.
    pub lead_measure: Option<String>,
    /// When anything in it was last recorded.
    pub last_entry_at: Instant,
}

impl CaseItem {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        let state: String = row.get("state")?;
        Ok(Self {
            id: CaseId(row.get("id")?),
            rev: row.get("rev")?,
            service_id: ServiceId(row.get("service_id")?),
            reference: row.get("reference")?,
            title: row.get("title")?,
            aware: fact_time::from_row(row, "aware")?,
            state: CaseState::from_code(&state).ok_or(Error::Damaged(Damage::Record))?,
            subject: row.get("subject")?,
            lead_measure: row.get("lead_measure")?,
            last_entry_at: row.get("last_entry_at")?,
        })
    }
}

/// Every case this session may see, newest entry first.
///
/// # Errors
/// The database's.
pub fn list(conn: &Connection) -> Result<Vec<CaseItem>> {
    let mut statement = conn.prepare_cached(include_str!("list.sql"))?;
    let mut rows = statement.query([])?;
    let mut items = Vec::new();
    while let Some(row) = rows.next()? {
        items.push(CaseItem::from_row(row)?);
    }
    Ok(items)
}

/// Cases in the bin that this session may see, by reference.
///
/// # Errors
/// The database's.
pub fn bin(conn: &Connection) -> Result<Vec<Revised<CaseRecord>>> {
    let mut statement = conn.prepare_cached("SELECT id FROM binned_case ORDER BY reference")?;
    let ids: Vec<[u8; 16]> = statement.query_map([], |row| row.get("id"))?.collect::<rusqlite::Result<_>>()?;
    ids.iter().map(|id| revisions::newest(conn, id)).collect()
}

/// A case in the bin that this session may see.
///
/// # Errors
/// [`Error::NotFound`], or the database's.
pub fn in_bin(conn: &Connection, id: CaseId) -> Result<Revised<CaseRecord>> {
    conn.prepare_cached("SELECT 1 FROM binned_case WHERE id = :id")?
        .query_row(named_params! { ":id": id.bytes() }, |_| Ok(()))?;
    revisions::newest(conn, id.bytes())
}

/// Whether a case this session may see became known to its service at this moment, by [`FactTime::sort_key`], with
/// this account.
///
/// # Errors
/// The database's.
pub fn with_account(
    conn: &Connection,
    service_id: ServiceId,
    aware_sort: i64,
    account: &str,
) -> Result<Option<String>> {
    let mut statement = conn.prepare_cached(
        "SELECT id FROM visible_case WHERE service_id = :service AND aware_sort = :aware ORDER BY reference",
    )?;
    let ids: Vec<[u8; 16]> = statement
        .query_map(named_params! { ":service": service_id.bytes(), ":aware": aware_sort }, |row| row.get("id"))?
        .collect::<rusqlite::Result<_>>()?;
    for id in ids {
        let case: Revised<CaseRecord> = revisions::newest(conn, &id)?;
        if case.record.first_account.trim() == account.trim() {
            return Ok(Some(case.record.reference));
        }
    }
    Ok(None)
}

/// The place of the last thing recorded in a case, of any kind but wordings of the case itself for these reasons.
///
/// # Errors
/// The database's.
pub fn last_change(conn: &Connection, id: CaseId, but: [&str; 2]) -> Result<u64> {
    Ok(conn
        .prepare_cached(
            "SELECT max(seq) AS seq FROM revision
             WHERE case_id = :id AND NOT (kind = :case AND coalesce(reason, '') IN (:first, :second))",
        )?
        .query_row(
            named_params! { ":id": id.bytes(), ":case": CaseRecord::KIND, ":first": but[0], ":second": but[1] },
            |row| row.get("seq"),
        )?)
}

/// Cases this session may see that follow a measure.
///
/// # Errors
/// The database's.
pub fn following(conn: &Connection, measure_id: MeasureId) -> Result<Vec<CaseId>> {
    let mut statement = conn.prepare_cached(
        "SELECT c.id FROM visible_case AS c JOIN case_measure AS m ON m.case_id = c.id
         WHERE m.measure_id = :measure_id ORDER BY c.reference",
    )?;
    let rows =
        statement.query_map(named_params! { ":measure_id": measure_id.bytes() }, |row| row.get("id").map(CaseId))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// A case by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Identity.
    pub id: CaseId,
    /// `SG-2026-007`.
    pub reference: String,
    /// Short name.
    pub title: String,
}

/// Cases this session may see whose adult at risk is this person, under whichever of their records.
///
/// # Errors
/// The database's.
pub fn of_person(conn: &Connection, person: PersonId) -> Result<Vec<Named>> {
    let mut statement = conn.prepare_cached(
        "SELECT c.id, c.reference, c.title FROM visible_case AS c JOIN person AS p ON p.id = c.subject_id
         WHERE coalesce(p.merged_into, p.id) = :person ORDER BY c.aware_sort, c.reference",
    )?;
    let rows = statement.query_map(named_params! { ":person": person.bytes() }, |row| {
        Ok(Named { id: CaseId(row.get("id")?), reference: row.get("reference")?, title: row.get("title")? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The adults of every other case of the same group, also of those in the bin and of those that this session may not
/// see: their names are left out of whatever leaves. For nothing else.
///
/// # Errors
/// The database's.
pub fn other_adults(conn: &Connection, case: &CaseRecord) -> Result<Vec<PersonId>> {
    let Some(group) = case.group_id else { return Ok(Vec::new()) };
    let mut statement = conn.prepare_cached(
        "SELECT DISTINCT subject_id FROM safeguarding_case
         WHERE group_id = :group AND id <> :id AND subject_id IS NOT NULL AND subject_id IS NOT :own ORDER BY reference",
    )?;
    let own = case.subject_id.map(|id| *id.bytes());
    let rows = statement
        .query_map(named_params! { ":group": group.bytes(), ":id": case.id.bytes(), ":own": own }, |row| {
            row.get("subject_id").map(PersonId)
        })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Refuses a case that this session may not see, as if there were none.
///
/// # Errors
/// [`Error::NotFound`], or the database's.
pub fn require_visible(conn: &Connection, id: CaseId) -> Result<()> {
    Ok(conn
        .prepare_cached("SELECT 1 FROM visible_case WHERE id = :id")?
        .query_row(named_params! { ":id": id.bytes() }, |_| Ok(()))?)
}

/// The newest wording of a case this session may see.
///
/// # Errors
/// [`Error::NotFound`], or the database's.
pub fn get(conn: &Connection, id: CaseId) -> Result<Revised<CaseRecord>> {
    require_visible(conn, id)?;
    revisions::newest(conn, id.bytes())
}

/// The case with this reference, if this session may see it.
///
/// # Errors
/// [`Error::NotFound`], or the database's.
pub fn find_by_reference(conn: &Connection, reference: &str) -> Result<CaseId> {
    Ok(conn
        .prepare_cached("SELECT id FROM visible_case WHERE reference = :reference COLLATE NOCASE")?
        .query_row(named_params! { ":reference": reference }, |row| row.get("id").map(CaseId))?)
}

/// The newest answers to the three questions; none while nothing was answered.
///
/// # Errors
/// [`Error::NotFound`] for a case this session may not see, or the database's.
pub fn answers(conn: &Connection, id: CaseId) -> Result<Option<Revised<CaseAnswersRecord>>> {
    require_visible(conn, id)?;
    match revisions::newest(conn, id.bytes()) {
        Ok(revised) => Ok(Some(revised)),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Notes that something in the case was recorded.
pub(crate) fn touch(tx: &Transaction<'_>, id: CaseId, at: Instant) -> Result<()> {
    tx.prepare_cached("UPDATE safeguarding_case SET last_entry_at = max(last_entry_at, :at) WHERE id = :id")?
        .execute(named_params! { ":id": id.bytes(), ":at": at })?;
    Ok(())
}
