//! The columns of a model, in time that is centred and scaled, and the way back from it.

use crate::its::interrupted::SlotCount;
use crate::its::small_matrix::{COLUMNS, Matrix, Vector, sandwich};
use crate::math::summation::sum;

/// Which terms a fit has: always a level and a trend.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Terms {
    /// Level and trend.
    Trend,
    /// And a step at this slot.
    Step(u32),
    /// And a step and a change of trend at this slot.
    StepAndSlope(u32),
}

impl Terms {
    /// Number of columns.
    pub(crate) fn columns(self) -> usize {
        match self {
            Self::Trend => 2,
            Self::Step(_) => 3,
            Self::StepAndSlope(_) => 4,
        }
    }

    /// The slot of the change; `None` for a plain trend.
    pub(crate) fn change(self) -> Option<u32> {
        match self {
            Self::Trend => None,
            Self::Step(at) | Self::StepAndSlope(at) => Some(at),
        }
    }
}

/// Rows of a model, with time as (t − centre) / scale so that a long series stays well scaled.
#[derive(Debug)]
pub(crate) struct Design {
    /// One row for each usable period, in slot order.
    pub rows: Vec<Vector>,
    /// Columns in use.
    pub p: usize,
    centre: f64,
    scale: f64,
}

impl Design {
    /// Rows for periods in slot order.
    pub(crate) fn new(periods: &[SlotCount], terms: Terms) -> Self {
        let times: Vec<f64> = periods.iter().map(|s| f64::from(s.slot)).collect();
        let centre = sum(times.iter().copied()) / times.len().max(1) as f64;
        let scale = times.iter().fold(1.0_f64, |most, t| most.max((t - centre).abs()));
        let row = |s: &SlotCount| {
            let t = f64::from(s.slot);
            let mut row = [1.0, (t - centre) / scale, 0.0, 0.0];
            if let Some(change) = terms.change().filter(|k| s.slot >= *k) {
                row[2] = 1.0;
                row[3] = (t - f64::from(change)) / scale;
            }
            row
        };
        Self { rows: periods.iter().map(row).collect(), p: terms.columns(), centre, scale }
    }

    /// Coefficients for t counted in slots from slot 0.
    pub(crate) fn coefficients_in_slots(&self, scaled: &Vector) -> Vector {
        let back = self.back();
        let mut out = [0.0; COLUMNS];
        for (i, value) in out.iter_mut().enumerate().take(self.p) {
            *value = (0..self.p).map(|k| back[i][k] * scaled[k]).sum();
        }
        out
    }

    /// A covariance of the scaled coefficients, as one of the coefficients in slots.
    pub(crate) fn covariance_in_slots(&self, scaled: &Matrix) -> Matrix {
        sandwich(&self.back(), scaled, self.p)
    }

    fn back(&self) -> Matrix {
        let (m, s) = (self.centre, self.scale);
        [[1.0, -m / s, 0.0, 0.0], [0.0, 1.0 / s, 0.0, 0.0], [0.0, 0.0, 1.0, 0.0], [0.0, 0.0, 0.0, 1.0 / s]]
    }
}
