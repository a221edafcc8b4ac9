//! Keeps the row of a record, and the index of all rows.

use rusqlite::{OptionalExtension, Transaction, named_params};

use super::{Findable, Of, line};
use crate::{
    Result,
    revisions::{Meta, Record},
};

/// Whether the index follows each row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keeping {
    /// It does.
    RowAndIndex,
    /// It is made of all rows afterwards, or is not asked for.
    RowAlone,
}

/// Writes the row of a record as it stands now, or takes it away where there is nothing to find.
///
/// # Errors
/// The database's.
pub(crate) fn keep<R: Record>(tx: &Transaction<'_>, record: &R, meta: &Meta, keeping: Keeping) -> Result<()> {
    let id = record.record_id();
    let before = match keeping {
        Keeping::RowAndIndex => stands(tx, R::KIND, &id)?,
        Keeping::RowAlone => None,
    };
    let now = record.findable();
    let texts = now.as_ref().map(|now| (line(&now.names), line(&now.words)));
    // A change that touches no word leaves the index alone.
    let same =
        before.as_ref().map(|(_, names, words)| (names, words)) == texts.as_ref().map(|(names, words)| (names, words));
    let follows = keeping == Keeping::RowAndIndex && !same;
    match (&now, &texts) {
        (Some(now), Some((names, words))) => write(tx, R::KIND, &id, meta, now, names, words)?,
        _ => {
            tx.prepare_cached("DELETE FROM findable WHERE kind = :kind AND id = :id")?
                .execute(named_params! { ":kind": R::KIND, ":id": id })?;
        }
    }
    if !follows {
        return Ok(());
    }
    let texts = texts.as_ref().map(|(names, words)| (meta.first_seq, names.as_str(), words.as_str()));
    let before = before.as_ref().map(|(seq, names, words)| (*seq, names.as_str(), words.as_str()));
    match tell_index(tx, before, texts) {
        Ok(()) => Ok(()),
        // A damaged index must not keep anybody from recording: it is made anew of the rows.
        Err(error) if is_damage(&error) => {
            tx.execute_batch("ROLLBACK TO findable; RELEASE findable")?;
            make_index(tx)
        }
        Err(error) => Err(error.into()),
    }
}

/// A row as the index holds it: its key, its names, its other words.
type Indexed<'a> = (u64, &'a str, &'a str);

/// Tells the index what a row held and what it holds. Writes at once, so that damage shows here and not at whichever
/// statement comes next.
fn tell_index(tx: &Transaction<'_>, before: Option<Indexed<'_>>, now: Option<Indexed<'_>>) -> rusqlite::Result<()> {
    tx.execute_batch("SAVEPOINT findable")?;
    if let Some((seq, names, words)) = before {
        // It keeps no copy of its own.
        tx.prepare_cached(
            "INSERT INTO findable_index (findable_index, rowid, names, words) VALUES ('delete', :seq, :names, :words)",
        )?
        .execute(named_params! { ":seq": seq, ":names": names, ":words": words })?;
    }
    if let Some((seq, names, words)) = now {
        tx.prepare_cached("INSERT INTO findable_index (rowid, names, words) VALUES (:seq, :names, :words)")?
            .execute(named_params! { ":seq": seq, ":names": names, ":words": words })?;
    }
    // A savepoint has the index write what it holds in memory.
    tx.execute_batch("SAVEPOINT findable_told; RELEASE findable")
}

/// Whether the index says of its own tables that they are none: pages that are damaged are found before it reads them.
fn is_damage(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode as C;
    matches!(error.sqlite_error_code(), Some(C::DatabaseCorrupt | C::ConstraintViolation))
}

fn stands(tx: &Transaction<'_>, kind: &str, id: &[u8; 16]) -> Result<Option<(u64, String, String)>> {
    Ok(tx
        .prepare_cached("SELECT seq, names, words FROM findable WHERE kind = :kind AND id = :id")?
        .query_row(named_params! { ":kind": kind, ":id": id }, |row| {
            Ok((row.get("seq")?, row.get("names")?, row.get("words")?))
        })
        .optional()?)
}

fn write(
    tx: &Transaction<'_>,
    kind: &str,
    id: &[u8; 16],
    meta: &Meta,
    now: &Findable,
    names: &str,
    words: &str,
) -> Result<()> {
    let (mut case_id, mut group_id, mut service_id, mut measure_id) = (None, None, None, None);
    match &now.of {
        Of::Case(id) => case_id = Some(id.bytes()),
        Of::Group(id) => group_id = Some(id.bytes()),
        Of::Service(id) => service_id = Some(id.bytes()),
        Of::Measure(id) => measure_id = Some(id.bytes()),
    }
    tx.prepare_cached(
        "INSERT INTO findable (seq, id, kind, case_id, group_id, service_id, compartment, reference, names, words)
         VALUES (:seq, :id, :kind, :case_id, :group_id,
             coalesce(:service_id, (SELECT service_id FROM measure WHERE id = :measure_id)),
             :compartment, :reference, :names, :words)
         ON CONFLICT (seq) DO UPDATE SET reference = :reference, names = :names, words = :words",
    )?
    .execute(named_params! {
        ":seq": meta.first_seq, ":id": id, ":kind": kind, ":case_id": case_id, ":group_id": group_id,
        ":service_id": service_id, ":measure_id": measure_id, ":compartment": now.compartment.code(),
        ":reference": now.reference, ":names": names, ":words": words,
    })?;
    Ok(())
}

/// Makes the index of all rows anew. The rows stay as they are.
///
/// # Errors
/// The database's.
pub fn make_index(tx: &Transaction<'_>) -> Result<()> {
    Ok(tx.execute_batch("INSERT INTO findable_index (findable_index) VALUES ('rebuild')")?)
}
