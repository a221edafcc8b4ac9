//! Events and drafts, one after the other, each told once it is safe.

use std::path::Path;

use domain::{
    CaseId,
    timeline::{EventKind, Lane},
};
use evident_tests::{PASSPHRASE, clock, when};
use services::{Error, drafts, setup, timeline};

/// The stable word of an error.
pub(crate) fn code(error: &Error) -> String {
    serde_json::to_value(error.code()).unwrap().as_str().unwrap().to_owned()
}

/// Writes `count` entries and as many drafts, numbered from `first`; then locks.
pub(crate) fn run(folder: &Path, case: CaseId, first: u32, count: u32) {
    let mut vault = match setup::unlock(folder, None, PASSPHRASE, clock()) {
        Ok(vault) => vault,
        Err(error) => return println!("refused open 0 {} {error}", code(&error)),
    };
    println!("open");
    let session = vault.session();
    for number in first..first + count {
        let key = format!("event:{case}:{}", number % 3);
        let body = format!(r#"{{"text":"draft {number}"}}"#);
        match drafts::save(&mut vault, &session, &key, None, &body) {
            Ok(_) => println!("draft {number}"),
            Err(error) => println!("refused draft {number} {} {error}", code(&error)),
        }
        let form = timeline::EventDraft {
            lane: Lane::Case,
            kind: EventKind::Note,
            when: when("2026-02-08", Some("09:00"), None),
            text: format!("entry {number}"),
            agency: None,
        };
        match timeline::add(&mut vault, &session, case, &form, None) {
            Ok(_) => println!("event {number}"),
            Err(error) => println!("refused event {number} {} {error}", code(&error)),
        }
    }
    match vault.lock() {
        Ok(()) => println!("locked"),
        Err(error) => println!("refused lock 0 {} {error}", code(&error)),
    }
}
