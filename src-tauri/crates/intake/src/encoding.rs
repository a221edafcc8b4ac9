//! Bytes to text. UTF-8 if the bytes allow it; UTF-16 by its mark or its zeros; else Windows-1252.

use std::borrow::Cow;

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// The text, and the name of its encoding unless it is UTF-8 without a mark.
pub(crate) fn decode(bytes: &[u8]) -> (Cow<'_, str>, Option<&'static str>) {
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf")
        && let Ok(text) = std::str::from_utf8(rest)
    {
        return (Cow::Borrowed(text), Some("UTF-8 with a byte order mark"));
    }
    if bytes.starts_with(b"\xff\xfe") {
        return (UTF_16LE.decode(bytes).0, Some("UTF-16 (little-endian)"));
    }
    if bytes.starts_with(b"\xfe\xff") {
        return (UTF_16BE.decode(bytes).0, Some("UTF-16 (big-endian)"));
    }
    match zeros(bytes) {
        Zeros::SecondOfPair => {
            return (UTF_16LE.decode_without_bom_handling(bytes).0, Some("UTF-16 (little-endian)"));
        }
        Zeros::FirstOfPair => {
            return (UTF_16BE.decode_without_bom_handling(bytes).0, Some("UTF-16 (big-endian)"));
        }
        Zeros::Neither => {}
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (Cow::Borrowed(text), None);
    }
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    (text, Some("Windows-1252"))
}

/// The text of an XML part, which is UTF-8 or UTF-16 (ECMA-376 part 2, section 8.1.4).
pub(crate) fn decode_xml(bytes: &[u8]) -> Option<Cow<'_, str>> {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        let (text, _, damaged) = UTF_8.decode(bytes); // the mark decides
        return (!damaged).then_some(text);
    }
    let rest = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(rest).ok().map(Cow::Borrowed)
}

enum Zeros {
    FirstOfPair,
    SecondOfPair,
    Neither,
}

/// Where zeros stand in the pairs of the first 4 KiB. Western text in UTF-16 has one in nearly
/// each pair; text in any other encoding has none.
fn zeros(bytes: &[u8]) -> Zeros {
    let sample = &bytes[..bytes.len().min(4_096)];
    let (mut first, mut second, mut pairs) = (0_usize, 0_usize, 0_usize);
    for pair in sample.chunks_exact(2) {
        pairs += 1;
        first += usize::from(pair[0] == 0);
        second += usize::from(pair[1] == 0);
    }
    if pairs < 2 {
        Zeros::Neither
    } else if second * 2 > pairs && first * 10 < pairs {
        Zeros::SecondOfPair
    } else if first * 2 > pairs && second * 10 < pairs {
        Zeros::FirstOfPair
    } else {
        Zeros::Neither
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Week;Café £\r\n27/10/2025;6\r\n";

    fn wide(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn the_same_text_comes_out_of_every_encoding() {
        let latin: Vec<u8> = TEXT.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect();
        let marked = |mark: &[u8], rest: Vec<u8>| [mark, &rest[..]].concat();
        let cases: [(Vec<u8>, Option<&str>); 7] = [
            (TEXT.as_bytes().to_vec(), None),
            (marked(b"\xef\xbb\xbf", TEXT.into()), Some("UTF-8 with a byte order mark")),
            (marked(b"\xff\xfe", wide(TEXT, u16::to_le_bytes)), Some("UTF-16 (little-endian)")),
            (marked(b"\xfe\xff", wide(TEXT, u16::to_be_bytes)), Some("UTF-16 (big-endian)")),
            (wide(TEXT, u16::to_le_bytes), Some("UTF-16 (little-endian)")),
            (wide(TEXT, u16::to_be_bytes), Some("UTF-16 (big-endian)")),
            (latin, Some("Windows-1252")),
        ];
        for (bytes, name) in cases {
            let (text, found) = decode(&bytes);
            assert_eq!((text.as_ref(), found), (TEXT, name));
        }
    }

    #[test]
    fn windows_1252_keeps_its_own_characters() {
        assert_eq!(decode(b"\x80 \x93late\x94").0, "€ “late”");
    }
}
