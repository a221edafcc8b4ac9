//! Promised actions: done, verified in practice, and held are three different facts.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{ActionId, CaseId, FieldProblem, MeasureId, problem::Problems};

/// The canonical schema number of [`ActionRecord`].
pub const ACTION_SCHEMA: u32 = 1;

/// How far an action has got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Progress {
    /// Not begun.
    NotStarted,
    /// Begun.
    InProgress,
    /// Done; whether it shows in practice is a separate fact.
    Done,
    /// Replaced by another action.
    Superseded,
}

impl Progress {
    /// The word kept in the store.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotStarted => "not_started",
            Self::InProgress => "in_progress",
            Self::Done => "done",
            Self::Superseded => "superseded",
        }
    }

    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::NotStarted => "Not started",
            Self::InProgress => "In progress",
            Self::Done => "Done",
            Self::Superseded => "Superseded",
        }
    }
}

/// How strongly an action of this kind tends to change practice (hierarchy of intervention effectiveness).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum ActionStrength {
    /// Changes the system: equipment, design, forcing functions.
    Strong,
    /// Changes the process: checklists, staffing, software prompts.
    Medium,
    /// Relies on memory: training, reminders, policy.
    Weak,
}

impl ActionStrength {
    /// The word kept in the store.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Strong => "strong",
            Self::Medium => "medium",
            Self::Weak => "weak",
        }
    }

    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Strong => "Strong",
            Self::Medium => "Medium",
            Self::Weak => "Weak alone",
        }
    }
}

/// Whether a completed action was seen at work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum InPractice {
    /// Seen at work.
    Yes,
    /// Partly.
    Partly,
    /// Not seen.
    No,
}

impl InPractice {
    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Yes => "seen in practice",
            Self::Partly => "partly in practice",
            Self::No => "not seen in practice",
        }
    }
}

/// Somebody checked that an action shows in practice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verified {
    /// Who checked.
    pub by: String,
    /// On what day.
    pub on: NaiveDate,
    /// What they saw.
    pub in_practice: InPractice,
}

/// An action as one revision keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionRecord {
    /// Identity.
    pub id: ActionId,
    /// The case it answers.
    pub case_id: CaseId,
    /// The number in `A-0031`.
    pub number: u32,
    /// What is to be done.
    pub title: String,
    /// Who promised it.
    pub owner: String,
    /// When it is due.
    pub due: Option<NaiveDate>,
    /// The day it went live: drawn as a change marker.
    pub go_live: Option<NaiveDate>,
    /// A shorter name for the marker.
    pub marker_label: Option<String>,
    /// Whole weeks from going live until the new way has settled: a settled phase is then shown apart.
    pub settling_weeks: u32,
    /// How strong this kind of action is.
    pub strength: ActionStrength,
    /// How far it has got.
    pub progress: Progress,
    /// Checked in practice.
    pub verified: Option<Verified>,
    /// Measures it should move.
    pub measure_ids: Vec<MeasureId>,
    /// In the bin.
    pub removed: bool,
}

impl ActionRecord {
    /// The name to draw beside the marker.
    #[must_use]
    pub fn marker(&self) -> &str {
        self.marker_label.as_deref().unwrap_or(&self.title)
    }

    /// `A-0031`.
    #[must_use]
    pub fn reference(&self) -> String {
        format!("A-{:04}", self.number)
    }

    /// Checks and tidies what was typed. `today` is the day of recording.
    ///
    /// # Errors
    /// What is missing, too long or contradicts itself.
    pub fn check(mut self, today: NaiveDate) -> Result<Self, Vec<FieldProblem>> {
        let mut problems = Problems::new();
        self.title = problems.required("title", &self.title, "Say what is to be done.");
        problems.at_most("title", &self.title, 300);
        self.owner = problems.required("owner", &self.owner, "Say who will see to it. A job title will do.");
        problems.at_most("owner", &self.owner, 200);
        self.marker_label = self.marker_label.map(|label| label.trim().to_owned()).filter(|label| !label.is_empty());
        problems.at_most("marker_label", self.marker_label.as_deref().unwrap_or_default(), 60);
        if self.settling_weeks > 26 {
            problems.add("settling_weeks", "A change settles within 26 weeks at most. Choose a smaller number.");
        }
        if let Some(verified) = &mut self.verified {
            verified.by = problems.required("verified.by", &verified.by, "Say who checked it.");
            if verified.on > today {
                problems.add("verified.on", "The day of the check has not come yet. Record it once it is done.");
            }
            if self.progress != Progress::Done {
                problems.add("progress", "An action that was checked in practice is done first. Choose Done.");
            }
            if verified.by.to_lowercase() == self.owner.to_lowercase() && !verified.by.is_empty() {
                problems.add(
                    "verified.by",
                    "The check is made by somebody other than the owner. Name the person who looked; the nominated individual or somebody from outside will do.",
                );
            }
        }
        problems.into_result()?;
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may panic
    use super::*;

    fn action() -> ActionRecord {
        ActionRecord {
            id: ActionId([1; 16]),
            case_id: CaseId([2; 16]),
            number: 31,
            title: "Rota redesign".into(),
            owner: "Registered manager".into(),
            due: None,
            go_live: None,
            marker_label: None,
            settling_weeks: 0,
            strength: ActionStrength::Strong,
            progress: Progress::Done,
            verified: Some(Verified {
                by: "Nominated individual".into(),
                on: "2026-07-20".parse().unwrap(),
                in_practice: InPractice::Yes,
            }),
            measure_ids: vec![],
            removed: false,
        }
    }

    #[test]
    fn verification_is_by_somebody_else_after_it_was_done() {
        let today = "2026-11-25".parse().unwrap();
        assert!(action().check(today).is_ok());
        let mut own = action();
        own.owner = "nominated individual".into();
        assert_eq!(own.check(today).unwrap_err()[0].field, "verified.by");
        let mut early = action();
        early.progress = Progress::InProgress;
        assert_eq!(early.check(today).unwrap_err()[0].field, "progress");
        assert_eq!(action().check("2026-07-19".parse().unwrap()).unwrap_err()[0].field, "verified.on");
    }
}
