//! Where the notes beside points and the labels of means stand, clear of everything drawn.

use crate::metrics::{ABOVE, BELOW, NOTE, Type};
use crate::room::{Plane, Rect};
use crate::svg::Anchor;

/// Notes beyond this many are left to the description of their point.
pub(crate) const MOST_NOTES: usize = 60;

/// Farthest that a text stands from its point.
pub(crate) const FARTHEST: f64 = 160.0;

/// Space kept between the label of a mean and the ends of its line.
const INSET: f64 = 8.0;

/// A text with its place and, where it stands away from its point, a line to it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Annotation {
    pub(crate) text: String,
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) anchor: Anchor,
    pub(crate) leader: Option<((f64, f64), (f64, f64))>,
}

/// Box of a line of text by the place of its baseline.
pub(crate) fn text_box(look: Type, width: f64, x: f64, y: f64, anchor: Anchor) -> Rect {
    let left = match anchor {
        Anchor::Start => x,
        Anchor::Middle => x - width / 2.0,
        Anchor::End => x - width,
    };
    Rect { left, top: y - ABOVE * look.size, right: left + width, bottom: y + BELOW * look.size }
}

pub(crate) fn grown(rect: Rect, by: f64) -> Rect {
    Rect { left: rect.left - by, top: rect.top - by / 2.0, right: rect.right + by, bottom: rect.bottom + by / 2.0 }
}

/// Finds a place for a note near its point: close by on any side, then further off with a line;
/// first whole, then shortened. `None` where there is none.
pub(crate) fn beside(plane: &mut Plane, text: &str, x: f64, y: f64, size: f64) -> Option<Annotation> {
    let rooms = [f64::INFINITY, 96.0, 56.0].into_iter();
    rooms.filter_map(|room| NOTE.shorten(text, room)).find_map(|text| whole_beside(plane, &text, x, y, size, FARTHEST))
}

/// The same for the whole text only, no further off than `reach`.
pub(crate) fn whole_beside(plane: &mut Plane, text: &str, x: f64, y: f64, size: f64, reach: f64) -> Option<Annotation> {
    let width = NOTE.width(text);
    let near = size + 5.0;
    // Descenders reach below the baseline.
    let over = near + BELOW * NOTE.size;
    let close_by = [
        (x, y - over, Anchor::Middle),
        (x + near, y + 4.0, Anchor::Start),
        (x - near, y + 4.0, Anchor::End),
        (x + near - 2.0, y - over, Anchor::Start),
        (x - near + 2.0, y - over, Anchor::End),
        (x, y + near + 9.0, Anchor::Middle),
    ];
    // Centred first, then pushed to either side as far as the point stays under the text.
    let pushed = [0.0, 0.1, -0.1, 0.2, -0.2, 0.3, -0.3, 0.4, -0.4].map(|share| x + share * width);
    let above = pushed.map(|tx| (tx, y - over, Anchor::Middle));
    let further = [16.0, 28.0, 44.0, 64.0, 90.0, 120.0, FARTHEST]
        .into_iter()
        .filter(|up| *up <= reach)
        .flat_map(|up| pushed.map(|tx| (tx, y - over - up, Anchor::Middle)));
    let near_by = close_by.into_iter().chain(above).map(|c| (c, false));
    for ((tx, ty, anchor), away) in near_by.chain(further.map(|c| (c, true))) {
        let rect = text_box(NOTE, width, tx, ty, anchor);
        if plane.free(&grown(rect, 2.0)) {
            plane.take(rect);
            let leader = away.then_some(((x, y - size - 2.0), (x, rect.bottom + 1.0)));
            if let Some((from, to)) = leader {
                plane.take_line(from, to);
            }
            return Some(Annotation { text: text.to_owned(), x: tx, y: ty, anchor, leader });
        }
    }
    None
}

/// Finds a place for a number around its mark, as near as may be in any direction, with a line to it where it
/// stands away. `None` where there is none.
pub(crate) fn around(plane: &mut Plane, text: &str, x: f64, y: f64, size: f64) -> Option<Annotation> {
    let (half_width, half_height) = (NOTE.width(text) / 2.0, NOTE.size * (ABOVE + BELOW) / 2.0);
    let directions = (0..16).map(|i| f64::from(i) * std::f64::consts::TAU / 16.0 - std::f64::consts::FRAC_PI_2);
    let directions: Vec<(f64, f64)> = directions.map(|a| (a.cos(), a.sin())).collect();
    for away in [3.0, 9.0, 16.0, 24.0, 34.0, 46.0, 60.0, 80.0, 104.0] {
        for (dx, dy) in &directions {
            // The middle of the text lies so far out that its box clears the mark.
            let out = size + away + (half_width * dx.abs()).max(half_height * dy.abs());
            let (cx, cy) = (x + dx * out, y + dy * out);
            let baseline = cy + half_height - BELOW * NOTE.size;
            let rect = text_box(NOTE, half_width * 2.0, cx, baseline, Anchor::Middle);
            let inner = out - size - away;
            // The line begins outside the square that the mark takes.
            let from = (size + 2.0) / dx.abs().max(dy.abs());
            let to = out - inner - 1.0;
            let line = ((x + dx * from, y + dy * from), (x + dx * to, y + dy * to));
            let leader = (away > 8.0 && to > from).then_some(line);
            if plane.free(&grown(rect, 1.6)) && leader.is_none_or(|(from, to)| plane.line_free(from, to)) {
                plane.take(rect);
                if let Some((from, to)) = leader {
                    plane.take_line(from, to);
                }
                return Some(Annotation { text: text.to_owned(), x: cx, y: baseline, anchor: Anchor::Middle, leader });
            }
        }
    }
    None
}

/// Finds a place for the label of a mean along its line: just above or below it, or a line of text further, from the
/// right end leftwards. `None` where there is none, or where too little of the label would be left to be read.
pub(crate) fn along(plane: &mut Plane, text: &str, span: (f64, f64), centre: f64) -> Option<Annotation> {
    at_heights(plane, text, span, &[centre - 5.0, centre + 13.0, centre - 20.0, centre + 28.0])
}

/// The same close to the line only, where a label further off would seem to belong to something else.
pub(crate) fn close_along(plane: &mut Plane, text: &str, span: (f64, f64), y: f64) -> Option<Annotation> {
    at_heights(plane, text, span, &[y - 5.0, y + 13.0])
}

fn at_heights(plane: &mut Plane, text: &str, span: (f64, f64), heights: &[f64]) -> Option<Annotation> {
    let room = span.1 - span.0 - 2.0 * INSET;
    let whole = NOTE.width(text);
    let text = NOTE.shorten(text, room)?;
    let width = NOTE.width(&text);
    if width < 0.7 * whole {
        return None;
    }
    let slack = (room - width).max(0.0);
    for y in heights.iter().copied() {
        for share in [0.0, 1.0, 0.5, 0.25, 0.75] {
            let x = span.1 - INSET - slack * share;
            let rect = text_box(NOTE, width, x, y, Anchor::End);
            if plane.free(&grown(rect, 1.5)) {
                plane.take(rect);
                return Some(Annotation { text, x, y, anchor: Anchor::End, leader: None });
            }
        }
    }
    None
}
