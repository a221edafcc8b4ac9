//! Lists that a provider extends: local authority profiles and bank holidays.

mod authorities;
mod holidays;

pub use authorities::{
    ProfileDraft, ProfileRow, StepDraft, list as authorities, retire as retire_authority, save as save_authority,
};
pub use holidays::{HolidayRow, HolidaysView, add as add_holiday, list as holidays_view, remove as remove_holiday};

pub(crate) use authorities::{meant_by, target_words};
pub(crate) use holidays::holidays;

use domain::{ReferenceId, audit::Action, reference::ReferenceRecord};

use crate::{Result, Session, Subject, Vault, random};

/// Writes a row of a list: a new one, or the next wording of one that stands.
fn write(
    vault: &mut Vault,
    session: &Session,
    standing: Option<(ReferenceId, u32)>,
    make: impl FnOnce(ReferenceId) -> ReferenceRecord,
) -> Result<()> {
    session.require(Action::SetReference)?;
    let id = match standing {
        Some((id, _)) => id,
        None => ReferenceId(random::bytes16()?),
    };
    let record = make(id);
    vault.change(session, Action::SetReference, None, |change| {
        let meta = match standing {
            Some((_, rev)) => change.amend(&record, rev)?,
            None => change.add(&record)?,
        };
        Ok(((), Subject::from(id).at(meta.rev)))
    })
}
