//! Evident's main job, done with the keyboard only.

use crate::app::{App, Setting};

/// The program with its clock at the demonstration's morning and passphrases that cost little.
fn setting() -> Setting {
    Setting::default().now("2026-11-25T09:00:00Z").environment("EVIDENT_CHEAP_KEYS", "1")
}

fn looked_at(app: &App, picture: &str) {
    app.axe();
    app.should_not_scroll_sideways();
    app.picture(picture);
}

#[test]
#[ignore = "needs a window: cargo xtask test runs it"]
fn the_demonstration_shows_whether_practice_changed_and_makes_a_pack() {
    let app = setting().argument("--demonstration").open();
    app.should_be_ready("open");
    app.should_see("Demonstration: invented people; today is Wednesday 25 November 2026");
    app.should_see("Missed evening and morning visits, north round");
    for stop in app.tab_stops() {
        eprintln!("{stop:?}");
    }
    looked_at(&app, "cases");
}
