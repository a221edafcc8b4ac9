//! Small pictures beside words: a verdict, the recent variation, a target.

use charts::{Theme, Tone, VerdictKind};
use measures::{Assurance, Variation, Verdict};
use serde::Serialize;

/// Size of a mark on the screen, in pixels.
const SIZE: f64 = 20.0;

/// A mark with the word it stands beside.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct Mark {
    /// The mark, as SVG.
    pub svg: String,
    /// The word.
    pub label: String,
    /// What it means, in a sentence.
    pub text: String,
}

/// The mark of a verdict; each has its own shape.
pub(crate) fn verdict_mark(verdict: Verdict) -> String {
    let kind = match verdict {
        Verdict::Worked => VerdictKind::Worked,
        Verdict::MayHaveWorked => VerdictKind::MayHaveWorked,
        Verdict::NoSignYet => VerdictKind::NoSignYet,
        Verdict::GotWorse => VerdictKind::GotWorse,
        Verdict::TooEarly => VerdictKind::TooEarly,
    };
    charts::verdict_mark(kind, SIZE, Theme::Screen)
}

/// What the recent points say; not whether an action worked.
pub(crate) fn variation_mark(variation: Variation) -> Mark {
    let (tone, label, text) = match variation {
        Variation::Improving => {
            (Tone::Improving, "Improving", "The recent points show a signal in the good direction.")
        }
        Variation::Concerning => {
            (Tone::Concerning, "Concerning", "The recent points show a signal in the wrong direction.")
        }
        Variation::Steady => (Tone::Steady, "Steady", "The recent points vary as they usually do."),
    };
    Mark {
        svg: charts::variation_mark(tone, SIZE, Theme::Screen),
        label: label.to_owned(),
        text: format!("{text} This is about recent points, not about whether an action worked."),
    }
}

/// Whether ordinary variation reaches a target.
pub(crate) fn assurance_mark(found: Assurance) -> Option<Mark> {
    let (kind, label, text) = match found {
        Assurance::ConsistentPass => (
            charts::Assurance::ConsistentPass,
            "Meets the target",
            "Ordinary variation stays on the good side of the target.",
        ),
        Assurance::ConsistentFail => (
            charts::Assurance::ConsistentFail,
            "Misses the target",
            "Ordinary variation stays on the wrong side of the target: without a change it will go on missing it.",
        ),
        Assurance::HitAndMiss => (
            charts::Assurance::HitAndMiss,
            "May or may not meet the target",
            "The target lies within ordinary variation: it will be met by chance and missed by chance.",
        ),
        Assurance::None => return None,
    };
    Some(Mark {
        svg: charts::assurance_mark(kind, SIZE, Theme::Screen),
        label: label.to_owned(),
        text: text.to_owned(),
    })
}
