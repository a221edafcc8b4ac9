//! What a figure shows. Words, ids and states are given; nothing here is looked up or worked out.

mod answers;
mod better;
mod case;
mod durations;
mod funnel;
mod gaps;
mod icons;
mod pairs;
mod series;
mod sites;
mod small;

pub use answers::{AnswerShare, AnswerSide, Answers};
pub use better::Better;
pub use case::{CaseFigure, Emphasis, Lane, LaneEvent, LaneKind};
pub use durations::{DurationDot, DurationRow, Durations, Median};
pub use funnel::{Funnel, FunnelLimits, FunnelSite};
pub use gaps::{Gap, GapChart, OpenGap};
pub use icons::{Assurance, VerdictKind};
pub use pairs::{Pair, PairChange, Pairs};
pub use series::{BandKind, Centre, PhaseBand, Series, SeriesPoint, StepLimits, TargetLine};
pub use sites::{Ratio, SiteComparison, SiteRow};
pub use small::SmallChart;

use chrono::NaiveDate;
pub use measures::{DateRange, PeriodState as PointState};
use serde::{Deserialize, Serialize};

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

/// What the rules say of a point; each has its own shape and colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// Ordinary variation: a circle.
    #[default]
    Steady,
    /// A signal in the good direction: a diamond.
    Improving,
    /// A signal in the bad direction: a square.
    Concerning,
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
