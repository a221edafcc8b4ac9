//! The register of packs: what was made, by whom, for whom.

use domain::{access::Read, pack::Audience, plain, time::uk_local};
use serde::Serialize;
use store::packs::PackItem;

use crate::{Result, Session, Vault};

/// A pack in the register.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct PackRow {
    /// `EP-2026-004`.
    pub number: String,
    /// When it was made, in words.
    pub made: String,
    /// By whom.
    pub by: String,
    /// For which kind of reader, as a code.
    pub audience: String,
    /// The same in words.
    pub audience_label: String,
    /// For whom.
    pub recipient: String,
    /// What for.
    pub purpose: String,
    /// The case.
    pub case_reference: String,
    /// SHA-256 of the PDF.
    pub sha256: String,
    /// Pages.
    pub pages: u32,
    /// Size in words.
    pub size_text: String,
}

/// Every pack of the cases this person may see, newest first.
///
/// # Errors
/// Not for this role, or the store's.
pub fn list(vault: &Vault, session: &Session) -> Result<Vec<PackRow>> {
    session.require_read(Read::Packs)?;
    store::packs::list(vault.reader())?.iter().map(|item| row_of(vault, item)).collect()
}

pub(super) fn row_of(vault: &Vault, item: &PackItem) -> Result<PackRow> {
    Ok(PackRow {
        number: item.number.clone(),
        made: plain::date_time(uk_local(item.made_at.utc())),
        by: store::users::label(vault.reader(), item.made_by)?,
        audience: item.audience.clone(),
        audience_label: Audience::from_code(&item.audience)
            .map_or_else(|| item.audience.clone(), |audience| audience.label().to_owned()),
        recipient: item.recipient.clone(),
        purpose: item.purpose.clone(),
        case_reference: store::cases::get(vault.reader(), item.case_id)?.record.reference,
        sha256: domain::ids::hex(&item.sha256),
        pages: item.pages,
        size_text: plain::bytes(item.size),
    })
}
