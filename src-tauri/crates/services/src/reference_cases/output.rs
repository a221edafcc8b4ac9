//! Answers as the files write them.

use measures::Ratio;
use serde_json::{Value, json};

/// A number; infinity as "inf", none as null.
pub(super) fn number(value: f64) -> Value {
    if value == f64::INFINITY {
        json!("inf")
    } else if value == f64::NEG_INFINITY {
        json!("-inf")
    } else {
        json!(value)
    }
}

/// A limit that may not exist because nothing is too large.
pub(super) fn upper(limit: Option<f64>) -> Value {
    number(limit.unwrap_or(f64::INFINITY))
}

/// A ratio: undefined as null.
pub(super) fn ratio(ratio: Ratio) -> Value {
    match ratio {
        Ratio::Finite(value) => json!(value),
        Ratio::Infinite => json!("inf"),
        Ratio::Undefined => Value::Null,
    }
}

/// A code as the engine writes it.
pub(super) fn code<T: serde::Serialize>(value: T) -> Value {
    serde_json::to_value(value).unwrap_or(Value::Null)
}
