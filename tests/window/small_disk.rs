//! A disk that fills while somebody works: what could not be written at lock is said at the unlock screen.

use evident_tests::{PASSPHRASE, new_vault, small_disk::SmallDisk};

use crate::app::Setting;

#[test]
#[ignore = "mounts a small disk, which needs root: cargo xtask test runs it where it can"]
fn locking_on_a_full_disk_is_told_where_somebody_unlocks() {
    let disk = SmallDisk::new("6m");
    let store = disk.path().join("store");
    new_vault(&store).lock().unwrap();
    let app = Setting::morning().dialog(&store).open();
    app.should_be_ready("first-run");
    app.click("Open a service kept in another place…");
    app.should_be_ready("unlock");
    app.fill("Passphrase", PASSPHRASE);
    app.press("Enter");
    app.should_be_ready("open");

    let filler = disk.fill();
    app.press("Ctrl+L");
    app.should_be_ready("unlock");
    app.should_see("Evident is locked, and everything recorded is safe. But the disk is full");
    app.axe();
    app.should_not_scroll_sideways();
    app.picture("locked-on-a-full-disk");

    std::fs::remove_file(filler).unwrap();
    app.fill("Passphrase", PASSPHRASE);
    app.press("Enter");
    app.should_be_ready("open");
    app.press("Ctrl+L");
    app.should_be_ready("unlock");
    app.should_not_see("the disk is full");
}
