//! The figure as tables: what stands behind the button beside it.

use serde::{Deserialize, Serialize};

use crate::model::{CaseFigure, PointState, Series, Tone};
use crate::text::clean;
use crate::time_axis::long_day;
use crate::value_axis::grouped;

/// A table of text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigureTable {
    /// Headings.
    pub columns: Vec<String>,
    /// Rows, each as long as `columns`.
    pub rows: Vec<Vec<String>>,
}

/// A figure as tables.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigureTables {
    /// The periods of the measure, in time order; `None` where the figure has none.
    pub points: Option<FigureTable>,
    /// Events of every lane and the dated changes, in time order.
    pub events: FigureTable,
}

/// The points and the events of a figure as tables.
#[must_use]
pub fn table_of(figure: &CaseFigure) -> FigureTables {
    FigureTables { points: figure.series.as_ref().map(table_of_series), events: table_of_events(figure) }
}

/// The periods of a measure: first day, last day, value, what the rules say, note.
#[must_use]
pub fn table_of_series(series: &Series) -> FigureTable {
    let mut points: Vec<_> = series.points.iter().collect();
    points.sort_by(|a, b| (a.start, &a.id).cmp(&(b.start, &b.id)));
    FigureTable {
        columns: vec!["From".to_owned(), "To".to_owned(), clean(&series.unit), "Reading".to_owned(), "Note".to_owned()],
        rows: points
            .into_iter()
            .map(|p| {
                let last = p.end.pred_opt().unwrap_or(p.end);
                let value = match (p.state, p.value) {
                    (PointState::Missing, _) => String::new(),
                    (_, Some(v)) if v.is_finite() => grouped(v, 2),
                    _ => String::new(),
                };
                vec![
                    long_day(p.start),
                    long_day(last),
                    value,
                    reading(p.state, p.tone).to_owned(),
                    clean(p.note.as_deref().unwrap_or_default()),
                ]
            })
            .collect(),
    }
}

fn table_of_events(figure: &CaseFigure) -> FigureTable {
    let lanes =
        figure.lanes.iter().flat_map(|lane| lane.events.iter().map(|e| (e.at, clean(&lane.label), clean(&e.describe))));
    let changes = figure.markers.iter().map(|m| {
        let at = m.on.and_time(chrono::NaiveTime::MIN);
        (at, "Change".to_owned(), clean(&m.describe))
    });
    let mut all: Vec<_> = lanes.chain(changes).collect();
    all.sort();
    FigureTable {
        columns: ["Date", "Lane", "What"].map(str::to_owned).to_vec(),
        rows: all.into_iter().map(|(at, lane, what)| vec![long_day(at.date()), lane, what]).collect(),
    }
}

fn reading(state: PointState, tone: Tone) -> &'static str {
    match (state, tone) {
        (PointState::Missing, _) => "no return",
        (PointState::Excluded, _) => "left out",
        (PointState::NoExposure, _) => "nothing could happen",
        (PointState::Partial, _) => "not complete",
        (PointState::Observed, Tone::Steady) => "ordinary variation",
        (PointState::Observed, Tone::Improving) => "improving",
        (PointState::Observed, Tone::Concerning) => "concerning",
    }
}
