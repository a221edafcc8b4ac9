//! How strong a new passphrase is. Long beats strange: no rules of composition, no expiry.

use serde::Serialize;

use crate::{Error, Result};

const SHORTEST: usize = 12;

/// What is said of a passphrase while it is typed.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct PassphraseStrength {
    /// Whether it may be used.
    pub enough: bool,
    /// 0 to 4, as zxcvbn counts.
    pub score: u8,
    /// What to do, or that it is good.
    pub message: String,
}

/// Judges a passphrase; the person's label is held against it.
#[must_use]
pub fn passphrase_strength(passphrase: &str, label: &str) -> PassphraseStrength {
    let length = passphrase.chars().count();
    let score = u8::from(zxcvbn::zxcvbn(passphrase, &[label, "evident"]).score());
    let (enough, message) = match (length, score) {
        (0, _) => (false, "Four or five words that only you would put together work well."),
        (length, _) if length < SHORTEST => (false, "Too short: use at least 12 characters. Spaces count."),
        (_, 0..=2) => {
            (false, "Too easy to guess: it is on lists of common passphrases or follows a pattern. Add a word or two.")
        }
        (_, 3) => (true, "Good."),
        _ => (true, "Very good."),
    };
    PassphraseStrength { enough, score, message: message.to_owned() }
}

/// Refuses a passphrase that is too weak.
pub(super) fn require_strong(passphrase: &str, label: &str) -> Result<()> {
    let strength = passphrase_strength(passphrase, label);
    if strength.enough { Ok(()) } else { Err(Error::invalid("passphrase", strength.message)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_common_and_patterned_passphrases_are_refused() {
        for weak in ["", "short", "password1234", "aaaaaaaaaaaaaaaa", "123456789012", "qwertyuiop12"] {
            assert!(!passphrase_strength(weak, "").enough, "{weak}");
        }
        assert!(passphrase_strength("violet kettle tram orchard", "").enough);
    }

    #[test]
    fn a_persons_own_label_adds_no_strength() {
        assert!(!passphrase_strength("registeredmanager", "registeredmanager").enough);
    }
}
