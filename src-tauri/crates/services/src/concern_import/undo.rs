//! Takes a whole import of concerns away again, and puts it back.

use domain::{BatchId, audit::Action, concern_import::ConcernImport};
use serde::Serialize;
use store::revisions::Revised;

use crate::{Error, Result, Session, Subject, Vault};

/// Why the cases of an import went to the bin.
const UNDONE: &str = "The import that it came with was undone.";
/// Why they came back.
const PUT_BACK: &str = "The import that it came with was put back.";

/// What an undo did.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct ConcernUndo {
    /// Cases that went to the bin.
    pub removed: u32,
    /// References of those that stayed, because something was recorded in them after the import.
    pub kept: Vec<String>,
}

/// Undoes an import: its cases go to the bin. Those in which something was recorded since are kept and told, unless
/// `including_changed`, which may also be asked for afterwards; a closed case is reopened first. Where nothing goes, nothing is noted.
///
/// # Errors
/// [`Error::Invalid`] when it was undone before, not for this role, or the store's.
pub fn undo(vault: &mut Vault, session: &Session, id: BatchId, including_changed: bool) -> Result<ConcernUndo> {
    session.require(Action::UndoImport)?;
    if including_changed {
        // Like any removal of a case in which people have recorded something.
        session.require(Action::RemoveCase)?;
    }
    let mut import = visible(vault, session, id)?;
    if import.record.undone && !including_changed {
        return Err(Error::invalid("batch", "This import was undone before. Nothing was changed."));
    }
    let conn = vault.reader();
    // What came in before the import itself was noted came in with it.
    let brought_in = import.meta.first_seq;
    let (mut going, mut kept) = (Vec::new(), Vec::new());
    for case_id in &import.record.cases {
        let case = match store::cases::get(conn, *case_id) {
            Ok(case) => case,
            Err(store::Error::NotFound) => continue,
            Err(error) => return Err(error.into()),
        };
        let changed = store::cases::last_change(conn, *case_id, [UNDONE, PUT_BACK])? > brought_in;
        if changed && (!including_changed || case.record.state.is_closed()) {
            kept.push(case.record.reference);
        } else {
            going.push(case);
        }
    }
    kept.sort();
    if going.is_empty() {
        return Ok(ConcernUndo { removed: 0, kept });
    }
    import.record.undone = true;
    vault.change(session, Action::UndoImport, Some(UNDONE), |change| {
        for case in &mut going {
            case.record.removed = true;
            change.amend(&case.record, case.meta.rev)?;
        }
        let meta = change.amend(&import.record, import.meta.rev)?;
        Ok(((), Subject::from(id).at(meta.rev)))
    })?;
    Ok(ConcernUndo { removed: u32::try_from(going.len()).unwrap_or(u32::MAX), kept })
}

/// Puts the cases of an import that was undone back. Those put back one by one before stay as they are, and so do
/// those that somebody removed for a reason of their own.
///
/// # Errors
/// [`Error::Invalid`] when it was not undone, not for this role, or the store's.
pub fn put_back(vault: &mut Vault, session: &Session, id: BatchId) -> Result<u32> {
    session.require(Action::UndoImport)?;
    let mut import = visible(vault, session, id)?;
    if !import.record.undone {
        return Err(Error::invalid("batch", "This import is not undone. Nothing was changed."));
    }
    let mut back: Vec<Revised<store::cases::CaseRecord>> = Vec::new();
    for case_id in &import.record.cases {
        match store::cases::in_bin(vault.reader(), *case_id) {
            Ok(case) if case.meta.reason.as_deref() == Some(UNDONE) => back.push(case),
            Ok(_) | Err(store::Error::NotFound) => {}
            Err(error) => return Err(error.into()),
        }
    }
    import.record.undone = false;
    vault.change(session, Action::UndoImport, Some(PUT_BACK), |change| {
        for case in &mut back {
            case.record.removed = false;
            change.amend(&case.record, case.meta.rev)?;
        }
        let meta = change.amend(&import.record, import.meta.rev)?;
        Ok(((), Subject::from(id).at(meta.rev)))
    })?;
    Ok(u32::try_from(back.len()).unwrap_or(u32::MAX))
}

fn visible(vault: &Vault, session: &Session, id: BatchId) -> Result<Revised<ConcernImport>> {
    let import = store::concern_imports::get(vault.reader(), id)?;
    session.service(import.record.service_id)?;
    Ok(import)
}
