//! The timeline: dated facts, amended with a reason, removed to a bin and put back.

mod add;
mod amend;
mod facts;
mod history;
mod row;

pub use add::{EventDraft, add};
pub use amend::{amend, remove, restore};
pub use history::{HistoryRow, history};
pub use row::EventRow;

pub(crate) use facts::{Fact, Source, facts};
