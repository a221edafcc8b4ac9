//! A new vault for a provider.

use std::path::Path;

use domain::{
    ServiceId, UserId,
    access::Role,
    audit::Action,
    provider::{NewService, Service, check_provider},
};
use store::{Instant, reference_entries::ReferenceEntry, vault};

use super::{kdf_cost, passphrase::require_strong};
use crate::{Result, Subject, Vault, clock::Clock, random};

/// What is asked when a provider is set up.
pub struct NewVault<'a> {
    /// The provider's name.
    pub provider: &'a str,
    /// Its services.
    pub services: &'a [NewService],
    /// What the unlock screen and the records call the first person.
    pub user_label: &'a str,
    /// Their passphrase.
    pub passphrase: &'a str,
}

/// Makes a vault in `folder` and opens it for its first person, who is Manager and Administrator.
///
/// # Errors
/// [`crate::Error::Invalid`] with the fields, [`crate::Error::PlaceTaken`], or the store's; nothing is left behind.
pub fn create(folder: &Path, new: &NewVault<'_>, clock: Clock) -> Result<Vault> {
    check_provider(new.provider, new.services)?;
    require_strong(new.passphrase, new.user_label)?;
    make(folder, new, clock, None)
}

/// Makes the vault without judging the passphrase; a demonstration's is known to everybody.
pub(crate) fn make(folder: &Path, new: &NewVault<'_>, clock: Clock, demo_now: Option<&str>) -> Result<Vault> {
    let at = Instant::from(clock.now());
    let unlocked = vault::create_vault(
        folder,
        &vault::NewVault {
            vault_id: random::bytes16()?,
            provider: new.provider.trim(),
            user_id: UserId(random::bytes16()?),
            label: new.user_label,
            passphrase: new.passphrase,
            roles: &[Role::Administrator, Role::Manager],
            at,
            cost: kdf_cost(),
            demo_now,
        },
    )?;
    let mut vault = Vault::open(unlocked, clock)?;
    if demo_now.is_some() {
        vault.set_clock(clock.now());
    }
    let session = vault.session();
    let begun = vault.change(&session, Action::CreateVault, None, |change| {
        for (position, service) in (0_u32..).zip(new.services) {
            let service =
                Service { id: ServiceId(random::bytes16()?), name: service.name.trim().to_owned(), kind: service.kind };
            store::services::add(change.tx(), &service, position)?;
        }
        seed_reference(change.tx())?;
        Ok(((), Subject::none()))
    });
    if let Err(error) = begun.and_then(|()| vault.reload_services()) {
        drop(vault);
        vault::remove_new_vault(folder);
        return Err(error);
    }
    Ok(vault)
}

/// Puts the compiled lists into the store, leaving a provider's own rows alone.
pub(super) fn seed_reference(tx: &store::Transaction<'_>) -> Result<()> {
    let library = domain::indicator::Library::built_in();
    let entries: Vec<ReferenceEntry> = library
        .indicator
        .iter()
        .map(|indicator| {
            Ok(ReferenceEntry {
                code: indicator.code.clone(),
                label: indicator.name.clone(),
                data: serde_json::to_string(indicator).map_err(|_| crate::Error::Internal("indicator library"))?,
                source: indicator.source.clone(),
                valid_from: library.valid_from,
            })
        })
        .collect::<Result<_>>()?;
    store::reference_entries::seed(tx, crate::measures::INDICATORS, &entries)?;
    Ok(())
}
