//! What would settle a question that is open: how few events, by when.

use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::math::summation::{mean, sum};
use crate::rates::anytime::{SHOWN, log_e_value};
use crate::rates::comparison::ComparisonError;
use crate::rates::effective::effective_p;
use crate::rates::look_ahead::{
    POWER, enough_exposure, largest_passing, least_above, most_below, power_of_fall, power_of_rise, smallest_passing,
};
use crate::rules::found::Direction;
use crate::verdict::codes::{PeriodLength, PlannedCheck, Route, Verdict};
use crate::verdict::count::{CountVerdict, effective_events};
use crate::verdict::guards::{AFTER_FROM, BEFORE_FROM, SPAN_FROM, WORST_OUT, already_falling, season_not_covered};
use crate::verdict::question::CountQuestion;
use crate::verdict::sides::{Counted, Move, Side, season_overlap};

/// Weeks after the change within which a measure has to be able to settle.
const HORIZON_DAYS: f64 = 104.0 * 7.0;
/// Observed periods whose mean exposure is carried forward.
const RECENT: usize = 8;

/// What would settle it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Settling {
    /// Mean exposure of the last 8 periods used, carried forward.
    pub recent_exposure: f64,
    /// The first number of periods after the change, within 104 weeks, at which a change of the size aimed
    /// for would show in at least 80% of cases; `None` where there is none.
    pub enough_periods: Option<u32>,
    /// The day on which they are over.
    pub enough_on: Option<NaiveDate>,
    /// A guard stands against "worked" that no later counts can lift: a short baseline, a fall that had begun.
    pub lastingly_against: bool,
    /// What would be enough on a day still to come: the look-ahead's, and the recorded final check's.
    pub by: Vec<SettledBy>,
}

/// How few (or many) events would make this change "worked" on a day.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct SettledBy {
    /// The day: periods that end by it are in.
    pub on: NaiveDate,
    /// Periods after the change by then.
    pub periods: u32,
    /// Which route would be open on that day.
    pub route: Route,
    /// The most events after the change with which it would pass (the fewest, where more is better), those
    /// already counted included; `None` where no number could.
    pub events: Option<u64>,
}

/// The first day of the n-th period after one that begins on `start`; `None` beyond the calendar.
#[must_use]
pub fn advance(start: NaiveDate, periods: u32, every: PeriodLength) -> Option<NaiveDate> {
    match every {
        PeriodLength::Day => start.checked_add_days(Days::new(u64::from(periods))),
        PeriodLength::Week => start.checked_add_days(Days::new(7 * u64::from(periods))),
        PeriodLength::Month => start.checked_add_months(Months::new(periods)),
        PeriodLength::Quarter => start.checked_add_months(Months::new(3 * periods)),
    }
}

/// Looks ahead; `None` where nothing can be carried forward, or where the question is settled as far as it
/// can be ("worked", "got worse", no events before).
pub(crate) fn settling(
    question: &CountQuestion<'_>,
    found: &CountVerdict,
) -> Result<Option<Settling>, ComparisonError> {
    let (before, after) = (&found.sides.before, &found.sides.after);
    if matches!(found.verdict, Verdict::Worked | Verdict::GotWorse) || before.events == 0 {
        return Ok(None);
    }
    let all: Vec<&Counted> = before.used.iter().chain(&after.used).collect();
    let recent: Vec<f64> = all.iter().rev().take(RECENT).map(|p| p.exposure).collect();
    let (Some(recent_exposure), Some(first)) = (mean(&recent), first_after(question, after)) else {
        return Ok(None);
    };
    let phi = found.dispersion.phi;
    let target = question.target_ratio;
    let t0 = before.exposure;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 728")]
    let most = (HORIZON_DAYS / question.every.days()).round() as u32;
    let enough = match effective_events(before.events, phi) {
        None => None,
        Some(n) => enough_exposure(recent_exposure, most, POWER, |t1| match question.direction {
            Direction::LowerIsBetter => power_of_fall(n, t0, t1, target),
            Direction::HigherIsBetter => power_of_rise(n, t0, t1, target),
        })?,
    };
    let enough_periods = enough.map(|e| e.steps);
    let so_far = u32::try_from(after.slots).unwrap_or(u32::MAX);
    let mut by = Vec::new();
    let ahead = Ahead { question, found, first, recent: recent_exposure, so_far };
    if let Some(steps) = enough_periods {
        by.extend(ahead.settled_by(steps.max(so_far + 1).max(ahead.fewest()))?);
    }
    if let Some(check) = question.final_check_on.filter(|_| !question.baseline_changed_late) {
        let periods = (1..=most).take_while(|n| advance(first, *n, question.every).is_some_and(|d| d <= check));
        if let Some(periods) = periods.last().filter(|n| *n > so_far)
            && by.iter().all(|b: &SettledBy| b.periods != periods)
        {
            by.extend(ahead.settled_by(periods)?);
        }
    }
    by.sort_by_key(|b| b.on);
    let enough_on = enough_periods.and_then(|n| advance(first, n, question.every));
    let lastingly_against = ahead.lastingly_against();
    Ok(Some(Settling { recent_exposure, enough_periods, enough_on, lastingly_against, by }))
}

/// First day of the first period after the change and its transition.
fn first_after(question: &CountQuestion<'_>, after: &Side) -> Option<NaiveDate> {
    after.first.or_else(|| {
        let washout = u32::try_from(question.washout_periods).ok()?;
        advance(question.change, washout, question.every)
    })
}

struct Ahead<'a> {
    question: &'a CountQuestion<'a>,
    found: &'a CountVerdict,
    first: NaiveDate,
    recent: f64,
    so_far: u32,
}

impl Ahead<'_> {
    /// Periods after the change under which "worked" is never said.
    fn fewest(&self) -> u32 {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 84")]
        let span = (SPAN_FROM / self.question.every.days()).ceil() as u32;
        let unreturned = self.found.sides.after.slots - self.found.sides.after.used.len();
        span.max(AFTER_FROM as u32) + u32::try_from(unreturned).unwrap_or(0)
    }

    fn settled_by(&self, periods: u32) -> Result<Option<SettledBy>, ComparisonError> {
        let Some(on) = advance(self.first, periods, self.question.every) else { return Ok(None) };
        let is_final = self.question.final_check_on.is_some_and(|check| {
            let next = advance(self.first, periods + 1, self.question.every);
            on <= check && next.is_none_or(|next| next > check)
        }) && !self.question.baseline_changed_late;
        let route = if is_final { Route::PlannedCheck } else { Route::Anytime };
        let events = if self.stands_against(periods) { None } else { self.events(periods, route)? };
        Ok(Some(SettledBy { on, periods, route, events }))
    }

    /// The events after the change, counted and to come, that would pass.
    fn events(&self, periods: u32, route: Route) -> Result<Option<u64>, ComparisonError> {
        let (before, after) = (&self.found.sides.before, &self.found.sides.after);
        let phi = self.found.dispersion.phi;
        let (a, t0) = (before.events as f64, before.exposure);
        let t1 = after.exposure + self.recent * f64::from(periods.saturating_sub(self.so_far));
        let passes = |b: u64| {
            let b = b as f64;
            let met = match route {
                Route::PlannedCheck => {
                    let bar = PlannedCheck::Final.passes_at().unwrap_or_default();
                    effective_p(a, t0, b, t1, phi)? <= bar
                        || log_e_value(a, t0, b, t1, phi, 1.0) >= crate::math::functions::ln(SHOWN)
                }
                Route::Anytime => log_e_value(a, t0, b, t1, phi, 1.0) >= crate::math::functions::ln(SHOWN),
            };
            let (p, way) = self.found.without_worst.against(b, t1, phi, self.question.direction)?;
            Ok(met && p <= WORST_OUT && way == Move::Good)
        };
        match self.question.direction {
            Direction::LowerIsBetter => {
                let most = largest_passing(most_below(a, t0, t1), passes)?;
                Ok(most.filter(|most| *most >= after.events))
            }
            Direction::HigherIsBetter => {
                let least = smallest_passing(least_above(a, t0, t1), passes)?;
                Ok(least.map(|least| least.max(after.events)))
            }
        }
    }

    /// A guard that nothing to come can lift.
    fn lastingly_against(&self) -> bool {
        let (question, sides) = (self.question, &self.found.sides);
        sides.before.used.len() < BEFORE_FROM
            || sides.before.missing_share() > 0.20 + 1e-12
            || !question.independent
            || already_falling(question.direction, self.found)
    }

    /// A guard that no number of events could lift by then.
    fn stands_against(&self, periods: u32) -> bool {
        let (question, sides) = (self.question, &self.found.sides);
        let missing_after = sides.after.missing() as f64;
        let due = f64::from(periods).max(1.0);
        self.lastingly_against()
            || missing_after / due > 0.10
            || periods < self.fewest()
            || question.reporting_flag
            || question.sites_disagree
            || self.found.after_chart.as_ref().is_some_and(|chart| chart.bad_shift || chart.beyond_bad_limit >= 2)
            || question.seasonal && season_not_covered(self.overlap(periods))
    }

    /// The share of exposure in months covered on both sides, were the periods to come returned.
    fn overlap(&self, periods: u32) -> f64 {
        let sides = &self.found.sides;
        let mut after = sides.after.clone();
        for n in self.so_far..periods {
            if let Some(start) = advance(self.first, n, self.question.every) {
                after.used.push(Counted { start, end: start, slot: 0, events: 0, exposure: self.recent });
            }
        }
        after.exposure = sum(after.used.iter().map(|p| p.exposure));
        season_overlap(&sides.before, &after)
    }
}
