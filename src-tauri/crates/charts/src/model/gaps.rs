//! Gaps between rare events: g and t charts.

use chrono::NaiveDate;
use measures::PeriodState;
use serde::{Deserialize, Serialize};

use super::{Better, PhaseBand, Tone};

/// Gaps between events, a bar each, in the order of the events.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct GapChart {
    /// Name of the figure for those who do not see it.
    pub title: String,
    /// What it shows, in a sentence or two.
    pub description: String,
    /// Heading of the value axis: "Days between falls with harm".
    pub y_title: String,
    /// Unit of the gaps, for the table's heading.
    pub unit: String,
    /// Gaps in any order.
    pub gaps: Vec<Gap>,
    /// The gap since the last event, which has not ended.
    pub open: Option<OpenGap>,
    /// Medians and upper limits; each covers the gaps that ended on its days.
    pub phases: Vec<PhaseBand>,
    /// Which way is better: longer gaps, as a rule.
    pub better: Better,
    /// Rule set and what was left out, in small type.
    pub footer: String,
}

/// The time from one event to the next.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Gap {
    /// Reference carried by the mark.
    pub id: String,
    /// Day of the event that ended it.
    pub ended: NaiveDate,
    /// Its length; 0 for two events on one day.
    pub value: f64,
    /// Observed, or excluded by a recorded decision.
    pub state: PeriodState,
    /// What the rules say of it.
    pub tone: Tone,
    /// A few words beside the bar.
    pub note: Option<String>,
    /// The whole of it, read out by a screen reader.
    pub describe: String,
}

/// The gap that has not ended.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct OpenGap {
    /// Reference carried by the mark.
    pub id: String,
    /// The day up to which it is counted.
    pub until: NaiveDate,
    /// Its length until then.
    pub value: f64,
    /// What the rules say of it already.
    pub tone: Tone,
    /// Label beside the bar: "34 days so far".
    pub label: String,
    /// The whole of it, read out by a screen reader.
    pub describe: String,
}
