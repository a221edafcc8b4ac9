//! The shapes of marks. No two meanings share a shape, so that none needs its colour.

use crate::model::{Emphasis, PointState, Tone};
use crate::palette::Role;
use crate::strokes::Stroke;
use crate::svg::{Canvas, Element, push_number};

/// Draws the mark of an event around a place.
pub(crate) fn event(canvas: &mut Canvas, x: f64, y: f64, emphasis: Emphasis) {
    match emphasis {
        Emphasis::Ordinary => disc(canvas, x, y, 5.0, Role::Event, Role::Paper, 1.5),
        Emphasis::Start => {
            let corners = [(x, y - 7.0), (x + 7.2, y + 5.2), (x - 7.2, y + 5.2)];
            polygon(canvas, &corners, Role::Start, Role::Paper, 1.5);
        }
        Emphasis::Verified => {
            disc(canvas, x, y, 6.0, Role::Verified, Role::Paper, 1.5);
            canvas
                .element("path")
                .raw("d", &path(&[(x - 2.7, y + 0.1), (x - 0.8, y + 2.0), (x + 2.7, y - 1.9)]))
                .attr("fill", "none")
                .stroke(Role::Paper, 1.6)
                .attr("stroke-linecap", "round")
                .attr("stroke-linejoin", "round")
                .end();
        }
        Emphasis::Approximate => canvas
            .element("circle")
            .num("cx", x)
            .num("cy", y)
            .num("r", 4.6)
            .attr("stroke-dasharray", "2.4 2.4")
            .fill(Role::Paper)
            .stroke(Role::Event, 1.8)
            .end(),
    }
}

/// Draws the mark of a point; `size` is the radius of a point of ordinary variation.
pub(crate) fn point(canvas: &mut Canvas, x: f64, y: f64, size: f64, state: PointState, tone: Tone) {
    let role = tone_role(tone);
    let edge = (size * 0.28).clamp(0.0, 1.0);
    match state {
        PointState::Observed => match tone {
            Tone::Steady => disc(canvas, x, y, size, role, Role::Paper, edge),
            Tone::Improving => {
                polygon(canvas, &diamond(x, y, size * 1.38), role, Role::Paper, edge);
            }
            Tone::Concerning => polygon(canvas, &square(x, y, size * 1.02), role, Role::Paper, edge),
        },
        PointState::Excluded => disc(canvas, x, y, size, Role::Paper, role, 1.5),
        PointState::Partial => open_ring(canvas, x, y, size, role),
        PointState::Missing | PointState::NoExposure => {}
    }
}

/// Draws the mark of a duration that has not ended: hollow, with an arrow onwards.
pub(crate) fn still_open(canvas: &mut Canvas, x: f64, y: f64, size: f64, tone: Tone) {
    let role = tone_role(tone);
    let (from, to) = (x + size, x + size + 7.0);
    let mut arrow = path(&[(from, y), (to, y)]);
    arrow.push_str(&path(&[(to - 3.0, y - 3.0), (to, y), (to - 3.0, y + 3.0)]));
    canvas
        .element("path")
        .raw("d", &arrow)
        .attr("fill", "none")
        .stroke(role, 1.4)
        .attr("stroke-linecap", "round")
        .attr("stroke-linejoin", "round")
        .end();
    disc(canvas, x, y, size, Role::Paper, role, 1.5);
}

/// Draws the mark of all sites together: a lozenge as wide as their interval.
pub(crate) fn pooled(canvas: &mut Canvas, x: f64, y: f64, ends: [f64; 2]) {
    let (left, right) = (ends[0].min(x - 3.0), ends[1].max(x + 3.0));
    polygon(canvas, &[(left, y), (x, y - 6.0), (right, y), (x, y + 6.0)], Role::Ink, Role::Paper, 1.0);
}

/// Draws the median of a row: an upright line with a wedge at its foot.
pub(crate) fn median(canvas: &mut Canvas, x: f64, (top, bottom): (f64, f64)) {
    canvas.line((x, top), (x, bottom), Role::Ink, 1.8, "");
    polygon(canvas, &[(x, bottom), (x + 4.5, bottom + 6.5), (x - 4.5, bottom + 6.5)], Role::Ink, Role::Ink, 0.6);
}

/// Draws the bar of a gap: full, in outline where it is left out.
pub(crate) fn bar(canvas: &mut Canvas, from: (f64, f64), to: (f64, f64), state: PointState, tone: Tone) {
    let role = tone_role(tone);
    let bar = rect(canvas, from, to);
    match state {
        PointState::Excluded | PointState::Partial => bar.fill(Role::Paper).stroke(role, 1.0).end(),
        _ => bar.attr("fill-opacity", "0.35").fill(role).end(),
    }
}

/// Draws the bar of a gap that has not ended: in broken outline.
pub(crate) fn open_bar(canvas: &mut Canvas, from: (f64, f64), to: (f64, f64), tone: Tone) {
    let (_, width, dash) = Stroke::Open.look();
    rect(canvas, from, to).attr("stroke-dasharray", dash).fill(Role::Paper).stroke(tone_role(tone), width).end();
}

fn rect(canvas: &mut Canvas, from: (f64, f64), to: (f64, f64)) -> Element<'_> {
    canvas
        .element("rect")
        .num("x", from.0)
        .num("y", from.1)
        .num("width", (to.0 - from.0).max(0.0))
        .num("height", (to.1 - from.1).max(0.0))
}

/// Draws the cross of a period without a return.
pub(crate) fn missing(canvas: &mut Canvas, x: f64, y: f64, size: f64) {
    let d = size * 0.8;
    let mut strokes = path(&[(x - d, y - d), (x + d, y + d)]);
    strokes.push_str(&path(&[(x - d, y + d), (x + d, y - d)]));
    canvas
        .element("path")
        .raw("d", &strokes)
        .attr("fill", "none")
        .stroke(Role::InkSoft, 1.4)
        .attr("stroke-linecap", "round")
        .end();
}

pub(crate) fn tone_role(tone: Tone) -> Role {
    match tone {
        Tone::Steady => Role::Steady,
        Tone::Improving => Role::Improving,
        Tone::Concerning => Role::Concerning,
    }
}

/// A ring that is not closed, as its period is not: open to the right.
fn open_ring(canvas: &mut Canvas, x: f64, y: f64, r: f64, role: Role) {
    let (across, down) = (r * 0.64, r * 0.77);
    let mut d = path(&[(x + across, y - down)]);
    d.push('A');
    for number in [r, r] {
        push_number(&mut d, number);
        d.push(' ');
    }
    d.push_str("0 1 0 ");
    push_number(&mut d, x + across);
    d.push(' ');
    push_number(&mut d, y + down);
    canvas.element("path").raw("d", &d).attr("stroke-linecap", "butt").fill(Role::Paper).stroke(role, 1.6).end();
}

pub(crate) fn disc(canvas: &mut Canvas, x: f64, y: f64, r: f64, fill: Role, stroke: Role, width: f64) {
    canvas.element("circle").num("cx", x).num("cy", y).num("r", r).fill(fill).stroke(stroke, width).end();
}

pub(crate) fn polygon(canvas: &mut Canvas, corners: &[(f64, f64)], fill: Role, stroke: Role, width: f64) {
    let mut shape = path(corners);
    shape.push('Z');
    canvas.element("path").raw("d", &shape).attr("stroke-linejoin", "round").fill(fill).stroke(stroke, width).end();
}

pub(crate) fn diamond(x: f64, y: f64, r: f64) -> [(f64, f64); 4] {
    [(x, y - r), (x + r, y), (x, y + r), (x - r, y)]
}

pub(crate) fn square(x: f64, y: f64, r: f64) -> [(f64, f64); 4] {
    [(x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)]
}

/// A path of straight lines through some places.
pub(crate) fn path(places: &[(f64, f64)]) -> String {
    let mut out = String::with_capacity(places.len() * 14);
    for (i, (x, y)) in places.iter().enumerate() {
        out.push(if i == 0 { 'M' } else { 'L' });
        push_number(&mut out, *x);
        out.push(' ');
        push_number(&mut out, *y);
    }
    out
}
