//! Verdicts on rounds of people's results, each justified by the row of the short table that it is on.
#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

mod support;

use measures::{
    AnswerScale, Caveat, Direction, PeopleComparison, PeopleQuestion, PeopleVerdict, PersonResult, PersonScore,
    PlannedCheck, Proportion, Reason, ScoreScale, TimeTaken, Verdict, answers_verdict, durations_verdict,
    paired_verdict, same_people_verdict, two_groups_of_people_verdict, unpaired_verdict,
};
use support::oracle::{agrees, numbers, oracle};

fn planned(direction: Direction) -> PeopleQuestion {
    PeopleQuestion { check: PlannedCheck::Final, checks_recorded: true, ..PeopleQuestion::new(direction, 182.0) }
}

fn unplanned(direction: Direction) -> PeopleQuestion {
    PeopleQuestion::new(direction, 182.0)
}

fn scores(values: &[f64]) -> Vec<PersonScore> {
    values.iter().enumerate().map(|(i, value)| PersonScore { person: format!("S-{i:02}"), value: *value }).collect()
}

fn people(passed: usize, of: usize) -> Vec<PersonResult> {
    (0..of).map(|i| PersonResult { person: format!("S-{i:02}"), passed: i < passed }).collect()
}

fn said(found: &PeopleVerdict, caveat: Caveat) -> bool {
    found.caveats.contains(&caveat)
}

const HIGHER: Direction = Direction::HigherIsBetter;
const LOWER: Direction = Direction::LowerIsBetter;

/// 11 of 19, then 17 of 18, at the recorded final check. Central Fisher p = 0.0234 ≤ 0.048, 182 days.
/// As two groups of different people every guard holds: worked. As entered, the same staff unlinked:
/// the not-independent guard fails, so the row gives "may have worked".
#[test]
fn competency_worked_as_two_groups_and_may_have_worked_as_entered() {
    let (before, after) = (Proportion { num: 11, den: 19 }, Proportion { num: 17, den: 18 });
    let file = oracle("prop-002");
    let apart = PeopleQuestion { independent: true, ..planned(HIGHER) };
    let found = two_groups_of_people_verdict(&apart, before, after).unwrap();
    assert_eq!((found.verdict, found.reason), (Verdict::Worked, Reason::AllGuards));
    agrees(&file, "p", Some(found.p), &file["expected"]["p_central"]);
    assert!(found.caveats.is_empty(), "{:?}", found.caveats);

    let found = two_groups_of_people_verdict(&planned(HIGHER), before, after).unwrap();
    assert_eq!((found.verdict, found.reason), (Verdict::MayHaveWorked, Reason::GuardFailed));
    assert_eq!(found.failed_guards, [Caveat::NotIndependent]);
    assert!(said(&found, Caveat::NotIndependent));
}

/// The same figures with no check recorded: p is over 0.001, so the hint (p ≤ 0.10) is all there is.
#[test]
fn competency_judged_afterwards_is_a_hint() {
    let apart = PeopleQuestion { independent: true, ..unplanned(HIGHER) };
    let (before, after) = (Proportion { num: 11, den: 19 }, Proportion { num: 17, den: 18 });
    let found = two_groups_of_people_verdict(&apart, before, after).unwrap();
    assert_eq!((found.verdict, found.reason), (Verdict::MayHaveWorked, Reason::Suggestive));
    assert!(said(&found, Caveat::Retrospective) && said(&found, Caveat::TotalsOnly));
    // A look that is not one of the checks recorded is not judged afterwards.
    let recorded = PeopleQuestion { checks_recorded: true, ..apart };
    let found = two_groups_of_people_verdict(&recorded, before, after).unwrap();
    assert!(!said(&found, Caveat::Retrospective) && said(&found, Caveat::TotalsOnly));
}

/// Linked, 18 people: 8 gained, 1 lost. Sign test p = 2·P(B ≤ 1 | 9, ½) = 2·10/512 = 0.0390625 ≤ 0.048.
#[test]
fn the_same_people_linked_are_judged_by_those_who_changed() {
    let before = people(9, 18);
    let mut after = people(17, 18);
    after[0].passed = false;
    after.iter_mut().last().unwrap().passed = false;
    // Passed before: S-00 to S-08; after: S-01 to S-16. Gained S-09 to S-16, lost S-00.
    let found = same_people_verdict(&planned(HIGHER), &before, &after).unwrap();
    let PeopleComparison::SamePeople(test) = &found.comparison else { panic!("not linked") };
    assert_eq!((test.gained, test.lost), (8, 1));
    support::close(found.p, 0.039_062_5, 1e-12);
    assert_eq!((found.verdict, found.reason), (Verdict::Worked, Reason::AllGuards));
    assert!(found.caveats.is_empty(), "linked people need not be different ones: {:?}", found.caveats);
}

/// Linked, 10 people of whom 4 gained and nobody lost: p = 2/16 = 0.125, over the hint; fewer than 6
/// changed, which no p could overcome, and that is said.
#[test]
fn few_who_changed_are_said() {
    let found = same_people_verdict(&planned(HIGHER), &people(4, 10), &people(8, 10)).unwrap();
    support::close(found.p, 0.125, 1e-12);
    assert_eq!((found.verdict, found.reason), (Verdict::TooEarly, Reason::NotSettleableYet));
    assert!(said(&found, Caveat::TooFewPairs));
}

/// Nobody seen twice is no comparison.
#[test]
fn nobody_seen_twice_is_an_error() {
    let after = vec![PersonResult { person: "S-99".to_owned(), passed: true }];
    let error = same_people_verdict(&planned(HIGHER), &people(3, 6), &after).unwrap_err();
    assert_eq!(error.code(), "den_zero");
    let twice = [people(1, 1), people(1, 1)].concat();
    let error = same_people_verdict(&planned(HIGHER), &twice, &people(3, 6)).unwrap_err();
    assert_eq!(error.code(), "duplicate_person");
}

/// paired-001: 12 staff, 8 better and 4 the same, p = 0.0078.
/// Planned final: p ≤ 0.048, 182 days, linked: worked. Unplanned: p over 0.001, so a hint only.
#[test]
fn paired_001_worked_when_planned() {
    let input = &oracle("paired-001")["input"];
    let (before, after) = (scores(&numbers(&input["before"])), scores(&numbers(&input["after"])));
    let scale = Some(ScoreScale { lowest: 1.0, highest: 5.0 });
    let found = paired_verdict(&PeopleQuestion { scale, ..planned(HIGHER) }, &before, &after).unwrap();
    assert_eq!((found.verdict, found.reason), (Verdict::Worked, Reason::AllGuards));
    assert!(found.caveats.is_empty(), "{:?}", found.caveats);
    let found = paired_verdict(&unplanned(HIGHER), &before, &after).unwrap();
    assert_eq!((found.verdict, found.reason), (Verdict::MayHaveWorked, Reason::Suggestive));
    assert!(said(&found, Caveat::Retrospective));
    // Under 84 days one guard fails; under 28 nothing is said yet.
    let early = |days| PeopleQuestion { span_days: days, ..planned(HIGHER) };
    let found = paired_verdict(&early(60.0), &before, &after).unwrap();
    assert_eq!((found.verdict, found.failed_guards), (Verdict::MayHaveWorked, vec![Caveat::ShortAfter]));
    let found = paired_verdict(&early(20.0), &before, &after).unwrap();
    assert_eq!((found.verdict, found.reason), (Verdict::TooEarly, Reason::AfterTooShort));
}

/// The same where lower is better: p = 0.0078 ≤ 0.01 the wrong way, so got worse even unplanned.
#[test]
fn paired_001_the_other_way_got_worse() {
    let input = &oracle("paired-001")["input"];
    let (before, after) = (scores(&numbers(&input["before"])), scores(&numbers(&input["after"])));
    let found = paired_verdict(&unplanned(LOWER), &before, &after).unwrap();
    assert_eq!((found.verdict, found.reason), (Verdict::GotWorse, Reason::RateRose));
}

/// paired-002: 6 pairs all better, p = 0.03125, the smallest number that can pass: worked at a final
/// check, nothing at an interim one (p over 0.001) but the hint.
#[test]
fn paired_002_is_the_fewest_that_can_pass() {
    let input = &oracle("paired-002")["input"];
    let (before, after) = (scores(&numbers(&input["before"])), scores(&numbers(&input["after"])));
    let found = paired_verdict(&planned(HIGHER), &before, &after).unwrap();
    assert_eq!(found.verdict, Verdict::Worked);
    assert!(!said(&found, Caveat::TooFewPairs));
    let interim = PeopleQuestion { check: PlannedCheck::Interim, ..planned(HIGHER) };
    assert_eq!(paired_verdict(&interim, &before, &after).unwrap().reason, Reason::Suggestive);
}

/// paired-003: 5 pairs all better, p = 0.0625: over 0.048, so it cannot pass; a hint, with the caveat.
#[test]
fn paired_003_cannot_pass_and_says_so() {
    let input = &oracle("paired-003")["input"];
    let (before, after) = (scores(&numbers(&input["before"])), scores(&numbers(&input["after"])));
    let found = paired_verdict(&planned(HIGHER), &before, &after).unwrap();
    assert_eq!((found.verdict, found.reason), (Verdict::MayHaveWorked, Reason::Suggestive));
    assert!(said(&found, Caveat::TooFewPairs));
    // Four pairs are under five: too early, whatever they show.
    let found = paired_verdict(&planned(HIGHER), &before[..4], &after[..4]).unwrap();
    assert_eq!((found.verdict, found.reason), (Verdict::TooEarly, Reason::AfterTooShort));
    assert!(said(&found, Caveat::TooFewPairs));
}

fn answers(values: &[f64]) -> Vec<i32> {
    values.iter().map(|v| *v as i32).collect()
}

const FIVE: AnswerScale = AnswerScale { lowest: 1, highest: 5 };

/// ord-001: partner feedback, p = 0.0034, δ = 0.74. Planned and of different people: worked. Not
/// declared different: may have worked.
#[test]
fn ord_001_is_held_back_by_people_who_may_be_the_same() {
    let input = &oracle("ord-001")["input"];
    let (before, after) = (answers(&numbers(&input["before"])), answers(&numbers(&input["after"])));
    let apart = PeopleQuestion { independent: true, ..planned(HIGHER) };
    let found = answers_verdict(&apart, &before, &after, FIVE).unwrap();
    assert_eq!((found.verdict, found.reason), (Verdict::Worked, Reason::AllGuards));
    let found = answers_verdict(&planned(HIGHER), &before, &after, FIVE).unwrap();
    assert_eq!((found.verdict, found.reason), (Verdict::MayHaveWorked, Reason::GuardFailed));
    assert!(said(&found, Caveat::NotIndependent));
}

/// ord-002: every answer the same; 4 people before are under five: too early.
#[test]
fn ord_002_is_too_few() {
    let input = &oracle("ord-002")["input"];
    let (before, after) = (answers(&numbers(&input["before"])), answers(&numbers(&input["after"])));
    let found = answers_verdict(&planned(HIGHER), &before, &after, FIVE).unwrap();
    assert_eq!((found.verdict, found.p), (Verdict::TooEarly, 1.0));
}

/// ord-003: hours to referral, p = 0.0246, shorter after. As times at the final check: worked. With
/// more than a tenth after still open, the test has not seen the longest: may have worked.
#[test]
fn ord_003_shorter_times_worked_unless_many_are_open() {
    let input = &oracle("ord-003")["input"];
    let times = |side: &str| {
        numbers(&input[side]).into_iter().map(|value| TimeTaken { value, open: false }).collect::<Vec<_>>()
    };
    let (before, after) = (times("before"), times("after"));
    let found = durations_verdict(&planned(LOWER), &before, &after).unwrap();
    assert_eq!((found.verdict, found.reason), (Verdict::Worked, Reason::AllGuards));
    assert!(found.caveats.is_empty(), "{:?}", found.caveats);
    assert_eq!(durations_verdict(&unplanned(HIGHER), &before, &after).unwrap().verdict, Verdict::TooEarly);
    assert_eq!(durations_verdict(&planned(HIGHER), &before, &after).unwrap().verdict, Verdict::GotWorse);

    let mut open = after.clone();
    open.extend([TimeTaken { value: 60.0, open: true }, TimeTaken { value: 90.0, open: true }]);
    let found = durations_verdict(&planned(LOWER), &before, &open).unwrap();
    assert_eq!((found.verdict, found.reason), (Verdict::MayHaveWorked, Reason::GuardFailed));
    assert!(said(&found, Caveat::ManyStillOpen));
    assert_eq!(found.n, (10, 10), "those still open are not in the test");
}

/// "No sign yet" needs a declared gain that the interval leaves out, and 84 days; without one there is
/// only the rule of a year.
#[test]
fn no_sign_needs_a_declared_gain_that_the_interval_leaves_out() {
    let before: Vec<f64> = (0..30).map(|i| 10.0 + f64::from(i % 5)).collect();
    let question = PeopleQuestion { independent: true, ..planned(HIGHER) };
    let found = unpaired_verdict(&question, &before, &before).unwrap();
    assert_eq!((found.verdict, found.reason), (Verdict::TooEarly, Reason::NotSettleableYet));
    let PeopleComparison::Unpaired(groups) = &found.comparison else { panic!("not two groups") };
    let (_, high) = groups.shift_interval.unwrap();
    let with = |gain, days| PeopleQuestion { smallest_gain: Some(gain), span_days: days, ..question };
    let verdict = |gain, days| {
        let found = unpaired_verdict(&with(gain, days), &before, &before).unwrap();
        (found.verdict, found.reason)
    };
    assert_eq!(verdict(high + 0.5, 182.0), (Verdict::NoSignYet, Reason::EnoughData));
    assert_eq!(verdict(high, 182.0).0, Verdict::TooEarly, "the gain lies on the interval's end");
    assert_eq!(verdict(high + 0.5, 60.0).0, Verdict::TooEarly, "under 84 days");
    assert_eq!(verdict(high, 364.0), (Verdict::NoSignYet, Reason::TooFewToSettle));
}

/// 30 people who all scored the same as before: linked, the change is 0 with an interval of 0 to 0.
#[test]
fn nobody_changed_is_no_sign_of_a_declared_gain() {
    let values: Vec<f64> = (0..30).map(|i| 10.0 + f64::from(i % 5)).collect();
    let question = PeopleQuestion { smallest_gain: Some(1.0), ..planned(HIGHER) };
    let found = paired_verdict(&question, &scores(&values), &scores(&values)).unwrap();
    assert_eq!((found.verdict, found.p), (Verdict::NoSignYet, 1.0));
    assert!(said(&found, Caveat::TooFewPairs), "nobody changed, so no p could pass");
}

/// 9.6 on a scale of 0 to 10 leaves 4% of the scale: no room, so never "no sign".
#[test]
fn a_score_at_the_end_of_its_scale_is_never_no_sign() {
    let scale = Some(ScoreScale { lowest: 0.0, highest: 10.0 });
    let values = vec![9.6; 20];
    let question =
        PeopleQuestion { scale, independent: true, smallest_gain: Some(0.3), span_days: 400.0, ..planned(HIGHER) };
    let found = unpaired_verdict(&question, &values, &values).unwrap();
    assert_eq!(found.verdict, Verdict::TooEarly);
    assert!(said(&found, Caveat::AtCeiling));
    // The other way there is all the room in the world.
    let lower = PeopleQuestion { direction: LOWER, ..question };
    let found = unpaired_verdict(&lower, &values, &values).unwrap();
    assert!(!said(&found, Caveat::AtCeiling));
    assert_eq!(found.verdict, Verdict::NoSignYet);
}

/// A flag of the reporting panel stands against "worked".
#[test]
fn a_reporting_flag_caps_the_verdict() {
    let input = &oracle("paired-001")["input"];
    let (before, after) = (scores(&numbers(&input["before"])), scores(&numbers(&input["after"])));
    let question = PeopleQuestion { reporting_flag: true, ..planned(HIGHER) };
    let found = paired_verdict(&question, &before, &after).unwrap();
    assert_eq!((found.verdict, found.failed_guards), (Verdict::MayHaveWorked, vec![Caveat::ReportingMayHaveFallen]));
}

/// One person, nobody, and a value off the scale.
#[test]
fn faults_are_named_and_small_rounds_are_too_early() {
    let question = PeopleQuestion { scale: Some(ScoreScale { lowest: 1.0, highest: 5.0 }), ..planned(HIGHER) };
    for n in [0, 1] {
        let few = scores(&vec![3.0; n]);
        assert_eq!(paired_verdict(&question, &few, &few).unwrap().verdict, Verdict::TooEarly);
        let few = vec![3.0; n];
        assert_eq!(unpaired_verdict(&question, &few, &few).unwrap().verdict, Verdict::TooEarly);
        let few: Vec<TimeTaken> = few.iter().map(|value| TimeTaken { value: *value, open: true }).collect();
        assert_eq!(durations_verdict(&question, &few, &few).unwrap().verdict, Verdict::TooEarly);
        assert_eq!(answers_verdict(&question, &vec![3; n], &[3], FIVE).unwrap().verdict, Verdict::TooEarly);
    }
    assert_eq!(unpaired_verdict(&question, &[7.0], &[3.0]).unwrap_err().code(), "score_outside_scale");
    let negative = [TimeTaken { value: -1.0, open: false }];
    assert_eq!(durations_verdict(&question, &negative, &[]).unwrap_err().code(), "value_not_valid");
    let none = Proportion { num: 0, den: 0 };
    let error = two_groups_of_people_verdict(&question, none, Proportion { num: 1, den: 6 }).unwrap_err();
    assert_eq!(error.code(), "den_zero");
}
