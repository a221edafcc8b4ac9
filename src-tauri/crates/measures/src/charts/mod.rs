//! Centres and limits, and which chart a measure gets.

pub mod anhoej;
pub mod assurance;
pub mod baseline;
mod baseline_totals;
pub mod c_chart;
pub mod choice;
mod choose;
pub mod gap_chart;
pub mod limits;
pub mod p_chart;
pub mod phased_xmr;
pub mod prime_chart;
pub mod recalculation;
pub mod run_chart;
pub mod u_chart;
pub mod xmr;
