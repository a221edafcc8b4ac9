//! Office Open XML workbooks (ECMA-376), the parts of them that hold values.
//!
//! Only the parts needed are unpacked, each under a limit that does not trust what the file says
//! of itself. A worksheet is unpacked, read row by row and dropped again. Macros, links, pictures
//! and embedded files are never looked at.

mod archive;
mod sheet;
mod strings;
mod styles;
mod workbook;
mod xml;

use archive::Archive;
use sheet::Sheet;
use workbook::Workbook;

use crate::{Note, ReadError, SheetInfo, Table, Watch, header, limits};

/// Reads the worksheet named, or the first visible one that holds anything.
///
/// # Errors
/// A [`ReadError`]; [`ReadError::OnlyHiddenSheet`] if nothing visible holds anything.
pub(crate) fn open(bytes: &[u8], wanted: Option<&str>, watch: Watch<'_>) -> Result<Table, ReadError> {
    let archive = Archive::open(bytes)?;
    if let Some(looks_like) = other_container(&archive) {
        return Err(ReadError::NotASpreadsheet { looks_like });
    }
    let book = Workbook::read(&archive)?;
    let chosen = match wanted {
        None => None,
        Some(name) => {
            let at = book.sheets.iter().position(|s| s.info.name == name);
            Some(at.ok_or_else(|| ReadError::SheetNotFound { name: crate::table::cut(name) })?)
        }
    };
    let sizes = book.sheets.iter().filter_map(|s| archive.unpacked_size(&s.part));
    if sizes.sum::<usize>() > limits::ALL_SHEETS_BYTES {
        let megabytes = limits::ALL_SHEETS_BYTES >> 20;
        return Err(ReadError::too_large(format!("its sheets unpack to more than {megabytes} MB")));
    }
    let (sheet, at, others) = choose(&archive, &book, chosen, watch)?;
    let mut notes = sheet_notes(&sheet, &book, at, others);
    if sheet.rows.is_empty() {
        return Err(ReadError::Empty);
    }
    if book.dates_1904 {
        notes.push(Note::Dates1904);
    }
    let mut table = header::table(sheet.rows, sheet.last_row, &sheet.merged, notes)?;
    table.sheet = Some(book.sheets[at].info.name.clone());
    table.sheets = book.sheets.iter().map(|s| s.info.clone()).collect();
    Ok(table)
}

/// Sheets that hold something and are not read, with their rows.
type Others = Vec<(SheetInfo, usize)>;

/// The sheet to read, its position, and the other sheets with the rows each holds.
fn choose(
    archive: &Archive<'_>,
    book: &Workbook,
    chosen: Option<usize>,
    watch: Watch<'_>,
) -> Result<(Sheet, usize, Others), ReadError> {
    let mut read: Option<(Sheet, usize)> = None;
    let mut others = Vec::new();
    for (at, entry) in book.sheets.iter().enumerate() {
        let is_first_visible = chosen.is_none() && read.is_none() && !entry.info.hidden;
        if chosen == Some(at) || is_first_visible {
            let sheet = sheet::read(archive, book, &entry.part, watch)?;
            if chosen.is_some() || !sheet.rows.is_empty() {
                read = Some((sheet, at));
            }
        } else if let Some(rows @ 1..) = sheet::count_rows(archive, &entry.part) {
            others.push((entry.info.clone(), rows));
        }
    }
    match read {
        Some((sheet, at)) => Ok((sheet, at, others)),
        None => Err(match others.into_iter().find(|(info, _)| info.hidden) {
            Some((info, _)) => ReadError::OnlyHiddenSheet { name: info.name },
            None => ReadError::Empty,
        }),
    }
}

fn sheet_notes(sheet: &Sheet, book: &Workbook, at: usize, others: Others) -> Vec<Note> {
    let mut notes = Vec::new();
    let own = &book.sheets[at].info;
    if own.hidden {
        notes.push(Note::HiddenSheet { name: own.name.clone(), rows: sheet.rows.len() });
    }
    notes.extend(others.into_iter().map(|(SheetInfo { name, hidden }, rows)| {
        if hidden { Note::HiddenSheet { name, rows } } else { Note::OtherSheet { name, rows } }
    }));
    if let Some(first) = sheet.first_hidden_row {
        notes.push(Note::HiddenRows { count: sheet.hidden_rows, first });
    }
    notes.extend(sheet.hidden_columns.iter().map(|&column| Note::HiddenColumn { column }));
    notes.extend(sheet.formulas.iter().map(|(&column, &count)| Note::FormulaValuesUsed { column, count }));
    if sheet.far_cells > 0 {
        notes.push(Note::FarCells(sheet.far_cells));
    }
    notes
}

/// What a ZIP container is when it is not a workbook.
fn other_container(archive: &Archive<'_>) -> Option<&'static str> {
    let has = |name: &str| archive.has(name);
    if has("xl/workbook.bin") {
        Some("a binary Excel workbook (.xlsb)")
    } else if has("word/document.xml") {
        Some("a Word document")
    } else if has("ppt/presentation.xml") {
        Some("a PowerPoint presentation")
    } else if has("content.xml") && has("mimetype") {
        Some("an OpenDocument file")
    } else if !has("[Content_Types].xml") && !has("xl/workbook.xml") {
        Some("a ZIP archive")
    } else {
        None
    }
}
