//! Every tab of a case, looked at.

use crate::app::{App, Setting};

/// The tabs of a case with something that stands on each, in their order.
const TABS: [(&str, &str); 8] = [
    ("page", "162 in 17,623 planned visits"),
    ("concern", "She found her mother on the bedroom floor"),
    ("enquiry", "Two clocks"),
    ("evidence", "List something without a file"),
    ("duties", "Duties of this case"),
    ("chronology", "Add to timeline"),
    ("actions", "Missed-call board"),
    ("history", "As known on a day"),
];

/// Opens the case of the missed visits from the list.
fn open_the_case(app: &App) {
    app.should_see_heading("Cases");
    app.fill("Find", "north round missed");
    app.should_not_see("Bruising and a floor hold");
    app.should_not_see("Skin damage after discharge");
    app.tab_to_role("row", "");
    app.press("Enter");
    app.should_see_heading("Missed evening and morning visits, north round");
}

fn look_at_every_tab(app: &App, look: &str) {
    app.tab_to_choice("Case on a page");
    for (at, (tab, says)) in TABS.into_iter().enumerate() {
        if at > 0 {
            app.press("ArrowRight");
        }
        app.should_see(says);
        app.looked_at(&format!("{look}-case-{tab}"));
    }
}

#[test]
#[ignore = "needs a window: cargo xtask test runs it"]
fn every_tab_of_a_case_is_shown_whole() {
    let app = Setting::morning().argument("--demonstration").open();
    app.should_be_ready("open");
    app.resize(1366, 768);
    open_the_case(&app);
    look_at_every_tab(&app, "usual");
}
