//! Documents in the real window: chosen, added, seen by addresses that are good once, saved as copies, gone at lock.

use evident_tests::documents::{pdf, picture};
use image::ImageFormat;
use serde_json::{Value, json};

use crate::app::{App, Setting};

/// Calls a command as the page does.
fn call(app: &App, command: &str, arguments: &Value) -> Result<Value, Value> {
    let script = "const done = arguments[arguments.length - 1];
        __TAURI_INTERNALS__.invoke(arguments[0], arguments[1]).then((ok) => done({ ok }), (error) => done({ error }));";
    let answer = app.driver().run_async(script, &[json!(command), arguments.clone()]).unwrap();
    answer.get("ok").cloned().ok_or_else(|| answer["error"].clone())
}

fn called(app: &App, command: &str, arguments: &Value) -> Value {
    call(app, command, arguments).unwrap_or_else(|error| panic!("{command}: {error}"))
}

/// The sides of a picture that the page fetched; none for one that it could not fetch.
fn fetched(app: &App, src: &str) -> Option<(u64, u64)> {
    let script = "const done = arguments[arguments.length - 1];
        const picture = new Image();
        picture.onload = () => done([picture.naturalWidth, picture.naturalHeight]);
        picture.onerror = () => done(null);
        picture.src = arguments[0];";
    let sides = app.driver().run_async(script, &[json!(src)]).unwrap();
    Some((sides.get(0)?.as_u64()?, sides.get(1)?.as_u64()?))
}

#[test]
#[ignore = "needs a window: cargo xtask test runs it"]
fn documents_come_in_are_seen_by_addresses_good_once_and_are_gone_at_lock() {
    let given = tempfile::tempdir().unwrap();
    let file = |name: &str, bytes: &[u8]| {
        let path = given.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    };
    let chosen = [
        file("Log.pdf", &pdf(&["First", "Second"])),
        file("Photo.jpg", &picture(300, 200, ImageFormat::Jpeg)),
        file("Empty.txt", b""),
    ];
    let dialog = std::env::join_paths(&chosen).unwrap();
    let app = Setting::morning().argument("--demonstration").dialog(dialog.as_ref()).open();
    app.should_be_ready("open");
    let every = json!({"text": "", "show": "all", "service": "", "sort": "aware", "descending": true});
    let case = called(&app, "cases_list", &json!({"filter": every, "from": 0, "count": 1}))["rows"][0]["id"].clone();

    let offered = called(&app, "evidence_choose", &json!({}));
    assert_eq!(offered.as_array().unwrap().len(), 3, "{offered}");
    assert!(offered[2]["token"].is_null() && offered[2]["refused"].as_str().unwrap().contains("empty"), "{offered}");
    assert!(!offered.to_string().contains(&*given.path().to_string_lossy()), "a path came to the page");
    let added: Vec<Value> = (0..2)
        .map(|at| called(&app, "evidence_attach", &json!({"token": offered[at]["token"], "caseId": case})))
        .collect();
    let again = call(&app, "evidence_attach", &json!({"token": offered[0]["token"], "caseId": case})).unwrap_err();
    assert_eq!(again["code"], "file_unreadable", "a token is good once");
    let (log, photo) = (&added[0]["file"]["id"], &added[1]["file"]["id"]);

    let seen = called(&app, "evidence_preview", &json!({"fileId": log, "page": 2}));
    assert_eq!((&seen["page"], &seen["pages"]), (&json!(2), &json!(2)));
    let src = seen["src"].as_str().unwrap();
    assert_eq!(fetched(&app, src), Some((1_413, 2_000)));
    assert_eq!(fetched(&app, &format!("{src}?again")), None, "an address is good once");
    assert_eq!(fetched(&app, "evidence://localhost/00000000000000000000000000000000"), None);
    let seen = called(&app, "evidence_preview", &json!({"fileId": photo, "page": 1}));
    assert_eq!(fetched(&app, seen["src"].as_str().unwrap()), Some((300, 200)));
    // The page shows pictures of documents and can read none: what it may connect to is the program alone.
    let waiting = called(&app, "evidence_preview", &json!({"fileId": photo, "page": 1}));
    let read = "const done = arguments[arguments.length - 1];
        fetch(arguments[0]).then(() => done('read'), () => done('refused'));";
    assert_eq!(app.driver().run_async(read, std::slice::from_ref(&waiting["src"])).unwrap(), "refused");

    let listed = called(&app, "evidence_list", &json!({"caseId": case}));
    assert_eq!(listed["undescribed"].as_array().unwrap().len(), 2);
    app.press("Ctrl+L");
    app.should_be_ready("unlock");
    assert_eq!(fetched(&app, waiting["src"].as_str().unwrap()), None, "nothing waits for a window that is locked");
    let locked = call(&app, "evidence_preview", &json!({"fileId": photo, "page": 1})).unwrap_err();
    assert_eq!(locked["code"], "locked");
    assert_eq!(call(&app, "evidence_choose", &json!({})).unwrap_err()["code"], "locked");

    app.unlock("demonstration only");
    let unlocked = call(&app, "evidence_attach", &json!({"token": offered[1]["token"], "caseId": case})).unwrap_err();
    assert_eq!(unlocked["code"], "file_unreadable", "what was chosen before was let go");
    for path in &chosen {
        assert!(path.exists(), "the originals are where they were");
    }
}
