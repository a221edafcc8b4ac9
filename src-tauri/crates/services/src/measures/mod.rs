//! Measures: an indicator followed for one service, its counts, and what the counts say.

mod add;
mod analysis;
mod figure;
mod grid;
mod grid_paste;
mod indicators;
mod link;
mod list;
mod page;
mod settings;
mod words;

pub use add::{NewMeasure, add};
pub use grid::{
    Grid, GridColumn, GridEdit, GridProblem, GridRow, GridRowState, GridSaved, load as load_grid, save as save_grid,
};
pub use grid_paste::{GridPaste, GridPasteProblem, paste as paste_grid};
pub use indicators::{IndicatorRow, indicators};
pub use link::{link, unlink};
pub use list::{MeasureRow, find, list};
pub use page::{BatchRow, MeasurePage, SettingsView, SignalRow, page};
pub use settings::{MeasureSettings, set};
pub use words::{ComparisonView, PhaseRow, WorkingRow};

pub(crate) use analysis::{Analysis, MeasureFacts, analyse, load as load_facts};
pub(crate) use figure::{capital, name_with_unit, range_of, series, value_text};
pub(crate) use page::{Changes, batch_rows};
pub(crate) use words::{change_so_far, comparison, phase_rows};

/// The list of indicators among the reference entries.
pub(crate) const INDICATORS: &str = "indicator";
