//! Periods in order, and what was counted in them before and after a change.

pub mod absent;
pub mod count_series;
pub mod event_gaps;
pub mod order_of_events;
pub mod percent;
pub mod period;
pub mod phases;
pub mod proportion_series;
