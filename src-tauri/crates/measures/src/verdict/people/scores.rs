//! Scores of people, linked one by one or not.

use super::{Compared, PeopleComparison, PeopleQuestion, PeopleVerdict, PeopleVerdictError, settled, unlinked};
use crate::scores::paired::{FEWEST_PAIRS, PersonScore, compare_paired};
use crate::scores::two_groups::compare_two_groups;
use crate::verdict::codes::Caveat;

/// The verdict on scores of the same people before and after: Wilcoxon's p, and for "no sign yet" the
/// interval of the Hodges–Lehmann change.
///
/// People seen once are not used; being linked, the two rounds need not be of different people. With
/// fewer than 6 people whose score changed no p can be 0.05 or less, which is said.
///
/// # Errors
/// [`PeopleVerdictError`]: a code twice on one side, a score off the scale or that is not a number.
pub fn paired_verdict(
    question: &PeopleQuestion,
    before: &[PersonScore],
    after: &[PersonScore],
) -> Result<PeopleVerdict, PeopleVerdictError> {
    let found = compare_paired(before, after, question.scale)?;
    let pairs = found.n_used as u64;
    // The test's own way: ranks of those who went up against those who went down. The median of all
    // changes may be 0 where many stayed the same.
    let changed = (found.n_up + found.n_down) as f64;
    let way = question.way(found.v_plus - changed * (changed + 1.0) / 4.0);
    let few = found.n_up + found.n_down < FEWEST_PAIRS as u64;
    Ok(settled(
        question,
        Compared {
            n: (pairs, pairs),
            p: found.p,
            way,
            interval: found.change_interval,
            smallest_gain: question.smallest_gain,
            at_ceiling: question.at_ceiling(found.median_before),
            failed: Vec::new(),
            said: if few { vec![Caveat::TooFewPairs] } else { Vec::new() },
            comparison: PeopleComparison::Paired(found),
        },
    ))
}

/// The verdict on scores that are not linked: the Mann–Whitney p, and for "no sign yet" the interval of
/// the Hodges–Lehmann shift.
///
/// # Errors
/// [`PeopleVerdictError`]: a score off the scale or that is not a number.
pub fn unpaired_verdict(
    question: &PeopleQuestion,
    before: &[f64],
    after: &[f64],
) -> Result<PeopleVerdict, PeopleVerdictError> {
    let found = compare_two_groups(before, after, question.scale)?;
    let failed = unlinked(question);
    Ok(settled(
        question,
        Compared {
            n: (found.n_before as u64, found.n_after as u64),
            p: found.p,
            way: question.way(found.cliffs_delta.unwrap_or_default()),
            interval: found.shift_interval,
            smallest_gain: question.smallest_gain,
            at_ceiling: question.at_ceiling(found.median_before),
            said: failed.clone(),
            failed,
            comparison: PeopleComparison::Unpaired(found),
        },
    ))
}
