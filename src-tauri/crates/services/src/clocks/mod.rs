//! The clocks of a case: our time and the time it waited for others, what is due and how that was worked out, the
//! targets of its council, and who was chased.

mod due;
mod two;

pub use due::{DueRow, TargetRow, TargetsView};
pub use two::{BodyTime, ChaseRow, StretchRow, TwoClocks};

use domain::{CaseId, access::Read};
use serde::Serialize;

use crate::{Result, Session, Vault, cases, reference::Labels};

/// Everything about time in a case.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct ClocksView {
    /// Elapsed times that matter. No pass and no fail.
    pub elapsed: Vec<cases::Clock>,
    /// Ours and theirs.
    pub two: TwoClocks,
    /// What is due, with its working.
    pub due: Vec<DueRow>,
    /// The council's own targets.
    pub targets: TargetsView,
}

/// The clocks of a case, now.
///
/// # Errors
/// Not for this role, not there, or the store's.
pub fn view(vault: &Vault, session: &Session, case_id: CaseId) -> Result<ClocksView> {
    session.require_read(Read::Cases)?;
    let case = store::cases::get(vault.reader(), case_id)?;
    let parts = crate::parts::load(vault, session, case_id, None)?;
    let (facts, _) = crate::timeline::facts(vault.reader(), case_id, &parts, None)?;
    let holidays = crate::reference::holidays(vault)?;
    Ok(ClocksView {
        elapsed: cases::elapsed(&case.record.aware, &facts, session.now),
        two: two::view(session, &Labels::of(vault.reader())?, &case.record.aware, &parts, &facts),
        due: due::rows(session, &parts, &holidays),
        targets: due::targets(vault, session, &parts, &facts, &holidays)?,
    })
}

pub(crate) use due::overdue_on;
