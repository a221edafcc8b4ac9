//! What things are called in a sentence.

use chrono::NaiveDate;
use domain::{indicator::Every, plain};
use measures::Direction;

/// A measure and a change, as sentences name them.
#[derive(Debug, Clone)]
pub(crate) struct Names {
    /// "Missed visits".
    pub(crate) measure: String,
    /// "missed visits".
    pub(crate) many: String,
    /// "planned visits"; none where nothing is counted among.
    pub(crate) exposure: Option<String>,
    /// Rates are given for this many.
    pub(crate) per: u32,
    /// The period.
    pub(crate) every: Every,
    /// Which way is better.
    pub(crate) direction: Direction,
    /// "the missed-call board".
    pub(crate) change: String,
    /// Its day.
    pub(crate) change_on: NaiveDate,
}

impl Names {
    /// "fell" or "rose", for a move the right way.
    pub(crate) fn better(&self) -> &'static str {
        if self.direction == Direction::LowerIsBetter { "fell" } else { "rose" }
    }

    /// "rose" or "fell", for a move the wrong way.
    pub(crate) fn worse(&self) -> &'static str {
        if self.direction == Direction::LowerIsBetter { "rose" } else { "fell" }
    }

    /// "fall" or "rise", for a move the right way.
    pub(crate) fn gain(&self) -> &'static str {
        if self.direction == Direction::LowerIsBetter { "fall" } else { "rise" }
    }

    /// "15 weeks".
    pub(crate) fn periods(&self, n: usize) -> String {
        let (one, many) = self.every.words();
        plain::count_of(n as u64, one, many)
    }

    /// "week".
    pub(crate) fn period(&self) -> &'static str {
        self.every.words().0
    }

    /// "9.19 per 1,000 planned visits" without the words: "9.19 per 1,000".
    pub(crate) fn rate(&self, rate: f64) -> String {
        let per = f64::from(self.per);
        match self.per {
            1 => format!("{} each", figures(rate)),
            _ => format!("{} per {}", figures(rate * per), plain::whole(u64::from(self.per))),
        }
    }
}

/// "the missed-call board": a label inside a sentence, its first letter small unless it is a name or abbreviation;
/// "the change" where it has none.
pub(crate) fn with_article(label: &str) -> String {
    let label = if label.is_empty() { "change" } else { label };
    let mut letters = label.chars();
    let first = letters.next().map(|first| first.to_lowercase().to_string()).unwrap_or_default();
    let word = label.split(' ').next().unwrap_or_default();
    let second_is_capital = label.chars().nth(1).is_some_and(char::is_uppercase);
    if word.eq_ignore_ascii_case("the") || word.eq_ignore_ascii_case("a") || word.eq_ignore_ascii_case("our") {
        format!("{first}{}", letters.as_str())
    } else if word.ends_with("'s") || word.ends_with("\u{2019}s") {
        // "Sarah's audit": a name, which takes no article and keeps its capital.
        label.to_owned()
    } else if second_is_capital {
        format!("the {label}")
    } else {
        format!("the {first}{}", letters.as_str())
    }
}

/// A rate to three figures and at most two decimals: "9.19", "0.83", "12.4", "0.052".
pub(crate) fn figures(value: f64) -> String {
    let size = value.abs();
    let places = if size == 0.0 || size >= 100.0 {
        0
    } else if size >= 0.1 {
        2
    } else {
        3
    };
    plain::decimal(value, places)
}

/// A ratio to two figures after the point: "0.24", "12.0", "under 0.01", "over a million".
pub(crate) fn ratio_figures(value: f64) -> String {
    match value {
        v if v >= 1e6 => "over a million".to_owned(),
        v if v >= 1e3 => plain::decimal(v, 0),
        v if v >= 10.0 => plain::decimal(v, 1),
        v if v > 0.0 && v < 0.005 => "under 0.01".to_owned(),
        v => plain::decimal(v, 2),
    }
}

/// A probability in words: "p = 0.023", "p under 0.001", "p over 0.999".
pub(crate) fn p_text(p: f64) -> String {
    if p < 0.001 {
        "p under 0.001".to_owned()
    } else if p > 0.999 && p < 1.0 {
        "p over 0.999".to_owned()
    } else {
        format!("p = {}", plain::decimal(p, 3))
    }
}
