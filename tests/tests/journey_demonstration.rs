//! The demonstration, from making it to reading its case after a lock: the figures that the case page shows.

#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

use evident_tests::{clock, demonstration};
use services::{cases, measures, setup, storage};

fn page_of_demonstration() -> cases::CasePage {
    let folder = tempfile::tempdir().unwrap();
    let (mut vault, case) = demonstration(&folder.path().join("demonstration"));
    let session = vault.session();
    cases::page(&mut vault, &session, case, 1100.0).unwrap()
}

#[test]
fn the_clocks_run_from_becoming_aware() {
    let page = page_of_demonstration();
    let clocks: Vec<(&str, &str)> =
        page.clocks.iter().map(|clock| (clock.label.as_str(), clock.value.as_str())).collect();
    assert_eq!(clocks, [("Concern to referral", "1 h 25 min"), ("Concern to CQC notification", "22 h 15 min")]);
}

#[test]
fn the_comparison_carries_its_counts_order_and_working() {
    let page = page_of_demonstration();
    let comparison = page.comparison.unwrap();
    for figure in ["162 in 17,623", "100 in 45,093"] {
        assert!(comparison.sentence.contains(figure), "{figure} in {}", comparison.sentence);
    }

    let order = comparison.order_of_events.unwrap();
    for part in
        ["week of 26 January", "two weeks before the missed-call board", "thirteen weeks before the rota redesign"]
    {
        assert!(order.contains(part), "{part} in {order}");
    }

    let row = |word: &str| {
        let found = comparison.working.iter().find(|row| row.label.contains(word));
        &found.unwrap_or_else(|| panic!("a row of the working on {word}: {:?}", comparison.working)).value
    };
    let expected = [
        (
            "Everything before and after the rota redesign",
            &["211 in 30,863", "51 in 31,853", "0.234", "0.169 to 0.319"][..],
        ),
        ("Settled, from four weeks", &["41 in 27,043", "0.165", "0.114 to 0.234"][..]),
        ("XmR", &["mean 9.24", "5.73", "24.49", "\u{2212}6.01"][..]),
    ];
    for (label, figures) in expected {
        for figure in figures {
            assert!(row(label).contains(figure), "{figure} in {}", row(label));
        }
    }
}

#[test]
fn the_page_gives_a_verdict_and_never_a_cause() {
    let page = page_of_demonstration();
    let json = serde_json::to_string(&page).unwrap();
    assert!(json.contains("162 in 17,623"), "the words are in the text that is searched");
    assert_eq!(page.comparison.as_ref().unwrap().label, "Worked");
    // What people recorded stands in their own words; the claim about the change is Evident's.
    let json = serde_json::to_string(&(&page.comparison, &page.chain, &page.phases, &page.figure)).unwrap();
    for cause in ["proved", "caused", "because"] {
        assert!(!json.contains(cause), "{cause} on the page");
    }
}

#[test]
fn the_week_of_the_sickness_keeps_its_note() {
    let page = page_of_demonstration();
    assert!(page.figure.svg.contains("Sickness: 5 staff off"), "beside the point");
    let row = page
        .figure
        .table
        .iter()
        .flat_map(|table| &table.rows)
        .find(|row| row.iter().any(|cell| cell.contains("Sickness: 5 staff off")))
        .expect("a row of the table with the note");
    assert!(row.iter().any(|cell| cell.contains("10 Aug")), "{row:?}");
}

#[test]
fn the_store_is_sound_and_a_lock_changes_nothing_on_the_page() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("demonstration");
    let (mut vault, case) = demonstration(&place);
    let session = vault.session();
    let report = storage::verify(&mut vault, &session).unwrap();
    assert!(report.ok, "{:?}", report.lines);
    let before = serde_json::to_value(cases::page(&mut vault, &session, case, 1100.0).unwrap()).unwrap();
    vault.lock().unwrap();

    let mut vault = setup::unlock(&place, None, setup::DEMONSTRATION_PASSPHRASE, clock()).unwrap();
    let session = vault.session();
    let after = serde_json::to_value(cases::page(&mut vault, &session, case, 1100.0).unwrap()).unwrap();
    assert_eq!(before, after);
    let report = storage::verify(&mut vault, &session).unwrap();
    assert!(report.ok, "{:?}", report.lines);
}

#[test]
fn a_count_without_its_denominator_is_never_called_a_rate() {
    // Complaints are a rate per 100 people supported, but the demonstration holds bare counts of them: one in the
    // latest month entered.
    let folder = tempfile::tempdir().unwrap();
    let (mut vault, _) = demonstration(&folder.path().join("demonstration"));
    let session = vault.session();
    let rows = measures::list(&mut vault, &session).unwrap();
    let shown = |code: &str| {
        let row = rows.iter().find(|row| row.code == code).unwrap();
        (row.unit.clone(), row.latest.clone().unwrap())
    };
    assert_eq!(shown("cmpl"), ("complaints".to_owned(), "1".to_owned()));
    assert_eq!(shown("hc_missed").0, "per 1,000 planned visits", "a rate keeps its unit");

    let complaints = measures::find(&vault, &session, "cmpl").unwrap();
    let page = measures::page(&mut vault, &session, complaints, 1100.0).unwrap();
    assert_eq!(page.unit, "complaints");
    assert_eq!(page.figure.table[0].caption, "Complaints");
}
