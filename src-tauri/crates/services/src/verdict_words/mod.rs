//! Verdicts in sentences, written once from what the engine found: for screen, chart description, packs and
//! the command line.
//!
//! Never "proved", "caused" or "because": a measure shows what happened after what.

mod caveats;
mod counts;
mod errors;
mod names;
mod people;
mod proportions;
mod settle;
mod working;

use measures::{PlannedCheck, Verdict};

pub use caveats::CaveatLine;
pub use working::WorkingRow;

pub(crate) use caveats::{Facts, caveat_lines, code};
pub(crate) use counts::{aimed_for, count_sentence, interval_text};
pub(crate) use errors::{error_sentence, error_words};
pub(crate) use names::{Names, figures, p_text, ratio_figures, with_article};
pub(crate) use people::{PeopleWords, people_sentence, people_working};
pub(crate) use proportions::proportion_sentence;
pub(crate) use settle::settle_sentence;
pub(crate) use working::{count_working, proportion_working, step_row};

/// Why a difference is not called a clear one though no guard fails: what this kind of look needs.
pub(crate) fn not_enough(gain: &str, p: f64, check: PlannedCheck) -> String {
    match check {
        PlannedCheck::None if p <= 0.05 => "a look that was not planned beforehand needs stronger evidence".to_owned(),
        PlannedCheck::Interim if p <= 0.05 => {
            "a check on the way needs stronger evidence than the final one".to_owned()
        }
        _ => format!("the {gain} is not yet large enough to rule out chance"),
    }
}

/// The verdict as it is shown everywhere.
pub(crate) const fn label(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Worked => "Worked",
        Verdict::MayHaveWorked => "May have worked",
        Verdict::NoSignYet => "No sign yet",
        Verdict::GotWorse => "Got worse",
        Verdict::TooEarly => "Too early to say",
    }
}

/// What a comparison does not say; always printed.
pub(crate) const HAPPENED_AFTER: &str =
    "This happened after the change. A measure cannot show why; look at what else changed at the time.";
