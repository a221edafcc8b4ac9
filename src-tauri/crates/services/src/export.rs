//! Files that leave the program: where they may go, and the entry that says they went.

use std::path::{Path, PathBuf};

use domain::{CaseId, FileId, audit::Action};

use crate::{
    Error, Result, Session, Subject, Vault,
    evidence::{Reach, Watch, stream},
    files::PartFile,
    packs::BuiltPack,
    write_whole,
};

/// Refuses a place where a file cannot be put, before anything is recorded: no such folder, a folder in the
/// file's place, or inside the store's own folder.
///
/// # Errors
/// [`Error::CannotWriteFile`], or [`Error::Invalid`] for the store's own folder.
pub fn check_place(vault: &Vault, file: &Path) -> Result<()> {
    let parent = match file.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    };
    let parent = parent.canonicalize().map_err(|_| Error::CannotWriteFile)?;
    if !parent.is_dir() || file.is_dir() || file.file_name().is_none() {
        return Err(Error::CannotWriteFile);
    }
    if vault.folder().canonicalize().is_ok_and(|folder| parent.starts_with(folder)) {
        return Err(Error::invalid(
            "place",
            "That place is inside the store\u{2019}s own folder. Nothing was written. Choose another folder.",
        ));
    }
    Ok(())
}

/// Writes a pack's PDF whole or not at all, and notes in the audit chain that it left.
///
/// # Errors
/// A place it cannot be put, or the store's; the pack stays in the register.
pub fn pack(vault: &mut Vault, session: &Session, built: &BuiltPack, file: &Path) -> Result<()> {
    write(vault, session, Action::ExportPack, Subject::from(built.id), file, &built.pdf)
}

/// Writes the picture of a case whole or not at all, and notes in the audit chain that it left.
///
/// # Errors
/// A place it cannot be put, or the store's.
pub fn picture(vault: &mut Vault, session: &Session, case_id: CaseId, svg: &str, file: &Path) -> Result<()> {
    write(vault, session, Action::ExportPicture, Subject::from(case_id), file, svg.as_bytes())
}

/// Writes a copy of a file of the evidence whole or not at all, and notes in the audit chain that it left. The vault is
/// let go between two pieces.
///
/// # Errors
/// [`Error::EvidenceDamaged`], [`Error::Stopped`], a place it cannot be put, not there, not for this role, or the store's.
pub fn evidence(reach: &impl Reach, id: FileId, file: &Path, watch: &dyn Watch) -> Result<()> {
    reach.with(|vault, session| {
        session.require(Action::ExportEvidence)?;
        check_place(vault, file)
    })?;
    let mut part = PartFile::beside(file)?;
    stream(reach, id, watch, |bytes| part.write(bytes))?;
    part.sync()?;
    // Both in one hold: whoever locks in between keeps the copy from being there.
    reach.with(|vault, session| {
        session.require(Action::ExportEvidence)?;
        part.put_in_place()?;
        vault.change(session, Action::ExportEvidence, None, |_| Ok(((), Subject::from(id))))
    })
}

pub(crate) fn write(
    vault: &mut Vault,
    session: &Session,
    action: Action,
    subject: Subject,
    file: &Path,
    bytes: &[u8],
) -> Result<()> {
    session.require(action)?;
    check_place(vault, file)?;
    write_whole(file, bytes)?;
    vault.change(session, action, None, |_| Ok(((), subject)))
}
