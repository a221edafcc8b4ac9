//! One person recorded twice becomes one, and can be taken apart again: what names the one record is never rewritten,
//! the other record stands for it.

use domain::{PersonId, audit::Action};

use super::{PersonDetail, get};
use crate::{Error, Result, Session, Subject, Vault};

/// Lets `into` stand for `id` from now on, wherever `id` is named.
///
/// # Errors
/// The same record twice, people of two services, a record that stands for others or was merged itself, a missing
/// reason, a stale revision, or the store's.
pub fn merge(
    vault: &mut Vault,
    session: &Session,
    id: PersonId,
    rev: u32,
    into: PersonId,
    reason: &str,
) -> Result<PersonDetail> {
    session.require(Action::MergePeople)?;
    let conn = vault.reader();
    let mut record = store::people::get(conn, id)?.record;
    let other = store::people::get(conn, into)?.record;
    session.service(record.service_id)?;
    let refuse = |message: &str| Err(Error::invalid("into", message));
    if id == into {
        return refuse("These are one record already. Choose the other record of the same person.");
    }
    if record.service_id != other.service_id {
        return refuse(
            "These are people of two services. Only records of one service can be merged. Nothing was changed.",
        );
    }
    if record.merged_into.is_some() || other.merged_into.is_some() {
        return refuse("One of these was merged already. Take it apart first. Nothing was changed.");
    }
    if !store::people::merged_into(conn, id)?.is_empty() {
        return refuse("This record stands for another one already. Merge the other way round. Nothing was changed.");
    }
    if reason.trim().is_empty() {
        return Err(Error::invalid("reason", "Say how you know that they are the same person."));
    }
    record.merged_into = Some(into);
    vault.change(session, Action::MergePeople, Some(reason), |change| {
        let meta = change.amend(&record, rev)?;
        Ok(((), Subject::from(id).at(meta.rev)))
    })?;
    get(vault, session, into)
}

/// Takes two records apart again: everything that named each names it again.
///
/// # Errors
/// Not merged, a stale revision, or the store's.
pub fn unmerge(vault: &mut Vault, session: &Session, id: PersonId, rev: u32) -> Result<PersonDetail> {
    session.require(Action::UnmergePeople)?;
    let mut record = store::people::get(vault.reader(), id)?.record;
    session.service(record.service_id)?;
    if record.merged_into.take().is_none() {
        return Err(Error::invalid("into", "These are two records already. Nothing was changed."));
    }
    vault.change(session, Action::UnmergePeople, None, |change| {
        let meta = change.amend(&record, rev)?;
        Ok(((), Subject::from(id).at(meta.rev)))
    })?;
    get(vault, session, id)
}
