//! From numbers to a verdict: the table, its guards, and what would settle it.

pub mod after_chart;
pub mod codes;
pub mod count;
pub mod evidence;
pub mod guards;
mod one_p;
pub mod people;
mod pre_trend;
pub mod proportion;
pub mod question;
pub mod settle;
pub mod sides;
pub mod sustained;
pub mod what_if;
pub mod worst;
