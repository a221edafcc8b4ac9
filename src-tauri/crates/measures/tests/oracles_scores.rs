//! Proportions, scores, sites, step and slope, and the reporting panel against values worked out by
//! published packages (named in each file).
#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

mod support;

use measures::{ItsModel, Proportion, SlotCount, compare_proportions, fit_model};
use serde_json::Value;
use support::oracle::{agrees, numbers, oracle};

#[test]
fn two_proportions_agree_with_exact2x2_and_ratesci() {
    for n in 1..=4 {
        let file = oracle(&format!("prop-{n:03}"));
        let expected = &file["expected"];
        let side = |name: &str| {
            let part = &file["input"][name];
            Proportion { num: part["num"].as_u64().unwrap(), den: part["den"].as_u64().unwrap() }
        };
        let got = compare_proportions(side("before"), side("after")).unwrap();
        agrees(&file, "diff", got.difference, &expected["diff"]);
        agrees(&file, "diff low", Some(got.difference_interval.0), &expected["diff_low"]);
        agrees(&file, "diff high", Some(got.difference_interval.1), &expected["diff_high"]);
        agrees(&file, "p", Some(got.p_central), &expected["p_central"]);
        agrees(&file, "p of R", Some(got.p_min_likelihood), &expected["p_minlike"]);
        found_by_uniroot(Some(got.odds_ratio_interval.lower), &expected["or_low"]);
        found_by_uniroot(got.odds_ratio_interval.upper, &expected["or_high"]);
        for (share, name) in [(got.before, "wilson_before"), (got.after, "wilson_after")] {
            agrees(&file, name, Some(share.lower), &expected[name][0]);
            agrees(&file, name, Some(share.upper), &expected[name][1]);
        }
    }
}

/// R's `fisher.test` finds its limits with `uniroot` at its default tolerance, 2⁻¹³, in the odds ratio
/// below 1 and in its reciprocal above; its files can be no closer than that.
#[track_caller]
fn found_by_uniroot(got: Option<f64>, want: &Value) {
    let Some(want) = want.as_f64() else {
        assert_eq!(got, None);
        return;
    };
    let scale = |ratio: f64| if want < 1.0 { ratio } else { 1.0 / ratio };
    let got = got.unwrap();
    assert!((scale(got) - scale(want)).abs() <= 1.0 / 8192.0, "{got} is not {want}");
}

/// The ends solved for in exact rational arithmetic (Python `fractions`) by bisection.
#[test]
fn odds_ratio_limits_leave_two_and_a_half_percent_in_each_tail() {
    for (before, after, lower, upper) in [
        ((6, 10), (9, 10), 0.407_573_951_371_465_46, Some(327.559_136_840_423_3)),
        ((11, 19), (17, 18), 1.264_360_477_765_334_3, Some(580.003_067_356_636_4)),
        ((0, 8), (8, 8), 6.788_293_311_001_176, None),
        ((1, 1), (0, 1), 0.0, Some(39.0)),
    ] {
        let part = |(num, den)| Proportion { num, den };
        let got = compare_proportions(part(before), part(after)).unwrap().odds_ratio_interval;
        support::close(got.lower, lower, 1e-11 * lower);
        assert_eq!(got.upper.is_some(), upper.is_some());
        if let Some((got, upper)) = got.upper.zip(upper) {
            support::close(got, upper, 1e-11 * upper);
        }
    }
}

fn slots(input: &Value) -> Vec<SlotCount> {
    numbers(&input["counts"])
        .iter()
        .zip(numbers(&input["exposure"]))
        .enumerate()
        .map(|(i, (events, exposure))| SlotCount { slot: i as u32, events: *events as u64, exposure })
        .collect()
}

/// P19 in both: the lag by the formula, no prewhitening, times n / (n − p).
#[test]
fn step_and_slope_agree_with_glm_and_sandwich() {
    for (id, model) in [("its-001", ItsModel::LevelSlope), ("its-002", ItsModel::Level)] {
        let file = oracle(id);
        let (input, expected) = (&file["input"], &file["expected"]);
        let got = fit_model(&slots(input), input["change_index"].as_u64().unwrap() as u32, model).unwrap();
        for (name, list) in [("coef", &got.coefficients), ("se_model", &got.se_model), ("se_nw", &got.se_newey_west)] {
            assert_eq!(list.len(), expected[name].as_array().unwrap().len());
            for (i, value) in list.iter().enumerate() {
                agrees(&file, name, Some(*value), &expected[name][i]);
            }
        }
        assert_eq!(u64::from(got.newey_west_lag), expected["nw_lag"].as_u64().unwrap());
        agrees(&file, "phi", Some(got.phi), &expected["phi"]);
        agrees(&file, "deviance", Some(got.deviance), &expected["deviance"]);
        agrees(&file, "step", Some(got.step.ratio), &expected["level_ratio"]);
        agrees(&file, "step low", Some(got.step.interval.lower), &expected["level_low"]);
        agrees(&file, "step high", got.step.interval.upper, &expected["level_high"]);
    }
}
