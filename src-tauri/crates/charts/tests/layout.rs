//! Labels never touch each other and never leave the drawing, whatever the figure.
#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

mod support;

use charts::{
    BandKind, CaseFigure, ChangeMarker, DateRange, Emphasis, Lane, LaneEvent, LaneKind, PhaseBand, PointState, Series,
    SeriesPoint, Tone, draw_case,
};
use chrono::{Days, NaiveDate};
use support::{date, demonstration, number, options, texts};

/// A fixed linear congruential generator (Knuth's MMIX constants), so that each run draws the same figures.
struct Seeded(u64);

impl Seeded {
    fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1u64 << 53) as f64
    }

    fn below(&mut self, most: usize) -> usize {
        (self.share() * most as f64) as usize
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    fn words(&mut self, most: usize) -> String {
        const WORDS: [&str; 14] = [
            "rota",
            "Escalation",
            "protocol",
            "CQC",
            "s42",
            "Meeting",
            "of",
            "the",
            "board",
            "Wwwwwwwwwwww",
            "i",
            "safeguarding-adults",
            "é",
            "<visit>",
        ];
        let count = self.below(most + 1);
        (0..count).map(|_| self.pick(&WORDS)).collect::<Vec<_>>().join(" ")
    }
}

fn day(random: &mut Seeded, range: DateRange) -> NaiveDate {
    // Some fall outside the range on purpose.
    let days = (range.last - range.first).num_days() as u64 + 20;
    range.first + Days::new((random.share() * days as f64) as u64)
}

fn lanes(random: &mut Seeded, range: DateRange) -> Vec<Lane> {
    let kinds = [LaneKind::Case, LaneKind::Agencies, LaneKind::Actions, LaneKind::Checks];
    let count = random.below(5);
    kinds[..count]
        .iter()
        .map(|key| {
            let most = random.pick(&[3, 8, 20, 70]);
            let clustered = random.share() < 0.3;
            let centre = day(random, range);
            let events = (0..random.below(most))
                .map(|i| {
                    let on = if clustered { centre } else { day(random, range) };
                    LaneEvent {
                        id: format!("e{i}"),
                        at: on.and_hms_opt(random.below(24) as u32, 5, 0).unwrap(),
                        label: random.words(5),
                        describe: random.words(9),
                        emphasis: random.pick(&[
                            Emphasis::Ordinary,
                            Emphasis::Start,
                            Emphasis::Verified,
                            Emphasis::Approximate,
                        ]),
                    }
                })
                .collect();
            Lane { key: *key, label: random.words(2), events }
        })
        .collect()
}

fn series(random: &mut Seeded, range: DateRange) -> Series {
    let count = random.pick(&[0, 1, 5, 52, 130, 520]);
    let scale = random.pick(&[0.0, 0.03, 1.0, 24.0, 1e6]);
    let step = ((range.last - range.first).num_days() as u64 / count.max(1)).max(1);
    let points = (0..count)
        .map(|i| SeriesPoint {
            id: format!("p{i}"),
            start: range.first + Days::new(i * step),
            end: range.first + Days::new((i + 1) * step),
            value: (random.share() < 0.95).then(|| random.share() * scale),
            state: random.pick(&[
                PointState::Observed,
                PointState::Observed,
                PointState::Observed,
                PointState::Missing,
                PointState::Excluded,
                PointState::Partial,
                PointState::NoExposure,
            ]),
            tone: random.pick(&[Tone::Steady, Tone::Improving, Tone::Concerning]),
            note: (random.share() < 0.1).then(|| random.words(4)),
            describe: random.words(6),
        })
        .collect();
    let phases = (0..random.below(4))
        .map(|_| {
            let (a, b) = (day(random, range), day(random, range));
            PhaseBand {
                from: a.min(b),
                to: a.max(b),
                label: random.words(5),
                centre: random.share() * scale,
                lower: (random.share() < 0.7).then_some(0.0),
                upper: (random.share() < 0.7).then(|| random.share() * scale * 1.5),
                kind: random.pick(&[BandKind::Limits, BandKind::Extended, BandKind::MeanOnly]),
            }
        })
        .collect();
    Series {
        y_title: random.words(9),
        unit: "per 1,000".to_owned(),
        points,
        phases,
        lower_is_better: random.share() < 0.5,
        footer: random.words(30),
    }
}

fn figure(random: &mut Seeded) -> CaseFigure {
    let first = date("2020-01-01") + Days::new(random.below(2000) as u64);
    let length = random.pick(&[0, 6, 60, 364, 1500, 3650]);
    let range = DateRange { first, last: first + Days::new(length) };
    let most = random.pick(&[1, 3, 6, 25]);
    let markers = (0..random.below(most))
        .map(|i| ChangeMarker {
            id: format!("m{i}"),
            on: day(random, range),
            label: random.words(4),
            describe: random.words(6),
        })
        .collect();
    CaseFigure {
        title: random.words(6),
        description: random.words(12),
        range,
        lanes: lanes(random, range),
        series: (random.share() < 0.85).then(|| series(random, range)),
        markers,
    }
}

#[track_caller]
fn sound(svg: &str, what: &str) {
    let root = svg.split('>').next().unwrap();
    let (width, height) = (number(root, "width"), number(root, "height"));
    let drawn = texts(svg);
    for text in &drawn {
        assert!(text.size >= 11.0, "{what}: {text:?} is too small");
        let inside = text.left >= -0.01 && text.right <= width + 0.01 && text.top >= -0.01 && text.bottom <= height;
        assert!(inside, "{what}: {text:?} leaves {width} by {height}");
    }
    for (i, one) in drawn.iter().enumerate() {
        for other in &drawn[i + 1..] {
            assert!(!one.overlaps(other), "{what}: {one:?} touches {other:?}");
        }
    }
}

#[test]
fn five_hundred_figures_keep_their_labels_apart_and_inside() {
    let mut random = Seeded(20_261_125);
    for number in 0..500 {
        let figure = figure(&mut random);
        for width in [320.0, 700.0, 1100.0] {
            let interactive = number % 2 == 0;
            sound(&draw_case(&figure, &options(width, interactive)), &format!("figure {number} at {width}"));
        }
    }
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
