//! The verdict on a measure of counts: the first row of the table that matches.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::its::pre_trend::PreTrend;
use crate::rates::comparison::{ComparisonError, RateComparison, compare_rates};
use crate::rates::dispersion::{Dispersion, dispersion};
use crate::rates::effective::{EffectiveComparison, compare_effective};
use crate::rates::look_ahead::power_of_fall;
use crate::rule_set::{FULL_LIMITS_FROM, RULE_SET};
use crate::rules::found::Direction;
use crate::series::absent::counts_with_absent;
use crate::series::count_series::CountSeries;
use crate::series::period::PeriodState;
use crate::verdict::after_chart::{AfterChart, after_chart, sparse};
use crate::verdict::codes::{Caveat, PeriodLength, PlannedCheck, Reason, Route, Verdict};
use crate::verdict::evidence::{Evidence, evidence, matched_evidence};
use crate::verdict::guards::{Guarded, failing, missing_share, season_not_covered};
use crate::verdict::pre_trend::before_trend;
use crate::verdict::question::CountQuestion;
use crate::verdict::settle::{Settling, settling};
use crate::verdict::sides::{Move, Side, Sides, moved, season_overlap, sides};
use crate::verdict::worst::{WithoutWorst, without_worst};

/// Another change this close, on either side, is named beside the verdict.
const NEAR_DAYS: i64 = 56;
/// Days after the change from which a year has gone by.
const YEAR_DAYS: f64 = 364.0;

/// A verdict with everything it rests on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CountVerdict {
    /// The verdict.
    pub verdict: Verdict,
    /// Why.
    pub reason: Reason,
    /// The row of the table that matched, 1 to 10.
    pub row: u8,
    /// The route to "worked" that was met, on rows 5 and 6.
    pub route: Option<Route>,
    /// What has to be said beside it, each once.
    pub caveats: Vec<Caveat>,
    /// Guards of "worked" that fail, in the order in which they are named.
    pub failed_guards: Vec<Caveat>,
    /// Which way the rate moved.
    pub way: Move,
    /// Whether this look was recorded before the change.
    pub check: PlannedCheck,
    /// The ratio of rates aimed for.
    pub target_ratio: f64,
    /// The two sides and what belongs to neither.
    pub sides: Sides,
    /// Periods after the change times their length, in days.
    pub span_days: f64,
    /// The exact comparison; `None` with no period after the change.
    pub exact: Option<RateComparison>,
    /// The comparison that the verdict uses.
    pub used: Option<EffectiveComparison>,
    /// Variation beyond chance, and φ.
    pub dispersion: Dispersion,
    /// Evidence valid at every look.
    pub evidence: Evidence,
    /// The baseline without what prompted the action.
    pub without_worst: WithoutWorst,
    /// p of the comparison against it; `None` with no period after the change.
    pub p_worst_out: Option<f64>,
    /// Chance that a change of the size aimed for would show by now; 0 for measures of which more is better.
    pub power: f64,
    /// Share of the exposure whose calendar months are covered on both sides; `None` with no period after.
    pub season_overlap: Option<f64>,
    /// Trend of the baseline alone; `None` with fewer than 8 periods or where it could not be fitted.
    pub pre_trend: Option<PreTrend>,
    /// Signals after the change; `None` where they are not used.
    pub after_chart: Option<AfterChart>,
    /// What would settle it.
    pub settling: Option<Settling>,
    /// The reading that is not shown, where excluded periods change the verdict.
    pub other_reading: Option<OtherReading>,
    /// Version of the method.
    pub rule_set: String,
}

/// The verdict as it reads when excluded periods are taken the other way.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct OtherReading {
    /// The verdict then.
    pub verdict: Verdict,
    /// It leaves the excluded periods out; what is shown counts them in.
    pub without_excluded: bool,
    /// Events and exposure before.
    pub before: (u64, f64),
    /// Events and exposure after.
    pub after: (u64, f64),
}

impl OtherReading {
    pub(crate) fn of(verdict: Verdict, without_excluded: bool, sides: &Sides) -> Self {
        let totals = |side: &Side| (side.events, side.exposure);
        Self { verdict, without_excluded, before: totals(&sides.before), after: totals(&sides.after) }
    }
}

/// The verdict on one change. A period that is absent from the series is a missing return like any other.
///
/// Where a period of the comparison is excluded, the verdict is made with it and without it, and the less
/// favourable one is given.
///
/// # Errors
/// [`DataError`](crate::DataError) for a comparison that cannot be made from the data (row 0 of the table):
/// nothing entered, nothing before the change, a baseline that reaches the change.
pub fn count_verdict(question: &CountQuestion<'_>) -> Result<CountVerdict, ComparisonError> {
    let whole = counts_with_absent(question.series)?;
    let question = &CountQuestion { series: &whole, ..question.clone() };
    let without = judged(question)?;
    if without.sides.before.excluded() + without.sides.after.excluded() == 0 {
        return Ok(without);
    }
    let Some(series) = with_excluded(question.series) else { return Ok(without) };
    let with = judged(&CountQuestion { series: &series, ..question.clone() })?;
    if with.verdict == without.verdict {
        return Ok(without);
    }
    let (mut shown, other) = if with.verdict < without.verdict { (with, without) } else { (without, with) };
    let counted_in = shown.sides.before.excluded() + shown.sides.after.excluded() == 0;
    shown.other_reading = Some(OtherReading::of(other.verdict, counted_in, &other.sides));
    shown.caveats.push(Caveat::ExclusionsMatter);
    shown.caveats.sort_unstable();
    Ok(shown)
}

/// The series with excluded periods that were counted taken as observed; `None` if there is none.
pub(crate) fn with_excluded(series: &CountSeries) -> Option<CountSeries> {
    let mut changed = false;
    let periods = series
        .periods()
        .iter()
        .map(|p| {
            let mut p = p.clone();
            if p.state == PeriodState::Excluded && p.events.is_some() {
                p.state = PeriodState::Observed;
                changed = true;
            }
            p
        })
        .collect();
    CountSeries::new(periods).ok().filter(|_| changed)
}

/// Everything that the rows of the table ask about, once there is a period after the change.
struct Facts<'a> {
    question: &'a CountQuestion<'a>,
    before: &'a Side,
    after: &'a Side,
    span: f64,
    way: Move,
    p: f64,
    used: EffectiveComparison,
    evidence: &'a Evidence,
    p_worst: f64,
    worst_flips: bool,
    chart: Option<&'a AfterChart>,
    power: f64,
    failed: &'a [Caveat],
}

impl Facts<'_> {
    fn good(&self) -> bool {
        self.way == Move::Good
    }

    fn depends_on_worst(&self) -> bool {
        self.p_worst > 0.20 || self.worst_flips
    }

    /// The lawful route to "worked" that this look meets.
    fn route(&self) -> Option<Route> {
        if self.question.check_counted().passes_at().is_some_and(|bar| self.p <= bar) {
            Some(Route::PlannedCheck)
        } else if self.evidence.shown() {
            Some(Route::Anytime)
        } else {
            None
        }
    }

    fn run_of_eight(&self, good: bool) -> bool {
        self.chart.is_some_and(|chart| chart.run_of_eight(good)) && self.p <= 0.20
    }

    fn hint(&self) -> bool {
        let planned = self.question.check_counted().planned();
        self.good()
            && (self.p <= 0.05
                || self.evidence.e_max() >= 5.0
                || (planned && self.p <= 0.10)
                || self.run_of_eight(true))
    }

    fn got_worse(&self) -> bool {
        let enough = match self.question.direction {
            Direction::LowerIsBetter => self.after.events >= 3,
            Direction::HigherIsBetter => self.before.events >= 3,
        };
        let planned = self.question.check_counted().planned();
        self.way == Move::Bad
            && enough
            && (self.p <= 0.01
                || self.evidence.bad_now() >= 20.0
                || (planned && self.p <= 0.05)
                || self.run_of_eight(false))
    }

    fn after_too_short(&self) -> bool {
        let fewest = if self.question.every.days() < 28.0 { 4 } else { 3 };
        self.after.used.len() < fewest || self.span < 28.0
    }

    /// Row 8: there was enough to see the change aimed for, and it is not there.
    fn enough_to_see(&self) -> bool {
        let target = self.question.target_ratio;
        match self.question.direction {
            Direction::LowerIsBetter => {
                let large_ratio = match self.used.ratio {
                    crate::Ratio::Finite(ratio) => ratio >= target.sqrt(),
                    crate::Ratio::Infinite => true,
                    crate::Ratio::Undefined => false,
                };
                self.used.interval.lower > target || (large_ratio && self.power >= 0.5)
            }
            Direction::HigherIsBetter => self.used.interval.upper.is_some_and(|upper| upper < 1.0 / target),
        }
    }

    /// The first row that matches.
    fn row(&self) -> (u8, Verdict, Reason, Option<Route>) {
        let route = self.route().filter(|_| self.good() && !self.depends_on_worst());
        if self.got_worse() {
            return (2, Verdict::GotWorse, Reason::RateRose, None);
        }
        if self.before.events == 0 && self.question.direction == Direction::LowerIsBetter {
            return (3, Verdict::TooEarly, Reason::NoEventsBefore, None);
        }
        if self.after_too_short() {
            return (4, Verdict::TooEarly, Reason::AfterTooShort, None);
        }
        match route {
            Some(_) if self.failed.is_empty() => return (5, Verdict::Worked, Reason::AllGuards, route),
            Some(_) => return (6, Verdict::MayHaveWorked, Reason::GuardFailed, route),
            None => {}
        }
        if self.hint() && !self.depends_on_worst() {
            return (7, Verdict::MayHaveWorked, Reason::Suggestive, None);
        }
        if self.enough_to_see() {
            return (8, Verdict::NoSignYet, Reason::EnoughData, None);
        }
        if self.span >= YEAR_DAYS && self.after.exposure >= self.before.exposure {
            return (9, Verdict::NoSignYet, Reason::TooFewToSettle, None);
        }
        (10, Verdict::TooEarly, Reason::NotSettleableYet, None)
    }

    /// The interval lies wholly short of the ratio aimed for.
    fn short_of_target(&self) -> bool {
        let target = self.question.target_ratio;
        match self.question.direction {
            Direction::LowerIsBetter => self.used.interval.lower > target,
            Direction::HigherIsBetter => self.used.interval.upper.is_some_and(|upper| upper < 1.0 / target),
        }
    }
}

fn judged(question: &CountQuestion<'_>) -> Result<CountVerdict, ComparisonError> {
    let sides = sides(question.series, question.change, question.baseline, question.washout_periods)?;
    let (before, after) = (&sides.before, &sides.after);
    let direction = question.direction;
    let pairs = |side: &Side| side.used.iter().map(|p| p.pair()).collect::<Vec<_>>();
    let dispersion = dispersion(&pairs(before), &pairs(after));
    let phi = dispersion.phi;
    let (a, t0) = (before.events as f64, before.exposure);
    let (b, t1) = (after.events as f64, after.exposure);
    let span_days = after.used.len() as f64 * question.every.days();
    let evidence = if question.matched {
        matched_evidence(question.series, after, question.every, direction)
    } else {
        evidence(before, after, phi, direction)
    };
    let without_worst = without_worst(before, question.trigger_periods, direction);
    let pre_trend = before_trend(before);
    let mut found = CountVerdict {
        verdict: Verdict::TooEarly,
        reason: Reason::AfterTooShort,
        row: 1,
        route: None,
        caveats: Vec::new(),
        failed_guards: Vec::new(),
        way: Move::None,
        check: question.check_counted(),
        target_ratio: question.target_ratio,
        span_days,
        exact: None,
        used: None,
        dispersion,
        evidence,
        without_worst,
        p_worst_out: None,
        power: 0.0,
        season_overlap: None,
        pre_trend,
        after_chart: None,
        settling: None,
        other_reading: None,
        rule_set: RULE_SET.to_owned(),
        sides: sides.clone(),
    };
    if after.used.is_empty() {
        found.caveats = said_always(question, &found);
        found.settling = settling(question, &found)?;
        return Ok(found);
    }
    let used = compare_effective(a, t0, b, t1, phi)?;
    let (p_worst, way_without) = found.without_worst.against(b, t1, phi, direction)?;
    found.way = moved(direction, a, t0, b, t1);
    found.exact = Some(compare_rates(before.events, t0, after.events, t1)?);
    found.used = Some(used);
    found.p_worst_out = Some(p_worst);
    found.season_overlap = Some(season_overlap(before, after));
    found.after_chart = after_chart(before, after, direction);
    found.power = match direction {
        Direction::LowerIsBetter => {
            effective_events(before.events, phi).map_or(Ok(0.0), |n| power_of_fall(n, t0, t1, question.target_ratio))?
        }
        Direction::HigherIsBetter => 0.0,
    };
    let guarded = Guarded { question, found: &found, p_worst };
    let failed = failing(&guarded);
    let facts = Facts {
        question,
        before,
        after,
        span: span_days,
        way: found.way,
        p: used.p,
        used,
        evidence: &found.evidence,
        p_worst,
        worst_flips: found.way == Move::Good && way_without != Move::Good,
        chart: found.after_chart.as_ref(),
        power: found.power,
        failed: &failed,
    };
    let (row, verdict, reason, route) = facts.row();
    let mut caveats = said_always(question, &found);
    if (5..=7).contains(&row) {
        caveats.extend(failed.iter().copied());
        if before.used.len() < trend_checkable_from(question.every) {
            caveats.push(Caveat::TrendNotCheckable);
        }
        if facts.short_of_target() {
            caveats.push(Caveat::ShortOfTarget);
        }
    }
    if facts.hint() && facts.depends_on_worst() {
        caveats.push(Caveat::DependsOnWorstPeriod);
    }
    caveats.sort_unstable();
    caveats.dedup();
    (found.row, found.verdict, found.reason, found.route) = (row, verdict, reason, route);
    found.caveats = caveats;
    found.failed_guards = failed;
    found.settling = settling(question, &found)?;
    Ok(found)
}

/// Periods before from which a trend can be told from the change itself: 26 weeks, or 12 months.
fn trend_checkable_from(every: PeriodLength) -> usize {
    match every {
        PeriodLength::Day => 182,
        PeriodLength::Week => 26,
        PeriodLength::Month => 12,
        PeriodLength::Quarter => 4,
    }
}

/// ⌊a/φ⌋, where it is at least 1.
pub(crate) fn effective_events(a: u64, phi: f64) -> Option<u64> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 or more")]
    let whole = (a as f64 / phi + 1e-9).floor() as u64;
    (whole > 0).then_some(whole)
}

fn said_always(question: &CountQuestion<'_>, found: &CountVerdict) -> Vec<Caveat> {
    let mut caveats = always(question, &found.sides, found.season_overlap);
    let varied = [
        (Caveat::Overdispersed, found.dispersion.overdispersed),
        (Caveat::Autocorrelated, found.dispersion.autocorrelated),
    ];
    caveats.extend(varied.into_iter().filter(|(_, said)| *said).map(|(caveat, _)| caveat));
    caveats.sort_unstable();
    caveats
}

/// Caveats that are said whatever the verdict, but those of φ.
pub(crate) fn always(question: &CountQuestion<'_>, sides: &Sides, season_overlap: Option<f64>) -> Vec<Caveat> {
    let (before, after) = (&sides.before, &sides.after);
    let near = |other: &NaiveDate| (*other - question.change).num_days().abs() <= NEAR_DAYS;
    let said = [
        (Caveat::Retrospective, !question.planned_beforehand()),
        (Caveat::Washout, !sides.washed_out.is_empty()),
        (Caveat::MissingPeriods, before.missing() + after.missing() > 0),
        (Caveat::MissingShare, missing_share(sides)),
        (Caveat::SparsePoints, sparse(before)),
        (Caveat::TrialLimits, before.used.len() < FULL_LIMITS_FROM),
        (Caveat::SeasonNotCovered, season_overlap.is_some_and(season_not_covered)),
        (Caveat::ReportingMayHaveFallen, question.reporting_flag),
        (Caveat::NoExposureGiven, sides.days_as_exposure),
        (Caveat::OtherChangeNear, question.other_changes.iter().any(near)),
        (Caveat::NotIndependent, !question.independent),
        (Caveat::BaselineChangedLate, question.baseline_changed_late),
        (Caveat::CheckedAfterFinal, question.check_counted() == PlannedCheck::AfterFinal),
    ];
    said.into_iter().filter(|(_, said)| *said).map(|(caveat, _)| caveat).collect()
}
