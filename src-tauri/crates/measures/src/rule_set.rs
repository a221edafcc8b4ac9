//! The version of the method that a result was worked out with.

/// Name of the whole set of formulas, thresholds and rules in this crate.
///
/// Stored with every result, so that a later change of method never silently changes the meaning
/// of an earlier one.
pub const RULE_SET: &str = "evident-1";

/// Two-sided error rate of every interval and test.
pub const ALPHA: f64 = 0.05;

/// A chart with fewer observed baseline points than this carries `trial_limits`.
pub const FULL_LIMITS_FROM: usize = 12;

/// A chart with fewer observed points than this is a plain line: no rule is evaluated.
pub const RULES_FROM: usize = 10;

/// Baselines with fewer events a period than this make run rules unreliable on count charts:
/// with many zeros the mean sits above the usual value and long runs of zeros are common.
pub const SPARSE_BELOW: f64 = 2.0;
