//! Signals after a change, against the limits of the baseline.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::charts::limits::RulePoint;
use crate::charts::xmr::{Xmr, XmrOptions, xmr};
use crate::math::summation::tolerance;
use crate::rule_set::SPARSE_BELOW;
use crate::rules::found::{Direction, Rule, RunRuleSet, Side as Way};
use crate::rules::search::search;
use crate::series::count_series::ChartPoint;
use crate::series::period::{DateRange, LeftOutReason, PeriodState};
use crate::verdict::sides::Side;

/// Periods before from which a chart's signals enter a verdict.
const BASELINE_FROM: usize = 8;

/// What the periods after a change look like on the baseline's chart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AfterChart {
    /// Mean of the rates before.
    pub mean: f64,
    /// A run of seven or more on the bad side.
    pub bad_shift: bool,
    /// Periods beyond the limit on the bad side.
    pub beyond_bad_limit: usize,
    /// A trend the wrong way that ends with the last period.
    pub bad_trend_now: bool,
    /// Length of the run that the last period belongs to, with its side: whether it is the good one.
    pub current_run: Option<(usize, bool)>,
}

impl AfterChart {
    /// A signal the wrong way: a shift, two points beyond the limit, or a trend that goes on.
    #[must_use]
    pub fn adverse(&self) -> bool {
        self.bad_shift || self.beyond_bad_limit >= 2 || self.bad_trend_now
    }

    /// Whether the last eight or more periods lie on the good (or the bad) side.
    #[must_use]
    pub fn run_of_eight(&self, good: bool) -> bool {
        self.current_run.is_some_and(|(length, side)| length >= 8 && side == good)
    }
}

/// Whether signals are left out of account: a mean under 2 events a period before.
#[must_use]
pub fn sparse(before: &Side) -> bool {
    (before.events as f64) < SPARSE_BELOW * before.used.len() as f64
}

/// The chart; `None` where signals are not used: a sparse baseline, or fewer than 8 periods in it.
#[must_use]
pub fn after_chart(before: &Side, after: &Side, direction: Direction) -> Option<AfterChart> {
    if sparse(before) || before.used.len() < BASELINE_FROM {
        return None;
    }
    let frozen = baseline_chart(before)?;
    let points = frozen.rule_points(&points(after));
    let found = search(&points, RunRuleSet::Mdc7);
    let last = points.iter().rposition(|p| p.point.usable().is_some());
    let bad = |way: Way| !direction.favours(way);
    let of = |rule: Rule| found.iter().filter(move |f| f.rule == rule && bad(f.side));
    Some(AfterChart {
        mean: frozen.mean,
        bad_shift: of(Rule::Shift).next().is_some(),
        beyond_bad_limit: of(Rule::Astronomical).count(),
        bad_trend_now: of(Rule::Trend).any(|f| f.marks.last().copied() == last && last.is_some()),
        current_run: current_run(&points, frozen.mean, direction),
    })
}

fn baseline_chart(before: &Side) -> Option<Xmr> {
    let range = DateRange { first: before.first?, last: before.end?.pred_opt()? };
    xmr(&points(before), range, XmrOptions::default()).ok()
}

/// All periods of a side as points of a chart of rates.
fn points(side: &Side) -> Vec<ChartPoint> {
    let mut points: Vec<ChartPoint> = side
        .used
        .iter()
        .map(|p| ChartPoint { start: p.start, end: p.end, value: Some(p.rate()), state: PeriodState::Observed })
        .collect();
    points.extend(side.left_out.iter().map(|left| {
        let state = match left.reason {
            LeftOutReason::Excluded => PeriodState::Excluded,
            LeftOutReason::NoExposure => PeriodState::NoExposure,
            LeftOutReason::Partial => PeriodState::Partial,
            LeftOutReason::Missing | LeftOutReason::ExposureUnknown | LeftOutReason::ChangeInside => {
                PeriodState::Missing
            }
        };
        ChartPoint { start: left.start, end: left.start, value: None, state }
    }));
    points.sort_by_key(|p| p.start);
    // A period left out ends where the next one begins.
    let starts: Vec<NaiveDate> = points.iter().map(|p| p.start).collect();
    for (at, point) in points.iter_mut().enumerate() {
        if point.end == point.start {
            point.end = starts.get(at + 1).copied().or(side.end).unwrap_or(point.end);
        }
    }
    points
}

/// The run that ends with the last period: missing periods break it, excluded ones are passed over.
fn current_run(points: &[RulePoint], mean: f64, direction: Direction) -> Option<(usize, bool)> {
    let eps = tolerance(points.iter().filter_map(|p| p.point.usable()));
    let mut run: Option<(usize, bool)> = None;
    for item in points.iter().rev() {
        let Some(value) = item.point.usable() else {
            if item.point.state == PeriodState::Missing {
                break;
            }
            continue;
        };
        let distance = value - mean;
        if distance.abs() <= eps {
            break;
        }
        let good = direction.favours(if distance > 0.0 { Way::Above } else { Way::Below });
        match &mut run {
            None => run = Some((1, good)),
            Some((length, side)) if *side == good => *length += 1,
            Some(_) => break,
        }
    }
    run
}
