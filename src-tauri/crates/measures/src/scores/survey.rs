//! Answers on a short scale, such as 1 to 5, of people who are not matched.

use serde::{Deserialize, Serialize};

use crate::rule_set::RULE_SET;
use crate::scores::pairs::ScoreError;
use crate::scores::scale::ScoreScale;
use crate::scores::two_groups::{TwoGroups, compare_two_groups};

/// Lowest and highest answer of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerScale {
    /// Lowest answer.
    pub lowest: i32,
    /// Highest answer, at most 1,000 above the lowest.
    pub highest: i32,
}

/// How many gave one answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerCount {
    /// The answer.
    pub answer: i32,
    /// How many gave it before.
    pub before: u64,
    /// How many gave it after.
    pub after: u64,
}

/// Answers after a change beside answers before it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SurveyComparison {
    /// Every answer of the scale in order, those that nobody gave included.
    pub distribution: Vec<AnswerCount>,
    /// The two groups compared: Mann–Whitney test and Cliff's δ.
    pub comparison: TwoGroups,
    /// Version of the method.
    pub rule_set: String,
}

/// Compares the answers of two groups, in any order.
///
/// # Errors
/// [`ScoreError::ScaleNotValid`] for a scale without answers or of more than 1,001;
/// [`ScoreError::ScoreOutsideScale`] for an answer that is not on it.
pub fn compare_answers(before: &[i32], after: &[i32], scale: AnswerScale) -> Result<SurveyComparison, ScoreError> {
    let AnswerScale { lowest, highest } = scale;
    if lowest >= highest || highest.abs_diff(lowest) > 1_000 {
        return Err(ScoreError::ScaleNotValid);
    }
    let numbers = |side: &[i32]| side.iter().map(|v| f64::from(*v)).collect::<Vec<_>>();
    let limits = ScoreScale { lowest: f64::from(lowest), highest: f64::from(highest) };
    let comparison = compare_two_groups(&numbers(before), &numbers(after), Some(limits))?;
    let mut distribution: Vec<AnswerCount> =
        (lowest..=highest).map(|answer| AnswerCount { answer, before: 0, after: 0 }).collect();
    // On the scale, as the comparison has checked.
    let place = |answer: i32| answer.abs_diff(lowest) as usize;
    before.iter().for_each(|v| distribution[place(*v)].before += 1);
    after.iter().for_each(|v| distribution[place(*v)].after += 1);
    Ok(SurveyComparison { distribution, comparison, rule_set: RULE_SET.to_owned() })
}
