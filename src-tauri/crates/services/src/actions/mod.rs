//! Promised actions: recorded, amended, removed to a bin and put back.

mod amend;
mod draft;
mod row;

pub use amend::{add, amend, remove, restore};
pub use draft::{ActionDraft, VerifiedDraft};
pub use row::{ActionRow, VerifiedRow};
