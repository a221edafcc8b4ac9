//! What is known of the reporting behind a measure: one record a measure.

use domain::{CaseId, MeasureId};
use rusqlite::{Connection, Transaction, named_params};
use sha2::{Digest, Sha256};

use domain::round::REPORTING_SCHEMA;
pub use domain::round::ReportingRecord;

use crate::{
    Error, Result,
    revisions::{self, Meta, Record, Revised},
};

/// The identity of the record of one measure.
pub(crate) fn id_of(measure: MeasureId) -> [u8; 16] {
    let hash = Sha256::new().chain_update(b"evident/reporting/v1\0").chain_update(measure.bytes()).finalize();
    let mut id = [0; 16];
    id.copy_from_slice(&hash[..16]);
    id
}

impl Record for ReportingRecord {
    const KIND: &'static str = "reporting";
    const SCHEMA: u32 = REPORTING_SCHEMA;

    fn record_id(&self) -> [u8; 16] {
        id_of(self.measure_id)
    }

    fn case_id(&self) -> Option<CaseId> {
        None
    }

    fn project(&self, tx: &Transaction<'_>, meta: &Meta) -> Result<()> {
        tx.prepare_cached(
            "INSERT INTO measure_reporting (id, rev, measure_key)
             VALUES (:id, :rev, (SELECT key FROM measure WHERE id = :measure_id))
             ON CONFLICT (id) DO UPDATE SET rev = :rev",
        )?
        .execute(named_params! {
            ":id": self.record_id(),
            ":rev": meta.rev,
            ":measure_id": self.measure_id.bytes(),
        })?;
        Ok(())
    }
}

/// What was entered for a measure in a service this session works in; `None` while nothing was.
///
/// # Errors
/// [`Error::NotFound`] for a measure that is not there, or the database's.
pub fn get(conn: &Connection, measure: MeasureId) -> Result<Option<Revised<ReportingRecord>>> {
    crate::measures::key(conn, measure)?;
    match revisions::newest(conn, &id_of(measure)) {
        Ok(found) => Ok(Some(found)),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}
