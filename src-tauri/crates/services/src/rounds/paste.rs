//! A block pasted from a spreadsheet: a code and a value on each line. Shown first, saved after.

use std::collections::BTreeMap;

use domain::{
    MeasureId,
    access::Read,
    round::{MOST_ENTRIES, RoundKind, folded_code},
};
use serde::Serialize;

use super::{
    form::EntryForm,
    value::{self, TimeUnit},
};
use crate::{
    Error, Result, Session, Vault,
    measures::{capital, load_facts},
};

/// Longest block read, in bytes.
const LONGEST: usize = 1_000_000;
/// Words of a heading over codes or values.
const HEADINGS: [&str; 20] = [
    "code", "codes", "person", "staff", "who", "id", "score", "scores", "value", "answer", "answers", "result",
    "results", "time", "hours", "days", "minutes", "duration", "date", "open",
];

/// A line that was not understood.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct RoundPasteProblem {
    /// Row of the block, from 1.
    pub row: u32,
    /// The line as it stands, cut short; blank where it may hold a name.
    pub content: String,
    /// What is wrong.
    pub message: String,
}

/// What a pasted block would enter.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct RoundPaste {
    /// Lines that were understood, in their order.
    pub entries: Vec<EntryForm>,
    /// Lines that were not; they are not among the entries.
    pub problems: Vec<RoundPasteProblem>,
    /// The first line was read as a heading.
    pub heading: bool,
}

/// Understands a pasted block: a code and a value on each line with a tab, comma or semicolon between, or a value
/// alone; "open" in a third column for a time that is not over. Nothing is saved.
///
/// # Errors
/// Not for this role, not there, a block that is blank or too long, or the store's.
pub fn paste(vault: &Vault, session: &Session, id: MeasureId, kind: RoundKind, text: &str) -> Result<RoundPaste> {
    session.require_read(Read::Measures)?;
    let facts = load_facts(vault, session, id)?;
    understood(kind, TimeUnit::of(&facts.indicator.unit), text)
}

fn understood(kind: RoundKind, unit: TimeUnit, text: &str) -> Result<RoundPaste> {
    if text.trim().is_empty() {
        return Err(Error::FileUnreadable("There is nothing in what was pasted. Nothing was changed.".to_owned()));
    }
    let lines: Vec<&str> = text.lines().collect();
    if text.len() > LONGEST || lines.iter().filter(|line| !line.trim().is_empty()).count() > MOST_ENTRIES + 1 {
        return Err(Error::FileUnreadable(format!(
            "What was pasted has more than {MOST_ENTRIES} lines. Nothing was changed. Paste it as two rounds."
        )));
    }
    let mut out = RoundPaste { entries: Vec::new(), problems: Vec::new(), heading: false };
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for (row, line) in (1_u32..).zip(lines) {
        if line.trim().is_empty() {
            continue;
        }
        let cells = cells(line);
        if out.entries.is_empty() && out.problems.is_empty() && !out.heading && is_heading(&cells) {
            out.heading = true;
            continue;
        }
        match entry(kind, unit, &cells, &mut seen, row) {
            Ok(entry) => out.entries.push(entry),
            Err((message, content)) => out.problems.push(RoundPasteProblem { row, content, message }),
        }
    }
    Ok(out)
}

/// The cells of a line, by tabs where there are any, else by semicolons or commas.
fn cells(line: &str) -> Vec<String> {
    let between = ['\t', ';', ','].into_iter().find(|mark| line.contains(*mark));
    let plain = |cell: &str| cell.trim().trim_matches('"').trim().to_owned();
    between.map_or_else(|| vec![plain(line)], |mark| line.split(mark).map(plain).collect())
}

fn is_heading(cells: &[String]) -> bool {
    let is_word = |cell: &String| {
        let cell = cell.to_lowercase();
        cell.split(|c: char| !c.is_alphabetic()).any(|word| HEADINGS.contains(&word))
    };
    cells.iter().all(|cell| !cell.bytes().any(|b| b.is_ascii_digit())) && cells.iter().any(is_word)
}

/// One line, or what is wrong with it and the line as it may be shown.
fn entry(
    kind: RoundKind,
    unit: TimeUnit,
    cells: &[String],
    seen: &mut BTreeMap<String, u32>,
    row: u32,
) -> Result<EntryForm, (String, String)> {
    let (code, typed, rest) = match cells {
        [only] => ("", only.as_str(), [].as_slice()),
        [code, value, rest @ ..] => (code.as_str(), value.as_str(), rest),
        [] => ("", "", [].as_slice()),
    };
    let shown: String = cells.join(" \u{b7} ").chars().take(80).collect();
    // What may be a name is not repeated.
    let code = folded_code(code).map_err(|message| (capital(&message), String::new()))?;
    let told = |message: String| (capital(&message), shown.clone());
    value::read(kind, unit, typed).map_err(told)?;
    let extra: Vec<&String> = rest.iter().filter(|cell| !cell.is_empty()).collect();
    let open = match extra.as_slice() {
        [] => false,
        [word] if kind == RoundKind::Durations && matches!(word.to_lowercase().as_str(), "open" | "still open") => true,
        _ => return Err(told("this line has more than a code and a value.".to_owned())),
    };
    if let Some(code) = &code {
        if let Some(first) = seen.get(code) {
            return Err(told(format!("{code} is in row {first} already. Keep the right one of the two.")));
        }
        seen.insert(code.clone(), row);
    }
    Ok(EntryForm { code: code.unwrap_or_default(), value: typed.to_owned(), open })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may panic
    use super::*;

    fn pasted(kind: RoundKind, text: &str) -> RoundPaste {
        understood(kind, TimeUnit::Hours, text).unwrap()
    }

    #[test]
    fn codes_and_values_come_in_with_and_without_a_heading() {
        let got = pasted(RoundKind::Scores, "Code\tScore\r\ns-01\t4\r\nS-02\t2.5\r\n\r\n");
        assert!(got.heading && got.problems.is_empty());
        let lines: Vec<(&str, &str)> = got.entries.iter().map(|e| (e.code.as_str(), e.value.as_str())).collect();
        assert_eq!(lines, [("S-01", "4"), ("S-02", "2.5")]);
        let bare = pasted(RoundKind::Results, "yes\nno\nyes\n");
        assert_eq!((bare.entries.len(), bare.heading), (3, false));
        let commas = pasted(RoundKind::Durations, "A1,30 h\nA2,4 d,open\n");
        assert!(commas.entries[1].open && commas.problems.is_empty());
    }

    #[test]
    fn a_broken_row_is_told_and_the_others_stay() {
        let got = pasted(RoundKind::Scores, "S-01\t4\nS-02\tfour\nS-03\t\nS-01\t2\nS-04\t3\textra\nS-05\t5\n");
        let rows: Vec<u32> = got.problems.iter().map(|problem| problem.row).collect();
        assert_eq!(rows, [2, 3, 4, 5]);
        assert_eq!(got.entries.len(), 2);
        assert!(got.problems[0].message.contains("not a number"), "{}", got.problems[0].message);
        assert!(got.problems[2].message.contains("row 1 already"));
    }

    #[test]
    fn a_name_is_not_repeated() {
        let got = pasted(RoundKind::Scores, "Edna Rowe\t4\nS-02\t3\n");
        assert_eq!((got.entries.len(), got.problems[0].content.as_str()), (1, ""));
        assert!(got.problems[0].message.contains("S-01") && !got.problems[0].message.contains("Edna"));
    }

    #[test]
    fn nothing_and_too_much_are_refused() {
        assert!(understood(RoundKind::Scores, TimeUnit::Hours, " \n\t").is_err());
        assert!(understood(RoundKind::Scores, TimeUnit::Hours, &"1\n".repeat(MOST_ENTRIES + 2)).is_err());
        for text in ["\t", ",", "\u{0}", ";;;", "\u{feff}x", "-\t-\t-"] {
            let _ = understood(RoundKind::Durations, TimeUnit::Hours, text);
        }
    }
}
