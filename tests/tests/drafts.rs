//! What is kept over a lock without anybody recording it: unfinished text and preferences.

#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

use evident_tests::{PASSPHRASE, clock, new_vault};
use services::{ErrorCode, Preferences, Theme, drafts, setup};

#[test]
fn a_draft_outlives_a_lock() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("vault");
    let mut vault = new_vault(&place);
    let session = vault.session();
    let body = r#"{"text":"The daughter rang at ten past tw"}"#;
    drafts::save(&mut vault, &session, "event:new", Some(3), r#"{"text":"The"}"#).unwrap();
    drafts::save(&mut vault, &session, "event:new", Some(3), body).unwrap();
    vault.lock().unwrap();

    let mut vault = setup::unlock(&place, None, PASSPHRASE, clock()).unwrap();
    let session = vault.session();
    let draft = drafts::load(&vault, &session, "event:new").unwrap().expect("the draft");
    assert_eq!((draft.body.as_str(), draft.based_on), (body, Some(3)));
    assert_eq!(drafts::list(&vault, &session).unwrap().len(), 1, "one draft for one form");
    drafts::discard(&mut vault, &session, "event:new").unwrap();
    assert!(drafts::load(&vault, &session, "event:new").unwrap().is_none());
}

#[test]
fn a_draft_cannot_be_read_in_the_files() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("vault");
    let mut vault = new_vault(&place);
    let session = vault.session();
    let words = "The daughter rang at ten past twelve";
    drafts::save(&mut vault, &session, "event:new", None, words).unwrap();
    vault.lock().unwrap();
    let mut read = 0;
    for entry in std::fs::read_dir(&place).unwrap() {
        let file = entry.unwrap().path();
        if !file.is_file() {
            continue;
        }
        let bytes = std::fs::read(&file).unwrap();
        read += bytes.len();
        assert!(!bytes.windows(words.len()).any(|window| window == words.as_bytes()), "{}", file.display());
    }
    assert!(read > 4096, "the files were read");
}

#[test]
fn preferences_outlive_a_lock_and_keep_their_bounds() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("vault");
    let mut vault = new_vault(&place);
    let session = vault.session();
    let chosen = Preferences { idle_minutes: 20, zoom: 150, theme: Theme::Dark, capturable: true };
    assert_ne!(vault.preferences().unwrap(), chosen);
    vault.set_preferences(&session, chosen).unwrap();
    let refused = vault.set_preferences(&session, Preferences { idle_minutes: 31, ..chosen }).err().unwrap();
    assert_eq!(refused.code(), ErrorCode::Invalid);
    vault.lock().unwrap();
    let vault = setup::unlock(&place, None, PASSPHRASE, clock()).unwrap();
    assert_eq!(vault.preferences().unwrap(), chosen);
}

#[test]
fn text_that_could_not_be_written_comes_back_unless_newer_text_was() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("vault");
    let vault = new_vault(&place);
    let session = vault.session();
    let waiting = [
        ("event:a:new".to_owned(), None, r#"{"text":"half a sentence"}"#.to_owned()),
        ("event:b:new".to_owned(), Some(2), r#"{"text":"another"}"#.to_owned()),
    ];
    let sealed = drafts::rescue(&vault, &waiting).unwrap().unwrap();
    assert!(!sealed.windows(4).any(|window| window == b"half"));
    vault.lock().unwrap();

    let mut vault = setup::unlock(&place, None, PASSPHRASE, clock()).unwrap();
    let session_after = vault.session();
    assert_eq!(session_after.user_id, session.user_id);
    assert_eq!(drafts::bring_back(&mut vault, &session_after, None).unwrap(), 2);
    assert_eq!(drafts::load(&vault, &session_after, "event:b:new").unwrap().unwrap().based_on, Some(2));
    assert_eq!(drafts::bring_back(&mut vault, &session_after, None).unwrap(), 0, "once only");

    // An older rescue never replaces what was written since.
    drafts::save(&mut vault, &session_after, "event:a:new", None, r#"{"text":"newer"}"#).unwrap();
    vault.lock().unwrap();
    let later = evident_tests::clock_at("2026-11-25T10:00:00Z");
    let mut vault = setup::unlock(&place, None, PASSPHRASE, later).unwrap();
    let session = vault.session();
    drafts::save(&mut vault, &session, "event:a:new", None, r#"{"text":"newest"}"#).unwrap();
    assert_eq!(drafts::bring_back(&mut vault, &session, Some(&sealed)).unwrap(), 1, "b comes back, a is newer");
    assert_eq!(drafts::load(&vault, &session, "event:a:new").unwrap().unwrap().body, r#"{"text":"newest"}"#);
}
