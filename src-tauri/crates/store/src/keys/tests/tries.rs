use std::fs;
use std::time::Duration;

use crate::keys::tries::{FailedTry, TIMES_KEPT, TRIES, Tries, delay};

const NOON: i64 = 1_795_608_000_000; // 25 November 2026, 12:00 UTC
const SECOND: i64 = 1_000;

fn after_failures(folder: &std::path::Path, failures: u32, now_ms: i64) -> Tries {
    let mut tries = Tries::load(folder, now_ms);
    for _ in 0..failures {
        tries.record_failure(Some([7; 16]), now_ms);
    }
    tries
}

#[test]
fn the_wait_begins_at_the_fifth_failure_and_doubles_to_fifteen_minutes() {
    let seconds: Vec<u64> = (0..=12).map(|failures| delay(failures).as_secs()).collect();
    assert_eq!(seconds, [0, 0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900]);
    assert_eq!(delay(u32::MAX), Duration::from_mins(15));
}

#[test]
fn the_count_the_times_and_the_wait_outlive_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    after_failures(folder.path(), 6, NOON);
    let mut tries = Tries::load(folder.path(), NOON + 10 * SECOND);
    assert_eq!((tries.count(), tries.was_damaged(), tries.is_in_memory()), (6, false, false));
    assert_eq!(tries.failures(), [FailedTry { at_ms: NOON, user_id: Some([7; 16]) }; 6]);
    assert_eq!(tries.remaining(NOON + 10 * SECOND), Duration::from_secs(50));
    assert_eq!(tries.remaining(NOON + 59_999), Duration::from_millis(1));
    assert_eq!(tries.remaining(NOON + 60 * SECOND), Duration::ZERO);
    tries.record_failure(None, NOON + 61 * SECOND);
    assert_eq!(tries.remaining(NOON + 61 * SECOND), Duration::from_mins(2));
    let last = FailedTry { at_ms: NOON + 61 * SECOND, user_id: None };
    assert_eq!(Tries::load(folder.path(), NOON).failures().last(), Some(&last));
}

#[test]
fn four_failures_cost_no_wait_and_a_good_unlock_forgets_all() {
    let folder = tempfile::tempdir().unwrap();
    let mut tries = after_failures(folder.path(), 4, NOON);
    assert_eq!(tries.remaining(NOON), Duration::ZERO);
    tries.record_failure(None, NOON);
    assert_eq!(tries.remaining(NOON), Duration::from_secs(30));
    tries.clear().unwrap();
    assert_eq!((tries.count(), tries.remaining(NOON)), (0, Duration::ZERO));
    assert_eq!(Tries::load(folder.path(), NOON).count(), 0);
    tries.clear().unwrap();
}

#[test]
fn a_clock_that_goes_back_neither_locks_for_ever_nor_opens_early() {
    let year = 365 * 24 * 3_600 * SECOND;
    for back in [1, SECOND, 3_600 * SECOND, year, 10 * year] {
        let folder = tempfile::tempdir().unwrap();
        after_failures(folder.path(), 10, NOON);
        let now = NOON - back;
        let mut tries = Tries::load(folder.path(), now);
        assert_eq!(tries.remaining(now), Duration::from_mins(15), "back by {back} ms");
        // Asking again does not start it again, nor does a restart.
        assert_eq!(tries.remaining(now + 60 * SECOND), Duration::from_mins(14));
        let mut tries = Tries::load(folder.path(), now + 120 * SECOND);
        assert_eq!(tries.remaining(now + 120 * SECOND), Duration::from_mins(13));
        assert_eq!(tries.remaining(now + 900 * SECOND), Duration::ZERO);
        assert_eq!(tries.failures()[0].at_ms, NOON, "the record of the tries is not rewritten");
    }
}

#[test]
fn times_at_the_ends_of_the_scale_do_not_overflow() {
    let folder = tempfile::tempdir().unwrap();
    let mut tries = after_failures(folder.path(), 5, i64::MAX);
    assert_eq!(tries.remaining(i64::MIN), Duration::from_secs(30));
    assert_eq!(tries.remaining(i64::MAX), Duration::ZERO);
}

#[test]
fn a_damaged_file_counts_as_five_failures_once() {
    let folder = tempfile::tempdir().unwrap();
    after_failures(folder.path(), 9, NOON);
    let path = folder.path().join(TRIES);
    let good = fs::read(&path).unwrap();
    for at in 0..good.len() {
        let mut damaged = good.clone();
        damaged[at] ^= 1;
        fs::write(&path, &damaged).unwrap();
        let mut tries = Tries::load(folder.path(), NOON);
        assert_eq!((tries.count(), tries.was_damaged()), (5, true), "byte {at}");
        assert_eq!(tries.remaining(NOON), Duration::from_secs(30));
        let mut tries = Tries::load(folder.path(), NOON + 20 * SECOND);
        assert_eq!((tries.count(), tries.was_damaged()), (5, false));
        assert_eq!(tries.remaining(NOON + 20 * SECOND), Duration::from_secs(10));
    }
    for other in [&b""[..], b"evident-tries 2\n", &[0xff; 100], &vec![b'x'; 100_000]] {
        fs::write(&path, other).unwrap();
        assert_eq!(Tries::load(folder.path(), NOON).count(), 5);
    }
}

#[test]
fn where_nothing_can_be_written_the_count_is_kept_in_memory() {
    let folder = tempfile::tempdir().unwrap();
    // A folder where the new file should go stands in the way, for every user of the system.
    fs::create_dir(folder.path().join("vault.tries.new")).unwrap();
    let mut tries = after_failures(folder.path(), 5, NOON);
    assert!(tries.is_in_memory());
    assert_eq!((tries.count(), tries.remaining(NOON)), (5, Duration::from_secs(30)));
    assert_eq!(Tries::load(folder.path(), NOON).count(), 0);
    // A file that cannot even be read counts as damaged.
    fs::create_dir(folder.path().join(TRIES)).unwrap();
    let mut tries = Tries::load(folder.path(), NOON);
    assert_eq!((tries.count(), tries.was_damaged(), tries.is_in_memory()), (5, true, true));
    assert!(tries.clear().is_err());
}

#[test]
fn the_newest_failures_keep_their_times_and_the_file_stays_small() {
    let folder = tempfile::tempdir().unwrap();
    let mut tries = Tries::load(folder.path(), NOON);
    for number in 0..130 {
        tries.record_failure(Some([9; 16]), NOON + number);
    }
    let tries = Tries::load(folder.path(), NOON);
    assert_eq!((tries.count(), tries.failures().len()), (130, TIMES_KEPT));
    assert_eq!(tries.failures()[0].at_ms, NOON + 30);
    assert!(fs::metadata(folder.path().join(TRIES)).unwrap().len() < 8 * 1024);
}

#[test]
fn the_file_holds_no_passphrase_and_no_label() {
    let folder = tempfile::tempdir().unwrap();
    after_failures(folder.path(), 2, NOON);
    let text = fs::read_to_string(folder.path().join(TRIES)).unwrap();
    let user = "07".repeat(16);
    assert!(text.starts_with(&format!(
        "evident-tries 1\nfailures 2\nwait-from {NOON}\ntry {NOON} {user}\ntry {NOON} {user}\nsum "
    )));
}
