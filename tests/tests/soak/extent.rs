//! How much of a test is run, and from which seed.

use std::sync::{Mutex, MutexGuard, PoisonError};

use mutations::Random;

/// Keeps the other tests of this target waiting. A program that is being started shares, for a moment, the
/// locks of whoever starts it: a store that another test has just closed would then still be held.
pub(crate) fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether the full form runs.
pub(crate) fn is_full() -> bool {
    std::env::var_os("EVIDENT_SOAK").is_some() && std::env::var_os("EVIDENT_SOAK_SHORT").is_none()
}

/// How many: `short` in every run of the tests, `full` under `cargo xtask soak`.
pub(crate) fn count(short: usize, full: usize) -> usize {
    if is_full() { full } else { short }
}

/// The seed of a test, printed so that the run can be repeated.
pub(crate) fn seed(test: &str) -> u64 {
    let seed = std::env::var("EVIDENT_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(20_261_125);
    println!("{test}: seed {seed}{}", if is_full() { "" } else { ", short form" });
    seed
}

/// Numbers from that seed.
pub(crate) fn random(test: &str) -> Random {
    Random::new(seed(test))
}
