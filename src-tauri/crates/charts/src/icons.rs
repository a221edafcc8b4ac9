//! Small marks beside words: verdicts, variation, assurance.

use crate::marks::{diamond, disc, path, polygon, square};
use crate::model::{Assurance, Options, Theme, Tone, VerdictKind};
use crate::palette::Role;
use crate::svg::{Canvas, push_number};

/// Side of the square that the marks are drawn in, before they are given their size.
const SIDE: f64 = 20.0;
/// Its middle.
const MID: f64 = SIDE / 2.0;

/// Draws the mark of a verdict, `size` pixels wide and high. It always stands beside its word, so that it has
/// no name of its own; shapes tell the verdicts apart without colour.
#[must_use]
pub fn verdict_mark(kind: VerdictKind, size: f64, theme: Theme) -> String {
    icon(size, theme, |canvas| match kind {
        VerdictKind::Worked => {
            polygon(canvas, &diamond(MID, MID, 9.4), Role::Improving, Role::Improving, 0.8);
            stroke(canvas, &[(6.4, 10.2), (9.0, 12.8), (13.6, 7.6)], Role::Paper, 2.2);
        }
        VerdictKind::MayHaveWorked => {
            polygon(canvas, &diamond(MID, MID, 8.8), Role::Paper, Role::Improving, 1.8);
            polygon(canvas, &[(MID, 1.2), (MID, 18.8), (1.2, MID)], Role::Improving, Role::Improving, 0.6);
        }
        VerdictKind::NoSignYet => {
            disc(canvas, MID, MID, 8.4, Role::Paper, Role::Steady, 1.9);
            stroke(canvas, &[(5.8, MID), (14.2, MID)], Role::Steady, 2.6);
        }
        VerdictKind::GotWorse => {
            polygon(canvas, &square(MID, MID, 8.0), Role::Concerning, Role::Concerning, 1.0);
            stroke(canvas, &[(6.2, 6.2), (13.8, 13.8)], Role::Paper, 2.3);
            stroke(canvas, &[(13.8, 6.2), (6.2, 13.8)], Role::Paper, 2.3);
        }
        VerdictKind::TooEarly => {
            disc(canvas, MID, MID, 8.4, Role::Paper, Role::InkSoft, 1.9);
            stroke(canvas, &[(MID, 4.8), (MID, MID), (13.6, 12.2)], Role::InkSoft, 2.0);
        }
    })
}

/// Draws the mark of recent variation: the shape that points of its kind have on a chart, on a line.
#[must_use]
pub fn variation_mark(tone: Tone, size: f64, theme: Theme) -> String {
    icon(size, theme, |canvas| {
        stroke(canvas, &[(0.8, MID), (19.2, MID)], Role::Centre, 1.3);
        match tone {
            Tone::Steady => disc(canvas, MID, MID, 5.8, Role::Steady, Role::Paper, 1.2),
            Tone::Improving => {
                polygon(canvas, &diamond(MID, MID, 7.2), Role::Improving, Role::Paper, 1.2);
            }
            Tone::Concerning => {
                polygon(canvas, &square(MID, MID, 5.2), Role::Concerning, Role::Paper, 1.2);
            }
        }
    })
}

/// Draws the mark of assurance against a target: a ring whose centre is full, crossed, or half full.
#[must_use]
pub fn assurance_mark(assurance: Assurance, size: f64, theme: Theme) -> String {
    icon(size, theme, |canvas| {
        let role = match assurance {
            Assurance::ConsistentPass => Role::Improving,
            Assurance::ConsistentFail => Role::Concerning,
            Assurance::HitAndMiss => Role::Steady,
        };
        disc(canvas, MID, MID, 8.6, Role::Paper, role, 1.7);
        match assurance {
            Assurance::ConsistentPass => disc(canvas, MID, MID, 4.8, role, role, 0.4),
            Assurance::ConsistentFail => {
                stroke(canvas, &[(6.4, 6.4), (13.6, 13.6)], role, 2.2);
                stroke(canvas, &[(13.6, 6.4), (6.4, 13.6)], role, 2.2);
            }
            Assurance::HitAndMiss => {
                let d = "M10 5.2A4.8 4.8 0 0 0 10 14.8Z";
                canvas.element("path").raw("d", d).fill(role).stroke(role, 0.4).end();
            }
        }
    })
}

fn stroke(canvas: &mut Canvas, places: &[(f64, f64)], role: Role, width: f64) {
    canvas
        .element("path")
        .raw("d", &path(places))
        .attr("fill", "none")
        .stroke(role, width)
        .attr("stroke-linecap", "round")
        .attr("stroke-linejoin", "round")
        .end();
}

fn icon(size: f64, theme: Theme, draw: impl FnOnce(&mut Canvas)) -> String {
    let size = if size.is_finite() { size.clamp(8.0, 256.0) } else { 16.0 };
    let mut canvas = Canvas::new(Options { width: size, interactive: false, theme });
    let mut view = String::from("0 0 ");
    for number in [SIDE, SIDE] {
        push_number(&mut view, number);
        view.push(' ');
    }
    canvas
        .element("svg")
        .attr("xmlns", "http://www.w3.org/2000/svg")
        .num("width", size)
        .num("height", size)
        .raw("viewBox", view.trim_end())
        .attr("aria-hidden", "true")
        .class("ev-icon")
        .open();
    draw(&mut canvas);
    canvas.close("svg");
    canvas.finish()
}
