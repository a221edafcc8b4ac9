//! Means, medians and limits over stretches of a chart: their shading, lines and labels.

use crate::annotations::{Annotation, along};
use crate::legend::Entry;
use crate::marks::path;
use crate::metrics::NOTE;
use crate::model::{BandKind, PhaseBand};
use crate::palette::Role;
use crate::room::{Plane, Rect};
use crate::strokes::Stroke;
use crate::svg::Canvas;
use crate::text::clean;
use crate::value_axis::ValueAxis;

/// A band with its places along the chart.
pub(crate) struct PlacedBand<'a> {
    band: &'a PhaseBand,
    left: f64,
    right: f64,
    /// Stretches with limits of their own; one of the whole width where they do not vary.
    steps: Vec<Step>,
}

#[derive(Debug, Clone, Copy)]
struct Step {
    left: f64,
    right: f64,
    lower: Option<f64>,
    upper: Option<f64>,
}

/// Every value of the bands, for the axis.
pub(crate) fn values(bands: &[PhaseBand]) -> impl Iterator<Item = f64> {
    bands.iter().flat_map(|b| {
        let flat = [Some(b.centre), b.lower, b.upper];
        let steps = b.steps.iter().flat_map(|s| [s.lower, s.upper]);
        flat.into_iter().chain(steps).flatten()
    })
}

/// Places bands by a rule that gives both ends of a stretch of days.
pub(crate) fn place<'a>(
    bands: &'a [PhaseBand],
    span: impl Fn(chrono::NaiveDate, chrono::NaiveDate) -> Option<(f64, f64)>,
) -> Vec<PlacedBand<'a>> {
    let finite = |value: Option<f64>| value.filter(|v| v.is_finite());
    bands
        .iter()
        .filter_map(|band| {
            let (left, right) = span(band.from, band.to)?;
            let mut steps: Vec<Step> = band
                .steps
                .iter()
                .filter_map(|s| {
                    let (a, b) = span(s.from, s.to)?;
                    let (a, b) = (a.max(left), b.min(right));
                    (b > a).then_some(Step { left: a, right: b, lower: finite(s.lower), upper: finite(s.upper) })
                })
                .collect();
            steps.sort_by(|a, b| a.left.total_cmp(&b.left));
            if band.steps.is_empty() && right > left {
                steps.push(Step { left, right, lower: finite(band.lower), upper: finite(band.upper) });
            }
            Some(PlacedBand { band, left, right, steps })
        })
        .collect()
}

impl PlacedBand<'_> {
    fn centre_stroke(&self) -> Stroke {
        match self.band.kind {
            BandKind::Replaced => Stroke::ReplacedCentre,
            BandKind::Extended => Stroke::of_centre(self.band.centre_kind, true),
            BandKind::Limits | BandKind::MeanOnly => Stroke::of_centre(self.band.centre_kind, false),
        }
    }

    /// What its limits are drawn with, where they are drawn at all.
    fn limit_stroke(&self) -> Option<Stroke> {
        match self.band.kind {
            BandKind::Limits | BandKind::Extended => Some(Stroke::Limit),
            BandKind::Replaced => Some(Stroke::ReplacedLimit),
            BandKind::MeanOnly => None,
        }
    }

    /// Draws the range of ordinary variation, behind everything else.
    pub(crate) fn shade(&self, canvas: &mut Canvas, axis: &ValueAxis) {
        if self.band.kind != BandKind::Limits {
            return;
        }
        for run in runs(&self.steps, |s| s.upper.map(|u| (u, s.lower.unwrap_or(0.0)))) {
            let top = run.iter().flat_map(|(s, (upper, _))| [(s.left, axis.at(*upper)), (s.right, axis.at(*upper))]);
            let back = run.iter().rev();
            let bottom = back.flat_map(|(s, (_, lower))| [(s.right, axis.at(*lower)), (s.left, axis.at(*lower))]);
            let corners: Vec<(f64, f64)> = top.chain(bottom).collect();
            canvas.element("path").raw("d", &format!("{}Z", path(&corners))).fill(Role::Band).end();
        }
    }

    /// Draws its centre and its limits.
    pub(crate) fn draw(&self, canvas: &mut Canvas, axis: &ValueAxis) {
        if let Some(stroke) = self.limit_stroke() {
            for places in self.limit_lines(axis) {
                match places.as_slice() {
                    [from, to] => canvas.stroke(*from, *to, stroke),
                    _ => canvas.stroke_path(&path(&places), stroke, stroke.look().1),
                }
            }
        }
        if self.band.centre.is_finite() {
            let y = axis.at(self.band.centre);
            canvas.stroke((self.left, y), (self.right, y), self.centre_stroke());
        }
    }

    /// Courses of the limits. A lower limit of nought is the axis itself.
    fn limit_lines(&self, axis: &ValueAxis) -> Vec<Vec<(f64, f64)>> {
        let upper = runs(&self.steps, |s| s.upper);
        let lower = runs(&self.steps, |s| s.lower.filter(|l| *l > 0.0));
        let course = |run: Vec<(Step, f64)>| {
            run.iter().flat_map(|(s, v)| [(s.left, axis.at(*v)), (s.right, axis.at(*v))]).collect()
        };
        lower.into_iter().chain(upper).map(course).collect()
    }

    /// Takes the room of its lines.
    pub(crate) fn take(&self, plane: &mut Plane, axis: &ValueAxis) {
        let level = |value: f64, left: f64, right: f64| {
            let y = axis.at(value);
            Rect { left, top: y - 1.0, right, bottom: y + 1.0 }
        };
        if self.band.centre.is_finite() {
            plane.take(level(self.band.centre, self.left, self.right));
        }
        for step in &self.steps {
            for value in [step.lower, step.upper].into_iter().flatten() {
                plane.take(level(value, step.left, step.right));
            }
        }
        if self.limit_stroke().is_some() {
            for pair in self.limit_lines(axis).iter().flat_map(|course| course.windows(2)) {
                plane.take_line(pair[0], pair[1]);
            }
        }
    }

    /// Its label where there is room along its centre; otherwise what the legend has to say of it.
    pub(crate) fn label(&self, plane: &mut Plane, axis: &ValueAxis) -> Result<Annotation, Option<Entry>> {
        let text = clean(&self.band.label);
        let text = text.trim();
        if text.is_empty() || !self.band.centre.is_finite() {
            return Err(None);
        }
        along(plane, text, (self.left, self.right), axis.at(self.band.centre))
            .ok_or_else(|| Some(Entry::line(self.centre_stroke(), text)))
    }

    /// What the legend says of its lines beside their labels; `median` is what a median is called there.
    pub(crate) fn entries(&self, median: &'static str) -> Vec<Entry> {
        let mut entries = Vec::new();
        let stroke = self.centre_stroke();
        let centre = match stroke {
            Stroke::Median => Some(median),
            Stroke::MedianCarried => Some("median carried forward"),
            Stroke::MeanCarried => Some("mean carried forward"),
            Stroke::ReplacedCentre => Some("before the recalculation"),
            _ => None,
        };
        entries.extend(centre.map(|text| Entry::line(stroke, text)));
        let drawn = self.steps.iter().any(|s| s.upper.is_some() || s.lower.is_some_and(|l| l > 0.0));
        let limits = match self.limit_stroke().filter(|_| drawn) {
            Some(Stroke::ReplacedLimit) => Some((Stroke::ReplacedLimit, "limits before it")),
            Some(stroke) => Some((stroke, "limits")),
            None => None,
        };
        entries.extend(limits.map(|(stroke, text)| Entry::line(stroke, text)));
        if self.band.kind == BandKind::Limits && self.steps.iter().any(|s| s.upper.is_some()) {
            entries.push(Entry::shading());
        }
        entries
    }
}

/// Draws labels and the lines from those that stand away from what they belong to.
pub(crate) fn draw_notes(canvas: &mut Canvas, notes: &[Annotation]) {
    for note in notes {
        if let Some((from, to)) = note.leader {
            canvas.line(from, to, Role::InkFaint, 0.8, "");
        }
        canvas.text((note.x, note.y), note.anchor, NOTE, Role::InkSoft, &note.text);
    }
}

/// Neighbouring steps for which there is a value, with it; cut where there is none or where two do not meet.
fn runs<T: Copy>(steps: &[Step], value: impl Fn(&Step) -> Option<T>) -> Vec<Vec<(Step, T)>> {
    let mut out: Vec<Vec<(Step, T)>> = Vec::new();
    for step in steps {
        let Some(found) = value(step) else { continue };
        let joined = out.last().and_then(|run| run.last()).is_some_and(|(before, _)| step.left - before.right < 0.5);
        // A run that ended before a step without a value cannot be joined: that step lies between.
        match out.last_mut().filter(|_| joined) {
            Some(run) => run.push((*step, found)),
            None => out.push(vec![(*step, found)]),
        }
    }
    out
}
