//! The before-and-after chart inside its frame: bands, lines, points, notes.

use crate::annotations::{Annotation, MOST_NOTES, along, beside};
use crate::controls::{self, Target};
use crate::lanes::Bounds;
use crate::marks;
use crate::metrics::{AXIS, NOTE};
use crate::model::{BandKind, PhaseBand, PointState, Series, SeriesPoint};
use crate::palette::Role;
use crate::room::{Plane, Rect};
use crate::svg::{Anchor, Canvas};
use crate::text::clean;
use crate::time_axis::TimeAxis;
use crate::value_axis::ValueAxis;

/// A series with its scales and its points in time order.
pub(crate) struct Plot<'a> {
    series: &'a Series,
    points: Vec<&'a SeriesPoint>,
    time: TimeAxis,
    value: ValueAxis,
    size: f64,
}

impl<'a> Plot<'a> {
    pub(crate) fn new(series: &'a Series, time: TimeAxis, top: f64, bottom: f64) -> Self {
        let mut points: Vec<&SeriesPoint> = series.points.iter().filter(|p| time.shows(p.start)).collect();
        points.sort_by(|a, b| (a.start, &a.id).cmp(&(b.start, &b.id)));
        let spacing = (time.right - time.left) / points.len().max(1) as f64;
        Self {
            series,
            value: ValueAxis::new(values(series), top, bottom),
            points,
            time,
            size: (spacing * 0.36).clamp(1.6, 3.9),
        }
    }

    /// Width of the widest label of the value axis.
    pub(crate) fn label_width(series: &Series) -> f64 {
        ValueAxis::new(values(series), 0.0, 100.0)
            .ticks()
            .iter()
            .map(|(_, label)| AXIS.width(label))
            .fold(0.0, f64::max)
    }

    fn height(&self, point: &SeriesPoint) -> Option<f64> {
        let drawn = matches!(point.state, PointState::Observed | PointState::Excluded | PointState::Partial);
        let value = point.value.filter(|v| drawn && v.is_finite())?;
        Some(self.value.at(value))
    }

    fn place(&self, point: &SeriesPoint) -> Option<(f64, f64)> {
        Some((self.time.middle(point.start, point.end), self.height(point)?))
    }

    fn span(&self, band: &PhaseBand) -> (f64, f64) {
        let after = band.to.succ_opt().unwrap_or(band.to);
        (self.time.day(band.from), self.time.day(after))
    }

    /// Shading and the value axis: what lies behind everything else.
    pub(crate) fn draw_ground(&self, canvas: &mut Canvas) {
        for band in self.series.phases.iter().filter(|b| b.kind == BandKind::Limits) {
            if let Some(upper) = band.upper.filter(|u| u.is_finite()) {
                let lower = band.lower.filter(|l| l.is_finite()).unwrap_or(0.0);
                let (left, right) = self.span(band);
                let (top, bottom) = (self.value.at(upper), self.value.at(lower));
                canvas
                    .element("rect")
                    .num("x", left)
                    .num("y", top)
                    .num("width", (right - left).max(0.0))
                    .num("height", (bottom - top).max(0.0))
                    .fill(Role::Band)
                    .end();
            }
        }
        let (left, right) = (self.time.left, self.time.right);
        for (value, label) in self.value.ticks() {
            let y = self.value.at(value);
            if y < self.value.bottom - 0.5 {
                canvas.line((left, y), (right, y), Role::Grid, 1.0, "");
            }
            canvas.text((left - 8.0, y + 4.0), Anchor::End, AXIS, Role::InkFaint, &label);
        }
        let y = self.value.bottom;
        canvas.line((left, y), (right, y), Role::Axis, 1.0, "");
    }

    /// Means and limits carried forward, and the line through the points.
    pub(crate) fn draw_lines(&self, canvas: &mut Canvas) {
        for band in &self.series.phases {
            let (left, right) = self.span(band);
            let mut across = |value: f64, role: Role, width: f64, dash: &str| {
                if value.is_finite() {
                    let y = self.value.at(value);
                    canvas.line((left, y), (right, y), role, width, dash);
                }
            };
            match band.kind {
                BandKind::Limits | BandKind::MeanOnly => {
                    across(band.centre, Role::Centre, 1.6, "");
                }
                BandKind::Extended => {
                    across(band.centre, Role::Centre, 1.3, "7 4");
                    // A lower limit of nought is the axis itself.
                    for limit in [band.lower.filter(|l| *l > 0.0), band.upper].into_iter().flatten() {
                        across(limit, Role::Limit, 1.1, "3 4");
                    }
                }
            }
        }
        let trace: String = self.stretches().iter().map(|s| marks::path(s)).collect();
        if !trace.is_empty() {
            canvas
                .element("path")
                .raw("d", &trace)
                .attr("fill", "none")
                .stroke(Role::Trace, if self.size < 2.2 { 1.0 } else { 1.4 })
                .attr("stroke-linejoin", "round")
                .end();
        }
    }

    /// Places of observed points, cut where a period is missing or absent.
    fn stretches(&self) -> Vec<Vec<(f64, f64)>> {
        let mut all: Vec<Vec<(f64, f64)>> = vec![Vec::new()];
        let mut previous_end = None;
        for point in &self.points {
            let cut = previous_end.is_some_and(|end| end < point.start) || point.state == PointState::Missing;
            previous_end = Some(point.end);
            if cut && all.last().is_some_and(|s| !s.is_empty()) {
                all.push(Vec::new());
            }
            let seen = self.place(point).filter(|_| point.state == PointState::Observed);
            if let (Some(place), Some(stretch)) = (seen, all.last_mut()) {
                stretch.push(place);
            }
        }
        all.retain(|s| !s.is_empty());
        all
    }

    /// Notes beside points, then labels of means, each where it touches nothing.
    pub(crate) fn draw_annotations(&self, canvas: &mut Canvas, bounds: &Bounds) {
        for note in self.annotations(bounds) {
            if let Some((from, to)) = note.leader {
                canvas.line(from, to, Role::InkFaint, 0.8, "");
            }
            canvas.text((note.x, note.y), note.anchor, NOTE, Role::InkSoft, &note.text);
        }
    }

    fn annotations(&self, bounds: &Bounds) -> Vec<Annotation> {
        let noted: Vec<(&SeriesPoint, String)> = self
            .points
            .iter()
            .filter_map(|p| Some((*p, clean(p.note.as_deref()?))))
            .filter(|(_, note)| !note.trim().is_empty())
            .take(MOST_NOTES)
            .collect();
        if noted.is_empty() && self.series.phases.is_empty() {
            return Vec::new();
        }
        let mut plane = self.taken(bounds);
        let mut out = Vec::new();
        for (point, note) in noted {
            let x = self.time.middle(point.start, point.end);
            let y = self.height(point).unwrap_or(self.value.bottom);
            out.extend(beside(&mut plane, note.trim(), x, y, self.size));
        }
        for band in self.series.phases.iter().filter(|b| b.centre.is_finite()) {
            let upper = band.upper.filter(|u| u.is_finite()).map(|u| self.value.at(u));
            let centre = self.value.at(band.centre);
            out.extend(along(&mut plane, clean(&band.label).trim(), self.span(band), centre, upper));
        }
        out
    }

    /// Everything that a text must not touch.
    fn taken(&self, bounds: &Bounds) -> Plane {
        let (top, bottom) = (self.value.top, self.value.bottom);
        let mut plane = Plane::new(Rect { left: self.time.left, top, right: self.time.right, bottom });
        for line in &bounds.lines {
            plane.take(Rect { left: line - 2.0, top, right: line + 2.0, bottom });
        }
        for band in &self.series.phases {
            let (left, right) = self.span(band);
            for value in [Some(band.centre), band.upper, band.lower].into_iter().flatten() {
                if value.is_finite() {
                    let y = self.value.at(value);
                    plane.take(Rect { left, top: y - 1.0, right, bottom: y + 1.0 });
                }
            }
        }
        for stretch in self.stretches() {
            for pair in stretch.windows(2) {
                plane.take_line(pair[0], pair[1]);
            }
        }
        for point in &self.points {
            let x = self.time.middle(point.start, point.end);
            match (self.height(point), point.state) {
                (Some(y), _) => plane.take(Rect::around(x, y, self.size + 1.5)),
                (None, PointState::Missing) => plane.take(Rect::around(x, bottom, 5.0)),
                (None, _) => {}
            }
        }
        plane
    }

    /// The points in time order.
    pub(crate) fn draw_points(&self, canvas: &mut Canvas) {
        let bottom = self.value.bottom;
        let spacing = (self.time.right - self.time.left) / self.points.len().max(1) as f64;
        for point in &self.points {
            let x = self.time.middle(point.start, point.end);
            let place = self.height(point);
            if place.is_none() && point.state != PointState::Missing {
                continue;
            }
            let y = place.unwrap_or(bottom);
            let target = Target { x, y, half_width: (spacing / 2.0).clamp(1.0, 12.0), half_height: 12.0 };
            controls::open(canvas, "ev-point", &point.id, &point.describe, target);
            match place {
                Some(y) => marks::point(canvas, x, y, self.size, point.state, point.tone),
                None => marks::missing(canvas, x, y, self.size.max(2.2)),
            }
            controls::close(canvas);
        }
    }
}

/// Every value that the axis has to reach.
fn values(series: &Series) -> impl Iterator<Item = f64> {
    let points = series.points.iter().filter_map(|p| p.value);
    let bands = series.phases.iter().flat_map(|b| [Some(b.centre), b.lower, b.upper]).flatten();
    points.chain(bands)
}
