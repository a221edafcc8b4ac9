//! What stays on every screen for as long as it is so.

use evident_tests::{PASSPHRASE, new_vault};

use crate::app::Setting;

#[test]
#[ignore = "needs a window: cargo xtask test runs it"]
fn a_clock_earlier_than_the_last_entry_is_shown_on_every_screen() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("store");
    // Set up at nine; this computer says eight.
    new_vault(&store).lock().unwrap();
    let app =
        Setting::default().now("2026-11-25T08:00:00Z").environment("EVIDENT_CHEAP_KEYS", "1").dialog(&store).open();
    app.should_be_ready("first-run");
    app.click("Open a service kept in another place…");
    app.should_be_ready("unlock");
    app.fill("Passphrase", PASSPHRASE);
    app.press("Enter");
    app.should_be_ready("open");
    let warning = "clock is earlier than the last entry, of 25 November 2026, 09:00.";
    app.should_see(warning);
    app.axe();
    app.should_not_scroll_sideways();
    app.picture("clock-warning");
    app.tab_to_role("link", "Settings");
    app.press("Enter");
    app.should_see_heading("Settings");
    app.should_see(warning);
}
