//! What holds of verdicts on any data: symmetry, order, more evidence never weaker for fewer good events, and
//! bounded work. Right values of single verdicts stand in the reference cases.
#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

mod support;

use chrono::Days;
use measures::{
    Caveat, ComparisonError, CountQuestion, CountSeries, DataError, Direction, Move, Period, PeriodLength, PeriodState,
    PlannedCheck, Ratio, Reason, Supposed, SustainedCheck, SustainedState, Verdict, compare_effective, count_verdict,
    dispersion, largest_after, log_e_value, proportion_verdict, sustained, what_if,
};
use proptest::prelude::*;
use support::{MISSED, SCHEDULED, close, date, missed_visits, week, weekly};

fn question<'a>(series: &'a CountSeries, change: &str) -> CountQuestion<'a> {
    CountQuestion::new(series, PeriodLength::Week, Direction::LowerIsBetter, date(change))
}

fn series_of(counts: &[u64], exposures: &[f64]) -> CountSeries {
    weekly(&counts.iter().map(|c| Some(*c)).collect::<Vec<_>>(), exposures)
}

/// Every number of a result, however deep.
fn numbers(value: &serde_json::Value, found: &mut Vec<f64>) {
    match value {
        serde_json::Value::Number(number) => found.extend(number.as_f64()),
        serde_json::Value::Array(items) => items.iter().for_each(|item| numbers(item, found)),
        serde_json::Value::Object(fields) => fields.values().for_each(|field| numbers(field, found)),
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn swapping_before_and_after_inverts_ratio_and_interval_and_leaves_p(
        a in 0_u64..400, b in 0_u64..400, t0 in 0.5..5e4_f64, t1 in 0.5..5e4_f64, phi in 1.0..6.0_f64,
    ) {
        let there = compare_effective(a as f64, t0, b as f64, t1, phi).unwrap();
        let back = compare_effective(b as f64, t1, a as f64, t0, phi).unwrap();
        prop_assert!((there.p - back.p).abs() <= 1e-9 * there.p.max(1e-300));
        if let (Ratio::Finite(x), Ratio::Finite(y)) = (there.ratio, back.ratio) && x > 0.0 {
            prop_assert!((x * y - 1.0).abs() < 1e-12);
        }
        match back.interval.upper {
            None => prop_assert_eq!(there.interval.lower, 0.0),
            Some(upper) => prop_assert!((there.interval.lower * upper - 1.0).abs() < 1e-9 || there.interval.lower == 0.0),
        }
    }

    #[test]
    fn a_further_event_after_never_strengthens_a_fall(
        a in 1_u64..200, b in 0_u64..200, t0 in 1.0..1e3_f64, share in 0.05..5.0_f64, phi in 1.0..6.0_f64,
    ) {
        let t1 = t0 * share;
        // As long as the rate after is the lower one: beyond, p speaks of a rise.
        prop_assume!(((b + 1) as f64) * t0 < a as f64 * t1);
        let p = |b: u64| compare_effective(a as f64, t0, b as f64, t1, phi).unwrap().p;
        let e = |b: u64| log_e_value(a as f64, t0, b as f64, t1, phi, 1.0);
        prop_assert!(p(b + 1) >= p(b) * (1.0 - 1e-9));
        prop_assert!(e(b + 1) <= e(b) + 1e-9);
    }

    #[test]
    fn splitting_a_period_in_two_with_the_same_totals_changes_no_exact_p(
        counts in prop::collection::vec(0_u64..12, 12..40), at in 0_usize..12, first_part in 0.0..1.0_f64,
    ) {
        let whole: Vec<Period> = counts.iter().enumerate().map(|(i, c)| Period {
            start: week(2 * i), end: week(2 * i + 2), state: PeriodState::Observed, events: Some(*c), exposure: Some(100.0),
        }).collect();
        let mut split = whole.clone();
        let period = split.remove(at);
        let events = (counts[at] as f64 * first_part) as u64;
        split.push(Period { end: week(2 * at + 1), events: Some(events), exposure: Some(40.0), ..period.clone() });
        split.push(Period { start: week(2 * at + 1), events: Some(counts[at] - events), exposure: Some(60.0), ..period });
        let change = week(12);
        let ask = |periods: Vec<Period>| {
            let series = CountSeries::new(periods).unwrap();
            let q = CountQuestion::new(&series, PeriodLength::Week, Direction::LowerIsBetter, change);
            count_verdict(&q).unwrap().exact.map(|exact| exact.p_exact)
        };
        prop_assert_eq!(ask(whole), ask(split));
    }

    #[test]
    fn the_order_of_rows_does_not_matter_and_every_number_is_a_number(
        counts in prop::collection::vec(prop::option::weighted(0.9, 0_u64..9), 10..70),
        cut in 2_usize..60, higher in any::<bool>(), seed in any::<u64>(),
    ) {
        let rows: Vec<Period> = counts.iter().enumerate().map(|(i, c)| Period {
            start: week(i), end: week(i + 1),
            state: if c.is_some() { PeriodState::Observed } else { PeriodState::Missing },
            events: *c, exposure: Some(50.0 + (i % 7) as f64),
        }).collect();
        let mut mixed = rows.clone();
        let mut state = seed | 1;
        for i in (1..mixed.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            mixed.swap(i, (state >> 33) as usize % (i + 1));
        }
        let direction = if higher { Direction::HigherIsBetter } else { Direction::LowerIsBetter };
        let ask = |rows: Vec<Period>| {
            let series = CountSeries::new(rows).unwrap();
            count_verdict(&CountQuestion::new(&series, PeriodLength::Week, direction, week(cut)))
        };
        let (sorted, shuffled) = (ask(rows), ask(mixed));
        match (&sorted, &shuffled) {
            (Ok(one), Ok(two)) => prop_assert_eq!(one, two),
            (Err(ComparisonError::Data(one)), Err(ComparisonError::Data(two))) => prop_assert_eq!(one, two),
            _ => prop_assert!(false, "one order gives a verdict and the other none"),
        }
        if let Ok(found) = sorted {
            // What is not finite becomes null in JSON, and null where a number belongs does not read back.
            let text = serde_json::to_string(&found).unwrap();
            let back: measures::CountVerdict = serde_json::from_str(&text).unwrap();
            prop_assert_eq!(back.verdict, found.verdict);
            let mut all = Vec::new();
            numbers(&serde_json::to_value(&found).unwrap(), &mut all);
            prop_assert!(all.iter().all(|n| n.is_finite()));
            if let Some(used) = found.used {
                prop_assert!((0.0..=1.0).contains(&used.p));
                prop_assert!(used.interval.lower >= 0.0 && used.interval.upper.is_none_or(|u| u >= used.interval.lower));
            }
        }
    }
}

/// 6 → 0, 8 → 1, 12 → 3, 20 → 8 at equal exposure: R `poisson.test` by the doubled tail.
#[test]
fn the_largest_count_that_passes_is_the_last_that_does() {
    for a in 1..=200_u64 {
        let passes = |b: u64| compare_effective(a as f64, 1.0, b as f64, 1.0, 1.0).unwrap().p <= 0.05 && b < a;
        let slow = (0..a).rev().find(|b| passes(*b));
        assert_eq!(largest_after(a, 1.0, 1.0).unwrap(), slow, "{a}");
    }
}

#[test]
fn a_year_of_nothing_after_nothing_has_no_verdict_but_too_early() {
    let series = series_of(&[0; 60], &[100.0; 60]);
    let found = count_verdict(&question(&series, &week(30).to_string())).unwrap();
    assert_eq!((found.verdict, found.reason, found.row), (Verdict::TooEarly, Reason::NoEventsBefore, 3));
    assert_eq!(found.way, Move::None);
    assert_eq!(found.used.unwrap().ratio, Ratio::Undefined);
}

#[test]
fn each_fault_of_the_data_is_an_error_with_its_code() {
    let one = || series_of(&[3], &[100.0]);
    let code = |series: &CountSeries, change: &str| match count_verdict(&question(series, change)).unwrap_err() {
        ComparisonError::Data(error) => error.code(),
        ComparisonError::Beta(error) => panic!("{error}"),
    };
    assert_eq!(code(&CountSeries::new(Vec::new()).unwrap(), "2026-01-05"), "no_periods");
    // A change before the first period, and one period that lies after it.
    assert_eq!(code(&one(), "2020-01-06"), "empty_baseline");
    // A single period before: too early, since nothing was counted after.
    let found = count_verdict(&question(&one(), "2027-01-04")).unwrap();
    assert_eq!((found.verdict, found.row), (Verdict::TooEarly, 1));
    // All missing.
    let missing = weekly(&[None; 20], &[100.0; 20]);
    assert_eq!(code(&missing, &week(10).to_string()), "empty_baseline");
    // A baseline that reaches the change.
    let series = missed_visits();
    let mut late = question(&series, "2026-02-09");
    late.baseline = Some(support::range("2025-10-27", "2026-02-15"));
    assert_eq!(count_verdict(&late).unwrap_err(), DataError::BaselineAfterChange.into());
    // Zero exposure with no events is no period at all.
    let closed = series_of(&[0; 20], &[0.0; 20]);
    assert_eq!(code(&closed, &week(10).to_string()), "empty_baseline");
}

#[test]
fn a_million_events_and_ten_thousand_points_come_back() {
    let many = series_of(&[1_000_000; 40], &[5e6; 40]);
    let found = count_verdict(&question(&many, &week(20).to_string())).unwrap();
    assert_eq!(found.verdict, Verdict::NoSignYet);
    close(found.used.unwrap().p, 1.0, 1e-9);
    let long: Vec<u64> = (0..10_000).map(|i| (i * 7 % 5) as u64).collect();
    let long = series_of(&long, &vec![100.0; 10_000]);
    assert_eq!(count_verdict(&question(&long, &week(5_000).to_string())).unwrap().sides.before.used.len(), 5_000);
}

#[test]
fn without_exposure_days_stand_in_and_it_is_said() {
    let counts: Vec<Period> =
        missed_visits().periods().iter().map(|p| Period { exposure: None, ..p.clone() }).collect();
    let series = CountSeries::new(counts).unwrap();
    let found = count_verdict(&question(&series, "2026-02-09")).unwrap();
    assert!(found.sides.days_as_exposure && found.caveats.contains(&Caveat::NoExposureGiven));
    assert_eq!((found.sides.before.exposure, found.sides.after.exposure), (105.0, 259.0));
}

#[test]
fn an_excluded_week_is_judged_both_ways_and_the_less_favourable_verdict_is_shown() {
    // 20 before, then 5: worked at the final check; with an excluded week of 14 counted in it is not.
    let mut periods = series_of(&[&[2; 26][..], &[0; 26][..]].concat(), &[100.0; 52]).periods().to_vec();
    periods[40] = Period { events: Some(40), state: PeriodState::Excluded, ..periods[40].clone() };
    let series = CountSeries::new(periods).unwrap();
    let mut asked = question(&series, &week(26).to_string());
    asked.check = PlannedCheck::Final;
    let found = count_verdict(&asked).unwrap();
    assert_ne!(found.verdict, Verdict::Worked);
    assert_eq!(found.other_reading.unwrap().verdict, Verdict::Worked, "what leaving it out would give");
    assert!(found.caveats.contains(&Caveat::ExclusionsMatter));
    assert_eq!(found.sides.after.events, 40);
}

#[test]
fn shares_are_judged_both_ways_too_where_a_week_is_excluded() {
    // Half, then nine in ten; one excluded week in which hardly anybody was.
    let mut periods = series_of(&[&[10; 12][..], &[18; 14][..]].concat(), &[20.0; 26]).periods().to_vec();
    periods[20] =
        Period { events: Some(0), exposure: Some(400.0), state: PeriodState::Excluded, ..periods[20].clone() };
    let series = CountSeries::new(periods).unwrap();
    let asked = CountQuestion {
        check: PlannedCheck::Final,
        ..CountQuestion::new(&series, PeriodLength::Week, Direction::HigherIsBetter, week(12))
    };
    let found = proportion_verdict(&asked).unwrap();
    let other = found.other_reading.unwrap();
    assert_eq!(other.verdict, Verdict::Worked, "what leaving it out would give");
    assert!(other.without_excluded && found.verdict < Verdict::Worked);
    assert_eq!(other.after, (13 * 18, 260.0));
    assert!(found.caveats.contains(&Caveat::ExclusionsMatter));
    // Without its whole a share is no share.
    let mut bare = series.periods().to_vec();
    bare[3].exposure = None;
    let bare = CountSeries::new(bare).unwrap();
    let error = proportion_verdict(&CountQuestion { series: &bare, ..asked }).unwrap_err();
    assert_eq!(error.code(), "events_without_exposure");
}

#[test]
fn checks_count_for_nothing_once_the_baseline_was_declared_anew() {
    let counts: Vec<u64> = [&[1; 26][..], &[0; 20], &[1; 6]].concat();
    let series = series_of(&counts, &[100.0; 52]);
    let mut asked = question(&series, &week(26).to_string());
    asked.check = PlannedCheck::Final;
    asked.baseline_changed_late = true;
    let found = count_verdict(&asked).unwrap();
    assert_eq!(found.check, PlannedCheck::None);
    for caveat in [Caveat::Retrospective, Caveat::BaselineChangedLate] {
        assert!(found.caveats.contains(&caveat), "{caveat:?}");
    }
}

#[test]
fn what_would_settle_it_does_and_one_more_event_would_not() {
    let before: Vec<u64> = (0..26).map(|i| 1 + u64::from(i % 3 == 0)).collect();
    let after: Vec<u64> = (0..8).map(|i| u64::from(i % 2 == 0)).collect();
    let series = series_of(&[before, after].concat(), &[100.0; 34]);
    let mut asked = question(&series, &week(26).to_string());
    let found = count_verdict(&asked).unwrap();
    let settling = found.settling.unwrap();
    let by = settling.by[0];
    let most = by.events.expect("a number that would settle it");
    let further = by.periods - 8;
    let ask = |events: u64| {
        let supposed = Supposed { periods: further, events: events - 4, check: PlannedCheck::None };
        what_if(&asked, supposed).unwrap()
    };
    assert_eq!(ask(most).verdict, Verdict::Worked, "{:?}", ask(most).caveats);
    // One more, and on that day neither the evidence nor the comparison without the worst week would do. (An earlier
    // look may have: that is not promised.)
    let (a, t0) = (found.sides.before.events as f64, found.sides.before.exposure);
    let t1 = f64::from(by.periods) * 100.0;
    let (worst_a, worst_t0) = (found.without_worst.a as f64, found.without_worst.t0);
    let enough = |b: u64| {
        log_e_value(a, t0, b as f64, t1, 1.0, 1.0) >= 20_f64.ln()
            && compare_effective(worst_a, worst_t0, b as f64, t1, 1.0).unwrap().p <= 0.05
    };
    assert!(enough(most) && !enough(most + 1));
    asked.independent = false;
    assert!(count_verdict(&asked).unwrap().settling.unwrap().lastingly_against);
}

#[test]
fn phases_without_events_have_no_residuals() {
    let found = dispersion(&[(0.0, 10.0); 10], &[(0.0, 10.0); 10]);
    assert_eq!((found.pearson, found.phi, found.df, found.lag1), (0.0, 1.0, 18, None));
    assert!(!found.overdispersed && !found.autocorrelated);
}

#[test]
fn an_improvement_that_is_undone_is_lost() {
    let counts: Vec<u64> = [&[5; 20][..], &[1; 13], &[6; 13]].concat();
    let series = series_of(&counts, &[100.0; 46]);
    let asked = question(&series, &week(20).to_string());
    assert_eq!(sustained(&asked, SustainedCheck::ThreeMonths).unwrap().state, SustainedState::Sustained);
    assert_eq!(sustained(&asked, SustainedCheck::SixMonths).unwrap().state, SustainedState::Lost);
    assert_eq!(sustained(&asked, SustainedCheck::TwelveMonths).unwrap().state, SustainedState::NotDue);
}

/// Route C: the same weeks of the year before take the place of the ordinary evidence.
#[test]
fn matched_evidence_pairs_each_week_with_its_own_a_year_before() {
    let counts: Vec<u64> = (0..104).map(|i| if i < 60 { 4 + u64::from(i % 4 == 0) } else { 1 }).collect();
    let series = series_of(&counts, &[100.0; 104]);
    let mut asked = question(&series, &week(60).to_string());
    asked.matched = true;
    let found = count_verdict(&asked).unwrap();
    assert!(found.evidence.matched);
    assert_eq!(found.evidence.path.len(), 44);
    assert!(found.evidence.shown());
    assert_eq!(found.sides.after.used[0].start, week(8) + Days::new(364));
}

/// Walk-through of the demonstration service.
#[test]
fn the_demonstration_gives_the_verdicts_of_its_two_changes() {
    assert_eq!((MISSED.iter().sum::<u64>(), SCHEDULED.len()), (262, 52));
    let series = missed_visits();
    let ask = |change: &str| {
        let mut asked = question(&series, change);
        asked.check = PlannedCheck::Final;
        count_verdict(&asked).unwrap()
    };
    let board = ask("2026-02-09");
    assert_eq!((board.verdict, board.sides.before.events, board.sides.after.events), (Verdict::Worked, 162, 100));
    let rota = ask("2026-04-27");
    assert_eq!((rota.verdict, rota.failed_guards[0]), (Verdict::MayHaveWorked, Caveat::AlreadyFalling));
}

/// A week that stands nowhere in the file is a missing return, as one that stands there without a count.
#[test]
fn weeks_that_are_absent_are_missing_returns() {
    let counts: Vec<Option<u64>> =
        (0..48).map(|i| if i >= 26 && i % 3 == 0 { None } else { Some(if i < 26 { 4 } else { 1 }) }).collect();
    let said = weekly(&counts, &[100.0; 48]);
    let returned = said.periods().iter().filter(|p| p.events.is_some()).cloned().collect();
    let absent = CountSeries::new(returned).unwrap();
    let ask = |series: &CountSeries| {
        let mut asked = question(series, &week(26).to_string());
        asked.check = PlannedCheck::Final;
        count_verdict(&asked).unwrap()
    };
    let (one, other) = (ask(&said), ask(&absent));
    assert!(one.caveats.contains(&Caveat::MissingShare));
    assert_eq!((one.verdict, &one.caveats), (other.verdict, &other.caveats));
    assert_eq!(one.sides.after.missing(), other.sides.after.missing());
}
