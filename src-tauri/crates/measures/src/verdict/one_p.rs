//! The shorter table for comparisons that rest on one probability: proportions, scores, surveys, durations.

use crate::verdict::codes::{Caveat, PlannedCheck, Reason, Verdict};
use crate::verdict::guards::SPAN_FROM;
use crate::verdict::sides::Move;

/// Fewest people, occasions or pairs on either side.
pub(crate) const FEWEST: u64 = 5;

/// Everything that the rows ask about.
#[derive(Debug, Clone)]
pub(crate) struct OneP<'a> {
    /// People, occasions or pairs before and after.
    pub(crate) n: (u64, u64),
    /// Days after the change.
    pub(crate) span_days: f64,
    pub(crate) way: Move,
    /// The p used.
    pub(crate) p: f64,
    pub(crate) check: PlannedCheck,
    /// The comparison no longer holds without the worst period.
    pub(crate) depends_on_worst: bool,
    /// Guards that fail beside the length of time after and the reporting flag.
    pub(crate) failed: &'a [Caveat],
    pub(crate) reporting_flag: bool,
    /// Totals without periods.
    pub(crate) totals_only: bool,
    /// Within 5 points of the end of the scale before.
    pub(crate) at_ceiling: bool,
    /// The interval leaves out the smallest gain that matters; `None` where none was declared.
    pub(crate) gain_excluded: bool,
}

/// What the table gives: verdict, reason, guards that fail.
pub(crate) struct Row {
    pub(crate) verdict: Verdict,
    pub(crate) reason: Reason,
    pub(crate) failed: Vec<Caveat>,
    /// The row speaks of a move the right way.
    pub(crate) better: bool,
}

impl OneP<'_> {
    /// The first row that matches.
    pub(crate) fn row(&self) -> Row {
        let plain = |verdict, reason| Row { verdict, reason, failed: Vec::new(), better: false };
        if self.n.0.min(self.n.1) < FEWEST {
            let reason = if self.n.1 < FEWEST { Reason::AfterTooShort } else { Reason::NotSettleableYet };
            return plain(Verdict::TooEarly, reason);
        }
        if self.span_days < 28.0 {
            return plain(Verdict::TooEarly, Reason::AfterTooShort);
        }
        if self.way == Move::Bad && self.p <= if self.check.planned() { 0.05 } else { 0.01 } {
            return plain(Verdict::GotWorse, Reason::RateRose);
        }
        let passes = self.p <= 0.001
            || (matches!(self.check, PlannedCheck::Final | PlannedCheck::AfterFinal) && self.p <= 0.048);
        let good = self.way == Move::Good && !self.depends_on_worst;
        if good && passes {
            let failed = self.failing();
            let reason = if failed.is_empty() { Reason::AllGuards } else { Reason::GuardFailed };
            let verdict = if failed.is_empty() { Verdict::Worked } else { Verdict::MayHaveWorked };
            return Row { verdict, reason, failed, better: true };
        }
        if good && self.p <= 0.10 {
            let failed = self.failing();
            return Row { verdict: Verdict::MayHaveWorked, reason: Reason::Suggestive, failed, better: true };
        }
        if !self.at_ceiling && self.span_days >= SPAN_FROM && self.gain_excluded {
            return plain(Verdict::NoSignYet, Reason::EnoughData);
        }
        if !self.at_ceiling && self.span_days >= 364.0 && self.n.1 >= self.n.0 {
            return plain(Verdict::NoSignYet, Reason::TooFewToSettle);
        }
        plain(Verdict::TooEarly, Reason::NotSettleableYet)
    }

    fn failing(&self) -> Vec<Caveat> {
        let own = [
            (Caveat::ShortAfter, self.span_days < SPAN_FROM),
            (Caveat::ReportingMayHaveFallen, self.reporting_flag),
            (Caveat::TotalsOnly, self.totals_only && !self.check.planned()),
        ];
        let mut failed: Vec<Caveat> = self.failed.to_vec();
        failed.extend(own.into_iter().filter(|(_, fails)| *fails).map(|(guard, _)| guard));
        failed
    }
}
