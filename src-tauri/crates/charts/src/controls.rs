//! What makes a mark reachable: a group with a name, a reference and an area to aim at.

use crate::palette::Role;
use crate::svg::Canvas;

/// Area that belongs to a mark.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Target {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) half_width: f64,
    pub(crate) half_height: f64,
}

/// Opens the group of a mark. On an interactive figure it takes part in the order of Tab, says what
/// it is, and carries an area to aim at, whose edge a stylesheet can draw as the ring of the focus;
/// `close` ends it.
pub(crate) fn open(canvas: &mut Canvas, class: &str, id: &str, describe: &str, target: Target) {
    if !canvas.options.interactive {
        return;
    }
    canvas
        .element("g")
        .class("ev-mark")
        .class(class)
        .attr("tabindex", "0")
        .attr("role", "button")
        .attr("aria-label", describe)
        .attr("data-ref", id)
        .open();
    canvas
        .element("rect")
        .class("ev-hit")
        .num("x", target.x - target.half_width)
        .num("y", target.y - target.half_height)
        .num("width", target.half_width * 2.0)
        .num("height", target.half_height * 2.0)
        .num("rx", 4.0)
        .attr("fill", "none")
        .attr("pointer-events", "all")
        .end();
}

pub(crate) fn close(canvas: &mut Canvas) {
    if canvas.options.interactive {
        canvas.close("g");
    }
}

/// A ground behind a label, so that a line does not run through its letters.
pub(crate) fn ground(canvas: &mut Canvas, left: f64, top: f64, width: f64, height: f64) {
    canvas
        .element("rect")
        .num("x", left)
        .num("y", top)
        .num("width", width)
        .num("height", height)
        .fill(Role::Paper)
        .end();
}
