//! Two people of one name stay two people; one person in two cases stays one.
#![allow(clippy::unwrap_used)] // tests may panic

use domain::CaseId;
use evident_tests::{new_case, new_vault, when};
use services::{Error, ErrorCode, Vault, cases};

fn concern(vault: &mut Vault, who: &str, which: Option<&str>) -> services::Result<cases::CaseRow> {
    let session = vault.session();
    let form = cases::NewConcern {
        service_id: session.services[0].id.to_string(),
        what: "Medicine was given late.".to_owned(),
        who: Some(who.to_owned()),
        which: which.map(ToOwned::to_owned),
        aware: when("2026-03-01", None, None),
        title: None,
        draft_key: None,
        ..cases::NewConcern::default()
    };
    cases::record(vault, &session, &form)
}

/// The answers offered for a name, as value and label.
fn offered(vault: &mut Vault, who: &str) -> Vec<(String, String)> {
    match concern(vault, who, None) {
        Err(error @ Error::SameName(_)) => {
            assert_eq!(error.code(), ErrorCode::SameName);
            assert_eq!(error.field(), Some("who"));
            assert!(!error.to_string().contains(who), "no name in a message");
            error.choices().into_iter().map(|choice| (choice.value, choice.label)).collect()
        }
        other => panic!("{other:?}"),
    }
}

fn pair(value: &str, label: &str) -> (String, String) {
    (value.to_owned(), label.to_owned())
}

const SOMEBODY_ELSE: &str = "Somebody else of the same name";

#[test]
fn a_name_recorded_before_is_asked_about_and_the_answer_decides() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = new_vault(&folder.path().join("vault"));
    new_case(&mut vault);

    let first = pair("P-0001", "The same person as in SG-2026-001");
    assert_eq!(offered(&mut vault, "Edna Rowe"), [first.clone(), pair("another", SOMEBODY_ELSE)]);
    assert_eq!(offered(&mut vault, "edna  ROWE").len(), 2, "case and spaces make nobody else");
    assert_eq!(cases::list(&vault, &vault.session()).unwrap().len(), 1, "a question saves nothing");

    concern(&mut vault, "Edna Rowe", Some("P-0001")).unwrap();
    let both = pair("P-0001", "The same person as in SG-2026-001, SG-2026-002");
    assert_eq!(offered(&mut vault, "Edna Rowe"), [both.clone(), pair("another", SOMEBODY_ELSE)]);

    concern(&mut vault, "Edna Rowe", Some("another")).unwrap();
    let other = pair("P-0002", "The same person as in SG-2026-003");
    assert_eq!(offered(&mut vault, "Edna Rowe"), [both, other, pair("another", SOMEBODY_ELSE)]);

    let nobody = concern(&mut vault, "Edna Rowe", Some("P-0009")).unwrap_err();
    assert_eq!(nobody.code(), ErrorCode::SameName, "an answer that names nobody is asked again");
    concern(&mut vault, "Ada Example", None).unwrap();
    let nobody = concern(&mut vault, "Edna Row", Some("P-0001")).unwrap_err();
    assert_eq!((nobody.code(), nobody.field()), (ErrorCode::Invalid, Some("who")), "nobody new by a slip of the pen");
    assert_eq!(cases::list(&vault, &vault.session()).unwrap().len(), 4);
}

#[test]
fn how_a_name_is_written_is_corrected_without_a_question() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = new_vault(&folder.path().join("vault"));
    let first: CaseId = concern(&mut vault, "edna rowe", None).unwrap().id.parse().unwrap();
    let second: CaseId = concern(&mut vault, "edna rowe", Some("P-0001")).unwrap().id.parse().unwrap();
    let session = vault.session();
    let form = cases::CaseAmend {
        title: None,
        who: Some("Edna Rowe".to_owned()),
        which: None,
        aware: None,
        reason: "Capitals.".to_owned(),
    };
    cases::amend(&mut vault, &session, first, 1, &form).unwrap();
    for case in [first, second] {
        assert_eq!(cases::page(&mut vault, &session, case, 900.0).unwrap().who.as_deref(), Some("Edna Rowe"));
    }
    assert_eq!(offered(&mut vault, "Edna Rowe").len(), 2, "still one person");
    assert!(services::storage::verify(&mut vault, &session).unwrap().ok);
}

#[test]
fn a_corrected_name_is_asked_about_too_and_a_refusal_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = new_vault(&folder.path().join("vault"));
    new_case(&mut vault);
    let session = vault.session();
    let other: CaseId = concern(&mut vault, "Ada Example", None).unwrap().id.parse().unwrap();
    let amend = |which: Option<&str>| cases::CaseAmend {
        title: None,
        who: Some("Edna Rowe".to_owned()),
        which: which.map(ToOwned::to_owned),
        aware: None,
        reason: "The wrong name was typed.".to_owned(),
    };
    let asked = cases::amend(&mut vault, &session, other, 1, &amend(None)).unwrap_err();
    assert_eq!(asked.code(), ErrorCode::SameName);
    assert_eq!(cases::page(&mut vault, &session, other, 900.0).unwrap().who.as_deref(), Some("Ada Example"));
    cases::amend(&mut vault, &session, other, 1, &amend(Some("P-0001"))).unwrap();
    assert_eq!(cases::page(&mut vault, &session, other, 900.0).unwrap().who.as_deref(), Some("Edna Rowe"));
    let choices = offered(&mut vault, "Edna Rowe");
    assert_eq!(choices[0], pair("P-0001", "The same person as in SG-2026-001, SG-2026-002"));
}
