//! The invented demonstration case as a figure, and reading the texts of a drawing back.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used)] // shared by several test files, which may panic

pub(crate) mod examples;
pub(crate) mod random;
pub(crate) mod reading;
pub(crate) mod seeded;
pub(crate) mod sound;

use charts::metrics::{ABOVE, BELOW, Type, Weight};
use charts::{
    BandKind, Better, CaseFigure, ChangeMarker, DateRange, Emphasis, Lane, LaneEvent, LaneKind, Options, PhaseBand,
    PointState, Series, SeriesPoint, Theme, Tone,
};
use chrono::{Days, NaiveDate};

const RATES: [f64; 52] = [
    5.13, 6.85, 5.07, 8.47, 12.0, 8.55, 17.09, 5.96, 20.21, 12.99, 4.2, 7.62, 11.97, 9.21, 3.3, 4.18, 4.95, 4.95, 4.18,
    4.96, 0.83, 2.51, 2.49, 3.34, 3.32, 4.98, 1.66, 2.54, 1.68, 2.43, 0.83, 0.82, 1.66, 2.48, 3.31, 1.66, 2.44, 0.81,
    1.63, 0.82, 1.65, 5.76, 0.81, 0.0, 0.0, 2.39, 0.81, 1.6, 0.81, 1.6, 0.79, 0.81,
];

pub(crate) fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn range(first: &str, last: &str) -> DateRange {
    DateRange { first: date(first), last: date(last) }
}

pub(crate) fn options(width: f64, interactive: bool) -> Options {
    Options { width, interactive, theme: Theme::Screen }
}

fn event(id: &str, at: &str, label: &str, emphasis: Emphasis) -> LaneEvent {
    LaneEvent {
        id: id.to_owned(),
        at: at.parse().unwrap(),
        label: label.to_owned(),
        describe: format!("{label}, {at}"),
        emphasis,
    }
}

fn lane(key: LaneKind, label: &str, events: Vec<LaneEvent>) -> Lane {
    Lane { key, label: label.to_owned(), events }
}

pub(crate) fn week(index: usize) -> NaiveDate {
    date("2025-10-27") + Days::new(7 * index as u64)
}

pub(crate) fn series() -> Series {
    let points = RATES
        .iter()
        .enumerate()
        .map(|(i, rate)| SeriesPoint {
            id: format!("w{}", i + 1),
            start: week(i),
            end: week(i + 1),
            value: Some(*rate),
            state: PointState::Observed,
            tone: if i >= 13 { Tone::Improving } else { Tone::Steady },
            note: match i {
                8 => Some("Christmas week: 23 missed".to_owned()),
                41 => Some("sickness, 5 staff".to_owned()),
                _ => None,
            },
            describe: format!("Week of {}: {rate} per 1,000", week(i)),
        })
        .collect();
    Series {
        y_title: "Missed visits per 1,000 scheduled, weekly".to_owned(),
        unit: "per 1,000 scheduled visits".to_owned(),
        points,
        phases: vec![
            PhaseBand {
                from: date("2025-10-27"),
                to: date("2026-02-08"),
                label: "Mean 9.2, limits 0 to 24.5".to_owned(),
                centre: 9.24,
                lower: Some(0.0),
                upper: Some(24.49),
                kind: BandKind::Limits,
                ..PhaseBand::default()
            },
            PhaseBand {
                from: date("2026-02-09"),
                to: date("2026-10-25"),
                label: "Baseline carried forward".to_owned(),
                centre: 9.24,
                lower: Some(0.0),
                upper: Some(24.49),
                kind: BandKind::Extended,
                ..PhaseBand::default()
            },
        ],
        better: Better::Lower,
        footer: "XmR chart, rule set evident-1 (mdc7). Baseline of 15 weeks, 27 Oct 2025 to 8 Feb \
                 2026; limits frozen. 52 of 52 weeks returned, none left out."
            .to_owned(),
        ..Series::default()
    }
}

pub(crate) fn markers() -> Vec<ChangeMarker> {
    [("m1", "2026-02-09", "Missed-call board"), ("m2", "2026-04-27", "Rota redesign")]
        .map(|(id, on, label)| ChangeMarker {
            id: id.to_owned(),
            on: date(on),
            label: label.to_owned(),
            describe: format!("{label} from {on}"),
        })
        .to_vec()
}

/// The demonstration: missed home care visits.
pub(crate) fn demonstration() -> CaseFigure {
    use Emphasis::{Ordinary, Start, Verified};
    CaseFigure {
        title: "Timeline and missed visits per 1,000 scheduled".to_owned(),
        description: "Missed visits fell from 9.2 to 1.6 per 1,000 scheduled. The fall began in \
                      the week of 26 January 2026, before either change."
            .to_owned(),
        range: range("2025-10-27", "2026-10-25"),
        lanes: vec![
            lane(
                LaneKind::Case,
                "Case",
                vec![
                    event("e1", "2026-02-07T12:10:00", "Concern, 7 Feb", Start),
                    event("e2", "2026-02-07T13:05:00", "Made safe", Ordinary),
                    event("e3", "2026-02-11T00:00:00", "Wishes recorded", Ordinary),
                    event("e4", "2026-03-09T00:00:00", "Substantiated", Ordinary),
                    event("e5", "2026-03-17T00:00:00", "Council closed", Ordinary),
                ],
            ),
            lane(
                LaneKind::Agencies,
                "Agencies",
                vec![
                    event("e6", "2026-02-07T14:30:00", "Council told", Ordinary),
                    event("e7", "2026-02-08T11:20:00", "CQC notified", Ordinary),
                    event("e8", "2026-02-10T00:00:00", "s42: caused to enquire", Ordinary),
                    event("e9", "2026-03-09T12:00:00", "Report sent", Ordinary),
                ],
            ),
            lane(
                LaneKind::Actions,
                "Actions",
                vec![
                    event("e10", "2026-02-09T00:00:00", "Missed-call board", Ordinary),
                    event("e11", "2026-03-31T00:00:00", "Critical-visit flags", Ordinary),
                    event("e12", "2026-04-17T00:00:00", "On-call training", Ordinary),
                    event("e13", "2026-04-20T00:00:00", "Escalation protocol", Ordinary),
                    event("e14", "2026-04-27T00:00:00", "Rota redesign live", Ordinary),
                ],
            ),
            lane(
                LaneKind::Checks,
                "Checks",
                vec![
                    event("e15", "2026-07-20T00:00:00", "12 weeks: verified", Verified),
                    event("e16", "2026-10-24T00:00:00", "26 weeks", Verified),
                ],
            ),
        ],
        series: Some(series()),
        markers: markers(),
    }
}

/// A text of a drawing: what it says and the box it takes.
#[derive(Debug, Clone)]
pub(crate) struct Drawn {
    pub(crate) text: String,
    pub(crate) size: f64,
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) right: f64,
    pub(crate) bottom: f64,
}

impl Drawn {
    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        // A hundredth of a pixel is the rounding of the drawing.
        let gap = 0.02;
        self.left + gap < other.right
            && other.left + gap < self.right
            && self.top + gap < other.bottom
            && other.top + gap < self.bottom
    }
}

pub(crate) fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let from = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    tag[from..].split('"').next()
}

pub(crate) fn number(tag: &str, name: &str) -> f64 {
    attribute(tag, name).unwrap().parse().unwrap()
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}

/// Every text of a drawing, with its box from the metrics of its font.
pub(crate) fn texts(svg: &str) -> Vec<Drawn> {
    svg.split("<text")
        .skip(1)
        .map(|rest| {
            let (tag, rest) = rest.split_once('>').unwrap();
            let text = unescaped(rest.split("</text>").next().unwrap());
            let size = number(tag, "font-size");
            let weight = match attribute(tag, "font-weight").unwrap() {
                "400" => Weight::Regular,
                "600" => Weight::SemiBold,
                other => panic!("weight {other}"),
            };
            let width = Type { size, weight }.width(&text);
            let (x, y) = (number(tag, "x"), number(tag, "y"));
            let left = match attribute(tag, "text-anchor").unwrap() {
                "start" => x,
                "middle" => x - width / 2.0,
                "end" => x - width,
                other => panic!("anchor {other}"),
            };
            Drawn { text, size, left, top: y - ABOVE * size, right: left + width, bottom: y + BELOW * size }
        })
        .collect()
}
