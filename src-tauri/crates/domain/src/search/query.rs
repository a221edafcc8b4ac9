//! What was typed to find something: words that must all be there, each of them perhaps a phrase.

use super::words::{joined, words};

/// More is not read: nobody types it, and it would only make the search slow.
const MOST_CHARACTERS: usize = 300;
const MOST_TERMS: usize = 12;

/// Words in a row.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    /// Folded; never empty.
    pub words: Vec<String>,
    /// Whether the last of them may go on: it is still being typed.
    pub unfinished: bool,
}

impl Row {
    /// One whole word.
    #[must_use]
    pub fn of(word: &str) -> Self {
        Self { words: vec![word.to_owned()], unfinished: false }
    }
}

/// One thing that must be found: any of these rows will do. The first is what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Never empty.
    pub rows: Vec<Row>,
}

impl Term {
    /// The word typed, where it is one alone.
    #[must_use]
    pub fn word(&self) -> Option<&str> {
        match self.rows.first()?.words.as_slice() {
            [word] => Some(word),
            _ => None,
        }
    }
}

/// What was typed, read. Never refused: what means nothing finds nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// Everything that must be found.
    pub terms: Vec<Term>,
    /// The reference that it spells, as references are written: `SG-2026-007`, `P-0031`.
    pub reference: Option<String>,
}

impl Query {
    /// Reads what was typed. Quotation marks hold words together; no other sign means anything.
    #[must_use]
    pub fn read(typed: &str) -> Self {
        let typed: String = typed.chars().take(MOST_CHARACTERS).collect();
        let mut terms = Vec::new();
        let is_quote = |c: char| matches!(c, '"' | '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{ab}' | '\u{bb}');
        let pieces: Vec<&str> = typed.split(is_quote).collect();
        for (place, piece) in pieces.iter().enumerate() {
            let is_last = place + 1 == pieces.len();
            // Every second piece stands between two quotation marks. One that is not closed yet is still being typed.
            if place % 2 == 1 {
                terms.extend(term(piece, is_last));
                continue;
            }
            let mut typed = piece.split_whitespace().peekable();
            while let Some(word) = typed.next() {
                terms.extend(term(word, is_last && typed.peek().is_none()));
            }
        }
        terms.truncate(MOST_TERMS);
        Self { terms, reference: reference(&typed) }
    }

    /// Whether nothing was asked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }
}

/// Words typed together: a row of them, and the same as one word where only an apostrophe or a hyphen divides them.
fn term(typed: &str, unfinished: bool) -> Option<Term> {
    let words = words(typed);
    let joined = joined(typed, &words);
    let row = Row { words: words.into_iter().map(|word| word.text).collect(), unfinished };
    let as_one = match joined.as_slice() {
        [only] if only.at == (0..typed.len()) => Some(Row { words: vec![only.text.clone()], unfinished }),
        _ => None,
    };
    (!row.words.is_empty()).then(|| Term { rows: std::iter::once(row).chain(as_one).collect() })
}

/// The reference that was typed in one of the ways in which people write it: `sg 2026 7`, `p31`, `A-0031`.
fn reference(typed: &str) -> Option<String> {
    let plain: String =
        typed.chars().filter(|c| !c.is_whitespace() && *c != '-').collect::<String>().to_ascii_uppercase();
    let digits = plain.find(|c: char| c.is_ascii_digit())?;
    let (letters, number) = plain.split_at(digits);
    if number.len() > 10 || !number.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    match letters {
        "P" | "A" | "E" => Some(format!("{letters}-{:04}", number.parse::<u64>().ok()?)),
        "SG" => {
            // "sg 2026 7" keeps the two numbers apart, "SG2026007" does not.
            let (year, number) = number.split_at_checked(4)?;
            Some(format!("SG-{year}-{:03}", number.parse::<u64>().ok()?))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may panic
    use super::*;

    fn rows(typed: &str) -> Vec<String> {
        Query::read(typed)
            .terms
            .iter()
            .map(|term| {
                let rows = term.rows.iter().map(|row| {
                    let end = if row.unfinished { "*" } else { "" };
                    format!("{}{end}", row.words.join("+"))
                });
                rows.collect::<Vec<_>>().join(" or ")
            })
            .collect()
    }

    #[test]
    fn words_must_all_be_found_and_the_last_may_go_on() {
        assert_eq!(rows("missed vis"), ["missed", "vis*"]);
        assert_eq!(rows("\"missed visits\" edna"), ["missed+visits", "edna*"]);
        assert_eq!(rows("edna \u{201c}missed visits\u{201d}"), ["edna", "missed+visits"]);
        assert_eq!(rows("edna \"missed vis"), ["edna", "missed+vis*"]);
        assert_eq!(rows("O'Neill"), ["o+neill* or oneill*"]);
        assert_eq!(rows("7/2/2026 rota"), ["7+2+2026", "rota*"]);
        assert_eq!(rows("\u{674e}\u{660e}"), ["\u{674e}+\u{660e}*"]);
    }

    #[test]
    fn no_sign_means_anything_and_nothing_is_refused() {
        for typed in ["", "  ", "\"", "\"\"", "***", "\u{1f469}\u{200d}\u{1f467}", "( ) - ^ : + { }", "\u{0}"] {
            assert!(Query::read(typed).is_empty(), "{typed:?}");
        }
        assert_eq!(rows("NEAR(a b, 5) NOT c OR d"), ["near+a", "b", "5", "not", "c", "or", "d*"]);
        assert_eq!(rows("names: edna* -rowe"), ["names", "edna", "rowe*"]);
        let long = Query::read(&"word ".repeat(10_000));
        assert!(long.terms.len() <= MOST_TERMS);
        assert_eq!(Query::read(&"x".repeat(100_000)).terms[0].word().unwrap().len(), MOST_CHARACTERS);
    }

    #[test]
    fn a_reference_is_read_however_it_is_written() {
        for typed in ["SG-2026-007", "sg 2026 7", "sg2026007", " SG-2026-7 "] {
            assert_eq!(Query::read(typed).reference.as_deref(), Some("SG-2026-007"), "{typed}");
        }
        for typed in ["P-0031", "p31", "P 31"] {
            assert_eq!(Query::read(typed).reference.as_deref(), Some("P-0031"), "{typed}");
        }
        assert_eq!(Query::read("a-12345").reference.as_deref(), Some("A-12345"));
        for typed in ["31", "P", "SG-2026", "SG-20", "P-31 rota", "X-0001", "p99999999999999999999"] {
            assert_eq!(Query::read(typed).reference, None, "{typed}");
        }
    }
}
