//! The indicator library: what a service counts, with its definition and source.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::provider::ServiceKind;

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Lower is better.
    Lower,
    /// Higher is better.
    Higher,
    /// Watched; neither way is better of itself.
    Watch,
}

impl Direction {
    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Lower => "Lower is better",
            Self::Higher => "Higher is better",
            Self::Watch => "Watched: neither way is better of itself",
        }
    }
}

/// How long one period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Every {
    /// A day.
    Day,
    /// A week from Monday.
    Week,
    /// A calendar month.
    Month,
    /// Three months from January, April, July or October.
    Quarter,
}

impl Every {
    /// The word kept in the store.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
        }
    }

    /// One period and several: ("week", "weeks").
    #[must_use]
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Day => ("day", "days"),
            Self::Week => ("week", "weeks"),
            Self::Month => ("month", "months"),
            Self::Quarter => ("quarter", "quarters"),
        }
    }

    /// Days in one, on average over the calendar.
    #[must_use]
    pub const fn days(self) -> f64 {
        match self {
            Self::Day => 1.0,
            Self::Week => 7.0,
            Self::Month => 30.4375,
            Self::Quarter => 91.3125,
        }
    }

    /// "Weekly".
    #[must_use]
    pub const fn adverb(self) -> &'static str {
        match self {
            Self::Day => "Daily",
            Self::Week => "Weekly",
            Self::Month => "Monthly",
            Self::Quarter => "Quarterly",
        }
    }
}

/// What kind of number it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum IndicatorKind {
    /// Events, over an exposure where there is one.
    Count,
    /// A part of a whole.
    Proportion,
    /// A score.
    Score,
    /// A length of time.
    Duration,
}

/// One row of the library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// Stable code, never reused.
    pub code: String,
    /// Name in lists.
    pub name: String,
    /// What is counted.
    pub numerator: String,
    /// What it is counted among; none for a plain count or score.
    #[serde(default)]
    pub denominator: Option<String>,
    /// One counted thing and several: "missed visit", "missed visits".
    pub events_one: String,
    /// Several.
    pub events_many: String,
    /// The exposure in words: "planned visits".
    #[serde(default)]
    pub exposure_many: Option<String>,
    /// The rate is given per this many: 1000, 100; 100 for a percentage.
    #[serde(default = "one")]
    pub per: u32,
    /// The unit in words: "per 1,000 planned visits".
    pub unit: String,
    /// Which way is better.
    pub direction: Direction,
    /// The usual period.
    pub every: Every,
    /// What kind of number.
    pub kind: IndicatorKind,
    /// Help for the person who enters it.
    pub help: String,
    /// Where the definition comes from, with its date where it has one.
    pub source: String,
    /// Evident works it out from the cases; in these words.
    #[serde(default)]
    pub computed: Option<String>,
    /// Which times or results of the cases it is worked out from, where it is.
    #[serde(default)]
    pub from_cases: Option<FromCases>,
    /// It is known to follow the seasons.
    #[serde(default)]
    pub seasonal: bool,
    /// The same people may be counted each time without being linked, so that two times are not independent.
    #[serde(default)]
    pub same_people: bool,
    /// Kinds of service it suits; all when empty.
    #[serde(default)]
    pub suits: Vec<ServiceKind>,
    /// Words found in column headings of exports, for the counted events.
    #[serde(default)]
    pub events_words: Vec<String>,
    /// The same for the exposure.
    #[serde(default)]
    pub exposure_words: Vec<String>,
}

const fn one() -> u32 {
    1
}

/// What a measure that nobody enters is worked out from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FromCases {
    /// From becoming aware to the first referral.
    AwareToReferral,
    /// From becoming aware to the first notification of CQC.
    AwareToNotification,
    /// From the first referral to the council's first decision: the council's time.
    ReferralToDecision,
    /// Whether the first referral went the right way.
    RightRoute,
}

/// The library compiled in.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Library {
    /// Version of the data file.
    pub version: u32,
    /// The day from which these definitions hold.
    pub valid_from: chrono::NaiveDate,
    /// The rows, in the order a list shows them.
    pub indicator: Vec<Indicator>,
}

impl Library {
    /// Reads a library from TOML.
    ///
    /// # Errors
    /// Where the file departs from the form, with its line.
    pub fn from_toml(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// The library compiled into this program.
    #[must_use]
    pub fn built_in() -> &'static Self {
        static LIBRARY: OnceLock<Library> = OnceLock::new();
        LIBRARY.get_or_init(|| {
            Self::from_toml(include_str!("../data/indicators.toml")).unwrap_or_else(|_| Self {
                version: 0,
                valid_from: chrono::NaiveDate::MIN,
                indicator: Vec::new(),
            })
        })
    }

    /// The row with this code.
    #[must_use]
    pub fn find(&self, code: &str) -> Option<&Indicator> {
        self.indicator.iter().find(|indicator| indicator.code == code)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may panic
    use super::*;

    #[test]
    fn the_compiled_library_reads_with_each_code_once() {
        let library = Library::from_toml(include_str!("../data/indicators.toml")).unwrap();
        let codes: std::collections::BTreeSet<&str> = library.indicator.iter().map(|row| row.code.as_str()).collect();
        assert_eq!(codes.len(), library.indicator.len());
        // What the three demonstration services count.
        for code in ["hc_missed", "hc_late", "rp_physical", "med_err_bd", "med_harm", "cmp_pass", "conf", "sat"] {
            assert!(codes.contains(code), "{code}");
        }
        assert_eq!(Library::built_in(), &library);
    }

    #[test]
    fn every_rate_says_what_it_is_per() {
        for indicator in &Library::built_in().indicator {
            if indicator.denominator.is_some() && indicator.kind != IndicatorKind::Duration {
                assert!(indicator.exposure_many.is_some(), "{}", indicator.code);
            }
            if indicator.kind == IndicatorKind::Proportion {
                assert_eq!(indicator.per, 100, "{}", indicator.code);
            }
            if indicator.kind == IndicatorKind::Score {
                assert!(indicator.denominator.is_none() && indicator.exposure_many.is_none(), "{}", indicator.code);
            }
            assert!(!indicator.source.is_empty() && !indicator.help.is_empty(), "{}", indicator.code);
        }
    }
}
