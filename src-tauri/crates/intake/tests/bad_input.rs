//! Bad input of each kind: a clear answer, and no row left out without a word.
#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

use chrono::{Days, NaiveDate};
use intake::{
    Cell, CountFault, CountKind, DateOrder, DateOrderFinding, DryRun, Every, Hints, Mapping, Note, Question, ReadError,
    Reason, Role, Rules, Table, Warning,
};

const BASE: Mapping = Mapping { start: 0, events: 1, exposure: Some(2), date_order: None, period_ends: false };

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

fn rules(kind: CountKind) -> Rules {
    Rules::new(Every::Week, kind, day(2026, 11, 25))
}

fn table(text: &str) -> Table {
    intake::open(text.as_bytes(), "counts.csv", None).unwrap()
}

/// Rows under the header Week,Missed,Planned; the first is always a good one that settles day first.
fn check(rows: &str) -> DryRun {
    let text = format!("Week,Missed,Planned\n27/10/2025,6,1169\n{rows}\n");
    let run = intake::check(&table(&text), &BASE, &rules(CountKind::EventsPerExposure));
    assert_each_row_once(&table(&text), &run);
    run
}

fn assert_each_row_once(table: &Table, run: &DryRun) {
    let mut numbers: Vec<u32> = run.coming_in.iter().map(|r| r.row).collect();
    numbers.extend(run.not_coming_in.iter().map(|r| r.row));
    numbers.extend(run.already_here.iter().map(|r| r.row));
    numbers.sort_unstable();
    assert_eq!(numbers, table.rows.iter().map(|r| r.number).collect::<Vec<_>>());
}

fn code_of(rows: &str) -> Vec<&'static str> {
    check(rows).not_coming_in.iter().map(|r| r.reason.code()).collect()
}

#[test]
fn a_missing_header_is_said() {
    for text in [
        "27/10/2025,6,1169\n03/11/2025,8,1168\n",
        "6\n8\n",
        "45957;6;1169\n45964;8;1168",
        "27/10/2025,6,1169\nn/a,n/a,n/a\n03/11/2025,8,1168\n",
    ] {
        assert_eq!(intake::open(text.as_bytes(), "a.csv", None), Err(ReadError::MissingHeader), "{text}");
    }
}

#[test]
fn a_doubled_header_is_said() {
    for header in ["Week,Missed,Missed", "Week, missed ,MISSED", "Week,Planned,Missed,Planned"] {
        let error = intake::open(format!("{header}\n27/10/2025,6,7,8\n").as_bytes(), "a.csv", None).unwrap_err();
        assert_eq!(error.code(), "header_doubled", "{header}");
    }
    assert!(code_of("Week,Missed,Planned\n03/11/2025,8,1168").contains(&"repeated_header"));
}

#[test]
fn every_encoding_and_delimiter_gives_the_same_rows() {
    for delimiter in [',', ';', '\t', '|'] {
        let text =
            format!("Week£{delimiter}Missed{delimiter}Planned\r\n27/10/2025{delimiter}6{delimiter}\"1,169\"\r\n");
        let wide = |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
        let files = [
            text.clone().into_bytes(),
            [b"\xef\xbb\xbf", text.as_bytes()].concat(),
            [&b"\xff\xfe"[..], &wide(u16::to_le_bytes)].concat(),
            [&b"\xfe\xff"[..], &wide(u16::to_be_bytes)].concat(),
            wide(u16::to_le_bytes),
            text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect(),
        ];
        for file in files {
            let read = intake::open(&file, "a.csv", None).unwrap();
            assert_eq!(read.header, ["Week£", "Missed", "Planned"]);
            let run = intake::check(&read, &BASE, &rules(CountKind::EventsPerExposure));
            assert_eq!((run.coming_in[0].events, run.coming_in[0].exposure), (6, Some(1_169)));
        }
    }
}

#[test]
fn quoted_newlines_keep_the_row_number_of_the_spreadsheet() {
    let text = "Week,Missed,Planned,Note\n27/10/2025,6,1169,\"two\nlines\"\n03/11/2025,x,1168,\n";
    let run = intake::check(&table(text), &BASE, &rules(CountKind::EventsPerExposure));
    assert_eq!((run.not_coming_in[0].row, run.not_coming_in[0].column.as_str()), (3, "Missed"));
    let unclosed = intake::open(b"Week,Missed\n27/10/2025,\"6\n", "a.csv", None);
    assert_eq!(unclosed, Err(ReadError::UnclosedQuote { row: 2 }));
}

#[test]
fn other_files_are_known_by_their_bytes() {
    let wide = |name: &str| name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let compound = |name: &str| [&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..], &[0; 504], &wide(name), &[0; 200]].concat();
    let cases: [(Vec<u8>, &str); 15] = [
        (b"%PDF-1.7 ...".to_vec(), "file_not_a_spreadsheet"),
        (b"\x89PNG\r\n\x1a\n....".to_vec(), "file_not_a_spreadsheet"),
        (b"\xff\xd8\xff\xe0".to_vec(), "file_not_a_spreadsheet"),
        (b"{\\rtf1}".to_vec(), "file_not_a_spreadsheet"),
        (b"<html><table><tr><td>Week</td></tr></table></html>".to_vec(), "file_not_a_spreadsheet"),
        (b"<?xml version=\"1.0\"?><Workbook/>".to_vec(), "file_not_a_spreadsheet"),
        (b"{\"week\": 1}".to_vec(), "file_not_a_spreadsheet"),
        (b"SQLite format 3\0".to_vec(), "file_not_a_spreadsheet"),
        (compound("Workbook"), "file_not_a_spreadsheet"),
        (compound("WordDocument"), "file_not_a_spreadsheet"),
        (compound("EncryptedPackage"), "workbook_password_protected"),
        (b"abc\0\0\0\0def\0\0\x01\x02".to_vec(), "file_not_a_spreadsheet"),
        (b"PK\x03\x04 and no more".to_vec(), "workbook_unreadable"),
        (vec![], "file_empty"),
        (b"\xef\xbb\xbf \r\n\t\r\n".to_vec(), "file_empty"),
    ];
    for (bytes, code) in cases {
        let error = intake::open(&bytes, "counts.csv", None).unwrap_err();
        assert_eq!(error.code(), code, "{:?}", &bytes[..bytes.len().min(12)]);
        assert!(code == "file_empty" || error.to_string().contains("Nothing was changed"));
    }
}

#[test]
fn a_header_without_rows_is_said() {
    for text in ["Week,Missed,Planned\n", "Report\nWeek;Missed;Planned\n;;\n"] {
        assert_eq!(intake::open(text.as_bytes(), "a.csv", None), Err(ReadError::NoRows), "{text}");
    }
    for text in ["\n\n\n", ",,,\n,,,\n"] {
        assert_eq!(intake::open(text.as_bytes(), "a.csv", None), Err(ReadError::Empty), "{text}");
    }
}

#[test]
fn dates_that_cannot_be_read_are_listed_with_row_and_content() {
    for bad in ["13/13/2025", "31/11/2025", "tomorrow", "27/10", "2025-02-30", "27 Okt 2025", "45957"] {
        let run = check(&format!("{bad},8,1168"));
        let [refused] = run.not_coming_in.as_slice() else { panic!("{bad}: {run:?}") };
        assert_eq!((refused.row, refused.column.as_str(), refused.content.as_str()), (3, "Week", bad));
        assert_eq!(refused.reason, Reason::NotADate, "{bad}");
    }
    assert_eq!(code_of(",8,1168"), ["date_missing"]);
    assert_eq!(code_of("Tue 3 Nov 2025,8,1168"), ["weekday_disagrees"]);
    assert_eq!(code_of("Nov 2025,8,1168"), ["day_missing"]);
}

#[test]
fn a_column_of_days_and_months_is_read_day_first_throughout() {
    // Days 1 to 28 of several months: half of them could be read the other way round.
    let mut text = String::from("Date,Missed,Planned\n");
    let mut expected = Vec::new();
    for month in [1, 2, 3, 11, 12] {
        for d in 1..=28 {
            let date = day(2025, month, d);
            expected.push(date);
            text += &format!("{},1,10\n", date.format("%d/%m/%Y"));
        }
    }
    let daily = Rules { every: Every::Day, ..rules(CountKind::EventsPerExposure) };
    let run = intake::check(&table(&text), &BASE, &daily);
    assert_eq!(run.coming_in.iter().map(|r| r.start).collect::<Vec<_>>(), expected);
}

#[test]
fn an_order_that_nothing_settles_is_asked_and_nothing_comes_in_before() {
    let text = "Week,Missed,Planned\n01/12/2025,6,10\n02/03/2026,7,10\n";
    let run = intake::check(&table(text), &BASE, &rules(CountKind::EventsPerExposure));
    let Some(Question::DateOrder { examples }) = &run.must_ask else { panic!("{run:?}") };
    assert_eq!(examples[0], ("01/12/2025".into(), Some(day(2025, 12, 1)), Some(day(2025, 1, 12))));
    assert!(run.coming_in.is_empty() && run.not_coming_in.is_empty());
    let guess = intake::guess(&table(text), &Hints::default());
    assert!(matches!(guess.date_order, DateOrderFinding::Ambiguous { .. }));
    assert_eq!(guess.mapping.unwrap().date_order, None);

    let answered = Mapping { date_order: Some(DateOrder::DayFirst), ..BASE };
    let run = intake::check(&table(text), &answered, &rules(CountKind::EventsPerExposure));
    assert_eq!((run.coming_in.len(), run.must_ask), (2, None));
    let contradictory = "Week,Missed,Planned\n27/10/2025,6,10\n11/17/2025,7,10\n";
    let run = intake::check(&table(contradictory), &BASE, &rules(CountKind::EventsPerExposure));
    assert!(matches!(run.must_ask, Some(Question::DateOrder { .. })));
}

#[test]
fn dates_in_any_of_the_usual_forms_come_in() {
    for rows in [
        "2025-11-03,8,1168",
        "3 Nov 2025,8,1168",
        "03-11-2025,8,1168",
        "Mon 3 November 2025,8,1168",
        "03/11/2025 00:00,8,1168",
    ] {
        assert_eq!(check(rows).coming_in[1].start, day(2025, 11, 3), "{rows}");
    }
    let serials = "Week,Missed,Planned\n45957,6,1169\n45964,8,1168\nTotal,14,2337\n";
    let run = intake::check(&table(serials), &BASE, &rules(CountKind::EventsPerExposure));
    assert_eq!(run.coming_in.iter().map(|r| r.start).collect::<Vec<_>>(), [day(2025, 10, 27), day(2025, 11, 3)]);
    let american = "Week,Missed,Planned\n10/27/2025,6,1169\n11/03/2025,8,1168\n";
    let run = intake::check(&table(american), &BASE, &rules(CountKind::EventsPerExposure));
    assert_eq!(run.coming_in[1].start, day(2025, 11, 3));
    let short = check("03/11/25,8,1168");
    assert_eq!(short.warnings, [Warning::ShortYears { rows: 1 }]);
    assert_eq!(check("03/11/2025 14:30,8,1168").warnings, [Warning::TimesDropped { rows: 1 }]);
}

#[test]
fn counts_that_are_none_are_refused_by_kind() {
    use CountFault::{Blank, Fractional, Negative, NotANumber, Percent};
    for (cell, fault) in [
        ("abc", NotANumber),
        ("=1+1", NotANumber),
        ("@x", NotANumber),
        ("#N/A", NotANumber),
        ("n/a", NotANumber),
        ("-1", Negative),
        ("(1)", Negative),
        ("1.5", Fractional),
        ("1.169", Fractional),
        ("5%", Percent),
        ("", Blank),
        ("  ", Blank),
    ] {
        let run = check(&format!("03/11/2025,{cell},1168"));
        let refused = &run.not_coming_in[0];
        assert_eq!(refused.reason, Reason::Count { role: Role::Events, fault }, "{cell}");
        assert_eq!((refused.row, refused.column.as_str()), (3, "Missed"));
        let run = check(&format!("03/11/2025,0,{cell}"));
        let refused = &run.not_coming_in[0];
        assert_eq!(refused.reason, Reason::Count { role: Role::Exposure, fault }, "{cell}");
        assert_eq!((refused.row, refused.column.as_str()), (3, "Planned"));
    }
    assert!(check("03/11/2025,,1168").not_coming_in[0].reason.to_string().contains("blank is not nil"));
}

#[test]
fn thousands_come_in_however_they_are_written() {
    for written in ["\"1,169\"", "1 169", "1\u{a0}169", "1169.0"] {
        assert_eq!(check(&format!("03/11/2025,8,{written}")).coming_in[1].exposure, Some(1_169), "{written}");
    }
}

#[test]
fn a_numerator_over_its_denominator_is_refused_only_for_a_proportion() {
    let text = "Month,Told,Late\n27/10/2025,12,10\n03/11/2025,10,10\n";
    let run = intake::check(&table(text), &BASE, &rules(CountKind::Proportion));
    assert_eq!(run.not_coming_in[0].reason, Reason::NumeratorOverDenominator { numerator: 12, denominator: 10 });
    assert_eq!(run.coming_in.len(), 1);
    assert_eq!(intake::check(&table(text), &BASE, &rules(CountKind::EventsPerExposure)).coming_in.len(), 2);
}

#[test]
fn no_exposure_comes_in_only_when_nothing_happened() {
    assert_eq!(code_of("03/11/2025,2,0"), ["events_without_exposure"]);
    let run = check("03/11/2025,0,0");
    assert_eq!((run.coming_in[1].events, run.coming_in[1].exposure), (0, Some(0)));
    let run = intake::check(
        &table("Week,Missed\n27/10/2025,6\n"),
        &Mapping { exposure: None, ..BASE },
        &rules(CountKind::EventsPerExposure),
    );
    assert_eq!(run.must_ask, Some(Question::ExposureColumn));
    let run = intake::check(
        &table("Week,Missed\n27/10/2025,6\n"),
        &Mapping { exposure: None, ..BASE },
        &rules(CountKind::CountOnly),
    );
    assert_eq!((run.coming_in.len(), run.coming_in[0].exposure), (1, None));
}

#[test]
fn weeks_that_come_twice_are_kept_once_if_equal_and_not_at_all_if_not() {
    let run = check("03/11/2025,8,1168\n27/10/2025,6,1169\n03/11/2025,8,1168\n3 Nov 2025,8,1168");
    assert_eq!(run.coming_in.iter().map(|r| r.row).collect::<Vec<_>>(), [2, 3]);
    let reasons: Vec<_> = run.not_coming_in.iter().map(|r| (r.row, &r.reason)).collect();
    assert_eq!(
        reasons,
        [
            (4, &Reason::Repeated { first_row: 2 }),
            (5, &Reason::Repeated { first_row: 3 }),
            (6, &Reason::Repeated { first_row: 3 })
        ]
    );

    let run = check("03/11/2025,8,1168\n03/11/2025,9,1168\n10/11/2025,6,1184");
    assert_eq!(run.coming_in.iter().map(|r| r.row).collect::<Vec<_>>(), [2, 5]);
    let reasons: Vec<_> = run.not_coming_in.iter().map(|r| (r.row, &r.reason)).collect();
    assert_eq!(
        reasons,
        [
            (3, &Reason::Conflicting { other_row: 4, other_rows: 1 }),
            (4, &Reason::Conflicting { other_row: 3, other_rows: 1 })
        ]
    );
    assert!(run.not_coming_in[0].reason.to_string().contains("Row 4"));
}

#[test]
fn weeks_that_are_missing_are_named() {
    let run = check("17/11/2025,8,1168\n24/11/2025,8,1168");
    let gap = Warning::Gap { from: day(2025, 11, 3), to: day(2025, 11, 10), missing: 2, every: Every::Week };
    assert_eq!(run.warnings, [gap]);
}

#[test]
fn totals_rows_are_known_by_name_or_by_sum() {
    for row in
        ["Total,14,2337", "Grand total:,14,2337", "SUM,14,2337", ",14,2337", "Average,7,1168.5", "Sub-total,14,2337"]
    {
        let run = check(&format!("03/11/2025,8,1168\n{row}"));
        assert_eq!(run.not_coming_in.iter().map(|r| r.reason.code()).collect::<Vec<_>>(), ["totals_row"], "{row}");
        assert_eq!(run.warnings, [], "{row}");
    }
    let run = check("03/11/2025,8,1168\nTotal,15,2337");
    assert_eq!(run.warnings, [Warning::TotalDiffers { row: 4, column: "Missed".into(), stated: 15, summed: 14 }]);
}

#[test]
fn blank_rows_and_columns_are_counted_and_left_out() {
    let read = table("Week,Missed,Planned,,\n27/10/2025,6,1169,,\n,,,,\n03/11/2025,8,1168,,\n,,,,\n ,,,,\n");
    assert_eq!(read.header, ["Week", "Missed", "Planned"]);
    assert_eq!(read.rows.len(), 2);
    assert!(
        read.notes.contains(&Note::BlankRows(1)) && read.notes.contains(&Note::TrailingBlankRows(2)),
        "{:?}",
        read.notes
    );
}

#[test]
fn a_period_must_have_ended_and_lie_in_believable_time() {
    assert_eq!(code_of("16/11/2026,1,1"), Vec::<&str>::new());
    assert_eq!(code_of("23/11/2026,1,1"), ["not_finished"]);
    assert_eq!(code_of("30/11/2026,1,1"), ["in_the_future"]);
    assert_eq!(code_of("01/01/1700,1,1"), ["too_early"]);
}

#[test]
fn a_day_that_begins_no_week_names_the_monday_of_its_week() {
    let run = check("05/11/2025,8,1168");
    assert_eq!(run.not_coming_in[0].reason, Reason::NotStartOfPeriod { every: Every::Week, start: day(2025, 11, 3) });
    assert!(run.not_coming_in[0].reason.to_string().contains("Monday 3 November 2025"));
}

#[test]
fn week_ending_dates_are_asked_about_or_known_by_the_header() {
    let sundays = "Week,Missed,Planned\n02/11/2025,6,1169\n09/11/2025,8,1168\n30/11/2025,8,1168\n";
    let run = intake::check(&table(sundays), &BASE, &rules(CountKind::EventsPerExposure));
    assert_eq!(run.must_ask, Some(Question::PeriodEnds { every: Every::Week, rows: 3 }));
    assert!(run.coming_in.is_empty() && run.not_coming_in.len() == 3);
    let ends = Mapping { period_ends: true, ..BASE };
    let run = intake::check(&table(sundays), &ends, &rules(CountKind::EventsPerExposure));
    assert_eq!((run.coming_in[0].start, run.must_ask), (day(2025, 10, 27), None));

    let named = sundays.replace("Week,", "Week ending,");
    assert!(intake::guess(&table(&named), &Hints::default()).mapping.unwrap().period_ends);
}

#[test]
fn months_and_quarters_follow_the_same_rules() {
    let text = "Month,Told,Late\nJul 2026,34,44\nAug 2026,30,40\n01/09/2026,31,40\n15/10/2026,3,4\n";
    let run = intake::check(&table(text), &BASE, &Rules { every: Every::Month, ..rules(CountKind::Proportion) });
    assert_eq!(
        run.coming_in.iter().map(|r| r.start).collect::<Vec<_>>(),
        [day(2026, 7, 1), day(2026, 8, 1), day(2026, 9, 1)]
    );
    assert_eq!(run.not_coming_in[0].reason, Reason::NotStartOfPeriod { every: Every::Month, start: day(2026, 10, 1) });
    let run = intake::check(&table(text), &BASE, &Rules { every: Every::Quarter, ..rules(CountKind::Proportion) });
    assert_eq!(run.coming_in.iter().map(|r| r.start).collect::<Vec<_>>(), [day(2026, 7, 1)]);
}

#[test]
fn no_wrong_column_is_proposed_in_silence() {
    let guess = |text: &str, hints: &Hints<'_>| intake::guess(&table(text), hints);
    let two = "Week,Missed visits,Late visits\n27/10/2025,6,9\n";
    assert_eq!(guess(two, &Hints::default()).events, None);
    let other = "Week,Missed visits,Planned visits\n27/10/2025,6,900\n";
    let falls = Hints { events_words: &["falls"], exposure_words: &["bed days"] };
    assert_eq!((guess(other, &falls).events, guess(other, &falls).mapping), (None, None));
    let shares = "Week,Missed %,Missed rate per 1000\n27/10/2025,6,9\n";
    assert_eq!(guess(shares, &Hints::default()).events, None);
    let narrower = "Week,Missed time-critical visits,Missed visits,Planned\n27/10/2025,1,6,900\n";
    let missed = Hints { events_words: &["missed visits"], exposure_words: &["planned"] };
    assert_eq!(guess(narrower, &missed).events, Some(2));
    let text_in_it = "Week,Missed visits,Count\n27/10/2025,none,6\n03/11/2025,some,8\n";
    assert_eq!(guess(text_in_it, &missed).events, Some(2));
    let two_dates = "Exported on,Changed on,Missed\n27/10/2025,28/10/2025,6\n";
    assert_eq!(guess(two_dates, &Hints::default()).start, None);
    for w in guess(two, &Hints::default()).why {
        assert!(w.reason.ends_with('.'), "{w:?}");
    }
}

#[test]
fn messages_repeat_nothing_from_inside_the_table() {
    let name = "Zebedee Quillfeather";
    for text in
        [format!("{name},x\n27/10/2025,6\n\"{name}"), format!("27/10/2025,6,{name}\n"), format!("{name}\n{name}\n")]
    {
        let error = intake::open(text.as_bytes(), &format!("{name}.csv"), None).unwrap_err();
        assert!(!error.to_string().contains("Zebedee") && !format!("{error:?}").contains("Zebedee"), "{error:?}");
    }
    let run = check(&format!("{name},8,1168\n03/11/2025,{name},1168"));
    assert!(run.not_coming_in.iter().all(|r| !r.reason.to_string().contains("Zebedee")));
}

#[test]
fn a_hundred_thousand_rows_are_each_accounted_for() {
    let mut text = String::from("Date,Missed,Planned\n");
    let first = day(1753, 1, 1);
    for n in 0..100_000_u64 {
        let date = first + Days::new(n);
        let events = if n % 1_000 == 999 { "x".to_owned() } else { (n % 7).to_string() };
        text += &format!("{},{events},\"1,{:03}\"\n", date.format("%d/%m/%Y"), n % 1_000);
    }
    let started = std::time::Instant::now();
    let read = table(&text);
    let mapping =
        intake::guess(&read, &Hints { events_words: &["missed"], exposure_words: &["planned"] }).mapping.unwrap();
    let run = intake::check(&read, &mapping, &Rules { every: Every::Day, ..rules(CountKind::EventsPerExposure) });

    assert!(started.elapsed().as_secs() < 10, "hangs");
    assert_each_row_once(&read, &run);
    assert!(first + Days::new(99_999) < day(2026, 11, 25));
    assert_eq!(run.coming_in.len(), 99_900);
}

#[test]
fn more_rows_columns_or_bytes_than_are_read_are_refused() {
    let rows = format!("Week,Missed\n{}", "1,1\n".repeat(200_001));
    assert_eq!(intake::open(rows.as_bytes(), "a.csv", None).unwrap_err().code(), "file_too_many_rows");
    let columns = format!("Week,Missed\n{}", ",1".repeat(600));
    assert_eq!(intake::open(columns.as_bytes(), "a.csv", None).unwrap_err().code(), "file_too_large");
    let bytes = vec![b'a'; (32 << 20) + 1];
    assert_eq!(intake::open(&bytes, "a.csv", None).unwrap_err().code(), "file_too_large");
}

#[test]
fn a_cell_that_looks_like_a_formula_is_text() {
    let read = table("Week,Missed,Note\n27/10/2025,6,\"=HYPERLINK(\"\"x\"\")\"\n");
    assert_eq!(read.rows[0].cell(2), &Cell::Text("=HYPERLINK(\"x\")".into()));
}
