//! What a part says on the chronology: one line for each of its dated facts, without retyping.

use chrono::NaiveDate;

use super::{KindSpec, Names, PartRecord, catalogue::LineSpec, kind, words};
use crate::{
    lists::Lists,
    statutory::LaDecision,
    time::FactTime,
    timeline::{EventKind, Lane},
};

/// One dated fact that a part says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The field that holds the date; none for the day on which it was recorded.
    pub field: Option<&'static str>,
    /// The row of the timeline.
    pub lane: Lane,
    /// What kind of fact.
    pub kind: EventKind,
    /// When it happened.
    pub at: FactTime,
    /// The body it concerns.
    pub agency: Option<String>,
    /// In words.
    pub text: String,
}

impl PartRecord {
    /// Its dated facts. `recorded_on` is the day on which it was first recorded, for kinds without a date of their own.
    #[must_use]
    pub fn lines(&self, names: &dyn Names, recorded_on: NaiveDate) -> Vec<Line> {
        let Some(spec) = self.spec() else { return Vec::new() };
        let mut lines: Vec<Line> = spec
            .field
            .iter()
            .filter_map(|field| {
                let at = self.when(&field.code)?;
                Some(self.line(spec, field.line.as_ref()?, Some(&field.code), at, names))
            })
            .collect();
        if let (true, Some(line)) = (lines.is_empty(), &spec.line_when_recorded)
            && let Ok(at) = FactTime::on(recorded_on)
        {
            lines.push(self.line(spec, line, None, at, names));
        }
        lines
    }

    fn line(
        &self,
        spec: &'static KindSpec,
        line: &LineSpec,
        field: Option<&'static str>,
        at: FactTime,
        names: &dyn Names,
    ) -> Line {
        let clauses = words::clauses(&line.text, spec, self, names);
        let text = if clauses.is_empty() { spec.label.clone() } else { sentences(&clauses) };
        let agency = line.agency.as_ref().and_then(|agency| words::filled(agency, spec, self, names));
        Line { field, lane: line.lane, kind: self.kind_of(line.kind), at, agency, text }
    }

    /// What kind of fact it is, where that hangs on what was chosen.
    fn kind_of(&self, kind: EventKind) -> EventKind {
        match (self.kind.as_str(), kind) {
            (kind::LA_DECISION, EventKind::LaDecision) => match self.la_decision() {
                Some(LaDecision::NotSafeguardingOtherRoute | LaDecision::NoFurtherAction) => EventKind::LaNoEnquiry,
                Some(LaDecision::TransferredOtherLa) => EventKind::LaTransfer,
                Some(LaDecision::Pending | LaDecision::InfoRequested) => EventKind::LaPending,
                _ => EventKind::LaDecision,
            },
            (kind::MEETING, EventKind::PlanningMeeting) => match self.code("kind") {
                Some("outcomes") => EventKind::OutcomesMeeting,
                Some("plan_review") => EventKind::PlanReview,
                Some("planning") => EventKind::PlanningMeeting,
                _ => EventKind::Note,
            },
            (kind::TOLD, EventKind::FamilyTold) => {
                let of_family = self.code("who").and_then(|code| Lists::built_in().find("told_whom")?.find(code));
                if of_family.is_some_and(|item| item.is("adult_or_family")) { kind } else { EventKind::Sharing }
            }
            _ => kind,
        }
    }
}

/// Clauses as sentences: each ends with a stop of its own.
fn sentences(clauses: &[String]) -> String {
    let mut text = String::new();
    for clause in clauses {
        let clause = clause.trim();
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(clause);
        if !clause.ends_with(['.', '!', '?', '\u{2026}', ':', '\u{201d}']) {
            text.push('.');
        }
    }
    text
}
