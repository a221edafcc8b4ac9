//! Finding, with the keyboard only: anything by its words, what can be done, and words on the page.

use serde_json::json;

use crate::app::{App, Setting};

/// A script's answer as text.
fn asked(app: &App, script: &str) -> String {
    let answer = app.driver().run(script, &[]).unwrap();
    answer.as_str().map_or_else(|| answer.to_string(), str::to_owned)
}

/// What the palette says of the line that Enter would take.
const MARKED: &str = "return document.querySelector('[role=option][aria-selected=true]')?.textContent ?? '';";

#[track_caller]
fn should_be_marked(app: &App, words: &str) {
    app.wait_for(&format!("the line {words:?} to be marked"), |driver| {
        Ok(driver.run(MARKED, &[])?.as_str().is_some_and(|line| line.contains(words)))
    });
}

#[track_caller]
fn palette(app: &App, typed: &str) {
    app.press("Ctrl+K");
    app.should_see_role("dialog", "Find");
    app.should_be_at("A name, a reference, a word, or what you want to do");
    app.type_text(typed);
}

#[test]
#[ignore = "needs a window: cargo xtask test runs it"]
fn anything_is_found_by_its_words_and_opened_where_it_stands() {
    let app = Setting::morning().argument("--demonstration").open();
    app.should_be_ready("open");
    app.should_see("Missed evening and morning visits, north round");

    // A name with two letters swapped, and a case that opens.
    palette(&app, "edna rwoe");
    should_be_marked(&app, "Missed evening and morning visits");
    app.should_see("Nothing holds that as it is typed. Shown for: rowe.");
    app.looked_at("find");
    app.press("Enter");
    app.should_see_heading("Missed evening and morning visits, north round");

    // What was looked at is there without typing; a text opens on its own tab, with its words marked.
    palette(&app, "");
    app.should_see("Looked at last");
    app.type_text("\"spoken apology\"");
    should_be_marked(&app, "Mrs Rowe and her daughter");
    app.press("Enter");
    app.should_see("1 of 1");
    app.should_see_role("search", "Find on this page");
    let tab = asked(&app, "return location.search;");
    assert_eq!(tab, "?tab=concern");
    let marked = "return [...CSS.highlights.get('found-now')].map(String).join('|');";
    assert_eq!(asked(&app, marked), "Spoken apology");
    app.looked_at("found-in-the-concern");

    // What can be done, by plain verbs, also with a key in its place.
    palette(&app, "build evidence");
    should_be_marked(&app, "Make a pack");
    app.press("Enter");
    app.should_see_heading("Make a pack");
    app.should_not_see("1 of 1");
    app.press("Alt+1");
    app.should_see_heading("Cases");
    palette(&app, "make a pack");
    should_be_marked(&app, "Open a case first: a pack is made of one case.");
    app.press("Enter");
    app.should_see_role("dialog", "Find");
    app.looked_at("find-off");
    app.press("Escape");
    app.should_not_see("Open a case first");

    // Escape gives the focus back, also at twice the size.
    app.tab_to_role("link", "Measures");
    for size in ["110%", "125%", "150%", "175%", "200%"] {
        app.press("Ctrl+Plus");
        app.wait_for(size, |driver| {
            Ok(driver.run("return document.documentElement.style.fontSize;", &[])? == json!(size))
        });
    }
    palette(&app, "missed");
    should_be_marked(&app, "Missed evening and morning visits");
    app.looked_at("find-at-200");
    app.press("Escape");
    app.should_be_at("Measures");
    app.press("Ctrl+0");

    // Nothing of what was looked at outlives the lock.
    app.press("Ctrl+L");
    app.unlock("demonstration only");
    palette(&app, "");
    app.should_see("Record a concern");
    app.should_not_see("Looked at last");
}

#[test]
#[ignore = "needs a window: cargo xtask test runs it"]
fn words_are_found_on_the_page_which_stays_as_it_is() {
    let app = Setting::morning().argument("--demonstration").open();
    app.should_be_ready("open");
    // The list of cases finds words of anything in a case, and keeps them in the address.
    app.fill("Find", "apology");
    app.should_see("Missed evening and morning visits, north round");
    app.wait_for("the words in the address", |driver| {
        Ok(driver.run("return location.search;", &[])? == json!("?q=apology"))
    });
    app.fill("Find", "zebra");
    app.should_see("No case fits.");
    app.go("button", "Show all 22 cases");
    app.fill("Find", "apology north round");
    app.should_not_see("Bruising and a floor hold");
    app.tab_to_role("row", "");
    app.press("Enter");
    app.should_see_heading("Missed evening and morning visits, north round");
    app.tab_to_choice("Case on a page");
    for _ in 0..5 {
        app.press("ArrowRight");
    }
    app.should_see("Welfare calls to all 11 people on the north round.");

    let page = "return document.querySelector('#page').innerHTML;";
    let before = asked(&app, page);
    app.press("Ctrl+F");
    app.should_be_at("Find on this page");
    app.type_text("MRS ROWE");
    let told = "return document.querySelector('[role=search] [role=status]').textContent;";
    app.wait_for("the first of several", |driver| {
        Ok(driver.run(told, &[])?.as_str().is_some_and(|told| told.starts_with("1 of ") && told != "1 of 1"))
    });
    let several = asked(&app, told);
    let count: usize = several.trim_start_matches("1 of ").parse().unwrap();
    assert_eq!(asked(&app, "return CSS.highlights.get('found').size;"), (count - 1).to_string());
    assert_eq!(asked(&app, "return CSS.highlights.get('found-now').size;"), "1");
    app.looked_at("find-on-page");
    app.press("Enter");
    app.should_see(&format!("2 of {count}"));
    app.press("Shift+Enter");
    app.press("Shift+Enter");
    app.should_see(&format!("{count} of {count}"));
    app.wait_for("the match in sight", |driver| {
        let script = "const at = [...CSS.highlights.get('found-now')][0].getBoundingClientRect();
             return at.top >= 0 && at.bottom <= innerHeight;";
        Ok(driver.run(script, &[])? == json!(true))
    });
    app.press("Ctrl+A");
    app.type_text("zebra");
    app.should_see("Nothing found");
    app.press("Escape");
    app.should_not_see("Nothing found");
    assert_eq!(asked(&app, "return CSS.highlights.size;"), "0");
    app.picture("find-on-page-closed");
    assert_eq!(asked(&app, page), before, "the page is as it was");
}
