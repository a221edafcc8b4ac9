//! Which chart a measure gets, why, and what else may be had.

use serde::{Deserialize, Serialize};

use crate::charts::choose::{Decision, decide};
use crate::rule_set::RULE_SET;
use crate::series::count_series::{ChartPoint, CountSeries};
use crate::series::event_gaps::EventGaps;
use crate::series::period::DateRange;
use crate::series::proportion_series::ProportionSeries;

/// Kind of chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChartKind {
    /// Points joined by a line; no rule is applied.
    Line,
    /// Run chart about the median.
    Run,
    /// Individuals and moving range.
    Xmr,
    /// Counts of like periods.
    C,
    /// Rates.
    U,
    /// Rates, with limits as wide as the points vary.
    UPrime,
    /// Proportions.
    P,
    /// Proportions, with limits as wide as the points vary.
    PPrime,
    /// Gaps between rare events in whole days or cases.
    G,
    /// Times between rare events.
    T,
    /// One point a site.
    Funnel,
}

/// What is plotted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Plotted {
    /// Bare counts.
    Count,
    /// Events for a unit of exposure.
    Rate,
    /// Percentages.
    Percentage,
    /// The values as they are: scores, medians, durations.
    Value,
    /// Gaps between events.
    Gap,
    /// One value a site.
    Site,
}

/// Why this chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChartReason {
    /// A list of dated events.
    EventList,
    /// Fewer than one event a period in the baseline.
    RareCounts,
    /// Counts whose exposures are all within 25% of their mean.
    SteadyExposure,
    /// Counts whose exposures are not.
    VaryingExposure,
    /// Counts for which the exposure is not known throughout: never charted as a rate.
    ExposureUnknown,
    /// Proportions with denominators of 10 or more, all within 25% of their mean, and a mean of
    /// 10% to 90%.
    SteadyDenominators,
    /// Proportions with denominators that vary, or some below 10, and none below 5.
    VaryingDenominators,
    /// Proportions with a mean below 10% or above 90%.
    MeanNearAnEnd,
    /// Proportions with a denominator below 5.
    SmallDenominators,
    /// One number a period.
    OneNumberAPeriod,
    /// One number a site.
    OneNumberASite,
    /// Fewer than 12 observed points.
    TooFewPoints,
}

/// What else may be had on request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChartOffer {
    /// Longer periods, so that each holds an event or more.
    CoarserPeriods,
    /// The limits of a p chart.
    PLimits,
}

/// What must stand beside the chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChartTag {
    /// Fewer than 12 observed baseline points: any limits are trial limits.
    TrialLimits,
    /// Fewer than 10 useful points: no rule is applied.
    NotEnoughPoints,
    /// Small denominators: each point is printed with its own.
    PrintDenominators,
    /// With the periods after the baseline counted in, the choice would be another.
    LaterPeriodsDiffer,
}

/// A measure, as far as the choice of its chart depends on it.
#[derive(Debug, Clone, Copy)]
pub enum ChartData<'a> {
    /// Dated or timed rare events.
    Events(&'a EventGaps),
    /// Counts, with or without exposure.
    Counts(&'a CountSeries),
    /// Proportions.
    Proportions(&'a ProportionSeries),
    /// One number a period: scores, medians, durations.
    Values(&'a [ChartPoint]),
    /// One observation a site.
    Sites(usize),
}

/// The chart of a measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChartChoice {
    /// The chart to draw: the user's, where there is an override.
    pub kind: ChartKind,
    /// The chart that the method chooses.
    pub recommended: ChartKind,
    /// Why the method chooses it.
    pub reason: ChartReason,
    /// The user's own choice, where one was made.
    pub overridden_with: Option<ChartKind>,
    /// What is plotted on the recommended chart.
    pub plotted: Plotted,
    /// What else may be had.
    pub offers: Vec<ChartOffer>,
    /// What must stand beside the chart, an override or not.
    pub tags: Vec<ChartTag>,
    /// Observed baseline points (gaps, sites) that the choice rests on.
    pub n_used: usize,
    /// Version of the method.
    pub rule_set: String,
}

/// Chooses the chart of a measure from the points of its baseline, so that the chart does not
/// change under limits that are frozen; without a baseline, from every point.
///
/// The thresholds are this project's own and stand beside the code that uses them. With an override
/// the chart is the user's, and what the method would have chosen stays in the result.
#[must_use]
pub fn choose_chart(
    data: ChartData<'_>,
    baseline: Option<DateRange>,
    overridden_with: Option<ChartKind>,
) -> ChartChoice {
    let Decision { kind, reason, plotted, offers, mut tags, n_used } = decide(data, baseline);
    let settled = reason != ChartReason::TooFewPoints;
    if settled && baseline.is_some() && decide(data, None).kind != kind {
        tags.push(ChartTag::LaterPeriodsDiffer);
    }
    ChartChoice {
        kind: overridden_with.unwrap_or(kind),
        recommended: kind,
        reason,
        overridden_with,
        plotted,
        offers,
        tags,
        n_used,
        rule_set: RULE_SET.to_owned(),
    }
}
