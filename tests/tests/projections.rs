//! Tables with columns come out of the revisions again, row for row.

#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

use evident_tests::{clock, demonstration, dump};
use services::demonstration::DEMONSTRATION_PASSPHRASE;

#[test]
fn every_projection_of_the_demonstration_is_made_anew_from_its_revisions() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("vault");
    let (vault, _) = demonstration(&place);
    vault.lock().unwrap();
    let before = dump(&place, DEMONSTRATION_PASSPHRASE);
    let now = store::Instant::from(clock().now());
    let mut unlocked = store::vault::unlock(&place, None, DEMONSTRATION_PASSPHRASE, now).unwrap();
    unlocked.database.write(store::revisions::rebuild).unwrap();
    unlocked.lock().unwrap();
    let after = dump(&place, DEMONSTRATION_PASSPHRASE);
    for table in ["safeguarding_case", "case_measure", "timeline_event", "action", "person", "measure"] {
        assert!(!before[table].is_empty(), "{table} has rows to compare");
        assert_eq!(after[table], before[table], "{table}");
    }
}
