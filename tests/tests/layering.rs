//! Layering.
#[test]
fn x() {}
