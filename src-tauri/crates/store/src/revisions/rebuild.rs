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
    timeline_events::EventRecord,
};

/// A table that shows the newest wordings of one kind of record.
pub(crate) struct Projection {
    /// Its name.
    pub(crate) table: &'static str,
    /// The columns of its key; the first holds the record's identity.
    pub(crate) key: &'static str,
    /// The kind of record.
    pub(crate) kind: &'static str,
}

/// Every projection.
pub(crate) const PROJECTIONS: [Projection; 21] = [
    Projection { table: "person", key: "id", kind: PersonRecord::KIND },
    Projection { table: "safeguarding_case", key: "id", kind: CaseRecord::KIND },
    Projection { table: "case_measure", key: "case_id, measure_id", kind: CaseRecord::KIND },
    Projection { table: "timeline_event", key: "id", kind: EventRecord::KIND },
    Projection { table: "action", key: "id", kind: ActionRecord::KIND },
    Projection { table: "case_part", key: "id", kind: PartRecord::KIND },
    Projection { table: "restricted_part", key: "id", kind: PartRecord::KIND },
    Projection { table: "allegation", key: "id", kind: PartRecord::KIND },
    Projection { table: "allegation_type", key: "allegation_id, abuse_type", kind: PartRecord::KIND },
    Projection { table: "allegation_result", key: "id", kind: PartRecord::KIND },
    Projection { table: "la_decision", key: "id", kind: PartRecord::KIND },
    Projection { table: "evidence_item", key: "id", kind: PartRecord::KIND },
    Projection { table: "measure", key: "id", kind: MeasureRecord::KIND },
    Projection { table: "period_note", key: "id", kind: PeriodNoteRecord::KIND },
    Projection { table: "measure_round", key: "id", kind: RoundRecord::KIND },
    Projection { table: "part_person", key: "part_id, person_id", kind: PartRecord::KIND },
    Projection { table: "case_time", key: "id", kind: PartRecord::KIND },
    Projection { table: "case_group", key: "id", kind: GroupRecord::KIND },
    Projection { table: "own_reference_entry", key: "id", kind: ReferenceRecord::KIND },
    Projection { table: "concern_import", key: "id", kind: ConcernImport::KIND },
    Projection { table: "measure_reporting", key: "id", kind: ReportingRecord::KIND },
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
         DELETE FROM safeguarding_case; DELETE FROM person;",
    )?;
    let mut statement = tx.prepare(
        "SELECT r.*, f.recorded_at AS first_recorded_at, f.seq AS first_seq FROM revision AS r
         JOIN revision AS f ON f.kind = r.kind AND f.record_id = r.record_id AND f.rev = 1 ORDER BY r.seq",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        project_row(tx, row)?;
    }
    Ok(())
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
    let kind: String = row.get("kind")?;
    match kind.as_str() {
        PersonRecord::KIND => project::<PersonRecord>(tx, row),
        CaseRecord::KIND => project::<CaseRecord>(tx, row),
        CaseAnswersRecord::KIND => project::<CaseAnswersRecord>(tx, row),
        EventRecord::KIND => project::<EventRecord>(tx, row),
        ActionRecord::KIND => project::<ActionRecord>(tx, row),
        PartRecord::KIND => project::<PartRecord>(tx, row),
        MeasureRecord::KIND => project::<MeasureRecord>(tx, row),
        PeriodNoteRecord::KIND => project::<PeriodNoteRecord>(tx, row),
        RoundRecord::KIND => project::<RoundRecord>(tx, row),
        GroupRecord::KIND => project::<GroupRecord>(tx, row),
        ConcernImport::KIND => project::<ConcernImport>(tx, row),
        ReferenceRecord::KIND => project::<ReferenceRecord>(tx, row),
        ReportingRecord::KIND => project::<ReportingRecord>(tx, row),
        _ => Err(Error::Damaged(Damage::Record)),
    }
}

fn project<R: Record>(tx: &Transaction<'_>, row: &Row<'_>) -> Result<Option<Projected>> {
    let body: Option<Vec<u8>> = row.get("body")?;
    if body.is_none() {
        return Ok(None);
    }
    let revised = Revised::<R>::from_row(row)?;
    revised.record.project(tx, &revised.meta)?;
    let case_id = revised.record.case_id();
    if let Some(case_id) = case_id {
        crate::cases::touch(tx, case_id, revised.meta.recorded_at)?;
    }
    let record = RecordRef { kind: R::KIND.to_owned(), id: revised.record.record_id() };
    Ok(Some(Projected { record, case_id }))
}
