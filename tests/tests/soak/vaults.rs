//! Stores to try things on, and what was promised of them.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use domain::CaseId;
use evident_tests::{PASSPHRASE, clock};
use services::{drafts, setup, storage};
use store::Scope;

use crate::child;

/// A locked store with one case, made anew.
pub(crate) struct Made {
    pub(crate) folder: PathBuf,
    pub(crate) case: CaseId,
    _place: tempfile::TempDir,
}

impl Made {
    pub(crate) fn new() -> Self {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().canonicalize().unwrap().join("store");
        let lines = child::run(child::subject("create", &folder));
        let case = lines[0].strip_prefix("case ").unwrap().parse().unwrap();
        Self { folder, case, _place: place }
    }

    /// The store as it stands, in another folder, which is made empty first.
    pub(crate) fn copy_to(&self, folder: &Path) {
        let _ = std::fs::remove_dir_all(folder);
        std::fs::create_dir_all(folder).unwrap();
        for (name, bytes) in files(&self.folder) {
            std::fs::write(folder.join(name), bytes).unwrap();
        }
    }
}

/// The files of a folder by name.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(folder).unwrap().map(Result::unwrap).filter(|entry| entry.path().is_file());
    entries.map(|entry| (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap())).collect()
}

/// What the program said of its writes.
#[derive(Debug, Default, Clone)]
pub(crate) struct Told {
    /// Entries that were told to be safe.
    pub(crate) events: BTreeSet<u32>,
    /// The newest draft of each form that was told to be safe.
    pub(crate) drafts: BTreeMap<u32, u32>,
    /// Entries and drafts that were refused, with the code: what, number, code, message.
    pub(crate) refused: Vec<(String, u32, String, String)>,
}

impl Told {
    pub(crate) fn read(&mut self, line: &str) {
        let mut words = line.splitn(5, ' ');
        let (what, number) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        match what {
            "event" => drop(self.events.insert(number.parse().unwrap())),
            "draft" => {
                let number: u32 = number.parse().unwrap();
                self.drafts.insert(number % 3, number);
            }
            "refused" => {
                let at = words.next().unwrap().parse().unwrap();
                let mut rest = words.map(ToOwned::to_owned);
                self.refused.push((number.to_owned(), at, rest.next().unwrap(), rest.next().unwrap_or_default()));
            }
            _ => {}
        }
    }

    pub(crate) fn of(lines: &[String]) -> Self {
        let mut told = Self::default();
        lines.iter().for_each(|line| told.read(line));
        told
    }

    /// What a store does not keep of what it promised; nothing when all is well.
    pub(crate) fn broken_by(&self, found: &Found) -> Vec<String> {
        let mut broken: Vec<String> =
            self.events.difference(&found.events).map(|number| format!("entry {number} is lost")).collect();
        for (form, told) in &self.drafts {
            if found.drafts.get(form).is_none_or(|newest| newest < told) {
                broken.push(format!("draft {told} is lost"));
            }
        }
        if !found.sound {
            broken.push("a check found a fault".to_owned());
        }
        broken
    }
}

/// What a store holds.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) events: BTreeSet<u32>,
    pub(crate) drafts: BTreeMap<u32, u32>,
    pub(crate) sound: bool,
    pub(crate) notices: Vec<String>,
}

/// Opens a store as a person would, runs its checks, and reads every entry and draft of the case.
pub(crate) fn look(folder: &Path, case: CaseId) -> services::Result<Found> {
    let mut vault = setup::unlock(folder, None, PASSPHRASE, clock())?;
    let session = vault.session();
    let mut found = Found { notices: vault.view()?.notices, ..Found::default() };
    for form in 0..3 {
        if let Some(draft) = drafts::load(&vault, &session, &format!("event:{case}:{form}"))? {
            found.drafts.insert(form, number_in(&draft.body));
        }
    }
    found.sound = storage::verify(&mut vault, &session)?.ok;
    vault.lock()?;

    let now = store::Instant::from(clock().now());
    let unlocked = store::vault::unlock(folder, None, PASSPHRASE, now)?;
    let conn = unlocked.database.reader();
    let services = store::services::list(conn)?.iter().map(|service| service.id).collect();
    store::set_scope(conn, &Scope { user_id: session.user_id, reads_cases: true, services })?;
    let events = store::timeline_events::list_for_case(conn, case)?;
    found.events = events.iter().map(|event| number_in(&event.record.text)).collect();
    unlocked.lock()?;
    Ok(found)
}

fn number_in(text: &str) -> u32 {
    text.chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap()
}
