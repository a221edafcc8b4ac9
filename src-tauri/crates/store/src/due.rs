//! Which check of the file is due, and what the last one found.
//!
//! It stands in `vault.checks` beside the database rather than in it: the outcome does not hang on a file that may be
//! damaged, and a check that ran after locking needs no passphrase to leave it. It holds times and two counts, nothing
//! of anybody's. A file that is missing or cannot be read means that a check is due.

use std::path::Path;

use crate::{
    CheckReport, Instant, Result, Watch, check_files,
    keys::{
        DataKey, VaultLock,
        atomic_write::{read_at_most, rename_through, write_through},
    },
    vault::DATABASE,
};

/// The file's name in the vault's folder.
pub const CHECKS: &str = "vault.checks";
const CHECKS_NEW: &str = "vault.checks.new";
const FIRST_LINE: &str = "evident-checks 1";
const LARGEST: usize = 4 * 1024;
/// A check is due after so long.
const EVERY_MS: i64 = 7 * 24 * 60 * 60 * 1000;

/// What a check found that was not as it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// When it was found.
    pub at: Instant,
    /// What.
    pub report: CheckReport,
}

/// When the file was checked, and how that ended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Checks {
    /// When both checks last ran to their end, whatever they found.
    pub checked_at: Option<Instant>,
    /// When a check that was due was put off; it is then due at the next lock.
    pub put_off_at: Option<Instant>,
    /// What the last check found, if it was not sound.
    pub found: Option<Found>,
}

impl Checks {
    /// Reads what is known. Never fails: what cannot be read is not known.
    #[must_use]
    pub fn load(folder: &Path) -> Self {
        let bytes = read_at_most(folder, CHECKS, LARGEST).ok().flatten().unwrap_or_default();
        std::str::from_utf8(&bytes).ok().and_then(Self::parse).unwrap_or_default()
    }

    /// Whether a check is to run when the vault is locked.
    #[must_use]
    pub fn is_due(&self, now: Instant) -> bool {
        // A check in the future was made by a clock that was wrong.
        let is_recent = |at: Instant| at <= now && now.0 - at.0 < EVERY_MS;
        self.put_off_at.is_some() || self.found.is_some() || !self.checked_at.is_some_and(is_recent)
    }

    /// A check ran to its end.
    pub(crate) fn ran(folder: &Path, at: Instant, report: CheckReport) -> Result<()> {
        let found = (!report.is_sound()).then_some(Found { at, report });
        Self { checked_at: Some(at), put_off_at: None, found }.save(folder)
    }

    /// A check that was due is put off until the next lock.
    pub(crate) fn put_off(folder: &Path, at: Instant) -> Result<()> {
        Self { put_off_at: Some(at), ..Self::load(folder) }.save(folder)
    }

    fn save(&self, folder: &Path) -> Result<()> {
        write_through(folder, CHECKS_NEW, self.render().as_bytes())?;
        Ok(rename_through(folder, CHECKS_NEW, CHECKS)?)
    }

    fn render(&self) -> String {
        let mut text = format!("{FIRST_LINE}\n");
        let mut line = |word: &str, numbers: &[String]| {
            text.push_str(word);
            numbers.iter().for_each(|number| text.extend([" ", number]));
            text.push('\n');
        };
        if let Some(at) = self.checked_at {
            line("checked", &[at.0.to_string()]);
        }
        if let Some(at) = self.put_off_at {
            line("put_off", &[at.0.to_string()]);
        }
        if let Some(Found { at, report }) = self.found {
            let faults = [report.cipher_faults, report.structure_faults].map(|faults| faults.to_string());
            line("found", &[&[at.0.to_string()][..], &faults].concat());
        }
        text
    }

    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        if lines.next()? != FIRST_LINE {
            return None;
        }
        let mut checks = Self::default();
        for line in lines {
            let mut words = line.split(' ');
            let word = words.next()?;
            let at = Instant(words.next()?.parse().ok()?);
            match word {
                "checked" => checks.checked_at = Some(at),
                "put_off" => checks.put_off_at = Some(at),
                "found" => {
                    let cipher_faults = words.next()?.parse().ok()?;
                    let structure_faults = words.next()?.parse().ok()?;
                    checks.found = Some(Found { at, report: CheckReport { cipher_faults, structure_faults } });
                }
                _ => return None,
            }
            if words.next().is_some() {
                return None;
            }
        }
        Some(checks)
    }
}

/// A check that is due on a vault that was just locked. It holds the data key and the vault's lock, and nothing else
/// of the vault, until it has run or is dropped.
pub struct DueCheck {
    pub(crate) folder: std::path::PathBuf,
    pub(crate) data_key: DataKey,
    pub(crate) at: Instant,
    pub(crate) _lock: VaultLock,
}

impl DueCheck {
    /// The vault's folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Runs both checks and notes the outcome for the next unlock. None when the watch stopped them: the check is
    /// then still due.
    ///
    /// # Errors
    /// What keeps the file from being read, or the outcome from being noted.
    pub fn run(self, watch: &Watch) -> Result<Option<CheckReport>> {
        let report = check_files(&self.folder.join(DATABASE), &self.data_key, watch)?;
        if let Some(report) = report {
            Checks::ran(&self.folder, self.at, report)?;
        }
        Ok(report)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic
    use super::*;

    const NOW: Instant = Instant(1_800_000_000_000);
    const DAY: i64 = 24 * 60 * 60 * 1000;

    fn before(days: i64) -> Instant {
        Instant(NOW.0 - days * DAY)
    }

    #[test]
    fn a_check_is_due_after_a_week_when_put_off_when_something_was_found_and_when_nothing_is_known() {
        let checked = |days| Checks { checked_at: Some(before(days)), ..Checks::default() };
        assert!(Checks::default().is_due(NOW));
        assert!(!checked(0).is_due(NOW) && !checked(6).is_due(NOW));
        assert!(checked(7).is_due(NOW));
        assert!(checked(-1).is_due(NOW), "checked tomorrow, by a wrong clock");
        assert!(Checks { put_off_at: Some(before(0)), ..checked(1) }.is_due(NOW));
        let report = CheckReport { cipher_faults: 1, structure_faults: 0 };
        assert!(Checks { found: Some(Found { at: before(1), report }), ..checked(1) }.is_due(NOW));
    }

    #[test]
    fn what_was_noted_is_read_again_and_anything_else_is_not_known() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Checks::load(folder.path()), Checks::default());
        let report = CheckReport { cipher_faults: 3, structure_faults: 1 };
        Checks::ran(folder.path(), before(2), report).unwrap();
        Checks::put_off(folder.path(), before(1)).unwrap();
        let known = Checks::load(folder.path());
        assert_eq!(known.checked_at, Some(before(2)));
        assert_eq!(known.put_off_at, Some(before(1)));
        assert_eq!(known.found, Some(Found { at: before(2), report }));
        Checks::ran(folder.path(), NOW, CheckReport { cipher_faults: 0, structure_faults: 0 }).unwrap();
        assert_eq!(Checks::load(folder.path()), Checks { checked_at: Some(NOW), ..Checks::default() });
        for text in
            ["", "evident-checks 2\nchecked 1\n", "evident-checks 1\nchecked x\n", "evident-checks 1\nfound 1 2\n"]
        {
            std::fs::write(folder.path().join(CHECKS), text).unwrap();
            assert_eq!(Checks::load(folder.path()), Checks::default(), "{text}");
        }
    }
}
