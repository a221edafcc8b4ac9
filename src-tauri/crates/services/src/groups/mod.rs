//! Cases of one enquiry, one for each adult: made a group, taken apart, and shown with what they share.

use domain::{CaseId, GroupId, ServiceId, access::Read, audit::Action, group::GroupRecord, part::Owner};
use serde::{Deserialize, Serialize};

use crate::{
    Error, Result, Session, Subject, Vault,
    cases::{CaseRow, rows_of},
    parts::{self, PartSection},
    random, stages,
};

/// A group as typed.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct GroupDraft {
    /// A short name.
    pub title: String,
    /// What it is about.
    pub about: String,
    /// Why something recorded is corrected.
    #[serde(default)]
    pub reason: String,
}

/// A group in a list.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct GroupRow {
    /// Identity.
    pub id: String,
    /// Newest revision.
    pub rev: u32,
    /// A short name.
    pub title: String,
    /// What it is about.
    pub about: String,
    /// The service.
    pub service: String,
    /// How many cases this person may see in it.
    pub cases: u32,
    /// In the bin.
    pub removed: bool,
}

/// A group with its cases and what they share.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct GroupPage {
    /// The row of a list.
    pub row: GroupRow,
    /// Its service.
    pub service_id: String,
    /// Its cases.
    pub cases: Vec<CaseRow>,
    /// What they share, kind by kind.
    pub sections: Vec<PartSection>,
}

/// Makes a group.
///
/// # Errors
/// What is missing, not for this role, or the store's.
pub fn add(vault: &mut Vault, session: &Session, service_id: ServiceId, form: &GroupDraft) -> Result<GroupRow> {
    session.require(Action::SetGroup)?;
    session.service(service_id)?;
    let id = GroupId(random::bytes16()?);
    let record =
        GroupRecord { id, service_id, title: form.title.clone(), about: form.about.clone(), removed: false }.check()?;
    vault.change(session, Action::SetGroup, None, |change| {
        let meta = change.add(&record)?;
        Ok(((), Subject::from(id).at(meta.rev)))
    })?;
    row(vault, session, id)
}

/// Amends a group's own words.
///
/// # Errors
/// A missing reason, a stale revision, not for this role, or the store's.
pub fn amend(vault: &mut Vault, session: &Session, id: GroupId, rev: u32, form: &GroupDraft) -> Result<GroupRow> {
    session.require(Action::SetGroup)?;
    let standing = store::groups::get(vault.reader(), id)?.record;
    let record = GroupRecord { title: form.title.clone(), about: form.about.clone(), ..standing.clone() }.check()?;
    let corrects = standing.title != record.title || (!standing.about.is_empty() && standing.about != record.about);
    if corrects && form.reason.trim().is_empty() {
        return Err(Error::invalid(
            "reason",
            "Something recorded changes. Say why; the earlier wording is kept beside it.",
        ));
    }
    vault.change(session, Action::SetGroup, Some(&form.reason), |change| {
        let meta = change.amend(&record, rev)?;
        Ok(((), Subject::from(id).at(meta.rev)))
    })?;
    row(vault, session, id)
}

/// Puts a case into a group, or takes it out of the one it is in.
///
/// # Errors
/// A case of another service, one that is in another group already, a stale revision, not for this role, or the store's.
pub fn set_case(vault: &mut Vault, session: &Session, case_id: CaseId, rev: u32, group: Option<GroupId>) -> Result<()> {
    session.require(Action::SetGroup)?;
    let mut case = store::cases::get(vault.reader(), case_id)?;
    stages::require_amendable(vault.reader(), case_id, case.meta.first_seq)?;
    if let Some(group) = group {
        let record = store::groups::get(vault.reader(), group)?.record;
        if record.service_id != case.record.service_id {
            return Err(Error::invalid("group", "That group is of another service. Nothing was changed."));
        }
        if case.record.group_id.is_some_and(|other| other != group) {
            return Err(Error::invalid("group", "This case is in another group. Take it out of that one first."));
        }
    }
    case.record.group_id = group;
    vault.change(session, Action::SetGroup, None, |change| {
        let meta = change.amend(&case.record, rev)?;
        stages::follow(change, case_id)?;
        Ok(((), Subject::from(case_id).at(meta.rev)))
    })
}

/// The groups of every service of this session.
///
/// # Errors
/// Not for this role, or the store's.
pub fn list(vault: &Vault, session: &Session) -> Result<Vec<GroupRow>> {
    session.require_read(Read::Cases)?;
    let mut rows = Vec::new();
    for service in &session.services {
        for group in store::groups::list(vault.reader(), service.id)? {
            rows.push(row(vault, session, group.record.id)?);
        }
    }
    Ok(rows)
}

/// A group with its cases and what they share.
///
/// # Errors
/// Not for this role, not there, or the store's.
pub fn page(vault: &Vault, session: &Session, id: GroupId) -> Result<GroupPage> {
    session.require_read(Read::Cases)?;
    let service_id = store::groups::get(vault.reader(), id)?.record.service_id;
    let cases = store::groups::cases(vault.reader(), id)?;
    Ok(GroupPage {
        row: row(vault, session, id)?,
        service_id: service_id.to_string(),
        cases: rows_of(vault, session, &cases)?,
        sections: parts::sections(vault, session, Owner::Group(id))?,
    })
}

fn row(vault: &Vault, session: &Session, id: GroupId) -> Result<GroupRow> {
    let group = store::groups::get(vault.reader(), id)?;
    Ok(GroupRow {
        id: id.to_string(),
        rev: group.meta.rev,
        service: session.service(group.record.service_id)?.name.clone(),
        title: group.record.title,
        about: group.record.about,
        cases: u32::try_from(store::groups::cases(vault.reader(), id)?.len()).unwrap_or(u32::MAX),
        removed: group.record.removed,
    })
}
