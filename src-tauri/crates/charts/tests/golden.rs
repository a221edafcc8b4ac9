//! The demonstration figure, kept as a drawing. `EVIDENT_BLESS=1` writes it anew.
#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

mod support;

use charts::{draw_case, draw_series};
use support::{demonstration, markers, options, range, series};

fn compare(name: &str, got: &str) {
    let path = format!("{}/../../../tests/golden/{name}.svg", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("EVIDENT_BLESS").is_some() {
        std::fs::write(&path, got).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    assert!(kept == got, "{name}.svg has changed: look at it, then run with EVIDENT_BLESS=1");
}

#[test]
fn the_demonstration_case_is_drawn_as_kept() {
    for width in [320, 700, 1100] {
        let svg = draw_case(&demonstration(), &options(f64::from(width), false));
        compare(&format!("case-{width}"), &svg);
    }
    compare("case-interactive", &draw_case(&demonstration(), &options(1100.0, true)));
}

#[test]
fn the_measure_alone_is_drawn_as_kept() {
    let svg = draw_series(
        &series(),
        &markers(),
        range("2025-10-27", "2026-10-25"),
        "Missed visits per 1,000 scheduled",
        "They fell from 9.2 to 1.6 per 1,000.",
        &options(900.0, false),
    );
    compare("measure-900", &svg);
}

#[test]
fn two_drawings_of_one_figure_are_equal() {
    let figure = demonstration();
    let options = options(900.0, true);
    assert_eq!(draw_case(&figure, &options), draw_case(&figure, &options));
}
