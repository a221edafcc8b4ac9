//! The thresholds by which a chart is chosen. They are this project's choices, not a standard.

use crate::charts::anhoej::anhoej_runs;
use crate::charts::choice::{ChartData, ChartKind, ChartOffer, ChartReason, ChartTag, Plotted};
use crate::math::summation::{mean, median, tolerance};
use crate::rule_set::{FULL_LIMITS_FROM, RULES_FROM};
use crate::series::count_series::{ChartPoint, CountSeries};
use crate::series::event_gaps::{EventGaps, GapBaseline, GapPrecision};
use crate::series::period::{DateRange, Period, PeriodState};
use crate::series::proportion_series::ProportionSeries;

/// Below this many events a period gaps say more than counts.
const RARE_BELOW: f64 = 1.0;
/// Exposures and denominators this share of their mean away from it are alike.
const STEADY_WITHIN: f64 = 0.25;
/// Denominators from which a percentage may be charted as a plain number.
const STEADY_DEN_FROM: f64 = 10.0;
/// Denominators below which a percentage has no limits worth drawing.
const SMALL_DEN_BELOW: f64 = 5.0;
/// Percentages between which limits are unlikely to pass 0 or 100.
const MIDDLE_PERCENT: (f64, f64) = (10.0, 90.0);

pub(crate) struct Decision {
    pub(crate) kind: ChartKind,
    pub(crate) reason: ChartReason,
    pub(crate) plotted: Plotted,
    pub(crate) offers: Vec<ChartOffer>,
    pub(crate) tags: Vec<ChartTag>,
    pub(crate) n_used: usize,
}

/// The choice from the points of a baseline, or from all where there is none.
pub(crate) fn decide(data: ChartData<'_>, baseline: Option<DateRange>) -> Decision {
    match data {
        ChartData::Events(gaps) => of_events(gaps, baseline),
        ChartData::Counts(series) => of_counts(series, baseline),
        ChartData::Proportions(series) => of_proportions(series, baseline),
        ChartData::Values(points) => of_values(points, baseline),
        ChartData::Sites(sites) => plain(ChartKind::Funnel, ChartReason::OneNumberASite, Plotted::Site, sites),
    }
}

fn of_events(gaps: &EventGaps, baseline: Option<DateRange>) -> Decision {
    let inside = |place, gap| baseline.is_none_or(|range| GapBaseline::Within(range).holds(place, gap));
    let all: Vec<f64> = gaps.gaps().iter().map(|g| g.length).collect();
    let used: Vec<f64> = gaps.gaps().iter().enumerate().filter(|(i, g)| inside(*i, g)).map(|(_, g)| g.length).collect();
    if used.len() < FULL_LIMITS_FROM {
        return too_few(&all, &used, Plotted::Gap);
    }
    let timed = gaps.precision() == GapPrecision::Timed && all.iter().all(|length| *length > 0.0);
    let kind = if timed { ChartKind::T } else { ChartKind::G };
    let offers = vec![ChartOffer::CoarserPeriods];
    Decision { offers, ..plain(kind, ChartReason::EventList, Plotted::Gap, used.len()) }
}

fn of_counts(series: &CountSeries, baseline: Option<DateRange>) -> Decision {
    let rated = observed(series.periods(), baseline).all(|p| p.exposure.is_some());
    let (points, plotted) = if rated { (series.rates(1.0), Plotted::Rate) } else { (series.counts(), Plotted::Count) };
    let (all, used) = values(&points, baseline);
    if used.len() < FULL_LIMITS_FROM {
        return too_few(&all, &used, plotted);
    }
    let counts: Vec<f64> = values(&series.counts(), baseline).1;
    if mean(&counts).is_some_and(|events| events < RARE_BELOW) {
        let offers = vec![ChartOffer::CoarserPeriods];
        return Decision { offers, ..plain(ChartKind::G, ChartReason::RareCounts, Plotted::Gap, used.len()) };
    }
    let (kind, reason) = if !rated {
        (ChartKind::Xmr, ChartReason::ExposureUnknown)
    } else if alike(&exposures(series.periods(), baseline)) {
        (ChartKind::Xmr, ChartReason::SteadyExposure)
    } else {
        (ChartKind::UPrime, ChartReason::VaryingExposure)
    };
    plain(kind, reason, plotted, used.len())
}

fn of_proportions(series: &ProportionSeries, baseline: Option<DateRange>) -> Decision {
    let (all, used) = values(&series.percentages(), baseline);
    let dens = exposures(series.periods(), baseline);
    let small = dens.iter().any(|den| *den < SMALL_DEN_BELOW);
    let mut found = if used.len() < FULL_LIMITS_FROM {
        too_few(&all, &used, Plotted::Percentage)
    } else if small {
        run_or_line(&all, &used, ChartReason::SmallDenominators, Plotted::Percentage)
    } else {
        let (low, high) = MIDDLE_PERCENT;
        let eps = tolerance([high]);
        let middling = mean(&used).is_some_and(|m| m >= low - eps && m <= high + eps);
        let steady = dens.iter().all(|den| *den >= STEADY_DEN_FROM) && alike(&dens);
        let (kind, reason) = match (steady, middling) {
            (true, true) => (ChartKind::Xmr, ChartReason::SteadyDenominators),
            (true, false) => (ChartKind::PPrime, ChartReason::MeanNearAnEnd),
            (false, _) => (ChartKind::PPrime, ChartReason::VaryingDenominators),
        };
        plain(kind, reason, Plotted::Percentage, used.len())
    };
    if small {
        found.offers.push(ChartOffer::PLimits);
        found.tags.push(ChartTag::PrintDenominators);
    }
    found
}

fn of_values(points: &[ChartPoint], baseline: Option<DateRange>) -> Decision {
    let (all, used) = values(points, baseline);
    if used.len() < FULL_LIMITS_FROM {
        return too_few(&all, &used, Plotted::Value);
    }
    plain(ChartKind::Xmr, ChartReason::OneNumberAPeriod, Plotted::Value, used.len())
}

fn plain(kind: ChartKind, reason: ChartReason, plotted: Plotted, n_used: usize) -> Decision {
    Decision { kind, reason, plotted, offers: Vec::new(), tags: Vec::new(), n_used }
}

fn too_few(all: &[f64], used: &[f64], plotted: Plotted) -> Decision {
    let mut found = run_or_line(all, used, ChartReason::TooFewPoints, plotted);
    found.tags.insert(0, ChartTag::TrialLimits);
    found
}

/// A run chart, or a plain line where fewer than 10 of all values are off the baseline's median.
fn run_or_line(all: &[f64], used: &[f64], reason: ChartReason, plotted: Plotted) -> Decision {
    let useful = median(used).map_or(0, |middle| {
        let eps = tolerance(all.iter().copied());
        anhoej_runs(all.iter().copied(), middle, eps).n_useful
    });
    if useful >= RULES_FROM {
        return plain(ChartKind::Run, reason, plotted, used.len());
    }
    Decision { tags: vec![ChartTag::NotEnoughPoints], ..plain(ChartKind::Line, reason, plotted, used.len()) }
}

/// Values of all observed points, and of those in the baseline.
fn values(points: &[ChartPoint], baseline: Option<DateRange>) -> (Vec<f64>, Vec<f64>) {
    let inside = |p: &&ChartPoint| baseline.is_none_or(|range| range.holds(p.start, p.end));
    let all = points.iter().filter_map(|p| p.usable()).collect();
    (all, points.iter().filter(inside).filter_map(|p| p.usable()).collect())
}

fn observed(periods: &[Period], baseline: Option<DateRange>) -> impl Iterator<Item = &Period> {
    periods
        .iter()
        .filter(move |p| p.state == PeriodState::Observed && baseline.is_none_or(|range| range.holds(p.start, p.end)))
}

fn exposures(periods: &[Period], baseline: Option<DateRange>) -> Vec<f64> {
    observed(periods, baseline).filter_map(|p| p.exposure).collect()
}

/// Whether all lie within 25% of their mean.
fn alike(exposures: &[f64]) -> bool {
    mean(exposures).is_some_and(|centre| {
        let eps = tolerance([centre]);
        exposures.iter().all(|t| (t - centre).abs() <= STEADY_WITHIN * centre + eps)
    })
}
