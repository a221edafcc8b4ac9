//! Why a file could not be read at all.

use thiserror::Error;

/// A file that gives no table. Each sentence says what happened, that nothing was changed,
/// and what to do. None of them repeats a figure or a text from inside the table, only the
/// name of a column or a sheet.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The file has no bytes, or only white space.
    #[error("The file is empty. Nothing was changed. Export it again and choose the new file.")]
    Empty,
    /// Whoever chose the file did not want it read to its end.
    #[error("Reading was stopped. Nothing was changed. Choose the file again when you want it.")]
    Stopped,
    /// The bytes are of another kind of file, whatever its name says.
    #[error(
        "This is not a spreadsheet: it looks like {looks_like}. Nothing was changed. Save the figures as CSV or as an Excel workbook (.xlsx) and choose that file."
    )]
    NotASpreadsheet {
        /// What the content looks like, with its article.
        looks_like: &'static str,
    },
    /// No row names the columns.
    #[error(
        "No row names the columns. Nothing was changed. Put a row above the figures with a name for each column, such as \u{201c}Week commencing\u{201d} and \u{201c}Missed visits\u{201d}, and choose the file again."
    )]
    MissingHeader,
    /// Two columns have the same name.
    #[error(
        "Two columns, {first} and {second}, are both called \u{201c}{name}\u{201d}. Nothing was changed. Rename one of them and choose the file again."
    )]
    DoubledHeader {
        /// The name both carry.
        name: String,
        /// Letters of the first.
        first: String,
        /// Letters of the second.
        second: String,
    },
    /// The header has no rows below it.
    #[error(
        "There are column names but no rows under them. Nothing was changed. Check the dates chosen in the export and export it again."
    )]
    NoRows,
    /// Something about the file is larger than is read.
    #[error("The file is too large: {what}. Nothing was changed. Export a shorter time, or only the columns needed.")]
    TooLarge {
        /// What is too large, with its limit.
        what: String,
    },
    /// More rows than are read.
    #[error(
        "The file has more than {limit} rows. Nothing was changed. Export a shorter time and bring the parts in one after another."
    )]
    TooManyRows {
        /// The limit.
        limit: usize,
    },
    /// A quotation mark opens and never closes, so that the rest would be one cell.
    #[error(
        "A quotation mark in row {row} is never closed, so the rows after it cannot be told apart. Nothing was changed. Close or remove it and choose the file again."
    )]
    UnclosedQuote {
        /// Row in which it opens.
        row: u32,
    },
    /// The workbook is damaged or not complete.
    #[error(
        "The workbook cannot be read: {part} is damaged or missing. Nothing was changed. Open it in a spreadsheet program, save it under a new name and choose that file."
    )]
    UnreadableWorkbook {
        /// The part of the workbook that failed.
        part: &'static str,
    },
    /// The workbook is encrypted.
    #[error(
        "The workbook is protected with a password. Nothing was changed. Save a copy without a password and choose that file."
    )]
    PasswordProtected,
    /// No worksheet has the name that was asked for.
    #[error("The workbook has no sheet called \u{201c}{name}\u{201d}. Nothing was changed. Choose one of its sheets.")]
    SheetNotFound {
        /// The name asked for.
        name: String,
    },
    /// Only a hidden sheet holds anything.
    #[error(
        "The only sheet with anything on it, \u{201c}{name}\u{201d}, is hidden. Nothing was changed. If it is the right one, choose it by name, or unhide it in the workbook."
    )]
    OnlyHiddenSheet {
        /// Its name.
        name: String,
    },
}

impl ReadError {
    /// A stable name of the kind of error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "file_empty",
            Self::Stopped => "stopped",
            Self::NotASpreadsheet { .. } => "file_not_a_spreadsheet",
            Self::MissingHeader => "header_missing",
            Self::DoubledHeader { .. } => "header_doubled",
            Self::NoRows => "file_no_rows",
            Self::TooLarge { .. } => "file_too_large",
            Self::TooManyRows { .. } => "file_too_many_rows",
            Self::UnclosedQuote { .. } => "file_unclosed_quote",
            Self::UnreadableWorkbook { .. } => "workbook_unreadable",
            Self::PasswordProtected => "workbook_password_protected",
            Self::SheetNotFound { .. } => "sheet_not_found",
            Self::OnlyHiddenSheet { .. } => "sheet_only_hidden",
        }
    }

    pub(crate) fn too_large(what: impl Into<String>) -> Self {
        Self::TooLarge { what: what.into() }
    }

    pub(crate) fn too_large_file() -> Self {
        Self::too_large(format!("more than {} MB", crate::limits::FILE_BYTES >> 20))
    }
}
