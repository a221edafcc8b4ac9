//! A score of the same people before and after.

use serde::{Deserialize, Serialize};

use super::Better;

/// Two columns of scores, joined person by person.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Pairs {
    /// Name of the figure for those who do not see it.
    pub title: String,
    /// What it shows, in a sentence or two.
    pub description: String,
    /// Heading of the value axis: "Wellbeing score, 0 to 24".
    pub y_title: String,
    /// Name of the first column: "Before, March 2026".
    pub before: String,
    /// Name of the second column: "After, September 2026".
    pub after: String,
    /// People in any order.
    pub pairs: Vec<Pair>,
    /// Which way is better.
    pub better: Better,
    /// Method and what was left out, in small type.
    pub footer: String,
}

/// One person's two scores.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pair {
    /// Reference carried by the mark.
    pub id: String,
    /// Pseudonymous code: in the table, never drawn.
    pub code: String,
    /// Score before.
    pub before: f64,
    /// Score after.
    pub after: f64,
    /// Which way it went.
    pub change: PairChange,
    /// The whole of it, read out by a screen reader.
    pub describe: String,
}

/// Which way a person's score went; each has its own dash and end marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PairChange {
    /// Better: a solid line.
    Better,
    /// Worse: dashes.
    Worse,
    /// The same, or no better or worse: dots.
    #[default]
    Same,
}
