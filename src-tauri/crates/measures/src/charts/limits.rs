//! The lines that points are judged by.

use serde::{Deserialize, Serialize};

use crate::series::count_series::ChartPoint;

/// Limits around a centre, and the near lines two thirds of the way to them.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Limits {
    /// Lower limit as worked out, which may be below 0.
    pub lower_raw: f64,
    /// Lower limit as drawn.
    pub lower: f64,
    /// The lower limit was below 0 for a quantity that cannot be: zero is within ordinary
    /// variation, and there is no lower limit to fall below.
    pub clipped: bool,
    /// Upper limit as worked out, which may be above 1 for a proportion.
    pub upper_raw: f64,
    /// Upper limit as drawn.
    pub upper: f64,
    /// The upper limit was above the most that the quantity can be: that most is within ordinary
    /// variation, and there is no upper limit to rise above.
    pub upper_clipped: bool,
    /// Lower near line, as worked out.
    pub near_lower: f64,
    /// Upper near line.
    pub near_upper: f64,
}

impl Limits {
    /// Limits worked out elsewhere.
    #[must_use]
    pub fn between(lower: f64, upper: f64) -> Self {
        let centre = f64::midpoint(lower, upper);
        Self { lower_raw: lower, lower, ..Self::around(centre, upper - centre, false) }
    }

    /// Limits at `half_width` on both sides of a centre.
    pub(crate) fn around(centre: f64, half_width: f64, non_negative: bool) -> Self {
        let lower_raw = centre - half_width;
        let clipped = non_negative && lower_raw < 0.0;
        Self {
            lower_raw,
            lower: if clipped { 0.0 } else { lower_raw },
            clipped,
            upper_raw: centre + half_width,
            upper: centre + half_width,
            upper_clipped: false,
            near_lower: centre - half_width * 2.0 / 3.0,
            near_upper: centre + half_width * 2.0 / 3.0,
        }
    }

    /// The same limits for a quantity that cannot be above `most`: 1 for a proportion, 100 for a
    /// percentage.
    #[must_use]
    pub fn capped(self, most: f64) -> Self {
        Self { upper: self.upper_raw.min(most), upper_clipped: self.upper_raw > most, ..self }
    }
}

/// The lines a point is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Lines {
    /// Mean, or the median for `run_ihi`.
    pub centre: f64,
    /// Limits; without them only shifts and trends are looked for.
    pub limits: Option<Limits>,
}

/// A point with its lines.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct RulePoint {
    /// The point.
    pub point: ChartPoint,
    /// Its lines.
    pub lines: Lines,
}
