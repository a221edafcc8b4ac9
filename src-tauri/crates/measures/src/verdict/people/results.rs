//! Passes and fails of people, linked one by one or not.

use super::{Compared, PeopleComparison, PeopleQuestion, PeopleVerdict, PeopleVerdictError, settled};
use crate::proportions::comparison::compare_proportions;
use crate::proportions::same_people::{PersonResult, compare_same_people};
use crate::proportions::share::{Proportion, Share};
use crate::rule_set::RULE_SET;
use crate::rules::found::Direction;
use crate::scores::paired::FEWEST_PAIRS;
use crate::verdict::codes::Caveat;
use crate::verdict::proportion::{
    CEILING, ProportionTotals, ProportionVerdictError, proportion_totals_verdict, smallest_gain_of,
};

/// The verdict on passes and fails of the same people: McNemar's exact p.
///
/// For "no sign yet" the interval of the difference is the one for two groups: shares of the same
/// people mostly move together, which makes it wider than need be, never narrower.
///
/// # Errors
/// [`PeopleVerdictError`]: a code twice on one side, or nobody seen on both occasions.
pub fn same_people_verdict(
    question: &PeopleQuestion,
    before: &[PersonResult],
    after: &[PersonResult],
) -> Result<PeopleVerdict, PeopleVerdictError> {
    let found = compare_same_people(before, after)?;
    if found.n_used == 0 {
        return Err(ProportionVerdictError::Nobody.into());
    }
    let part = |share: Share| Proportion { num: share.num, den: share.den };
    let apart = compare_proportions(part(found.before), part(found.after)).map_err(ProportionVerdictError::from)?;
    let room = room(question.direction, &found.before);
    let changed = found.gained + found.lost;
    Ok(settled(
        question,
        Compared {
            n: (found.n_used as u64, found.n_used as u64),
            p: found.p,
            way: question.way(found.gained as f64 - found.lost as f64),
            interval: Some(apart.difference_interval),
            smallest_gain: Some(smallest_gain_of(room)),
            at_ceiling: room <= CEILING + 1e-12,
            failed: Vec::new(),
            said: if changed < FEWEST_PAIRS as u64 { vec![Caveat::TooFewPairs] } else { Vec::new() },
            comparison: PeopleComparison::SamePeople(found),
        },
    ))
}

/// The verdict on passes and fails that are not linked: that of two totals.
///
/// # Errors
/// [`PeopleVerdictError`]: more passed than there were, or a side has nobody.
pub fn two_groups_of_people_verdict(
    question: &PeopleQuestion,
    before: Proportion,
    after: Proportion,
) -> Result<PeopleVerdict, PeopleVerdictError> {
    let found = proportion_totals_verdict(&ProportionTotals {
        direction: question.direction,
        before,
        after,
        span_days: question.span_days,
        check: question.check,
        independent: question.independent,
        reporting_flag: question.reporting_flag,
    })?;
    let mut caveats = found.caveats;
    if question.checks_recorded {
        caveats.retain(|caveat| *caveat != Caveat::Retrospective);
    }
    Ok(PeopleVerdict {
        verdict: found.verdict,
        reason: found.reason,
        caveats,
        failed_guards: found.failed_guards,
        way: found.way,
        check: found.check,
        span_days: found.span_days,
        n: (found.exact.before.den, found.exact.after.den),
        p: found.used.p_central,
        smallest_gain: Some(found.smallest_gain),
        comparison: PeopleComparison::TwoGroups(found.exact),
        rule_set: RULE_SET.to_owned(),
    })
}

/// How far a share can still move the right way.
fn room(direction: Direction, before: &Share) -> f64 {
    let start = before.share.unwrap_or_default();
    match direction {
        Direction::HigherIsBetter => 1.0 - start,
        Direction::LowerIsBetter => start,
    }
}
