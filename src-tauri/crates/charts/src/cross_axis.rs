//! Values to places from left to right: straight, by ratio, or by duration.

use std::ops::Range;

use crate::metrics::AXIS;
use crate::palette::Role;
use crate::svg::{Anchor, Canvas};
use crate::value_axis::{ValueAxis, grouped};

/// Shortest space between two labels.
const GAP: f64 = 12.0;
/// Durations that span more than this many times the shortest stand on a stretched axis.
const STRAIGHT_UP_TO: f64 = 50.0;
/// Narrowest range of ratios.
const RATIOS: (f64, f64) = (0.5, 2.0);
/// Widest range of ratios; what lies beyond is drawn at the edge with an arrow.
const UTMOST: (f64, f64) = (0.01, 100.0);

/// A scale from left to right.
#[derive(Debug, Clone)]
pub(crate) struct CrossAxis {
    pub(crate) left: f64,
    pub(crate) right: f64,
    kind: Kind,
    low: f64,
    high: f64,
    /// Sets of values to be written, from the fullest to the sparest.
    sets: Vec<Vec<f64>>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Straight,
    Log,
    /// Logarithmic above this value, and nearly straight from nought to it.
    Stretched(f64),
}

impl CrossAxis {
    /// From 0 to a round number above every value.
    pub(crate) fn straight(values: impl Iterator<Item = f64>, left: f64, right: f64) -> Self {
        let ticks: Vec<f64> = ValueAxis::new(values, 0.0, 1.0).ticks().into_iter().map(|t| t.0).collect();
        let (low, high) = (ticks.first().copied().unwrap_or(0.0), ticks.last().copied().unwrap_or(1.0));
        let sets = (1..=ticks.len()).map(|each| ticks.iter().copied().step_by(each).collect()).collect();
        Self { left, right, kind: Kind::Straight, low, high, sets }
    }

    /// By ratio, with 1 on it.
    pub(crate) fn ratios(values: impl Iterator<Item = f64>, left: f64, right: f64) -> Self {
        let (mut low, mut high) = RATIOS;
        for value in values.filter(|v| v.is_finite() && *v > 0.0) {
            low = low.min(value.max(UTMOST.0));
            high = high.max(value.min(UTMOST.1));
        }
        let (low, high) = (low * 0.92, high * 1.08);
        let within = |v: &f64| *v >= low && *v <= high;
        let powers = |steps: &[f64]| -> Vec<f64> {
            (-2..=2).flat_map(|p| steps.iter().map(move |s| s * 10f64.powi(p))).filter(within).collect()
        };
        let sets = vec![powers(&[1.0, 2.0, 5.0]), powers(&[1.0, 3.0]), powers(&[1.0]), vec![1.0]];
        Self { left, right, kind: Kind::Log, low: low.ln(), high: high.ln(), sets }
    }

    /// From 0, straight or, where the span demands it, stretched: each mark a multiple of the one before.
    pub(crate) fn durations(values: impl Iterator<Item = f64>, left: f64, right: f64) -> Self {
        let values: Vec<f64> = values.filter(|v| v.is_finite() && *v >= 0.0).collect();
        let most = values.iter().copied().fold(0.0, f64::max);
        let least = values.iter().copied().filter(|v| *v > 0.0).fold(f64::INFINITY, f64::min);
        if !least.is_finite() || most <= least * STRAIGHT_UP_TO {
            return Self::straight(values.into_iter(), left, right);
        }
        let power = 10f64.powf(least.max(most * 1e-6).log10().floor());
        let first = [5.0, 2.0].into_iter().find(|s| s * power <= least * (1.0 + 1e-9)).unwrap_or(1.0);
        let unit = first * power;
        let kind = Kind::Stretched(unit);
        let rising = (0..24).flat_map(|p| [1.0, 2.0, 5.0].map(|s| s * power * 10f64.powi(p)));
        let mut marks = vec![0.0];
        for mark in rising.filter(|m| *m >= unit * (1.0 - 1e-9)) {
            marks.push(mark);
            if mark >= most * (1.0 - 1e-9) {
                break;
            }
        }
        let high = kind.bent(marks.last().copied().unwrap_or(most));
        let tens = |v: &f64| *v == 0.0 || (v.log10() - v.log10().round()).abs() < 1e-6;
        let sparse: Vec<f64> = marks.iter().copied().filter(tens).collect();
        let mut sets = vec![marks];
        sets.extend((1..=sparse.len()).map(|each| sparse.iter().copied().step_by(each).collect()));
        Self { left, right, kind, low: 0.0, high, sets }
    }

    /// Whether equal steps do not mean equal amounts.
    pub(crate) fn is_stretched(&self) -> bool {
        self.kind != Kind::Straight
    }

    /// Place of a value; outside the range it is held at the nearer end.
    pub(crate) fn at(&self, value: f64) -> f64 {
        let share = (self.kind.bent(value) - self.low) / (self.high - self.low);
        (self.left + share.clamp(0.0, 1.0) * (self.right - self.left)).clamp(self.left, self.right)
    }

    /// Whether a value lies on the axis rather than beyond one of its ends.
    pub(crate) fn shows(&self, value: f64) -> bool {
        let bent = self.kind.bent(value);
        bent >= self.low - 1e-9 && bent <= self.high + 1e-9
    }

    /// Places and labels of the fullest set whose labels all fit.
    pub(crate) fn ticks(&self, within: &Range<f64>) -> Vec<(f64, String)> {
        self.sets.iter().map(|set| self.labelled(set)).find(|set| fit(set, within)).unwrap_or_default()
    }

    fn labelled(&self, set: &[f64]) -> Vec<(f64, String)> {
        let step = match self.kind {
            Kind::Straight => set.windows(2).map(|w| w[1] - w[0]).fold(f64::INFINITY, f64::min),
            _ => f64::INFINITY,
        };
        set.iter().map(|v| (self.at(*v), grouped(*v, decimals(if step.is_finite() { step } else { *v })))).collect()
    }

    /// Draws upright lines at the marks, and their labels under the foot.
    pub(crate) fn draw(&self, canvas: &mut Canvas, top: f64, bottom: f64, within: &Range<f64>) {
        for (x, label) in self.ticks(within) {
            canvas.line((x, top), (x, bottom), Role::Grid, 1.0, "");
            canvas.line((x, bottom), (x, bottom + 4.0), Role::Axis, 1.0, "");
            canvas.text((x, bottom + 18.0), Anchor::Middle, AXIS, Role::InkFaint, &label);
        }
        canvas.line((self.left, bottom), (self.right, bottom), Role::Axis, 1.0, "");
    }
}

impl Kind {
    fn bent(self, value: f64) -> f64 {
        match self {
            Self::Straight => value,
            Self::Log => value.ln(),
            Self::Stretched(unit) => (1.0 + value / unit).ln(),
        }
    }
}

fn fit(set: &[(f64, String)], within: &Range<f64>) -> bool {
    let half = |label: &str| AXIS.width(label) / 2.0;
    let apart = set.windows(2).all(|p| p[0].0 + half(&p[0].1) + GAP <= p[1].0 - half(&p[1].1));
    let inside = set.iter().all(|(x, label)| x - half(label) >= within.start && x + half(label) <= within.end);
    apart && inside
}

/// Decimals that a round number needs.
fn decimals(value: f64) -> usize {
    (0..9)
        .find(|d| {
            let scaled = value * 10f64.powi(*d);
            (scaled - scaled.round()).abs() < 1e-6 * scaled.abs().max(1e-300)
        })
        .unwrap_or(0) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(axis: &CrossAxis) -> Vec<String> {
        axis.ticks(&(0.0..700.0)).into_iter().map(|t| t.1).collect()
    }

    #[test]
    fn ratios_are_as_far_below_one_as_above() {
        let axis = CrossAxis::ratios([0.25, 4.0].into_iter(), 50.0, 650.0);
        assert!((axis.at(1.0) - axis.at(0.5) - (axis.at(2.0) - axis.at(1.0))).abs() < 1e-9);
        assert_eq!(labels(&axis), ["0.5", "1", "2"]);
        assert!(!axis.shows(0.0) && axis.at(0.0) == 50.0 && axis.at(f64::INFINITY) == 650.0);
    }

    #[test]
    fn durations_are_stretched_only_where_the_span_demands_it() {
        let short = CrossAxis::durations([0.0, 4.0, 30.0].into_iter(), 50.0, 650.0);
        assert!(!short.is_stretched());
        let long = CrossAxis::durations([0.0, 1.5, 400.0].into_iter(), 50.0, 650.0);
        assert!(long.is_stretched() && long.at(0.0) == 50.0);
        assert_eq!(labels(&long), ["0", "1", "2", "5", "10", "20", "50", "100", "200", "500"]);
    }

    #[test]
    fn a_straight_axis_thins_its_labels_rather_than_let_them_touch() {
        let axis = CrossAxis::straight([4_800_000.0].into_iter(), 50.0, 250.0);
        let ticks = axis.ticks(&(0.0..300.0));
        assert!(ticks.len() >= 2 && fit(&ticks, &(0.0..300.0)));
    }
}
