//! A register of thousands of cases: opening one, the first page of the list. Prints one JSON line a figure.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a bench may stop with a panic

use evident_tests::{
    PASSPHRASE,
    benching::{self, figure, median},
    clock, new_vault,
    seeded::{self, Size},
};
use services::{
    Vault,
    cases::{self, CaseFilter},
    parts,
    search::{self, Found},
    setup,
};

/// Runs of one piece of work; the median counts.
const RUNS: usize = 9;

/// The size of the issue: 5,000 cases, 200,000 events, 20,000 pieces of evidence.
const LARGE: Size = Size { cases: 5_000, events: 40, evidence: 4 };
/// What is looked for: somebody, somebody mistyped, a word of every case, words of one record.
const TYPED: [&str; 4] = ["Queenie Thwaite", "Queeny Thwaitte", "kitchen", "bruise nurse ward"];
const SMALL: Size = Size { cases: 50, ..LARGE };

fn main() {
    if !benching::is_wanted() {
        return;
    }
    for (size, name) in [(SMALL, "50"), (LARGE, "5000")] {
        let dir = tempfile::tempdir().unwrap();
        let mut vault = filled(dir.path(), size);
        let session = vault.session();
        // Another case each time, so that none is in memory already.
        let mut at = 0;
        let opening = median(RUNS, || {
            at += 5;
            let case = seeded::case_id(at % size.cases);
            let page = cases::page(&mut vault, &session, case, 1100.0).unwrap();
            assert_eq!(page.events.len(), usize::try_from(size.events + size.evidence).unwrap() + 1);
            parts::sections(&vault, &session, domain::part::Owner::Case(case)).unwrap();
        });
        figure(
            &format!("open_case_at_{name}"),
            opening,
            "ms",
            "a case with 40 events and 4 pieces of evidence, and its parts",
        );
        let listing = median(RUNS, || {
            let first = cases::listed(&vault, &session, &CaseFilter::default(), 0, 100).unwrap();
            assert!(first.rows.len() >= 50);
        });
        figure(&format!("list_at_{name}"), listing, "ms", "the first page of the list of cases");
        // The slowest of what somebody may type counts.
        let searching = TYPED.map(|typed| median(RUNS, || assert!(!found(&vault, typed).hits.is_empty(), "{typed}")));
        let slowest = searching.iter().copied().fold(0.0, f64::max);
        figure(
            &format!("search_at_{name}"),
            slowest,
            "ms",
            "the slowest of a name, a slip in a name, a word, three words",
        );
    }
}

fn found(vault: &Vault, typed: &str) -> Found {
    search::find(vault, &vault.session(), typed, 20).unwrap()
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
