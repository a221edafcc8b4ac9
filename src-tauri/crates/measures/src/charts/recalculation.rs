//! Whether limits may be worked out again from a change on. They never are by themselves.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::charts::limits::RulePoint;
use crate::math::summation::{sum, tolerance};
use crate::rule_set::RULE_SET;
use crate::rules::found::{Direction, Side};
use crate::series::period::PeriodState;

/// Points on one side that a shift must have.
pub const SHIFT_OF_POINTS: usize = 8;
/// Days that a shift must have lasted: 12 weeks.
pub const SHIFT_OF_DAYS: i64 = 84;
/// Points that must have been observed since the change.
pub const POINTS_SINCE_CHANGE: usize = 12;

/// One of the conditions of a recalculation, all of which must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecalculationCondition {
    /// A known change with a date.
    DatedChange,
    /// 8 or more points on one side of the centre, after the change and up to the last point.
    ShiftOfEightPoints,
    /// The shift has lasted 12 weeks or more.
    ShiftOfTwelveWeeks,
    /// 12 or more points were observed since the change.
    TwelvePointsSince,
    /// Things have not become worse.
    NotAWorsening,
}

/// The run on one side of the centre that the last observed point belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandingRun {
    /// Which side.
    pub side: Side,
    /// Observed points in it.
    pub points: usize,
    /// First day of its first period.
    pub first: NaiveDate,
    /// The day after the last day of its last period.
    pub end: NaiveDate,
}

/// Whether limits may be worked out again, and what speaks against it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecalculationCheck {
    /// Every condition holds.
    pub allowed: bool,
    /// Conditions that do not hold, in the order of their list.
    pub failing: Vec<RecalculationCondition>,
    /// Points observed since the change.
    pub observed_since: usize,
    /// The run standing now, counted from the change; `None` where the last point is on the centre.
    pub run: Option<StandingRun>,
    /// Version of the method.
    pub rule_set: String,
}

/// Checks every condition of a recalculation against the points of the latest phase, in date order,
/// each with its centre.
///
/// Points count from the first period that starts on or after the change; without a change all do,
/// so that the other conditions can still be told. A missing or absent period breaks the run,
/// excluded and partial ones are passed over. Whether things became worse is read from the side of
/// a run of 8 or more, and otherwise from the mean distance to the centre. One pass.
#[must_use]
pub fn may_recalculate(points: &[RulePoint], change: Option<NaiveDate>, direction: Direction) -> RecalculationCheck {
    let since = || points.iter().filter(|p| change.is_none_or(|on| p.point.start >= on));
    let eps = tolerance(points.iter().filter_map(|p| p.point.usable()));
    let distances: Vec<f64> = since().filter_map(|p| Some(p.point.usable()? - p.lines.centre)).collect();
    let observed_since = distances.len();
    let run = standing_run(since(), eps);
    let shift = run.filter(|r| r.points >= SHIFT_OF_POINTS);
    let moved_to = shift.map(|r| r.side).or_else(|| side_of(sum(distances) / observed_since.max(1) as f64, eps));
    let holds = [
        (RecalculationCondition::DatedChange, change.is_some()),
        (RecalculationCondition::ShiftOfEightPoints, shift.is_some()),
        (
            RecalculationCondition::ShiftOfTwelveWeeks,
            run.is_some_and(|r| (r.end - r.first).num_days() >= SHIFT_OF_DAYS),
        ),
        (RecalculationCondition::TwelvePointsSince, observed_since >= POINTS_SINCE_CHANGE),
        (RecalculationCondition::NotAWorsening, moved_to.is_none_or(|side| direction.favours(side))),
    ];
    let failing: Vec<RecalculationCondition> = holds.into_iter().filter(|(_, h)| !h).map(|(c, _)| c).collect();
    RecalculationCheck { allowed: failing.is_empty(), failing, observed_since, run, rule_set: RULE_SET.to_owned() }
}

fn side_of(distance: f64, eps: f64) -> Option<Side> {
    if distance.abs() <= eps {
        return None;
    }
    Some(if distance > 0.0 { Side::Above } else { Side::Below })
}

fn standing_run<'a>(points: impl Iterator<Item = &'a RulePoint>, eps: f64) -> Option<StandingRun> {
    let mut run: Option<StandingRun> = None;
    let (mut previous_end, mut broken) = (None, false);
    for RulePoint { point, lines } in points {
        broken |= previous_end.is_some_and(|end| end != point.start)
            || point.state == PeriodState::Missing
            || (point.state == PeriodState::Observed && point.value.is_none());
        previous_end = Some(point.end);
        let Some(value) = point.usable() else { continue };
        run = side_of(value - lines.centre, eps).map(|side| match run {
            Some(open) if open.side == side && !broken => {
                StandingRun { points: open.points + 1, end: point.end, ..open }
            }
            _ => StandingRun { side, points: 1, first: point.start, end: point.end },
        });
        broken = false;
    }
    run
}
