//! CSV that a spreadsheet program shows as it stands, and calculates nothing from.

use crate::Cell;

/// Characters that make spreadsheet programs take a cell for a formula when it begins with one,
/// with their full-width forms, which some turn into the plain ones (OWASP, "CSV Injection").
const FORMULA_STARTS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];

/// Puts an apostrophe before text that a spreadsheet program might calculate, or that begins
/// with spaces before such a character. Other text stays as it is.
#[must_use]
pub fn neutralise(text: &str) -> String {
    let risky = text.starts_with(FORMULA_STARTS) || text.trim_start().starts_with(FORMULA_STARTS);
    if risky { format!("'{text}") } else { text.to_owned() }
}

/// Writes a header and rows as CSV after RFC 4180: commas, CRLF, quotation marks where needed.
/// Text is neutralised; numbers stay numbers, negative ones too; dates are written as ISO 8601.
#[must_use]
pub fn write_csv(header: &[String], rows: &[Vec<Cell>]) -> String {
    let mut out = String::new();
    line(&mut out, header.iter().map(|name| quoted(&neutralise(name))));
    for row in rows {
        line(&mut out, row.iter().map(written));
    }
    out
}

fn line(out: &mut String, cells: impl Iterator<Item = String>) {
    let cells: Vec<String> = cells.collect();
    // A line with one empty cell would be a blank line, which readers pass over.
    if cells.len() == 1 && cells[0].is_empty() {
        out.push_str("\"\"");
    }
    out.push_str(&cells.join(","));
    out.push_str("\r\n");
}

fn written(cell: &Cell) -> String {
    match cell {
        Cell::Empty | Cell::Uncalculated => String::new(),
        Cell::Text(text) => quoted(&neutralise(text)),
        Cell::Number(number) if number.is_finite() => number.to_string(),
        Cell::Number(_) => String::new(),
        Cell::Date(date) => date.format("%Y-%m-%d").to_string(),
        Cell::Moment(moment) => moment.format("%Y-%m-%dT%H:%M:%S").to_string(),
    }
}

fn quoted(text: &str) -> String {
    let spaced = text.starts_with(' ') || text.ends_with(' ');
    if spaced || text.contains(['"', ',', ';', '\t', '\r', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic
    use super::*;

    fn reread(csv: &str) -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(csv.as_bytes());
        reader.records().map(|r| r.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn text_that_could_be_a_formula_is_made_inert_and_reads_back_whole() {
        for text in [
            "=1+1",
            "+44 20",
            "-3.5 as text",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "  =1",
            "\u{ff1d}1",
            "\u{ff0b}1",
            "\u{ff0d}1",
            "\u{ff20}x",
            "=HYPERLINK(\"x\",\"y\")",
            "=cmd|' /C calc'!A0",
        ] {
            let csv = write_csv(&["a".into(), "b".into()], &[vec![Cell::Text(text.into()), Cell::Text("x".into())]]);
            let cell = &reread(&csv)[1][0];
            assert_eq!(cell, &format!("'{text}"), "{text:?}");
        }
    }

    #[test]
    fn numbers_stay_numbers() {
        let row = vec![Cell::Number(-3.5), Cell::Number(1_169.0), Cell::Number(0.0), Cell::Number(f64::NAN)];
        assert_eq!(write_csv(&["a".into()], &[row]), "a\r\n-3.5,1169,0,\r\n");
    }

    #[test]
    fn ordinary_text_is_only_quoted() {
        for text in ["plain", "a,b", "say \"no\"", "two\nlines", "a;b", " spaced ", "'quoted'", "5 - 6", "x=1", ""] {
            let csv = write_csv(&["a".into(), "=b".into()], &[vec![Cell::Text(text.into()), Cell::Empty]]);
            assert_eq!(reread(&csv)[1][0], text);
            assert_eq!(reread(&csv)[0][1], "'=b");
        }
    }
}
