//! Cases in a list.

use domain::{CaseId, access::Read, plain, time::uk_date};
use serde::Serialize;
use store::cases::CaseItem;

use super::WhenView;
use crate::{Error, Result, Session, Vault};

/// A case in a list.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct CaseRow {
    /// Identity.
    pub id: String,
    /// `SG-2026-007`.
    pub reference: String,
    /// Short name.
    pub title: String,
    /// The service.
    pub service: String,
    /// The adult at risk.
    pub who: String,
    /// When the service became aware.
    pub aware: WhenView,
    /// State, as a code.
    pub state: String,
    /// State in words.
    pub state_label: String,
    /// Whether it still runs.
    pub open: bool,
    /// The measure on its page.
    pub lead_measure: Option<String>,
    /// When anything in it was last recorded.
    pub last_entry: String,
}

/// Every case this person may see, newest entry first.
///
/// # Errors
/// Not for this role, or the store's.
pub fn list(vault: &Vault, session: &Session) -> Result<Vec<CaseRow>> {
    session.require_read(Read::Cases)?;
    store::cases::list(vault.reader())?.into_iter().map(|item| row(session, item)).collect()
}

/// The rows of some cases, in the order asked for; those that are not there for this person are left out.
pub(crate) fn rows_of(vault: &Vault, session: &Session, ids: &[CaseId]) -> Result<Vec<CaseRow>> {
    if !session.may_read(Read::Cases) || ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut items = store::cases::list(vault.reader())?;
    ids.iter()
        .filter_map(|id| items.iter().position(|item| item.id == *id).map(|place| items.swap_remove(place)))
        .collect::<Vec<_>>()
        .into_iter()
        .map(|item| row(session, item))
        .collect()
}

/// The adult at risk, as a list shows them.
pub(super) fn subject_of(item: &CaseItem) -> &str {
    item.subject.as_deref().unwrap_or("Not known yet")
}

pub(super) fn row(session: &Session, item: CaseItem) -> Result<CaseRow> {
    let lead_measure = match &item.lead_measure {
        Some(code) => domain::indicator::Library::built_in().find(code).map(|indicator| indicator.name.clone()),
        None => None,
    };
    let who = subject_of(&item).to_owned();
    Ok(CaseRow {
        id: item.id.to_string(),
        reference: item.reference,
        title: item.title,
        service: session.service(item.service_id)?.name.clone(),
        who,
        aware: WhenView::from(&item.aware),
        state: item.state.code().to_owned(),
        state_label: item.state.label().to_owned(),
        open: item.state.is_open(),
        lead_measure,
        last_entry: plain::days_ago(uk_date(item.last_entry_at.utc()), session.today()),
    })
}

/// The case with this reference.
///
/// # Errors
/// [`Error::Invalid`] when there is none for this person.
pub fn find(vault: &Vault, session: &Session, reference: &str) -> Result<CaseId> {
    session.require_read(Read::Cases)?;
    store::cases::find_by_reference(vault.reader(), reference.trim()).map_err(|error| match error {
        store::Error::NotFound => {
            Error::invalid("case", "There is no case with that reference. The list of cases shows them all.")
        }
        other => other.into(),
    })
}
