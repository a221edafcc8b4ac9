//! One digest over an entry and its rows: SHA-256 over salt, identity of the entry and of its measure, how it came
//! in, file name and hash, the entry it undoes, the number of rows; then for each row in order of its date the
//! day number, the events and the exposure. Numbers are eight bytes big-endian, texts stand behind a 32-bit length,
//! an option is one byte, 0 or 1, and its value.

use rusqlite::{Connection, named_params};
use sha2::{Digest, Sha256};

use crate::Result;

/// Feeds rows, in order, into the digest of an entry.
pub(super) struct EntryDigest(Sha256);

impl EntryDigest {
    /// The digest of the entry as it stands in its table, before its rows.
    pub(super) fn of(conn: &Connection, key: i64) -> Result<Self> {
        let mut statement = conn.prepare_cached(
            "SELECT e.salt16, e.id, m.id AS measure_id, e.how, e.file_name, e.file_sha256, u.id AS undoes_id, e.rows
             FROM count_entry AS e JOIN measure AS m ON m.key = e.measure_key
             LEFT JOIN count_entry AS u ON u.key = e.undoes WHERE e.key = :key",
        )?;
        Ok(statement.query_row(named_params! { ":key": key }, |row| {
            let mut hash = Sha256::new();
            hash.update(row.get::<_, [u8; 16]>("salt16")?);
            hash.update(row.get::<_, [u8; 16]>("id")?);
            hash.update(row.get::<_, [u8; 16]>("measure_id")?);
            text(&mut hash, &row.get::<_, String>("how")?);
            option(&mut hash, row.get::<_, Option<String>>("file_name")?, |hash, name| text(hash, &name));
            option(&mut hash, row.get::<_, Option<[u8; 32]>>("file_sha256")?, |hash, sha256| hash.update(sha256));
            option(&mut hash, row.get::<_, Option<[u8; 16]>>("undoes_id")?, |hash, id| hash.update(id));
            hash.update(row.get::<_, i64>("rows")?.to_be_bytes());
            Ok(Self(hash))
        })?)
    }

    pub(super) fn row(&mut self, day: i64, events: i64, exposure: Option<i64>) {
        self.0.update(day.to_be_bytes());
        self.0.update(events.to_be_bytes());
        option(&mut self.0, exposure, |hash, exposure| hash.update(exposure.to_be_bytes()));
    }

    pub(super) fn finish(self) -> [u8; 32] {
        self.0.finalize().into()
    }
}

fn text(hash: &mut Sha256, text: &str) {
    hash.update(u32::try_from(text.len()).unwrap_or(u32::MAX).to_be_bytes());
    hash.update(text.as_bytes());
}

fn option<T>(hash: &mut Sha256, value: Option<T>, write: impl Fn(&mut Sha256, T)) {
    match value {
        None => hash.update([0]),
        Some(value) => {
            hash.update([1]);
            write(hash, value);
        }
    }
}
