//! Adds a file to a case: all of it, or nothing.

use std::io::Read;

use domain::{FileId, audit::Action, part::Owner, plain, text};
use serde::Serialize;
use sha2::{Digest, Sha256};
use store::{Instant, evidence::PIECE};

use super::{
    FileView, Incoming, Reach, Watch, list,
    source::{empty, fill, refuse, require_not_too_large},
};
use crate::{Error, Result, Session, Subject, Vault, random};

/// The largest file that is kept, in bytes.
pub const LARGEST: u64 = 100 * 1024 * 1024;
/// From here on it is said how much the files of a store come to.
pub const WARN_OF_ALL: u64 = 1024 * 1024 * 1024;
/// The most that all files of a store may come to.
pub const MOST_OF_ALL: u64 = 4 * 1024 * 1024 * 1024;
/// Pieces that go into the store in one transaction.
const AT_ONCE: usize = 8;
/// What a file takes in the store beside its own bytes, and what is left free for everything else.
const ROOM_BESIDE: u64 = 16 * 1024 * 1024;

/// A file that was added.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct Attached {
    /// The file.
    pub file: FileView,
    /// Something to think about: how much all files come to.
    pub notice: Option<String>,
}

/// Adds a file to a case, or to what the cases of a group share. It is read once and never changed.
///
/// # Errors
/// [`Error::FileUnreadable`] for one that is empty, too large or cannot be read, [`Error::Stopped`], [`Error::DiskFull`],
/// not for this role, not there, or the store's. Nothing of the file is then kept; where Evident was locked meanwhile,
/// what was left is cleared at the next unlock.
pub fn attach<R: Read>(reach: &impl Reach, owner: Owner, mut file: Incoming<R>, watch: &dyn Watch) -> Result<Attached> {
    file.require_size()?;
    let id = FileId(random::bytes16()?);
    let kept_so_far = reach.with(|vault, session| begin(vault, session, id, owner, &file.name, file.size))?;
    let added = bring_in(reach, id, kept_so_far, &mut file, watch)
        .and_then(|came| reach.with(|vault, session| keep(vault, session, id, &came)));
    if added.is_err() {
        give_up(reach, id);
    }
    added
}

/// Looks at what can be known before the first byte, and begins.
fn begin(vault: &mut Vault, session: &Session, id: FileId, owner: Owner, name: &str, size: Option<u64>) -> Result<u64> {
    session.require(Action::AddEvidence)?;
    let kept = store::evidence::total_size(vault.reader())?;
    let size = size.unwrap_or_default();
    require_within(size, kept)?;
    if store::evidence::room(&vault.folder()).is_some_and(|room| room < size.saturating_add(ROOM_BESIDE)) {
        return Err(Error::DiskFull);
    }
    let name = text::file_name(name);
    let (by, at) = (session.user_id, Instant::from(session.now));
    vault.keep(|tx| Ok(store::evidence::begin(tx, id, owner, &name, by, at)?))?;
    Ok(kept)
}

fn require_within(size: u64, kept: u64) -> Result<()> {
    require_not_too_large(size)?;
    if kept.saturating_add(size) > MOST_OF_ALL {
        return Err(refuse(&format!(
            "The files kept in this store come to {}, and with this one they would come to more than 4 GB, which is the most it takes. Keep the file where it is and list it here without a file.",
            plain::bytes(kept)
        )));
    }
    Ok(())
}

/// What came in.
struct Came {
    size: u64,
    sha256: [u8; 32],
    media_type: &'static str,
}

/// Reads the file to its end, a few pieces at a time. The vault is let go while the file is read.
fn bring_in<R: Read>(
    reach: &impl Reach,
    id: FileId,
    kept: u64,
    file: &mut Incoming<R>,
    watch: &dyn Watch,
) -> Result<Came> {
    let mut whole = Sha256::new();
    let mut came = Came { size: 0, sha256: [0; 32], media_type: "" };
    let mut buffer = Vec::with_capacity(AT_ONCE * PIECE);
    let mut next = 0_u32;
    loop {
        if !watch.goes_on(came.size, file.size) {
            return Err(Error::Stopped);
        }
        fill(&mut file.bytes, &mut buffer, AT_ONCE * PIECE)?;
        if buffer.is_empty() {
            break;
        }
        if came.size == 0 {
            came.media_type = ::preview::media_type(buffer.get(..PIECE).unwrap_or(&buffer));
        }
        came.size += buffer.len() as u64;
        // It may be larger than it said, or grow while it is read.
        require_within(came.size, kept)?;
        whole.update(&buffer);
        reach.with(|vault, _| {
            vault.keep(|tx| {
                let key = store::evidence::unfinished(tx, id)?;
                for (n, piece) in (next..).zip(buffer.chunks(PIECE)) {
                    store::evidence::add_piece(tx, key, n, piece)?;
                }
                Ok(())
            })
        })?;
        next += u32::try_from(buffer.len().div_ceil(PIECE)).unwrap_or(u32::MAX);
    }
    if came.size == 0 {
        return Err(empty());
    }
    came.sha256 = whole.finalize().into();
    Ok(came)
}

/// Keeps what came in, with an entry of the audit chain that vouches for it.
fn keep(vault: &mut Vault, session: &Session, id: FileId, came: &Came) -> Result<Attached> {
    let item = vault.change(session, Action::AddEvidence, None, |change| {
        let item = store::evidence::keep(change, id, came.size, came.sha256, came.media_type)?;
        Ok((item, Subject::from(id)))
    })?;
    let notice = list::notice(vault)?;
    Ok(Attached { file: FileView::new(vault, &item)?, notice })
}

/// Takes away what came in of a file that is not to be kept. What cannot be taken away now is cleared at the next unlock,
/// and seen by nobody until then.
fn give_up(reach: &impl Reach, id: FileId) {
    let some = || reach.with(|vault, _| vault.keep(|tx| Ok(store::evidence::clear_some(tx, Some(id))?)));
    while matches!(some(), Ok(true)) {}
}
