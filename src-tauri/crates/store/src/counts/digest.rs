//! One digest over the rows of an entry: SHA-256 over salt, then for each row in order of its date the
//! day number, the events and the exposure, each as eight bytes big-endian, an option as 0 or 1 before.

use rusqlite::{Connection, named_params};
use sha2::{Digest, Sha256};

use crate::Result;

/// Feeds rows, in order, into the digest of an entry.
pub(super) struct EntryDigest(Sha256);

impl EntryDigest {
    pub(super) fn new(salt: &[u8; 16]) -> Self {
        Self(Sha256::new().chain_update(salt))
    }

    pub(super) fn row(&mut self, day: i64, events: u64, exposure: Option<u64>) {
        self.0.update(day.to_be_bytes());
        self.0.update(events.to_be_bytes());
        match exposure {
            None => self.0.update([0]),
            Some(exposure) => {
                self.0.update([1]);
                self.0.update(exposure.to_be_bytes());
            }
        }
    }

    pub(super) fn finish(self) -> [u8; 32] {
        self.0.finalize().into()
    }
}

/// Computes the digest of each entry anew from the rows it wrote, wherever they are now.
pub(crate) fn each_digest(conn: &Connection, mut take: impl FnMut(u64, [u8; 32])) -> Result<()> {
    let mut entries = conn.prepare("SELECT key, salt16, audit_seq, digest, how FROM count_entry ORDER BY key")?;
    let mut rows_of = conn.prepare(
        "SELECT start, events, exposure FROM period_count WHERE measure_key = (SELECT measure_key FROM count_entry WHERE key = :entry)
             AND entry_key = :entry
         UNION ALL SELECT start, events, exposure FROM period_count_history WHERE entry_key = :entry ORDER BY start",
    )?;
    let mut rows = entries.query([])?;
    while let Some(entry) = rows.next()? {
        let (key, salt): (i64, [u8; 16]) = (entry.get("key")?, entry.get("salt16")?);
        let how: String = entry.get("how")?;
        // An undo writes no rows of its own: its digest covers those it took away, which are in the history.
        let digest = if how == "undo" {
            let mut taken = conn.prepare_cached(
                "SELECT start, events, exposure FROM period_count_history WHERE replaced_by = :entry ORDER BY start",
            )?;
            digest_of(&salt, &mut taken.query(named_params! { ":entry": key })?)?
        } else {
            digest_of(&salt, &mut rows_of.query(named_params! { ":entry": key })?)?
        };
        take(entry.get("audit_seq")?, digest);
    }
    Ok(())
}

fn digest_of(salt: &[u8; 16], rows: &mut rusqlite::Rows<'_>) -> Result<[u8; 32]> {
    let mut digest = EntryDigest::new(salt);
    while let Some(row) = rows.next()? {
        digest.row(row.get("start")?, row.get("events")?, row.get("exposure")?);
    }
    Ok(digest.finish())
}
