//! Measures: an indicator followed for one service, its counts, and what the counts say.

mod add;
mod analysis;
mod copy;
mod drawn;
mod exclude;
mod figure;
mod from_cases;
mod grid;
mod grid_paste;
mod indicators;
mod judge;
mod kept;
mod link;
mod list;
mod marks;
mod page;
mod people;
mod phase_words;
mod recalculate;
mod settings;
mod signals;
mod what_if;
mod words;

pub use add::{NewMeasure, add};
pub use copy::{Copied, CopyWhat, copy};
pub use exclude::{exclude, include};
pub use grid::{
    Grid, GridColumn, GridEdit, GridProblem, GridRow, GridRowState, GridSaved, load as load_grid, save as save_grid,
};
pub use grid_paste::{GridPaste, GridPasteProblem, paste as paste_grid};
pub use indicators::{IndicatorRow, indicators};
pub use kept::refresh;
pub use link::{link, unlink};
pub use list::{MeasureRow, find, list};
pub use marks::Mark;
pub use page::{BatchRow, CheckRow, ExclusionRow, MeasurePage, RecalculationRow, VerdictRow, page};
pub use phase_words::PhaseRow;
pub use recalculate::recalculate;
pub use settings::{ChartOption, CheckForm, MeasureSettings, SettingsView, checks_for, set, would_be_afterwards};
pub use signals::SignalRow;
pub use what_if::{WhatIf, WhatIfForm, what_if};
pub use words::{ComparisonView, CountedRow, SustainedRow};

pub use crate::verdict_words::{CaveatLine, WorkingRow};

pub(crate) use analysis::{Analysis, MeasureFacts, analyse, analyse_series, load as load_facts};
pub(crate) use copy::{COPIED_WIDTH, copy_figure};
pub(crate) use figure::{capital, name_with_unit, range_of, series, value_text};
pub(crate) use from_cases::rounds;
pub(crate) use judge::{Asked, Judged, direction, length};
pub(crate) use kept::{Looked, Verdicts, look, look_and_keep_one, verdicts};
pub(crate) use page::{Changes, batch_rows};
pub(crate) use people::{Linked, RoundsOfSide, TwoSides, hours, units, whole};
pub(crate) use phase_words::phase_rows;
pub(crate) use words::{
    change_so_far, comparison, comparison_of_question, comparison_of_totals, description_of, lead_comparison,
};

/// The list of indicators among the reference entries.
pub(crate) const INDICATORS: &str = "indicator";
