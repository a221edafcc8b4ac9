//! Numbers people see: given out once, in order, never reused.

use rusqlite::{Transaction, named_params};

use crate::Result;

/// A series of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Series {
    /// `SG-2026-007`, anew each year.
    Case,
    /// `EP-2026-004`, anew each year.
    Pack,
    /// `A-0031`.
    Action,
    /// `P-0031`.
    Person,
    /// `E-0031`.
    Evidence,
}

impl Series {
    const fn code(self) -> &'static str {
        match self {
            Self::Case => "case",
            Self::Pack => "pack",
            Self::Action => "action",
            Self::Person => "person",
            Self::Evidence => "evidence",
        }
    }
}

/// Takes the next number of a series; `year` is that of recording and only counts for series that
/// begin anew each year.
///
/// # Errors
/// The database's.
pub fn next_number(tx: &Transaction<'_>, series: Series, year: i32) -> Result<u32> {
    let year = if matches!(series, Series::Case | Series::Pack) { year } else { 0 };
    Ok(tx
        .prepare_cached(
            "INSERT INTO counter (series, year, last) VALUES (:series, :year, 1)
             ON CONFLICT (series, year) DO UPDATE SET last = last + 1 RETURNING last",
        )?
        .query_row(named_params! { ":series": series.code(), ":year": year }, |row| row.get("last"))?)
}
