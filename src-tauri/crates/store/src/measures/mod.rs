//! Measures: an indicator followed for one service.

use domain::{CaseId, MeasureId, ServiceId, indicator::Library};
use rusqlite::{Connection, Transaction, named_params};

use domain::measure::MEASURE_SCHEMA;
pub use domain::measure::MeasureRecord;

use crate::{
    Result,
    revisions::{self, Meta, Record, Revised},
    search::{Findable, Of},
};

impl Record for MeasureRecord {
    const KIND: &'static str = "measure";
    const SCHEMA: u32 = MEASURE_SCHEMA;

    fn record_id(&self) -> [u8; 16] {
        self.id.0
    }

    fn case_id(&self) -> Option<CaseId> {
        None
    }

    fn project(&self, tx: &Transaction<'_>, meta: &Meta) -> Result<()> {
        tx.prepare_cached(
            "INSERT INTO measure (id, rev, service_id, indicator, every) VALUES (:id, :rev, :service_id, :indicator, :every)
             ON CONFLICT (id) DO UPDATE SET rev = :rev",
        )?
        .execute(named_params! {
            ":id": self.id.bytes(),
            ":rev": meta.rev,
            ":service_id": self.service_id.bytes(),
            ":indicator": self.indicator,
            ":every": self.every.code(),
        })?;
        Ok(())
    }

    fn findable(&self) -> Option<Findable> {
        let name = Library::built_in().find(&self.indicator).map_or(self.indicator.as_str(), |found| &found.name);
        Some(Findable::new(Of::Service(self.service_id)).named(name))
    }
}

/// The short key by which counts refer to a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MeasureKey(pub(crate) i64);

/// The short key of a measure in a service this session works in.
///
/// # Errors
/// [`crate::Error::NotFound`], or the database's.
pub fn key(conn: &Connection, id: MeasureId) -> Result<MeasureKey> {
    Ok(conn
        .prepare_cached(
            "SELECT key FROM measure WHERE id = :id AND service_id IN (SELECT service_id FROM temp.session_service)",
        )?
        .query_row(named_params! { ":id": id.bytes() }, |row| row.get("key").map(MeasureKey))?)
}

/// Every measure of the services this session works in, by service and then in the order added.
///
/// # Errors
/// The database's.
pub fn list(conn: &Connection) -> Result<Vec<Revised<MeasureRecord>>> {
    let mut statement = conn.prepare_cached(
        "SELECT m.id FROM measure AS m JOIN service AS s ON s.id = m.service_id
         WHERE m.service_id IN (SELECT service_id FROM temp.session_service) ORDER BY s.position, m.key",
    )?;
    let ids: Vec<[u8; 16]> = statement.query_map([], |row| row.get("id"))?.collect::<rusqlite::Result<_>>()?;
    ids.iter().map(|id| revisions::newest(conn, id)).collect()
}

/// The newest definition of a measure in a service this session works in.
///
/// # Errors
/// [`crate::Error::NotFound`], or the database's.
pub fn get(conn: &Connection, id: MeasureId) -> Result<Revised<MeasureRecord>> {
    key(conn, id)?;
    revisions::newest(conn, id.bytes())
}

/// The measures with an indicator's code, in one service or in all this session works in.
///
/// # Errors
/// The database's.
pub fn find(conn: &Connection, indicator: &str, service_id: Option<ServiceId>) -> Result<Vec<MeasureId>> {
    let mut statement = conn.prepare_cached(
        "SELECT id FROM measure WHERE indicator = :indicator AND (:service_id IS NULL OR service_id = :service_id)
         AND service_id IN (SELECT service_id FROM temp.session_service) ORDER BY key",
    )?;
    let rows = statement.query_map(
        named_params! { ":indicator": indicator, ":service_id": service_id.as_ref().map(ServiceId::bytes) },
        |row| row.get("id").map(MeasureId),
    )?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
