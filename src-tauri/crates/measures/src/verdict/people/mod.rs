//! The verdict on rounds of people's results: scores, survey answers, times taken, passes and fails.
//!
//! A round is one occasion on which people were asked, scored or assessed. One round before a change
//! is compared with one after it, by the short table and the p of their own test.

mod answers;
mod durations;
mod results;
mod scores;

use serde::{Deserialize, Serialize};

pub use answers::answers_verdict;
pub use durations::durations_verdict;
pub use results::{same_people_verdict, two_groups_of_people_verdict};
pub use scores::{paired_verdict, unpaired_verdict};

use crate::proportions::comparison::ProportionComparison;
use crate::proportions::same_people::McNemar;
use crate::rule_set::RULE_SET;
use crate::rules::found::Direction;
use crate::scores::durations::DurationComparison;
use crate::scores::paired::PairedComparison;
use crate::scores::pairs::ScoreError;
use crate::scores::scale::ScoreScale;
use crate::scores::survey::SurveyComparison;
use crate::scores::two_groups::TwoGroups;
use crate::verdict::codes::{Caveat, PlannedCheck, Reason, Verdict};
use crate::verdict::one_p::{OneP, Row};
use crate::verdict::proportion::ProportionVerdictError;
use crate::verdict::sides::Move;

/// Room to the end of the scale, as a share of its length, under which no gain could show.
const CEILING: f64 = 0.05;

/// What is asked about two rounds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PeopleQuestion {
    /// Which way is better.
    pub direction: Direction,
    /// Days from the change to the round after it.
    pub span_days: f64,
    /// Whether this look was recorded before the change.
    pub check: PlannedCheck,
    /// Checks were recorded before the change, though this look may not be one of them.
    pub checks_recorded: bool,
    /// The reporting panel raised a flag.
    pub reporting_flag: bool,
    /// The two rounds are of different people. Asked of rounds that are not linked person by person;
    /// otherwise "may have worked" at most.
    pub independent: bool,
    /// The smallest gain that matters, above 0: in the unit of the values, or for answers as Cliff's δ.
    /// `None` where none was declared: then "no sign yet" is not said for it.
    pub smallest_gain: Option<f64>,
    /// The scale of the scores, where they have one.
    pub scale: Option<ScoreScale>,
}

impl PeopleQuestion {
    /// The question with nothing declared but what it cannot be asked without.
    #[must_use]
    pub fn new(direction: Direction, span_days: f64) -> Self {
        Self {
            direction,
            span_days,
            check: PlannedCheck::None,
            checks_recorded: false,
            reporting_flag: false,
            independent: false,
            smallest_gain: None,
            scale: None,
        }
    }

    /// The room left before the change is at most a twentieth of the scale.
    fn at_ceiling(&self, median_before: Option<f64>) -> bool {
        let Some((scale, median)) = self.scale.zip(median_before) else { return false };
        let room = match self.direction {
            Direction::HigherIsBetter => scale.highest - median,
            Direction::LowerIsBetter => median - scale.lowest,
        };
        room <= CEILING * (scale.highest - scale.lowest) + 1e-9
    }

    /// An interval of the change lies wholly short of the smallest gain that matters.
    fn gain_excluded(&self, interval: Option<(f64, f64)>) -> bool {
        let Some((gain, (low, high))) = self.smallest_gain.zip(interval) else { return false };
        match self.direction {
            Direction::HigherIsBetter => high < gain,
            Direction::LowerIsBetter => -low < gain,
        }
    }

    /// The way of a statistic that is above 0 where the values after are higher.
    fn way(&self, higher: f64) -> Move {
        if higher.abs() <= 1e-12 {
            Move::None
        } else if (higher > 0.0) == (self.direction == Direction::HigherIsBetter) {
            Move::Good
        } else {
            Move::Bad
        }
    }
}

/// What two rounds were compared by.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "how", content = "found")]
pub enum PeopleComparison {
    /// Scores of the same people.
    Paired(PairedComparison),
    /// Scores that are not linked.
    Unpaired(TwoGroups),
    /// Answers on a short scale that are not linked.
    Answers(SurveyComparison),
    /// Times taken.
    Durations(DurationComparison),
    /// Passes and fails of the same people.
    SamePeople(McNemar),
    /// Passes and fails that are not linked.
    TwoGroups(ProportionComparison),
}

/// A verdict on two rounds with what it rests on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PeopleVerdict {
    /// The verdict.
    pub verdict: Verdict,
    /// Why.
    pub reason: Reason,
    /// What has to be said beside it, each once.
    pub caveats: Vec<Caveat>,
    /// Guards of "worked" that fail.
    pub failed_guards: Vec<Caveat>,
    /// Which way it moved, by the test.
    pub way: Move,
    /// Whether this look was recorded before the change.
    pub check: PlannedCheck,
    /// Days from the change to the round after it.
    pub span_days: f64,
    /// People, pairs or finished times before and after.
    pub n: (u64, u64),
    /// The p that counts.
    pub p: f64,
    /// The smallest gain that matters; `None` where none was declared.
    pub smallest_gain: Option<f64>,
    /// The comparison.
    pub comparison: PeopleComparison,
    /// Version of the method.
    pub rule_set: String,
}

/// Why there is no verdict on two rounds.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum PeopleVerdictError {
    /// The scores, answers or times do not allow it.
    #[error(transparent)]
    Score(#[from] ScoreError),
    /// The numbers do not allow it.
    #[error(transparent)]
    Proportion(#[from] ProportionVerdictError),
}

impl PeopleVerdictError {
    /// Short name of the fault, the same in every version.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Score(error) => error.code(),
            Self::Proportion(error) => error.code(),
        }
    }
}

/// Everything of a comparison that the short table asks about.
struct Compared {
    n: (u64, u64),
    p: f64,
    way: Move,
    /// 95% interval of the change, in the unit of the smallest gain.
    interval: Option<(f64, f64)>,
    smallest_gain: Option<f64>,
    at_ceiling: bool,
    /// Guards that fail.
    failed: Vec<Caveat>,
    /// Caveats said whatever the verdict.
    said: Vec<Caveat>,
    comparison: PeopleComparison,
}

/// Lets the short table decide, and says what has to be said.
fn settled(question: &PeopleQuestion, compared: Compared) -> PeopleVerdict {
    let asked = PeopleQuestion { smallest_gain: compared.smallest_gain, ..*question };
    let table = OneP {
        n: compared.n,
        span_days: question.span_days,
        way: compared.way,
        p: compared.p,
        check: question.check,
        depends_on_worst: false,
        failed: &compared.failed,
        reporting_flag: question.reporting_flag,
        // Two rounds are totals: there are no periods whose guards could speak.
        totals_only: true,
        at_ceiling: compared.at_ceiling,
        gain_excluded: asked.gain_excluded(compared.interval),
    };
    let Row { verdict, reason, failed, better } = table.row();
    let planned = question.check.planned() || question.checks_recorded;
    let own = [
        (Caveat::Retrospective, !planned),
        (Caveat::ReportingMayHaveFallen, question.reporting_flag),
        (Caveat::CheckedAfterFinal, question.check == PlannedCheck::AfterFinal),
        (Caveat::AtCeiling, compared.at_ceiling),
    ];
    let mut caveats = compared.said;
    caveats.extend(own.into_iter().filter(|(_, said)| *said).map(|(caveat, _)| caveat));
    if better {
        caveats.extend(failed.iter().copied());
    }
    caveats.sort_unstable();
    caveats.dedup();
    PeopleVerdict {
        verdict,
        reason,
        caveats,
        failed_guards: failed,
        way: compared.way,
        check: question.check,
        span_days: question.span_days,
        n: compared.n,
        p: compared.p,
        smallest_gain: compared.smallest_gain,
        comparison: compared.comparison,
        rule_set: RULE_SET.to_owned(),
    }
}

/// The guard of rounds that are not linked and may be of the same people.
fn unlinked(question: &PeopleQuestion) -> Vec<Caveat> {
    if question.independent { Vec::new() } else { vec![Caveat::NotIndependent] }
}
