//! The case's figure: lanes above the lead measure on one time axis.

use charts::{CaseFigure, Emphasis, Lane, LaneEvent, LaneKind, Options, Theme, draw_case, table_of};
use chrono::NaiveDate;
use domain::{
    plain,
    time::Precision,
    timeline::{EventKind, EventRecord, Lane as EventLane},
};
use serde::Serialize;

use super::CaseFacts;
use crate::measures::{change_so_far, name_with_unit, range_of, series};

/// A picture with its name and its tables.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct FigureView {
    /// The drawing.
    pub svg: String,
    /// Its name.
    pub title: String,
    /// What it shows, as tables.
    pub table: Vec<FigureTable>,
    /// "Weekly, 27 October 2025 to 25 October 2026".
    pub range_text: String,
}

/// One table behind a picture.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct FigureTable {
    /// Its caption.
    pub caption: String,
    /// Headings.
    pub columns: Vec<String>,
    /// Cells.
    pub rows: Vec<Vec<String>>,
}

/// How texts of a case are put for one reader: as recorded on screen, as the audience may see them in a pack.
pub(crate) trait FigureWords {
    /// An event in words.
    fn event(&self, event: &EventRecord) -> String;
    /// Any other text of the case.
    fn text(&self, text: &str) -> String;
}

/// As recorded.
pub(super) struct AsRecorded;

impl FigureWords for AsRecorded {
    fn event(&self, event: &EventRecord) -> String {
        event.text.clone()
    }

    fn text(&self, text: &str) -> String {
        text.to_owned()
    }
}

const LABEL: usize = 34;

/// Builds the figure with the words of one reader.
pub(crate) fn case_figure(facts: &CaseFacts, words: &dyn FigureWords) -> CaseFigure {
    let aware = &facts.case.record.aware;
    let mut lanes: Vec<Lane> = EventLane::ALL
        .into_iter()
        .map(|lane| Lane { key: kind_of(lane), label: lane.label().to_owned(), events: Vec::new() })
        .collect();
    let mut place = |lane: EventLane, event: LaneEvent| {
        if let Some(row) = lanes.iter_mut().find(|row| row.key == kind_of(lane)) {
            row.events.push(event);
        }
    };
    place(
        EventLane::Case,
        LaneEvent {
            id: "concern".to_owned(),
            at: aware.local(),
            label: "Concern".to_owned(),
            describe: format!("Concern: became aware {}", aware.text()),
            emphasis: Emphasis::Start,
        },
    );
    for event in facts.events.iter().filter(|event| event.is_milestone()) {
        let record = &event.record;
        let text = words.event(record);
        let label = short_label(record, &text);
        let emphasis = match (record.at.precision, record.kind) {
            (Precision::About, _) => Emphasis::Approximate,
            (_, EventKind::Check) => Emphasis::Verified,
            _ => Emphasis::Ordinary,
        };
        place(
            record.lane,
            LaneEvent {
                id: event.key(),
                at: record.at.local(),
                // What is read out begins with what is seen (WCAG 2.2, 2.5.3 Label in Name).
                describe: format!("{label}: {}. {text}", record.at.text()),
                label,
                emphasis,
            },
        );
    }
    for action in facts.actions.iter().filter(|action| action.record.go_live.is_some()) {
        let record = &action.record;
        let on = record.go_live.unwrap_or(aware.date);
        let label = words.text(&cut(record.marker()));
        place(
            EventLane::Actions,
            LaneEvent {
                id: format!("action:{}", record.id),
                at: on.and_time(chrono::NaiveTime::MIN),
                describe: format!("{label}: {} went live on {}", words.text(&record.title), plain::date(on)),
                label,
                emphasis: Emphasis::Ordinary,
            },
        );
    }
    let days =
        lanes.iter().flat_map(|lane| lane.events.iter().map(|event| event.at.date())).collect::<Vec<NaiveDate>>();
    let counted = facts.lead.as_ref().filter(|(measure, _)| !measure.counts.is_empty());
    let range = range_of(counted.map(|(_, analysis)| analysis), days)
        .map(widened)
        .unwrap_or(charts::DateRange { first: aware.date, last: aware.date });
    let markers = facts
        .changes
        .markers()
        .into_iter()
        .map(|mut marker| {
            marker.label = words.text(&marker.label);
            marker.describe = words.text(&marker.describe);
            marker
        })
        .collect();
    let series = counted.map(|(measure, analysis)| {
        let mut series = series(measure, analysis);
        for point in &mut series.points {
            point.note = point.note.as_deref().map(|note| words.text(note));
            point.describe = words.text(&point.describe);
        }
        series
    });
    CaseFigure { title: title(facts), description: description(facts), range, lanes, series, markers }
}

/// At least four weeks, so that a new case's first days have room.
pub(crate) fn widened(range: charts::DateRange) -> charts::DateRange {
    let least = range.first + chrono::Days::new(27);
    charts::DateRange { first: range.first, last: range.last.max(least) }
}

const fn kind_of(lane: EventLane) -> LaneKind {
    match lane {
        EventLane::Case => LaneKind::Case,
        EventLane::Agencies => LaneKind::Agencies,
        EventLane::Actions => LaneKind::Actions,
        EventLane::Checks => LaneKind::Checks,
    }
}

/// A few words beside the mark: what kind of fact, or the first words of a note.
pub(crate) fn short_label(event: &EventRecord, text: &str) -> String {
    let kind = match event.kind {
        EventKind::Referral => Some("Referred"),
        EventKind::CqcNotification => Some("CQC notified"),
        EventKind::FamilyTold => Some("Family told"),
        EventKind::LaDecision => Some("Enquiry decided"),
        EventKind::LaNoEnquiry => Some("No enquiry"),
        EventKind::ReportSent => Some("Report sent"),
        EventKind::OutcomesMeeting => Some("Outcomes meeting"),
        EventKind::LaClosure => Some("LA closed"),
        EventKind::LaTransfer => Some("Passed on"),
        EventKind::InternalDecision => Some("Kept internal"),
        EventKind::PlanAgreed => Some("Plan agreed"),
        EventKind::PlanReview => Some("Plan review"),
        _ => None,
    };
    kind.map_or_else(|| cut(text.split(['.', ';', ':', ',', '\n']).next().unwrap_or(text).trim()), str::to_owned)
}

fn cut(text: &str) -> String {
    if text.chars().count() <= LABEL {
        return text.to_owned();
    }
    let mut words = String::new();
    for word in text.split_whitespace() {
        if words.chars().count() + word.chars().count() + 1 > LABEL - 1 {
            break;
        }
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    if words.is_empty() {
        words = text.chars().take(LABEL - 1).collect();
    }
    words.push('\u{2026}');
    words
}

fn title(facts: &CaseFacts) -> String {
    match &facts.lead {
        Some((measure, analysis)) => {
            format!("Timeline and {}", lower_first(&name_with_unit(measure, analysis)))
        }
        None => "Timeline".to_owned(),
    }
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

fn description(facts: &CaseFacts) -> String {
    let events = plain::count_of(facts.events.len() as u64 + 1, "entry", "entries");
    match &facts.lead {
        Some((measure, analysis)) if !measure.counts.is_empty() => {
            let found = facts.verdicts.standing().map_or_else(
                || format!("{}.", change_so_far(measure, analysis, None)),
                |judged| format!("{}. {}", judged.label(), judged.sentence()),
            );
            format!("{events} in four lanes above the chart. {found}")
        }
        _ => format!("{events} in four lanes."),
    }
}

/// The picture for the screen.
pub(super) fn view(facts: &CaseFacts, width: f64) -> FigureView {
    let figure = case_figure(facts, &AsRecorded);
    let svg = draw_case(&figure, &Options { width, interactive: true, theme: Theme::Screen });
    let tables = table_of(&figure);
    let mut table = vec![FigureTable {
        caption: "What happened".to_owned(),
        columns: tables.events.columns,
        rows: tables.events.rows,
    }];
    if let (Some(points), Some((measure, analysis))) = (tables.points, &facts.lead) {
        table.push(FigureTable {
            caption: name_with_unit(measure, analysis),
            columns: points.columns,
            rows: points.rows,
        });
    }
    let range = plain::date_range(figure.range.first, figure.range.last);
    let range_text = match &facts.lead {
        Some((measure, _)) => format!("{}, {range}", measure.measure.record.every.adverb()),
        None => range,
    };
    FigureView { svg, title: figure.title, table, range_text }
}
