//! How long things took, before and after: rows of dots on one axis.

use crate::controls::{self, Target, ground};
use crate::cross_axis::CrossAxis;
use crate::foot;
use crate::frame::{Names, drawable, framed};
use crate::heading::{Grows, Heading};
use crate::legend::{self, Entry, Shape};
use crate::marks;
use crate::metrics::{LANE_NAME, NOTE};
use crate::model::{DurationDot, DurationRow, Durations, Median, Options, PointState};
use crate::palette::Role;
use crate::svg::{Anchor, Canvas};
use crate::text::clean;

/// Height of a row's own heading.
const NAME: f64 = 22.0;
/// Tallest heap of dots.
const TALLEST: f64 = 120.0;
/// Room at the right for the arrow of one that is still open.
const RIGHT: f64 = 22.0;
/// Radius of a dot, where there are few.
const SIZE: f64 = 4.4;

/// Draws each duration as a dot, heaped where they are alike, with the median of each row marked; those that
/// are still open are hollow with an arrow. Where the span demands it the axis is stretched, and says so.
#[must_use]
pub fn draw_durations(durations: &Durations, options: &Options) -> String {
    let options = drawable(options);
    let width = options.width;
    let head = Heading::new(&durations.x_title, durations.better, Grows::Right, width);
    let dots = durations.rows.iter().flat_map(|r| r.dots.iter().map(|d| d.value));
    let medians = durations.rows.iter().filter_map(|r| r.median.as_ref()).map(|m| m.value);
    let axis = CrossAxis::durations(dots.chain(medians), 12.0, width - RIGHT);
    let rows: Vec<Row<'_>> = durations.rows.iter().map(|row| Row::new(row, &axis)).collect();

    let mut canvas = Canvas::new(options);
    let top = head.height + 4.0;
    let bottom = top + rows.iter().map(Row::height).sum::<f64>().max(20.0);
    axis.draw(&mut canvas, top, bottom, &(0.0..width - 1.0));
    head.draw(&mut canvas, 0.0);
    let mut y = top;
    for row in &rows {
        row.draw(&mut canvas, &axis, y);
        y += row.height();
    }
    let seen = durations.rows.iter().flat_map(|r| r.dots.iter()).filter(|d| !d.open && d.value.is_finite());
    let mut entries = legend::of_tones(seen.map(|d| d.tone), ["ended", "better than usual", "longer than it should"]);
    if durations.rows.iter().any(|r| r.dots.iter().any(|d| d.open)) {
        entries.push(Entry::new(Shape::OpenDot, "still open, so far"));
    }
    if durations.rows.iter().any(|r| r.median.is_some()) {
        entries.push(Entry::new(Shape::Median, "median"));
    }
    let y = legend::draw(&mut canvas, &entries, 0.0, width - 2.0, bottom + 30.0);
    let texts: Vec<&str> =
        axis.is_stretched().then_some(STRETCHED).into_iter().chain([durations.footer.as_str()]).collect();
    let height = foot::draw(&mut canvas, &texts, y);
    let names = Names { title: &durations.title, description: &durations.description, mark: "durations" };
    framed(&names, &options, height, &canvas.finish())
}

const STRETCHED: &str = "The axis is stretched at its lower end (logarithmic), so that short ones can be told apart.";

/// A row with its dots heaped.
struct Row<'a> {
    row: &'a DurationRow,
    dots: Vec<Heaped<'a>>,
    size: f64,
    heap: f64,
}

struct Heaped<'a> {
    dot: &'a DurationDot,
    x: f64,
    level: usize,
}

impl<'a> Row<'a> {
    fn new(row: &'a DurationRow, axis: &CrossAxis) -> Self {
        let mut sorted: Vec<&DurationDot> = row.dots.iter().filter(|d| d.value.is_finite() && d.value >= 0.0).collect();
        sorted.sort_by(|a, b| a.value.total_cmp(&b.value).then_with(|| a.id.cmp(&b.id)));
        for size in [SIZE, 3.4, 2.4, 1.6] {
            let dots = heaped(&sorted, axis, size);
            let levels = dots.iter().map(|d| d.level + 1).max().unwrap_or(1) as f64;
            let heap = (levels * size * 2.3).max(12.0);
            if heap <= TALLEST || size < 2.0 {
                return Self { row, dots, size, heap: heap.min(TALLEST * 2.0) };
            }
        }
        Self { row, dots: Vec::new(), size: SIZE, heap: 12.0 }
    }

    fn height(&self) -> f64 {
        NAME + self.heap + 14.0
    }

    fn draw(&self, canvas: &mut Canvas, axis: &CrossAxis, top: f64) {
        let width = canvas.options.width;
        let foot = top + NAME + self.heap + 6.0;
        let name = LANE_NAME.shorten(clean(&self.row.label).trim(), width * 0.55).unwrap_or_default();
        if !name.is_empty() {
            ground(canvas, 0.0, top + 2.0, LANE_NAME.width(&name) + 4.0, 17.0);
            canvas.text((0.0, top + 15.0), Anchor::Start, LANE_NAME, Role::Ink, &name);
        }
        canvas.line((axis.left, foot), (axis.right, foot), Role::Lane, 1.0, "");
        if let Some(median) = self.row.median.as_ref().filter(|m| m.value.is_finite()) {
            let x = axis.at(median.value);
            marks::median(canvas, x, (top + NAME, foot));
            self.draw_median(canvas, median, x, LANE_NAME.width(&name) * 1.1 + 12.0, top + 15.0);
        }
        for dot in &self.dots {
            let y = foot - self.size * (2.3 * dot.level as f64 + 1.2);
            let y = y.max(top + NAME);
            let target = Target { x: dot.x, y, half_width: 9.0, half_height: 9.0 };
            controls::open(canvas, "ev-duration", &dot.dot.id, &dot.dot.describe, target);
            if dot.dot.open {
                marks::still_open(canvas, dot.x, y, self.size, dot.dot.tone);
            } else {
                marks::point(canvas, dot.x, y, self.size, PointState::Observed, dot.dot.tone);
            }
            controls::close(canvas);
        }
    }

    /// The median in words over its line, as near to it as the row's name and the edge allow.
    fn draw_median(&self, canvas: &mut Canvas, median: &Median, x: f64, from: f64, y: f64) {
        let bound = if median.at_least { "at least " } else { "" };
        let text = format!("median {bound}{}", clean(&median.text).trim());
        let room = canvas.options.width - 2.0 - from;
        if let Some(text) = NOTE.shorten(&text, room) {
            let wide = NOTE.width(&text);
            let left = (x - wide / 2.0).clamp(from, (canvas.options.width - 2.0 - wide).max(from));
            ground(canvas, left - 2.0, y - 11.0, wide + 4.0, 15.0);
            canvas.text((left, y), Anchor::Start, NOTE, Role::InkSoft, &text);
        }
    }
}

/// Dots from left to right, each on the lowest level where it touches none before it.
fn heaped<'a>(sorted: &[&'a DurationDot], axis: &CrossAxis, size: f64) -> Vec<Heaped<'a>> {
    let mut ends: Vec<f64> = Vec::new();
    sorted
        .iter()
        .map(|dot| {
            let x = axis.at(dot.value);
            let reach = if dot.open { size + 8.0 } else { size };
            let level = ends.iter().position(|end| *end <= x - size).unwrap_or(ends.len());
            match ends.get_mut(level) {
                Some(end) => *end = x + reach,
                None => ends.push(x + reach),
            }
            Heaped { dot, x, level }
        })
        .collect()
}
