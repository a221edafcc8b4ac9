//! When repeated low-level events speak up.

use domain::{
    recurrence::{REPEAT_EVENTS, REPEAT_WEEKS},
    reference::{REPEATS, REPEATS_CODE, ReferenceRecord},
};
use serde::{Deserialize, Serialize};
use store::reference_entries::own;

use super::write;
use crate::{Error, Result, Session, Vault};

/// How many similar events within how many weeks speak up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct RepeatRule {
    /// Events, the one looked at among them.
    pub events: u32,
    /// Weeks.
    pub weeks: u32,
}

impl RepeatRule {
    const USUAL: Self = Self { events: REPEAT_EVENTS, weeks: REPEAT_WEEKS };
}

/// The rule, for Settings.
#[derive(Debug, Clone, Copy, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct RepeatsView {
    /// As it stands.
    pub rule: RepeatRule,
    /// As it came with Evident.
    pub usual: RepeatRule,
    /// Whether this person may change it.
    pub may_change: bool,
}

/// The rule as it stands.
pub(crate) fn standing(vault: &Vault) -> Result<RepeatRule> {
    let entries = own(vault.reader(), REPEATS)?;
    Ok(entries.first().and_then(|entry| serde_json::from_str(&entry.data).ok()).unwrap_or(RepeatRule::USUAL))
}

/// The rule, for Settings.
///
/// # Errors
/// The store's.
pub fn list(vault: &Vault, session: &Session) -> Result<RepeatsView> {
    Ok(RepeatsView {
        rule: standing(vault)?,
        usual: RepeatRule::USUAL,
        may_change: session.may(domain::audit::Action::SetReference),
    })
}

/// Changes the rule.
///
/// # Errors
/// Numbers that make no sense, not for this role, or the store's.
pub fn save(vault: &mut Vault, session: &Session, rule: RepeatRule) -> Result<RepeatsView> {
    if !(2..=20).contains(&rule.events) {
        return Err(Error::invalid("events", "Give a number of events between 2 and 20."));
    }
    if !(1..=52).contains(&rule.weeks) {
        return Err(Error::invalid("weeks", "Give a number of weeks between 1 and 52."));
    }
    let standing = own(vault.reader(), REPEATS)?.first().map(|entry| (entry.id, entry.rev));
    let data = serde_json::to_string(&rule).map_err(|_| Error::Internal("repeated events"))?;
    let today = session.today();
    write(vault, session, standing, |id| ReferenceRecord {
        id,
        list: REPEATS.to_owned(),
        code: REPEATS_CODE.to_owned(),
        label: format!("{} events within {} weeks", rule.events, rule.weeks),
        data,
        source: "set by the provider".to_owned(),
        valid_from: today,
        retired_on: None,
    })?;
    list(vault, session)
}
