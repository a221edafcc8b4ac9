//! By which rules and lists the words were made, and making them anew where this program has others.

use std::collections::BTreeSet;

use domain::{indicator::Library, lists::Lists, part::catalogue, search::FOLDING};
use rusqlite::{Connection, OptionalExtension, Transaction, named_params};
use sha2::{Digest, Sha256};

use super::keep::{Keeping, keep, make_index};
use crate::{
    Result,
    revisions::{Record, Revised, Visit, each_newest},
};

/// Memory for pages while everything is made anew, in KiB.
const ROOM_KIB: u32 = 65_536;

/// What this program makes words of, beside the records: how it folds, and the words of lists that it is compiled with.
fn digest() -> [u8; 32] {
    let mut hash = Sha256::new().chain_update(b"evident/findable/v1").chain_update(FOLDING.to_be_bytes());
    let mut add = |words: [&str; 3]| {
        for word in words {
            hash.update((word.len() as u64).to_be_bytes());
            hash.update(word);
        }
    };
    for list in &Lists::built_in().list {
        list.item.iter().for_each(|item| add([&list.code, &item.code, &item.label]));
    }
    for kind in catalogue::kinds() {
        add(["", &kind.code, &kind.label]);
        kind.field.iter().for_each(|field| add([&kind.code, &field.code, field.list.as_deref().unwrap_or_default()]));
    }
    Library::built_in().indicator.iter().for_each(|indicator| add(["", &indicator.code, &indicator.name]));
    hash.finalize().into()
}

/// Makes rows and index of the newest wordings where they were made by other rules, or never.
///
/// # Errors
/// A wording that cannot be read, or the database's.
pub(crate) fn refresh(tx: &Transaction<'_>) -> Result<()> {
    let ours = digest();
    let found: Option<[u8; 32]> =
        tx.query_row("SELECT digest FROM findable_edition", [], |row| row.get("digest")).optional()?;
    if found == Some(ours) {
        return Ok(());
    }
    tx.execute("DELETE FROM findable", [])?;
    // Rows come in the order of recording and are indexed by identity: with little room every page would be sealed and
    // opened again and again.
    let usual: i64 = tx.query_row("PRAGMA cache_size", [], |row| row.get(0))?;
    tx.execute_batch(&format!("PRAGMA cache_size = -{ROOM_KIB}"))?;
    let made = each_newest(tx, &Rows).and_then(|()| make_index(tx));
    tx.execute_batch(&format!("PRAGMA cache_size = {usual}"))?;
    made?;
    tx.execute(
        "INSERT INTO findable_edition (one, digest) VALUES (1, :digest) ON CONFLICT (one) DO UPDATE SET digest = :digest",
        named_params! { ":digest": ours },
    )?;
    Ok(())
}

struct Rows;

impl Visit for Rows {
    fn record<R: Record>(&self, tx: &Transaction<'_>, revised: &Revised<R>) -> Result<()> {
        keep(tx, &revised.record, &revised.meta, Keeping::RowAlone)
    }
}

/// Whether the index holds the words of the rows, no more and no fewer, and finds each. Changes nothing.
///
/// # Errors
/// The database's.
pub fn is_sound(conn: &Connection) -> Result<bool> {
    match conn.execute("INSERT INTO findable_index (findable_index, rank) VALUES ('integrity-check', 1)", []) {
        Ok(_) => leaves_are_listed(conn),
        Err(error) => match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DatabaseCorrupt) => Ok(false),
            _ => Err(error.into()),
        },
    }
}

/// Bits of a leaf's key below those of its segment: page, height and one flag (SQLite, `fts5_index.c`).
const LEAF_PAGE_BITS: u32 = 31;
const SEGMENT_AT_BIT: u32 = LEAF_PAGE_BITS + 5 + 1;
/// Keys up to this one hold no leaves.
const LAST_RECORD_OF_ITS_OWN: i64 = 10;

/// Whether each leaf that begins a word is listed in the table by which leaves are found. FTS5's own check reads the
/// rows that are there and misses none.
fn leaves_are_listed(conn: &Connection) -> Result<bool> {
    let mut listed = BTreeSet::new();
    let mut statement = conn.prepare("SELECT segid, pgno >> 1 AS leaf FROM findable_index_idx")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        listed.insert((row.get::<_, i64>("segid")?, row.get::<_, i64>("leaf")?));
    }
    let mut statement = conn.prepare(
        "SELECT id, substr(block, 3, 2) AS words_end, length(block) AS length FROM findable_index_data WHERE id > :own",
    )?;
    let mut rows = statement.query(named_params! { ":own": LAST_RECORD_OF_ITS_OWN })?;
    while let Some(row) = rows.next()? {
        let id: i64 = row.get("id")?;
        let (segment, within) = (id >> SEGMENT_AT_BIT, id & ((1 << SEGMENT_AT_BIT) - 1));
        // Only leaves have neither height nor flag. What follows the words tells where on the page words begin.
        let is_leaf = within >> LEAF_PAGE_BITS == 0;
        let words_end: [u8; 2] = row.get("words_end")?;
        let begins_words = i64::from(u16::from_be_bytes(words_end)) < row.get("length")?;
        if is_leaf && begins_words && !listed.contains(&(segment, within)) {
            return Ok(false);
        }
    }
    Ok(true)
}
