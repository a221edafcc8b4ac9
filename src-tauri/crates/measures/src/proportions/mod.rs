//! So many of so many: one share, two shares, the same people twice.

pub mod adjusted;
pub mod as_r;
pub mod comparison;
pub(crate) mod hypergeometric;
pub(crate) mod odds_ratio;
pub mod same_people;
pub mod share;
