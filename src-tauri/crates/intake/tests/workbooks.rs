//! Workbooks: what is read, what is named, and what is refused before it costs anything.
#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

use chrono::NaiveDate;
use intake::{Cell, CountKind, Every, Mapping, Note, ReadError, Rules};
use mutations::workbook::{HEADER, NO_STRINGS, Part, SheetXml, part, row, sheet, workbook, workbook_parts, zip};

const MAPPING: Mapping = Mapping { start: 0, events: 1, exposure: Some(2), date_order: None, period_ends: false };

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

fn rules() -> Rules {
    Rules::new(Every::Week, CountKind::EventsPerExposure, day(2026, 11, 25))
}

fn error(bytes: &[u8]) -> ReadError {
    intake::open(bytes, "counts.xlsx", None).unwrap_err()
}

fn good() -> String {
    format!("{HEADER}{}{}", row(2, 45_957, 6, 1_169), row(3, 45_964, 8, 1_168))
}

#[test]
fn dates_and_numbers_are_read_by_their_format() {
    let table = intake::open(&workbook(&[sheet("Weeks", &good())]), "counts.xlsx", None).unwrap();
    assert_eq!(table.rows[0].cells, [Cell::Date(day(2025, 10, 27)), Cell::Number(6.0), Cell::Number(1_169.0)]);
    assert_eq!(intake::check(&table, &MAPPING, &rules()).coming_in.len(), 2);
}

#[test]
fn the_1904_date_system_is_followed_and_said() {
    let data = format!("{HEADER}{}", row(2, 45_957 - 1_462, 6, 1_169));
    let bytes = zip(&workbook_parts(&[sheet("Weeks", &data)], r#"<workbookPr date1904="1"/>"#, NO_STRINGS));
    let table = intake::open(&bytes, "counts.xlsx", None).unwrap();
    assert_eq!(table.rows[0].cell(0), &Cell::Date(day(2025, 10, 27)));
    assert!(table.notes.contains(&Note::Dates1904));
}

#[test]
fn formulas_give_their_saved_value_and_are_said() {
    let data = format!(
        r#"{HEADER}<row r="2"><c r="A2" s="1"><v>45957</v></c><c r="B2"><f>SUM(D2:E2)</f><v>6</v></c><c r="C2"><v>1169</v></c></row><row r="3"><c r="A3" s="1"><f>A2+7</f><v>45964</v></c><c r="B3"><f>1+1</f></c><c r="C3"><f>1/0</f><v></v></c></row><row r="4"><c r="A4" s="1"><v>45971</v></c><c r="B4" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="C4"><v>9</v></c></row>"#
    );
    let table = intake::open(&workbook(&[sheet("Weeks", &data)]), "counts.xlsx", None).unwrap();
    assert!(table.notes.contains(&Note::FormulaValuesUsed { column: 0, count: 1 }));
    assert!(table.notes.contains(&Note::FormulaValuesUsed { column: 1, count: 2 }));
    let run = intake::check(&table, &MAPPING, &rules());
    assert_eq!((run.coming_in.len(), run.coming_in[0].events), (1, 6));
    let codes: Vec<_> = run.not_coming_in.iter().map(|r| (r.row, r.reason.code(), r.content.as_str())).collect();
    assert_eq!(codes, [(3, "count_uncalculated", "(formula)"), (4, "count_not_a_number", "#DIV/0!")]);
}

#[test]
fn shared_and_inline_texts_are_read_as_they_stand() {
    let strings = r#"<sst uniqueCount="99999999999" count="99999999999"><si><t>Week</t></si><si><r><t>Mis</t></r><r><t xml:space="preserve">sed &amp; late</t></r><rPh><t>x</t></rPh></si><si><t>Planned &#163;</t></si><si/></sst>"#;
    let data = r#"<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c></row><row><c t="inlineStr"><is><t>27/10/2025</t></is></c><c><v>6</v></c><c t="str"><f>x</f><v>1,169</v></c></row>"#;
    let bytes = zip(&workbook_parts(&[sheet("Weeks", data)], "", strings));
    let table = intake::open(&bytes, "counts.xlsx", None).unwrap();
    assert_eq!(table.header, ["Week", "Missed & late", "Planned £"]);
    assert_eq!(intake::check(&table, &MAPPING, &rules()).coming_in[0].exposure, Some(1_169));
}

#[test]
fn a_merged_header_is_put_together() {
    let text = |at: &str, text: &str| format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#);
    let data = format!(
        "<row r=\"1\">{}</row><row r=\"2\">{}{}{}</row><row r=\"3\">{}{}{}{}</row><row r=\"4\"><c r=\"A4\" s=\"1\"><v>45957</v></c><c r=\"B4\"><v>1</v></c><c r=\"C4\"><v>2</v></c><c r=\"D4\"><v>3</v></c><c r=\"E4\"><v>4</v></c></row>",
        text("A1", "Visits of the year"),
        text("A2", "Week"),
        text("B2", "Morning"),
        text("D2", "Evening"),
        text("B3", "Missed"),
        text("C3", "Planned"),
        text("D3", "Missed"),
        text("E3", "Planned"),
    );
    let merged = r#"<mergeCells><mergeCell ref="A1:E1"/><mergeCell ref="A2:A3"/><mergeCell ref="B2:C2"/><mergeCell ref="D2:E2"/></mergeCells>"#;
    let bytes = workbook(&[SheetXml { after: merged.into(), ..sheet("Weeks", &data) }]);
    let table = intake::open(&bytes, "counts.xlsx", None).unwrap();
    assert_eq!(table.header, ["Week", "Morning Missed", "Morning Planned", "Evening Missed", "Evening Planned"]);
    assert!(
        table.notes.contains(&Note::MergedHeader) && table.notes.contains(&Note::SkippedLinesBeforeHeader(1)),
        "{:?}",
        table.notes
    );
    assert_eq!((table.header_row, table.rows[0].number), (3, 4));
}

#[test]
fn hidden_sheets_rows_and_columns_are_named() {
    let hidden = |name: &'static str| SheetXml { state: "hidden", ..sheet(name, &good()) };
    let data = good().replace(r#"<row r="3">"#, r#"<row r="3" hidden="1">"#);
    let shown =
        SheetXml { before: r#"<cols><col min="3" max="3" hidden="1"/></cols>"#.into(), ..sheet("Weeks", &data) };
    let bytes = workbook(&[hidden("Old"), sheet("Empty", ""), shown, sheet("Notes", &good())]);
    let table = intake::open(&bytes, "counts.xlsx", None).unwrap();
    assert_eq!(table.sheet.as_deref(), Some("Weeks"));
    assert_eq!(table.sheets.iter().map(|s| s.hidden).collect::<Vec<_>>(), [true, false, false, false]);
    for note in [
        Note::HiddenSheet { name: "Old".into(), rows: 3 },
        Note::OtherSheet { name: "Notes".into(), rows: 3 },
        Note::HiddenRows { count: 1, first: 3 },
        Note::HiddenColumn { column: 2 },
    ] {
        assert!(table.notes.contains(&note), "{note:?} not in {:?}", table.notes);
        assert!(note.to_string().ends_with('.'));
    }
    assert_eq!(intake::open(&bytes, "counts.xlsx", Some("Old")).unwrap().rows.len(), 2);
    assert_eq!(
        intake::open(&bytes, "counts.xlsx", Some("None")),
        Err(ReadError::SheetNotFound { name: "None".into() })
    );
    let only = workbook(&[sheet("Cover", ""), hidden("Old")]);
    assert_eq!(error(&only), ReadError::OnlyHiddenSheet { name: "Old".into() });
    assert_eq!(error(&workbook(&[sheet("Cover", "")])), ReadError::Empty);
}

#[test]
fn other_containers_are_told_apart() {
    for (name, looks_like) in [
        ("word/document.xml", "a Word document"),
        ("ppt/presentation.xml", "a PowerPoint presentation"),
        ("xl/workbook.bin", "a binary Excel workbook (.xlsb)"),
        ("holiday.jpg", "a ZIP archive"),
    ] {
        let bytes = zip(&[part(name, "x")]);
        assert_eq!(error(&bytes), ReadError::NotASpreadsheet { looks_like });
    }
    let nested = zip(&[part("inner.zip", workbook(&[sheet("Weeks", &good())]))]);
    assert_eq!(error(&nested), ReadError::NotASpreadsheet { looks_like: "a ZIP archive" });
}

/// The good workbook with one part replaced.
fn with_part(replacement: Part) -> Vec<u8> {
    let mut parts = workbook_parts(&[sheet("Weeks", &good())], "", NO_STRINGS);
    let at = parts.iter().position(|p| p.name == replacement.name).unwrap();
    parts[at] = replacement;
    zip(&parts)
}

#[test]
fn parts_that_swell_are_refused_whatever_the_directory_says() {
    const SHEET: &str = "xl/worksheets/sheet0.xml";
    let spaces = format!("<worksheet><sheetData>{}{}</sheetData></worksheet>", good(), " ".repeat(40 << 20));
    assert_eq!(error(&with_part(part(SHEET, spaces.clone()))).code(), "file_too_large", "1,000 to 1");
    let lying = Part { stated: Some(2_000), ..part(SHEET, spaces) };
    assert_eq!(error(&with_part(lying)).code(), "workbook_unreadable", "directory says less");
    let understated = Part { stated: Some(1_000_000_000), ..part(SHEET, "<worksheet/>") };
    assert_eq!(error(&with_part(understated)).code(), "file_too_large", "directory says more");
    let strings = format!("<sst>{}</sst>", "<si/>".repeat(4 << 20));
    assert_eq!(error(&with_part(part("xl/sharedStrings.xml", strings))).code(), "file_too_large");
}

#[test]
fn twelve_thousand_cells_of_one_long_text_are_refused() {
    let mut random = mutations::Random::new(7);
    let long: String = (0..1 << 20).map(|_| char::from(b'a' + u8::try_from(random.below(26)).unwrap())).collect();
    let cells: String = (2..12_002).map(|n| format!(r#"<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>"#)).collect();
    let strings = format!("<sst><si><t>{long}</t></si></sst>");
    let bytes = zip(&workbook_parts(&[sheet("Weeks", &format!("{HEADER}{cells}"))], "", &strings));
    assert_eq!(error(&bytes).code(), "file_too_large");
}

#[test]
fn a_cell_in_the_farthest_corner_costs_nothing() {
    let data = format!(r#"{}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#, good());
    let table = intake::open(&workbook(&[sheet("Weeks", &data)]), "counts.xlsx", None).unwrap();
    assert_eq!((table.rows.len(), table.header.len()), (2, 3));
    assert!(table.notes.contains(&Note::FarCells(1)));
    for beyond in ["XFE1", "A1048577", "A0", "1", "AAAAAAAAAAAA1"] {
        let row = beyond.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        let data = format!(r#"{}<row r="{row}"><c r="{beyond}"><v>1</v></c></row>"#, good());
        assert_eq!(error(&workbook(&[sheet("Weeks", &data)])).code(), "workbook_unreadable", "{beyond}");
    }
}

#[test]
fn a_workbook_cut_off_anywhere_is_an_error_and_never_fewer_rows() {
    let whole = workbook(&[sheet("Weeks", &good())]);
    for length in 0..whole.len() {
        assert!(intake::open(&whole[..length], "counts.xlsx", None).is_err(), "{length}");
    }
    let cut = format!("<worksheet><sheetData>{}", good());
    assert_eq!(error(&with_part(part("xl/worksheets/sheet0.xml", cut))).code(), "workbook_unreadable");
}

#[test]
fn other_prefixes_and_utf_16_parts_are_read() {
    let xml = format!(
        r#"<x:worksheet xmlns:x="m"><x:sheetData>{}</x:sheetData></x:worksheet>"#,
        good()
            .replace("</", "</x:")
            .replace("<row", "<x:row")
            .replace("<c ", "<x:c ")
            .replace("<v>", "<x:v>")
            .replace("<is>", "<x:is>")
            .replace("<t>", "<x:t>")
    );
    let wide: Vec<u8> = format!("\u{feff}{xml}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    for content in [xml.into_bytes(), wide] {
        let table = intake::open(&with_part(part("xl/worksheets/sheet0.xml", content)), "counts.xlsx", None).unwrap();
        assert_eq!(table.rows.len(), 2);
    }
}
