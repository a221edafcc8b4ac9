//! The long tests: programs killed, disks that fail, power cuts, damage, broken files, wrong keys, two
//! programs at once, and searches for words in clear.
//!
//! Each test has a short form, which every run of the tests takes, and its full form under
//! `cargo xtask soak`, which sets `EVIDENT_SOAK`; `EVIDENT_SOAK_SHORT=1` keeps to the short form there.
//! `EVIDENT_SEED` repeats a run. The figures are printed: none of them is the time something took.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

mod child;
mod damage;
mod disk;
mod documents;
mod extent;
mod faults;
mod inputs;
mod keys;
mod killed;
mod power_cut;
mod remains;
mod replay;
mod two_processes;
mod vaults;
