//! What a person should know about how a file was read.

use std::fmt;

use crate::table::column_letters;

/// Something noticed while reading that changed nothing but should not pass in silence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// The text was read in this encoding, which is not plain UTF-8.
    Encoding(&'static str),
    /// The columns are separated by this character.
    Delimiter(char),
    /// This many rows that hold text stand above the header.
    SkippedLinesBeforeHeader(u32),
    /// The block had no header; columns are called by their letters.
    NoHeader,
    /// A sheet that the workbook hides. It is read only if it was asked for by name.
    HiddenSheet {
        /// Its name.
        name: String,
        /// Rows of it that hold something.
        rows: usize,
    },
    /// Another visible sheet that holds something and was not read.
    OtherSheet {
        /// Its name.
        name: String,
        /// Rows of it that hold something.
        rows: usize,
    },
    /// Rows that the workbook hides (often by a filter). They were read.
    HiddenRows {
        /// How many.
        count: usize,
        /// The first of them.
        first: u32,
    },
    /// A column that the workbook hides. It was read.
    HiddenColumn {
        /// Its position, from 0.
        column: usize,
    },
    /// The header stands in merged cells over more than one row; the names were put together.
    MergedHeader,
    /// This column holds formulas; the values saved with them were used.
    FormulaValuesUsed {
        /// Its position, from 0.
        column: usize,
        /// How many formulas.
        count: usize,
    },
    /// Rows between others that hold nothing.
    BlankRows(usize),
    /// Rows after the last one that holds something.
    TrailingBlankRows(usize),
    /// Cells too far to the right to belong to the table; they were not read.
    FarCells(usize),
    /// The workbook counts its days from 1 January 1904.
    Dates1904,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Encoding(name) => write!(f, "The text was read as {name}."),
            Self::Delimiter('\t') => f.write_str("The columns are separated by tabs."),
            Self::Delimiter(',') => f.write_str("The columns are separated by commas."),
            Self::Delimiter(';') => f.write_str("The columns are separated by semicolons."),
            Self::Delimiter(other) => write!(f, "The columns are separated by \u{201c}{other}\u{201d}."),
            Self::SkippedLinesBeforeHeader(1) => {
                f.write_str("One row above the header was taken as a title and not read.")
            }
            Self::SkippedLinesBeforeHeader(n) => {
                write!(f, "{n} rows above the header were taken as titles and not read.")
            }
            Self::NoHeader => f.write_str("There was no header; the columns are called by their letters."),
            Self::HiddenSheet { name, rows } => {
                write!(f, "The workbook hides a sheet, \u{201c}{name}\u{201d}, with {}.", rows_of(*rows))
            }
            Self::OtherSheet { name, rows } => {
                write!(f, "Another sheet, \u{201c}{name}\u{201d}, with {}, was not read.", rows_of(*rows))
            }
            Self::HiddenRows { count: 1, first } => {
                write!(f, "Row {first} is hidden in the workbook. It was read with the others.")
            }
            Self::HiddenRows { count, first } => write!(
                f,
                "{count} rows, the first of them row {first}, are hidden in the workbook. They were read with the others."
            ),
            Self::HiddenColumn { column } => {
                write!(f, "Column {} is hidden in the workbook. It was read with the others.", column_letters(*column))
            }
            Self::MergedHeader => {
                f.write_str("The header stands in merged cells; the names were put together from its rows.")
            }
            Self::FormulaValuesUsed { column, count: 1 } => write!(
                f,
                "Column {} holds a formula. The value saved in the workbook was used.",
                column_letters(*column)
            ),
            Self::FormulaValuesUsed { column, count } => write!(
                f,
                "Column {} holds {count} formulas. The values saved in the workbook were used.",
                column_letters(*column)
            ),
            Self::BlankRows(n) => write!(f, "Between the others, {} nothing.", hold(*n)),
            Self::TrailingBlankRows(n) => write!(f, "At the end, {} nothing.", hold(*n)),
            Self::FarCells(n) => write!(
                f,
                "{n} cells far to the right of the table, beyond column {}, were not read.",
                column_letters(crate::limits::COLUMNS - 1)
            ),
            Self::Dates1904 => f.write_str("The workbook counts its days from 1 January 1904; its dates were read so."),
        }
    }
}

fn rows_of(n: usize) -> String {
    if n == 1 { "1 row".to_owned() } else { format!("{n} rows") }
}

fn hold(n: usize) -> String {
    if n == 1 { "1 row holds".to_owned() } else { format!("{n} rows hold") }
}
