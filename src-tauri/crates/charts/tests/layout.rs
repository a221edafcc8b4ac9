//! Labels never touch each other and never leave the drawing, whatever the figure.
#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

mod support;

use charts::{
    DateRange, Emphasis, LaneEvent, Options, SeriesPoint, Theme, draw_answers, draw_case, draw_durations, draw_funnel,
    draw_gaps, draw_pairs, draw_series, draw_sites, draw_small,
};
use chrono::Days;
use support::random;
use support::seeded::Seeded;
use support::sound::sound;
use support::{date, demonstration, options, texts};

/// Five hundred figures of one kind, each at three widths, on screen and on paper.
fn five_hundred<F>(seed: u64, make: impl Fn(&mut Seeded) -> F, draw: impl Fn(&F, &Options) -> String) {
    let mut random = Seeded(seed);
    for number in 0..500 {
        let figure = make(&mut random);
        for width in [320.0, 700.0, 1100.0] {
            let interactive = number % 2 == 0;
            let screen = draw(&figure, &options(width, interactive));
            sound(&screen, &format!("figure {number} at {width}"));
            let paper = draw(&figure, &Options { width, interactive: false, theme: Theme::Paper });
            sound(&paper, &format!("figure {number} at {width} on paper"));
        }
    }
}

#[test]
fn five_hundred_cases_keep_their_labels_apart_and_inside() {
    five_hundred(20_261_125, random::figure, draw_case);
}

#[test]
fn five_hundred_series_keep_their_labels_apart_and_inside() {
    five_hundred(7, random::figure, |figure, options| {
        let series = figure.series.clone().unwrap_or_default();
        draw_series(&series, &figure.markers, figure.range, &figure.title, &figure.description, options)
    });
}

#[test]
fn five_hundred_gap_charts_keep_their_labels_apart_and_inside() {
    five_hundred(11, random::gaps, draw_gaps);
}

#[test]
fn five_hundred_funnels_keep_their_labels_apart_and_inside() {
    five_hundred(13, random::funnel, draw_funnel);
}

#[test]
fn five_hundred_site_comparisons_keep_their_labels_apart_and_inside() {
    five_hundred(17, random::sites, draw_sites);
}

#[test]
fn five_hundred_pairs_keep_their_labels_apart_and_inside() {
    five_hundred(19, random::pairs, draw_pairs);
}

#[test]
fn five_hundred_answers_keep_their_labels_apart_and_inside() {
    five_hundred(23, random::answers, draw_answers);
}

#[test]
fn five_hundred_durations_keep_their_labels_apart_and_inside() {
    five_hundred(29, random::durations, draw_durations);
}

#[test]
fn five_hundred_small_charts_keep_their_labels_apart_and_inside() {
    five_hundred(31, random::small, draw_small);
}

#[test]
fn the_demonstration_shows_every_label_in_full() {
    for width in [320.0, 700.0, 1100.0] {
        let figure = demonstration();
        let svg = draw_case(&figure, &options(width, false));
        sound(&svg, "demonstration");
        let drawn = texts(&svg);
        let has = |wanted: &str| drawn.iter().any(|t| t.text == wanted);
        for lane in &figure.lanes {
            assert!(has(&lane.label), "{}", lane.label);
            for event in &lane.events {
                assert!(has(&event.label), "{} at {width}", event.label);
            }
        }
        assert!(has("Missed-call board, 9 Feb") && has("Rota redesign, 27 Apr"));
        assert!(has("sickness, 5 staff"));
    }
}

/// Every mark is kept, in a lane of two hundred events and a series of ten years.
#[test]
fn crowded_figures_keep_every_mark() {
    let mut figure = demonstration();
    figure.lanes[0].events = (0..200_u64)
        .map(|i| LaneEvent {
            id: format!("many-{i}"),
            at: (date("2025-10-27") + Days::new(i % 360)).and_hms_opt(9, 0, 0).unwrap(),
            label: format!("Telephone call {i}"),
            describe: format!("Telephone call {i} with the family"),
            emphasis: Emphasis::Ordinary,
        })
        .collect();
    let weeks = 520_u64;
    let first = date("2016-11-07");
    figure.range = DateRange { first, last: date("2026-10-25") };
    if let Some(series) = &mut figure.series {
        let model = series.points[0].clone();
        series.points = (0..weeks)
            .map(|i| SeriesPoint {
                id: format!("week-{i}"),
                start: first + Days::new(7 * i),
                end: first + Days::new(7 * i + 7),
                value: Some((i * i % 23) as f64),
                ..model.clone()
            })
            .collect();
    }
    let svg = draw_case(&figure, &options(1100.0, true));
    sound(&svg, "crowded");
    assert_eq!(svg.matches("data-ref=\"many-").count(), 200);
    assert_eq!(svg.matches("data-ref=\"week-").count(), 520);
}
