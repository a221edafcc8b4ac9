//! Evident's main job, done with the keyboard only.

use std::path::{Path, PathBuf};

use crate::app::{App, Setting};

const PASSPHRASE: &str = "violet kettle tram orchard";

/// The program with its clock at the demonstration's morning and passphrases that cost little.
fn setting() -> Setting {
    Setting::default().now("2026-11-25T09:00:00Z").environment("EVIDENT_CHEAP_KEYS", "1")
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
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

fn unlock(app: &App, passphrase: &str) {
    app.should_be_ready("unlock");
    app.fill("Passphrase", passphrase);
    app.press("Enter");
    app.should_be_ready("open");
}

#[test]
#[ignore = "needs a window: cargo xtask test runs it"]
fn the_demonstration_shows_whether_practice_changed_and_makes_a_pack() {
    let folder = tempfile::tempdir().unwrap();
    let mut app = setting().argument("--demonstration").dialog(folder.path()).open();
    app.should_be_ready("open");
    app.should_see("Demonstration: invented people; today is Wednesday 25 November 2026");
    app.should_see("Missed evening and morning visits, north round");
    looked_at(&app, "cases");

    app.tab_to_role("row", "");
    app.press("Enter");
    app.should_see_heading("Missed evening and morning visits, north round");
    app.should_see("162 in 17,623 planned visits (9.19 per 1,000)");
    app.should_see("A fall this size is very unlikely to be chance");
    app.should_see("The fall began in the week of 26 January 2026, two weeks before the missed-call board");
    app.should_see("1 h 25 min");
    app.should_see("22 h 15 min");
    looked_at(&app, "case");

    go(&app, "link", "Make a pack");
    app.should_see("Who will be given it?");
    looked_at(&app, "pack");
    app.tab_to_choice("CQC, on site");
    app.press("Space");
    app.should_see("What is not shown");
    app.fill("Who will be given it?", "Inspector, CQC");
    app.fill("What for?", "Assessment on 26 November");
    go(&app, "button", "Build pack");
    app.should_see("EP-2026-001");
    looked_at(&app, "pack-made");
    go(&app, "button", "Save PDF\u{2026}");
    app.wait_for("the saved pack", |_| Ok(folder.path().join("EP-2026-001.pdf").exists()));

    app.press("Ctrl+L");
    app.should_be_ready("unlock");
    app.should_not_see("Edna");
    looked_at(&app, "unlock");
    unlock(&app, "demonstration only");
    app.should_see_heading("Make a pack");
    go(&app, "link", "Packs");
    app.should_see("EP-2026-001");
    looked_at(&app, "packs");
    go(&app, "link", "Measures");
    app.should_see("Missed visits");
    looked_at(&app, "measures");
    go(&app, "link", "Settings");
    app.should_see("vault.db");
    looked_at(&app, "settings");

    app.end_and_reopen();
    unlock(&app, "demonstration only");
    app.should_see("Missed evening and morning visits, north round");
    app.should_not_see("not closed properly");
    app.crash_and_reopen();
    unlock(&app, "demonstration only");
    app.should_see("not closed properly");
    app.should_see("nothing was lost");
}

#[test]
#[ignore = "needs a window: cargo xtask test runs it"]
fn a_service_is_set_up_and_a_case_followed_from_concern_to_chart_without_a_mouse() {
    let file = fixture("spreadsheets/meadowbank-ecm-export.csv");
    let mut app = setting().dialog(&file).open();
    app.should_be_ready("first-run");
    looked_at(&app, "first-run");
    app.tab_to_choice("Set up my service");
    app.press("Enter");
    app.should_see("Name of the service");
    app.fill("Provider", "Rowan Care");
    app.fill("Name of the service", "Meadowbank Homecare");
    app.fill("Your name or job title", "Registered manager");
    app.fill("Passphrase", PASSPHRASE);
    app.fill("The same passphrase again", PASSPHRASE);
    looked_at(&app, "set-up");
    go(&app, "button", "Set up my service");
    app.should_be_ready("open");
    looked_at(&app, "cases-empty");

    app.press("Ctrl+N");
    app.should_see_heading("Record a concern");
    app.fill("What happened?", "Found on the bedroom floor. Two visits were");
    app.should_see("Saved 09:00");
    looked_at(&app, "concern");
    app.close_and_reopen();
    unlock(&app, PASSPHRASE);
    go(&app, "link", "Go on with Concern not yet recorded");
    app.should_hold("What happened?", "Found on the bedroom floor. Two visits were");
    app.fill("What happened?", "Found on the bedroom floor. Two visits were missed.");
    app.fill("Who is the adult at risk?", "Ada Example");
    app.fill("Date", "7 Feb 2026");
    app.fill("Time (if known)", "13:05");
    go(&app, "button", "Record concern");
    app.should_see("SG-2026-001");
    app.should_see_heading("Found on the bedroom floor");
    looked_at(&app, "case-new");

    go(&app, "button", "Add to timeline");
    app.should_see_role("dialog", "Add to timeline");
    looked_at(&app, "event");
    app.fill("Date", "7 Feb 2026");
    app.fill("Time (if known)", "14:30");
    app.fill("What happened?", "Welfare calls to everybody on the round.");
    go(&app, "button", "Add to timeline");
    app.should_see("Welfare calls to everybody");

    go(&app, "link", "Measures");
    go(&app, "link", "Add a measure");
    app.should_see_heading("Add a measure");
    app.fill("Search the library", "missed visits");
    app.tab_to_choice("Missed visits");
    app.press("Space");
    app.fill("Baseline from", "27/10/2025");
    app.fill("Baseline to", "26/4/2026");
    app.fill("Day of the change", "27/4/2026");
    looked_at(&app, "measure-new");
    go(&app, "button", "Add this measure");
    app.should_see_heading("Missed visits");
    go(&app, "link", "Import counts");
    go(&app, "button", "Choose a file\u{2026}");
    app.should_see("Import 52 rows");
    app.should_see("Total");
    looked_at(&app, "import");
    go(&app, "button", "Import 52 rows");
    app.should_see("Undo the whole file");
    looked_at(&app, "import-done");
    go(&app, "link", "See the measure");
    app.should_see("211 in 30,863 planned visits (6.84 per 1,000)");
    app.should_see("This may be real, but it was already falling before the change");
    looked_at(&app, "measure");
    go(&app, "link", "Enter counts");
    app.should_see("Planned visits");
    looked_at(&app, "grid");
    app.fill("Missed visits, 26 Oct 2026", "3");
    app.press("Tab");
    app.type_text("1,240");
    app.press("Enter");
    app.should_see("Saved 09:00");

    app.copy("02/03/2026\t9\t1,200\n06/04/2026\t4\t1,210");
    app.tab_to("Missed visits, 26 Oct 2026");
    app.press("Ctrl+V");
    app.should_see("These dates can be read two ways");
    looked_at(&app, "paste-question");
    app.tab_to_choice("Day first");
    app.press("Space");
    go(&app, "button", "Go on");
    app.should_see("Put 2 rows in");
    app.should_be_at("Rows to put in");
    looked_at(&app, "paste-preview");
    go(&app, "button", "Leave it out");

    go(&app, "link", "Cases");
    app.tab_to_role("row", "");
    app.press("Enter");
    app.should_see_heading("Found on the bedroom floor");
    go(&app, "button", "Choose a measure");
    app.should_see("Missed visits");
    looked_at(&app, "measure-link");
    go(&app, "button", "Link");
    app.should_see("6.84 to 1.63 per 1,000 planned visits");
    go(&app, "button", "Done");
    app.should_see("Missed visits per 1,000 planned visits");
    app.should_not_see("Linked to this case");
    go(&app, "button", "Record an action");
    app.should_see("What will be done?");
    looked_at(&app, "action");
    app.fill("What will be done?", "Rota redesign with travel time");
    app.fill("Who sees to it?", "Rota manager");
    app.fill("Day it went live", "27/4/2026");
    app.fill("Words on the marker", "Rota redesign");
    go(&app, "button", "Add action");
    app.should_see("Rota redesign, 27 Apr");
    app.should_see("after the rota redesign on 27 April 2026");
    looked_at(&app, "case-with-change");
    app.press("Ctrl+L");
    unlock(&app, PASSPHRASE);
    app.should_see("Found on the bedroom floor");
}

#[test]
#[ignore = "needs a window: cargo xtask test runs it"]
fn every_screen_stays_usable_in_the_dark_at_twice_the_size_and_in_a_narrow_window() {
    let app = setting().argument("--demonstration").open();
    app.should_be_ready("open");
    go(&app, "link", "Settings");
    app.tab_to_role("tab", "Where my data is");
    app.press("ArrowRight");
    app.should_see("High contrast follows");
    app.tab_to_choice("As the computer is set");
    app.press("ArrowDown");
    app.press("ArrowDown");
    app.wait_for("the dark theme", |driver| {
        let theme = driver.run("return document.documentElement.dataset.theme ?? ''", &[])?;
        Ok(theme == "dark")
    });
    for _ in 0..10 {
        app.press("Ctrl+=");
    }
    app.resize(1366, 768);
    for (link, picture) in [
        ("Settings", "large-settings"),
        ("Packs", "large-packs"),
        ("Measures", "large-measures"),
        ("Cases", "large-cases"),
    ] {
        go(&app, "link", link);
        app.should_see_heading(link);
        looked_at(&app, picture);
    }
    app.tab_to_role("row", "");
    app.press("Enter");
    app.should_see("162 in 17,623 planned visits");
    looked_at(&app, "large-case");
    app.press("Ctrl+0");
    app.resize(1024, 768);
    looked_at(&app, "narrow-case");
    app.press("F1");
    app.should_see("Close help");
    app.press("Escape");
    app.press("Ctrl+/");
    app.should_see("Ctrl");
    looked_at(&app, "keyboard");
}

#[test]
#[ignore = "needs a window: cargo xtask test runs it"]
fn a_name_that_is_recorded_already_is_asked_about() {
    let app = setting().argument("--demonstration").open();
    app.should_be_ready("open");
    app.press("Ctrl+N");
    app.should_see_heading("Record a concern");
    app.fill("What happened?", "The evening medicine was given two hours late.");
    app.fill("Who is the adult at risk?", "Edna Rowe");
    go(&app, "button", "Record concern");
    app.should_see("Who is meant?");
    looked_at(&app, "concern-same-name");
    app.tab_to_choice("The same person as in SG-2026-001");
    app.press("Space");
    go(&app, "button", "Record concern");
    app.should_see("SG-2026-002");
    app.should_see("Edna Rowe");
}

#[test]
#[ignore = "needs a window: cargo xtask test runs it"]
fn a_long_file_is_read_page_by_page_and_its_import_can_be_stopped() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("since-1990.csv");
    let monday = chrono::NaiveDate::from_ymd_opt(1990, 1, 1).expect("a date");
    let weeks = (0..2_500).map(|week| format!("{},1000,{}\n", monday + chrono::Days::new(7 * week), week % 7));
    std::fs::write(&file, format!("Week commencing,Planned visits,Missed visits\n{}", weeks.collect::<String>()))
        .expect("the file is written");
    let app = setting().argument("--demonstration").dialog(&file).environment("EVIDENT_HOLD_IMPORT", "Bringing").open();
    app.should_be_ready("open");
    go(&app, "link", "Measures");
    go(&app, "link", "Missed visits");
    app.should_see_heading("Missed visits");
    go(&app, "link", "Import counts");
    go(&app, "button", "Choose a file\u{2026}");
    app.should_see("1,873 rows will come in");
    app.should_see("1 to 200 of 1,873");
    app.should_see("627 rows will not come in");
    looked_at(&app, "import-long");
    // The list of what stays out stands first.
    go(&app, "button", "Later");
    app.should_see("201 to 400 of 627");
    app.fill("Row of the file", "2,501");
    app.press("Enter");
    app.should_see("601 to 627 of 627");
    app.should_see("2037-11-23");

    go(&app, "button", "Import 1,873 rows");
    app.should_see("Bringing the rows in");
    // It comes half a second later, for work that is long.
    app.should_see("Cancel");
    app.tab_to("Cancel");
    looked_at(&app, "import-under-way");
    app.press("Enter");
    app.should_see("Stopped. Nothing was changed.");
    app.should_see("Import 1,873 rows");
    looked_at(&app, "import-stopped");
    for _ in 0..10 {
        app.press("Ctrl+=");
    }
    looked_at(&app, "large-import");
    app.press("Ctrl+0");

    // A lock waits for no import.
    go(&app, "button", "Import 1,873 rows");
    app.should_see("Bringing the rows in");
    app.press("Ctrl+L");
    unlock(&app, "demonstration only");
    go(&app, "link", "Measures");
    go(&app, "link", "Missed visits");
    app.should_see_heading("Missed visits");
    app.should_not_see("since-1990.csv");
}

#[test]
#[ignore = "needs a window: cargo xtask test runs it"]
fn a_window_that_nobody_touches_locks_once_and_leaves_the_unlock_screen_alone() {
    let app = setting().argument("--demonstration").environment("EVIDENT_IDLE_SECONDS", "3").open();
    app.should_be_ready("unlock");
    app.fill("Passphrase", "demonstration");
    // Longer than the idle time and the look after it.
    std::thread::sleep(std::time::Duration::from_secs(7));
    app.should_hold("Passphrase", "demonstration");
    app.type_text(" only");
    app.press("Enter");
    app.should_be_ready("open");
}
