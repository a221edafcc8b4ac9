//! Counts in exposures: one rate, two rates, and how long to wait for an answer.

pub mod anytime;
pub mod comparison;
pub mod dispersion;
pub mod effective;
pub mod interval;
pub mod look_ahead;
