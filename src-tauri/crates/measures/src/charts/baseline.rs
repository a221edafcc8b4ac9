//! Whether a declared baseline holds enough to be locked.

use serde::{Deserialize, Serialize};

use crate::rule_set::{FULL_LIMITS_FROM, RULE_SET};
use crate::series::count_series::ChartPoint;
use crate::series::period::{DateRange, LeftOut};

/// Observed points from which a baseline may be used before it is locked.
pub const PROVISIONAL_FROM: usize = 8;

/// How far a baseline has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BaselineState {
    /// 12 or more observed points: limits stand and are carried forward.
    Locked,
    /// 8 to 11: limits are trial limits.
    Provisional,
    /// Fewer than 8.
    TooShort,
}

/// A declared baseline and what was observed in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BaselineLock {
    /// Points observed in it.
    pub observed: usize,
    /// Points in it that do not count.
    pub left_out: Vec<LeftOut>,
    /// How far it has come.
    pub state: BaselineState,
    /// Version of the method.
    pub rule_set: String,
}

/// Counts what was observed in a declared baseline and says whether it is locked.
#[must_use]
pub fn baseline_lock(points: &[ChartPoint], baseline: DateRange) -> BaselineLock {
    let inside = || points.iter().filter(|p| baseline.holds(p.start, p.end));
    let observed = inside().filter(|p| p.usable().is_some()).count();
    let state = if observed >= FULL_LIMITS_FROM {
        BaselineState::Locked
    } else if observed >= PROVISIONAL_FROM {
        BaselineState::Provisional
    } else {
        BaselineState::TooShort
    };
    let left_out = inside().filter_map(|p| p.left_out()).collect();
    BaselineLock { observed, left_out, state, rule_set: RULE_SET.to_owned() }
}
