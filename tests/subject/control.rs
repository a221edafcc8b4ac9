//! The control of the power cuts: the same SQLCipher with settings that are known to lose commits.

use std::path::Path;

/// Commits `count` rows, one a transaction, under a rollback journal that is deleted after each commit
/// while its folder is not synced.
pub(crate) fn run(folder: &Path, count: u32) {
    let conn = rusqlite::Connection::open(folder.join("control.db")).unwrap();
    conn.execute_batch(evident_tests::CONTROL_KEY).unwrap();
    conn.execute_batch(
        "PRAGMA locking_mode = NORMAL; PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL;
         CREATE TABLE IF NOT EXISTS entry (number INTEGER PRIMARY KEY, text TEXT NOT NULL);",
    )
    .unwrap();
    println!("open");
    for number in 0..count {
        let text = "entry ".repeat(40);
        conn.execute("INSERT INTO entry (number, text) VALUES (?1, ?2)", (number, text)).unwrap();
        println!("event {number}");
    }
}
