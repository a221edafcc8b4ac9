//! Fewer incidents, or fewer reports of them?

pub mod panel;
