//! A pack prints only what its view holds: the adult's name is in no part of the board's pack,
//! and the same search finds it in the pack that may show it.

use lopdf::{Document, Object, Stream, dictionary};
use packs::build;
use packs::inspect::{InspectError, Place, find_terms, passages};

use crate::demonstration::{NAME, board, cqc_on_site};

const TERMS: [&str; 4] = [NAME, "Edna", "Rowe", "Mrs Rowe"];

#[test]
fn the_name_is_nowhere_in_a_pack_that_may_not_show_it() {
    let pack = build(&board()).unwrap();
    assert_eq!(find_terms(&pack.pdf, &TERMS).unwrap(), []);
    assert!(!find_terms(&pack.pdf, &["Person 1"]).unwrap().is_empty());
}

#[test]
fn the_search_finds_the_name_in_a_pack_that_may_show_it() {
    let mut input = cqc_on_site();
    input.view.title = "Missed visits to Edna Rowe".to_owned();
    input.view.figure_alt = "Timeline of Edna Rowe's case".to_owned();
    let pack = build(&input).unwrap();
    let places: Vec<Place> = find_terms(&pack.pdf, &[NAME])
        .unwrap()
        .into_iter()
        .map(|hit| {
            assert_eq!(hit.term, NAME);
            hit.place
        })
        .collect();
    for place in [Place::Page(1), Place::Structure, Place::Information, Place::Xmp] {
        assert!(places.contains(&place), "{place} not among {places:?}");
    }
}

#[test]
fn the_name_is_found_in_a_heading_of_the_outline() {
    let mut input = cqc_on_site();
    input.view.questions[0].question = "What changed for Edna Rowe?".to_owned();
    let pack = build(&input).unwrap();
    let hits = find_terms(&pack.pdf, &[NAME]).unwrap();
    assert!(hits.iter().any(|hit| hit.place == Place::Outline));
}

#[test]
fn the_name_is_found_in_the_labels_of_the_figure_alone() {
    let mut input = board();
    input.view.figure.lanes[0].events[0].label = "Edna Rowe found".to_owned();
    let pack = build(&input).unwrap();
    let hits = find_terms(&pack.pdf, &[NAME]).unwrap();
    assert!(matches!(hits.as_slice(), [hit] if matches!(hit.place, Place::Page(_))), "{hits:?}");
}

#[test]
fn a_name_divided_by_the_end_of_a_line_or_page_is_found() {
    let mut input = board();
    // Each copy stands at another place of its line, so that some are divided.
    let account: String = (0..400).map(|n| format!("{} Edna Rowe ", "word ".repeat(n % 7))).collect();
    input.view.case.first_account = Some(account);
    let pack = build(&input).unwrap();
    let all = passages(&pack.pdf).unwrap();
    assert!(all.iter().any(|passage| passage.text.contains("Edna\nRowe")));
    assert!(!find_terms(&pack.pdf, &["edna rowé"]).unwrap().is_empty());
}

#[test]
fn an_attached_file_and_its_name_are_searched() {
    let pack = build(&board()).unwrap();
    let mut document = Document::load_mem(&pack.pdf).unwrap();
    let file =
        document.add_object(Stream::new(dictionary! { "Type" => "EmbeddedFile" }, b"notes about Edna Rowe".to_vec()));
    document.add_object(dictionary! {
        "Type" => "Filespec",
        "UF" => Object::string_literal("visits of Edna.txt"),
        "EF" => dictionary! { "F" => file },
    });
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    let hits = find_terms(&bytes, &[NAME, "visits of Edna"]).unwrap();
    assert_eq!(hits.len(), 2);
    assert!(hits.iter().all(|hit| hit.place == Place::Attachment));
}

#[test]
fn what_cannot_be_read_in_full_is_an_error_and_never_a_clean_result() {
    assert_eq!(find_terms(b"not a pdf", &TERMS), Err(InspectError::Unreadable));

    let pack = build(&board()).unwrap();
    let mut document = Document::load_mem(&pack.pdf).unwrap();
    for object in document.objects.values_mut() {
        if let Object::Dictionary(font) = object {
            font.remove(b"ToUnicode");
        }
    }
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    assert_eq!(find_terms(&bytes, &TERMS), Err(InspectError::Font { page: 1 }));
}
