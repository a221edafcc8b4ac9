//! Charts and timelines drawn as SVG: one renderer for screen and paper.
//!
//! A figure is a model of words, dates and numbers; drawing it twice gives the same text. Text is
//! measured with the fonts it is drawn in, so that no label touches another or leaves the drawing.

mod annotations;
mod answers;
mod bands;
mod change_lines;
mod controls;
mod cross_axis;
mod durations;
mod figure;
pub mod fonts;
mod foot;
mod frame;
mod funnel;
mod gap_chart;
mod hatching;
mod heading;
mod icons;
mod key_list;
mod lanes;
mod legend;
mod marks;
#[cfg(test)]
mod meanings;
pub mod metrics;
mod model;
mod pairs;
mod palette;
mod plot;
mod room;
mod sites;
mod small;
mod strokes;
mod svg;
mod table;
mod text;
mod time_axis;
mod trace;
mod value_axis;
mod wrap;

pub use answers::draw_answers;
pub use durations::draw_durations;
pub use figure::{draw_case, draw_series};
pub use funnel::draw_funnel;
pub use gap_chart::draw_gaps;
pub use icons::{assurance_mark, variation_mark, verdict_mark};
pub use model::{
    AnswerShare, AnswerSide, Answers, Assurance, BandKind, Better, CaseFigure, Centre, ChangeMarker, DateRange,
    DurationDot, DurationRow, Durations, Emphasis, Funnel, FunnelLimits, FunnelSite, Gap, GapChart, Lane, LaneEvent,
    LaneKind, Median, OpenGap, Options, Pair, PairChange, Pairs, PhaseBand, PointState, Ratio, Series, SeriesPoint,
    SiteComparison, SiteRow, SmallChart, StepLimits, TargetLine, Theme, Tone, VerdictKind,
};
pub use pairs::draw_pairs;
pub use palette::colour_roles;
pub use sites::draw_sites;
pub use small::draw_small;
pub use table::{
    FigureTable, FigureTables, table_of, table_of_answers, table_of_durations, table_of_funnel, table_of_gaps,
    table_of_pairs, table_of_series, table_of_sites, table_of_small,
};
