//! The open database and the one place where transactions begin.

use rusqlite::{Connection, Transaction, TransactionBehavior};

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
    /// What `work` returns, or the database's when it cannot begin or commit.
    pub fn write<T, E: From<crate::Error>>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate).map_err(crate::Error::from)?;
        let value = work(&tx)?;
        tx.commit().map_err(crate::Error::from)?;
        Ok(value)
    }

    /// Closes the file.
    ///
    /// # Errors
    /// The database's; the file is then left to the operating system.
    pub fn close(self) -> crate::Result<()> {
        self.conn.close().map_err(|(_, error)| error.into())
    }
}
