//! Whether an improvement held: three, six and twelve months on.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::math::summation::sum;
use crate::rates::comparison::{ComparisonError, Ratio};
use crate::rates::dispersion::dispersion;
use crate::rates::effective::{EffectiveComparison, compare_effective};
use crate::rule_set::RULE_SET;
use crate::series::absent::counts_with_absent;
use crate::verdict::codes::PeriodLength;
use crate::verdict::question::CountQuestion;
use crate::verdict::sides::{Counted, Move, moved, sides};

/// When it is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SustainedCheck {
    /// 91 days after the change.
    ThreeMonths,
    /// 182 days.
    SixMonths,
    /// 364 days.
    TwelveMonths,
}

impl SustainedCheck {
    /// Days after the first period that belongs to the time after.
    #[must_use]
    pub fn days(self) -> u16 {
        match self {
            Self::ThreeMonths => 91,
            Self::SixMonths => 182,
            Self::TwelveMonths => 364,
        }
    }

    /// The check at so many months.
    #[must_use]
    pub fn at_months(months: u64) -> Option<Self> {
        match months {
            3 => Some(Self::ThreeMonths),
            6 => Some(Self::SixMonths),
            12 => Some(Self::TwelveMonths),
            _ => None,
        }
    }
}

/// Whether it held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SustainedState {
    /// The time has not come.
    NotDue,
    /// There were no events before, so nothing could be held.
    NotApplicable,
    /// More than a tenth of the returns after are missing.
    CannotTell,
    /// The recent rate is no better than before, on enough events to say so.
    Lost,
    /// The recent rate is no better than before, on few events.
    NotShown,
    /// The recent rate is worse than that just after the change.
    Slipping,
    /// Still better than before, by more than chance.
    Sustained,
    /// Still better than before, on numbers too small to prove it.
    StillBetterUnproven,
}

/// The answer with what it rests on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sustained {
    /// Whether it held.
    pub state: SustainedState,
    /// When it was asked.
    pub check: SustainedCheck,
    /// Periods used before.
    pub n_before: usize,
    /// Recent periods used: those of the last three months up to the check.
    pub n_recent: usize,
    /// Periods used between the change and the recent ones.
    pub n_early: usize,
    /// Returns missing after the change.
    pub n_missing: usize,
    /// The divisor of counts.
    pub phi: f64,
    /// Recent against before; `None` where it is not asked.
    pub recent: Option<EffectiveComparison>,
    /// Recent against early; `None` where there are no early periods.
    pub slip: Option<EffectiveComparison>,
    /// First day of the first recent period.
    pub recent_from: Option<NaiveDate>,
    /// Version of the method.
    pub rule_set: String,
}

/// Share of returns after the change that may be missing.
const MISSING: f64 = 0.10;
/// Recent events from which "lost" is said.
const LOST_FROM: u64 = 6;

/// Asks at one check date, counted from the first period after the change and its transition.
///
/// # Errors
/// As [`count_verdict`](crate::verdict::count::count_verdict).
pub fn sustained(question: &CountQuestion<'_>, check: SustainedCheck) -> Result<Sustained, ComparisonError> {
    let whole = counts_with_absent(question.series)?;
    let question = &CountQuestion { series: &whole, ..question.clone() };
    let sides = sides(question.series, question.change, question.baseline, question.washout_periods)?;
    let (before, after) = (&sides.before, &sides.after);
    let blank = Sustained {
        state: SustainedState::NotDue,
        check,
        n_before: before.used.len(),
        n_recent: 0,
        n_early: 0,
        n_missing: after.missing(),
        phi: 1.0,
        recent: None,
        slip: None,
        recent_from: None,
        rule_set: RULE_SET.to_owned(),
    };
    let elapsed = after.slots as f64 * question.every.days();
    if elapsed + 1e-9 < f64::from(check.days()) {
        return Ok(blank);
    }
    if before.events == 0 {
        return Ok(Sustained { state: SustainedState::NotApplicable, ..blank });
    }
    if after.missing_share() > MISSING + 1e-12 {
        return Ok(Sustained { state: SustainedState::CannotTell, ..blank });
    }
    let upto = upto_check(after.slots, question.every, check);
    let first_slot = after_slot(question, after.first);
    let recent_slots = first_slot + upto.saturating_sub(three_months(question.every));
    let counted = |from: usize, to: usize| -> Vec<Counted> {
        after.used.iter().filter(|p| p.slot >= from && p.slot < to).copied().collect()
    };
    let recent = counted(recent_slots, first_slot + upto);
    let early = counted(first_slot, recent_slots);
    let pairs = |periods: &[Counted]| periods.iter().map(Counted::pair).collect::<Vec<_>>();
    let until_check = counted(first_slot, first_slot + upto);
    let phi = dispersion(&pairs(&before.used), &pairs(&until_check)).phi;
    let totals =
        |periods: &[Counted]| (periods.iter().map(|p| p.events).sum::<u64>(), sum(periods.iter().map(|p| p.exposure)));
    let (recent_events, recent_exposure) = totals(&recent);
    let (early_events, early_exposure) = totals(&early);
    let (a, t0) = (before.events as f64, before.exposure);
    let found = Sustained {
        n_recent: recent.len(),
        n_early: early.len(),
        phi,
        recent_from: recent.first().map(|p| p.start),
        ..blank
    };
    if recent.is_empty() {
        return Ok(Sustained { state: SustainedState::CannotTell, ..found });
    }
    let against_before = compare_effective(a, t0, recent_events as f64, recent_exposure, phi)?;
    let slip = match early.is_empty() {
        true => None,
        false => {
            Some(compare_effective(early_events as f64, early_exposure, recent_events as f64, recent_exposure, phi)?)
        }
    };
    let direction = question.direction;
    let slipped = slip.is_some_and(|slip| slip.p <= 0.10)
        && moved(direction, early_events as f64, early_exposure, recent_events as f64, recent_exposure) == Move::Bad;
    let better = moved(direction, a, t0, recent_events as f64, recent_exposure) == Move::Good;
    let state = if !better {
        if recent_events >= LOST_FROM || slipped { SustainedState::Lost } else { SustainedState::NotShown }
    } else if slipped {
        SustainedState::Slipping
    } else if against_before.p <= 0.05 {
        SustainedState::Sustained
    } else {
        SustainedState::StillBetterUnproven
    };
    Ok(Sustained { state, recent: Some(against_before), slip, ..found })
}

/// Slots after the change that end by the check, all of them where fewer have passed.
fn upto_check(slots: usize, every: PeriodLength, check: SustainedCheck) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 364")]
    let due = ((f64::from(check.days()) / every.days()) + 0.05).floor() as usize;
    slots.min(due.max(1))
}

/// Slots in three months: 13 weeks, 3 months, one quarter.
fn three_months(every: PeriodLength) -> usize {
    match every {
        PeriodLength::Day => 91,
        PeriodLength::Week => 13,
        PeriodLength::Month => 3,
        PeriodLength::Quarter => 1,
    }
}

/// The place in the series of the first period after.
fn after_slot(question: &CountQuestion<'_>, first: Option<NaiveDate>) -> usize {
    first.and_then(|day| question.series.periods().iter().position(|p| p.start == day)).unwrap_or(0)
}

/// The ratio of a comparison, where it is a number.
#[must_use]
pub fn finite_ratio(found: Option<&EffectiveComparison>) -> Option<f64> {
    found.and_then(|c| match c.ratio {
        Ratio::Finite(value) => Some(value),
        Ratio::Infinite | Ratio::Undefined => None,
    })
}
