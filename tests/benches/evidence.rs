//! A file of 100 MiB on its way into a store, beside a bare loop. Prints one JSON line a figure.
//!
//! Leaves the file in the folder that `EVIDENT_BENCH_DIR` names, as `evidence.bin`, for other programs.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a bench may stop with a panic

use std::{
    fs::File,
    io::{BufWriter, Read, Write},
    path::{Path, PathBuf},
};

use domain::part::Owner;
use evident_tests::{
    PASSPHRASE,
    benching::{self, figure, median},
    clock, new_case, new_vault,
};
use rusqlite::{Connection, named_params, types::Value};
use services::{
    Vault,
    evidence::{self, InHand, Incoming, Patient},
};
use store::evidence::PIECE;

const MEBIBYTE: usize = 1024 * 1024;
const LARGE: usize = 100;
/// Runs of one piece of work; the median counts.
const RUNS: usize = 5;
/// Pieces in one transaction, as where a file is added.
const AT_ONCE: usize = 8;
/// The settings of a store that bear on writing.
const SETTINGS: [&str; 9] = [
    "page_size",
    "cache_size",
    "locking_mode",
    "journal_mode",
    "synchronous",
    "foreign_keys",
    "cell_size_check",
    "secure_delete",
    "temp_store",
];

fn main() {
    if !benching::is_wanted() {
        return;
    }
    let room = tempfile::tempdir().unwrap();
    let folder = std::env::var_os("EVIDENT_BENCH_DIR").map_or_else(|| room.path().to_owned(), PathBuf::from);
    let small = file_of(&folder.join("evidence-small.bin"), 1);
    let large = file_of(&folder.join("evidence.bin"), LARGE);

    let mut vault = new_vault(&room.path().join("store"));
    let case = Owner::Case(new_case(&mut vault));
    attach(&mut vault, case, &small);
    let before = peak_after(|| attach(&mut vault, case, &small));
    let after = peak_after(|| attach(&mut vault, case, &large));
    let adding = median(RUNS, || attach(&mut vault, case, &large));
    vault.lock().unwrap();

    let bare = bare_store(&room.path().join("store"), &room.path().join("bare.sqlite"));
    let mut at = 0;
    let looping = median(RUNS, || {
        at += 1;
        insert(&bare, at, &large);
    });
    figure("attach_100mb", adding, "ms", "100 MiB into a case: read, hashed, kept");
    figure("attach_100mb_bare", looping, "ms", "the same pieces into a bare encrypted table, same settings, no hash");
    figure("attach_peak_1mb", before, "MiB", "most memory held while 1 MiB goes in");
    figure("attach_peak_100mb", after, "MiB", "most memory held while 100 MiB go in");
}

/// Bytes that no packing makes smaller: xorshift64 (Marsaglia, 2003).
fn file_of(path: &Path, mebibytes: usize) -> PathBuf {
    let mut out = BufWriter::new(File::create(path).unwrap());
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    for _ in 0..mebibytes * MEBIBYTE / 8 {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        out.write_all(&state.to_le_bytes()).unwrap();
    }
    out.flush().unwrap();
    path.to_owned()
}

fn attach(vault: &mut Vault, owner: Owner, file: &Path) {
    let session = vault.session();
    let incoming = Incoming::open(file).unwrap();
    evidence::attach(&InHand::new(vault, &session), owner, incoming, &Patient).unwrap();
}

/// An encrypted database with one plain table, and the settings that the store has.
fn bare_store(like: &Path, file: &Path) -> Connection {
    let now = store::Instant::from(clock().now());
    let open = store::vault::unlock(like, None, PASSPHRASE, now).unwrap();
    let bare = Connection::open(file).unwrap();
    bare.execute_batch("PRAGMA key = \"x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f'\"").unwrap();
    for name in SETTINGS {
        let value = setting(open.database.reader(), name);
        bare.execute_batch(&format!("PRAGMA {name} = {value}")).unwrap();
        assert_eq!(setting(&bare, name), value, "{name}");
    }
    open.lock().unwrap();
    bare.execute_batch("CREATE TABLE piece (file INTEGER, n INTEGER, bytes BLOB, PRIMARY KEY (file, n)) STRICT")
        .unwrap();
    bare
}

fn setting(conn: &Connection, name: &str) -> String {
    let value: Value = conn.query_row(&format!("PRAGMA {name}"), [], |row| row.get(0)).unwrap();
    match value {
        Value::Integer(number) => number.to_string(),
        Value::Text(text) => text,
        other => panic!("{name} is {other:?}"),
    }
}

fn insert(bare: &Connection, key: u32, file: &Path) {
    let mut from = File::open(file).unwrap();
    let mut buffer = vec![0; PIECE];
    for some in 0..(LARGE * MEBIBYTE / PIECE).div_ceil(AT_ONCE) {
        bare.execute_batch("BEGIN IMMEDIATE").unwrap();
        for n in some * AT_ONCE..((some + 1) * AT_ONCE).min(LARGE * MEBIBYTE / PIECE) {
            from.read_exact(&mut buffer).unwrap();
            bare.prepare_cached("INSERT INTO piece (file, n, bytes) VALUES (:file, :n, :bytes)")
                .unwrap()
                .execute(named_params! { ":file": key, ":n": n as u64, ":bytes": buffer })
                .unwrap();
        }
        bare.execute_batch("COMMIT").unwrap();
    }
}

/// The most memory that this program holds during some work, in MiB.
fn peak_after(work: impl FnOnce()) -> f64 {
    // Linux: the peak begins anew (proc(5), clear_refs).
    std::fs::write("/proc/self/clear_refs", "5").unwrap();
    work();
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    most.split_whitespace().next().unwrap().parse::<f64>().unwrap() / 1024.0
}
