//! What is left of a file that was not to be added: nothing.
#![allow(clippy::unwrap_used)] // tests may panic

use std::{
    cell::Cell,
    io::{self, Read},
    path::Path,
};

use domain::{CaseId, part::Owner};
use store::evidence::has_unfinished;

use super::{InHand, Incoming, LARGEST, Patient, Reach, Watch, attach, list};
use crate::{Error, ErrorCode, Result, Session, Vault, cases, clock::Clock, setup};

const PASSPHRASE: &str = "violet kettle tram orchard";
const MIB: usize = 1024 * 1024;

fn clock() -> Clock {
    let now = chrono::DateTime::parse_from_rfc3339("2026-02-07T14:00:00Z").unwrap();
    Clock::Fixed(now.with_timezone(&chrono::Utc))
}

fn vault(place: &Path) -> (Vault, CaseId) {
    let services = [domain::provider::NewService {
        name: "Meadowbank Homecare".into(),
        kind: domain::provider::ServiceKind::Homecare,
    }];
    let new = setup::NewVault { provider: "Rowan", services: &services, user_label: "Manager", passphrase: PASSPHRASE };
    let mut vault = setup::create(place, &new, clock()).unwrap();
    let session = vault.session();
    let form = cases::NewConcern {
        service_id: session.services.first().unwrap().id.to_string(),
        what: "Two visits were not made.".to_owned(),
        aware: domain::time::WhenInput { date: "2026-02-07".into(), time: None, offset_min: None, about: false },
        ..cases::NewConcern::default()
    };
    let case = cases::record(&mut vault, &session, &form).unwrap().id.parse().unwrap();
    (vault, case)
}

fn bytes(length: usize) -> Vec<u8> {
    (0..length).map(|at| u8::try_from(at % 251).unwrap()).collect()
}

fn nothing_is_left(vault: &Vault, case: CaseId) {
    assert!(!has_unfinished(vault.reader()).unwrap());
    assert!(list(vault, &vault.session(), Owner::Case(case)).unwrap().undescribed.is_empty());
    assert_eq!(store::evidence::total_size(vault.reader()).unwrap(), 0);
    assert_eq!(store::verify::verify(vault.reader()).unwrap().faults, []);
}

/// Says no at the `stop_at`th question.
struct StopAt {
    stop_at: usize,
    asked: Cell<usize>,
}

impl Watch for StopAt {
    fn goes_on(&self, done: u64, total: Option<u64>) -> bool {
        assert!(total.is_none_or(|total| done <= total));
        self.asked.set(self.asked.get() + 1);
        self.asked.get() <= self.stop_at
    }
}

#[test]
fn a_file_stopped_anywhere_leaves_nothing_and_can_be_added_again() {
    let folder = tempfile::tempdir().unwrap();
    let (mut vault, case) = vault(&folder.path().join("store"));
    let session = vault.session();
    let content = bytes(17 * MIB + 1);
    let mut stopped = 0;
    loop {
        let watch = StopAt { stop_at: stopped, asked: Cell::new(0) };
        let file = Incoming { name: "call.wav".into(), size: Some(content.len() as u64), bytes: content.as_slice() };
        match attach(&InHand::new(&mut vault, &session), Owner::Case(case), file, &watch) {
            Ok(added) => {
                assert_eq!(added.file.size_text, "18 MB");
                break;
            }
            Err(error) => {
                assert_eq!(error.code(), ErrorCode::Stopped);
                assert!(error.to_string().contains("Nothing was changed"));
                nothing_is_left(&vault, case);
                stopped += 1;
            }
        }
    }
    assert_eq!(stopped, 4, "asked before each of three times eight pieces, and at the end");
    assert_eq!(list(&vault, &session, Owner::Case(case)).unwrap().undescribed.len(), 1);
    assert_eq!(store::verify::verify(vault.reader()).unwrap().faults, []);
}

/// Gives so many bytes and then fails.
struct Fails(usize, io::ErrorKind);

impl Read for Fails {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.0 == 0 {
            return Err(self.1.into());
        }
        let given = buffer.len().min(self.0);
        self.0 -= given;
        Ok(given)
    }
}

#[test]
fn a_file_that_cannot_be_read_to_its_end_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (mut vault, case) = vault(&folder.path().join("store"));
    let session = vault.session();
    for (kind, said) in [
        (io::ErrorKind::TimedOut, "cannot be read to its end"),
        (io::ErrorKind::PermissionDenied, "another program may have it open"),
        (io::ErrorKind::NotFound, "not there any more"),
    ] {
        let file = Incoming { name: "call.wav".into(), size: None, bytes: Fails(9 * MIB, kind) };
        let refused = attach(&InHand::new(&mut vault, &session), Owner::Case(case), file, &Patient).unwrap_err();
        assert_eq!(refused.code(), ErrorCode::FileUnreadable);
        let words = refused.to_string();
        assert!(words.contains(said) && words.contains("the original is untouched"), "{words}");
        nothing_is_left(&vault, case);
    }
}

/// A stick that is pulled out, a file that says nothing of its size, or another size than it has.
#[test]
fn what_a_file_says_of_its_size_is_not_believed() {
    let folder = tempfile::tempdir().unwrap();
    let (mut vault, case) = vault(&folder.path().join("store"));
    let session = vault.session();
    let mut add = |size, length: u64| {
        let file = Incoming { name: "a.bin".into(), size, bytes: io::repeat(7).take(length) };
        attach(&InHand::new(&mut vault, &session), Owner::Case(case), file, &Patient)
    };
    for (size, length, said) in [
        (Some(0), 10, "empty"),
        (None, 0, "empty"),
        (Some(10), 0, "empty"),
        (Some(LARGEST + 1), 10, "larger than 100 MB"),
        (Some(u64::MAX), 10, "larger than 100 MB"),
        (Some(10), LARGEST + 1, "larger than 100 MB"),
    ] {
        let refused = add(size, length).unwrap_err();
        assert_eq!(refused.code(), ErrorCode::FileUnreadable);
        assert!(refused.to_string().contains(said), "{refused}");
    }
    assert_eq!(add(Some(3), 10).unwrap().file.size_text, "10 bytes", "what it is, and not what it said");
    assert!(!has_unfinished(vault.reader()).unwrap());
}

/// Lets a vault be reached so many times, as one that is locked then.
struct Locks<'a> {
    inner: InHand<'a>,
    left: Cell<usize>,
}

impl Reach for Locks<'_> {
    fn with<T>(&self, work: impl FnOnce(&mut Vault, &Session) -> Result<T>) -> Result<T> {
        let left = self.left.get().checked_sub(1).ok_or(Error::Locked)?;
        self.left.set(left);
        self.inner.with(work)
    }
}

#[test]
fn a_lock_at_any_step_keeps_nothing_beyond_the_next_unlock() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("store");
    let (vault_now, case) = vault(&place);
    let mut vault = vault_now;
    let content = bytes(17 * MIB);
    for steps in 0.. {
        let session = vault.session();
        let reach = Locks { inner: InHand::new(&mut vault, &session), left: Cell::new(steps) };
        let file = Incoming { name: "call.wav".into(), size: None, bytes: content.as_slice() };
        let outcome = attach(&reach, Owner::Case(case), file, &Patient);
        if let Err(error) = &outcome {
            assert_eq!(error.code(), ErrorCode::Locked, "{steps} steps");
            let seen = list(&vault, &session, Owner::Case(case)).unwrap();
            assert!(seen.undescribed.is_empty(), "nobody sees a file that is not whole");
            // A few pieces of it are there, encrypted, until the next unlock.
            assert_eq!(has_unfinished(vault.reader()).unwrap(), steps > 0);
        }
        vault.lock().unwrap();
        vault = setup::unlock(&place, None, PASSPHRASE, clock()).unwrap();
        if outcome.is_ok() {
            break;
        }
        nothing_is_left(&vault, case);
        assert!(steps < 10, "it comes to its end");
    }
    assert_eq!(store::evidence::total_size(vault.reader()).unwrap(), content.len() as u64);
}

/// What was begun in one store is never written into another that was opened meanwhile.
#[test]
fn a_file_goes_into_no_other_store_than_the_one_it_was_begun_in() {
    struct Changes<'a> {
        vaults: [InHand<'a>; 2],
        step: Cell<usize>,
    }
    impl Reach for Changes<'_> {
        fn with<T>(&self, work: impl FnOnce(&mut Vault, &Session) -> Result<T>) -> Result<T> {
            let step = self.step.replace(self.step.get() + 1);
            self.vaults.get(usize::from(step > 1)).unwrap().with(work)
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let (mut one, case) = vault(&folder.path().join("one"));
    let (mut other, other_case) = vault(&folder.path().join("other"));
    let (session, other_session) = (one.session(), other.session());
    let reach = Changes {
        vaults: [InHand::new(&mut one, &session), InHand::new(&mut other, &other_session)],
        step: Cell::new(0),
    };
    let content = bytes(17 * MIB);
    let file = Incoming { name: "call.wav".into(), size: None, bytes: content.as_slice() };
    assert_eq!(attach(&reach, Owner::Case(case), file, &Patient).unwrap_err().code(), ErrorCode::NotFound);
    nothing_is_left(&other, other_case);
}
