//! Checks of the whole file: how far one is, when the last one ran, and what it found, in words.

use domain::{plain, time::uk_local};
use serde::{Deserialize, Serialize};
use store::{
    CheckReport, Instant,
    due::{Checks, Found},
};

pub use store::{CheckStep, Watch, due::DueCheck, patient};

/// How far a check is, for whoever waits for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct CheckView {
    /// What is being done.
    pub text: String,
    /// How much of it.
    pub done: u32,
    /// Of how much; 0 where nobody knows.
    pub total: u32,
}

impl From<CheckStep> for CheckView {
    fn from(step: CheckStep) -> Self {
        let number = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
        match step {
            CheckStep::Pages { done, total } => Self {
                text: "Reading every page of the store\u{2026}".to_owned(),
                done: number(done),
                total: number(total),
            },
            CheckStep::Files { done, total } => Self {
                text: "Comparing every file of the evidence with what was kept\u{2026}".to_owned(),
                // Shown as a share: counted in kilobytes, which go into the number of a window.
                done: number(done / 1024),
                total: number(total / 1024),
            },
            CheckStep::Structure => {
                Self { text: "Checking that the pages belong together\u{2026}".to_owned(), done: 0, total: 0 }
            }
        }
    }
}

fn moment(at: Instant) -> String {
    plain::date_time(uk_local(at.utc()))
}

/// What a check found, as the middle of a sentence.
fn found_words(report: CheckReport) -> String {
    let (pages, faults) = (report.cipher_faults as u64, report.structure_faults as u64);
    let page_words = plain::count_of(pages, "page is not as it was written", "pages are not as they were written");
    let fault_words = plain::count_of(faults, "fault is in its structure", "faults are in its structure");
    match (pages, faults) {
        (_, 0) => page_words,
        (0, _) => fault_words,
        _ => format!("{page_words}, and {fault_words}"),
    }
}

/// What to tell whoever unlocks a store whose last check found damage.
pub(crate) fn damage_words(found: Found) -> String {
    format!(
        "The store\u{2019}s file is damaged: a check on {} found that {}. What can still be read is shown as usual. Lock Evident, copy the whole folder to a safe place, and open a backup or an earlier copy of the folder.",
        moment(found.at),
        found_words(found.report),
    )
}

/// When the store was last checked, for Settings.
pub(crate) fn last_checked(checks: &Checks) -> String {
    if let Some(found) = checks.found {
        return format!("{}: {}.", moment(found.at), found_words(found.report));
    }
    if let Some(at) = checks.put_off_at {
        return format!("A check was due on {} and was put off. It runs when Evident is locked.", moment(at));
    }
    match checks.checked_at {
        Some(at) => format!("{}: nothing wrong was found.", moment(at)),
        None => "Not yet. It runs when Evident is locked.".to_owned(),
    }
}
