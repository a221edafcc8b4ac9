//! One measure in a file, judged without a store: what is understood, and what is refused with its row.

#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use services::measure_file::{PlannedCheck, Told, evaluate};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn told() -> Told {
    Told { change_on: Some(day("2026-03-30")), today: Some(day("2026-11-25")), ..Told::default() }
}

fn file(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

/// Twelve weeks of four, then twelve of one, from Monday 5 January 2026.
fn weeks() -> String {
    let mut text = String::from("start,missed visits,planned visits\n");
    let mut start = day("2026-01-05");
    for week in 0..24 {
        text.push_str(&format!("{start},{},400\n", if week < 12 { 4 } else { 1 }).replace("missed visits", "events"));
        start = start + chrono::Days::new(7);
    }
    text.replace("missed visits,planned visits", "events,exposure")
}

#[test]
fn a_csv_file_is_judged_and_drawn_beside_itself() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), "missed.csv", &weeks());
    let found = evaluate(&path, &Told { check: PlannedCheck::Final, ..told() }, None).unwrap();
    assert_eq!(found.verdict.label, "Worked", "{}", found.verdict.sentence);
    for figure in ["48 in 4,800 (10.00 per 1,000)", "12 in 4,800 (2.50 per 1,000)"] {
        assert!(found.verdict.sentence.contains(figure), "{}", found.verdict.sentence);
    }
    let svg = found.svg.unwrap();
    assert_eq!(svg, folder.path().join("missed-verdict.svg"));
    let drawn = std::fs::read_to_string(&svg).unwrap();
    assert!(drawn.starts_with("<svg") && drawn.contains("Worked"), "the description carries the verdict");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), weeks(), "the file is only read");
}

#[test]
fn uk_dates_missing_weeks_and_states_are_understood() {
    let folder = tempfile::tempdir().unwrap();
    let mut text = String::from("Week,Events,Den,State\n");
    let mut start = day("2026-01-05");
    for week in 0..24 {
        let row = match week {
            3 => format!("{},,,\n", start.format("%d/%m/%Y")),
            5 => format!("{},5,400,excluded\n", start.format("%d/%m/%Y")),
            _ => format!("{},{},400,\n", start.format("%d/%m/%Y"), if week < 12 { 4 } else { 1 }),
        };
        text.push_str(&row);
        start = start + chrono::Days::new(7);
    }
    let found = evaluate(&file(folder.path(), "w.csv", &text), &told(), None).unwrap();
    let left: Vec<_> =
        found.verdict.periods.iter().filter_map(|row| Some((row.start.as_str(), row.left_out.as_deref()?))).collect();
    assert_eq!(left, [("2026-01-26", "no return"), ("2026-02-09", "excluded")]);
}

#[test]
fn a_period_that_is_not_over_counts_for_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), "w.csv", &weeks());
    let found = evaluate(&path, &Told { today: Some(day("2026-06-17")), ..told() }, None).unwrap();
    let last = found.verdict.periods.last().unwrap();
    assert_eq!((last.start.as_str(), last.left_out.as_deref()), ("2026-06-15", Some("not over yet")));
}

/// Each kind of bad input: what it says, with the row or the day, and that nothing was written.
#[test]
fn bad_input_is_refused_with_its_row_and_nothing_is_written() {
    let with = |row: &str| format!("start,events,exposure,state\n2026-01-05,4,400,\n{row}\n2026-01-19,4,400,\n");
    let cases = [
        ("a count below nought", with("2026-01-12,-1,400,"), "Row 3"),
        ("a count that is no number", with("2026-01-12,NaN,400,"), "Row 3"),
        ("a part of an event", with("2026-01-12,1.5,400,"), "Row 3"),
        ("an exposure below nought", with("2026-01-12,1,-400,"), "Row 3"),
        ("a word for a count", with("2026-01-12,four,400,"), "Row 3"),
        ("a state that is none", with("2026-01-12,4,400,lost"), "Row 3"),
        ("no date", with("someday,4,400,"), "Row 3"),
        ("events with nothing to happen in", with("2026-01-12,4,0,"), "2026-01-12"),
        ("a week twice", with("2026-01-05,4,400,"), "2026-01-05"),
        ("weeks that overlap", with("2026-01-08,4,400,"), "2026-01-08"),
        ("a week to come", with("2027-01-11,4,400,"), "2027-01-11"),
        ("no columns", "4,400\n".to_owned(), "names the columns"),
        ("an empty file", String::new(), "empty"),
        ("a heading alone", "start,events,exposure\n".to_owned(), "."),
        (
            "nothing but missing weeks",
            "start,events,exposure\n2026-01-05,,\n2026-01-12,,\n".to_owned(),
            "before the change",
        ),
    ];
    for (what, text, part) in cases {
        let folder = tempfile::tempdir().unwrap();
        let path = file(folder.path(), "w.csv", &text);
        let error = evaluate(&path, &told(), None).expect_err(what).to_string();
        assert!(error.contains(part), "{what}: {error}");
        let there: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
        assert_eq!(there, ["w.csv"], "{what}");
    }
}

#[test]
fn one_period_and_a_change_outside_the_periods_have_an_answer() {
    let folder = tempfile::tempdir().unwrap();
    let one = file(folder.path(), "one.csv", "start,events,exposure\n2026-01-05,4,400\n");
    assert_eq!(evaluate(&one, &told(), None).unwrap().verdict.label, "Too early to say");
    let early = Told { change_on: Some(day("2025-01-06")), ..told() };
    let error = evaluate(&one, &early, None).unwrap_err().to_string();
    assert!(error.contains("before the change"), "{error}");
    let all = file(folder.path(), "all.csv", &weeks());
    let late = Told { change_on: Some(day("2026-10-05")), ..told() };
    assert!(evaluate(&all, &late, None).unwrap().verdict.sentence.starts_with("Nothing is counted yet"));
    let reaching = Told { baseline: Some((day("2026-01-05"), day("2026-04-05"))), ..told() };
    let error = evaluate(&all, &reaching, None).unwrap_err().to_string();
    assert!(error.contains("does not end before the change"), "{error}");
    let unsaid = Told { change_on: None, ..told() };
    assert!(evaluate(&all, &unsaid, None).unwrap_err().to_string().contains("--change"));
}

#[test]
fn json_that_is_not_understood_says_where() {
    let folder = tempfile::tempdir().unwrap();
    for (text, part) in [
        ("{", "not JSON"),
        ("[1]", "no measure"),
        (r#"{"period":"week"}"#, "missing field"),
        (
            r#"{"period":"week","direction":"lower_is_better","series":[],"change_start":"2026-01-05"}"#,
            "Nothing is entered",
        ),
        (
            r#"{"period":"week","direction":"lower_is_better","series":[{"start":"2026-01-05","evnts":1}],"change_start":"2026-01-05"}"#,
            "evnts",
        ),
        (
            r#"{"direction":"lower_is_better","change_start":"2026-01-05","before":{"num":3,"den":2},"after":{"num":1,"den":2},"span_days":90}"#,
            "more did than there were",
        ),
        (
            r#"{"direction":"lower_is_better","change_start":"2026-01-05","before":{"num":0,"den":0},"after":{"num":1,"den":2},"span_days":90}"#,
            "nobody on one side",
        ),
    ] {
        let error = evaluate(&file(folder.path(), "x.json", text), &told(), None).expect_err(text).to_string();
        assert!(error.contains(part), "{text}: {error}");
    }
    let error = evaluate(&folder.path().join("x.txt"), &told(), None).unwrap_err().to_string();
    assert!(error.contains("cannot be read"), "{error}");
}

/// Proportions: more did than there were.
#[test]
fn a_share_above_the_whole_is_refused_as_a_proportion_and_fine_as_a_rate() {
    let folder = tempfile::tempdir().unwrap();
    let rows = "2026-01-05,5,2\n2026-01-12,3,2\n2026-04-06,4,3\n";
    // The headings say that it is a share.
    for (heading, proportion) in [("start,events,exposure", true), ("start,num,den", false)] {
        let path = file(folder.path(), "p.csv", &format!("{heading}\n{rows}"));
        let error = evaluate(&path, &Told { proportion, ..told() }, None).unwrap_err().to_string();
        assert!(error.contains("more did than there were") && error.contains("Row 2"), "{error}");
    }
    let path = file(folder.path(), "p.csv", &format!("start,events,exposure\n{rows}"));
    evaluate(&path, &told(), None).unwrap();
}

/// What would give a verdict on numbers that nobody entered.
#[test]
fn numbers_that_are_not_plain_are_refused_and_never_read_as_others() {
    let weeks = |row: &str| weeks().replace("2026-01-12,4,400\n", &format!("{row}\n"));
    for (what, text, part) in [
        ("an unquoted thousand", weeks("2026-01-12,4,1,400"), "Row 3: \"400\" stands beyond the last column"),
        ("a decimal comma", weeks("2026-01-12,4,\"400,5\""), "Row 3: \"400,5\" is no exposure"),
        ("more than can be", weeks("2026-01-12,10000000000000000000,400"), "Row 3"),
        ("far more", weeks("2026-01-12,1e300,400"), "Row 3"),
        ("an exposure beyond all", weeks("2026-01-12,4,1000000000000000"), "count_too_large"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let error = evaluate(&file(folder.path(), "w.csv", &text), &told(), None).expect_err(what).to_string();
        assert!(error.contains(part), "{what}: {error}");
    }
    // Thousands that are kept apart are read whole, whichever way.
    for exposure in ["\"1,169\"", "1\u{a0}169", "1169"] {
        let folder = tempfile::tempdir().unwrap();
        let path = file(folder.path(), "w.csv", &weeks(&format!("2026-01-12,4,{exposure}")));
        assert!(evaluate(&path, &told(), None).unwrap().verdict.sentence.contains("in 5,569"), "{exposure}");
    }
}

#[test]
fn settings_that_cannot_be_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let series = |rest: &str| {
        format!(
            r#"{{"period":"week","direction":"lower_is_better","change_start":"2026-01-12","series":[{{"start":"2026-01-05","events":4,"exposure":400}},{{"start":"2026-01-12","events":1,"exposure":400{rest}"#
        )
    };
    let totals = |rest: &str| {
        format!(r#"{{"direction":"lower_is_better","before":{{"num":3,"den":20}},"after":{{"num":1,"den":20}}{rest}}}"#)
    };
    for (text, part) in [
        (series(r#"}],"target_ratio":2}"#), "target_ratio"),
        (series(r#"}],"target_ratio":-1}"#), "target_ratio"),
        (series(r#","state":"missing"}]}"#), "series[1]"),
        (series(r#","state":"no_exposure"}]}"#), "series[1]"),
        (series(r#"}],"check_months":3}"#), "check_months"),
        (series(r#"},{"start":"2026-01-19","events":"four"}]}"#), "series[2].events"),
        (totals(r#","change_start":"2026-01-12","span_days":-5"#), "span_days"),
        (totals(r#","change_start":"2030-01-12","span_days":90"#), "has not come yet"),
    ] {
        let error = evaluate(&file(folder.path(), "x.json", &text), &told(), None).expect_err(&text).to_string();
        assert!(error.contains(part), "{text}: {error}");
    }
    // A reference case of totals, with the mark that some editors write first, is judged as well.
    let inside = totals(r#","span_days":90"#);
    let case = format!("\u{feff}{{\"method\":\"verdict.proportion\",\"input\":{inside}}}");
    let found = evaluate(&file(folder.path(), "case.json", &case), &told(), None).unwrap();
    assert_eq!(found.verdict.verdict.as_deref(), Some("too_early"), "{}", found.verdict.sentence);
}

#[test]
fn a_share_needs_its_whole_in_every_row() {
    let folder = tempfile::tempdir().unwrap();
    let as_proportion = Told { proportion: true, ..told() };
    let blank = weeks().replace("2026-01-12,4,400\n", "2026-01-12,4,\n");
    let error = evaluate(&file(folder.path(), "w.csv", &blank), &as_proportion, None).unwrap_err().to_string();
    assert!(error.contains("Row 3") && error.contains("out of"), "{error}");
    let bare = file(folder.path(), "b.csv", "start,events\n2026-01-05,4\n2026-04-06,1\n");
    assert!(evaluate(&bare, &as_proportion, None).unwrap_err().to_string().contains("Row 2"));
}

#[test]
fn the_picture_never_takes_the_place_of_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), "w.csv", &weeks());
    let other = folder.path().join(".").join("w.csv");
    for svg in [&path, &other] {
        let error = evaluate(&path, &told(), Some(svg)).unwrap_err().to_string();
        assert!(error.contains("take the place"), "{error}");
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap(), weeks());
}

#[test]
fn how_long_a_period_is_is_read_from_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut months = String::from("Month beginning,Complaints\n");
    for month in 1..=11 {
        months.push_str(&format!("2025-{month:02}-01,4\n2026-{month:02}-01,1\n"));
    }
    let told = Told { change_on: Some(day("2026-01-01")), today: Some(day("2026-12-25")), ..told() };
    let found = evaluate(&file(folder.path(), "m.csv", &months), &told, None).unwrap().verdict;
    assert!(found.sentence.contains("44 in 11 months"), "{}", found.sentence);
    let odd = file(folder.path(), "o.csv", "start,events\n2025-01-01,4\n2025-01-16,4\n2026-01-05,4\n");
    assert!(evaluate(&odd, &told, None).unwrap_err().to_string().contains("--every"));
}
