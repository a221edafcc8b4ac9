//! Disks that fill, folders that may only be read, and folders that are gone.

#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

use std::path::{Path, PathBuf};

use domain::part::Owner;
use evident_tests::{PASSPHRASE, clock, new_case, new_vault, small_disk::SmallDisk};
use services::{
    ErrorCode, Vault, cases, drafts,
    evidence::{self, InHand, Incoming, Patient},
    setup, storage,
};

fn listing(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.clone(), std::fs::read(path).unwrap()))
        .collect();
    files.sort();
    files
}

#[test]
#[ignore = "mounts a small disk, which needs root: cargo xtask test runs it where it can"]
fn a_disk_that_fills_is_said_and_loses_nothing_that_was_saved() {
    let disk = SmallDisk::new("6m");
    let folder = disk.path().join("store");
    let mut vault = new_vault(&folder);
    new_case(&mut vault);
    let session = vault.session();
    drafts::save(&mut vault, &session, "event:x:new", None, r#"{"text":"before"}"#).unwrap();
    let filler = disk.fill();

    let long = format!(r#"{{"text":"{}"}}"#, "word ".repeat(60_000));
    let refused = drafts::save(&mut vault, &session, "event:x:new", None, &long).unwrap_err();
    assert_eq!(refused.code(), ErrorCode::DiskFull);
    assert!(refused.to_string().contains("Free some space"));
    let kept = drafts::load(&vault, &session, "event:x:new").unwrap().unwrap();
    assert_eq!(kept.body, r#"{"text":"before"}"#);

    std::fs::remove_file(filler).unwrap();
    drafts::save(&mut vault, &session, "event:x:new", None, &long).unwrap();
    vault.lock().unwrap();
    let mut vault = setup::unlock(&folder, None, PASSPHRASE, clock()).unwrap();
    let session = vault.session();
    assert_eq!(cases::list(&vault, &session).unwrap().len(), 1);
    assert_eq!(drafts::load(&vault, &session, "event:x:new").unwrap().unwrap().body, long);
    assert!(storage::verify(&mut vault, &session).unwrap().ok);
}

#[test]
#[ignore = "mounts a small disk, which needs root: cargo xtask test runs it where it can"]
fn a_document_that_fills_the_disk_is_said_and_leaves_nothing() {
    /// Fills the disk once so many bytes were read.
    struct Fills<'a> {
        after: usize,
        disk: &'a SmallDisk,
    }
    impl std::io::Read for Fills<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            if self.after == 0 {
                self.disk.fill();
            }
            self.after = self.after.saturating_sub(buffer.len());
            Ok(buffer.len())
        }
    }
    let disk = SmallDisk::new("64m");
    let folder = disk.path().join("store");
    let mut vault = new_vault(&folder);
    let case = Owner::Case(new_case(&mut vault));
    let session = vault.session();
    let add = |vault: &mut Vault, size, bytes: &mut dyn std::io::Read| {
        let file = Incoming { name: "Recording.wav".to_owned(), size, bytes };
        evidence::attach(&InHand::new(vault, &session), case, file, &Patient)
    };
    // Seen beforehand, where the file says how large it is.
    let refused = add(&mut vault, Some(60 << 20), &mut std::io::repeat(1)).unwrap_err();
    assert_eq!(refused.code(), ErrorCode::DiskFull);
    // Met on the way, with some of it in already.
    let refused = add(&mut vault, None, &mut Fills { after: 18 << 20, disk: &disk }).unwrap_err();
    assert_eq!(refused.code(), ErrorCode::DiskFull);
    assert!(refused.to_string().contains("Free some space"));
    assert!(evidence::list(&vault, &session, case).unwrap().undescribed.is_empty());
    vault.lock().unwrap_err();

    let refused = setup::unlock(&folder, None, PASSPHRASE, clock()).err().unwrap();
    assert_eq!(refused.code(), ErrorCode::DiskFull, "and nothing worse");
    std::fs::remove_file(disk.path().join("filler")).unwrap();
    let mut vault = setup::unlock(&folder, None, PASSPHRASE, clock()).unwrap();
    assert!(storage::verify(&mut vault, &session).unwrap().ok);
    let added = add(&mut vault, None, &mut std::io::Read::take(std::io::repeat(1), 20 << 20)).unwrap();
    vault.lock().unwrap();
    let tables = evident_tests::dump(&folder, PASSPHRASE);
    assert_eq!((tables["evidence_file"].len(), tables["evidence_chunk"].len()), (1, 20), "{added:?}");
}

#[test]
#[ignore = "mounts a small disk, which needs root: cargo xtask test runs it where it can"]
fn a_folder_that_may_only_be_read_is_said_and_left_as_it_is() {
    let disk = SmallDisk::new("6m");
    let folder = disk.path().join("store");
    new_vault(&folder).lock().unwrap();
    disk.make_read_only();
    let before = listing(&folder);
    let refused = setup::unlock(&folder, None, PASSPHRASE, clock()).err().unwrap();
    assert_eq!(refused.code(), ErrorCode::VaultReadOnly);
    assert!(refused.to_string().contains("Nothing was changed"));
    assert_eq!(listing(&folder), before);
    let pack = services::write_whole(&folder.join("pack.pdf"), b"x").unwrap_err();
    assert_eq!(pack.code(), ErrorCode::CannotWriteFile);
}

#[test]
fn a_folder_that_is_gone_is_said_and_never_made_anew() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("store");
    new_vault(&folder).lock().unwrap();
    std::fs::rename(&folder, dir.path().join("elsewhere")).unwrap();
    for refused in
        [setup::unlock(&folder, None, PASSPHRASE, clock()).err().unwrap(), setup::face(&folder, clock()).err().unwrap()]
    {
        assert_eq!(refused.code(), ErrorCode::VaultMissing);
    }
    assert!(!folder.exists());
    assert!(setup::unlock(&dir.path().join("elsewhere"), None, PASSPHRASE, clock()).is_ok());
}

#[test]
fn a_folder_of_other_files_is_not_taken_for_a_store() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("vault.db"), b"SQLite format 3\0 and more").unwrap();
    std::fs::write(dir.path().join("vault.keys"), b"%PDF-1.7").unwrap();
    let before = listing(dir.path());
    let refused = setup::unlock(dir.path(), None, PASSPHRASE, clock()).err().unwrap();
    assert_eq!(refused.code(), ErrorCode::NotAVault);
    assert_eq!(listing(dir.path()), before);
}
