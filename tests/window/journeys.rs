//! Evident's main job, done with the keyboard only.

use std::path::PathBuf;

use crate::app::Setting;

const PASSPHRASE: &str = "violet kettle tram orchard";

fn fixture(name: &str) -> PathBuf {
    evident_tests::fixture(name)
}

#[test]
#[ignore = "needs a window: cargo xtask test runs it"]
fn the_demonstration_shows_whether_practice_changed_and_makes_a_pack() {
    let folder = tempfile::tempdir().unwrap();
    let mut app = Setting::morning().argument("--demonstration").dialog(folder.path()).open();
    app.should_be_ready("open");
    app.should_see("Demonstration: invented people; today is Wednesday 25 November 2026");
    app.should_see("Missed evening and morning visits, north round");
    app.looked_at("cases");

    app.fill("Find", "north round");
    app.should_not_see("Bruising and a floor hold");
    app.tab_to_role("row", "");
    app.press("Enter");
    app.should_see_heading("Missed evening and morning visits, north round");
    app.should_see("162 in 17,623 planned visits (9.19 per 1,000)");
    app.should_see("A fall this size is very unlikely to be chance");
    app.should_see("The fall began in the week of 26 January 2026, two weeks before the missed-call board");
    app.should_see("1 h 25 min");
    app.should_see("22 h 15 min");
    app.looked_at("case");

    app.go("link", "Make a pack");
    app.should_see("Who will be given it?");
    app.looked_at("pack");
    app.tab_to_choice("CQC, on site");
    app.press("Space");
    app.should_see("What is not shown");
    app.fill("Who will be given it?", "Inspector, CQC");
    app.fill("What for?", "Assessment on 26 November");
    app.go("button", "Build pack");
    app.should_see("EP-2026-001");
    app.looked_at("pack-made");
    app.go("button", "Save PDF\u{2026}");
    app.wait_for("the saved pack", |_| Ok(folder.path().join("EP-2026-001.pdf").exists()));

    app.press("Ctrl+L");
    app.should_be_ready("unlock");
    app.should_not_see("Edna");
    app.looked_at("unlock");
    app.unlock("demonstration only");
    app.should_see_heading("Make a pack");
    app.go("link", "Packs");
    app.should_see("EP-2026-001");
    app.looked_at("packs");
    app.go("link", "Measures");
    app.should_see("Missed visits");
    app.looked_at("measures");
    app.go("link", "Settings");
    app.should_see("vault.db");
    app.looked_at("settings");

    app.end_and_reopen();
    app.unlock("demonstration only");
    app.should_see("Missed evening and morning visits, north round");
    app.should_not_see("not closed properly");
    app.crash_and_reopen();
    app.unlock("demonstration only");
    app.should_see("not closed properly");
    app.should_see("nothing was lost");
}

#[test]
#[ignore = "needs a window: cargo xtask test runs it"]
fn a_service_is_set_up_and_a_case_followed_from_concern_to_chart_without_a_mouse() {
    let file = fixture("spreadsheets/meadowbank-ecm-export.csv");
    let mut app = Setting::morning().dialog(&file).open();
    app.should_be_ready("first-run");
    app.looked_at("first-run");
    app.tab_to_choice("Set up my service");
    app.press("Enter");
    app.should_see("Name of the service");
    app.fill("Provider", "Rowan Care");
    app.fill("Name of the service", "Meadowbank Homecare");
    app.fill("Your name or job title", "Registered manager");
    app.fill("Passphrase", PASSPHRASE);
    app.fill("The same passphrase again", PASSPHRASE);
    app.looked_at("set-up");
    app.go("button", "Set up my service");
    app.should_be_ready("open");
    app.looked_at("cases-empty");

    app.press("Ctrl+N");
    app.should_see_heading("Record a concern");
    app.fill("What happened?", "Found on the bedroom floor. Two visits were");
    app.should_see("Saved 09:00");
    app.looked_at("concern");
    app.close_and_reopen();
    app.unlock(PASSPHRASE);
    app.go("link", "Go on with Concern not yet recorded");
    app.should_hold("What happened?", "Found on the bedroom floor. Two visits were");
    app.fill("What happened?", "Found on the bedroom floor. Two visits were missed.");
    app.fill("Who is the adult at risk?", "Ada Example");
    app.fill("Date", "7 Feb 2026");
    app.fill("Time (if known)", "13:05");
    app.go("button", "Record concern");
    app.should_see("SG-2026-001");
    app.should_see_heading("Found on the bedroom floor");
    app.looked_at("case-new");

    app.go("button", "Add to timeline");
    app.should_see_role("dialog", "Add to timeline");
    app.looked_at("event");
    app.fill("Date", "7 Feb 2026");
    app.fill("Time (if known)", "14:30");
    app.fill("What happened?", "Welfare calls to everybody on the round.");
    app.go("button", "Add to timeline");
    app.should_see("Welfare calls to everybody");

    app.go("link", "Measures");
    app.go("link", "Add a measure");
    app.should_see_heading("Add a measure");
    app.fill("Search the library", "missed visits");
    app.tab_to_choice("Missed visits");
    app.press("Space");
    app.fill("Baseline from", "27/10/2025");
    app.fill("Baseline to", "26/4/2026");
    app.fill("Day of the change", "27/4/2026");
    app.looked_at("measure-new");
    app.go("button", "Add this measure");
    app.should_see_heading("Missed visits");
    app.go("link", "Import counts");
    app.go("button", "Choose a file\u{2026}");
    app.should_see("Import 52 rows");
    app.should_see("Total");
    app.looked_at("import");
    app.go("button", "Import 52 rows");
    app.should_see("Undo the whole file");
    app.looked_at("import-done");
    app.go("link", "See the measure");
    app.should_see("211 in 30,863 planned visits (6.84 per 1,000)");
    app.should_see("This may be real, but it was already falling before the change");
    app.looked_at("measure");
    app.go("link", "Enter counts");
    app.should_see("Planned visits");
    app.looked_at("grid");
    app.fill("Missed visits, 26 Oct 2026", "3");
    app.press("Tab");
    app.type_text("1,240");
    app.press("Enter");
    app.should_see("Saved 09:00");

    app.copy("02/03/2026\t9\t1,200\n06/04/2026\t4\t1,210");
    app.tab_to("Missed visits, 26 Oct 2026");
    app.press("Ctrl+V");
    app.should_see("These dates can be read two ways");
    app.looked_at("paste-question");
    app.tab_to_choice("Day first");
    app.press("Space");
    app.go("button", "Go on");
    app.should_see("Put 2 rows in");
    app.should_be_at("Rows to put in");
    app.looked_at("paste-preview");
    app.go("button", "Leave it out");

    app.go("link", "Cases");
    app.tab_to_role("row", "");
    app.press("Enter");
    app.should_see_heading("Found on the bedroom floor");
    app.go("button", "Choose a measure");
    app.should_see("Missed visits");
    app.looked_at("measure-link");
    app.go("button", "Link");
    app.should_see("6.84 to 1.63 per 1,000 planned visits");
    app.go("button", "Done");
    app.should_see("Missed visits per 1,000 planned visits");
    app.should_not_see("Linked to this case");
    app.go("button", "Record an action");
    app.should_see("What will be done?");
    app.looked_at("action");
    app.fill("What will be done?", "Rota redesign with travel time");
    app.fill("Who sees to it?", "Rota manager");
    app.fill("Day it went live", "27/4/2026");
    app.fill("Words on the marker", "Rota redesign");
    app.go("button", "Add action");
    app.should_see("Rota redesign, 27 Apr");
    app.should_see("after the rota redesign on 27 April 2026");
    app.looked_at("case-with-change");
    app.press("Ctrl+L");
    app.unlock(PASSPHRASE);
    app.should_see("Found on the bedroom floor");
}

#[test]
#[ignore = "needs a window: cargo xtask test runs it"]
fn every_screen_stays_usable_in_the_dark_at_twice_the_size_and_in_a_narrow_window() {
    let app = Setting::morning().argument("--demonstration").open();
    app.should_be_ready("open");
    app.go("link", "Settings");
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
        app.go("link", link);
        app.should_see_heading(link);
        app.looked_at(picture);
    }
    app.fill("Find", "north round");
    app.should_not_see("Bruising and a floor hold");
    app.tab_to_role("row", "");
    app.press("Enter");
    app.should_see("162 in 17,623 planned visits");
    app.looked_at("large-case");
    app.press("Ctrl+0");
    app.resize(1024, 768);
    app.looked_at("narrow-case");
    app.press("F1");
    app.should_see("Close help");
    app.press("Escape");
    app.press("Ctrl+/");
    app.should_see("Ctrl");
    app.looked_at("keyboard");
}

#[test]
#[ignore = "needs a window: cargo xtask test runs it"]
fn a_name_that_is_recorded_already_is_asked_about() {
    let app = Setting::morning().argument("--demonstration").open();
    app.should_be_ready("open");
    app.press("Ctrl+N");
    app.should_see_heading("Record a concern");
    app.fill("What happened?", "The evening medicine was given two hours late.");
    app.fill("Who is the adult at risk?", "Edna Rowe");
    app.go("button", "Record concern");
    app.should_see("Who is meant?");
    app.looked_at("concern-same-name");
    app.tab_to_choice("The same person as in SG-2026-004");
    app.press("Space");
    app.go("button", "Record concern");
    app.should_see("Recorded as SG-2026-");
    app.should_see_heading("The evening medicine was given two hours late");
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
    let app = Setting::morning()
        .argument("--demonstration")
        .dialog(&file)
        .environment("EVIDENT_HOLD_IMPORT", "Bringing")
        .open();
    app.should_be_ready("open");
    app.go("link", "Measures");
    app.go("link", "Missed visits");
    app.should_see_heading("Missed visits");
    app.go("link", "Import counts");
    app.go("button", "Choose a file\u{2026}");
    app.should_see("1,873 rows will come in");
    app.should_see("1 to 200 of 1,873");
    app.should_see("627 rows will not come in");
    app.looked_at("import-long");
    // The list of what stays out stands first.
    app.go("button", "Later");
    app.should_see("201 to 400 of 627");
    app.fill("Row of the file", "2,501");
    app.press("Enter");
    app.should_see("601 to 627 of 627");
    app.should_see("2037-11-23");

    app.go("button", "Import 1,873 rows");
    app.should_see("Bringing the rows in");
    // It comes half a second later, for work that is long.
    app.should_see("Cancel");
    app.tab_to("Cancel");
    app.looked_at("import-under-way");
    app.press("Enter");
    app.should_see("Stopped. Nothing was changed.");
    app.should_see("Import 1,873 rows");
    app.looked_at("import-stopped");
    for _ in 0..10 {
        app.press("Ctrl+=");
    }
    app.looked_at("large-import");
    app.press("Ctrl+0");

    // A lock waits for no import.
    app.go("button", "Import 1,873 rows");
    app.should_see("Bringing the rows in");
    app.press("Ctrl+L");
    app.unlock("demonstration only");
    app.go("link", "Measures");
    app.go("link", "Missed visits");
    app.should_see_heading("Missed visits");
    app.should_not_see("since-1990.csv");
}

#[test]
#[ignore = "needs a window: cargo xtask test runs it"]
fn a_window_that_nobody_touches_locks_once_and_leaves_the_unlock_screen_alone() {
    let app = Setting::morning().argument("--demonstration").environment("EVIDENT_IDLE_SECONDS", "3").open();
    app.should_be_ready("unlock");
    app.fill("Passphrase", "demonstration");
    // Longer than the idle time and the look after it.
    std::thread::sleep(std::time::Duration::from_secs(7));
    app.should_hold("Passphrase", "demonstration");
    app.type_text(" only");
    app.press("Enter");
    app.should_be_ready("open");
}
