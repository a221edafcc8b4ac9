//! Scores of the same people, scores of two groups, answers and times.
#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

mod support;

use std::time::{Duration, Instant};

use measures::{
    AnswerScale, PersonScore, ScoreScale, ScoreTest, TimeTaken, compare_answers, compare_durations, compare_paired,
    compare_two_groups,
};
use support::close;

fn people(values: &[f64]) -> Vec<PersonScore> {
    values.iter().enumerate().map(|(i, v)| PersonScore { person: format!("P{i:04}"), value: *v }).collect()
}

/// Scores whose differences are the ones given.
fn changes(differences: &[f64]) -> measures::PairedComparison {
    compare_paired(&people(&vec![0.0; differences.len()]), &people(differences), None).unwrap()
}

/// P18, scipy/scipy#10223: equal rises and falls about many zeros.
#[test]
fn as_many_up_as_down_is_no_change() {
    let mut differences = vec![1.0; 15];
    differences.extend(vec![0.0; 40]);
    differences.extend(vec![-1.0; 15]);
    let got = changes(&differences);
    assert_eq!((got.p, got.sign_p, got.change), (1.0, 1.0, Some(0.0)));
    assert_eq!((got.n_up, got.n_zero, got.n_down), (15, 40, 15));
    assert!(!got.nobody_changed);
}

/// P18, scipy/scipy#6805: every difference 0.
#[test]
fn nobody_changed_is_an_answer() {
    let got = changes(&[0.0; 9]);
    assert_eq!((got.p, got.change, got.change_interval), (1.0, Some(0.0), Some((0.0, 0.0))));
    assert!(got.nobody_changed && !got.too_few_pairs);
    let none = changes(&[]);
    assert_eq!((none.p, none.change, none.nobody_changed, none.too_few_pairs), (1.0, None, false, true));
}

/// P18, scipy/scipy#13689: with ties the exact p is still exact.
#[test]
fn ties_keep_the_exact_distribution() {
    let got = changes(&[1.0, 1.0, 2.0, 3.0, 4.0]);
    assert_eq!(got.test, ScoreTest::WilcoxonExact);
    close(got.p, 0.0625, 1e-15);
    assert!(got.too_few_pairs);
    assert_eq!(got.change_interval, None);
}

#[test]
fn differences_that_ought_to_be_nothing_are_nothing() {
    // 0.3 − 0.1 and 0.2 are not the same double.
    let before = people(&[0.1, 0.0, 1.1, 2.2, 3.3, 0.7]);
    let after = people(&[0.3, 0.2, 1.3, 2.4, 3.5, 0.7]);
    let got = compare_paired(&before, &after, None).unwrap();
    assert_eq!((got.n_up, got.n_zero), (5, 1));
    close(got.change.unwrap(), 0.2, 1e-9);
    assert_eq!(got.v_plus, 15.0);
}

#[test]
fn people_seen_once_are_listed_and_not_used() {
    let before = [people(&[1.0, 2.0]), vec![PersonScore { person: "left".into(), value: 5.0 }]].concat();
    let after = [vec![PersonScore { person: "joined".into(), value: 5.0 }], people(&[2.0, 2.0])].concat();
    let got = compare_paired(&before, &after, None).unwrap();
    assert_eq!((got.n_used, got.n_up, got.n_zero), (2, 1, 1));
    assert_eq!((got.only_before, got.only_after), (vec!["left".to_owned()], vec!["joined".to_owned()]));
}

#[test]
fn each_fault_has_its_own_code() {
    let scale = Some(ScoreScale { lowest: 1.0, highest: 5.0 });
    let twice = [people(&[1.0]), people(&[2.0])].concat();
    let fault = |before: &[PersonScore], scale| compare_paired(before, &people(&[2.0]), scale).unwrap_err().code();
    assert_eq!(fault(&twice, None), "duplicate_person");
    assert_eq!(fault(&people(&[5.5]), scale), "score_outside_scale");
    assert_eq!(fault(&people(&[f64::NAN]), scale), "value_not_valid");
    assert_eq!(fault(&people(&[3.0]), Some(ScoreScale { lowest: 5.0, highest: 1.0 })), "scale_not_valid");
    assert_eq!(compare_two_groups(&[0.0], &[2.0], scale).unwrap_err().code(), "score_outside_scale");
    let answers = AnswerScale { lowest: 1, highest: 5 };
    assert_eq!(compare_answers(&[1, 6], &[2], answers).unwrap_err().code(), "score_outside_scale");
    assert_eq!(compare_durations(&[time(-1.0)], &[]).unwrap_err().code(), "value_not_valid");
    assert_eq!(compare_durations(&[], &[time(f64::INFINITY)]).unwrap_err().code(), "value_not_valid");
}

/// P15, JuliaStats/HypothesisTests.jl#126: the tail doubled there gave 1.07.
#[test]
fn a_tail_that_holds_the_middle_is_no_more_than_one() {
    let a = [1.34937, 1.75722, 0.276514, 1.04546, 1.69085, 0.738085, 2.36313];
    let b = [2.62325, 1.16533, 1.1327, 0.728714];
    assert_eq!(compare_two_groups(&a, &b, None).unwrap().p, 1.0);
    assert_eq!(compare_two_groups(&b, &a, None).unwrap().p, 1.0);
}

/// The three variances of Cliff 1996, p. 138, as quoted in the source of the R package effsize with
/// these data: 0.2669753, 0.447 and 1.0055556.
#[test]
fn cliffs_interval_is_made_of_the_published_variances() {
    let treatment = [10.0, 10.0, 20.0, 20.0, 20.0, 30.0, 30.0, 30.0, 40.0, 50.0];
    let control = [10.0, 20.0, 30.0, 40.0, 40.0, 50.0];
    let got = compare_two_groups(&control, &treatment, None).unwrap();
    let (d, z) = (-0.25_f64, 1.959_963_985_f64);
    close(got.cliffs_delta.unwrap(), d, 1e-15);
    let variance = (5.0 * 0.266_975_3 + 9.0 * 0.447 + 1.005_555_6) / 60.0;
    let reach = z * f64::sqrt(variance) * f64::sqrt((1.0 - d * d).powi(2) + z * z * variance);
    let (low, high) = got.delta_interval.unwrap();
    close(low, (d - d.powi(3) - reach) / (1.0 - d * d + z * z * variance), 1e-6);
    close(high, (d - d.powi(3) + reach) / (1.0 - d * d + z * z * variance), 1e-6);
}

#[test]
fn groups_that_do_not_overlap_or_do_not_differ_have_an_interval_with_width() {
    let apart = compare_two_groups(&[1.0, 2.0, 3.0, 4.0], &[5.0, 6.0, 7.0, 8.0, 9.0], None).unwrap();
    assert_eq!(apart.cliffs_delta, Some(1.0));
    let (low, high) = apart.delta_interval.unwrap();
    close(low, (4.0 - 3.841_459) / (4.0 + 3.841_459), 1e-6);
    assert_eq!(high, 1.0);
    let tied = compare_two_groups(&[4.0; 4], &[4.0; 5], None).unwrap();
    assert_eq!((tied.p, tied.cliffs_delta, tied.shift), (1.0, Some(0.0), Some(0.0)));
    let (low, high) = tied.delta_interval.unwrap();
    assert!(low < -0.3 && high > 0.3);
    let alone = compare_two_groups(&[4.0], &[], None).unwrap();
    assert_eq!((alone.p, alone.cliffs_delta, alone.shift, alone.delta_interval), (1.0, None, None, None));
}

/// R 4.2.2 `wilcox.test(after, before, conf.int = TRUE)` without ties: differences 24 and 77 of 100.
#[test]
fn the_shift_is_the_median_difference() {
    let before: Vec<f64> = (0..10).map(f64::from).collect();
    let after: Vec<f64> = (0..10).map(|i| f64::from(i) + 0.25).collect();
    let got = compare_two_groups(&before, &after, None).unwrap();
    let mut all: Vec<f64> = before.iter().flat_map(|b| after.iter().map(move |a| a - b)).collect();
    all.sort_by(f64::total_cmp);
    assert_eq!(got.shift, Some(0.25));
    assert_eq!(got.shift_interval, Some((all[23], all[76])));
    let few = compare_two_groups(&before[..3], &after[..3], None).unwrap();
    assert_eq!(few.shift_interval, None);
}

#[test]
fn two_hundred_values_are_exact_and_ten_thousand_come_back() {
    let begun = Instant::now();
    let value = |i: u32| f64::from(i * 7919 % 1009);
    let (a, b): (Vec<f64>, Vec<f64>) = ((0..100).map(value).collect(), (100..200).map(value).collect());
    let exact = compare_two_groups(&a, &b, None).unwrap();
    assert_eq!(exact.test, ScoreTest::MannWhitneyExact);
    let more = [b.clone(), vec![500.5]].concat();
    let normal = compare_two_groups(&a, &more, None).unwrap();
    assert_eq!(normal.test, ScoreTest::MannWhitneyNormal);
    close(exact.p, normal.p, 0.02);

    let many: Vec<f64> = (0..10_000).map(value).collect();
    let got = compare_paired(&people(&many), &people(&many[1..]), None).unwrap();
    assert_eq!((got.n_used, got.test), (9_999, ScoreTest::WilcoxonNormal));
    assert!(got.change_interval.is_some());
    let two = compare_two_groups(&many, &many, None).unwrap();
    assert_eq!((two.shift, two.cliffs_delta), (Some(0.0), Some(0.0)));
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
}

#[test]
fn every_answer_of_the_scale_is_counted() {
    let got = compare_answers(&[3, 3, 1, 2], &[5, 4, 5], AnswerScale { lowest: 1, highest: 5 }).unwrap();
    let counts: Vec<_> = got.distribution.iter().map(|c| (c.answer, c.before, c.after)).collect();
    assert_eq!(counts, [(1, 1, 0), (2, 1, 0), (3, 2, 0), (4, 0, 1), (5, 0, 2)]);
    assert_eq!(got.comparison.cliffs_delta, Some(1.0));
}

fn time(value: f64) -> TimeTaken {
    TimeTaken { value, open: false }
}

fn open(value: f64) -> TimeTaken {
    TimeTaken { value, open: true }
}

#[test]
fn open_times_are_counted_and_make_the_median_a_lower_bound() {
    let before: Vec<_> = [vec![open(1.0)], (2..=10).map(|h| time(f64::from(h))).collect()].concat();
    let after = [time(1.0), open(30.0), time(2.0), open(40.0), time(3.0)];
    let got = compare_durations(&before, &after).unwrap();
    assert_eq!((got.before.n_used, got.before.n_open, got.before.n_finished), (10, 1, 9));
    assert!(!got.before.median_is_lower_bound, "one in ten is not more than 10%");
    assert_eq!((got.after.n_open, got.after.median), (2, Some(3.0)));
    assert!(got.after.median_is_lower_bound);
    assert_eq!((got.finished.n_before, got.finished.n_after), (9, 3));
    assert_eq!(got.finished.shift, Some(-4.0));
}

/// Values that decimal text holds exactly, so that the reader's rounding plays no part.
#[test]
fn results_survive_a_round_trip() {
    let paired = changes(&[1.0, 1.0, 2.0, 0.0]);
    let text = serde_json::to_string(&paired).unwrap();
    assert_eq!(serde_json::from_str::<measures::PairedComparison>(&text).unwrap(), paired);
    let times = compare_durations(&[time(1.0), open(2.0)], &[]).unwrap();
    let text = serde_json::to_string(&times).unwrap();
    assert!(text.contains("\"mann_whitney_exact\"") && text.contains(measures::RULE_SET));
    assert_eq!(serde_json::from_str::<measures::DurationComparison>(&text).unwrap(), times);
}
