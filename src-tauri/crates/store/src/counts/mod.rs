//! Counts of measures, period by period, and the entries by which they came in.
//!
//! A count is not an event of somebody's care: it is written to a table of its own, with one digest an
//! entry in the audit chain and the earlier values kept when it is corrected or undone.

mod digest;
mod replay;
mod undo;
mod write;

use chrono::{Days, NaiveDate};
use domain::{BatchId, MeasureId, UserId, measure::PeriodCount};
use rusqlite::{Connection, Row, named_params};

pub use undo::{Kept, Undone, undo};
pub use write::{EntryHow, NewEntry, write};

pub(crate) use replay::check;

use crate::{Error, Instant, Result, measures::MeasureKey};

fn epoch() -> NaiveDate {
    chrono::DateTime::UNIX_EPOCH.date_naive()
}

/// Days since 1970, as `start` columns keep dates.
pub(crate) fn day_number(day: NaiveDate) -> i64 {
    (day - epoch()).num_days()
}

pub(crate) fn day_of(number: i64) -> NaiveDate {
    let days = Days::new(number.unsigned_abs());
    if number < 0 { epoch() - days } else { epoch() + days }
}

/// Every count of a measure, in order.
///
/// # Errors
/// The database's.
pub fn list(conn: &Connection, measure: MeasureKey) -> Result<Vec<PeriodCount>> {
    let mut statement = conn.prepare_cached(
        "SELECT c.start, c.events, c.exposure, n.text AS note FROM period_count AS c
         LEFT JOIN period_note AS n ON n.measure_key = c.measure_key AND n.start = c.start
         WHERE c.measure_key = :measure ORDER BY c.start",
    )?;
    let rows = statement.query_map(named_params! { ":measure": measure.0 }, |row| {
        Ok(PeriodCount {
            start: day_of(row.get("start")?),
            events: row.get("events")?,
            exposure: row.get("exposure")?,
            note: row.get("note")?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// An entry of counts, as a list shows it.
#[derive(Debug, Clone)]
pub struct EntryItem {
    /// Identity.
    pub id: BatchId,
    /// How the counts came in.
    pub how: EntryHow,
    /// The file they came from.
    pub file_name: Option<String>,
    /// How many periods.
    pub rows: u64,
    /// When.
    pub recorded_at: Instant,
    /// By whom.
    pub author_id: UserId,
    /// When it was undone.
    pub undone_at: Option<Instant>,
}

impl EntryItem {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        let how: String = row.get("how")?;
        Ok(Self {
            id: BatchId(row.get("id")?),
            how: EntryHow::from_code(&how).ok_or(Error::Damaged(crate::Damage::Record))?,
            file_name: row.get("file_name")?,
            rows: row.get("rows")?,
            recorded_at: row.get("recorded_at")?,
            author_id: UserId(row.get("author_id")?),
            undone_at: row.get("undone_at")?,
        })
    }
}

/// The imports into a measure, newest first.
///
/// # Errors
/// The database's.
pub fn imports(conn: &Connection, measure: MeasureKey) -> Result<Vec<EntryItem>> {
    let mut statement = conn.prepare_cached(
        "SELECT e.*, (SELECT u.recorded_at FROM count_entry AS u WHERE u.undoes = e.key ORDER BY u.key LIMIT 1) AS undone_at FROM count_entry AS e
         WHERE e.measure_key = :measure AND e.how = 'imported' ORDER BY e.key DESC",
    )?;
    let mut rows = statement.query(named_params! { ":measure": measure.0 })?;
    let mut items = Vec::new();
    while let Some(row) = rows.next()? {
        items.push(EntryItem::from_row(row)?);
    }
    Ok(items)
}

/// The measure that an entry belongs to.
///
/// # Errors
/// [`Error::NotFound`], or the database's.
pub fn measure_of(conn: &Connection, entry: BatchId) -> Result<MeasureId> {
    Ok(conn
        .prepare_cached(
            "SELECT m.id FROM count_entry AS e JOIN measure AS m ON m.key = e.measure_key WHERE e.id = :id
             AND m.service_id IN (SELECT service_id FROM temp.session_service)",
        )?
        .query_row(named_params! { ":id": entry.bytes() }, |row| row.get("id").map(MeasureId))?)
}
