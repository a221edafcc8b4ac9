//! The chain concern → decision → finding → actions → change → sustained, and the gaps in it.

use domain::{action::Progress, part::kind, plain, timeline::EventKind};
use serde::Serialize;

use super::CaseFacts;
use crate::measures::change_so_far;

/// A link of the chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum ChainKey {
    /// The concern and its referral.
    Concern,
    /// The local authority's decision.
    Decision,
    /// The finding.
    Finding,
    /// What was promised and done.
    Actions,
    /// What the measure shows.
    Change,
    /// Whether it holds.
    Sustained,
}

/// Whether a link is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum ChainState {
    /// Recorded.
    Done,
    /// Under way.
    Current,
    /// Missing.
    Gap,
}

/// What mends a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum GapFix {
    /// Record the local authority's decision.
    AddEventDecision,
    /// Record a finding.
    AddEventFinding,
    /// Record an action.
    AddAction,
    /// Link a measure.
    LinkMeasure,
    /// Answer the three questions.
    AnswerQuestions,
    /// Record a check.
    AddCheck,
    /// Enter counts.
    EnterCounts,
    /// Record the referral.
    AddEventReferral,
    /// Record the notification to CQC.
    AddEventCqc,
}

/// One link.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct ChainLink {
    /// Which.
    pub key: ChainKey,
    /// Its name.
    pub label: String,
    /// What is recorded, in a few words.
    pub text: String,
    /// Whether it is there.
    pub state: ChainState,
    /// What would mend it, when it is missing.
    pub opens: Option<GapFix>,
}

/// One gap that an inspector would find.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct GapRow {
    /// What is missing.
    pub text: String,
    /// The button that mends it.
    pub button: String,
    /// What it opens.
    pub opens: GapFix,
}

fn link(key: ChainKey, label: &str, text: String, state: ChainState, opens: Option<GapFix>) -> ChainLink {
    ChainLink { key, label: label.to_owned(), text, state, opens }
}

/// The six links.
pub(crate) fn chain(facts: &CaseFacts) -> Vec<ChainLink> {
    let newest = |kinds: &[EventKind]| facts.events.iter().rev().find(|event| kinds.contains(&event.record.kind));
    let referral = facts.events.iter().find(|event| event.record.kind == EventKind::Referral);
    let concern = match referral.and_then(|event| elapsed(facts, &event.record.at)) {
        Some(length) => link(ChainKey::Concern, "Concern", format!("Referred in {length}"), ChainState::Done, None),
        None if referral.is_some() => link(ChainKey::Concern, "Concern", "Referred".to_owned(), ChainState::Done, None),
        None => link(
            ChainKey::Concern,
            "Concern",
            format!("Recorded {}", plain::short_date(facts.case.record.aware.date)),
            ChainState::Current,
            None,
        ),
    };
    let decision = match newest(&[EventKind::LaDecision, EventKind::LaNoEnquiry]) {
        Some(event) => {
            let text = if event.record.kind == EventKind::LaDecision { "Enquiry" } else { "No enquiry" };
            link(
                ChainKey::Decision,
                "Decision",
                format!("{text}, {}", plain::short_date(event.record.at.date)),
                ChainState::Done,
                None,
            )
        }
        None if referral.is_none() && kept_internal(facts).is_some() => link(
            ChainKey::Decision,
            "Decision",
            kept_internal(facts).map(|on| format!("Kept internal, {}", plain::short_date(on))).unwrap_or_default(),
            ChainState::Done,
            None,
        ),
        None if referral.is_some() => link(
            ChainKey::Decision,
            "Decision",
            "Waiting for the local authority".to_owned(),
            ChainState::Current,
            Some(GapFix::AddEventDecision),
        ),
        None => link(
            ChainKey::Decision,
            "Decision",
            "Not recorded".to_owned(),
            ChainState::Gap,
            Some(GapFix::AddEventDecision),
        ),
    };
    let finding = match newest(&[EventKind::Finding]) {
        Some(event) => link(ChainKey::Finding, "Finding", first_words(&event.record.text), ChainState::Done, None),
        None => link(
            ChainKey::Finding,
            "Finding",
            "Not recorded".to_owned(),
            ChainState::Gap,
            Some(GapFix::AddEventFinding),
        ),
    };
    vec![concern, decision, finding, actions(facts), change(facts), sustained(facts)]
}

/// The day on which it was decided to keep the concern internal, where it was.
fn kept_internal(facts: &CaseFacts) -> Option<chrono::NaiveDate> {
    let decided = facts.events.iter().rev().find(|event| event.record.kind == EventKind::InternalDecision)?;
    Some(decided.record.at.date)
}

/// Whether a notification to CQC was considered and found not to apply (rule R-N3).
fn considered_not_notified(facts: &CaseFacts) -> bool {
    facts.parts.of(kind::DUTY_NOT_DONE).any(|part| part.record.code("duty") == Some("cqc_notification"))
}

fn actions(facts: &CaseFacts) -> ChainLink {
    let counted: Vec<_> =
        facts.actions.iter().filter(|action| action.record.progress != Progress::Superseded).collect();
    if counted.is_empty() {
        return link(
            ChainKey::Actions,
            "Actions",
            "None recorded".to_owned(),
            ChainState::Gap,
            Some(GapFix::AddAction),
        );
    }
    let done = counted.iter().filter(|action| action.record.progress == Progress::Done).count();
    let verified = counted.iter().filter(|action| action.record.verified.is_some()).count();
    let state = if done == counted.len() { ChainState::Done } else { ChainState::Current };
    link(ChainKey::Actions, "Actions", format!("{done} of {} done, {verified} verified", counted.len()), state, None)
}

fn change(facts: &CaseFacts) -> ChainLink {
    match &facts.lead {
        None => {
            link(ChainKey::Change, "Change", "No measure linked".to_owned(), ChainState::Gap, Some(GapFix::LinkMeasure))
        }
        Some((measure, analysis)) if measure.counts.is_empty() => link(
            ChainKey::Change,
            "Change",
            change_so_far(measure, analysis, None),
            ChainState::Gap,
            Some(GapFix::EnterCounts),
        ),
        Some((measure, analysis)) => {
            let standing = facts.verdicts.standing();
            let state = if standing.is_some() { ChainState::Done } else { ChainState::Current };
            link(ChainKey::Change, "Change", change_so_far(measure, analysis, standing), state, None)
        }
    }
}

/// Weeks after a change at which it is first asked whether it holds.
const FIRST_SUSTAINED_CHECK: u64 = 13;

fn sustained(facts: &CaseFacts) -> ChainLink {
    let last_change = facts.changes.dates().last().map(|change| change.on);
    let checks: Vec<_> = facts.events.iter().filter(|event| event.record.kind == EventKind::Check).collect();
    match (checks.last(), last_change) {
        (Some(check), Some(changed)) if check.record.at.date >= changed => {
            let weeks = u64::try_from((check.record.at.date - changed).num_weeks()).unwrap_or_default();
            // Whether a change is sustained is checked at 13, 26 and 52 weeks; before, a check is a beginning.
            let (state, fix) = if weeks >= FIRST_SUSTAINED_CHECK {
                (ChainState::Done, None)
            } else {
                (ChainState::Current, Some(GapFix::AddCheck))
            };
            link(
                ChainKey::Sustained,
                "Sustained",
                format!(
                    "Checked at {}, {}",
                    plain::count_of(weeks, "week", "weeks"),
                    plain::short_date(check.record.at.date)
                ),
                state,
                fix,
            )
        }
        (Some(check), _) => link(
            ChainKey::Sustained,
            "Sustained",
            format!("Checked {}", plain::short_date(check.record.at.date)),
            ChainState::Current,
            None,
        ),
        (None, _) => link(
            ChainKey::Sustained,
            "Sustained",
            "No check recorded".to_owned(),
            ChainState::Gap,
            Some(GapFix::AddCheck),
        ),
    }
}

/// From becoming aware to a fact, where both are known to the minute.
fn elapsed(facts: &CaseFacts, at: &domain::time::FactTime) -> Option<String> {
    let length = at.moment()? - facts.case.record.aware.moment()?;
    (length >= chrono::TimeDelta::zero()).then(|| plain::duration(length))
}

/// The first clause of a text, short enough for a link of the chain.
fn first_words(text: &str) -> String {
    const MOST: usize = 48;
    let clause = text.split(['.', ';', ':', '\n']).next().unwrap_or(text).trim();
    if clause.chars().count() <= MOST {
        clause.to_owned()
    } else {
        clause.chars().take(MOST - 1).collect::<String>().trim_end().to_owned() + "\u{2026}"
    }
}

/// What an inspector would miss, each with the button that mends it.
pub(super) fn gaps(facts: &CaseFacts) -> Vec<GapRow> {
    let mut gaps = Vec::new();
    let mut gap =
        |text: &str, button: &str, opens| gaps.push(GapRow { text: text.to_owned(), button: button.to_owned(), opens });
    let has = |kind: EventKind| facts.events.iter().any(|event| event.record.kind == kind);
    let internal = kept_internal(facts).is_some() && !has(EventKind::Referral);
    if !has(EventKind::Referral) && !internal {
        gap("There is no record that the local authority was told.", "Record the referral", GapFix::AddEventReferral);
    }
    if !has(EventKind::CqcNotification) && !considered_not_notified(facts) {
        gap("There is no record that CQC was notified.", "Record the notification", GapFix::AddEventCqc);
    }
    if !has(EventKind::LaDecision) && !has(EventKind::LaNoEnquiry) && !internal {
        gap("The local authority\u{2019}s decision is not recorded.", "Record the decision", GapFix::AddEventDecision);
    }
    if has(EventKind::LaDecision) && !has(EventKind::Finding) {
        gap("No finding is recorded.", "Record the finding", GapFix::AddEventFinding);
    }
    if facts.actions.is_empty() {
        gap("No action is recorded.", "Record an action", GapFix::AddAction);
    }
    let unverified = facts
        .actions
        .iter()
        .filter(|action| action.record.progress == Progress::Done && action.record.verified.is_none())
        .count();
    if unverified > 0 {
        let text = format!(
            "{} done and not verified in practice.",
            if unverified == 1 { "1 action is".to_owned() } else { format!("{unverified} actions are") }
        );
        gap(&text, "Record a check", GapFix::AddCheck);
    }
    match &facts.lead {
        None => gap("No measure shows whether practice changed.", "Link a measure", GapFix::LinkMeasure),
        Some((measure, _)) if measure.counts.is_empty() => {
            gap("The linked measure has no counts.", "Enter counts", GapFix::EnterCounts);
        }
        Some(_) => {}
    }
    let answers = &facts.answers;
    if [&answers.what_changed, &answers.how_risk_reduced, &answers.how_learning_embedded]
        .iter()
        .any(|answer| answer.is_empty())
    {
        gap("The three questions are not all answered.", "Answer them", GapFix::AnswerQuestions);
    }
    gaps
}
