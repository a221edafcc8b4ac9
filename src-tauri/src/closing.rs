//! The check of the file that is due: while somebody waits for the store to open, and after it was locked, when
//! nobody does.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread::JoinHandle,
    time::{Duration, Instant},
};

use serde::{Deserialize, Serialize};
use services::checks::{CheckStep, CheckView, DueCheck, Watch};
use tauri::{AppHandle, Manager, Runtime};
use tauri_specta::Event;

use crate::{state::App, window};

/// How far the check is that somebody waits for.
#[derive(Debug, Clone, Serialize, Deserialize, specta::Type, Event)]
pub(crate) struct CheckProgress(pub CheckView);

/// The window is told no more often than this.
const TELL: Duration = Duration::from_millis(100);
/// How often the end of a check is looked for, once the last window has closed.
const LOOK: Duration = Duration::from_millis(100);

/// The checks of this program: at most one runs after locking, and at most one is waited for.
#[derive(Default)]
pub(crate) struct Closing {
    running: Mutex<Option<Running>>,
    /// Whoever waits wants to go in now.
    put_off: Arc<AtomicBool>,
}

struct Running {
    folder: PathBuf,
    stop: Arc<AtomicBool>,
    thread: JoinHandle<()>,
}

impl Closing {
    /// Runs a check on a thread of its own. It ends by itself, or when somebody wants to come in.
    pub(crate) fn start(&self, check: DueCheck) {
        self.stop();
        let folder = check.folder().to_owned();
        let stop = Arc::new(AtomicBool::new(false));
        let watch: Watch = {
            let stop = Arc::clone(&stop);
            Arc::new(move |_| !stop.load(Ordering::Relaxed))
        };
        // What cannot be read or noted now is due again at the next lock.
        let thread = std::thread::spawn(move || drop(check.run(&watch)));
        *self.running() = Some(Running { folder, stop, thread });
    }

    /// Stops the check of the store in `folder`, if one runs, and waits until it has let go of it.
    pub(crate) fn stop_for(&self, folder: &Path) {
        if self.running().as_ref().is_some_and(|running| running.folder == folder) {
            self.stop();
        }
    }

    /// Stops the check that runs, if one does.
    pub(crate) fn stop(&self) {
        if let Some(Running { stop, thread, .. }) = self.running().take() {
            stop.store(true, Ordering::Relaxed);
            let _ = thread.join();
        }
    }

    /// Whether a check runs after locking.
    fn is_running(&self) -> bool {
        self.running().as_ref().is_some_and(|running| !running.thread.is_finished())
    }

    /// Whoever waits for the store wants to go in now; the check is to run when it is locked.
    pub(crate) fn put_off(&self) {
        self.put_off.store(true, Ordering::Relaxed);
    }

    /// Tells the window how far the check is that it waits for, until it is put off.
    pub(crate) fn watch<R: Runtime>(&self, handle: &AppHandle<R>) -> Watch {
        self.put_off.store(false, Ordering::Relaxed);
        telling(handle, Arc::clone(&self.put_off))
    }

    fn running(&self) -> MutexGuard<'_, Option<Running>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Tells the window how far a check is, until `stop` is raised.
pub(crate) fn telling<R: Runtime>(handle: &AppHandle<R>, stop: Arc<AtomicBool>) -> Watch {
    let handle = handle.clone();
    let told: Mutex<Option<(Instant, String)>> = Mutex::new(None);
    Arc::new(move |step| {
        let view = CheckView::from(step);
        let mut told = told.lock().unwrap_or_else(PoisonError::into_inner);
        let is_news = told.as_ref().is_none_or(|(at, text)| at.elapsed() >= TELL || *text != view.text);
        if is_news {
            *told = Some((Instant::now(), view.text.clone()));
            let _ = CheckProgress(view).emit(&handle);
        }
        drop(told);
        linger(step, &stop);
        !stop.load(Ordering::Relaxed)
    })
}

/// Makes the check of a small store last, so that a driven window can be looked at meanwhile (`EVIDENT_SLOW_CHECK`, in
/// seconds). A program for people does not linger.
fn linger(step: CheckStep, stop: &AtomicBool) {
    if !cfg!(feature = "automation") || !matches!(step, CheckStep::Pages { done: 0, .. }) {
        return;
    }
    let seconds = std::env::var("EVIDENT_SLOW_CHECK").ok().and_then(|text| text.parse().ok()).unwrap_or(0);
    let until = Instant::now() + Duration::from_secs(seconds);
    while Instant::now() < until && !stop.load(Ordering::Relaxed) {
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// The last window has closed: lets a check that runs come to its end before the program ends. Whoever starts
/// Evident meanwhile gets a window again. Returns whether there is something to wait for.
pub(crate) fn outlast_windows<R: Runtime>(handle: &AppHandle<R>) -> bool {
    if !handle.state::<App>().closing().is_running() {
        return false;
    }
    let handle = handle.clone();
    tauri::async_runtime::spawn(async move {
        while handle.state::<App>().closing().is_running() {
            tokio::time::sleep(LOOK).await;
        }
        if window::current(&handle).is_none() {
            handle.exit(0);
        }
    });
    true
}
