//! A measure over time: its points, means and limits.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Better, PointState, Tone, better};

/// One measure over time. Fields that were added later read as their default from a figure kept before.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Series {
    /// Heading of the value axis: "Missed visits per 1,000 scheduled".
    pub y_title: String,
    /// Unit of the values, for the table's heading.
    pub unit: String,
    /// Points in any order.
    pub points: Vec<SeriesPoint>,
    /// Means and limits.
    pub phases: Vec<PhaseBand>,
    /// Which way is better; said with an arrow at the value axis.
    #[serde(default, alias = "lower_is_better", deserialize_with = "better::read")]
    pub better: Better,
    /// A value to be reached.
    #[serde(default)]
    pub target: Option<TargetLine>,
    /// No rule is applied to the points, so that none is called ordinary.
    #[serde(default)]
    pub untested: bool,
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

/// A value to be reached.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct TargetLine {
    /// The value.
    pub value: f64,
    /// Short label: "Target 2.0 or fewer".
    pub label: String,
}

/// A mean or median with its limits over a stretch of time.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct PhaseBand {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// Short label: "Baseline mean 9.2".
    pub label: String,
    /// The mean or median.
    pub centre: f64,
    /// Which of them it is.
    #[serde(default)]
    pub centre_kind: Centre,
    /// Lower limit as drawn.
    pub lower: Option<f64>,
    /// Upper limit.
    pub upper: Option<f64>,
    /// Limits that differ from period to period; where there are any they stand in for `lower` and `upper`.
    #[serde(default)]
    pub steps: Vec<StepLimits>,
    /// The lower limit would lie below nought, so that there is none: the figure says so.
    #[serde(default)]
    pub lower_clipped: bool,
    /// How it is drawn.
    pub kind: BandKind,
}

/// What the centre of a band is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Centre {
    /// A mean.
    #[default]
    Mean,
    /// A median: the chart is a run chart, or one of gaps, and its legend says so.
    Median,
}

/// The limits of one period, where they depend on how much was counted in it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct StepLimits {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// Lower limit as drawn.
    pub lower: Option<f64>,
    /// Upper limit.
    pub upper: Option<f64>,
}

/// How a band is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BandKind {
    /// Limits of the frozen baseline: shaded, with a solid mean.
    #[default]
    Limits,
    /// The baseline's mean and limits carried forward: broken lines.
    Extended,
    /// The mean alone.
    MeanOnly,
    /// A mean and limits that a recalculation has replaced: thin dots, without shading.
    Replaced,
}
