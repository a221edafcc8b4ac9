//! Texts of a PDF that are not drawn on a page.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, decode_text_string};

use super::{InspectError, Passage, Place};

/// Every string and text stream, with its place.
pub(super) fn read(document: &Document) -> Result<Vec<Passage>, InspectError> {
    let outline = outline_items(document);
    let information = document.trailer.get(b"Info").and_then(Object::as_reference).ok();
    let mut passages = Vec::new();
    for (id, object) in &document.objects {
        let place = if Some(*id) == information {
            Place::Information
        } else if outline.contains(id) {
            Place::Outline
        } else {
            Place::Other
        };
        collect(object, place, &mut passages);
        if let Object::Stream(stream) = object {
            passages.extend(text_stream(stream)?);
        }
    }
    if let Ok(direct) = document.trailer.get(b"Info")
        && information.is_none()
    {
        collect(direct, Place::Information, &mut passages);
    }
    Ok(passages)
}

/// Collects the strings of an object. A dictionary that says what it is gives them its place.
fn collect(object: &Object, place: Place, passages: &mut Vec<Passage>) {
    match object {
        Object::String(bytes, _) => {
            let text = decode_text_string(object).unwrap_or_else(|_| String::from_utf8_lossy(bytes).into_owned());
            passages.push(Passage { place, text });
            // A string without a mark may still have been written as UTF-8.
            if !bytes.is_ascii()
                && let Ok(text) = std::str::from_utf8(bytes)
            {
                passages.push(Passage { place, text: text.to_owned() });
            }
        }
        Object::Array(items) => items.iter().for_each(|item| collect(item, place, passages)),
        Object::Dictionary(dictionary) => collect_dictionary(dictionary, place, passages),
        Object::Stream(stream) => collect_dictionary(&stream.dict, place, passages),
        _ => {}
    }
}

fn collect_dictionary(dictionary: &Dictionary, place: Place, passages: &mut Vec<Passage>) {
    let place = if place != Place::Other {
        place
    } else if is_type(dictionary, b"StructElem") || is_structure_element(dictionary) {
        Place::Structure
    } else if [b"Filespec".as_slice(), b"F", b"EmbeddedFile"].iter().any(|name| is_type(dictionary, name)) {
        Place::Attachment
    } else {
        Place::Other
    };
    for (_, value) in dictionary.iter() {
        collect(value, place, passages);
    }
}

/// `Type` is optional in a structure element; `S` and `P` are not (ISO 32000-1, 14.7.2).
fn is_structure_element(dictionary: &Dictionary) -> bool {
    dictionary.get(b"Type").is_err() && dictionary.get(b"S").and_then(Object::as_name).is_ok() && dictionary.has(b"P")
}

fn is_type(dictionary: &Dictionary, name: &[u8]) -> bool {
    dictionary.get(b"Type").and_then(Object::as_name).is_ok_and(|found| found == name)
}

/// XMP packets and attached files. Attached files are read as text in UTF-8 and UTF-16.
fn text_stream(stream: &Stream) -> Result<Vec<Passage>, InspectError> {
    let xmp = is_type(&stream.dict, b"Metadata");
    let attached = is_type(&stream.dict, b"EmbeddedFile");
    if !xmp && !attached {
        return Ok(Vec::new());
    }
    let bytes = stream.get_plain_content().map_err(|_| InspectError::Stream)?;
    if xmp {
        let xml = String::from_utf8(bytes).map_err(|_| InspectError::Stream)?;
        return Ok(vec![Passage { place: Place::Xmp, text: xml_text(&xml) }]);
    }
    let wide = |unit: fn([u8; 2]) -> u16, skip: usize| {
        let units = bytes.get(skip..).unwrap_or_default().chunks_exact(2);
        String::from_utf16_lossy(&units.map(|pair| unit([pair[0], pair[1]])).collect::<Vec<_>>())
    };
    Ok([String::from_utf8_lossy(&bytes).into_owned(), wide(u16::from_le_bytes, 0), wide(u16::from_be_bytes, 0)]
        .into_iter()
        .map(|text| Passage { place: Place::Attachment, text })
        .collect())
}

/// The text and attribute values of XML, one a line: no names of elements, no namespaces.
fn xml_text(xml: &str) -> String {
    let mut lines = Vec::new();
    for part in xml.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap_or((part, ""));
        if !tag.starts_with(['?', '!', '/']) {
            lines.extend(
                tag.split_inclusive(['"', '\''])
                    .collect::<Vec<_>>()
                    .chunks_exact(2)
                    .filter(|pair| !pair[0].trim_start().starts_with("xmlns") && !pair[0].contains(" xmlns"))
                    .map(|pair| unescape(pair[1].trim_end_matches(['"', '\'']))),
            );
        }
        if !text.trim().is_empty() {
            lines.push(unescape(text.trim()));
        }
    }
    lines.join("\n")
}

/// The five named entities and character references of XML 1.0.
fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let entity = after.split_once(';').and_then(|(name, tail)| {
            let character = match name {
                "amp" => '&',
                "lt" => '<',
                "gt" => '>',
                "quot" => '"',
                "apos" => '\'',
                _ => {
                    let number = name.strip_prefix('#')?;
                    let code = match number.strip_prefix('x') {
                        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                        None => number.parse().ok()?,
                    };
                    char::from_u32(code)?
                }
            };
            Some((character, tail))
        });
        rest = match entity {
            Some((character, tail)) => {
                out.push(character);
                tail
            }
            None => {
                out.push('&');
                after
            }
        };
    }
    out.push_str(rest);
    out
}

/// The items of the outline, followed from its root.
fn outline_items(document: &Document) -> BTreeSet<ObjectId> {
    let mut items = BTreeSet::new();
    let root = document.catalog().and_then(|catalog| catalog.get(b"Outlines")?.as_reference());
    let mut waiting: Vec<ObjectId> = root.into_iter().collect();
    while let Some(id) = waiting.pop() {
        if !items.insert(id) {
            continue;
        }
        if let Ok(item) = document.get_dictionary(id) {
            for key in [b"First".as_slice(), b"Next"] {
                waiting.extend(item.get(key).and_then(Object::as_reference));
            }
        }
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn xmp_gives_its_values_and_not_its_names() {
        let xml = "<?xpacket begin=\"x\"?><rdf:li xml:lang=\"x-default\" xmlns:a=\"http://b\">\
                   Rowe &amp; Co &#233;&#x2019;</rdf:li>";
        assert_eq!(xml_text(xml), "x-default\nRowe & Co é’");
    }

    #[test]
    fn a_lone_ampersand_is_kept() {
        assert_eq!(unescape("a & b &nope; &lt;"), "a & b &nope; <");
    }

    #[test]
    fn a_structure_element_is_known_with_and_without_its_type() {
        let text = |key: &str| Object::string_literal(key);
        let mut dictionary = Dictionary::new();
        dictionary.set("S", Object::Name(b"Figure".to_vec()));
        dictionary.set("P", Object::Reference((1, 0)));
        dictionary.set("Alt", text("a picture of Edna"));
        let mut passages = Vec::new();
        collect(&Object::Dictionary(dictionary), Place::Other, &mut passages);
        assert_eq!(passages, [Passage { place: Place::Structure, text: "a picture of Edna".to_owned() }]);
    }
}
