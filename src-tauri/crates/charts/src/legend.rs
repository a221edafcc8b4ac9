//! What the shapes and lines mean: only those that occur.

use std::borrow::Cow;

use crate::marks;
use crate::metrics::FOOT;
use crate::model::{CaseFigure, Emphasis, PointState, SeriesPoint, Tone};
use crate::palette::Role;
use crate::strokes::Stroke;
use crate::svg::{Anchor, Canvas};

/// Height of a row.
pub(crate) const ROW: f64 = 18.0;
/// Space between two entries.
const BETWEEN: f64 = 18.0;

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Shape {
    Event(Emphasis),
    Point(PointState, Tone),
    Missing,
    Line(Stroke),
    Shading,
    /// A duration or gap that is still open.
    OpenDot,
    OpenBar,
    /// All sites together.
    Pooled,
    /// The middle of a row of durations.
    Median,
}

/// An entry of the legend.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Entry {
    pub(crate) shape: Shape,
    text: Cow<'static, str>,
}

impl Entry {
    pub(crate) fn new(shape: Shape, text: &'static str) -> Self {
        Self { shape, text: Cow::Borrowed(text) }
    }

    pub(crate) fn line(stroke: Stroke, text: &str) -> Self {
        Self { shape: Shape::Line(stroke), text: Cow::Owned(text.to_owned()) }
    }

    pub(crate) fn shading() -> Self {
        Self::new(Shape::Shading, "range of ordinary variation")
    }

    /// Room for the sample before the text.
    fn sample(&self) -> f64 {
        match self.shape {
            Shape::Line(_) => 36.0,
            Shape::Shading => 28.0,
            Shape::OpenDot | Shape::Pooled => 24.0,
            _ => 18.0,
        }
    }
}

/// What the tones of points over time are called: steady, improving, concerning.
pub(crate) const OVER_TIME: [&str; 3] = ["ordinary variation", "improving", "concerning"];

/// Entries for the tones that are drawn, called by the words for steady, improving and concerning.
pub(crate) fn of_tones(tones: impl Iterator<Item = Tone> + Clone, words: [&'static str; 3]) -> Vec<Entry> {
    [Tone::Steady, Tone::Improving, Tone::Concerning]
        .into_iter()
        .zip(words)
        .filter(|(tone, _)| tones.clone().any(|t| t == *tone))
        .map(|(tone, text)| Entry::new(Shape::Point(PointState::Observed, tone), text))
        .collect()
}

/// Entries for the points of a series; where no rule is applied none is called ordinary.
pub(crate) fn of_points(points: &[SeriesPoint], untested: bool) -> Vec<Entry> {
    let seen = |p: &&SeriesPoint| p.state == PointState::Observed && p.value.is_some();
    let [steady, improving, concerning] = OVER_TIME;
    let steady = if untested { "no rule applied" } else { steady };
    let mut entries = of_tones(points.iter().filter(seen).map(|p| p.tone), [steady, improving, concerning]);
    let has =
        |state: PointState, valued: bool| points.iter().any(|p| p.state == state && (p.value.is_some() || !valued));
    let hollow = [(PointState::Excluded, "left out"), (PointState::Partial, "not complete")];
    entries.extend(
        hollow
            .into_iter()
            .filter(|(state, _)| has(*state, true))
            .map(|(state, text)| Entry::new(Shape::Point(state, Tone::Steady), text)),
    );
    entries.extend(has(PointState::Missing, false).then(|| Entry::new(Shape::Missing, "no return")));
    entries
}

/// Entries for the events of the lanes, where they need one.
pub(crate) fn of_lanes(figure: &CaseFigure) -> Vec<Entry> {
    let has = |emphasis| figure.lanes.iter().any(|l| l.events.iter().any(|e| e.emphasis == emphasis));
    [(Emphasis::Start, "concern"), (Emphasis::Verified, "verified"), (Emphasis::Approximate, "about this date")]
        .into_iter()
        .filter(|(emphasis, _)| has(*emphasis))
        .map(|(emphasis, text)| Entry::new(Shape::Event(emphasis), text))
        .collect()
}

/// The entries, each once.
pub(crate) fn distinct(entries: impl IntoIterator<Item = Entry>) -> Vec<Entry> {
    let mut out: Vec<Entry> = Vec::new();
    for entry in entries {
        if !out.contains(&entry) {
            out.push(entry);
        }
    }
    out
}

/// Places of entries, row by row.
fn rows(entries: &[Entry], left: f64, right: f64) -> Vec<(f64, usize)> {
    let (mut x, mut row) = (left, 0);
    entries
        .iter()
        .map(|entry| {
            let width = entry.sample() + FOOT.width(&entry.text);
            if x > left && x + width > right {
                (x, row) = (left, row + 1);
            }
            let place = (x, row);
            x += width + BETWEEN;
            place
        })
        .collect()
}

/// Draws the entries from a height down; returns the height that they end at.
pub(crate) fn draw(canvas: &mut Canvas, entries: &[Entry], left: f64, right: f64, top: f64) -> f64 {
    let fitting: Vec<Entry> = entries
        .iter()
        .filter_map(|e| {
            let text = FOOT.shorten(&e.text, right - left - e.sample())?;
            Some(Entry { shape: e.shape, text: Cow::Owned(text) })
        })
        .collect();
    let places = rows(&fitting, left, right);
    for (entry, (x, row)) in fitting.iter().zip(&places) {
        let y = top + ROW * (*row as f64 + 0.5);
        draw_sample(canvas, entry.shape, *x, y);
        canvas.text((x + entry.sample(), y + 4.0), Anchor::Start, FOOT, Role::InkSoft, &entry.text);
    }
    let used = places.last().map_or(0, |(_, row)| row + 1);
    top + ROW * used as f64
}

/// Draws what an entry explains, as the chart has it.
pub(crate) fn draw_sample(canvas: &mut Canvas, shape: Shape, x: f64, y: f64) {
    match shape {
        Shape::Event(emphasis) => marks::event(canvas, x + 7.5, y, emphasis),
        Shape::Point(state, tone) => marks::point(canvas, x + 7.5, y, 3.6, state, tone),
        Shape::Missing => marks::missing(canvas, x + 7.5, y, 3.6),
        Shape::Line(stroke) => canvas.stroke((x + 1.0, y), (x + 31.0, y), stroke),
        Shape::Shading => canvas
            .element("rect")
            .num("x", x + 1.0)
            .num("y", y - 5.0)
            .num("width", 21.0)
            .num("height", 10.0)
            .fill(Role::Band)
            .stroke(Role::Axis, 0.8)
            .end(),
        Shape::OpenDot => marks::still_open(canvas, x + 5.5, y, 3.6, Tone::Steady),
        Shape::Pooled => marks::pooled(canvas, x + 10.0, y, [x + 1.0, x + 19.0]),
        Shape::Median => marks::median(canvas, x + 6.5, (y - 7.0, y + 1.0)),
        Shape::OpenBar => marks::open_bar(canvas, (x + 3.0, y - 6.0), (x + 12.0, y + 6.0), Tone::Steady),
    }
}
