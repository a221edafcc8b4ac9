//! Cases recorded by mistake: they go to the bin with a reason and can be put back. Nothing is ever deleted.

use domain::{CaseId, access::Read, audit::Action, plain, time::uk_date};
use serde::Serialize;

use crate::{Error, Result, Session, Subject, Vault};

/// A case in the bin.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct BinnedCase {
    /// Identity.
    pub id: String,
    /// `SG-2026-007`.
    pub reference: String,
    /// Short name.
    pub title: String,
    /// The service.
    pub service: String,
    /// When it was removed, in words.
    pub removed: String,
    /// By whom.
    pub by: String,
    /// The reason given.
    pub reason: String,
}

/// The cases in the bin that this person may see, by reference.
///
/// # Errors
/// Not for this role, or the store's.
pub fn bin(vault: &Vault, session: &Session) -> Result<Vec<BinnedCase>> {
    session.require_read(Read::Cases)?;
    let conn = vault.reader();
    let mut rows = Vec::new();
    for case in store::cases::bin(conn)? {
        rows.push(BinnedCase {
            id: case.record.id.to_string(),
            reference: case.record.reference,
            title: case.record.title,
            service: session.service(case.record.service_id)?.name.clone(),
            removed: plain::date(uk_date(case.meta.recorded_at.utc())),
            by: store::users::label(conn, case.meta.author_id)?,
            reason: case.meta.reason.unwrap_or_default(),
        });
    }
    Ok(rows)
}

/// Moves a case that was recorded by mistake to the bin, with everything in it. A case that is real is withdrawn or
/// closed instead: then it still counts.
///
/// # Errors
/// No reason, [`Error::CaseClosed`], a stale revision, not for this role, or the store's.
pub fn remove(vault: &mut Vault, session: &Session, id: CaseId, rev: u32, reason: &str) -> Result<()> {
    session.require(Action::RemoveCase)?;
    let mut case = store::cases::get(vault.reader(), id)?.record;
    if case.state.is_closed() {
        return Err(Error::CaseClosed);
    }
    if reason.trim().is_empty() {
        return Err(Error::invalid(
            "reason",
            "Say why this case should not be here, for example that it was recorded twice. Nothing was changed.",
        ));
    }
    case.removed = true;
    vault.change(session, Action::RemoveCase, Some(reason), |change| {
        let meta = change.amend(&case, rev)?;
        Ok(((), Subject::from(id).at(meta.rev)))
    })
}

/// Puts a case back from the bin, as it was.
///
/// # Errors
/// Not in the bin, not for this role, or the store's.
pub fn restore(vault: &mut Vault, session: &Session, id: CaseId) -> Result<()> {
    session.require(Action::RestoreCase)?;
    let mut case = store::cases::in_bin(vault.reader(), id)?;
    case.record.removed = false;
    vault.change(session, Action::RestoreCase, None, |change| {
        let meta = change.amend(&case.record, case.meta.rev)?;
        Ok(((), Subject::from(id).at(meta.rev)))
    })
}
