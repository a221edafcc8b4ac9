//! Values to pixels, with marks at round numbers.

use crate::metrics::AXIS;
use crate::palette::Role;
use crate::svg::{Anchor, Canvas};

/// A straight scale from 0 (or below, if a value is) to a round number above every value.
#[derive(Debug, Clone)]
pub(crate) struct ValueAxis {
    low: f64,
    high: f64,
    pub(crate) top: f64,
    pub(crate) bottom: f64,
    step: f64,
    decimals: usize,
}

impl ValueAxis {
    /// Scale for finite values between two heights of the drawing.
    pub(crate) fn new(values: impl Iterator<Item = f64>, top: f64, bottom: f64) -> Self {
        let (mut least, mut most) = (0.0_f64, 0.0_f64);
        for value in values.filter(|v| v.is_finite()) {
            least = least.min(value);
            most = most.max(value);
        }
        if most - least < 1e-9 {
            most = least + 1.0;
        }
        let step = round_step((most - least) / 5.0);
        let decimals = (0..9)
            .find(|d| {
                let scaled = step * 10f64.powi(*d);
                (scaled - scaled.round()).abs() < 1e-6 * scaled
            })
            .unwrap_or(9);
        Self {
            low: (least / step + 1e-9).floor().min(0.0) * step,
            high: (most / step - 1e-9).ceil() * step,
            top,
            bottom,
            step,
            decimals: decimals as usize,
        }
    }

    /// Height of a value.
    pub(crate) fn at(&self, value: f64) -> f64 {
        let share = (value - self.low) / (self.high - self.low);
        (self.bottom - share * (self.bottom - self.top)).clamp(self.top, self.bottom)
    }

    /// Round values and their labels, from the lowest up.
    pub(crate) fn ticks(&self) -> Vec<(f64, String)> {
        let count = ((self.high - self.low) / self.step).round() as usize;
        (0..=count.min(20)).map(|i| self.low + i as f64 * self.step).map(|v| (v, self.label(v))).collect()
    }

    /// Width of the widest label.
    pub(crate) fn label_width(&self) -> f64 {
        self.ticks().iter().map(|(_, label)| AXIS.width(label)).fold(0.0, f64::max)
    }

    /// Draws the level lines with their labels left of them, and the line at the foot.
    pub(crate) fn draw(&self, canvas: &mut Canvas, left: f64, right: f64) {
        for (value, label) in self.ticks() {
            let y = self.at(value);
            if y < self.bottom - 0.5 {
                canvas.line((left, y), (right, y), Role::Grid, 1.0, "");
            }
            canvas.text((left - 8.0, y + 4.0), Anchor::End, AXIS, Role::InkFaint, &label);
        }
        canvas.line((left, self.bottom), (right, self.bottom), Role::Axis, 1.0, "");
    }

    fn label(&self, value: f64) -> String {
        grouped(value, self.decimals)
    }
}

/// The round number (1, 2, 2.5 or 5 times a power of ten) at or above a step.
fn round_step(raw: f64) -> f64 {
    let power = 10f64.powf(raw.log10().floor());
    [1.0, 2.0, 2.5, 5.0].into_iter().map(|m| m * power).find(|s| *s >= raw * (1.0 - 1e-9)).unwrap_or(10.0 * power)
}

/// A number with so many decimals, and a comma between thousands.
pub(crate) fn grouped(value: f64, decimals: usize) -> String {
    let plain = format!("{:.decimals$}", value.abs());
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut out = String::new();
    if value < 0.0 && plain.chars().any(|c| c.is_ascii_digit() && c != '0') {
        out.push('\u{2212}');
    }
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if !part.is_empty() {
        out.push('.');
        out.push_str(part);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(values: &[f64]) -> Vec<String> {
        let axis = ValueAxis::new(values.iter().copied(), 0.0, 100.0);
        axis.ticks().into_iter().map(|(_, l)| l).collect()
    }

    #[test]
    fn ticks_are_round_and_begin_at_nought() {
        assert_eq!(labels(&[24.49, 3.0]), ["0", "5", "10", "15", "20", "25"]);
        assert_eq!(labels(&[0.9]), ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]);
        assert_eq!(labels(&[4800.0])[1], "1,000");
        assert_eq!(labels(&[])[0], "0.0");
        assert_eq!(labels(&[-4.0, 6.0])[0], "\u{2212}4");
    }

    #[test]
    fn values_that_are_no_numbers_do_not_bend_the_axis() {
        let axis = ValueAxis::new([f64::NAN, f64::INFINITY, 8.0].into_iter(), 0.0, 100.0);
        assert_eq!(axis.at(0.0), 100.0);
        assert!(axis.at(8.0) < 20.0);
    }

    #[test]
    fn thousands_are_grouped() {
        assert_eq!(grouped(1_234_567.25, 1), "1,234,567.2");
        assert_eq!(grouped(-0.04, 1), "0.0");
    }
}
