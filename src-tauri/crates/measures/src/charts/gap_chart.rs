//! g and t charts: gaps between rare events, where longer is rarer.

use serde::{Deserialize, Serialize};

use crate::charts::prime_chart::D2;
use crate::math::functions::pow;
use crate::math::summation::{mean, median, tolerance};
use crate::rule_set::{FULL_LIMITS_FROM, RULE_SET};
use crate::rules::found::Side;
use crate::series::event_gaps::{EventGaps, Gap, GapBaseline, OpenGap};
use crate::series::period::DataError;

/// The power that makes exponential gaps nearly normal (Nelson 1994).
const NELSON_POWER: f64 = 3.6;

/// Limits of a gap chart.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct GapLimits {
    /// Lower limit as worked out, which may be below 0 (for a t chart on the scale of gaps, with
    /// the sign that it had before it was raised to the power).
    pub lower_raw: f64,
    /// Lower limit as drawn.
    pub lower: f64,
    /// The lower limit was below 0: no gap is too short to be ordinary.
    pub clipped: bool,
    /// Upper limit.
    pub upper: f64,
}

impl GapLimits {
    fn new(lower_raw: f64, upper: f64) -> Self {
        Self { lower_raw, lower: lower_raw.max(0.0), clipped: lower_raw < 0.0, upper }
    }
}

/// One ended gap.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct GapPoint {
    /// The gap.
    pub gap: Gap,
    /// Centre and limits were worked out from it.
    pub in_baseline: bool,
    /// Outside which limit it lies, if any.
    pub outside: Option<Side>,
}

/// The gap since the last event: drawn as a bar without an end, and part of no centre or limit.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct OpenGapPoint {
    /// The gap so far.
    pub gap: OpenGap,
    /// It is longer than the upper limit already, and so a signal before it has ended.
    pub above_upper: bool,
}

/// A g or t chart with centre and limits frozen at the baseline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GapChart {
    /// Baseline gaps used.
    pub n_used: usize,
    /// Mean of the baseline gaps.
    pub mean: f64,
    /// Line drawn in the middle: median of the baseline gaps (g), or their transformed mean (t).
    pub centre: f64,
    /// Limits; `None` for a t chart whose baseline has no two neighbouring gaps.
    pub limits: Option<GapLimits>,
    /// Every ended gap, in date order.
    pub points: Vec<GapPoint>,
    /// The gap since the last event.
    pub open: Option<OpenGapPoint>,
    /// Fewer than 12 baseline gaps: the limits are provisional.
    pub trial_limits: bool,
    /// Version of the method.
    pub rule_set: String,
}

/// g chart of gaps in whole days or cases, events of one day being 0 apart (Benneyan 2001).
///
/// Limits are those of a geometric count, ḡ ± 3 √(ḡ (ḡ + 1)), the lower one not below 0. The centre
/// is the median of the baseline gaps and stays so once the baseline is frozen.
///
/// # Errors
/// [`DataError::EmptyBaseline`] if no gap lies in the baseline; [`DataError::ValueNotValid`] for a
/// gap that is not a whole number.
pub fn g_chart(gaps: &EventGaps, baseline: GapBaseline) -> Result<GapChart, DataError> {
    if let Some(place) = gaps.gaps().iter().position(|g| g.length.fract() != 0.0) {
        return Err(DataError::ValueNotValid { place });
    }
    let inside = baseline_lengths(gaps, baseline);
    let average = mean(&inside).ok_or(DataError::EmptyBaseline)?;
    let centre = median(&inside).ok_or(DataError::EmptyBaseline)?;
    let half = 3.0 * (average * (average + 1.0)).sqrt();
    let limits = GapLimits::new(average - half, average + half);
    Ok(chart(gaps, baseline, (average, centre), Some(limits)))
}

/// t chart of gaps above 0 (Nelson 1994): an XmR chart of x = y^(1/3.6) without screening, limits
/// x̄ ± 3 mean(mR) / 1.128, centre and limits raised to the power 3.6 again.
///
/// # Errors
/// [`DataError::ZeroGap`] for a gap of 0 anywhere: use a g chart, or give the times of the events;
/// [`DataError::EmptyBaseline`] if no gap lies in the baseline.
pub fn t_chart(gaps: &EventGaps, baseline: GapBaseline) -> Result<GapChart, DataError> {
    if let Some(place) = gaps.gaps().iter().position(|g| g.length <= 0.0) {
        return Err(DataError::ZeroGap { place });
    }
    let inside = baseline_lengths(gaps, baseline);
    let average = mean(&inside).ok_or(DataError::EmptyBaseline)?;
    let shaped: Vec<f64> = inside.iter().map(|y| pow(*y, 1.0 / NELSON_POWER)).collect();
    let middle = mean(&shaped).ok_or(DataError::EmptyBaseline)?;
    let ranges: Vec<f64> = shaped.windows(2).map(|pair| (pair[1] - pair[0]).abs()).collect();
    let limits = mean(&ranges).map(|range| {
        let half = 3.0 * range / D2;
        GapLimits::new(unshaped(middle - half), unshaped(middle + half))
    });
    Ok(chart(gaps, baseline, (average, unshaped(middle)), limits))
}

fn unshaped(x: f64) -> f64 {
    pow(x.abs(), NELSON_POWER).copysign(x)
}

fn baseline_lengths(gaps: &EventGaps, baseline: GapBaseline) -> Vec<f64> {
    let inside = gaps.gaps().iter().enumerate().filter(|(place, gap)| baseline.holds(*place, gap));
    inside.map(|(_, gap)| gap.length).collect()
}

fn chart(gaps: &EventGaps, baseline: GapBaseline, (mean, centre): (f64, f64), limits: Option<GapLimits>) -> GapChart {
    let eps = tolerance(gaps.gaps().iter().map(|g| g.length).chain(gaps.open().map(|g| g.length)));
    let outside = |length: f64| {
        let limits = limits?;
        if length > limits.upper + eps {
            Some(Side::Above)
        } else if length < limits.lower - eps {
            Some(Side::Below)
        } else {
            None
        }
    };
    let points: Vec<GapPoint> = gaps
        .gaps()
        .iter()
        .enumerate()
        .map(|(place, gap)| GapPoint {
            gap: *gap,
            in_baseline: baseline.holds(place, gap),
            outside: outside(gap.length),
        })
        .collect();
    let n_used = points.iter().filter(|p| p.in_baseline).count();
    GapChart {
        n_used,
        mean,
        centre,
        limits,
        open: gaps.open().map(|gap| OpenGapPoint { gap, above_upper: outside(gap.length) == Some(Side::Above) }),
        points,
        trial_limits: n_used < FULL_LIMITS_FROM,
        rule_set: RULE_SET.to_owned(),
    }
}
