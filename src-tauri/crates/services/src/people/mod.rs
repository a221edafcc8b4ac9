//! People a case names: listed, added, amended, merged where one was recorded twice, and taken apart again.

mod list;
mod merge;
mod save;

pub use list::{PersonCase, PersonDetail, PersonRow, get, list, open};
pub use merge::{merge, unmerge};
pub use save::{PersonDraft, add, amend, remove, restore};
