//! What stays on every screen for as long as it is so: a clock that is wrong, a file that is damaged.

use domain::{plain, time::uk_local};
use store::Instant;

use crate::{Vault, checks::damage_words};

impl Vault {
    /// What to keep in sight now, in words; nothing as a rule.
    #[must_use]
    pub fn warnings(&self) -> Vec<String> {
        let damage = self.unlocked().checks().found.map(damage_words);
        damage.into_iter().chain(self.clock_warning()).collect()
    }

    /// Says that the clock is earlier than what was recorded last. The demonstration's clock is nobody's to set.
    fn clock_warning(&self) -> Option<String> {
        let latest = self.latest().filter(|latest| Instant::from(self.clock().now()) < *latest)?;
        (!self.is_demonstration()).then(|| {
            format!(
                "This computer\u{2019}s clock is earlier than the last entry, of {}. Nothing is lost and entries keep their order, but new ones would carry a wrong time. Set the clock right.",
                plain::date_time(uk_local(latest.utc()))
            )
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic
    use chrono::{DateTime, Utc};
    use domain::provider::{NewService, ServiceKind};

    use super::*;
    use crate::{clock::Clock, setup};

    const PASSPHRASE: &str = "violet kettle tram orchard";

    fn at(moment: &str) -> DateTime<Utc> {
        moment.parse().unwrap()
    }

    /// A store with an entry on 25 November 2026, nine o’clock, and a month of work before it.
    fn worked_in(folder: &std::path::Path) -> Vault {
        let services = [NewService { name: "Meadowbank Homecare".to_owned(), kind: ServiceKind::Homecare }];
        let new = setup::NewVault {
            provider: "Rowan Care Group",
            services: &services,
            user_label: "Registered manager",
            passphrase: PASSPHRASE,
        };
        let mut vault = setup::create(folder, &new, Clock::Fixed(at("2026-10-26T09:00:00Z"))).unwrap();
        for day in ["2026-11-02T09:00:00Z", "2026-11-09T09:00:00Z", "2026-11-16T09:00:00Z", "2026-11-25T09:00:00Z"] {
            vault.set_clock(at(day));
            look(&mut vault);
        }
        vault
    }

    /// Makes an entry at the clock’s reading.
    fn look(vault: &mut Vault) {
        let session = vault.session();
        let preferences = vault.preferences().unwrap();
        vault.set_preferences(&session, preferences).unwrap();
    }

    fn reopened(vault: Vault, moment: &str) -> Vault {
        let folder = vault.folder();
        vault.lock().unwrap();
        setup::unlock(&folder, None, PASSPHRASE, Clock::Fixed(at(moment))).unwrap()
    }

    const WARNING: &str = "This computer\u{2019}s clock is earlier than the last entry, of 25 November 2026, 09:00.";

    #[track_caller]
    fn assert_warned(vault: &Vault) {
        let warnings = vault.warnings();
        assert!(matches!(warnings.as_slice(), [only] if only.starts_with(WARNING)), "{warnings:?}");
    }

    #[test]
    fn a_clock_that_went_back_is_shown_until_it_is_right_again() {
        for wrong in ["2026-11-25T08:00:00Z", "2026-11-10T09:00:00Z", "2025-11-25T09:00:00Z"] {
            let dir = tempfile::tempdir().unwrap();
            let vault = worked_in(dir.path());
            assert!(vault.warnings().is_empty());
            let mut vault = reopened(vault, wrong);
            assert_warned(&vault);
            assert_eq!(vault.view().unwrap().warnings, vault.warnings());
            // Also at the next unlock, and after entries with the wrong time.
            look(&mut vault);
            let mut vault = reopened(vault, wrong);
            assert_warned(&vault);
            // Set right while it is open.
            vault.set_clock(at("2026-11-25T09:00:01Z"));
            assert!(vault.warnings().is_empty(), "{wrong}");
            look(&mut vault);
            let vault = reopened(vault, "2026-11-25T09:00:02Z");
            assert!(vault.warnings().is_empty(), "{wrong}");
            drop(reopened(vault, wrong));
        }
    }

    #[test]
    fn a_clock_set_back_while_it_is_open_is_shown_at_once() {
        let dir = tempfile::tempdir().unwrap();
        let mut vault = worked_in(dir.path());
        vault.set_clock(at("2026-11-25T08:59:59Z"));
        assert_warned(&vault);
    }

    #[test]
    fn a_wrong_date_far_ahead_is_told_once_and_forgotten_when_the_clock_is_right_again() {
        let dir = tempfile::tempdir().unwrap();
        let vault = worked_in(dir.path());
        let mut vault = reopened(vault, "2036-11-25T09:00:00Z");
        assert!(vault.warnings().is_empty(), "nobody can know yet");
        look(&mut vault);
        let vault = reopened(vault, "2026-11-25T10:00:00Z");
        let warnings = vault.warnings();
        assert!(matches!(warnings.as_slice(), [only] if only.contains("of 25 November 2036, 09:00")), "{warnings:?}");
        let vault = reopened(vault, "2026-11-25T10:05:00Z");
        assert!(vault.warnings().is_empty());
        // It is still noticed when the clock goes back for good.
        let vault = reopened(vault, "2026-11-25T09:30:00Z");
        let warnings = vault.warnings();
        assert!(matches!(warnings.as_slice(), [only] if only.contains("of 25 November 2026, 10:05")), "{warnings:?}");
    }

    #[test]
    fn entries_keep_their_order_and_carry_the_true_reading_and_a_flag() {
        let dir = tempfile::tempdir().unwrap();
        let mut vault = reopened(worked_in(dir.path()), "2026-11-25T08:00:00Z");
        look(&mut vault);
        let newest = store::audit::list(vault.reader(), None, 3).unwrap();
        let read = |entry: &store::audit::StoredEntry| (entry.wall, entry.clock_flag, entry.action.clone());
        let wrong = Instant::from(at("2026-11-25T08:00:00Z"));
        assert_eq!(read(&newest[0]), (wrong, false, "set_preferences".to_owned()));
        assert_eq!(read(&newest[1]), (wrong, true, "unlock".to_owned()));
        assert!(newest[0].seq == newest[1].seq + 1 && newest[1].seq == newest[2].seq + 1);
    }

    #[test]
    fn the_demonstration_is_spared() {
        let dir = tempfile::tempdir().unwrap();
        let mut vault = crate::demonstration::create(&dir.path().join("d"), &mut |_, _| {}).unwrap();
        vault.set_clock(at("2020-01-01T00:00:00Z"));
        assert!(vault.warnings().is_empty());
    }
}
