//! The power fails at any moment: nothing that was told to be safe is lost. The control, the same cipher
//! with a deleted journal and without a synced folder, loses commits under the same treatment.

use std::{collections::BTreeMap, path::Path};

use mutations::Random;

use crate::{
    child::subject,
    disk::{self, Operation},
    extent,
    replay::Disk,
    vaults::{Made, Told, files, look},
};

/// States tried of one recorded run.
const OF_ONE_RUN: usize = 200;
/// Commits in a recorded run.
const COMMITS: u32 = 12;

/// A moment to cut the power: every other time just after something was promised.
fn moment(operations: &[Operation], random: &mut Random) -> usize {
    let promised: Vec<usize> =
        (0..operations.len()).filter(|at| matches!(operations[*at], Operation::Said(_))).map(|at| at + 1).collect();
    if random.below(2) == 0 { *random.one_of(&promised) } else { random.below(operations.len() + 1) }
}

/// The disk at that moment, and what had been told by then.
fn until(operations: &[Operation], before: &BTreeMap<String, Vec<u8>>) -> (Disk, Told) {
    let (mut disk, mut told) = (Disk::new(before), Told::default());
    for operation in operations {
        disk.replay(operation);
        if let Operation::Said(line) = operation {
            told.read(line);
        }
    }
    (disk, told)
}

#[test]
fn what_was_told_to_be_safe_outlives_a_power_cut() {
    let _alone = extent::alone();
    let mut random = extent::random("power cut");
    let states = extent::count(50, 1_000);
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().canonicalize().unwrap().join("store");
    let (mut lost, mut promised, mut rolled_back) = (Vec::new(), 0, 0);
    let mut made = Made::new();
    let mut operations = Vec::new();
    for state in 0..states {
        if state % OF_ONE_RUN == 0 {
            made = Made::new();
            made.copy_to(&folder);
            let mut command = subject("write", &folder);
            command.args([made.case.to_string(), "0".to_owned(), (COMMITS / 2).to_string()]);
            operations = disk::record(command, &folder);
            assert_eq!(operations.last(), Some(&Operation::Said("locked".to_owned())));
        }
        let moment = moment(&operations, &mut random);
        let (disk, told) = until(&operations[..moment], &files(&made.folder));
        disk.cut(&folder, &mut random);
        rolled_back += usize::from(folder.join("vault.db-journal").metadata().is_ok_and(|found| found.len() > 0));
        promised += told.events.len() + told.drafts.len();
        match look(&folder, made.case) {
            Ok(found) => lost.extend(told.broken_by(&found).into_iter().map(|broken| format!("{moment}: {broken}"))),
            Err(error) => lost.push(format!("{moment}: does not open: {error}")),
        }
    }
    println!(
        "{states} cuts: {promised} promises held in all, {} broken; a journal stood there {rolled_back} times",
        lost.len()
    );
    assert!(lost.is_empty(), "{}", lost.join("\n"));
    assert!(promised > states && rolled_back > 0, "the cuts came while it wrote");
}

#[test]
fn the_control_loses_commits_in_a_power_cut() {
    let _alone = extent::alone();
    let mut random = extent::random("power cut, control");
    let states = extent::count(100, 1_000);
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().canonicalize().unwrap();
    let mut operations = Vec::new();
    let mut losing = 0;
    for state in 0..states {
        if state % OF_ONE_RUN == 0 {
            let recorded = folder.join(format!("run-{state}"));
            std::fs::create_dir(&recorded).unwrap();
            let mut command = subject("control", &recorded);
            command.arg(COMMITS.to_string());
            operations = disk::record(command, &recorded);
            // The table itself was made safe: cuts come after that.
            let open = operations.iter().position(|one| *one == Operation::Said("open".to_owned())).unwrap();
            operations.insert(open, Operation::SyncFolder);
        }
        let open = operations.iter().position(|one| *one == Operation::Said("open".to_owned())).unwrap();
        let moment = moment(&operations, &mut random).max(open + 1);
        let (disk, told) = until(&operations[..moment], &BTreeMap::new());
        let cut = folder.join("cut");
        disk.cut(&cut, &mut random);
        losing += usize::from(rows(&cut) < told.events.len());
    }
    println!("{states} cuts of the control: {losing} lost a commit that was told to be safe");
    assert!(losing > 0, "a replay that finds nothing wrong with the control proves nothing of the store");
}

/// Rows of the control's table that can be read.
fn rows(folder: &Path) -> usize {
    let count = || -> rusqlite::Result<usize> {
        let conn = rusqlite::Connection::open(folder.join("control.db"))?;
        conn.execute_batch("PRAGMA cipher_log_level = NONE")?;
        conn.execute_batch(evident_tests::CONTROL_KEY)?;
        conn.query_row("SELECT count(*) FROM entry", [], |row| row.get(0))
    };
    count().unwrap_or(0)
}
