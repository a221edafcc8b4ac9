//! Before-and-after statistics: slices in, structs out, pure.
//!
//! No clock, no files, no text. Dates are civil dates. Every result says how many periods it used,
//! which it left out and why, and which version of the method ([`RULE_SET`]) it comes from.
//!
//! Sums are taken in a fixed order with compensation, and logarithms and powers come from `libm`,
//! so that every system gives the same bits.

pub mod charts;
pub mod its;
pub mod math;
pub mod proportions;
pub mod rates;
pub mod reporting;
pub mod rules;
pub mod scores;
pub mod series;
pub mod sites;

mod rule_set;

pub use charts::{
    limits::{Limits, Lines, RulePoint},
    u_chart::{UChart, UPoint, u_chart},
    xmr::{Xmr, XmrOptions, observed_in, xmr},
};
pub use its::{
    interrupted::{
        InterruptedSeries, ItsError, ItsModel, RatioEstimate, SlotCount, allowed_model, fit_model, interrupted_series,
    },
    pre_trend::{PRE_TREND_FROM, PreTrend, pre_trend},
};
pub use math::beta;
pub use proportions::{
    adjusted::{AdjustedProportions, BinomialDispersion, binomial_dispersion, compare_proportions_by_period},
    comparison::{ProportionComparison, ProportionTest, compare_proportions},
    same_people::{McNemar, PersonResult, compare_same_people, sign_test},
    share::{Proportion, ProportionError, Share, share},
};
pub use rates::{
    comparison::{ComparisonError, Interval, RateComparison, Ratio, TestName, compare_rates},
    interval::rate_interval,
};
pub use reporting::panel::{ReportingFlag, ReportingPanel, ReportingPhase, reporting_panel};
pub use rule_set::{ALPHA, FULL_LIMITS_FROM, RULE_SET, RULES_FROM, SPARSE_BELOW};
pub use rules::found::{Direction, PointSignals, Rule, RunRuleSet, RunRules, Side, Signal, Variation, run_rules};
pub use scores::{
    durations::{DurationComparison, TimeTaken, TimesSummary, compare_durations},
    paired::{FEWEST_PAIRS, PairedComparison, PersonScore, compare_paired},
    pairs::ScoreError,
    scale::ScoreScale,
    survey::{AnswerCount, AnswerScale, SurveyComparison, compare_answers},
    two_groups::{ScoreTest, TwoGroups, compare_two_groups},
};
pub use series::{
    count_series::{ChartPoint, CountSeries},
    order_of_events::{OrderOfEvents, OrderedChange, order_of_events},
    period::{DataError, DateRange, LeftOut, LeftOutReason, Period, PeriodState},
    phases::{BeforeAndAfter, ChangeDate, Phase, PhaseTotals, Phases, before_and_after, phases, totals_in},
};
pub use sites::{
    funnel::{FUNNEL_FROM, Funnel, FunnelPoint, SiteAgainstRest, SitesCompared, compare_sites},
    site::{SiteBeforeAfter, SiteCount, SiteError},
    stratified::{SiteComparison, StratifiedComparison, StratifiedTest, compare_sites_before_after},
};
