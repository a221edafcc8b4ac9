//! The cells of one worksheet (ECMA-376 part 1, section 18.3).

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::archive::Archive;
use super::workbook::{Workbook, text_part};
use super::xml::{attribute, is_true, referenced, without_escapes};
use crate::date::from_serial;
use crate::header::Merged;
use crate::{Cell, ReadError, Row, Watch, limits, read_date, watch::goes_on};

/// The rows of a worksheet that hold anything, and what else a reader should know of it.
#[derive(Default)]
pub(super) struct Sheet {
    pub(super) rows: Vec<Row>,
    pub(super) last_row: u32,
    pub(super) merged: Vec<Merged>,
    pub(super) hidden_rows: usize,
    pub(super) first_hidden_row: Option<u32>,
    pub(super) hidden_columns: Vec<usize>,
    /// Formulas with a saved value, by column.
    pub(super) formulas: BTreeMap<usize, usize>,
    pub(super) far_cells: usize,
    cells: usize,
    text_bytes: usize,
}

const PART: &str = "a sheet";
const BROKEN: ReadError = ReadError::UnreadableWorkbook { part: PART };
/// Rows a worksheet can have (ECMA-376 part 1, section 18.3.1.73, as programs keep it).
const LAST_ROW: u32 = 1_048_576;
/// Merged areas that are kept: a header has few.
const MERGED_KEPT: usize = 1_000;

/// A cell while its parts are read.
#[derive(Default)]
struct Open {
    column: usize,
    kind: String,
    style: usize,
    value: String,
    has_value: bool,
    formula: bool,
}

/// Reads a worksheet.
///
/// # Errors
/// A [`ReadError`] if it is missing, damaged or larger than is read.
pub(super) fn read(archive: &Archive<'_>, book: &Workbook, part: &str, watch: Watch<'_>) -> Result<Sheet, ReadError> {
    let text = text_part(archive, part, limits::SHEET_BYTES, PART)?.ok_or(BROKEN)?;
    let mut sheet = Sheet::default();
    let mut reader = Reader::from_str(&text);
    let (mut row, mut hidden) = (Row { number: 0, cells: Vec::new() }, false);
    let mut next_column = 0_usize;
    let mut cell: Option<Open> = None;
    let (mut in_value, mut phonetic, mut finished) = (false, false, false);
    loop {
        match reader.read_event().map_err(|_| BROKEN)? {
            Event::Start(e) => match e.local_name().as_ref() {
                "row" => {
                    row = Row { number: row_number(&e, sheet.last_row)?, cells: Vec::new() };
                    sheet.last_row = row.number;
                    hidden = is_true(&e, "hidden");
                    next_column = 0;
                }
                "c" => cell = Some(open_cell(&e, next_column)?),
                "v" | "t" if !phonetic => {
                    in_value = true;
                    if let Some(cell) = &mut cell {
                        cell.has_value = true;
                    }
                }
                "rPh" => phonetic = true,
                "f" => {
                    if let Some(cell) = &mut cell {
                        cell.formula = true;
                    }
                }
                "col" => sheet.note_columns(&e),
                "mergeCell" => sheet.note_merged(&e),
                _ => {}
            },
            Event::Empty(e) => match e.local_name().as_ref() {
                "row" => {
                    sheet.last_row = row_number(&e, sheet.last_row)?;
                }
                "c" => next_column = open_cell(&e, next_column)?.column + 1,
                "f" => {
                    if let Some(cell) = &mut cell {
                        cell.formula = true;
                    }
                }
                "col" => sheet.note_columns(&e),
                "mergeCell" => sheet.note_merged(&e),
                "sheetData" => finished = true,
                _ => {}
            },
            Event::Text(t) if in_value => push(&mut cell, &t.xml10_content()),
            Event::CData(t) if in_value => push(&mut cell, &t.xml10_content()),
            Event::GeneralRef(r) if in_value => push(&mut cell, &referenced(&r).ok_or(BROKEN)?),
            Event::End(e) => match e.local_name().as_ref() {
                "v" | "t" => in_value = false,
                "rPh" => phonetic = false,
                "c" => {
                    if let Some(open) = cell.take() {
                        next_column = open.column + 1;
                        sheet.put(&mut row, open, book)?;
                    }
                }
                "row" => {
                    sheet.end_row(std::mem::replace(&mut row, Row { number: 0, cells: Vec::new() }), hidden)?;
                    let done = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
                    if !goes_on(watch, sheet.rows.len(), done, text.len()) {
                        return Err(ReadError::Stopped);
                    }
                }
                "sheetData" => finished = true,
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    // A part that stops in the middle would leave rows out without a word.
    if !finished {
        return Err(BROKEN);
    }
    sheet.rows.sort_by_key(|row| row.number);
    let used = sheet.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    sheet.hidden_columns.retain(|column| *column < used);
    Ok(sheet)
}

/// How many rows of a worksheet hold a value, without keeping any. `None` if it cannot be read:
/// a sheet that is not the one wanted spoils nothing.
pub(super) fn count_rows(archive: &Archive<'_>, part: &str) -> Option<usize> {
    let text = text_part(archive, part, limits::SHEET_BYTES, PART).ok()??;
    let mut reader = Reader::from_str(&text);
    let (mut rows, mut holds) = (0, false);
    loop {
        match reader.read_event().ok()? {
            Event::Start(e) if matches!(e.local_name().as_ref(), "v" | "is" | "f") => holds = true,
            Event::End(e) if e.local_name().as_ref() == "row" => rows += usize::from(std::mem::take(&mut holds)),
            Event::Eof => return Some(rows),
            _ => {}
        }
    }
}

fn push(cell: &mut Option<Open>, text: &str) {
    if let Some(cell) = cell {
        cell.value.push_str(text);
    }
}

fn row_number(element: &BytesStart<'_>, last: u32) -> Result<u32, ReadError> {
    match attribute(element, "r") {
        None => Some(last + 1),
        Some(number) => number.parse().ok(),
    }
    .filter(|number| (1..=LAST_ROW).contains(number))
    .ok_or(BROKEN)
}

fn open_cell(element: &BytesStart<'_>, next_column: usize) -> Result<Open, ReadError> {
    let column = match attribute(element, "r") {
        None => next_column,
        Some(reference) => column_of(&reference).ok_or(BROKEN)?,
    };
    Ok(Open {
        column,
        kind: attribute(element, "t").map(std::borrow::Cow::into_owned).unwrap_or_default(),
        style: attribute(element, "s").and_then(|s| s.parse().ok()).unwrap_or(0),
        ..Open::default()
    })
}

/// The position of the column in a reference such as "AB12"; at most XFD.
fn column_of(reference: &str) -> Option<usize> {
    let mut column = 0_usize;
    let letters = reference.bytes().take_while(u8::is_ascii_alphabetic).take(4);
    for letter in letters {
        column = column * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1;
    }
    (1..=16_384).contains(&column).then(|| column - 1)
}

/// First and last row and column of a reference such as "A1:C2".
fn area_of(reference: &str) -> Option<Merged> {
    let (from, to) = reference.split_once(':')?;
    let row = |r: &str| r.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse().ok();
    let area = Merged {
        first_row: row(from)?,
        last_row: row(to)?,
        first_column: column_of(from)?,
        last_column: column_of(to)?.min(limits::COLUMNS - 1),
    };
    (area.first_row <= area.last_row && area.first_column <= area.last_column).then_some(area)
}

impl Sheet {
    fn note_columns(&mut self, element: &BytesStart<'_>) {
        let at = |name| attribute(element, name).and_then(|n| n.parse::<usize>().ok());
        if let (true, Some(min @ 1..), Some(max)) = (is_true(element, "hidden"), at("min"), at("max")) {
            let shown_last = max.min(limits::COLUMNS);
            if self.hidden_columns.len() < limits::COLUMNS {
                self.hidden_columns.extend(min - 1..shown_last);
            }
        }
    }

    fn note_merged(&mut self, element: &BytesStart<'_>) {
        if self.merged.len() < MERGED_KEPT {
            self.merged.extend(attribute(element, "ref").and_then(|r| area_of(&r)));
        }
    }

    fn put(&mut self, row: &mut Row, open: Open, book: &Workbook) -> Result<(), ReadError> {
        let Open { column, formula, .. } = open;
        let cell = value(open, book)?;
        if cell == Cell::Empty {
            return Ok(());
        }
        if column >= limits::COLUMNS {
            self.far_cells += 1;
            return Ok(());
        }
        if formula && cell != Cell::Uncalculated {
            *self.formulas.entry(column).or_default() += 1;
        }
        if let Cell::Text(text) = &cell {
            self.text_bytes += text.len();
            if self.text_bytes > limits::TEXT_BYTES {
                return Err(ReadError::too_large(format!("its texts are more than {} MB", limits::TEXT_BYTES >> 20)));
            }
        }
        if row.cells.len() <= column {
            row.cells.resize(column + 1, Cell::Empty);
        }
        row.cells[column] = cell;
        Ok(())
    }

    fn end_row(&mut self, mut row: Row, hidden: bool) -> Result<(), ReadError> {
        if row.is_blank() {
            return Ok(());
        }
        if hidden {
            self.hidden_rows += 1;
            self.first_hidden_row.get_or_insert(row.number);
        }
        self.cells += row.cells.len();
        if self.rows.len() == limits::ROWS {
            return Err(ReadError::TooManyRows { limit: limits::ROWS });
        }
        if self.cells > limits::CELLS {
            return Err(ReadError::too_large(format!("more than {} cells", limits::CELLS)));
        }
        row.cells.shrink_to_fit();
        self.rows.push(row);
        Ok(())
    }
}

/// The value of a cell by its type (ECMA-376 part 1, section 18.18.11, ST_CellType).
fn value(open: Open, book: &Workbook) -> Result<Cell, ReadError> {
    if open.formula && (!open.has_value || (open.value.is_empty() && open.kind != "str")) {
        return Ok(Cell::Uncalculated);
    }
    let text = |text: &str| if text.is_empty() { Cell::Empty } else { Cell::Text(text.into()) };
    Ok(match open.kind.as_str() {
        "s" => {
            let number = open.value.trim();
            if number.is_empty() {
                return Ok(Cell::Empty);
            }
            text(number.parse().ok().and_then(|n| book.strings.get(n)).ok_or(BROKEN)?)
        }
        "inlineStr" | "str" => text(&without_escapes(open.value)),
        "e" => text(&open.value),
        "b" => text(if open.value.trim() == "1" { "TRUE" } else { "FALSE" }),
        "d" => match read_date(&open.value).map(|r| r.in_order(crate::DateOrder::YearFirst)) {
            Some(Ok(date)) => match open.value.trim().parse::<chrono::NaiveDateTime>() {
                Ok(moment) if moment.time() != chrono::NaiveTime::MIN => Cell::Moment(moment),
                _ => Cell::Date(date),
            },
            _ => text(&open.value),
        },
        _ => {
            let written = open.value.trim();
            match written.parse::<f64>() {
                Ok(number) if book.styles.is_date(open.style) => {
                    from_serial(number, book.dates_1904).map_or(Cell::Number(number), |date| at_time(date, number))
                }
                Ok(number) => Cell::Number(number),
                Err(_) => text(written),
            }
        }
    })
}

/// A day with the time of day that the fraction of its serial number stands for; midnight is the day alone.
fn at_time(date: chrono::NaiveDate, serial: f64) -> Cell {
    // Below 86,400.5 and not negative.
    #[allow(clippy::cast_possible_truncation)]
    let seconds = (serial.fract() * 86_400.0).round() as i64;
    match date.and_time(chrono::NaiveTime::MIN).checked_add_signed(chrono::TimeDelta::seconds(seconds)) {
        Some(moment) if seconds > 0 => {
            if moment.time() == chrono::NaiveTime::MIN {
                Cell::Date(moment.date())
            } else {
                Cell::Moment(moment)
            }
        }
        _ => Cell::Date(date),
    }
}
