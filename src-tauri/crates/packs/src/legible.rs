//! What the bundled fonts can print.
//!
//! ISO 19005-3, 6.2.11.8 forbids a reference to a font's "no such glyph", so a character that
//! no bundled font has would stop a pack from being written. Every string of the input is
//! therefore put into printable form first: composed (NFC), invisible controls left out, and
//! what cannot be printed shown as a white square and counted, so that the pack can say so.

use serde_json::Value;
use typst::text::Font;
use unicode_normalization::UnicodeNormalization;

/// Printed in place of a character that no bundled font has.
const SQUARE: char = '\u{25A1}';

/// A run of this many characters without a place to break a line is given one.
const LONGEST_RUN: usize = 28;

/// Turns strings into what the fonts can print and counts what they cannot.
pub(crate) struct Legible<'a> {
    fonts: &'a [Font],
    /// Characters replaced by a square so far.
    pub(crate) replaced: u64,
}

impl<'a> Legible<'a> {
    /// For text that may be set in any of `fonts`.
    pub(crate) fn new(fonts: &'a [Font]) -> Self {
        Self { fonts, replaced: 0 }
    }

    /// Puts every string in `value` into printable form; keys are left alone.
    pub(crate) fn apply(&mut self, value: &mut Value) {
        match value {
            Value::String(text) => *text = self.text(text),
            Value::Array(items) => items.iter_mut().for_each(|item| self.apply(item)),
            Value::Object(fields) => fields.values_mut().for_each(|field| self.apply(field)),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    /// One string in printable form.
    fn text(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut run = 0;
        for original in text.replace("\r\n", "\n").nfc() {
            let Some(printed) = self.character(original) else { continue };
            if printed.is_whitespace() || printed == '-' {
                run = 0;
            } else {
                if run == LONGEST_RUN {
                    out.push('\u{200B}');
                    run = 0;
                }
                run += 1;
            }
            out.push(printed);
        }
        out
    }

    /// The character to print for `original`, or `None` if it is left out.
    fn character(&mut self, original: char) -> Option<char> {
        match original {
            '\n' => Some('\n'),
            '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
            _ if is_invisible(original) => None,
            _ if self.printable(original) => Some(original),
            _ if original.is_whitespace() => Some(' '),
            _ => {
                self.replaced += 1;
                Some(if self.printable(SQUARE) { SQUARE } else { '?' })
            }
        }
    }

    fn printable(&self, character: char) -> bool {
        // Each weight of the family has it, or one of the faces behind it.
        let has = |font: &&Font| font.info().coverage.contains(u32::from(character));
        let of_family = |font: &&Font| font.info().family == charts::fonts::FAMILY;
        self.fonts.iter().filter(of_family).all(|font| has(&font))
            || self.fonts.iter().filter(|font| !of_family(font)).any(|font| has(&font))
    }
}

/// Controls, and format characters that print nothing: soft hyphen, zero-width characters,
/// directional embeddings, overrides and isolates (Unicode Standard Annex 9), variation
/// selectors, byte order mark, tags. An override can make a text read differently from what
/// was recorded, so none reaches paper.
fn is_invisible(character: char) -> bool {
    (character.is_control() && character != '\t')
        || matches!(
            character,
            '\u{AD}'
                | '\u{61C}'
                | '\u{180B}'..='\u{180F}'
                | '\u{200B}'..='\u{200F}'
                | '\u{202A}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{FE00}'..='\u{FE0F}'
                | '\u{FEFF}'
                | '\u{FFF9}'..='\u{FFFB}'
                | '\u{E0000}'..='\u{E0FFF}'
        )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

    use serde_json::json;

    use super::*;
    use crate::world::fonts;

    fn legible(text: &str) -> (String, u64) {
        let fonts = fonts().unwrap();
        let mut legible = Legible::new(fonts);
        let mut value = json!({ "a": [text] });
        legible.apply(&mut value);
        (value["a"][0].as_str().unwrap().to_owned(), legible.replaced)
    }

    #[test]
    fn text_that_can_be_printed_is_kept_as_it_is() {
        let text = "Siân O’Brien paid £3 – #1 *not* [this] \\ <b> $x$ @y ✓";
        assert_eq!(legible(text), (text.to_owned(), 0));
    }

    #[test]
    fn names_of_every_writing_are_printed_and_what_no_font_has_becomes_a_counted_square() {
        let names = "O’Neill José Nguyễn 李 😀 שלום مريم";
        assert_eq!(legible(names), (names.to_owned(), 0));
        // Cuneiform.
        assert_eq!(legible("𒀀 x"), ("□ x".to_owned(), 1));
    }

    #[test]
    fn controls_and_direction_overrides_are_left_out_and_line_ends_are_one() {
        assert_eq!(legible("a\u{0}b\u{202E}c\u{2069}\tx\r\ny\u{2028}z\u{FEFF}\u{200D}"), ("abc x\ny\nz".to_owned(), 0));
    }

    #[test]
    fn a_decomposed_letter_is_composed() {
        assert_eq!(legible("Sia\u{302}n"), ("Siân".to_owned(), 0));
    }

    #[test]
    fn a_long_run_can_be_broken_and_loses_nothing() {
        let run = "x".repeat(300);
        let (out, _) = legible(&run);
        assert_eq!(out.replace('\u{200B}', ""), run);
        assert!(out.split('\u{200B}').all(|part| part.len() <= LONGEST_RUN));
    }

    #[test]
    fn keys_numbers_and_absences_are_left_alone() {
        let fonts = fonts().unwrap();
        let mut value = json!({ "ключ": 1.5, "none": null, "yes": true });
        let before = value.clone();
        Legible::new(fonts).apply(&mut value);
        assert_eq!(value, before);
    }
}
