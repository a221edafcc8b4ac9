//! Counts from a file: columns guessed, every row checked, brought in at once or not at all, undone whole.

mod check;
mod commit;
mod preview;
mod rows;
mod source;
mod undo;
mod watch;

pub use check::{DryRow, DryRunView, RefusedView, check};
pub use commit::{Imported, commit};
pub use preview::{ImportMapping, ImportPreview, SheetRow, named_columns, open};
pub use rows::{PAGE, RowList, RowsFrom, RowsView};
pub use source::Source;
pub use undo::{KeptView, UndoView, undo};
pub use watch::{Stage, Watch};
