//! The one window: what its web view may do, and how it gets a new one that has seen nothing.

use std::sync::{
    Mutex, PoisonError,
    atomic::{AtomicBool, Ordering},
};

use services::Preferences;
use tauri::{AppHandle, Manager, Runtime, Url, WebviewWindow, WebviewWindowBuilder, webview::NewWindowResponse};
use tauri_specta::Event;

use crate::{autolock::Locked, places, state::App};

/// Two names, since the window that locks stands until the next one does.
const LABELS: [&str; 2] = ["main", "main-2"];

/// The name under which the window's place on the screen is remembered.
pub(crate) const REMEMBERED: &str = LABELS[0];

/// Whether a window is being made in place of another.
static RENEWING: AtomicBool = AtomicBool::new(false);

/// The window that is there, if any.
pub(crate) fn current<R: Runtime>(handle: &AppHandle<R>) -> Option<WebviewWindow<R>> {
    handle.webview_windows().into_values().next()
}

/// Makes the first window.
///
/// # Errors
/// The system's, when it gives no window.
pub(crate) fn open<R: Runtime>(handle: &AppHandle<R>) -> tauri::Result<()> {
    build(handle, LABELS[0], true, false).map(drop)
}

/// Locks what is open. The window shows nothing of it from then on: its page is told, and then the window
/// gets a new web view, so that the process that held the old page ends. What could not be written is kept for
/// the unlock screen; it is locked all the same.
pub(crate) fn lock<R: Runtime>(app: &App, handle: &AppHandle<R>) {
    static LOCKING: Mutex<()> = Mutex::new(());
    // Nobody waits for long work: it stops at its next step, and the page shows nothing meanwhile.
    app.stop_work();
    let _ = Locked {}.emit(handle);
    let _one = LOCKING.lock().unwrap_or_else(PoisonError::into_inner);
    // Another was quicker: somebody may be at the unlock screen of the new window already.
    if !app.is_open() {
        return;
    }
    if let Some(url) = current(handle).and_then(|window| window.url().ok()) {
        let query = url.query().map_or_else(String::new, |query| format!("?{query}"));
        app.leave(&format!("{}{query}", url.path()));
    }
    app.keep_for_unlock(app.lock());
    renew(handle);
}

/// Makes the window as this person likes it.
pub(crate) fn follow<R: Runtime>(handle: &AppHandle<R>, preferences: Preferences) {
    if let Some(window) = current(handle) {
        // A system that cannot do it shows no switch for it.
        let _ = window.set_content_protected(!preferences.capturable);
    }
}

/// Puts a new window where the old one is, then takes the old one away.
fn renew<R: Runtime>(handle: &AppHandle<R>) {
    if RENEWING.swap(true, Ordering::SeqCst) {
        return;
    }
    if let Some(old) = current(handle) {
        let label = if old.label() == LABELS[0] { LABELS[1] } else { LABELS[0] };
        let focused = old.is_focused().unwrap_or(false);
        let minimised = old.is_minimized().unwrap_or(false);
        let maximised = old.is_maximized().unwrap_or(false);
        match build(handle, label, focused, maximised) {
            Ok(new) => {
                if minimised {
                    let _ = new.minimize();
                }
                let _ = old.destroy();
            }
            // Better the old window with a fresh page than none.
            Err(_) => drop(old.eval("location.replace('/')")),
        }
    }
    RENEWING.store(false, Ordering::SeqCst);
}

fn build<R: Runtime>(
    handle: &AppHandle<R>,
    label: &str,
    focused: bool,
    maximised: bool,
) -> tauri::Result<WebviewWindow<R>> {
    let mut config = handle.config().app.windows.first().cloned().unwrap_or_default();
    label.clone_into(&mut config.label);
    WebviewWindowBuilder::from_config(handle, &config)?
        .focused(focused)
        .maximized(maximised)
        .content_protected(true)
        .data_directory(places::web_view_profile())
        .incognito(!is_driven())
        .on_navigation(is_own_page)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .build()
}

/// Whether a driver of window tests holds the web view: WebKitGTK lets no private one be driven. What a
/// driven one leaves behind is then searched by the tests.
fn is_driven() -> bool {
    cfg!(feature = "automation") && std::env::var_os("TAURI_WEBVIEW_AUTOMATION").is_some()
}

/// Whether an address is one of this program's own pages.
fn is_own_page(url: &Url) -> bool {
    let own = match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        // Windows serves the program's own pages under this name.
        "http" | "https" => cfg!(target_os = "windows") && url.host_str() == Some("tauri.localhost"),
        _ => false,
    };
    own || url.as_str() == "about:blank"
}

/// Deletes what a web view left on the disk: at the start, and again when the program ends.
pub(crate) fn forget_profile() {
    // What is in use stays until the next start.
    let _ = std::fs::remove_dir_all(places::web_view_profile());
}

#[cfg(test)]
mod tests {
    use super::is_own_page;
    use tauri::Url;

    #[test]
    fn only_the_programs_own_pages_are_opened() {
        let is_own = |address: &str| Url::parse(address).is_ok_and(|url| is_own_page(&url));
        assert!(is_own("tauri://localhost/cases?id=1"));
        assert!(is_own("about:blank"));
        for address in [
            "https://example.org/",
            "http://localhost/",
            "http://tauri.localhost.example.org/",
            "tauri://example.org/",
            "file:///etc/passwd",
            "data:text/html,<p>",
            "javascript:alert(1)",
            "blob:tauri://localhost/1",
        ] {
            assert!(!is_own(address), "{address}");
        }
    }
}
