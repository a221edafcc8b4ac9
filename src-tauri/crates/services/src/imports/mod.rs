//! Counts from a file: columns guessed, every row checked, brought in at once or not at all, undone whole.

mod check;
mod commit;
mod preview;
mod source;
mod undo;

pub use check::{DryRow, DryRunView, RefusedView, check};
pub use commit::{Imported, commit};
pub use preview::{
    ImportMapping, ImportPreview, ImportQuestion, MappedDateOrder, QuestionChoice, SheetRow, named_columns, open,
};
pub use source::Source;
pub use undo::{KeptView, UndoView, undo};
