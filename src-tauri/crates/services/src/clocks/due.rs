//! What is due in a case, how that was worked out, and the council's own targets.

use chrono::NaiveDate;
use domain::{
    authority::Step,
    calendar::{BankHolidays, Due, Unit, due},
    part::{PartRecord, kind},
    plain,
    time::FactTime,
};
use serde::Serialize;
use store::{actions::ActionRecord, revisions::Revised};

use crate::{Result, Session, Vault, parts::CaseParts, reference, timeline::Fact};

/// Something that is due.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct DueRow {
    /// The part that says so.
    pub part: String,
    /// What.
    pub what: String,
    /// The day, in words.
    pub due: String,
    /// How it was worked out, in sentences; none for a day that somebody gave.
    pub working: Vec<String>,
    /// When it was done, in words; none while it is not.
    pub done: Option<String>,
    /// Its day has passed and it is not done.
    pub overdue: bool,
}

/// One target of the council.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct TargetRow {
    /// What, and how long: "Council makes contact: 2 working days from …".
    pub target: String,
    /// The day it comes to; none while what starts it is not recorded.
    pub comes_to: Option<String>,
    /// How that was worked out.
    pub working: Vec<String>,
    /// What happened, in words.
    pub happened: String,
}

/// The council's targets, where a profile of it is kept.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct TargetsView {
    /// The council, as the case names it.
    pub council: Option<String>,
    /// The profile that its name means.
    pub profile: Option<String>,
    /// What has to be known about the profile: an example, seen on a day, targets and no duties.
    pub note: Option<String>,
    /// The targets.
    pub rows: Vec<TargetRow>,
}

/// A part's own time limit.
struct Limit {
    what: String,
    on: NaiveDate,
    working: Vec<String>,
    done: Option<FactTime>,
}

/// Every time limit that parts of a case hold.
fn limits<'a>(
    parts: &'a CaseParts,
    holidays: &'a BankHolidays,
) -> impl Iterator<Item = (&'a Revised<PartRecord>, Limit)> {
    parts
        .parts
        .iter()
        .filter(|part| !part.record.removed)
        .filter_map(move |part| limit(&part.record, parts, holidays).map(|limit| (part, limit)))
}

fn limit(record: &PartRecord, parts: &CaseParts, holidays: &BankHolidays) -> Option<Limit> {
    let given = |what: &str, field: &str, done: Option<FactTime>| {
        let on = record.when(field)?.date;
        Some(Limit { what: what.to_owned(), on, working: moved(on, holidays), done })
    };
    match record.kind.as_str() {
        kind::ENQUIRY => {
            let asked = record.when("requested_on")?;
            let ours = record.code("caused_to_enquire_by") == Some("provider");
            let after = |at: &FactTime| at.date >= asked.date;
            // Our report is done once it was sent; another body's, once findings were agreed or the council closed.
            let sent = if ours {
                parts.of(kind::REPORT_SUBMITTED).filter_map(|part| part.record.when("sent")).find(after)
            } else {
                let agreed = parts.of(kind::MEETING).filter(|part| part.record.code("kind") == Some("outcomes"));
                let agreed = agreed.filter_map(|part| part.record.when("held"));
                let closed = parts.of(kind::LA_CLOSURE).filter_map(|part| part.record.when("closed_on"));
                agreed.chain(closed).filter(after).min_by_key(FactTime::sort_key)
            };
            let what = if ours { "Our report to the council" } else { "Report of the enquiry" };
            let counted = record
                .number("due_number")
                .and_then(|number| u32::try_from(number).ok())
                .zip(record.code("due_unit").and_then(Unit::from_code));
            let worked = counted.map(|(amount, unit)| {
                let due = due(&asked, amount, unit, holidays);
                let working = due.working(&asked, amount, unit);
                (due, working)
            });
            match (record.when("due_on"), worked) {
                (Some(own), Some((worked, mut working))) if own.date != worked.on => {
                    working.push(format!("The council gave {} itself, which counts.", plain::long_date(own.date)));
                    Some(Limit { what: what.to_owned(), on: own.date, working, done: sent })
                }
                (_, Some((Due { on, .. }, working))) => Some(Limit { what: what.to_owned(), on, working, done: sent }),
                (Some(own), None) => {
                    Some(Limit { what: what.to_owned(), on: own.date, working: moved(own.date, holidays), done: sent })
                }
                (None, None) => None,
            }
        }
        "plan_review" => given("Review of the safeguarding plan", "due_on", record.when("held_on")),
        "safeguarding_plan" => {
            let held = parts.of("plan_review").find_map(|part| part.record.when("held_on"));
            given("First review of the safeguarding plan", "first_review_due", held)
        }
        "enquiry_step" => given(&format!("Enquiry: {}", record.text("what")), "due", record.when("done_on")),
        _ => None,
    }
}

/// What is said of a day on which no office works.
fn moved(on: NaiveDate, holidays: &BankHolidays) -> Vec<String> {
    match holidays.why_not(on) {
        Some("weekend") => vec![format!(
            "{} is at a weekend; the next working day is {}.",
            plain::long_date(on),
            plain::long_date(holidays.on_or_after(on))
        )],
        Some(holiday) => vec![format!(
            "{} is {holiday}; the next working day is {}.",
            plain::long_date(on),
            plain::long_date(holidays.on_or_after(on))
        )],
        None => Vec::new(),
    }
}

/// What is due, the next first, then what was done.
pub(super) fn rows(session: &Session, parts: &CaseParts, holidays: &BankHolidays) -> Vec<DueRow> {
    let today = session.today();
    let mut rows: Vec<(bool, NaiveDate, DueRow)> = limits(parts, holidays)
        .map(|(part, limit)| {
            let row = DueRow {
                part: part.record.id.to_string(),
                what: limit.what,
                due: plain::long_date(limit.on),
                working: limit.working,
                done: limit.done.map(|done| done.text()),
                overdue: limit.done.is_none() && limit.on < today,
            };
            (limit.done.is_some(), limit.on, row)
        })
        .collect();
    rows.sort_by_key(|(done, on, _)| (*done, *on));
    rows.into_iter().map(|(_, _, row)| row).collect()
}

/// What was overdue at the end of a day: parts and actions, in words, the oldest first.
pub(crate) fn overdue_on(
    day: NaiveDate,
    parts: &CaseParts,
    actions: &[Revised<ActionRecord>],
    holidays: &BankHolidays,
) -> Vec<String> {
    let mut found: Vec<(NaiveDate, String)> = limits(parts, holidays)
        .filter(|(_, limit)| limit.on < day && limit.done.is_none_or(|done| done.date > day))
        .map(|(_, limit)| (limit.on, limit.what))
        .collect();
    for action in actions.iter().map(|action| &action.record).filter(|action| !action.removed) {
        use domain::action::Progress;
        if let Some(on) = action.due.filter(|on| *on < day)
            && matches!(action.progress, Progress::NotStarted | Progress::InProgress)
        {
            found.push((on, format!("{}: {}", action.reference(), action.title)));
        }
    }
    found.sort();
    found.into_iter().map(|(on, what)| format!("{what}, due {}", plain::date(on))).collect()
}

/// The targets of the council that a case names.
pub(super) fn targets(
    vault: &Vault,
    session: &Session,
    parts: &CaseParts,
    facts: &[Fact],
    holidays: &BankHolidays,
) -> Result<TargetsView> {
    let council = parts
        .of(kind::CONCERN_DETAILS)
        .map(|part| part.record.text("authority").to_owned())
        .find(|name| !name.is_empty());
    let profile = match &council {
        Some(name) => reference::meant_by(vault, name)?,
        None => None,
    };
    let rows = profile
        .iter()
        .flat_map(|profile| &profile.step)
        .map(|step| target(step, session.today(), facts, holidays))
        .collect();
    Ok(TargetsView {
        council,
        note: profile
            .as_ref()
            .map(|profile| format!("{} Seen on {} ({}).", profile.note, plain::date(profile.seen_on), profile.source)),
        profile: profile.map(|profile| profile.authority),
        rows,
    })
}

fn target(step: &Step, today: NaiveDate, facts: &[Fact], holidays: &BankHolidays) -> TargetRow {
    let words = reference::target_words(step);
    // What starts the count, and the first fact after it that ends it.
    let start = facts.iter().find(|fact| fact.record.kind == step.from).map(|fact| fact.record.at);
    let Some(start) = start else {
        return TargetRow {
            target: words,
            comes_to: None,
            working: Vec::new(),
            happened: format!("Counts once \u{201c}{}\u{201d} is recorded.", step.from.label()),
        };
    };
    let worked = due(&start, step.amount, step.unit, holidays);
    let ended = facts
        .iter()
        .find(|fact| step.until.contains(&fact.record.kind) && fact.record.at.sort_key() >= start.sort_key())
        .map(|fact| fact.record.at);
    let happened = match ended {
        Some(at) => {
            let days = (at.date - worked.on).num_days();
            let against = match days {
                0 => "on that day".to_owned(),
                days if days < 0 => format!("{} before", plain::count_of(days.unsigned_abs(), "day", "days")),
                days => format!("{} after", plain::count_of(days.unsigned_abs(), "day", "days")),
            };
            format!("Happened {}, {against}.", at.text())
        }
        None if worked.on < today => {
            format!(
                "Not recorded yet, {} after.",
                plain::count_of((today - worked.on).num_days().unsigned_abs(), "day", "days")
            )
        }
        None => "Not recorded yet.".to_owned(),
    };
    TargetRow {
        target: words,
        comes_to: Some(worked.text()),
        working: worked.working(&start, step.amount, step.unit),
        happened,
    }
}
