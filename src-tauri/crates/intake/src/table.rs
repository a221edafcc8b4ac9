//! What was read, before anybody has said what the columns mean.

use chrono::{NaiveDate, NaiveDateTime};

use crate::Note;

/// A header and the rows under it, from one sheet, one text file or one pasted block.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// One name per column. A column without a name is called after its letter ("Column C").
    pub header: Vec<String>,
    /// Row number of the header as the spreadsheet program shows it; 0 when there was none
    /// (a pasted block of figures).
    pub header_row: u32,
    /// The rows below the header that hold anything, in the order of the file.
    pub rows: Vec<Row>,
    /// The sheet that was read; `None` for text.
    pub sheet: Option<String>,
    /// Every worksheet of the workbook, in its order; empty for text.
    pub sheets: Vec<SheetInfo>,
    /// What a person should know about how the file was read.
    pub notes: Vec<Note>,
}

/// One row of a [`Table`].
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The number the spreadsheet program shows beside the row, counted from 1. In a text file
    /// it is the number of the record: a line break inside quotes does not start a new row.
    pub number: u32,
    /// The cells from the left; cells after the last one that holds something are left out.
    pub cells: Vec<Cell>,
}

impl Row {
    /// The cell of a column; a column beyond the last cell is [`Cell::Empty`].
    #[must_use]
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::Empty)
    }

    /// Whether no cell holds anything but white space.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(Cell::is_blank)
    }
}

/// The content of one cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text, exactly as it stands. Text that looks like a formula is text.
    Text(Box<str>),
    /// A number of a workbook. A formula counts as the value the workbook saved with it.
    Number(f64),
    /// A date of a workbook.
    Date(NaiveDate),
    /// A date of a workbook with a time of day, to the nearest second.
    Moment(NaiveDateTime),
    /// A formula that the workbook holds no value for: it was never calculated.
    Uncalculated,
}

impl Cell {
    /// Whether the cell holds nothing, or only white space.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            Self::Number(_) | Self::Date(_) | Self::Moment(_) | Self::Uncalculated => false,
        }
    }

    /// The day of a date of a workbook, with or without a time of day.
    #[must_use]
    pub fn day(&self) -> Option<NaiveDate> {
        match self {
            Self::Date(date) => Some(*date),
            Self::Moment(moment) => Some(moment.date()),
            Self::Empty | Self::Text(_) | Self::Number(_) | Self::Uncalculated => None,
        }
    }

    /// The cell as a person would read it, at most 80 characters.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => cut(text.trim()),
            Self::Number(number) => cut(&number.to_string()),
            Self::Date(date) => date.format("%d/%m/%Y").to_string(),
            Self::Moment(moment) => moment.format("%d/%m/%Y %H:%M").to_string(),
            Self::Uncalculated => "(formula)".to_owned(),
        }
    }
}

/// A worksheet of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetInfo {
    /// The name on its tab.
    pub name: String,
    /// Whether the workbook hides it.
    pub hidden: bool,
}

/// The longest piece of a cell that is repeated back to a person, in characters.
const SHOWN_CHARACTERS: usize = 80;

/// Cuts a text to 80 characters, the last one being an ellipsis when anything was cut.
pub(crate) fn cut(text: &str) -> String {
    match text.char_indices().nth(SHOWN_CHARACTERS) {
        None => text.to_owned(),
        Some(_) => text.chars().take(SHOWN_CHARACTERS - 1).chain(['…']).collect(),
    }
}

/// The letters a spreadsheet program shows above a column: 0 is A, 25 is Z, 26 is AA.
#[must_use]
pub fn column_letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut left = column;
    loop {
        letters.push(char::from(b'A' + u8::try_from(left % 26).unwrap_or(0)));
        if left < 26 {
            break;
        }
        left = left / 26 - 1;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_lettered_as_spreadsheets_letter_them() {
        let letters = [0, 25, 26, 51, 52, 701, 702, 16_383].map(column_letters);
        assert_eq!(letters, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD"]);
    }

    #[test]
    fn a_long_cell_is_cut_to_eighty_characters() {
        assert_eq!(Cell::Text("é".repeat(80).into()).shown(), "é".repeat(80));
        let shown = Cell::Text("é".repeat(81).into()).shown();
        assert_eq!(shown.chars().count(), 80);
        assert!(shown.ends_with('…'));
    }
}
