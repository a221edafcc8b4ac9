//! Cases like one case, and whether they add up to a matter for safeguarding.

use chrono::TimeDelta;
use domain::{
    CaseId,
    access::Read,
    part::kind,
    plain,
    recurrence::{Likeness, Outcome, WINDOWS, outcome},
};
use serde::Serialize;
use store::cases::{Similar, similar};

use crate::{
    Result, Session, Vault,
    reference::{RepeatRule, repeat_rule},
};

/// A case like this one.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct LikeRow {
    /// Identity.
    pub id: String,
    /// `SG-2026-007`.
    pub reference: String,
    /// Short name.
    pub title: String,
    /// State in words.
    pub state_label: String,
    /// When the service became aware.
    pub aware: String,
    /// "3 weeks before", "12 days after this was closed".
    pub apart: String,
    /// In which ways, in words.
    pub likeness: Vec<String>,
}

/// Repeated events that speak up.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct Warning {
    /// What was found, in a sentence.
    pub text: String,
    /// Why it matters.
    pub why: String,
}

/// One window after closure.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct WindowRow {
    /// "12 weeks".
    pub window: String,
    /// In words: came back, did not, not yet assessable until a day.
    pub text: String,
    /// Where it stands.
    pub outcome: Outcome,
}

/// What is like a case.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct LikeView {
    /// Repeated low-level events, where they speak up.
    pub warning: Option<Warning>,
    /// Cases like it, within a year before it and until now.
    pub rows: Vec<LikeRow>,
    /// After its closure, where it was closed.
    pub windows: Vec<WindowRow>,
}

const DAY: i64 = 86_400_000;

pub(super) fn window_words(days: u32) -> &'static str {
    match days {
        84 => "12 weeks",
        183 => "6 months",
        _ => "12 months",
    }
}

/// What is like a case.
///
/// # Errors
/// Not for this role, not there, or the store's.
pub fn like(vault: &Vault, session: &Session, case_id: CaseId) -> Result<LikeView> {
    session.require_read(Read::Cases)?;
    let conn = vault.reader();
    let case = store::cases::get(conn, case_id)?.record;
    let today = session.today();
    let mut found = similar(conn, case_id, case.aware.sort_key() - 365 * DAY, session.now.timestamp_millis())?;
    for (other, linked) in linked(vault, session, case_id)? {
        match found.iter_mut().find(|similar| similar.id == other) {
            Some(similar) => similar.likeness.push(Likeness::Linked),
            None => found.push(linked),
        }
    }
    let similar_days: Vec<chrono::NaiveDate> = found.iter().map(|similar| similar.aware.date).collect();
    let windows = case
        .closed_on
        .iter()
        .flat_map(|closed| WINDOWS.map(|days| (closed, days)))
        .map(|(closed, days)| {
            let stands = outcome(*closed, days, &similar_days, today);
            let end = *closed + TimeDelta::days(i64::from(days));
            let so_far = similar_days.iter().filter(|day| **day > *closed && **day <= end).count();
            WindowRow {
                window: window_words(days).to_owned(),
                outcome: stands,
                text: match stands {
                    Outcome::CameBack => format!("A similar concern came within {}.", window_words(days)),
                    Outcome::DidNot => format!("No similar concern within {}.", window_words(days)),
                    Outcome::NotYetAssessable if so_far > 0 => format!(
                        "Not yet assessable before {}; {} so far.",
                        plain::date(end),
                        plain::count_of(so_far as u64, "similar concern", "similar concerns")
                    ),
                    Outcome::NotYetAssessable => {
                        format!("Not yet assessable before {}; none so far.", plain::date(end))
                    }
                },
            }
        })
        .collect();
    Ok(LikeView {
        warning: warning(&found, &case, repeat_rule(vault)?),
        rows: found.iter().map(|similar| row(similar, &case)).collect(),
        windows,
    })
}

fn linked(vault: &Vault, session: &Session, case_id: CaseId) -> Result<Vec<(CaseId, Similar)>> {
    let conn = vault.reader();
    let parts = crate::parts::load(vault, session, case_id, None)?;
    let mut linked = Vec::new();
    for part in parts.of(kind::LINKED_CASE) {
        // A case that this person may not see is not there for them.
        let Ok(other) = store::cases::find_by_reference(conn, part.record.text("reference")) else { continue };
        let record = store::cases::get(conn, other)?.record;
        linked.push((
            other,
            Similar {
                id: other,
                reference: record.reference,
                title: record.title,
                state: record.state,
                aware: record.aware,
                likeness: vec![Likeness::Linked],
            },
        ));
    }
    Ok(linked)
}

/// So many similar events or more of one person or one source within so many weeks, this one among them.
fn warning(found: &[Similar], case: &store::cases::CaseRecord, rule: RepeatRule) -> Option<Warning> {
    let RepeatRule { events, weeks } = rule;
    let span = i64::from(weeks) * 7;
    let away = |similar: &Similar| (similar.aware.date - case.aware.date).num_days();
    // The fullest stretch of so many weeks that holds this case.
    let of = |like: Likeness| -> Vec<&str> {
        let alike: Vec<&Similar> = found.iter().filter(|similar| similar.likeness.contains(&like)).collect();
        let starts = alike.iter().map(|similar| away(similar)).chain([0]).filter(|day| (-span..=0).contains(day));
        let held = |start: i64| alike.iter().filter(move |similar| (start..=start + span).contains(&away(similar)));
        let fullest = starts.max_by_key(|start| held(*start).count()).unwrap_or_default();
        held(fullest).map(|similar| similar.reference.as_str()).collect()
    };
    let (what, references) = [
        ("about the same person", of(Likeness::SamePerson)),
        ("with the same alleged source", of(Likeness::SameSource)),
    ]
    .into_iter()
    .max_by_key(|(_, references)| references.len())?;
    (references.len() + 1 >= events as usize).then(|| Warning {
        text: format!(
            "This is one of {} {what} within {weeks} weeks: {} and this one.",
            plain::count_words(references.len() as u64 + 1, "concern", "concerns"),
            references.join(", ")
        ),
        why: "Repeated low-level events with no preventive action can become a safeguarding matter. Think again about a referral, and record what you decide.".to_owned(),
    })
}

fn row(similar: &Similar, case: &store::cases::CaseRecord) -> LikeRow {
    let days = (similar.aware.date - case.aware.date).num_days();
    let apart = match (days, case.closed_on) {
        (_, Some(closed)) if similar.aware.date > closed => {
            format!(
                "{} after this was closed",
                plain::count_of((similar.aware.date - closed).num_days().unsigned_abs(), "day", "days")
            )
        }
        (0, _) => "the same day".to_owned(),
        (days, _) if days < 0 => format!("{} before", plain::count_of(days.unsigned_abs(), "day", "days")),
        (days, _) => format!("{} after", plain::count_of(days.unsigned_abs(), "day", "days")),
    };
    LikeRow {
        id: similar.id.to_string(),
        reference: similar.reference.clone(),
        title: similar.title.clone(),
        state_label: similar.state.label().to_owned(),
        aware: similar.aware.text(),
        apart,
        likeness: similar.likeness.iter().map(|like| like.label().to_owned()).collect(),
    }
}
