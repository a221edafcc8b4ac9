use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::keys::vault_lock::{HOLDER, LOCK, read_holder};
use crate::keys::{Holder, LockError, VaultLock};

const FOLDER_VARIABLE: &str = "STORE_TEST_LOCK_FOLDER";

fn holder(label: &str) -> Holder {
    Holder { host: "desk-2".into(), process_id: 77, since_ms: 1_795_608_000_000, label: label.into() }
}

fn held_by(folder: &Path) -> Option<Holder> {
    match VaultLock::acquire(folder, holder("second")) {
        Err(LockError::Held(by)) => by,
        other => panic!("expected the lock to be held, not {other:?}"),
    }
}

#[test]
fn the_second_is_told_who_has_the_vault_where_and_since_when() {
    let folder = tempfile::tempdir().unwrap();
    let mut lock = VaultLock::acquire(folder.path(), holder("")).unwrap();
    assert_eq!(held_by(folder.path()), Some(holder("")));
    lock.name_user("Registered manager").unwrap();
    assert_eq!(held_by(folder.path()), Some(holder("Registered manager")));
    assert_eq!(lock.holder(), &holder("Registered manager"));
    drop(lock);
    assert_eq!(read_holder(folder.path()), None);
    assert!(VaultLock::acquire(folder.path(), holder("")).is_ok());
}

#[test]
fn a_record_left_by_a_crash_is_taken_over() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(LOCK), b"").unwrap();
    let stale = "evident-lock 1\nhost old\nprocess 1\nsince 5\nlabel x\n";
    fs::write(folder.path().join(HOLDER), stale).unwrap();
    assert_eq!(read_holder(folder.path()).unwrap().host, "old");
    let _lock = VaultLock::acquire(folder.path(), holder("now")).unwrap();
    assert_eq!(read_holder(folder.path()), Some(holder("now")));
}

#[test]
fn a_record_that_is_just_being_replaced_is_not_taken_for_the_holders() {
    let folder = tempfile::tempdir().unwrap();
    let lock = VaultLock::acquire(folder.path(), holder("winner")).unwrap();
    let record = fs::read(folder.path().join(HOLDER)).unwrap();
    let stale = "evident-lock 1\nhost old\nprocess 1\nsince 5\nlabel x\n";
    for before in [Some(stale), None] {
        // As it stands while the winner has the lock and has not yet written its record.
        match before {
            Some(stale) => fs::write(folder.path().join(HOLDER), stale).unwrap(),
            None => fs::remove_file(folder.path().join(HOLDER)).unwrap(),
        }
        let (path, record) = (folder.path().to_owned(), record.clone());
        let writes = std::thread::spawn(move || {
            std::thread::sleep(std::time::Duration::from_millis(100));
            fs::write(path.join("new"), record).unwrap();
            fs::rename(path.join("new"), path.join(HOLDER)).unwrap();
        });
        assert_eq!(held_by(folder.path()), Some(holder("winner")));
        writes.join().unwrap();
    }
    drop(lock);
}

#[test]
fn a_crash_is_remembered_until_the_vault_has_opened() {
    let folder = tempfile::tempdir().unwrap();
    let lock = VaultLock::acquire(folder.path(), holder("")).unwrap();
    assert!(!lock.follows_unclean_stop());
    drop(lock);
    for stale in [&b"evident-lock 1\nhost old\nprocess 1\nsince 5\nlabel x\n"[..], b"", b"\xff"] {
        fs::write(folder.path().join(HOLDER), stale).unwrap();
        // Two tries that do not open the vault, as with a wrong passphrase.
        for _ in 0..2 {
            let lock = VaultLock::acquire(folder.path(), holder("")).unwrap();
            assert!(lock.follows_unclean_stop());
            assert_eq!(read_holder(folder.path()), Some(holder("")));
            drop(lock);
            assert_eq!(fs::read(folder.path().join(HOLDER)).unwrap(), stale);
        }
        let mut lock = VaultLock::acquire(folder.path(), holder("")).unwrap();
        lock.name_user("Deputy").unwrap();
        assert!(!lock.follows_unclean_stop());
        drop(lock);
        assert!(!folder.path().join(HOLDER).exists());
    }
}

#[test]
fn a_panic_while_the_vault_is_open_is_an_unclean_stop() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_owned();
    let ended = std::thread::spawn(move || {
        let mut lock = VaultLock::acquire(&path, holder("")).unwrap();
        lock.name_user("Deputy").unwrap();
        panic!("a fault while the vault is open");
    })
    .join();
    assert!(ended.is_err());
    assert!(VaultLock::acquire(folder.path(), holder("")).unwrap().follows_unclean_stop());
}

#[test]
fn an_unreadable_record_still_says_that_the_vault_is_held() {
    let folder = tempfile::tempdir().unwrap();
    let _lock = VaultLock::acquire(folder.path(), holder("")).unwrap();
    for other in [&b""[..], b"evident-lock 2\n", b"\xff\xff", b"evident-lock 1\nhost a\n"] {
        fs::write(folder.path().join(HOLDER), other).unwrap();
        assert_eq!(held_by(folder.path()), None);
    }
}

#[test]
fn a_record_is_one_line_a_field_whatever_the_names_hold() {
    let folder = tempfile::tempdir().unwrap();
    let odd = Holder { host: "a\nprocess 9\u{7}".into(), ..holder(&"\u{e9}".repeat(300)) };
    let _lock = VaultLock::acquire(folder.path(), odd).unwrap();
    let read = read_holder(folder.path()).unwrap();
    assert_eq!((read.host.as_str(), read.process_id), ("aprocess 9", 77));
    assert_eq!(read.label, "\u{e9}".repeat(120));
}

#[test]
fn this_process_names_itself() {
    let holder = Holder::this_process(5);
    assert_eq!((holder.process_id, holder.since_ms), (std::process::id(), 5));
    assert!(!holder.host.chars().any(char::is_control));
    assert!(!cfg!(target_os = "linux") || !holder.host.is_empty());
}

#[test]
fn a_missing_folder_is_a_file_error() {
    let folder = tempfile::tempdir().unwrap();
    let gone = folder.path().join("gone");
    assert!(matches!(VaultLock::acquire(&gone, holder("")), Err(LockError::File(_))));
}

/// The lock ends with the process that held it, though it could clear nothing up.
#[test]
fn a_killed_process_leaves_no_lock() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "--nocapture"])
        .arg("keys::tests::locks::holds_the_lock_until_killed")
        .env(FOLDER_VARIABLE, folder.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let output = BufReader::new(child.stdout.take().unwrap());
    let announced = output.lines().map_while(Result::ok).any(|line| line.contains("locked"));
    assert!(announced);
    let by = held_by(folder.path()).unwrap();
    assert_eq!((by.process_id, by.label.as_str()), (child.id(), "child"));
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(folder.path().join(HOLDER).exists());
    assert!(VaultLock::acquire(folder.path(), holder("after")).is_ok());
}

#[test]
#[ignore = "the other process of a_killed_process_leaves_no_lock"]
#[allow(clippy::print_stdout)] // it tells its parent that the lock is taken
fn holds_the_lock_until_killed() {
    let folder = PathBuf::from(std::env::var_os(FOLDER_VARIABLE).expect("run by its parent"));
    let mut lock = VaultLock::acquire(&folder, Holder::this_process(1)).unwrap();
    lock.name_user("child").unwrap();
    println!("locked");
    std::thread::sleep(std::time::Duration::from_mins(1));
}
