//! The open vault: one door for reading, one for writing.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use chrono::{DateTime, Utc};
use domain::{CaseId, FileId, audit::Action};
use store::{
    Instant, Scope,
    audit::{self, Entry},
    due::DueCheck,
    revisions::{Change, Stamp},
    vault::{About, Unlocked},
};

use crate::{
    Error, Permissions, Preferences, Result, ServiceRow, Session, SessionView, Subject, Theme,
    clock::Clock,
    random,
    search::{Seen, put_first},
};

/// A vault that one person has open.
pub struct Vault {
    unlocked: Unlocked,
    about: About,
    clock: Clock,
    user: store::users::User,
    services: Vec<domain::provider::Service>,
    notices: Vec<String>,
    /// The latest reading of the clock in the chain when this vault was opened, and since.
    latest: Option<Instant>,
    seen: BTreeSet<Viewed>,
    views_to_write: BTreeSet<Viewed>,
    /// Looked at last, in memory alone.
    recent: Vec<Seen>,
}

/// Something that somebody looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Viewed {
    Case(CaseId),
    File(FileId),
}

impl Vault {
    /// Takes what the store unlocked. `clock` counts unless the vault is a demonstration.
    ///
    /// # Errors
    /// The store's.
    pub(crate) fn open(unlocked: Unlocked, clock: Clock) -> Result<Self> {
        let conn = unlocked.database.reader();
        let about = store::vault::about(conn)?;
        let user = store::users::get(conn, unlocked.user_id)?;
        let services = store::services::list(conn)?;
        let latest = audit::latest_reading(conn)?;
        let clock = about.demo_now.as_deref().and_then(Clock::of_demonstration).unwrap_or(clock);
        let vault = Self {
            unlocked,
            about,
            clock,
            user,
            services,
            notices: Vec::new(),
            latest,
            seen: BTreeSet::new(),
            views_to_write: BTreeSet::new(),
            recent: Vec::new(),
        };
        vault.set_scope()?;
        Ok(vault)
    }

    fn set_scope(&self) -> Result<()> {
        let session = self.session();
        let scope = Scope {
            user_id: session.user_id,
            reads_cases: session.may_read(domain::access::Read::Cases),
            services: self.services.iter().map(|service| service.id).collect(),
        };
        Ok(store::set_scope(self.reader(), &scope)?)
    }

    /// Reads the services anew, after one was added.
    pub(crate) fn reload_services(&mut self) -> Result<()> {
        self.services = store::services::list(self.reader())?;
        self.set_scope()
    }

    /// Who asks, now.
    #[must_use]
    pub fn session(&self) -> Session {
        Session {
            user_id: self.user.id,
            label: self.user.label.clone(),
            roles: self.user.roles.clone(),
            services: self.services.clone(),
            now: self.clock.now(),
        }
    }

    /// Whether this vault holds invented people.
    #[must_use]
    pub const fn is_demonstration(&self) -> bool {
        self.about.demo_now.is_some()
    }

    /// The provider's name.
    #[must_use]
    pub fn provider(&self) -> &str {
        &self.about.provider
    }

    /// The vault's folder.
    #[must_use]
    pub fn folder(&self) -> PathBuf {
        self.unlocked.folder().to_owned()
    }

    /// The connection, for reading.
    pub(crate) const fn reader(&self) -> &store::Connection {
        self.unlocked.database.reader()
    }

    /// Stops the clock at a moment, while the demonstration is seeded.
    pub(crate) const fn set_clock(&mut self, moment: DateTime<Utc>) {
        self.clock = Clock::Fixed(moment);
    }

    /// The computer's clock, or the one that stands still for it.
    pub(crate) const fn clock(&self) -> Clock {
        self.clock
    }

    /// The latest reading of the clock that the chain knows.
    pub(crate) const fn latest(&self) -> Option<Instant> {
        self.latest
    }

    pub(crate) fn tell(&mut self, notice: String) {
        self.notices.push(notice);
    }

    pub(crate) const fn unlocked(&self) -> &Unlocked {
        &self.unlocked
    }

    /// The one door for writing: checks permission, runs `work` in one IMMEDIATE transaction, appends
    /// the audit entry that vouches for it, and commits; or rolls everything back.
    pub(crate) fn change<T>(
        &mut self,
        session: &Session,
        action: Action,
        reason: Option<&str>,
        work: impl FnOnce(&Change<'_>) -> Result<(T, Subject)>,
    ) -> Result<T> {
        session.require(action)?;
        let at = Instant::from(session.now);
        let views = std::mem::take(&mut self.views_to_write);
        let outcome = self.unlocked.database.write(|tx| {
            for viewed in &views {
                append_view(tx, session, *viewed)?;
            }
            let reason = reason.map(str::trim).filter(|reason| !reason.is_empty());
            let stamp = Stamp { author_id: session.user_id, at, reason: reason.map(str::to_owned) };
            let change = Change::begin(tx, stamp, &random::salt)?;
            let (value, subject) = work(&change)?;
            let entry = Entry {
                at,
                user: Some(session.user_id),
                action,
                subject: subject.text,
                revision: subject.revision,
                content_digest: change.digest(),
                reason,
            };
            audit::append(tx, &entry)?;
            Ok::<T, Error>(value)
        });
        match outcome {
            Ok(_) => self.latest = self.latest.max(Some(at)),
            Err(_) => self.views_to_write.extend(views),
        }
        outcome
    }

    /// Writes what is nobody's record: a draft, or part of a file that is not whole yet. No audit entry.
    pub(crate) fn keep<T>(&mut self, work: impl FnOnce(&store::Transaction<'_>) -> Result<T>) -> Result<T> {
        self.unlocked.database.write(work)
    }

    /// Notes that a case was looked at: one entry a case, person and unlock, written with the next
    /// change or by [`Vault::write_views`].
    pub(crate) fn note_view(&mut self, case_id: CaseId) {
        self.note_recent(Seen::Case(case_id));
        self.note(Viewed::Case(case_id));
    }

    /// Notes in the same way that a file was looked at.
    pub(crate) fn note_file_view(&mut self, id: FileId) {
        self.note(Viewed::File(id));
    }

    fn note(&mut self, viewed: Viewed) {
        if self.seen.insert(viewed) {
            self.views_to_write.insert(viewed);
        }
    }

    /// Notes what is looked at, for the list of the last.
    pub(crate) fn note_recent(&mut self, seen: Seen) {
        put_first(&mut self.recent, seen);
    }

    /// What was looked at since this vault was unlocked, the last first.
    pub(crate) fn recent(&self) -> &[Seen] {
        &self.recent
    }

    /// Forgets what was looked at.
    pub(crate) fn forget_recent(&mut self) {
        self.recent.clear();
    }

    /// Writes the views noted so far. Called every thirty seconds and at lock.
    ///
    /// # Errors
    /// The store's; the views are then kept for the next time.
    pub fn write_views(&mut self) -> Result<()> {
        if self.views_to_write.is_empty() {
            return Ok(());
        }
        let session = self.session();
        let views = self.views_to_write.clone();
        self.unlocked.database.write(|tx| {
            for viewed in &views {
                append_view(tx, &session, *viewed)?;
            }
            Ok::<(), Error>(())
        })?;
        self.views_to_write.clear();
        self.latest = self.latest.max(Some(Instant::from(session.now)));
        Ok(())
    }

    /// Runs both integrity checks with the database closed meanwhile.
    pub(crate) fn check_files(&mut self, watch: &store::Watch) -> Result<store::CheckReport> {
        let report = self.unlocked.check(Instant::from(self.clock.now()), watch);
        self.set_scope()?;
        report?.ok_or(Error::Stopped)
    }

    /// Locks: writes what is due, notes the head of the chain, closes. Locked even when that fails.
    ///
    /// # Errors
    /// What could not be written: [`Error::LockNotNoted`] where it is the disk.
    pub fn lock(self) -> Result<()> {
        self.lock_for_check().0
    }

    /// Locks as [`Vault::lock`] does, and gives the check of the file that is due: after a week, or when one was put
    /// off. It is to be run once nobody waits any more, and holds the store until it has run or is dropped.
    pub fn lock_for_check(mut self) -> (Result<()>, Option<DueCheck>) {
        let written = self.write_views();
        let session = self.session();
        let noted = self.change(&session, Action::Lock, None, |_| Ok(((), Subject::none())));
        let (closed, due) = self.unlocked.lock_for_check(Instant::from(session.now));
        let outcome = written.and(noted).and(closed.map_err(Error::from)).map_err(|error| match error {
            // Their own words tell of a screen that still shows what was typed.
            Error::DiskFull => Error::LockNotNoted { full: true },
            Error::DiskFault => Error::LockNotNoted { full: false },
            Error::Unconfirmed { full } => Error::LockNotNoted { full },
            other => other,
        });
        (outcome, due)
    }

    /// The frame of the window. Notices are told once.
    ///
    /// # Errors
    /// The store's.
    pub fn view(&mut self) -> Result<SessionView> {
        let session = self.session();
        let preferences = preferences_of(&store::users::preferences(self.reader(), session.user_id)?);
        Ok(SessionView {
            user_label: session.label.clone(),
            provider: self.about.provider.clone(),
            services: self.services.iter().map(ServiceRow::from).collect(),
            demonstration: self.is_demonstration(),
            band: self.band(),
            today: session.today().to_string(),
            now_text: domain::plain::date_time(session.local_now()),
            folder: self.unlocked.folder().display().to_string(),
            preferences,
            may: Permissions {
                record: session.may(Action::RecordConcern),
                build_packs: session.may(Action::BuildPack),
                administer: session.may_read(domain::access::Read::Audit),
                move_cases: session.may(Action::MoveCase),
                merge_people: session.may(Action::MergePeople),
                save_papers: session.may(Action::ExportPaper),
                change_lists: session.may(Action::SetReference),
            },
            warnings: self.warnings(),
            notices: std::mem::take(&mut self.notices),
        })
    }

    /// The words of the band that a demonstration carries.
    #[must_use]
    pub fn band(&self) -> Option<String> {
        self.is_demonstration().then(|| {
            format!("Demonstration: invented people; today is {}", domain::plain::long_date(self.session().today()))
        })
    }

    /// Keeps how the program looks and locks for this person.
    ///
    /// # Errors
    /// A value out of its range, or the store's.
    pub fn set_preferences(&mut self, session: &Session, preferences: Preferences) -> Result<Preferences> {
        let mut problems = domain::Problems::new();
        if !(5..=30).contains(&preferences.idle_minutes) {
            problems.add("idle_minutes", "Evident locks after 5 to 30 minutes. Choose a number between them.");
        }
        if !(80..=200).contains(&preferences.zoom) {
            problems.add("zoom", "Text can be shown at 80 to 200 per cent. Choose a number between them.");
        }
        problems.into_result()?;
        let stored = store::users::Preferences {
            idle_minutes: preferences.idle_minutes,
            zoom: preferences.zoom,
            theme: preferences.theme.code().to_owned(),
            capturable: preferences.capturable,
        };
        self.change(session, Action::SetPreferences, None, |change| {
            store::users::set_preferences(change.tx(), session.user_id, &stored)?;
            Ok((preferences, Subject::from(session.user_id)))
        })
    }

    /// How the program looks and locks for this person.
    ///
    /// # Errors
    /// The store's.
    pub fn preferences(&self) -> Result<Preferences> {
        Ok(preferences_of(&store::users::preferences(self.reader(), self.user.id)?))
    }
}

fn preferences_of(stored: &store::users::Preferences) -> Preferences {
    Preferences {
        idle_minutes: stored.idle_minutes,
        zoom: stored.zoom,
        theme: Theme::from_code(&stored.theme),
        capturable: stored.capturable,
    }
}

fn append_view(tx: &store::Transaction<'_>, session: &Session, viewed: Viewed) -> Result<()> {
    let (action, subject) = match viewed {
        Viewed::Case(id) => (Action::ViewCase, Subject::from(id)),
        Viewed::File(id) => (Action::ViewEvidence, Subject::from(id)),
    };
    let entry = Entry {
        at: Instant::from(session.now),
        user: Some(session.user_id),
        action,
        subject: subject.text,
        revision: None,
        content_digest: None,
        reason: None,
    };
    audit::append(tx, &entry)?;
    Ok(())
}

/// Whether a path looks like a place that another program copies while Evident is open.
#[must_use]
pub(crate) fn synced_folder_warning(folder: &Path) -> Option<String> {
    const SYNCED: [&str; 6] = ["onedrive", "dropbox", "google drive", "googledrive", "icloud", "nextcloud"];
    let lower = folder.to_string_lossy().to_lowercase();
    SYNCED.into_iter().find(|name| lower.contains(name)).map(|_| {
        "This folder looks like one that is copied to the internet while you work. Such copies can be incomplete and leave this computer. A folder that is not synchronised is safer.".to_owned()
    })
}
