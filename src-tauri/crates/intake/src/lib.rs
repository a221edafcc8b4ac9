//! CSV and XLSX files read into checked rows. Knows no database and no clock.
//!
//! The steps, in the order a person takes them: [`open`] (or [`paste`]) reads a file into a
//! [`Table`]; [`guess`] proposes which column is which; [`check`] is the dry run: every row that
//! will come in, and every row that will not with its number, column and reason.
//! Nothing in a file is ever evaluated, and no row is left out without being named.

mod check;
mod count;
mod date;
mod date_order;
mod delimited;
mod dry_run;
mod encoding;
mod guess;
mod header;
mod limits;
mod mapping;
mod neutralise;
mod note;
mod open;
mod paste;
mod period;
mod read_error;
mod reason;
mod sniff;
mod table;
mod totals;
mod watch;
mod words;
mod xlsx;

pub use check::{check, check_watched};
pub use count::{CountFault, read_count};
pub use date::{DateFault, DateReading, read_date, written_time};
pub use date_order::{DateOrderFinding, date_order};
pub use dry_run::{AlreadyHere, CheckedRow, DryRun, Question, RefusedRow, Warning};
pub use guess::{Guess, Hints, Why, guess};
pub use mapping::{CountKind, DateOrder, Every, ExistingValue, Mapping, OnExisting, Role, Rules};
pub use neutralise::{neutralise, write_csv};
pub use note::Note;
pub use open::{open, open_watched};
pub use paste::paste;
pub use read_error::ReadError;
pub use reason::Reason;
pub use table::{Cell, Row, SheetInfo, Table, column_letters};
pub use watch::Watch;
