//! What was expected beside what was given.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// How close a number has to be: within the absolute bound or within the relative one.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Tolerance {
    #[serde(default)]
    abs: f64,
    #[serde(default)]
    rel: f64,
}

impl Tolerance {
    fn allows(self, expected: f64, got: f64) -> bool {
        let allowed = self.abs.max(self.rel * expected.abs());
        // Reference values are written with fifteen digits or so: the double itself is the limit.
        (got - expected).abs() <= allowed.max(4e-15 * expected.abs())
    }
}

/// A value that is not the one expected.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Difference {
    /// Where in the answer: "ci_low", "lcl[3]".
    pub field: String,
    /// What was expected.
    pub expected: String,
    /// What was given; "nothing" where the answer has no such field.
    pub got: String,
    /// By how much numbers differ.
    pub difference: Option<f64>,
}

/// Every field expected, beside the answer; and the largest relative difference of any number.
pub(super) fn compare(expected: &Value, got: &Value, tolerance: Tolerance) -> (Vec<Difference>, f64) {
    let mut walk = Walk { tolerance, found: Vec::new(), largest: 0.0 };
    walk.value("", expected, got);
    (walk.found, walk.largest)
}

struct Walk {
    tolerance: Tolerance,
    found: Vec<Difference>,
    largest: f64,
}

impl Walk {
    fn value(&mut self, field: &str, expected: &Value, got: &Value) {
        match (expected, got) {
            (Value::Object(fields), Value::Object(answers)) => {
                for (name, expected) in fields {
                    let path = if field.is_empty() { name.clone() } else { format!("{field}.{name}") };
                    match answers.get(name) {
                        Some(got) => self.value(&path, expected, got),
                        None => self.differs(&path, expected, "nothing", None),
                    }
                }
            }
            // Codes that stand beside one another have no order.
            (Value::Array(wanted), Value::Array(given)) if field == "caveats" || field == "flags" => {
                if sorted(wanted) != sorted(given) {
                    self.differs(field, expected, &got.to_string(), None);
                }
            }
            (Value::Array(wanted), Value::Array(given)) => {
                if wanted.len() != given.len() {
                    self.differs(field, expected, &got.to_string(), None);
                    return;
                }
                for (at, (wanted, given)) in wanted.iter().zip(given).enumerate() {
                    self.value(&format!("{field}[{at}]"), wanted, given);
                }
            }
            (Value::Number(wanted), Value::Number(given)) => {
                let (Some(wanted), Some(given)) = (wanted.as_f64(), given.as_f64()) else {
                    self.differs(field, expected, &got.to_string(), None);
                    return;
                };
                if wanted != 0.0 {
                    self.largest = self.largest.max(((given - wanted) / wanted).abs());
                }
                if !self.tolerance.allows(wanted, given) {
                    self.differs(field, expected, &got.to_string(), Some((given - wanted).abs()));
                }
            }
            // One number for a line that is the same at every point.
            (Value::Number(_), Value::Array(given)) if !given.is_empty() => {
                for given in given {
                    self.value(field, expected, given);
                }
            }
            _ if expected == got => {}
            _ => self.differs(field, expected, &got.to_string(), None),
        }
    }

    fn differs(&mut self, field: &str, expected: &Value, got: &str, difference: Option<f64>) {
        self.found.push(Difference {
            field: field.to_owned(),
            expected: expected.to_string(),
            got: got.to_owned(),
            difference,
        });
    }
}

fn sorted(values: &[Value]) -> Vec<String> {
    let mut texts: Vec<String> = values.iter().map(ToString::to_string).collect();
    texts.sort();
    texts
}
