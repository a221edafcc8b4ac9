//! A measure as CSV: a column of first days, one of events, one of what they are counted among, one of states.

use std::path::Path;

use chrono::NaiveDate;
use domain::indicator::Every;
use intake::{Cell, CountFault, DateOrder, DateOrderFinding, Row, Table, date_order, read_date};
use measures::{DateRange, Direction, Period, PeriodState};

use super::{Called, ReadFile, Told, json::Asked};
use crate::{Error, Result};

const STARTS: [&str; 5] = ["start", "week", "month", "date", "period"];
const EVENTS: [&str; 4] = ["events", "event", "num", "count"];
const EXPOSURES: [&str; 4] = ["exposure", "den", "denominator", "among"];
const STATES: [&str; 1] = ["state"];

pub(super) fn read(bytes: &[u8], file: &Path, told: &Told) -> Result<ReadFile> {
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let table = intake::open(bytes, &name, None).map_err(|error| Error::FileUnreadable(error.to_string()))?;
    let heads: Vec<String> = table.header.iter().map(|head| head.trim().to_lowercase()).collect();
    let column = |words: &[&str]| heads.iter().position(|head| words.contains(&head.as_str()));
    // "Week commencing" begins with a word for the first day.
    let begins = |words: &[&str]| {
        heads.iter().position(|head| head.split_whitespace().next().is_some_and(|word| words.contains(&word)))
    };
    let (exposures, states) = (column(&EXPOSURES), column(&STATES));
    let starts = column(&STARTS).or_else(|| begins(&STARTS));
    // With two columns the other one is what is counted, whatever it is called.
    let events = column(&EVENTS).or_else(|| (heads.len() == 2).then(|| starts.map(|starts| 1 - starts)).flatten());
    let (Some(starts), Some(events)) = (starts, events) else {
        return Err(Error::invalid(
            "file",
            "The first line names the columns: start and events, and exposure and state where there are any. Nothing \
             was written. Rename the columns and try again.",
        ));
    };
    let Some(change_on) = told.change_on else {
        return Err(Error::invalid(
            "change",
            "A CSV file does not say when the change was made: add --change DATE. Nothing was written.",
        ));
    };
    let order = match date_order(&table, starts) {
        DateOrderFinding::Settled { order, .. } => order,
        DateOrderFinding::Ambiguous { .. } => DateOrder::DayFirst,
        DateOrderFinding::Contradictory { day_first, month_first, .. } => {
            return Err(Error::invalid(
                "file",
                format!(
                    "Some dates are written day first ({day_first}) and some month first ({month_first}). Nothing was \
                     written. Write them all one way and try again."
                ),
            ));
        }
        DateOrderFinding::NotDates => {
            return Err(Error::invalid("file", "The column of first days holds no dates. Nothing was written."));
        }
    };
    let rows: Vec<&Row> = table.rows.iter().filter(|row| !row.is_blank()).collect();
    // A column without a name is called after its letter.
    let is_named = |(at, head): (usize, &String)| *head != format!("Column {}", intake::column_letters(at));
    let named = table.header.iter().enumerate().rposition(is_named).map_or(0, |at| at + 1);
    for row in &rows {
        if let Some(surplus) = row.cells.get(named) {
            let surplus = surplus.shown();
            return Err(wrong(
                row,
                format!(
                    "\"{surplus}\" stands beyond the last column. A number such as 1,169 needs \
                quotation marks, or no comma."
                ),
            ));
        }
    }
    let days = rows.iter().map(|row| first_day(row, starts, order)).collect::<Result<Vec<_>>>()?;
    let every = match told.every {
        Some(every) => every,
        None => every_of(&heads[starts], &days)?,
    };
    let columns = (events, exposures, states);
    let periods =
        rows.iter().zip(&days).map(|(row, start)| period(row, *start, columns, every)).collect::<Result<Vec<_>>>()?;
    let shares = heads[events] == "num" && exposures.is_some_and(|column| heads[column] == "den");
    Ok(ReadFile {
        periods,
        places: days.iter().copied().zip(rows.iter().map(|row| format!("Row {}", row.number))).collect(),
        every,
        direction: if told.higher_is_better { Direction::HigherIsBetter } else { Direction::LowerIsBetter },
        proportion: told.proportion || shares,
        change_on,
        called: called(&table, events, exposures),
        asked: Asked {
            baseline: told.baseline.map(|(first, last)| DateRange { first, last }),
            washout_periods: told.washout_periods,
            check: told.check,
            ..Asked::default()
        },
    })
}

/// Names from the headings, where those say more than "events".
fn called(table: &Table, events: usize, exposures: Option<usize>) -> Called {
    let own = |column: usize, words: &[&str]| {
        let head = table.header[column].trim();
        (!words.contains(&head.to_lowercase().as_str())).then(|| head.to_lowercase())
    };
    let mut called = Called::default();
    if let Some(many) = own(events, &EVENTS) {
        called.events_many = many;
    }
    called.exposure_many = exposures.and_then(|column| own(column, &EXPOSURES));
    called
}

type Columns = (usize, Option<usize>, Option<usize>);

fn wrong(row: &Row, what: String) -> Error {
    Error::invalid("file", format!("Row {}: {what} Nothing was written. Mend the row and try again.", row.number))
}

fn first_day(row: &Row, starts: usize, order: DateOrder) -> Result<NaiveDate> {
    match row.cell(starts) {
        Cell::Date(day) => Ok(*day),
        cell => day_of(&cell.shown(), order).ok_or_else(|| wrong(row, format!("\"{}\" is no date.", cell.shown()))),
    }
}

/// How long a period is: by the heading, or by how far apart the first days lie.
fn every_of(head: &str, days: &[NaiveDate]) -> Result<Every> {
    for (word, every) in [("week", Every::Week), ("month", Every::Month), ("quarter", Every::Quarter)] {
        if head.split_whitespace().next() == Some(word) {
            return Ok(every);
        }
    }
    let mut sorted = days.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    // The shortest gap is one period; a longer one is a period that is not there.
    let Some(gap) = sorted.windows(2).map(|pair| (pair[1] - pair[0]).num_days()).min() else {
        return Ok(Every::Week);
    };
    match gap {
        1 => Ok(Every::Day),
        2..=7 => Ok(Every::Week),
        28..=31 => Ok(Every::Month),
        89..=92 => Ok(Every::Quarter),
        _ if gap % 7 == 0 => Ok(Every::Week),
        _ => Err(Error::invalid(
            "every",
            format!(
                "The first days lie {gap} days apart, which is no day, week, month or quarter. Say which it is with \
                 --every. Nothing was written."
            ),
        )),
    }
}

/// "1,169", "1 169", "210.5": a number of which it is plain what the comma and the point are.
fn exposure_of(cell: &Cell) -> Option<f64> {
    if let Ok(whole) = intake::read_count(cell) {
        #[expect(clippy::cast_precision_loss, reason = "at most a thousand million")]
        return Some(whole as f64);
    }
    match cell {
        Cell::Number(value) => Some(*value),
        cell => {
            let text = cell.shown();
            let text = text.trim();
            let is_plain = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b'-');
            is_plain.then(|| text.parse().ok()).flatten()
        }
    }
}

fn period(row: &Row, start: NaiveDate, (events, exposures, states): Columns, every: Every) -> Result<Period> {
    let wrong = |what: String| wrong(row, what);
    let cell = row.cell(events);
    let count = match intake::read_count(cell) {
        Ok(count) => Some(count),
        Err(CountFault::Blank) => None,
        Err(fault) => {
            let why = match fault {
                CountFault::TooLarge => "is larger than can be worked with",
                CountFault::Negative | CountFault::Fractional => "is no whole number of 0 or more",
                _ => "is no count of events",
            };
            return Err(wrong(format!("\"{}\" {why}.", cell.shown())));
        }
    };
    let exposure = match exposures.map(|column| row.cell(column)) {
        None => None,
        Some(cell) if cell.is_blank() => None,
        Some(cell) => match exposure_of(cell).filter(|value| value.is_finite() && *value >= 0.0) {
            Some(value) => Some(value),
            None => {
                return Err(wrong(format!(
                    "\"{}\" is no exposure: a number of 0 or more, with a point before decimals.",
                    cell.shown()
                )));
            }
        },
    };
    let told = states.map(|column| row.cell(column).shown().trim().to_lowercase()).filter(|state| !state.is_empty());
    let state = match told.as_deref() {
        None if count.is_some() => PeriodState::Observed,
        None => PeriodState::Missing,
        Some("observed") => PeriodState::Observed,
        Some("missing") => PeriodState::Missing,
        Some("excluded") => PeriodState::Excluded,
        Some("partial") => PeriodState::Partial,
        Some("no_exposure") => PeriodState::NoExposure,
        Some(other) => {
            return Err(wrong(format!(
                "\"{other}\" is no state; there are observed, missing, excluded, partial and no_exposure."
            )));
        }
    };
    Ok(Period { start, end: every.next(start), state, events: count, exposure })
}

fn day_of(text: &str, order: DateOrder) -> Option<NaiveDate> {
    read_date(text)?.in_order(order).ok()
}
