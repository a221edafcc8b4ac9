//! Questions that a file or a pasted block leaves open, asked before anything is changed.

use intake::DateOrder;
use serde::{Deserialize, Serialize};

/// Order of the parts of a written date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum MappedDateOrder {
    /// 27/10/2025.
    DayFirst,
    /// 10/27/2025.
    MonthFirst,
    /// 2025-10-27.
    YearFirst,
}

impl From<MappedDateOrder> for DateOrder {
    fn from(order: MappedDateOrder) -> Self {
        match order {
            MappedDateOrder::DayFirst => Self::DayFirst,
            MappedDateOrder::MonthFirst => Self::MonthFirst,
            MappedDateOrder::YearFirst => Self::YearFirst,
        }
    }
}

/// One answer to a question.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct QuestionChoice {
    /// As a code.
    pub value: String,
    /// In words.
    pub label: String,
}

/// A question that has to be answered before anything is changed.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct Question {
    /// Which: `date_order`, `period_ends`, `exposure_column`, `not_dates`.
    pub code: String,
    /// In words.
    pub text: String,
    /// The answers, the likeliest first; none when a column has to be chosen.
    pub choices: Vec<QuestionChoice>,
}

impl Question {
    /// Whether the day or the month comes first, where every date can be read both ways.
    pub(crate) fn date_order(examples: &[String]) -> Self {
        Self::day_or_month(format!("These dates can be read two ways: {}.", examples.join(", ")))
    }

    /// The same where some dates fit only one way and some only the other.
    pub(crate) fn mixed_dates(day_first: &str, month_first: &str) -> Self {
        Self::day_or_month(format!(
            "{day_first} has the day first and {month_first} the month. Rows of one kind stay out."
        ))
    }

    fn day_or_month(seen: String) -> Self {
        let choice = |value: &str, label: &str| QuestionChoice { value: value.to_owned(), label: label.to_owned() };
        Self {
            code: "date_order".to_owned(),
            text: format!("{seen} Is the day first, or the month?"),
            choices: vec![
                choice("day_first", "Day first, as in the United Kingdom"),
                choice("month_first", "Month first, as in the United States"),
            ],
        }
    }
}
