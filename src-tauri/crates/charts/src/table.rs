//! The figure as tables: what stands behind the button beside it.

mod one_by_one;
mod side_by_side;

pub use one_by_one::{table_of_durations, table_of_gaps, table_of_pairs};
pub use side_by_side::{table_of_answers, table_of_funnel, table_of_sites};

use serde::{Deserialize, Serialize};

use crate::model::{BandKind, CaseFigure, PhaseBand, PointState, Series, SeriesPoint, SmallChart, StepLimits, Tone};
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

/// The periods of a measure: first day, last day, value, what the rules say, note; and the limits of each
/// period where there are any.
#[must_use]
pub fn table_of_series(series: &Series) -> FigureTable {
    table_of_points(&series.points, &series.phases, &series.unit, series.untested)
}

/// The periods of a measure in a list, as [`table_of_series`] has them.
#[must_use]
pub fn table_of_small(chart: &SmallChart) -> FigureTable {
    table_of_points(&chart.points, &chart.phases, &chart.unit, false)
}

fn table_of_points(points: &[SeriesPoint], phases: &[PhaseBand], unit: &str, untested: bool) -> FigureTable {
    let mut points: Vec<_> = points.iter().collect();
    points.sort_by(|a, b| (a.start, &a.id).cmp(&(b.start, &b.id)));
    let steps: Vec<&StepLimits> = phases.iter().flat_map(|p| &p.steps).collect();
    // Limits that are the same over a stretch; what was replaced is drawn and no longer counts.
    let flat = |p: &&PhaseBand| p.steps.is_empty() && p.kind != BandKind::Replaced && p.upper.or(p.lower).is_some();
    let flat: Vec<&PhaseBand> = phases.iter().filter(flat).collect();
    let has_limits = !steps.is_empty() || !flat.is_empty();
    let mut columns = headings(["From", "To", unit, "Reading", "Note"]);
    if has_limits {
        columns.extend(headings(["Lower limit", "Upper limit"]));
    }
    let rows = points.into_iter().map(|p| {
        let value = if p.state == PointState::Missing { None } else { p.value };
        let mut row = vec![
            long_day(p.start),
            long_day(p.end.pred_opt().unwrap_or(p.end)),
            number(value),
            reading(p.state, p.tone, untested).to_owned(),
            clean(p.note.as_deref().unwrap_or_default()),
        ];
        if has_limits {
            let step = steps.iter().find(|s| s.from <= p.start && p.start <= s.to).map(|s| (number(s.lower), s.upper));
            let stretch = flat.iter().find(|b| b.from <= p.start && p.start <= b.to);
            let stretch = stretch.map(|b| (if b.lower_clipped { "none".to_owned() } else { number(b.lower) }, b.upper));
            let (lower, upper) = step.or(stretch).unwrap_or_default();
            row.extend([lower, number(upper)]);
        }
        row
    });
    FigureTable { columns, rows: rows.collect() }
}

fn headings<const N: usize>(texts: [&str; N]) -> Vec<String> {
    texts.map(clean).to_vec()
}

/// A value to two decimals; nothing where there is none.
fn number(value: Option<f64>) -> String {
    value.filter(|v| v.is_finite()).map(|v| grouped(v, 2)).unwrap_or_default()
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
        columns: headings(["Date", "Lane", "What"]),
        rows: all.into_iter().map(|(at, lane, what)| vec![long_day(at.date()), lane, what]).collect(),
    }
}

fn reading(state: PointState, tone: Tone, untested: bool) -> &'static str {
    match (state, tone) {
        (PointState::Missing, _) => "no return",
        (PointState::Excluded, _) => "left out",
        (PointState::NoExposure, _) => "nothing could happen",
        (PointState::Partial, _) => "not complete",
        (PointState::Observed, Tone::Steady) if untested => "no rule applied",
        (PointState::Observed, Tone::Steady) => "ordinary variation",
        (PointState::Observed, Tone::Improving) => "improving",
        (PointState::Observed, Tone::Concerning) => "concerning",
    }
}
