//! What was looked at last: kept in memory alone, and gone when the vault locks.

use domain::{CaseId, PersonId, access::Read};

use super::{Hit, hit::Shown};
use crate::{Error, Result, Session, Vault};

/// How many are kept.
const MOST: usize = 10;

/// Something that was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Seen {
    /// A case.
    Case(CaseId),
    /// Somebody.
    Person(PersonId),
}

/// Puts something at the head of what was looked at.
pub(crate) fn put_first(seen: &mut Vec<Seen>, now: Seen) {
    seen.retain(|before| *before != now);
    seen.insert(0, now);
    seen.truncate(MOST);
}

/// The cases and people looked at since the vault was unlocked, the last first.
///
/// # Errors
/// Not for this role, or the store's.
pub fn recent(vault: &Vault, session: &Session) -> Result<Vec<Hit>> {
    session.require_read(Read::Cases)?;
    let shown = Shown { vault, session, terms: &[] };
    let mut hits = Vec::new();
    for seen in vault.recent() {
        let hit = match seen {
            Seen::Case(id) => shown.case(*id),
            Seen::Person(id) => shown.person(*id),
        };
        match hit {
            Ok(hit) => hits.push(hit),
            // Since taken away, or kept from this session.
            Err(Error::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(hits)
}

/// Forgets what was looked at.
pub fn forget_recent(vault: &mut Vault) {
    vault.forget_recent();
}
