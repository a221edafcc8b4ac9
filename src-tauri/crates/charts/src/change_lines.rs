//! Where the labels of dated changes stand, above the chart beside their lines.

use crate::lanes::{Bounds, Label};
use crate::metrics::CHANGE;
use crate::model::ChangeMarker;
use crate::room::Row;
use crate::svg::Anchor;
use crate::text::clean;
use crate::time_axis::{TimeAxis, short_day};

/// Space between a line and its label.
const NEXT_TO: f64 = 6.0;
/// Room that the dot on a line takes to either side.
const DOT: f64 = 3.6;
/// Rows of labels before the rest go without.
const MOST_ROWS: usize = 5;

/// A change with the place of its line and label.
#[derive(Debug)]
pub(crate) struct PlacedChange<'a> {
    pub(crate) change: &'a ChangeMarker,
    pub(crate) x: f64,
    /// The row of its dot and label; without one there was no room for either, and the line is drawn alone.
    pub(crate) row: Option<usize>,
    pub(crate) label: Option<Label>,
}

/// Changes inside the range, in date order.
pub(crate) fn in_order<'a>(changes: &'a [ChangeMarker], axis: &TimeAxis) -> Vec<&'a ChangeMarker> {
    let mut ordered: Vec<&ChangeMarker> = changes.iter().filter(|c| axis.shows(c.on)).collect();
    ordered.sort_by(|a, b| (a.on, &a.id).cmp(&(b.on, &b.id)));
    ordered
}

/// Places the labels; returns them with the number of rows they take.
pub(crate) fn place<'a>(
    changes: &[&'a ChangeMarker],
    axis: &TimeAxis,
    bounds: &Bounds,
) -> (Vec<PlacedChange<'a>>, usize) {
    let mut rows = vec![Row::default(); MOST_ROWS];
    let placed: Vec<PlacedChange<'a>> = changes
        .iter()
        .map(|change| {
            let x = axis.day(change.on);
            let text = clean(&format!("{}, {}", change.label, short_day(change.on)));
            let found = best(&text, x, &rows, bounds);
            if let Some((row, label, from, to)) = &found {
                rows[*row].take(*from, *to);
                return PlacedChange { change, x, row: Some(*row), label: Some(label.clone()) };
            }
            let row = rows.iter().position(|r| r.free(x - DOT, x + DOT));
            if let Some(row) = row {
                rows[row].take(x - DOT, x + DOT);
            }
            PlacedChange { change, x, row, label: None }
        })
        .collect();
    let used = placed.iter().filter_map(|p| p.row).map(|row| row + 1).max().unwrap_or(0);
    (placed, used)
}

type Found = (usize, Label, f64, f64);

/// The first free place: whole and clear of other lines, whole across them, shortened.
fn best(text: &str, x: f64, rows: &[Row], bounds: &Bounds) -> Option<Found> {
    let room_right = bounds.edges.end - (x + NEXT_TO);
    let room_left = (x - NEXT_TO) - bounds.edges.start;
    let whole = CHANGE.width(text);
    let mut shapes: Vec<(Label, f64, f64)> = Vec::new();
    for (room, right) in [(room_right, true), (room_left, false)] {
        let Some(text) = CHANGE.shorten(text, room) else {
            continue;
        };
        let width = CHANGE.width(&text);
        let (from, to, at, anchor) = if right {
            (x + NEXT_TO, x + NEXT_TO + width, x + NEXT_TO, Anchor::Start)
        } else {
            (x - NEXT_TO - width, x - NEXT_TO, x - NEXT_TO, Anchor::End)
        };
        let over_line = bounds.crossed(from, to);
        // The dot belongs to the room that the label takes.
        let (from, to) = (from.min(x - DOT), to.max(x + DOT));
        shapes.push((Label { text, x: at, anchor, over_line }, from, to));
    }
    shapes.sort_by_key(|(label, _, _)| (CHANGE.width(&label.text) + 0.5 < whole, label.over_line));
    if shapes.first().is_some_and(|s| CHANGE.width(&s.0.text) + 0.5 >= whole) {
        shapes.retain(|s| CHANGE.width(&s.0.text) + 0.5 >= whole);
    }
    for clear in [true, false] {
        for (row, taken) in rows.iter().enumerate() {
            for (label, from, to) in &shapes {
                if label.over_line != clear && taken.free(from - 6.0, to + 6.0) {
                    return Some((row, label.clone(), *from, *to));
                }
            }
        }
    }
    None
}
