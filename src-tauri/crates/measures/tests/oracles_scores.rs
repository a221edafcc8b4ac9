//! Proportions, scores, sites, step and slope, and the reporting panel against values worked out by
//! published packages (named in each file).
#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

mod support;

use measures::{
    Direction, ItsModel, PersonScore, Proportion, ReportingPhase, SiteBeforeAfter, SiteCount, SlotCount,
    compare_paired, compare_proportions, compare_sites, compare_sites_before_after, compare_two_groups, fit_model,
    reporting_panel,
};
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

#[test]
fn paired_scores_agree_with_exact_rank_tests() {
    for n in 1..=3 {
        let file = oracle(&format!("paired-{n:03}"));
        let expected = &file["expected"];
        let side = |name: &str| {
            let scores = numbers(&file["input"][name]).into_iter().enumerate();
            scores.map(|(i, value)| PersonScore { person: format!("P{i:02}"), value }).collect::<Vec<_>>()
        };
        let got = compare_paired(&side("before"), &side("after"), None).unwrap();
        assert_eq!(got.n_used as u64, expected["n_pairs"].as_u64().unwrap());
        assert_eq!(got.n_zero, expected["n_zero"].as_u64().unwrap());
        agrees(&file, "V", Some(got.v_plus), &expected["v_plus"]);
        agrees(&file, "p", Some(got.p), &expected["p_two_sided"]);
        agrees(&file, "sign p", Some(got.sign_p), &expected["sign_p"]);
        agrees(&file, "change", got.change, &expected["hl_estimate"]);
        agrees(&file, "low", got.change_interval.map(|i| i.0), &expected["hl_low"]);
        agrees(&file, "high", got.change_interval.map(|i| i.1), &expected["hl_high"]);
        assert_eq!(got.too_few_pairs, n == 3);
    }
}

#[test]
fn two_groups_agree_with_exact_rank_tests() {
    for n in 1..=3 {
        let file = oracle(&format!("ord-{n:03}"));
        let (input, expected) = (&file["input"], &file["expected"]);
        let got = compare_two_groups(&numbers(&input["before"]), &numbers(&input["after"]), None).unwrap();
        agrees(&file, "U", Some(got.u_after), &expected["u_after"]);
        agrees(&file, "p", Some(got.p), &expected["p_two_sided"]);
        agrees(&file, "less", Some(got.p_less), &expected["p_less"]);
        agrees(&file, "greater", Some(got.p_greater), &expected["p_greater"]);
        agrees(&file, "delta", got.cliffs_delta, &expected["cliffs_delta"]);
    }
}

#[test]
fn the_stratified_ratio_agrees_with_the_formula_in_r() {
    let file = oracle("sites-001");
    let expected = &file["expected"];
    let sites: Vec<SiteBeforeAfter> = file["input"]["sites"]
        .as_array()
        .unwrap()
        .iter()
        .enumerate()
        .map(|(i, site)| SiteBeforeAfter {
            site: format!("home {i}"),
            a: site["before"]["events"].as_u64().unwrap(),
            t0: site["before"]["exposure"].as_f64().unwrap(),
            b: site["after"]["events"].as_u64().unwrap(),
            t1: site["after"]["exposure"].as_f64().unwrap(),
        })
        .collect();
    let got = compare_sites_before_after(&sites, Direction::LowerIsBetter).unwrap();
    agrees(&file, "ratio", got.ratio.finite(), &expected["mh_ratio"]);
    agrees(&file, "low", got.interval.map(|i| i.lower), &expected["mh_low"]);
    agrees(&file, "high", got.interval.and_then(|i| i.upper), &expected["mh_high"]);
    agrees(&file, "p", Some(got.p_exact), &expected["p_exact"]);
    assert_eq!((got.n_used, got.sites_disagree), (3, false));
}

#[test]
fn the_funnel_agrees_with_r() {
    let file = oracle("funnel-001");
    let (input, expected) = (&file["input"], &file["expected"]);
    let sites: Vec<SiteCount> = numbers(&input["counts"])
        .iter()
        .zip(numbers(&input["exposure"]))
        .enumerate()
        .map(|(i, (events, exposure))| SiteCount { site: format!("home {i}"), events: *events as u64, exposure })
        .collect();
    let got = compare_sites(&sites).unwrap().funnel.unwrap();
    agrees(&file, "centre", Some(got.centre), &expected["centre"]);
    agrees(&file, "phi", Some(got.phi), &expected["phi"]);
    assert!(got.more_varied_than_chance);
    for (i, point) in got.points.iter().enumerate() {
        for (name, value) in [
            ("expected_counts", point.expected),
            ("p", point.p),
            ("lo95", point.limits_95.0),
            ("hi95", point.limits_95.1),
            ("lo998", point.limits_998.0),
            ("hi998", point.limits_998.1),
        ] {
            agrees(&file, name, Some(value), &expected[name][i]);
        }
    }
}

#[test]
fn the_reporting_panel_agrees_with_a_reading_in_python() {
    let file = oracle("report-001");
    let expected = &file["expected"];
    let phase = |name: &str| {
        let side = &file["input"][name];
        let count = |key: &str| side[key].as_u64().unwrap();
        ReportingPhase {
            no_harm: count("no_harm"),
            harm: count("harm"),
            periods_due: count("periods_due"),
            periods_missing: count("periods_missing"),
            nil_periods: count("nil_periods"),
            nil_confirmed: count("nil_confirmed"),
            median_lag_days: side["median_lag_days"].as_f64(),
            concerns_raised: None,
            independent_count: None,
        }
    };
    let got = reporting_panel(phase("before"), phase("after")).unwrap();
    assert_eq!(serde_json::to_value(&got.flags).unwrap(), expected["flags"]);
    assert_eq!(Value::from(got.reporting_may_have_fallen), expected["reporting_flag"]);
    agrees(&file, "share before", got.no_harm_share_before, &expected["no_harm_share_before"]);
    agrees(&file, "share after", got.no_harm_share_after, &expected["no_harm_share_after"]);
    agrees(&file, "p", Some(got.share_p), &expected["share_p"]);
}
