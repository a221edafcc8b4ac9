//! A case: lanes of events above the measure linked with it.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::{ChangeMarker, DateRange, Series};

/// Lanes of dated events above a before-and-after chart, on one time axis.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CaseFigure {
    /// Name of the figure for those who do not see it.
    pub title: String,
    /// What it shows, in a sentence or two.
    pub description: String,
    /// First and last day of the time axis.
    pub range: DateRange,
    /// Lanes from top to bottom.
    pub lanes: Vec<Lane>,
    /// The chart; without one only the lanes are drawn.
    pub series: Option<Series>,
    /// Dated changes: lines through lanes and chart.
    pub markers: Vec<ChangeMarker>,
}

/// One row of events.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Lane {
    /// Which lane.
    pub key: LaneKind,
    /// Its name as shown.
    pub label: String,
    /// Its events, in any order.
    pub events: Vec<LaneEvent>,
}

/// The four lanes of a case, and those of bodies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LaneKind {
    /// The case itself.
    Case,
    /// Council, regulator, police, health.
    Agencies,
    /// What was done about it.
    Actions,
    /// Whether it held.
    Checks,
    /// One body, where lanes are drawn by body.
    Body,
}

/// A dated event of a lane.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LaneEvent {
    /// Reference carried by the mark.
    pub id: String,
    /// When, in local time; the start of the day where only the date is known.
    pub at: NaiveDateTime,
    /// Short label beside the mark.
    pub label: String,
    /// The whole of it, read out by a screen reader.
    pub describe: String,
    /// How the mark is drawn.
    pub emphasis: Emphasis,
}

/// How an event's mark is drawn; each has its own shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Emphasis {
    /// A filled circle.
    Ordinary,
    /// The concern: a triangle.
    Start,
    /// A verified check: a circle with a tick.
    Verified,
    /// A date that is not exact: a broken ring.
    Approximate,
}
