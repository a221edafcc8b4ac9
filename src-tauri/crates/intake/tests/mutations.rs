//! Ten thousand damaged files: an error or a table, never a panic, never a hang.
#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

use std::time::Instant;

use chrono::NaiveDate;
use intake::{CountKind, Every, Hints, Mapping, Rules, Table};
use mutations::{
    Random, TABLE_PIECES, mutate,
    workbook::{HEADER, row, sheet, workbook_parts, zip},
};

/// Takes a table through everything else, with columns that exist and some that do not.
fn use_table(table: &Table, random: &mut Random) {
    let today = NaiveDate::from_ymd_opt(2026, 11, 25).unwrap();
    let guess = intake::guess(table, &Hints { events_words: &["missed"], exposure_words: &["planned"] });
    let columns = table.header.len() + 2;
    let any = Mapping {
        start: random.below(columns),
        events: random.below(columns),
        exposure: Some(random.below(columns)),
        date_order: None,
        period_ends: false,
    };
    for mapping in guess.mapping.into_iter().chain([any]) {
        let every = [Every::Day, Every::Week, Every::Month, Every::Quarter][random.below(4)];
        let run = intake::check(table, &mapping, &Rules::new(every, CountKind::Proportion, today));
        let listed = run.coming_in.len() + run.not_coming_in.len() + run.already_here.len();
        assert!(listed == table.rows.len() || (listed == 0 && run.must_ask.is_some()));
        for refused in &run.not_coming_in {
            assert!(refused.content.chars().count() <= 80 && !refused.reason.to_string().is_empty());
        }
    }
    let rows: Vec<Vec<intake::Cell>> = table.rows.iter().map(|r| r.cells.clone()).collect();
    let written = intake::write_csv(&table.header, &rows);
    assert!(
        intake::open(written.as_bytes(), "again.csv", None).is_ok_and(|t| !t.rows.is_empty()) || !written.is_empty()
    );
}

fn try_one(bytes: &[u8], random: &mut Random, read: &mut usize) {
    let started = Instant::now();
    if let Ok(table) = intake::open(bytes, "damaged", None) {
        *read += 1;
        use_table(&table, random);
    }
    if let Ok(table) = intake::paste(&String::from_utf8_lossy(bytes)) {
        use_table(&table, random);
    }
    assert!(started.elapsed().as_secs() < 10, "hangs on {} bytes", bytes.len());
}

#[test]
fn damaged_text_files_never_panic() {
    let mut random = Random::new(0x5eed_0001);
    let export = include_bytes!("../../../../tests/fixtures/spreadsheets/meadowbank-ecm-export.csv");
    let wide: Vec<u8> = "Week;Missed;Planned\r\n27/10/2025;6;\"1,169\"\r\nTotal;6;1169"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let corpus: [&[u8]; 4] = [
        &export[..700],
        &wide,
        b"sep=;\nWeek ending;Missed\n02/11/2025;6\n09/11/2025;8\n",
        b"Month\tTold\tLate\nOct 2025\t3\t4\n45957\t\"a\nb\"\t-1\n",
    ];
    let mut read = 0;
    for n in 0..6_000 {
        let mut bytes = corpus[n % corpus.len()].to_vec();
        mutate(&mut bytes, &mut random, &TABLE_PIECES);
        try_one(&bytes, &mut random, &mut read);
    }
    assert!(read > 1_000, "only {read} of the files could still be read");
}

#[test]
fn damaged_workbooks_never_panic() {
    let mut random = Random::new(0x5eed_0002);
    let data = format!(
        "{HEADER}{}{}<row><c t=\"s\"><v>0</v></c><c t=\"d\"><v>2025-10-27</v></c></row>",
        row(2, 45_957, 6, 1_169),
        row(3, 45_964, 8, 1_168)
    );
    let parts = || {
        workbook_parts(
            &[sheet("Weeks", &data), sheet("More", HEADER)],
            "<workbookPr/>",
            "<sst><si><t>seven</t></si></sst>",
        )
    };
    let whole = zip(&parts());
    let mut read = 0;
    for n in 0..4_000 {
        let bytes = if n % 4 == 0 {
            let mut bytes = whole.clone();
            mutate(&mut bytes, &mut random, &TABLE_PIECES);
            bytes
        } else {
            // Damage inside a part, packed again so that the container is sound.
            let mut parts = parts();
            let at = random.below(parts.len());
            mutate(&mut parts[at].content, &mut random, &TABLE_PIECES);
            zip(&parts)
        };
        try_one(&bytes, &mut random, &mut read);
    }
    assert!(read > 400, "only {read} of the files could still be read");
}
