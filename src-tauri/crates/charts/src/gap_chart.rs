//! Gaps between rare events: a bar for each, and one still open.

use chrono::{Datelike, NaiveDate};

use crate::annotations::{Annotation, MOST_NOTES, beside};
use crate::bands::{self, PlacedBand};
use crate::controls::{self, Target};
use crate::foot::{self, CLIPPED};
use crate::frame::{Names, drawable, framed};
use crate::heading::{Grows, Heading};
use crate::legend::{self, Entry, OVER_TIME, Shape};
use crate::marks;
use crate::metrics::AXIS;
use crate::model::{Gap, GapChart, Options, PointState, Tone};
use crate::palette::Role;
use crate::room::{Plane, Rect};
use crate::svg::{Anchor, Canvas};
use crate::text::clean;
use crate::time_axis::{long_day, short_day};
use crate::value_axis::ValueAxis;

/// Widest place of one bar.
const WIDEST: f64 = 56.0;
/// Space at the right edge.
const RIGHT: f64 = 10.0;
/// Space above the plot, for what is written over the tallest bar.
const ABOVE_PLOT: f64 = 18.0;

/// Draws gaps between events in their order, with their median and upper limit, and the gap that is still
/// open as a bar in broken outline.
#[must_use]
pub fn draw_gaps(chart: &GapChart, options: &Options) -> String {
    let options = drawable(options);
    let width = options.width;
    let head = Heading::new(&chart.y_title, chart.better, Grows::Up, width);
    let top = head.height + ABOVE_PLOT;
    let value = ValueAxis::new(values(chart), top, top + (width * 0.27).clamp(180.0, 300.0));
    let left = (value.label_width() + 10.0).min(width * 0.22);
    let bars = Bars::new(chart, left, width - RIGHT, value);

    let mut canvas = Canvas::new(options);
    for band in &bars.bands {
        band.shade(&mut canvas, &bars.value);
    }
    bars.value.draw(&mut canvas, left, width - RIGHT);
    head.draw(&mut canvas, 0.0);
    for band in &bars.bands {
        band.draw(&mut canvas, &bars.value);
    }
    let (notes, mut entries) = bars.annotations();
    bars.draw(&mut canvas);
    bands::draw_notes(&mut canvas, &notes);
    bars.draw_dates(&mut canvas);

    entries.extend(bars.bands.iter().flat_map(|b| b.entries("median")));
    let legend = legend::distinct(bars.entries().into_iter().chain(entries));
    let y = legend::draw(&mut canvas, &legend, 0.0, width - 2.0, bars.value.bottom + 30.0);
    let clipped = chart.phases.iter().any(|p| p.lower_clipped);
    let texts: Vec<&str> = clipped.then_some(CLIPPED).into_iter().chain([chart.footer.as_str()]).collect();
    let height = foot::draw(&mut canvas, &texts, y);
    let names = Names { title: &chart.title, description: &chart.description, mark: "gaps" };
    framed(&names, &options, height, &canvas.finish())
}

fn values(chart: &GapChart) -> impl Iterator<Item = f64> {
    let gaps = chart.gaps.iter().map(|g| g.value).chain(chart.open.iter().map(|o| o.value));
    gaps.chain(bands::values(&chart.phases))
}

/// Bars with their places, in the order of the events.
struct Bars<'a> {
    chart: &'a GapChart,
    gaps: Vec<&'a Gap>,
    bands: Vec<PlacedBand<'a>>,
    left: f64,
    right: f64,
    slot: f64,
    value: ValueAxis,
}

impl<'a> Bars<'a> {
    fn new(chart: &'a GapChart, left: f64, right: f64, value: ValueAxis) -> Self {
        let mut gaps: Vec<&Gap> = chart.gaps.iter().filter(|g| g.value.is_finite()).collect();
        gaps.sort_by(|a, b| (a.ended, &a.id).cmp(&(b.ended, &b.id)));
        let mut days: Vec<NaiveDate> = gaps.iter().map(|g| g.ended).collect();
        days.extend(chart.open.as_ref().map(|o| o.until.max(days.last().copied().unwrap_or(o.until))));
        let slot = ((right - left) / days.len().max(1) as f64).min(WIDEST);
        let span = |from: NaiveDate, to: NaiveDate| {
            let (first, end) = (days.partition_point(|d| *d < from), days.partition_point(|d| *d <= to));
            (first < end).then_some((left + slot * first as f64, left + slot * end as f64))
        };
        let bands = bands::place(&chart.phases, span);
        Self { chart, gaps, bands, left, right, slot, value }
    }

    fn middle(&self, index: usize) -> f64 {
        self.left + self.slot * (index as f64 + 0.5)
    }

    fn half(&self) -> f64 {
        (self.slot * 0.32).clamp(0.6, 11.0)
    }

    /// Radius of the mark on top of a bar.
    fn size(&self) -> f64 {
        (self.slot * 0.34).clamp(1.4, 4.0)
    }

    fn corners(&self, index: usize, value: f64) -> ((f64, f64), (f64, f64)) {
        let (x, half) = (self.middle(index), self.half());
        ((x - half, self.value.at(value)), (x + half, self.value.bottom))
    }

    /// The bars from the first event on, the open one last.
    fn draw(&self, canvas: &mut Canvas) {
        for (i, gap) in self.gaps.iter().enumerate() {
            let (from, to) = self.corners(i, gap.value);
            controls::open(canvas, "ev-gap", &gap.id, &gap.describe, self.target(i, from.1));
            marks::bar(canvas, from, to, gap.state, gap.tone);
            marks::point(canvas, self.middle(i), from.1, self.size(), gap.state, gap.tone);
            controls::close(canvas);
        }
        if let Some(open) = self.chart.open.as_ref().filter(|o| o.value.is_finite()) {
            let (from, to) = self.corners(self.gaps.len(), open.value);
            controls::open(canvas, "ev-gap", &open.id, &open.describe, self.target(self.gaps.len(), from.1));
            marks::open_bar(canvas, from, to, open.tone);
            controls::close(canvas);
        }
    }

    fn target(&self, index: usize, y: f64) -> Target {
        Target { x: self.middle(index), y, half_width: (self.slot / 2.0).clamp(1.0, 12.0), half_height: 12.0 }
    }

    /// The label of the open gap first, then notes, then labels of medians; and what of them found no place.
    fn annotations(&self) -> (Vec<Annotation>, Vec<Entry>) {
        let mut plane = self.taken();
        let (mut notes, mut entries) = (Vec::new(), Vec::new());
        if let Some(open) = self.chart.open.as_ref().filter(|o| o.value.is_finite()) {
            let y = self.value.at(open.value);
            notes.extend(beside(&mut plane, clean(&open.label).trim(), self.middle(self.gaps.len()), y, 0.0));
        }
        let noted = self.gaps.iter().enumerate().filter_map(|(i, g)| Some((i, g, clean(g.note.as_deref()?))));
        for (i, gap, note) in noted.filter(|(_, _, note)| !note.trim().is_empty()).take(MOST_NOTES) {
            notes.extend(beside(&mut plane, note.trim(), self.middle(i), self.value.at(gap.value), self.size()));
        }
        for band in &self.bands {
            match band.label(&mut plane, &self.value) {
                Ok(note) => notes.push(note),
                Err(entry) => entries.extend(entry),
            }
        }
        (notes, entries)
    }

    fn taken(&self) -> Plane {
        let area = Rect {
            left: self.left,
            top: self.value.top - ABOVE_PLOT,
            right: self.right + RIGHT - 1.0,
            bottom: self.value.bottom,
        };
        let mut plane = Plane::new(area);
        for band in &self.bands {
            band.take(&mut plane, &self.value);
        }
        let open = self.chart.open.as_ref().map(|o| o.value).filter(|v| v.is_finite());
        for (i, value) in self.gaps.iter().map(|g| g.value).chain(open).enumerate() {
            let (from, to) = self.corners(i, value);
            let reach = self.half().max(self.size()) + 1.0;
            let x = self.middle(i);
            plane.take(Rect { left: x - reach, top: from.1 - self.size() - 1.0, right: x + reach, bottom: to.1 });
        }
        plane
    }

    /// Days of the events under the bars, each n-th of them where they would touch.
    fn draw_dates(&self, canvas: &mut Canvas) {
        let places = (1..=self.gaps.len().max(1)).map(|each| self.dates(each)).find(|dates| self.fits(dates));
        for (x, text) in places.unwrap_or_default() {
            let y = self.value.bottom;
            canvas.line((x, y), (x, y + 4.0), Role::Axis, 1.0, "");
            canvas.text((x, y + 18.0), Anchor::Middle, AXIS, Role::InkFaint, &text);
        }
    }

    fn dates(&self, each: usize) -> Vec<(f64, String)> {
        let mut year = None;
        let shown = self.gaps.iter().enumerate().step_by(each);
        shown
            .map(|(i, gap)| {
                let same = year.replace(gap.ended.year()) == Some(gap.ended.year());
                let text = if same { short_day(gap.ended) } else { long_day(gap.ended) };
                // The first date may stand a little aside of its bar, rather than leave the drawing.
                (self.middle(i).max(AXIS.width(&text) / 2.0), text)
            })
            .collect()
    }

    fn fits(&self, dates: &[(f64, String)]) -> bool {
        let half = |text: &str| AXIS.width(text) / 2.0;
        let apart = dates.windows(2).all(|d| d[0].0 + half(&d[0].1) + 10.0 <= d[1].0 - half(&d[1].1));
        apart && dates.last().is_none_or(|(x, text)| x + half(text) <= self.right + RIGHT - 1.0)
    }

    fn entries(&self) -> Vec<Entry> {
        let observed = self.gaps.iter().filter(|g| g.state == PointState::Observed).map(|g| g.tone);
        let mut entries = legend::of_tones(observed, OVER_TIME);
        if self.gaps.iter().any(|g| g.state == PointState::Excluded) {
            entries.push(Entry::new(Shape::Point(PointState::Excluded, Tone::Steady), "left out"));
        }
        if self.chart.open.is_some() {
            entries.push(Entry::new(Shape::OpenBar, "still open, so far"));
        }
        entries
    }
}
