//! Delimited text to rows, after RFC 4180 as spreadsheet programs read it.
//!
//! Blank lines keep their number, a line break inside quotes does not start a row, and a
//! quotation mark that never closes is an error rather than one very long cell.

use crate::{Cell, ReadError, Row, Watch, limits, watch::goes_on};

/// What separates columns, most usual first.
const DELIMITERS: [char; 4] = [',', ';', '\t', '|'];

/// The rows that hold anything, and the number of the last row.
pub(crate) struct Lines {
    pub(crate) rows: Vec<Row>,
    pub(crate) last: u32,
}

/// Finds the delimiter: the one that splits the most of the first 100 lines into the same number
/// of columns. A first line `sep=;`, which Excel writes and reads, settles it and is no row.
pub(crate) fn delimiter(text: &str) -> (char, bool) {
    let first = text.lines().next().unwrap_or("").trim();
    if let Some(named) = first.get(..4).filter(|s| s.eq_ignore_ascii_case("sep="))
        && let Some(c) = first[named.len()..].chars().next().or(Some('\t'))
        && DELIMITERS.contains(&c)
    {
        return (c, true);
    }
    let best = DELIMITERS.iter().rev().max_by_key(|&&candidate| agreement(text, candidate)).copied().unwrap_or(',');
    (best, false)
}

/// How many lines of the beginning have the commonest number of columns above one, then that
/// number.
fn agreement(text: &str, delimiter: char) -> (usize, usize) {
    let mut counts = std::collections::BTreeMap::<usize, usize>::new();
    let (mut quoted, mut found, mut lines, mut any) = (false, 0_usize, 0_usize, false);
    for c in text.chars().take(64 << 10) {
        match c {
            '"' => quoted = !quoted,
            '\n' if !quoted => {
                if any {
                    *counts.entry(found).or_default() += 1;
                    lines += 1;
                }
                (found, any) = (0, false);
                if lines == 100 {
                    break;
                }
            }
            c if c == delimiter && !quoted => {
                found += 1;
                any = true;
            }
            c => any |= !c.is_whitespace(),
        }
    }
    if any {
        *counts.entry(found).or_default() += 1;
    }
    counts
        .iter()
        .filter(|(columns, _)| **columns > 0)
        .map(|(columns, lines)| (*lines, *columns))
        .max()
        .unwrap_or((0, 0))
}

/// Splits text into rows.
///
/// # Errors
/// [`ReadError::UnclosedQuote`], [`ReadError::TooManyRows`], [`ReadError::TooLarge`], [`ReadError::Stopped`].
pub(crate) fn rows(text: &str, delimiter: char, first_is_hint: bool, watch: Watch<'_>) -> Result<Lines, ReadError> {
    let mut rows = Vec::new();
    let (mut number, mut cells_in_all) = (0_u32, 0_usize);
    let mut rest = text;
    while !rest.is_empty() {
        number += 1;
        if !goes_on(watch, rows.len(), text.len() - rest.len(), text.len()) {
            return Err(ReadError::Stopped);
        }
        let mut cells = Vec::new();
        loop {
            let (cell, end, after) = field(rest, delimiter).ok_or(ReadError::UnclosedQuote { row: number })?;
            rest = after;
            cells.push(cell);
            if cells.len() > limits::COLUMNS {
                return Err(ReadError::too_large(format!("row {number} has more than {} columns", limits::COLUMNS)));
            }
            if matches!(end, End::Row) {
                break;
            }
        }
        if first_is_hint && number == 1 {
            continue;
        }
        while cells.last().is_some_and(Cell::is_blank) {
            cells.pop();
        }
        if cells.is_empty() {
            continue;
        }
        cells.shrink_to_fit();
        cells_in_all += cells.len();
        rows.push(Row { number, cells });
        if rows.len() > limits::ROWS {
            return Err(ReadError::TooManyRows { limit: limits::ROWS });
        }
        if cells_in_all > limits::CELLS {
            return Err(ReadError::too_large(format!("more than {} cells", limits::CELLS)));
        }
    }
    Ok(Lines { rows, last: number })
}

enum End {
    Field,
    Row,
}

/// One field, how it ended, and the text after it. `None` if a quotation mark is not closed.
fn field(text: &str, delimiter: char) -> Option<(Cell, End, &str)> {
    if let Some(inside) = text.strip_prefix('"') {
        return quoted_field(inside, delimiter);
    }
    let stops = [delimiter, '\n', '\r'];
    let end = text.find(stops).unwrap_or(text.len());
    let (end_kind, after) = ended(&text[end..], delimiter);
    Some((cell(&text[..end]), end_kind, after))
}

/// A field that began with a quotation mark. What stands between the closing mark and the
/// delimiter belongs to the field, as spreadsheet programs have it.
fn quoted_field(inside: &str, delimiter: char) -> Option<(Cell, End, &str)> {
    let mut content = String::new();
    let mut rest = inside;
    loop {
        let close = rest.find('"')?;
        content.push_str(&rest[..close]);
        rest = &rest[close + 1..];
        match rest.strip_prefix('"') {
            Some(after) => {
                content.push('"');
                rest = after;
            }
            None => break,
        }
    }
    let end = rest.find([delimiter, '\n', '\r']).unwrap_or(rest.len());
    content.push_str(&rest[..end]);
    let (end_kind, after) = ended(&rest[end..], delimiter);
    Some((cell(&content), end_kind, after))
}

fn ended(text: &str, delimiter: char) -> (End, &str) {
    if let Some(after) = text.strip_prefix(delimiter) {
        return (End::Field, after);
    }
    if let Some(after) = text.strip_prefix("\r\n") {
        return (End::Row, after);
    }
    (End::Row, text.get(1..).unwrap_or(""))
}

fn cell(content: &str) -> Cell {
    if content.is_empty() { Cell::Empty } else { Cell::Text(content.into()) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic
    use super::*;

    fn read(text: &str) -> Vec<(u32, Vec<String>)> {
        let (delimiter, hint) = delimiter(text);
        let shown = |row: &Row| (row.number, row.cells.iter().map(Cell::shown).collect());
        rows(text, delimiter, hint, &|_, _| true).unwrap().rows.iter().map(shown).collect()
    }

    #[test]
    fn each_delimiter_is_found_by_what_the_lines_agree_on() {
        for c in DELIMITERS {
            let text = format!(
                "Week{c}\"Missed, or; late\"{c}Visits\n27/10/2025{c}6{c}\"1,169\"\n03/11/2025{c}8{c}\"1,168\"\n"
            );
            assert_eq!(delimiter(&text), (c, false), "{c:?}");
        }
        assert_eq!(delimiter("Report, by week; all\nWeek;Missed\n27/10/2025;6\n03/11/2025;8\n").0, ';');
        assert_eq!(delimiter("sep=;\nWeek;Missed\n").0, ';');
    }

    #[test]
    fn the_hint_of_excel_is_a_row_but_not_read() {
        assert_eq!(read("sep=;\r\nWeek;Missed\r\n")[0].0, 2);
    }

    #[test]
    fn rows_keep_the_number_a_spreadsheet_shows() {
        let text =
            "\r\nWeek,Note,Missed\r\n\r\n27/10/2025,\"two\nlines, and \"\"a quote\"\"\",6\r\n,,\r\n03/11/2025,,8";
        let read = read(text);
        assert_eq!(read.iter().map(|r| r.0).collect::<Vec<_>>(), [2, 4, 6]);
        assert_eq!(read[1].1[1], "two\nlines, and \"a quote\"");
        assert_eq!(read[2].1, ["03/11/2025", "", "8"]);
    }

    #[test]
    fn line_ends_of_every_system_are_line_ends() {
        for end in ["\n", "\r\n", "\r"] {
            assert_eq!(read(&format!("a,b{end}{end}1,2{end}3,4")).iter().map(|r| r.0).collect::<Vec<_>>(), [1, 3, 4]);
        }
    }

    #[test]
    fn a_quotation_mark_that_never_closes_names_its_row() {
        let error = rows("a,b\n1,2\n3,\"4\n5,6\n", ',', false, &|_, _| true).err();
        assert_eq!(error, Some(ReadError::UnclosedQuote { row: 3 }));
    }

    #[test]
    fn what_the_csv_crate_reads_is_what_is_read_here() {
        let mut state = 0x2545_f491_4f6c_dd1d_u64;
        let pieces = ["a", "1", ",", ",", "\"x,y\"", "\"q\"\"q\"", "\"n\nn\"", "\n", "\r\n", " ", "é"];
        for _ in 0..2_000 {
            let mut text = String::from("h");
            for _ in 0..30 {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                let piece = pieces[usize::try_from(state % 11).unwrap()];
                // A mark that opens inside a field is read differently by different programs.
                if piece.starts_with('"') && !text.ends_with([',', '\n']) {
                    continue;
                }
                if text.ends_with('"') && !piece.starts_with([',', '\n', '\r']) {
                    continue;
                }
                text.push_str(piece);
            }
            let mut other = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
            let theirs: Vec<Vec<String>> = other
                .records()
                .map(|r| r.unwrap().iter().map(|f| f.trim().to_owned()).collect::<Vec<_>>())
                .map(|mut r| {
                    while r.last().is_some_and(String::is_empty) {
                        r.pop();
                    }
                    r
                })
                .filter(|r| !r.is_empty())
                .collect();
            let ours: Vec<Vec<String>> = rows(&text, ',', false, &|_, _| true)
                .unwrap()
                .rows
                .iter()
                .map(|r| r.cells.iter().map(Cell::shown).collect())
                .collect();
            assert_eq!(ours, theirs, "{text:?}");
        }
    }
}
