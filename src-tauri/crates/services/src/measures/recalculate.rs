//! New limits for a chart, from a known change on. The declared comparison keeps its baseline.

use domain::{MeasureId, audit::Action, declared::RecalculationRecord, plain, time::parse_date};
use measures::{RecalculationCondition, Xmr, may_recalculate};

use super::{
    analysis::{analyse, load},
    drawn::ChartLines,
    judge::direction,
    page::changes_of,
};
use crate::{Error, Result, Session, Subject, Vault};

fn condition_words(condition: RecalculationCondition) -> &'static str {
    match condition {
        RecalculationCondition::DatedChange => "there is no dated change on that day",
        RecalculationCondition::ShiftOfEightPoints => {
            "the last eight or more points since do not all lie on one side of the mean"
        }
        RecalculationCondition::ShiftOfTwelveWeeks => "they have not done so for twelve weeks",
        RecalculationCondition::TwelvePointsSince => "there are fewer than twelve points since",
        RecalculationCondition::NotAWorsening => "the measure got worse, and new limits would hide that",
    }
}

fn limits_words(chart: &Xmr) -> String {
    match chart.limits {
        Some(limits) => format!(
            "mean {}, limits {} and {}",
            plain::decimal(chart.mean, 2),
            plain::decimal(limits.lower, 2),
            plain::decimal(limits.upper, 2)
        ),
        None => format!("mean {}", plain::decimal(chart.mean, 2)),
    }
}

/// Works the limits of an XmR chart out anew from a dated change on. Old limits stay drawn, and the record says what
/// they were.
///
/// # Errors
/// No reason; a chart that has no such limits; any of the five conditions that does not hold, named; a stale revision;
/// the store's.
pub fn recalculate(
    vault: &mut Vault,
    session: &Session,
    id: MeasureId,
    rev: u32,
    from: &str,
    reason: &str,
) -> Result<()> {
    session.require(Action::RecalculateLimits)?;
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(Error::invalid("reason", "Say why the limits are worked out anew. The reason stays with them."));
    }
    let from = parse_date(from).map_err(Error::time("from"))?;
    let mut facts = load(vault, session, id)?;
    let changes = changes_of(vault, id)?.dates();
    let analysis = analyse(&facts, &changes, session.today())?;
    let Some(ChartLines::Xmr(before)) = analysis.drawn.as_ref().map(|drawn| &drawn.lines) else {
        return Err(Error::invalid("from", "Only an XmR chart with a declared baseline has limits to work out anew."));
    };
    let (Some(latest), Some(better)) = (before.phases.last(), direction(facts.indicator.direction)) else {
        return Err(Error::invalid("from", "There are no limits yet."));
    };
    let dated = changes.iter().any(|change| change.on == from) || facts.measure.record.change_on == Some(from);
    let check = may_recalculate(&latest.points, dated.then_some(from), better);
    if !check.allowed {
        let why: Vec<&str> = check.failing.iter().map(|condition| condition_words(*condition)).collect();
        return Err(Error::invalid("from", format!("The limits stay as they are, since {}.", why.join("; "))));
    }
    let old_limits = limits_words(&latest.chart);
    let record = RecalculationRecord {
        from,
        reason: reason.to_owned(),
        by: session.user_id,
        on: session.today(),
        old_limits,
        new_limits: String::new(),
    };
    facts.measure.record.declared.recalculations.push(record);
    facts.measure.record.declared.recalculations.sort_by_key(|record| record.from);
    let after = analyse(&facts, &changes, session.today())?;
    let Some(ChartLines::Xmr(after)) = after.drawn.as_ref().map(|drawn| &drawn.lines) else {
        return Err(Error::invalid("from", "New limits may begin after the baseline only, and once a day."));
    };
    let new_limits = after.phases.iter().find(|phase| phase.recalculated_on == Some(from));
    if let (Some(phase), Some(record)) =
        (new_limits, facts.measure.record.declared.recalculations.iter_mut().find(|record| record.from == from))
    {
        record.new_limits = limits_words(&phase.chart);
    }
    let record = facts.measure.record.check()?;
    vault.change(session, Action::RecalculateLimits, Some(reason), |change| {
        let meta = change.amend(&record, rev)?;
        Ok(((), Subject::from(id).at(meta.rev)))
    })
}
