//! Charts and timelines drawn as SVG: one renderer for screen and paper.
//!
//! A figure is a model of words, dates and numbers; drawing it twice gives the same text. Text is
//! measured with the fonts it is drawn in, so that no label touches another or leaves the drawing.

mod annotations;
mod change_lines;
mod controls;
mod figure;
pub mod fonts;
mod lanes;
mod legend;
mod marks;
pub mod metrics;
mod model;
mod palette;
mod plot;
mod room;
mod svg;
mod table;
mod text;
mod time_axis;
mod value_axis;
mod wrap;

pub use figure::{draw_case, draw_series};
pub use model::{
    BandKind, CaseFigure, ChangeMarker, DateRange, Emphasis, Lane, LaneEvent, LaneKind, Options, PhaseBand, PointState,
    Series, SeriesPoint, Theme, Tone,
};
pub use palette::colour_roles;
pub use table::{FigureTable, FigureTables, table_of, table_of_series};
