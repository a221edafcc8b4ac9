//! Whether concerns come back: cases like one case, repeated low-level events, and rates after closure.

mod alike;
mod rates;

pub use alike::{LikeRow, LikeView, Warning, WindowRow, like};
pub use rates::{CaseLink, RateRow, RatesView, rates};
