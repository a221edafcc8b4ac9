//! What the program holds while it runs: the open vault, the places it knows, and tokens that stand for paths.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError, Weak,
        atomic::{AtomicBool, Ordering},
    },
    time::Instant,
};

use serde::Serialize;
use services::{Error, Result, Session, Vault, clock::Clock, imports::Source};

use crate::{closing::Closing, error::CommandError, evidence::Desk, importing::Chosen, places::Places};

/// The program's state. Cloning is cheap: every clone is the same state.
#[derive(Clone)]
pub(crate) struct App(Arc<Inner>);

struct Inner {
    vault: Mutex<Option<Vault>>,
    closing: Closing,
    places: Mutex<Places>,
    tokens: Mutex<Tokens>,
    chosen: Mutex<Option<Chosen>>,
    /// Documents that wait to be added, and pictures of documents that wait to be fetched.
    desk: Desk,
    /// Long work under way, each with what is raised when it is no longer wanted.
    works: Mutex<Vec<(Work, Weak<AtomicBool>)>>,
    /// What could not be written when it was locked, until somebody is in again.
    at_lock: Mutex<Option<CommandError>>,
    touched: Mutex<Instant>,
    /// What the window was told last to keep in sight.
    warnings: Mutex<Vec<String>>,
    /// Drafts that could not be written.
    rescued: Mutex<Rescued>,
    /// Where somebody was when a vault locked, by its folder.
    left: Mutex<BTreeMap<PathBuf, Left>>,
}

/// Long work that is followed in the window and can be stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Work {
    /// A step of an import.
    Import,
    /// A document on its way in.
    Evidence,
    /// A copy of a document on its way out.
    Copy,
    /// A picture of a document.
    Preview,
    /// A check of the store.
    Check,
}

/// Where somebody was when Evident locked: shown again to them alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub(crate) struct Left {
    /// What the unlock screen calls them.
    pub label: String,
    /// The page, by its address in the window: ids, no names.
    pub path: String,
}

#[derive(Default)]
struct Rescued {
    /// Of the vault that is open, by key.
    waiting: BTreeMap<String, (Option<u32>, String)>,
    /// Sealed, by the folder of the vault whose owner can open them.
    sealed: BTreeMap<PathBuf, Vec<u8>>,
}

#[derive(Default)]
struct Tokens {
    last: u64,
    paths: BTreeMap<String, PathBuf>,
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl App {
    /// Nothing open yet.
    pub(crate) fn new() -> Self {
        Self(Arc::new(Inner {
            vault: Mutex::new(None),
            closing: Closing::default(),
            places: Mutex::new(Places::load()),
            tokens: Mutex::new(Tokens::default()),
            chosen: Mutex::new(None),
            desk: Desk::default(),
            works: Mutex::default(),
            at_lock: Mutex::default(),
            touched: Mutex::new(Instant::now()),
            warnings: Mutex::default(),
            rescued: Mutex::new(Rescued::default()),
            left: Mutex::new(BTreeMap::new()),
        }))
    }

    /// The clock of this run.
    pub(crate) fn clock() -> Clock {
        Clock::of_this_run()
    }

    /// Runs `work` with the open vault, for whoever has it open.
    pub(crate) fn with_vault<T>(&self, work: impl FnOnce(&mut Vault, &Session) -> Result<T>) -> Result<T> {
        let mut slot = held(&self.0.vault);
        let vault = slot.as_mut().ok_or(Error::Locked)?;
        let session = vault.session();
        work(vault, &session)
    }

    /// Whether a vault is open.
    pub(crate) fn is_open(&self) -> bool {
        held(&self.0.vault).is_some()
    }

    /// Takes a vault that was just opened, in place of any other.
    pub(crate) fn open(&self, mut vault: Vault) -> Result<services::SessionView> {
        let session = vault.session();
        {
            let mut rescued = held(&self.0.rescued);
            let folder = vault.folder();
            let kept = rescued.sealed.get(&folder).cloned();
            // Text that cannot be brought back yet goes on waiting; the store opens all the same.
            match services::drafts::bring_back(&mut vault, &session, kept.as_deref()) {
                Ok(_) => {
                    rescued.waiting.clear();
                    rescued.sealed.remove(&folder);
                }
                Err(_) => {
                    rescued.waiting = services::drafts::rescued(&vault, kept.as_deref())
                        .into_iter()
                        .map(|(key, based_on, body)| (key, (based_on, body)))
                        .collect();
                }
            }
        }
        held(&self.0.places).use_place(&vault.folder(), vault.is_demonstration());
        self.touch();
        self.keep_for_unlock(Ok(()));
        let view = vault.view()?;
        held(&self.0.warnings).clone_from(&view.warnings);
        let before = held(&self.0.vault).replace(vault);
        self.0.desk.clear();
        if let Some(before) = before {
            before.lock()?;
        }
        Ok(view)
    }

    /// Locks what is open. A check that is due begins, and nobody waits for it.
    pub(crate) fn lock(&self) -> Result<()> {
        self.stop_work();
        *held(&self.0.chosen) = None;
        let vault = held(&self.0.vault).take();
        // After the vault was let go: what is put there meanwhile is put there with the vault in hand.
        self.0.desk.clear();
        let Some(vault) = vault else { return Ok(()) };
        let (outcome, due) = vault.lock_for_check();
        if let Some(check) = due {
            self.0.closing.start(check);
        }
        outcome
    }

    /// What waits for the window of documents.
    pub(crate) fn desk(&self) -> &Desk {
        &self.0.desk
    }

    /// The checks of this program.
    pub(crate) fn closing(&self) -> &Closing {
        &self.0.closing
    }

    /// Keeps in mind, until the program ends, on which page whoever has the vault open is.
    pub(crate) fn leave(&self, path: &str) {
        let _ = self.with_vault(|vault, session| {
            let left = Left { label: session.label.clone(), path: path.to_owned() };
            held(&self.0.left).insert(vault.folder(), left);
            Ok(())
        });
    }

    /// Where somebody was when the vault in `folder` locked.
    pub(crate) fn left(&self, folder: &Path) -> Option<Left> {
        held(&self.0.left).get(folder).cloned()
    }

    /// Locks at the end of the program, where nobody can be told any more.
    pub(crate) fn lock_quietly(&self) {
        let _ = self.lock();
    }

    /// Keeps a draft that could not be written, sealed, until the next unlock.
    pub(crate) fn rescue(&self, key: &str, based_on: Option<u32>, body: &str) {
        let mut rescued = held(&self.0.rescued);
        rescued.waiting.insert(key.to_owned(), (based_on, body.to_owned()));
        self.seal(&mut rescued);
    }

    /// Forgets a rescued draft: its text was written after all, or thrown away.
    pub(crate) fn forget_rescued(&self, key: &str) {
        let mut rescued = held(&self.0.rescued);
        if rescued.waiting.remove(key).is_some() {
            self.seal(&mut rescued);
        }
    }

    /// Seals what waits, in place of what was sealed before.
    fn seal(&self, rescued: &mut Rescued) {
        let slot = held(&self.0.vault);
        let Some(vault) = slot.as_ref() else { return };
        let drafts: Vec<(String, Option<u32>, String)> =
            rescued.waiting.iter().map(|(key, (based_on, body))| (key.clone(), *based_on, body.clone())).collect();
        match services::drafts::rescue(vault, &drafts) {
            Ok(Some(sealed)) => drop(rescued.sealed.insert(vault.folder(), sealed)),
            Ok(None) => drop(rescued.sealed.remove(&vault.folder())),
            // Without random numbers nothing is sealed; what was sealed before stays.
            Err(_) => {}
        }
    }

    /// Notes that the person is there.
    pub(crate) fn touch(&self) {
        *held(&self.0.touched) = Instant::now();
    }

    /// How long nobody has touched anything.
    pub(crate) fn idle(&self) -> std::time::Duration {
        held(&self.0.touched).elapsed()
    }

    /// What the window is to keep in sight, where that is not what it was told last.
    pub(crate) fn new_warnings(&self) -> Option<Vec<String>> {
        let warnings = held(&self.0.vault).as_ref()?.warnings();
        let mut told = held(&self.0.warnings);
        (*told != warnings).then(|| {
            told.clone_from(&warnings);
            warnings
        })
    }

    /// Writes what waits for the audit chain, if a vault is open.
    pub(crate) fn write_views(&self) {
        if let Some(vault) = held(&self.0.vault).as_mut() {
            let _ = vault.write_views();
        }
    }

    /// The places known.
    pub(crate) fn places<T>(&self, work: impl FnOnce(&mut Places) -> T) -> T {
        work(&mut held(&self.0.places))
    }

    /// A token for a path: the window never sees the path itself.
    pub(crate) fn token(&self, path: &Path) -> String {
        let mut tokens = held(&self.0.tokens);
        if let Some((token, _)) = tokens.paths.iter().find(|(_, known)| known.as_path() == path) {
            return token.clone();
        }
        tokens.last += 1;
        let token = format!("place-{}", tokens.last);
        tokens.paths.insert(token.clone(), path.to_owned());
        token
    }

    /// The path behind a token.
    pub(crate) fn path(&self, token: &str) -> Result<PathBuf> {
        held(&self.0.tokens).paths.get(token).cloned().ok_or(Error::NotFound)
    }

    /// Keeps a file chosen for import; gives its token.
    pub(crate) fn keep_source(&self, source: Source) -> String {
        let token = {
            let mut tokens = held(&self.0.tokens);
            tokens.last += 1;
            format!("file-{}", tokens.last)
        };
        *held(&self.0.chosen) = Some(Chosen { token: token.clone(), source, checked: None });
        token
    }

    /// Runs `work` with the file behind a token.
    pub(crate) fn with_chosen<T>(&self, token: &str, work: impl FnOnce(&mut Chosen) -> Result<T>) -> Result<T> {
        let mut chosen = held(&self.0.chosen);
        work(chosen.as_mut().filter(|chosen| chosen.token == token).ok_or_else(|| {
            Error::FileUnreadable(
                "Choose the file again: it was let go when Evident locked. Nothing was changed.".to_owned(),
            )
        })?)
    }

    /// Lets the file behind a token go: what was wanted of it is done.
    pub(crate) fn let_go(&self, token: &str) {
        let mut chosen = held(&self.0.chosen);
        if chosen.as_ref().is_some_and(|chosen| chosen.token == token) {
            *chosen = None;
        }
    }

    /// Begins long work, in place of any other of its kind; gives what is raised when it is no longer wanted.
    pub(crate) fn begin_work(&self, work: Work) -> Arc<AtomicBool> {
        let stop = Arc::new(AtomicBool::new(false));
        let mut works = held(&self.0.works);
        works.retain(|(kind, raised)| {
            if let Some(raised) = raised.upgrade().filter(|_| *kind == work) {
                raised.store(true, Ordering::Relaxed);
            }
            *kind != work && raised.strong_count() > 0
        });
        works.push((work, Arc::downgrade(&stop)));
        stop
    }

    /// Stops all long work at its next step. What was stopped has changed nothing.
    pub(crate) fn stop_work(&self) {
        for raised in held(&self.0.works).iter().filter_map(|(_, raised)| raised.upgrade()) {
            raised.store(true, Ordering::Relaxed);
        }
    }

    /// Keeps what could not be written at lock for the unlock screen: the page that locked is gone.
    pub(crate) fn keep_for_unlock(&self, outcome: Result<()>) {
        *held(&self.0.at_lock) = outcome.err().map(CommandError::from);
    }

    /// What could not be written when it was locked.
    pub(crate) fn at_lock(&self) -> Option<CommandError> {
        held(&self.0.at_lock).clone()
    }
}
