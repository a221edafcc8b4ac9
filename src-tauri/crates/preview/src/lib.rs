//! Pictures of documents: what a file of the evidence looks like, without another program and without a file on the
//! disk.
//!
//! Whoever made a document may have made it to do harm to whoever opens it. So it is read in a process of its own,
//! which is this same program started with [`ARGUMENT`]: the bytes go in through a pipe and a picture comes back
//! through another. That process can write no file, open none, start nothing, and is ended when it takes too much memory
//! or time. What comes back is trusted no more than that: a picture of at most so many bytes, or text.
//!
//! - Linux: memory, processor time, files and processes are limited by the kernel (`setrlimit`), from before the first
//!   byte is read.
//! - macOS: the same, but its kernel does not hold a process to the limit on memory.
//! - Windows: no such limits; what counts there are the limits of the readers (pixels, pages, bytes) and the clock of
//!   whoever waits.

mod ask;
mod child;
mod confine;
mod draw;
mod media;
mod reply;

pub use ask::{Drawing, Stop, WAIT};
pub use child::run_if_asked;
pub use media::{can_show, media_type, misnamed, words};
pub use reply::{Reply, Unshown};

/// The first argument with which this program draws a document and does nothing else.
pub const ARGUMENT: &str = "--draw-document";

/// The largest document that is drawn, in bytes.
pub const LARGEST: u64 = 100 * 1024 * 1024;

/// Bytes of a text that are shown.
pub const TEXT_SHOWN: usize = 256 * 1024;
