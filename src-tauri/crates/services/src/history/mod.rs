//! What was recorded, by whom, when and why: every change of a case in plain words, and the case as it was known on a day.

mod changes;
mod described;
mod known;

pub use changes::{ChangeRow, list};
pub use known::{KnownOn, known_on};
