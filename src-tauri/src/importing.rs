//! What an import of a file holds between its steps, and how it is followed and stopped.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use serde::{Deserialize, Serialize};
use services::imports::{DryRunView, Source, Stage, Watch};
use tauri::AppHandle;
use tauri_specta::Event;

/// Between two words to the window about one stage.
const BETWEEN: Duration = Duration::from_millis(100);

/// The file somebody chose, and what the last dry run said of every row of it.
pub(crate) struct Chosen {
    /// Stands for the file.
    pub token: String,
    /// The file, read once.
    pub source: Source,
    /// Every row; the window is given a page at a time.
    pub checked: Option<DryRunView>,
}

/// How far an import is.
#[derive(Debug, Clone, Serialize, Deserialize, specta::Type, Event)]
pub(crate) struct ImportProgress {
    /// What is being done, in words.
    pub text: String,
    /// So much of it, in a unit of the stage's own.
    pub done: u32,
    /// Of so much.
    pub total: u32,
}

/// Tells the window how far an import is, and stops it when that was asked for.
pub(crate) struct Following {
    handle: AppHandle,
    stop: Arc<AtomicBool>,
    told: Mutex<Option<(Stage, Instant)>>,
}

impl Following {
    /// Follows one step; `stop` is raised by whoever wants no more of it.
    pub(crate) const fn new(handle: AppHandle, stop: Arc<AtomicBool>) -> Self {
        Self { handle, stop, told: Mutex::new(None) }
    }

    /// Whether the window should hear of this: a new stage at once, the same one now and then.
    fn is_news(&self, stage: Stage) -> bool {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        let is_news = told.is_none_or(|(last, at)| last != stage || at.elapsed() >= BETWEEN);
        if is_news {
            *told = Some((stage, Instant::now()));
        }
        is_news
    }
}

impl Watch for Following {
    fn goes_on(&self, stage: Stage, done: usize, total: usize) -> bool {
        if self.is_news(stage) {
            let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
            let news = ImportProgress { text: stage.text().to_owned(), done: count(done), total: count(total) };
            // A window that went away hears nothing; the lock that took it raises `stop` too.
            let _ = news.emit(&self.handle);
        }
        #[cfg(feature = "automation")]
        self.held_up(stage);
        !self.stop.load(Ordering::Relaxed)
    }
}

#[cfg(feature = "automation")]
impl Following {
    /// For window tests: stays in the stage that `EVIDENT_HOLD_IMPORT` names until it is stopped, so that
    /// a test can press the button whatever the speed of the machine.
    fn held_up(&self, stage: Stage) {
        let begun = Instant::now();
        let is_named = || std::env::var("EVIDENT_HOLD_IMPORT").is_ok_and(|name| stage.text().starts_with(&name));
        while is_named() && !self.stop.load(Ordering::Relaxed) && begun.elapsed() < Duration::from_secs(60) {
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}
