//! What the run rules read and what they find.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::charts::limits::RulePoint;
use crate::rule_set::{RULE_SET, RULES_FROM};
use crate::rules::search::{Found, search};
use crate::series::period::{LeftOut, PeriodState};

/// A published set of run rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunRuleSet {
    /// NHS England *Making Data Count*: shift 7, trend 7.
    #[default]
    Mdc7,
    /// The same with the other setting of its spreadsheet: shift 6, trend 6.
    Mdc6,
    /// Nelson 1984: shift 8, trend 6, and two in three counts points beyond the limit.
    Nelson8,
    /// Institute for Healthcare Improvement run chart: median, shift 6, trend 5, ties skipped.
    RunIhi,
}

/// A rule, in the order in which one label is chosen for a point that meets several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// Outside a limit.
    Astronomical,
    /// All rising or all falling.
    Trend,
    /// Two of three near a limit, all three on one side.
    TwoInThree,
    /// A run on one side of the centre.
    Shift,
}

/// Which way a signal points; for a trend its slope, not its side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Above the centre, or rising.
    Above,
    /// Below the centre, or falling.
    Below,
}

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Fewer is better.
    LowerIsBetter,
    /// More is better.
    HigherIsBetter,
}

/// What the recent points say, as the variation icon of *Making Data Count* does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Variation {
    /// Ordinary variation.
    Steady,
    /// A signal in the good direction and none in the bad.
    Improving,
    /// A signal in the bad direction, whatever else there is.
    Concerning,
}

impl Direction {
    /// Whether a signal to this side is a good one.
    #[must_use]
    pub fn favours(self, side: Side) -> bool {
        matches!((self, side), (Self::LowerIsBetter, Side::Below) | (Self::HigherIsBetter, Side::Above))
    }
}

/// One run of points that meets a rule.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Signal {
    /// The rule.
    pub rule: Rule,
    /// Which way it points.
    pub side: Side,
    /// In the good direction.
    pub good: bool,
    /// First day of the first period that is part of it.
    pub first: NaiveDate,
    /// First day of the period at which the rule was first met.
    pub confirmed: NaiveDate,
    /// First day of the last period that is part of it.
    pub last: NaiveDate,
    /// First days of every period it marks.
    pub points: Vec<NaiveDate>,
}

/// What the rules say of one point.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PointSignals {
    /// First day of its period.
    pub start: NaiveDate,
    /// Every rule it meets, in order of precedence.
    pub rules: Vec<(Rule, Side)>,
    /// Its variation: a bad signal outweighs a good one.
    pub variation: Variation,
}

/// The outcome of a set of rules over one phase.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RunRules {
    /// Which rules.
    pub rules: RunRuleSet,
    /// Observed points.
    pub n_used: usize,
    /// Points not used.
    pub left_out: Vec<LeftOut>,
    /// Fewer than 10 observed points: no rule was evaluated.
    pub not_enough_points: bool,
    /// Signals by first day, then by precedence.
    pub signals: Vec<Signal>,
    /// One entry for each point given.
    pub points: Vec<PointSignals>,
    /// Version of the method.
    pub rule_set: String,
}

impl RunRules {
    /// The variation of the last observed point; steady where there is none.
    #[must_use]
    pub fn latest(&self, points: &[RulePoint]) -> Variation {
        points
            .iter()
            .zip(&self.points)
            .rev()
            .find(|(p, _)| p.point.state == PeriodState::Observed)
            .map_or(Variation::Steady, |(_, found)| found.variation)
    }
}

/// Looks for every rule of a set in the points of one phase, in date order.
///
/// A missing period, or one absent altogether, breaks every run; excluded and partial periods and
/// those without exposure are passed over and their neighbours join. Time grows with the number of
/// points.
#[must_use]
pub fn run_rules(points: &[RulePoint], rules: RunRuleSet, direction: Direction) -> RunRules {
    judge(points, rules, direction, RULES_FROM)
}

/// The same however few points there are: to compare the rules with those of other programs, which know no
/// fewest number. Nothing that is shown to anyone comes from here.
#[must_use]
pub fn run_rules_of_any_length(points: &[RulePoint], rules: RunRuleSet, direction: Direction) -> RunRules {
    judge(points, rules, direction, 0)
}

fn judge(points: &[RulePoint], rules: RunRuleSet, direction: Direction, fewest: usize) -> RunRules {
    let n_used = points.iter().filter(|p| p.point.usable().is_some()).count();
    let not_enough_points = n_used < fewest;
    let mut found = if not_enough_points { Vec::new() } else { search(points, rules) };
    found.sort_by_key(|f| (f.marks[0], f.rule, f.side));
    RunRules {
        rules,
        n_used,
        left_out: points.iter().filter_map(|p| p.point.left_out()).collect(),
        not_enough_points,
        points: by_point(points, &found, direction),
        signals: found.iter().map(|f| signal(points, f, direction)).collect(),
        rule_set: RULE_SET.to_owned(),
    }
}

fn signal(points: &[RulePoint], found: &Found, direction: Direction) -> Signal {
    let start = |i: usize| points[i].point.start;
    Signal {
        rule: found.rule,
        side: found.side,
        good: direction.favours(found.side),
        first: start(found.marks[0]),
        confirmed: start(found.confirmed),
        last: start(found.marks[found.marks.len() - 1]),
        points: found.marks.iter().map(|i| start(*i)).collect(),
    }
}

fn by_point(points: &[RulePoint], found: &[Found], direction: Direction) -> Vec<PointSignals> {
    let mut all: Vec<PointSignals> = points
        .iter()
        .map(|p| PointSignals { start: p.point.start, rules: Vec::new(), variation: Variation::Steady })
        .collect();
    for one in found {
        for index in &one.marks {
            let entry = &mut all[*index];
            if !entry.rules.contains(&(one.rule, one.side)) {
                entry.rules.push((one.rule, one.side));
            }
            if !direction.favours(one.side) {
                entry.variation = Variation::Concerning;
            } else if entry.variation == Variation::Steady {
                entry.variation = Variation::Improving;
            }
        }
    }
    for entry in &mut all {
        entry.rules.sort_unstable();
    }
    all
}
