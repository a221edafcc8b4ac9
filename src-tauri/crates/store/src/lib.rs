//! The encrypted SQLite store of one provider.
//!
//! A vault is a folder: `vault.db` (SQLCipher), `vault.keys` (the data key, sealed to each person),
//! `vault.lock`, `vault.tries` and `vault.checks`. This crate opens it, keeps revisions as the record with tables of
//! current values as projections, and appends to the audit chain. It knows no use case.
//!
//! Functions take `&Connection` or `&Transaction` and never begin a transaction: [`Database::write`]
//! is the only place that does.

pub mod actions;
pub mod audit;
pub mod canonical;
pub mod cases;
pub mod concern_imports;
pub mod counts;
pub mod drafts;
pub mod due;
pub mod evaluations;
pub mod evidence;
pub mod groups;
pub mod keys;
pub mod measures;
pub mod migrations;
pub mod packs;
pub mod parts;
pub mod people;
pub mod period_notes;
pub mod reference_entries;
pub mod reporting;
pub mod revisions;
pub mod rounds;
pub mod search;
pub mod services;
pub mod timeline_events;
pub mod users;
pub mod vault;
pub mod verify;

mod checks;
mod database;
mod error;
mod fact_time;
mod instant;
mod numbers;
mod open;
mod pages;
mod scope;

pub(crate) use checks::check_files;
pub use checks::{CheckReport, CheckStep, Watch, patient};
pub use database::Database;
pub use error::{Damage, Error, Result};
pub use instant::Instant;
pub use numbers::{Series, next_number};
pub use open::{APPLICATION_ID, connect, create};
pub use rusqlite::{Connection, Transaction};
pub use scope::{Scope, set_scope};
