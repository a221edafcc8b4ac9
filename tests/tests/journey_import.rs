//! Counts from a file as a care system exports it: dry run, import, correction, undo, and a file of which nothing can come in.

#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

use domain::MeasureId;
use evident_tests::{PASSPHRASE, clock, dump, fixture, missed_visits, new_vault};
use services::{
    ErrorCode, MappedDateOrder, Vault,
    imports::{self, ImportMapping, Imported, Source},
    measures::{self, GridEdit, GridRowState},
    setup, storage,
};

/// Missed visits, the 26 weeks before the change against those from it on.
fn measure(vault: &mut Vault) -> MeasureId {
    let session = vault.session();
    let form = missed_visits(&session);
    measures::add(vault, &session, &form).unwrap().id.parse().unwrap()
}

fn export() -> Source {
    Source::read(&fixture("spreadsheets/meadowbank-ecm-export.csv")).unwrap()
}

fn mapping(vault: &Vault, source: &mut Source, id: MeasureId) -> ImportMapping {
    let preview = imports::open(vault, &vault.session(), source, id, None).unwrap();
    let name = |column: Option<u32>| preview.header[column.unwrap() as usize].as_str();
    assert_eq!(name(preview.mapping.start), "Week commencing");
    assert_eq!(name(preview.mapping.events), "Missed visits");
    assert_eq!(name(preview.mapping.exposure), "Planned visits");
    assert!(preview.question.is_none(), "27/10/2025 has only one reading");
    preview.mapping
}

fn import(vault: &mut Vault, id: MeasureId) -> Imported {
    let mut source = export();
    let mapping = mapping(vault, &mut source, id);
    let session = vault.session();
    imports::commit(vault, &session, &mut source, id, mapping).unwrap()
}

fn weeks_entered(vault: &Vault, id: MeasureId) -> usize {
    let grid = measures::load_grid(vault, &vault.session(), id, Some("2026-04-27")).unwrap();
    assert!(
        grid.rows.iter().any(|row| row.start == "2025-10-27") && grid.rows.iter().any(|row| row.start == "2026-10-19")
    );
    grid.rows.iter().filter(|row| row.state == GridRowState::Entered).count()
}

#[test]
fn a_dry_run_lists_what_stays_out_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = new_vault(&folder.path().join("vault"));
    let id = measure(&mut vault);
    let mut source = export();
    let mapping = mapping(&vault, &mut source, id);
    let run = imports::check(&vault, &vault.session(), &mut source, id, mapping).unwrap();
    assert_eq!(run.coming_in_count, 52);
    assert_eq!(run.totals, "52 weeks, 262 missed visits in 62,716 planned visits");
    assert!(run.not_coming_in.iter().any(|row| row.content.contains("Total")), "{:?}", run.not_coming_in);
    assert_eq!(weeks_entered(&vault, id), 0);
}

#[test]
fn an_import_gives_the_published_ratio() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = new_vault(&folder.path().join("vault"));
    let id = measure(&mut vault);
    let imported = import(&mut vault, id);
    assert_eq!(imported.batch.rows, 52);
    assert_eq!(imported.batch.file_name, "meadowbank-ecm-export.csv");
    assert_eq!(weeks_entered(&vault, id), 52);
    let session_of = vault.session();
    let page = measures::page(&mut vault, &session_of, id, 900.0).unwrap();
    let comparison = page.comparison.unwrap();
    // R poisson.exact(c(51,211), c(31853,30863), tsmethod='central') (exactci): 0.16898 to 0.31930.
    let test = &comparison.working.iter().find(|row| row.label == "Test").unwrap().value;
    assert!(test.ends_with("exact 95% interval of the ratio 0.17 to 0.32"), "{test}");
    assert_eq!(comparison.label, "May have worked");
    assert!(comparison.sentence.contains("211 in 30,863"), "{}", comparison.sentence);
}

#[test]
fn an_undo_takes_every_week_away() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = new_vault(&folder.path().join("vault"));
    let id = measure(&mut vault);
    let imported = import(&mut vault, id);
    let batch = imported.batch.id.parse().unwrap();
    let session = vault.session();
    let undone = imports::undo(&mut vault, &session, batch, false).unwrap();
    assert_eq!((undone.removed, undone.kept.len()), (52, 0));
    assert_eq!(weeks_entered(&vault, id), 0);
    let again = imports::undo(&mut vault, &session, batch, false).err().unwrap();
    assert_eq!(again.code(), ErrorCode::Invalid);
    let page = measures::page(&mut vault, &session, id, 900.0).unwrap();
    assert_eq!(page.batches.len(), 1, "the register keeps the import");
    assert!(page.batches[0].undone.is_some());
}

#[test]
fn an_undo_keeps_a_week_that_was_corrected_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = new_vault(&folder.path().join("vault"));
    let id = measure(&mut vault);
    let imported = import(&mut vault, id);
    let session = vault.session();
    let correction = GridEdit {
        start: "2026-08-10".to_owned(),
        events: "8".to_owned(),
        exposure: "1215".to_owned(),
        note: String::new(),
    };
    let saved = measures::save_grid(&mut vault, &session, id, &[correction]).unwrap();
    assert_eq!((saved.saved, saved.problems.len()), (1, 0));
    let undone = imports::undo(&mut vault, &session, imported.batch.id.parse().unwrap(), false).unwrap();
    assert_eq!(undone.removed, 51);
    assert_eq!(undone.kept.len(), 1);
    assert!(undone.kept[0].period.contains("10 Aug"), "{}", undone.kept[0].period);
    assert_eq!((undone.kept[0].events.as_str(), undone.kept[0].exposure.as_str()), ("8", "1,215"));
    assert_eq!(weeks_entered(&vault, id), 1);
}

#[test]
fn weeks_kept_by_an_undo_can_be_taken_out_too() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = new_vault(&folder.path().join("vault"));
    let id = measure(&mut vault);
    let batch = import(&mut vault, id).batch.id.parse().unwrap();
    let session = vault.session();
    let edit = |start: &str, events: &str| GridEdit {
        start: start.to_owned(),
        events: events.to_owned(),
        exposure: "1215".to_owned(),
        note: String::new(),
    };
    measures::save_grid(&mut vault, &session, id, &[edit("2026-08-10", "8")]).unwrap();
    assert_eq!(imports::undo(&mut vault, &session, batch, false).unwrap().kept.len(), 1);
    // Typed after the undo: no part of the import any more.
    measures::save_grid(&mut vault, &session, id, &[edit("2026-08-17", "3")]).unwrap();
    assert_eq!(imports::undo(&mut vault, &session, batch, true).unwrap().removed, 1);
    assert_eq!(weeks_entered(&vault, id), 1);
    assert!(storage::verify(&mut vault, &session).unwrap().ok);
    assert_eq!(imports::undo(&mut vault, &session, batch, true).err().unwrap().code(), ErrorCode::Invalid);
}

#[test]
fn a_week_that_stands_twice_in_what_was_pasted_is_not_saved() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = new_vault(&folder.path().join("vault"));
    let id = measure(&mut vault);
    let session = vault.session();
    let edit = |events: &str| GridEdit {
        start: "2026-08-10".to_owned(),
        events: events.to_owned(),
        exposure: "1,215".to_owned(),
        note: String::new(),
    };
    let saved = measures::save_grid(&mut vault, &session, id, &[edit("7"), edit("8")]).unwrap();
    assert_eq!((saved.saved, saved.problems.len()), (0, 2));
    assert_eq!(weeks_entered(&vault, id), 0);
}

#[test]
fn a_file_of_which_nothing_can_come_in_leaves_only_a_line_in_the_audit() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("vault");
    let mut vault = new_vault(&place);
    let id = measure(&mut vault);
    import(&mut vault, id);
    vault.lock().unwrap();
    let mut before = dump(&place, PASSPHRASE);

    let mut vault = setup::unlock(&place, None, PASSPHRASE, clock()).unwrap();
    let text = "Week commencing,Planned visits,Missed visits\n26/10/2026,1200,-1\n02/11/2026,1200,-2\n";
    let mut source = Source::new("negative.csv".to_owned(), text.as_bytes().to_vec());
    let session = vault.session();
    let mapping = ImportMapping {
        start: Some(0),
        events: Some(2),
        exposure: Some(1),
        date_order: None,
        dates_are_week_ending: false,
    };
    let refused = imports::commit(&mut vault, &session, &mut source, id, mapping).err().unwrap();
    assert!(refused.to_string().contains("nothing was changed"), "{refused}");
    vault.lock().unwrap();

    let mut after = dump(&place, PASSPHRASE);
    assert!(before["period_count"].len() == 52, "the dump holds the rows");
    let told = after["audit"].len() - before["audit"].len();
    assert_eq!(told, 3, "unlocked, refused, locked");
    for tables in [&mut before, &mut after] {
        tables.remove("audit").unwrap();
        tables.remove("draft").unwrap();
    }
    assert_eq!(before, after);
}

#[test]
fn a_pasted_block_whose_dates_can_be_read_two_ways_is_asked_about() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = new_vault(&folder.path().join("vault"));
    let id = measure(&mut vault);
    let session = vault.session();
    let paste = |text: &str, order| {
        measures::paste_grid(&vault, &session, id, "2026-01-05", measures::GridColumn::Start, text, order).unwrap()
    };
    // 2 March and 6 April 2026 are Mondays; 3 February and 4 June, with the month first, are not.
    let block = "02/03/2026\t6\t1,169\n06/04/2026\t8\t1,168\n";
    let asked = paste(block, None);
    assert_eq!(asked.question.as_ref().unwrap().code, "date_order");
    assert!(asked.question.unwrap().text.contains("02/03/2026"));
    assert!(asked.edits.is_empty() && asked.problems.is_empty());
    let read = paste(block, Some(MappedDateOrder::DayFirst));
    assert!(read.question.is_none());
    assert_eq!(read.edits.iter().map(|edit| edit.start.as_str()).collect::<Vec<_>>(), ["2026-03-02", "2026-04-06"]);
    let other = paste(block, Some(MappedDateOrder::MonthFirst));
    assert_eq!((other.edits.len(), other.problems.len()), (0, 2), "no week begins on those days");
    assert!(other.problems[0].message.contains("2 February 2026"), "{}", other.problems[0].message);

    // One date of each kind: asked too, and what does not fit the answer stays out by name.
    let mixed = "27/10/2025\t6\t1,169\n11/24/2025\t8\t1,168\n";
    assert!(paste(mixed, None).question.unwrap().text.contains("11/24/2025"));
    let read = paste(mixed, Some(MappedDateOrder::DayFirst));
    assert_eq!((read.edits.len(), read.problems.len()), (1, 1));
    assert_eq!(read.problems[0].content, "11/24/2025");
    // What can be read one way only is never asked about.
    assert!(paste("27/10/2025\t6\t1,169\n03/11/2025\t8\t1,168\n", None).question.is_none());
}
