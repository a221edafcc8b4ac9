//! How long things took, before and after.

use serde::{Deserialize, Serialize};

use super::{Better, Tone};

/// Rows of dots on an axis of hours or days.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Durations {
    /// Name of the figure for those who do not see it.
    pub title: String,
    /// What it shows, in a sentence or two.
    pub description: String,
    /// Heading of the axis: "Hours from concern to telling the council".
    pub x_title: String,
    /// Unit of the durations, for the table's heading.
    pub unit: String,
    /// Rows from top to bottom, before and after as a rule.
    pub rows: Vec<DurationRow>,
    /// Which way is better.
    pub better: Better,
    /// Method and what was left out, in small type.
    pub footer: String,
}

/// One side.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct DurationRow {
    /// Its name, with how many: "Before, 14 concerns".
    pub label: String,
    /// Its middle, if it can be told.
    pub median: Option<Median>,
    /// Durations in any order.
    pub dots: Vec<DurationDot>,
}

/// The middle of a row.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Median {
    /// The value.
    pub value: f64,
    /// The same in words: "30 h".
    pub text: String,
    /// So many are still open that it is a lower bound: "at least" is written before it.
    pub at_least: bool,
}

/// One duration.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct DurationDot {
    /// Reference carried by the mark.
    pub id: String,
    /// Its length, or its length so far.
    pub value: f64,
    /// Still open: hollow, with an arrow.
    pub open: bool,
    /// What may be said of it.
    pub tone: Tone,
    /// The whole of it, read out by a screen reader.
    pub describe: String,
}
