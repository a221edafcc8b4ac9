//! The first screen that anybody sees.

use crate::app::Setting;

#[test]
#[ignore = "needs a window: cargo xtask test runs it"]
fn a_fresh_machine_meets_the_first_run_screen() {
    let app = Setting::default().now("2026-11-25T09:00:00Z").open();
    app.should_be_ready("first-run");
    app.should_see_heading("Whose service is this?");
    app.tab_to_choice("Set up my service");
    app.tab_to_choice("Open the demonstration service");
    app.axe();
    app.should_not_scroll_sideways();
    app.picture("first-run");
}
