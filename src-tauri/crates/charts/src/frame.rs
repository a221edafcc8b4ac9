//! The root element around a finished drawing, with its names.

use crate::fonts::FAMILY;
use crate::model::Options;
use crate::svg::{Canvas, push_number};

/// Narrowest and widest drawing.
const WIDTHS: (f64, f64) = (280.0, 4000.0);

/// The names of a figure for those who do not see it.
pub(crate) struct Names<'a> {
    pub(crate) title: &'a str,
    pub(crate) description: &'a str,
    /// What tells this figure from another of the same names on one page.
    pub(crate) mark: &'a str,
}

/// Options with a width that can be drawn.
pub(crate) fn drawable(options: &Options) -> Options {
    let width = if options.width.is_finite() { options.width.clamp(WIDTHS.0, WIDTHS.1) } else { 700.0 };
    Options { width, ..*options }
}

/// The whole figure around a finished body.
pub(crate) fn framed(names: &Names<'_>, options: &Options, height: f64, body: &str) -> String {
    let id = identity(names);
    let mut canvas = Canvas::new(*options);
    let mut view = String::from("0 0 ");
    push_number(&mut view, options.width);
    view.push(' ');
    push_number(&mut view, height);
    let (title, description) = (format!("ev-{id}-title"), format!("ev-{id}-desc"));
    let root = canvas
        .element("svg")
        .attr("xmlns", "http://www.w3.org/2000/svg")
        .num("width", options.width)
        .num("height", height)
        .raw("viewBox", &view)
        .attr("font-family", &format!("'{FAMILY}', sans-serif"))
        .class("ev-figure");
    if options.interactive {
        // A <title> would show as a tip over every mark; the name goes into an attribute instead.
        root.attr("role", "group").attr("aria-label", names.title).attr("aria-describedby", &description).open();
    } else {
        root.attr("role", "img").attr("aria-labelledby", &format!("{title} {description}")).open();
        canvas.titled("title", &title, names.title);
    }
    canvas.titled("desc", &description, names.description);
    let mut out = canvas.finish();
    out.push_str(body);
    out.push_str("</svg>\n");
    out
}

/// A short name that keeps ids apart where several figures stand on one page (FNV-1a).
fn identity(names: &Names<'_>) -> String {
    let text = format!("{}\n{}\n{}", names.title, names.description, names.mark);
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    format!("{:08x}", hash >> 32)
}
