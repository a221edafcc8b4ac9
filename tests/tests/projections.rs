//! Tables with columns come out of the revisions again, row for row.

#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

use domain::round::{RoundKind, RoundSide};
use evident_tests::{clock, demonstration, dump};
use services::{
    Vault,
    demonstration::DEMONSTRATION_PASSPHRASE,
    measures,
    reporting::{self, ReportingForm},
    rounds::{self, EntryForm, RoundForm},
};

#[test]
fn every_projection_of_the_demonstration_is_made_anew_from_its_revisions() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("vault");
    let (mut vault, _) = demonstration(&place);
    people(&mut vault);
    vault.lock().unwrap();
    let before = dump(&place, DEMONSTRATION_PASSPHRASE);
    let now = store::Instant::from(clock().now());
    let mut unlocked = store::vault::unlock(&place, None, DEMONSTRATION_PASSPHRASE, now).unwrap();
    unlocked.database.write(store::revisions::rebuild).unwrap();
    unlocked.lock().unwrap();
    let after = dump(&place, DEMONSTRATION_PASSPHRASE);
    let tables = [
        "safeguarding_case",
        "case_measure",
        "timeline_event",
        "action",
        "person",
        "measure",
        "measure_round",
        "measure_reporting",
        "findable",
    ];
    for table in tables {
        assert!(!before[table].is_empty(), "{table} has rows to compare");
        assert_eq!(after[table], before[table], "{table}");
    }
}

/// A round that was corrected and one in the bin, and a reporting panel.
fn people(vault: &mut Vault) {
    let session = vault.session();
    let id = measures::find(vault, &session, "contract").unwrap();
    let form = |value: &str| RoundForm {
        side: RoundSide::Before,
        on: "2026-02-01".to_owned(),
        kind: RoundKind::Scores,
        lowest: "0".to_owned(),
        highest: "100".to_owned(),
        entries: vec![EntryForm { code: String::new(), value: value.to_owned(), open: false }],
        note: String::new(),
    };
    let mut add = |value: &str| rounds::add(vault, &session, id, &form(value)).unwrap().id.parse().unwrap();
    let (kept, binned) = (add("61"), add("62"));
    rounds::amend(vault, &session, kept, 1, &form("63"), "Misread").unwrap();
    rounds::remove(vault, &session, binned, 1).unwrap();
    reporting::set(vault, &session, id, 0, &ReportingForm::default(), "").unwrap();
}
