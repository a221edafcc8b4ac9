//! A store that was not closed properly: checked before it opens, or after it was locked, as whoever waits likes.

use std::path::{Path, PathBuf};

use crate::app::{App, Setting};

/// The file in which the demonstration's store notes its checks.
fn noted_checks(folder: &Path) -> Option<PathBuf> {
    let entries = std::fs::read_dir(folder).ok()?;
    entries.filter_map(Result::ok).map(|entry| entry.path()).find_map(|path| {
        if path.is_dir() { noted_checks(&path) } else { path.ends_with("vault.checks").then_some(path) }
    })
}

fn see_last_check(app: &App) {
    app.tab_to_role("link", "Settings");
    app.press("Enter");
    app.should_see_heading("Settings");
    app.click("Check the store");
    app.should_see("Last checked: 25 November 2026, 09:00: nothing wrong was found.");
}

fn unlock(app: &App) {
    app.should_be_ready("unlock");
    app.fill("Passphrase", "demonstration only");
    app.press("Enter");
}

#[test]
#[ignore = "needs a window: cargo xtask test runs it"]
fn a_store_that_was_not_closed_properly_opens_at_once_for_somebody_in_a_hurry() {
    let mut app = Setting::default()
        .environment("EVIDENT_CHEAP_KEYS", "1")
        .environment("EVIDENT_SLOW_CHECK", "60")
        .argument("--demonstration")
        .open();
    app.should_be_ready("open");
    app.crash_and_reopen();

    unlock(&app);
    app.should_see("Evident was not closed properly last time, so the store is checked before it opens.");
    app.should_see("Reading every page of the store");
    app.axe();
    app.should_not_scroll_sideways();
    app.picture("check-before-opening");
    app.tab_to_role("button", "Open now, check when I lock");
    app.press("Enter");
    app.should_be_ready("open");
    app.should_see("its check was put off. It runs when you lock.");

    app.press("Ctrl+L");
    unlock(&app);
    app.should_be_ready("open");
    see_last_check(&app);
    app.picture("last-checked");

    // Looked at by hand, and stopped.
    app.tab_to_role("button", "Check now");
    app.press("Enter");
    app.should_see("Reading every page of the store");
    app.tab_to_role("button", "Cancel");
    app.axe();
    app.picture("check-under-way");
    app.press("Enter");
    app.should_see("Stopped. Nothing was changed, and nothing is known yet.");

    // Nothing is known of a check: one is due when the window closes.
    std::fs::remove_file(noted_checks(app.home()).expect("the note is there")).unwrap();
    app.end_and_reopen();
    let noted = std::fs::read_to_string(noted_checks(app.home()).expect("a check ran at the end")).unwrap();
    assert!(noted.contains("checked ") && !noted.contains("found "), "{noted}");
    unlock(&app);
    app.should_be_ready("open");
    app.should_not_see("not closed properly");
}
