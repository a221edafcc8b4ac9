//! Which row names the columns, and what lies around it.

use std::collections::BTreeMap;

use crate::count::is_numeric;
use crate::table::column_letters;
use crate::{Cell, Note, ReadError, Row, Table, read_date, words};

/// Cells of one row that a workbook shows as one: row number, first and last column.
pub(crate) struct Merged {
    pub(crate) first_row: u32,
    pub(crate) last_row: u32,
    pub(crate) first_column: usize,
    pub(crate) last_column: usize,
}

/// How far down a header is looked for, in rows that hold anything.
const SEARCHED: usize = 50;

/// Makes a table of rows: finds the header, names the columns, drops what holds nothing.
///
/// # Errors
/// [`ReadError::Empty`], [`ReadError::MissingHeader`], [`ReadError::DoubledHeader`],
/// [`ReadError::NoRows`].
pub(crate) fn table(
    mut rows: Vec<Row>,
    last: u32,
    merged: &[Merged],
    mut notes: Vec<Note>,
) -> Result<Table, ReadError> {
    rows.retain(|row| !row.is_blank());
    if rows.is_empty() {
        return Err(ReadError::Empty);
    }
    let at = find(&rows)?;
    let names = names(&rows, at, merged, &mut notes);
    let header_row = rows[at].number;
    let group_rows = usize::from(notes.contains(&Note::MergedHeader));
    let titles = at.saturating_sub(group_rows);
    if titles > 0 {
        notes.push(Note::SkippedLinesBeforeHeader(u32::try_from(titles).unwrap_or(u32::MAX)));
    }
    rows.drain(..=at);
    let header = header(names, width(&rows))?;
    blank_rows(&rows, header_row, last, &mut notes);
    Ok(Table { header, header_row, rows, sheet: None, sheets: Vec::new(), notes })
}

/// A table without a header: columns are called by their letters.
pub(crate) fn headerless(rows: Vec<Row>, last: u32, mut notes: Vec<Note>) -> Table {
    let header = (0..width(&rows)).map(|c| format!("Column {}", column_letters(c))).collect();
    notes.push(Note::NoHeader);
    blank_rows(&rows, 0, last, &mut notes);
    Table { header, header_row: 0, rows, sheet: None, sheets: Vec::new(), notes }
}

fn width(rows: &[Row]) -> usize {
    rows.iter().map(|row| row.cells.len()).max().unwrap_or(0)
}

/// Notes how many rows between and after the others hold nothing.
fn blank_rows(rows: &[Row], header_row: u32, last: u32, notes: &mut Vec<Note>) {
    let Some(end) = rows.last().map(|row| row.number) else { return };
    let spanned = usize::try_from(end.saturating_sub(header_row)).unwrap_or(usize::MAX);
    if let between @ 1.. = spanned.saturating_sub(rows.len()) {
        notes.push(Note::BlankRows(between));
    }
    if let after @ 1.. = usize::try_from(last.saturating_sub(end)).unwrap_or(usize::MAX) {
        notes.push(Note::TrailingBlankRows(after));
    }
}

/// What the cells of a row are, as far as finding a header needs it.
pub(crate) struct Shape {
    filled: usize,
    texts: usize,
    dates: usize,
    numbers: usize,
    known: usize,
}

impl Shape {
    pub(crate) fn of(row: &Row) -> Self {
        let mut shape = Self { filled: 0, texts: 0, dates: 0, numbers: 0, known: 0 };
        for cell in row.cells.iter().filter(|cell| !cell.is_blank()) {
            shape.filled += 1;
            match cell {
                Cell::Date(_) | Cell::Moment(_) => shape.dates += 1,
                Cell::Text(text) if read_date(text).is_some() => shape.dates += 1,
                cell if is_numeric(cell) => shape.numbers += 1,
                Cell::Text(text) => {
                    shape.texts += 1;
                    shape.known += usize::from(words::is_known_in_headers(text));
                }
                _ => shape.numbers += 1,
            }
        }
        shape
    }

    /// Nothing but text, in two columns or more.
    fn could_name_columns(&self) -> bool {
        self.filled >= 2 && self.texts == self.filled
    }

    /// One figure or date and nothing else.
    pub(crate) fn is_single_figure(&self) -> bool {
        self.filled == 1 && self.texts == 0
    }

    /// A date with a figure beside it, or figures only.
    pub(crate) fn is_data(&self) -> bool {
        self.numbers > 0 && self.dates + self.numbers >= 2
    }
}

/// The row that names the columns: only text, most cells filled, with words that headers have.
fn find(rows: &[Row]) -> Result<usize, ReadError> {
    let shapes: Vec<Shape> = rows.iter().take(SEARCHED).map(Shape::of).collect();
    let mut best: Option<(usize, usize)> = None;
    for (at, shape) in shapes.iter().enumerate().filter(|(_, s)| s.could_name_columns()) {
        let score = shape.filled + 2 * shape.known;
        if best.is_none_or(|(_, highest)| score > highest) {
            best = Some((at, score));
        }
    }
    let (at, _) = best.ok_or(ReadError::MissingHeader)?;
    // Figures above the best candidate mean that it is a remark among the rows, unless its words say otherwise.
    if shapes[at].known == 0 && shapes[..at].iter().any(Shape::is_data) {
        return Err(ReadError::MissingHeader);
    }
    if at + 1 == rows.len() {
        return Err(ReadError::NoRows);
    }
    Ok(at)
}

/// The names of the header row, put together with the row above where the workbook merged them.
fn names(rows: &[Row], at: usize, merged: &[Merged], notes: &mut Vec<Note>) -> Vec<String> {
    let own = |row: &Row, column: usize| match row.cell(column) {
        Cell::Text(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        _ => String::new(),
    };
    let mut names: Vec<String> = (0..rows[at].cells.len()).map(|c| own(&rows[at], c)).collect();
    let number = rows[at].number;
    let Some(above) = at.checked_sub(1).map(|i| &rows[i]).filter(|row| row.number + 1 == number) else { return names };
    let mut joined = false;
    for area in merged.iter().filter(|m| (m.first_row..=m.last_row).contains(&above.number)) {
        let group = own(above, area.first_column);
        let spans_header = area.first_row < number && area.last_row >= number;
        let groups_header = area.last_row == above.number && area.last_column > area.first_column;
        if group.is_empty() || !(spans_header || groups_header) {
            continue;
        }
        // A title merged over the whole table groups nothing.
        if groups_header && area.first_column == 0 && area.last_column + 1 >= names.len() {
            continue;
        }
        if names.len() <= area.last_column {
            names.resize(area.last_column + 1, String::new());
        }
        for name in &mut names[area.first_column..=area.last_column] {
            joined = true;
            *name = if name.is_empty() { group.clone() } else { format!("{group} {name}") };
        }
    }
    if joined {
        notes.push(Note::MergedHeader);
    }
    names
}

/// One name per column, none of them twice.
fn header(mut names: Vec<String>, width: usize) -> Result<Vec<String>, ReadError> {
    names.resize(names.len().max(width), String::new());
    while names.len() > width && names.last().is_some_and(String::is_empty) {
        names.pop();
    }
    let mut seen = BTreeMap::new();
    for (column, name) in names.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
        if let Some(first) = seen.insert(name.to_lowercase(), column) {
            let name = crate::table::cut(name);
            return Err(ReadError::DoubledHeader {
                name,
                first: column_letters(first),
                second: column_letters(column),
            });
        }
    }
    let named = |(column, name): (usize, String)| {
        if name.is_empty() { format!("Column {}", column_letters(column)) } else { name }
    };
    Ok(names.into_iter().enumerate().map(named).collect())
}
