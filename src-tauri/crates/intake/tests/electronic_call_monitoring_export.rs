//! A year of weekly visits as an electronic call monitoring system exports it, as text and as a
//! workbook, all the way through.
#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

use chrono::NaiveDate;
use intake::{
    CountKind, DateOrder, DryRun, Every, ExistingValue, Hints, Mapping, Note, OnExisting, Reason, Rules, Table,
};

const CSV: &[u8] = include_bytes!("../../../../tests/fixtures/spreadsheets/meadowbank-ecm-export.csv");
const XLSX: &[u8] = include_bytes!("../../../../tests/fixtures/spreadsheets/meadowbank-ecm-export.xlsx");

const HINTS: Hints<'_> =
    Hints { events_words: &["missed visits", "missed"], exposure_words: &["planned visits", "scheduled"] };

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

fn rules() -> Rules {
    Rules::new(Every::Week, CountKind::EventsPerExposure, day(2026, 11, 25))
}

fn both() -> [Table; 2] {
    [intake::open(CSV, "export.csv", None).unwrap(), intake::open(XLSX, "export.xlsx", None).unwrap()]
}

fn run(table: &Table) -> (Mapping, DryRun) {
    let mapping = intake::guess(table, &HINTS).mapping.unwrap();
    (mapping, intake::check(table, &mapping, &rules()))
}

#[test]
fn every_week_comes_in_and_the_totals_row_does_not() {
    for table in both() {
        let (mapping, run) = run(&table);
        assert_eq!((mapping.start, mapping.events, mapping.exposure), (0, 3, Some(1)));
        assert_eq!(mapping.date_order, Some(DateOrder::DayFirst));
        assert_eq!(run.must_ask, None);
        assert_eq!(run.warnings, [], "the stated totals agree and no week is missing");
        assert_eq!(run.coming_in.len(), 52);
        let sums =
            |rows: &[intake::CheckedRow]| rows.iter().fold((0, 0), |s, r| (s.0 + r.events, s.1 + r.exposure.unwrap()));
        assert_eq!(sums(&run.coming_in[..26]), (211, 30_863));
        assert_eq!(sums(&run.coming_in[26..]), (51, 31_853));
        assert_eq!(run.coming_in[0].start, day(2025, 10, 27));
        assert_eq!((run.coming_in[0].row, run.coming_in[51].row), (7, 58));
        let [total] = run.not_coming_in.as_slice() else { panic!("{:?}", run.not_coming_in) };
        assert_eq!(
            (total.row, total.column.as_str(), total.content.as_str(), &total.reason),
            (59, "Week commencing", "Total", &Reason::TotalsRow)
        );
    }
}

#[test]
fn the_late_visits_of_the_same_file_are_another_mapping() {
    let hints = Hints { events_words: &["late"], exposure_words: &["planned"] };
    for table in both() {
        let mapping = intake::guess(&table, &hints).mapping.unwrap();
        let run = intake::check(&table, &mapping, &Rules { kind: CountKind::Proportion, ..rules() });
        assert_eq!(run.coming_in.iter().map(|r| r.events).sum::<u64>(), 2_365 + 1_156);
    }
}

#[test]
fn titles_and_the_hidden_sheet_are_named() {
    let [text, workbook] = both();
    assert_eq!(text.header_row, 6);
    assert!(text.notes.contains(&Note::SkippedLinesBeforeHeader(4)));
    assert_eq!(workbook.header, text.header);
    assert_eq!(workbook.sheet.as_deref(), Some("Weekly summary"));
    assert!(workbook.notes.contains(&Note::HiddenSheet { name: "Lookups".into(), rows: 2 }), "{:?}", workbook.notes);
}

#[test]
fn a_second_import_of_the_same_file_brings_nothing_in() {
    let [table, _] = both();
    let (mapping, first) = run(&table);
    let value = |r: &intake::CheckedRow| (r.start, ExistingValue { events: Some(r.events), exposure: r.exposure });
    let mut again = Rules { existing: first.coming_in.iter().map(value).collect(), ..rules() };
    let second = intake::check(&table, &mapping, &again);
    assert_eq!((second.coming_in.len(), second.already_here.len(), second.not_coming_in.len()), (0, 52, 1));

    let other = ExistingValue { events: Some(99), exposure: Some(1_169) };
    again.existing.insert(day(2025, 10, 27), other);
    let refused = intake::check(&table, &mapping, &again);
    assert_eq!(refused.not_coming_in[0].reason, Reason::DiffersFromExisting(other));
    assert_eq!(refused.not_coming_in[0].row, 7);
    again.on_existing = OnExisting::Correct;
    let corrected = intake::check(&table, &mapping, &again);
    assert_eq!(corrected.coming_in.len(), 1);
    assert_eq!(corrected.coming_in[0].corrects, Some(other));
}

#[test]
fn another_reader_reads_the_same_workbook() {
    use calamine::{Data, Reader};
    let mut book: calamine::Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(XLSX)).unwrap();
    let range = book.worksheet_range("Weekly summary").unwrap();
    let [_, ours] = both();
    for row in &ours.rows {
        for (column, cell) in row.cells.iter().enumerate() {
            let theirs = range.get_value((row.number - 1, u32::try_from(column).unwrap())).unwrap();
            match (cell, theirs) {
                (intake::Cell::Number(a), Data::Int(b)) => assert_eq!(*a, *b as f64),
                (intake::Cell::Number(a), Data::Float(b)) => assert_eq!(a, b),
                (intake::Cell::Text(a), Data::String(b)) => assert_eq!(**a, *b),
                (intake::Cell::Date(a), Data::DateTime(b)) => {
                    let (y, m, d, ..) = b.to_ymd_hms_milli();
                    assert_eq!(*a, day(i32::from(y), u32::from(m), u32::from(d)));
                }
                other => panic!("row {} column {column}: {other:?}", row.number),
            }
        }
    }
}
