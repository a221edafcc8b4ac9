//! A font as far as text needs it: what each code means and how wide it is.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object};

/// Codes to Unicode and widths of one composite font with two-byte codes (ISO 32000-1, 9.7).
#[derive(Debug, Default)]
pub(super) struct Font {
    unicode: BTreeMap<u16, String>,
    widths: BTreeMap<u16, f64>,
    default_width: f64,
}

impl Font {
    /// Reads a font. `None` if it is not composite or has no readable map to Unicode.
    pub(super) fn read(document: &Document, dictionary: &Dictionary) -> Option<Self> {
        if dictionary.get(b"Subtype").and_then(Object::as_name).ok()? != b"Type0" {
            return None;
        }
        let map = dictionary.get_deref(b"ToUnicode", document).and_then(Object::as_stream).ok()?;
        let unicode = parse_to_unicode(&map.get_plain_content().ok()?)?;
        let descendants = dictionary.get_deref(b"DescendantFonts", document).and_then(Object::as_array).ok()?;
        let (_, descendant) = document.dereference(descendants.first()?).ok()?;
        let descendant = descendant.as_dict().ok()?;
        let default_width = descendant.get(b"DW").and_then(Object::as_float).map_or(1000.0, f64::from);
        let widths = descendant
            .get_deref(b"W", document)
            .and_then(Object::as_array)
            .map(|widths| parse_widths(document, widths))
            .unwrap_or_default();
        Some(Self { unicode, widths, default_width })
    }

    /// Unicode text of a string of codes; `None` if a code has no meaning.
    pub(super) fn text(&self, codes: &[u8]) -> Option<String> {
        if !codes.len().is_multiple_of(2) {
            return None;
        }
        pairs(codes).map(|code| self.unicode.get(&code).map(String::as_str)).collect()
    }

    /// Width of a string of codes in thousandths of the font size.
    pub(super) fn width(&self, codes: &[u8]) -> f64 {
        pairs(codes).map(|code| *self.widths.get(&code).unwrap_or(&self.default_width)).sum()
    }
}

fn pairs(codes: &[u8]) -> impl Iterator<Item = u16> + '_ {
    codes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
}

/// The `W` array: `first [w w …]` or `first last w` (ISO 32000-1, 9.7.4.3).
fn parse_widths(document: &Document, array: &[Object]) -> BTreeMap<u16, f64> {
    let mut widths = BTreeMap::new();
    let mut items = array.iter();
    while let (Some(first), Some(second)) = (items.next(), items.next()) {
        let Some(first) = code(first) else { break };
        let second = document.dereference(second).map_or(second, |(_, object)| object);
        if let Ok(list) = second.as_array() {
            for (code, width) in (first..=u16::MAX).zip(list) {
                widths.insert(code, width.as_float().map_or(0.0, f64::from));
            }
        } else if let (Some(last), Some(width)) = (code(second), items.next()) {
            let width = width.as_float().map_or(0.0, f64::from);
            widths.extend((first..=last).map(|code| (code, width)));
        }
    }
    widths
}

fn code(object: &Object) -> Option<u16> {
    object.as_i64().ok().and_then(|value| u16::try_from(value).ok())
}

/// The `bfchar` and `bfrange` sections of a map to Unicode (ISO 32000-1, 9.10.3).
fn parse_to_unicode(map: &[u8]) -> Option<BTreeMap<u16, String>> {
    let text = String::from_utf8_lossy(map);
    let mut unicode = BTreeMap::new();
    for section in text.split("beginbfchar").skip(1) {
        let strings = hex_strings(section.split("endbfchar").next()?)?;
        for pair in strings.chunks_exact(2) {
            unicode.insert(code_of(&pair[0])?, utf16(&pair[1])?);
        }
    }
    for section in text.split("beginbfrange").skip(1) {
        for line in section.split("endbfrange").next()?.lines().filter(|l| !l.trim().is_empty()) {
            let strings = hex_strings(line)?;
            let (first, last) = (code_of(strings.first()?)?, code_of(strings.get(1)?)?);
            let targets = strings.get(2..)?;
            for (offset, code) in (first..=last).enumerate() {
                let target = if line.contains('[') {
                    utf16(targets.get(offset)?)?
                } else {
                    utf16(&plus(targets.first()?, u16::try_from(offset).ok()?)?)?
                };
                unicode.insert(code, target);
            }
        }
    }
    Some(unicode)
}

/// The last code unit raised by `offset`.
fn plus(units: &[u8], offset: u16) -> Option<Vec<u8>> {
    let (head, tail) = units.split_at_checked(units.len().checked_sub(2)?)?;
    let unit = code_of(tail)?.checked_add(offset)?;
    Some([head, &unit.to_be_bytes()].concat())
}

fn hex_strings(text: &str) -> Option<Vec<Vec<u8>>> {
    text.split('<')
        .skip(1)
        .map(|part| {
            let digits: Vec<u32> = part
                .split('>')
                .next()?
                .chars()
                .filter(|c| !c.is_whitespace())
                .map(|c| c.to_digit(16))
                .collect::<Option<_>>()?;
            digits.chunks(2).map(|pair| u8::try_from(pair[0] * 16 + pair.get(1).unwrap_or(&0)).ok()).collect()
        })
        .collect()
}

fn code_of(bytes: &[u8]) -> Option<u16> {
    match bytes {
        [high, low] => Some(u16::from_be_bytes([*high, *low])),
        _ => None,
    }
}

fn utf16(bytes: &[u8]) -> Option<String> {
    let units: Vec<u16> = pairs(bytes).collect();
    bytes.len().is_multiple_of(2).then(|| String::from_utf16(&units).ok())?
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

    use super::*;

    #[test]
    fn both_forms_of_a_unicode_map_are_read() {
        let map = b"2 beginbfchar\n<0001> <0052>\n<0002> <00660066>\nendbfchar\n\
                    2 beginbfrange\n<0003> <0005> <0041>\n<0006> <0007> [<D83DDE00> <0042>]\nendbfrange";
        let unicode = parse_to_unicode(map).unwrap();
        let text: Vec<&str> = unicode.values().map(String::as_str).collect();
        assert_eq!(text, ["R", "ff", "A", "B", "C", "😀", "B"]);
    }

    #[test]
    fn a_code_without_meaning_is_not_passed_over() {
        let font = Font { unicode: BTreeMap::from([(1, "a".to_owned())]), ..Font::default() };
        assert_eq!(font.text(&[0, 1]), Some("a".to_owned()));
        assert_eq!(font.text(&[0, 1, 0, 2]), None);
        assert_eq!(font.text(&[0]), None);
    }

    #[test]
    fn both_forms_of_widths_are_read() {
        let array = [
            Object::Integer(1),
            Object::Array(vec![Object::Integer(500), Object::Real(250.5)]),
            Object::Integer(7),
            Object::Integer(9),
            Object::Integer(600),
        ];
        let widths = parse_widths(&Document::new(), &array);
        assert_eq!(widths.get(&2), Some(&250.5));
        assert_eq!(widths.get(&9), Some(&600.0));
        assert_eq!(widths.len(), 5);
    }
}
