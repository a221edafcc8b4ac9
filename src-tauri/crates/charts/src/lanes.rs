//! Where the events of a lane and their labels stand.
//!
//! A lane grows by rows. Each event takes the first row in which its mark and its label, on one
//! side or the other, touch nothing. Where a lane holds too many events for that, every mark keeps
//! its place and labels are given to what there is room for: starts and verified checks first.

use std::ops::Range;

use crate::metrics::EVENT;
use crate::model::{Emphasis, Lane, LaneEvent};
use crate::room::Row;
use crate::svg::Anchor;
use crate::text::clean;
use crate::time_axis::TimeAxis;

/// Half the width that a mark takes.
pub(crate) const MARK: f64 = 7.0;
/// Space between a mark and its label.
const NEXT_TO: f64 = 4.0;
/// Space kept free after a label.
const AFTER: f64 = 8.0;
/// A line this close to a mark is its own; one further off parts the mark from its label.
const OWN_LINE: f64 = 2.0;
/// Rows a lane may grow to before labels are given up.
const MOST_ROWS: usize = 8;
/// Shortest label worth drawing.
const SHORTEST: f64 = 46.0;

/// The label of an event.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Label {
    pub(crate) text: String,
    pub(crate) x: f64,
    pub(crate) anchor: Anchor,
    /// A line of a change runs behind it, so that it needs a ground of its own.
    pub(crate) over_line: bool,
}

/// An event in its row.
#[derive(Debug)]
pub(crate) struct PlacedEvent<'a> {
    pub(crate) event: &'a LaneEvent,
    pub(crate) x: f64,
    pub(crate) row: usize,
    pub(crate) label: Option<Label>,
}

/// A lane with its events in time order.
#[derive(Debug)]
pub(crate) struct PlacedLane<'a> {
    pub(crate) lane: &'a Lane,
    pub(crate) rows: usize,
    pub(crate) events: Vec<PlacedEvent<'a>>,
}

/// What bounds the labels of a figure: its edges and the lines of its changes, from left to right.
#[derive(Debug, Clone)]
pub(crate) struct Bounds {
    pub(crate) edges: Range<f64>,
    pub(crate) lines: Vec<f64>,
}

impl Bounds {
    /// Whether a line runs strictly inside a stretch, other than at the mark it belongs to.
    pub(crate) fn crossed(&self, from: f64, to: f64) -> bool {
        let next = self.lines.partition_point(|l| *l < from - 1.0);
        self.lines.get(next).is_some_and(|l| *l <= to + 1.0)
    }
}

/// Places the events of a lane.
pub(crate) fn place<'a>(lane: &'a Lane, axis: &TimeAxis, bounds: &Bounds) -> PlacedLane<'a> {
    let mut events: Vec<&LaneEvent> = lane.events.iter().collect();
    events.sort_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
    let at: Vec<f64> = events
        .iter()
        .map(|e| {
            let x = axis.at(e.at);
            x.clamp(axis.left + MARK.min(4.0), axis.right - MARK.min(4.0))
        })
        .collect();
    let placed = roomy(&events, &at, bounds).unwrap_or_else(|| crowded(&events, &at, bounds));
    PlacedLane { lane, rows: placed.iter().map(|p| p.row + 1).max().unwrap_or(1), events: placed }
}

/// One way of putting a label beside its mark.
struct Choice {
    label: Label,
    from: f64,
    to: f64,
}

fn right_of(text: &str, x: f64, room: f64, bounds: &Bounds) -> Option<Choice> {
    let start = x + MARK + NEXT_TO;
    let text = EVENT.shorten(text, room.min(bounds.edges.end - start))?;
    let to = start + EVENT.width(&text);
    let over_line = bounds.crossed(x + OWN_LINE, to);
    let anchor = Anchor::Start;
    Some(Choice { from: x - MARK, to, label: Label { text, x: start, anchor, over_line } })
}

fn left_of(text: &str, x: f64, room: f64, bounds: &Bounds) -> Option<Choice> {
    let end = x - MARK - NEXT_TO;
    let text = EVENT.shorten(text, room.min(end - bounds.edges.start))?;
    let from = end - EVENT.width(&text);
    let over_line = bounds.crossed(from, x - OWN_LINE);
    let anchor = Anchor::End;
    Some(Choice { from, to: x + MARK, label: Label { text, x: end, anchor, over_line } })
}

/// Ways to label one event, best first: whole before shortened, then clear of lines before across
/// them, then right of the mark, unless that would push the next event down and the left would not.
fn choices(text: &str, x: f64, next: Option<f64>, bounds: &Bounds) -> Vec<Choice> {
    let width = EVENT.width(text);
    let sides = [right_of(text, x, f64::INFINITY, bounds), left_of(text, x, f64::INFINITY, bounds)];
    let mut all: Vec<Choice> = sides.into_iter().flatten().collect();
    all.sort_by_key(|c| {
        let shortened = EVENT.width(&c.label.text) + 0.5 < width;
        let pushes = next.is_some_and(|n| n - MARK < c.to + AFTER);
        let left = c.label.anchor == Anchor::End;
        (shortened, c.label.over_line, pushes, left)
    });
    // A shortened label is a last resort: never beside a whole one.
    if all.first().is_some_and(|c| EVENT.width(&c.label.text) + 0.5 >= width) {
        all.retain(|c| EVENT.width(&c.label.text) + 0.5 >= width);
    }
    all
}

/// Every event with its label; `None` if one finds no place.
fn roomy<'a>(events: &[&'a LaneEvent], at: &[f64], bounds: &Bounds) -> Option<Vec<PlacedEvent<'a>>> {
    let widest = events.iter().map(|e| EVENT.width(&e.label)).sum::<f64>();
    if widest > (bounds.edges.end - bounds.edges.start) * MOST_ROWS as f64 {
        return None;
    }
    let mut rows = vec![Row::default(); MOST_ROWS];
    let mut placed = Vec::with_capacity(events.len());
    for (i, event) in events.iter().enumerate() {
        let text = clean(&event.label);
        let next = at.get(i + 1).copied();
        let (row, choice) = if text.trim().is_empty() {
            let row = rows.iter().position(|r| r.free(at[i] - MARK, at[i] + MARK))?;
            rows[row].take(at[i] - MARK, at[i] + MARK);
            (row, None)
        } else {
            let (row, choice) = first_place(&rows, choices(&text, at[i], next, bounds))?;
            rows[row].take(choice.from - AFTER / 2.0, choice.to + AFTER / 2.0);
            (row, Some(choice.label))
        };
        placed.push(PlacedEvent { event, x: at[i], row, label: choice });
    }
    Some(placed)
}

/// The place nearest to the top for choices that are clear of lines, then for the others.
fn first_place(rows: &[Row], choices: Vec<Choice>) -> Option<(usize, Choice)> {
    let fits = |row: &Row, c: &Choice| row.free(c.from - AFTER / 2.0, c.to + AFTER / 2.0);
    let (over, clear): (Vec<_>, Vec<_>) = choices.into_iter().partition(|c| c.label.over_line);
    for group in [clear, over] {
        let found = rows.iter().enumerate().find_map(|(i, row)| {
            let best = group.iter().position(|c| fits(row, c))?;
            Some((i, best))
        });
        if let Some((row, best)) = found {
            return group.into_iter().nth(best).map(|c| (row, c));
        }
    }
    None
}

/// Every mark in a row in turn, then labels where room is left.
fn crowded<'a>(events: &[&'a LaneEvent], at: &[f64], bounds: &Bounds) -> Vec<PlacedEvent<'a>> {
    let mut rows = vec![Row::default(); MOST_ROWS];
    let mut placed: Vec<PlacedEvent<'a>> = Vec::with_capacity(events.len());
    for (i, event) in events.iter().enumerate() {
        let (from, to) = (at[i] - MARK, at[i] + MARK);
        let row = (0..MOST_ROWS)
            .map(|step| (i + step) % MOST_ROWS)
            .find(|r| rows[*r].free(from, to))
            .unwrap_or(i % MOST_ROWS);
        rows[row].take(from, to);
        placed.push(PlacedEvent { event, x: at[i], row, label: None });
    }
    let mut order: Vec<usize> = (0..placed.len()).collect();
    order.sort_by_key(|i| match placed[*i].event.emphasis {
        Emphasis::Start => 0,
        Emphasis::Verified => 1,
        Emphasis::Ordinary | Emphasis::Approximate => 2,
    });
    for i in order {
        let (x, row) = (placed[i].x, placed[i].row);
        if let Some(choice) = remaining_room(&clean(&placed[i].event.label), x, &rows[row], bounds) {
            let (from, to) = match choice.label.anchor {
                Anchor::End => (choice.from - AFTER / 2.0, x - MARK),
                _ => (x + MARK, choice.to + AFTER / 2.0),
            };
            rows[row].take(from, to);
            placed[i].label = Some(choice.label);
        }
    }
    placed
}

/// The longer of two labels that fit between a mark's neighbours.
fn remaining_room(text: &str, x: f64, row: &Row, bounds: &Bounds) -> Option<Choice> {
    if text.trim().is_empty() {
        return None;
    }
    let least = SHORTEST.min(EVENT.width(text));
    let until = row.free_until(x + MARK) - AFTER - (x + MARK + NEXT_TO);
    let since = (x - MARK - NEXT_TO) - (row.free_since(x - MARK) + AFTER);
    [right_of(text, x, until, bounds), left_of(text, x, since, bounds)]
        .into_iter()
        .flatten()
        .filter(|c| EVENT.width(&c.label.text) >= least)
        .max_by(|a, b| EVENT.width(&a.label.text).total_cmp(&EVENT.width(&b.label.text)))
}
