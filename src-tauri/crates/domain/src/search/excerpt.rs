//! The passage of a text that shows what was found, with the words found marked.

use std::ops::Range;

use serde::Serialize;

use super::{
    query::{Row, Term},
    words::{joined, words},
};

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct Piece {
    /// The text.
    pub text: String,
    /// Whether it is what was looked for.
    pub found: bool,
}

/// A whole text with the words found marked.
#[must_use]
pub fn marked(text: &str, terms: &[Term]) -> Vec<Piece> {
    pieces(text, 0..text.len(), &matches(text, terms))
}

/// The passage of a text, of about `most` characters, that holds the most of what was looked for; its beginning where
/// it holds nothing of it. White space is drawn together.
#[must_use]
pub fn excerpt(text: &str, terms: &[Term], most: usize) -> Vec<Piece> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let found = matches(&text, terms);
    let from = found.iter().max_by_key(|first| (spread(&found, first, most), std::cmp::Reverse(first.at.start)));
    let start = from.map_or(0, |first| beginning(&text, first.at.start, most / 3));
    let end = ending(&text, start, most);
    let mut pieces = pieces(&text, start..end, &found);
    if start > 0 {
        put_before(&mut pieces, "\u{2026}");
    }
    if end < text.len() {
        put_after(&mut pieces, "\u{2026}");
    }
    pieces
}

/// Where a term was found.
struct Match {
    at: Range<usize>,
    term: usize,
}

fn matches(text: &str, terms: &[Term]) -> Vec<Match> {
    let words = words(text);
    let joined = joined(text, &words);
    let mut found = Vec::new();
    for (place, term) in terms.iter().enumerate() {
        for row in &term.rows {
            for window in words.windows(row.words.len()) {
                if fits(row, window.iter().map(|word| word.text.as_str()))
                    && let (Some(first), Some(last)) = (window.first(), window.last())
                {
                    found.push(Match { at: first.at.start..last.at.end, term: place });
                }
            }
            if row.words.len() == 1 {
                let fitting = joined.iter().filter(|word| fits(row, std::iter::once(word.text.as_str())));
                found.extend(fitting.map(|word| Match { at: word.at.clone(), term: place }));
            }
        }
    }
    found.sort_by_key(|one| (one.at.start, one.at.end));
    found
}

fn fits<'a>(row: &Row, found: impl Iterator<Item = &'a str>) -> bool {
    let last = row.words.len().saturating_sub(1);
    row.words.iter().zip(found).enumerate().all(|(place, (wanted, word))| {
        if place == last && row.unfinished { word.starts_with(wanted.as_str()) } else { word == wanted }
    })
}

/// How many different terms stand within `most` bytes of a match.
fn spread(found: &[Match], first: &Match, most: usize) -> usize {
    let near = found.iter().filter(|one| (first.at.start..first.at.start + most / 2).contains(&one.at.start));
    let mut terms: Vec<usize> = near.map(|one| one.term).collect();
    terms.sort_unstable();
    terms.dedup();
    terms.len()
}

/// The beginning of a word, so many characters before a place.
fn beginning(text: &str, at: usize, before: usize) -> usize {
    let ahead = text.get(..at).unwrap_or_default();
    let Some((start, _)) = ahead.char_indices().rev().nth(before) else { return 0 };
    ahead.get(start..).and_then(|rest| rest.find(' ')).map_or(start, |space| start + space + 1)
}

/// The end of a word, so many characters after a place.
fn ending(text: &str, start: usize, most: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    let Some((end, _)) = rest.char_indices().nth(most) else { return text.len() };
    let kept = rest.get(..end).unwrap_or_default();
    // A writing without spaces, or a very long word, is cut where it is.
    start + kept.rfind(' ').filter(|space| *space > 0).unwrap_or(end)
}

fn pieces(text: &str, shown: Range<usize>, found: &[Match]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut push = |at: Range<usize>, found: bool| {
        let text = text.get(at).unwrap_or_default().to_owned();
        if !text.is_empty() {
            pieces.push(Piece { text, found });
        }
    };
    let mut at = shown.start;
    for one in found {
        let (start, end) = (one.at.start.max(at), one.at.end.min(shown.end));
        if start < end {
            push(at..start, false);
            push(start..end, true);
            at = end;
        }
    }
    push(at..shown.end, false);
    pieces
}

fn put_before(pieces: &mut Vec<Piece>, sign: &str) {
    match pieces.first_mut() {
        Some(first) if !first.found => first.text.insert_str(0, sign),
        _ => pieces.insert(0, Piece { text: sign.to_owned(), found: false }),
    }
}

fn put_after(pieces: &mut Vec<Piece>, sign: &str) {
    match pieces.last_mut() {
        Some(last) if !last.found => last.text.push_str(sign),
        _ => pieces.push(Piece { text: sign.to_owned(), found: false }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::Query;

    fn shown(text: &str, typed: &str, most: usize) -> String {
        let pieces = excerpt(text, &Query::read(typed).terms, most);
        pieces.iter().map(|piece| if piece.found { format!("[{}]", piece.text) } else { piece.text.clone() }).collect()
    }

    #[test]
    fn the_words_found_are_marked_as_they_are_written() {
        assert_eq!(
            shown("Told Zo\u{eb} O\u{2019}Neill\nby phone.", "zoe oneill", 80),
            "Told [Zo\u{eb}] [O\u{2019}Neill] by phone."
        );
        assert_eq!(shown("Two visits were missed.", "\"were missed\"", 80), "Two visits [were missed].");
        assert_eq!(shown("Visits, visitors, a visit", "visi", 80), "[Visits], [visitors], a [visit]");
        assert_eq!(shown("\u{674e}\u{5c0f}\u{9f99} fell", "\u{5c0f}", 80), "\u{674e}[\u{5c0f}]\u{9f99} fell");
        assert_eq!(shown("<b>bold</b> & \u{1f469}", "bold", 80), "<b>[bold]</b> & \u{1f469}");
    }

    #[test]
    fn a_long_text_is_shown_where_it_holds_the_most() {
        let text = format!("rota {} the rota was missed here {}", "word ".repeat(100), "more ".repeat(100));
        let shown = shown(&text, "rota missed", 60);
        assert!(shown.contains("[rota] was [missed] here"), "{shown}");
        assert!(shown.starts_with('\u{2026}') && shown.ends_with('\u{2026}'), "{shown}");
        assert!(shown.chars().count() < 75, "{shown}");
    }

    #[test]
    fn a_text_without_the_words_shows_its_beginning_and_one_without_spaces_is_cut() {
        assert_eq!(shown("Nothing of it in this text", "rota", 12), "Nothing of\u{2026}");
        assert_eq!(shown(&"\u{674e}".repeat(100), "rota", 10), format!("{}\u{2026}", "\u{674e}".repeat(10)));
        assert_eq!(shown("", "rota", 10), "");
    }

    #[test]
    fn a_whole_text_keeps_every_character() {
        let text = "  Edna \u{1f469}\n Rowe ";
        let whole: String = marked(text, &Query::read("edna rowe").terms).into_iter().map(|piece| piece.text).collect();
        assert_eq!(whole, text);
    }
}
