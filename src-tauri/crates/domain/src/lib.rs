//! Records, value types, rules and reference data of adult safeguarding in England.
//!
//! Nothing here reads a clock, a file or a database: time, identities and text are passed in.

pub mod access;
pub mod action;
pub mod audit;
pub mod authority;
pub mod calendar;
pub mod case;
pub mod concern_import;
pub mod declared;
pub mod duty;
pub mod group;
pub mod ids;
pub mod indicator;
pub mod lists;
pub mod measure;
pub mod pack;
pub mod part;
pub mod person;
pub mod plain;
pub mod problem;
pub mod provider;
pub mod recurrence;
pub mod reference;
pub mod round;
pub mod search;
pub mod stage;
pub mod statutory;
pub mod text;
pub mod time;
pub mod timeline;
pub mod two_clocks;

pub use ids::*;
pub use problem::{FieldProblem, Problems};
