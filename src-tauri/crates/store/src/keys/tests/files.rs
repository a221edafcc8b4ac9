use std::fs;
use std::path::Path;

use super::*;
use crate::keys::sidecar_file::{CURRENT, NEW, PREVIOUS, SidecarFileError, SidecarSource, read, read_one, write};
use crate::keys::{FileStep, SidecarError};

/// A key file whose audit head says which one it is.
fn numbered(seq: u64) -> Vec<u8> {
    let (mut sidecar, data_key) = sample(41);
    sidecar.head.seq = seq;
    sidecar.encode(&data_key).unwrap()
}

fn found(folder: &Path) -> (u64, SidecarSource) {
    let found = read(folder).unwrap_or_else(|error| panic!("{error}"));
    (found.stored.sidecar.head.seq, found.source)
}

fn seq_of(folder: &Path, source: SidecarSource) -> Option<u64> {
    read_one(folder, source).ok().map(|stored| stored.sidecar.head.seq)
}

#[test]
fn a_write_replaces_the_file_and_keeps_the_one_before() {
    let folder = tempfile::tempdir().unwrap();
    for seq in 1..=3 {
        write(folder.path(), &numbered(seq)).unwrap();
    }
    assert_eq!(found(folder.path()), (3, SidecarSource::Current));
    assert_eq!(seq_of(folder.path(), SidecarSource::Previous), Some(2));
    assert!(!folder.path().join(NEW).exists());
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_read_the_key_file() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &numbered(1)).unwrap();
    let mode = fs::metadata(folder.path().join(CURRENT)).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

/// A write of file 3 over file 2 (file 1 before it), stopped after each of its steps.
#[test]
fn a_crash_at_any_step_of_a_write_leaves_a_file_that_opens() {
    let (one, two, three) = (numbered(1), numbered(2), numbered(3));
    for step in 0..=7 {
        let folder = tempfile::tempdir().unwrap();
        let put = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
        put(CURRENT, &two);
        put(PREVIOUS, &one);
        match step {
            0 => {}
            1 => put(NEW, b""),
            2 => put(NEW, &three[..three.len() / 2]),
            3 => put(NEW, &three),
            4..=6 => {
                put(NEW, &three);
                put(PREVIOUS, [&b""[..], &two[..two.len() / 2], &two][step - 4]);
            }
            _ => {
                put(PREVIOUS, &two);
                put(CURRENT, &three);
            }
        }
        let expected = if step == 7 { 3 } else { 2 };
        assert_eq!(found(folder.path()), (expected, SidecarSource::Current), "step {step}");
        // And the next write comes through from there, with nothing lost before it.
        write(folder.path(), &numbered(4)).unwrap();
        assert_eq!(found(folder.path()), (4, SidecarSource::Current), "step {step}");
        assert_eq!(seq_of(folder.path(), SidecarSource::Previous), Some(expected));
    }
}

#[test]
fn a_damaged_or_missing_file_is_replaced_by_the_next_that_is_intact() {
    let (one, two, three) = (numbered(1), numbered(2), numbered(3));
    let mut damaged = two.clone();
    damaged[100] ^= 1;
    type Case<'a> = (Option<&'a [u8]>, Option<&'a [u8]>, SidecarSource, u64);
    let cases: [Case<'_>; 5] = [
        (None, Some(&three), SidecarSource::New, 3),
        (Some(&damaged), Some(&three), SidecarSource::New, 3),
        (Some(&damaged), Some(&three[..50]), SidecarSource::Previous, 1),
        (Some(b""), None, SidecarSource::Previous, 1),
        (None, None, SidecarSource::Previous, 1),
    ];
    for (current, new, source, seq) in cases {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(PREVIOUS), &one).unwrap();
        for (name, bytes) in [(CURRENT, current), (NEW, new)] {
            if let Some(bytes) = bytes {
                fs::write(folder.path().join(name), bytes).unwrap();
            }
        }
        assert_eq!(found(folder.path()), (seq, source));
        let current_error = read(folder.path()).unwrap_or_else(|e| panic!("{e}")).current_error;
        assert_eq!(current_error.is_some(), current.is_some());
        // The only good file is never written over before the new one is whole.
        write(folder.path(), &numbered(4)).unwrap();
        assert_eq!(found(folder.path()), (4, SidecarSource::Current));
        assert_eq!(seq_of(folder.path(), SidecarSource::Previous), Some(seq));
    }
}

#[test]
fn reading_changes_no_file() {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in [(CURRENT, &b"damaged"[..]), (NEW, b"x"), (PREVIOUS, &numbered(1))] {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    found(folder.path());
    assert_eq!(fs::read(folder.path().join(CURRENT)).unwrap(), b"damaged");
    assert_eq!(fs::read(folder.path().join(NEW)).unwrap(), b"x");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
}

#[test]
fn an_older_file_never_stands_in_for_a_newer_version() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(PREVIOUS), numbered(1)).unwrap();
    fs::write(folder.path().join(CURRENT), b"EVKEYS2 whatever comes").unwrap();
    let refused = read(folder.path()).err();
    let newer = SidecarError::NewerVersion(b'2');
    assert!(matches!(refused, Some(SidecarFileError::Unreadable(error)) if error == newer));
}

#[test]
fn a_file_of_a_newer_version_is_not_written_over() {
    for name in [CURRENT, NEW] {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(name), b"EVKEYS2 whatever comes").unwrap();
        let refused = write(folder.path(), &numbered(1)).err();
        let newer = SidecarError::NewerVersion(b'2');
        assert!(matches!(refused, Some(SidecarFileError::Unreadable(error)) if error == newer));
        assert_eq!(fs::read(folder.path().join(name)).unwrap(), b"EVKEYS2 whatever comes");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}

/// The next write stops at keeping the previous file, where a folder stands in its way.
#[test]
fn an_unfinished_write_that_is_the_only_good_file_survives_a_failing_write() {
    for current in [None, Some(b"damaged")] {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(NEW), numbered(3)).unwrap();
        if let Some(bytes) = current {
            fs::write(folder.path().join(CURRENT), bytes).unwrap();
        }
        fs::create_dir(folder.path().join(PREVIOUS)).unwrap();
        assert!(write(folder.path(), &numbered(4)).is_err());
        assert_eq!(found(folder.path()), (3, SidecarSource::Current));
    }
}

#[test]
fn nothing_there_and_nothing_usable_are_two_answers() {
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(read(folder.path()).err(), Some(SidecarFileError::Missing)));
    fs::write(folder.path().join(CURRENT), &numbered(1)[..200]).unwrap();
    fs::write(folder.path().join(PREVIOUS), b"%PDF-1.7").unwrap();
    let refused = read(folder.path()).err();
    let cut = SidecarError::Truncated;
    assert!(matches!(refused, Some(SidecarFileError::Unreadable(error)) if error == cut));
}

#[test]
fn bytes_that_are_no_key_file_are_not_written() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &numbered(1)).unwrap();
    assert!(write(folder.path(), b"EVKEYS1").is_err());
    assert_eq!(found(folder.path()), (1, SidecarSource::Current));
    assert!(!folder.path().join(NEW).exists());
}

#[test]
fn a_refusal_of_the_file_system_names_its_step_and_no_path() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &numbered(1)).unwrap();
    fs::create_dir(folder.path().join(NEW)).unwrap();
    let refused = write(folder.path(), &numbered(2)).err();
    let Some(SidecarFileError::File(error)) = refused else { panic!("not a file error") };
    assert_eq!(error.step, FileStep::CreateNew);
    let told = format!("{error} {error:?} {}", error.source);
    assert!(!told.contains(folder.path().to_str().unwrap()), "{told}");
    assert_eq!(found(folder.path()), (1, SidecarSource::Current));

    fs::remove_dir(folder.path().join(NEW)).unwrap();
    fs::create_dir(folder.path().join(PREVIOUS)).unwrap();
    let refused = write(folder.path(), &numbered(2)).err();
    let Some(SidecarFileError::File(error)) = refused else { panic!("not a file error") };
    assert_eq!(error.step, FileStep::KeepPrevious);
    assert_eq!(found(folder.path()), (1, SidecarSource::Current));
}
