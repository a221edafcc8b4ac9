//! What the soak tests start, watch and end: a program that opens a store, writes, and says what is safe.
//!
//! Each line on standard output is printed once what it says is true, so that whoever reads it may hold
//! the store to it: `open`, `event N`, `draft N`, `locked`; or `refused WHAT N CODE MESSAGE`.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test's program may panic

mod control;
mod documents;
mod inputs;
mod markers;
mod write;

use std::{io::BufRead, path::Path};

use evident_tests::PASSPHRASE;
use services::{clock::Clock, setup};

fn main() -> std::process::ExitCode {
    if let Some(code) = services::evidence::run_if_asked() {
        return code;
    }
    run();
    std::process::ExitCode::SUCCESS
}

fn run() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words[..] {
        ["create", folder] => create(Path::new(folder)),
        ["demonstration", folder] => {
            let (vault, _) = evident_tests::demonstration(Path::new(folder));
            vault.lock().unwrap();
        }
        ["write", folder, case, first, count] => {
            write::run(Path::new(folder), case.parse().unwrap(), first.parse().unwrap(), count.parse().unwrap());
        }
        ["hold", folder] => hold(Path::new(folder)),
        ["add", folder, case, file] => documents::add(Path::new(folder), case.parse().unwrap(), Path::new(file)),
        ["look", folder, case, files] => documents::look(Path::new(folder), case.parse().unwrap(), Path::new(files)),
        ["type", folder] => markers::run(Path::new(folder)),
        ["inputs", kind, seed, count] => inputs::run(kind, seed.parse().unwrap(), count.parse().unwrap()),
        ["control", folder, count] => control::run(Path::new(folder), count.parse().unwrap()),
        _ => panic!("not a task: {words:?}"),
    }
}

/// A store with one case, whose id is printed.
fn create(folder: &Path) {
    let mut vault = evident_tests::new_vault(folder);
    let case = evident_tests::new_case(&mut vault);
    vault.lock().unwrap();
    println!("case {case}");
}

/// Opens the store and keeps it open until a line comes in.
fn hold(folder: &Path) {
    match setup::unlock(folder, None, PASSPHRASE, Clock::of_this_run()) {
        Ok(mut vault) => {
            println!("open {}", vault.view().unwrap().notices.join(" "));
            let _ = std::io::stdin().lock().read_line(&mut String::new());
            vault.lock().unwrap();
            println!("locked");
        }
        Err(error) => println!("refused open 0 {} {error}", write::code(&error)),
    }
}
