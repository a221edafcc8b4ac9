//! Evident's use cases: a folder for each feature, a file for each verb.
//!
//! Every use case takes the open [`Vault`] and the [`Session`] that asks. It checks permission, reads
//! or changes through the vault, and gives back a view that a window, the command line and a test can
//! all show. The clock is read here and nowhere below.

pub mod actions;
pub mod cases;
pub mod checks;
pub mod chronology;
pub mod clock;
pub mod clocks;
pub mod concern_import;
pub mod demonstration;
pub mod drafts;
pub mod duties;
pub mod error;
pub mod evidence;
pub mod export;
pub mod groups;
pub mod history;
pub mod imports;
pub mod measure_file;
pub mod measures;
pub mod packs;
pub mod paper;
pub mod parts;
pub mod people;
pub mod recurrence;
pub mod reference;
pub mod reference_cases;
pub mod reporting;
pub mod rounds;
pub mod search;
pub mod setup;
pub mod sites;
pub mod stages;
pub mod storage;
pub mod timeline;

mod files;
mod naming;
mod picture;
mod question;
mod random;
mod session;
mod subject;
mod vault;
mod verdict_words;
mod warnings;

pub use error::{Error, ErrorCode, Result};
pub use files::write_whole;
pub use picture::Pixels;
pub use question::{MappedDateOrder, Question, QuestionChoice};
pub use session::{Permissions, Preferences, ServiceRow, Session, SessionView, Theme};
pub use subject::Subject;
pub use vault::Vault;
