//! The before-and-after chart inside its frame: bands, lines and points.

use crate::annotations::{Annotation, MOST_NOTES, beside, close_along};
use crate::bands::{self, PlacedBand};
use crate::lanes::Bounds;
use crate::legend::Entry;
use crate::model::{Series, SeriesPoint};
use crate::room::{Plane, Rect};
use crate::strokes::Stroke;
use crate::svg::Canvas;
use crate::text::clean;
use crate::time_axis::TimeAxis;
use crate::trace::Trace;
use crate::value_axis::ValueAxis;

/// A series with its scales, its bands, and its points in time order.
pub(crate) struct Plot<'a> {
    series: &'a Series,
    bands: Vec<PlacedBand<'a>>,
    trace: Trace<'a>,
    time: TimeAxis,
    value: ValueAxis,
}

impl<'a> Plot<'a> {
    pub(crate) fn new(series: &'a Series, time: TimeAxis, top: f64, bottom: f64) -> Self {
        let value = ValueAxis::new(values(series), top, bottom);
        Self {
            series,
            bands: bands::place(&series.phases, |from, to| Some(time.span(from, to))),
            trace: Trace::new(&series.points, &time, &value),
            time,
            value,
        }
    }

    /// Width of the widest label of the value axis.
    pub(crate) fn label_width(series: &Series) -> f64 {
        ValueAxis::new(values(series), 0.0, 100.0).label_width()
    }

    /// Shading and the value axis: what lies behind everything else.
    pub(crate) fn draw_ground(&self, canvas: &mut Canvas) {
        for band in &self.bands {
            band.shade(canvas, &self.value);
        }
        self.value.draw(canvas, self.time.left, self.time.right);
        self.trace.draw_gaps(canvas, &self.value);
    }

    /// Lines, notes and points; returns what the legend has to say of them.
    pub(crate) fn draw(&self, canvas: &mut Canvas, bounds: &Bounds) -> Vec<Entry> {
        for band in &self.bands {
            band.draw(canvas, &self.value);
        }
        if let Some(y) = self.target() {
            canvas.stroke((self.time.left, y), (self.time.right, y), Stroke::Target);
        }
        self.trace.draw_line(canvas);
        let (notes, mut entries) = self.annotations(bounds);
        bands::draw_notes(canvas, &notes);
        self.trace.draw_points(canvas, self.value.bottom);
        entries.extend(self.bands.iter().flat_map(|b| b.entries("median (run chart)")));
        entries
    }

    /// Height of the target's line.
    fn target(&self) -> Option<f64> {
        self.series.target.as_ref().filter(|t| t.value.is_finite()).map(|t| self.value.at(t.value))
    }

    /// Notes beside points and labels of lines, each where it touches nothing, and entries of the legend for
    /// lines whose label found no place.
    fn annotations(&self, bounds: &Bounds) -> (Vec<Annotation>, Vec<Entry>) {
        let mut plane = self.taken(bounds);
        let (mut notes, mut entries) = (Vec::new(), Vec::new());
        let noted = self.trace.points.iter().filter_map(|p| Some((p, clean(p.point.note.as_deref()?))));
        for (placed, note) in noted.filter(|(_, note)| !note.trim().is_empty()).take(MOST_NOTES) {
            let y = placed.y.unwrap_or(self.value.bottom);
            notes.extend(beside(&mut plane, note.trim(), placed.x, y, self.trace.size));
        }
        if let (Some(target), Some(y)) = (&self.series.target, self.target()) {
            let text = clean(&target.label);
            let label = close_along(&mut plane, text.trim(), (self.time.left, self.time.right), y);
            entries.push(Entry::line(Stroke::Target, if label.is_some() { "target" } else { text.trim() }));
            notes.extend(label);
        }
        for band in &self.bands {
            match band.label(&mut plane, &self.value) {
                Ok(note) => notes.push(note),
                Err(entry) => entries.extend(entry),
            }
        }
        (notes, entries)
    }

    /// Everything that a text must not touch.
    fn taken(&self, bounds: &Bounds) -> Plane {
        let (top, bottom) = (self.value.top, self.value.bottom);
        let mut plane = Plane::new(Rect { left: self.time.left, top, right: self.time.right, bottom });
        for line in &bounds.lines {
            plane.take(Rect { left: line - 2.0, top, right: line + 2.0, bottom });
        }
        for band in &self.bands {
            band.take(&mut plane, &self.value);
        }
        if let Some(y) = self.target() {
            plane.take(Rect { left: self.time.left, top: y - 1.5, right: self.time.right, bottom: y + 1.5 });
        }
        self.trace.take(&mut plane, bottom);
        plane
    }
}

/// Every value that the axis has to reach.
fn values(series: &Series) -> impl Iterator<Item = f64> {
    let points = series.points.iter().filter_map(SeriesPoint::drawn_value);
    points.chain(bands::values(&series.phases)).chain(series.target.iter().map(|t| t.value))
}
