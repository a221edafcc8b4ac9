//! A block of cells pasted from a spreadsheet program.

use crate::header::{self, Shape};
use crate::{ReadError, Table, delimited, limits};

/// Reads a pasted block: separated by tabs if it holds any, else as a text file is. Its first row
/// is a header unless it holds figures. Rows are counted from 1 at the top of the block.
///
/// # Errors
/// A [`ReadError`], as for a file; never [`ReadError::MissingHeader`].
pub fn paste(text: &str) -> Result<Table, ReadError> {
    if text.len() > limits::FILE_BYTES {
        return Err(ReadError::too_large_file());
    }
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    let delimiter = if text.contains('\t') { '\t' } else { delimited::delimiter(text).0 };
    let lines = delimited::rows(text, delimiter, false, &|_, _| true)?;
    let Some(first) = lines.rows.first() else { return Err(ReadError::Empty) };
    let shape = Shape::of(first);
    if shape.is_data() || shape.is_single_figure() {
        return Ok(header::headerless(lines.rows, lines.last, Vec::new()));
    }
    match header::table(lines.rows.clone(), lines.last, &[], Vec::new()) {
        Err(ReadError::MissingHeader) => Ok(header::headerless(lines.rows, lines.last, Vec::new())),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic
    use super::*;
    use crate::{Cell, Note};

    #[test]
    fn a_block_with_and_without_a_header() {
        let with = paste("Week\tMissed\tPlanned\r\n27/10/2025\t6\t1,169\r\n").unwrap();
        assert_eq!((with.header_row, with.rows[0].number), (1, 2));
        let without = paste("27/10/2025\t6\t1,169\r\n03/11/2025\t8\t1,168\r\n").unwrap();
        assert_eq!(without.header, ["Column A", "Column B", "Column C"]);
        assert_eq!((without.header_row, without.rows[0].number, without.rows.len()), (0, 1, 2));
        assert!(without.notes.contains(&Note::NoHeader));
    }

    #[test]
    fn one_column_of_figures_is_a_block() {
        let table = paste("6\n8\n6\n").unwrap();
        assert_eq!(table.rows.len(), 3);
        assert_eq!(table.rows[1].cell(0), &Cell::Text("8".into()));
    }

    #[test]
    fn nothing_is_empty() {
        assert_eq!(paste(" \n\t\n"), Err(ReadError::Empty));
    }
}
