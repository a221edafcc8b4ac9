//! A measure as CSV: a column of first days, one of events, one of what they are counted among, one of states.

use std::path::Path;

use chrono::NaiveDate;
use domain::indicator::Every;
use intake::{Cell, DateOrder, DateOrderFinding, Row, Table, date_order, read_date};
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
    let column =
        |words: &[&str]| table.header.iter().position(|head| words.contains(&head.trim().to_lowercase().as_str()));
    let (Some(starts), Some(events)) = (column(&STARTS), column(&EVENTS)) else {
        return Err(Error::invalid(
            "file",
            "The first line names the columns: start and events, and exposure and state where there are any. Nothing \
             was written.",
        ));
    };
    let (exposures, states) = (column(&EXPOSURES), column(&STATES));
    let Some(change_on) = told.change_on else {
        return Err(Error::invalid(
            "change",
            "A CSV file does not say when the change was made: add --change DATE. Nothing was written.",
        ));
    };
    let every = told.every.unwrap_or(Every::Week);
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
    let periods = table
        .rows
        .iter()
        .filter(|row| !row.is_blank())
        .map(|row| period(row, (starts, events, exposures, states), order, every))
        .collect::<Result<Vec<_>>>()?;
    Ok(ReadFile {
        periods,
        every,
        direction: if told.higher_is_better { Direction::HigherIsBetter } else { Direction::LowerIsBetter },
        proportion: told.proportion,
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

type Columns = (usize, usize, Option<usize>, Option<usize>);

fn period(row: &Row, (starts, events, exposures, states): Columns, order: DateOrder, every: Every) -> Result<Period> {
    let wrong = |what: String| {
        Error::invalid("file", format!("Row {}: {what} Nothing was written. Mend the row and try again.", row.number))
    };
    let start = match row.cell(starts) {
        Cell::Date(day) => *day,
        cell => day_of(&cell.shown(), order).ok_or_else(|| wrong(format!("\"{}\" is no date.", cell.shown())))?,
    };
    let number = |column: usize, what: &str| -> Result<Option<f64>> {
        let cell = row.cell(column);
        if cell.is_blank() {
            return Ok(None);
        }
        let shown = cell.shown();
        let value: f64 = match cell {
            Cell::Number(value) => *value,
            _ => shown.replace([',', ' '], "").parse().map_err(|_| wrong(format!("\"{shown}\" is no {what}.")))?,
        };
        if value.is_finite() && value >= 0.0 {
            Ok(Some(value))
        } else {
            Err(wrong(format!("{shown} is no {what}: it has to be 0 or more.")))
        }
    };
    let count = number(events, "count of events")?;
    if count.is_some_and(|count| count.fract() != 0.0) {
        return Err(wrong("events are counted in whole numbers.".to_owned()));
    }
    let exposure = exposures.map(|column| number(column, "exposure")).transpose()?.flatten();
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
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be whole and 0 or more")]
    let events = count.map(|count| count as u64);
    Ok(Period { start, end: every.next(start), state, events, exposure })
}

fn day_of(text: &str, order: DateOrder) -> Option<NaiveDate> {
    read_date(text)?.in_order(order).ok()
}
