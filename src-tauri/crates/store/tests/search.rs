//! What words find in a store: kept with each wording, seen by the session alone, made anew where it must be.

#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

use std::path::Path;

use domain::{
    CaseId, EventId, GroupId, PartId, PersonId, ServiceId, UserId,
    access::{Access, Compartment, Role},
    audit::Action,
    case::{CaseRecord, CaseState},
    group::GroupRecord,
    part::{Owner, PartRecord, Value},
    person::{PersonKind, PersonRecord},
    provider::{Service, ServiceKind},
    search::Query,
    time::parse_when,
    timeline::{EventKind, EventRecord, Lane},
};
use rusqlite::config::DbConfig;
use store::{
    Instant, Scope,
    audit::{self, Entry},
    keys::KdfCost,
    revisions::{self, Change, Stamp},
    search::{self, At},
    services, set_scope,
    vault::{NewVault, Unlocked, create_vault, unlock},
    verify::{Fault, verify},
};

const PASSPHRASE: &str = "correct horse battery";
const USER: UserId = UserId([7; 16]);
const HERE: ServiceId = ServiceId([8; 16]);
const THERE: ServiceId = ServiceId([9; 16]);
const CASE: CaseId = CaseId([3; 16]);
const EVERYTHING: [Compartment; 5] = Compartment::ALL;

fn make(folder: &Path) -> Unlocked {
    let mut vault = create_vault(
        folder,
        &NewVault {
            vault_id: [1; 16],
            provider: "Rowan Care",
            user_id: USER,
            label: "Registered manager",
            passphrase: PASSPHRASE,
            roles: &[Role::Manager],
            at: Instant(1_000),
            cost: KdfCost::cheap_for_tests(),
            demo_now: None,
        },
    )
    .unwrap();
    for (place, (id, name)) in [(HERE, "Meadowbank"), (THERE, "Larch House")].into_iter().enumerate() {
        let service = Service { id, name: name.into(), kind: ServiceKind::Homecare };
        vault.database.write(|tx| services::add(tx, &service, u32::try_from(place).unwrap())).unwrap();
    }
    see(&vault, &[HERE]);
    vault
}

fn see(vault: &Unlocked, services: &[ServiceId]) {
    let scope = Scope { user_id: USER, reads_cases: true, services: services.to_vec() };
    set_scope(vault.database.reader(), &scope).unwrap();
}

fn change(vault: &mut Unlocked, work: impl FnOnce(&Change<'_>)) {
    let salt = || Ok([5_u8; 16]);
    vault
        .database
        .write(|tx| -> store::Result<()> {
            let stamp = Stamp { author_id: USER, at: Instant(2_000), reason: None };
            let change = Change::begin(tx, stamp, &salt)?;
            work(&change);
            let entry = Entry {
                at: Instant(2_000),
                user: Some(USER),
                action: Action::AmendCase,
                subject: None,
                revision: None,
                content_digest: change.digest(),
                reason: None,
            };
            audit::append(tx, &entry)?;
            Ok(())
        })
        .unwrap();
}

fn case(id: u8, title: &str) -> CaseRecord {
    CaseRecord {
        id: CaseId([id; 16]),
        service_id: HERE,
        reference: format!("SG-2026-{id:03}"),
        title: title.into(),
        state: CaseState::Raised,
        removed: false,
        access: Access::Open,
        aware: parse_when("2026-02-07").unwrap(),
        subject_id: None,
        first_account: String::new(),
        measures: vec![],
        closed_on: None,
        group_id: None,
    }
}

fn event(id: u8, text: &str) -> EventRecord {
    EventRecord {
        id: EventId([id; 16]),
        case_id: CASE,
        lane: Lane::Case,
        kind: EventKind::Note,
        at: parse_when("2026-02-08").unwrap(),
        text: text.into(),
        agency: None,
        removed: false,
    }
}

fn part(id: u8, owner: Owner, kind: &str, field: &str, text: &str) -> PartRecord {
    PartRecord {
        id: PartId([id; 16]),
        owner,
        kind: kind.into(),
        fields: [(field.to_owned(), Value::Text(text.into()))].into(),
        kept_because: std::collections::BTreeMap::default(),
        number: None,
        removed: false,
    }
}

/// The first byte of each record found, the newest first.
fn found(vault: &Unlocked, typed: &str, open: &[Compartment]) -> Vec<u8> {
    let hits = search::newest(vault.database.reader(), open, &Query::read(typed).terms, 50).unwrap();
    hits.into_iter().map(|hit| hit.id[0]).collect()
}

fn holding(vault: &Unlocked, typed: &str, open: &[Compartment]) -> Vec<u8> {
    let query = Query::read(typed);
    search::cases(vault.database.reader(), open, &query.terms[0]).unwrap().into_iter().map(|id| id.0[0]).collect()
}

fn people(vault: &Unlocked) -> Vec<String> {
    let mut names = Vec::new();
    search::people(vault.database.reader(), |_, _, line| names.push(line.to_owned())).unwrap();
    names
}

fn titles(vault: &Unlocked) -> Vec<String> {
    let mut names = Vec::new();
    search::titles(vault.database.reader(), |_, _, line| names.push(line.to_owned())).unwrap();
    names
}

#[test]
fn a_wording_is_found_as_it_stands_and_what_is_in_the_bin_is_not() {
    let dir = tempfile::tempdir().unwrap();
    let mut vault = make(dir.path());
    change(&mut vault, |change| {
        change.add(&case(3, "Missed visits")).unwrap();
        change.add(&event(20, "The rota was read.")).unwrap();
        change.add(&event(21, "Nobody read the rota.")).unwrap();
    });
    assert_eq!(found(&vault, "rota read", &EVERYTHING), [21, 20], "the newest first");
    change(&mut vault, |change| drop(change.amend(&event(20, "The roster was read."), 1).unwrap()));
    assert_eq!(found(&vault, "rota", &EVERYTHING), [21]);
    assert_eq!(found(&vault, "roster", &EVERYTHING), [20]);
    change(&mut vault, |change| drop(change.amend(&EventRecord { removed: true, ..event(21, "Nobody") }, 1).unwrap()));
    assert!(found(&vault, "nobody", &EVERYTHING).is_empty());
    assert!(found(&vault, "rota", &EVERYTHING).is_empty());
    change(&mut vault, |change| drop(change.amend(&event(21, "Nobody"), 2).unwrap()));
    assert_eq!(found(&vault, "nobody", &EVERYTHING), [21]);
    assert_eq!(holding(&vault, "nobody", &EVERYTHING), [3]);
    assert!(search::is_sound(vault.database.reader()).unwrap());
    assert_eq!(verify(vault.database.reader()).unwrap().faults, []);
}

#[test]
fn what_a_session_may_not_see_is_neither_found_nor_counted() {
    let dir = tempfile::tempdir().unwrap();
    let mut vault = make(dir.path());
    let group = GroupRecord {
        id: GroupId([40; 16]),
        service_id: HERE,
        title: "Round".into(),
        about: String::new(),
        removed: false,
    };
    change(&mut vault, |change| {
        let there = PersonRecord::named(PersonId([50; 16]), THERE, "Ada Okafor".into(), 1, PersonKind::Supported);
        change.add(&there).unwrap();
        change.add(&CaseRecord { service_id: THERE, ..case(4, "Okafor there") }).unwrap();
        change.add(&CaseRecord { access: Access::Restricted, ..case(5, "Okafor restricted") }).unwrap();
        change.add(&CaseRecord { access: Access::Sealed, ..case(6, "Okafor sealed") }).unwrap();
        for (id, case) in [(24, 4), (25, 5), (26, 6)] {
            change.add(&EventRecord { case_id: CaseId([case; 16]), ..event(id, "Okafor told") }).unwrap();
        }
        change.add(&group).unwrap();
        // The only case of this group is one that nobody sees.
        change.add(&part(30, Owner::Group(group.id), "meeting", "decided", "Okafor invited")).unwrap();
        change
            .amend(&CaseRecord { group_id: Some(group.id), access: Access::Restricted, ..case(5, "Okafor") }, 1)
            .unwrap();
    });
    let nothing = |vault: &Unlocked| {
        assert!(found(vault, "okafor", &EVERYTHING).is_empty());
        assert!(holding(vault, "okafor", &EVERYTHING).is_empty());
        for reference in ["SG-2026-004", "SG-2026-005", "SG-2026-006", "P-0001"] {
            let hits = search::by_reference(vault.database.reader(), &EVERYTHING, reference).unwrap();
            assert_eq!(hits, [], "{reference}");
        }
        assert!(people(vault).is_empty() && titles(vault).is_empty(), "nor are their words offered");
    };
    nothing(&vault);
    see(&vault, &[]);
    nothing(&vault);
    set_scope(vault.database.reader(), &Scope { user_id: USER, reads_cases: false, services: vec![HERE, THERE] })
        .unwrap();
    nothing(&vault);
    // With the other service, its own case and person are there, and the restricted one still is not.
    see(&vault, &[HERE, THERE]);
    assert_eq!(found(&vault, "okafor", &EVERYTHING), [24, 4]);
    assert_eq!((people(&vault), titles(&vault)), (vec!["ada okafor".to_owned()], vec!["okafor there".to_owned()]));
}

#[test]
fn what_a_group_shares_is_found_in_the_first_of_its_cases_that_is_seen() {
    let dir = tempfile::tempdir().unwrap();
    let mut vault = make(dir.path());
    let group = GroupId([40; 16]);
    change(&mut vault, |change| {
        change
            .add(&GroupRecord {
                id: group,
                service_id: HERE,
                title: "Round".into(),
                about: String::new(),
                removed: false,
            })
            .unwrap();
        change.add(&CaseRecord { group_id: Some(group), access: Access::Restricted, ..case(3, "First") }).unwrap();
        change.add(&CaseRecord { group_id: Some(group), ..case(4, "Second") }).unwrap();
        change.add(&part(30, Owner::Group(group), "meeting", "decided", "Minutes to both families")).unwrap();
    });
    let hits = search::newest(vault.database.reader(), &EVERYTHING, &Query::read("minutes").terms, 5).unwrap();
    assert_eq!((hits[0].at, hits.len()), (At::Case(CaseId([4; 16])), 1));
    assert_eq!(holding(&vault, "minutes", &EVERYTHING), [4]);
}

#[test]
fn compartments_open_to_whoever_may_open_them() {
    let dir = tempfile::tempdir().unwrap();
    let mut vault = make(dir.path());
    change(&mut vault, |change| {
        change.add(&case(3, "Missed visits")).unwrap();
        change.add(&part(30, Owner::Case(CASE), "reporter", "name", "Quill Ozymandy")).unwrap();
        change.add(&part(31, Owner::Case(CASE), "police_contact", "what", "Ozymandy to be interviewed")).unwrap();
    });
    assert_eq!(found(&vault, "ozymandy", &EVERYTHING), [31, 30]);
    assert_eq!(found(&vault, "ozymandy", &[Compartment::General, Compartment::Reporter]), [30]);
    assert!(found(&vault, "ozymandy", &[Compartment::General]).is_empty());
    assert!(holding(&vault, "ozymandy", &[Compartment::General]).is_empty());
    assert_eq!(holding(&vault, "ozymandy", &[Compartment::Police]), [3]);
}

#[test]
fn nothing_that_is_typed_is_refused_by_the_index() {
    let dir = tempfile::tempdir().unwrap();
    let mut vault = make(dir.path());
    change(&mut vault, |change| {
        change.add(&case(3, "Missed visits")).unwrap();
        change.add(&event(20, "A \"quoted\" word, NEAR and NOT, 50% of it.")).unwrap();
    });
    let long = "word ".repeat(5_000);
    for typed in [
        "\"",
        "\"\"\"",
        "*",
        "a*",
        "^rota",
        "-rota",
        "names:rota",
        "NEAR(a b)",
        "NEAR",
        "AND",
        "OR OR",
        "NOT rota",
        "(",
        ")))",
        "{names words}: x",
        "+",
        "'; DROP TABLE findable; --",
        "\u{0}",
        "\u{1f469}\u{200d}\u{1f467}",
        "\u{feff}",
        "%",
        "_",
        "\\",
        "rota\"",
        "\"rota",
        "\u{201c}rota\u{201d}",
        "\u{5d3}\u{5d5}\u{5d3}",
        "a\"b\"c",
        &long,
        "\u{301}",
        "1e999",
        "x'00'",
    ] {
        let terms = Query::read(typed).terms;
        if !terms.is_empty() {
            search::newest(vault.database.reader(), &EVERYTHING, &terms, 5).expect(typed);
            search::cases(vault.database.reader(), &EVERYTHING, &terms[0]).expect(typed);
        }
    }
    assert_eq!(found(&vault, "near not", &EVERYTHING), [20]);
    assert_eq!(found(&vault, "\"near and not\"", &EVERYTHING), [20]);
    assert!(found(&vault, "\"not near\"", &EVERYTHING).is_empty());
}

/// Everything in the two tables, but for how the index cuts itself into segments.
fn dump(vault: &Unlocked) -> Vec<String> {
    let conn = vault.database.reader();
    let mut lines = Vec::new();
    for table in ["findable", "findable_edition"] {
        let mut statement = conn.prepare(&format!("SELECT * FROM {table} ORDER BY 1")).unwrap();
        let columns = statement.column_count();
        let rows = statement
            .query_map([], |row| {
                Ok((0..columns).map(|column| format!("{:?}|", row.get_ref_unwrap(column))).collect::<String>())
            })
            .unwrap();
        lines.extend(rows.map(Result::unwrap));
    }
    lines
}

fn busy(vault: &mut Unlocked) {
    change(vault, |change| {
        let person =
            PersonRecord::named(PersonId([50; 16]), HERE, "Jos\u{e9} \u{674e}".into(), 1, PersonKind::Supported);
        change.add(&person).unwrap();
        change.add(&CaseRecord { subject_id: Some(person.id), ..case(3, "Missed visits") }).unwrap();
        change.add(&event(20, "The rota was read.")).unwrap();
        change.amend(&event(20, "The roster was read."), 1).unwrap();
        change.add(&event(21, "Put away")).unwrap();
        change.amend(&EventRecord { removed: true, ..event(21, "Put away") }, 1).unwrap();
        change.add(&part(30, Owner::Case(CASE), "reporter", "name", "Quill Ozymandy")).unwrap();
    });
}

#[test]
fn rows_and_index_come_out_of_the_wordings_as_they_were() {
    let dir = tempfile::tempdir().unwrap();
    let mut vault = make(dir.path());
    busy(&mut vault);
    let before = dump(&vault);
    vault.database.write(revisions::rebuild).unwrap();
    assert_eq!(dump(&vault), before);
    assert_eq!(found(&vault, "roster", &EVERYTHING), [20]);
    assert!(found(&vault, "rota", &EVERYTHING).is_empty() && found(&vault, "away", &EVERYTHING).is_empty());
    assert!(search::is_sound(vault.database.reader()).unwrap());
}

#[test]
fn a_leaf_that_nothing_leads_to_is_told() {
    let dir = tempfile::tempdir().unwrap();
    let mut vault = make(dir.path());
    busy(&mut vault);
    vault.database.reader().set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false).unwrap();
    // FTS5's own check says nothing of it.
    vault
        .database
        .write(|tx| -> store::Result<()> {
            tx.execute_batch("DELETE FROM findable_index_idx")?;
            tx.execute_batch("INSERT INTO findable_index (findable_index, rank) VALUES ('integrity-check', 1)")?;
            Ok(())
        })
        .unwrap();
    assert!(!search::is_sound(vault.database.reader()).unwrap());
    vault.database.write(search::make_index).unwrap();
    assert!(search::is_sound(vault.database.reader()).unwrap());
}

/// Takes everything of this index out of a store, which is then of the schema before it.
fn without_index(vault: &mut Unlocked) {
    vault.database.reader().set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false).unwrap();
    vault
        .database
        .write(|tx| -> store::Result<()> {
            Ok(tx.execute_batch(
                "PRAGMA writable_schema = ON;
                 DELETE FROM sqlite_schema WHERE name LIKE 'findable%' OR tbl_name LIKE 'findable%'
                     OR name = 'person_by_standing';
                 PRAGMA writable_schema = OFF;
                 PRAGMA user_version = 5",
            )?)
        })
        .unwrap();
}

#[test]
fn a_store_of_the_schema_before_is_filled_when_it_opens() {
    let dir = tempfile::tempdir().unwrap();
    let mut vault = make(dir.path());
    busy(&mut vault);
    let before = dump(&vault);
    without_index(&mut vault);
    vault.lock().unwrap();
    let vault = unlock(dir.path(), None, PASSPHRASE, Instant(3_000)).unwrap();
    see(&vault, &[HERE]);
    assert_eq!(dump(&vault), before);
    assert_eq!(found(&vault, "roster", &EVERYTHING), [20]);
    assert!(search::is_sound(vault.database.reader()).unwrap());
    assert_eq!(verify(vault.database.reader()).unwrap().faults, []);
}

#[test]
fn words_made_by_other_rules_are_made_anew_when_it_opens() {
    let dir = tempfile::tempdir().unwrap();
    let mut vault = make(dir.path());
    busy(&mut vault);
    let before = dump(&vault);
    vault
        .database
        .write(|tx| -> store::Result<()> {
            tx.execute_batch(
                "UPDATE findable SET words = 'otherwise'; UPDATE findable_edition SET digest = zeroblob(32)",
            )?;
            Ok(())
        })
        .unwrap();
    assert!(!search::is_sound(vault.database.reader()).unwrap());
    vault.lock().unwrap();
    let vault = unlock(dir.path(), None, PASSPHRASE, Instant(3_000)).unwrap();
    see(&vault, &[HERE]);
    assert_eq!(dump(&vault), before);
    assert!(search::is_sound(vault.database.reader()).unwrap());
}

#[test]
fn an_index_that_is_not_that_of_its_rows_is_found_by_the_check() {
    let dir = tempfile::tempdir().unwrap();
    let mut vault = make(dir.path());
    busy(&mut vault);
    vault.database.reader().set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false).unwrap();
    vault
        .database
        .write(|tx| -> store::Result<()> {
            Ok(tx.execute_batch("INSERT INTO findable_index (findable_index) VALUES ('delete-all')")?)
        })
        .unwrap();
    assert_eq!(verify(vault.database.reader()).unwrap().faults, [Fault::Index]);
}

#[test]
fn words_taken_out_of_the_index_leave_its_pages() {
    let dir = tempfile::tempdir().unwrap();
    let mut vault = make(dir.path());
    change(&mut vault, |change| {
        change.add(&case(3, "Missed visits")).unwrap();
        change.add(&event(20, "Quillfeather told")).unwrap();
    });
    let holds = |vault: &Unlocked| -> bool {
        let sql =
            "SELECT EXISTS (SELECT 1 FROM findable_index_data WHERE instr(block, CAST('quillfeather' AS BLOB)) > 0)";
        vault.database.reader().query_row(sql, [], |row| row.get(0)).unwrap()
    };
    assert!(holds(&vault));
    change(&mut vault, |change| drop(change.amend(&event(20, "Told"), 1).unwrap()));
    assert!(!holds(&vault));
}

#[test]
fn a_change_that_touches_no_word_leaves_the_index_alone() {
    let dir = tempfile::tempdir().unwrap();
    let mut vault = make(dir.path());
    change(&mut vault, |change| drop(change.add(&case(3, "Missed visits")).unwrap()));
    let blocks = |vault: &Unlocked| -> Vec<Vec<u8>> {
        let mut statement =
            vault.database.reader().prepare("SELECT block FROM findable_index_data ORDER BY id").unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    let before = blocks(&vault);
    change(&mut vault, |change| {
        change.amend(&CaseRecord { state: CaseState::AwaitingLaDecision, ..case(3, "Missed visits") }, 1).unwrap();
    });
    assert_eq!(blocks(&vault), before);
}

#[test]
fn a_damaged_index_keeps_nobody_from_recording_and_is_made_anew() {
    let dir = tempfile::tempdir().unwrap();
    let mut vault = make(dir.path());
    busy(&mut vault);
    vault.database.reader().set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false).unwrap();
    for damage in [
        "UPDATE findable_index_data SET block = x'ff' WHERE id = 10",
        "UPDATE findable_index_data SET block = zeroblob(length(block)) WHERE id > 10",
        "DELETE FROM findable_index_data",
    ] {
        vault.database.write(|tx| -> store::Result<()> { Ok(tx.execute_batch(damage)?) }).unwrap();
        // A connection that has read the index holds some of it in memory.
        vault.lock().unwrap();
        vault = unlock(dir.path(), None, PASSPHRASE, Instant(3_000)).unwrap();
        vault.database.reader().set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false).unwrap();
        see(&vault, &[HERE]);
        let id = 60 + u8::try_from(damage.len() % 100).unwrap();
        change(&mut vault, |change| drop(change.add(&event(id, "Brambleworth rang")).unwrap()));
        let rev = if damage.contains("ff") { 2 } else { 3 };
        let rev = if damage.starts_with("DELETE") { 4 } else { rev };
        change(&mut vault, |change| drop(change.amend(&event(20, &format!("Wording {damage}")), rev).unwrap()));
        if !search::is_sound(vault.database.reader()).unwrap() {
            vault.database.write(search::make_index).unwrap();
        }
        assert!(search::is_sound(vault.database.reader()).unwrap(), "{damage}");
        assert!(found(&vault, "brambleworth", &EVERYTHING).contains(&id), "{damage}");
        assert_eq!(verify(vault.database.reader()).unwrap().faults, [], "{damage}");
    }
}

#[test]
fn looking_at_the_index_writes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let mut vault = make(dir.path());
    busy(&mut vault);
    let bytes = || std::fs::read(dir.path().join("vault.db")).unwrap();
    let before = bytes();
    assert!(search::is_sound(vault.database.reader()).unwrap());
    found(&vault, "roster", &EVERYTHING);
    assert_eq!(verify(vault.database.reader()).unwrap().faults, []);
    assert!(bytes() == before);
}
