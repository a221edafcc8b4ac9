//! Words as they are compared: letters and digits, without case and accents.

use std::ops::Range;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The number of the rule below. An index made under another one is made anew.
pub const FOLDING: u32 = 1;

/// One word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Folded.
    pub text: String,
    /// Where it stands in the text, in bytes.
    pub at: Range<usize>,
}

/// The words of a text in their order, with their places. Punctuation divides words, apostrophes and hyphens among it.
/// Where a writing puts no spaces between words, each character is a word, so that a part of a name is found too.
#[must_use]
pub fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut is_open = false;
    for (start, character) in text.char_indices() {
        let end = start + character.len_utf8();
        let alone = is_unspaced(character);
        if alone {
            is_open = false;
        }
        for part in std::iter::once(character).nfkd() {
            if is_combining_mark(part) || prints_nothing(part) {
                // It belongs to the letter before it, if one.
                if let (true, Some(word)) = (is_open, words.last_mut()) {
                    word.at.end = end;
                }
            } else if part.is_alphanumeric() {
                if !is_open {
                    words.push(Word { text: String::new(), at: start..end });
                    is_open = true;
                }
                if let Some(word) = words.last_mut() {
                    word.at.end = end;
                    part.to_lowercase().for_each(|lower| match plain(lower) {
                        Some(letters) => word.text.push_str(letters),
                        None => word.text.push(lower),
                    });
                }
            } else {
                is_open = false;
            }
        }
        if alone {
            is_open = false;
        }
    }
    words
}

/// The words of a text, folded.
#[must_use]
pub fn folded(text: &str) -> Vec<String> {
    words(text).into_iter().map(|word| word.text).collect()
}

/// The words of a text in one line, folded.
#[must_use]
pub fn one_line(text: &str) -> String {
    folded(text).join(" ")
}

/// The words of a name, and behind them those written as one: "O'Neill" is `o neill oneill`.
#[must_use]
pub fn name_words(name: &str) -> String {
    let words = words(name);
    let joined: Vec<String> = joined(name, &words).into_iter().map(|word| word.text).collect();
    words.into_iter().map(|word| word.text).chain(joined).collect::<Vec<_>>().join(" ")
}

/// Words that only an apostrophe or a hyphen divides, as one.
pub(super) fn joined(text: &str, words: &[Word]) -> Vec<Word> {
    let mut joined: Vec<Word> = Vec::new();
    let mut is_open = false;
    for pair in words.windows(2) {
        let [before, after] = pair else { continue };
        let between = text.get(before.at.end..after.at.start).unwrap_or_default();
        let is_one = matches!(between, "'" | "\u{2019}" | "\u{2bc}" | "-" | "\u{2010}" | "\u{2011}");
        match (is_one, is_open, joined.last_mut()) {
            (true, true, Some(open)) => {
                open.text.push_str(&after.text);
                open.at.end = after.at.end;
            }
            (true, _, _) => {
                joined.push(Word { text: format!("{}{}", before.text, after.text), at: before.at.start..after.at.end });
            }
            _ => {}
        }
        is_open = is_one;
    }
    joined
}

/// Whether `wanted` stands in `text`, word for word and in a row.
#[must_use]
pub fn contains(text: &[String], wanted: &[String]) -> bool {
    !wanted.is_empty() && text.windows(wanted.len()).any(|window| window == wanted)
}

/// Letters with a stroke or joined letters, which have no decomposition in Unicode.
const fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        '\u{df}' => "ss",
        '\u{e6}' => "ae",
        '\u{153}' => "oe",
        '\u{f8}' => "o",
        '\u{142}' => "l",
        '\u{111}' | '\u{f0}' => "d",
        '\u{fe}' => "th",
        '\u{127}' => "h",
        '\u{131}' => "i",
        _ => return None,
    })
}

const fn prints_nothing(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Whether a character belongs to a writing that puts no spaces between words: Thai, Lao, Burmese, Khmer, kana and Han.
const fn is_unspaced(character: char) -> bool {
    matches!(character,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{ff66}'..='\u{ff9f}' | '\u{20000}'..='\u{323af}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, term: &str) -> bool {
        contains(&folded(text), &folded(term))
    }

    #[test]
    fn case_accents_punctuation_and_line_breaks_do_not_hide_a_name() {
        assert!(found("told EDNA\nRowe\u{2019}s daughter", "Edna Rowe"));
        assert!(found("Si\u{e2}n Gro\u{df}", "sian gross"));
        assert!(found("\u{141}UKASZ Bj\u{f8}rn", "Lukasz Bjorn"));
        assert!(found("Ed\u{ad}na", "Edna"));
        assert!(found("born 07/02/1942.", "07/02/1942"));
        assert!(found("e\u{301}lan \u{fb01}eld", "\u{c9}lan Field"));
        assert!(found("Nguy\u{1ec5}n V\u{103}n \u{110}\u{1ee9}c", "nguyen van duc"));
    }

    #[test]
    fn only_whole_words_in_a_row_are_found() {
        assert!(!found("Rowena rowed", "Rowe"));
        assert!(!found("Edna M Rowe", "Edna Rowe"));
        assert!(!found("Rowe, Edna", "Edna Rowe"));
        assert!(!found("anything", "\u{2014}"));
        assert!(!found("", "Rowe"));
    }

    #[test]
    fn a_part_of_a_name_written_without_spaces_is_found() {
        assert_eq!(folded("\u{738b}\u{674e}\u{660e} Li"), ["\u{738b}", "\u{674e}", "\u{660e}", "li"]);
        assert!(found("\u{738b}\u{674e}\u{660e}", "\u{674e}"));
        assert!(found("Mrs \u{674e}\u{5c0f}\u{9f99} fell", "\u{674e}\u{5c0f}"));
    }

    #[test]
    fn writing_from_right_to_left_is_words_and_its_points_do_not_count() {
        assert_eq!(folded("\u{5d3}\u{5bc}\u{5b8}\u{5d5}\u{5b4}\u{5d3} \u{5db}\u{5d4}\u{5df}").len(), 2);
        assert!(found("\u{5d3}\u{5bc}\u{5b8}\u{5d5}\u{5b4}\u{5d3} \u{5db}\u{5d4}\u{5df}", "\u{5d3}\u{5d5}\u{5d3}"));
    }

    #[test]
    fn places_cover_each_word_with_its_accents() {
        let text = "\u{1f469}\u{200d}\u{1f467} Zoe\u{308} O\u{2019}Neill";
        let at: Vec<&str> = words(text).into_iter().map(|word| &text[word.at]).collect();
        assert_eq!(at, ["Zoe\u{308}", "O", "Neill"]);
    }

    #[test]
    fn a_name_is_found_as_one_word_too() {
        assert_eq!(name_words("Sean O\u{2019}Neill"), "sean o neill oneill");
        assert_eq!(name_words("Ann Rowe-Smith-Hart, Jo"), "ann rowe smith hart jo rowesmithhart");
        assert_eq!(name_words("\u{1f469}"), "");
    }
}
