//! Shades that differ in greyscale, with a hatching of their own each.

use crate::marks::path;
use crate::palette::Role;
use crate::room::Rect;
use crate::svg::Canvas;

/// The look of one answer on a scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Field {
    index: usize,
    count: usize,
}

/// Lines of a hatching: from which edge they lean, and how far they stand apart.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Hatch {
    None,
    Falling(f64),
    Rising(f64),
    Upright(f64),
}

impl Field {
    pub(crate) fn new(index: usize, count: usize) -> Self {
        Self { index, count: count.max(index + 1) }
    }

    /// The number of the answer, from 1.
    pub(crate) fn number(self) -> String {
        (self.index + 1).to_string()
    }

    /// From nearly paper to full colour.
    fn depth(self) -> f64 {
        let last = (self.count - 1).max(1) as f64;
        0.12 + 0.88 * self.index as f64 / last
    }

    fn hatch(self) -> Hatch {
        match self.index % 7 {
            0 => Hatch::None,
            1 => Hatch::Falling(9.0),
            2 => Hatch::Upright(7.0),
            3 => Hatch::Rising(7.0),
            4 => Hatch::None,
            5 => Hatch::Falling(5.0),
            _ => Hatch::Upright(4.0),
        }
    }
}

/// Fills a box with the look of an answer.
pub(crate) fn fill(canvas: &mut Canvas, rect: &Rect, field: Field) {
    let (width, height) = ((rect.right - rect.left).max(0.0), rect.bottom - rect.top);
    canvas
        .element("rect")
        .num("x", rect.left)
        .num("y", rect.top)
        .num("width", width)
        .num("height", height)
        .num("fill-opacity", field.depth())
        .fill(Role::Event)
        .end();
    let lines = hatch_lines(rect, field.hatch());
    if !lines.is_empty() {
        // Light shades are hatched dark and dark shades light.
        let role = if field.depth() < 0.5 { Role::Event } else { Role::Paper };
        canvas.element("path").raw("d", &lines).attr("fill", "none").stroke(role, 1.0).end();
    }
    canvas.line((rect.right, rect.top), (rect.right, rect.bottom), Role::Paper, 1.2, "");
}

/// Draws the edge of a box.
pub(crate) fn outline(canvas: &mut Canvas, rect: &Rect) {
    canvas
        .element("rect")
        .num("x", rect.left)
        .num("y", rect.top)
        .num("width", rect.right - rect.left)
        .num("height", rect.bottom - rect.top)
        .fill(Role::Paper)
        .stroke(Role::Axis, 1.0)
        .end();
}

/// The lines of a hatching, cut at the edges of the box.
fn hatch_lines(rect: &Rect, hatch: Hatch) -> String {
    let (height, mut out) = (rect.bottom - rect.top, String::new());
    let (lean, step) = match hatch {
        Hatch::None => return out,
        Hatch::Falling(step) => (height, step),
        Hatch::Rising(step) => (-height, step),
        Hatch::Upright(step) => (0.0, step),
    };
    let (from, to) = (rect.left - lean.max(0.0), rect.right - lean.min(0.0));
    let mut x = from + step / 2.0;
    while x < to {
        // The line runs from (x, top) to (x + lean, bottom); t is how far along it the box begins and ends.
        let span = if lean == 0.0 {
            (x > rect.left && x < rect.right).then_some((0.0, 1.0))
        } else {
            let (a, b) = ((rect.left - x) / lean, (rect.right - x) / lean);
            let (start, end) = (a.min(b).max(0.0), a.max(b).min(1.0));
            (end > start).then_some((start, end))
        };
        if let Some((start, end)) = span {
            let at = |t: f64| (x + lean * t, rect.top + height * t);
            out.push_str(&path(&[at(start), at(end)]));
        }
        x += step;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_of_one_scale_differ_in_shade_and_neighbours_in_hatching() {
        for count in [2, 5, 7] {
            let fields: Vec<Field> = (0..count).map(|i| Field::new(i, count)).collect();
            for pair in fields.windows(2) {
                assert!(pair[1].depth() - pair[0].depth() > 0.1);
                assert!(pair[0].hatch() != pair[1].hatch());
            }
        }
    }

    #[test]
    fn a_hatching_never_leaves_its_box() {
        let rect = Rect { left: 10.0, top: 5.0, right: 52.0, bottom: 33.0 };
        for hatch in [Hatch::Falling(9.0), Hatch::Rising(7.0), Hatch::Upright(7.0)] {
            let lines = hatch_lines(&rect, hatch);
            assert!(lines.matches('M').count() > 3);
            for place in lines.split(['M', 'L']).skip(1) {
                let (x, y) = place.split_once(' ').unwrap_or_default();
                let (x, y): (f64, f64) = (x.parse().unwrap_or(-1.0), y.parse().unwrap_or(-1.0));
                assert!((10.0..=52.0).contains(&x) && (5.0..=33.0).contains(&y), "{x} {y}");
            }
        }
    }
}
