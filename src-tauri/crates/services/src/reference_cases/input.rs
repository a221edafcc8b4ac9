//! Inputs of cases, read strictly: a field that is not known is a fault.

use chrono::NaiveDate;
use measures::{Direction, PeriodLength};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;

/// The answer to a case, or why there is none.
pub(super) type Answer = Result<Value, String>;

/// Reads an input; a fault says where in it: "input: series[3].events: ...".
pub(super) fn read<T: DeserializeOwned>(input: &Value) -> Result<T, String> {
    serde_path_to_error::deserialize(input).map_err(|error| match error.path().to_string().as_str() {
        "." => format!("input: {}", error.inner()),
        path => format!("input: {path}: {}", error.inner()),
    })
}

/// Any error in words.
pub(super) fn words(error: impl std::fmt::Display) -> String {
    error.to_string()
}

/// Events in an exposure.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Counted {
    pub(super) events: u64,
    pub(super) exposure: f64,
}

/// A part of a whole.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Part {
    pub(super) num: u64,
    pub(super) den: u64,
}

/// A number, or "inf".
#[derive(Debug, Clone, Copy)]
pub(super) struct Extended(pub(super) f64);

impl<'de> Deserialize<'de> for Extended {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::Number(number) => Ok(Self(number.as_f64().unwrap_or(f64::NAN))),
            Value::String(text) if text == "inf" => Ok(Self(f64::INFINITY)),
            Value::String(text) if text == "-inf" => Ok(Self(f64::NEG_INFINITY)),
            other => Err(serde::de::Error::custom(format!("{other} is no number"))),
        }
    }
}

/// Two numbers of people or events before and after.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TwoRates {
    pub(super) before: Counted,
    pub(super) after: Counted,
    #[serde(default = "five_per_cent")]
    pub(super) alpha: f64,
    #[serde(default = "one")]
    pub(super) phi: f64,
}

pub(super) const fn five_per_cent() -> f64 {
    0.05
}

pub(super) const fn one() -> f64 {
    1.0
}

/// The first day of the n-th week of an imagined series: charts do not care which weeks they are.
pub(super) fn week(n: usize) -> NaiveDate {
    NaiveDate::from_ymd_opt(2020, 1, 6).unwrap_or_default() + chrono::Days::new(7 * n as u64)
}

/// The first day of the period after one that begins on `start`.
pub(super) fn next(start: NaiveDate, every: PeriodLength) -> NaiveDate {
    measures::advance(start, 1, every).unwrap_or(start)
}

/// Direction where a case gives none.
pub(super) const fn lower() -> Direction {
    Direction::LowerIsBetter
}
