//! An action as a list shows it.

use domain::{
    action::{ActionRecord, ActionStrength, InPractice, Progress},
    plain,
};
use serde::Serialize;
use store::revisions::Revised;

/// A check in practice.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct VerifiedRow {
    /// Who checked.
    pub by: String,
    /// On what day, in words.
    pub on: String,
    /// ISO.
    pub on_iso: String,
    /// What they saw.
    pub in_practice: InPractice,
    /// All of it in words.
    pub text: String,
}

/// One action.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct ActionRow {
    /// Identity.
    pub id: String,
    /// Newest revision.
    pub rev: u32,
    /// `A-0031`.
    pub reference: String,
    /// What is to be done.
    pub title: String,
    /// Who sees to it.
    pub owner: String,
    /// When it is due, in words.
    pub due: Option<String>,
    /// ISO.
    pub due_iso: Option<String>,
    /// The day it went live, in words.
    pub go_live: Option<String>,
    /// ISO.
    pub go_live_iso: Option<String>,
    /// A shorter name for the marker.
    pub marker_label: Option<String>,
    /// Weeks until the new way has settled.
    pub settling_weeks: u32,
    /// How strong this kind of action is.
    pub strength: ActionStrength,
    /// The same in words.
    pub strength_label: String,
    /// How far it has got.
    pub progress: Progress,
    /// The same in words.
    pub progress_label: String,
    /// Checked in practice.
    pub verified: Option<VerifiedRow>,
    /// Measures it should move.
    pub measure_ids: Vec<String>,
    /// Whether it is in the bin.
    pub removed: bool,
}

impl ActionRow {
    /// The newest wording of an action.
    pub(crate) fn new(action: &Revised<ActionRecord>) -> Self {
        let record = &action.record;
        Self {
            id: record.id.to_string(),
            rev: action.meta.rev,
            reference: record.reference(),
            title: record.title.clone(),
            owner: record.owner.clone(),
            due: record.due.map(plain::date),
            due_iso: record.due.map(|day| day.to_string()),
            go_live: record.go_live.map(plain::date),
            go_live_iso: record.go_live.map(|day| day.to_string()),
            marker_label: record.marker_label.clone(),
            settling_weeks: record.settling_weeks,
            strength: record.strength,
            strength_label: record.strength.label().to_owned(),
            progress: record.progress,
            progress_label: record.progress.label().to_owned(),
            verified: record.verified.as_ref().map(|verified| VerifiedRow {
                by: verified.by.clone(),
                on: plain::date(verified.on),
                on_iso: verified.on.to_string(),
                in_practice: verified.in_practice,
                text: format!(
                    "{}, {}, by {}",
                    plain::short_date_with_year(verified.on),
                    verified.in_practice.label(),
                    verified.by
                ),
            }),
            measure_ids: record.measure_ids.iter().map(ToString::to_string).collect(),
            removed: record.removed,
        }
    }
}
