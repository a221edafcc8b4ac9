//! The declared baseline and change of a measure.

use domain::{MeasureId, audit::Action};
use serde::Deserialize;

use super::add::optional_date;
use crate::{Error, Result, Session, Subject, Vault};

/// Baseline and change, as typed.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct MeasureSettings {
    /// First day of the baseline.
    pub baseline_from: Option<String>,
    /// Last day of the baseline.
    pub baseline_to: Option<String>,
    /// The day of the change.
    pub change_on: Option<String>,
    /// Why they are declared anew.
    pub reason: String,
}

/// Declares baseline and change anew; the earlier declaration stays in the record.
///
/// # Errors
/// Dates that contradict each other, a missing reason, a stale revision, or the store's.
pub fn set(vault: &mut Vault, session: &Session, id: MeasureId, rev: u32, form: &MeasureSettings) -> Result<()> {
    session.require(Action::AmendMeasure)?;
    let mut measure = store::measures::get(vault.reader(), id)?;
    let declared_before = measure.record.baseline_from.is_some() || measure.record.change_on.is_some();
    if declared_before && form.reason.trim().is_empty() {
        return Err(Error::invalid(
            "reason",
            "Say why the baseline or the change date is declared anew. It stays beside the earlier one.",
        ));
    }
    measure.record.baseline_from = optional_date("baseline_from", form.baseline_from.as_deref())?;
    measure.record.baseline_to = optional_date("baseline_to", form.baseline_to.as_deref())?;
    measure.record.change_on = optional_date("change_on", form.change_on.as_deref())?;
    let record = measure.record.check()?;
    vault.change(session, Action::AmendMeasure, Some(&form.reason), |change| {
        let meta = change.amend(&record, rev)?;
        Ok(((), Subject::from(id).at(meta.rev)))
    })
}
