//! Scores of the same people before and after: two columns, joined person by person.

use std::collections::BTreeMap;

use crate::annotations::{grown, text_box};
use crate::controls::{self, Target};
use crate::foot;
use crate::frame::{Names, drawable, framed};
use crate::heading::{Grows, Heading};
use crate::legend::{self, Entry};
use crate::marks;
use crate::metrics::{LANE_NAME, NOTE};
use crate::model::{Options, Pair, PairChange, Pairs, PointState, Tone};
use crate::palette::Role;
use crate::room::{Plane, Rect};
use crate::strokes::Stroke;
use crate::svg::{Anchor, Canvas};
use crate::value_axis::ValueAxis;
use crate::wrap::wrap;

/// Farthest that the two columns stand apart.
const WIDEST: f64 = 460.0;
/// Height of a line of a column's name.
const LINE: f64 = 16.0;
/// Radius of a mark.
const SIZE: f64 = 3.9;
/// Widest line of several people.
const THICKEST: f64 = 9.0;

/// Draws a line for each person from the score before to the score after; people with the same two scores
/// share one line, whose width and label say how many they are.
#[must_use]
pub fn draw_pairs(pairs: &Pairs, options: &Options) -> String {
    let options = drawable(options);
    let width = options.width;
    let head = Heading::new(&pairs.y_title, pairs.better, Grows::Up, width);
    let scores = || pairs.pairs.iter().flat_map(|p| [p.before, p.after]);
    let left = (ValueAxis::new(scores(), 0.0, 100.0).label_width() + 10.0).min(width * 0.22);
    let apart = (width - left - 10.0).min(WIDEST + 120.0);
    let columns = [left + apart * 0.14, left + apart * 0.86];
    let names = [&pairs.before, &pairs.after].map(|n| wrap(n, LANE_NAME, apart / 2.0 - 8.0, 2));
    let top = head.height + LINE * names.iter().map(Vec::len).max().unwrap_or(0) as f64 + 12.0;
    let value = ValueAxis::new(scores(), top, top + (width * 0.4).clamp(220.0, 320.0));

    let mut canvas = Canvas::new(options);
    value.draw(&mut canvas, left, left + apart);
    head.draw(&mut canvas, 0.0);
    for (lines, x) in names.iter().zip(columns) {
        for (i, line) in lines.iter().enumerate() {
            let half = LANE_NAME.width(line) / 2.0;
            let at = (x.clamp(half, (left + apart - half).max(half)), head.height + 12.0 + LINE * i as f64);
            canvas.text(at, Anchor::Middle, LANE_NAME, Role::Ink, line);
        }
    }
    for x in columns {
        canvas.line((x, top), (x, value.bottom), Role::Axis, 1.0, "");
    }
    let groups = groups(&pairs.pairs, columns, &value);
    let labels = count_labels(&groups, left, left + apart, &value);
    // Wide lines first, so that the narrow ones lie on them.
    let mut by_width: Vec<&Group<'_>> = groups.iter().collect();
    by_width.sort_by_key(|g| std::cmp::Reverse(g.people.len()));
    for group in by_width {
        canvas.stroke_path(&marks::path(&[group.from, group.to]), Stroke::Pair(group.change), group.width());
    }
    for group in &groups {
        group.draw_people(&mut canvas);
    }
    for (at, text) in &labels {
        let size = NOTE.width(text);
        controls::ground(&mut canvas, at.0 - size / 2.0 - 2.0, at.1 - 10.0, size + 4.0, 13.0);
        canvas.text(*at, Anchor::Middle, NOTE, Role::Ink, text);
    }
    let changes =
        [(PairChange::Better, "better"), (PairChange::Worse, "worse"), (PairChange::Same, "no better or worse")];
    let entries: Vec<Entry> = changes
        .into_iter()
        .filter(|(change, _)| groups.iter().any(|g| g.change == *change))
        .map(|(change, text)| Entry::line(Stroke::Pair(change), text))
        .collect();
    let y = legend::draw(&mut canvas, &entries, 0.0, width - 2.0, value.bottom + 14.0);
    let shared = groups.iter().any(|g| g.people.len() > 1);
    let texts: Vec<&str> = shared.then_some(SHARED).into_iter().chain([pairs.footer.as_str()]).collect();
    let height = foot::draw(&mut canvas, &texts, y);
    let names = Names { title: &pairs.title, description: &pairs.description, mark: "pairs" };
    framed(&names, &options, height, &canvas.finish())
}

const SHARED: &str = "A wider line with × and a number stands for so many people with the same two scores.";

/// People whose line is the same.
struct Group<'a> {
    people: Vec<&'a Pair>,
    change: PairChange,
    from: (f64, f64),
    to: (f64, f64),
}

/// Everyone, in groups from the highest score before to the lowest.
fn groups<'a>(pairs: &'a [Pair], columns: [f64; 2], value: &ValueAxis) -> Vec<Group<'a>> {
    let mut by_scores: BTreeMap<(PairChange, u64, u64), Vec<&Pair>> = BTreeMap::new();
    for pair in pairs.iter().filter(|p| p.before.is_finite() && p.after.is_finite()) {
        by_scores.entry((pair.change, ordered(pair.before), ordered(pair.after))).or_default().push(pair);
    }
    let mut groups: Vec<Group<'a>> = by_scores
        .into_iter()
        .filter_map(|((change, ..), people)| {
            let first = people.first()?;
            let (from, to) = ((columns[0], value.at(first.before)), (columns[1], value.at(first.after)));
            Some(Group { people, change, from, to })
        })
        .collect();
    groups.sort_by(|a, b| (a.from.1, a.to.1).partial_cmp(&(b.from.1, b.to.1)).unwrap_or(std::cmp::Ordering::Equal));
    groups
}

/// A number's bits in the order of numbers; 0 and -0 are one.
fn ordered(value: f64) -> u64 {
    let bits = (value + 0.0).to_bits();
    if bits >> 63 == 1 { !bits } else { bits | (1 << 63) }
}

impl Group<'_> {
    fn at(&self, share: f64) -> (f64, f64) {
        (self.from.0 + (self.to.0 - self.from.0) * share, self.from.1 + (self.to.1 - self.from.1) * share)
    }

    fn width(&self) -> f64 {
        let (_, width, _) = Stroke::Pair(self.change).look();
        (width + 0.9 * (self.people.len() as f64 - 1.0)).min(THICKEST)
    }

    /// The ends of the line, and a place on it to reach each person at.
    fn draw_people(&self, canvas: &mut Canvas) {
        let tone = match self.change {
            PairChange::Better => Tone::Improving,
            PairChange::Worse => Tone::Concerning,
            PairChange::Same => Tone::Steady,
        };
        let count = self.people.len() as f64;
        for (i, person) in self.people.iter().enumerate() {
            // Where several share a line, each is reached at a place of their own on it.
            let (x, y) = self.at((i as f64 + 1.0) / (count + 1.0));
            let target = Target { x, y, half_width: 12.0, half_height: 12.0 };
            controls::open(canvas, "ev-pair", &person.id, &person.describe, target);
            if i == 0 {
                for end in [self.from, self.to] {
                    marks::point(canvas, end.0, end.1, SIZE, PointState::Observed, tone);
                }
            }
            controls::close(canvas);
        }
    }
}

/// Places on the lines of several people for how many they are, clear of each other.
fn count_labels(groups: &[Group<'_>], left: f64, right: f64, value: &ValueAxis) -> Vec<((f64, f64), String)> {
    let mut plane = Plane::new(Rect { left, top: value.top - 8.0, right, bottom: value.bottom + 8.0 });
    for group in groups {
        for end in [group.from, group.to] {
            plane.take(Rect::around(end.0, end.1, SIZE + 2.0));
        }
    }
    let mut labels = Vec::new();
    for group in groups.iter().filter(|g| g.people.len() > 1) {
        let text = format!("×{}", group.people.len());
        let shares = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82, 0.1, 0.9];
        let found = shares.into_iter().find_map(|share| {
            let (x, y) = group.at(share);
            let rect = text_box(NOTE, NOTE.width(&text), x, y + 4.0, Anchor::Middle);
            plane.free(&grown(rect, 3.0)).then_some(((x, y + 4.0), rect))
        });
        if let Some((at, rect)) = found {
            plane.take(rect);
            labels.push((at, text));
        }
    }
    labels
}
