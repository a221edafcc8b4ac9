//! Random identities and salts, drawn from the operating system.

use crate::{Error, Result};

/// Draws sixteen random bytes.
pub(crate) fn bytes16() -> Result<[u8; 16]> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|_| Error::Internal("random numbers"))?;
    Ok(bytes)
}

/// The same for the store, which draws salts.
pub(crate) fn salt() -> store::Result<[u8; 16]> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(store::keys::random::RandomError::from)?;
    Ok(bytes)
}
