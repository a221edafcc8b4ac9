//! A round added, amended with a reason, moved to the bin and put back.

use domain::{
    MeasureId, RoundId,
    audit::Action,
    round::{RoundKind, RoundRecord},
};

use super::{
    form::{RoundForm, beside_the_others},
    list::{RoundRow, kinds_of, row},
    value::TimeUnit,
};
use crate::{
    Error, Result, Session, Subject, Vault,
    measures::{MeasureFacts, load_facts},
    random,
};

/// Adds a round to a measure. Returns once it is on the disk.
///
/// # Errors
/// What is wrong, each line's fault with its row; a measure that is not there, or the store's. Nothing is saved then.
pub fn add(vault: &mut Vault, session: &Session, measure_id: MeasureId, form: &RoundForm) -> Result<RoundRow> {
    session.require(Action::EnterScores)?;
    let facts = load_facts(vault, session, measure_id)?;
    let record = checked(vault, session, &facts, form, RoundId(random::bytes16()?))?;
    vault.change(session, Action::EnterScores, None, |change| {
        let meta = change.add(&record)?;
        Ok(((), Subject::from(record.id).at(meta.rev)))
    })?;
    row(vault, record.id)
}

/// Amends a round made from revision `rev`; the earlier wording is kept.
///
/// # Errors
/// A missing reason, a stale revision, what is wrong with a line, or the store's. Nothing is saved then.
pub fn amend(
    vault: &mut Vault,
    session: &Session,
    id: RoundId,
    rev: u32,
    form: &RoundForm,
    reason: &str,
) -> Result<RoundRow> {
    session.require(Action::EnterScores)?;
    let round = store::rounds::get(vault.reader(), id)?;
    if reason.trim().is_empty() {
        return Err(Error::invalid("reason", "Say why this is corrected. What was entered before is kept beside it."));
    }
    if round.record.removed {
        return Err(Error::invalid("entries", "This round is in the bin. Put it back first."));
    }
    let facts = load_facts(vault, session, round.record.measure_id)?;
    let record = checked(vault, session, &facts, form, id)?;
    vault.change(session, Action::EnterScores, Some(reason), |change| {
        let meta = change.amend(&record, rev)?;
        Ok(((), Subject::from(id).at(meta.rev)))
    })?;
    row(vault, id)
}

fn checked(
    vault: &Vault,
    session: &Session,
    facts: &MeasureFacts,
    form: &RoundForm,
    id: RoundId,
) -> Result<RoundRecord> {
    let measure = &facts.measure.record;
    let record = form.record(id, measure, TimeUnit::of(&facts.indicator.unit), session)?;
    let others = others(vault, measure.id)?;
    beside_the_others(&record, &others)?;
    if !kinds_of(facts.indicator.kind, &others).contains(&record.kind) {
        let can: Vec<String> =
            RoundKind::of(facts.indicator.kind).iter().map(|kind| kind.label().to_lowercase()).collect();
        return Err(Error::invalid(
            "kind",
            format!("{} cannot be held by this measure. It takes {}.", record.kind.label(), can.join(" or ")),
        ));
    }
    Ok(record)
}

fn others(vault: &Vault, measure_id: MeasureId) -> Result<Vec<RoundRecord>> {
    let key = store::measures::key(vault.reader(), measure_id)?;
    Ok(store::rounds::list(vault.reader(), key)?.into_iter().map(|round| round.record).collect())
}

/// Moves a round to the bin. It stays in the record and can be put back.
///
/// # Errors
/// A stale revision, or the store's.
pub fn remove(vault: &mut Vault, session: &Session, id: RoundId, rev: u32) -> Result<RoundRow> {
    set_removed(vault, session, id, rev, true)
}

/// Puts a round back from the bin.
///
/// # Errors
/// A stale revision, rounds of another kind entered since, or the store's.
pub fn restore(vault: &mut Vault, session: &Session, id: RoundId, rev: u32) -> Result<RoundRow> {
    set_removed(vault, session, id, rev, false)
}

fn set_removed(vault: &mut Vault, session: &Session, id: RoundId, rev: u32, removed: bool) -> Result<RoundRow> {
    let action = if removed { Action::RemoveScores } else { Action::RestoreScores };
    session.require(action)?;
    let mut round = store::rounds::get(vault.reader(), id)?;
    round.record.removed = removed;
    if !removed {
        beside_the_others(&round.record, &others(vault, round.record.measure_id)?)?;
    }
    vault.change(session, action, None, |change| {
        let meta = change.amend(&round.record, rev)?;
        Ok(((), Subject::from(id).at(meta.rev)))
    })?;
    row(vault, id)
}
