//! Services that count the same thing, beside each other: before and after a change, and over the latest year.

mod compare;
mod figure;
mod words;

pub use compare::{SiteLine, SitesPart, SitesView, compare, copy};

pub(crate) use compare::can_compare;
