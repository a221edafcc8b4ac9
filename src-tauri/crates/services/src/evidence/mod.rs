//! Documents as evidence: files that are added to a case, listed, looked at and handed out again.
//!
//! A file is kept encrypted in the store, in pieces. It goes in, and comes out, a piece at a time: whoever does either
//! takes hold of the vault for one piece and lets it go, so that locking never waits for a slow disk, stick or share.

mod attach;
mod list;
mod preview;
mod reach;
mod read;
mod source;
#[cfg(test)]
mod tests;

pub use attach::{Attached, LARGEST, MOST_OF_ALL, WARN_OF_ALL, attach};
pub use list::{EvidenceItem, EvidenceList, FileView, list};
pub use preview::{Previewed, Previewer, Shown, preview};
pub use reach::{InHand, Reach};
pub use read::{file_of, require_visible, saved_name};
pub use source::{Incoming, unreadable};

pub(crate) use read::stream;

pub use ::preview::{Stop, run_if_asked};

/// Follows a file on its way in or out, and may stop it. What was stopped has changed nothing.
pub trait Watch {
    /// Told now and then how many bytes are through, of how many where that is known; answers whether to go on.
    fn goes_on(&self, done: u64, total: Option<u64>) -> bool;
}

/// Lets every file through.
#[derive(Debug, Clone, Copy)]
pub struct Patient;

impl Watch for Patient {
    fn goes_on(&self, _done: u64, _total: Option<u64>) -> bool {
        true
    }
}

/// Random letters that stand for something the window may ask for once.
///
/// # Errors
/// The system gave no random bytes.
pub fn token() -> crate::Result<String> {
    Ok(domain::ids::hex(&crate::random::bytes16()?))
}
