//! A new entry on a timeline.

use domain::{
    CaseId, EventId,
    audit::Action,
    time::WhenInput,
    timeline::{EventKind, EventRecord, Lane},
};
use serde::Deserialize;

use super::{EventRow, Fact};
use crate::{Error, Result, Session, Subject, Vault, random, stages};

/// An entry as typed.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct EventDraft {
    /// The row it is drawn in.
    pub lane: Lane,
    /// What kind of fact.
    pub kind: EventKind,
    /// When it happened.
    pub when: WhenInput,
    /// What happened.
    pub text: String,
    /// The body it concerns.
    pub agency: Option<String>,
}

impl EventDraft {
    /// The record that this draft makes.
    pub(super) fn record(&self, id: EventId, case_id: CaseId, session: &Session) -> Result<EventRecord> {
        let at = self.when.resolve().map_err(Error::time("when"))?;
        if at.sort_key() > session.now.timestamp_millis() + 60_000 {
            return Err(Error::invalid("when", "That moment has not come yet. A timeline holds what has happened."));
        }
        Ok(EventRecord {
            id,
            case_id,
            lane: self.lane,
            kind: self.kind,
            at,
            text: self.text.clone(),
            agency: self.agency.clone(),
            removed: false,
        }
        .check()?)
    }
}

/// Adds an entry to a case's timeline. Returns once it is on the disk.
///
/// # Errors
/// What is missing, a time that cannot be, a case that is not there, or the store's.
pub fn add(
    vault: &mut Vault,
    session: &Session,
    case_id: CaseId,
    form: &EventDraft,
    draft_key: Option<&str>,
) -> Result<EventRow> {
    session.require(Action::AddEvent)?;
    store::cases::require_visible(vault.reader(), case_id)?;
    let record = form.record(EventId(random::bytes16()?), case_id, session)?;
    vault.change(session, Action::AddEvent, None, |change| {
        let meta = change.add(&record)?;
        stages::follow(change, case_id)?;
        if let Some(key) = draft_key {
            store::drafts::discard(change.tx(), session.user_id, key)?;
        }
        Ok(((), Subject::from(record.id).at(meta.rev)))
    })?;
    Ok(EventRow::new(&Fact::of_entry(store::timeline_events::get(vault.reader(), record.id)?), &session.label))
}
