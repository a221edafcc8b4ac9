//! Special-cause rules.

pub mod found;
mod search;
