//! Answers on a scale from 1 to 5, before and after.

use serde::{Deserialize, Serialize};

use super::Better;

/// Two bars, each divided by the answers given.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Answers {
    /// Name of the figure for those who do not see it.
    pub title: String,
    /// What it shows, in a sentence or two.
    pub description: String,
    /// The question: "I feel safe with the people who support me".
    pub question: String,
    /// The words of the answers from 1 upwards; five as a rule, seven at most.
    pub scale: Vec<String>,
    /// Before.
    pub before: AnswerSide,
    /// After.
    pub after: AnswerSide,
    /// Which end of the scale is better.
    pub better: Better,
    /// Method and what was left out, in small type.
    pub footer: String,
}

/// The answers of one side.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct AnswerSide {
    /// Its name: "Before".
    pub name: String,
    /// How many answered, in words: "41 people".
    pub people: String,
    /// One for each answer of the scale, in its order.
    pub shares: Vec<AnswerShare>,
}

/// How many gave one answer.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct AnswerShare {
    /// Reference carried by the mark.
    pub id: String,
    /// People.
    pub count: u32,
    /// Count and percentage as printed: "12 (29%)".
    pub text: String,
    /// The whole of it, read out by a screen reader.
    pub describe: String,
}
