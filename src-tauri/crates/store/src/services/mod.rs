//! The provider's services.

use domain::{
    ServiceId,
    provider::{Service, ServiceKind},
};
use rusqlite::{Connection, Row, Transaction, named_params};

use crate::{Damage, Error, Result};

fn from_row(row: &Row<'_>) -> Result<Service> {
    let kind: String = row.get("kind")?;
    Ok(Service {
        id: ServiceId(row.get("id")?),
        name: row.get("name")?,
        kind: ServiceKind::from_code(&kind).ok_or(Error::Damaged(Damage::Record))?,
    })
}

/// Adds a service at a place in lists.
///
/// # Errors
/// The database's.
pub fn add(tx: &Transaction<'_>, service: &Service, position: u32) -> Result<()> {
    tx.execute(
        "INSERT INTO service (id, name, kind, position) VALUES (:id, :name, :kind, :position)",
        named_params! { ":id": service.id.bytes(), ":name": service.name, ":kind": service.kind.code(), ":position": position },
    )?;
    Ok(())
}

/// Every service, in the order of lists.
///
/// # Errors
/// The database's.
pub fn list(conn: &Connection) -> Result<Vec<Service>> {
    let mut statement = conn.prepare_cached("SELECT * FROM service ORDER BY position")?;
    let mut rows = statement.query([])?;
    let mut services = Vec::new();
    while let Some(row) = rows.next()? {
        services.push(from_row(row)?);
    }
    Ok(services)
}
