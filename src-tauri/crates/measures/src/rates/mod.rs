//! Counts in exposures: one rate, two rates.

pub mod comparison;
pub mod interval;
