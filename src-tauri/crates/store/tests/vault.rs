//! A vault made, locked, opened again, and every way in which it may refuse.
#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

use std::path::Path;

use domain::{
    CaseId, ServiceId, UserId,
    access::{Access, Role},
    audit::Action,
    case::{CaseRecord, CaseState},
    provider::{Service, ServiceKind},
    time::parse_when,
};
use store::{
    Damage, Error, Instant, Scope,
    audit::{self, Entry},
    cases,
    keys::KdfCost,
    revisions::{self, Change, Stamp},
    services, set_scope,
    vault::{NewVault, Notice, Unlocked, create_vault, face, unlock},
    verify::verify,
};

const PASSPHRASE: &str = "correct horse battery";
const USER: UserId = UserId([7; 16]);
const SERVICE: ServiceId = ServiceId([8; 16]);

fn make(folder: &Path) -> Unlocked {
    let mut vault = create_vault(
        folder,
        &NewVault {
            vault_id: [1; 16],
            provider: "Rowan Care",
            user_id: USER,
            label: "Registered manager",
            passphrase: PASSPHRASE,
            roles: &[Role::Manager, Role::Administrator],
            at: Instant(1_000),
            cost: KdfCost::cheap_for_tests(),
            demo_now: None,
        },
    )
    .unwrap();
    vault
        .database
        .write(|tx| {
            services::add(tx, &Service { id: SERVICE, name: "Meadowbank".into(), kind: ServiceKind::Homecare }, 0)
        })
        .unwrap();
    scope(&vault);
    vault
}

fn scope(vault: &Unlocked) {
    let scope = Scope { user_id: USER, reads_cases: true, services: vec![SERVICE] };
    set_scope(vault.database.reader(), &scope).unwrap();
}

fn case(title: &str) -> CaseRecord {
    CaseRecord {
        id: CaseId([3; 16]),
        service_id: SERVICE,
        reference: "SG-2026-001".into(),
        title: title.into(),
        state: CaseState::Raised,
        access: Access::Open,
        aware: parse_when("2026-02-07T13:05").unwrap(),
        subject_id: None,
        first_account: "Two visits were missed.".into(),
        measures: vec![],
        closed_on: None,
        group_id: None,
        removed: false,
    }
}

fn change<T>(
    vault: &mut Unlocked,
    action: Action,
    work: impl FnOnce(&Change<'_>) -> store::Result<T>,
) -> store::Result<T> {
    let salt = || Ok([5_u8; 16]);
    vault.database.write(|tx| {
        let stamp = Stamp { author_id: USER, at: Instant(2_000), reason: None };
        let change = Change::begin(tx, stamp, &salt)?;
        let value = work(&change)?;
        let entry = Entry {
            at: Instant(2_000),
            user: Some(USER),
            action,
            subject: None,
            revision: None,
            content_digest: change.digest(),
            reason: None,
        };
        audit::append(tx, &entry)?;
        Ok(value)
    })
}

fn bytes(folder: &Path, name: &str) -> Vec<u8> {
    std::fs::read(folder.join(name)).unwrap()
}

#[test]
fn what_was_recorded_is_there_after_lock_and_unlock() {
    let dir = tempfile::tempdir().unwrap();
    let mut vault = make(dir.path());
    change(&mut vault, Action::RecordConcern, |change| change.add(&case("Missed visits"))).unwrap();
    vault.lock().unwrap();
    let vault = unlock(dir.path(), None, PASSPHRASE, Instant(3_000)).unwrap();
    scope(&vault);
    let conn = vault.database.reader();
    assert_eq!(cases::list(conn).unwrap()[0].title, "Missed visits");
    assert_eq!(cases::get(conn, CaseId([3; 16])).unwrap().record, case("Missed visits"));
    assert!(vault.notices.is_empty());
    assert_eq!(verify(conn).unwrap().faults, []);
}

#[test]
fn a_stale_revision_is_refused_and_the_newer_wording_stays() {
    let dir = tempfile::tempdir().unwrap();
    let mut vault = make(dir.path());
    change(&mut vault, Action::RecordConcern, |change| change.add(&case("One"))).unwrap();
    change(&mut vault, Action::AmendCase, |change| change.amend(&case("Two"), 1)).unwrap();
    let stale = change(&mut vault, Action::AmendCase, |change| change.amend(&case("Three"), 1));
    assert!(matches!(stale, Err(Error::Conflict { expected: 1, newest: 2 })));
    let conn = vault.database.reader();
    assert_eq!(cases::get(conn, CaseId([3; 16])).unwrap().record.title, "Two");
    let history: Vec<_> = revisions::history::<CaseRecord>(conn, &[3; 16]).unwrap();
    assert_eq!(history.iter().map(|one| one.record.title.as_str()).collect::<Vec<_>>(), ["One", "Two"]);
}

#[test]
fn projections_come_out_of_the_revisions_as_they_were() {
    let dir = tempfile::tempdir().unwrap();
    let mut vault = make(dir.path());
    change(&mut vault, Action::RecordConcern, |change| change.add(&case("One"))).unwrap();
    change(&mut vault, Action::AmendCase, |change| change.amend(&case("Two"), 1)).unwrap();
    let dump = |vault: &Unlocked| -> Vec<String> {
        let mut statement = vault.database.reader().prepare("SELECT * FROM main.safeguarding_case").unwrap();
        let rows = statement.query_map([], |row| {
            Ok((0..row.as_ref().column_count()).map(|i| format!("{:?}|", row.get_ref_unwrap(i))).collect::<String>())
        });
        rows.unwrap().map(Result::unwrap).collect()
    };
    let before = dump(&vault);
    vault.database.write(revisions::rebuild).unwrap();
    assert_eq!(dump(&vault), before);
}

#[test]
fn a_session_without_the_service_sees_no_case() {
    let dir = tempfile::tempdir().unwrap();
    let mut vault = make(dir.path());
    change(&mut vault, Action::RecordConcern, |change| change.add(&case("One"))).unwrap();
    let conn = vault.database.reader();
    set_scope(conn, &Scope { user_id: USER, reads_cases: true, services: vec![] }).unwrap();
    assert!(cases::list(conn).unwrap().is_empty());
    assert!(matches!(cases::get(conn, CaseId([3; 16])), Err(Error::NotFound)));
    set_scope(conn, &Scope { user_id: USER, reads_cases: false, services: vec![SERVICE] }).unwrap();
    assert!(matches!(cases::find_by_reference(conn, "SG-2026-001"), Err(Error::NotFound)));
}

#[test]
fn a_wrong_passphrase_says_so_waits_from_the_fifth_and_changes_no_file_of_the_vault() {
    let dir = tempfile::tempdir().unwrap();
    make(dir.path()).lock().unwrap();
    let before = (bytes(dir.path(), "vault.db"), bytes(dir.path(), "vault.keys"));
    for _ in 0..4 {
        assert!(matches!(unlock(dir.path(), None, "wrong", Instant(10_000)), Err(Error::WrongPassphrase)));
    }
    assert!(
        matches!(unlock(dir.path(), None, "wrong", Instant(10_000)), Err(Error::Wait(wait)) if wait.as_secs() == 30)
    );
    assert!(matches!(unlock(dir.path(), None, PASSPHRASE, Instant(20_000)), Err(Error::Wait(_))));
    assert_eq!(face(dir.path(), Instant(20_000)).unwrap().failures, 5);
    assert_eq!((bytes(dir.path(), "vault.db"), bytes(dir.path(), "vault.keys")), before);
    let vault = unlock(dir.path(), None, PASSPHRASE, Instant(41_000)).unwrap();
    assert_eq!(vault.notices, [Notice::FailedTries(5)]);
}

#[test]
fn a_vault_is_open_in_one_place_only() {
    let dir = tempfile::tempdir().unwrap();
    let _open = make(dir.path());
    let second = unlock(dir.path(), None, PASSPHRASE, Instant(3_000));
    assert!(matches!(second, Err(Error::Held(Some(holder))) if holder.process_id == std::process::id()));
}

#[test]
fn each_kind_of_damage_is_told_apart_and_the_files_are_left_alone() {
    type Harm = (&'static str, fn(&Path), fn(&Error) -> bool);
    let cases: [Harm; 8] = [
        (
            "empty",
            |dir| std::fs::write(dir.join("vault.db"), b"").unwrap(),
            |error| matches!(error, Error::Damaged(Damage::Empty)),
        ),
        ("cut inside a page", |dir| cut(dir, 5000), |error| matches!(error, Error::Damaged(Damage::Truncated))),
        (
            "plain SQLite",
            |dir| {
                std::fs::write(dir.join("vault.db"), [b"SQLite format 3\0".to_vec(), vec![0; 4080]].concat()).unwrap()
            },
            |error| matches!(error, Error::Damaged(Damage::NotOurs)),
        ),
        (
            "another file",
            |dir| std::fs::write(dir.join("vault.db"), vec![0x25; 8192]).unwrap(),
            |error| matches!(error, Error::Damaged(Damage::WrongPair | Damage::Unreadable)),
        ),
        ("a page flipped", |dir| flip(dir, 100), |error| matches!(error, Error::Damaged(_))),
        (
            "a log of another mode",
            |dir| std::fs::write(dir.join("vault.db-wal"), b"log").unwrap(),
            |error| matches!(error, Error::Damaged(Damage::ForeignLog)),
        ),
        (
            "the data file gone",
            |dir| std::fs::remove_file(dir.join("vault.db")).unwrap(),
            |error| matches!(error, Error::Missing),
        ),
        (
            "a key file that is none",
            |dir| {
                for name in ["vault.keys", "vault.keys.prev"] {
                    let _ = std::fs::write(dir.join(name), b"%PDF-1.7");
                }
            },
            |error| matches!(error, Error::KeyFile(_)),
        ),
    ];
    for (name, harm, expected) in cases {
        let dir = tempfile::tempdir().unwrap();
        make(dir.path()).lock().unwrap();
        harm(dir.path());
        let before = listing(dir.path());
        let error =
            unlock(dir.path(), None, PASSPHRASE, Instant(3_000)).err().unwrap_or_else(|| panic!("{name}: it opened"));
        assert!(expected(&error), "{name}: {error:?}");
        assert_eq!(listing(dir.path()), before, "{name}");
    }
}

fn cut(dir: &Path, to: u64) {
    std::fs::OpenOptions::new().write(true).open(dir.join("vault.db")).unwrap().set_len(to).unwrap();
}

fn flip(dir: &Path, at: usize) {
    let mut bytes = bytes(dir, "vault.db");
    bytes[at] ^= 1;
    std::fs::write(dir.join("vault.db"), bytes).unwrap();
}

fn listing(dir: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = std::fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| !path.ends_with("vault.lock"))
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(&path).unwrap()))
        .collect();
    files.sort();
    files
}

#[test]
fn a_newer_schema_is_refused_unchanged() {
    let dir = tempfile::tempdir().unwrap();
    let mut vault = make(dir.path());
    vault.database.write(|tx| -> store::Result<()> { Ok(tx.execute_batch("PRAGMA user_version = 999")?) }).unwrap();
    vault.lock().unwrap();
    let before = listing(dir.path());
    let refused = unlock(dir.path(), None, PASSPHRASE, Instant(3_000)).err().unwrap();
    assert!(matches!(refused, Error::Newer { found: 999, .. }), "{refused:?}");
    assert_eq!(listing(dir.path()), before);
}

#[test]
fn a_folder_with_something_in_it_is_never_made_into_a_vault() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("letter.docx"), b"x").unwrap();
    let refused = create_vault(
        dir.path(),
        &NewVault {
            vault_id: [1; 16],
            provider: "x",
            user_id: USER,
            label: "x",
            passphrase: PASSPHRASE,
            roles: &[],
            at: Instant(0),
            cost: KdfCost::cheap_for_tests(),
            demo_now: None,
        },
    );
    assert!(matches!(refused.err(), Some(Error::Occupied)));
    assert_eq!(listing(dir.path()).len(), 1);
}

#[test]
fn an_older_database_put_back_is_noticed() {
    let dir = tempfile::tempdir().unwrap();
    let mut vault = make(dir.path());
    change(&mut vault, Action::RecordConcern, |change| change.add(&case("One"))).unwrap();
    vault.lock().unwrap();
    let old = bytes(dir.path(), "vault.db");
    let mut vault = unlock(dir.path(), None, PASSPHRASE, Instant(3_000)).unwrap();
    change(&mut vault, Action::AmendCase, |change| change.amend(&case("Two"), 1)).unwrap();
    vault.lock().unwrap();
    std::fs::write(dir.path().join("vault.db"), old).unwrap();
    let vault = unlock(dir.path(), None, PASSPHRASE, Instant(4_000)).unwrap();
    assert_eq!(vault.notices, [Notice::OlderDatabase]);
}

#[test]
fn the_audit_table_refuses_every_change_and_every_gap() {
    let dir = tempfile::tempdir().unwrap();
    let mut vault = make(dir.path());
    change(&mut vault, Action::RecordConcern, |change| change.add(&case("One"))).unwrap();
    for attack in [
        "UPDATE audit SET reason = 'x'",
        "DELETE FROM audit",
        "INSERT OR REPLACE INTO audit SELECT seq, wall_ms, clock_flag, user_id, 'lock', subject, revision, content_digest, reason, prev, zeroblob(32) FROM audit WHERE seq = 1",
        "INSERT INTO audit SELECT 9, wall_ms, clock_flag, user_id, action, subject, revision, content_digest, reason, hash, zeroblob(32) FROM audit WHERE seq = 1",
        "DROP TABLE audit",
        "DROP TRIGGER audit_is_not_deleted",
        "ALTER TABLE audit RENAME TO x",
        "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema",
    ] {
        let refused = vault.database.write(|tx| -> store::Result<()> { Ok(tx.execute_batch(attack)?) });
        assert!(refused.is_err(), "{attack}");
    }
    assert_eq!(verify(vault.database.reader()).unwrap().faults, []);
}

#[test]
fn nothing_typed_is_readable_in_any_file() {
    let dir = tempfile::tempdir().unwrap();
    let mut vault = make(dir.path());
    let mut record = case("Marker-Zebra-Title");
    record.first_account = "Marker-Zebra-Account ".repeat(500);
    change(&mut vault, Action::RecordConcern, |change| change.add(&record)).unwrap();
    for (name, bytes) in listing(dir.path()) {
        assert!(!bytes.windows(12).any(|window| window == b"Marker-Zebra"), "{name}");
    }
    vault.lock().unwrap();
    for (name, bytes) in listing(dir.path()) {
        assert!(!bytes.windows(12).any(|window| window == b"Marker-Zebra"), "{name}");
    }
}

#[test]
fn both_checks_pass_on_a_sound_file_and_find_a_flipped_byte() {
    let dir = tempfile::tempdir().unwrap();
    let mut vault = make(dir.path());
    assert!(vault.check(Instant(2_000), &store::patient()).unwrap().unwrap().is_sound());
    scope(&vault);
    assert!(cases::list(vault.database.reader()).unwrap().is_empty());
}

#[test]
fn rescued_text_opens_for_its_owner_only_and_is_unreadable_on_disk() {
    let dir = tempfile::tempdir().unwrap();
    let vault = make(dir.path());
    let sealed = vault.rescue(b"half a sentence").unwrap();
    assert_eq!(vault.rescued(Some(&sealed)).unwrap().as_slice(), b"half a sentence");
    assert_eq!(vault.rescued(None).unwrap().as_slice(), b"half a sentence");
    assert!(!bytes(dir.path(), "vault.rescued").windows(4).any(|window| window == b"half"));
    vault.forget_rescued();
    assert!(vault.rescued(None).is_none());
}

// The schema as text, for people to read in a change. Write it anew with EVIDENT_BLESS=1.
#[test]
fn the_schema_is_the_one_on_file() {
    let dir = tempfile::tempdir().unwrap();
    let vault = make(dir.path());
    let found = store::migrations::schema_text(vault.database.reader()).unwrap();
    let golden = Path::new("schema.sql");
    if std::env::var_os("EVIDENT_BLESS").is_some() {
        std::fs::write(golden, &found).unwrap();
    }
    assert_eq!(found, std::fs::read_to_string(golden).unwrap());
}
