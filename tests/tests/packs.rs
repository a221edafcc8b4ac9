//! What is in a pack of the demonstration, who is named in it, and that it is built again to the same bytes.

#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

use std::process::Command;

use domain::{
    CaseId,
    timeline::{EventKind, Lane},
};
use evident_tests::{demonstration, when};
use services::{
    ErrorCode, Vault, cases,
    packs::{self, BuiltPack, NewPack},
    timeline::{self, EventDraft},
};
use sha2::{Digest, Sha256};

fn form(case: CaseId, audience: &str) -> NewPack {
    NewPack {
        case_id: case.to_string(),
        audience: audience.to_owned(),
        recipient: "The reader of this test".to_owned(),
        purpose: "To show what changed".to_owned(),
        basis: String::new(),
    }
}

fn build(vault: &mut Vault, case: CaseId, audience: &str) -> BuiltPack {
    let session = vault.session();
    packs::build(vault, &session, &form(case, audience)).unwrap()
}

fn hex_of(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What a program of Poppler says of a PDF; nothing where it is not installed.
fn poppler(program: &str, pdf: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("pack.pdf");
    std::fs::write(&file, pdf).unwrap();
    let mut command = Command::new(program);
    command.arg(&file);
    if program == "pdftotext" {
        command.arg("-");
    }
    match command.output() {
        Ok(output) => {
            assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
            Some(String::from_utf8(output.stdout).unwrap())
        }
        Err(error) => panic!("{program}: {error} (Debian: apt-get install poppler-utils; cargo xtask test brings it)"),
    }
}

#[test]
fn the_board_reads_no_name_and_cqc_may() {
    let folder = tempfile::tempdir().unwrap();
    let (mut vault, case) = demonstration(&folder.path().join("demonstration"));
    let board = build(&mut vault, case, "board");
    let cqc = build(&mut vault, case, "cqc_on_site");
    let names = ["Edna Rowe", "Edna", "Rowe"];
    assert_eq!(::packs::inspect::find_terms(&board.pdf, &names).unwrap(), []);
    assert_ne!(::packs::inspect::find_terms(&board.pdf, &["Person A"]).unwrap(), [], "the search reads the pack");
    assert_ne!(::packs::inspect::find_terms(&cqc.pdf, &["Edna Rowe"]).unwrap(), []);
}

// Domain 7.3: nothing that leaves shows two adults of one enquiry together, whoever reads it.
#[test]
fn no_pack_or_paper_of_a_case_names_another_adult_of_its_enquiry() {
    use services::{chronology::ChronologyFilter, groups, paper};
    let folder = tempfile::tempdir().unwrap();
    let (mut vault, _) = evident_tests::demonstration(&folder.path().join("store"));
    let session = vault.session();
    let group = groups::list(&vault, &session).unwrap().remove(0);
    let cases = groups::page(&vault, &session, group.id.parse().unwrap()).unwrap().cases;
    let (own, others) = cases.split_first().unwrap();
    let case: CaseId = own.id.parse().unwrap();
    let names: Vec<&str> = others.iter().map(|other| other.who.as_str()).collect();
    let text = format!("Staff spoke of {} and of {} as well.", names[0], names[1]);
    let draft = services::timeline::EventDraft {
        lane: domain::timeline::Lane::Case,
        kind: domain::timeline::EventKind::Note,
        when: evident_tests::when("2026-08-01", None, None),
        text,
        agency: None,
    };
    services::timeline::add(&mut vault, &session, case, &draft, None).unwrap();
    // A case in the bin names somebody all the same.
    let binned: CaseId = others[0].id.parse().unwrap();
    let rev = services::cases::page(&mut vault, &session, binned, 1100.0).unwrap().rev;
    services::cases::remove(&mut vault, &session, binned, rev, "Recorded twice.").unwrap();
    for audience in ["cqc_on_site", "board"] {
        let pack = build(&mut vault, case, audience);
        assert_eq!(::packs::inspect::find_terms(&pack.pdf, &names).unwrap(), [], "{audience}");
        assert_ne!(::packs::inspect::find_terms(&pack.pdf, &["Staff spoke of another adult"]).unwrap(), []);
    }
    for kind in [paper::PaperKind::Chronology, paper::PaperKind::Report] {
        let made =
            paper::make(&vault, &session, case, kind, paper::PaperForm::Pdf, &ChronologyFilter::default()).unwrap();
        assert_eq!(::packs::inspect::find_terms(&made.bytes, &names).unwrap(), [], "{kind:?}");
    }
}

#[test]
fn a_pack_is_built_again_to_the_same_bytes_after_other_work() {
    let folder = tempfile::tempdir().unwrap();
    let (mut vault, case) = demonstration(&folder.path().join("demonstration"));
    let first = build(&mut vault, case, "board");
    assert_eq!(hex_of(&first.pdf), first.row.sha256);

    let session = vault.session();
    let event = EventDraft {
        lane: Lane::Case,
        kind: EventKind::Note,
        when: when("2026-11-24", Some("10:00"), None),
        text: "An entry made after the pack.".to_owned(),
        agency: None,
    };
    timeline::add(&mut vault, &session, case, &event, None).unwrap();
    let other = build(&mut vault, case, "board");
    assert_ne!(other.row.sha256, first.row.sha256, "a new pack holds the new entry");

    let again = packs::rebuild(&vault, &session, &first.row.number).unwrap();
    assert!(again.pdf == first.pdf, "the same bytes");
    assert_eq!(again.row.sha256, first.row.sha256);
    let register: Vec<String> = packs::list(&vault, &session).unwrap().into_iter().map(|row| row.number).collect();
    assert_eq!(register.len(), 2, "building again makes no new pack");
    assert!(register.contains(&first.row.number));
}

#[test]
fn an_audience_that_is_unknown_or_not_built_is_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let (mut vault, case) = demonstration(&folder.path().join("demonstration"));
    let session = vault.session();
    for (audience, code) in [
        ("newspaper", ErrorCode::Invalid),
        ("la_enquiry", ErrorCode::NotAvailableHere),
        ("commissioner_contract", ErrorCode::NotAvailableHere),
        ("family_of_adult", ErrorCode::NotAvailableHere),
        ("public_learning", ErrorCode::NotAvailableHere),
        ("subject_access", ErrorCode::NotAvailableHere),
        ("partnership", ErrorCode::NotAvailableHere),
    ] {
        let refused = packs::build(&mut vault, &session, &form(case, audience)).err().unwrap();
        assert_eq!(refused.code(), code, "{audience}");
        for part in [audience, "cqc_on_site", "board"] {
            assert!(refused.to_string().contains(part), "{part} in {refused}");
        }
    }
    assert!(packs::list(&vault, &session).unwrap().is_empty(), "nothing was recorded");
}

#[test]
fn other_programs_read_a_pack_as_tagged_text() {
    let folder = tempfile::tempdir().unwrap();
    let (mut vault, case) = demonstration(&folder.path().join("demonstration"));
    let session = vault.session();
    let sentence = cases::page(&mut vault, &session, case, 700.0).unwrap().comparison.unwrap().sentence;
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for audience in ["board", "cqc_on_site"] {
        let pack = build(&mut vault, case, audience);
        if let Some(info) = poppler("pdfinfo", &pack.pdf) {
            let value = |name: &str| {
                let line = info.lines().find(|line| line.starts_with(name));
                line.and_then(|line| line.split_once(':')).map(|(_, value)| value.trim().to_owned())
            };
            assert_eq!(value("Tagged").as_deref(), Some("yes"), "{info}");
            assert_eq!(value("Pages"), Some(pack.row.pages.to_string()), "{info}");
        }
        if let Some(text) = poppler("pdftotext", &pack.pdf) {
            let text = flat(&text);
            assert!(text.contains(&flat(&sentence)), "{sentence}\nin {text}");
        }
    }
}
