//! Opening and creating the encrypted file, with every setting and its reason.

use std::{path::Path, sync::OnceLock};

use rusqlite::{
    Connection, OpenFlags,
    config::DbConfig,
    hooks::{AuthAction, AuthContext, Authorization},
    limits::Limit,
};

use crate::{Damage, Error, Result, keys::DataKey, migrations, search};

/// "EVDT": tells our files from other SQLite databases.
pub const APPLICATION_ID: i32 = 0x4556_4454;
/// SQLCipher's page, in bytes.
const PAGE: u64 = 4096;
/// SQLite before 3.51.3 could lose commits in a race (sqlite.org, release notes); the bundled one is newer.
const OLDEST_SQLITE: i32 = 3_051_003;

/// Creates an empty encrypted file with the newest schema. Never touches a file that is there.
///
/// # Errors
/// [`Error::Occupied`], [`Error::Full`], [`Error::ReadOnly`], or the database's.
pub fn create(file: &Path, key: &DataKey, salt: &[u8; 16]) -> Result<Connection> {
    std::fs::OpenOptions::new().write(true).create_new(true).open(file).map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => Error::Occupied,
        _ => error.into(),
    })?;
    let mut conn = open_file(file)?;
    give_key(&conn, key, Some(salt))?;
    settings(&conn)?;
    let tx = conn.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    tx.execute_batch(&format!("PRAGMA application_id = {APPLICATION_ID}"))?;
    migrations::migrate(&tx)?;
    search::refresh(&tx)?;
    tx.commit()?;
    guard(&mut conn)?;
    Ok(conn)
}

/// Opens the file for reading and writing; never creates, mends or moves anything itself.
///
/// # Errors
/// What is wrong with the file, by kind; [`Error::Newer`] before anything is written.
pub fn connect(file: &Path, key: &DataKey) -> Result<Connection> {
    look_at(file)?;
    let mut conn = open_file(file)?;
    give_key(&conn, key, None)?;
    let application_id: i32 = conn.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    if application_id != APPLICATION_ID {
        return Err(Error::Damaged(Damage::NotOurs));
    }
    migrations::refuse_newer(&conn)?;
    settings(&conn)?;
    let tx = conn.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    migrations::migrate(&tx)?;
    search::refresh(&tx)?;
    tx.commit()?;
    guard(&mut conn)?;
    Ok(conn)
}

/// Looks at the file from outside before SQLite does: what it holds is never changed by a refusal.
///
/// # Errors
/// [`Error::Missing`] or [`Error::Damaged`].
pub(crate) fn look_at(file: &Path) -> Result<()> {
    let size = std::fs::metadata(file)?.len();
    if size == 0 {
        // SQLite would take it for an empty database and pass every check.
        return Err(Error::Damaged(Damage::Empty));
    }
    let beside = |ending: &str| {
        let mut name = file.as_os_str().to_owned();
        name.push(ending);
        std::fs::metadata(name).map_or(0, |found| found.len())
    };
    if beside("-wal") > 0 {
        return Err(Error::Damaged(Damage::ForeignLog));
    }
    // With a journal beside it SQLite rolls back first, which makes the size whole again.
    if !size.is_multiple_of(PAGE) && beside("-journal") == 0 {
        return Err(Error::Damaged(Damage::Truncated));
    }
    let mut first = [0_u8; 16];
    std::io::Read::read_exact(&mut std::fs::File::open(file)?, &mut first)?;
    if &first == b"SQLite format 3\0" {
        return Err(Error::Damaged(Damage::NotOurs));
    }
    Ok(())
}

pub(crate) fn open_file(file: &Path) -> Result<Connection> {
    if rusqlite::version_number() < OLDEST_SQLITE {
        return Err(Error::Sqlite(rusqlite::Error::InvalidQuery));
    }
    set_sqlite_up();
    let conn = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    // First: SQLCipher otherwise writes to standard error, hundreds of thousands of lines for a damaged file.
    conn.execute_batch("PRAGMA cipher_log_level = NONE")?;
    Ok(conn)
}

/// Has SQLite set itself up before two threads open a file at once. It lets the second one through while
/// SQLCipher is still being added (`sqlite3_initialize` notes that it is done before it runs
/// `SQLITE_EXTRA_INIT`), and that thread would find its vault unreadable.
fn set_sqlite_up() {
    static IS_UP: OnceLock<()> = OnceLock::new();
    // Where not even memory can be opened, opening the file says so.
    IS_UP.get_or_init(|| drop(Connection::open_in_memory()));
}

/// Gives the key, then reads: only a read shows whether the key fits the file. Errors of this
/// statement are replaced, since SQLite's can carry its text.
pub(crate) fn give_key(conn: &Connection, key: &DataKey, salt: Option<&[u8; 16]>) -> Result<()> {
    let literal = key.raw_key_literal();
    let statement = zeroize::Zeroizing::new(match salt {
        // A raw key may be followed by the salt that the new file is to begin with.
        Some(salt) => format!("PRAGMA key = \"{}{}'\"", literal.trim_end_matches('\''), domain::ids::hex(salt)),
        None => format!("PRAGMA key = \"{}\"", literal.as_str()),
    });
    let unreadable = |error: rusqlite::Error| match Error::from(error) {
        error @ (Error::InUse | Error::Full | Error::ReadOnly | Error::Io(_) | Error::Damaged(Damage::Truncated)) => {
            error
        }
        _ => Error::Damaged(Damage::Unreadable),
    };
    conn.busy_timeout(std::time::Duration::from_millis(2000)).map_err(unreadable)?;
    conn.execute_batch(&statement).map_err(|_| Error::Damaged(Damage::Unreadable))?;
    conn.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())).map_err(unreadable)
}

/// The settings of every connection that writes.
fn settings(conn: &Connection) -> Result<()> {
    conn.execute_batch(
        // One writer, no reader beside it; a second one is told within the two seconds of the busy timeout.
        "PRAGMA locking_mode = EXCLUSIVE;
         -- Rollback journal, emptied and synced with its folder: survived every simulated power cut.
         PRAGMA journal_mode = TRUNCATE;
         PRAGMA synchronous = EXTRA;
         -- macOS: a sync reaches the disk itself.
         PRAGMA fullfsync = ON;
         PRAGMA foreign_keys = ON;
         -- Otherwise INSERT OR REPLACE would pass the triggers of the audit table.
         PRAGMA recursive_triggers = ON;
         PRAGMA cell_size_check = ON;
         -- A doctored schema runs no function of ours.
         PRAGMA trusted_schema = OFF;
         -- Erased text leaves the file.
         PRAGMA secure_delete = ON;
         -- No temporary files, and read errors rather than crashes.
         PRAGMA temp_store = MEMORY;
         PRAGMA mmap_size = 0;",
    )?;
    // One attached file, for VACUUM INTO.
    conn.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 1)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    Ok(())
}

/// After migrating, refuses every change to the schema but the session's own temporary views.
fn guard(conn: &mut Connection) -> Result<()> {
    conn.authorizer(Some(|context: AuthContext<'_>| match context.action {
        AuthAction::DropTable { .. }
        | AuthAction::DropIndex { .. }
        | AuthAction::DropTrigger { .. }
        | AuthAction::DropView { .. }
        | AuthAction::AlterTable { .. }
        | AuthAction::CreateTable { .. }
        | AuthAction::CreateTrigger { .. }
        | AuthAction::CreateView { .. } => Authorization::Deny,
        _ => Authorization::Allow,
    }))?;
    Ok(())
}
