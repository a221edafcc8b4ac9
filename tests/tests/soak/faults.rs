//! A disk that fails at any one of its operations: nothing is lost, nothing is damaged, and what is said is true.

use std::collections::BTreeMap;

use services::ErrorCode;

use crate::{
    child::{self, subject},
    disk::{self, Operation},
    extent,
    vaults::{Made, Told, look},
};

/// How the disk fails: its name, its error number (0: half a write and the process is dead), whether it stays.
const KINDS: [(&str, i32, bool); 5] = [
    ("full once", 28, false),
    ("full from then on", 28, true),
    ("input/output error once", 5, false),
    ("input/output error from then on", 5, true),
    ("half a write, then dead", 0, false),
];

/// Entries that each run writes, with as many drafts; then it locks, which writes the key file.
const ENTRIES: u32 = 2;

#[test]
fn a_disk_that_fails_anywhere_loses_nothing_and_what_is_said_is_true() {
    let _alone = extent::alone();
    let mut random = extent::random("faults");
    let made = Made::new();
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().canonicalize().unwrap().join("store");
    let write = || {
        made.copy_to(&folder);
        let mut command = subject("write", &folder);
        command.args([made.case.to_string(), "0".to_owned(), ENTRIES.to_string()]);
        command
    };

    let whole = disk::record(write(), &folder);
    let points: Vec<&Operation> = whole.iter().filter(|one| !matches!(one, Operation::Said(_))).collect();
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    points.iter().for_each(|point| *kinds.entry(point.kind()).or_default() += 1);
    println!("{} points: {kinds:?}", points.len());
    assert!(
        ["write", "sync", "folder sync", "truncate", "rename", "unlink"].iter().all(|kind| kinds.contains_key(kind))
    );

    let mut runs: Vec<(usize, usize)> =
        (0..points.len()).flat_map(|point| (0..KINDS.len()).map(move |kind| (point, kind))).collect();
    if !extent::is_full() {
        runs = (0..30).map(|run| (random.below(points.len()), run % KINDS.len())).collect();
    }
    let mut answers: BTreeMap<(&str, String), usize> = BTreeMap::new();
    let (mut wrong, mut stands) = (Vec::new(), [0, 0]);
    for (point, kind) in &runs {
        let (name, errno, stays) = KINDS[*kind];
        let mut command = write();
        disk::under(&mut command, &folder);
        command.env("SHIM_FAULT", format!("{}:{errno}:{}", point + 1, u8::from(stays)));
        let told = Told::of(&child::run(command));
        let here = format!("{name} at operation {point}, {}", points[*point].kind());

        let found = match look(&folder, made.case) {
            Ok(found) => found,
            Err(error) => {
                wrong.push(format!("{here}: does not open afterwards: {error}"));
                continue;
            }
        };
        wrong.extend(told.broken_by(&found).into_iter().map(|broken| format!("{here}: {broken}")));
        for (what, number, code, message) in &told.refused {
            *answers.entry((name, code.clone())).or_default() += 1;
            let may_stand = message.contains("may stand in the store");
            if what == "event" && may_stand {
                stands[usize::from(found.events.contains(number))] += 1;
            } else if what == "event" && found.events.contains(number) {
                wrong.push(format!("{here}: entry {number} was refused untruly: {message}"));
            }
            if what == "lock" && !message.starts_with("Evident is locked") {
                wrong.push(format!("{here}: at lock it was said: {message}"));
            }
            if *code != expected(errno) {
                wrong.push(format!("{here}: {what} {number} was refused with {code}: {message}"));
            }
        }
    }
    println!(
        "{} runs; answers: {answers:?}; {} times it was said that an entry may \
         stand, and {} times it did",
        runs.len(),
        stands[0] + stands[1],
        stands[1]
    );
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong.join("\n"));
    assert!(!answers.is_empty(), "the faults reached the program");
}

/// The word that fits a disk which fails with this number.
fn expected(errno: i32) -> String {
    let code = if errno == 28 { ErrorCode::DiskFull } else { ErrorCode::CannotWriteFile };
    serde_json::to_value(code).unwrap().as_str().unwrap().to_owned()
}
