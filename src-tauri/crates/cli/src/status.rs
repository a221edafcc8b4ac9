//! `status` and `verify`.

use domain::plain::count_of;
use services::storage;

use crate::{arguments::Common, failure::Failure, opening::with_vault, output::Output};

/// Counts and schema.
pub(crate) fn status(common: &Common, output: &Output) -> Result<(), Failure> {
    with_vault(common, |vault, session| {
        let status = storage::status(vault, session)?;
        output.show(&status, |status| {
            let mut lines = vec![status.provider.clone()];
            lines.extend(vault.band());
            lines.extend([
                count_of(status.cases as u64, "case", "cases"),
                count_of(status.measures as u64, "measure", "measures"),
                count_of(status.packs as u64, "pack", "packs"),
                count_of(status.audit_entries, "entry in the audit chain", "entries in the audit chain"),
                format!("Schema {}", status.schema),
            ]);
            lines
        })
    })
}

/// Both integrity checks and the audit chain.
pub(crate) fn verify(common: &Common, output: &Output) -> Result<(), Failure> {
    with_vault(common, |vault, session| {
        let report = storage::verify(vault, session)?;
        output.show(&report, |report| report.lines.clone())?;
        if report.ok { Ok(()) } else { Err(Failure::FaultFound) }
    })
}
