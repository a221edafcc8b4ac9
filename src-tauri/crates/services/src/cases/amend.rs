//! Amends a case's own fields. The first account is never among them.

use domain::{CaseId, audit::Action, case::ConcernDraft, time::WhenInput};
use serde::Deserialize;

use super::who::{person_meant, rewritten};
use crate::{Error, Result, Session, Subject, Vault};

/// The fields to amend; absent ones stay.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct CaseAmend {
    /// A short name.
    pub title: Option<String>,
    /// The adult at risk; blank when not known.
    pub who: Option<String>,
    /// Which person is meant, where somebody of this name is recorded already: `P-0031`, or `another`.
    #[serde(default)]
    pub which: Option<String>,
    /// When the service became aware.
    pub aware: Option<WhenInput>,
    /// Why.
    pub reason: String,
}

/// Amends a case.
///
/// # Errors
/// A missing reason where something known changes, [`Error::SameName`] where it has to be said who is meant, a
/// stale revision, or the store's.
pub fn amend(vault: &mut Vault, session: &Session, id: CaseId, rev: u32, form: &CaseAmend) -> Result<()> {
    session.require(Action::AmendCase)?;
    let case = store::cases::get(vault.reader(), id)?;
    crate::stages::require_amendable(vault.reader(), id, case.meta.first_seq)?;
    let mut record = case.record;
    let first_name_given =
        record.subject_id.is_none() && form.who.is_some() && form.title.is_none() && form.aware.is_none();
    if form.reason.trim().is_empty() && !first_name_given {
        return Err(Error::invalid("reason", "Say why this is corrected. The earlier wording is kept beside it."));
    }
    let checked = ConcernDraft { what: record.first_account.clone(), who: form.who.clone(), title: form.title.clone() }
        .check()?;
    if let Some(title) = checked.title {
        record.title = title;
    }
    if let Some(aware) = &form.aware {
        record.aware = aware.resolve().map_err(Error::time("aware"))?;
        super::record::refuse_future(session, &record.aware)?;
    }
    vault.change(session, Action::AmendCase, Some(&form.reason), |change| {
        if form.who.is_some() && checked.who.is_none() {
            record.subject_id = None;
        }
        if let Some(name) = &checked.who {
            let stays = match record.subject_id {
                Some(person) if form.which.is_none() => rewritten(change, person, name)?,
                _ => false,
            };
            if !stays {
                record.subject_id = Some(person_meant(change, record.service_id, name, form.which.as_deref())?);
            }
        }
        let meta = change.amend(&record, rev)?;
        Ok(((), Subject::from(id).at(meta.rev)))
    })
}
