//! Shared pieces of the cross-crate tests: vaults in temporary folders, at a fixed moment.

#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

pub mod benching;
pub mod documents;
pub mod everything;
pub mod seeded;

pub mod small_disk;

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use chrono::{DateTime, Utc};
use domain::{
    CaseId, MeasureId,
    indicator::Every,
    provider::{NewService, ServiceKind},
    time::WhenInput,
};
use services::{
    Session, Vault, cases,
    clock::Clock,
    measures::{self, GridEdit, NewMeasure},
    setup::{self, NewVault},
};

/// The passphrase of every vault that [`new_vault`] makes.
pub const PASSPHRASE: &str = "violet kettle tram orchard";

/// The statement that gives the key of the database with which power cuts are compared.
pub const CONTROL_KEY: &str = "PRAGMA key = \"x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f'\"";

/// Words that nothing else in the program or on a computer holds.
pub const MARKERS: [&str; 5] = [
    "Quillfeather Ozymandy",
    "Brambleworth Xanthic",
    "Marchbanks Yttriferous",
    "Thistlewick Zephyrine",
    "Pomfretson Vermiculate",
];

/// The moment at which the tests stand: 25 November 2026, 09:00 GMT.
pub const NOW: &str = "2026-11-25T09:00:00Z";

/// The clock of the tests.
pub fn clock() -> Clock {
    clock_at(NOW)
}

/// A clock that stands at an RFC 3339 moment.
pub fn clock_at(moment: &str) -> Clock {
    Clock::Fixed(DateTime::parse_from_rfc3339(moment).unwrap().with_timezone(&Utc))
}

/// A new vault in `folder` with one homecare service.
pub fn new_vault(folder: &Path) -> Vault {
    let services = [NewService { name: "Meadowbank Homecare".to_owned(), kind: ServiceKind::Homecare }];
    let new = NewVault {
        provider: "Rowan Care Group",
        services: &services,
        user_label: "Registered manager",
        passphrase: PASSPHRASE,
    };
    setup::create(folder, &new, clock()).unwrap()
}

/// Monthly counts of complaints at so many services: (before each month, after each month).
pub fn with_services(place: &Path, counts: &[(u64, u64)]) -> (Vault, Vec<MeasureId>) {
    let services: Vec<NewService> = (0..counts.len())
        .map(|i| NewService { name: format!("House {}", i + 1), kind: ServiceKind::CareHome })
        .collect();
    let new = NewVault {
        provider: "Rowan Care Group",
        services: &services,
        user_label: "Registered manager",
        passphrase: PASSPHRASE,
    };
    let mut vault = setup::create(place, &new, clock_at("2026-11-25T09:00:00Z")).unwrap();
    let session = vault.session();
    let mut ids = Vec::new();
    for (service, (before, after)) in session.services.iter().zip(counts) {
        let form = NewMeasure {
            service_id: service.id.to_string(),
            indicator: "cmpl".to_owned(),
            every: Some(Every::Month),
            baseline_from: Some("2025-06-01".to_owned()),
            baseline_to: Some("2026-04-30".to_owned()),
            change_on: Some("2026-05-01".to_owned()),
            usual_checks: false,
            case_id: None,
            lead: false,
        };
        let id: MeasureId = measures::add(&mut vault, &session, &form).unwrap().id.parse().unwrap();
        let edits: Vec<GridEdit> = (0..17)
            .map(|month| {
                let (year, at) = if month < 7 { (2025, month + 6) } else { (2026, month - 6) };
                let events = if month < 11 { before } else { after };
                GridEdit {
                    start: format!("{year}-{at:02}-01"),
                    events: events.to_string(),
                    exposure: "30".to_owned(),
                    note: String::new(),
                }
            })
            .collect();
        assert!(measures::save_grid(&mut vault, &session, id, &edits).unwrap().problems.is_empty());
        ids.push(id);
    }
    (vault, ids)
}

/// A case in the vault's first service, aware at 13:05 on 7 February 2026.
pub fn new_case(vault: &mut Vault) -> CaseId {
    let session = vault.session();
    let form = cases::NewConcern {
        service_id: session.services[0].id.to_string(),
        what: "Two visits were not made.".to_owned(),
        who: Some("Edna Rowe".to_owned()),
        which: None,
        aware: when("2026-02-07", Some("13:05"), None),
        title: None,
        draft_key: None,
        ..cases::NewConcern::default()
    };
    cases::record(vault, &session, &form).unwrap().id.parse().unwrap()
}

/// Missed visits of the vault's first service: the 26 weeks before 27 April 2026 against those from it on.
pub fn missed_visits(session: &Session) -> NewMeasure {
    NewMeasure {
        service_id: session.services[0].id.to_string(),
        indicator: "hc_missed".to_owned(),
        every: None,
        baseline_from: Some("2025-10-27".to_owned()),
        baseline_to: Some("2026-04-26".to_owned()),
        change_on: Some("2026-04-27".to_owned()),
        usual_checks: false,
        case_id: None,
        lead: false,
    }
}

/// The demonstration in `folder`, and the case of its homecare service.
pub fn demonstration(folder: &Path) -> (Vault, CaseId) {
    /// Made once a test program: each test is given a copy.
    static MADE: std::sync::OnceLock<tempfile::TempDir> = std::sync::OnceLock::new();
    let made = MADE.get_or_init(|| {
        let place = tempfile::tempdir().unwrap();
        services::demonstration::create(&place.path().join("store"), &mut |_, _| {}).unwrap().lock().unwrap();
        place
    });
    std::fs::create_dir_all(folder).unwrap();
    for file in std::fs::read_dir(made.path().join("store")).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), folder.join(file.file_name())).unwrap();
    }
    let passphrase = services::demonstration::DEMONSTRATION_PASSPHRASE;
    let vault = setup::unlock(folder, None, passphrase, clock()).unwrap();
    let case = case_titled(&vault, "Missed evening and morning visits");
    (vault, case)
}

/// The case whose title begins so.
pub fn case_titled(vault: &Vault, beginning: &str) -> CaseId {
    let rows = cases::list(vault, &vault.session()).unwrap();
    rows.iter().find(|row| row.title.starts_with(beginning)).unwrap().id.parse().unwrap()
}

/// A date and time as a form gives them.
pub fn when(date: &str, time: Option<&str>, offset_min: Option<i32>) -> WhenInput {
    WhenInput { date: date.to_owned(), time: time.map(ToOwned::to_owned), offset_min, about: false }
}

/// Every row of every table of a locked vault, as text, by table.
pub fn dump(folder: &Path, passphrase: &str) -> BTreeMap<String, Vec<String>> {
    let now = store::Instant::from(clock().now());
    let unlocked = store::vault::unlock(folder, None, passphrase, now).unwrap();
    let conn = unlocked.database.reader();
    let mut statement = conn.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").unwrap();
    let names: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    drop(statement);
    let mut tables = BTreeMap::new();
    for name in names {
        let mut statement = conn.prepare(&format!("SELECT * FROM \"{name}\"")).unwrap();
        let columns = statement.column_count();
        let mut rows: Vec<String> = statement
            .query_map([], |row| {
                let cells: Result<Vec<rusqlite::types::Value>, _> =
                    (0..columns).map(|column| row.get(column)).collect();
                Ok(format!("{:?}", cells?))
            })
            .unwrap()
            .map(Result::unwrap)
            .collect();
        drop(statement);
        rows.sort();
        tables.insert(name, rows);
    }
    unlocked.lock().unwrap();
    tables
}

/// The root of the repository in which Cargo runs this: asked when it runs, since another checkout may have compiled
/// it into the same target folder.
pub fn root() -> PathBuf {
    let package = std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo runs it");
    Path::new(&package).parent().unwrap().to_owned()
}

/// A file under `tests/fixtures`.
pub fn fixture(path: &str) -> PathBuf {
    root().join("tests/fixtures").join(path)
}

/// What a form of a part holds when these answers are typed: text, days and codes as one string each, several codes with
/// a bar between them, a time behind a `T`.
pub fn typed(answers: &[(&str, &str)]) -> BTreeMap<String, domain::part::FieldInput> {
    answers
        .iter()
        .map(|(code, value)| {
            let (date, time) = match value.split_once('T') {
                Some((date, time)) if date.len() == 10 && date.starts_with("20") => (date, Some(time.to_owned())),
                _ => (*value, None),
            };
            let input = domain::part::FieldInput {
                text: (*value).to_owned(),
                codes: value.split('|').map(ToOwned::to_owned).collect(),
                when: Some(WhenInput { date: date.to_owned(), time, offset_min: None, about: false }),
            };
            ((*code).to_owned(), input)
        })
        .collect()
}

/// Records a part of a case.
pub fn part(
    vault: &mut Vault,
    case: CaseId,
    kind: &str,
    answers: &[(&str, &str)],
) -> Result<services::parts::PartRow, services::Error> {
    let session = vault.session();
    let form = services::parts::PartDraft { values: typed(answers), ..services::parts::PartDraft::default() };
    services::parts::add(vault, &session, domain::part::Owner::Case(case), kind, &form)
}
