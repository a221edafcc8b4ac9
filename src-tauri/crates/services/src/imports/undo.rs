//! Takes a whole import away again.

use domain::{BatchId, audit::Action, plain};
use serde::Serialize;

use crate::{Error, Result, Session, Subject, Vault, random};

/// A period that was corrected after the import and therefore stayed.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct KeptView {
    /// The period.
    pub period: String,
    /// Events as they stand.
    pub events: String,
    /// Exposure as it stands.
    pub exposure: String,
    /// Why it stayed.
    pub why: String,
}

/// What an undo did.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct UndoView {
    /// Periods whose count was taken away.
    pub removed: u32,
    /// Periods that stayed.
    pub kept: Vec<KeptView>,
}

/// Undoes an import. Periods corrected since are kept and told, unless `including_corrected`.
///
/// # Errors
/// [`Error::Invalid`] when it was undone before, or the store's.
pub fn undo(vault: &mut Vault, session: &Session, batch: BatchId, including_corrected: bool) -> Result<UndoView> {
    session.require(Action::UndoImport)?;
    let measure = store::counts::measure_of(vault.reader(), batch)?;
    let key = store::measures::key(vault.reader(), measure)?;
    let undone = vault
        .change(session, Action::UndoImport, None, |change| {
            let id = BatchId(random::bytes16()?);
            let undone = store::counts::undo(change, id, key, batch, including_corrected)?;
            Ok((undone, Subject::from(batch)))
        })
        .map_err(|error| match error {
            Error::NotFound => Error::invalid("batch", "This import was undone before. Nothing was changed."),
            other => other,
        })?;
    Ok(UndoView {
        removed: u32::try_from(undone.removed).unwrap_or(u32::MAX),
        kept: undone
            .kept
            .into_iter()
            .map(|kept| KeptView {
                period: plain::short_date_with_year(kept.count.start),
                events: plain::whole(kept.count.events),
                exposure: kept.count.exposure.map(plain::whole).unwrap_or_default(),
                why: "It was corrected after the import.".to_owned(),
            })
            .collect(),
    })
}
