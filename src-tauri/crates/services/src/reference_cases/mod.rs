//! Right values worked out elsewhere, and whether the engine gives them.
//!
//! A folder holds one JSON file a case: a method, its input, what is expected of it and how close the answer
//! has to be. A method or an input field that is not known is a failure, never passed over.

mod charts;
mod compare;
mod input;
mod output;
mod rates;
mod scores;
mod verdicts;

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::Value;

pub(crate) use verdicts::CountInput;

pub use compare::Difference;
use input::Answer;

/// The file of a folder that lists its cases and is none itself.
const MANIFEST: &str = "manifest.json";

/// One case.
#[derive(Debug, Deserialize)]
struct Case {
    id: String,
    method: String,
    input: Value,
    expected: Value,
    #[serde(default)]
    tolerance: compare::Tolerance,
}

/// How one case went.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CaseOutcome {
    /// The file's name.
    pub file: String,
    /// The case's own name; the file's where it could not be read.
    pub id: String,
    /// The method; blank where it could not be read.
    pub method: String,
    /// Why no answer was worked out at all.
    pub fault: Option<String>,
    /// Every value that differs by more than it may.
    pub differences: Vec<Difference>,
    /// The largest relative difference of any number, those within their tolerance included.
    pub largest: f64,
}

impl CaseOutcome {
    /// Whether every value expected was given.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.fault.is_none() && self.differences.is_empty()
    }
}

/// Why a folder could not be checked.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// The folder cannot be read.
    #[error("The folder {folder} cannot be read: {reason}. Nothing was checked.")]
    Unreadable {
        /// As given.
        folder: PathBuf,
        /// The system's own words.
        reason: std::io::Error,
    },
    /// There is no case in it.
    #[error("The folder {folder} holds no case: cases are files that end in .json.")]
    NoCases {
        /// As given.
        folder: PathBuf,
    },
}

/// Checks every case of a folder, by file name.
///
/// # Errors
/// [`FolderError`] if the folder cannot be read or holds no case.
pub fn check_folder(folder: &Path) -> Result<Vec<CaseOutcome>, FolderError> {
    let unreadable = |reason| FolderError::Unreadable { folder: folder.to_owned(), reason };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let is_case = path.extension().is_some_and(|e| e == "json") && path.file_name().is_some_and(|n| n != MANIFEST);
        if is_case && path.is_file() {
            files.push(path);
        }
    }
    if files.is_empty() {
        return Err(FolderError::NoCases { folder: folder.to_owned() });
    }
    files.sort();
    Ok(files.iter().map(|path| check_file(path)).collect())
}

/// Checks the case in one file.
#[must_use]
pub fn check_file(path: &Path) -> CaseOutcome {
    let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let read = std::fs::read_to_string(path)
        .map_err(|error| format!("the file cannot be read: {error}"))
        .and_then(|text| serde_json::from_str::<Case>(&text).map_err(|error| format!("not a case: {error}")));
    match read {
        Ok(case) => check(&file, &case),
        Err(fault) => CaseOutcome {
            id: file.clone(),
            file,
            method: String::new(),
            fault: Some(fault),
            differences: Vec::new(),
            largest: 0.0,
        },
    }
}

fn check(file: &str, case: &Case) -> CaseOutcome {
    let mut outcome = CaseOutcome {
        file: file.to_owned(),
        id: case.id.clone(),
        method: case.method.clone(),
        fault: None,
        differences: Vec::new(),
        largest: 0.0,
    };
    match answer(&case.method, &case.input) {
        Ok(_) if case.expected.as_object().is_none_or(serde_json::Map::is_empty) => {
            outcome.fault = Some("nothing is expected, so nothing was compared".to_owned());
        }
        Ok(got) => (outcome.differences, outcome.largest) = compare::compare(&case.expected, &got, case.tolerance),
        Err(fault) => outcome.fault = Some(fault),
    }
    outcome
}

type Method = fn(&Value) -> Answer;

/// The methods that cases may name.
const METHODS: &[(&str, Method)] = &[
    ("anytime.e_value", rates::e_value),
    ("anytime.matched", rates::matched),
    ("chart.assurance", charts::assurance),
    ("chart.c", charts::c),
    ("chart.g", charts::g),
    ("chart.p", charts::p),
    ("chart.p_prime", charts::p_prime),
    ("chart.run", charts::run),
    ("chart.run.critical", charts::run_critical),
    ("chart.t", charts::t),
    ("chart.u", charts::u),
    ("chart.u_prime", charts::u_prime),
    ("chart.xmr", charts::xmr),
    ("diagnostics.dispersion_autocorrelation", rates::dispersion),
    ("its.poisson", rates::its),
    ("lookahead.rate", rates::look_ahead),
    ("lookahead.table", rates::look_ahead_table),
    ("ordinal.mann_whitney_exact", scores::mann_whitney),
    ("paired.wilcoxon_exact", scores::wilcoxon),
    ("proportion.fisher_central_newcombe", scores::proportion),
    ("rate_ratio.effective_counts", rates::effective),
    ("rate_ratio.exact_central", rates::exact),
    ("reporting.panel", scores::reporting),
    ("series.order", charts::order),
    ("sites.funnel", scores::funnel),
    ("sites.stratified", scores::stratified),
    ("verdict.count", verdicts::count),
    ("verdict.proportion", verdicts::proportion),
    ("verdict.sustained", verdicts::sustained),
];

fn answer(method: &str, input: &Value) -> Answer {
    match METHODS.iter().find(|(name, _)| *name == method) {
        Some((_, work)) => work(input),
        None => Err(format!("unknown method \"{method}\"")),
    }
}
