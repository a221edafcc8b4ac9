//! XmR chart in phases: the declared baseline, then every accepted recalculation.
//!
//! Each phase has its own locked window and limits. Earlier limits stay as they were, no run
//! crosses from one phase to the next, and points behind a phase's window change no limit.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::charts::assurance::{Assurance, assurance};
use crate::charts::limits::RulePoint;
use crate::charts::xmr::{Xmr, XmrOptions, xmr};
use crate::rule_set::{FULL_LIMITS_FROM, RULE_SET};
use crate::rules::found::{Direction, PointSignals, RunRuleSet, RunRules, Signal, Variation, run_rules};
use crate::series::count_series::ChartPoint;
use crate::series::period::{DataError, DateRange};

/// An accepted recalculation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recalculation {
    /// First day of the new phase.
    pub on: NaiveDate,
    /// Observed points from then on that the new limits are locked at.
    pub locked_points: usize,
}

impl Recalculation {
    /// A recalculation locked at the usual 12 points.
    #[must_use]
    pub fn on(day: NaiveDate) -> Self {
        Self { on: day, locked_points: FULL_LIMITS_FROM }
    }
}

/// One phase of a chart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct XmrPhase {
    /// The day its limits begin afresh; `None` for the phase of the declared baseline.
    pub recalculated_on: Option<NaiveDate>,
    /// The days its limits are worked out from.
    pub window: DateRange,
    /// Centre and limits.
    pub chart: Xmr,
    /// Its points with their lines, in date order.
    pub points: Vec<RulePoint>,
    /// What the run rules found among its own points.
    pub rules: RunRules,
}

/// An XmR chart in phases.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PhasedXmr {
    /// The phase of the declared baseline, then one for each recalculation; never empty.
    pub phases: Vec<XmrPhase>,
    /// Signals of all phases, phase by phase.
    pub signals: Vec<Signal>,
    /// One entry for each point given.
    pub points: Vec<PointSignals>,
    /// Variation at the last observed point of the latest phase.
    pub variation: Variation,
    /// Version of the method.
    pub rule_set: String,
}

impl PhasedXmr {
    /// Assurance of a target by the limits of the latest phase alone.
    #[must_use]
    pub fn assurance(&self, target: f64, direction: Direction) -> Assurance {
        self.phases
            .last()
            .map_or(Assurance::None, |phase| assurance(phase.chart.limits, phase.chart.trial_limits, target, direction))
    }
}

/// XmR chart of points in date order with a declared baseline and accepted recalculations, in any
/// order. A period belongs to the phase that its first day is in.
///
/// # Errors
/// [`DataError::RecalculationMisplaced`] for a recalculation inside the baseline or before it, or on
/// the day of another; [`DataError::EmptyBaseline`] if a phase has no observed point to be locked
/// at; [`DataError::ValueNotValid`] for a value that is not finite.
pub fn phased_xmr(
    points: &[ChartPoint],
    baseline: DateRange,
    recalculations: &[Recalculation],
    options: XmrOptions,
    (rules, direction): (RunRuleSet, Direction),
) -> Result<PhasedXmr, DataError> {
    let mut ordered = recalculations.to_vec();
    ordered.sort_by_key(|r| r.on);
    let mut newest = baseline.last;
    for Recalculation { on, .. } in &ordered {
        if *on <= newest {
            return Err(DataError::RecalculationMisplaced { on: *on });
        }
        newest = *on;
    }
    let mut rest = points;
    let mut phases = Vec::with_capacity(ordered.len() + 1);
    for place in 0..=ordered.len() {
        let opened = place.checked_sub(1).map(|before| ordered[before]);
        let until = ordered.get(place).map_or(rest.len(), |next| rest.partition_point(|p| p.start < next.on));
        let (own, later) = rest.split_at(until);
        rest = later;
        let window = opened.map_or(Ok(baseline), |r| locked_window(own, r))?;
        let chart = xmr(own, window, options)?;
        let judged = chart.rule_points(own);
        let found = run_rules(&judged, rules, direction);
        phases.push(XmrPhase { recalculated_on: opened.map(|r| r.on), window, chart, points: judged, rules: found });
    }
    Ok(PhasedXmr {
        signals: phases.iter().flat_map(|p| p.rules.signals.iter().cloned()).collect(),
        points: phases.iter().flat_map(|p| p.rules.points.iter().cloned()).collect(),
        variation: phases.last().map_or(Variation::Steady, |p| p.rules.latest(&p.points)),
        phases,
        rule_set: RULE_SET.to_owned(),
    })
}

/// From the first day of a phase to the last day of the last observed point it is locked at.
fn locked_window(points: &[ChartPoint], opened: Recalculation) -> Result<DateRange, DataError> {
    let locked = points.iter().filter(|p| p.usable().is_some()).take(opened.locked_points);
    let last = locked.last().and_then(|p| p.end.pred_opt()).ok_or(DataError::EmptyBaseline)?;
    Ok(DateRange { first: opened.on, last })
}
