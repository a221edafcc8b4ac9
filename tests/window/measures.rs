//! Verdicts on the screen: found, explained, questioned and declared, with the keyboard only.

use crate::app::Setting;

#[test]
#[ignore = "needs a window: cargo xtask test runs it"]
fn a_verdict_is_found_explained_and_questioned() {
    let app = Setting::morning().argument("--demonstration").open();
    app.should_be_ready("open");
    app.go("link", "Measures");
    app.should_see("Missed visits fell from 162 in 17,623 planned visits");
    app.looked_at("measures-verdicts");
    app.go("link", "How Evident judges a change");
    app.should_see_heading("How Evident judges a change");
    app.looked_at("method");
    app.go("link", "Measures");
    app.go("link", "Missed visits");
    app.should_see_heading("Missed visits");
    app.should_see("Worked");
    app.should_see("Final check, 10 August 2026");
    app.looked_at("measure-verdict");

    // Every number explains itself: the working, then the periods behind it.
    app.tab_to("How this was worked out");
    app.press("Enter");
    app.should_see("exact conditional test, two-sided by doubling");
    app.should_see("Rule set");
    app.looked_at("measure-working");
    app.go("button", "Periods counted");
    app.should_see("Week of 22 December 2025");
    app.looked_at("measure-periods");
    app.press("Escape");
    app.should_not_see("Week of 22 December 2025: ");

    // Suppose some weeks more.
    app.tab_to("Further weeks");
    app.should_see("If the next 12 weeks had 0 missed visits in all, up to 17 January 2027");
    app.fill("Further weeks", "13");
    app.should_see("If the next 13 weeks had 0 missed visits in all, up to 24 January 2027");

    // What is declared, with a reason that stays.
    app.go("button", "Change what is compared");
    app.should_see("Aim, in per cent of the rate before");
    app.looked_at("measure-declared");
    app.press("Escape");

    // The numbers for a spreadsheet.
    app.tab_to_role("button", "Copy as numbers");
    app.should_be_at("Copy as numbers");
}
