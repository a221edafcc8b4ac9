//! Every change of a case, newest first.

use std::collections::BTreeMap;

use domain::{CaseId, access::Read, part::PartRecord, plain, time::uk_local};
use serde::Serialize;
use store::{
    actions::ActionRecord,
    cases::{CaseAnswersRecord, CaseRecord},
    revisions::{Record, Revised, every_of_case},
    timeline_events::EventRecord,
};

use super::described::{Described, changed};
use crate::{
    Result, Session, Vault,
    parts::{CaseNames, Difference},
};

/// One change.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct ChangeRow {
    /// Its place among all changes.
    pub seq: u32,
    /// When it was recorded, in words.
    pub recorded: String,
    /// The day, as a date.
    pub day: String,
    /// By whom.
    pub by: String,
    /// What was changed.
    pub what: String,
    /// Whether it was the first wording.
    pub first: bool,
    /// The reason given.
    pub reason: Option<String>,
    /// What it changed, field by field.
    pub changes: Vec<Difference>,
}

/// Every change of a case that this session may read, newest first.
///
/// # Errors
/// Not for this role, not there, or the store's.
pub fn list(vault: &Vault, session: &Session, case_id: CaseId) -> Result<Vec<ChangeRow>> {
    session.require_read(Read::Cases)?;
    let conn = vault.reader();
    store::cases::require_visible(conn, case_id)?;
    let cases: Vec<Revised<CaseRecord>> = every_of_case(conn, case_id)?;
    let mut parts: Vec<Revised<PartRecord>> = every_of_case(conn, case_id)?;
    parts.retain(|part| session.may_open(part.record.compartment()));
    let mut names = CaseNames::of(conn, &parts)?;
    for subject in cases.iter().filter_map(|case| case.record.subject_id) {
        names.add_person(conn, subject)?;
    }
    let mut rows = Vec::new();
    let mut labels = BTreeMap::new();
    let mut label = |id| -> Result<String> {
        if let Some(known) = labels.get(&id) {
            return Ok(String::clone(known));
        }
        let label = store::users::label(conn, id)?;
        labels.insert(id, label.clone());
        Ok(label)
    };
    add(&mut rows, &cases, &names, &mut label)?;
    add(&mut rows, &parts, &names, &mut label)?;
    add(&mut rows, &every_of_case::<CaseAnswersRecord>(conn, case_id)?, &names, &mut label)?;
    add(&mut rows, &every_of_case::<EventRecord>(conn, case_id)?, &names, &mut label)?;
    add(&mut rows, &every_of_case::<ActionRecord>(conn, case_id)?, &names, &mut label)?;
    rows.sort_by_key(|row| std::cmp::Reverse(row.seq));
    Ok(rows)
}

fn add<R: Described + Record>(
    rows: &mut Vec<ChangeRow>,
    wordings: &[Revised<R>],
    names: &CaseNames,
    label: &mut impl FnMut(domain::UserId) -> Result<String>,
) -> Result<()> {
    let mut newest: BTreeMap<[u8; 16], &R> = BTreeMap::new();
    for wording in wordings {
        let before = newest.insert(wording.record.record_id(), &wording.record);
        let recorded = uk_local(wording.meta.recorded_at.utc());
        rows.push(ChangeRow {
            seq: u32::try_from(wording.meta.seq).unwrap_or(u32::MAX),
            recorded: plain::date_time(recorded),
            day: recorded.date().to_string(),
            by: label(wording.meta.author_id)?,
            what: wording.record.heading(names),
            first: wording.meta.rev == 1,
            reason: wording.meta.reason.clone().filter(|reason| !reason.is_empty()),
            changes: changed(before, &wording.record, names),
        });
    }
    Ok(())
}
