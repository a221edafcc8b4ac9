//! The little of XML that the parts of a workbook need.

use std::borrow::Cow;

use quick_xml::escape::unescape;
use quick_xml::events::{BytesRef, BytesStart};

/// The value of an attribute, whatever the prefix of its name, with entities resolved.
pub(super) fn attribute<'a>(element: &'a BytesStart<'_>, name: &str) -> Option<Cow<'a, str>> {
    let found = element.attributes().with_checks(false).flatten().find(|a| a.key.local_name().as_ref() == name)?;
    match found.value {
        Cow::Borrowed(raw) => unescape(raw).ok(),
        Cow::Owned(raw) => unescape(&raw).ok().map(|value| Cow::Owned(value.into_owned())),
    }
}

/// An attribute of the XML Schema type boolean.
pub(super) fn is_true(element: &BytesStart<'_>, name: &str) -> bool {
    attribute(element, name).is_some_and(|value| value == "1" || value == "true")
}

/// The characters that a reference such as `&amp;` or `&#163;` stands for; none for an entity
/// that the file would have to define itself.
pub(super) fn referenced(reference: &BytesRef<'_>) -> Option<String> {
    unescape(&format!("&{};", &**reference)).ok().map(Cow::into_owned)
}

/// Replaces the escapes `_xHHHH_` for characters XML cannot carry (ECMA-376 part 1, section
/// 22.9.2.19, ST_Xstring).
pub(super) fn without_escapes(text: String) -> String {
    if !text.contains("_x") {
        return text;
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find("_x") {
        plain.push_str(&rest[..at]);
        let code = rest.get(at + 2..at + 6).filter(|_| rest.as_bytes().get(at + 6) == Some(&b'_'));
        match code.and_then(|hex| u32::from_str_radix(hex, 16).ok()).and_then(char::from_u32) {
            Some(character) => {
                plain.push(character);
                rest = &rest[at + 7..];
            }
            None => {
                plain.push_str("_x");
                rest = &rest[at + 2..];
            }
        }
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escaped_characters_come_back() {
        for (written, plain) in [
            ("plain", "plain"),
            ("a_x000D_\nb", "a\r\nb"),
            ("_x005F_x000D_", "_x000D_"),
            ("_xZZZZ_", "_xZZZZ_"),
            ("_x00", "_x00"),
            ("_x12é4_", "_x12é4_"),
        ] {
            assert_eq!(without_escapes(written.to_owned()), plain);
        }
    }
}
