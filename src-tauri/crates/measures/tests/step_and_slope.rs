//! Step and slope at a change, and the trend before it.
#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

mod support;

use measures::{ItsModel, SlotCount, allowed_model, fit_model, interrupted_series, pre_trend};
use support::{MISSED, SCHEDULED, close};

fn demonstration() -> Vec<SlotCount> {
    MISSED
        .iter()
        .zip(SCHEDULED)
        .enumerate()
        .map(|(i, (events, exposure))| SlotCount { slot: i as u32, events: *events, exposure: f64::from(exposure) })
        .collect()
}

fn slots(events: &[u64]) -> Vec<SlotCount> {
    events.iter().enumerate().map(|(i, e)| SlotCount { slot: i as u32, events: *e, exposure: 100.0 }).collect()
}

#[test]
fn the_demonstration_has_a_step_that_may_be_chance_and_a_fall_that_had_begun() {
    let got = interrupted_series(&demonstration(), 26).unwrap();
    assert_eq!((got.model, got.n_before, got.n_after, got.n_left_out), (ItsModel::LevelSlope, 26, 26, 0));
    assert!(!got.step.interval.excludes(1.0));
    // exp(β₂ + 25 β₃) apart at the last of the 26 weeks.
    let apart = (got.coefficients[2] + 25.0 * got.coefficients[3]).exp();
    close(got.fitted_at_last / got.counterfactual_at_last, apart, 1e-12);
    close(got.per_period.unwrap().ratio, got.coefficients[3].exp(), 1e-15);
}

/// The likelihood maximised by Newton's method without scaling, Student's t by Simpson's rule
/// (Python).
#[test]
fn the_trend_before_the_change_agrees_with_a_plain_reckoning() {
    let all = demonstration();
    let got = pre_trend(&all[..26]).unwrap();
    close(got.slope, -0.045_738_410_709_732_134, 1e-12);
    close(got.standard_error, 0.015_369_428_963_590_22, 1e-12);
    close(got.phi, 2.632_459_184_130_131, 1e-10);
    close(got.t, -2.975_934_292_554_736, 1e-10);
    assert_eq!(got.df, 24);
    close(got.p, 0.006_570_447_418_825_842, 1e-11);
    close(pre_trend(&all[..15]).unwrap().p, 0.822_329_819_865_076_6, 1e-10);
}

#[test]
fn a_missing_week_keeps_its_place_in_time() {
    let mut gaps = demonstration();
    gaps.truncate(26);
    gaps.retain(|s| s.slot != 3 && s.slot != 8);
    let got = pre_trend(&gaps).unwrap();
    assert_eq!((got.n_used, got.n_left_out, got.df), (24, 2, 22));
    close(got.slope, -0.043_440_601_109_706_746, 1e-12);
    close(got.p, 0.005_696_769_088_602_727, 1e-11);
}

#[test]
fn washout_weeks_leave_the_slope_in_weeks() {
    // A step of one half and no trend, two weeks of washout at the change.
    let mut events = vec![40; 15];
    events.extend([7, 93]);
    events.extend([20; 15]);
    let mut periods = slots(&events);
    periods.retain(|s| s.slot != 15 && s.slot != 16);
    let got = interrupted_series(&periods, 15).unwrap();
    assert_eq!((got.n_before, got.n_after, got.n_left_out), (15, 15, 2));
    close(got.step.ratio, 0.5, 1e-9);
    close(got.per_period.unwrap().ratio, 1.0, 1e-9);
    close(got.counterfactual_at_last, 40.0, 1e-7);
}

#[test]
fn the_amount_of_data_decides_the_model() {
    let of = |before: usize, after: usize, each: u64| {
        let periods = slots(&vec![each; before + after]);
        allowed_model(&periods, before as u32).map_err(measures::ItsError::code)
    };
    assert_eq!(of(12, 12, 1), Ok(ItsModel::LevelSlope));
    assert_eq!(of(12, 11, 1), Ok(ItsModel::Level));
    assert_eq!(of(8, 30, 2), Ok(ItsModel::Level));
    assert_eq!(of(7, 30, 9), Err("too_few_periods"));
    assert_eq!(of(9, 30, 1), Err("too_few_events"));
}

#[test]
fn what_cannot_be_fitted_is_reported() {
    let none_after: Vec<u64> = [vec![3; 12], vec![0; 12]].concat();
    let code = |events: &[u64], k| fit_model(&slots(events), k, ItsModel::LevelSlope).unwrap_err().code();
    assert_eq!(code(&none_after, 12), "not_converged");
    // One event in the first week of each side: the slopes have no end.
    let mut firsts = vec![0; 24];
    (firsts[0], firsts[12]) = (20, 20);
    assert_eq!(code(&firsts, 12), "not_converged");
    assert_eq!(pre_trend(&slots(&[0; 12])).unwrap_err().code(), "not_converged");
    assert_eq!(pre_trend(&slots(&[9, 0, 0, 0, 0, 0, 0, 0, 0])).unwrap_err().code(), "not_converged");
    assert_eq!(pre_trend(&slots(&[4; 7])).unwrap_err().code(), "too_few_periods");
    let mut twice = slots(&[4; 9]);
    twice[3].slot = 2;
    assert_eq!(pre_trend(&twice).unwrap_err().code(), "duplicate_slot");
    twice[3] = SlotCount { slot: 3, events: 0, exposure: 0.0 };
    assert_eq!(pre_trend(&twice).unwrap_err().code(), "exposure_not_valid");
}

#[test]
fn five_hundred_and_twenty_weeks_far_from_slot_zero_are_well_scaled() {
    let periods: Vec<_> = (0..520_u32)
        .map(|i| SlotCount { slot: 1_000_000 + i, events: u64::from(5 + i * 7919 % 5), exposure: 1000.0 })
        .collect();
    let got = interrupted_series(&periods, 1_000_260).unwrap();
    assert_eq!(got.newey_west_lag, 5);
    close(got.step.ratio, 1.0, 0.2);
    let near: Vec<_> = periods.iter().map(|s| SlotCount { slot: s.slot - 1_000_000, ..*s }).collect();
    let near = interrupted_series(&near, 260).unwrap();
    close(got.step.ratio, near.step.ratio, 1e-9);
    close(got.step.interval.lower, near.step.interval.lower, 1e-9);
}
