//! Special-cause rules.

pub mod found;
pub(crate) mod search;
