//! The path of the anytime evidence: one look at the end of each period after the change.

use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::math::functions::exp;
use crate::rates::anytime::{MatchedPair, SHOWN, anytime_interval, log_e_value, matched_log_e_path};
use crate::rates::comparison::Interval;
use crate::rules::found::Direction;
use crate::series::count_series::CountSeries;
use crate::series::period::PeriodState;
use crate::verdict::codes::PeriodLength;
use crate::verdict::sides::{Counted, Move, Side, moved};

/// One look.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Look {
    /// The day after the last day of the period that the look takes in.
    pub at: NaiveDate,
    /// ln of the evidence against no change.
    pub log_e: f64,
    /// Which way the rates then lie.
    pub way: Move,
}

/// Evidence against "no change", valid at every look.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// One look for each period after the change that counts.
    pub path: Vec<Look>,
    /// The largest ln E at a look at which the rate lay the right way; `None` where it never did.
    pub log_e_max: Option<f64>,
    /// Ratios of rates not ruled out at the last look; `None` without looks.
    pub interval: Option<Interval>,
    /// The evidence is that of pairs a year apart.
    pub matched: bool,
}

impl Evidence {
    /// The largest E in the good direction, 0 where there never was one, at most the largest double.
    #[must_use]
    pub fn e_max(&self) -> f64 {
        self.log_e_max.map_or(0.0, |log_e| exp(log_e).min(f64::MAX))
    }

    /// Whether the running maximum in the good direction reached 20.
    #[must_use]
    pub fn shown(&self) -> bool {
        self.e_max() >= SHOWN
    }

    /// E at the last look, if the rate then lies the wrong way; otherwise 0.
    #[must_use]
    pub fn bad_now(&self) -> f64 {
        match self.path.last() {
            Some(look) if look.way == Move::Bad => exp(look.log_e).min(f64::MAX),
            _ => 0.0,
        }
    }

    fn of(path: Vec<Look>, interval: Option<Interval>, matched: bool) -> Self {
        let log_e_max = path.iter().filter(|l| l.way == Move::Good).map(|l| l.log_e).reduce(f64::max);
        Self { path, log_e_max, interval, matched }
    }
}

/// The path of E(1) with today's φ.
#[must_use]
pub fn evidence(before: &Side, after: &Side, phi: f64, direction: Direction) -> Evidence {
    let (a, t0) = (before.events as f64, before.exposure);
    let mut path = Vec::with_capacity(after.used.len());
    let (mut b, mut exposures) = (0.0, Running::default());
    for period in &after.used {
        b += period.events as f64;
        let t1 = exposures.add(period.exposure);
        let log_e = log_e_value(a, t0, b, t1, phi, 1.0);
        path.push(Look { at: period.end, log_e, way: moved(direction, a, t0, b, t1) });
    }
    let interval = (!path.is_empty()).then(|| anytime_interval(a, t0, b, after.exposure, phi, SHOWN));
    Evidence::of(path, interval, false)
}

/// The path over pairs a year apart: each period after the change with the same week (52 weeks before) or
/// month of the year before, where both were observed.
#[must_use]
pub fn matched_evidence(series: &CountSeries, after: &Side, every: PeriodLength, direction: Direction) -> Evidence {
    let (pairs, ends) = matched_pairs(series, after, every);
    let path = matched_log_e_path(&pairs);
    let mut totals = (0.0, 0.0, 0.0, 0.0);
    let looks = path
        .into_iter()
        .zip(&pairs)
        .zip(ends)
        .map(|((log_e, pair), at)| {
            totals = (totals.0 + pair.a, totals.1 + pair.t0, totals.2 + pair.b, totals.3 + pair.t1);
            Look { at, log_e, way: moved(direction, totals.0, totals.1, totals.2, totals.3) }
        })
        .collect();
    Evidence::of(looks, None, true)
}

/// Pairs of periods a year apart, in time order, with the ends of the later ones.
#[must_use]
pub fn matched_pairs(series: &CountSeries, after: &Side, every: PeriodLength) -> (Vec<MatchedPair>, Vec<NaiveDate>) {
    let earlier = |later: &Counted| {
        let start = match every {
            PeriodLength::Day | PeriodLength::Week => later.start.checked_sub_days(Days::new(364)),
            PeriodLength::Month | PeriodLength::Quarter => later.start.checked_sub_months(Months::new(12)),
        }?;
        let periods = series.periods();
        let at = periods.binary_search_by_key(&start, |p| p.start).ok()?;
        let found = &periods[at];
        let exposure = found.exposure.unwrap_or((found.end - found.start).num_days() as f64);
        (found.state == PeriodState::Observed && exposure > 0.0).then_some((found.events? as f64, exposure))
    };
    after
        .used
        .iter()
        .filter_map(|later| {
            let (a, t0) = earlier(later)?;
            Some((MatchedPair { a, t0, b: later.events as f64, t1: later.exposure }, later.end))
        })
        .unzip()
}

/// A compensated running sum.
#[derive(Default)]
struct Running {
    total: f64,
    lost: f64,
}

impl Running {
    fn add(&mut self, value: f64) -> f64 {
        let next = self.total + value;
        self.lost +=
            if self.total.abs() >= value.abs() { (self.total - next) + value } else { (value - next) + self.total };
        self.total = next;
        self.total + self.lost
    }
}
