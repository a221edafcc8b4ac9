//! A measure in a list: small enough to stand beside others.

use crate::bands;
use crate::controls::{self, Target};
use crate::frame::{Names, drawable, framed};
use crate::marks;
use crate::metrics::{AXIS, CHANGE};
use crate::model::{BandKind, Options, PhaseBand, PointState, SeriesPoint, SmallChart};
use crate::palette::Role;
use crate::strokes::Stroke;
use crate::svg::{Anchor, Canvas};
use crate::text::clean;
use crate::time_axis::{TimeAxis, long_day, short_day};
use crate::trace::Trace;
use crate::value_axis::ValueAxis;

/// Widest small chart; a wider place leaves the rest empty.
const WIDEST: f64 = 400.0;
/// Room for the dates under the line.
const DATES: f64 = 20.0;

/// Draws one measure small: its line, means, changes and target, its last value, and the dates it runs
/// between. It is 280 to 400 pixels wide and 90 to 120 high.
#[must_use]
pub fn draw_small(chart: &SmallChart, options: &Options) -> String {
    let options = drawable(options);
    let options = Options { width: options.width.min(WIDEST), ..options };
    let (width, height) = (options.width, (options.width * 0.3).clamp(90.0, 120.0).round());
    let last = CHANGE.shorten(clean(&chart.last).trim(), width * 0.34).unwrap_or_default();
    let margin = if last.is_empty() { 8.0 } else { CHANGE.width(&last) * 1.1 + 12.0 };
    let time = TimeAxis::new(chart.range, 6.0, width - margin);
    let points = chart.points.iter().filter_map(SeriesPoint::drawn_value);
    let centres = chart.phases.iter().map(|p| p.centre).chain(chart.target.iter().map(|t| t.value));
    let value = ValueAxis::new(points.chain(centres), 8.0, height - DATES);
    let trace = Trace::new(&chart.points, &time, &value);

    let mut canvas = Canvas::new(options);
    canvas.line((time.left, value.bottom), (time.right, value.bottom), Role::Axis, 1.0, "");
    trace.draw_gaps(&mut canvas, &value);
    let centres: Vec<PhaseBand> = chart.phases.iter().map(centre_alone).collect();
    for band in bands::place(&centres, |from, to| Some(time.span(from, to))) {
        band.draw(&mut canvas, &value);
    }
    if let Some(target) = chart.target.as_ref().filter(|t| t.value.is_finite()) {
        let y = value.at(target.value);
        canvas.stroke((time.left, y), (time.right, y), Stroke::Target);
    }
    for change in chart.markers.iter().filter(|m| time.shows(m.on)) {
        draw_change(&mut canvas, change, time.day(change.on), value.bottom);
    }
    trace.draw_line(&mut canvas);
    trace.draw_points(&mut canvas, value.bottom);
    let seen = trace.points.iter().rev().find(|p| p.point.state == PointState::Observed && p.y.is_some());
    if let Some(y) = seen.and_then(|p| p.y).filter(|_| !last.is_empty()) {
        let y = (y + 4.4).clamp(13.0, value.bottom - 2.0);
        canvas.text((time.right + 8.0, y), Anchor::Start, CHANGE, Role::Ink, &last);
    }
    draw_dates(&mut canvas, chart, &time, height - 5.0);
    let names = Names { title: &chart.title, description: &chart.description, mark: "small" };
    framed(&names, &options, height, &canvas.finish())
}

/// A band without its limits, which a small chart leaves out.
fn centre_alone(band: &PhaseBand) -> PhaseBand {
    let kind = if band.kind == BandKind::Limits { BandKind::MeanOnly } else { band.kind };
    PhaseBand { kind, lower: None, upper: None, steps: Vec::new(), ..band.clone() }
}

fn draw_change(canvas: &mut Canvas, change: &crate::model::ChangeMarker, x: f64, bottom: f64) {
    let target = Target { x, y: 8.0, half_width: 8.0, half_height: 8.0 };
    controls::open(canvas, "ev-change", &change.id, &change.describe, target);
    canvas.stroke((x, 4.0), (x, bottom), Stroke::Change);
    marks::disc(canvas, x, 4.0, 2.6, Role::Marker, Role::Marker, 0.0);
    controls::close(canvas);
}

/// The first day and the last, at the ends of the line.
fn draw_dates(canvas: &mut Canvas, chart: &SmallChart, time: &TimeAxis, y: f64) {
    let (first, last) = (chart.range.first.min(chart.range.last), chart.range.first.max(chart.range.last));
    let to = long_day(last);
    let end = time.right.max(time.left + AXIS.width(&to));
    canvas.text((end, y), Anchor::End, AXIS, Role::InkFaint, &to);
    if first == last {
        return;
    }
    let room = end - AXIS.width(&to) - 12.0 - time.left;
    if let Some(from) = [long_day(first), short_day(first)].into_iter().find(|t| AXIS.width(t) <= room) {
        canvas.text((time.left, y), Anchor::Start, AXIS, Role::InkFaint, &from);
    }
}
