//! The case as it was known at the end of a day: rebuilt from what had been recorded by then, and what was overdue.

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use domain::{
    CaseId,
    access::Read,
    plain,
    stage::state_after,
    time::{FactTime, parse_date, uk_date},
};
use serde::Serialize;
use store::{
    Instant,
    actions::ActionRecord,
    cases::CaseRecord,
    revisions::{Revised, newest_at, of_case_at},
};

use crate::{
    Error, Result, Session, Vault,
    actions::ActionRow,
    clocks::overdue_on,
    parts::{self, KnownParts},
    stages::{self, MoveRow},
    timeline::EventRow,
};

/// A case as it was known on a day.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct KnownOn {
    /// "As known at the end of Tuesday 10 March 2026".
    pub heading: String,
    /// The day, as a date.
    pub day: String,
    /// Short name, as it then stood.
    pub title: String,
    /// The adult at risk, if known by then.
    pub who: Option<String>,
    /// Stage in words.
    pub state: String,
    /// How it came there.
    pub moves: Vec<MoveRow>,
    /// The chronology as it then stood.
    pub events: Vec<EventRow>,
    /// What was recorded by then, kind by kind.
    pub parts: Vec<KnownParts>,
    /// Actions as they then stood.
    pub actions: Vec<ActionRow>,
    /// What was overdue that day.
    pub overdue: Vec<String>,
    /// Facts that had happened by then and were recorded only later: "2 entries of that day or before were recorded later".
    pub recorded_later: Option<String>,
}

/// The last moment of a day in the United Kingdom.
fn end_of(day: NaiveDate) -> Option<Instant> {
    let next = FactTime::at(day.succ_opt()?, NaiveTime::MIN, None, false).ok()?.moment()?;
    Some(Instant::from(next - TimeDelta::milliseconds(1)))
}

/// The case as known at the end of `day`, as somebody typed it.
///
/// # Errors
/// No date, a day before the case was recorded or still to come, not for this role, not there, or the store's.
pub fn known_on(vault: &Vault, session: &Session, case_id: CaseId, day: &str) -> Result<KnownOn> {
    session.require_read(Read::Cases)?;
    let day = parse_date(day).map_err(Error::time("day"))?;
    if day > session.today() {
        return Err(Error::invalid("day", "That day has not come yet. Choose today or a day before."));
    }
    let conn = vault.reader();
    let now = store::cases::get(conn, case_id)?;
    let first = uk_date(now.meta.first_recorded_at.utc());
    if day < first {
        return Err(Error::invalid(
            "day",
            format!("Nothing of this case was recorded by then. Its first entry was made on {}.", plain::date(first)),
        ));
    }
    let at = end_of(day).ok_or_else(|| Error::invalid("day", "That day cannot be meant. Choose another."))?;
    let case: Revised<CaseRecord> = newest_at(conn, case_id.bytes(), at)?;
    let loaded = parts::load(vault, session, case_id, Some(at))?;
    let (facts, _) = crate::timeline::facts(conn, case_id, &loaded, Some(at))?;
    let moves = stages::moves_of(conn, case_id, at)?;
    let actions: Vec<Revised<ActionRecord>> = of_case_at(conn, case_id, at)?;
    let holidays = crate::reference::holidays(vault)?;
    let who = match case.record.subject_id {
        Some(id) => Some(newest_at::<store::people::PersonRecord>(conn, id.bytes(), at)?.record.name),
        None => None,
    };
    let mut events = Vec::with_capacity(facts.len());
    for fact in &facts {
        events.push(EventRow::new(fact, &store::users::label(conn, fact.meta.author_id)?));
    }
    Ok(KnownOn {
        heading: format!("As known at the end of {}", plain::long_date(day)),
        day: day.to_string(),
        title: case.record.title,
        who,
        state: state_after(&moves).label().to_owned(),
        moves: stages::rows(&moves),
        parts: parts::known(vault, session, &loaded)?,
        overdue: overdue_on(day, &loaded, &actions, &holidays),
        actions: actions.iter().filter(|action| !action.record.removed).map(ActionRow::new).collect(),
        recorded_later: recorded_later(vault, session, case_id, day, at)?,
        events,
    })
}

/// How many facts of that day or before were recorded only afterwards.
fn recorded_later(
    vault: &Vault,
    session: &Session,
    case_id: CaseId,
    day: NaiveDate,
    at: Instant,
) -> Result<Option<String>> {
    let loaded = parts::load(vault, session, case_id, None)?;
    let (facts, _) = crate::timeline::facts(vault.reader(), case_id, &loaded, None)?;
    let later = facts.iter().filter(|fact| fact.record.at.date <= day && fact.meta.first_recorded_at > at).count();
    Ok((later > 0).then(|| {
        format!(
            "{} of that day or before {} recorded only later, and {} not shown.",
            plain::count_of(later as u64, "fact", "facts"),
            if later == 1 { "was" } else { "were" },
            if later == 1 { "is" } else { "are" }
        )
    }))
}
