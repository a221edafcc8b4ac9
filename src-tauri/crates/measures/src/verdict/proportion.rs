//! The verdict on a measure of proportions.

use serde::{Deserialize, Serialize};

use crate::its::pre_trend::PreTrend;
use crate::proportions::adjusted::{AdjustedProportions, compare_proportions_by_period};
use crate::proportions::comparison::{ProportionComparison, compare_proportions};
use crate::proportions::share::{Proportion, ProportionError, Share};
use crate::rule_set::RULE_SET;
use crate::rules::found::Direction;
use crate::series::absent::counts_with_absent;
use crate::series::period::{DataError, PeriodState};
use crate::verdict::after_chart::{AfterChart, after_chart};
use crate::verdict::codes::{Caveat, PlannedCheck, Reason, Verdict};
use crate::verdict::count::{OtherReading, always, with_excluded};
use crate::verdict::guards::{BEFORE_FROM, WORST_OUT, missing_share, moves_already, season_not_covered};
use crate::verdict::one_p::{OneP, Row};
use crate::verdict::pre_trend::before_trend;
use crate::verdict::question::CountQuestion;
use crate::verdict::sides::{Counted, Move, Sides, moved, season_overlap, sides};
use crate::verdict::worst::{WithoutWorst, without_worst};

/// Periods on each side from which the guards that read periods apply.
const GUARDS_FROM: usize = BEFORE_FROM;
/// A gain of 20 points is always one that matters.
const LARGE_GAIN: f64 = 0.20;
/// Closer to the end of the scale than this there is no room for a gain.
pub(crate) const CEILING: f64 = 0.05;

/// Two proportions without periods.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ProportionTotals {
    /// Which way is better.
    pub direction: Direction,
    /// Before.
    pub before: Proportion,
    /// After.
    pub after: Proportion,
    /// Days from the change to the end of the time after.
    pub span_days: f64,
    /// Whether this look was recorded before the change.
    pub check: PlannedCheck,
    /// Whether the two sides are different people, or the same ones linked.
    pub independent: bool,
    /// The reporting panel raised a flag.
    pub reporting_flag: bool,
}

/// A verdict on proportions with what it rests on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProportionVerdict {
    /// The verdict.
    pub verdict: Verdict,
    /// Why.
    pub reason: Reason,
    /// What has to be said beside it, each once.
    pub caveats: Vec<Caveat>,
    /// Guards of "worked" that fail.
    pub failed_guards: Vec<Caveat>,
    /// Which way the share moved.
    pub way: Move,
    /// Whether this look was recorded before the change.
    pub check: PlannedCheck,
    /// Days after the change.
    pub span_days: f64,
    /// The shares as counted.
    pub exact: ProportionComparison,
    /// The comparison whose p is used: counts divided by φ where the periods vary by more than chance.
    pub used: ProportionComparison,
    /// The divisor of counts.
    pub phi: f64,
    /// The smallest gain that matters here, as a share: 20 points, or half the way to the end.
    pub smallest_gain: f64,
    /// The periods of both sides; `None` for totals.
    pub sides: Option<Sides>,
    /// The baseline without its worst period and p against it, with 8 or more periods on each side.
    pub without_worst: Option<(WithoutWorst, f64)>,
    /// Trend of the baseline alone, with 8 or more periods on each side.
    pub pre_trend: Option<PreTrend>,
    /// Signals after the change, with 8 or more periods on each side.
    pub after_chart: Option<AfterChart>,
    /// The reading that is not shown, where excluded periods change the verdict.
    pub other_reading: Option<OtherReading>,
    /// Version of the method.
    pub rule_set: String,
}

/// Why there is no verdict.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum ProportionVerdictError {
    /// The periods do not allow it.
    #[error(transparent)]
    Data(#[from] DataError),
    /// The numbers do not allow it.
    #[error(transparent)]
    Proportion(#[from] ProportionError),
    /// There is nobody on one side.
    #[error("a comparison of shares needs somebody on both sides")]
    Nobody,
}

impl ProportionVerdictError {
    /// Short name of the fault, the same in every version.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Data(error) => error.code(),
            Self::Proportion(error) => error.code(),
            Self::Nobody => "den_zero",
        }
    }
}

/// The verdict on two totals.
///
/// # Errors
/// [`ProportionVerdictError`] if more did than there were, or a side has nobody.
pub fn proportion_totals_verdict(totals: &ProportionTotals) -> Result<ProportionVerdict, ProportionVerdictError> {
    let exact = compare_proportions(totals.before, totals.after)?;
    if totals.before.den == 0 || totals.after.den == 0 {
        return Err(ProportionVerdictError::Nobody);
    }
    let mut caveats = Vec::new();
    if !totals.check.planned() {
        caveats.extend([Caveat::Retrospective, Caveat::TotalsOnly]);
    }
    if totals.reporting_flag {
        caveats.push(Caveat::ReportingMayHaveFallen);
    }
    if totals.check == PlannedCheck::AfterFinal {
        caveats.push(Caveat::CheckedAfterFinal);
    }
    let failed: &[Caveat] = if totals.independent { &[] } else { &[Caveat::NotIndependent] };
    caveats.extend(failed);
    let blank = ProportionVerdict {
        verdict: Verdict::TooEarly,
        reason: Reason::NotSettleableYet,
        caveats,
        failed_guards: Vec::new(),
        way: Move::None,
        check: totals.check,
        span_days: totals.span_days,
        used: exact.clone(),
        exact,
        phi: 1.0,
        smallest_gain: 0.0,
        sides: None,
        without_worst: None,
        pre_trend: None,
        after_chart: None,
        other_reading: None,
        rule_set: RULE_SET.to_owned(),
    };
    Ok(settled(blank, totals.direction, failed, totals.reporting_flag, true))
}

/// The verdict on a series of proportions: events are the numerators, exposures the denominators.
///
/// Where a period of the comparison is excluded, the verdict is made with it and without it, and the less favourable one
/// is given, as for counts.
///
/// # Errors
/// [`ProportionVerdictError`] for what the data do not allow.
pub fn proportion_verdict(question: &CountQuestion<'_>) -> Result<ProportionVerdict, ProportionVerdictError> {
    let whole = counts_with_absent(question.series)?;
    let question = &CountQuestion { series: &whole, ..question.clone() };
    let without = judged(question)?;
    let excluded = |found: &ProportionVerdict| {
        found.sides.as_ref().map_or(0, |sides| sides.before.excluded() + sides.after.excluded())
    };
    let series = (excluded(&without) > 0).then(|| with_excluded(question.series)).flatten();
    let Some(series) = series else { return Ok(without) };
    let with = judged(&CountQuestion { series: &series, ..question.clone() })?;
    if with.verdict == without.verdict {
        return Ok(without);
    }
    let (mut shown, other) = if with.verdict < without.verdict { (with, without) } else { (without, with) };
    shown.other_reading =
        other.sides.as_ref().map(|sides| OtherReading::of(other.verdict, excluded(&shown) == 0, sides));
    shown.caveats.push(Caveat::ExclusionsMatter);
    shown.caveats.sort_unstable();
    Ok(shown)
}

fn judged(question: &CountQuestion<'_>) -> Result<ProportionVerdict, ProportionVerdictError> {
    let sides = sides(question.series, question.change, question.baseline, question.washout_periods)?;
    if sides.days_as_exposure {
        let bare = question.series.periods().iter().find(|p| p.state == PeriodState::Observed && p.exposure.is_none());
        return Err(DataError::EventsWithoutExposure { start: bare.map_or(question.change, |p| p.start) }.into());
    }
    let direction = question.direction;
    let parts = |used: &[Counted]| used.iter().map(part).collect::<Vec<_>>();
    let compared: AdjustedProportions =
        compare_proportions_by_period(&parts(&sides.before.used), &parts(&sides.after.used))?;
    let span_days = sides.after.used.len() as f64 * question.every.days();
    let phi = compared.dispersion.phi;
    let mut failed = Vec::new();
    let (mut worst, mut pre_trend, mut chart) = (None, None, None);
    if sides.before.used.len() >= GUARDS_FROM && sides.after.used.len() >= GUARDS_FROM {
        let without = without_worst(&sides.before, question.trigger_periods, direction);
        let p = p_without(&without, &sides, phi)?;
        pre_trend = before_trend(&sides.before);
        chart = after_chart(&sides.before, &sides.after, direction);
        let guards = [
            (Caveat::AlreadyFalling, pre_trend.as_ref().is_some_and(|trend| moves_already(direction, trend))),
            (Caveat::MissingShare, missing_share(&sides)),
            (Caveat::AdverseSignal, chart.as_ref().is_some_and(AfterChart::adverse)),
            (Caveat::DependsOnWorstPeriod, p > WORST_OUT),
        ];
        failed.extend(guards.into_iter().filter(|(_, fails)| *fails).map(|(guard, _)| guard));
        worst = Some((without, p));
    }
    let overlap = (!sides.after.used.is_empty()).then(|| season_overlap(&sides.before, &sides.after));
    let flags = [
        (Caveat::SeasonNotCovered, question.seasonal && overlap.is_some_and(season_not_covered)),
        (Caveat::SitesDisagree, question.sites_disagree),
        (Caveat::NotIndependent, !question.independent),
    ];
    failed.extend(flags.into_iter().filter(|(_, fails)| *fails).map(|(guard, _)| guard));
    let mut caveats = always(question, &sides, overlap);
    // Sparse counts and provisional limits are spoken of by charts of counts alone.
    caveats.retain(|c| !matches!(c, Caveat::SparsePoints | Caveat::TrialLimits));
    if compared.dispersion.overdispersed {
        caveats.push(Caveat::Overdispersed);
    }
    let found = ProportionVerdict {
        verdict: Verdict::TooEarly,
        reason: Reason::AfterTooShort,
        caveats,
        failed_guards: Vec::new(),
        way: Move::None,
        check: question.check_counted(),
        span_days,
        exact: compared.exact,
        used: compared.used,
        phi,
        smallest_gain: 0.0,
        sides: Some(sides),
        without_worst: worst,
        pre_trend,
        after_chart: chart,
        other_reading: None,
        rule_set: RULE_SET.to_owned(),
    };
    if found.sides.as_ref().is_some_and(|sides| sides.after.used.is_empty()) {
        return Ok(found);
    }
    Ok(settled(found, direction, &failed, question.reporting_flag, false))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "denominators are whole and above 0")]
fn part(period: &Counted) -> Proportion {
    Proportion { num: period.events, den: period.exposure.round() as u64 }
}

/// p without the worst period, with the φ of the full comparison; 1 where nothing is left.
fn p_without(without: &WithoutWorst, sides: &Sides, phi: f64) -> Result<f64, ProportionVerdictError> {
    if without.t0 <= 0.0 {
        return Ok(1.0);
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counts of 0 or more")]
    let shrunk = |num: u64, den: f64| Proportion {
        num: (num as f64 / phi + 0.5).floor() as u64,
        den: (den / phi + 0.5).floor() as u64,
    };
    let before = shrunk(without.a, without.t0);
    let after = shrunk(sides.after.events, sides.after.exposure);
    Ok(compare_proportions(before, after)?.p_central)
}

/// The smallest gain that matters where a share can still move this far: 20 points, or half of it.
pub(crate) fn smallest_gain_of(room: f64) -> f64 {
    LARGE_GAIN.min(room / 2.0)
}

/// Lets the table decide, and says what has to be said.
fn settled(
    mut found: ProportionVerdict,
    direction: Direction,
    failed: &[Caveat],
    reporting_flag: bool,
    totals_only: bool,
) -> ProportionVerdict {
    let (before, after) = (found.exact.before, found.exact.after);
    let pair = |p: Share| (p.num as f64, p.den as f64);
    let ((a, t0), (b, t1)) = (pair(before), pair(after));
    found.way = if t0 > 0.0 && t1 > 0.0 { moved(direction, a, t0, b, t1) } else { Move::None };
    let start = found.exact.before.share.unwrap_or_default();
    let room = match direction {
        Direction::HigherIsBetter => 1.0 - start,
        Direction::LowerIsBetter => start,
    };
    found.smallest_gain = smallest_gain_of(room);
    let (low, high) = found.used.difference_interval;
    let gain_excluded = match direction {
        Direction::HigherIsBetter => high < found.smallest_gain,
        Direction::LowerIsBetter => -low < found.smallest_gain,
    };
    let at_ceiling = room <= CEILING + 1e-12;
    let depends_on_worst = found.without_worst.as_ref().is_some_and(|(_, p)| *p > 0.20);
    let table = OneP {
        n: (before.den, after.den),
        span_days: found.span_days,
        way: found.way,
        p: found.used.p_central,
        check: found.check,
        depends_on_worst,
        failed,
        reporting_flag,
        totals_only,
        at_ceiling,
        gain_excluded,
    };
    let Row { verdict, reason, failed, better } = table.row();
    if better {
        found.caveats.extend(failed.iter().copied());
    }
    if at_ceiling {
        found.caveats.push(Caveat::AtCeiling);
    }
    if depends_on_worst && found.way == Move::Good && found.used.p_central <= 0.10 {
        found.caveats.push(Caveat::DependsOnWorstPeriod);
    }
    found.caveats.sort_unstable();
    found.caveats.dedup();
    (found.verdict, found.reason, found.failed_guards) = (verdict, reason, failed);
    found
}
