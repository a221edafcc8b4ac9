//! Records, value types, rules and reference data of adult safeguarding in England.
//!
//! Nothing here reads a clock, a file or a database: time, identities and text are passed in.

pub mod access;
pub mod action;
pub mod audit;
pub mod case;
pub mod declared;
pub mod ids;
pub mod indicator;
pub mod measure;
pub mod pack;
pub mod person;
pub mod plain;
pub mod problem;
pub mod provider;
pub mod round;
pub mod time;
pub mod timeline;

pub use ids::*;
pub use problem::{FieldProblem, Problems};
