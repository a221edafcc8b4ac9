//! A concern becomes a case. Two answers are enough.

use chrono::Datelike;
use domain::{
    CaseId, ServiceId,
    access::Access,
    audit::Action,
    case::{CaseRecord, CaseState, ConcernDraft, case_reference},
    time::WhenInput,
};
use serde::Deserialize;
use store::{Series, next_number};

use super::{CaseRow, rows_of, who::person_meant};
use crate::{Error, Result, Session, Subject, Vault, random};

/// What is asked when a concern is recorded.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct NewConcern {
    /// The service.
    pub service_id: String,
    /// What happened, word for word.
    pub what: String,
    /// The adult at risk; none while not known yet.
    pub who: Option<String>,
    /// Which person is meant, where somebody of this name is recorded already: `P-0031`, or `another`.
    #[serde(default)]
    pub which: Option<String>,
    /// When the service became aware.
    pub aware: WhenInput,
    /// A short name; made from the account when none is given.
    pub title: Option<String>,
    /// The draft it was typed in, which is then done with.
    pub draft_key: Option<String>,
}

/// Records a concern as a new case.
///
/// # Errors
/// What is missing, a time that cannot be, [`Error::SameName`] where it has to be said who is meant, not for
/// this role, or the store's; the draft then stays.
pub fn record(vault: &mut Vault, session: &Session, form: &NewConcern) -> Result<CaseRow> {
    session.require(Action::RecordConcern)?;
    let service_id: ServiceId =
        form.service_id.parse().map_err(|_| Error::invalid("service_id", "Choose the service it happened in."))?;
    session.service(service_id)?;
    let aware = form.aware.resolve().map_err(Error::time("aware"))?;
    refuse_future(session, &aware)?;
    let draft = ConcernDraft { what: form.what.clone(), who: form.who.clone(), title: form.title.clone() }.check()?;
    let id = CaseId(random::bytes16()?);
    vault.change(session, Action::RecordConcern, None, |change| {
        let subject_id = match &draft.who {
            Some(name) => Some(person_meant(change, service_id, name, form.which.as_deref())?),
            None => None,
        };
        let year = session.today().year();
        let record = CaseRecord {
            id,
            service_id,
            reference: case_reference(year, next_number(change.tx(), Series::Case, year)?),
            title: draft.title_or_first_words(),
            state: CaseState::Raised,
            access: Access::Open,
            aware,
            subject_id,
            first_account: draft.what.clone(),
            measures: Vec::new(),
            closed_on: None,
            group_id: None,
        };
        let meta = change.add(&record)?;
        if let Some(key) = &form.draft_key {
            store::drafts::discard(change.tx(), session.user_id, key)?;
        }
        Ok(((), Subject::from(id).at(meta.rev)))
    })?;
    rows_of(vault, session, &[id])?.pop().ok_or(Error::NotFound)
}

/// Refuses a moment of becoming aware that has not come yet.
pub(super) fn refuse_future(session: &Session, aware: &domain::time::FactTime) -> Result<()> {
    if aware.sort_key() > session.now.timestamp_millis() + 60_000 {
        return Err(Error::invalid("aware", "That moment has not come yet. Give the time at which you became aware."));
    }
    Ok(())
}
