//! Unlocking, with what happened since told once.

use std::path::Path;

use domain::{audit::Action, plain};
use store::{
    Instant,
    audit::{self, Entry},
    vault::{Notice, unlock_watched as unlock_store},
};

use crate::{
    Error, Result, Subject, Vault,
    checks::{Watch, patient},
    clock::Clock,
};

/// Unlocks the vault in `folder` for the person with this label; without a label, for the only one. Waits for every
/// check that is due.
///
/// # Errors
/// As [`unlock_watched`].
pub fn unlock(folder: &Path, label: Option<&str>, passphrase: &str, clock: Clock) -> Result<Vault> {
    unlock_watched(folder, label, passphrase, clock, &patient())
}

/// Unlocks the vault in `folder` as [`unlock`] does. After an unclean stop `watch` hears how far the checks are; by
/// stopping them it puts them off until the vault is locked.
///
/// # Errors
/// [`Error::WrongPassphrase`], [`Error::Wait`], or what is wrong with the files, which stay as they are.
pub fn unlock_watched(
    folder: &Path,
    label: Option<&str>,
    passphrase: &str,
    clock: Clock,
    watch: &Watch,
) -> Result<Vault> {
    let now = Instant::from(clock.now());
    let unlocked = unlock_store(folder, label, passphrase, now, watch).map_err(|error| match error {
        store::Error::NotFound => Error::invalid("label", "Choose who you are from the list."),
        other => other.into(),
    })?;
    let notices = unlocked.notices.clone();
    let mut vault = Vault::open(unlocked, clock)?;
    let failures = notices.iter().find_map(|notice| match notice {
        Notice::FailedTries(count) => Some(*count),
        _ => None,
    });
    let session = vault.session();
    let tries = if failures.is_some() { vault.unlocked().failed_tries(now) } else { Vec::new() };
    vault.change(&session, Action::Unlock, None, |change| {
        for (at, user) in &tries {
            let entry = Entry {
                at: *at,
                user: *user,
                action: Action::FailedUnlock,
                subject: None,
                revision: None,
                content_digest: None,
                reason: None,
            };
            audit::append(change.tx(), &entry)?;
        }
        super::create::seed_reference(change.tx())?;
        Ok(((), Subject::none()))
    })?;
    if failures.is_some() {
        vault.unlocked().clear_tries(now);
    }
    for notice in notices {
        vault.tell(words(notice));
    }
    Ok(vault)
}

fn words(notice: Notice) -> String {
    match notice {
        Notice::CheckedAfterUncleanStop => {
            "Evident was not closed properly last time. Both checks of the store were run and found nothing wrong: nothing was lost."
                .to_owned()
        }
        Notice::CheckPutOff => {
            "Evident was not closed properly last time, and its check was put off. It runs when you lock.".to_owned()
        }
        Notice::UsedOtherKeyFile => {
            "The key file could not be read, so the copy beside it was used. It is written anew when you lock.".to_owned()
        }
        Notice::OlderDatabase => {
            "This store is older than when it was last locked: an earlier copy seems to have been put back. What was recorded after that copy is not in it.".to_owned()
        }
        Notice::FailedTries(count) => format!(
            "There {} with a wrong passphrase since the last unlock. If that was not you, tell whoever looks after this computer.",
            if count == 1 { "was 1 try".to_owned() } else { format!("were {} tries", plain::whole(u64::from(count))) }
        ),
    }
}
