//! The night on which the clocks go back: on 25 October 2026 the hour from 01:00 came twice.

#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

use domain::{
    CaseId,
    timeline::{EventKind, Lane},
};
use evident_tests::{new_case, new_vault, when};
use services::{
    ErrorCode, Result, Vault, cases,
    timeline::{self, EventDraft, EventRow},
};

fn draft(text: &str, time: Option<&str>, offset_min: Option<i32>) -> EventDraft {
    EventDraft {
        lane: Lane::Case,
        kind: EventKind::Note,
        when: when("2026-10-25", time, offset_min),
        text: text.to_owned(),
        agency: None,
    }
}

fn add(vault: &mut Vault, case: CaseId, text: &str, time: &str, offset_min: Option<i32>) -> Result<EventRow> {
    let session = vault.session();
    timeline::add(vault, &session, case, &draft(text, Some(time), offset_min), None)
}

#[test]
fn both_meanings_of_the_hour_are_told_apart_and_kept_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = new_vault(&folder.path().join("vault"));
    let case = new_case(&mut vault);
    // Recorded in the wrong order, so that the order of the page is not that of recording.
    for (text, time, offset) in [
        ("fifth", "23:55", None),
        ("fourth", "02:10", None),
        ("third", "01:30", Some(0)),
        ("second", "01:30", Some(60)),
        ("first", "00:05", None),
    ] {
        add(&mut vault, case, text, time, offset).unwrap();
    }
    let session = vault.session();
    let page = cases::page(&mut vault, &session, case, 1100.0).unwrap();
    let order: Vec<&str> = page.events.iter().map(|event| event.text.as_str()).collect();
    assert_eq!(order, ["first", "second", "third", "fourth", "fifth"]);
    let times: Vec<&str> = page.events.iter().map(|event| event.when.text.as_str()).collect();
    assert_eq!(
        times,
        [
            "25 October 2026, 00:05",
            "25 October 2026, 01:30 (BST)",
            "25 October 2026, 01:30 (GMT)",
            "25 October 2026, 02:10",
            "25 October 2026, 23:55",
        ]
    );
    // Midnight in UTC is neither end of this day: five past and five to it stay on it.
    assert!(page.events.iter().all(|event| event.when.date == "2026-10-25" && event.when.short == "25 Oct"));
}

#[test]
fn a_time_that_came_twice_is_asked_about() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = new_vault(&folder.path().join("vault"));
    let case = new_case(&mut vault);
    let refused = add(&mut vault, case, "Which of the two?", "01:30", None).err().unwrap();
    assert_eq!(refused.code(), ErrorCode::TimeHappensTwice);
    assert_eq!(serde_json::to_value(refused.code()).unwrap(), "time_happens_twice");
    let session = vault.session();
    assert!(cases::page(&mut vault, &session, case, 1100.0).unwrap().events.is_empty(), "nothing was recorded");
}

#[test]
fn amending_the_text_alone_never_moves_the_time() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = new_vault(&folder.path().join("vault"));
    let case = new_case(&mut vault);
    for (time, offset) in [("00:05", None), ("01:30", Some(60)), ("01:30", Some(0)), ("23:55", None)] {
        let mut row = add(&mut vault, case, "As first recorded", time, offset).unwrap();
        let first = serde_json::to_value(&row.when).unwrap();
        let place = row.order;
        for round in 1..=3 {
            // A form is filled from the row and sent back with another text.
            let form = EventDraft {
                lane: row.lane,
                kind: row.kind,
                when: when(&row.when.date, row.when.time.as_deref(), row.when.offset_min),
                text: format!("Amended {round} times"),
                agency: row.agency.clone(),
            };
            let session = vault.session();
            let id = row.id.parse().unwrap();
            row = timeline::amend(&mut vault, &session, id, row.rev, &form, "A clearer wording").unwrap();
            assert_eq!(serde_json::to_value(&row.when).unwrap(), first);
            assert_eq!(row.order, place);
        }
        assert_eq!((row.text.as_str(), row.rev), ("Amended 3 times", 4));
    }
}
