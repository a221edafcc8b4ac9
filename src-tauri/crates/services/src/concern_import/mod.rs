//! Concerns from a file: each row becomes a case, all at once or not at all, undone and put back whole.

mod check;
mod columns;
mod commit;
mod row;
mod undo;

pub use check::{ComingIn, ConcernRun, check};
pub use columns::{ColumnRole, ConcernMapping, ConcernPreview, SameNames, named_columns, open};
pub use commit::{ConcernImportRow, commit, list};
pub use undo::{ConcernUndo, put_back, undo};
