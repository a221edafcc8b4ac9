//! Events of a case's timeline.

use domain::{CaseId, EventId};
use rusqlite::{Connection, Transaction, named_params};

use domain::timeline::EVENT_SCHEMA;
pub use domain::timeline::EventRecord;

use crate::{
    Result, cases,
    revisions::{self, Meta, Record, Revised},
    search::{Findable, Of},
};

impl Record for EventRecord {
    const KIND: &'static str = "event";
    const SCHEMA: u32 = EVENT_SCHEMA;

    fn record_id(&self) -> [u8; 16] {
        self.id.0
    }

    fn case_id(&self) -> Option<CaseId> {
        Some(self.case_id)
    }

    fn project(&self, tx: &Transaction<'_>, meta: &Meta) -> Result<()> {
        tx.prepare_cached(include_str!("project.sql"))?.execute(named_params! {
            ":id": self.id.bytes(),
            ":rev": meta.rev,
            ":case_id": self.case_id.bytes(),
            ":lane": self.lane.code(),
            ":kind": self.kind.code(),
            ":fact_date": self.at.date.to_string(),
            ":fact_time": crate::fact_time::time_column(&self.at),
            ":fact_offset_min": self.at.offset_min,
            ":fact_precision": self.at.precision.code(),
            ":fact_sort": self.at.sort_key(),
            ":recorded_at": meta.first_recorded_at,
            ":first_seq": meta.first_seq,
            ":removed": self.removed,
        })?;
        Ok(())
    }

    fn findable(&self) -> Option<Findable> {
        let found = Findable::new(Of::Case(self.case_id)).text(&self.text);
        (!self.removed).then(|| found.text(self.agency.as_deref().unwrap_or_default()))
    }
}

/// The events of a case this session may see, in the order in which they happened; ties by the
/// order of recording. Those in the bin are among them.
///
/// # Errors
/// [`crate::Error::NotFound`], or the database's.
pub fn list_for_case(conn: &Connection, case_id: CaseId) -> Result<Vec<Revised<EventRecord>>> {
    cases::require_visible(conn, case_id)?;
    let mut events: Vec<Revised<EventRecord>> = revisions::newest_of_case(conn, case_id)?;
    events.sort_by_key(|event| (event.record.at.sort_key(), event.meta.first_recorded_at, event.meta.first_seq));
    Ok(events)
}

/// The newest wording of an event in a case this session may see.
///
/// # Errors
/// [`crate::Error::NotFound`], or the database's.
pub fn get(conn: &Connection, id: EventId) -> Result<Revised<EventRecord>> {
    let event: Revised<EventRecord> = revisions::newest(conn, id.bytes())?;
    cases::require_visible(conn, event.record.case_id)?;
    Ok(event)
}

/// Every wording of an event, oldest first.
///
/// # Errors
/// [`crate::Error::NotFound`], or the database's.
pub fn history(conn: &Connection, id: EventId) -> Result<Vec<Revised<EventRecord>>> {
    let newest = get(conn, id)?;
    revisions::history(conn, newest.record.id.bytes())
}
