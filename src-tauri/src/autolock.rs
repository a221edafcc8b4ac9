//! Locks when nobody has touched anything for a while. The window is asked first, so that it can keep
//! what is being typed; it is locked all the same.

use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};
use tauri::{AppHandle, Manager, Runtime};
use tauri_specta::Event;

use crate::{state::App, window};

/// The window has this many seconds to keep what is being typed.
#[derive(Debug, Clone, Serialize, Deserialize, specta::Type, Event)]
pub(crate) struct LockComing {
    /// Seconds until it locks.
    pub seconds: u32,
}

/// It is locked.
#[derive(Debug, Clone, Serialize, Deserialize, specta::Type, Event)]
pub(crate) struct Locked {}

/// What stays on every screen has changed: a clock was set right, or wrong.
#[derive(Debug, Clone, Serialize, Deserialize, specta::Type, Event)]
pub(crate) struct WarningsChanged {
    /// All of it, as it is now.
    pub warnings: Vec<String>,
}

const GRACE: Duration = Duration::from_secs(2);
const LOOK: Duration = Duration::from_secs(1);
const SLEPT: Duration = Duration::from_secs(60);
const VIEWS: u32 = 30;
const WARNINGS: u32 = 5;

/// Watches on a thread of its own for as long as the program runs.
pub(crate) fn start<R: Runtime>(handle: &AppHandle<R>) {
    let handle = handle.clone();
    tauri::async_runtime::spawn(async move {
        let mut looks: u32 = 0;
        let mut last = SystemTime::now();
        loop {
            tokio::time::sleep(LOOK).await;
            looks = looks.wrapping_add(1);
            let app = handle.state::<App>().inner().clone();
            // A clock that jumps between two looks means that the computer slept: whoever wakes it unlocks.
            let now = SystemTime::now();
            let slept = now.duration_since(last).is_ok_and(|between| between > SLEPT);
            let _ = tauri::async_runtime::spawn_blocking({
                let (app, handle) = (app, handle.clone());
                move || {
                    if slept {
                        window::lock(&app, &handle);
                    }
                    look(&app, &handle, looks);
                }
            })
            .await;
            // A look that had to wait for the store is no sleep.
            last = SystemTime::now();
        }
    });
}

fn look<R: Runtime>(app: &App, handle: &AppHandle<R>, looks: u32) {
    if looks.is_multiple_of(VIEWS) {
        app.write_views();
    }
    if looks.is_multiple_of(WARNINGS)
        && let Some(warnings) = app.new_warnings()
    {
        let _ = WarningsChanged { warnings }.emit(handle);
    }
    let Ok(preferences) = app.with_vault(|vault, _| vault.preferences()) else { return };
    let limit = limit(preferences.idle_minutes);
    if app.idle() < limit {
        return;
    }
    let _ = LockComing { seconds: 2 }.emit(handle);
    std::thread::sleep(GRACE);
    // A touch in these two seconds means that somebody came back.
    if app.idle() >= limit {
        window::lock(app, handle);
    }
}

/// How long nobody may touch anything. Tests in the window cannot wait for minutes: they say so many seconds
/// (`EVIDENT_IDLE_SECONDS`).
fn limit(idle_minutes: u32) -> Duration {
    let seconds = std::env::var("EVIDENT_IDLE_SECONDS").ok().filter(|_| cfg!(feature = "automation"));
    let seconds = seconds.and_then(|text| text.parse().ok()).unwrap_or(u64::from(idle_minutes) * 60);
    Duration::from_secs(seconds)
}
