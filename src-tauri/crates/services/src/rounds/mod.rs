//! Rounds of people's results: entered by pseudonymous code, compared before and after a change.

mod change;
mod figure;
mod form;
mod list;
mod paste;
mod value;

pub use change::{add, amend, remove, restore};
pub use form::{EntryForm, RoundForm};
pub use list::{RoundKindRow, RoundRow, RoundsView, copy, list};
pub use paste::{RoundPaste, RoundPasteProblem, paste};

pub(crate) use value::thousandths;
