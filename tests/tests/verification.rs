//! What verification finds when somebody with the key changes a store behind its chain, table by table.

#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

use std::path::Path;

use domain::{
    CaseId, FileId, MeasureId,
    action::{ActionStrength, Progress},
    part::Owner,
    round::{RoundKind, RoundSide},
    timeline::{EventKind, Lane},
};
use evident_tests::{PASSPHRASE, clock, fixture, missed_visits, new_case, new_vault, part, when};
use rusqlite::config::DbConfig;
use services::{
    Vault,
    actions::{self, ActionDraft},
    cases::{self, QuestionsView},
    evidence::{self, InHand, Incoming, Patient},
    imports::{self, Source},
    measures::{self, GridEdit, NewMeasure},
    packs::{self, NewPack},
    reporting::{self, ReportingForm},
    rounds::{self, EntryForm, RoundForm},
    setup, storage,
    timeline::{self, EventDraft},
};
use sha2::Digest as _;
use store::{
    Transaction,
    vault::Unlocked,
    verify::{Fault, Report, Standing, verify},
};

/// A store in which every kind of record was added, amended, removed and put back.
fn busy_vault(folder: &Path) -> Vault {
    let mut vault = new_vault(folder);
    let case = new_case(&mut vault);
    events(&mut vault, case);
    let session = vault.session();
    let answers = QuestionsView {
        rev: 0,
        what_changed: "The rota.".to_owned(),
        how_risk_reduced: "Fewer visits are missed.".to_owned(),
        how_learning_embedded: String::new(),
    };
    cases::save_questions(&mut vault, &session, case, 0, &answers).unwrap();
    act(&mut vault, case);
    counts(&mut vault, case);
    let pack = NewPack {
        case_id: case.to_string(),
        audience: "board".to_owned(),
        recipient: "The board".to_owned(),
        purpose: "Quarterly review".to_owned(),
        basis: String::new(),
    };
    packs::build(&mut vault, &session, &pack).unwrap();
    documents(&mut vault, case);
    vault
}

/// Two files, of three pieces and of one, each with an item that describes it.
fn documents(vault: &mut Vault, case: CaseId) {
    let session = vault.session();
    for (name, length) in [("Call log.csv", 2_500_000), ("Rota.txt", 40)] {
        let bytes = vec![b'x'; length];
        let file = Incoming { name: name.to_owned(), size: None, bytes: bytes.as_slice() };
        let added = evidence::attach(&InHand::new(vault, &session), Owner::Case(case), file, &Patient).unwrap();
        part(vault, case, "evidence", &[("title", name), ("file", &added.file.id)]).unwrap();
    }
}

fn events(vault: &mut Vault, case: CaseId) {
    let session = vault.session();
    let draft = |text: &str| EventDraft {
        lane: Lane::Case,
        kind: EventKind::Note,
        when: when("2026-02-08", Some("09:30"), None),
        text: text.to_owned(),
        agency: None,
    };
    let event = timeline::add(vault, &session, case, &draft("Family told."), None).unwrap();
    let id = event.id.parse().unwrap();
    timeline::amend(vault, &session, id, 1, &draft("Family told by phone."), "More exact: cafe\u{301}").unwrap();
    timeline::remove(vault, &session, id, 2).unwrap();
    timeline::restore(vault, &session, id, 3).unwrap();
    timeline::add(vault, &session, case, &draft("Rota looked at."), None).unwrap();
}

fn act(vault: &mut Vault, case: CaseId) {
    let session = vault.session();
    let draft = |progress| ActionDraft {
        title: "Redesign the rota".to_owned(),
        owner: "Care coordinator".to_owned(),
        due: Some("2026-04-30".to_owned()),
        go_live: Some("2026-04-27".to_owned()),
        marker_label: None,
        settling_weeks: 0,
        strength: ActionStrength::Medium,
        progress,
        verified: None,
        measure_ids: Vec::new(),
    };
    let action = actions::add(vault, &session, case, &draft(Progress::NotStarted)).unwrap();
    let id = action.id.parse().unwrap();
    actions::amend(vault, &session, id, 1, &draft(Progress::Done), None).unwrap();
    actions::remove(vault, &session, id, 2).unwrap();
    actions::restore(vault, &session, id, 3).unwrap();
}

fn edit(start: &str, events: &str, note: &str) -> GridEdit {
    GridEdit { start: start.to_owned(), events: events.to_owned(), exposure: "1215".to_owned(), note: note.to_owned() }
}

/// Typed, imported over it, corrected, undone but for what was corrected, imported again, remarked on.
fn counts(vault: &mut Vault, case: CaseId) {
    let session = vault.session();
    let new = NewMeasure { case_id: Some(case.to_string()), lead: true, ..missed_visits(&session) };
    let id: MeasureId = measures::add(vault, &session, &new).unwrap().id.parse().unwrap();
    measures::save_grid(vault, &session, id, &[edit("2026-08-10", "9", "Snow"), edit("2026-08-17", "2", "")]).unwrap();
    let import = |vault: &mut Vault| {
        let mut source = Source::read(&fixture("spreadsheets/meadowbank-ecm-export.csv")).unwrap();
        let mapping = imports::open(vault, &session, &mut source, id, None).unwrap().mapping;
        imports::commit(vault, &session, &mut source, id, mapping).unwrap().batch.id.parse().unwrap()
    };
    let batch = import(vault);
    measures::save_grid(vault, &session, id, &[edit("2026-08-24", "8", "Two staff ill")]).unwrap();
    imports::undo(vault, &session, batch, false).unwrap();
    imports::undo(vault, &session, batch, true).unwrap();
    import(vault);
    measures::save_grid(vault, &session, id, &[edit("2026-08-24", "7", "Three staff ill")]).unwrap();
    measures::save_grid(vault, &session, id, &[edit("2026-08-10", "9", "")]).unwrap();
    people(vault, id);
}

/// A round entered, corrected, removed and put back, and the reporting panel filled in twice.
fn people(vault: &mut Vault, id: MeasureId) {
    let session = vault.session();
    let new = NewMeasure { indicator: "contract".to_owned(), ..missed_visits(&session) };
    let scored: MeasureId = measures::add(vault, &session, &new).unwrap().id.parse().unwrap();
    let form = |value: &str| RoundForm {
        side: RoundSide::Before,
        on: "2026-02-01".to_owned(),
        kind: RoundKind::Scores,
        lowest: "1".to_owned(),
        highest: "5".to_owned(),
        entries: vec![EntryForm { code: "S-01".to_owned(), value: value.to_owned(), open: false }],
        note: "Asked by phone".to_owned(),
    };
    let round = rounds::add(vault, &session, scored, &form("2.5")).unwrap().id.parse().unwrap();
    rounds::amend(vault, &session, round, 1, &form("3"), "Misread").unwrap();
    rounds::remove(vault, &session, round, 2).unwrap();
    rounds::restore(vault, &session, round, 3).unwrap();
    let mut form = ReportingForm::default();
    reporting::set(vault, &session, id, 0, &form, "").unwrap();
    form.after.harm = "4".to_owned();
    reporting::set(vault, &session, id, 1, &form, "Counted").unwrap();
}

/// The store as somebody with its key has it open: the guards of the audit table are off.
fn with_the_key(folder: &Path) -> Unlocked {
    let unlocked = store::vault::unlock(folder, None, PASSPHRASE, store::Instant::from(clock().now())).unwrap();
    unlocked.database.reader().set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false).unwrap();
    unlocked
}

/// What a trial ends with, so that nothing of it is kept.
enum Trial {
    Found(Report),
    Failed(store::Error),
}

impl From<store::Error> for Trial {
    fn from(error: store::Error) -> Self {
        Self::Failed(error)
    }
}

/// Changes the store, looks at it, and takes the change back.
fn after(unlocked: &mut Unlocked, change: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<()>) -> Vec<Fault> {
    let trial = unlocked.database.write(|tx| -> Result<(), Trial> {
        tx.execute_batch("PRAGMA defer_foreign_keys = ON").unwrap();
        change(tx).unwrap();
        Err(Trial::Found(verify(tx)?))
    });
    match trial {
        Err(Trial::Found(report)) => report.faults,
        Err(Trial::Failed(error)) => panic!("{error}"),
        Ok(()) => unreachable!(),
    }
}

fn after_sql(unlocked: &mut Unlocked, sql: &str) -> Vec<Fault> {
    after(unlocked, |tx| {
        tx.execute_batch(sql)?;
        assert!(tx.changes() > 0, "nothing was changed by {sql}");
        Ok(())
    })
}

/// A number that the store holds.
fn number(unlocked: &Unlocked, sql: &str) -> u64 {
    unlocked.database.reader().query_row(sql, [], |row| row.get(0)).unwrap()
}

#[test]
fn a_store_that_nobody_tampered_with_verifies() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("vault");
    let mut vault = busy_vault(&place);
    let session = vault.session();
    let report = storage::verify(&mut vault, &session).unwrap();
    assert!(report.ok, "{:?}", report.lines);
    vault.lock().unwrap();
    let unlocked = with_the_key(&place);
    let report = verify(unlocked.database.reader()).unwrap();
    assert_eq!(report.faults, []);
    assert!(report.rows > 50 && report.records > 15, "{report:?}");
}

#[test]
fn every_change_of_the_chain_itself_is_found_where_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("vault");
    busy_vault(&place).lock().unwrap();
    let mut open = with_the_key(&place);
    for sql in [
        "UPDATE audit SET reason = 'another' WHERE seq = 4",
        "UPDATE audit SET wall_ms = wall_ms + 1 WHERE seq = 4",
        "UPDATE audit SET clock_flag = 1 - clock_flag WHERE seq = 4",
        "UPDATE audit SET user_id = zeroblob(16) WHERE seq = 4",
        "UPDATE audit SET subject = 'case:00' WHERE seq = 4",
    ] {
        let faults = after_sql(&mut open, sql);
        assert!(faults.contains(&Fault::EntryEdited { seq: 4 }), "{sql}: {faults:?}");
    }
    let deleted = after_sql(&mut open, "DELETE FROM audit WHERE seq = 4");
    assert!(deleted.contains(&Fault::EntryOutOfPlace { seq: 5 }), "{deleted:?}");
    let moved = after_sql(
        &mut open,
        "UPDATE audit SET seq = -4 WHERE seq = 4; UPDATE audit SET seq = 4 WHERE seq = 5; UPDATE audit SET seq = 5 WHERE seq = -4",
    );
    assert!(moved.contains(&Fault::EntryOutOfPlace { seq: 4 }), "{moved:?}");
    let inserted = after_sql(
        &mut open,
        "INSERT INTO audit SELECT max(seq) + 1, wall_ms, 0, user_id, 'lock', NULL, NULL, NULL, NULL, zeroblob(32), randomblob(32) FROM audit",
    );
    let end = number(&open, "SELECT max(seq) FROM audit");
    assert_eq!(inserted, [Fault::EntryOutOfPlace { seq: end + 1 }]);
}

#[test]
fn a_wording_that_is_not_what_was_written_is_found_by_record_number_and_entry() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("vault");
    busy_vault(&place).lock().unwrap();
    let mut open = with_the_key(&place);
    let event = "kind = 'event' AND record_id = (SELECT record_id FROM revision WHERE kind = 'event' AND rev = 4)";
    let seq = number(&open, &format!("SELECT audit_seq FROM revision WHERE {event} AND rev = 2"));
    let put_back = format!("(SELECT body FROM revision WHERE {event} AND rev = 1)");
    for change in [
        &format!("SET body = {put_back}"),
        "SET body = NULL, salt16 = NULL",
        "SET body = zeroblob(3)",
        "SET recorded_at = recorded_at - 1",
        "SET reason = NULL",
        "SET case_id = zeroblob(16)",
        "SET digest = zeroblob(32)",
    ] {
        let faults = after_sql(&mut open, &format!("UPDATE revision {change} WHERE {event} AND rev = 2"));
        let [Fault::Wording { seq: found, record, rev: 2 }] = faults.as_slice() else {
            panic!("{change}: {faults:?}");
        };
        assert_eq!((*found, record.kind.as_str()), (seq, "event"), "{change}");
    }
    let another = "INSERT INTO user SELECT zeroblob(16), 'Another', public_key, created_at FROM user LIMIT 1;";
    let author = format!("{another} UPDATE revision SET author_id = zeroblob(16) WHERE {event} AND rev = 2");
    assert!(matches!(after_sql(&mut open, &author).as_slice(), [Fault::Wording { rev: 2, .. }]));
    // With its digest made to fit, only the chain still knows.
    let fits = format!(
        "UPDATE revision SET (body, salt16, digest) = (SELECT body, salt16, digest FROM revision WHERE {event} AND rev = 1)
         WHERE {event} AND rev = 2"
    );
    assert_eq!(after_sql(&mut open, &fits), [Fault::Content { seq }]);
    let faults = after_sql(&mut open, &format!("DELETE FROM revision WHERE {event} AND rev = 2"));
    assert!(matches!(faults[0], Fault::WordingMissing { rev: 2, .. }), "{faults:?}");
    assert!(faults.contains(&Fault::Content { seq }), "{faults:?}");
    let swapped = format!(
        "UPDATE revision SET rev = 99 WHERE {event} AND rev = 1; UPDATE revision SET rev = 1 WHERE {event} AND rev = 2;
         UPDATE revision SET rev = 2 WHERE {event} AND rev = 99"
    );
    let faults = after_sql(&mut open, &swapped);
    assert!(faults.iter().any(|fault| matches!(fault, Fault::Wording { .. })), "{faults:?}");
    let forged = format!(
        "INSERT INTO revision (case_id, kind, record_id, rev, recorded_at, author_id, reason, salt16, body, digest, audit_seq)
         SELECT case_id, kind, record_id, 5, recorded_at, author_id, reason, salt16, body, digest, audit_seq
         FROM revision WHERE {event} AND rev = 4"
    );
    let faults = after_sql(&mut open, &forged);
    let newest = number(&open, &format!("SELECT audit_seq FROM revision WHERE {event} AND rev = 4"));
    assert!(
        matches!(faults.as_slice(), [Fault::Wording { seq, rev: 5, .. }] if *seq == newest),
        "a wording that was written after its entry: {faults:?}"
    );
}

#[test]
fn a_row_that_is_not_what_was_last_recorded_is_found_in_every_table() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("vault");
    busy_vault(&place).lock().unwrap();
    let mut open = with_the_key(&place);
    let tables = [
        ("person", "name = 'Another'", "id"),
        ("safeguarding_case", "state = 'closed_by_la'", "id"),
        ("safeguarding_case", "last_entry_at = last_entry_at - 1", "id"),
        ("safeguarding_case", "access = 'sealed'", "id"),
        ("case_measure", "lead = 1 - lead", "case_id"),
        ("timeline_event", "fact_sort = fact_sort + 1", "id"),
        ("timeline_event", "removed = 1", "id"),
        ("action", "progress = 'not_started'", "id"),
        ("measure", "every = 'month'", "id"),
        ("period_note", "text = 'Nothing'", "id"),
        ("measure_round", "removed = 1", "id"),
        ("measure_round", "side = 'follow_up'", "id"),
        ("measure_reporting", "rev = 9", "id"),
        ("evidence_item", "file_id = NULL", "id"),
        ("evidence_item", "number = 99", "id"),
    ];
    for (table, change, id) in tables {
        let kind = match table {
            "safeguarding_case" | "case_measure" => "case",
            "timeline_event" => "event",
            "measure_round" => "round",
            "measure_reporting" => "reporting",
            "evidence_item" => "part",
            other => other,
        };
        let (of, seq): ([u8; 16], u64) = open
            .database
            .reader()
            .query_row(
                &format!(
                    "SELECT t.{id}, (SELECT audit_seq FROM revision WHERE kind = '{kind}' AND record_id = t.{id} ORDER BY rev DESC)
                     FROM {table} AS t LIMIT 1"
                ),
                [],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .unwrap();
        let hex = domain::ids::hex(&of);
        let harms = [
            (Standing::Differs, format!("UPDATE {table} SET {change} WHERE {id} = x'{hex}'")),
            (Standing::Missing, format!("DELETE FROM {table} WHERE {id} = x'{hex}'")),
        ];
        for (standing, sql) in harms {
            let faults = after(&mut open, |tx| {
                // What refers to the row is left alone: its owner has the key.
                tx.execute_batch(&sql)
            });
            let is_it = |fault: &Fault| {
                matches!(fault, Fault::Row { standing: found, table: at, record, seq: entry }
                    if *found == standing && *at == table && record.id == of && record.kind == kind && *entry == Some(seq))
            };
            assert!(faults.iter().any(is_it), "{sql}: {faults:?}");
        }
        let columns = columns(&open, table);
        let surplus = columns
            .iter()
            .map(|column| match column.as_str() {
                name if name == id => "zeroblob(16)".to_owned(),
                "reference" => "'SG-2026-999'".to_owned(),
                "number" => "999".to_owned(),
                "indicator" => "'hc_late'".to_owned(),
                "key" => "999".to_owned(),
                "start" => "start + 700".to_owned(),
                name => name.to_owned(),
            })
            .collect::<Vec<_>>()
            .join(", ");
        let faults = after_sql(&mut open, &format!("INSERT INTO {table} SELECT {surplus} FROM {table} LIMIT 1"));
        let is_it = |fault: &Fault| matches!(fault, Fault::Row { standing: Standing::Surplus, table: at, record, seq: None } if *at == table && record.id == [0; 16]);
        assert!(faults.iter().any(is_it), "{table}: {faults:?}");
    }
}

// What words find a record by is a projection too; the index of the words is checked against it.
#[test]
fn words_that_are_not_what_was_last_recorded_are_found() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("vault");
    busy_vault(&place).lock().unwrap();
    let mut open = with_the_key(&place);
    for (standing, sql) in [
        (Standing::Differs, "UPDATE findable SET words = 'nothing' WHERE kind = 'event' AND words LIKE 'rota%'"),
        (Standing::Differs, "UPDATE findable SET compartment = 'police' WHERE kind = 'event' AND words LIKE 'rota%'"),
        (Standing::Missing, "DELETE FROM findable WHERE kind = 'event' AND words LIKE 'rota%'"),
        (
            Standing::Surplus,
            "INSERT INTO findable SELECT 999, zeroblob(16), kind, case_id, group_id, service_id, compartment,
             reference, names, words FROM findable WHERE kind = 'event' AND words LIKE 'rota%'",
        ),
    ] {
        let faults = after_sql(&mut open, sql);
        let is_it = |fault: &Fault| {
            matches!(fault, Fault::Row { standing: found, table: "findable", record, .. }
                if *found == standing && record.kind == "event")
        };
        assert!(faults.iter().any(is_it), "{sql}: {faults:?}");
        let touches_words = !sql.contains("compartment =");
        assert_eq!(faults.contains(&Fault::Index), touches_words, "{sql}: {faults:?}");
    }
}

#[test]
fn an_index_that_lost_its_words_is_made_anew_by_the_check_and_said_so() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("vault");
    busy_vault(&place).lock().unwrap();
    let mut open = with_the_key(&place);
    open.database
        .write(|tx| -> store::Result<()> {
            Ok(tx.execute_batch("INSERT INTO findable_index (findable_index) VALUES ('delete-all')")?)
        })
        .unwrap();
    open.lock().unwrap();
    let mut vault = setup::unlock(&place, None, PASSPHRASE, clock()).unwrap();
    let session = vault.session();
    let hits = |vault: &Vault| services::search::find(vault, &vault.session(), "family told", 9).unwrap().hits.len();
    assert_eq!(hits(&vault), 0);
    let report = storage::verify(&mut vault, &session).unwrap();
    assert!(report.ok && report.lines.iter().any(|line| line.contains("was made anew")), "{:?}", report.lines);
    assert!(hits(&vault) > 0);
}

fn columns(unlocked: &Unlocked, table: &str) -> Vec<String> {
    let statement = unlocked.database.reader().prepare(&format!("SELECT * FROM {table}")).unwrap();
    statement.column_names().map(str::to_owned).collect()
}

#[test]
fn counts_that_are_not_what_was_entered_are_found() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("vault");
    busy_vault(&place).lock().unwrap();
    let mut open = with_the_key(&place);
    let day = |start: &str| format!("(julianday('{start}') - julianday('1970-01-01'))");
    let start = day("2026-08-24");
    let entry = format!("(SELECT entry_key FROM period_count WHERE start = {start})");
    let seq = number(&open, &format!("SELECT audit_seq FROM count_entry WHERE key = {entry}"));
    for sql in [
        format!("UPDATE period_count SET events = events + 1 WHERE start = {start}"),
        format!("UPDATE period_count SET exposure = NULL WHERE start = {start}"),
        format!("UPDATE period_count SET start = start + 700 WHERE start = {start}"),
        format!("DELETE FROM period_count WHERE start = {start}"),
        format!(
            "INSERT INTO period_count SELECT measure_key, start + 700, events, exposure, entry_key FROM period_count WHERE start = {start}"
        ),
        format!("UPDATE count_entry SET recorded_at = recorded_at + 1 WHERE key = {entry}"),
        format!("UPDATE count_entry SET rows = rows + 1 WHERE key = {entry}"),
        format!("UPDATE count_entry SET digest = zeroblob(32) WHERE key = {entry}"),
    ] {
        let faults = after_sql(&mut open, &sql);
        assert_eq!(faults.first(), Some(&Fault::Entry { seq }), "{sql}: {faults:?}");
    }

    let import = number(&open, "SELECT audit_seq FROM count_entry WHERE how = 'imported' ORDER BY key LIMIT 1");
    for sql in [
        "UPDATE count_entry SET file_name = 'another.csv' WHERE key = (SELECT min(key) FROM count_entry WHERE how = 'imported')",
        "UPDATE count_entry SET file_sha256 = zeroblob(32) WHERE key = (SELECT min(key) FROM count_entry WHERE how = 'imported')",
        "UPDATE period_count_history SET events = events + 1 WHERE rowid = (SELECT min(h.rowid) FROM period_count_history AS h
             WHERE h.entry_key = (SELECT min(key) FROM count_entry WHERE how = 'imported'))",
        "DELETE FROM period_count_history WHERE rowid = (SELECT min(h.rowid) FROM period_count_history AS h
             WHERE h.entry_key = (SELECT min(key) FROM count_entry WHERE how = 'imported'))",
    ] {
        let faults = after_sql(&mut open, sql);
        assert!(faults.contains(&Fault::Entry { seq: import }), "{sql}: {faults:?}");
    }
    let undo = number(&open, "SELECT audit_seq FROM count_entry WHERE how = 'undo' ORDER BY key LIMIT 1");
    let other_import = "UPDATE count_entry SET undoes = (SELECT max(key) FROM count_entry WHERE how = 'imported')
        WHERE key = (SELECT min(key) FROM count_entry WHERE how = 'undo')";
    assert!(after_sql(&mut open, other_import).contains(&Fault::Entry { seq: undo }));
    let undone_row = "UPDATE period_count_history SET replaced_by = entry_key
        WHERE rowid = (SELECT min(h.rowid) FROM period_count_history AS h
            WHERE h.replaced_by = (SELECT min(key) FROM count_entry WHERE how = 'undo'))";
    assert!(after_sql(&mut open, undone_row).contains(&Fault::Entry { seq: undo }));
}

#[test]
fn an_earlier_count_put_back_is_found_though_every_digest_still_fits() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("vault");
    busy_vault(&place).lock().unwrap();
    let mut open = with_the_key(&place);
    let start = "(julianday('2026-08-24') - julianday('1970-01-01'))";
    let seq = number(
        &open,
        &format!(
            "SELECT audit_seq FROM count_entry WHERE key = (SELECT entry_key FROM period_count WHERE start = {start})"
        ),
    );
    let replaced = format!(
        "(SELECT max(rowid) FROM period_count_history WHERE start = {start} AND replaced_by = (SELECT entry_key FROM period_count WHERE start = {start}))"
    );
    let faults = after_sql(
        &mut open,
        &format!(
            "CREATE TEMP TABLE corrected AS SELECT * FROM period_count WHERE start = {start};
             CREATE TEMP TABLE earlier AS SELECT rowid AS place, * FROM period_count_history WHERE rowid = {replaced};
             UPDATE period_count SET (events, exposure, entry_key) = (SELECT events, exposure, entry_key FROM earlier) WHERE start = {start};
             UPDATE period_count_history SET (events, exposure, entry_key) = (SELECT events, exposure, entry_key FROM corrected)
             WHERE rowid = (SELECT place FROM earlier)"
        ),
    );
    let [Fault::Count { standing: Standing::Differs, measure: Some(_), start: day, seq: found }] = faults.as_slice()
    else {
        panic!("{faults:?}");
    };
    assert_eq!((day.to_string().as_str(), *found), ("2026-08-24", Some(seq)));
}

#[test]
fn the_register_of_packs_is_vouched_for_field_by_field() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("vault");
    busy_vault(&place).lock().unwrap();
    let mut open = with_the_key(&place);
    let seq = number(&open, "SELECT audit_seq FROM pack");
    for change in ["recipient = 'Another'", "input = x'7b7d'", "made_at = made_at + 1", "sha256 = zeroblob(32)"] {
        let faults = after_sql(&mut open, &format!("UPDATE pack SET {change}"));
        assert_eq!(faults, [Fault::Pack { seq }], "{change}");
    }
    assert_eq!(after_sql(&mut open, "DELETE FROM pack"), [Fault::Content { seq }]);
}

#[test]
fn a_file_or_piece_that_is_not_what_was_kept_is_found_by_file_place_and_entry() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("vault");
    busy_vault(&place).lock().unwrap();
    let mut open = with_the_key(&place);
    let (file, seq): ([u8; 16], u64) = open
        .database
        .reader()
        .query_row("SELECT id, audit_seq FROM evidence_file WHERE name = 'Call log.csv'", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .unwrap();
    let file = FileId(file);
    let log = "file_key = (SELECT key FROM evidence_file WHERE name = 'Call log.csv')";
    let of_file = |standing| Fault::File { standing, file, seq: Some(seq) };
    let of_piece = |standing, n| Fault::Piece { standing, file: Some(file), n, seq: Some(seq) };
    for change in [
        "name = 'Another.csv'",
        "size = size + 1",
        "sha256 = zeroblob(32)",
        "media_type = 'image/png'",
        "added_at = added_at + 1",
        "salt16 = zeroblob(16)",
    ] {
        let sql = format!("UPDATE evidence_file SET {change} WHERE name = 'Call log.csv'");
        assert!(after_sql(&mut open, &sql).contains(&of_file(Standing::Differs)), "{change}");
    }
    let other_case = "INSERT INTO safeguarding_case SELECT zeroblob(16), rev, service_id, 'SG-2026-998', title, state, access,
            aware_date, aware_time, aware_offset_min, aware_precision, aware_sort, subject_id, recorded_at, last_entry_at,
            closed_on, group_id, removed FROM safeguarding_case LIMIT 1;
        UPDATE evidence_file SET case_id = zeroblob(16) WHERE name = 'Call log.csv'";
    assert!(after_sql(&mut open, other_case).contains(&of_file(Standing::Differs)), "moved to another case");

    // One letter, with and without the piece's own hash made to fit.
    let letter =
        format!("UPDATE evidence_chunk SET bytes = CAST('y' || substr(bytes, 2) AS BLOB) WHERE {log} AND n = 1");
    let faults = after_sql(&mut open, &letter);
    assert_eq!(faults, [of_piece(Standing::Differs, 1), of_file(Standing::Differs)]);
    let fits = after(&mut open, |tx| {
        tx.execute_batch(&letter)?;
        let bytes: Vec<u8> =
            tx.query_row(&format!("SELECT bytes FROM evidence_chunk WHERE {log} AND n = 1"), [], |row| row.get(0))?;
        let hash: [u8; 32] = sha2::Sha256::digest(&bytes).into();
        tx.execute(&format!("UPDATE evidence_chunk SET sha256 = ?1 WHERE {log} AND n = 1"), [hash]).map(drop)
    });
    assert_eq!(fits, [of_file(Standing::Differs)], "the whole is another, and the chain knows");
    let swapped = format!(
        "UPDATE evidence_chunk SET n = 9 WHERE {log} AND n = 0; UPDATE evidence_chunk SET n = 0 WHERE {log} AND n = 2;
         UPDATE evidence_chunk SET n = 2 WHERE {log} AND n = 9"
    );
    assert!(after_sql(&mut open, &swapped).contains(&of_file(Standing::Differs)));
    for n in 0..3 {
        let faults = after_sql(&mut open, &format!("DELETE FROM evidence_chunk WHERE {log} AND n = {n}"));
        assert_eq!(faults, [of_piece(Standing::Missing, n), of_file(Standing::Differs)]);
    }
    let surplus = format!(
        "INSERT INTO evidence_chunk SELECT file_key, 7, sha256, bytes FROM evidence_chunk WHERE {log} AND n = 0"
    );
    let faults = after_sql(&mut open, &surplus);
    assert_eq!(faults, [of_piece(Standing::Surplus, 7), of_file(Standing::Differs)]);
    let stray = after(&mut open, |tx| {
        tx.execute_batch("PRAGMA defer_foreign_keys = ON")?;
        tx.execute_batch("INSERT INTO evidence_chunk SELECT 999, 0, sha256, bytes FROM evidence_chunk LIMIT 1")
    });
    assert_eq!(stray, [Fault::Piece { standing: Standing::Surplus, file: None, n: 0, seq: None }]);

    // A whole file.
    let gone = format!("DELETE FROM evidence_chunk WHERE {log}; DELETE FROM evidence_file WHERE name = 'Call log.csv'");
    assert_eq!(after_sql(&mut open, &gone), [of_file(Standing::Missing)]);
    let hidden = "UPDATE evidence_file SET state = 'importing' WHERE name = 'Call log.csv'";
    assert_eq!(after_sql(&mut open, hidden), [of_file(Standing::Missing)]);
    let forged =
        "INSERT INTO evidence_file SELECT 999, zeroblob(16), case_id, group_id, name, state, size, sha256, media_type,
            added_at, added_by, salt16, audit_seq FROM evidence_file WHERE name = 'Rota.txt';
        INSERT INTO evidence_chunk SELECT 999, n, sha256, bytes FROM evidence_chunk
            WHERE file_key = (SELECT key FROM evidence_file WHERE name = 'Rota.txt' LIMIT 1)";
    let faults = after_sql(&mut open, forged);
    let is_it =
        |fault: &Fault| matches!(fault, Fault::File { standing: Standing::Surplus, file, .. } if file.0 == [0; 16]);
    assert!(faults.iter().any(is_it), "{faults:?}");
    assert_eq!(verify(open.database.reader()).unwrap().faults, []);
}

#[test]
fn what_was_tampered_with_is_told_in_words_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("vault");
    busy_vault(&place).lock().unwrap();
    let mut open = with_the_key(&place);
    open.database
        .write(|tx| -> store::Result<()> { Ok(tx.execute_batch("UPDATE action SET progress = 'not_started'")?) })
        .unwrap();
    open.lock().unwrap();
    let mut vault = setup::unlock(&place, None, PASSPHRASE, clock()).unwrap();
    let session = vault.session();
    let before = storage::status(&vault, &session).unwrap().audit_entries;
    let report = storage::verify(&mut vault, &session).unwrap();
    assert!(!report.ok);
    let told = report.lines.iter().find(|line| line.contains("A-0001")).unwrap();
    assert!(told.contains("differently from what was last recorded with entry"), "{told}");
    assert!(report.lines.iter().any(|line| line.contains("Copy the whole folder")), "{:?}", report.lines);
    assert_eq!(storage::status(&vault, &session).unwrap().audit_entries, before);
}

#[test]
fn a_remark_that_was_reworded_or_taken_away_keeps_what_it_said() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("vault");
    busy_vault(&place).lock().unwrap();
    let open = with_the_key(&place);
    let conn = open.database.reader();
    let measure: [u8; 16] =
        conn.query_row("SELECT id FROM measure WHERE indicator = 'hc_missed'", [], |row| row.get(0)).unwrap();
    let texts = |day: &str| -> Vec<String> {
        let history = store::period_notes::history(conn, MeasureId(measure), day.parse().unwrap()).unwrap();
        history.into_iter().map(|note| note.record.text).collect()
    };
    assert_eq!(texts("2026-08-24"), ["Two staff ill", "Three staff ill"]);
    assert_eq!(texts("2026-08-10"), ["Snow", ""]);
}
