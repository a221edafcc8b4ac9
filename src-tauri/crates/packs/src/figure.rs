//! The picture of the case: kept with the pack's input and drawn for paper.

use charts::{CaseFigure, Options, Theme};
use serde::ser::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Number, Value};

/// Width the figure is drawn at. At the pack's text width of 174 mm a text of 11 px is then
/// printed at 8 pt.
const WIDTH: f64 = 680.0;

/// From here on a number is kept without decimals, so that it has 15 digits at most.
const WHOLE_FROM: f64 = 1e9;

/// Draws the figure as SVG for paper.
pub(crate) fn draw(figure: &CaseFigure) -> String {
    charts::draw_case(figure, &Options { width: WIDTH, interactive: false, theme: Theme::Paper })
}

/// Writes a figure with its numbers kept to six decimals. A number of at most 15 digits reads
/// back from JSON as it was (IEEE 754 double precision), so a stored figure draws the same.
pub(crate) fn serialize<S: Serializer>(figure: &CaseFigure, serializer: S) -> Result<S::Ok, S::Error> {
    let mut value = serde_json::to_value(figure).map_err(S::Error::custom)?;
    shorten(&mut value);
    value.serialize(serializer)
}

/// Reads a figure.
pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<CaseFigure, D::Error> {
    CaseFigure::deserialize(deserializer)
}

fn shorten(value: &mut Value) {
    match value {
        Value::Number(number) => {
            if let Some(shorter) = number.as_f64().filter(|_| number.is_f64()).and_then(short) {
                *number = shorter;
            }
        }
        Value::Array(items) => items.iter_mut().for_each(shorten),
        Value::Object(fields) => fields.values_mut().for_each(shorten),
        Value::Null | Value::Bool(_) | Value::String(_) => {}
    }
}

fn short(number: f64) -> Option<Number> {
    let decimals = if number.abs() < WHOLE_FROM { 6 } else { 0 };
    Number::from_f64(format!("{number:.decimals$}").parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_kept_to_six_decimals_and_read_back_the_same() {
        for number in [1000.0 / 1169.0 * 6.0, 2.0 / 3.0, 1e8 / 7.0, 1e15 / 7.0, 0.1 + 0.2, -1e-9] {
            let kept = short(number).map(|number| number.to_string()).unwrap_or_default();
            let read: Result<Value, _> = serde_json::from_str(&kept);
            assert_eq!(read.map(|value| value.to_string()).unwrap_or_default(), kept);
        }
        assert_eq!(short(2.0 / 3.0).and_then(|number| number.as_f64()), Some(0.666_667));
    }

    #[test]
    fn whole_numbers_and_words_are_left_alone() {
        let mut value = serde_json::json!({ "a": [1, "0.12345678", null], "b": u64::MAX });
        let before = value.clone();
        shorten(&mut value);
        assert_eq!(value, before);
    }
}
