//! A long import that somebody stops, at any point: nothing is changed but the audit, and it can be done again.

#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

use std::{
    collections::BTreeSet,
    path::Path,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use chrono::{Days, NaiveDate};
use domain::{MeasureId, indicator::Every};
use evident_tests::{PASSPHRASE, clock, dump, missed_visits, new_vault};
use services::{
    ErrorCode,
    imports::{self, ImportMapping, Source, Stage, Watch},
    measures::{self, NewMeasure},
    setup,
};

/// Days of a count that is kept by day: enough for each stage to be asked more than once.
const DAYS: u64 = 5_000;

/// Says no at the `stop_at`th question, and notes in which stage that was.
struct StopAt {
    stop_at: usize,
    asked: AtomicUsize,
    stopped_in: Mutex<Option<Stage>>,
}

impl StopAt {
    fn new(stop_at: usize) -> Arc<Self> {
        Arc::new(Self { stop_at, asked: AtomicUsize::new(0), stopped_in: Mutex::new(None) })
    }
}

impl Watch for StopAt {
    fn goes_on(&self, stage: Stage, done: usize, total: usize) -> bool {
        assert!(done <= total, "{stage:?}: {done} of {total}");
        let goes_on = self.asked.fetch_add(1, Ordering::Relaxed) < self.stop_at;
        if !goes_on {
            self.stopped_in.lock().unwrap().get_or_insert(stage);
        }
        goes_on
    }
}

fn daily_counts() -> Vec<u8> {
    let first = NaiveDate::from_ymd_opt(2013, 1, 7).unwrap();
    let mut text = "Date,Missed visits,Planned visits\n".to_owned();
    for day in 0..DAYS {
        let date = first.checked_add_days(Days::new(day)).unwrap();
        text.push_str(&format!("{date},{},{}\n", day % 4, 100 + day % 9));
    }
    text.into_bytes()
}

/// A locked vault with a daily measure that has no counts yet.
fn vault_with_measure(place: &Path) -> MeasureId {
    let mut vault = new_vault(place);
    let session = vault.session();
    let form = NewMeasure {
        every: Some(Every::Day),
        baseline_from: None,
        baseline_to: None,
        change_on: None,
        ..missed_visits(&session)
    };
    let id = measures::add(&mut vault, &session, &form).unwrap().id.parse().unwrap();
    vault.lock().unwrap();
    id
}

const MAPPING: ImportMapping = ImportMapping {
    start: Some(0),
    events: Some(1),
    exposure: Some(2),
    date_order: None,
    dates_are_week_ending: false,
};

#[test]
fn an_import_stopped_anywhere_changes_nothing_and_can_be_done_again() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("vault");
    let id = vault_with_measure(&place);
    let bytes = daily_counts();
    let without = |mut tables: std::collections::BTreeMap<String, Vec<String>>| {
        tables.remove("audit").unwrap();
        tables.remove("draft").unwrap();
        tables
    };
    let before = without(dump(&place, PASSPHRASE));
    let mut stages = BTreeSet::new();
    let mut imported = None;
    for stop_at in 0.. {
        let watch = StopAt::new(stop_at);
        let mut vault = setup::unlock(&place, None, PASSPHRASE, clock()).unwrap();
        let session = vault.session();
        let mut source = Source::new("daily.csv".to_owned(), bytes.clone());
        source.watched_by(watch.clone());
        let outcome = imports::open(&vault, &session, &mut source, id, None)
            .and_then(|_| imports::check(&vault, &session, &mut source, id, MAPPING))
            .and_then(|_| imports::commit(&mut vault, &session, &mut source, id, MAPPING));
        vault.lock().unwrap();
        match outcome {
            Ok(done) => {
                assert_eq!(*watch.stopped_in.lock().unwrap(), None, "what was stopped is not done");
                imported = Some(done);
                break;
            }
            Err(error) => {
                assert_eq!(error.code(), ErrorCode::Stopped);
                assert!(error.to_string().contains("Nothing was changed"), "{error}");
                stages.insert(format!("{:?}", watch.stopped_in.lock().unwrap().unwrap()));
                assert_eq!(before, without(dump(&place, PASSPHRASE)), "stopped at question {stop_at}");
            }
        }
    }
    assert_eq!(stages.len(), 3, "stopped while reading, checking and importing: {stages:?}");
    assert_eq!(u64::from(imported.unwrap().batch.rows), DAYS);
    let after = dump(&place, PASSPHRASE);
    assert_eq!(after["period_count"].len() as u64, DAYS);
    assert_eq!(after["count_entry"].len(), 1, "the stopped ones left no entry");
}
