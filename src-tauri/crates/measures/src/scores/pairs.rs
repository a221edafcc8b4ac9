//! People matched before and after by their pseudonymous code.

use std::collections::BTreeMap;

use crate::math::beta::BetaError;

/// A fault in scores, answers or times that no result can be worked out from.
///
/// The message never holds a person's code.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ScoreError {
    /// A person comes twice on one side.
    #[error("a person has two entries on one side")]
    DuplicatePerson {
        /// Pseudonymous code.
        person: String,
    },
    /// A score lies outside the scale that the measure declares.
    #[error("the score {value} is outside the scale")]
    ScoreOutsideScale {
        /// The score.
        value: f64,
    },
    /// A value that is not a finite number, or a time below 0.
    #[error("a value is not a number that can be used")]
    ValueNotValid,
    /// A scale whose lowest score is not below its highest.
    #[error("the scale has no scores")]
    ScaleNotValid,
    /// The calculation did not settle.
    #[error(transparent)]
    Beta(#[from] BetaError),
}

impl ScoreError {
    /// Short name of the fault, the same in every version.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::DuplicatePerson { .. } => "duplicate_person",
            Self::ScoreOutsideScale { .. } => "score_outside_scale",
            Self::ValueNotValid => "value_not_valid",
            Self::ScaleNotValid => "scale_not_valid",
            Self::Beta(_) => "not_converged",
        }
    }
}

/// Entries of people seen on both occasions, and who was seen once.
#[derive(Debug)]
pub(crate) struct Paired<V> {
    /// Before and after, in order of the codes.
    pub pairs: Vec<(V, V)>,
    /// Codes seen before only, in order.
    pub only_before: Vec<String>,
    /// Codes seen after only, in order.
    pub only_after: Vec<String>,
}

/// Matches entries by code.
///
/// # Errors
/// [`ScoreError::DuplicatePerson`] for a code that comes twice on one side.
pub(crate) fn pair_up<V>(before: Vec<(String, V)>, after: Vec<(String, V)>) -> Result<Paired<V>, ScoreError> {
    let mut later = by_person(after)?;
    let mut paired = Paired { pairs: Vec::new(), only_before: Vec::new(), only_after: Vec::new() };
    for (person, was) in by_person(before)? {
        match later.remove(&person) {
            Some(is) => paired.pairs.push((was, is)),
            None => paired.only_before.push(person),
        }
    }
    paired.only_after = later.into_keys().collect();
    Ok(paired)
}

fn by_person<V>(entries: Vec<(String, V)>) -> Result<BTreeMap<String, V>, ScoreError> {
    let mut found = BTreeMap::new();
    for (person, value) in entries {
        if found.contains_key(&person) {
            return Err(ScoreError::DuplicatePerson { person });
        }
        found.insert(person, value);
    }
    Ok(found)
}
