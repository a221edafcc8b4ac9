//! Opening the store for one command, and locking it at its end.

use std::path::{Path, PathBuf};

use services::{Session, Vault, clock::Clock, setup};
use zeroize::Zeroizing;

use crate::{args::Arguments, failure::Failure};

/// The folder that --store names, also when it names the vault.db in it.
pub(crate) fn folder(arguments: &Arguments) -> Result<PathBuf, Failure> {
    let given = arguments.store.as_deref().ok_or_else(|| {
        Failure::Usage("Name the store with --store PATH: its folder, or the vault.db in it.".to_owned())
    })?;
    let names_database = given.file_name().is_some_and(|name| name == "vault.db");
    Ok(if names_database { given.parent().map(Path::to_owned).unwrap_or_default() } else { given.to_owned() })
}

/// The passphrase from the environment, a file, or a prompt.
pub(crate) fn passphrase(arguments: &Arguments, prompt: &str) -> Result<Zeroizing<String>, Failure> {
    if let Some(file) = &arguments.passphrase_file {
        let text = Zeroizing::new(
            std::fs::read_to_string(file)
                .map_err(|_| Failure::Usage("The passphrase file cannot be read. Nothing was changed.".to_owned()))?,
        );
        return Ok(Zeroizing::new(text.lines().next().unwrap_or_default().to_owned()));
    }
    if let Ok(passphrase) = std::env::var("EVIDENT_PASSPHRASE") {
        return Ok(Zeroizing::new(passphrase));
    }
    rpassword::prompt_password(prompt).map(Zeroizing::new).map_err(|_| {
        Failure::Usage(
            "No passphrase: set EVIDENT_PASSPHRASE, give --passphrase-file, or run this in a terminal.".to_owned(),
        )
    })
}

/// Unlocks the store, runs `work`, and locks it again whatever came of it.
pub(crate) fn with_vault<T>(
    arguments: &Arguments,
    work: impl FnOnce(&mut Vault, &Session) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let folder = folder(arguments)?;
    let clock = Clock::of_this_run();
    let face = setup::face(&folder, clock)?;
    let given = arguments.passphrase_file.is_some() || std::env::var_os("EVIDENT_PASSPHRASE").is_some();
    let passphrase = match face.passphrase_shown {
        Some(shown) if !given => Zeroizing::new(shown),
        _ => passphrase(arguments, "Passphrase: ")?,
    };
    let mut vault = setup::unlock(&folder, arguments.user.as_deref(), &passphrase, clock)?;
    let session = vault.session();
    let outcome = work(&mut vault, &session);
    let locked = vault.lock();
    let value = outcome?;
    locked?;
    Ok(value)
}
