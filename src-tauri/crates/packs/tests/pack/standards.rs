//! Marks of a file made for keeping and for screen readers.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object};
use packs::build;
use packs::inspect::{Place, passages};

use crate::demonstration::{board, cqc_on_site};

fn document() -> Document {
    Document::load_mem(&build(&cqc_on_site()).unwrap().pdf).unwrap()
}

fn xmp(document: &Document) -> String {
    let packet = document
        .catalog()
        .and_then(|catalog| catalog.get_deref(b"Metadata", document))
        .and_then(Object::as_stream)
        .unwrap();
    String::from_utf8(packet.get_plain_content().unwrap()).unwrap()
}

/// How many structure elements there are of each kind.
fn kinds(document: &Document) -> BTreeMap<String, usize> {
    let mut kinds = BTreeMap::new();
    for object in document.objects.values() {
        let Ok(element) = object.as_dict() else { continue };
        if let (Ok(kind), true) = (element.get(b"S").and_then(Object::as_name), element.has(b"P")) {
            *kinds.entry(String::from_utf8(kind.to_vec()).unwrap()).or_insert(0) += 1;
        }
    }
    kinds
}

#[test]
fn the_xmp_packet_says_pdf_a_3a_and_pdf_ua_1() {
    let xmp = xmp(&document());
    for mark in
        ["<pdfaid:part>3</pdfaid:part>", "<pdfaid:conformance>A</pdfaid:conformance>", "<pdfuaid:part>1</pdfuaid:part>"]
    {
        assert!(xmp.contains(mark), "{mark} is not in the XMP packet");
    }
}

#[test]
fn the_file_is_tagged_and_says_its_language_and_title() {
    let document = document();
    let catalog = document.catalog().unwrap();
    let marked = catalog.get_deref(b"MarkInfo", &document).and_then(Object::as_dict).unwrap();
    assert_eq!(marked.get(b"Marked").unwrap(), &Object::Boolean(true));
    assert_eq!(catalog.get(b"Lang").and_then(Object::as_str).unwrap(), b"en-GB");
    let view = catalog
        .get_deref(b"ViewerPreferences", &document)
        .and_then(Object::as_dict)
        .and_then(|view| view.get(b"DisplayDocTitle"))
        .unwrap();
    assert_eq!(view, &Object::Boolean(true));
}

#[test]
fn headings_tables_lists_and_the_figure_are_real() {
    let kinds = kinds(&document());
    let count = |kind: &str| kinds.get(kind).copied().unwrap_or(0);
    assert!(count("H1") >= 7, "{kinds:?}");
    assert!(count("H2") >= 4, "{kinds:?}");
    assert!(count("Table") >= 7, "{kinds:?}");
    assert!(count("TH") >= 25, "{kinds:?}");
    assert!(count("TD") >= 300, "{kinds:?}");
    assert!(count("LI") >= 5, "{kinds:?}");
    assert!(count("Figure") >= 1, "{kinds:?}");
}

#[test]
fn the_figure_is_described_and_the_sections_are_outlined() {
    let input = cqc_on_site();
    let all = passages(&build(&input).unwrap().pdf).unwrap();
    let said = |place: Place, words: &str| all.iter().any(|passage| passage.place == place && passage.text == words);
    assert!(said(Place::Structure, &input.view.figure_alt));
    for heading in ["Three questions", "Case on a page", "Chronology", "Actions", "What is not shown, and why"] {
        assert!(said(Place::Outline, heading), "{heading} is not in the outline");
    }
}

#[test]
fn creation_time_and_identifier_come_from_the_input() {
    let document = document();
    let information: &Dictionary = document.trailer.get_deref(b"Info", &document).and_then(Object::as_dict).unwrap();
    let created = information.get(b"CreationDate").and_then(Object::as_str).unwrap();
    assert!(created.starts_with(b"D:20261125090000"));
    let mut other = cqc_on_site();
    other.number = "EP-2026-005".to_owned();
    let other = Document::load_mem(&build(&other).unwrap().pdf).unwrap();
    assert_ne!(document.trailer.get(b"ID").unwrap(), other.trailer.get(b"ID").unwrap());
}

#[test]
fn every_page_carries_its_marks_and_what_it_was_made_from() {
    let input = board();
    let pack = build(&input).unwrap();
    let all = passages(&pack.pdf).unwrap();
    let pages: Vec<_> = all.iter().filter(|passage| matches!(passage.place, Place::Page(_))).collect();
    assert_eq!(pages.len(), pack.pages as usize);
    for (page, number) in pages.iter().zip(1..) {
        for words in [
            "Confidential: contains personal information",
            "Demonstration: invented people",
            "EP-2026-004 · made 25 November 2026 · as at entry 123, 9f3c2a7be15d4088",
            &format!("page {number} of {}", pack.pages),
        ] {
            assert!(page.text.contains(words), "page {number} does not say: {words}");
        }
    }
}
