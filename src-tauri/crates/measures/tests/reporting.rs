//! Signs that reporting fell, each at its threshold.
#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

use measures::{ReportingFlag, ReportingPhase, reporting_panel};

fn steady() -> ReportingPhase {
    ReportingPhase {
        no_harm: 40,
        harm: 20,
        periods_due: 20,
        periods_missing: 0,
        nil_periods: 10,
        nil_confirmed: 10,
        median_lag_days: Some(3.0),
        concerns_raised: Some(4),
        independent_count: None,
    }
}

fn flags(before: ReportingPhase, after: ReportingPhase) -> Vec<ReportingFlag> {
    let panel = reporting_panel(before, after).unwrap();
    assert_eq!(panel.reporting_may_have_fallen, !panel.flags.is_empty());
    panel.flags
}

#[test]
fn nothing_that_stayed_the_same_is_flagged() {
    assert!(flags(steady(), steady()).is_empty());
}

#[test]
fn missing_returns_count_above_ten_percent_and_five_points_more_than_before() {
    let missing = |n| ReportingPhase { periods_missing: n, ..steady() };
    assert!(flags(missing(0), missing(2)).is_empty(), "exactly 10%");
    assert_eq!(flags(missing(0), missing(3)), [ReportingFlag::MissingReturns]);
    assert!(flags(missing(2), missing(3)).is_empty(), "exactly 5 points more");
    assert_eq!(flags(missing(2), missing(4)), [ReportingFlag::MissingReturns]);
}

#[test]
fn nine_nils_of_ten_confirmed_are_enough_and_no_nils_are_no_sign() {
    let nil = |nil_confirmed, nil_periods| ReportingPhase { nil_confirmed, nil_periods, ..steady() };
    assert!(flags(steady(), nil(9, 10)).is_empty());
    assert_eq!(flags(steady(), nil(8, 10)), [ReportingFlag::NilNotConfirmed]);
    assert!(flags(steady(), nil(0, 0)).is_empty());
}

#[test]
fn only_a_fall_in_the_share_without_harm_is_a_sign() {
    let share = |no_harm, harm| ReportingPhase { no_harm, harm, ..steady() };
    assert_eq!(flags(steady(), share(6, 11)), [ReportingFlag::NoHarmShareFell]);
    assert!(flags(share(6, 11), steady()).is_empty());
    assert!(flags(steady(), share(0, 0)).is_empty());
}

#[test]
fn late_means_a_week_and_twice_as_long_as_before() {
    let lag = |days| ReportingPhase { median_lag_days: days, ..steady() };
    assert_eq!(flags(lag(Some(3.5)), lag(Some(7.0))), [ReportingFlag::LateReporting]);
    assert!(flags(lag(Some(3.0)), lag(Some(6.9))).is_empty());
    assert!(flags(lag(Some(4.0)), lag(Some(7.0))).is_empty());
    assert!(flags(lag(Some(0.0)), lag(Some(20.0))).is_empty(), "no lag before is not flagged");
    assert!(flags(lag(None), lag(Some(20.0))).is_empty());
}

#[test]
fn parts_larger_than_their_whole_are_an_error() {
    let fault = |phase| reporting_panel(steady(), phase).unwrap_err().code();
    assert_eq!(fault(ReportingPhase { periods_missing: 21, ..steady() }), "num_exceeds_den");
    assert_eq!(fault(ReportingPhase { nil_confirmed: 11, ..steady() }), "num_exceeds_den");
}
