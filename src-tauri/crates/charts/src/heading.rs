//! A chart's own heading: what its axis shows, and which way is better.

use crate::controls::ground;
use crate::marks::path;
use crate::metrics::{ASIDE, TITLE};
use crate::model::Better;
use crate::palette::Role;
use crate::svg::{Anchor, Canvas};
use crate::wrap::wrap;

/// Height of a row.
const ROW: f64 = 19.0;
/// Room for the arrow before its words.
const ARROW: f64 = 14.0;

/// Which way values grow on the axis that the heading belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Grows {
    Up,
    Right,
}

/// The heading with its lines broken.
pub(crate) struct Heading {
    lines: Vec<String>,
    aside: Option<Aside>,
    pub(crate) height: f64,
}

struct Aside {
    x: f64,
    down: f64,
    text: &'static str,
    arrow: (f64, f64),
}

impl Heading {
    /// No heading at all.
    pub(crate) fn none() -> Self {
        Self { lines: Vec::new(), aside: None, height: 0.0 }
    }

    pub(crate) fn new(title: &str, better: Better, grows: Grows, width: f64) -> Self {
        let lines = wrap(title, TITLE, width - 4.0, 3);
        let Some((text, sign)) = words(better) else {
            let height = ROW * lines.len() as f64 + 2.0;
            return Self { lines, aside: None, height };
        };
        let arrow = match grows {
            Grows::Up => (0.0, -sign),
            Grows::Right => (sign, 0.0),
        };
        // Web views set bold text up to a tenth wider than its metrics on a coarse screen.
        let beside = lines.last().map_or(0.0, |l| TITLE.width(l) * 1.1 + 12.0);
        let fits = beside > 0.0 && beside + ARROW + ASIDE.width(text) <= width - 4.0;
        let (x, rows) = if fits { (beside, lines.len()) } else { (0.0, lines.len() + 1) };
        let aside = Some(Aside { x, down: ROW * (rows as f64 - 1.0), text, arrow });
        Self { lines, aside, height: ROW * rows as f64 + 2.0 }
    }

    pub(crate) fn draw(&self, canvas: &mut Canvas, top: f64) {
        let last = self.lines.len().saturating_sub(1);
        for (i, line) in self.lines.iter().enumerate() {
            let y = top + ROW * i as f64 + 14.0;
            let mut width = TITLE.width(line);
            if let Some(aside) = self.aside.as_ref().filter(|a| i == last && a.x > 0.0) {
                width = aside.x + ARROW + ASIDE.width(aside.text);
            }
            ground(canvas, 0.0, y - 12.0, width + 4.0, 17.0);
            canvas.text((0.0, y), Anchor::Start, TITLE, Role::Ink, line);
        }
        if let Some(aside) = &self.aside {
            let y = top + aside.down + 14.0;
            if aside.x == 0.0 {
                ground(canvas, 0.0, y - 12.0, ARROW + ASIDE.width(aside.text) + 4.0, 17.0);
            }
            arrow(canvas, (aside.x + 5.0, y - 4.0), aside.arrow, 5.0, Role::InkSoft);
            canvas.text((aside.x + ARROW, y), Anchor::Start, ASIDE, Role::InkSoft, aside.text);
        }
    }
}

fn words(better: Better) -> Option<(&'static str, f64)> {
    match better {
        Better::Lower => Some(("lower is better", -1.0)),
        Better::Higher => Some(("higher is better", 1.0)),
        Better::Neither => None,
    }
}

/// An arrow around a place, pointing along one of the two axes.
pub(crate) fn arrow(canvas: &mut Canvas, at: (f64, f64), along: (f64, f64), half: f64, role: Role) {
    let place = |forward: f64, aside: f64| {
        (at.0 + along.0 * forward - along.1 * aside, at.1 + along.1 * forward + along.0 * aside)
    };
    let wing = half * 0.7;
    let mut d = path(&[place(-half, 0.0), place(half, 0.0)]);
    d.push_str(&path(&[place(half - wing, -wing), place(half, 0.0), place(half - wing, wing)]));
    canvas
        .element("path")
        .raw("d", &d)
        .attr("fill", "none")
        .stroke(role, 1.5)
        .attr("stroke-linecap", "round")
        .attr("stroke-linejoin", "round")
        .end();
}
