//! What the shapes mean: only those that occur.

use crate::marks;
use crate::metrics::FOOT;
use crate::model::{CaseFigure, Emphasis, PointState, Series, Tone};
use crate::palette::Role;
use crate::svg::{Anchor, Canvas};

/// Height of a row.
pub(crate) const ROW: f64 = 18.0;

enum Shape {
    Event(Emphasis),
    Point(PointState, Tone),
    Missing,
}

/// An entry of the legend.
pub(crate) struct Entry {
    shape: Shape,
    text: &'static str,
}

/// Entries for the points of a series.
pub(crate) fn of_series(series: &Series) -> Vec<Entry> {
    let has = |state: PointState, tone: Option<Tone>| {
        series.points.iter().any(|p| {
            p.state == state && (p.value.is_some() || state == PointState::Missing) && tone.is_none_or(|t| p.tone == t)
        })
    };
    let observed = |tone, text| {
        has(PointState::Observed, Some(tone)).then_some(Entry { shape: Shape::Point(PointState::Observed, tone), text })
    };
    let state = |state, text| has(state, None).then_some(Entry { shape: Shape::Point(state, Tone::Steady), text });
    [
        observed(Tone::Steady, "ordinary variation"),
        observed(Tone::Improving, "improving"),
        observed(Tone::Concerning, "concerning"),
        state(PointState::Excluded, "left out"),
        state(PointState::Partial, "not complete"),
        has(PointState::Missing, None).then_some(Entry { shape: Shape::Missing, text: "no return" }),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Entries for the events of the lanes, where they need one.
pub(crate) fn of_lanes(figure: &CaseFigure) -> Vec<Entry> {
    let has = |emphasis| figure.lanes.iter().any(|l| l.events.iter().any(|e| e.emphasis == emphasis));
    [(Emphasis::Start, "concern"), (Emphasis::Verified, "verified"), (Emphasis::Approximate, "about this date")]
        .into_iter()
        .filter(|(emphasis, _)| has(*emphasis))
        .map(|(emphasis, text)| Entry { shape: Shape::Event(emphasis), text })
        .collect()
}

/// Places of entries, row by row.
pub(crate) fn rows(entries: &[Entry], left: f64, right: f64) -> Vec<(f64, usize)> {
    let (mut x, mut row) = (left, 0);
    entries
        .iter()
        .map(|entry| {
            let width = 18.0 + FOOT.width(entry.text);
            if x > left && x + width > right {
                (x, row) = (left, row + 1);
            }
            let place = (x, row);
            x += width + 18.0;
            place
        })
        .collect()
}

/// Draws the entries from a height down; returns the height that they end at.
pub(crate) fn draw(canvas: &mut Canvas, entries: &[Entry], left: f64, right: f64, top: f64) -> f64 {
    let places = rows(entries, left, right);
    for (entry, (x, row)) in entries.iter().zip(&places) {
        let y = top + ROW * (*row as f64 + 0.5);
        match entry.shape {
            Shape::Event(emphasis) => marks::event(canvas, x + 7.5, y, emphasis),
            Shape::Point(state, tone) => marks::point(canvas, x + 7.5, y, 3.6, state, tone),
            Shape::Missing => marks::missing(canvas, x + 7.5, y, 3.6),
        }
        canvas.text((x + 18.0, y + 4.0), Anchor::Start, FOOT, Role::InkSoft, entry.text);
    }
    let used = places.last().map_or(0, |(_, row)| row + 1);
    top + ROW * used as f64
}
