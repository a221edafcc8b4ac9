//! The open database and the one place where transactions begin.

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::{Error, audit};

/// An open store. One writer, one connection, locked exclusively.
#[derive(Debug)]
pub struct Database {
    conn: Connection,
}

impl Database {
    /// Takes a connection that [`crate::connect`] or [`crate::create`] opened.
    #[must_use]
    pub const fn new(conn: Connection) -> Self {
        Self { conn }
    }

    /// The connection, for reading.
    #[must_use]
    pub const fn reader(&self) -> &Connection {
        &self.conn
    }

    /// Runs `work` in one IMMEDIATE transaction and commits, or rolls back when it fails.
    ///
    /// # Errors
    /// What `work` returns, or the database's when it cannot begin or commit. Nothing was then kept, but
    /// for [`Error::Unconfirmed`].
    pub fn write<T, E: From<Error>>(&mut self, work: impl FnOnce(&Transaction<'_>) -> Result<T, E>) -> Result<T, E> {
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate).map_err(Error::from)?;
        let before = audit::head(&tx)?;
        let value = work(&tx)?;
        let after = audit::head(&tx)?;
        // Not `tx.commit()`, which may roll back first: the system's last error would then be another.
        let Err(error) = tx.execute_batch("COMMIT").map_err(Error::from) else { return Ok(value) };
        drop(tx);
        // A commit that fails in the sync after its journal was emptied stands. The chain tells: what it
        // vouches for is there together with it. While the disk goes on failing nothing can be read; then a
        // journal that is not empty tells that the next opening will undo the commit.
        let stands = match audit::head(&self.conn) {
            Ok(head) => head == after,
            Err(_) => self.journal_is_empty(),
        };
        let full = matches!(error, Error::Full);
        Err(if stands && after != before { Error::Unconfirmed { full } } else { error }.into())
    }

    fn journal_is_empty(&self) -> bool {
        let journal = self.conn.path().map(|path| format!("{path}-journal"));
        journal.is_some_and(|journal| std::fs::metadata(journal).is_ok_and(|found| found.len() == 0))
    }

    /// Closes the file.
    ///
    /// # Errors
    /// The database's; the file is then left to the operating system.
    pub fn close(self) -> crate::Result<()> {
        self.conn.close().map_err(|(_, error)| error.into())
    }
}
