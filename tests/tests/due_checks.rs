//! Checks of the whole file: after an unclean stop, once a week after locking, and put off by somebody in a hurry.

#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

use std::{
    path::Path,
    sync::{Arc, Mutex},
};

use evident_tests::{PASSPHRASE, clock, clock_at, new_vault};
use services::{
    ErrorCode, Vault,
    checks::{CheckStep, Watch, patient},
    drafts, setup, storage,
};

const A_WEEK_LATER: &str = "2026-12-02T09:00:00Z";

/// A store whose last pages hold nothing that unlocking reads.
fn a_store(folder: &Path) {
    let mut vault = new_vault(folder);
    let session = vault.session();
    let long = format!(r#"{{"text":"{}"}}"#, "word ".repeat(60_000));
    drafts::save(&mut vault, &session, "event:x:new", None, &long).unwrap();
    vault.lock().unwrap();
}

fn unlock_at(folder: &Path, moment: &str) -> Vault {
    setup::unlock(folder, None, PASSPHRASE, clock_at(moment)).unwrap()
}

/// What is told once, and what stays on the screen.
fn told(vault: &mut Vault) -> String {
    let view = vault.view().unwrap();
    [view.warnings, view.notices].concat().join("\n")
}

fn last_checked(vault: &Vault) -> String {
    storage::data_place(vault, &vault.session()).unwrap().last_checked
}

/// Leaves the folder as a program that was killed leaves it.
fn stop_uncleanly(folder: &Path) {
    let record = "evident-lock 1\nhost here\nprocess 1\nsince 1\nlabel Registered manager\n";
    std::fs::write(folder.join("vault.lock.holder"), record).unwrap();
}

fn flip_last_page(folder: &Path) {
    let file = folder.join("vault.db");
    let mut bytes = std::fs::read(&file).unwrap();
    let at = bytes.len() - 2000;
    bytes[at] ^= 1;
    std::fs::write(file, bytes).unwrap();
}

#[test]
fn a_check_is_due_once_a_week_and_runs_after_locking() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("store");
    a_store(&folder);
    let (locked, due) = unlock_at(&folder, "2026-12-02T08:59:00Z").lock_for_check();
    locked.unwrap();
    assert!(due.is_none(), "a new store was just written");

    let vault = unlock_at(&folder, A_WEEK_LATER);
    assert_eq!(last_checked(&vault), "25 November 2026, 09:00: nothing wrong was found.");
    let (locked, due) = vault.lock_for_check();
    locked.unwrap();
    assert!(due.unwrap().run(&patient()).unwrap().unwrap().is_sound());

    let mut vault = unlock_at(&folder, A_WEEK_LATER);
    assert_eq!(last_checked(&vault), "2 December 2026, 09:00: nothing wrong was found.");
    assert_eq!(told(&mut vault), "");
    assert!(vault.lock_for_check().1.is_none());
}

#[test]
fn a_damaged_page_found_after_locking_is_told_at_the_next_unlock_until_it_is_gone() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("store");
    a_store(&folder);
    let (_, due) = unlock_at(&folder, A_WEEK_LATER).lock_for_check();
    let sound = std::fs::read(folder.join("vault.db")).unwrap();
    flip_last_page(&folder);
    let report = due.unwrap().run(&patient()).unwrap().unwrap();
    assert_eq!(report.cipher_faults, 1);

    let mut vault = unlock_at(&folder, A_WEEK_LATER);
    let text = told(&mut vault);
    assert!(text.contains("a check on 2 December 2026, 09:00 found that 1 page is not as it was written"), "{text}");
    assert!(text.contains("copy the whole folder to a safe place"), "{text}");
    assert!(last_checked(&vault).contains("1 page is not as it was written"), "{}", last_checked(&vault));
    // Looked at again at every lock from then on.
    let due = vault.lock_for_check().1.unwrap();
    std::fs::write(folder.join("vault.db"), sound).unwrap();
    assert!(due.run(&patient()).unwrap().unwrap().is_sound());
    assert!(!told(&mut unlock_at(&folder, A_WEEK_LATER)).contains("damaged"));
}

#[test]
fn after_an_unclean_stop_the_checks_run_before_it_opens_and_say_how_far_they_are() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("store");
    a_store(&folder);
    stop_uncleanly(&folder);
    let heard = Arc::new(Mutex::new(Vec::new()));
    let watch: Watch = {
        let heard = Arc::clone(&heard);
        Arc::new(move |step| {
            heard.lock().unwrap().push(step);
            true
        })
    };
    let mut vault = setup::unlock_watched(&folder, None, PASSPHRASE, clock_at(A_WEEK_LATER), &watch).unwrap();
    let heard = heard.lock().unwrap().clone();
    assert!(matches!(heard.first(), Some(CheckStep::Pages { done: 0, total }) if *total > 50), "{heard:?}");
    assert_eq!(heard.last(), Some(&CheckStep::Structure));
    assert!(told(&mut vault).contains("found nothing wrong"));
    assert!(vault.lock_for_check().1.is_none(), "it was just checked");

    stop_uncleanly(&folder);
    flip_last_page(&folder);
    let refused = setup::unlock(&folder, None, PASSPHRASE, clock()).err().unwrap();
    assert_eq!(refused.code(), ErrorCode::VaultDamaged);
    // Whoever goes in all the same, without another check, is told what the first one found.
    let mut vault = setup::unlock_watched(&folder, None, PASSPHRASE, clock(), &(Arc::new(|_| false) as Watch)).unwrap();
    let text = told(&mut vault);
    assert!(text.contains("1 page is not as it was written"), "{text}");
}

#[test]
fn a_check_that_was_put_off_runs_at_the_next_lock() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("store");
    a_store(&folder);
    stop_uncleanly(&folder);
    for stopped_at in [CheckStep::Pages { done: 0, total: 0 }, CheckStep::Structure] {
        let watch: Watch = Arc::new(move |step| std::mem::discriminant(&step) != std::mem::discriminant(&stopped_at));
        let mut vault = setup::unlock_watched(&folder, None, PASSPHRASE, clock(), &watch).unwrap();
        assert!(told(&mut vault).contains("its check was put off"), "{stopped_at:?}");
        assert!(last_checked(&vault).contains("runs when Evident is locked"), "{}", last_checked(&vault));
        drop(vault.lock_for_check());
        // The check was not run: the program ended before it could.
        stop_uncleanly(&folder);
    }
    let vault = setup::unlock_watched(&folder, None, PASSPHRASE, clock(), &(Arc::new(|_| false) as Watch)).unwrap();
    let (locked, due) = vault.lock_for_check();
    locked.unwrap();
    assert!(due.unwrap().run(&patient()).unwrap().unwrap().is_sound());
    let mut vault = setup::unlock(&folder, None, PASSPHRASE, clock()).unwrap();
    assert_eq!(told(&mut vault), "");
    assert_eq!(last_checked(&vault), "25 November 2026, 09:00: nothing wrong was found.");
    assert!(vault.lock_for_check().1.is_none());
}

#[test]
fn a_check_after_locking_holds_the_store_until_somebody_stops_it() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("store");
    a_store(&folder);
    let due = unlock_at(&folder, A_WEEK_LATER).lock_for_check().1.unwrap();
    assert!(!folder.join("vault.lock.holder").exists(), "switching the computer off now is no unclean stop");
    let refused = setup::unlock(&folder, None, PASSPHRASE, clock_at(A_WEEK_LATER)).err().unwrap();
    assert_eq!(refused.code(), ErrorCode::VaultInUse);
    assert!(refused.to_string().contains("was locked a moment ago and is being checked"), "{refused}");
    assert_eq!(due.run(&(Arc::new(|_| false) as Watch)).unwrap(), None);
    let mut vault = unlock_at(&folder, A_WEEK_LATER);
    assert_eq!(told(&mut vault), "", "stopping it is no unclean stop");
    assert!(vault.lock_for_check().1.is_some(), "and it is still due");
}
