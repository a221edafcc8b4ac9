//! When something happened, in the columns of a projection: `…_date`, `…_time`, `…_offset_min`, `…_precision`.

use chrono::NaiveTime;
use domain::time::{FactTime, Precision};
use rusqlite::Row;

use crate::{Damage, Error, Result};

/// How a time of day stands in its column.
const TIME: &str = "%H:%M";

/// What stands in `…_time`.
pub(crate) fn time_column(at: &FactTime) -> Option<String> {
    at.time.map(|time| time.format(TIME).to_string())
}

/// Reads the columns that begin with `prefix`.
///
/// # Errors
/// [`Damage::Record`] for what was not written so; the database's.
pub(crate) fn from_row(row: &Row<'_>, prefix: &str) -> Result<FactTime> {
    let name = |part: &str| format!("{prefix}_{part}");
    let not_written_so = || Error::Damaged(Damage::Record);
    let date: String = row.get(name("date").as_str())?;
    let time: Option<String> = row.get(name("time").as_str())?;
    let precision: String = row.get(name("precision").as_str())?;
    Ok(FactTime {
        date: date.parse().map_err(|_| not_written_so())?,
        time: time.map(|time| NaiveTime::parse_from_str(&time, TIME)).transpose().map_err(|_| not_written_so())?,
        offset_min: row.get(name("offset_min").as_str())?,
        precision: Precision::from_code(&precision).ok_or_else(not_written_so)?,
    })
}
