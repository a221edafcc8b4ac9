//! Which chart a measure gets, at every threshold.
#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

mod support;

use measures::{
    ChartChoice, ChartData, ChartKind, ChartOffer, ChartReason, ChartTag, CountSeries, EventGaps, GapPrecision, Period,
    Plotted, ProportionSeries, choose_chart,
};
use support::{all, first_weeks, missed_visits, weekly};

fn counts(events: &[u64], exposures: &[f64]) -> CountSeries {
    weekly(&events.iter().map(|e| Some(*e)).collect::<Vec<_>>(), exposures)
}

fn proportions(num: &[u64], den: &[f64]) -> ProportionSeries {
    ProportionSeries::new(counts(num, den).periods().to_vec()).unwrap()
}

fn chosen(data: ChartData<'_>) -> ChartChoice {
    choose_chart(data, None, None)
}

#[track_caller]
fn is(choice: &ChartChoice, kind: ChartKind, reason: ChartReason) {
    assert_eq!((choice.kind, choice.recommended, choice.reason), (kind, kind, reason));
}

#[test]
fn an_event_list_is_a_g_chart_and_with_times_and_no_nought_a_t_chart() {
    let mut lengths = [3.0, 8.0, 12.0, 1.0].repeat(3);
    let whole = EventGaps::from_lengths(&lengths, None, GapPrecision::Whole).unwrap();
    let choice = chosen(ChartData::Events(&whole));
    is(&choice, ChartKind::G, ChartReason::EventList);
    assert_eq!((choice.plotted, &choice.offers[..]), (Plotted::Gap, &[ChartOffer::CoarserPeriods][..]));
    let timed = EventGaps::from_lengths(&lengths, None, GapPrecision::Timed).unwrap();
    is(&chosen(ChartData::Events(&timed)), ChartKind::T, ChartReason::EventList);
    lengths[4] = 0.0;
    let nought = EventGaps::from_lengths(&lengths, None, GapPrecision::Timed).unwrap();
    is(&chosen(ChartData::Events(&nought)), ChartKind::G, ChartReason::EventList);
}

#[test]
fn counts_under_one_a_period_are_charted_by_their_gaps() {
    let rare = counts(&[0, 1, 2, 0, 1, 1, 0, 2, 1, 0, 2, 1], &[100.0; 12]);
    let choice = chosen(ChartData::Counts(&rare));
    is(&choice, ChartKind::G, ChartReason::RareCounts);
    assert_eq!(choice.offers, [ChartOffer::CoarserPeriods]);
    let one = counts(&[0, 1, 2, 0, 1, 2, 0, 2, 1, 0, 2, 1], &[100.0; 12]);
    is(&chosen(ChartData::Counts(&one)), ChartKind::Xmr, ChartReason::SteadyExposure);
}

#[test]
fn rates_are_an_xmr_chart_while_exposures_are_within_a_quarter_of_their_mean() {
    let mut exposures = [100.0; 12];
    (exposures[0], exposures[1]) = (125.0, 75.0);
    let choice = chosen(ChartData::Counts(&counts(&[5; 12], &exposures)));
    is(&choice, ChartKind::Xmr, ChartReason::SteadyExposure);
    assert_eq!((choice.plotted, choice.n_used), (Plotted::Rate, 12));
    (exposures[0], exposures[1]) = (125.1, 74.9);
    is(&chosen(ChartData::Counts(&counts(&[5; 12], &exposures))), ChartKind::UPrime, ChartReason::VaryingExposure);
}

#[test]
fn counts_with_an_exposure_unknown_are_never_a_rate() {
    let mut periods = counts(&[5; 12], &[100.0; 12]).periods().to_vec();
    periods[3].exposure = None;
    let series = CountSeries::new(periods).unwrap();
    let choice = chosen(ChartData::Counts(&series));
    is(&choice, ChartKind::Xmr, ChartReason::ExposureUnknown);
    assert_eq!((choice.plotted, choice.n_used), (Plotted::Count, 12));
}

#[test]
fn proportions_go_by_their_denominators_and_their_mean() {
    let of = |num: [u64; 12], den: [f64; 12]| chosen(ChartData::Proportions(&proportions(&num, &den)));
    is(&of([5; 12], [10.0; 12]), ChartKind::Xmr, ChartReason::SteadyDenominators);
    is(&of([1; 12], [10.0; 12]), ChartKind::Xmr, ChartReason::SteadyDenominators);
    is(&of([9; 12], [10.0; 12]), ChartKind::Xmr, ChartReason::SteadyDenominators);
    is(&of([10; 12], [10.0; 12]), ChartKind::PPrime, ChartReason::MeanNearAnEnd);
    is(&of([1; 12], [11.0; 12]), ChartKind::PPrime, ChartReason::MeanNearAnEnd);
    is(&of([5; 12], [9.0; 12]), ChartKind::PPrime, ChartReason::VaryingDenominators);
    let mut den = [20.0; 12];
    den[7] = 40.0;
    is(&of([10; 12], den), ChartKind::PPrime, ChartReason::VaryingDenominators);
}

#[test]
fn a_denominator_below_five_makes_a_run_chart_with_p_limits_on_request() {
    let mut den = [20.0; 12];
    den[7] = 4.0;
    let spread = [2, 17, 3, 16, 4, 15, 5, 4, 6, 14, 7, 13];
    let choice = chosen(ChartData::Proportions(&proportions(&spread, &den)));
    is(&choice, ChartKind::Run, ChartReason::SmallDenominators);
    assert_eq!(choice.offers, [ChartOffer::PLimits]);
    assert_eq!(choice.tags, [ChartTag::PrintDenominators]);
    // Ten of twelve points on the median leave nothing for a run chart to go by.
    let flat = chosen(ChartData::Proportions(&proportions(&[4; 12], &[4.0; 12])));
    is(&flat, ChartKind::Line, ChartReason::SmallDenominators);
    assert_eq!(flat.tags, [ChartTag::NotEnoughPoints, ChartTag::PrintDenominators]);
}

#[test]
fn fewer_than_twelve_points_are_a_run_chart_and_fewer_than_ten_useful_ones_a_line() {
    let tags = |values: &[f64]| {
        let choice = chosen(ChartData::Values(&all(values)));
        (choice.kind, choice.tags)
    };
    let ramp = |n: u32| (0..n).map(f64::from).collect::<Vec<_>>();
    assert_eq!(tags(&ramp(12)), (ChartKind::Xmr, vec![]));
    assert_eq!(tags(&ramp(11)), (ChartKind::Run, vec![ChartTag::TrialLimits]));
    assert_eq!(tags(&ramp(10)), (ChartKind::Run, vec![ChartTag::TrialLimits]));
    let both = vec![ChartTag::TrialLimits, ChartTag::NotEnoughPoints];
    // Nine points, the middle one on the median.
    assert_eq!(tags(&ramp(9)), (ChartKind::Line, both.clone()));
    assert_eq!(tags(&[2.0; 11]), (ChartKind::Line, both.clone()));
    assert_eq!(tags(&[]), (ChartKind::Line, both.clone()));
    let rare = EventGaps::from_lengths(&[3.0; 5], None, GapPrecision::Whole).unwrap();
    let choice = chosen(ChartData::Events(&rare));
    is(&choice, ChartKind::Line, ChartReason::TooFewPoints);
    assert_eq!((choice.tags, choice.n_used), (both, 5));
}

#[test]
fn one_value_a_site_is_a_funnel() {
    is(&chosen(ChartData::Sites(6)), ChartKind::Funnel, ChartReason::OneNumberASite);
}

#[test]
fn an_override_is_kept_beside_what_the_method_would_choose() {
    let series = missed_visits();
    let choice = choose_chart(ChartData::Counts(&series), Some(first_weeks(8)), Some(ChartKind::Xmr));
    assert_eq!((choice.kind, choice.overridden_with), (ChartKind::Xmr, Some(ChartKind::Xmr)));
    assert_eq!((choice.recommended, choice.reason), (ChartKind::Run, ChartReason::TooFewPoints));
    assert_eq!(choice.tags, [ChartTag::TrialLimits], "an override makes no limits firmer");
}

#[test]
fn the_chart_is_chosen_on_the_baseline_and_says_when_later_periods_would_choose_another() {
    let mut exposures = vec![100.0; 12];
    exposures.extend([400.0; 6]);
    let series = counts(&[5; 18], &exposures);
    let choice = choose_chart(ChartData::Counts(&series), Some(first_weeks(12)), None);
    is(&choice, ChartKind::Xmr, ChartReason::SteadyExposure);
    assert_eq!(choice.tags, [ChartTag::LaterPeriodsDiffer]);
    let demonstration = choose_chart(ChartData::Counts(&missed_visits()), Some(first_weeks(15)), None);
    is(&demonstration, ChartKind::Xmr, ChartReason::SteadyExposure);
    assert!(demonstration.tags.is_empty());
}

#[test]
fn periods_that_are_not_observed_decide_nothing() {
    let mut periods: Vec<Period> = counts(&[5; 14], &[100.0; 14]).periods().to_vec();
    periods[3].state = measures::PeriodState::Excluded;
    periods[3].exposure = Some(900.0);
    periods[13].state = measures::PeriodState::Partial;
    periods[13].exposure = None;
    let series = CountSeries::new(periods).unwrap();
    let choice = chosen(ChartData::Counts(&series));
    is(&choice, ChartKind::Xmr, ChartReason::SteadyExposure);
    assert_eq!(choice.n_used, 12);
}
