//! Scores, survey answers and times: pairs of the same people, and two groups of answers.

pub(crate) mod cliff;
pub mod durations;
pub mod paired;
pub mod pairs;
pub(crate) mod pairwise;
pub(crate) mod rank_sum;
pub(crate) mod ranks;
pub mod scale;
pub(crate) mod signed_rank;
pub mod survey;
pub mod two_groups;
