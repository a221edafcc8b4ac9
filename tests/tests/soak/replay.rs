//! What a disk may hold after the power fails: everything synced, and any part of the rest.
//!
//! A file's bytes are safe once the file was synced, a folder's entries once the folder was. What came
//! after is kept, dropped or torn, each write for itself; of the changes to the folder the first few are
//! kept, in order, since file systems journal them so.

use std::{collections::BTreeMap, path::Path};

use mutations::Random;

use crate::disk::Operation;

/// The size of what a disk writes whole.
const SECTOR: usize = 512;

#[derive(Debug, Clone)]
enum Change {
    Write(usize, Vec<u8>),
    Truncate(usize),
}

impl Change {
    fn apply(&self, bytes: &mut Vec<u8>) {
        match self {
            Self::Write(at, new) => {
                if bytes.len() < at + new.len() {
                    bytes.resize(at + new.len(), 0);
                }
                bytes[*at..at + new.len()].copy_from_slice(new);
            }
            Self::Truncate(length) => bytes.resize(*length, 0),
        }
    }
}

#[derive(Debug, Clone, Default)]
struct File {
    safe: Vec<u8>,
    unsafe_yet: Vec<Change>,
}

impl File {
    fn sync(&mut self) {
        for change in std::mem::take(&mut self.unsafe_yet) {
            change.apply(&mut self.safe);
        }
    }

    fn after_a_cut(&self, random: &mut Random) -> Vec<u8> {
        let mut bytes = self.safe.clone();
        for change in &self.unsafe_yet {
            match (random.below(3), change) {
                (0, _) => {}
                (1, Change::Write(at, new)) if new.len() > SECTOR => {
                    let whole = SECTOR * random.below(new.len() / SECTOR + 1);
                    Change::Write(*at, new[..whole].to_vec()).apply(&mut bytes);
                }
                _ => change.apply(&mut bytes),
            }
        }
        bytes
    }
}

#[derive(Debug, Clone)]
enum Entry {
    Put(String, usize),
    Remove(String),
}

fn apply(entry: &Entry, names: &mut BTreeMap<String, usize>) {
    match entry {
        Entry::Put(name, file) => drop(names.insert(name.clone(), *file)),
        Entry::Remove(name) => drop(names.remove(name)),
    }
}

/// A folder on a disk whose power may fail.
#[derive(Debug, Clone)]
pub(crate) struct Disk {
    files: Vec<File>,
    names: BTreeMap<String, usize>,
    safe_names: BTreeMap<String, usize>,
    /// One change of the folder each; a rename is two entries that stand or fall together.
    unsafe_entries: Vec<Vec<Entry>>,
}

impl Disk {
    /// A disk on which all of this is safe.
    pub(crate) fn new(files: &BTreeMap<String, Vec<u8>>) -> Self {
        let names: BTreeMap<String, usize> = files.keys().cloned().zip(0..).collect();
        let files = files.values().map(|safe| File { safe: safe.clone(), unsafe_yet: Vec::new() }).collect();
        Self { files, safe_names: names.clone(), names, unsafe_entries: Vec::new() }
    }

    /// Does what the program did.
    pub(crate) fn replay(&mut self, operation: &Operation) {
        match operation {
            Operation::Write { name, at, bytes } => self.change(name, Change::Write(*at, bytes.clone())),
            Operation::Truncate { name, length } => self.change(name, Change::Truncate(*length)),
            Operation::Sync { name } => {
                if let Some(file) = self.names.get(name) {
                    self.files[*file].sync();
                }
            }
            Operation::SyncFolder => {
                self.safe_names = self.names.clone();
                self.unsafe_entries.clear();
            }
            Operation::Create { name } => {
                self.files.push(File::default());
                self.enter(vec![Entry::Put(name.clone(), self.files.len() - 1)]);
            }
            Operation::Rename { from, to } => {
                let file = self.names[from];
                self.enter(vec![Entry::Remove(from.clone()), Entry::Put(to.clone(), file)]);
            }
            Operation::Unlink { name } => self.enter(vec![Entry::Remove(name.clone())]),
            Operation::Said(_) => {}
        }
    }

    fn change(&mut self, name: &str, change: Change) {
        // A file that was deleted while it was open concerns nobody.
        if let Some(file) = self.names.get(name) {
            self.files[*file].unsafe_yet.push(change);
        }
    }

    fn enter(&mut self, entries: Vec<Entry>) {
        entries.iter().for_each(|entry| apply(entry, &mut self.names));
        self.unsafe_entries.push(entries);
    }

    /// Makes `folder` one of the things that the disk may hold when the power comes back.
    pub(crate) fn cut(&self, folder: &Path, random: &mut Random) {
        let mut names = self.safe_names.clone();
        let kept = random.below(self.unsafe_entries.len() + 1);
        self.unsafe_entries[..kept].iter().flatten().for_each(|entry| apply(entry, &mut names));
        let _ = std::fs::remove_dir_all(folder);
        std::fs::create_dir_all(folder).unwrap();
        for (name, file) in names {
            std::fs::write(folder.join(name), self.files[file].after_a_cut(random)).unwrap();
        }
    }
}

#[test]
fn what_was_synced_stays_and_what_was_not_may_go() {
    let before = BTreeMap::from([("kept".to_owned(), b"old".to_vec())]);
    let mut disk = Disk::new(&before);
    let write = |name: &str, bytes: &[u8]| Operation::Write { name: name.to_owned(), at: 0, bytes: bytes.to_vec() };
    disk.replay(&write("kept", b"new"));
    disk.replay(&Operation::Sync { name: "kept".to_owned() });
    disk.replay(&Operation::Create { name: "fresh".to_owned() });
    disk.replay(&write("kept", b"NEW"));
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("disk");
    let mut random = Random::new(3);
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..100 {
        disk.cut(&folder, &mut random);
        seen.insert((std::fs::read_to_string(folder.join("kept")).unwrap(), folder.join("fresh").exists()));
    }
    let all = [("NEW", false), ("NEW", true), ("new", false), ("new", true)];
    assert_eq!(seen, all.map(|(text, fresh)| (text.to_owned(), fresh)).into());
}
