//! Which measures a case follows.

use domain::{CaseId, MeasureId, audit::Action, case::MeasureLink};

use crate::{Result, Session, Subject, Vault};

/// Links a measure to a case, as its lead where asked or where it is the first.
///
/// # Errors
/// A case or measure that is not there for this person, or the store's.
pub fn link(vault: &mut Vault, session: &Session, case_id: CaseId, measure_id: MeasureId, lead: bool) -> Result<()> {
    session.require(Action::LinkMeasure)?;
    store::measures::key(vault.reader(), measure_id)?;
    relink(vault, session, case_id, Action::LinkMeasure, |links| add_link(links, measure_id, lead))
}

/// Adds a measure to those of a case: as its lead where asked or where it is the first.
pub(super) fn add_link(links: &mut Vec<MeasureLink>, measure_id: MeasureId, lead: bool) {
    let lead = lead || links.is_empty();
    links.retain(|link| link.measure_id != measure_id);
    if lead {
        links.iter_mut().for_each(|link| link.lead = false);
    }
    links.push(MeasureLink { measure_id, lead });
}

/// Unlinks a measure from a case. Its counts stay.
///
/// # Errors
/// A case that is not there for this person, or the store's.
pub fn unlink(vault: &mut Vault, session: &Session, case_id: CaseId, measure_id: MeasureId) -> Result<()> {
    session.require(Action::UnlinkMeasure)?;
    relink(vault, session, case_id, Action::UnlinkMeasure, |links| {
        links.retain(|link| link.measure_id != measure_id);
        if let Some(first) = links.first_mut() {
            first.lead = true;
        }
    })
}

fn relink(
    vault: &mut Vault,
    session: &Session,
    case_id: CaseId,
    action: Action,
    edit: impl FnOnce(&mut Vec<MeasureLink>),
) -> Result<()> {
    let mut case = store::cases::get(vault.reader(), case_id)?;
    edit(&mut case.record.measures);
    vault.change(session, action, None, |change| {
        let meta = change.amend(&case.record, case.meta.rev)?;
        Ok(((), Subject::from(case_id).at(meta.rev)))
    })
}
