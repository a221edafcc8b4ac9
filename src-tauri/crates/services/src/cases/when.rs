//! A fact's time as the window shows it.

use domain::{
    plain,
    time::{FactTime, Precision},
};
use serde::Serialize;

/// A date, and a time where it is known.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct WhenView {
    /// ISO date.
    pub date: String,
    /// "13:05".
    pub time: Option<String>,
    /// Minutes east of UTC then in force.
    pub offset_min: Option<i32>,
    /// How exactly it is known.
    pub precision: Precision,
    /// In words.
    pub text: String,
    /// "7 Feb".
    pub short: String,
}

impl From<&FactTime> for WhenView {
    fn from(at: &FactTime) -> Self {
        Self {
            date: at.date.to_string(),
            time: at.time.map(plain::time),
            offset_min: at.offset_min,
            precision: at.precision,
            text: at.text(),
            short: plain::short_date(at.date),
        }
    }
}
