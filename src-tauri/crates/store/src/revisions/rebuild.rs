//! Empties the projections and fills them again from the revisions.

use domain::CaseId;
use rusqlite::{Row, Transaction};

use super::{Record, RecordRef, Revised};
use crate::{
    Damage, Error, Result,
    actions::ActionRecord,
    cases::{CaseAnswersRecord, CaseRecord},
    concern_imports::ConcernImport,
    groups::GroupRecord,
    measures::MeasureRecord,
    parts::PartRecord,
    people::PersonRecord,
    period_notes::PeriodNoteRecord,
    reference_entries::ReferenceRecord,
    reporting::ReportingRecord,
    rounds::RoundRecord,
    search::{self, Keeping},
    timeline_events::EventRecord,
};

/// A table that shows the newest wordings of one kind of record.
pub(crate) struct Projection {
    /// Its name.
    pub(crate) table: &'static str,
    /// The columns of its key; the first holds the record's identity.
    pub(crate) key: &'static str,
    /// The kind of record; none where its column `kind` says it.
    pub(crate) kind: Option<&'static str>,
}

/// Every projection.
pub(crate) const PROJECTIONS: [Projection; 22] = [
    Projection { table: "person", key: "id", kind: Some(PersonRecord::KIND) },
    Projection { table: "safeguarding_case", key: "id", kind: Some(CaseRecord::KIND) },
    Projection { table: "case_measure", key: "case_id, measure_id", kind: Some(CaseRecord::KIND) },
    Projection { table: "timeline_event", key: "id", kind: Some(EventRecord::KIND) },
    Projection { table: "action", key: "id", kind: Some(ActionRecord::KIND) },
    Projection { table: "case_part", key: "id", kind: Some(PartRecord::KIND) },
    Projection { table: "restricted_part", key: "id", kind: Some(PartRecord::KIND) },
    Projection { table: "allegation", key: "id", kind: Some(PartRecord::KIND) },
    Projection { table: "allegation_type", key: "allegation_id, abuse_type", kind: Some(PartRecord::KIND) },
    Projection { table: "allegation_result", key: "id", kind: Some(PartRecord::KIND) },
    Projection { table: "la_decision", key: "id", kind: Some(PartRecord::KIND) },
    Projection { table: "evidence_item", key: "id", kind: Some(PartRecord::KIND) },
    Projection { table: "measure", key: "id", kind: Some(MeasureRecord::KIND) },
    Projection { table: "period_note", key: "id", kind: Some(PeriodNoteRecord::KIND) },
    Projection { table: "measure_round", key: "id", kind: Some(RoundRecord::KIND) },
    Projection { table: "part_person", key: "part_id, person_id", kind: Some(PartRecord::KIND) },
    Projection { table: "case_time", key: "id", kind: Some(PartRecord::KIND) },
    Projection { table: "case_group", key: "id", kind: Some(GroupRecord::KIND) },
    Projection { table: "own_reference_entry", key: "id", kind: Some(ReferenceRecord::KIND) },
    Projection { table: "concern_import", key: "id", kind: Some(ConcernImport::KIND) },
    Projection { table: "measure_reporting", key: "id", kind: Some(ReportingRecord::KIND) },
    Projection { table: "findable", key: "id, kind", kind: None },
];

/// Rebuilds every projection of open cases from the revisions. Measures keep their rows, which counts refer
/// to by a short key, and have their columns written anew.
///
/// # Errors
/// A revision that cannot be read, or the database's.
pub fn rebuild(tx: &Transaction<'_>) -> Result<()> {
    tx.execute_batch(
        "PRAGMA defer_foreign_keys = ON;
         DELETE FROM timeline_event; DELETE FROM action; DELETE FROM case_measure; DELETE FROM period_note;
         DELETE FROM measure_round; DELETE FROM measure_reporting;
         DELETE FROM allegation_type; DELETE FROM allegation; DELETE FROM allegation_result; DELETE FROM la_decision;
         DELETE FROM case_part; DELETE FROM restricted_part; DELETE FROM own_reference_entry; DELETE FROM case_group; DELETE FROM case_time; DELETE FROM part_person;
         DELETE FROM concern_import; DELETE FROM evidence_item;
         DELETE FROM safeguarding_case; DELETE FROM person; DELETE FROM findable;",
    )?;
    let mut statement = tx.prepare(
        "SELECT r.*, f.recorded_at AS first_recorded_at, f.seq AS first_seq FROM revision AS r
         JOIN revision AS f ON f.kind = r.kind AND f.record_id = r.record_id AND f.rev = 1 ORDER BY r.seq",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        project_row(tx, row)?;
    }
    search::make_index(tx)
}

/// Shows the newest wording of every record to a visitor, in the order first recorded. One that cannot be read is left
/// out: the comparison with the chain tells of it.
///
/// # Errors
/// The visitor's, or the database's.
pub(crate) fn each_newest(tx: &Transaction<'_>, visitor: &impl Visit) -> Result<()> {
    let mut statement = tx.prepare(
        "SELECT r.*, f.recorded_at AS first_recorded_at, f.seq AS first_seq FROM revision AS f
         JOIN revision AS r ON r.kind = f.kind AND r.record_id = f.record_id
             AND r.rev = (SELECT max(rev) FROM revision WHERE kind = f.kind AND record_id = f.record_id)
         WHERE f.rev = 1 ORDER BY f.seq",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        match visit(tx, row, visitor) {
            Ok(_) | Err(Error::Damaged(Damage::Record)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// What is done with each wording that is read.
pub(crate) trait Visit {
    /// Takes one.
    ///
    /// # Errors
    /// Its own.
    fn record<R: Record>(&self, tx: &Transaction<'_>, revised: &Revised<R>) -> Result<()>;
}

/// Writes it into its projections.
struct Project;

impl Visit for Project {
    fn record<R: Record>(&self, tx: &Transaction<'_>, revised: &Revised<R>) -> Result<()> {
        revised.record.project(tx, &revised.meta)?;
        search::keep(tx, &revised.record, &revised.meta, Keeping::RowAlone)?;
        match revised.record.case_id() {
            Some(case_id) => crate::cases::touch(tx, case_id, revised.meta.recorded_at),
            None => Ok(()),
        }
    }
}

/// What a wording's own text says that it belongs to.
pub(crate) struct Projected {
    /// The record.
    pub(crate) record: RecordRef,
    /// Its case, if one.
    pub(crate) case_id: Option<CaseId>,
}

/// Writes one wording into its projection; none where its text was taken out.
///
/// # Errors
/// A wording that cannot be read, or the database's.
pub(crate) fn project_row(tx: &Transaction<'_>, row: &Row<'_>) -> Result<Option<Projected>> {
    visit(tx, row, &Project)
}

fn visit(tx: &Transaction<'_>, row: &Row<'_>, visitor: &impl Visit) -> Result<Option<Projected>> {
    let kind: String = row.get("kind")?;
    match kind.as_str() {
        PersonRecord::KIND => visit_as::<PersonRecord>(tx, row, visitor),
        CaseRecord::KIND => visit_as::<CaseRecord>(tx, row, visitor),
        CaseAnswersRecord::KIND => visit_as::<CaseAnswersRecord>(tx, row, visitor),
        EventRecord::KIND => visit_as::<EventRecord>(tx, row, visitor),
        ActionRecord::KIND => visit_as::<ActionRecord>(tx, row, visitor),
        PartRecord::KIND => visit_as::<PartRecord>(tx, row, visitor),
        MeasureRecord::KIND => visit_as::<MeasureRecord>(tx, row, visitor),
        PeriodNoteRecord::KIND => visit_as::<PeriodNoteRecord>(tx, row, visitor),
        RoundRecord::KIND => visit_as::<RoundRecord>(tx, row, visitor),
        GroupRecord::KIND => visit_as::<GroupRecord>(tx, row, visitor),
        ConcernImport::KIND => visit_as::<ConcernImport>(tx, row, visitor),
        ReferenceRecord::KIND => visit_as::<ReferenceRecord>(tx, row, visitor),
        ReportingRecord::KIND => visit_as::<ReportingRecord>(tx, row, visitor),
        _ => Err(Error::Damaged(Damage::Record)),
    }
}

fn visit_as<R: Record>(tx: &Transaction<'_>, row: &Row<'_>, visitor: &impl Visit) -> Result<Option<Projected>> {
    let body: Option<Vec<u8>> = row.get("body")?;
    if body.is_none() {
        return Ok(None);
    }
    let revised = Revised::<R>::from_row(row)?;
    visitor.record(tx, &revised)?;
    let case_id = revised.record.case_id();
    let record = RecordRef { kind: R::KIND.to_owned(), id: revised.record.record_id() };
    Ok(Some(Projected { record, case_id }))
}
