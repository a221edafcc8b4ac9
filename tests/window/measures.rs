//! Verdicts on the screen: found, explained, questioned and declared, with the keyboard only.

use crate::app::{App, Setting};

fn setting() -> Setting {
    Setting::default().now("2026-11-25T09:00:00Z").environment("EVIDENT_CHEAP_KEYS", "1")
}

/// A screen without an accessibility finding, that fits its window; kept as a picture.
fn looked_at(app: &App, picture: &str) {
    app.axe();
    app.should_not_scroll_sideways();
    app.picture(picture);
}

fn go(app: &App, role: &str, name: &str) {
    app.tab_to_role(role, name);
    app.press("Enter");
}

#[test]
#[ignore = "needs a window: cargo xtask test runs it"]
fn a_verdict_is_found_explained_and_questioned() {
    let app = setting().argument("--demonstration").open();
    app.should_be_ready("open");
    go(&app, "link", "Measures");
    app.should_see("Missed visits fell from 162 in 17,623 planned visits");
    looked_at(&app, "measures-verdicts");
    go(&app, "link", "How Evident judges a change");
    app.should_see_heading("How Evident judges a change");
    looked_at(&app, "method");
    go(&app, "link", "Measures");
    go(&app, "link", "Missed visits");
    app.should_see_heading("Missed visits");
    app.should_see("Worked");
    app.should_see("Final check, 10 August 2026");
    looked_at(&app, "measure-verdict");

    // Every number explains itself: the working, then the periods behind it.
    app.tab_to("How this was worked out");
    app.press("Enter");
    app.should_see("exact conditional test, two-sided by doubling");
    app.should_see("Rule set");
    looked_at(&app, "measure-working");
    go(&app, "button", "Periods counted");
    app.should_see("Week of 22 December 2025");
    looked_at(&app, "measure-periods");
    app.press("Escape");
    app.should_not_see("Week of 22 December 2025: ");

    // Suppose some weeks more.
    app.tab_to("Further weeks");
    app.should_see("If the next 12 weeks had 0 missed visits in all, up to 17 January 2027");
    app.fill("Further weeks", "13");
    app.should_see("If the next 13 weeks had 0 missed visits in all, up to 24 January 2027");

    // What is declared, with a reason that stays.
    go(&app, "button", "Change what is compared");
    app.should_see("Aim, in per cent of the rate before");
    looked_at(&app, "measure-declared");
    app.press("Escape");

    // The numbers for a spreadsheet.
    app.tab_to_role("button", "Copy as numbers");
    app.should_be_at("Copy as numbers");
}
