//! Scores, survey answers and times: pairs of the same people, and two groups of answers.

pub mod pairs;
