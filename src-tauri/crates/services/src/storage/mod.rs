//! Where the data is, whether it is sound, and who did what.

mod verify;

use domain::{access::Read, audit::Action as Audited, plain, time::uk_local};
use serde::Serialize;
use store::audit;

pub use verify::{VerifyReport, verify, verify_watched};

use crate::{Result, Session, Vault};

/// One file of the vault.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct DataFile {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub what: String,
    /// Its size in words.
    pub size_text: String,
}

/// Where the data is.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct DataPlace {
    /// The folder.
    pub folder: String,
    /// What is in it.
    pub files: Vec<DataFile>,
    /// How it is encrypted, in words.
    pub encryption: String,
    /// Entries in the audit chain.
    pub audit_entries: u32,
    /// The first sixteen digits of the chain's head.
    pub head: String,
    /// When the file was last checked, and what was found, in words.
    pub last_checked: String,
    /// Something about the place to think about.
    pub warning: Option<String>,
}

/// Where the data is and how it is kept.
///
/// # Errors
/// Not for this role, or the store's.
pub fn data_place(vault: &Vault, session: &Session) -> Result<DataPlace> {
    session.require_read(Read::Storage)?;
    let folder = vault.folder();
    let files = [
        ("vault.db", "Everything recorded, encrypted"),
        ("vault.keys", "Who may open it; useless without a passphrase"),
        ("READ ME.txt", "What this folder is"),
    ];
    let head = audit::head(vault.reader())?;
    Ok(DataPlace {
        files: files
            .into_iter()
            .filter_map(|(name, what)| {
                let size = std::fs::metadata(folder.join(name)).ok()?.len();
                Some(DataFile { name: name.to_owned(), what: what.to_owned(), size_text: plain::bytes(size) })
            })
            .collect(),
        warning: crate::vault::synced_folder_warning(&folder),
        folder: folder.display().to_string(),
        encryption: "The whole store is encrypted with AES-256 (SQLCipher), every page authenticated, under a random key. That key opens only with a passphrase, slowed down by Argon2id. Nothing leaves this computer unless you save a file.".to_owned(),
        audit_entries: u32::try_from(head.seq).unwrap_or(u32::MAX),
        head: domain::ids::hex(head.hash.get(..8).unwrap_or_default()),
        last_checked: crate::checks::last_checked(&vault.unlocked().checks()),
    })
}

/// One entry of the audit chain, in words.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct ActivityRow {
    /// Its place in the chain.
    pub seq: u32,
    /// When, in words.
    pub when: String,
    /// Who, by label.
    pub by: String,
    /// What they did, to follow their name.
    pub action: String,
    /// A case's reference where the person may see it, an identity otherwise.
    pub subject: String,
}

/// The newest entries before `before`, newest first, a hundred at most.
///
/// # Errors
/// Not for this role, or the store's.
pub fn activity(vault: &Vault, session: &Session, before: Option<u32>) -> Result<Vec<ActivityRow>> {
    session.require_read(Read::Audit)?;
    let conn = vault.reader();
    let references: std::collections::BTreeMap<String, String> =
        store::cases::list(conn)?.into_iter().map(|case| (format!("case:{}", case.id), case.reference)).collect();
    let entries = audit::list(conn, before.map(u64::from), 100)?;
    entries
        .into_iter()
        .map(|entry| {
            let by = match entry.user {
                Some(user) => store::users::label(conn, user)?,
                None => String::new(),
            };
            let subject = entry.subject.unwrap_or_default();
            Ok(ActivityRow {
                seq: u32::try_from(entry.seq).unwrap_or(u32::MAX),
                when: plain::date_time(uk_local(entry.wall.utc())),
                by,
                action: Audited::from_code(&entry.action)
                    .map_or(entry.action.clone(), |action| action.words().to_owned()),
                subject: references.get(&subject).cloned().unwrap_or(subject),
            })
        })
        .collect()
}

/// Counts of what a vault holds, for `status`.
#[derive(Debug, Clone, Serialize)]
pub struct Status {
    /// The provider.
    pub provider: String,
    /// Schema of the file.
    pub schema: i64,
    /// Cases this person may see.
    pub cases: usize,
    /// Measures of the services they work in.
    pub measures: usize,
    /// Packs made.
    pub packs: usize,
    /// Entries in the audit chain.
    pub audit_entries: u64,
    /// Whether it is the demonstration.
    pub demonstration: bool,
}

/// Counts and schema.
///
/// # Errors
/// Not for this role, or the store's.
pub fn status(vault: &Vault, session: &Session) -> Result<Status> {
    session.require_read(Read::Storage)?;
    let conn = vault.reader();
    Ok(Status {
        provider: vault.provider().to_owned(),
        schema: store::migrations::version(conn)?,
        cases: store::cases::list(conn)?.len(),
        measures: store::measures::list(conn)?.len(),
        packs: store::packs::list(conn)?.len(),
        audit_entries: audit::head(conn)?.seq,
        demonstration: vault.is_demonstration(),
    })
}
