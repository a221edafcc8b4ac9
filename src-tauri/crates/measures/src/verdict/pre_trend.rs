//! Whether a measure was on its way before the change.

use crate::its::interrupted::SlotCount;
use crate::its::pre_trend::{PreTrend, pre_trend};
use crate::verdict::guards::BEFORE_FROM;
use crate::verdict::sides::{Counted, Side};

/// Trend of the periods before, by their slots; `None` with fewer than 8 of them or where none can be fitted,
/// as with no events at all.
pub(crate) fn before_trend(before: &Side) -> Option<PreTrend> {
    if before.used.len() < BEFORE_FROM || before.events == 0 {
        return None;
    }
    pre_trend(&slot_counts(&before.used)).ok()
}

/// Periods by their places in time.
pub(crate) fn slot_counts(periods: &[Counted]) -> Vec<SlotCount> {
    periods
        .iter()
        .map(|p| SlotCount { slot: u32::try_from(p.slot).unwrap_or(u32::MAX), events: p.events, exposure: p.exposure })
        .collect()
}
