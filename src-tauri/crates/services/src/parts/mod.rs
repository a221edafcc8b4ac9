//! Parts of a case: recorded, amended with a reason, removed to a bin and put back; their forms, their history.

mod form;
mod history;
mod list;
mod named;
mod save;
mod summary;

pub use form::{FieldChoice, FieldView, PartForm, blank_form, filled_form};
pub use history::{Difference, PartWording, history};
pub use list::{FieldWords, KnownParts, PartRow, PartSection, sections};
pub use save::{Confirmed, PartDraft, add, amend, remove, restore};

pub(crate) use list::{CaseParts, all_of, known, load, load_of, recorded_on, words_of};
pub(crate) use named::CaseNames;
