//! Before and after at each site: ratios with their intervals, one row each.

use crate::controls::{self, Target};
use crate::cross_axis::CrossAxis;
use crate::foot;
use crate::frame::{Names, drawable, framed};
use crate::heading::{Grows, Heading, arrow};
use crate::legend::{self, Entry, Shape};
use crate::marks::{self, tone_role};
use crate::metrics::{ASIDE, LANE_NAME, NOTE, Type};
use crate::model::{Options, PointState, Ratio, SiteComparison, SiteRow};
use crate::palette::Role;
use crate::svg::{Anchor, Canvas};
use crate::text::clean;
use crate::wrap::wrap;

/// Wider figures carry names and ratios beside the rows, narrower ones above them.
const BESIDE_FROM: f64 = 560.0;
/// Height of a line of text.
const LINE: f64 = 16.0;
/// Height of the interval's own place in a row.
const MARK: f64 = 22.0;
/// Room beyond the ends of the axis, for arrows.
const OUT: f64 = 14.0;
/// Radius of a mark.
const SIZE: f64 = 4.4;

/// Draws a row for each site with its ratio and interval on an axis of ratios, and the row of all sites
/// together. An interval that is open, or that reaches beyond the axis, ends in an arrow.
#[must_use]
pub fn draw_sites(comparison: &SiteComparison, options: &Options) -> String {
    let options = drawable(options);
    let width = options.width;
    let head = Heading::new(&comparison.ratio_title, comparison.better, Grows::Right, width);
    let table = Table::new(comparison, width);

    let mut canvas = Canvas::new(options);
    head.draw(&mut canvas, 0.0);
    let top = head.height + 6.0;
    let bottom = top + table.rows.iter().map(|r| r.height).sum::<f64>();
    table.axis.draw(&mut canvas, top, bottom, &(0.0..width - 1.0));
    let one = table.axis.at(1.0);
    canvas.line((one, top), (one, bottom), Role::Centre, 1.4, "");
    let mut y = top;
    for row in &table.rows {
        table.draw_row(&mut canvas, row, y);
        y += row.height;
    }
    let tones = comparison.rows.iter().filter(|r| r.ratio != Ratio::Undefined).map(|r| r.tone);
    let mut entries = legend::of_tones(tones, ["no clear change", "better", "worse"]);
    if comparison.pooled.is_some() {
        entries.push(Entry::new(Shape::Pooled, "all together"));
    }
    let y = legend::draw(&mut canvas, &entries, 0.0, width - 2.0, bottom + 30.0);
    let height =
        foot::draw(&mut canvas, &["The axis is logarithmic: 0.5 is as far from 1 as 2.", &comparison.footer], y);
    let names = Names { title: &comparison.title, description: &comparison.description, mark: "sites" };
    framed(&names, &options, height, &canvas.finish())
}

/// A row with its texts broken into lines.
struct PlacedRow<'a> {
    row: &'a SiteRow,
    pooled: bool,
    name: Vec<String>,
    detail: Vec<String>,
    text: Vec<String>,
    height: f64,
}

struct Table<'a> {
    rows: Vec<PlacedRow<'a>>,
    axis: CrossAxis,
    beside: bool,
    /// Where the ratios in words begin.
    words_from: f64,
}

impl<'a> Table<'a> {
    fn new(comparison: &'a SiteComparison, width: f64) -> Self {
        let beside = width >= BESIDE_FROM;
        let all = || comparison.rows.iter().map(|r| (r, false)).chain(comparison.pooled.iter().map(|r| (r, true)));
        let widest = |look: Type, text: fn(&SiteRow) -> &str, most: f64| {
            all().map(|(r, _)| look.width(clean(text(r)).trim())).fold(0.0, f64::max).min(most)
        };
        let names = widest(LANE_NAME, |r| &r.name, width * 0.3).max(widest(ASIDE, |r| &r.detail, width * 0.3)) + 18.0;
        let words = widest(NOTE, |r| &r.text, width * 0.24) + 14.0;
        let (left, right) = if beside { (names + OUT, width - words - OUT) } else { (OUT + 2.0, width - OUT - 2.0) };
        let values = all().flat_map(|(r, _)| match r.ratio {
            Ratio::Known { value, lower, upper } => vec![Some(value), lower, upper],
            Ratio::Undefined => Vec::new(),
        });
        let axis = CrossAxis::ratios(values.flatten(), left, right);
        let room = |wide: f64| if beside { wide } else { width - 4.0 };
        let rows = all()
            .map(|(row, pooled)| {
                let name = wrap(&row.name, LANE_NAME, room(names - 18.0), 2);
                let detail = wrap(&row.detail, ASIDE, room(names - 18.0), 3);
                let text = wrap(&row.text, NOTE, room(words - 14.0), 3);
                let height = if beside {
                    LINE * (name.len() + detail.len()).max(text.len()).max(1) as f64 + 12.0
                } else {
                    LINE * (name.len() + detail.len() + text.len()) as f64
                        + 12.0
                        + if row.ratio == Ratio::Undefined { 0.0 } else { MARK }
                };
                PlacedRow { row, pooled, name, detail, text, height }
            })
            .collect();
        Self { rows, axis, beside, words_from: right + OUT + 14.0 }
    }

    fn draw_row(&self, canvas: &mut Canvas, placed: &PlacedRow<'_>, top: f64) {
        let role = if placed.pooled { Role::Axis } else { Role::Lane };
        canvas.line((0.0, top), (canvas.options.width, top), role, 1.0, "");
        let mut y = self.draw_lines(canvas, &placed.name, (0.0, top + 6.0), LANE_NAME, Role::Ink);
        y = self.draw_lines(canvas, &placed.detail, (0.0, y), ASIDE, Role::InkSoft);
        let middle = if self.beside {
            let words_top = top + (placed.height - LINE * placed.text.len() as f64) / 2.0;
            self.draw_lines(canvas, &placed.text, (self.words_from, words_top), NOTE, Role::Ink);
            top + placed.height / 2.0
        } else {
            y = self.draw_lines(canvas, &placed.text, (0.0, y), NOTE, Role::Ink);
            if placed.row.ratio == Ratio::Undefined { y } else { y + MARK / 2.0 }
        };
        let x = match placed.row.ratio {
            Ratio::Known { value, .. } => self.axis.at(value),
            Ratio::Undefined => self.axis.at(1.0),
        };
        let target = Target { x, y: middle, half_width: 12.0, half_height: 11.0 };
        controls::open(canvas, "ev-site", &placed.row.id, &placed.row.describe, target);
        if let Ratio::Known { value, lower, upper } = placed.row.ratio {
            self.draw_ratio(canvas, placed, middle, (value, lower, upper));
        }
        controls::close(canvas);
    }

    fn draw_ratio(
        &self,
        canvas: &mut Canvas,
        placed: &PlacedRow<'_>,
        middle: f64,
        (value, lower, upper): (f64, Option<f64>, Option<f64>),
    ) {
        let x = self.axis.at(value);
        let role = if placed.pooled { Role::Ink } else { tone_role(placed.row.tone) };
        let ends = [
            self.end(canvas, lower.filter(|l| *l > 0.0), middle, -1.0, role),
            self.end(canvas, upper.filter(|u| u.is_finite()), middle, 1.0, role),
        ];
        if placed.pooled {
            marks::pooled(canvas, x, middle, ends);
        } else {
            canvas.line((ends[0], middle), (ends[1], middle), role, 1.6, "");
            marks::point(canvas, x, middle, SIZE, PointState::Observed, placed.row.tone);
        }
    }

    /// Where an interval ends on one side; an arrow stands there if it is open or goes on beyond the axis.
    fn end(&self, canvas: &mut Canvas, value: Option<f64>, y: f64, side: f64, role: Role) -> f64 {
        let edge = if side < 0.0 { self.axis.left } else { self.axis.right };
        match value.filter(|v| self.axis.shows(*v)) {
            Some(value) => self.axis.at(value),
            None => {
                arrow(canvas, (edge + side * (OUT - 6.0), y), (side, 0.0), 5.0, role);
                edge
            }
        }
    }

    /// Lines of text downwards, on a ground where they stand over the axis.
    fn draw_lines(&self, canvas: &mut Canvas, lines: &[String], at: (f64, f64), look: Type, role: Role) -> f64 {
        for (i, line) in lines.iter().enumerate() {
            let y = at.1 + LINE * i as f64;
            if !self.beside {
                controls::ground(canvas, at.0, y, look.width(line) + 4.0, LINE);
            }
            canvas.text((at.0, y + 12.0), Anchor::Start, look, role, line);
        }
        at.1 + LINE * lines.len() as f64
    }
}
