//! Nothing is cut off: a long account, many events, and a case with nothing in it.

use packs::inspect::{Place, extents, passages};
use packs::{PackEvent, PackInput, build};

use crate::demonstration::{cqc_on_site, empty};

/// Points in a millimetre.
const MM: f64 = 72.0 / 25.4;

/// All pages without their running heads and feet, as one line. No text may stand outside the
/// page's margins, where it would be drawn but not printed, or over the running foot; only the
/// space that ends a line may hang into the right margin.
fn text(input: &PackInput) -> String {
    let pack = build(input).unwrap();
    for page in extents(&pack.pdf).unwrap() {
        let inside = page.body.left >= page.paper.left + 17.9 * MM
            && page.body.right <= page.paper.right - 16.9 * MM
            && page.body.bottom >= page.paper.bottom + 20.9 * MM
            && page.body.top <= page.paper.top - 24.9 * MM;
        assert!(inside, "{page:?}");
    }
    let mut text = String::new();
    for passage in passages(&pack.pdf).unwrap() {
        if matches!(passage.place, Place::Page(_)) {
            for line in passage.text.lines() {
                let running = line.starts_with("Rowan Care Group (invented) · ")
                    || line.starts_with("Confidential: ")
                    || line.starts_with("EP-2026-004 · made")
                    || line.starts_with("page ");
                if !running {
                    text.push_str(line);
                    text.push(' ');
                }
            }
        }
    }
    text
}

#[test]
fn a_written_account_of_four_thousand_words_prints_whole() {
    let mut input = cqc_on_site();
    let words: Vec<String> = (1..=4000).map(|n| format!("word{n}")).collect();
    input.view.case.first_account = Some(words.join(" "));
    let text = text(&input);
    assert!(text.contains(&words.join(" ")));
}

#[test]
fn an_event_longer_than_a_page_prints_whole() {
    let mut input = cqc_on_site();
    let words: Vec<String> = (1..=2500).map(|n| format!("word{n}")).collect();
    input.view.chronology[3].text = words.join(" ");
    let text = text(&input);
    let missing: Vec<_> = words.iter().filter(|word| !text.contains(&format!("{word} "))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn a_tall_row_in_a_narrow_column_prints_whole() {
    let words: Vec<String> = (1..=600).map(|n| format!("word{n}")).collect();
    let fields: [fn(&mut PackInput) -> &mut String; 8] = [
        |input| &mut input.view.actions[0].owner,
        |input| &mut input.view.actions[0].strength,
        |input| &mut input.view.chronology[0].lane,
        |input| &mut input.view.chronology[0].by,
        |input| &mut input.view.chain[1].text,
        |input| &mut input.view.phases[1].label,
        |input| &mut input.view.not_shown[0].what,
        |input| &mut input.view.case.clocks[0].detail,
    ];
    for between in [" ", "\n"] {
        for field in fields {
            let mut input = cqc_on_site();
            *field(&mut input) = words.join(between);
            let text = text(&input);
            let printed = words.iter().filter(|word| text.contains(&format!("{word} "))).count();
            assert_eq!(printed, words.len());
        }
    }
}

#[test]
fn two_hundred_events_and_five_hundred_weeks_all_print() {
    let mut input = cqc_on_site();
    input.view.chronology = (1..=200)
        .map(|n| PackEvent {
            when: format!("{} March 2026", n % 28 + 1),
            recorded: "1 April 2026, 10:00".to_owned(),
            lane: "Case".to_owned(),
            text: format!("Event number {n} of two hundred was written down."),
            by: "Registered manager".to_owned(),
        })
        .collect();
    let row = input.view.measure_table.rows[0].clone();
    input.view.measure_table.rows = (1..=520)
        .map(|n| {
            let mut row = row.clone();
            row[0] = format!("Week {n}");
            row
        })
        .collect();
    let text = text(&input);
    for n in 1..=200 {
        assert!(text.contains(&format!("Event number {n} of two hundred")), "event {n}");
    }
    for n in 1..=520 {
        assert!(text.contains(&format!("Week {n} ")), "week {n}");
    }
    assert!(text.matches("When it happened").count() > 3, "the table's header is repeated");
}

#[test]
fn a_case_with_nothing_in_it_says_so() {
    let text = text(&empty());
    for words in [
        "No answer is recorded.",
        "This answer cites no evidence and no measure.",
        "No before-and-after comparison can be made",
        "Gap: nothing is recorded",
        "No first account is recorded.",
        "No event is recorded for this case.",
        "No action is recorded for this case.",
        "No measure is linked to this case",
        "Nothing that was selected is left out.",
    ] {
        assert!(text.contains(words), "not said: {words}");
    }
}
