//! The shapes of marks. No two meanings share a shape, so that none needs its colour.

use crate::model::{Emphasis, PointState, Tone};
use crate::palette::Role;
use crate::svg::{Canvas, push_number};

/// Draws the mark of an event around a place.
pub(crate) fn event(canvas: &mut Canvas, x: f64, y: f64, emphasis: Emphasis) {
    match emphasis {
        Emphasis::Ordinary => disc(canvas, x, y, 5.0, Role::Event, Role::Paper, 1.5),
        Emphasis::Start => polygon(canvas, &diamond(x, y, 7.0), Role::Start, Role::Paper, 1.5),
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
        PointState::Partial => canvas
            .element("circle")
            .num("cx", x)
            .num("cy", y)
            .num("r", size)
            .attr("stroke-dasharray", "2 1.6")
            .fill(Role::Paper)
            .stroke(role, 1.5)
            .end(),
        PointState::Missing | PointState::NoExposure => {}
    }
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

fn disc(canvas: &mut Canvas, x: f64, y: f64, r: f64, fill: Role, stroke: Role, width: f64) {
    canvas.element("circle").num("cx", x).num("cy", y).num("r", r).fill(fill).stroke(stroke, width).end();
}

fn polygon(canvas: &mut Canvas, corners: &[(f64, f64); 4], fill: Role, stroke: Role, width: f64) {
    let mut shape = path(corners);
    shape.push('Z');
    canvas.element("path").raw("d", &shape).attr("stroke-linejoin", "round").fill(fill).stroke(stroke, width).end();
}

fn diamond(x: f64, y: f64, r: f64) -> [(f64, f64); 4] {
    [(x, y - r), (x + r, y), (x, y + r), (x - r, y)]
}

fn square(x: f64, y: f64, r: f64) -> [(f64, f64); 4] {
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
