//! Promised actions.

use domain::{ActionId, CaseId};
use rusqlite::{Connection, Transaction, named_params};

use domain::action::ACTION_SCHEMA;
pub use domain::action::ActionRecord;

use crate::{
    Result, cases,
    revisions::{self, Meta, Record, Revised},
    search::{Findable, Of},
};

impl Record for ActionRecord {
    const KIND: &'static str = "action";
    const SCHEMA: u32 = ACTION_SCHEMA;

    fn record_id(&self) -> [u8; 16] {
        self.id.0
    }

    fn case_id(&self) -> Option<CaseId> {
        Some(self.case_id)
    }

    fn project(&self, tx: &Transaction<'_>, meta: &Meta) -> Result<()> {
        tx.prepare_cached(
            "INSERT INTO action (id, rev, case_id, number, progress, due, go_live, removed)
             VALUES (:id, :rev, :case_id, :number, :progress, :due, :go_live, :removed)
             ON CONFLICT (id) DO UPDATE SET rev = :rev, progress = :progress, due = :due, go_live = :go_live, removed = :removed",
        )?
        .execute(named_params! {
            ":id": self.id.bytes(),
            ":rev": meta.rev,
            ":case_id": self.case_id.bytes(),
            ":number": self.number,
            ":progress": self.progress.code(),
            ":due": self.due.map(|day| day.to_string()),
            ":go_live": self.go_live.map(|day| day.to_string()),
            ":removed": self.removed,
        })?;
        Ok(())
    }

    fn findable(&self) -> Option<Findable> {
        let found = Findable::new(Of::Case(self.case_id)).called(self.reference()).text(&self.title).text(&self.owner);
        let found = found.text(self.marker_label.as_deref().unwrap_or_default());
        let verified_by = self.verified.as_ref().map(|verified| verified.by.as_str());
        (!self.removed).then(|| found.text(verified_by.unwrap_or_default()))
    }
}

/// The actions of a case this session may see: by go-live date, then by number. Those in the bin
/// are among them.
///
/// # Errors
/// [`crate::Error::NotFound`], or the database's.
pub fn list_for_case(conn: &Connection, case_id: CaseId) -> Result<Vec<Revised<ActionRecord>>> {
    cases::require_visible(conn, case_id)?;
    let mut actions: Vec<Revised<ActionRecord>> = revisions::newest_of_case(conn, case_id)?;
    actions.sort_by_key(|action| (action.record.go_live.is_none(), action.record.go_live, action.record.number));
    Ok(actions)
}

/// The newest wording of an action in a case this session may see.
///
/// # Errors
/// [`crate::Error::NotFound`], or the database's.
pub fn get(conn: &Connection, id: ActionId) -> Result<Revised<ActionRecord>> {
    let action: Revised<ActionRecord> = revisions::newest(conn, id.bytes())?;
    cases::require_visible(conn, action.record.case_id)?;
    Ok(action)
}
