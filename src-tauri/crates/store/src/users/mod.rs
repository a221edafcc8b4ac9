//! People who may unlock, their roles and preferences.

use domain::{UserId, access::Role};
use rusqlite::{Connection, OptionalExtension, Transaction, named_params};

use crate::{Damage, Error, Instant, Result};

/// A person who may unlock.
#[derive(Debug, Clone)]
pub struct User {
    /// Identity.
    pub id: UserId,
    /// Shown on the unlock screen and beside what they record.
    pub label: String,
    /// The public key that anything for them is sealed to.
    pub public_key: [u8; 32],
    /// What they may do.
    pub roles: Vec<Role>,
}

/// How the program looks and locks for one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preferences {
    /// Minutes without a touch until it locks: 5 to 30.
    pub idle_minutes: u32,
    /// Per cent: 80 to 200.
    pub zoom: u32,
    /// `system`, `light` or `dark`.
    pub theme: String,
    /// Whether screenshots and shared screens may show the window.
    pub capturable: bool,
}

impl Default for Preferences {
    fn default() -> Self {
        Self { idle_minutes: 10, zoom: 100, theme: "system".to_owned(), capturable: false }
    }
}

/// Adds a person.
///
/// # Errors
/// The database's.
pub fn add(tx: &Transaction<'_>, user: &User, at: Instant) -> Result<()> {
    tx.execute(
        "INSERT INTO user (id, label, public_key, created_at) VALUES (:id, :label, :public_key, :created_at)",
        named_params! { ":id": user.id.bytes(), ":label": user.label, ":public_key": user.public_key, ":created_at": at },
    )?;
    for role in &user.roles {
        tx.execute(
            "INSERT INTO user_role (user_id, role) VALUES (:user_id, :role)",
            named_params! { ":user_id": user.id.bytes(), ":role": role.code() },
        )?;
    }
    Ok(())
}

/// One person.
///
/// # Errors
/// [`Error::NotFound`], or the database's.
pub fn get(conn: &Connection, id: UserId) -> Result<User> {
    let mut roles = conn.prepare_cached("SELECT role FROM user_role WHERE user_id = :id ORDER BY role")?;
    let roles = roles
        .query_map(named_params! { ":id": id.bytes() }, |row| row.get::<_, String>("role"))?
        .map(|role| Role::from_code(&role?).ok_or(Error::Damaged(Damage::Record)))
        .collect::<Result<_>>()?;
    Ok(conn
        .prepare_cached("SELECT label, public_key FROM user WHERE id = :id")?
        .query_row(named_params! { ":id": id.bytes() }, |row| {
            Ok(User { id, label: row.get("label")?, public_key: row.get("public_key")?, roles })
        })?)
}

/// What a person is called beside what they recorded.
///
/// # Errors
/// [`Error::NotFound`], or the database's.
pub fn label(conn: &Connection, id: UserId) -> Result<String> {
    Ok(conn
        .prepare_cached("SELECT label FROM user WHERE id = :id")?
        .query_row(named_params! { ":id": id.bytes() }, |row| row.get("label"))?)
}

/// A person's preferences, or the usual ones.
///
/// # Errors
/// The database's.
pub fn preferences(conn: &Connection, id: UserId) -> Result<Preferences> {
    Ok(conn
        .prepare_cached("SELECT * FROM user_preference WHERE user_id = :id")?
        .query_row(named_params! { ":id": id.bytes() }, |row| {
            Ok(Preferences {
                idle_minutes: row.get("idle_minutes")?,
                zoom: row.get("zoom")?,
                theme: row.get("theme")?,
                capturable: row.get("capturable")?,
            })
        })
        .optional()?
        .unwrap_or_default())
}

/// Keeps a person's preferences.
///
/// # Errors
/// The database's; also when a value is out of its range.
pub fn set_preferences(tx: &Transaction<'_>, id: UserId, preferences: &Preferences) -> Result<()> {
    tx.execute(
        "INSERT INTO user_preference (user_id, idle_minutes, zoom, theme, capturable)
         VALUES (:id, :idle_minutes, :zoom, :theme, :capturable)
         ON CONFLICT (user_id) DO UPDATE
         SET idle_minutes = :idle_minutes, zoom = :zoom, theme = :theme, capturable = :capturable",
        named_params! {
            ":id": id.bytes(),
            ":idle_minutes": preferences.idle_minutes,
            ":zoom": preferences.zoom,
            ":theme": preferences.theme,
            ":capturable": preferences.capturable,
        },
    )?;
    Ok(())
}
