//! Sites against their exposure: a funnel.

use crate::annotations::{Annotation, FARTHEST, around, close_along, text_box, whole_beside};
use crate::bands;
use crate::controls::{self, Target};
use crate::cross_axis::CrossAxis;
use crate::foot;
use crate::frame::{Names, drawable, framed};
use crate::heading::{Grows, Heading};
use crate::key_list;
use crate::legend::{self, Entry};
use crate::marks;
use crate::metrics::{ASIDE, NOTE};
use crate::model::{Funnel, FunnelLimits, FunnelSite, Options, PointState};
use crate::palette::Role;
use crate::room::{Plane, Rect};
use crate::strokes::Stroke;
use crate::svg::{Anchor, Canvas};
use crate::text::clean;
use crate::value_axis::ValueAxis;
use crate::wrap::wrap;

/// Space at the right edge.
const RIGHT: f64 = 14.0;
/// Radius of a mark.
const SIZE: f64 = 4.4;
/// Farthest that a name stands from its mark; beyond it a number is clearer.
const NAME_REACH: f64 = 28.0;
/// One limit of the funnel.
type Limit = fn(&FunnelLimits) -> f64;
const INNER: [Limit; 2] = [|l| l.lower_95, |l| l.upper_95];
const OUTER: [Limit; 2] = [|l| l.lower_998, |l| l.upper_998];

/// Draws the rate of each site against its exposure, between the limits of 95% and 99.8%. Sites are named
/// beside their marks; where there is no room for every name, all are numbered and listed under the chart.
#[must_use]
pub fn draw_funnel(funnel: &Funnel, options: &Options) -> String {
    let options = drawable(options);
    let width = options.width;
    let head = Heading::new(&funnel.y_title, funnel.better, Grows::Up, width);
    let top = head.height + 8.0;
    let rates = funnel.sites.iter().map(|s| s.rate).chain([funnel.centre]);
    let limits = funnel.limits.iter().flat_map(|l| [l.lower_95, l.upper_95, l.lower_998, l.upper_998]);
    let value = ValueAxis::new(rates.chain(limits), top, top + (width * 0.42).clamp(240.0, 380.0));
    let left = (value.label_width() + 10.0).min(width * 0.22);
    let exposures = funnel.sites.iter().map(|s| s.exposure).chain(funnel.limits.iter().map(|l| l.exposure));
    let plot = Plot { funnel, across: CrossAxis::straight(exposures, left, width - RIGHT), value };

    let mut canvas = Canvas::new(options);
    plot.value.draw(&mut canvas, left, width - RIGHT);
    plot.across.draw(&mut canvas, plot.value.bottom - 4.0, plot.value.bottom, &(0.0..width - 1.0));
    head.draw(&mut canvas, 0.0);
    plot.draw_lines(&mut canvas);
    let labels = plot.annotations();
    if labels.numbered {
        for note in &labels.notes {
            let rect = text_box(NOTE, NOTE.width(&note.text), note.x, note.y, note.anchor);
            controls::ground(
                &mut canvas,
                rect.left - 1.0,
                rect.top,
                rect.right - rect.left + 2.0,
                rect.bottom - rect.top,
            );
        }
    }
    bands::draw_notes(&mut canvas, &labels.notes);
    plot.draw_sites(&mut canvas);

    let mut y = plot.value.bottom + 24.0;
    for line in wrap(&funnel.x_title, ASIDE, width - left - 4.0, 2) {
        y += 14.0;
        canvas.text((left, y), Anchor::Start, ASIDE, Role::InkSoft, &line);
    }
    let entries = plot.entries(labels.centre_named);
    y = legend::draw(&mut canvas, &entries, 0.0, width - 2.0, y + 8.0);
    if labels.numbered {
        let names: Vec<&str> = plot.sites().iter().map(|s| s.name.as_str()).collect();
        y = key_list::draw(&mut canvas, &names, width - 2.0, y + 4.0);
    }
    let height = foot::draw(&mut canvas, &[&funnel.footer], y);
    let names = Names { title: &funnel.title, description: &funnel.description, mark: "funnel" };
    framed(&names, &options, height, &canvas.finish())
}

struct Plot<'a> {
    funnel: &'a Funnel,
    across: CrossAxis,
    value: ValueAxis,
}

struct Labels {
    notes: Vec<Annotation>,
    numbered: bool,
    centre_named: bool,
}

impl<'a> Plot<'a> {
    /// Sites that can be drawn, from the least exposure to the most.
    fn sites(&self) -> Vec<&'a FunnelSite> {
        let mut sites: Vec<&FunnelSite> =
            self.funnel.sites.iter().filter(|s| s.exposure.is_finite() && s.rate.is_finite()).collect();
        sites.sort_by(|a, b| a.exposure.total_cmp(&b.exposure).then_with(|| a.id.cmp(&b.id)));
        sites
    }

    fn place(&self, site: &FunnelSite) -> (f64, f64) {
        (self.across.at(site.exposure), self.value.at(site.rate))
    }

    fn curve(&self, limit: Limit) -> Vec<(f64, f64)> {
        let mut places: Vec<(f64, f64)> = self
            .funnel
            .limits
            .iter()
            .map(|l| (l.exposure, limit(l)))
            .filter(|(x, y)| x.is_finite() && y.is_finite())
            .collect();
        places.sort_by(|a, b| a.0.total_cmp(&b.0));
        places.into_iter().map(|(x, y)| (self.across.at(x), self.value.at(y))).collect()
    }

    fn draw_lines(&self, canvas: &mut Canvas) {
        for (limits, stroke) in [(OUTER, Stroke::OuterLimit), (INNER, Stroke::Limit)] {
            for limit in limits {
                let course = self.curve(limit);
                if course.len() > 1 {
                    canvas.stroke_path(&marks::path(&course), stroke, stroke.look().1);
                }
            }
        }
        if self.funnel.centre.is_finite() {
            let y = self.value.at(self.funnel.centre);
            canvas.stroke((self.across.left, y), (self.across.right, y), Stroke::Mean);
        }
    }

    fn draw_sites(&self, canvas: &mut Canvas) {
        for site in self.sites() {
            let (x, y) = self.place(site);
            controls::open(
                canvas,
                "ev-site",
                &site.id,
                &site.describe,
                Target { x, y, half_width: 12.0, half_height: 12.0 },
            );
            marks::point(canvas, x, y, SIZE, PointState::Observed, site.tone);
            controls::close(canvas);
        }
    }

    /// Names beside every mark, or else a number beside as many as there is room for.
    fn annotations(&self) -> Labels {
        let sites = self.sites();
        let named: Option<Labels> = self.labelled(&sites, |_, site| clean(&site.name).trim().to_owned(), true);
        let found = named.or_else(|| self.labelled(&sites, |i, _| (i + 1).to_string(), false));
        found.unwrap_or(Labels { notes: Vec::new(), numbered: true, centre_named: false })
    }

    fn labelled(
        &self,
        sites: &[&FunnelSite],
        text: impl Fn(usize, &FunnelSite) -> String,
        all: bool,
    ) -> Option<Labels> {
        // A number may stand on a line, which its ground then breaks; a name has to keep clear.
        let mut plane = self.taken(sites, all);
        let mut notes = Vec::new();
        for (i, site) in sites.iter().enumerate() {
            let (x, y) = self.place(site);
            let text = text(i, site);
            let note = match all {
                _ if text.is_empty() => None,
                true => whole_beside(&mut plane, &text, x, y, SIZE, NAME_REACH),
                false => around(&mut plane, &text, x, y, SIZE)
                    .or_else(|| whole_beside(&mut plane, &text, x, y, SIZE, FARTHEST)),
            };
            if all && note.is_none() {
                return None;
            }
            notes.extend(note);
        }
        let label = clean(&self.funnel.centre_label);
        let centre = self.value.at(self.funnel.centre);
        let label = close_along(&mut plane, label.trim(), (self.across.left, self.across.right), centre)
            .filter(|_| self.funnel.centre.is_finite() && !label.trim().is_empty());
        let centre_named = label.is_some();
        notes.extend(label);
        Some(Labels { notes, numbered: !all, centre_named })
    }

    fn taken(&self, sites: &[&FunnelSite], lines: bool) -> Plane {
        let (left, right) = (self.across.left, self.across.right + RIGHT - 1.0);
        let mut plane = Plane::new(Rect { left, top: self.value.top - 6.0, right, bottom: self.value.bottom });
        let y = self.value.at(self.funnel.centre);
        if y.is_finite() && lines {
            plane.take(Rect { left, top: y - 1.0, right: self.across.right, bottom: y + 1.0 });
        }
        for limit in INNER.into_iter().chain(OUTER).filter(|_| lines) {
            for pair in self.curve(limit).windows(2) {
                plane.take_line(pair[0], pair[1]);
            }
        }
        for site in sites {
            let (x, y) = self.place(site);
            plane.take(Rect::around(x, y, SIZE + 1.5));
        }
        plane
    }

    fn entries(&self, centre_named: bool) -> Vec<Entry> {
        let words = ["within ordinary variation", "better than the others", "worse than the others"];
        let mut entries = legend::of_tones(self.sites().iter().map(|s| s.tone), words);
        if !self.funnel.limits.is_empty() {
            entries.push(Entry::line(Stroke::Limit, "95% limits"));
            entries.push(Entry::line(Stroke::OuterLimit, "99.8% limits"));
        }
        let label = clean(&self.funnel.centre_label);
        if !centre_named && !label.trim().is_empty() {
            entries.push(Entry::line(Stroke::Mean, label.trim()));
        }
        entries
    }
}
