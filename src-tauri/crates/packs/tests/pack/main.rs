//! Whole packs, built and read back.
#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

mod demonstration;
mod golden_text;
mod hostile_text;
mod length;
mod names;
mod refusals;
mod same_bytes;
mod standards;
