//! Numbers beside marks, and what they stand for in columns under the chart.

use crate::metrics::FOOT;
use crate::palette::Role;
use crate::svg::{Anchor, Canvas};
use crate::text::clean;

/// Height of a row.
const ROW: f64 = 18.0;
/// Space between two columns.
const BETWEEN: f64 = 22.0;

/// Draws the names, numbered from 1, in as many columns as there is room for, column by column; returns the
/// height that they end at.
pub(crate) fn draw(canvas: &mut Canvas, names: &[&str], right: f64, top: f64) -> f64 {
    let entries: Vec<(String, String)> =
        names.iter().enumerate().map(|(i, name)| ((i + 1).to_string(), clean(name).trim().to_owned())).collect();
    let number_width = entries.iter().map(|(n, _)| FOOT.width(n)).fold(0.0, f64::max) + 8.0;
    let widest = entries.iter().map(|(_, name)| FOOT.width(name)).fold(0.0, f64::max);
    let column = (number_width + widest).min(right);
    let columns = (((right + BETWEEN) / (column + BETWEEN)) as usize).clamp(1, entries.len().max(1));
    let rows = entries.len().div_ceil(columns);
    for (i, (number, name)) in entries.iter().enumerate() {
        let (x, y) =
            ((column + BETWEEN) * (i / rows.max(1)) as f64, top + ROW * ((i % rows.max(1)) as f64 + 0.5) + 4.0);
        let at = (x + number_width - 8.0, y);
        canvas.text(at, Anchor::End, FOOT, Role::Ink, number);
        if let Some(name) = FOOT.shorten(name, column - number_width) {
            canvas.text((x + number_width, y), Anchor::Start, FOOT, Role::InkSoft, &name);
        }
    }
    top + ROW * rows as f64
}
