//! The matrix of duties of a case: which apply, which are done, which were considered and not done, and why.

mod draft;

pub use draft::draft_notification;

use domain::{
    CaseId,
    access::{Compartment, Read},
    duty::{Applies, Recorded, Stands, matrix},
    part::PartRecord,
    timeline::EventKind,
};
use serde::Serialize;

use crate::{Result, Session, Vault, parts::CaseParts, timeline::Fact};

/// Where a duty stands, as a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum DutyState {
    /// Done.
    Done,
    /// Begun and not ended.
    UnderWay,
    /// Considered and not done.
    NotDone,
    /// Applies, and nothing is recorded.
    Missing,
    /// To be thought about.
    ToConsider,
}

/// One duty.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct DutyRow {
    /// Its code in the list of duties.
    pub code: String,
    /// The regulation, for a notification to CQC.
    pub regulation: Option<String>,
    /// In words.
    pub label: String,
    /// Whether what is recorded makes it apply.
    pub applies: bool,
    /// Why, in a sentence.
    pub why: String,
    /// Where it stands.
    pub state: DutyState,
    /// The same in words.
    pub state_label: String,
    /// What was done and when, or who decided against it and why.
    pub lines: Vec<String>,
    /// The kind of part that records it.
    pub recorded_by: String,
    /// Whom it is kept from, in words.
    pub kept_apart: Option<String>,
}

/// The duties of a case that this session may see.
///
/// # Errors
/// Not for this role, not there, or the store's.
pub fn list(vault: &Vault, session: &Session, case_id: CaseId) -> Result<Vec<DutyRow>> {
    session.require_read(Read::Cases)?;
    let parts = crate::parts::load(vault, session, case_id, None)?;
    let (facts, _) = crate::timeline::facts(vault.reader(), case_id, &parts, None)?;
    Ok(rows(session, &parts, &facts))
}

/// The matrix of what is loaded.
pub(crate) fn rows(session: &Session, parts: &CaseParts, facts: &[Fact]) -> Vec<DutyRow> {
    with_recorded(parts, facts, matrix)
        .into_iter()
        .filter(|duty| session.may_open(duty.compartment))
        .map(|duty| {
            let (state, lines) = match duty.stands {
                Stands::Done(lines) => (DutyState::Done, lines),
                Stands::Under(lines) => (DutyState::UnderWay, lines),
                Stands::NotDone(lines) => (DutyState::NotDone, lines),
                Stands::Open if duty.applies == Applies::Yes => (DutyState::Missing, Vec::new()),
                Stands::Open => (DutyState::ToConsider, Vec::new()),
            };
            DutyRow {
                code: duty.code.to_owned(),
                regulation: duty.regulation,
                label: duty.label,
                applies: duty.applies == Applies::Yes,
                why: duty.why,
                state,
                state_label: match state {
                    DutyState::Done => "Done",
                    DutyState::UnderWay => "Under way",
                    DutyState::NotDone => "Considered, not done",
                    DutyState::Missing => "Not recorded",
                    DutyState::ToConsider => "To think about",
                }
                .to_owned(),
                lines,
                recorded_by: duty.recorded_by.to_owned(),
                kept_apart: (duty.compartment != Compartment::General)
                    .then(|| duty.compartment.kept_apart().map(str::to_owned))
                    .flatten(),
            }
        })
        .collect()
}

/// Whether rule R-D1 still asks for a decision on a referral to the DBS.
pub(crate) fn dbs_decision_missing(parts: &CaseParts) -> bool {
    with_recorded(parts, &[], |recorded| recorded.needs_dbs_decision() && !recorded.has_dbs_decision())
}

fn with_recorded<T>(parts: &CaseParts, facts: &[Fact], ask: impl FnOnce(Recorded<'_>) -> T) -> T {
    let kept: Vec<&PartRecord> = parts.parts.iter().map(|part| &part.record).filter(|record| !record.removed).collect();
    let kinds: Vec<EventKind> = facts.iter().map(|fact| fact.record.kind).collect();
    ask(Recorded { parts: &kept, facts: &kinds })
}
