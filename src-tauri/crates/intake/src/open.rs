//! From the bytes of a file to a table.

use crate::sniff::{self, Kind};
use crate::{Note, ReadError, Table, Watch, delimited, encoding, header, limits, xlsx};

/// Reads a CSV or XLSX file. The content decides what it is; the ending of the name only helps
/// to say what went wrong.
///
/// `sheet` names the worksheet to read; without it, the first visible one that holds anything.
/// A hidden sheet is read only when it is named.
///
/// # Errors
/// A [`ReadError`] whose sentence is meant for the person who chose the file.
pub fn open(bytes: &[u8], file_name: &str, sheet: Option<&str>) -> Result<Table, ReadError> {
    open_watched(bytes, file_name, sheet, &|_, _| true)
}

/// As [`open`], followed by a [`Watch`] that counts bytes of the text read.
///
/// # Errors
/// [`ReadError::Stopped`] when the watch wants no more of it; otherwise as [`open`].
pub fn open_watched(bytes: &[u8], file_name: &str, sheet: Option<&str>, watch: Watch<'_>) -> Result<Table, ReadError> {
    if bytes.len() > limits::FILE_BYTES {
        return Err(ReadError::too_large_file());
    }
    match sniff::kind(bytes)? {
        Kind::Zip => xlsx::open(bytes, sheet, watch),
        Kind::Text if ends_with(file_name, ".xlsx") && bytes.iter().take(512).any(|b| *b == 0) => {
            Err(ReadError::UnreadableWorkbook { part: "its beginning" })
        }
        Kind::Text => open_text(bytes, watch),
    }
}

fn open_text(bytes: &[u8], watch: Watch<'_>) -> Result<Table, ReadError> {
    let (text, encoding) = encoding::decode(bytes);
    sniff::refuse_other_text(&text)?;
    let (delimiter, hint) = delimited::delimiter(&text);
    let lines = delimited::rows(&text, delimiter, hint, watch)?;
    let mut notes: Vec<Note> = encoding.map(Note::Encoding).into_iter().collect();
    if delimiter != ',' {
        notes.push(Note::Delimiter(delimiter));
    }
    header::table(lines.rows, lines.last, &[], notes)
}

fn ends_with(name: &str, ending: &str) -> bool {
    name.len()
        .checked_sub(ending.len())
        .and_then(|at| name.get(at..))
        .is_some_and(|end| end.eq_ignore_ascii_case(ending))
}
