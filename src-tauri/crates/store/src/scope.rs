//! What one session may see, as the views read it.
//!
//! The views and their table live in the connection's own memory, so that two sessions never share
//! them and nothing of them reaches the disk.

use domain::{ServiceId, UserId};
use rusqlite::{Connection, named_params};

use crate::Result;

/// The part of a session that decides which cases it sees.
#[derive(Debug, Clone)]
pub struct Scope {
    /// Who.
    pub user_id: UserId,
    /// Whether any of the roles reads cases at all.
    pub reads_cases: bool,
    /// Services the person works in.
    pub services: Vec<ServiceId>,
}

/// Makes `visible_case` show what `scope` may see, and `binned_case` what it may see of the bin. Called once after the connection opened.
///
/// # Errors
/// The database's.
pub fn set_scope(conn: &Connection, scope: &Scope) -> Result<()> {
    conn.execute_batch(
        "CREATE TEMP TABLE IF NOT EXISTS session_service (
             service_id BLOB PRIMARY KEY
         ) STRICT, WITHOUT ROWID;
         DELETE FROM temp.session_service;
         CREATE TEMP VIEW IF NOT EXISTS visible_case AS
             SELECT c.* FROM main.safeguarding_case AS c
             WHERE c.access = 'open' AND c.removed = 0
                 AND c.service_id IN (SELECT service_id FROM temp.session_service);
         CREATE TEMP VIEW IF NOT EXISTS binned_case AS
             SELECT c.* FROM main.safeguarding_case AS c
             WHERE c.access = 'open' AND c.removed = 1
                 AND c.service_id IN (SELECT service_id FROM temp.session_service);
         CREATE TEMP VIEW IF NOT EXISTS visible_group AS
             SELECT g.* FROM main.case_group AS g
             WHERE g.service_id IN (SELECT service_id FROM temp.session_service);",
    )?;
    if scope.reads_cases {
        let mut add = conn.prepare("INSERT OR IGNORE INTO temp.session_service (service_id) VALUES (:service)")?;
        for service in &scope.services {
            add.execute(named_params! { ":service": service.bytes() })?;
        }
    }
    Ok(())
}
