//! What a figure shows. Words, ids and states are given; nothing here is looked up or worked out.

use chrono::{NaiveDate, NaiveDateTime};
pub use measures::{DateRange, PeriodState as PointState};
use serde::{Deserialize, Serialize};

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

/// The four lanes of a case.
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
    /// The concern: a diamond.
    Start,
    /// A verified check: a circle with a tick.
    Verified,
    /// A date that is not exact: a broken ring.
    Approximate,
}

/// A dated change. The label is drawn with its day: "Missed-call board, 9 Feb".
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChangeMarker {
    /// Reference carried by the mark.
    pub id: String,
    /// First day of the changed way of working.
    pub on: NaiveDate,
    /// Short label without the date.
    pub label: String,
    /// The whole of it, read out by a screen reader.
    pub describe: String,
}

/// One measure over time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Series {
    /// Heading of the value axis: "Missed visits per 1,000 scheduled".
    pub y_title: String,
    /// Unit of the values, for the table's heading.
    pub unit: String,
    /// Points in any order.
    pub points: Vec<SeriesPoint>,
    /// Means and limits.
    pub phases: Vec<PhaseBand>,
    /// Lower is better.
    pub lower_is_better: bool,
    /// Rule set and what was left out, in small type.
    pub footer: String,
}

/// One period of a measure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SeriesPoint {
    /// Reference carried by the mark.
    pub id: String,
    /// First day.
    pub start: NaiveDate,
    /// The day after the last day.
    pub end: NaiveDate,
    /// Value; `None` where there is none.
    pub value: Option<f64>,
    /// Whether and how it counts.
    pub state: PointState,
    /// What the rules say of it.
    pub tone: Tone,
    /// A few words beside the point.
    pub note: Option<String>,
    /// The whole of it, read out by a screen reader.
    pub describe: String,
}

/// What the rules say of a point; each has its own shape and colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// Ordinary variation: a circle.
    Steady,
    /// A signal in the good direction: a diamond.
    Improving,
    /// A signal in the bad direction: a square.
    Concerning,
}

/// A mean with its limits over a stretch of time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PhaseBand {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// Short label: "Baseline mean 9.2".
    pub label: String,
    /// The mean.
    pub centre: f64,
    /// Lower limit as drawn.
    pub lower: Option<f64>,
    /// Upper limit.
    pub upper: Option<f64>,
    /// How it is drawn.
    pub kind: BandKind,
}

/// How a band is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BandKind {
    /// Limits of the frozen baseline: shaded, with a solid mean.
    Limits,
    /// The baseline's mean and limits carried forward: broken lines.
    Extended,
    /// The mean alone.
    MeanOnly,
}

/// How a figure is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Options {
    /// Width in pixels; 280 to 4,000, the height follows.
    pub width: f64,
    /// Marks can be reached with Tab and carry `data-ref`; otherwise one picture.
    pub interactive: bool,
    /// Screen or paper.
    pub theme: Theme,
}

/// Where a figure is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// Classes beside the colours.
    Screen,
    /// Colours alone.
    Paper,
}
