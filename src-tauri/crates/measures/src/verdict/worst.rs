//! The comparison without what prompted the action.
//!
//! An action is often started after a bad week. The weeks after would look better even if nothing had been
//! done, so the comparison is made again without the periods that prompted it, or without the worst one.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::rates::comparison::ComparisonError;
use crate::rates::effective::effective_p;
use crate::rules::found::Direction;
use crate::verdict::sides::{Counted, Move, Side, moved};

/// The baseline without its worst period, or without those that prompted the action.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WithoutWorst {
    /// First days of the periods left out.
    pub left_out: Vec<NaiveDate>,
    /// They are those named as having prompted the action.
    pub named: bool,
    /// Events of the rest.
    pub a: u64,
    /// Exposure of the rest; 0 where nothing is left.
    pub t0: f64,
}

impl WithoutWorst {
    /// p against `b` events in `t1` with the φ of the full comparison, and which way the rates then differ;
    /// 1 and no direction where nothing is left.
    ///
    /// # Errors
    /// [`ComparisonError`] for an exposure after that is not above 0.
    pub fn against(&self, b: f64, t1: f64, phi: f64, direction: Direction) -> Result<(f64, Move), ComparisonError> {
        if self.t0 <= 0.0 {
            return Ok((1.0, Move::None));
        }
        let a = self.a as f64;
        Ok((effective_p(a, self.t0, b, t1, phi)?, moved(direction, a, self.t0, b, t1)))
    }
}

/// Leaves out the named trigger periods, or, where none is named in the baseline, the single worst period:
/// the highest rate (the lowest where more is better), the earliest if tied.
#[must_use]
pub fn without_worst(before: &Side, triggers: &[NaiveDate], direction: Direction) -> WithoutWorst {
    let named: Vec<&Counted> = before.used.iter().filter(|p| triggers.contains(&p.start)).collect();
    let worse = |one: &Counted, than: &Counted| {
        moved(direction, than.events as f64, than.exposure, one.events as f64, one.exposure) == Move::Bad
    };
    let chosen: Vec<&Counted> = if named.is_empty() {
        let mut worst: Option<&Counted> = None;
        for period in &before.used {
            if worst.is_none_or(|so_far| worse(period, so_far)) {
                worst = Some(period);
            }
        }
        worst.into_iter().collect()
    } else {
        named.clone()
    };
    let rest: Vec<&Counted> = before.used.iter().filter(|p| !chosen.iter().any(|c| c.start == p.start)).collect();
    WithoutWorst {
        left_out: chosen.iter().map(|p| p.start).collect(),
        named: !named.is_empty(),
        a: rest.iter().map(|p| p.events).sum(),
        t0: crate::math::summation::sum(rest.iter().map(|p| p.exposure)),
    }
}
