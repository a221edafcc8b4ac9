//! Points of a measure in time order, and the line through them.

use crate::controls::{self, Target};
use crate::marks;
use crate::model::{PointState, SeriesPoint};
use crate::palette::Role;
use crate::room::{Plane, Rect};
use crate::strokes::Stroke;
use crate::svg::Canvas;
use crate::time_axis::TimeAxis;
use crate::value_axis::ValueAxis;

/// Points with their places.
pub(crate) struct Trace<'a> {
    pub(crate) points: Vec<PlacedPoint<'a>>,
    /// Radius of a point of ordinary variation.
    pub(crate) size: f64,
}

/// A point with its place; without a height where it has no value.
pub(crate) struct PlacedPoint<'a> {
    pub(crate) point: &'a SeriesPoint,
    pub(crate) x: f64,
    pub(crate) y: Option<f64>,
    /// Both ends of its period.
    ends: (f64, f64),
}

impl SeriesPoint {
    /// The value, where there is one to be drawn.
    pub(crate) fn drawn_value(&self) -> Option<f64> {
        let drawn = matches!(self.state, PointState::Observed | PointState::Excluded | PointState::Partial);
        self.value.filter(|v| drawn && v.is_finite())
    }
}

impl<'a> Trace<'a> {
    pub(crate) fn new(points: &'a [SeriesPoint], time: &TimeAxis, value: &ValueAxis) -> Self {
        let mut points: Vec<&SeriesPoint> = points.iter().filter(|p| time.shows(p.start)).collect();
        points.sort_by(|a, b| (a.start, &a.id).cmp(&(b.start, &b.id)));
        let spacing = (time.right - time.left) / points.len().max(1) as f64;
        let placed = points.into_iter().map(|point| PlacedPoint {
            point,
            x: time.middle(point.start, point.end),
            y: point.drawn_value().map(|v| value.at(v)),
            ends: (time.day(point.start), time.day(point.end)),
        });
        Self { points: placed.collect(), size: (spacing * 0.36).clamp(1.6, 3.9) }
    }

    /// Draws the line: through observed points, cut where a period is missing or absent.
    pub(crate) fn draw_line(&self, canvas: &mut Canvas) {
        let trace: String = self.stretches().iter().map(|s| marks::path(s)).collect();
        if !trace.is_empty() {
            let (_, width, _) = Stroke::Trace.look();
            canvas.stroke_path(&trace, Stroke::Trace, if self.size < 2.2 { 1.0 } else { width });
        }
    }

    /// Breaks the line at the foot of the chart where a period is missing, so that a gap is seen to be one.
    pub(crate) fn draw_gaps(&self, canvas: &mut Canvas, axis: &ValueAxis) {
        for placed in self.points.iter().filter(|p| p.point.state == PointState::Missing) {
            let (from, to) = placed.ends;
            if to - from >= 1.0 {
                canvas.line((from, axis.bottom), (to, axis.bottom), Role::Paper, 2.4, "");
            }
        }
    }

    /// Places of observed points, cut where a period is missing or absent.
    fn stretches(&self) -> Vec<Vec<(f64, f64)>> {
        let mut all: Vec<Vec<(f64, f64)>> = vec![Vec::new()];
        let mut previous_end = None;
        for placed in &self.points {
            let point = placed.point;
            let cut = previous_end.is_some_and(|end| end < point.start) || point.state == PointState::Missing;
            previous_end = Some(point.end);
            if cut && all.last().is_some_and(|s| !s.is_empty()) {
                all.push(Vec::new());
            }
            let seen = placed.y.filter(|_| point.state == PointState::Observed);
            if let (Some(y), Some(stretch)) = (seen, all.last_mut()) {
                stretch.push((placed.x, y));
            }
        }
        all.retain(|s| !s.is_empty());
        all
    }

    /// Draws the points in time order, and a cross at the foot for each period without a return.
    pub(crate) fn draw_points(&self, canvas: &mut Canvas, bottom: f64) {
        let first = self.points.first().map_or(0.0, |p| p.x);
        let across = self.points.last().map_or(0.0, |p| p.x) - first;
        let spacing = across / self.points.len().saturating_sub(1).max(1) as f64;
        for placed in &self.points {
            let (x, point) = (placed.x, placed.point);
            if placed.y.is_none() && point.state != PointState::Missing {
                continue;
            }
            let y = placed.y.unwrap_or(bottom);
            let half_width = if spacing > 0.0 { (spacing / 2.0).clamp(1.0, 12.0) } else { 12.0 };
            controls::open(
                canvas,
                "ev-point",
                &point.id,
                &point.describe,
                Target { x, y, half_width, half_height: 12.0 },
            );
            match placed.y {
                Some(y) => marks::point(canvas, x, y, self.size, point.state, point.tone),
                None => marks::missing(canvas, x, y, self.size.max(2.2)),
            }
            controls::close(canvas);
        }
    }

    /// Takes the room of points and line.
    pub(crate) fn take(&self, plane: &mut Plane, bottom: f64) {
        for pair in self.stretches().iter().flat_map(|stretch| stretch.windows(2)) {
            plane.take_line(pair[0], pair[1]);
        }
        for placed in &self.points {
            match (placed.y, placed.point.state) {
                (Some(y), _) => plane.take(Rect::around(placed.x, y, self.size + 1.5)),
                (None, PointState::Missing) => plane.take(Rect::around(placed.x, bottom, 5.0)),
                (None, _) => {}
            }
        }
    }
}
