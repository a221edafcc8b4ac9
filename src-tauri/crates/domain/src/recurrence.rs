//! Whether what a case was about came back after its closure: at 12 weeks, 6 and 12 months.
//!
//! A case closed too lately to have had its whole window is "not yet assessable" and counts on neither side of a rate,
//! also when the concern came back already: counting only young cases that came back would make a rate look worse than
//! it is, and counting those that did not yet would make it look better.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// Windows after closure, in days: 12 weeks, 6 months, 12 months.
pub const WINDOWS: [u32; 3] = [84, 183, 365];

/// Weeks in which repeated low-level events are looked for, and how many speak up (domain 1.7; editable).
pub const REPEAT_WEEKS: u32 = 12;
/// How many similar events within those weeks speak up, this one among them.
pub const REPEAT_EVENTS: u32 = 3;

/// In which way one case is like another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Likeness {
    /// The same adult.
    SamePerson,
    /// The same person is alleged to have caused harm.
    SameSource,
    /// The same type of abuse or neglect in the same service.
    SameTypeAndService,
    /// Linked by hand.
    Linked,
}

impl Likeness {
    /// Every likeness.
    pub const ALL: [Self; 4] = [Self::SamePerson, Self::SameSource, Self::SameTypeAndService, Self::Linked];

    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::SamePerson => "The same person",
            Self::SameSource => "The same alleged source",
            Self::SameTypeAndService => "The same type in the same service",
            Self::Linked => "Linked by hand",
        }
    }
}

/// Where a closed case stands against one window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It came back within the window, which has passed.
    CameBack,
    /// The window has passed and it did not.
    DidNot,
    /// The window has not passed yet.
    NotYetAssessable,
}

/// Where a case closed on a day stands, given the days on which similar concerns became known.
#[must_use]
pub fn outcome(closed: NaiveDate, window_days: u32, similar: &[NaiveDate], today: NaiveDate) -> Outcome {
    let end = closed + Days::new(u64::from(window_days));
    if end >= today {
        Outcome::NotYetAssessable
    } else if similar.iter().any(|day| *day > closed && *day <= end) {
        Outcome::CameBack
    } else {
        Outcome::DidNot
    }
}

/// A rate over closed cases: how many came back, of how many that could be assessed, and how many could not yet.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// Came back within the window.
    pub came_back: u32,
    /// Assessed: came back, or the window passed.
    pub assessed: u32,
    /// Not assessable yet.
    pub not_yet: u32,
}

impl Rate {
    /// Adds one case.
    pub const fn add(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::CameBack => {
                self.came_back += 1;
                self.assessed += 1;
            }
            Outcome::DidNot => self.assessed += 1,
            Outcome::NotYetAssessable => self.not_yet += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may panic
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_young_case_is_counted_apart_until_its_window_has_passed() {
        let (closed, today) = (day("2026-03-17"), day("2026-11-25"));
        assert_eq!(outcome(closed, 84, &[], today), Outcome::DidNot);
        assert_eq!(outcome(closed, 365, &[], today), Outcome::NotYetAssessable);
        // Whether it came back so far or not.
        assert_eq!(outcome(closed, 365, &[day("2026-06-09")], today), Outcome::NotYetAssessable);
        assert_eq!(outcome(closed, 84, &[day("2026-06-09")], today), Outcome::CameBack);
        assert_eq!(outcome(closed, 84, &[day("2026-06-10")], today), Outcome::DidNot);
        // A concern of the day of closure or before is not a return.
        assert_eq!(outcome(closed, 84, &[day("2026-03-17"), day("2026-02-01")], today), Outcome::DidNot);
        // The last day of a window counts; the window has passed on the day after.
        assert_eq!(outcome(day("2026-09-02"), 84, &[], today), Outcome::NotYetAssessable);
        assert_eq!(outcome(day("2026-09-01"), 84, &[], today), Outcome::DidNot);
    }
}
