//! Files of expected values worked out by published packages.

use serde_json::Value;

pub(crate) fn oracle(id: &str) -> Value {
    let path = format!("../../../tests/fixtures/oracles/{id}.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

pub(crate) fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|v| v.as_f64().unwrap()).collect()
}

/// Compares with an expected value; `null` and `"inf"` stand for none.
#[track_caller]
pub(crate) fn agrees(file: &Value, name: &str, got: Option<f64>, want: &Value) {
    let Some(want) = want.as_f64() else {
        assert!(want.is_null() || want == "inf", "{name}: {want}");
        assert_eq!(got, None, "{name}");
        return;
    };
    let (abs, rel) = (file["tolerance"]["abs"].as_f64().unwrap(), file["tolerance"]["rel"].as_f64().unwrap());
    let got = got.unwrap();
    // Below a relative 1e-14 the double itself is the limit.
    let allowed = abs.min(rel * want.abs()).max(1e-14 * want.abs()).max(if want == 0.0 { abs } else { 0.0 });
    assert!((got - want).abs() <= allowed, "{name}: {got:e} is not {want:e}");
}
