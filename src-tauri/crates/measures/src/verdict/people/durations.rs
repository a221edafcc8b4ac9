//! Times that something took.

use super::{Compared, PeopleComparison, PeopleQuestion, PeopleVerdict, PeopleVerdictError, settled};
use crate::scores::durations::{TimeTaken, compare_durations};
use crate::verdict::codes::Caveat;

/// The verdict on times taken: the Mann–Whitney p of those that are over, and for "no sign yet" the
/// interval of their shift. Each time is of another thing, so the two rounds are independent.
///
/// Where more than a tenth of a side are still open that is said; where they are among those after, it
/// also stands against "worked", since the longest times are the last to be over.
///
/// # Errors
/// [`PeopleVerdictError`]: a time that is negative or not a number.
pub fn durations_verdict(
    question: &PeopleQuestion,
    before: &[TimeTaken],
    after: &[TimeTaken],
) -> Result<PeopleVerdict, PeopleVerdictError> {
    let found = compare_durations(before, after)?;
    let finished = &found.finished;
    let open = |lower_bound: bool| if lower_bound { vec![Caveat::ManyStillOpen] } else { Vec::new() };
    Ok(settled(
        question,
        Compared {
            n: (finished.n_before as u64, finished.n_after as u64),
            p: finished.p,
            way: question.way(finished.cliffs_delta.unwrap_or_default()),
            interval: finished.shift_interval,
            smallest_gain: question.smallest_gain,
            at_ceiling: false,
            failed: open(found.after.median_is_lower_bound),
            said: open(found.before.median_is_lower_bound || found.after.median_is_lower_bound),
            comparison: PeopleComparison::Durations(found),
        },
    ))
}
