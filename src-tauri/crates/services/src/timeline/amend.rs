//! Amending an entry with a reason, removing it to the bin, putting it back.

use domain::{EventId, audit::Action};

use super::{EventDraft, EventRow, Fact};
use crate::{Error, Result, Session, Subject, Vault, stages};

/// Amends an entry made from revision `rev`; the earlier wording is kept.
///
/// # Errors
/// A missing reason, a stale revision, a time that cannot be, or the store's.
pub fn amend(
    vault: &mut Vault,
    session: &Session,
    id: EventId,
    rev: u32,
    form: &EventDraft,
    reason: &str,
) -> Result<EventRow> {
    session.require(Action::AmendEvent)?;
    let event = store::timeline_events::get(vault.reader(), id)?;
    if reason.trim().is_empty() {
        return Err(Error::invalid("reason", "Say why this is corrected. The earlier wording is kept beside it."));
    }
    stages::require_amendable(vault.reader(), event.record.case_id, event.meta.first_seq)?;
    if event.record.removed {
        return Err(Error::invalid("text", "This entry is in the bin. Put it back first."));
    }
    let record = form.record(id, event.record.case_id, session)?;
    vault.change(session, Action::AmendEvent, Some(reason), |change| {
        let meta = change.amend(&record, rev)?;
        stages::follow(change, record.case_id)?;
        store::drafts::discard(change.tx(), session.user_id, &format!("event:{id}"))?;
        Ok(((), Subject::from(id).at(meta.rev)))
    })?;
    row(vault, id)
}

/// Moves an entry to the bin. It stays in the record and can be put back.
///
/// # Errors
/// A stale revision, or the store's.
pub fn remove(vault: &mut Vault, session: &Session, id: EventId, rev: u32) -> Result<EventRow> {
    set_removed(vault, session, id, rev, true)
}

/// Puts an entry back from the bin.
///
/// # Errors
/// A stale revision, or the store's.
pub fn restore(vault: &mut Vault, session: &Session, id: EventId, rev: u32) -> Result<EventRow> {
    set_removed(vault, session, id, rev, false)
}

fn set_removed(vault: &mut Vault, session: &Session, id: EventId, rev: u32, removed: bool) -> Result<EventRow> {
    let action = if removed { Action::RemoveEvent } else { Action::RestoreEvent };
    session.require(action)?;
    let mut event = store::timeline_events::get(vault.reader(), id)?;
    stages::require_amendable(vault.reader(), event.record.case_id, event.meta.first_seq)?;
    event.record.removed = removed;
    vault.change(session, action, None, |change| {
        let meta = change.amend(&event.record, rev)?;
        stages::follow(change, event.record.case_id)?;
        Ok(((), Subject::from(id).at(meta.rev)))
    })?;
    row(vault, id)
}

fn row(vault: &Vault, id: EventId) -> Result<EventRow> {
    let event = store::timeline_events::get(vault.reader(), id)?;
    let by = store::users::label(vault.reader(), event.meta.author_id)?;
    Ok(EventRow::new(&Fact::of_entry(event), &by))
}
