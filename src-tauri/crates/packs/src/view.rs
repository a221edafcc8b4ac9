//! What a pack says: the view model of one audience.
//!
//! It is made by the caller from what that audience may see. This crate adds words of its own
//! (headings, "nothing is recorded") and never a fact.

use serde::{Deserialize, Serialize};

/// Everything a pack prints about its subject, in words ready to print.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PackView {
    /// The provider's name.
    pub provider: String,
    /// The service the case belongs to.
    pub service: String,
    /// The pack's title.
    pub title: String,
    /// The time it covers, in words.
    pub period: String,
    /// The statement on the cover, one paragraph each.
    pub cover_statement: Vec<String>,
    /// Who is named in this pack and how, in words.
    pub naming: String,
    /// The words of confidentiality, at the head of every page.
    pub confidential: Option<String>,
    /// The words that say the people are invented, at the head of every page.
    pub demonstration: Option<String>,
    /// The case.
    pub case: PackCase,
    /// Concern, decision, finding, actions, change, sustained.
    pub chain: Vec<PackChainLink>,
    /// What changed, how risk was reduced, how learning is embedded.
    pub questions: Vec<PackQuestion>,
    /// The timeline above the measure, holding only what this audience may see. Its numbers are
    /// kept to six decimals.
    #[serde(with = "crate::figure")]
    pub figure: charts::CaseFigure,
    /// The figure in words, for those who do not see it.
    pub figure_alt: String,
    /// The before-and-after comparison, if a measure with a baseline is linked.
    pub comparison: Option<PackComparison>,
    /// The phases between change markers.
    pub phases: Vec<PackPhase>,
    /// The dated record.
    pub chronology: Vec<PackEvent>,
    /// What was promised and done.
    pub actions: Vec<PackAction>,
    /// The measure's numbers.
    pub measure_table: PackTable,
    /// What is left out of this pack and why.
    pub not_shown: Vec<NotShown>,
    /// Paragraphs of the last page, before the program's own notes.
    pub last_page: Vec<String>,
}

/// The case a pack is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackCase {
    /// Such as `SG-2026-007`.
    pub reference: String,
    /// The case's title.
    pub title: String,
    /// The adult as this audience may see them: a name or `Person 1`.
    pub person: String,
    /// The service.
    pub service: String,
    /// The state in words.
    pub state: String,
    /// Further facts.
    pub facts: Vec<PackFact>,
    /// Elapsed times that matter.
    pub clocks: Vec<PackClock>,
    /// The first account word for word, if this audience may read it. Printed whole.
    pub first_account: Option<String>,
}

/// A labelled fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackFact {
    /// What it is.
    pub label: String,
    /// Its value in words.
    pub value: String,
}

/// An elapsed time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackClock {
    /// From what to what.
    pub label: String,
    /// The time, such as `1 h 25 min`.
    pub value: String,
    /// The two moments, or what it is compared with.
    pub detail: String,
}

/// One step of the chain from concern to sustained change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackChainLink {
    /// The step.
    pub label: String,
    /// What is recorded for it, or what is missing.
    pub text: String,
    /// Nothing is recorded yet.
    pub gap: bool,
}

/// One of the three questions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackQuestion {
    /// The question.
    pub question: String,
    /// The answer; paragraphs are divided by line breaks.
    pub answer: String,
    /// The evidence and measures the answer rests on; none is said in words.
    pub cites: Vec<String>,
}

/// The comparison of before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackComparison {
    /// The comparison in one sentence, with counts, rates, ratio and interval.
    pub sentence: String,
    /// Which came first, the fall or the changes.
    pub order_of_events: Option<String>,
    /// The verdict as it is shown: "Worked"; absent in packs made before there were verdicts.
    #[serde(default)]
    pub verdict: Option<String>,
    /// How the interval was reached, in packs made before there were verdicts.
    #[serde(default)]
    pub interval_label: Option<String>,
    /// What the comparison does not say.
    pub happened_after: String,
    /// The working.
    pub working: Vec<PackFact>,
    /// What to bear in mind.
    pub caveats: Vec<String>,
}

/// One phase between change markers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackPhase {
    /// Its name.
    pub label: String,
    /// First to last day, in words.
    pub from_to: String,
    /// How many periods it holds.
    pub periods: u32,
    /// Events out of exposure, such as `162 / 17,623`.
    pub counts: String,
    /// The rate with its unit.
    pub rate: String,
    /// The ratio to the baseline with its interval; none for the baseline itself.
    pub against_baseline: Option<String>,
}

/// One dated entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackEvent {
    /// When it happened, in words.
    pub when: String,
    /// When it was recorded, in words.
    pub recorded: String,
    /// Its lane: case, agencies, actions or checks.
    pub lane: String,
    /// What happened.
    pub text: String,
    /// Who recorded it, as this audience may see them.
    pub by: String,
}

/// One action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackAction {
    /// Such as `A-0031`.
    pub reference: String,
    /// What was to be done.
    pub title: String,
    /// Whose action it is.
    pub owner: String,
    /// Strong, medium or weak.
    pub strength: String,
    /// When it was due.
    pub due: Option<String>,
    /// When it took effect.
    pub go_live: Option<String>,
    /// How far it has come.
    pub progress: String,
    /// Who verified it, when, and whether it is in practice.
    pub verified: Option<String>,
}

/// A table of numbers. Each row has as many cells as there are columns.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackTable {
    /// What the table shows.
    pub caption: String,
    /// Column headings.
    pub columns: Vec<String>,
    /// Cells, row by row.
    pub rows: Vec<Vec<String>>,
}

/// Something a pack leaves out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotShown {
    /// What.
    pub what: String,
    /// Why.
    pub why: String,
}
