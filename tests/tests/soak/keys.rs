//! Wrong passphrases and altered key files, with the answer that each has to get.

use std::{collections::BTreeMap, path::Path};

use evident_tests::{PASSPHRASE, clock, clock_at};
use services::{ErrorCode, setup};
use sha2::{Digest, Sha256};

use crate::{
    extent,
    vaults::{Made, files},
};

const KEYS: &str = "vault.keys";

/// The answer to an unlock: a code, or open with what is told.
fn answer(folder: &Path, passphrase: &str) -> String {
    match setup::unlock(folder, None, passphrase, clock()) {
        Ok(mut vault) => {
            let notices = vault.view().unwrap().notices;
            vault.lock().unwrap();
            if notices.iter().any(|notice| notice.contains("copy beside it was used")) {
                "opens by the copy".to_owned()
            } else {
                "opens".to_owned()
            }
        }
        Err(error) => code(error.code()),
    }
}

fn code(code: ErrorCode) -> String {
    serde_json::to_value(code).unwrap().as_str().unwrap().to_owned()
}

/// A store that is put back as it was before each try.
struct Tried {
    made: Made,
    whole: BTreeMap<String, Vec<u8>>,
}

impl Tried {
    fn new() -> Self {
        let made = Made::new();
        // Locked twice, so that a copy of the key file stands beside it.
        assert_eq!(answer(&made.folder, PASSPHRASE), "opens");
        let whole = files(&made.folder);
        Self { made, whole }
    }

    fn put_back(&self) {
        let _ = std::fs::remove_dir_all(&self.made.folder);
        std::fs::create_dir_all(&self.made.folder).unwrap();
        for (name, bytes) in &self.whole {
            std::fs::write(self.made.folder.join(name), bytes).unwrap();
        }
    }

    fn keys(&self) -> &[u8] {
        &self.whole[KEYS]
    }

    /// The answer with this key file and without a copy beside it.
    fn with_keys(&self, keys: &[u8]) -> String {
        self.put_back();
        std::fs::remove_file(self.made.folder.join("vault.keys.prev")).unwrap();
        std::fs::write(self.made.folder.join(KEYS), keys).unwrap();
        let database = std::fs::read(self.made.folder.join("vault.db")).unwrap();
        let answer = answer(&self.made.folder, PASSPHRASE);
        if !answer.starts_with("opens") {
            let after = files(&self.made.folder);
            assert!(after["vault.db"] == database && after[KEYS] == keys, "a refusal leaves the files as they are");
        }
        answer
    }
}

/// Puts a right checksum on an altered key file, as somebody who alters it on purpose would.
fn with_right_checksum(mut keys: Vec<u8>) -> Vec<u8> {
    let covered = keys.len() - 32;
    let sum = Sha256::digest(&keys[..covered]);
    keys[covered..].copy_from_slice(&sum);
    keys
}

/// Where the slots begin: name, length, then vault id, generation and salt, each behind its length.
const SLOTS: usize = 11 + (4 + 16) + (4 + 8) + (4 + 16);
/// Where a slot's derivation stands: after the slots' length, its kind and length, user id and label.
fn derivation(keys: &[u8]) -> usize {
    let user = SLOTS + 4 + 1 + 4;
    let label = user + 4 + 16;
    let length = u32::from_be_bytes(keys[label..label + 4].try_into().unwrap()) as usize;
    let at = label + 4 + length;
    assert_eq!(keys[at..at + 5], [0, 0, 0, 13, 1], "Argon2id stands there");
    at + 5
}

#[test]
fn each_wrong_passphrase_gets_its_answer() {
    let _alone = extent::alone();
    let tried = Tried::new();
    let composed = "violet kettle tram orchárd";
    let long = "violet ".repeat(150_000);
    let table = [
        ("the right one", PASSPHRASE, "opens"),
        ("none", "", "wrong_passphrase"),
        ("another", "violet kettle tram garden", "wrong_passphrase"),
        ("with a blank behind it", "violet kettle tram orchard ", "wrong_passphrase"),
        ("in capitals", "VIOLET KETTLE TRAM ORCHARD", "wrong_passphrase"),
        ("with another accent", composed, "wrong_passphrase"),
        ("in full-width letters, which are the same", "ｖiolet kettle tram orchard", "opens"),
        ("with a zero in it", "violet kettle tram\0orchard", "wrong_passphrase"),
        ("with controls", "\u{1b}[2J\u{202e}\r\n", "wrong_passphrase"),
        ("of a million letters", &long, "wrong_passphrase"),
    ];
    for (what, passphrase, expected) in table {
        tried.put_back();
        let found = answer(&tried.made.folder, passphrase);
        println!("passphrase {what}: {found}");
        assert_eq!(found, expected, "{what}");
    }

    tried.put_back();
    let folder = &tried.made.folder;
    let answers: Vec<String> = (0..6).map(|_| answer(folder, "not this one at all")).collect();
    let expected = ["wrong_passphrase", "wrong_passphrase", "wrong_passphrase", "wrong_passphrase", "wait", "wait"];
    println!("six in a row: {answers:?}");
    assert_eq!(answers, expected);
    assert_eq!(answer(folder, PASSPHRASE), "wait", "the right one has to wait too");
    let later = setup::unlock(folder, None, PASSPHRASE, clock_at("2026-11-25T09:01:00Z")).unwrap();
    later.lock().unwrap();
}

#[test]
fn each_byte_of_the_key_file_is_watched() {
    let _alone = extent::alone();
    let tried = Tried::new();
    let mut answers: BTreeMap<String, usize> = BTreeMap::new();
    for at in 0..tried.keys().len() {
        for flip in [0x01, 0x80] {
            let mut keys = tried.keys().to_vec();
            keys[at] ^= flip;
            let found = tried.with_keys(&keys);
            let expected = match at {
                0..6 => "not_a_vault",
                // The version: a later one is another program's, an earlier one there never was.
                6 if keys[at] > b'1' => "vault_newer",
                6 => "not_a_vault",
                _ => "vault_damaged",
            };
            assert_eq!(found, expected, "byte {at}");
            *answers.entry(found).or_default() += 1;
        }
    }
    println!("{} bytes of the key file, two changes each: {answers:?}", tried.keys().len());

    // With the copy of the last write beside it, a damaged key file costs nothing but a word.
    tried.put_back();
    let mut keys = tried.keys().to_vec();
    keys[100] ^= 1;
    std::fs::write(tried.made.folder.join(KEYS), keys).unwrap();
    assert_eq!(answer(&tried.made.folder, PASSPHRASE), "opens by the copy");
    assert_eq!(answer(&tried.made.folder, PASSPHRASE), "opens", "the next lock wrote it anew");
}

#[test]
fn key_files_altered_on_purpose_get_their_answers() {
    let _alone = extent::alone();
    let tried = Tried::new();
    let other = Tried::new();
    let keys = tried.keys().to_vec();
    let at = derivation(&keys);
    let set = |offset: usize, value: u32| {
        let mut keys = keys.clone();
        keys[at + offset..at + offset + 4].copy_from_slice(&value.to_be_bytes());
        with_right_checksum(keys)
    };
    let (memory, passes, lanes) = (0, 4, 8);
    let mut algorithm = keys.clone();
    algorithm[at - 1] = 2;
    let between = |from: usize, to: usize, source: &[u8]| {
        let mut keys = keys.clone();
        keys[from..to].copy_from_slice(&source[from..to]);
        with_right_checksum(keys)
    };
    let head = keys.len() - 32 - 36 - 44;

    let table = [
        ("no memory", set(memory, 0), "vault_damaged"),
        ("memory below the bound", set(memory, 64 * 1024 - 1), "vault_damaged"),
        ("memory above the bound", set(memory, 1024 * 1024 + 1), "vault_damaged"),
        ("all memory there could be", set(memory, u32::MAX), "vault_damaged"),
        ("no passes", set(passes, 0), "vault_damaged"),
        ("passes without end", set(passes, u32::MAX), "vault_damaged"),
        ("no lanes", set(lanes, 0), "vault_damaged"),
        ("lanes without end", set(lanes, u32::MAX), "vault_damaged"),
        ("another derivation", with_right_checksum(algorithm), "vault_damaged"),
        ("the key file of another store", other.keys().to_vec(), "vault_damaged"),
        // Its own authentication fails, which is all that is known of a passphrase before it is right.
        ("the slot of another store", between(SLOTS, head, other.keys()), "wrong_passphrase"),
        ("the name of another store", between(11, SLOTS, other.keys()), "wrong_passphrase"),
        ("a head that was never written", between(head, keys.len() - 68, &vec![7; keys.len()]), "vault_damaged"),
        (
            "an authentication that was never written",
            between(keys.len() - 64, keys.len() - 32, &vec![7; keys.len()]),
            "vault_damaged",
        ),
        ("no bytes", Vec::new(), "vault_damaged"),
        ("half of it", keys[..keys.len() / 2].to_vec(), "vault_damaged"),
        ("more than a key file may have", [keys.clone(), vec![0; 80_000]].concat(), "vault_damaged"),
    ];
    let mut failures = Vec::new();
    for (what, altered, expected) in table {
        let found = tried.with_keys(&altered);
        println!("key file with {what}: {found}");
        if found != expected {
            failures.push(format!("{what}: {found}, not {expected}"));
        }
    }
    assert!(failures.is_empty(), "{failures:#?}");

    // One of an earlier lock: the slots are the same, and that is what opens.
    tried.put_back();
    let earlier = tried.whole["vault.keys.prev"].clone();
    assert_ne!(earlier, keys);
    assert_eq!(tried.with_keys(&earlier), "opens");
    // One from before the slots changed, as the database knows.
    tried.put_back();
    let now = store::Instant::from(clock().now());
    let mut unlocked = store::vault::unlock(&tried.made.folder, None, PASSPHRASE, now).unwrap();
    let changed = unlocked
        .database
        .write(|tx| -> store::Result<usize> { Ok(tx.execute("UPDATE vault SET keys_hash = zeroblob(32)", [])?) });
    assert_eq!(changed.unwrap(), 1);
    unlocked.lock().unwrap();
    assert_eq!(answer(&tried.made.folder, PASSPHRASE), code(ErrorCode::KeyFileOlder));
}
