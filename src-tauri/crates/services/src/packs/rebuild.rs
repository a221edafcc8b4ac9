//! Builds a recorded pack again, to the same bytes.

use domain::{access::Read, audit::Action};

use super::{
    BuiltPack,
    build::{build_stored, hash_bytes},
    list::row_of,
};
use crate::{Error, Result, Session, Vault};

/// Builds the pack of this number from its stored input and compares its hash with the register's. It leaves
/// the program through [`crate::export::pack`].
///
/// # Errors
/// [`Error::Invalid`] for an unknown number; [`Error::NotAvailable`] when the bytes are not those recorded.
pub fn rebuild(vault: &Vault, session: &Session, number: &str) -> Result<BuiltPack> {
    session.require_read(Read::Packs)?;
    session.require(Action::ExportPack)?;
    let (item, stored) = store::packs::get(vault.reader(), number.trim())?
        .ok_or_else(|| Error::invalid("number", "There is no pack of that number. The register shows them all."))?;
    let built = build_stored(&stored)?;
    if hash_bytes(&built.sha256)? != item.sha256 {
        return Err(Error::NotAvailable(
            "This pack cannot be built again to the same bytes with this version of Evident: its layout has changed since. Its record is untouched. Make a new pack instead.".to_owned(),
        ));
    }
    Ok(BuiltPack { id: item.id, row: row_of(vault, &item)?, pdf: built.pdf })
}
