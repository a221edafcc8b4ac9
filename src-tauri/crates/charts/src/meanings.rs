//! No two meanings look alike once the colours are gone.

use crate::legend::{Shape, draw_sample};
use crate::model::{Assurance, Emphasis, Options, PairChange, PointState, Theme, Tone, VerdictKind};
use crate::strokes::Stroke;
use crate::svg::Canvas;
use crate::{assurance_mark, variation_mark, verdict_mark};

/// A drawing with every colour but that of the paper made one.
fn without_colour(svg: &str) -> String {
    let (mut out, mut rest) = (String::new(), svg);
    while let Some((before, after)) = rest.split_once('#') {
        let (colour, after) = after.split_at(6);
        out.push_str(before);
        out.push_str(if colour == "ffffff" { "paper" } else { "ink" });
        rest = after;
    }
    out + rest
}

fn sample(shape: Shape) -> String {
    let mut canvas = Canvas::new(Options { width: 100.0, interactive: false, theme: Theme::Paper });
    draw_sample(&mut canvas, shape, 20.0, 20.0);
    without_colour(&canvas.finish())
}

fn all_differ(what: &[String]) {
    for (i, one) in what.iter().enumerate() {
        assert!(!one.is_empty());
        assert!(what[i + 1..].iter().all(|other| other != one), "{one}");
    }
}

#[test]
fn everything_that_a_legend_explains_has_a_look_of_its_own() {
    use PointState::{Excluded, Observed, Partial};
    let marks = [
        Shape::Event(Emphasis::Start),
        Shape::Event(Emphasis::Verified),
        Shape::Event(Emphasis::Approximate),
        Shape::Point(Observed, Tone::Steady),
        Shape::Point(Observed, Tone::Improving),
        Shape::Point(Observed, Tone::Concerning),
        Shape::Point(Excluded, Tone::Steady),
        Shape::Point(Partial, Tone::Steady),
        Shape::Missing,
        Shape::Shading,
        Shape::OpenDot,
        Shape::OpenBar,
        Shape::Pooled,
        Shape::Median,
    ];
    // The line from point to point is never in a legend; people who got better never beside a mean.
    let lines = Stroke::ALL.into_iter().filter(|s| !matches!(s, Stroke::Trace | Stroke::Pair(PairChange::Better)));
    let all: Vec<String> = marks.into_iter().chain(lines.map(Shape::Line)).map(sample).collect();
    all_differ(&all);
}

#[test]
fn marks_of_one_kind_differ_by_shape_and_not_by_size_alone() {
    let kinds = |svg: &String| {
        let tags = svg.split('<').skip(1).map(|t| t.split([' ', '/']).next().unwrap_or_default());
        let corners = svg.matches('L').count() + 100 * svg.matches('A').count();
        format!(
            "{} {corners} {} {}",
            tags.collect::<Vec<_>>().join(" "),
            svg.contains("dasharray"),
            svg.contains("fill=\"paper\"")
        )
    };
    let events = [Emphasis::Ordinary, Emphasis::Start, Emphasis::Verified, Emphasis::Approximate];
    all_differ(&events.map(|e| kinds(&sample(Shape::Event(e)))));
    let states = [PointState::Observed, PointState::Excluded, PointState::Partial];
    all_differ(&states.map(|s| kinds(&sample(Shape::Point(s, Tone::Steady)))));
}

#[test]
fn the_small_marks_differ_without_colour() {
    let verdicts = VerdictKind::ALL.map(|k| verdict_mark(k, 16.0, Theme::Paper));
    let tones = [Tone::Steady, Tone::Improving, Tone::Concerning].map(|t| variation_mark(t, 16.0, Theme::Paper));
    let assurances = Assurance::ALL.map(|k| assurance_mark(k, 16.0, Theme::Paper));
    let all: Vec<String> = verdicts.iter().chain(&tones).chain(&assurances).map(|svg| without_colour(svg)).collect();
    all_differ(&all);
}
