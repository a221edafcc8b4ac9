//! Broken tables, workbooks, key files, counts of tries, and lists: no reader panics, hangs, or takes memory
//! beyond its bound. Made in a program of their own, whose end does not take the test with it.

use crate::{
    child::{self, subject},
    extent,
};

/// Reads so many broken files of a kind, in two programs at once in the full form.
fn survives(kind: &'static str) {
    let _alone = extent::alone();
    let seed = extent::seed(kind);
    let count = extent::count(10_000, 1_000_000);
    let programs = if extent::is_full() { 2 } else { 1 };
    let started: Vec<_> = (0..programs)
        .map(|program| {
            let mut command = subject("inputs", std::path::Path::new(kind));
            command.args([(seed + program as u64).to_string(), (count / programs).to_string()]);
            child::Running::start(command)
        })
        .collect();
    let (mut read, mut slowest) = (0, 0);
    for program in started {
        let lines = program.end();
        let words: Vec<&str> = lines.last().map(|line| line.split(' ').collect()).unwrap_or_default();
        let ["done", _, could_be_read, milliseconds] = words[..] else { panic!("{kind}: {lines:?}") };
        read += could_be_read.parse::<usize>().unwrap();
        slowest = slowest.max(milliseconds.parse::<u64>().unwrap());
    }
    println!("{count} broken inputs of {kind}: {read} could still be read; the slowest took {slowest} ms");
    assert!(read > count / 100, "only {read} reached what lies behind the first look");
}

#[test]
fn no_broken_text_file_brings_the_reader_down() {
    survives("csv");
}

#[test]
fn no_broken_workbook_brings_the_reader_down() {
    survives("xlsx");
}

#[test]
fn no_broken_key_file_brings_the_reader_down() {
    survives("keys");
}

#[test]
fn no_broken_count_of_tries_brings_the_reader_down() {
    survives("tries");
}

#[test]
fn no_broken_list_brings_the_reader_down() {
    survives("toml");
}
