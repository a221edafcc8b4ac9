//! Documents on their way in: a program that is killed meanwhile, and the memory that a large one takes.

use std::{thread::sleep, time::Duration};

use domain::part::Owner;
use evident_tests::{PASSPHRASE, clock, dump};
use services::{evidence, setup, storage};

use crate::{
    child::{self, Running, subject},
    extent,
    vaults::Made,
};

const MIB: usize = 1024 * 1024;

fn bytes(length: usize) -> Vec<u8> {
    (0..length).map(|at| u8::try_from((at * 31 + at / 997) % 256).unwrap()).collect()
}

#[test]
fn a_document_that_was_told_to_be_safe_outlives_kill_9_and_half_of_one_does_not() {
    let _alone = extent::alone();
    let mut random = extent::random("kill -9 while a document comes in");
    let kills = extent::count(6, 200);
    let given = tempfile::tempdir().unwrap();
    let file = given.path().join("Recording.wav");
    std::fs::write(&file, bytes(24 * MIB)).unwrap();
    let (mut told, mut amid, mut made) = (0, 0, Made::new());
    let mut kept = 0;
    for kill in 0..kills {
        if kill % 10 == 0 {
            (made, kept) = (Made::new(), 0);
        }
        let mut command = subject("add", &made.folder);
        command.arg(made.case.to_string()).arg(&file);
        let mut running = Running::start(command);
        assert_eq!(running.line().as_deref(), Some("open"));
        sleep(Duration::from_millis(random.below(300) as u64));
        let said = running.kill();
        let is_told = said.iter().any(|line| line.starts_with("kept"));
        told += usize::from(is_told);

        let mut vault = setup::unlock(&made.folder, None, PASSPHRASE, clock()).unwrap();
        let session = vault.session();
        let files = evidence::list(&vault, &session, Owner::Case(made.case)).unwrap().undescribed.len();
        // A commit can stand that was not told yet.
        assert!(files == kept + usize::from(is_told) || files == kept + 1, "kill {kill}: {files} after {kept}");
        amid += usize::from(files == kept);
        kept = files;
        assert!(storage::verify(&mut vault, &session).unwrap().ok, "kill {kill}");
        vault.lock().unwrap();
        if kill % 3 == 0 {
            let tables = dump(&made.folder, PASSPHRASE);
            assert_eq!(tables["evidence_file"].len(), kept, "kill {kill}: nothing unfinished is left");
            assert_eq!(tables["evidence_chunk"].len(), kept * 24, "kill {kill}");
        }
    }
    println!("killed {kills} times, {amid} of them before a document was in; {told} were told to be safe, 0 lost");
    assert!(amid > 0, "none was killed while a document came in");
}

#[test]
fn a_large_document_takes_no_more_memory_than_a_small_one() {
    let _alone = extent::alone();
    let given = tempfile::tempdir().unwrap();
    let most = |megabytes: usize| {
        let made = Made::new();
        let file = given.path().join(format!("{megabytes}.bin"));
        let content = bytes(megabytes * MIB);
        std::fs::write(&file, &content).unwrap();
        let mut command = subject("add", &made.folder);
        command.arg(made.case.to_string()).arg(&file);
        let said = child::run(command);
        assert!(said.iter().any(|line| line == "copied"), "{said:?}");
        assert!(std::fs::read(file.with_extension("copy")).unwrap() == content, "the copy is the same");
        let most = said.iter().find_map(|line| line.strip_prefix("most ")).unwrap();
        most.parse::<usize>().unwrap() * 1024
    };
    let (small, large) = (most(1), most(100));
    println!(
        "peak memory, a document added and a copy of it saved: {} MB at 1 MB, {} MB at 100 MB",
        small / 1_000_000,
        large / 1_000_000
    );
    assert!(large < small + 32 * MIB, "{large} after {small}");
}
