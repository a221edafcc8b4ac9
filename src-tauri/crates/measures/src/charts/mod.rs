//! Centres and limits.

pub mod limits;
pub mod u_chart;
pub mod xmr;
