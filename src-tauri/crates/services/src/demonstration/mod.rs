//! The demonstration service: a vault of its own with invented people, made through the same use cases
//! as any other, each entry at its own recording time.

mod data;
mod seed;

use std::path::Path;

use domain::provider::NewService;

use crate::{
    Error, Result, Vault,
    clock::Clock,
    setup::{self, NewVault},
};

pub use crate::setup::DEMONSTRATION_PASSPHRASE;

/// Makes the demonstration in `folder`, telling `progress` how far it is: (done, of). It is made in a folder
/// beside and put in its place whole: one that was interrupted is never opened.
///
/// # Errors
/// [`Error::PlaceTaken`] when something is there; nothing of it is touched.
pub fn create(folder: &Path, progress: &mut dyn FnMut(u32, u32)) -> Result<Vault> {
    if std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(Error::PlaceTaken);
    }
    let mut name = folder.file_name().ok_or(Error::VaultMissing)?.to_owned();
    name.push(".unfinished");
    let unfinished = folder.with_file_name(name);
    let _ = std::fs::remove_dir_all(&unfinished);
    std::fs::create_dir_all(&unfinished).map_err(|_| Error::CannotWriteFile)?;
    let made = make(&unfinished, progress);
    if made.is_err() {
        let _ = std::fs::remove_dir_all(&unfinished);
    }
    made?.lock()?;
    let _ = std::fs::remove_dir(folder);
    std::fs::rename(&unfinished, folder).map_err(|_| Error::CannotWriteFile)?;
    setup::unlock(folder, None, DEMONSTRATION_PASSPHRASE, Clock::of_this_run())
}

fn make(folder: &Path, progress: &mut dyn FnMut(u32, u32)) -> Result<Vault> {
    let data = data::Demonstration::built_in()?;
    let services: Vec<NewService> =
        data.services.iter().map(|each| NewService { name: each.service.clone(), kind: each.kind }).collect();
    let new = NewVault {
        provider: &data.provider.provider,
        services: &services,
        user_label: &data.provider.user_label,
        passphrase: DEMONSTRATION_PASSPHRASE,
    };
    let mut vault = setup::make(folder, &new, Clock::Fixed(data.began()?), Some(&data.provider.demo_now))?;
    std::fs::write(
        folder.join(setup::DEMONSTRATION_MARK),
        "This folder is the Evident demonstration. Everybody in it is invented. It may be deleted.\n",
    )
    .map_err(|_| Error::CannotWriteFile)?;
    seed::seed(&mut vault, &data, progress)?;
    let now = Clock::of_demonstration(&data.provider.demo_now).ok_or(Error::Internal("clock of the demonstration"))?;
    vault.set_clock(now.now());
    Ok(vault)
}
