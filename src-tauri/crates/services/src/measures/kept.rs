//! Verdicts as rows: worked out when something changed, kept, and read back.

use domain::{MeasureId, audit::Action};
use measures::{RULE_SET, Verdict};
use store::{evaluations::NewEvaluation, measures::MeasureKey};

use super::{
    analysis::{Analysis, MeasureFacts, analyse, load},
    from_cases::rounds,
    judge::{Asked, Judged, Kept, Look},
    page::{Changes, changes_of},
    people::PeopleAsked,
};
use crate::{Error, Result, Session, Subject, Vault};

/// All verdicts on one measure.
#[derive(Debug, Clone, Default)]
pub(crate) struct Verdicts {
    /// On the declared change, as of now.
    pub now: Option<Judged>,
    /// On the declared change, at each recorded check whose day has come, in date order.
    pub at_checks: Vec<Judged>,
    /// On the other dated changes.
    pub others: Vec<Judged>,
}

impl Verdicts {
    /// The verdict that stands: today's; but "worked", once found at the final check, stands until the measure got
    /// worse or the improvement did not hold.
    pub(crate) fn standing(&self) -> Option<&Judged> {
        let now = self.now.as_ref()?;
        if matches!(now.verdict(), Some(Verdict::Worked | Verdict::GotWorse)) || now.not_held() {
            return Some(now);
        }
        let at_final = self.at_checks.iter().rev().find(|judged| judged.verdict() == Some(Verdict::Worked));
        at_final.or(Some(now))
    }

    fn take(&mut self, judged: Judged) {
        match judged.look {
            Look::Now => self.now = Some(judged),
            Look::Check(_) => self.at_checks.push(judged),
            Look::Other => self.others.push(judged),
        }
    }
}

/// One measure looked at: everything a screen shows is read from here, worked out once.
pub(crate) struct Looked {
    key: MeasureKey,
    pub facts: MeasureFacts,
    pub changes: Changes,
    pub analysis: Analysis,
    pub verdicts: Verdicts,
    /// Verdicts that no row holds yet.
    unkept: Vec<NewEvaluation>,
}

/// Looks at a measure with the changes of every case that follows it.
pub(crate) fn look(vault: &Vault, session: &Session, id: MeasureId) -> Result<Looked> {
    let facts = load(vault, session, id)?;
    let changes = changes_of(vault, id)?;
    let analysis = analyse(&facts, &changes.dates(), session.today())?;
    let key = store::measures::key(vault.reader(), id)?;
    let (verdicts, unkept) = judged(vault, key, &Asked::new(&facts, &analysis, session.today()))?;
    Ok(Looked { key, facts, changes, analysis, verdicts, unkept })
}

/// The verdicts on a measure: those kept where nothing that bears on them has changed since, the others worked out
/// anew.
pub(crate) fn verdicts(vault: &Vault, asked: &Asked<'_>) -> Result<Verdicts> {
    let key = store::measures::key(vault.reader(), asked.facts.measure.record.id)?;
    Ok(judged(vault, key, asked)?.0)
}

/// Every verdict wanted, and those among them that the rows do not hold: a verdict that comes out as before is not
/// kept twice.
fn judged(vault: &Vault, key: MeasureKey, asked: &Asked<'_>) -> Result<(Verdicts, Vec<NewEvaluation>)> {
    let conn = vault.reader();
    let id = asked.facts.measure.record.id;
    let data_seq = match asked.facts.indicator.from_cases {
        None => store::evaluations::data_seq(conn, id, key)?,
        // Any case of the service bears on it.
        Some(_) => store::audit::head(conn)?.seq,
    };
    let asked = &asked.with_reporting(crate::reporting::flagged(vault, id)?);
    let rounds = rounds(vault, &asked.facts.measure.record, asked.facts.indicator.from_cases, key)?;
    // Rounds on both sides of the declared change are what the measure is judged by.
    let people = PeopleAsked::of(asked, rounds);
    let mut verdicts = Verdicts::default();
    let mut unkept = Vec::new();
    for wanted in people.as_ref().map_or_else(|| asked.wanted(), PeopleAsked::wanted) {
        let row = store::evaluations::newest(conn, key, wanted.change.on, wanted.check_on())?
            .map(|row| row.evaluation)
            .filter(|row| row.rule_set == RULE_SET);
        let current = row.as_ref().filter(|row| row.data_seq == data_seq && row.as_of == wanted.as_of);
        let read = current.and_then(|row| serde_json::from_str::<Kept>(&row.result).ok());
        let known = read.is_some();
        let judged = match (read, &people) {
            (Some(kept), Some(people)) => Some(people.with_names(&wanted, kept)),
            (Some(kept), None) => asked.with_names(&wanted, kept),
            (None, Some(people)) => people.judge(&wanted),
            (None, None) => asked.judge(&wanted),
        };
        let Some(judged) = judged else { continue };
        if !known {
            let result = serde_json::to_string(&judged.kept).map_err(|_| Error::Internal("form of a verdict"))?;
            if row.is_none_or(|row| row.result != result) {
                unkept.push(NewEvaluation {
                    change_on: wanted.change.on,
                    check_on: wanted.check_on(),
                    as_of: wanted.as_of,
                    data_seq,
                    rule_set: RULE_SET.to_owned(),
                    verdict: judged.verdict_code(),
                    sentence: judged.sentence(),
                    result,
                });
            }
        }
        verdicts.take(judged);
    }
    Ok((verdicts, unkept))
}

/// Looks at one measure, or at all, and keeps the verdicts that no row holds yet; all of them in one change. Who may
/// not record a verdict is shown it all the same.
pub(crate) fn look_and_keep(vault: &mut Vault, session: &Session, only: Option<MeasureId>) -> Result<Vec<Looked>> {
    let ids: Vec<MeasureId> = match only {
        Some(id) => vec![id],
        None => store::measures::list(vault.reader())?.into_iter().map(|measure| measure.record.id).collect(),
    };
    let looked = ids.into_iter().map(|id| look(vault, session, id)).collect::<Result<Vec<Looked>>>()?;
    let rows: usize = looked.iter().map(|looked| looked.unkept.len()).sum();
    if rows == 0 || session.require(Action::Evaluate).is_err() {
        return Ok(looked);
    }
    vault.change(session, Action::Evaluate, None, |change| {
        for looked in &looked {
            let id = looked.facts.measure.record.id;
            for evaluation in &looked.unkept {
                store::evaluations::add(change, id, looked.key, evaluation)?;
            }
        }
        let subject = only.map_or_else(|| Subject::count(rows as u64), Subject::from);
        Ok(((), subject))
    })?;
    Ok(looked)
}

/// Looks at one measure and keeps the verdicts that no row holds yet.
pub(crate) fn look_and_keep_one(vault: &mut Vault, session: &Session, id: MeasureId) -> Result<Looked> {
    look_and_keep(vault, session, Some(id))?.pop().ok_or(Error::NotFound)
}

/// Keeps the verdicts of one measure, or of all, that no row holds yet.
///
/// # Errors
/// The store's.
pub fn refresh(vault: &mut Vault, session: &Session, only: Option<MeasureId>) -> Result<()> {
    if session.require(Action::Evaluate).is_ok() {
        look_and_keep(vault, session, only)?;
    }
    Ok(())
}
