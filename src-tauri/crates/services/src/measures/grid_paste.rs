//! A block pasted from a spreadsheet into the grid: shown first, saved after.

use chrono::NaiveDate;
use domain::{MeasureId, access::Read, measure::PeriodCount};
use intake::{Cell, CountFault, DateOrder, DateOrderFinding, date_order, read_count};
use serde::Serialize;

use super::grid::{GridColumn, GridEdit};
use crate::{Error, MappedDateOrder, Question, Result, Session, Vault};

/// A cell that was not understood.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct GridPasteProblem {
    /// Row of the block, from 1.
    pub row: u32,
    /// Column, in words.
    pub column: String,
    /// The cell as shown.
    pub content: String,
    /// What is wrong.
    pub message: String,
}

/// What a pasted block would change.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct GridPaste {
    /// Periods it would set.
    pub edits: Vec<GridEdit>,
    /// Cells that were not understood; their rows are not among the edits.
    pub problems: Vec<GridPasteProblem>,
    /// What has to be answered first; then there is nothing else.
    pub question: Option<Question>,
}

/// Understands a block pasted at a cell. With dates in its first column the rows go where the dates say;
/// without, they go down from the cell, one period each. `order` answers the question which of day and
/// month comes first; it is asked where the dates of the block can be read both ways.
///
/// # Errors
/// Not for this role, not there, a block that is no table, or the store's.
pub fn paste(
    vault: &Vault,
    session: &Session,
    id: MeasureId,
    start: &str,
    column: GridColumn,
    text: &str,
    order: Option<MappedDateOrder>,
) -> Result<GridPaste> {
    session.require_read(Read::Measures)?;
    let facts = super::analysis::load(vault, session, id)?;
    let every = facts.measure.record.every;
    let table = intake::paste(text).map_err(|error| Error::FileUnreadable(error.to_string()))?;
    let first: NaiveDate = start.parse().map_err(|_| Error::Internal("day of the grid"))?;
    let mut out = GridPaste { edits: Vec::new(), problems: Vec::new(), question: None };
    let order = match (date_order(&table, 0), order) {
        _ if table.header.len() < 2 => None,
        (DateOrderFinding::NotDates, _) => None,
        (_, Some(answered)) => Some(DateOrder::from(answered)),
        (DateOrderFinding::Settled { order, .. }, None) => Some(order),
        (DateOrderFinding::Ambiguous { examples }, None) => {
            out.question = Some(Question::date_order(&examples));
            return Ok(out);
        }
        (DateOrderFinding::Contradictory { day_first, month_first, .. }, None) => {
            out.question = Some(Question::mixed_dates(&day_first, &month_first));
            return Ok(out);
        }
    };
    let mut at = every.start_of(first);
    for (number, row) in (1_u32..).zip(&table.rows) {
        let period = order.map_or(Ok(at), |order| dated_period(row.cell(0), order, every));
        match period {
            Err(message) => out.problems.push(problem(number, "Date", row.cell(0), message)),
            Ok(start) => {
                let standing = facts.counts.iter().find(|count| count.start == start);
                match edit(start, standing, row, column, order.is_some(), number) {
                    Ok(edit) => out.edits.push(edit),
                    Err(found) => out.problems.push(found),
                }
            }
        }
        at = every.next(at);
    }
    Ok(out)
}

fn problem(row: u32, column: &str, cell: &Cell, message: String) -> GridPasteProblem {
    GridPasteProblem { row, column: column.to_owned(), content: cell.shown().chars().take(80).collect(), message }
}

/// What is wrong with a number, in words.
pub(super) const fn fault_words(fault: CountFault) -> &'static str {
    match fault {
        CountFault::Negative => "A count cannot be less than 0.",
        CountFault::Fractional => "A count is a whole number.",
        CountFault::TooLarge => "This number is too large to be meant.",
        _ => "This is not a number.",
    }
}

fn dated_period(cell: &Cell, order: DateOrder, every: domain::indicator::Every) -> Result<NaiveDate, String> {
    let day = match cell {
        Cell::Date(day) => Some(*day),
        other => intake::read_date(&other.shown()).and_then(|reading| reading.in_order(order).ok()),
    };
    let day = day.ok_or_else(|| "This is not a date.".to_owned())?;
    if every.start_of(day) == day {
        Ok(day)
    } else {
        Err(format!("A {} begins on {}.", every.words().0, domain::plain::date(every.start_of(day))))
    }
}

fn edit(
    start: NaiveDate,
    standing: Option<&PeriodCount>,
    row: &intake::Row,
    column: GridColumn,
    dated: bool,
    number: u32,
) -> Result<GridEdit, GridPasteProblem> {
    let mut edit = GridEdit {
        start: start.to_string(),
        events: standing.map_or_else(String::new, |count| count.events.to_string()),
        exposure: standing.and_then(|count| count.exposure).map_or_else(String::new, |exposure| exposure.to_string()),
        note: standing.and_then(|count| count.note.clone()).unwrap_or_default(),
    };
    let columns: &[GridColumn] = match (dated, column) {
        (true, _) | (false, GridColumn::Start | GridColumn::Events) => {
            &[GridColumn::Events, GridColumn::Exposure, GridColumn::Note]
        }
        (false, GridColumn::Exposure) => &[GridColumn::Exposure, GridColumn::Note],
        (false, GridColumn::Note) => &[GridColumn::Note],
    };
    let skip = usize::from(dated);
    for (target, place) in columns.iter().zip(skip..) {
        let cell = row.cell(place);
        if cell.is_blank() {
            continue;
        }
        match target {
            GridColumn::Note => edit.note = cell.shown(),
            GridColumn::Start => {}
            GridColumn::Events | GridColumn::Exposure => {
                let value = read_count(cell)
                    .map_err(|fault| {
                        let name = if *target == GridColumn::Events { "Events" } else { "Out of" };
                        problem(number, name, cell, fault_words(fault).to_owned())
                    })?
                    .to_string();
                if *target == GridColumn::Events {
                    edit.events = value;
                } else {
                    edit.exposure = value;
                }
            }
        }
    }
    Ok(edit)
}
