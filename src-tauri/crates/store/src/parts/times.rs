//! The dates by which times taken are worked out: referred, notified, decided.

use domain::{
    CaseId, ServiceId,
    case::CaseState,
    part::{PartRecord, kind},
    statutory::LaDecision,
    time::FactTime,
};
use rusqlite::{Connection, Row, Transaction, named_params};

use crate::{Damage, Error, Result, fact_time, revisions::Meta};

/// What a part's date is for, where it is for one of them. A decision that is still open is none.
fn what(record: &PartRecord) -> Option<(&'static str, FactTime)> {
    match record.kind.as_str() {
        kind::REFERRAL => Some(("referred", record.when("sent")?)),
        kind::CQC_NOTIFICATION => Some(("notified", record.when("submitted")?)),
        kind::LA_DECISION => match record.la_decision()? {
            LaDecision::Pending | LaDecision::InfoRequested => None,
            _ => Some(("decided", record.when("decided_on")?)),
        },
        _ => None,
    }
}

/// Writes a part's date into the projection, or takes it out.
pub(super) fn project(record: &PartRecord, tx: &Transaction<'_>, meta: &Meta, case_id: CaseId) -> Result<()> {
    tx.prepare_cached("DELETE FROM case_time WHERE id = :id")?.execute(named_params! { ":id": record.id.bytes() })?;
    let Some((what, at)) = what(record) else { return Ok(()) };
    let right_way = match record.code("first_route") {
        Some("right") => Some(true),
        Some("wrong") => Some(false),
        _ => None,
    };
    tx.prepare_cached(
        "INSERT INTO case_time (id, rev, case_id, what, fact_date, fact_time, fact_offset_min, fact_precision, fact_sort,
             right_way, removed)
         VALUES (:id, :rev, :case_id, :what, :date, :time, :offset_min, :precision, :sort, :right_way, :removed)",
    )?
    .execute(named_params! {
        ":id": record.id.bytes(), ":rev": meta.rev, ":case_id": case_id.bytes(), ":what": what,
        ":date": at.date.to_string(), ":time": fact_time::time_column(&at), ":offset_min": at.offset_min,
        ":precision": at.precision.code(), ":sort": at.sort_key(), ":right_way": right_way, ":removed": record.removed,
    })?;
    Ok(())
}

/// The times of one case.
#[derive(Debug, Clone)]
pub struct CaseTimes {
    /// Identity.
    pub id: CaseId,
    /// `SG-2026-007`.
    pub reference: String,
    /// Where it stands.
    pub state: CaseState,
    /// When the service became aware.
    pub aware: FactTime,
    /// When it was first referred.
    pub referred: Option<FactTime>,
    /// When CQC was first notified.
    pub notified: Option<FactTime>,
    /// When the council first decided.
    pub decided: Option<FactTime>,
    /// Whether the first referral went the right way, if known.
    pub right_way: Option<bool>,
}

/// The times of every case of a service that this session may see and that was not withdrawn, by awareness. Facts typed
/// into the timeline count as parts do.
///
/// # Errors
/// The database's.
pub fn of_service(conn: &Connection, service_id: ServiceId) -> Result<Vec<CaseTimes>> {
    let mut statement = conn.prepare_cached(include_str!("times.sql"))?;
    let mut rows = statement.query(named_params! { ":service": service_id.bytes() })?;
    let mut cases: Vec<CaseTimes> = Vec::new();
    while let Some(row) = rows.next()? {
        let id = CaseId(row.get("id")?);
        if cases.last().is_none_or(|last| last.id != id) {
            cases.push(started(id, row)?);
        }
        let (Some(case), Some(what)) = (cases.last_mut(), row.get::<_, Option<String>>("what")?) else { continue };
        let at = fact_time::from_row(row, "fact")?;
        // The first of each kind counts; the rows come in the order in which things happened.
        match what.as_str() {
            "referred" if case.referred.is_none() => {
                case.referred = Some(at);
                case.right_way = row.get("right_way")?;
            }
            "notified" => {
                case.notified.get_or_insert(at);
            }
            "decided" => {
                case.decided.get_or_insert(at);
            }
            _ => {}
        }
    }
    Ok(cases)
}

fn started(id: CaseId, row: &Row<'_>) -> Result<CaseTimes> {
    let state: String = row.get("state")?;
    Ok(CaseTimes {
        id,
        reference: row.get("reference")?,
        state: CaseState::from_code(&state).ok_or(Error::Damaged(Damage::Record))?,
        aware: fact_time::from_row(row, "aware")?,
        referred: None,
        notified: None,
        decided: None,
        right_way: None,
    })
}
