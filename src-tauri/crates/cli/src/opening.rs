//! Where the store is, and opening it for one command.

use std::path::{Path, PathBuf};

use services::{Error, Session, Vault, clock::Clock, setup};
use zeroize::Zeroizing;

use crate::{arguments::Common, failure::Failure, output};

const VARIABLE: &str = "EVIDENT_PASSPHRASE";

/// The folder of the store that was named.
pub(crate) fn folder(common: &Common) -> Result<PathBuf, Failure> {
    let path =
        common.store.as_deref().filter(|path| !path.as_os_str().is_empty()).ok_or_else(|| {
            Failure::Usage("Say which store with --store: its folder, or the vault.db in it.".to_owned())
        })?;
    let names_file = path.file_name().is_some_and(|name| name == "vault.db") && !path.is_dir();
    if !names_file {
        if path.is_file() {
            return Err(Error::NotAVault.into());
        }
        return Ok(path.to_owned());
    }
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    Ok(parent.unwrap_or(Path::new(".")).to_owned())
}

/// The passphrase that was given in a file or a variable, if any.
pub(crate) fn given_passphrase(common: &Common) -> Result<Option<Zeroizing<String>>, Failure> {
    if let Some(file) = &common.passphrase_file {
        let wrong = |why: &str| Failure::Usage(format!("The passphrase file {why}. Nothing was changed."));
        let text = Zeroizing::new(std::fs::read_to_string(file).map_err(|_| wrong("cannot be read as text"))?);
        let line = text.lines().next().filter(|line| !line.is_empty()).ok_or_else(|| wrong("is empty"))?;
        return Ok(Some(Zeroizing::new(line.trim_start_matches('\u{feff}').to_owned())));
    }
    match std::env::var(VARIABLE) {
        Ok(text) => Ok(Some(Zeroizing::new(text)).filter(|text| !text.is_empty())),
        Err(std::env::VarError::NotPresent) => Ok(None),
        Err(std::env::VarError::NotUnicode(_)) => {
            Err(Failure::Usage(format!("{VARIABLE} does not hold text in UTF-8. Nothing was changed.")))
        }
    }
}

/// Asks for a passphrase at the terminal, without showing it.
pub(crate) fn ask(prompt: &str) -> Result<Zeroizing<String>, Failure> {
    rpassword::prompt_password(prompt).map(Zeroizing::new).map_err(|_| {
        Failure::Usage(format!(
            "A passphrase is needed and there is no terminal to ask at. Set {VARIABLE} or give --passphrase-file."
        ))
    })
}

/// Unlocks the store, does `work`, and locks again, whether or not the work succeeded.
pub(crate) fn with_vault<T>(
    common: &Common,
    work: impl FnOnce(&mut Vault, &Session) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let folder = folder(common)?;
    let clock = Clock::of_this_run();
    let face = setup::face(&folder, clock)?;
    let passphrase = match (given_passphrase(common)?, face.passphrase_shown) {
        (Some(given), _) => given,
        (None, Some(shown)) => Zeroizing::new(shown),
        (None, None) => ask("Passphrase: ")?,
    };
    let mut vault = setup::unlock(&folder, common.user.as_deref(), &passphrase, clock)?;
    let view = vault.view()?;
    for told in view.warnings.iter().chain(&view.notices) {
        output::complain(told);
    }
    let session = vault.session();
    let done = work(&mut vault, &session);
    let locked = vault.lock();
    let done = done?;
    locked?;
    Ok(done)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may panic
    use super::*;

    fn common(store: Option<&str>, passphrase_file: Option<PathBuf>) -> Common {
        Common { store: store.map(PathBuf::from), user: None, passphrase_file, json: false }
    }

    #[test]
    fn a_store_is_its_folder_or_the_file_in_it() {
        let of = |store: &str| folder(&common(Some(store), None)).unwrap();
        assert_eq!(of("records/ours"), Path::new("records/ours"));
        assert_eq!(of("records/ours/vault.db"), Path::new("records/ours"));
        assert_eq!(of("vault.db"), Path::new("."));
        assert_eq!(folder(&common(None, None)).unwrap_err().exit_code(), 2);
    }

    #[test]
    fn the_first_line_of_the_file_is_the_passphrase() {
        let file = std::env::temp_dir().join(format!("evident-cli-passphrase-{}", std::process::id()));
        for text in ["violet kettle\n", "violet kettle\r\nsecond", "violet kettle"] {
            std::fs::write(&file, text).unwrap();
            let given = given_passphrase(&common(None, Some(file.clone()))).unwrap().unwrap();
            assert_eq!(given.as_str(), "violet kettle");
        }
        std::fs::write(&file, "").unwrap();
        assert_eq!(given_passphrase(&common(None, Some(file.clone()))).unwrap_err().exit_code(), 2);
        std::fs::remove_file(&file).unwrap();
        assert_eq!(given_passphrase(&common(None, Some(file))).unwrap_err().exit_code(), 2);
    }
}
