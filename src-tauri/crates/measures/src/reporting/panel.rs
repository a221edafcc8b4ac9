//! What to look at beside every fall in a reported count.
//!
//! The thresholds are this project's choices, not a sector standard.

use serde::{Deserialize, Serialize};

use crate::proportions::comparison::compare_proportions;
use crate::proportions::share::{Proportion, ProportionError};
use crate::rule_set::RULE_SET;

/// How reporting went in one phase.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ReportingPhase {
    /// Reports in which nobody was harmed.
    pub no_harm: u64,
    /// Reports in which somebody was.
    pub harm: u64,
    /// Periods for which a return was due.
    pub periods_due: u64,
    /// Of these, periods without one.
    pub periods_missing: u64,
    /// Periods returned with a count of 0.
    pub nil_periods: u64,
    /// Of these, periods whose nil was confirmed.
    pub nil_confirmed: u64,
    /// Median days from an event to its entry; `None` where there was none.
    pub median_lag_days: Option<f64>,
    /// Concerns that staff raised, where counted.
    pub concerns_raised: Option<u64>,
    /// The same thing counted by another source (call monitoring, medicine charts, A&E), if any.
    pub independent_count: Option<u64>,
}

/// A sign that reporting, rather than what is reported, may have fallen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportingFlag {
    /// More returns missing after than 10%, and than before and 5 points.
    MissingReturns,
    /// Under 90% of the nil periods after were confirmed.
    NilNotConfirmed,
    /// The share of reports without harm fell, p ≤ 0.10.
    NoHarmShareFell,
    /// Median days to entry 7 or more after, and twice those before.
    LateReporting,
}

/// The panel.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReportingPanel {
    /// Before.
    pub before: ReportingPhase,
    /// After.
    pub after: ReportingPhase,
    /// Share of due returns missing before; `None` where none was due.
    pub missing_share_before: Option<f64>,
    /// Share of due returns missing after.
    pub missing_share_after: Option<f64>,
    /// Share of nil periods confirmed before; `None` without nil periods.
    pub nil_confirmed_share_before: Option<f64>,
    /// Share of nil periods confirmed after.
    pub nil_confirmed_share_after: Option<f64>,
    /// Share of reports without harm before; `None` without reports.
    pub no_harm_share_before: Option<f64>,
    /// Share of reports without harm after.
    pub no_harm_share_after: Option<f64>,
    /// Central Fisher p of the two shares.
    pub share_p: f64,
    /// Every sign found.
    pub flags: Vec<ReportingFlag>,
    /// Any sign found.
    pub reporting_may_have_fallen: bool,
    /// Version of the method.
    pub rule_set: String,
}

/// Looks for signs that reporting fell between two phases.
///
/// # Errors
/// [`ProportionError`] if more periods are missing than due, or more nils confirmed than returned,
/// or there are more reports than can be counted.
pub fn reporting_panel(before: ReportingPhase, after: ReportingPhase) -> Result<ReportingPanel, ProportionError> {
    let missing = |side: ReportingPhase| part(side.periods_missing, side.periods_due);
    let nil = |side: ReportingPhase| part(side.nil_confirmed, side.nil_periods);
    let no_harm = |side: ReportingPhase| part(side.no_harm, side.no_harm.saturating_add(side.harm));
    let shares = compare_proportions(no_harm(before)?, no_harm(after)?)?;
    let (missing0, missing1) = (share(missing(before)?), share(missing(after)?));
    let (nil0, nil1) = (share(nil(before)?), share(nil(after)?));
    let (good0, good1) = (shares.before.share, shares.after.share);
    let fell = good0.zip(good1).is_some_and(|(was, is)| is < was);
    let slower = before.median_lag_days.zip(after.median_lag_days);
    let found = [
        (ReportingFlag::MissingReturns, missing1.is_some_and(|is| is > missing_limit(missing0) + CLOSE)),
        (ReportingFlag::NilNotConfirmed, nil1.is_some_and(|is| is < 0.90 - CLOSE)),
        (ReportingFlag::NoHarmShareFell, fell && shares.p_central <= 0.10),
        (ReportingFlag::LateReporting, slower.is_some_and(|(was, is)| was > 0.0 && is >= 7.0 && is >= 2.0 * was)),
    ];
    let flags: Vec<ReportingFlag> = found.into_iter().filter(|(_, seen)| *seen).map(|(flag, _)| flag).collect();
    Ok(ReportingPanel {
        before,
        after,
        missing_share_before: missing0,
        missing_share_after: missing1,
        nil_confirmed_share_before: nil0,
        nil_confirmed_share_after: nil1,
        no_harm_share_before: good0,
        no_harm_share_after: good1,
        share_p: shares.p_central,
        reporting_may_have_fallen: !flags.is_empty(),
        flags,
        rule_set: RULE_SET.to_owned(),
    })
}

/// Shares closer than this are equal, so that 2 of 20 is not more than 10%.
const CLOSE: f64 = 1e-9;

fn missing_limit(before: Option<f64>) -> f64 {
    (before.unwrap_or(0.0) + 0.05).max(0.10)
}

fn part(num: u64, den: u64) -> Result<Proportion, ProportionError> {
    Proportion { num, den }.checked()
}

fn share(part: Proportion) -> Option<f64> {
    (part.den > 0).then(|| part.num as f64 / part.den as f64)
}
