//! What a local authority asks for, by when: its own targets, as somebody saw them on a day. No law among them.

use std::sync::OnceLock;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{FieldProblem, calendar::Unit, problem::Problems, text, timeline::EventKind};

/// One target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Its code within the profile.
    pub code: String,
    /// In words.
    pub label: String,
    /// How many units.
    pub amount: u32,
    /// Counted in.
    pub unit: Unit,
    /// The fact that starts it.
    pub from: EventKind,
    /// The facts that end it.
    pub until: Vec<EventKind>,
    /// The council says "up to".
    #[serde(default)]
    pub at_most: bool,
}

/// One authority's targets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Its code.
    pub code: String,
    /// The authority's name.
    pub authority: String,
    /// What has to be known about it.
    pub note: String,
    /// The day on which somebody saw it.
    pub seen_on: NaiveDate,
    /// Where.
    pub source: String,
    /// Its targets.
    #[serde(default)]
    pub step: Vec<Step>,
}

impl Profile {
    /// Checks and tidies what was typed.
    ///
    /// # Errors
    /// What is missing or cannot be.
    pub fn check(mut self, today: NaiveDate) -> Result<Self, Vec<FieldProblem>> {
        let mut problems = Problems::new();
        self.authority = problems.required("authority", &text::tidy(&self.authority), "Name the council.");
        problems.at_most("authority", &self.authority, 120);
        self.source = problems.required("source", &text::tidy(&self.source), "Say where you saw these targets.");
        self.note = text::tidy(&self.note);
        if self.seen_on > today {
            problems.add("seen_on", "The day on which you saw them cannot lie ahead.");
        }
        for step in &mut self.step {
            step.label = problems.required("step", &text::tidy(&step.label), "Name each target.");
            if step.amount == 0 || step.amount > 1000 {
                problems.add("step", "A target is 1 to 1,000 hours or days. Correct the number.");
            }
            if step.until.is_empty() {
                problems.add("step", "Say what each target waits for.");
            }
        }
        problems.into_result()?;
        Ok(self)
    }

    /// Whether a council's name, as somebody typed it, means this authority.
    #[must_use]
    pub fn is_meant_by(&self, name: &str) -> bool {
        let fold = |text: &str| text.to_lowercase();
        let (name, own) = (fold(name), fold(self.authority.trim()));
        !own.is_empty()
            && name
                .match_indices(&own)
                .any(|(at, _)| is_edge(name.get(..at), true) && is_edge(name.get(at + own.len()..), false))
    }
}

/// Whether a word ends here.
fn is_edge(beside: Option<&str>, before: bool) -> bool {
    let next = beside.and_then(|text| if before { text.chars().next_back() } else { text.chars().next() });
    next.is_none_or(|c| !c.is_alphanumeric())
}

/// The examples compiled in.
#[must_use]
pub fn examples() -> &'static [Profile] {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        profile: Vec<Profile>,
    }
    static PROFILES: OnceLock<Vec<Profile>> = OnceLock::new();
    // A test reads the same text and fails where it cannot be read.
    PROFILES.get_or_init(|| {
        toml::from_str::<File>(include_str!("../data/authorities.toml")).map(|file| file.profile).unwrap_or_default()
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may panic
    use super::*;

    // Domain 1.6: Wigan, Lancashire, Plymouth and Somerset, each an example seen on 25 November 2026.
    #[test]
    fn the_examples_are_called_examples_and_targets() {
        let names: Vec<&str> = examples().iter().map(|profile| profile.authority.as_str()).collect();
        assert_eq!(names, ["Wigan", "Lancashire", "Plymouth", "Somerset"]);
        for profile in examples() {
            assert!(
                profile.note.starts_with("Example.") && profile.note.to_lowercase().contains("target"),
                "{}",
                profile.code
            );
            assert_eq!(profile.seen_on.to_string(), "2026-11-25");
            assert!(profile.clone().check("2026-11-25".parse().unwrap()).is_ok());
        }
        let wigan = &examples()[0];
        let contact = wigan.step.iter().find(|step| step.code == "contact").unwrap();
        assert_eq!((contact.amount, contact.unit), (2, Unit::WorkingDays));
    }

    #[test]
    fn a_council_is_known_by_its_whole_name() {
        let wigan = &examples()[0];
        assert!(wigan.is_meant_by("Wigan Council") && wigan.is_meant_by("wigan"));
        assert!(!wigan.is_meant_by("Wigansby") && !wigan.is_meant_by("Rowanshire"));
    }
}
