//! Every wording of one entry.

use domain::{EventId, access::Read, plain, time::uk_local};
use serde::Serialize;

use crate::{Result, Session, Vault};

/// One wording.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct HistoryRow {
    /// Its number.
    pub rev: u32,
    /// When it was recorded, in words.
    pub recorded: String,
    /// By whom.
    pub by: String,
    /// The reason given.
    pub reason: Option<String>,
    /// The wording.
    pub text: String,
    /// When it says it happened.
    pub when: String,
    /// Whether it put the entry into the bin.
    pub removed: bool,
}

/// Every wording of an entry, oldest first.
///
/// # Errors
/// Not for this role, not there, or the store's.
pub fn history(vault: &Vault, session: &Session, id: EventId) -> Result<Vec<HistoryRow>> {
    session.require_read(Read::Cases)?;
    let conn = vault.reader();
    store::timeline_events::history(conn, id)?
        .into_iter()
        .map(|event| {
            Ok(HistoryRow {
                rev: event.meta.rev,
                recorded: plain::date_time(uk_local(event.meta.recorded_at.utc())),
                by: store::users::label(conn, event.meta.author_id)?,
                reason: event.meta.reason,
                when: event.record.at.text(),
                text: event.record.text,
                removed: event.record.removed,
            })
        })
        .collect()
}
