//! Parts of a case, each kept from those who may not read its compartment.

mod findable;
mod people;
mod times;

use domain::{
    CaseId, GroupId, PartId,
    access::Compartment,
    part::{Owner, PART_SCHEMA, Value, kind},
};
use rusqlite::{Connection, Transaction, named_params};

pub use domain::part::PartRecord;
pub use people::{NamedIn, naming};
pub use times::{CaseTimes, of_service as times_of_service};

use crate::{
    Instant, Result, cases, groups,
    revisions::{self, Meta, Record, Revised},
    search::Findable,
};

impl Record for PartRecord {
    const KIND: &'static str = "part";
    const SCHEMA: u32 = PART_SCHEMA;

    fn record_id(&self) -> [u8; 16] {
        self.id.0
    }

    fn case_id(&self) -> Option<CaseId> {
        self.owner.case()
    }

    fn project(&self, tx: &Transaction<'_>, meta: &Meta) -> Result<()> {
        let (case_id, group_id) = match &self.owner {
            Owner::Case(id) => (Some(id.bytes()), None),
            Owner::Group(id) => (None, Some(id.bytes())),
        };
        let compartment = self.compartment();
        if compartment == Compartment::General {
            tx.prepare_cached(
                "INSERT INTO case_part (id, rev, case_id, group_id, kind, recorded_at, first_seq, removed)
                 VALUES (:id, :rev, :case_id, :group_id, :kind, :recorded_at, :first_seq, :removed)
                 ON CONFLICT (id) DO UPDATE SET rev = :rev, removed = :removed",
            )?
            .execute(named_params! {
                ":id": self.id.bytes(), ":rev": meta.rev, ":case_id": case_id, ":group_id": group_id, ":kind": self.kind,
                ":recorded_at": meta.first_recorded_at, ":first_seq": meta.first_seq, ":removed": self.removed,
            })?;
        } else {
            tx.prepare_cached(
                "INSERT INTO restricted_part (id, rev, case_id, group_id, compartment, kind, recorded_at, first_seq, removed)
                 VALUES (:id, :rev, :case_id, :group_id, :compartment, :kind, :recorded_at, :first_seq, :removed)
                 ON CONFLICT (id) DO UPDATE SET rev = :rev, removed = :removed",
            )?
            .execute(named_params! {
                ":id": self.id.bytes(), ":rev": meta.rev, ":case_id": case_id, ":group_id": group_id,
                ":compartment": compartment.code(), ":kind": self.kind,
                ":recorded_at": meta.first_recorded_at, ":first_seq": meta.first_seq, ":removed": self.removed,
            })?;
        }
        people::project(self, tx, meta)?;
        if let Owner::Case(case_id) = self.owner {
            times::project(self, tx, meta, case_id)?;
        }
        match (self.owner, self.kind.as_str()) {
            (Owner::Case(case_id), kind::ALLEGATION) => self.project_allegation(tx, meta, case_id),
            (Owner::Case(case_id), kind::FINDING | kind::RISK_RESULT) => self.project_result(tx, meta, case_id),
            (Owner::Case(case_id), kind::LA_DECISION) => self.project_decision(tx, meta, case_id),
            (_, kind::EVIDENCE) => self.project_evidence(tx, meta, case_id, group_id),
            _ => Ok(()),
        }
    }

    fn findable(&self) -> Option<Findable> {
        findable::findable(self)
    }
}

trait Projected {
    fn project_allegation(&self, tx: &Transaction<'_>, meta: &Meta, case_id: CaseId) -> Result<()>;
    fn project_result(&self, tx: &Transaction<'_>, meta: &Meta, case_id: CaseId) -> Result<()>;
    fn project_decision(&self, tx: &Transaction<'_>, meta: &Meta, case_id: CaseId) -> Result<()>;
    fn project_evidence(
        &self,
        tx: &Transaction<'_>,
        meta: &Meta,
        case_id: Option<&[u8; 16]>,
        group_id: Option<&[u8; 16]>,
    ) -> Result<()>;
}

impl Projected for PartRecord {
    fn project_allegation(&self, tx: &Transaction<'_>, meta: &Meta, case_id: CaseId) -> Result<()> {
        tx.prepare_cached(
            "INSERT INTO allegation (id, rev, case_id, source, person_id, location, removed)
             VALUES (:id, :rev, :case_id, :source, :person_id, :location, :removed)
             ON CONFLICT (id) DO UPDATE SET rev = :rev, source = :source, person_id = :person_id, location = :location,
                 removed = :removed",
        )?
        .execute(named_params! {
            ":id": self.id.bytes(), ":rev": meta.rev, ":case_id": case_id.bytes(),
            ":source": self.source_of_risk().map(domain::statutory::SourceOfRisk::code),
            ":person_id": self.people("person_alleged").first().map(domain::PersonId::bytes),
            ":location": self.code("location"), ":removed": self.removed,
        })?;
        tx.prepare_cached("DELETE FROM allegation_type WHERE allegation_id = :id")?
            .execute(named_params! { ":id": self.id.bytes() })?;
        for code in self.codes("types") {
            tx.prepare_cached("INSERT OR IGNORE INTO allegation_type (allegation_id, abuse_type) VALUES (:id, :code)")?
                .execute(named_params! { ":id": self.id.bytes(), ":code": code })?;
        }
        Ok(())
    }

    fn project_result(&self, tx: &Transaction<'_>, meta: &Meta, case_id: CaseId) -> Result<()> {
        let Some(allegation) = self.parts("allegation").first() else { return Ok(()) };
        let result = self.risk_result();
        tx.prepare_cached(
            "INSERT INTO allegation_result (id, rev, case_id, allegation_id, finding, assessed, outcome, decided_on, removed)
             VALUES (:id, :rev, :case_id, :allegation_id, :finding, :assessed, :outcome, :decided_on, :removed)
             ON CONFLICT (id) DO UPDATE SET rev = :rev, allegation_id = :allegation_id, finding = :finding,
                 assessed = :assessed, outcome = :outcome, decided_on = :decided_on, removed = :removed",
        )?
        .execute(named_params! {
            ":id": self.id.bytes(), ":rev": meta.rev, ":case_id": case_id.bytes(), ":allegation_id": allegation.bytes(),
            ":finding": self.finding().map(domain::statutory::Finding::code),
            ":assessed": result.map(|(assessed, _)| assessed.code()),
            ":outcome": result.map(|(_, outcome)| outcome.code()),
            ":decided_on": day(self.fields.get("decided_on")), ":removed": self.removed,
        })?;
        Ok(())
    }

    fn project_decision(&self, tx: &Transaction<'_>, meta: &Meta, case_id: CaseId) -> Result<()> {
        tx.prepare_cached(
            "INSERT INTO la_decision (id, rev, case_id, decision, decided_on, removed)
             VALUES (:id, :rev, :case_id, :decision, :decided_on, :removed)
             ON CONFLICT (id) DO UPDATE SET rev = :rev, decision = :decision, decided_on = :decided_on, removed = :removed",
        )?
        .execute(named_params! {
            ":id": self.id.bytes(), ":rev": meta.rev, ":case_id": case_id.bytes(),
            ":decision": self.la_decision().map(domain::statutory::LaDecision::code),
            ":decided_on": day(self.fields.get("decided_on")), ":removed": self.removed,
        })?;
        Ok(())
    }

    /// What was recorded before evidence had numbers has no row.
    fn project_evidence(
        &self,
        tx: &Transaction<'_>,
        meta: &Meta,
        case_id: Option<&[u8; 16]>,
        group_id: Option<&[u8; 16]>,
    ) -> Result<()> {
        let Some(number) = self.number else { return Ok(()) };
        tx.prepare_cached(
            "INSERT INTO evidence_item (id, rev, case_id, group_id, number, file_id, removed)
             VALUES (:id, :rev, :case_id, :group_id, :number, :file_id, :removed)
             ON CONFLICT (id) DO UPDATE SET rev = :rev, file_id = :file_id, removed = :removed",
        )?
        .execute(named_params! {
            ":id": self.id.bytes(), ":rev": meta.rev, ":case_id": case_id, ":group_id": group_id, ":number": number,
            ":file_id": self.file("file").as_ref().map(domain::FileId::bytes), ":removed": self.removed,
        })?;
        Ok(())
    }
}

fn day(value: Option<&Value>) -> Option<String> {
    value.and_then(Value::day).map(|day| day.to_string())
}

/// The parts that the cases of a group share, as they stood at a moment, in the order first recorded.
///
/// # Errors
/// [`crate::Error::NotFound`], or the database's.
pub fn list_for_group_at(conn: &Connection, group_id: GroupId, at: Instant) -> Result<Vec<Revised<PartRecord>>> {
    groups::get(conn, group_id)?;
    let mut statement = conn.prepare_cached(
        "SELECT id, first_seq FROM case_part WHERE group_id = :group
         UNION ALL SELECT id, first_seq FROM restricted_part WHERE group_id = :group ORDER BY first_seq",
    )?;
    let ids: Vec<[u8; 16]> = statement
        .query_map(named_params! { ":group": group_id.bytes() }, |row| row.get("id"))?
        .collect::<rusqlite::Result<_>>()?;
    ids.iter()
        .map(|id| revisions::newest_at(conn, id, at))
        .filter(|part| !matches!(part, Err(crate::Error::NotFound)))
        .collect()
}

/// The newest wording of a part in a case this session may see.
///
/// # Errors
/// [`crate::Error::NotFound`], or the database's.
pub fn get(conn: &Connection, id: PartId) -> Result<Revised<PartRecord>> {
    let part: Revised<PartRecord> = revisions::newest(conn, id.bytes())?;
    match part.record.owner {
        Owner::Case(case_id) => cases::require_visible(conn, case_id)?,
        Owner::Group(group_id) => drop(groups::get(conn, group_id)?),
    }
    Ok(part)
}

/// Every wording of a part, oldest first.
///
/// # Errors
/// [`crate::Error::NotFound`], or the database's.
pub fn history(conn: &Connection, id: PartId) -> Result<Vec<Revised<PartRecord>>> {
    get(conn, id)?;
    revisions::history(conn, id.bytes())
}

/// The parts of a case as they stood at a moment.
///
/// # Errors
/// [`crate::Error::NotFound`], or the database's.
pub fn list_for_case_at(conn: &Connection, case_id: CaseId, at: Instant) -> Result<Vec<Revised<PartRecord>>> {
    cases::require_visible(conn, case_id)?;
    revisions::of_case_at(conn, case_id, at)
}
