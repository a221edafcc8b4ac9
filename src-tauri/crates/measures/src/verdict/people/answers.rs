//! Answers on a short scale that are not linked person by person.

use super::{Compared, PeopleComparison, PeopleQuestion, PeopleVerdict, PeopleVerdictError, settled, unlinked};
use crate::scores::scale::ScoreScale;
use crate::scores::survey::{AnswerScale, compare_answers};

/// The verdict on the answers of two rounds: the Mann–Whitney p, and for "no sign yet" the interval of
/// Cliff's δ. The steps of such a scale have no size, so a gain is how much oftener an answer after is
/// above one before than below it, from 0 to 1.
///
/// # Errors
/// [`PeopleVerdictError`]: a scale without answers, or an answer that is not on it.
pub fn answers_verdict(
    question: &PeopleQuestion,
    before: &[i32],
    after: &[i32],
    scale: AnswerScale,
) -> Result<PeopleVerdict, PeopleVerdictError> {
    let found = compare_answers(before, after, scale)?;
    let ends = ScoreScale { lowest: f64::from(scale.lowest), highest: f64::from(scale.highest) };
    let asked = PeopleQuestion { scale: Some(ends), ..*question };
    let groups = &found.comparison;
    let failed = unlinked(question);
    Ok(settled(
        &asked,
        Compared {
            n: (groups.n_before as u64, groups.n_after as u64),
            p: groups.p,
            way: asked.way(groups.cliffs_delta.unwrap_or_default()),
            interval: groups.delta_interval,
            smallest_gain: question.smallest_gain,
            at_ceiling: asked.at_ceiling(groups.median_before),
            said: failed.clone(),
            failed,
            comparison: PeopleComparison::Answers(found),
        },
    ))
}
