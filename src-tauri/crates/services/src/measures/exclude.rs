//! Periods left out of a measure, and counted again; always with a reason that stays.

use domain::{MeasureId, audit::Action, declared::Exclusion, plain};

use crate::{Error, Result, Session, Subject, Vault};

/// Leaves a period out of centre, limits, totals and comparison; it stays drawn, hollow.
///
/// # Errors
/// No reason, a period without a count, one that is left out already, a stale revision, or the store's.
pub fn exclude(vault: &mut Vault, session: &Session, id: MeasureId, rev: u32, start: &str, reason: &str) -> Result<()> {
    session.require(Action::ExcludePeriod)?;
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(Error::invalid(
            "reason",
            "Say why this period is left out. The reason is shown wherever the measure is.",
        ));
    }
    let start = start.parse().map_err(|_| Error::Internal("day of a period"))?;
    let mut measure = store::measures::get(vault.reader(), id)?;
    let key = store::measures::key(vault.reader(), id)?;
    if !store::counts::list(vault.reader(), key)?.iter().any(|count| count.start == start) {
        return Err(Error::invalid(
            "start",
            format!("Nothing is entered for the period from {}, so there is nothing to leave out.", plain::date(start)),
        ));
    }
    if measure.record.declared.excluded(start).is_some() {
        return Err(Error::invalid("start", "This period is left out already."));
    }
    let on = session.today();
    measure.record.declared.exclusions.push(Exclusion { start, reason: reason.to_owned(), by: session.user_id, on });
    measure.record.declared.exclusions.sort_by_key(|exclusion| exclusion.start);
    amend(vault, session, id, rev, measure.record, reason)
}

/// Counts a period again that was left out.
///
/// # Errors
/// A period that is not left out, a stale revision, or the store's.
pub fn include(vault: &mut Vault, session: &Session, id: MeasureId, rev: u32, start: &str, reason: &str) -> Result<()> {
    session.require(Action::ExcludePeriod)?;
    let start = start.parse().map_err(|_| Error::Internal("day of a period"))?;
    let mut measure = store::measures::get(vault.reader(), id)?;
    let before = measure.record.declared.exclusions.len();
    measure.record.declared.exclusions.retain(|exclusion| exclusion.start != start);
    if measure.record.declared.exclusions.len() == before {
        return Err(Error::invalid("start", "This period is counted already."));
    }
    amend(vault, session, id, rev, measure.record, reason.trim())
}

fn amend(
    vault: &mut Vault,
    session: &Session,
    id: MeasureId,
    rev: u32,
    record: domain::measure::MeasureRecord,
    reason: &str,
) -> Result<()> {
    let record = record.check()?;
    vault.change(session, Action::ExcludePeriod, Some(reason), |change| {
        let meta = change.amend(&record, rev)?;
        Ok(((), Subject::from(id).at(meta.rev)))
    })
}
