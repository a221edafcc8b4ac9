//! Verdicts as rows: worked out when something changed, kept, and read back.

use domain::{MeasureId, audit::Action};
use measures::{RULE_SET, Verdict};
use store::evaluations::NewEvaluation;

use super::{
    analysis::{MeasureFacts, analyse, load},
    judge::{Asked, Judged, Kept, Look, Wanted},
    page::changes_of,
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

/// The verdicts on a measure: those kept where nothing that bears on them has changed since, the others worked out
/// anew.
pub(crate) fn verdicts(vault: &Vault, asked: &Asked<'_>) -> Result<Verdicts> {
    let mut found = Verdicts::default();
    for (_, judged, _) in judged(vault, asked)? {
        found.take(judged);
    }
    Ok(found)
}

/// Every verdict wanted, and the row it was kept in before: whether that row is still the whole truth, with the text
/// of its result.
fn judged(vault: &Vault, asked: &Asked<'_>) -> Result<Vec<(Wanted, Judged, Standing)>> {
    let conn = vault.reader();
    let id = asked.facts.measure.record.id;
    let key = store::measures::key(conn, id)?;
    let data_seq = store::evaluations::data_seq(conn, id, key)?;
    let asked = &asked.with_reporting(crate::reporting::flagged(vault, id)?);
    let rounds = store::rounds::list(conn, key)?.into_iter().map(|round| round.record).collect();
    // Rounds on both sides of the declared change are what the measure is judged by.
    let people = PeopleAsked::of(asked, rounds);
    let mut found = Vec::new();
    for wanted in people.as_ref().map_or_else(|| asked.wanted(), PeopleAsked::wanted) {
        let row = store::evaluations::newest(conn, key, wanted.change.on, wanted.check_on())?.map(|row| row.evaluation);
        let fresh =
            |row: &NewEvaluation| row.data_seq == data_seq && row.rule_set == RULE_SET && row.as_of == wanted.as_of;
        let read = row.as_ref().filter(|row| fresh(row)).and_then(|row| serde_json::from_str::<Kept>(&row.result).ok());
        let (judged, current) = match (read, &people) {
            (Some(kept), Some(people)) => (Some(people.with_names(&wanted, kept)), true),
            (Some(kept), None) => (asked.with_names(&wanted, kept), true),
            (None, Some(people)) => (people.judge(&wanted), false),
            (None, None) => (asked.judge(&wanted), false),
        };
        let Some(judged) = judged else { continue };
        found.push((wanted, judged, Standing { current, before: row, data_seq }));
    }
    Ok(found)
}

/// How a verdict stands to the rows that were kept.
struct Standing {
    /// It is what the newest row says.
    current: bool,
    /// The newest row.
    before: Option<NewEvaluation>,
    data_seq: u64,
}

/// Keeps the verdicts of measures whose data, settings or dates changed since the last were kept; all of them in one
/// change. A verdict that comes out as before is not kept twice.
///
/// # Errors
/// The store's.
pub fn refresh(vault: &mut Vault, session: &Session, only: Option<MeasureId>) -> Result<()> {
    if session.require(Action::Evaluate).is_err() {
        return Ok(());
    }
    let ids: Vec<MeasureId> = match only {
        Some(id) => vec![id],
        None => store::measures::list(vault.reader())?.into_iter().map(|measure| measure.record.id).collect(),
    };
    let mut rows = Vec::new();
    for id in ids {
        let facts: MeasureFacts = load(vault, session, id)?;
        let changes = changes_of(vault, id)?.dates();
        let analysis = analyse(&facts, &changes, session.today())?;
        let asked = Asked::new(&facts, &analysis, session.today());
        let key = store::measures::key(vault.reader(), id)?;
        for (wanted, judged, standing) in judged(vault, &asked)? {
            let result = serde_json::to_string(&judged.kept).map_err(|_| Error::Internal("form of a verdict"))?;
            let same = |row: &NewEvaluation| row.result == result && row.rule_set == RULE_SET;
            if standing.current || standing.before.as_ref().is_some_and(same) {
                continue;
            }
            let evaluation = NewEvaluation {
                change_on: wanted.change.on,
                check_on: wanted.check_on(),
                as_of: wanted.as_of,
                data_seq: standing.data_seq,
                rule_set: RULE_SET.to_owned(),
                verdict: judged.verdict_code(),
                sentence: judged.sentence(),
                result,
            };
            rows.push((id, key, evaluation));
        }
    }
    if rows.is_empty() {
        return Ok(());
    }
    vault.change(session, Action::Evaluate, None, |change| {
        for (id, key, evaluation) in &rows {
            store::evaluations::add(change, *id, *key, evaluation)?;
        }
        let subject = only.map_or_else(|| Subject::count(rows.len() as u64), Subject::from);
        Ok(((), subject))
    })
}
