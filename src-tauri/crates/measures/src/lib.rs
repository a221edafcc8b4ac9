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
pub mod verdict;

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
pub use its::{
    interrupted::{
        InterruptedSeries, ItsError, ItsModel, RatioEstimate, SlotCount, allowed_model, fit_model, interrupted_series,
    },
    pre_trend::{PRE_TREND_FROM, PreTrend, pre_trend},
};
pub use math::beta;
pub use proportions::{
    adjusted::{AdjustedProportions, BinomialDispersion, binomial_dispersion, compare_proportions_by_period},
    as_r::odds_ratio_interval_as_r,
    comparison::{ProportionComparison, ProportionTest, compare_proportions},
    same_people::{McNemar, PersonResult, compare_same_people, sign_test},
    share::{Proportion, ProportionError, Share, share},
};
pub use rates::{
    anytime::{MatchedPair, anytime_interval, log_e_value, matched_log_e_path},
    comparison::{ComparisonError, Interval, RateComparison, Ratio, TestName, compare_rates, compare_rates_at},
    dispersion::{Dispersion, dispersion},
    effective::{EffectiveComparison, compare_effective, compare_effective_at},
    interval::rate_interval,
    look_ahead::{
        EnoughExposure, enough_exposure, exposure_for_zero, largest_after, power_of_fall, power_of_rise, smallest_after,
    },
};
pub use reporting::panel::{ReportingFlag, ReportingPanel, ReportingPhase, reporting_panel};
pub use rule_set::{ALPHA, FULL_LIMITS_FROM, RULE_SET, RULES_FROM, SPARSE_BELOW};
pub use rules::found::{
    Direction, PointSignals, Rule, RunRuleSet, RunRules, Side, Signal, Variation, run_rules, run_rules_of_any_length,
};
pub use scores::{
    durations::{DurationComparison, TimeTaken, TimesSummary, compare_durations},
    paired::{FEWEST_PAIRS, PairedComparison, PersonScore, compare_paired},
    pairs::ScoreError,
    scale::ScoreScale,
    survey::{AnswerCount, AnswerScale, SurveyComparison, compare_answers},
    two_groups::{ScoreTest, TwoGroups, compare_two_groups},
};
pub use series::{
    absent::{counts_with_absent, points_with_absent},
    count_series::{ChartPoint, CountSeries},
    event_gaps::{EventGaps, Gap, GapBaseline, GapPrecision, OpenGap},
    order_of_events::{OrderOfEvents, OrderedChange, order_of_events, rivals},
    percent::{PercentShown, percent_shown},
    period::{DataError, DateRange, LeftOut, LeftOutReason, Period, PeriodState},
    phases::{BeforeAndAfter, ChangeDate, Phase, PhaseTotals, Phases, before_and_after, phases, totals_in},
    proportion_series::ProportionSeries,
};
pub use sites::{
    funnel::{
        FUNNEL_FROM, Funnel, FunnelPoint, LimitsAt, SiteAgainstRest, SitesCompared, compare_sites, funnel_limits,
    },
    site::{SiteBeforeAfter, SiteCount, SiteError},
    stratified::{SiteComparison, StratifiedComparison, StratifiedTest, compare_sites_before_after},
};
pub use verdict::{
    codes::{Caveat, PeriodLength, PlannedCheck, Reason, Route, Verdict},
    count::{CountVerdict, OtherReading, count_verdict},
    guards::BEFORE_FROM,
    people::{
        PeopleComparison, PeopleQuestion, PeopleVerdict, PeopleVerdictError, answers_verdict, durations_verdict,
        paired_verdict, same_people_verdict, two_groups_of_people_verdict, unpaired_verdict,
    },
    proportion::{
        ProportionTotals, ProportionVerdict, ProportionVerdictError, proportion_totals_verdict, proportion_verdict,
    },
    question::{CountQuestion, DEFAULT_TARGET_RATIO},
    settle::{SettledBy, Settling, advance},
    sides::{Counted, Move, Side as ComparedSide, Sides},
    sustained::{Sustained, SustainedCheck, SustainedState, sustained},
    what_if::{Supposed, suppose, what_if},
    worst::WithoutWorst,
};
