//! Writing SVG: attributes and classes, never a style.

use std::fmt::Write as _;

use crate::metrics::Type;
use crate::model::{Options, Theme};
use crate::palette::Role;
use crate::text::push_escaped;

/// Which end of a text stands at its x.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// The drawing so far.
pub(crate) struct Canvas {
    out: String,
    pub(crate) options: Options,
}

/// One element being opened.
pub(crate) struct Element<'a> {
    out: &'a mut String,
    classes: bool,
    names: String,
}

impl Canvas {
    pub(crate) fn new(options: Options) -> Self {
        Self { out: String::with_capacity(64 * 1024), options }
    }

    pub(crate) fn element(&mut self, tag: &str) -> Element<'_> {
        self.out.push('<');
        self.out.push_str(tag);
        Element { out: &mut self.out, classes: self.options.theme == Theme::Screen, names: String::new() }
    }

    pub(crate) fn close(&mut self, tag: &str) {
        let _ = write!(self.out, "</{tag}>");
        self.out.push('\n');
    }

    /// An element that holds nothing but text.
    pub(crate) fn titled(&mut self, tag: &str, id: &str, text: &str) {
        self.element(tag).attr("id", id).open();
        push_escaped(&mut self.out, text);
        self.close(tag);
    }

    pub(crate) fn text(&mut self, at: (f64, f64), anchor: Anchor, look: Type, role: Role, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        self.element("text")
            .num("x", at.0)
            .num("y", at.1)
            .attr("text-anchor", anchor)
            .num("font-size", look.size)
            .attr("font-weight", look.weight.number())
            .fill(role)
            .open();
        for (face, run) in look.runs(text) {
            match face {
                None => push_escaped(&mut self.out, &run),
                Some(face) => {
                    self.element("tspan").attr("font-family", face).open();
                    push_escaped(&mut self.out, &run);
                    self.out.push_str("</tspan>");
                }
            }
        }
        self.close("text");
    }

    pub(crate) fn line(&mut self, from: (f64, f64), to: (f64, f64), role: Role, width: f64, dash: &str) {
        let mut element = self
            .element("line")
            .num("x1", from.0)
            .num("y1", from.1)
            .num("x2", to.0)
            .num("y2", to.1)
            .stroke(role, width);
        if !dash.is_empty() {
            element = element.attr("stroke-dasharray", dash);
        }
        element.end();
    }

    pub(crate) fn finish(self) -> String {
        self.out
    }
}

impl Element<'_> {
    pub(crate) fn attr(self, name: &str, value: &str) -> Self {
        let _ = write!(self.out, " {name}=\"");
        push_escaped(self.out, value);
        self.out.push('"');
        self
    }

    pub(crate) fn num(self, name: &str, value: f64) -> Self {
        let _ = write!(self.out, " {name}=\"");
        push_number(self.out, value);
        self.out.push('"');
        self
    }

    /// Points of a path or polyline, already written.
    pub(crate) fn raw(self, name: &str, value: &str) -> Self {
        let _ = write!(self.out, " {name}=\"{value}\"");
        self
    }

    pub(crate) fn fill(mut self, role: Role) -> Self {
        self.name("ev-fill-", role.name());
        self.attr("fill", role.colour())
    }

    pub(crate) fn stroke(mut self, role: Role, width: f64) -> Self {
        self.name("ev-stroke-", role.name());
        self.attr("stroke", role.colour()).num("stroke-width", width)
    }

    pub(crate) fn class(mut self, name: &str) -> Self {
        self.name("", name);
        self
    }

    fn name(&mut self, prefix: &str, name: &str) {
        if !self.classes {
            return;
        }
        if !self.names.is_empty() {
            self.names.push(' ');
        }
        self.names.push_str(prefix);
        self.names.push_str(name);
    }

    fn write_classes(&mut self) {
        if !self.names.is_empty() {
            let _ = write!(self.out, " class=\"{}\"", self.names);
        }
    }

    /// Ends the opening tag.
    pub(crate) fn open(mut self) {
        self.write_classes();
        self.out.push('>');
    }

    /// Ends the element without content.
    pub(crate) fn end(mut self) {
        self.write_classes();
        self.out.push_str("/>\n");
    }
}

/// Two decimals at most, no trailing zeros, never "-0".
pub(crate) fn push_number(out: &mut String, value: f64) {
    let cents = (value * 100.0).round() as i64;
    if cents < 0 {
        out.push('-');
    }
    let (whole, part) = (cents.unsigned_abs() / 100, cents.unsigned_abs() % 100);
    let _ = match (part, part % 10) {
        (0, _) => write!(out, "{whole}"),
        (_, 0) => write!(out, "{whole}.{}", part / 10),
        _ => write!(out, "{whole}.{part:02}"),
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_never_minus_nought() {
        let text = |v: f64| {
            let mut out = String::new();
            push_number(&mut out, v);
            out
        };
        assert_eq!(text(12.0), "12");
        assert_eq!(text(12.5), "12.5");
        assert_eq!(text(-3.049), "-3.05");
        assert_eq!(text(-0.001), "0");
        assert_eq!(text(0.07), "0.07");
    }
}
