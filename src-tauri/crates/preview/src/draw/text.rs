//! A text is shown as text: nothing in it is taken for anything else.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use crate::{Reply, TEXT_SHOWN};

/// The beginning of a text of `size` bytes.
pub(super) fn show(bytes: &[u8], size: u64) -> Reply {
    let shown = bytes.get(..TEXT_SHOWN).unwrap_or(bytes);
    let goes_on = size > shown.len() as u64;
    let encoding = match Encoding::for_bom(shown) {
        Some((encoding, _)) => encoding,
        None if is_utf8(shown, goes_on) => UTF_8,
        None => WINDOWS_1252,
    };
    let (text, ..) = encoding.decode(shown);
    Reply::Text { text: readable(&text), goes_on }
}

/// Whether it is UTF-8, but for a letter that was cut off at the end.
fn is_utf8(bytes: &[u8], is_cut: bool) -> bool {
    match std::str::from_utf8(bytes) {
        Ok(_) => true,
        Err(error) => is_cut && error.error_len().is_none(),
    }
}

/// Lines and tabs stay; what would turn the direction of the rest, or cannot be seen, does not.
fn readable(text: &str) -> String {
    let is_seen = |letter: &char| {
        matches!(letter, '\n' | '\t')
            || !(letter.is_control()
                || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'))
    };
    text.replace("\r\n", "\n").replace('\r', "\n").chars().filter(is_seen).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(bytes: &[u8]) -> (String, bool) {
        match show(bytes, bytes.len() as u64) {
            Reply::Text { text, goes_on } => (text, goes_on),
            Reply::Picture { .. } => (String::new(), false),
        }
    }

    #[test]
    fn text_of_every_usual_encoding_is_read() {
        assert_eq!(shown(b"caf\xc3\xa9\r\nbar"), ("caf\u{e9}\nbar".to_owned(), false));
        assert_eq!(shown(b"caf\xe9 \x96 \x80").0, "caf\u{e9} \u{2013} \u{20ac}");
        assert_eq!(shown(b"\xff\xfea\0\xe9\0").0, "a\u{e9}");
        assert_eq!(shown(b"\xef\xbb\xbfa\x1b[2J\xe2\x80\xaeb").0, "a[2Jb");
        assert_eq!(shown(b"<script>alert(1)</script>").0, "<script>alert(1)</script>");
    }

    #[test]
    fn a_long_text_is_cut_and_says_so_even_within_a_letter() {
        let long = [vec![b'x'; TEXT_SHOWN - 1], "\u{e9}".as_bytes().to_vec()].concat();
        let (text, goes_on) = shown(&long);
        assert!(goes_on && text.starts_with("xxx") && !text.contains('\u{c3}'), "read as UTF-8 all the same");
    }
}
