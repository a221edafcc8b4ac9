//! Reads a file back, a piece at a time, each compared with what was kept.

use domain::{FileId, access::Read, part::evidence_reference, text};
use sha2::{Digest, Sha256};
use store::evidence::FileItem;

use super::{Reach, Watch};
use crate::{Error, Result, Session, Vault};

/// Refuses a file that this session may not see, as if there were none.
///
/// # Errors
/// [`Error::NotFound`], not for this role, or the store's.
pub fn require_visible(vault: &Vault, session: &Session, id: FileId) -> Result<()> {
    find(vault, session, id).map(drop)
}

/// The file of the evidence with a number, such as `E-0031`.
///
/// # Errors
/// [`Error::Invalid`] for one that is not there or has no file, not for this role, or the store's.
pub fn file_of(vault: &Vault, session: &Session, reference: &str) -> Result<FileId> {
    session.require_read(Read::Cases)?;
    let number = reference.trim().to_uppercase().strip_prefix("E-").and_then(|digits| digits.parse().ok());
    let number: u32 =
        number.ok_or_else(|| Error::invalid("reference", "Evidence is called E- and a number, such as E-0031."))?;
    match store::evidence::item(vault.reader(), number)? {
        Some((_, Some(file))) => Ok(file),
        Some((_, None)) => {
            Err(Error::invalid("reference", format!("{} is listed without a file.", evidence_reference(number))))
        }
        None => Err(Error::invalid(
            "reference",
            format!("There is no evidence with the number {}.", evidence_reference(number)),
        )),
    }
}

/// The name under which a copy of a file is offered to be saved.
///
/// # Errors
/// Not there, not for this role, or the store's.
pub fn saved_name(vault: &Vault, session: &Session, id: FileId) -> Result<String> {
    Ok(text::file_name_to_save(&find(vault, session, id)?.name))
}

/// A file that this session may see.
pub(super) fn find(vault: &Vault, session: &Session, id: FileId) -> Result<FileItem> {
    session.require_read(Read::Cases)?;
    Ok(store::evidence::get(vault.reader(), id)?)
}

/// Reads one piece of a file.
pub(super) fn piece(vault: &Vault, session: &Session, file: &FileItem, n: u32, into: &mut Vec<u8>) -> Result<()> {
    // Whoever may not see it any more reads no further.
    find(vault, session, file.id)?;
    store::evidence::read_piece(vault.reader(), file, n, into).map_err(|error| match error {
        store::Error::FileDamaged(id) => damaged(vault, id),
        other => other.into(),
    })
}

fn damaged(vault: &Vault, id: FileId) -> Error {
    let number = store::evidence::number_of(vault.reader(), id).ok().flatten();
    Error::EvidenceDamaged(number.map_or_else(|| format!("the one with the identity {id}"), evidence_reference))
}

/// Hands a file to `sink`, piece by piece. The vault is let go between two of them.
///
/// # Errors
/// [`Error::EvidenceDamaged`] when a piece, or the whole, is not what was kept; [`Error::Stopped`]; what `sink` says; not
/// there, not for this role, or the store's.
pub(crate) fn stream(
    reach: &impl Reach,
    id: FileId,
    watch: &dyn Watch,
    mut sink: impl FnMut(&[u8]) -> Result<()>,
) -> Result<()> {
    let file = reach.with(|vault, session| find(vault, session, id))?;
    let mut whole = Sha256::new();
    let (mut buffer, mut done) = (Vec::new(), 0);
    for n in 0..file.pieces() {
        if !watch.goes_on(done, Some(file.size)) {
            return Err(Error::Stopped);
        }
        reach.with(|vault, session| piece(vault, session, &file, n, &mut buffer))?;
        whole.update(&buffer);
        done += buffer.len() as u64;
        sink(&buffer)?;
    }
    if done != file.size || file.sha256 != *whole.finalize() {
        return Err(reach.with(|vault, _| Ok(damaged(vault, id)))?);
    }
    Ok(())
}
