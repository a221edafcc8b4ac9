//! The words of a verdict as codes; sentences are made elsewhere.

use serde::{Deserialize, Serialize};

/// What can be said of a change. The order is from the least favourable to the most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The measure moved the wrong way by more than chance.
    GotWorse,
    /// There was enough to see a change of the size aimed for, and none shows.
    NoSignYet,
    /// The numbers cannot tell yet.
    TooEarly,
    /// A move the right way that something stands against.
    MayHaveWorked,
    /// A move the right way, larger than chance, with every guard holding.
    Worked,
}

/// Why a verdict is what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// A lawful route to "worked", and every guard holds.
    AllGuards,
    /// A lawful route to "worked", but a guard fails.
    GuardFailed,
    /// Suggestive, and no more.
    Suggestive,
    /// Enough data to have seen the change aimed for.
    EnoughData,
    /// A year on, the numbers are still too small.
    TooFewToSettle,
    /// More time may settle it.
    NotSettleableYet,
    /// Too few periods, or too short a time, after the change.
    AfterTooShort,
    /// There were no events before, so no fall can show.
    NoEventsBefore,
    /// The measure moved the wrong way.
    RateRose,
}

/// What has to be said beside a verdict. Each code has one sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Caveat {
    /// Fewer than 8 periods before.
    ShortBaseline,
    /// Fewer than 6 periods or 84 days after.
    ShortAfter,
    /// More than a fifth of the returns before, or a tenth of those after, are missing.
    MissingShare,
    /// A signal in the wrong direction after the change.
    AdverseSignal,
    /// Without the worst period, or those that prompted the action, the difference is no longer clear.
    DependsOnWorstPeriod,
    /// Fewer reports rather than fewer events cannot be ruled out.
    ReportingMayHaveFallen,
    /// The measure was already moving the right way before the change.
    AlreadyFalling,
    /// The months before and after differ, so a season may explain the difference.
    SeasonNotCovered,
    /// A site moves the other way.
    SitesDisagree,
    /// The same people may stand on both sides without being linked.
    NotIndependent,
    /// No check date was recorded before the change.
    Retrospective,
    /// Periods round the change belong to neither side.
    Washout,
    /// Some returns are missing.
    MissingPeriods,
    /// Fewer than 2 events a period before: chart signals are not used.
    SparsePoints,
    /// Fewer than 12 periods before: limits are provisional.
    TrialLimits,
    /// The periods vary by more than chance.
    Overdispersed,
    /// Neighbouring periods hang together.
    Autocorrelated,
    /// No exposure was given, so days stand in for it.
    NoExposureGiven,
    /// Another change lies within 56 days.
    OtherChangeNear,
    /// The baseline is under half a year, so a fall that had begun already cannot be told.
    TrendNotCheckable,
    /// It moved, but by less than was aimed for.
    ShortOfTarget,
    /// The baseline was declared anew after the change.
    BaselineChangedLate,
    /// A recorded check after the final one: the bound on being wrong no longer holds.
    CheckedAfterFinal,
    /// Totals without periods: the guards that read periods cannot be applied.
    TotalsOnly,
    /// Within 5 points of the end of the scale: there is no room left to show a gain.
    AtCeiling,
    /// Fewer than 6 pairs: no outcome could pass.
    TooFewPairs,
    /// More than a tenth of the durations are still open, so medians are lower bounds.
    ManyStillOpen,
    /// Excluded periods change the verdict; the less favourable one is shown.
    ExclusionsMatter,
}

/// Which of the lawful routes to "worked" was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Route {
    /// A check recorded before the change.
    PlannedCheck,
    /// Evidence valid at any number of looks.
    Anytime,
}

/// Whether this look at the data was recorded before the change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlannedCheck {
    /// It was not.
    #[default]
    None,
    /// One of at most two interim checks.
    Interim,
    /// The final check.
    Final,
    /// A recorded check after the final one.
    AfterFinal,
}

impl PlannedCheck {
    /// Whether this look is a recorded check.
    #[must_use]
    pub fn planned(self) -> bool {
        self != Self::None
    }

    /// The p at or under which the check passes: 0.001 interim, 0.048 final; `None` for a look that was not
    /// recorded. Three checks keep the chance of a false pass at 0.05 together (Haybittle–Peto).
    #[must_use]
    pub fn passes_at(self) -> Option<f64> {
        match self {
            Self::None => None,
            Self::Interim => Some(0.001),
            Self::Final | Self::AfterFinal => Some(0.048),
        }
    }
}

/// The length of a period, as spans of time count it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PeriodLength {
    /// A day.
    Day,
    /// Seven days.
    Week,
    /// A calendar month, 30.4375 days on average.
    Month,
    /// A calendar quarter, 91.3125 days on average.
    Quarter,
}

impl PeriodLength {
    /// Days, on average.
    #[must_use]
    pub fn days(self) -> f64 {
        match self {
            Self::Day => 1.0,
            Self::Week => 7.0,
            Self::Month => 30.4375,
            Self::Quarter => 91.3125,
        }
    }
}

impl Verdict {
    /// Every verdict.
    pub const ALL: [Self; 5] = [Self::Worked, Self::MayHaveWorked, Self::NoSignYet, Self::GotWorse, Self::TooEarly];

    /// The word kept with an evaluation.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Worked => "worked",
            Self::MayHaveWorked => "may_have_worked",
            Self::NoSignYet => "no_sign_yet",
            Self::GotWorse => "got_worse",
            Self::TooEarly => "too_early",
        }
    }

    /// The verdict of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.code() == code)
    }
}
