//! Periods in order, and what was counted in them before and after a change.

pub mod count_series;
pub mod order_of_events;
pub mod period;
pub mod phases;
