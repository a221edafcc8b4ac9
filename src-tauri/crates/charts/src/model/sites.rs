//! Before and after at each site: a ratio with its interval.

use serde::{Deserialize, Serialize};

use super::{Better, Tone};

/// A row for each site, and one for all of them together.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct SiteComparison {
    /// Name of the figure for those who do not see it.
    pub title: String,
    /// What it shows, in a sentence or two.
    pub description: String,
    /// Heading of the axis: "Rate after ÷ rate before".
    pub ratio_title: String,
    /// Sites from top to bottom.
    pub rows: Vec<SiteRow>,
    /// All sites together.
    pub pooled: Option<SiteRow>,
    /// Which way is better.
    pub better: Better,
    /// Method and what was left out, in small type.
    pub footer: String,
}

/// One site, or all of them.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct SiteRow {
    /// Reference carried by the mark.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Counts behind the ratio: "12 in 4,010, then 5 in 4,120".
    pub detail: String,
    /// After divided by before.
    pub ratio: Ratio,
    /// Ratio and interval in words: "0.41 (0.11 to 1.20)".
    pub text: String,
    /// What may be said of it.
    pub tone: Tone,
    /// The whole of it, read out by a screen reader.
    pub describe: String,
}

/// A ratio of two rates.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ratio {
    /// A ratio with its interval.
    Known {
        /// The ratio; 0 where there were none after.
        value: f64,
        /// Lower end; `None` where the interval is open below.
        lower: Option<f64>,
        /// Upper end; `None` where the interval is open above.
        upper: Option<f64>,
    },
    /// No ratio can be told, such as with no events on either side: only the row's text is drawn.
    #[default]
    Undefined,
}
