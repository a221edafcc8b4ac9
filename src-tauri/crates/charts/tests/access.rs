//! What a drawing says to those who do not see it, and what it may hold.
#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

mod support;

use charts::{Emphasis, LaneEvent, Options, PointState, Theme, Tone, colour_roles, draw_case, table_of};
use support::reading::{references, well_formed, without_colour};
use support::{attribute, date, demonstration, options, texts, week};

const HOSTILE: &str = "<script>alert('x')</script> \"&\u{0}\u{8}\u{1b}\u{202e}dlo\u{2066}\u{fffe}";

#[test]
fn hostile_text_is_only_ever_text() {
    let mut figure = demonstration();
    figure.title = HOSTILE.to_owned();
    figure.description = HOSTILE.to_owned();
    figure.markers[0].label = HOSTILE.to_owned();
    figure.lanes[0].label = HOSTILE.to_owned();
    figure.lanes[0].events[0].id = HOSTILE.to_owned();
    figure.lanes[0].events[0].label = HOSTILE.to_owned();
    figure.lanes[0].events[0].describe = HOSTILE.to_owned();
    if let Some(series) = &mut figure.series {
        series.y_title = HOSTILE.to_owned();
        series.footer = HOSTILE.to_owned();
        series.points[3].note = Some(HOSTILE.to_owned());
        series.points[3].describe = HOSTILE.to_owned();
        series.phases[0].label = HOSTILE.to_owned();
    }
    for interactive in [true, false] {
        let svg = draw_case(&figure, &options(700.0, interactive));
        well_formed(&svg);
        assert!(!svg.contains("<script"));
        assert!(!svg.contains(['\u{202e}', '\u{2066}', '\u{fffe}']));
        assert!(svg.contains("&lt;script&gt;"));
    }
}

#[test]
fn a_drawing_holds_no_style_and_nothing_from_outside() {
    for theme in [Theme::Screen, Theme::Paper] {
        let svg = draw_case(&demonstration(), &Options { theme, ..options(700.0, false) });
        well_formed(&svg);
        for never in [" style=", "<style", "<script", "href", "url(", "<image", "onclick"] {
            assert!(!svg.contains(never), "{never}");
        }
        assert_eq!(svg.contains("class="), theme == Theme::Screen);
    }
}

#[test]
fn a_picture_has_a_name_and_a_description() {
    let svg = draw_case(&demonstration(), &options(700.0, false));
    let root = svg.split('>').next().unwrap();
    assert_eq!(attribute(root, "role"), Some("img"));
    for id in attribute(root, "aria-labelledby").unwrap().split(' ') {
        assert!(svg.contains(&format!(" id=\"{id}\"")));
    }
    assert!(svg.contains("before either change.</desc>"));
    assert!(!svg.contains("tabindex"));
}

#[test]
fn marks_are_reached_lane_by_lane_then_change_by_change_then_point_by_point() {
    let mut figure = demonstration();
    figure.lanes[0].events.reverse();
    if let Some(series) = &mut figure.series {
        series.points.reverse();
    }
    let svg = draw_case(&figure, &options(1100.0, true));
    let marks = references(&svg);
    let mut want: Vec<String> = (1..=16).map(|i| format!("e{i}")).collect();
    want.extend(["m1".to_owned(), "m2".to_owned()]);
    want.extend((1..=52).map(|i| format!("w{i}")));
    assert_eq!(marks, want);
    for mark in svg.split('<').filter(|t| t.contains("tabindex")) {
        assert_eq!(attribute(mark, "role"), Some("button"));
        assert!(!attribute(mark, "aria-label").unwrap().is_empty());
    }
}

fn one_point(state: PointState, tone: Tone) -> String {
    let mut figure = demonstration();
    figure.lanes.clear();
    figure.markers.clear();
    if let Some(series) = &mut figure.series {
        series.phases.clear();
        series.points.truncate(1);
        series.points[0].state = state;
        series.points[0].tone = tone;
        series.points[0].note = None;
    }
    let svg = draw_case(&figure, &options(700.0, true));
    let mark = svg.split("ev-point").nth(1).unwrap_or_default();
    without_colour(mark.split("</g>").next().unwrap_or_default())
}

#[test]
fn no_meaning_rests_on_colour_alone() {
    use PointState::{Excluded, Missing, Observed, Partial};
    let shapes = [
        one_point(Observed, Tone::Steady),
        one_point(Observed, Tone::Improving),
        one_point(Observed, Tone::Concerning),
        one_point(Excluded, Tone::Steady),
        one_point(Partial, Tone::Steady),
        one_point(Missing, Tone::Steady),
    ];
    for (i, one) in shapes.iter().enumerate() {
        assert!(!one.is_empty());
        assert!(shapes[i + 1..].iter().all(|other| other != one), "{one}");
    }
    assert!(one_point(PointState::NoExposure, Tone::Steady).is_empty());
}

#[test]
fn a_missing_week_breaks_the_line_and_an_excluded_one_does_not() {
    let strokes = |state: PointState| {
        let mut figure = demonstration();
        figure.lanes.clear();
        if let Some(series) = &mut figure.series {
            series.points[20].state = state;
        }
        let svg = draw_case(&figure, &options(700.0, false));
        let trace = svg.split('<').find(|t| t.contains("ev-stroke-trace")).unwrap();
        attribute(trace, "d").unwrap().matches('M').count()
    };
    assert_eq!(strokes(PointState::Observed), 1);
    assert_eq!(strokes(PointState::Excluded), 1);
    assert_eq!(strokes(PointState::Missing), 2);
}

#[test]
fn each_emphasis_has_its_own_shape() {
    let shape = |emphasis: Emphasis| {
        let mut figure = demonstration();
        figure.lanes.truncate(1);
        figure.lanes[0].events = vec![LaneEvent {
            id: "only".to_owned(),
            at: date("2026-05-01").and_hms_opt(0, 0, 0).unwrap(),
            label: String::new(),
            describe: "x".to_owned(),
            emphasis,
        }];
        let svg = draw_case(&figure, &options(700.0, true));
        let mark = svg.split("ev-event").nth(1).unwrap();
        without_colour(mark.split("</g>").next().unwrap())
    };
    let all = [Emphasis::Ordinary, Emphasis::Start, Emphasis::Verified, Emphasis::Approximate].map(shape);
    for (i, one) in all.iter().enumerate() {
        assert!(all[i + 1..].iter().all(|other| other != one));
    }
}

#[test]
fn every_class_of_colour_is_a_published_role() {
    let svg = draw_case(&demonstration(), &options(700.0, true));
    let roles = colour_roles();
    let mut seen = 0;
    for class in svg.split("class=\"").skip(1).flat_map(|t| t.split('"').next().unwrap().split(' ')) {
        if let Some(role) = class.strip_prefix("ev-fill-").or_else(|| class.strip_prefix("ev-stroke-")) {
            assert!(roles.contains(&role), "{class}");
            seen += 1;
        }
    }
    assert!(seen > 100);
}

#[test]
fn the_table_holds_every_point_and_every_event() {
    let mut figure = demonstration();
    if let Some(series) = &mut figure.series {
        series.points[4].state = PointState::Missing;
    }
    let tables = table_of(&figure);
    let points = tables.points.unwrap();
    assert_eq!(points.rows.len(), 52);
    assert_eq!(points.rows[0], ["27 Oct 2025", "2 Nov 2025", "5.13", "ordinary variation", "", "0.00", "24.49"]);
    assert_eq!((points.rows[4][2].as_str(), points.rows[4][3].as_str()), ("", "no return"));
    assert_eq!(points.rows[41][4], "sickness, 5 staff");
    assert!(points.rows.iter().all(|r| r.len() == points.columns.len()));
    assert_eq!(tables.events.rows.len(), 16 + 2);
    assert_eq!(tables.events.rows[0][0], "7 Feb 2026");
    assert_eq!(week(1), date("2025-11-03"));
}

#[test]
fn without_a_series_the_lanes_stand_on_a_time_axis_alone() {
    let mut figure = demonstration();
    figure.series = None;
    let svg = draw_case(&figure, &options(700.0, false));
    well_formed(&svg);
    let drawn = texts(&svg);
    assert!(drawn.iter().any(|t| t.text == "Jan 2026"));
    assert!(drawn.iter().all(|t| t.text != "lower is better"));
}
