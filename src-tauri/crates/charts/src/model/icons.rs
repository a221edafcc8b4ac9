//! What the small marks beside words stand for.

use serde::{Deserialize, Serialize};

/// What a before-and-after comparison says of an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VerdictKind {
    /// A full diamond with a tick.
    Worked,
    /// A diamond filled to its half.
    MayHaveWorked,
    /// A ring with a level bar.
    NoSignYet,
    /// A full square with a cross.
    GotWorse,
    /// A ring with the hands of a clock.
    TooEarly,
}

impl VerdictKind {
    /// Every verdict.
    pub const ALL: [Self; 5] = [Self::Worked, Self::MayHaveWorked, Self::NoSignYet, Self::GotWorse, Self::TooEarly];
}

/// Whether ordinary variation keeps to the target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Assurance {
    /// The target is met whatever happens: a ring with a full centre.
    ConsistentPass,
    /// The target is missed whatever happens: a ring with a cross.
    ConsistentFail,
    /// Met at times and missed at others: a ring with half a centre.
    HitAndMiss,
}

impl Assurance {
    /// Every assurance.
    pub const ALL: [Self; 3] = [Self::ConsistentPass, Self::ConsistentFail, Self::HitAndMiss];
}
