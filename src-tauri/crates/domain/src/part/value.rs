//! What stands in a field, as it was typed and as it is kept.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::catalogue::{FieldSpec, FieldType};
use crate::{
    FieldProblem, FileId, PartId, PersonId,
    case::LONGEST_ACCOUNT,
    plain,
    problem::Problems,
    text,
    time::{FactTime, TimeError, WhenInput, parse_date},
};

/// The longest text of one line, in characters.
const LONGEST_LINE: usize = 300;

/// What a field holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// Text.
    Text(String),
    /// Codes of a list.
    Codes(Vec<String>),
    /// A day, or a day and a time.
    When(FactTime),
    /// A whole number.
    Number(u64),
    /// People recorded.
    People(Vec<PersonId>),
    /// Other parts of the case.
    Parts(Vec<PartId>),
    /// A file kept in the store.
    File(FileId),
}

/// What was typed or chosen in one field.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct FieldInput {
    /// Text, a number or a day as typed.
    #[serde(default)]
    pub text: String,
    /// Codes chosen, or identities of people, parts or a file.
    #[serde(default)]
    pub codes: Vec<String>,
    /// A day and time as typed.
    #[serde(default)]
    pub when: Option<WhenInput>,
}

/// Why a field cannot be kept as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InputError {
    /// A date or time.
    Time(TimeError),
    /// Anything else, in words.
    Problem(String),
}

impl FieldSpec {
    /// Whether it is asked, with what the fields before it hold.
    #[must_use]
    pub fn is_asked(&self, values: &BTreeMap<String, Value>) -> bool {
        self.asked_when.as_ref().is_none_or(|asked| match values.get(&asked.field) {
            Some(Value::Codes(codes)) => codes.iter().any(|code| asked.is.contains(code)),
            _ => false,
        })
    }

    /// Reads what was typed; none where nothing was.
    ///
    /// # Errors
    /// What cannot be meant.
    pub fn read(&self, input: &FieldInput) -> Result<Option<Value>, InputError> {
        let ids = |what: &str| InputError::Problem(format!("Choose {what} from the list."));
        match self.takes {
            FieldType::Line | FieldType::Long => Ok(self.read_text(&input.text)?.map(Value::Text)),
            FieldType::Number => {
                let digits: String = input.text.chars().filter(|c| !c.is_whitespace() && *c != ',').collect();
                if digits.is_empty() {
                    return Ok(None);
                }
                digits.parse().map(|number| Some(Value::Number(number))).map_err(|_| {
                    InputError::Problem(format!(
                        "\u{201c}{}\u{201d} is not a whole number. Type digits only.",
                        input.text.trim()
                    ))
                })
            }
            FieldType::Date => read_day(input).map_err(InputError::Time),
            FieldType::When => match &input.when {
                Some(when) if !when.date.trim().is_empty() => {
                    when.resolve().map(|at| Some(Value::When(at))).map_err(InputError::Time)
                }
                Some(when) if when.time.as_deref().is_some_and(|time| !time.trim().is_empty()) => {
                    Err(InputError::Problem("Give the day as well as the time.".to_owned()))
                }
                _ => Ok(None),
            },
            FieldType::Choice | FieldType::Choices => {
                let codes: Vec<String> = input.codes.iter().filter(|code| !code.is_empty()).cloned().collect();
                if self.takes == FieldType::Choice && codes.len() > 1 {
                    return Err(InputError::Problem("Choose one.".to_owned()));
                }
                Ok((!codes.is_empty()).then_some(Value::Codes(codes)))
            }
            FieldType::Person | FieldType::People => {
                read_ids(&input.codes, Value::People).map_err(|()| ids("somebody"))
            }
            FieldType::Part | FieldType::Parts => read_ids(&input.codes, Value::Parts).map_err(|()| ids("it")),
            FieldType::File => match input.codes.first().filter(|code| !code.is_empty()) {
                Some(code) => code.parse().map(|id| Some(Value::File(id))).map_err(|_| ids("the file")),
                None => Ok(None),
            },
        }
    }

    fn read_text(&self, typed: &str) -> Result<Option<String>, InputError> {
        let kept = text::tidy(typed);
        let most = if self.takes == FieldType::Long { LONGEST_ACCOUNT } else { LONGEST_LINE };
        let mut problems = Problems::new();
        problems.at_most("text", &kept, most);
        if let Err(mut problems) = problems.into_result() {
            let FieldProblem { message, .. } = problems.remove(0);
            return Err(InputError::Problem(message));
        }
        Ok((!kept.is_empty()).then_some(kept))
    }
}

fn read_day(input: &FieldInput) -> Result<Option<Value>, TimeError> {
    let typed = input.text.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    FactTime::on(parse_date(typed)?).map(|at| Some(Value::When(at)))
}

fn read_ids<T: std::str::FromStr>(codes: &[String], make: impl FnOnce(Vec<T>) -> Value) -> Result<Option<Value>, ()> {
    let ids: Vec<T> = codes
        .iter()
        .filter(|code| !code.is_empty())
        .map(|code| code.parse().map_err(|_| ()))
        .collect::<Result<_, ()>>()?;
    Ok((!ids.is_empty()).then(|| make(ids)))
}

impl Value {
    /// The field as a form shows it for correction.
    #[must_use]
    pub fn input(&self) -> FieldInput {
        let hex = |ids: Vec<String>| FieldInput { codes: ids, ..FieldInput::default() };
        match self {
            Self::Text(text) => FieldInput { text: text.clone(), ..FieldInput::default() },
            Self::Codes(codes) => hex(codes.clone()),
            Self::Number(number) => FieldInput { text: number.to_string(), ..FieldInput::default() },
            Self::People(ids) => hex(ids.iter().map(ToString::to_string).collect()),
            Self::Parts(ids) => hex(ids.iter().map(ToString::to_string).collect()),
            Self::File(id) => hex(vec![id.to_string()]),
            Self::When(at) => FieldInput {
                text: plain::short_date_with_year(at.date),
                codes: Vec::new(),
                when: Some(WhenInput {
                    date: plain::short_date_with_year(at.date),
                    time: at.time.map(plain::time),
                    offset_min: at.offset_min,
                    about: at.precision == crate::time::Precision::About,
                }),
            },
        }
    }

    /// The day it says, where it says one.
    #[must_use]
    pub const fn day(&self) -> Option<NaiveDate> {
        match self {
            Self::When(at) => Some(at.date),
            _ => None,
        }
    }
}
