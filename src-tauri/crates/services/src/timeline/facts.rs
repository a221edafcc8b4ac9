//! The chronology's facts: entries typed by hand, and what parts of the case say by their own dates.

use domain::{
    CaseId, EventId, PartId, PersonId,
    access::Compartment,
    part::Value,
    timeline::{EventKind, EventRecord},
};
use store::{
    Connection, Instant,
    revisions::{Meta, Revised},
};

use crate::{
    Result,
    parts::{CaseParts, recorded_on},
};

/// Where a fact is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Source {
    /// An entry of its own.
    Entry(EventId),
    /// A dated field of a part; none for the day on which it was recorded.
    Part { id: PartId, field: Option<&'static str> },
}

/// One dated fact of a case.
#[derive(Debug, Clone)]
pub(crate) struct Fact {
    pub record: EventRecord,
    pub meta: Meta,
    pub source: Source,
    /// Whom it is kept from.
    pub compartment: Compartment,
    /// Whether it may stand in a pack or a paper.
    pub may_leave: bool,
    /// People it names by record.
    pub people: Vec<PersonId>,
    /// It is shared by the cases of a group.
    pub shared: bool,
}

impl Fact {
    pub(super) fn of_entry(event: Revised<EventRecord>) -> Self {
        let source = Source::Entry(event.record.id);
        Self {
            record: event.record,
            meta: event.meta,
            source,
            compartment: Compartment::General,
            may_leave: true,
            people: Vec::new(),
            shared: false,
        }
    }

    /// A name for it that no other fact of any case has.
    pub(crate) fn key(&self) -> String {
        match &self.source {
            Source::Entry(id) => format!("event:{id}"),
            Source::Part { id, field } => format!("part:{id}:{}", field.unwrap_or("recorded")),
        }
    }

    /// Where it stands in the chronology: when it happened, then when it was recorded.
    pub(crate) fn order(&self) -> (i64, i64, u64) {
        (self.record.at.sort_key(), self.meta.first_recorded_at.0, self.meta.first_seq)
    }

    /// Whether it belongs in the picture of the case: entries typed by hand do, and of what parts say only what moves
    /// the case on.
    pub(crate) fn is_milestone(&self) -> bool {
        use EventKind as K;
        matches!(self.source, Source::Entry(_))
            || matches!(
                self.record.kind,
                K::Referral
                    | K::CqcNotification
                    | K::FamilyTold
                    | K::LaDecision
                    | K::LaNoEnquiry
                    | K::LaTransfer
                    | K::ReportSent
                    | K::Finding
                    | K::OutcomesMeeting
                    | K::PlanAgreed
                    | K::PlanReview
                    | K::LaClosure
                    | K::InternalDecision
                    | K::Check
                    | K::Stage
            )
    }
}

/// The facts of a case, as they stand or stood at a moment: those that count, and entries in the bin.
///
/// # Errors
/// The store's.
pub(crate) fn facts(
    conn: &Connection,
    case_id: CaseId,
    parts: &CaseParts,
    at: Option<Instant>,
) -> Result<(Vec<Fact>, Vec<Fact>)> {
    let entries: Vec<Revised<EventRecord>> =
        store::revisions::of_case_at(conn, case_id, at.unwrap_or(Instant(i64::MAX)))?;
    let (mut removed, mut kept): (Vec<Fact>, Vec<Fact>) =
        entries.into_iter().map(Fact::of_entry).partition(|fact| fact.record.removed);
    for part in parts.parts.iter().filter(|part| !part.record.removed) {
        let (compartment, may_leave) = (part.record.compartment(), part.record.may_leave());
        let people: Vec<PersonId> = part
            .record
            .fields
            .values()
            .filter_map(|value| match value {
                Value::People(people) => Some(people),
                _ => None,
            })
            .flatten()
            .copied()
            .collect();
        kept.extend(part.record.lines(&parts.names, recorded_on(part)).into_iter().map(|line| Fact {
            record: EventRecord {
                id: EventId(part.record.id.0),
                case_id,
                lane: line.lane,
                kind: line.kind,
                at: line.at,
                text: line.text,
                agency: line.agency,
                removed: false,
            },
            meta: part.meta.clone(),
            source: Source::Part { id: part.record.id, field: line.field },
            compartment,
            may_leave,
            people: people.clone(),
            shared: part.record.owner.case().is_none(),
        }));
    }
    kept.sort_by_key(Fact::order);
    removed.sort_by_key(Fact::order);
    Ok((kept, removed))
}
