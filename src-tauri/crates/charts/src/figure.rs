//! Putting a figure together from top to bottom.

use chrono::NaiveDate;

use crate::change_lines::{self, PlacedChange};
use crate::controls::{self, Target, ground};
use crate::foot::{self, CLIPPED};
use crate::frame::{Names, drawable, framed};
use crate::heading::{Grows, Heading};
use crate::lanes::{self, Bounds, Label, PlacedLane};
use crate::legend::{self, Entry};
use crate::marks;
use crate::metrics::{CHANGE, EVENT, LANE_NAME, Type};
use crate::model::{CaseFigure, ChangeMarker, DateRange, Options, Series};
use crate::palette::Role;
use crate::plot::Plot;
use crate::strokes::Stroke;
use crate::svg::{Anchor, Canvas};
use crate::text::clean;
use crate::time_axis::TimeAxis;

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
    let options = drawable(options);
    let width = options.width;
    let names_beside = width >= NAMES_BESIDE_FROM;
    let axis = TimeAxis::new(figure.range, gutter(figure, width, names_beside), width - RIGHT);
    let changes = change_lines::in_order(&figure.markers, &axis);
    let bounds = Bounds { edges: axis.left..width - 1.0, lines: changes.iter().map(|c| axis.day(c.on)).collect() };
    let lanes: Vec<PlacedLane<'_>> = figure.lanes.iter().map(|lane| lanes::place(lane, &axis, &bounds)).collect();
    let wide = Bounds { edges: 0.0..width - 1.0, lines: bounds.lines.clone() };
    let (changes, change_rows) = change_lines::place(&changes, &axis, &wide);

    let head_top = lane_tops(&lanes, names_beside).1 + if lanes.is_empty() { 2.0 } else { 12.0 };
    let head = figure
        .series
        .as_ref()
        .map_or_else(Heading::none, |series| Heading::new(&series.y_title, series.better, Grows::Up, width));
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
        // Past the heading, so that no line runs through its words.
        let above = (!lanes.is_empty()).then_some((2.0, head_top - 4.0));
        for (top, bottom) in above.into_iter().chain([(changes_top, plot_bottom)]) {
            canvas.stroke((change.x, top), (change.x, bottom), Stroke::Change);
        }
    }
    draw_lanes(&mut canvas, &lanes, &axis, names_beside);
    head.draw(&mut canvas, head_top);
    draw_changes(&mut canvas, &changes, changes_top);
    let unplaced = plot.as_ref().map(|plot| plot.draw(&mut canvas, &bounds)).unwrap_or_default();
    let height = draw_foot(&mut canvas, figure, &axis, plot_bottom, unplaced);
    let first: Option<NaiveDate> = figure.series.as_ref().and_then(|s| s.points.first()).map(|p| p.start);
    let names = Names { title: &figure.title, description: &figure.description, mark: &format!("{first:?}") };
    framed(&names, &options, height, &canvas.finish())
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
        let y = top + ROW * (item.row.unwrap_or(0) as f64 + 0.5);
        let target = Target { x: item.x, y, half_width: 12.0, half_height: ROW / 2.0 };
        controls::open(canvas, "ev-change", &item.change.id, &item.change.describe, target);
        if let Some(label) = &item.label {
            draw_label(canvas, label, CHANGE, Role::Marker, y + 4.4);
        }
        if item.row.is_some() {
            canvas.element("circle").num("cx", item.x).num("cy", y).num("r", 2.6).fill(Role::Marker).end();
        }
        controls::close(canvas);
    }
}

/// Dates, legend and small type; returns the height of the whole figure.
fn draw_foot(canvas: &mut Canvas, figure: &CaseFigure, axis: &TimeAxis, bottom: f64, unplaced: Vec<Entry>) -> f64 {
    let width = canvas.options.width;
    if figure.series.is_none() {
        canvas.line((axis.left, bottom), (axis.right, bottom), Role::Axis, 1.0, "");
    }
    axis.draw(canvas, bottom, 0.0..width - 1.0);
    let mut entries = legend::of_lanes(figure);
    if let Some(series) = &figure.series {
        entries.extend(legend::of_points(&series.points, series.untested));
    }
    entries.extend(unplaced);
    let y = legend::draw(canvas, &legend::distinct(entries), 0.0, width - 2.0, bottom + 30.0);
    let Some(series) = &figure.series else { return foot::draw(canvas, &[], y) };
    let clipped = series.phases.iter().any(|p| p.lower_clipped);
    let texts: Vec<&str> = clipped.then_some(CLIPPED).into_iter().chain([series.footer.as_str()]).collect();
    foot::draw(canvas, &texts, y)
}
