//! Every screen of the whole case, in the looks that people use: usual, dark at twice the size, narrow.

use std::path::Path;

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

/// Screens that a link or the palette leads to.
const SCREENS: [(&str, &str); 7] = [
    ("/groups", "Cases of one enquiry"),
    ("/cases/import", "Import past concerns"),
    ("/settings?part=councils", "Councils and their targets"),
    ("/settings?part=holidays", "Bank holidays"),
    ("/settings?part=own-answers", "Your own answers"),
    ("/settings?part=repeats", "Repeated events"),
    ("/people", "People"),
];

/// Opens the case of the missed visits from the list.
fn open_the_case(app: &App) {
    app.go("link", "Cases");
    app.should_see_heading("Cases");
    app.fill("Find", "north round missed");
    app.should_not_see("Bruising and a floor hold");
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

/// Goes to an address as a link of the page does.
fn go_to(app: &App, address: &str) {
    let script = "const link = document.createElement('a');
        link.href = arguments[0];
        document.querySelector('#page').append(link);
        link.click();
        link.remove();";
    app.driver().run(script, &[serde_json::json!(address)]).unwrap();
}

#[test]
#[ignore = "needs a window: cargo xtask test runs it"]
fn every_part_of_a_case_is_shown_whole_in_every_look() {
    let app = Setting::morning().argument("--demonstration").dialog(Path::new("/nowhere")).open();
    app.should_be_ready("open");
    app.resize(1366, 768);
    open_the_case(&app);
    look_at_every_tab(&app, "usual");
    for (address, says) in SCREENS {
        go_to(&app, address);
        app.should_see(says);
        app.looked_at(&format!("usual{}", address.replace(['/', '?', '='], "-")));
    }
    open_the_case(&app);
    app.resize(1024, 768);
    look_at_every_tab(&app, "narrow");
    app.resize(1366, 768);
    app.driver().run("document.documentElement.dataset.theme = 'dark';", &[]).unwrap();
    for _ in 0..10 {
        app.press("Ctrl+=");
    }
    look_at_every_tab(&app, "large");
    for (address, says) in SCREENS {
        go_to(&app, address);
        app.should_see(says);
        app.looked_at(&format!("large{}", address.replace(['/', '?', '='], "-")));
    }
}
