//! Words as they are compared: letters and digits, without case and accents.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The words of a text, folded. Apostrophes and other punctuation divide words.
pub(super) fn fold(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for character in text.nfkd().filter(|c| !is_combining_mark(*c) && !prints_nothing(*c)) {
        if character.is_alphanumeric() {
            if let Some(word) = words.last_mut() {
                for lower in character.to_lowercase() {
                    match plain(lower) {
                        Some(letters) => word.push_str(letters),
                        None => word.push(lower),
                    }
                }
            }
        } else if words.last().is_some_and(|word| !word.is_empty()) {
            words.push(String::new());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Whether `wanted` stands in `text`, word for word and in a row.
pub(super) fn contains(text: &[String], wanted: &[String]) -> bool {
    !wanted.is_empty() && text.windows(wanted.len()).any(|window| window == wanted)
}

/// Letters with a stroke or joined letters, which have no decomposition in Unicode.
fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ħ' => "h",
        'ı' => "i",
        _ => return None,
    })
}

fn prints_nothing(character: char) -> bool {
    matches!(character, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, term: &str) -> bool {
        contains(&fold(text), &fold(term))
    }

    #[test]
    fn case_accents_punctuation_and_line_breaks_do_not_hide_a_name() {
        assert!(found("told EDNA\nRowe’s daughter", "Edna Rowe"));
        assert!(found("Siân Groß", "sian gross"));
        assert!(found("ŁUKASZ Bjørn", "Lukasz Bjorn"));
        assert!(found("Ed\u{AD}na", "Edna"));
        assert!(found("born 07/02/1942.", "07/02/1942"));
        assert!(found("e\u{301}lan ﬁeld", "Élan Field"));
    }

    #[test]
    fn only_whole_words_in_a_row_are_found() {
        assert!(!found("Rowena rowed", "Rowe"));
        assert!(!found("Edna M Rowe", "Edna Rowe"));
        assert!(!found("Rowe, Edna", "Edna Rowe"));
        assert!(!found("anything", "—"));
        assert!(!found("", "Rowe"));
    }
}
