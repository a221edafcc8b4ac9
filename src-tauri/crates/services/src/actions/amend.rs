//! Recording and amending actions.

use domain::{ActionId, CaseId, audit::Action};
use store::{Series, actions::ActionRecord, next_number};

use super::{ActionDraft, ActionRow};
use crate::{Error, Result, Session, Subject, Vault, random, stages};

/// Records an action of a case.
///
/// # Errors
/// What is missing or contradicts itself, a case that is not there, or the store's.
pub fn add(vault: &mut Vault, session: &Session, case_id: CaseId, form: &ActionDraft) -> Result<ActionRow> {
    session.require(Action::AddAction)?;
    store::cases::require_visible(vault.reader(), case_id)?;
    let mut record = form.record(ActionId(random::bytes16()?), case_id, 0, session)?;
    require_measures(vault, &record)?;
    vault.change(session, Action::AddAction, None, |change| {
        record.number = next_number(change.tx(), Series::Action, 0)?;
        let meta = change.add(&record)?;
        store::drafts::discard(change.tx(), session.user_id, &format!("action:{case_id}:new"))?;
        Ok(((), Subject::from(record.id).at(meta.rev)))
    })?;
    row(vault, record.id)
}

/// Amends an action made from revision `rev`. A date that was known needs a reason to change.
///
/// # Errors
/// A missing reason, a stale revision, or the store's.
pub fn amend(
    vault: &mut Vault,
    session: &Session,
    id: ActionId,
    rev: u32,
    form: &ActionDraft,
    reason: Option<&str>,
) -> Result<ActionRow> {
    session.require(Action::AmendAction)?;
    let standing = store::actions::get(vault.reader(), id)?;
    let record = form.record(id, standing.record.case_id, standing.record.number, session)?;
    require_measures(vault, &record)?;
    let moved = |before: Option<chrono::NaiveDate>, after| before.is_some() && before != after;
    let dates_moved = moved(standing.record.due, record.due) || moved(standing.record.go_live, record.go_live);
    if dates_moved && reason.is_none_or(|reason| reason.trim().is_empty()) {
        return Err(Error::invalid(
            "reason",
            "A date that was recorded changes. Say why; the earlier one is kept beside it.",
        ));
    }
    let check_changed = standing.record.verified.is_some() && standing.record.verified != record.verified;
    if check_changed && reason.is_none_or(|reason| reason.trim().is_empty()) {
        return Err(Error::invalid(
            "reason",
            "A check that was recorded changes. Say why; the earlier one is kept beside it.",
        ));
    }
    if standing.record.removed {
        return Err(Error::invalid("title", "This action is in the bin. Put it back first."));
    }
    // How far it got, and whether that was checked, follows a closure; what was agreed before it does not change.
    let agreed = ActionRecord {
        progress: standing.record.progress,
        verified: standing.record.verified.clone(),
        ..record.clone()
    };
    if agreed != standing.record {
        stages::require_amendable(vault.reader(), standing.record.case_id, standing.meta.first_seq)?;
    }
    vault.change(session, Action::AmendAction, reason, |change| {
        let meta = change.amend(&record, rev)?;
        store::drafts::discard(change.tx(), session.user_id, &format!("action:{id}"))?;
        Ok(((), Subject::from(id).at(meta.rev)))
    })?;
    row(vault, id)
}

/// Moves an action to the bin.
///
/// # Errors
/// A stale revision, or the store's.
pub fn remove(vault: &mut Vault, session: &Session, id: ActionId, rev: u32) -> Result<ActionRow> {
    set_removed(vault, session, id, rev, true)
}

/// Puts an action back.
///
/// # Errors
/// A stale revision, or the store's.
pub fn restore(vault: &mut Vault, session: &Session, id: ActionId, rev: u32) -> Result<ActionRow> {
    set_removed(vault, session, id, rev, false)
}

fn set_removed(vault: &mut Vault, session: &Session, id: ActionId, rev: u32, removed: bool) -> Result<ActionRow> {
    let action = if removed { Action::RemoveAction } else { Action::RestoreAction };
    session.require(action)?;
    let mut standing = store::actions::get(vault.reader(), id)?;
    stages::require_amendable(vault.reader(), standing.record.case_id, standing.meta.first_seq)?;
    standing.record.removed = removed;
    vault.change(session, action, None, |change| {
        let meta = change.amend(&standing.record, rev)?;
        Ok(((), Subject::from(id).at(meta.rev)))
    })?;
    row(vault, id)
}

fn require_measures(vault: &Vault, record: &store::actions::ActionRecord) -> Result<()> {
    for id in &record.measure_ids {
        store::measures::key(vault.reader(), *id)?;
    }
    Ok(())
}

fn row(vault: &Vault, id: ActionId) -> Result<ActionRow> {
    Ok(ActionRow::new(&store::actions::get(vault.reader(), id)?))
}
