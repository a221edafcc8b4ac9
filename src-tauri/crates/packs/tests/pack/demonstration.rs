//! The invented demonstration case as two audiences see it.

use charts::{
    BandKind, Better, CaseFigure, ChangeMarker, DateRange, Emphasis, Lane, LaneEvent, LaneKind, PhaseBand, PointState,
    Series, SeriesPoint, Tone,
};
use chrono::{Days, NaiveDate};
use packs::{PackInput, PackTable};
use serde_json::{Value, json};

const INPUT: &str = include_str!("../data/demonstration.json");
const WEEKLY: &str = include_str!("../data/weekly.csv");

/// The adult's name, which only the pack for CQC may show.
pub(crate) const NAME: &str = "Edna Rowe";

/// The pack for an inspector on the premises: the person is named.
pub(crate) fn cqc_on_site() -> PackInput {
    let mut input: Value = serde_json::from_str(INPUT).unwrap();
    input["view"]["figure"] = serde_json::to_value(figure()).unwrap();
    input["view"]["measure_table"] = serde_json::to_value(measure_table()).unwrap();
    serde_json::from_value(input).unwrap()
}

/// The pack for the board: a pseudonym, and no first account.
pub(crate) fn board() -> PackInput {
    let mut input = serde_json::to_value(cqc_on_site()).unwrap();
    replace(&mut input, "Mrs Edna Rowe", "Person 1");
    replace(&mut input, "Edna Rowe", "Person 1");
    replace(&mut input, "Mrs Rowe", "Person 1");
    replace(&mut input, "Edna", "Person 1");
    input["audience"] = json!("board");
    input["recipient"] = json!("The board of Rowan Care Group (invented)");
    input["basis"] = json!("The provider's own oversight of its services");
    input["view"]["naming"] = json!("Nobody is named. The person is called Person 1; staff are shown by role.");
    input["view"]["case"]["first_account"] = Value::Null;
    input["view"]["not_shown"] = json!([
        { "what": "The person's name and the first account", "why": "The board does not need them to judge what changed." },
        { "what": "Files kept as evidence", "why": "Shown on request." }
    ]);
    serde_json::from_value(input).unwrap()
}

/// A case just recorded: no events, no actions, no measure, no answers.
pub(crate) fn empty() -> PackInput {
    let mut input = cqc_on_site();
    let view = &mut input.view;
    view.cover_statement.clear();
    view.case.facts.clear();
    view.case.clocks.clear();
    view.case.first_account = Some(String::new());
    view.chain.iter_mut().for_each(|link| {
        link.gap = true;
        link.text = "nothing is recorded".to_owned();
    });
    view.questions.iter_mut().for_each(|question| {
        question.answer.clear();
        question.cites.clear();
    });
    view.figure.lanes.iter_mut().for_each(|lane| lane.events.clear());
    view.figure.series = None;
    view.figure.markers.clear();
    view.comparison = None;
    view.phases.clear();
    view.chronology.clear();
    view.actions.clear();
    view.measure_table = PackTable::default();
    view.not_shown.clear();
    input
}

fn replace(value: &mut Value, from: &str, to: &str) {
    match value {
        Value::String(text) => *text = text.replace(from, to),
        Value::Array(items) => items.iter_mut().for_each(|item| replace(item, from, to)),
        Value::Object(fields) => fields.values_mut().for_each(|field| replace(field, from, to)),
        _ => {}
    }
}

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

/// Each week: its Monday, visits planned, visits missed.
fn weeks() -> Vec<(NaiveDate, u32, u32)> {
    let first = NaiveDate::from_ymd_opt(2025, 10, 27).unwrap();
    WEEKLY
        .lines()
        .skip(1)
        .zip(0u64..)
        .map(|(line, week)| {
            let (scheduled, missed) = line.split_once(',').unwrap();
            let start = first.checked_add_days(Days::new(7 * week)).unwrap();
            (start, scheduled.parse().unwrap(), missed.parse().unwrap())
        })
        .collect()
}

fn measure_table() -> PackTable {
    let text = |words: &str| words.to_owned();
    PackTable {
        caption: text("Missed visits per 1,000 planned, by week"),
        columns: ["Week beginning", "Missed", "Planned", "Per 1,000", "Note"].map(text).to_vec(),
        rows: weeks()
            .into_iter()
            .map(|(start, scheduled, missed)| {
                let rate = f64::from(missed) / f64::from(scheduled) * 1000.0;
                let note = if start == day(8, 10) { "Sickness, five staff" } else { "" };
                vec![
                    start.format("%-d %B %Y").to_string(),
                    missed.to_string(),
                    format!("{},{:03}", scheduled / 1000, scheduled % 1000),
                    format!("{rate:.1}"),
                    text(note),
                ]
            })
            .collect(),
    }
}

fn event(id: &str, at: NaiveDate, label: &str, emphasis: Emphasis) -> LaneEvent {
    LaneEvent {
        id: id.to_owned(),
        at: at.and_hms_opt(12, 0, 0).unwrap(),
        label: label.to_owned(),
        describe: label.to_owned(),
        emphasis,
    }
}

fn lane(key: LaneKind, label: &str, events: Vec<LaneEvent>) -> Lane {
    Lane { key, label: label.to_owned(), events }
}

fn figure() -> CaseFigure {
    use Emphasis::{Ordinary, Start, Verified};
    let weeks = weeks();
    CaseFigure {
        title: "Missed visits fell and stayed low".to_owned(),
        description: "Timeline of the case above missed visits per 1,000 planned".to_owned(),
        range: DateRange { first: NaiveDate::from_ymd_opt(2025, 10, 27).unwrap(), last: day(10, 31) },
        lanes: vec![
            lane(
                LaneKind::Case,
                "Case",
                vec![
                    event("e1", day(2, 7), "Edna Rowe found, 7 Feb", Start),
                    event("e2", day(3, 9), "Substantiated", Ordinary),
                    event("e3", day(8, 10), "Spike: sickness", Ordinary),
                ],
            ),
            lane(
                LaneKind::Agencies,
                "Agencies",
                vec![
                    event("e4", day(2, 8), "CQC told", Ordinary),
                    event("e5", day(2, 10), "Caused to enquire", Ordinary),
                    event("e6", day(3, 17), "Council closes", Ordinary),
                ],
            ),
            lane(
                LaneKind::Actions,
                "Actions",
                vec![
                    event("e7", day(2, 9), "Missed-call board", Ordinary),
                    event("e8", day(4, 27), "Rota redesign", Ordinary),
                ],
            ),
            lane(
                LaneKind::Checks,
                "Checks",
                vec![
                    event("e9", day(7, 20), "12 weeks: in practice", Verified),
                    event("e10", day(10, 26), "26 weeks: lasting", Verified),
                ],
            ),
        ],
        series: Some(Series {
            y_title: "Missed visits per 1,000 planned".to_owned(),
            unit: "per 1,000".to_owned(),
            points: weeks
                .iter()
                .zip(1..)
                .map(|((start, scheduled, missed), number)| SeriesPoint {
                    id: format!("p{number}"),
                    start: *start,
                    end: start.checked_add_days(Days::new(7)).unwrap(),
                    value: Some(f64::from(*missed) / f64::from(*scheduled) * 1000.0),
                    state: PointState::Observed,
                    tone: if number > 13 { Tone::Improving } else { Tone::Steady },
                    note: (*start == day(8, 10)).then(|| "sickness".to_owned()),
                    describe: format!("{missed} of {scheduled}"),
                })
                .collect(),
            phases: vec![PhaseBand {
                from: NaiveDate::from_ymd_opt(2025, 10, 27).unwrap(),
                to: day(2, 9),
                label: "Baseline".to_owned(),
                centre: 9.24,
                lower: Some(0.0),
                upper: Some(24.49),
                kind: BandKind::Limits,
                ..PhaseBand::default()
            }],
            better: Better::Lower,
            footer: "XmR, rule set evident-1".to_owned(),
            ..Series::default()
        }),
        markers: vec![
            ChangeMarker {
                id: "m1".to_owned(),
                on: day(2, 9),
                label: "Missed-call board".to_owned(),
                describe: "Live missed-call board".to_owned(),
            },
            ChangeMarker {
                id: "m2".to_owned(),
                on: day(4, 27),
                label: "Rota redesign".to_owned(),
                describe: "Rota redesign with travel time".to_owned(),
            },
        ],
    }
}
