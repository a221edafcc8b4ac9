//! A measure in a list.

use serde::{Deserialize, Serialize};

use super::{Better, ChangeMarker, DateRange, PhaseBand, SeriesPoint, TargetLine};

/// One measure over time, small enough to stand in a list beside others.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SmallChart {
    /// Name of the figure for those who do not see it.
    pub title: String,
    /// What it shows, in a sentence or two.
    pub description: String,
    /// First and last day of the time axis.
    pub range: DateRange,
    /// Unit of the values, for the table's heading.
    pub unit: String,
    /// Points in any order.
    pub points: Vec<SeriesPoint>,
    /// Means or medians; limits are left to the large chart.
    pub phases: Vec<PhaseBand>,
    /// A value to be reached.
    pub target: Option<TargetLine>,
    /// Dated changes: lines without labels.
    pub markers: Vec<ChangeMarker>,
    /// The last value as printed beside its point: "1.6".
    pub last: String,
    /// Which way is better.
    pub better: Better,
}
