//! Small type under a chart.

use crate::metrics::FOOT;
use crate::palette::Role;
use crate::svg::{Anchor, Canvas};
use crate::wrap::wrap;

/// Said where a lower limit is clipped.
pub(crate) const CLIPPED: &str = "No lower limit: zero is within ordinary variation.";

/// Draws texts below a height, each from the left edge; returns the height of the whole figure.
pub(crate) fn draw(canvas: &mut Canvas, texts: &[&str], top: f64) -> f64 {
    let room = canvas.options.width - 4.0;
    let mut y = top;
    for line in texts.iter().flat_map(|text| wrap(text, FOOT, room, 12)) {
        y += 16.0;
        canvas.text((0.0, y), Anchor::Start, FOOT, Role::InkFaint, &line);
    }
    (y + 8.0).ceil()
}
