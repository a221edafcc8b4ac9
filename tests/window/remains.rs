//! What a locked window still holds: nothing.

use std::fs;
use std::path::{Path, PathBuf};

use crate::app::{App, Setting};
use crate::process;

/// Words that nothing else in the program or on this computer holds.
const MARKER: &str = "Quillfeather Marchbanks-Ozymandy";

/// A text as the web view and the store may hold it: one byte a letter, or two.
fn forms(text: &str) -> [Vec<u8>; 2] {
    [text.as_bytes().to_vec(), text.encode_utf16().flat_map(u16::to_le_bytes).collect()]
}

/// How often the process holds the marker, in either form. One that has ended holds nothing.
fn held(pid: u32) -> usize {
    let count = |form: &Vec<u8>| match process::occurrences_in_memory(pid, form) {
        Err(error) if process::is_running(pid) => panic!("{error}"),
        count => count.unwrap_or(0),
    };
    forms(MARKER).iter().map(count).sum()
}

/// Every file under a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() && !path.is_symlink() {
            found.extend(files(&path));
        } else if path.is_file() {
            found.push(path);
        }
    }
    found
}

fn files_with_the_marker(folder: &Path) -> Vec<PathBuf> {
    let holds = |path: &PathBuf| {
        let bytes = fs::read(path).unwrap_or_default();
        forms(MARKER).iter().any(|form| bytes.windows(form.len()).any(|window| window == form))
    };
    files(folder).into_iter().filter(holds).collect()
}

fn record_the_marker(app: &App) {
    app.press("Ctrl+N");
    app.should_see_heading("Record a concern");
    app.fill("What happened?", MARKER);
    app.tab_to_role("checkbox", "Not known yet");
    app.press("Space");
    app.tab_to_role("button", "Record concern");
    app.press("Enter");
    app.should_see_heading(MARKER);
}

#[test]
#[ignore = "needs a window: cargo xtask test runs it"]
fn a_locked_window_has_let_go_of_everything_it_showed_and_unlocking_goes_back_there() {
    let app = Setting::default()
        .now("2026-11-25T09:00:00Z")
        .environment("EVIDENT_CHEAP_KEYS", "1")
        .argument("--demonstration")
        .open();
    app.should_be_ready("open");
    record_the_marker(&app);
    let before = app.driver().page_pids().unwrap();
    // The search finds what is there: without this, finding nothing would prove nothing.
    assert!(before.iter().any(|pid| held(*pid) > 0), "the page that shows the words holds them");

    app.press("Ctrl+L");
    app.should_be_ready("unlock");
    app.should_not_see(MARKER);
    app.wait_for("the old page's process to end", |_| Ok(!before.iter().any(|pid| process::is_running(*pid))));
    let after = app.driver().page_pids().unwrap();
    assert!(!after.is_empty(), "a new page stands");
    for pid in after {
        assert_eq!(held(pid), 0, "the new page never saw the words");
    }
    assert_eq!(files_with_the_marker(app.home()), Vec::<PathBuf>::new());

    app.fill("Passphrase", "demonstration only");
    app.press("Enter");
    app.should_be_ready("open");
    app.should_see_heading(MARKER);
}

#[test]
#[ignore = "needs a window: cargo xtask test runs it"]
fn the_window_goes_nowhere_else_and_opens_no_other() {
    let app = Setting::default().environment("EVIDENT_CHEAP_KEYS", "1").open();
    app.should_be_ready("first-run");
    let driver = app.driver();
    let opened = driver.run("return window.open('tauri://localhost/cases') === null;", &[]).unwrap();
    assert_eq!(opened, true, "no second window");
    for address in ["https://example.org/", "file:///etc/passwd", "data:text/html,<p>elsewhere"] {
        let _ = driver.run("location.href = arguments[0];", &[address.into()]);
        let frame = "const done = arguments[arguments.length - 1];
             requestAnimationFrame(() => setTimeout(() => done(location.href), 100));";
        let here = driver.run_async(frame, &[]).unwrap();
        assert!(here.as_str().is_some_and(|here| here.starts_with("tauri://localhost")), "{address}: {here}");
    }
    app.should_be_ready("first-run");
    assert_eq!(driver.page_pids().unwrap().len(), 1);
}
