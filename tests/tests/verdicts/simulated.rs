//! Services that never were, and what the verdict says of them at every look of a year.

use chrono::{Days, NaiveDate};
use measures::{
    CountQuestion, CountSeries, Direction, Period, PeriodLength, PeriodState, PlannedCheck, Verdict, count_verdict,
};

use crate::chance::Chance;

/// Weeks of baseline.
const BEFORE: usize = 26;
/// Weeks after the change.
const AFTER: usize = 52;
/// Weeks after the change at which somebody looks: every four, and at the final check.
const LOOKS: [usize; 14] = [4, 8, 12, 16, 20, 24, 26, 28, 32, 36, 40, 44, 48, 52];

/// How weekly counts come about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Counts {
    /// Independent, one rate.
    Poisson,
    /// Independent, the rate itself varying as a gamma of this shape: the variance is mean + mean² / shape.
    GammaMixed(f64),
    /// The log rate an autoregression, 0.5 from week to week, standard deviation 0.4.
    Autocorrelated,
    /// A yearly wave of ±40% with its peak in the middle of the baseline.
    Seasonal,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Scenario {
    pub(crate) name: &'static str,
    pub(crate) counts: Counts,
    /// Events a week before the change.
    pub(crate) mean: f64,
    /// What the change multiplies it by.
    pub(crate) ratio: f64,
    pub(crate) seasonal: bool,
}

/// How many services were ever said what, over all looks of the year.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Followed {
    pub(crate) runs: u32,
    pub(crate) worked_unplanned: u32,
    pub(crate) worked_planned: u32,
    pub(crate) may_unplanned: u32,
    pub(crate) may_planned: u32,
    pub(crate) worse: u32,
    /// Said at the last look, a year on.
    pub(crate) worked_at_year: u32,
    pub(crate) no_sign_at_year: u32,
    pub(crate) worse_by_24: u32,
}

impl Followed {
    pub(crate) fn share(&self, of: impl Fn(&Self) -> u32) -> f64 {
        f64::from(of(self)) / f64::from(self.runs)
    }
}

/// Follows so many services from one seed.
pub(crate) fn follow(scenario: &Scenario, runs: u32, seed: u64) -> Followed {
    let mut seen = Followed { runs, ..Followed::default() };
    for run in 0..runs {
        let mut chance = Chance::seeded(seed << 32 | u64::from(run));
        follow_one(scenario, &mut chance, &mut seen);
    }
    seen
}

fn follow_one(scenario: &Scenario, chance: &mut Chance, seen: &mut Followed) {
    let periods = weeks(scenario, chance);
    let change = periods[BEFORE].start;
    let (mut unplanned, mut planned) = (Said::default(), Said::default());
    for look in LOOKS {
        let series = CountSeries::new(periods[..BEFORE + look].to_vec()).unwrap();
        let mut question = CountQuestion::new(&series, PeriodLength::Week, Direction::LowerIsBetter, change);
        question.seasonal = scenario.seasonal;
        let at_look = count_verdict(&question).unwrap().verdict;
        unplanned.heard(at_look, look);
        question.check = match look {
            4 | 12 => PlannedCheck::Interim,
            26 => PlannedCheck::Final,
            _ => PlannedCheck::None,
        };
        let verdict = if question.check.planned() { count_verdict(&question).unwrap().verdict } else { at_look };
        planned.heard(verdict, look);
        if look == AFTER {
            seen.worked_at_year += u32::from(at_look == Verdict::Worked);
            seen.no_sign_at_year += u32::from(at_look == Verdict::NoSignYet);
        }
    }
    seen.worked_unplanned += u32::from(unplanned.worked);
    seen.worked_planned += u32::from(planned.worked);
    seen.may_unplanned += u32::from(unplanned.may);
    seen.may_planned += u32::from(planned.may);
    seen.worse += u32::from(unplanned.worse);
    seen.worse_by_24 += u32::from(unplanned.worse_by_24);
}

#[derive(Default)]
struct Said {
    worked: bool,
    may: bool,
    worse: bool,
    worse_by_24: bool,
}

impl Said {
    fn heard(&mut self, verdict: Verdict, look: usize) {
        match verdict {
            Verdict::Worked => self.worked = true,
            Verdict::MayHaveWorked => self.may = true,
            Verdict::GotWorse => {
                self.worse = true;
                self.worse_by_24 |= look <= 24;
            }
            Verdict::NoSignYet | Verdict::TooEarly => {}
        }
    }
}

fn weeks(scenario: &Scenario, chance: &mut Chance) -> Vec<Period> {
    // A Monday at the beginning of October: the 26 weeks before the change are the winter half of the year.
    let first = NaiveDate::from_ymd_opt(2024, 10, 7).unwrap();
    let mut log_rate = 0.4 * chance.normal();
    (0..BEFORE + AFTER)
        .map(|week| {
            let rate = scenario.mean * if week >= BEFORE { scenario.ratio } else { 1.0 };
            let rate = match scenario.counts {
                Counts::Poisson => rate,
                Counts::GammaMixed(shape) => rate * chance.gamma(shape),
                Counts::Autocorrelated => {
                    log_rate = 0.5 * log_rate + 0.4 * (1.0 - 0.25_f64).sqrt() * chance.normal();
                    rate * (log_rate - 0.08).exp()
                }
                Counts::Seasonal => {
                    let phase = std::f64::consts::TAU * (week as f64 - 13.0) / 52.0;
                    rate * (1.0 + 0.4 * phase.cos())
                }
            };
            let start = first + Days::new(7 * week as u64);
            Period {
                start,
                end: start + Days::new(7),
                state: PeriodState::Observed,
                events: Some(chance.poisson(rate)),
                exposure: Some(100.0),
            }
        })
        .collect()
}
