//! One pass over the points for each run rule.

use crate::charts::limits::{Limits, RulePoint};
use crate::math::summation::tolerance;
use crate::rules::found::{Rule, RunRuleSet, Side};
use crate::series::period::PeriodState;

/// A signal by the places of its points.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Found {
    pub(crate) rule: Rule,
    pub(crate) side: Side,
    /// Place at which the rule was first met.
    pub(crate) confirmed: usize,
    /// Places marked, in order, never empty.
    pub(crate) marks: Vec<usize>,
}

struct Settings {
    shift: usize,
    trend: usize,
    two_in_three: bool,
    counts_beyond_limit: bool,
    limits: bool,
    skips_ties: bool,
}

impl Settings {
    fn of(rules: RunRuleSet) -> Self {
        let mdc = Self {
            shift: 7,
            trend: 7,
            two_in_three: true,
            counts_beyond_limit: false,
            limits: true,
            skips_ties: false,
        };
        match rules {
            RunRuleSet::Mdc7 => mdc,
            RunRuleSet::Mdc6 => Self { shift: 6, trend: 6, ..mdc },
            RunRuleSet::Nelson8 => Self { shift: 8, trend: 6, counts_beyond_limit: true, ..mdc },
            RunRuleSet::RunIhi => {
                Self { shift: 6, trend: 5, two_in_three: false, limits: false, skips_ties: true, ..mdc }
            }
        }
    }
}

/// A usable point with everything that the rules ask of it.
#[derive(Clone, Copy)]
struct Seen {
    place: usize,
    value: f64,
    side: Option<Side>,
    limits: Option<Limits>,
}

/// Every signal of a rule set, rule by rule.
pub(crate) fn search(points: &[RulePoint], rules: RunRuleSet) -> Vec<Found> {
    let settings = Settings::of(rules);
    let eps = tolerance(points.iter().filter_map(|p| p.point.usable()));
    let mut found = Vec::new();
    for stretch in stretches(points, eps) {
        if settings.limits {
            astronomical(&stretch, eps, &mut found);
        }
        runs(&stretch, settings.shift, settings.skips_ties, &mut found);
        trends(&stretch, &settings, eps, &mut found);
        if settings.two_in_three {
            two_in_three(&stretch, settings.counts_beyond_limit, eps, &mut found);
        }
    }
    found
}

/// Usable points, cut wherever a period is missing or absent.
fn stretches(points: &[RulePoint], eps: f64) -> Vec<Vec<Seen>> {
    let mut all = vec![Vec::new()];
    let mut previous_end = None;
    for (place, item) in points.iter().enumerate() {
        let broken = previous_end.is_some_and(|end| end != item.point.start)
            || item.point.state == PeriodState::Missing
            || (item.point.state == PeriodState::Observed && item.point.value.is_none());
        previous_end = Some(item.point.end);
        if broken && all.last().is_some_and(|s: &Vec<Seen>| !s.is_empty()) {
            all.push(Vec::new());
        }
        if let (Some(value), Some(stretch)) = (item.point.usable(), all.last_mut()) {
            stretch.push(Seen {
                place,
                value,
                side: side_of(value - item.lines.centre, eps),
                limits: item.lines.limits,
            });
        }
    }
    all
}

fn side_of(distance: f64, eps: f64) -> Option<Side> {
    if distance > eps {
        Some(Side::Above)
    } else if distance < -eps {
        Some(Side::Below)
    } else {
        None
    }
}

fn beyond(point: &Seen, eps: f64) -> Option<Side> {
    let limits = point.limits?;
    if point.value > limits.upper + eps {
        Some(Side::Above)
    } else if point.value < limits.lower - eps {
        Some(Side::Below)
    } else {
        None
    }
}

fn near(point: &Seen, eps: f64, counts_beyond_limit: bool) -> bool {
    let Some(limits) = point.limits else {
        return false;
    };
    let past_line = point.value > limits.near_upper + eps || point.value < limits.near_lower - eps;
    past_line && (counts_beyond_limit || beyond(point, eps).is_none())
}

fn astronomical(points: &[Seen], eps: f64, found: &mut Vec<Found>) {
    for point in points {
        if let Some(side) = beyond(point, eps) {
            found.push(Found { rule: Rule::Astronomical, side, confirmed: point.place, marks: vec![point.place] });
        }
    }
}

/// Puts a finished run into the list if it is long enough.
fn close(rule: Rule, side: Option<Side>, marks: &mut Vec<usize>, need: usize, out: &mut Vec<Found>) {
    let done = std::mem::take(marks);
    if let (Some(side), true) = (side, done.len() >= need) {
        out.push(Found { rule, side, confirmed: done[need - 1], marks: done });
    }
}

fn runs(points: &[Seen], need: usize, skips_ties: bool, found: &mut Vec<Found>) {
    let mut side = None;
    let mut marks = Vec::new();
    for point in points {
        if point.side.is_none() && skips_ties {
            continue;
        }
        if point.side != side {
            close(Rule::Shift, side, &mut marks, need, found);
            side = point.side;
        }
        marks.push(point.place);
    }
    close(Rule::Shift, side, &mut marks, need, found);
}

fn trends(points: &[Seen], settings: &Settings, eps: f64, found: &mut Vec<Found>) {
    let mut slope = None;
    let mut marks: Vec<usize> = Vec::new();
    let mut last: Option<&Seen> = None;
    for point in points {
        let step = last.and_then(|l| side_of(point.value - l.value, eps));
        if last.is_some() && step.is_none() && settings.skips_ties {
            continue;
        }
        if step != slope || step.is_none() {
            close(Rule::Trend, slope, &mut marks, settings.trend, found);
            slope = step;
            // A turning point ends one run and begins the next; a tie begins afresh.
            if let (Some(turn), true) = (last, step.is_some()) {
                marks.push(turn.place);
            }
        }
        marks.push(point.place);
        last = Some(point);
    }
    close(Rule::Trend, slope, &mut marks, settings.trend, found);
}

/// Three consecutive points on one side with two or more of them near: the near ones are marked.
/// Overlapping threes are one signal.
fn two_in_three(points: &[Seen], counts_beyond_limit: bool, eps: f64, found: &mut Vec<Found>) {
    let mut open: Option<(Found, usize)> = None;
    for (at, three) in points.windows(3).enumerate() {
        let Some(side) = three[0].side else { continue };
        if three.iter().any(|p| p.side != Some(side)) {
            continue;
        }
        let marks: Vec<usize> = three.iter().filter(|p| near(p, eps, counts_beyond_limit)).map(|p| p.place).collect();
        if marks.len() < 2 {
            continue;
        }
        match &mut open {
            Some((signal, last)) if signal.side == side && at - *last <= 2 => {
                let newest = signal.marks[signal.marks.len() - 1];
                signal.marks.extend(marks.into_iter().filter(|m| *m > newest));
                *last = at;
            }
            _ => {
                found.extend(open.take().map(|(signal, _)| signal));
                let confirmed = three[2].place;
                let rule = Rule::TwoInThree;
                open = Some((Found { rule, side, confirmed, marks }, at));
            }
        }
    }
    found.extend(open.map(|(signal, _)| signal));
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic
    use super::*;
    use crate::charts::xmr::{XmrOptions, xmr};
    use crate::series::count_series::ChartPoint;
    use crate::series::period::DateRange;
    use chrono::{Days, NaiveDate};

    /// nhs-r-community/NHSRplotthedots#167, its own eight points: a flag of ±1 was compared with 1
    /// only. They are fewer than [`crate::run_rules`] judges, so the search is asked itself.
    #[test]
    fn eight_falling_points_are_a_trend_between_two_points_outside_the_limits() {
        let first = NaiveDate::from_ymd_opt(2026, 1, 5).unwrap();
        for (sign, rising) in [(-1.0, Side::Below), (1.0, Side::Above)] {
            let point = |i: u32| {
                let start = first + Days::new(u64::from(i) * 7);
                let value = Some(sign * f64::from(i));
                ChartPoint { start, end: start + Days::new(7), value, state: PeriodState::Observed }
            };
            let points: Vec<ChartPoint> = (0..8).map(point).collect();
            let options = XmrOptions { screen_moving_ranges: true, non_negative: false };
            let baseline = DateRange { first, last: first + Days::new(55) };
            let chart = xmr(&points, baseline, options).unwrap();
            let limits = chart.limits.unwrap();
            assert!((chart.mean - sign * 3.5).abs() < 1e-12);
            assert!((limits.lower - (sign * 3.5 - 2.66)).abs() < 1e-12);
            assert!((limits.upper - (sign * 3.5 + 2.66)).abs() < 1e-12);
            let found = search(&chart.rule_points(&points), RunRuleSet::Mdc7);
            let outside: Vec<_> =
                found.iter().filter(|f| f.rule == Rule::Astronomical).map(|f| (f.marks[0], f.side)).collect();
            let other = if rising == Side::Below { Side::Above } else { Side::Below };
            assert_eq!(outside, [(0, other), (7, rising)]);
            let trend = found.iter().find(|f| f.rule == Rule::Trend).unwrap();
            assert_eq!((trend.side, trend.marks.clone()), (rising, (0..8).collect()));
        }
    }
}
