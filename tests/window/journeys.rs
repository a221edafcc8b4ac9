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
    looked_at(&app, "cases");

    app.tab_to_role("row", "");
    app.press("Enter");
    app.should_see_heading("Missed evening and morning visits, north round");
    app.should_see("162 in 17,623 planned visits (9.19 per 1,000)");
    app.should_see("exact; not yet widened for uneven weeks");
    app.should_see("The fall began in the week of 26 January 2026, two weeks before the missed-call board");
    app.should_see("1 h 25 min");
    app.should_see("22 h 15 min");
    looked_at(&app, "case");

    app.tab_to_role("link", "Make a pack");
    app.press("Enter");
    app.should_see("Who will be given it?");
    looked_at(&app, "pack");
    for stop in app.tab_stops() {
        eprintln!("{stop:?}");
    }
}

#[test]
#[ignore = "needs a window: cargo xtask test runs it"]
fn a_service_is_set_up_and_a_concern_recorded_without_a_mouse() {
    let app = setting().open();
    app.should_be_ready("first-run");
    app.tab_to_choice("Set up my service");
    app.press("Enter");
    app.should_see("Name of the service");
    looked_at(&app, "set-up");
    for stop in app.tab_stops() {
        eprintln!("{stop:?}");
    }
}
