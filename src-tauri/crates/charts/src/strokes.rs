//! The lines of the charts. No two that may stand on one drawing share both their course and their dash.

use crate::model::{Centre, PairChange};
use crate::palette::Role;
use crate::svg::Canvas;

/// What a line means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stroke {
    /// From point to point.
    Trace,
    /// Mean of its own stretch of time.
    Mean,
    /// Mean carried forward.
    MeanCarried,
    /// Median of its own stretch of time.
    Median,
    /// Median carried forward.
    MedianCarried,
    /// Limit of ordinary variation; 95% in a funnel.
    Limit,
    /// Limit of 99.8%.
    OuterLimit,
    /// Mean or median that a recalculation has replaced.
    ReplacedCentre,
    /// Limit that a recalculation has replaced.
    ReplacedLimit,
    /// Value to be reached.
    Target,
    /// Dated change.
    Change,
    /// The gap still open, and its like.
    Open,
    /// Two scores of one person.
    Pair(PairChange),
}

impl Stroke {
    #[cfg(test)]
    pub(crate) const ALL: [Self; 15] = [
        Self::Trace,
        Self::Mean,
        Self::MeanCarried,
        Self::Median,
        Self::MedianCarried,
        Self::Limit,
        Self::OuterLimit,
        Self::ReplacedCentre,
        Self::ReplacedLimit,
        Self::Target,
        Self::Change,
        Self::Open,
        Self::Pair(PairChange::Better),
        Self::Pair(PairChange::Worse),
        Self::Pair(PairChange::Same),
    ];

    /// The line of a centre in its own stretch of time, or carried beyond it.
    pub(crate) fn of_centre(centre: Centre, carried: bool) -> Self {
        match (centre, carried) {
            (Centre::Mean, false) => Self::Mean,
            (Centre::Mean, true) => Self::MeanCarried,
            (Centre::Median, false) => Self::Median,
            (Centre::Median, true) => Self::MedianCarried,
        }
    }

    /// Colour, width and dash.
    pub(crate) fn look(self) -> (Role, f64, &'static str) {
        match self {
            Self::Trace => (Role::Trace, 1.4, ""),
            Self::Mean => (Role::Centre, 1.6, ""),
            Self::MeanCarried => (Role::Centre, 1.3, "7 4"),
            Self::Median => (Role::Centre, 1.6, "18 3"),
            Self::MedianCarried => (Role::Centre, 1.3, "14 3 2 3"),
            Self::Limit => (Role::Limit, 1.1, "3 4"),
            Self::OuterLimit => (Role::Limit, 1.3, "9 2 1.5 2"),
            Self::ReplacedCentre => (Role::Limit, 1.2, "5 3 1 3 1 3"),
            Self::ReplacedLimit => (Role::Limit, 1.1, "1 3"),
            Self::Target => (Role::Ink, 2.2, "2 2.6"),
            Self::Change => (Role::Marker, 1.4, "1.5 4"),
            Self::Open => (Role::Steady, 1.4, "4 3"),
            Self::Pair(PairChange::Better) => (Role::Improving, 1.4, ""),
            Self::Pair(PairChange::Worse) => (Role::Concerning, 1.4, "6 3"),
            Self::Pair(PairChange::Same) => (Role::Steady, 1.4, "1.5 3"),
        }
    }
}

impl Canvas {
    /// A straight line that means something.
    pub(crate) fn stroke(&mut self, from: (f64, f64), to: (f64, f64), stroke: Stroke) {
        let (role, width, dash) = stroke.look();
        self.line(from, to, role, width, dash);
    }

    /// The same along a path.
    pub(crate) fn stroke_path(&mut self, path: &str, stroke: Stroke, width: f64) {
        let (role, _, dash) = stroke.look();
        let mut element = self.element("path").raw("d", path).attr("fill", "none").stroke(role, width);
        if !dash.is_empty() {
            element = element.attr("stroke-dasharray", dash);
        }
        element.attr("stroke-linejoin", "round").end();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_lines_share_a_dash_save_solid_ones_of_another_course() {
        let solid = |stroke: Stroke| stroke.look().2.is_empty();
        for (i, one) in Stroke::ALL.into_iter().enumerate() {
            for other in Stroke::ALL.into_iter().skip(i + 1) {
                assert!(one.look().2 != other.look().2 || (solid(one) && solid(other)), "{one:?} and {other:?}");
            }
        }
        // Level, from point to point, and from column to column.
        let all: Vec<Stroke> = Stroke::ALL.into_iter().filter(|s| solid(*s)).collect();
        assert_eq!(all, [Stroke::Trace, Stroke::Mean, Stroke::Pair(PairChange::Better)]);
    }
}
