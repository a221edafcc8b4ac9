//! Swim lanes: the service in the first, each body in one of its own.

use charts::{CaseFigure, DateRange, Emphasis, Lane, LaneEvent, LaneKind, Options, Theme, draw_case, table_of};
use domain::{time::Precision, timeline::body_of};

use crate::{
    cases::{CaseFacts, FigureTable, FigureView, short_label, widened},
    timeline::Fact,
};

/// Most lanes; the bodies with fewest facts share the last.
const MOST: usize = 9;

/// The figure of some facts.
pub(super) fn figure(facts: &CaseFacts, wanted: &[&Fact], words: &dyn Fn(&str) -> String) -> CaseFigure {
    let mut bodies: Vec<(String, usize)> = Vec::new();
    for fact in wanted {
        let body = body_of(fact.record.agency.as_deref());
        match bodies.iter_mut().find(|(known, _)| *known == body) {
            Some((_, count)) => *count += 1,
            None => bodies.push((body, 1)),
        }
    }
    // The service first, then whoever has most to do with the case.
    bodies.sort_by_key(|(body, count)| (body != "Us", std::cmp::Reverse(*count)));
    let named: Vec<String> = bodies.iter().take(MOST - 1).map(|(body, _)| body.clone()).collect();
    let lane_of = |fact: &Fact| {
        let body = body_of(fact.record.agency.as_deref());
        if named.contains(&body) || bodies.len() < MOST { body } else { "Others".to_owned() }
    };
    let mut lanes: Vec<Lane> = Vec::new();
    for body in named.iter().map(String::as_str).chain((bodies.len() >= MOST).then_some("Others")) {
        let events = wanted
            .iter()
            .filter(|fact| lane_of(fact) == body)
            .map(|fact| {
                let text = words(&fact.record.text);
                let label = short_label(&fact.record, &text);
                LaneEvent {
                    id: fact.key(),
                    at: fact.record.at.local(),
                    describe: format!("{label}: {}. {text}", fact.record.at.text()),
                    label,
                    emphasis: match fact.record.at.precision {
                        Precision::About => Emphasis::Approximate,
                        _ => Emphasis::Ordinary,
                    },
                }
            })
            .collect();
        lanes.push(Lane { key: LaneKind::Body, label: body.to_owned(), events });
    }
    let days = || wanted.iter().map(|fact| fact.record.at.date);
    let aware = facts.case.record.aware.date;
    let range = DateRange { first: days().min().unwrap_or(aware), last: days().max().unwrap_or(aware) };
    let title = format!("Chronology of {} by body", facts.case.record.reference);
    let description = format!(
        "{} in {}: {}.",
        domain::plain::count_of(wanted.len() as u64, "fact", "facts"),
        domain::plain::count_of(lanes.len() as u64, "lane", "lanes"),
        lanes.iter().map(|lane| lane.label.as_str()).collect::<Vec<_>>().join(", ")
    );
    CaseFigure { title, description, range: widened(range), lanes, series: None, markers: Vec::new() }
}

/// The figure drawn, with its table.
pub(super) fn view(facts: &CaseFacts, wanted: &[&Fact], width: f64) -> FigureView {
    let figure = figure(facts, wanted, &str::to_owned);
    let tables = table_of(&figure);
    FigureView {
        svg: draw_case(&figure, &Options { width, interactive: true, theme: Theme::Screen }),
        range_text: domain::plain::date_range(figure.range.first, figure.range.last),
        title: figure.title,
        table: vec![FigureTable {
            caption: "Facts by body".to_owned(),
            columns: tables.events.columns,
            rows: tables.events.rows,
        }],
    }
}
