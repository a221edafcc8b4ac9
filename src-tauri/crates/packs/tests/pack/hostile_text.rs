//! What people type is text: never markup, never a reason for a pack to fail.

use packs::inspect::{Place, find_terms, passages};
use packs::{PackInput, build};
use serde_json::Value;

use crate::demonstration::cqc_on_site;

const MARKUP: &str = r##"#panic("x") *b* _i_ $1/0$ [x] @ref <tag> \u{41} \ `r` // c /* = h <script>alert(1)</script> "q" 'q' ~ -- --- ... https://example.org"##;

fn pages(input: &PackInput) -> String {
    let all = passages(&build(input).unwrap().pdf).unwrap();
    let pages: Vec<String> = all
        .into_iter()
        .filter(|passage| matches!(passage.place, Place::Page(_)))
        .map(|passage| passage.text.replace('\u{200B}', "").replace('\n', " "))
        .collect();
    pages.join(" ")
}

/// Puts `text` in place of every string of the view that is free text.
fn everywhere(value: &mut Value, text: &str) {
    match value {
        Value::String(string) => *string = text.to_owned(),
        Value::Array(items) => items.iter_mut().for_each(|item| everywhere(item, text)),
        Value::Object(fields) => {
            for (key, field) in fields {
                // Codes, ids and dates of the figure are not text that anybody types.
                let fixed = ["key", "id", "at", "on", "start", "end", "from", "to", "first", "last"];
                let coded = ["emphasis", "state", "tone", "kind", "better", "centre_kind"];
                let figure_code = coded.contains(&key.as_str())
                    && field.as_str().is_some_and(|word| !word.contains(' ') && word.len() < 12);
                if !fixed.contains(&key.as_str()) && !figure_code {
                    everywhere(field, text);
                }
            }
        }
        _ => {}
    }
}

fn with_text_everywhere(text: &str) -> PackInput {
    let mut value = serde_json::to_value(cqc_on_site()).unwrap();
    for field in ["recipient", "purpose", "basis", "selection", "view"] {
        everywhere(&mut value[field], text);
    }
    serde_json::from_value(value).unwrap()
}

#[test]
fn markup_is_printed_as_it_was_typed() {
    let mut input = cqc_on_site();
    input.view.questions[0].answer = MARKUP.to_owned();
    let without_spaces = |text: &str| text.replace(char::is_whitespace, "");
    assert!(without_spaces(&pages(&input)).contains(&without_spaces(MARKUP)));
}

#[test]
fn no_text_in_any_field_stops_a_pack() {
    for text in [
        MARKUP,
        "",
        " \n\n ",
        "\u{0}\u{7}\u{1b}[31m",
        "שלום עליכם مرحبا",
        "Miriam مريم שלום 李",
        "\u{202E}desrever\u{202C} \u{2066}iso\u{2069}",
        "👩‍👩‍👧‍👦 😀 漢字 \u{10FFFF}\u{E000}\u{FFFD}",
        "x\u{301}\u{302}\u{303}\u{304} Z̸̡a̵lgo",
        "-\n- + / 1. =",
    ] {
        build(&with_text_everywhere(text)).unwrap_or_else(|error| panic!("{text:?}: {error}"));
    }
}

#[test]
fn a_script_no_font_has_is_shown_as_squares_and_said_in_words() {
    let mut input = cqc_on_site();
    input.view.chronology[0].text = "She said: 𒀀𒁀!".to_owned();
    let text = pages(&input);
    assert!(text.contains("She said: □□!"));
    assert!(text.contains("2 characters of the record are in scripts or symbols"));
    assert!(!pages(&cqc_on_site()).contains("of the record are in scripts"));
}

#[test]
fn a_direction_override_does_not_reach_the_page() {
    let mut input = cqc_on_site();
    input.view.chronology[0].text = "paid \u{202E}001£\u{202C} back".to_owned();
    let text = pages(&input);
    assert!(text.contains("paid 001£ back"));
    assert!(!text.contains('\u{202E}'));
}

#[test]
fn a_word_of_a_thousand_letters_stays_on_the_page_and_can_be_found() {
    let word = "abcdefghij".repeat(100);
    let mut input = cqc_on_site();
    input.view.actions[0].owner = word.clone();
    let pack = build(&input).unwrap();
    // Its lines are divided where a break was offered, so its parts stand one below another.
    let text = pages(&input).replace(' ', "");
    assert!(text.matches("abcdefghij").count() >= 90);
    assert!(find_terms(&pack.pdf, &["abcdefghijabcdefghijabcdefgh"]).unwrap().len() <= 1);
}
