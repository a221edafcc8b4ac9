//! The demonstration figure, kept as a drawing. `EVIDENT_BLESS=1` writes it anew.
#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

mod support;

use charts::{
    Assurance, Options, Theme, Tone, VerdictKind, assurance_mark, draw_answers, draw_case, draw_durations, draw_funnel,
    draw_gaps, draw_pairs, draw_series, draw_sites, draw_small, variation_mark, verdict_mark,
};
use support::{demonstration, examples, markers, options, range, series};

fn compare(name: &str, got: &str) {
    let path = format!("../../../tests/golden/{name}.svg");
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

const WIDTHS: [u32; 3] = [320, 700, 1100];

fn kept(name: &str, draw: impl Fn(&Options) -> String) {
    for width in WIDTHS {
        compare(&format!("{name}-{width}"), &draw(&options(f64::from(width), false)));
    }
}

#[test]
fn an_example_of_each_chart_is_drawn_as_kept() {
    let year = range("2025-01-01", "2026-10-31");
    let alone = |series: &charts::Series, options: &Options| {
        draw_series(series, &[], year, "Late visits", "They fell.", options)
    };
    kept("stepped", |options| alone(&examples::stepped(), options));
    kept("run", |options| alone(&examples::run_chart(), options));
    kept("gaps", |options| draw_gaps(&examples::gaps(), options));
    kept("funnel", |options| draw_funnel(&examples::funnel(), options));
    kept("funnel-crowded", |options| draw_funnel(&examples::crowded_funnel(), options));
    kept("sites", |options| draw_sites(&examples::sites(), options));
    kept("pairs", |options| draw_pairs(&examples::pairs(), options));
    kept("answers", |options| draw_answers(&examples::answers(), options));
    kept("durations", |options| draw_durations(&examples::durations(), options));
    compare("small-360", &draw_small(&examples::small(), &options(360.0, false)));
}

#[test]
fn the_small_marks_are_drawn_as_kept() {
    let verdicts = VerdictKind::ALL.map(|kind| verdict_mark(kind, 16.0, Theme::Screen));
    let tones = [Tone::Improving, Tone::Concerning, Tone::Steady].map(|tone| variation_mark(tone, 16.0, Theme::Screen));
    let assurances = Assurance::ALL.map(|kind| assurance_mark(kind, 16.0, Theme::Screen));
    let all: Vec<String> = verdicts.into_iter().chain(tones).chain(assurances).collect();
    compare("icons", &all.concat());
}

#[test]
fn two_drawings_of_one_figure_are_equal() {
    let figure = demonstration();
    let options = options(900.0, true);
    assert_eq!(draw_case(&figure, &options), draw_case(&figure, &options));
}
