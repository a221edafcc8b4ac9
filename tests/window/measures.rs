//! Verdicts on the screen: found, explained, questioned and declared, with the keyboard only.

use evident_tests::{PASSPHRASE, with_services};

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
    app.should_see("exact conditional test, two-sided by doubling");
    app.looked_at("measure-periods");
    app.press("Escape");
    app.should_not_see("Week of 22 December 2025: ");

    // Suppose some weeks more.
    // The question begins with more of the same.
    app.should_see("If the next 12 weeks had 17 missed visits in all");
    app.fill("Missed visits in all of them together", "0");
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

#[test]
#[ignore = "needs a window: cargo xtask test runs it"]
fn rounds_of_results_and_what_is_known_of_the_reporting_are_entered_with_the_keyboard() {
    let app = Setting::morning().argument("--demonstration").open();
    app.should_be_ready("open");
    app.go("link", "Measures");
    app.go("link", "Contract monitoring score");
    app.should_see_heading("Contract monitoring score");
    app.should_see("Enter a round before the change and one after it.");
    app.looked_at("rounds-none");

    app.go("button", "Change what is compared");
    app.fill("Day of the change", "9 Feb 2026");
    app.should_see("This will be shown as judged afterwards.");
    app.looked_at("rounds-declared");
    app.go("button", "Keep this");
    app.should_see("Kept. What was declared before stays in the record.");
    let rounds = [("1 Feb 2026", [61, 58, 64, 55, 60, 57, 66, 59]), ("3 Aug 2026", [74, 70, 79, 68, 75, 71, 80, 58])];
    for (place, (day, scores)) in rounds.iter().enumerate() {
        app.go("button", "Add a round");
        app.should_see("Which side of the change?");
        app.fill("Day", day);
        if place == 0 {
            app.fill("Lowest of the scale", "0");
            app.fill("Highest", "100");
        }
        app.tab_to("Code, row 1");
        for (row, score) in (1..).zip(scores) {
            app.type_text(&format!("S-{row:02}"));
            app.press("Enter");
            app.type_text(&score.to_string());
            app.press("Enter");
        }
        app.looked_at("round-form");
        app.go("button", "Keep this round");
        let kept = if place == 0 { "1 February 2026" } else { "3 August 2026" };
        app.should_see(&format!("The round of {kept} is kept: 8 scores."));
    }
    app.should_see("of 8 people on both occasions, 7 went up, 1 went down");
    app.tab_to_choice("Change: After");
    app.looked_at("rounds");
    app.go("button", "Where these numbers come from");
    app.should_see("Round before 1 February 2026");
    app.looked_at("rounds-explained");
    app.press("Escape");

    app.go("link", "Measures");
    app.go("link", "Missed visits");
    app.should_see_heading("Missed visits");
    app.go("button", "Enter what is known");
    app.should_see("Take the same length of time on both sides.");
    for (side, no_harm, harm) in [("before", "120", "42"), ("after", "40", "60")] {
        app.fill(&format!("Reports in which nobody was harmed, {side}"), no_harm);
        app.fill(&format!("Reports in which somebody was harmed, {side}"), harm);
    }
    app.should_hold("Returns due, before", "15");
    app.should_hold("Returns due, after", "37");
    app.looked_at("reporting-form");
    app.go("button", "Keep this");
    app.should_see("What is known of the reporting is kept.");
    app.should_see("Fewer reports, rather than fewer events, cannot be ruled out.");
    app.tab_to("Change what is known");
    app.looked_at("reporting");
}

#[test]
#[ignore = "needs a window: cargo xtask test runs it"]
fn services_are_compared() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("store");
    let (vault, _) = with_services(&store, &[(6, 2), (5, 2), (4, 1), (7, 3), (1, 5)]);
    vault.lock().unwrap();
    let app = Setting::morning().dialog(&store).open();
    app.should_be_ready("first-run");
    app.click("Open a service kept in another place\u{2026}");
    app.unlock(PASSPHRASE);
    app.go("link", "Measures");
    app.should_see("House 5");
    app.looked_at("measures-of-five");
    app.go("link", "Complaints");
    app.should_see_heading("Complaints");
    app.go("button", "Compare services");
    app.should_see("House 5 goes the other way");
    app.looked_at("services");
    app.go("button", "Copy as numbers");
    app.should_see("The numbers behind the chart are copied.");
    app.press("Escape");
    app.should_not_see("One day of the change for all services");
}
