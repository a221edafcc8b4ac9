//! What "worked" has to stand up to.

use crate::its::pre_trend::PreTrend;
use crate::rules::found::Direction;
use crate::verdict::codes::Caveat;
use crate::verdict::count::CountVerdict;
use crate::verdict::question::CountQuestion;
use crate::verdict::sides::Sides;

/// Periods before.
pub const BEFORE_FROM: usize = 8;
/// Periods after.
pub(crate) const AFTER_FROM: usize = 6;
/// Days after.
pub(crate) const SPAN_FROM: f64 = 84.0;
/// The p that the comparison without the worst period has to meet.
pub(crate) const WORST_OUT: f64 = 0.05;
/// Share of returns missing before and after that is still let through.
const MISSING: (f64, f64) = (0.20, 0.10);
/// Share of exposure in months covered on both sides, from which a season is covered.
const SEASON_FROM: f64 = 0.60;
/// The p of a trend before the change under which the measure was already on its way.
const TREND_P: f64 = 0.05;

/// A verdict in the making.
pub(crate) struct Guarded<'a> {
    pub(crate) question: &'a CountQuestion<'a>,
    pub(crate) found: &'a CountVerdict,
    pub(crate) p_worst: f64,
}

/// More than a fifth of the returns before, or a tenth of those after, are missing.
pub(crate) fn missing_share(sides: &Sides) -> bool {
    sides.before.missing_share() > MISSING.0 + 1e-12 || sides.after.missing_share() > MISSING.1 + 1e-12
}

/// Under 60% of the exposure lies in months that both sides cover.
pub(crate) fn season_not_covered(overlap: f64) -> bool {
    overlap < SEASON_FROM - 1e-12
}

/// The guards that fail, in the order in which they are named to a reader.
pub(crate) fn failing(guarded: &Guarded<'_>) -> Vec<Caveat> {
    let Guarded { question, found, p_worst } = guarded;
    let (before, after) = (&found.sides.before, &found.sides.after);
    let seasonal = question.seasonal && found.season_overlap.is_some_and(season_not_covered);
    [
        (Caveat::AlreadyFalling, already_falling(question.direction, found)),
        (Caveat::ShortBaseline, before.used.len() < BEFORE_FROM),
        (Caveat::ShortAfter, after.used.len() < AFTER_FROM || found.span_days < SPAN_FROM),
        (Caveat::MissingShare, missing_share(&found.sides)),
        (Caveat::AdverseSignal, found.after_chart.as_ref().is_some_and(|chart| chart.adverse())),
        (Caveat::DependsOnWorstPeriod, *p_worst > WORST_OUT),
        (Caveat::ReportingMayHaveFallen, question.reporting_flag),
        (Caveat::SeasonNotCovered, seasonal),
        (Caveat::SitesDisagree, question.sites_disagree),
        (Caveat::NotIndependent, !question.independent),
    ]
    .into_iter()
    .filter(|(_, fails)| *fails)
    .map(|(guard, _)| guard)
    .collect()
}

/// The baseline alone already moves the right way.
pub(crate) fn already_falling(direction: Direction, found: &CountVerdict) -> bool {
    found.pre_trend.as_ref().is_some_and(|trend| moves_already(direction, trend))
}

/// A trend that moves the right way by more than chance.
pub(crate) fn moves_already(direction: Direction, trend: &PreTrend) -> bool {
    trend.p < TREND_P
        && match direction {
            Direction::LowerIsBetter => trend.slope < 0.0,
            Direction::HigherIsBetter => trend.slope > 0.0,
        }
}
