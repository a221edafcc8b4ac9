//! The vocabulary of journeys, tried on the smallest window there is.

use std::thread::sleep;
use std::time::Duration;

use crate::app::{App, Setting};

fn minimal_window() -> App {
    let app = Setting::default().open_program("minimal-window");
    app.should_be_ready("unlock");
    app
}

#[test]
#[ignore = "needs a window: cargo xtask test runs it"]
fn the_keyboard_alone_reaches_rust_and_back() {
    let app = minimal_window();
    app.should_see_heading("Minimal window");
    app.tab_to("Your name");
    app.type_text("Ada & Grace");
    app.should_hold("Your name", "Ada & Grace");
    app.tab_to_role("button", "Greet");
    app.press("Space");
    app.should_see("Hello, Ada & Grace");
    app.tab_to_choice("Your");
    app.should_be_at("Your name");
    app.fill("Your name", "Mary");
    app.press("Enter");
    app.should_see("Hello, Mary");
    app.should_not_see("Ada");
    app.picture("minimal-window");
}

#[test]
#[ignore = "needs a window: cargo xtask test runs it"]
fn the_mouse_and_the_clipboard_work() {
    let app = minimal_window();
    app.tab_to("Your name");
    app.copy("copied\ttext");
    app.should_be_at("Your name");
    app.press("Ctrl+V");
    app.should_hold("Your name", "copied\ttext");
    app.click("Greet");
    app.should_see("Hello, copied text");
}

#[test]
#[ignore = "needs a window: cargo xtask test runs it"]
fn a_picture_shows_the_page_as_it_is_now() {
    let app = minimal_window();
    let before = app.driver().screenshot().unwrap();
    app.driver().run("document.body.replaceChildren();", &[]).unwrap();
    let at_once = app.driver().screenshot().unwrap();
    sleep(Duration::from_millis(500));
    let settled = app.driver().screenshot().unwrap();
    assert!(at_once != before, "the picture is older than the page");
    assert!(at_once == settled, "the picture was taken before the page was painted");
}

#[test]
#[ignore = "needs a window: cargo xtask test runs it"]
fn tab_stops_are_given_in_their_order() {
    let app = minimal_window();
    let stops = app.tab_stops();
    let told: Vec<_> = stops.iter().map(|stop| (stop.role.as_str(), stop.name.as_str())).collect();
    assert_eq!(told, [("textbox", "Your name"), ("button", "Greet")]);
    assert!(stops[0].y < stops[1].y);
}

#[test]
#[ignore = "needs a window: cargo xtask test runs it"]
fn axe_passes_a_sound_page_and_finds_a_planted_fault() {
    let app = minimal_window();
    app.axe();
    let plant = "document.querySelector('label').remove();";
    app.driver().run(plant, &[]).unwrap();
    let findings = crate::axe::findings(app.driver()).unwrap();
    assert!(findings.iter().any(|each| each.starts_with("label (critical)")), "{findings:?}");
}

#[test]
#[ignore = "needs a window: cargo xtask test runs it"]
fn a_window_too_narrow_for_its_page_is_noticed() {
    let app = minimal_window();
    app.should_not_scroll_sideways();
    let widen = "document.querySelector('main').style.width = '3000px';";
    app.driver().run(widen, &[]).unwrap();
    assert!(app.driver().sideways_overflow().unwrap() > 1000);
}

#[test]
#[ignore = "needs a window: cargo xtask test runs it"]
fn the_program_comes_back_after_closing_and_after_a_crash() {
    let mut app = minimal_window();
    let first = app.driver().program_pid().unwrap();
    app.close_and_reopen();
    app.should_be_ready("unlock");
    let second = app.driver().program_pid().unwrap();
    assert_ne!(first, second);
    app.crash_and_reopen();
    app.should_be_ready("unlock");
    assert_ne!(second, app.driver().program_pid().unwrap());
}

#[test]
#[ignore = "needs a window: cargo xtask test runs it"]
fn the_program_and_its_display_end_with_the_test() {
    let app = minimal_window();
    let pid = app.driver().program_pid().unwrap();
    let home = app.home().to_path_buf();
    drop(app);
    assert!(!crate::process::is_running(pid));
    assert!(!home.exists());
}
