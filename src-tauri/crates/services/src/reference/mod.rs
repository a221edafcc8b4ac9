//! Lists that a provider extends: local authority profiles, bank holidays, answers, and when repeats speak up.

mod authorities;
mod holidays;
mod items;
mod labels;
mod repeats;

pub use authorities::{
    ProfileDraft, ProfileRow, StepDraft, list as authorities, retire as retire_authority, save as save_authority,
};
pub use holidays::{HolidayRow, HolidaysView, add as add_holiday, list as holidays_view, remove as remove_holiday};
pub use items::{OwnItemRow, OwnListView, add as add_item, list as own_lists, retire as retire_item};
pub use repeats::{RepeatRule, RepeatsView, list as repeats, save as save_repeats};

pub(crate) use authorities::{meant_by, target_words};
pub(crate) use holidays::holidays;
pub(crate) use labels::Labels;
pub(crate) use repeats::standing as repeat_rule;

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
