//! Putting a figure together from top to bottom.

use chrono::NaiveDate;

use crate::change_lines::{self, PlacedChange};
use crate::controls::{self, Target, ground};
use crate::fonts::FAMILY;
use crate::lanes::{self, Bounds, Label, PlacedLane};
use crate::legend;
use crate::marks;
use crate::metrics::{ASIDE, AXIS, CHANGE, EVENT, FOOT, LANE_NAME, TITLE, Type};
use crate::model::{CaseFigure, ChangeMarker, DateRange, Options, Series};
use crate::palette::Role;
use crate::plot::Plot;
use crate::svg::{Anchor, Canvas, push_number};
use crate::text::clean;
use crate::time_axis::TimeAxis;
use crate::wrap::wrap;

/// Height of a row of events.
const ROW: f64 = 19.0;
/// Space above and below the rows of a lane.
const PAD: f64 = 6.0;
/// Narrower figures carry the names of lanes above them.
const NAMES_BESIDE_FROM: f64 = 560.0;
/// Space at the right edge.
const RIGHT: f64 = 10.0;

/// Draws the lanes of a case above its before-and-after chart, on one time axis, as one SVG.
///
/// The result is the same for the same figure and options. It holds presentation attributes and
/// classes, no style, no script, and nothing from outside.
#[must_use]
pub fn draw_case(figure: &CaseFigure, options: &Options) -> String {
    draw(figure, options)
}

/// Draws one measure alone.
#[must_use]
pub fn draw_series(
    series: &Series,
    markers: &[ChangeMarker],
    range: DateRange,
    title: &str,
    description: &str,
    options: &Options,
) -> String {
    let figure = CaseFigure {
        title: title.to_owned(),
        description: description.to_owned(),
        range,
        lanes: Vec::new(),
        series: Some(series.clone()),
        markers: markers.to_vec(),
    };
    draw(&figure, options)
}

fn draw(figure: &CaseFigure, options: &Options) -> String {
    let width = if options.width.is_finite() { options.width.clamp(280.0, 4000.0) } else { 700.0 };
    let options = Options { width, ..*options };
    let names_beside = width >= NAMES_BESIDE_FROM;
    let axis = TimeAxis::new(figure.range, gutter(figure, width, names_beside), width - RIGHT);
    let changes = change_lines::in_order(&figure.markers, &axis);
    let bounds = Bounds { edges: axis.left..width - 1.0, lines: changes.iter().map(|c| axis.day(c.on)).collect() };
    let lanes: Vec<PlacedLane<'_>> = figure.lanes.iter().map(|lane| lanes::place(lane, &axis, &bounds)).collect();
    let wide = Bounds { edges: 0.0..width - 1.0, lines: bounds.lines.clone() };
    let (changes, change_rows) = change_lines::place(&changes, &axis, &wide);

    let head_top = lane_tops(&lanes, names_beside).1 + if lanes.is_empty() { 2.0 } else { 12.0 };
    let head = Heading::new(figure.series.as_ref(), width);
    let changes_top = head_top + head.height;
    let plot_top = changes_top + ROW * change_rows as f64 + 8.0;
    let plot_height = if figure.series.is_some() { (width * 0.27).clamp(180.0, 300.0) } else { 0.0 };
    let plot_bottom = plot_top + plot_height;

    let mut canvas = Canvas::new(options);
    let plot = figure.series.as_ref().map(|series| Plot::new(series, axis, plot_top, plot_bottom));
    if let Some(plot) = &plot {
        plot.draw_ground(&mut canvas);
    }
    draw_separators(&mut canvas, &lanes, names_beside);
    for change in &changes {
        let (from, to) = ((change.x, 2.0), (change.x, plot_bottom));
        canvas.line(from, to, Role::Marker, 1.4, "1.5 4");
    }
    draw_lanes(&mut canvas, &lanes, &axis, names_beside);
    head.draw(&mut canvas, head_top);
    draw_changes(&mut canvas, &changes, changes_top);
    if let Some(plot) = &plot {
        plot.draw_lines(&mut canvas);
        plot.draw_annotations(&mut canvas, &bounds);
        plot.draw_points(&mut canvas);
    }
    let height = draw_foot(&mut canvas, figure, &axis, plot_bottom);
    framed(figure, &options, height, &canvas.finish())
}

/// Space at the left for names of lanes and labels of the value axis.
fn gutter(figure: &CaseFigure, width: f64, names_beside: bool) -> f64 {
    let values = figure.series.as_ref().map_or(0.0, Plot::label_width) + 10.0;
    let names = figure.lanes.iter().map(|l| LANE_NAME.width(&clean(&l.label)) + 16.0).fold(0.0, f64::max);
    let wanted = if names_beside { values.max(names) } else { values };
    wanted.clamp(12.0, width * 0.22)
}

/// Top of each lane, and where the last one ends.
fn lane_tops(lanes: &[PlacedLane<'_>], names_beside: bool) -> (Vec<f64>, f64) {
    let mut y = 2.0;
    let mut tops = Vec::with_capacity(lanes.len());
    for lane in lanes {
        tops.push(y);
        y += name_height(names_beside) + PAD * 2.0 + ROW * lane.rows as f64;
    }
    (tops, y)
}

fn name_height(names_beside: bool) -> f64 {
    if names_beside { 0.0 } else { 16.0 }
}

fn draw_separators(canvas: &mut Canvas, lanes: &[PlacedLane<'_>], names_beside: bool) {
    let (tops, end) = lane_tops(lanes, names_beside);
    let right = canvas.options.width;
    for y in tops.iter().copied().skip(1).chain((!lanes.is_empty()).then_some(end)) {
        canvas.line((0.0, y), (right, y), Role::Lane, 1.0, "");
    }
}

fn draw_lanes(canvas: &mut Canvas, lanes: &[PlacedLane<'_>], axis: &TimeAxis, names_beside: bool) {
    let (tops, _) = lane_tops(lanes, names_beside);
    let room = if names_beside { axis.left - 8.0 } else { canvas.options.width - 8.0 };
    for (placed, top) in lanes.iter().zip(tops) {
        let first_row = top + name_height(names_beside) + PAD + ROW / 2.0;
        let name_y = if names_beside { first_row + 4.4 } else { top + 15.0 };
        if let Some(name) = LANE_NAME.shorten(&clean(&placed.lane.label), room) {
            if !names_beside {
                ground(canvas, 0.0, name_y - 11.0, LANE_NAME.width(&name) + 4.0, 15.0);
            }
            canvas.text((0.0, name_y), Anchor::Start, LANE_NAME, Role::InkSoft, &name);
        }
        draw_events(canvas, placed, first_row);
    }
}

fn draw_events(canvas: &mut Canvas, placed: &PlacedLane<'_>, first_row: f64) {
    for item in &placed.events {
        let (x, y) = (item.x, first_row + ROW * item.row as f64);
        let target = Target { x, y, half_width: 12.0, half_height: ROW / 2.0 };
        controls::open(canvas, "ev-event", &item.event.id, &item.event.describe, target);
        if let Some(label) = &item.label {
            draw_label(canvas, label, EVENT, Role::Ink, y + 4.4);
        }
        marks::event(canvas, x, y, item.event.emphasis);
        controls::close(canvas);
    }
}

fn draw_label(canvas: &mut Canvas, label: &Label, look: Type, role: Role, y: f64) {
    if label.over_line {
        let width = look.width(&label.text);
        let left = if label.anchor == Anchor::End { label.x - width } else { label.x };
        ground(canvas, left - 2.0, y - look.size * 0.82, width + 4.0, look.size * 1.14);
    }
    canvas.text((label.x, y), label.anchor, look, role, &label.text);
}

fn draw_changes(canvas: &mut Canvas, changes: &[PlacedChange<'_>], top: f64) {
    for item in changes {
        let y = top + ROW * (item.row as f64 + 0.5);
        let target = Target { x: item.x, y, half_width: 12.0, half_height: ROW / 2.0 };
        controls::open(canvas, "ev-change", &item.change.id, &item.change.describe, target);
        if let Some(label) = &item.label {
            draw_label(canvas, label, CHANGE, Role::Marker, y + 4.4);
        }
        canvas.element("circle").num("cx", item.x).num("cy", y).num("r", 2.6).fill(Role::Marker).end();
        controls::close(canvas);
    }
}

/// The chart's own heading: the value axis's title and which way is better.
struct Heading {
    lines: Vec<String>,
    aside: Option<(f64, f64, &'static str)>,
    height: f64,
}

impl Heading {
    fn new(series: Option<&Series>, width: f64) -> Self {
        let Some(series) = series else {
            return Self { lines: Vec::new(), aside: None, height: 0.0 };
        };
        let lines = wrap(&series.y_title, TITLE, width - 4.0, 2);
        let text = if series.lower_is_better { "lower is better" } else { "higher is better" };
        // Web views set bold text up to a tenth wider than its metrics on a coarse screen.
        let beside = lines.last().map_or(0.0, |l| TITLE.width(l) * 1.1 + 10.0);
        let (x, rows) = if beside + ASIDE.width(text) <= width - 4.0 {
            (beside, lines.len().max(1))
        } else {
            (0.0, lines.len() + 1)
        };
        Self { lines, aside: Some((x, ROW * (rows as f64 - 1.0), text)), height: ROW * rows as f64 + 2.0 }
    }

    fn draw(&self, canvas: &mut Canvas, top: f64) {
        let last = self.lines.len().saturating_sub(1);
        for (i, line) in self.lines.iter().enumerate() {
            let y = top + ROW * i as f64 + 14.0;
            let mut width = TITLE.width(line);
            if let Some((x, _, text)) = self.aside.filter(|(x, ..)| i == last && *x > 0.0) {
                width = x + ASIDE.width(text);
            }
            ground(canvas, 0.0, y - 12.0, width + 4.0, 17.0);
            canvas.text((0.0, y), Anchor::Start, TITLE, Role::Ink, line);
        }
        if let Some((x, down, text)) = self.aside {
            let y = top + down + 14.0;
            if x == 0.0 {
                ground(canvas, 0.0, y - 12.0, ASIDE.width(text) + 4.0, 17.0);
            }
            canvas.text((x, y), Anchor::Start, ASIDE, Role::InkFaint, text);
        }
    }
}

/// Dates, legend and small type; returns the height of the whole figure.
fn draw_foot(canvas: &mut Canvas, figure: &CaseFigure, axis: &TimeAxis, bottom: f64) -> f64 {
    let width = canvas.options.width;
    if figure.series.is_none() {
        canvas.line((axis.left, bottom), (axis.right, bottom), Role::Axis, 1.0, "");
    }
    for tick in axis.ticks(0.0, width - 1.0) {
        canvas.line((tick.x, bottom), (tick.x, bottom + 4.0), Role::Axis, 1.0, "");
        if let Some(label) = tick.label {
            let at = (tick.x, bottom + 18.0);
            canvas.text(at, Anchor::Middle, AXIS, Role::InkFaint, &label);
        }
    }
    let mut entries = legend::of_lanes(figure);
    if let Some(series) = &figure.series {
        entries.extend(legend::of_series(series));
    }
    let mut y = legend::draw(canvas, &entries, 0.0, width - 2.0, bottom + 30.0);
    if let Some(series) = &figure.series {
        for line in wrap(&series.footer, FOOT, width - 4.0, 8) {
            y += 16.0;
            canvas.text((0.0, y), Anchor::Start, FOOT, Role::InkFaint, &line);
        }
    }
    (y + 8.0).ceil()
}

/// The root element with the names of the figure around a finished body.
fn framed(figure: &CaseFigure, options: &Options, height: f64, body: &str) -> String {
    let id = identity(figure);
    let mut canvas = Canvas::new(*options);
    let mut view = String::from("0 0 ");
    push_number(&mut view, options.width);
    view.push(' ');
    push_number(&mut view, height);
    let (title, description) = (format!("ev-{id}-title"), format!("ev-{id}-desc"));
    let root = canvas
        .element("svg")
        .attr("xmlns", "http://www.w3.org/2000/svg")
        .num("width", options.width)
        .num("height", height)
        .raw("viewBox", &view)
        .attr("font-family", &format!("'{FAMILY}', sans-serif"))
        .class("ev-figure");
    if options.interactive {
        // A <title> would show as a tip over every mark; the name goes into an attribute instead.
        root.attr("role", "group").attr("aria-label", &figure.title).attr("aria-describedby", &description).open();
    } else {
        root.attr("role", "img").attr("aria-labelledby", &format!("{title} {description}")).open();
        canvas.titled("title", &title, &figure.title);
    }
    canvas.titled("desc", &description, &figure.description);
    let mut out = canvas.finish();
    out.push_str(body);
    out.push_str("</svg>\n");
    out
}

/// A short name that keeps ids apart where several figures stand on one page (FNV-1a).
fn identity(figure: &CaseFigure) -> String {
    let first: Option<NaiveDate> = figure.series.as_ref().and_then(|s| s.points.first()).map(|p| p.start);
    let text = format!("{}\n{}\n{first:?}", figure.title, figure.description);
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    format!("{:08x}", hash >> 32)
}
