//! Groups of cases: those of one enquiry, one for each adult.

use domain::{CaseId, GroupId, ServiceId, group::GROUP_SCHEMA};
use rusqlite::{Connection, Transaction, named_params};

pub use domain::group::GroupRecord;

use crate::{
    Result,
    revisions::{self, Meta, Record, Revised},
    search::{Findable, Of},
};

impl Record for GroupRecord {
    const KIND: &'static str = "group";
    const SCHEMA: u32 = GROUP_SCHEMA;

    fn record_id(&self) -> [u8; 16] {
        self.id.0
    }

    fn case_id(&self) -> Option<CaseId> {
        None
    }

    fn project(&self, tx: &Transaction<'_>, meta: &Meta) -> Result<()> {
        tx.prepare_cached(
            "INSERT INTO case_group (id, rev, service_id, title, removed) VALUES (:id, :rev, :service_id, :title, :removed)
             ON CONFLICT (id) DO UPDATE SET rev = :rev, title = :title, removed = :removed",
        )?
        .execute(named_params! {
            ":id": self.id.bytes(), ":rev": meta.rev, ":service_id": self.service_id.bytes(), ":title": self.title,
            ":removed": self.removed,
        })?;
        Ok(())
    }

    fn findable(&self) -> Option<Findable> {
        let found = Findable::new(Of::Group(self.id)).text(&self.title).text(&self.about);
        (!self.removed).then_some(found)
    }
}

/// The newest wording of a group this session may see.
///
/// # Errors
/// [`crate::Error::NotFound`], or the database's.
pub fn get(conn: &Connection, id: GroupId) -> Result<Revised<GroupRecord>> {
    conn.prepare_cached("SELECT 1 FROM visible_group WHERE id = :id")?
        .query_row(named_params! { ":id": id.bytes() }, |_| Ok(()))?;
    revisions::newest(conn, id.bytes())
}

/// The groups of a service this session may see, by name, those in the bin among them.
///
/// # Errors
/// The database's.
pub fn list(conn: &Connection, service_id: ServiceId) -> Result<Vec<Revised<GroupRecord>>> {
    let mut statement =
        conn.prepare_cached("SELECT id FROM visible_group WHERE service_id = :service ORDER BY title COLLATE NOCASE")?;
    let ids: Vec<[u8; 16]> = statement
        .query_map(named_params! { ":service": service_id.bytes() }, |row| row.get("id"))?
        .collect::<rusqlite::Result<_>>()?;
    ids.iter().map(|id| revisions::newest(conn, id)).collect()
}

/// The cases of a group that this session may see, by reference.
///
/// # Errors
/// The database's.
pub fn cases(conn: &Connection, id: GroupId) -> Result<Vec<CaseId>> {
    let mut statement =
        conn.prepare_cached("SELECT id FROM visible_case WHERE group_id = :group ORDER BY reference")?;
    let rows = statement.query_map(named_params! { ":group": id.bytes() }, |row| row.get("id").map(CaseId))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
