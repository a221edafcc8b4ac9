//! Before-and-after statistics: slices in, structs out, pure.
//!
//! No clock, no files, no text. Dates are civil dates. Every result says how many periods it used,
//! which it left out and why, and which version of the method ([`RULE_SET`]) it comes from.
//!
//! Sums are taken in a fixed order with compensation, and logarithms and powers come from `libm`,
//! so that every system gives the same bits.

pub mod charts;
pub mod math;
pub mod rates;
pub mod rules;
pub mod series;

mod rule_set;

pub use charts::{
    anhoej::{AnhoejRuns, anhoej_runs, crossings_min, longest_run_max},
    assurance::{Assurance, assurance},
    baseline::{BaselineLock, BaselineState, PROVISIONAL_FROM, baseline_lock},
    c_chart::{CChart, c_chart},
    choice::{ChartChoice, ChartData, ChartKind, ChartOffer, ChartReason, ChartTag, Plotted, choose_chart},
    gap_chart::{GapChart, GapLimits, GapPoint, OpenGapPoint, g_chart, t_chart},
    limits::{Limits, Lines, RulePoint},
    p_chart::{PChart, p_chart},
    phased_xmr::{PhasedXmr, Recalculation, XmrPhase, phased_xmr},
    prime_chart::{PrimeChart, p_prime_chart, u_prime_chart},
    recalculation::{RecalculationCheck, RecalculationCondition, StandingRun, may_recalculate},
    run_chart::{RunChart, run_chart},
    u_chart::{UChart, UPoint, u_chart},
    xmr::{Xmr, XmrOptions, observed_in, xmr},
};
pub use math::beta;
pub use rates::{
    comparison::{ComparisonError, Interval, RateComparison, Ratio, TestName, compare_rates},
    interval::rate_interval,
};
pub use rule_set::{ALPHA, FULL_LIMITS_FROM, RULE_SET, RULES_FROM, SPARSE_BELOW};
pub use rules::found::{Direction, PointSignals, Rule, RunRuleSet, RunRules, Side, Signal, Variation, run_rules};
pub use series::{
    absent::{counts_with_absent, points_with_absent},
    count_series::{ChartPoint, CountSeries},
    event_gaps::{EventGaps, Gap, GapBaseline, GapPrecision, OpenGap},
    order_of_events::{OrderOfEvents, OrderedChange, order_of_events},
    percent::{PercentShown, percent_shown},
    period::{DataError, DateRange, LeftOut, LeftOutReason, Period, PeriodState},
    phases::{BeforeAndAfter, ChangeDate, Phase, PhaseTotals, Phases, before_and_after, phases, totals_in},
    proportion_series::ProportionSeries,
};
