//! What can go wrong below the use cases. No message holds content: ids, codes and steps only.

use crate::canonical::CanonicalError;

/// The store's results.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// How a file is damaged, as far as it can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Damage {
    /// No bytes at all.
    Empty,
    /// Not a whole number of pages, and no journal from which SQLite could mend it.
    Truncated,
    /// The data file is not encrypted, or is another program's.
    NotOurs,
    /// It does not decrypt with its own key.
    Unreadable,
    /// One of the integrity checks found pages that are wrong.
    FailedCheck,
    /// The database and the key file are not of one vault.
    WrongPair,
    /// A write-ahead log stands beside it, which Evident never writes.
    ForeignLog,
    /// A record's bytes are not what was written.
    Record,
}

/// What can go wrong in the store.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no vault here.
    #[error("no vault at this place")]
    Missing,
    /// There is something here already.
    #[error("a vault or another file stands at this place already")]
    Occupied,
    /// The file is damaged.
    #[error("damaged: {0:?}")]
    Damaged(Damage),
    /// Written by a newer version.
    #[error("schema {found} is newer than {known}")]
    Newer {
        /// The file's schema.
        found: i64,
        /// The newest this program knows.
        known: i64,
    },
    /// The key file beside it is an older one put back.
    #[error("the key file is not the one this database expects")]
    OlderKeyFile,
    /// Another process has it open.
    #[error("open elsewhere")]
    InUse,
    /// The place cannot be written.
    #[error("cannot be written here")]
    ReadOnly,
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// Whoever asked for it wants no more of it.
    #[error("stopped")]
    Stopped,
    /// The disk failed at the very last step of a commit, which stands all the same, as far as can be told.
    #[error("committed, but the disk did not confirm it")]
    Unconfirmed {
        /// Whether it failed for want of room.
        full: bool,
    },
    /// A record changed since it was read.
    #[error("revision {expected} is not the newest, {newest} is")]
    Conflict {
        /// The revision the change was based on.
        expected: u32,
        /// The newest.
        newest: u32,
    },
    /// Nothing with that identity, or not for this session.
    #[error("not found")]
    NotFound,
    /// A piece of a file of the evidence is not what was kept, or is not there.
    #[error("file {0} is damaged")]
    FileDamaged(domain::FileId),
    /// The canonical form failed.
    #[error(transparent)]
    Canonical(#[from] CanonicalError),
    /// The key file cannot be read or written.
    #[error(transparent)]
    KeyFile(crate::keys::sidecar_file::SidecarFileError),
    /// The passphrase does not open this slot.
    #[error("wrong passphrase")]
    WrongPassphrase,
    /// Nobody may try a passphrase yet.
    #[error("wait {0:?} before the next try")]
    Wait(std::time::Duration),
    /// A slot cannot be made or opened for another reason than its passphrase.
    #[error(transparent)]
    Slot(crate::keys::SlotError),
    /// The system gave no random bytes.
    #[error(transparent)]
    Random(#[from] crate::keys::random::RandomError),
    /// Another process has it open, as far as its record says.
    #[error("open elsewhere")]
    Held(Option<crate::keys::Holder>),
    /// Reading or writing a file failed.
    #[error("file access failed: {0}")]
    Io(#[source] std::io::Error),
    /// Anything else SQLite says. Its text can hold a statement, never a bound value.
    #[error("SQLite: {0}")]
    Sqlite(#[source] rusqlite::Error),
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind as K;
        match error.kind() {
            K::NotFound => Self::Missing,
            K::PermissionDenied | K::ReadOnlyFilesystem => Self::ReadOnly,
            K::StorageFull | K::QuotaExceeded => Self::Full,
            _ => Self::Io(error),
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as C;
        match error.sqlite_error_code() {
            Some(C::DiskFull) => Self::Full,
            Some(C::ReadOnly) => Self::ReadOnly,
            Some(C::DatabaseBusy | C::DatabaseLocked) => Self::InUse,
            Some(C::DatabaseCorrupt) => Self::Damaged(Damage::FailedCheck),
            Some(C::NotADatabase) => Self::Damaged(Damage::Unreadable),
            // What SQLite says when SQLCipher gives it no page, because the page is not as it was written.
            Some(C::OutOfMemory) => Self::Damaged(Damage::Unreadable),
            Some(C::SystemIoFailure | C::CannotOpen) => of_the_disk(error),
            _ if matches!(error, rusqlite::Error::QueryReturnedNoRows) => Self::NotFound,
            // Tables are strict: a column of another type than it was made with was not written so.
            _ if matches!(
                error,
                rusqlite::Error::InvalidColumnType(..)
                    | rusqlite::Error::FromSqlConversionFailure(..)
                    | rusqlite::Error::IntegralValueOutOfRange(..)
            ) =>
            {
                Self::Damaged(Damage::Record)
            }
            _ => Self::Sqlite(error),
        }
    }
}

/// What the disk did. SQLite names a full disk only where a write found no room; of a sync, a truncation or
/// a new journal it says "I/O error", and what the system had answered stands in the system's own last error.
fn of_the_disk(error: rusqlite::Error) -> Error {
    // Fewer bytes than the file's own header promises.
    const SHORT_READ: i32 = rusqlite::ffi::SQLITE_IOERR_SHORT_READ;
    let system = std::io::Error::last_os_error();
    match error.sqlite_extended_error_code() {
        Some(SHORT_READ | rusqlite::ffi::SQLITE_IOERR) => Error::Damaged(Damage::Truncated),
        _ if matches!(Error::from(system), Error::Full) => Error::Full,
        _ => Error::Io(std::io::Error::other(error)),
    }
}

impl From<crate::keys::SlotError> for Error {
    fn from(error: crate::keys::SlotError) -> Self {
        match error {
            crate::keys::SlotError::WrongPassphrase => Self::WrongPassphrase,
            other => Self::Slot(other),
        }
    }
}

impl From<crate::keys::sidecar_file::SidecarFileError> for Error {
    fn from(error: crate::keys::sidecar_file::SidecarFileError) -> Self {
        use crate::keys::sidecar_file::SidecarFileError as F;
        match error {
            F::File(step) => step.into(),
            other => Self::KeyFile(other),
        }
    }
}

impl From<crate::keys::StepError> for Error {
    fn from(error: crate::keys::StepError) -> Self {
        error.source.into()
    }
}

impl From<crate::keys::LockError> for Error {
    fn from(error: crate::keys::LockError) -> Self {
        use crate::keys::LockError as L;
        match error {
            L::Held(holder) => Self::Held(holder),
            L::ReadOnly(_) => Self::ReadOnly,
            L::File(step) => step.into(),
        }
    }
}
