//! Rounds of people's results: who scored, answered or achieved what, by pseudonymous code.

use domain::{CaseId, RoundId};
use rusqlite::{Connection, Transaction, named_params};

use domain::round::ROUND_SCHEMA;
pub use domain::round::RoundRecord;

use crate::{
    Result,
    counts::day_number,
    measures::MeasureKey,
    revisions::{self, Meta, Record, Revised},
    search::{Findable, Of},
};

impl Record for RoundRecord {
    const KIND: &'static str = "round";
    const SCHEMA: u32 = ROUND_SCHEMA;

    fn record_id(&self) -> [u8; 16] {
        self.id.0
    }

    fn case_id(&self) -> Option<CaseId> {
        None
    }

    fn project(&self, tx: &Transaction<'_>, meta: &Meta) -> Result<()> {
        tx.prepare_cached(
            "INSERT INTO measure_round (id, rev, measure_key, side, day, kind, entries, removed)
             VALUES (:id, :rev, (SELECT key FROM measure WHERE id = :measure_id), :side, :day, :kind, :entries, :removed)
             ON CONFLICT (id) DO UPDATE SET rev = :rev, side = :side, day = :day, kind = :kind, entries = :entries,
                 removed = :removed",
        )?
        .execute(named_params! {
            ":id": self.id.bytes(),
            ":rev": meta.rev,
            ":measure_id": self.measure_id.bytes(),
            ":side": self.side.code(),
            ":day": day_number(self.on),
            ":kind": self.kind.code(),
            ":entries": self.entries.len(),
            ":removed": self.removed,
        })?;
        Ok(())
    }

    // Its codes are pseudonyms, which lead to nobody.
    fn findable(&self) -> Option<Findable> {
        let says = !self.removed && !self.note.is_empty();
        says.then(|| Findable::new(Of::Measure(self.measure_id)).text(&self.note))
    }
}

/// The rounds of a measure, those in the bin included, by day and then in the order first recorded.
///
/// # Errors
/// The database's.
pub fn list(conn: &Connection, measure: MeasureKey) -> Result<Vec<Revised<RoundRecord>>> {
    let mut statement = conn.prepare_cached("SELECT id FROM measure_round WHERE measure_key = :measure")?;
    let ids: Vec<[u8; 16]> = statement
        .query_map(named_params! { ":measure": measure.0 }, |row| row.get("id"))?
        .collect::<rusqlite::Result<_>>()?;
    let mut rounds: Vec<Revised<RoundRecord>> =
        ids.iter().map(|id| revisions::newest(conn, id)).collect::<Result<_>>()?;
    rounds.sort_by_key(|round| (round.record.on, round.meta.first_seq));
    Ok(rounds)
}

/// The newest wording of a round of a measure in a service this session works in.
///
/// # Errors
/// [`crate::Error::NotFound`], or the database's.
pub fn get(conn: &Connection, id: RoundId) -> Result<Revised<RoundRecord>> {
    let round: Revised<RoundRecord> = revisions::newest(conn, id.bytes())?;
    crate::measures::key(conn, round.record.measure_id)?;
    Ok(round)
}
