//! Figures that are measured inside one process: opening, importing, a case on a page, a pack.
//!
//! Prints one JSON line a figure; `cargo xtask bench` runs it, measures other programs on the same work
//! (`import.csv` and `pack.html` in the folder that `EVIDENT_BENCH_DIR` names), and makes the table.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a bench may stop with a panic

use std::{fmt::Write as _, path::Path};

use chrono::{Days, NaiveDate};
use domain::{
    CaseId, EventId, MeasureId,
    audit::Action,
    indicator::Every,
    time::{WhenInput, parse_when},
    timeline::{EventKind, EventRecord, Lane},
};
use evident_tests::{
    NOW, PASSPHRASE,
    benching::{self, figure, median_of},
    clock, clock_at, new_case, new_vault,
};
use services::{
    Vault, cases, demonstration,
    imports::{self, ImportMapping, Source},
    measures::{self, NewMeasure},
    packs, setup, timeline,
};
use store::revisions::{Change, Stamp};

/// Runs of one piece of work; the median counts.
const RUNS: usize = 7;

fn main() {
    if !benching::is_wanted() {
        return;
    }
    let folder = std::env::var_os("EVIDENT_BENCH_DIR").map_or_else(std::env::temp_dir, Into::into);
    unlocking();
    verifying();
    importing(&folder);
    page(520, "case_on_a_page_520");
    page(1040, "case_on_a_page_1040");
    pack(&folder);
}

/// A wrong passphrase costs the derivation and nothing after it; the right one also opens the store and
/// shows the first screen.
fn unlocking() {
    let dir = tempfile::tempdir().unwrap();
    new_vault(dir.path()).lock().unwrap();
    let mut moment = 0_u32;
    let derivation = median_of(
        RUNS,
        || {
            // A quarter of an hour apart, so that no try has to wait for the one before.
            moment += 1;
            let _ = std::fs::remove_file(dir.path().join("vault.tries"));
        },
        |()| assert!(setup::unlock(dir.path(), None, "not the passphrase", clock()).is_err()),
    );
    let _ = std::fs::remove_file(dir.path().join("vault.tries"));
    figure("argon2id", derivation, "ms", "a wrong passphrase: the derivation alone");
    let mut opened: Vec<Vault> = Vec::new();
    let whole = median_of(
        RUNS,
        || opened.drain(..).for_each(|vault| vault.lock().unwrap()),
        |()| {
            let mut vault = setup::unlock(dir.path(), None, PASSPHRASE, clock()).unwrap();
            let session = vault.session();
            vault.view().unwrap();
            cases::list(&vault, &session).unwrap();
        },
    );
    figure("open_and_first_screen", whole - derivation, "ms", "unlock and list of cases, beyond the derivation");
}

/// 100,000 entries of the audit chain, every fifth with an event in a timeline: the chain walked, each event compared
/// with its seal, and the tables made anew and compared.
fn verifying() {
    const ENTRIES: u64 = 100_000;
    let dir = tempfile::tempdir().unwrap();
    let mut vault = new_vault(dir.path());
    let case_id = new_case(&mut vault);
    let user_id = vault.session().user_id;
    vault.lock().unwrap();
    let now = store::Instant::from(clock().now());
    let mut open = store::vault::unlock(dir.path(), None, PASSPHRASE, now).unwrap();
    let salt = || Ok([5_u8; 16]);
    open.database
        .write(|tx| -> store::Result<()> {
            let before = store::audit::head(tx)?.seq;
            for number in before..ENTRIES {
                let stamp = Stamp { author_id: user_id, at: now, reason: None };
                let change = Change::begin(tx, stamp, &salt)?;
                let has_event = number % 5 == 0;
                if has_event {
                    change.add(&event(case_id, number))?;
                }
                let entry = store::audit::Entry {
                    at: now,
                    user: Some(user_id),
                    action: if has_event { Action::AddEvent } else { Action::ViewCase },
                    subject: Some(format!("case:{case_id}")),
                    revision: None,
                    content_digest: change.digest(),
                    reason: None,
                };
                store::audit::append(tx, &entry)?;
            }
            Ok(())
        })
        .unwrap();
    let whole = median_of(
        RUNS,
        || (),
        |()| {
            let report = store::verify::verify(open.database.reader()).unwrap();
            assert_eq!((report.entries, report.faults.len()), (ENTRIES, 0));
        },
    );
    figure("verify_100k_entries", whole, "ms", "100,000 entries of the chain, 20,000 events and their table");
}

fn event(case_id: CaseId, number: u64) -> EventRecord {
    let mut id = [0_u8; 16];
    id[..8].copy_from_slice(&number.to_be_bytes());
    EventRecord {
        id: EventId(id),
        case_id,
        lane: Lane::Case,
        kind: EventKind::Note,
        at: parse_when("2026-02-08T09:30").unwrap(),
        text: "The family was told by telephone what had happened and what would be done next.".to_owned(),
        agency: None,
        removed: false,
    }
}

fn measure(vault: &mut Vault, every: Every, case_id: Option<CaseId>) -> MeasureId {
    let session = vault.session();
    let form = NewMeasure {
        service_id: session.services[0].id.to_string(),
        indicator: "hc_missed".to_owned(),
        every: Some(every),
        baseline_from: Some("2016-01-04".to_owned()),
        baseline_to: Some("2017-12-31".to_owned()),
        change_on: Some("2018-01-01".to_owned()),
        usual_checks: false,
        case_id: case_id.map(|id| id.to_string()),
        lead: true,
    };
    measures::add(vault, &session, &form).unwrap().id.parse().unwrap()
}

fn rows(first: NaiveDate, step: u64, count: u64) -> String {
    let mut text = String::from("Date,Planned visits,Missed visits\n");
    for row in 0..count {
        let day = first + Days::new(row * step);
        writeln!(text, "{day},{},{}", 1150 + row * 7 % 90, row * 13 % 17).unwrap();
    }
    text
}

const MAPPING: ImportMapping = ImportMapping {
    start: Some(0),
    events: Some(2),
    exposure: Some(1),
    date_order: None,
    dates_are_week_ending: false,
};

/// 100,000 daily rows through the checked path: read, guessed, checked, written with one audit entry.
fn importing(folder: &Path) {
    let first = NaiveDate::from_ymd_opt(1753, 1, 1).unwrap();
    let text = rows(first, 1, 100_000);
    std::fs::write(folder.join("import.csv"), &text).unwrap();
    let milliseconds = median_of(
        RUNS,
        || {
            let dir = tempfile::tempdir().unwrap();
            let mut vault = new_vault(dir.path());
            let id = measure(&mut vault, Every::Day, None);
            (dir, vault, id)
        },
        |(dir, mut vault, id)| {
            let session = vault.session();
            let mut source = Source::read(&folder.join("import.csv")).unwrap();
            imports::open(&vault, &session, &mut source, id, None).unwrap();
            let imported = imports::commit(&mut vault, &session, &mut source, id, MAPPING).unwrap();
            assert_eq!(imported.batch.rows, 100_000);
            drop((vault, dir));
        },
    );
    figure("import_100k", milliseconds, "ms", "checked and written into the encrypted store");
}

/// Query, analysis and drawing of a case with so many weekly points and nearly as many events.
fn page(points: u64, name: &str) {
    let dir = tempfile::tempdir().unwrap();
    let mut vault = new_vault(dir.path());
    let session = vault.session();
    let aware = WhenInput { date: "2018-01-01".to_owned(), time: None, offset_min: None, about: false };
    let form = cases::NewConcern {
        service_id: session.services[0].id.to_string(),
        what: "A case with a long history.".to_owned(),
        who: None,
        which: None,
        aware,
        title: None,
        draft_key: None,
        ..cases::NewConcern::default()
    };
    let case_id: CaseId = cases::record(&mut vault, &session, &form).unwrap().id.parse().unwrap();
    let id = measure(&mut vault, Every::Week, Some(case_id));
    let last = NaiveDate::from_ymd_opt(2026, 11, 16).unwrap();
    let first = last - Days::new((points - 1) * 7);
    let mut source = Source::new("counts.csv".to_owned(), rows(first, 7, points).into_bytes());
    imports::commit(&mut vault, &session, &mut source, id, MAPPING).unwrap();
    let lanes = domain::timeline::Lane::ALL;
    for number in 0..points * 500 / 520 {
        let day = first + Days::new(number * 7 % (points * 7));
        let form = timeline::EventDraft {
            lane: lanes[usize::try_from(number % 4).unwrap()],
            kind: domain::timeline::EventKind::Note,
            when: WhenInput { date: day.to_string(), time: None, offset_min: None, about: false },
            text: format!("Entry {number} of a long history"),
            agency: None,
        };
        timeline::add(&mut vault, &session, case_id, &form, None).unwrap();
    }
    let milliseconds = median_of(
        RUNS,
        || (),
        |()| assert!(!cases::page(&mut vault, &session, case_id, 1100.0).unwrap().figure.svg.is_empty()),
    );
    figure(
        name,
        milliseconds,
        "ms",
        &format!("{points} weekly points, {} events: query, analysis, SVG", points * 500 / 520),
    );
}

/// The demonstration's pack, and an HTML page with the same content for a browser to print.
fn pack(folder: &Path) {
    let dir = tempfile::tempdir().unwrap();
    let mut vault = demonstration::create(&dir.path().join("demonstration"), &mut |_, _| {}).unwrap();
    let session = vault.session();
    let rows = cases::list(&vault, &session).unwrap();
    let row = rows.into_iter().find(|row| row.title.starts_with("Missed evening")).unwrap();
    let form = packs::NewPack {
        case_id: row.id.clone(),
        audience: "cqc_on_site".to_owned(),
        recipient: "Bench".to_owned(),
        purpose: "Bench".to_owned(),
        basis: String::new(),
    };
    packs::build(&mut vault, &session, &form).unwrap();
    let milliseconds =
        median_of(RUNS, || (), |()| assert!(!packs::build(&mut vault, &session, &form).unwrap().pdf.is_empty()));
    figure("pack_pdf", milliseconds, "ms", &format!("the demonstration's case, at {}", clock_at(NOW).now()));
    let page = cases::page(&mut vault, &session, row.id.parse().unwrap(), 700.0).unwrap();
    std::fs::write(folder.join("pack.html"), html(&page)).unwrap();
}

fn html(page: &cases::CasePage) -> String {
    let mut text = format!("<!doctype html><html lang=\"en\"><title>{0}</title><h1>{0}</h1>", page.title);
    for paragraph in [
        &page.first_account,
        &page.questions.what_changed,
        &page.questions.how_risk_reduced,
        &page.questions.how_learning_embedded,
    ] {
        write!(text, "<p>{paragraph}</p>").unwrap();
    }
    text.push_str(&page.figure.svg);
    for sentence in page
        .comparison
        .iter()
        .flat_map(|compared| [Some(&compared.sentence), compared.order_of_events.as_ref()])
        .flatten()
    {
        write!(text, "<p>{sentence}</p>").unwrap();
    }
    text.push_str("<table>");
    for event in &page.events {
        write!(text, "<tr><td>{}<td>{}<td>{}<td>{}", event.when.text, event.lane.label(), event.text, event.recorded)
            .unwrap();
    }
    for table in &page.figure.table {
        write!(text, "</table><table><caption>{}</caption>", table.caption).unwrap();
        for row in &table.rows {
            write!(text, "<tr><td>{}", row.join("<td>")).unwrap();
        }
    }
    text.push_str("</table></html>");
    text
}
