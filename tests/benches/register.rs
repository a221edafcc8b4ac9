//! A register of thousands of cases: opening one, the first page of the list. Prints one JSON line a figure.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a bench may stop with a panic

use std::time::Instant;

use evident_tests::{
    PASSPHRASE, clock, new_vault,
    seeded::{self, Size},
};
use serde_json::json;
use services::{Vault, cases, parts, setup};

/// Runs of one piece of work; the median counts.
const RUNS: usize = 9;

/// The size of the issue: 5,000 cases, 200,000 events, 20,000 pieces of evidence.
const LARGE: Size = Size { cases: 5_000, events: 40, evidence: 4 };
const SMALL: Size = Size { cases: 50, ..LARGE };

fn main() {
    // `cargo test --benches` runs a bench once with `--test`: then it only has to build.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    for (size, name) in [(SMALL, "50"), (LARGE, "5000")] {
        let dir = tempfile::tempdir().unwrap();
        let mut vault = filled(dir.path(), size);
        let session = vault.session();
        // Another case each time, so that none is in memory already.
        let mut at = 0;
        let opening = median(|| {
            at += 5;
            let case = seeded::case_id(at % size.cases);
            let page = cases::page(&mut vault, &session, case, 1100.0).unwrap();
            assert_eq!(page.events.len(), usize::try_from(size.events + size.evidence).unwrap() + 1);
            parts::sections(&vault, &session, domain::part::Owner::Case(case)).unwrap();
        });
        figure(
            &format!("open_case_at_{name}"),
            opening,
            "a case with 40 events and 4 pieces of evidence, and its parts",
        );
        let listing = median(|| assert!(!cases::list(&vault, &session).unwrap().is_empty()));
        figure(&format!("list_at_{name}"), listing, "the list of cases");
    }
}

fn filled(folder: &std::path::Path, size: Size) -> Vault {
    let vault = new_vault(folder);
    let session = vault.session();
    vault.lock().unwrap();
    let now = store::Instant::from(clock().now());
    let mut open = store::vault::unlock(folder, None, PASSPHRASE, now).unwrap();
    seeded::fill(&mut open, session.services[0].id, session.user_id, size);
    open.lock().unwrap();
    setup::unlock(folder, None, PASSPHRASE, clock()).unwrap()
}

fn figure(name: &str, milliseconds: f64, note: &str) {
    println!("{}", json!({ "name": name, "value": milliseconds, "unit": "ms", "note": note }));
}

fn median(mut work: impl FnMut()) -> f64 {
    let mut times: Vec<f64> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[RUNS / 2]
}
