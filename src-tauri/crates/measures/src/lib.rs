//! Before-and-after statistics: slices in, structs out, pure.
//!
//! No clock, no files, no text. Dates are civil dates. Every result says how many periods it used,
//! which it left out and why, and which version of the method ([`RULE_SET`]) it comes from.

pub mod beta;
mod count_series;
mod order_of_events;
mod period;
mod phases;
mod rate_comparison;
mod rate_interval;
mod rule_search;
mod rule_set;
mod run_rules;
mod stirling;
mod summation;
mod u_chart;
mod xmr;

pub use count_series::{ChartPoint, CountSeries};
pub use order_of_events::{OrderOfEvents, OrderedChange, order_of_events};
pub use period::{DataError, DateRange, LeftOut, LeftOutReason, Period, PeriodState};
pub use phases::{BeforeAndAfter, ChangeDate, Phase, PhaseTotals, Phases, before_and_after, phases, totals_in};
pub use rate_comparison::{ComparisonError, Interval, RateComparison, Ratio, TestName, compare_rates};
pub use rate_interval::rate_interval;
pub use rule_set::{ALPHA, FULL_LIMITS_FROM, RULE_SET, RULES_FROM, SPARSE_BELOW};
pub use run_rules::{
    Direction, Limits, Lines, PointSignals, Rule, RulePoint, RunRuleSet, RunRules, Side, Signal, Variation, run_rules,
};
pub use u_chart::{UChart, UPoint, u_chart};
pub use xmr::{Xmr, XmrOptions, observed_in, xmr};
