//! Fewer incidents, or fewer reports of them? What is known of the reporting behind a measure, as entered.

mod set;
mod view;

pub use set::{ReportingForm, ReportingSideForm, set};
pub use view::{ReportingRow, ReportingView, get};

use domain::{
    MeasureId,
    round::{ReportingNumbers, ReportingRecord},
};
use measures::{ReportingPanel, ReportingPhase, reporting_panel};

use crate::{Error, Result, Vault};

/// Whether the panel of a measure raises a flag; not where nothing was entered.
pub(crate) fn flagged(vault: &Vault, id: MeasureId) -> Result<bool> {
    let Some(found) = store::reporting::get(vault.reader(), id)? else { return Ok(false) };
    Ok(panel(&found.record)?.reporting_may_have_fallen)
}

fn panel(record: &ReportingRecord) -> Result<ReportingPanel> {
    reporting_panel(phase(&record.before), phase(&record.after)).map_err(|_| Error::Internal("reporting panel"))
}

fn phase(side: &ReportingNumbers) -> ReportingPhase {
    ReportingPhase {
        no_harm: side.no_harm,
        harm: side.harm,
        periods_due: side.periods_due,
        periods_missing: side.periods_missing,
        nil_periods: side.nil_periods,
        nil_confirmed: side.nil_confirmed,
        median_lag_days: side.median_lag_thousandths.map(crate::measures::units),
        concerns_raised: side.concerns_raised,
        independent_count: side.independent_count,
    }
}
