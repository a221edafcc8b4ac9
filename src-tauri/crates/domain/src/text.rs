//! Text as people paste it: words are kept, formatting and what cannot be seen are not.

/// Keeps the words of a text: line ends become one kind, what Word leaves behind goes, spaces at the ends go, and
/// control characters are shown by their pictures (U+2400). Angle brackets, scripts and the like are words and stay as
/// they were typed; writing from right to left, joined letters and emoji stay whole.
#[must_use]
pub fn tidy(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let mut kept = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => kept.push('\n'),
            '\n' | '\t' => kept.push(character),
            // The marks that Word leaves: soft hyphens, byte order marks, object replacements.
            '\u{ad}' | '\u{feff}' | '\u{fffc}' => {}
            // Overrides of direction can make a text read as another; marks, isolates and joiners stay.
            '\u{202d}' | '\u{202e}' => {}
            '\u{0}'..='\u{1f}' => kept.extend(char::from_u32(0x2400 + u32::from(character))),
            '\u{7f}' => kept.push('\u{2421}'),
            character if character.is_control() => kept.push('\u{fffd}'),
            character => kept.push(character),
        }
    }
    kept.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_and_what_cannot_be_seen_goes() {
        assert_eq!(
            tidy("  Two visits\r\nwere missed.\u{7}\u{b}Then \u{202e}one.\u{ad}\u{9b} "),
            "Two visits\nwere missed.\u{2407}\nThen one.\u{fffd}"
        );
        assert_eq!(tidy("<script>alert(1)</script> <b>bold</b>"), "<script>alert(1)</script> <b>bold</b>");
    }

    #[test]
    fn names_of_every_writing_stay_as_they_are() {
        for name in [
            "O\u{2019}Neill",
            "Jos\u{e9}",
            "Nguy\u{1ec5}n",
            "\u{674e}",
            "\u{5d3}\u{5d5}\u{5d3}",
            "\u{1f469}\u{200d}\u{1f469}\u{200d}\u{1f467}",
            "\u{645}\u{6cc}\u{200c}\u{62e}\u{648}\u{627}\u{647}\u{645}",
        ] {
            assert_eq!(tidy(name), name);
        }
    }
}
