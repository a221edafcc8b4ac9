//! Documents as evidence: what goes in comes out, numbered, kept apart, and by nobody changed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // tests may panic

use std::path::Path;

use domain::{CaseId, FileId, access::Role, part::Owner};
use evident_tests::{PASSPHRASE, clock, dump, new_case, new_vault, part, typed, when};
use services::{
    Error, ErrorCode, Session, Vault, cases,
    evidence::{self, Attached, EvidenceItem, InHand, Incoming, Patient, Previewer, Stop, Watch},
    export,
    groups::{self, GroupDraft},
    parts::{self, PartDraft},
    setup, storage,
};
use sha2::{Digest, Sha256};

const MIB: usize = 1024 * 1024;

fn store() -> (tempfile::TempDir, Vault, CaseId) {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = new_vault(&folder.path().join("store"));
    let case = new_case(&mut vault);
    (folder, vault, case)
}

/// A case of somebody who is not known yet.
fn another_case(vault: &mut Vault) -> CaseId {
    let session = vault.session();
    let form = cases::NewConcern {
        service_id: session.services[0].id.to_string(),
        what: "Money is missing.".to_owned(),
        aware: when("2026-03-02", None, None),
        ..cases::NewConcern::default()
    };
    cases::record(vault, &session, &form).unwrap().id.parse().unwrap()
}

fn bytes(length: usize) -> Vec<u8> {
    (0..length).map(|at| u8::try_from((at * 31 + at / 997) % 256).unwrap()).collect()
}

fn attach_as(vault: &mut Vault, session: &Session, owner: Owner, name: &str, bytes: &[u8]) -> Result<Attached, Error> {
    let file = Incoming { name: name.to_owned(), size: Some(bytes.len() as u64), bytes };
    evidence::attach(&InHand::new(vault, session), owner, file, &Patient)
}

fn attach(vault: &mut Vault, case: CaseId, name: &str, bytes: &[u8]) -> Attached {
    let session = vault.session();
    attach_as(vault, &session, Owner::Case(case), name, bytes).unwrap()
}

/// Adds a file and an item that describes it.
fn item(vault: &mut Vault, case: CaseId, title: &str, bytes: &[u8]) -> EvidenceItem {
    let file = attach(vault, case, &format!("{title}.bin"), bytes).file;
    let row = part(vault, case, "evidence", &[("title", title), ("file", &file.id)]).unwrap();
    items(vault, case).into_iter().find(|item| item.id == row.id).unwrap()
}

fn items(vault: &Vault, case: CaseId) -> Vec<EvidenceItem> {
    evidence::list(vault, &vault.session(), Owner::Case(case)).unwrap().items
}

fn save(vault: &mut Vault, id: &str, out: &Path) -> Result<(), Error> {
    let session = vault.session();
    export::evidence(&InHand::new(vault, &session), id.parse().unwrap(), out, &Patient)
}

fn reopened(vault: Vault) -> Vault {
    let folder = vault.folder();
    vault.lock().unwrap();
    setup::unlock(&folder, None, PASSPHRASE, clock()).unwrap()
}

#[test]
fn a_file_comes_out_as_it_went_in_and_both_are_on_the_record() {
    let (folder, mut vault, case) = store();
    for length in [1, MIB - 1, MIB, MIB + 1, 8 * MIB, 9 * MIB + 5] {
        let content = bytes(length);
        let file = attach(&mut vault, case, "Call log.bin", &content).file;
        assert_eq!(file.sha256, domain::ids::hex(&Sha256::digest(&content)));
        vault = reopened(vault);
        let out = folder.path().join("copy.bin");
        save(&mut vault, &file.id, &out).unwrap();
        assert!(std::fs::read(&out).unwrap() == content, "{length} bytes");
    }
    let session = vault.session();
    let acts: Vec<String> =
        storage::activity(&vault, &session, None).unwrap().into_iter().map(|row| row.action).collect();
    assert_eq!(acts.iter().filter(|act| act.as_str() == "added a file to the evidence").count(), 6);
    assert_eq!(acts.iter().filter(|act| act.as_str() == "saved a copy of a file of the evidence").count(), 6);
    assert!(storage::verify(&mut vault, &session).unwrap().ok);
}

#[test]
fn evidence_is_numbered_once_and_for_all() {
    let (_folder, mut vault, case) = store();
    let other = another_case(&mut vault);
    let first = item(&mut vault, case, "Call monitoring log", b"one");
    part(&mut vault, other, "evidence", &[("title", "Care plan on paper")]).unwrap();
    let third = item(&mut vault, case, "Rota", b"three");
    assert_eq!((first.reference.as_str(), third.reference.as_str()), ("E-0001", "E-0003"));
    assert_eq!(items(&vault, other)[0].reference, "E-0002");
    assert!(items(&vault, other)[0].file.is_none(), "paper can be listed without a file");

    // Amended, binned and put back, it is called the same.
    let session = vault.session();
    let file = first.file.clone().unwrap();
    let form = PartDraft {
        values: typed(&[("title", "Call log"), ("file", &file.id), ("kind", "rota_or_log")]),
        reason: "Its name".to_owned(),
        ..PartDraft::default()
    };
    let id = first.id.parse().unwrap();
    let row = parts::amend(&mut vault, &session, id, first.rev, &form).unwrap();
    assert!(row.title.starts_with("E-0001 \u{b7} Call log"), "{}", row.title);
    let row = parts::remove(&mut vault, &session, id, row.rev).unwrap();
    parts::restore(&mut vault, &session, id, row.rev).unwrap();
    let binned = part(&mut vault, case, "evidence", &[("title", "By mistake")]).unwrap();
    parts::remove(&mut vault, &session, binned.id.parse().unwrap(), binned.rev).unwrap();
    let next = part(&mut vault, case, "evidence", &[("title", "Another")]).unwrap();
    assert!(next.title.starts_with("E-0005"), "a number is never given out twice: {}", next.title);
    let vault = reopened(vault);
    let listed: Vec<_> = items(&vault, case).into_iter().map(|item| (item.reference, item.removed)).collect();
    let expected = [("E-0001", false), ("E-0003", false), ("E-0004", true), ("E-0005", false)];
    assert_eq!(listed, expected.map(|(reference, removed)| (reference.to_owned(), removed)));
    assert_eq!(evidence::file_of(&vault, &session, " e-0001 ").unwrap().to_string(), file.id);
    for (reference, said) in
        [("E-0005", "listed without a file"), ("E-0004", "no evidence"), ("E-9999", "no evidence"), ("31", "E-0031")]
    {
        let refused = evidence::file_of(&vault, &session, reference).unwrap_err();
        assert!(refused.to_string().contains(said), "{reference}: {refused}");
    }
}

#[test]
fn an_item_says_what_it_is_where_it_came_from_and_what_it_speaks_for() {
    let (_folder, mut vault, case) = store();
    let file = attach(&mut vault, case, "../Export/Call log.pdf", b"%PDF-1.7 not much of one").file;
    assert_eq!((file.name.as_str(), file.kind.as_str(), file.can_show), ("Call log.pdf", "PDF document", true));
    let waiting = evidence::list(&vault, &vault.session(), Owner::Case(case)).unwrap();
    assert_eq!(waiting.undescribed, std::slice::from_ref(&file), "added, and not described yet");
    let answers = [
        ("title", "Call monitoring log"),
        ("file", file.id.as_str()),
        ("received_from", "The monitoring system"),
        ("received_on", "2026-02-12T09:00"),
        ("what_it_shows", "162 visits without a log-in."),
    ];
    let log = part(&mut vault, case, "evidence", &answers).unwrap();
    let plan = part(&mut vault, case, "evidence", &[("title", "Care plan")]).unwrap();
    let allegation =
        part(&mut vault, case, "allegation", &[("what", "Visits missed"), ("types", "neglect_omission")]).unwrap();
    let finding = [
        ("allegation", allegation.id.as_str()),
        ("finding", "substantiated"),
        ("decided_on", "2026-03-10"),
        ("supported_by", log.id.as_str()),
        ("contradicted_by", plan.id.as_str()),
    ];
    part(&mut vault, case, "finding", &finding).unwrap();
    let seen = evidence::list(&vault, &vault.session(), Owner::Case(case)).unwrap();
    assert!(seen.undescribed.is_empty() && seen.may_add && seen.may_save && seen.notice.is_none());
    let [log, plan] = seen.items.as_slice() else { panic!("{:?}", seen.items) };
    assert_eq!(log.title, "Call monitoring log");
    assert_eq!(log.received_from, "The monitoring system");
    assert!(log.received_on.contains("12 February 2026"), "{}", log.received_on);
    assert_eq!(log.file.as_ref(), Some(&file));
    assert_eq!((log.supports.len(), log.contradicts.len()), (1, 0));
    assert!(log.supports[0].contains("Substantiated"), "{:?}", log.supports);
    assert_eq!((plan.supports.len(), plan.contradicts.len()), (0, 1));
    // The form of a finding offers it under its number, and the form of the item names its file.
    let session = vault.session();
    let form = parts::blank_form(&vault, &session, Owner::Case(case), "finding").unwrap();
    let offered = form.fields.iter().find(|field| field.code == "supported_by").unwrap();
    assert!(offered.choices[0].label.starts_with("E-0001 \u{b7} Call monitoring log"), "{:?}", offered.choices);
    let sections = parts::sections(&vault, &session, Owner::Case(case)).unwrap();
    let evidence = sections.iter().find(|section| section.kind == "evidence").unwrap();
    assert!(evidence.rows[0].fields.iter().any(|field| field.code == "file" && field.text == "Call log.pdf"));
}

#[test]
fn a_part_takes_no_file_but_one_of_its_own_case() {
    let (_folder, mut vault, case) = store();
    let other = another_case(&mut vault);
    let theirs = attach(&mut vault, other, "theirs.bin", b"x").file;
    for id in [theirs.id.as_str(), &"0f".repeat(16)] {
        let refused = part(&mut vault, case, "evidence", &[("title", "Not ours"), ("file", id)]).unwrap_err();
        assert_eq!((refused.code(), refused.field()), (ErrorCode::Invalid, Some("file")));
    }
    assert!(items(&vault, case).is_empty());
}

#[test]
fn files_are_called_by_their_own_name_and_never_lead_anywhere() {
    let (folder, mut vault, case) = store();
    for (given, kept, offered) in [
        ("../../../etc/passwd", "passwd", "passwd"),
        (r"C:\Users\ada\Desktop\..\rota.xlsx", "rota.xlsx", "rota.xlsx"),
        ("a\0b\n\u{202e}gpj.exe", "ab gpj.exe", "ab gpj.exe"),
        ("con.txt", "con.txt", "File con.txt"),
        ("", "File without a name", "File without a name"),
        ("vault.db", "vault.db", "vault.db"),
        ("a\u{200b}\"<>|?*.pdf", "a\"<>|?*.pdf", "a______.pdf"),
    ] {
        let file = attach(&mut vault, case, given, b"x").file;
        assert_eq!(file.name, kept, "{given:?}");
        let name = evidence::saved_name(&vault, &vault.session(), file.id.parse().unwrap()).unwrap();
        assert_eq!(name, offered, "{given:?}");
    }
    let names: Vec<_> = std::fs::read_dir(folder.path().join("store"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert!(names.iter().all(|name| name.starts_with("vault.") || name == "READ ME.txt"), "{names:?}");
}

#[test]
fn a_copy_goes_where_it_may_and_is_whole_or_not_there() {
    let (folder, mut vault, case) = store();
    let content = bytes(3 * MIB);
    let id = item(&mut vault, case, "Rota", &content).file.unwrap().id;
    let inside = save(&mut vault, &id, &folder.path().join("store").join("vault.db")).unwrap_err();
    assert!(inside.to_string().contains("inside the store"), "{inside}");
    let gone = save(&mut vault, &id, &folder.path().join("nowhere").join("rota.bin")).unwrap_err();
    assert_eq!(gone.code(), ErrorCode::CannotWriteFile);

    /// Stops at the last piece.
    struct AtTheEnd;
    impl Watch for AtTheEnd {
        fn goes_on(&self, done: u64, _total: Option<u64>) -> bool {
            done < 2 * MIB as u64
        }
    }
    let place = tempfile::tempdir().unwrap();
    let out = place.path().join("rota.bin");
    std::fs::write(&out, b"what stood there").unwrap();
    let session = vault.session();
    let stopped = export::evidence(&InHand::new(&mut vault, &session), id.parse().unwrap(), &out, &AtTheEnd);
    assert_eq!(stopped.unwrap_err().code(), ErrorCode::Stopped);
    assert_eq!(std::fs::read(&out).unwrap(), b"what stood there");
    assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), 1, "no part of it is left");
    save(&mut vault, &id, &out).unwrap();
    assert!(std::fs::read(&out).unwrap() == content);
}

#[test]
fn what_cannot_be_added_is_refused_with_its_reason_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    std::fs::create_dir(at("a folder")).unwrap();
    for (path, said) in [(at("a folder"), "folder"), (at("gone.pdf"), "not there any more")] {
        let refused = Incoming::open(&path).err().unwrap();
        assert_eq!(refused.code(), ErrorCode::FileUnreadable);
        let words = refused.to_string();
        assert!(words.contains(said) && words.contains("Nothing was added"), "{words}");
        assert!(!words.contains(&*folder.path().to_string_lossy()), "no path in a message");
    }
    #[cfg(unix)]
    {
        // Opening a pipe waits for whoever writes into it: for ever, where nobody does.
        let made = std::process::Command::new("mkfifo").arg(at("pipe")).status().unwrap();
        assert!(made.success());
        assert!(Incoming::open(&at("pipe")).err().unwrap().to_string().contains("not a file"));
        let linked = at("linked.txt");
        std::fs::write(at("original.txt"), b"x").unwrap();
        std::os::unix::fs::symlink(at("original.txt"), &linked).unwrap();
        assert_eq!(Incoming::open(&linked).unwrap().size, Some(1));
    }
}

#[test]
fn each_role_does_what_it_may_with_files() {
    let (folder, mut vault, case) = store();
    let id: FileId = item(&mut vault, case, "Rota", b"content").file.unwrap().id.parse().unwrap();
    let previewer = Previewer::of("/nonexistent".into());
    let never: Stop = std::sync::Arc::new(|| false);
    for (role, reads, adds, saves) in [
        (Role::Administrator, false, false, false),
        (Role::Reader, true, false, false),
        (Role::Contributor, true, true, false),
        (Role::Manager, true, true, true),
    ] {
        let session = Session { roles: vec![role], ..vault.session() };
        let list = evidence::list(&vault, &session, Owner::Case(case));
        assert_eq!(list.is_ok(), reads, "{role:?} reads");
        if let Ok(list) = list {
            assert_eq!((list.may_add, list.may_save), (adds, saves), "{role:?}");
        }
        let looked = evidence::preview(&InHand::new(&mut vault, &session), id, 1, &previewer, &never);
        assert_eq!(looked.is_ok(), reads, "{role:?} looks");
        let added = attach_as(&mut vault, &session, Owner::Case(case), "a.bin", b"x");
        assert_eq!(added.is_ok(), adds, "{role:?} adds");
        let out = folder.path().join(format!("{role:?}"));
        let saved = export::evidence(&InHand::new(&mut vault, &session), id, &out, &Patient);
        assert_eq!((saved.is_ok(), out.exists()), (saves, saves), "{role:?} saves");
        for refused in [added.err(), saved.err()].into_iter().flatten() {
            assert_eq!(refused.code(), ErrorCode::Forbidden);
        }
    }
}

#[test]
fn a_file_of_a_case_that_may_not_be_seen_is_not_there() {
    let (folder, mut vault, case) = store();
    let id: FileId = item(&mut vault, case, "Rota", b"content").file.unwrap().id.parse().unwrap();
    let place = vault.folder();
    vault.lock().unwrap();
    let mut unlocked = store::vault::unlock(&place, None, PASSPHRASE, store::Instant::from(clock().now())).unwrap();
    let closed = "UPDATE safeguarding_case SET access = 'restricted'";
    unlocked.database.write(|tx| -> store::Result<()> { Ok(tx.execute_batch(closed)?) }).unwrap();
    unlocked.lock().unwrap();

    let mut vault = setup::unlock(&place, None, PASSPHRASE, clock()).unwrap();
    let session = vault.session();
    let out = folder.path().join("copy");
    let never: Stop = std::sync::Arc::new(|| false);
    let refusals = [
        evidence::list(&vault, &session, Owner::Case(case)).err(),
        evidence::require_visible(&vault, &session, id).err(),
        evidence::saved_name(&vault, &session, id).err(),
        evidence::preview(&InHand::new(&mut vault, &session), id, 1, &Previewer::of_this_program(), &never).err(),
        export::evidence(&InHand::new(&mut vault, &session), id, &out, &Patient).err(),
        attach_as(&mut vault, &session, Owner::Case(case), "a.bin", b"x").err(),
    ];
    for refused in refusals {
        assert_eq!(refused.unwrap().code(), ErrorCode::NotFound);
    }
    assert!(!out.exists());
    let by_number = evidence::file_of(&vault, &session, "E-0001").unwrap_err();
    assert!(by_number.to_string().contains("no evidence"), "{by_number}");
}

#[test]
fn what_the_cases_of_a_group_share_is_seen_in_each() {
    let (_folder, mut vault, case) = store();
    let session = vault.session();
    let form = GroupDraft { title: "Two adults".to_owned(), about: String::new(), reason: String::new() };
    let group: domain::GroupId =
        groups::add(&mut vault, &session, session.services[0].id, &form).unwrap().id.parse().unwrap();
    let file = attach_as(&mut vault, &session, Owner::Group(group), "Minutes.txt", b"Minutes").unwrap().file;
    let draft = PartDraft { values: typed(&[("title", "Minutes"), ("file", &file.id)]), ..PartDraft::default() };
    parts::add(&mut vault, &session, Owner::Group(group), "evidence", &draft).unwrap();
    assert!(items(&vault, case).is_empty(), "the case is not in the group yet");
    let rev = services::cases::page(&mut vault, &session, case, 700.0).unwrap().rev;
    groups::set_case(&mut vault, &session, case, rev, Some(group)).unwrap();
    let shared = &items(&vault, case)[0];
    assert!(shared.shared && shared.file.as_ref() == Some(&file), "{shared:?}");
}

#[test]
fn a_damaged_piece_is_named_and_nothing_of_the_file_is_handed_out() {
    let (folder, mut vault, case) = store();
    let id = item(&mut vault, case, "Rota", &bytes(3 * MIB)).file.unwrap().id;
    let whole = item(&mut vault, case, "Plan", b"sound").file.unwrap().id;
    let place = vault.folder();
    vault.lock().unwrap();
    let mut unlocked = store::vault::unlock(&place, None, PASSPHRASE, store::Instant::from(clock().now())).unwrap();
    let conn = unlocked.database.reader();
    conn.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false).unwrap();
    let change = "UPDATE evidence_chunk SET bytes = zeroblob(1048576) WHERE n = 1";
    unlocked.database.write(|tx| -> store::Result<()> { Ok(tx.execute_batch(change)?) }).unwrap();
    unlocked.lock().unwrap();

    let mut vault = setup::unlock(&place, None, PASSPHRASE, clock()).unwrap();
    let out = folder.path().join("copy.bin");
    let refused = save(&mut vault, &id, &out).unwrap_err();
    assert_eq!(refused.code(), ErrorCode::EvidenceDamaged);
    let words = refused.to_string();
    assert!(words.contains("E-0001") && words.contains("backup"), "{words}");
    assert!(!out.exists() && !folder.path().join("copy.bin.evident-part").exists());
    save(&mut vault, &whole, &out).unwrap();
    let session = vault.session();
    let report = storage::verify(&mut vault, &session).unwrap();
    assert!(!report.ok);
    let told = report.lines.iter().find(|line| line.contains("E-0001")).unwrap();
    assert!(told.starts_with("Part 2 of the file of E-0001 is not what was kept with entry"), "{told}");
}

/// Files that come to so many bytes, as the store counts them.
fn grow(place: &Path, case: CaseId, bytes: u64) {
    let mut unlocked = store::vault::unlock(place, None, PASSPHRASE, store::Instant::from(clock().now())).unwrap();
    let insert = format!(
        "INSERT INTO evidence_file (id, case_id, name, state, size, sha256, media_type, added_at, added_by, salt16, audit_seq)
         SELECT randomblob(16), x'{case}', 'large.wav', 'kept', {bytes}, randomblob(32), 'audio/wav', 1, id, randomblob(16), 1
         FROM user"
    );
    unlocked.database.write(|tx| -> store::Result<()> { Ok(tx.execute_batch(&insert)?) }).unwrap();
    unlocked.lock().unwrap();
}

#[test]
fn much_is_said_and_too_much_is_refused() {
    let (_folder, vault, case) = store();
    let place = vault.folder();
    vault.lock().unwrap();
    grow(&place, case, evidence::WARN_OF_ALL - 3);
    let mut vault = setup::unlock(&place, None, PASSPHRASE, clock()).unwrap();
    assert!(attach(&mut vault, case, "a.bin", b"12").notice.is_none());
    let told = attach(&mut vault, case, "b.bin", b"3").notice.unwrap();
    assert!(told.contains("1.1 GB") && told.contains("4 GB"), "{told}");
    let list = evidence::list(&vault, &vault.session(), Owner::Case(case)).unwrap();
    assert_eq!(list.notice, Some(told));
    vault.lock().unwrap();

    grow(&place, case, evidence::MOST_OF_ALL - evidence::WARN_OF_ALL - 1);
    let mut vault = setup::unlock(&place, None, PASSPHRASE, clock()).unwrap();
    let session = vault.session();
    attach(&mut vault, case, "c.bin", b"4");
    let refused = attach_as(&mut vault, &session, Owner::Case(case), "d.bin", b"5").unwrap_err();
    assert_eq!(refused.code(), ErrorCode::FileUnreadable);
    assert!(refused.to_string().contains("more than 4 GB"), "{refused}");
}

#[test]
fn nobody_changes_what_is_kept_not_even_by_a_fault_of_ours() {
    let (_folder, mut vault, case) = store();
    item(&mut vault, case, "Rota", &bytes(2 * MIB));
    let place = vault.folder();
    vault.lock().unwrap();
    let mut unlocked = store::vault::unlock(&place, None, PASSPHRASE, store::Instant::from(clock().now())).unwrap();
    for attack in [
        "UPDATE evidence_file SET name = 'another'",
        "UPDATE evidence_file SET state = 'importing'",
        "DELETE FROM evidence_file",
        "UPDATE evidence_chunk SET bytes = zeroblob(1)",
        "DELETE FROM evidence_chunk",
        "INSERT INTO evidence_chunk SELECT file_key, 9, sha256, bytes FROM evidence_chunk WHERE n = 0",
        "INSERT OR REPLACE INTO evidence_chunk SELECT file_key, 0, sha256, zeroblob(4) FROM evidence_chunk WHERE n = 0",
        "INSERT OR REPLACE INTO evidence_file SELECT key, id, case_id, group_id, 'another', 'importing', size, sha256,
             media_type, added_at, added_by, salt16, audit_seq FROM evidence_file",
        "DROP TRIGGER evidence_chunk_is_not_removed",
    ] {
        let outcome = unlocked.database.write(|tx| -> store::Result<()> { Ok(tx.execute_batch(attack)?) });
        assert!(outcome.is_err(), "{attack}");
    }
    assert_eq!(store::verify::verify(unlocked.database.reader()).unwrap().faults, []);
    unlocked.lock().unwrap();
    assert_eq!(dump(&place, PASSPHRASE)["evidence_chunk"].len(), 2);
}
