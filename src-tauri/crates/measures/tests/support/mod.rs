//! An invented demonstration series and small builders for tests. Expected totals of the series
//! were worked out with R `poisson.test` and the package exactci.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used)] // shared by several test files, which may panic

pub(crate) mod oracle;

use chrono::{Days, NaiveDate};
use measures::{ChartPoint, CountSeries, DateRange, Period, PeriodState};

pub(crate) const SCHEDULED: [u32; 52] = [
    1169, 1168, 1184, 1181, 1167, 1170, 1170, 1175, 1138, 1155, 1190, 1181, 1170, 1194, 1211, 1195, 1212, 1211, 1197,
    1210, 1209, 1193, 1204, 1198, 1205, 1206, 1205, 1180, 1191, 1234, 1205, 1220, 1205, 1209, 1210, 1205, 1227, 1232,
    1227, 1224, 1211, 1215, 1234, 1232, 1261, 1254, 1239, 1249, 1234, 1251, 1258, 1241,
];
pub(crate) const MISSED: [u64; 52] = [
    6, 8, 6, 10, 14, 10, 20, 7, 23, 15, 5, 9, 14, 11, 4, 5, 6, 6, 5, 6, 1, 3, 3, 4, 4, 6, 2, 3, 2, 3, 1, 1, 2, 3, 4, 2,
    3, 1, 2, 1, 2, 7, 1, 0, 0, 3, 1, 2, 1, 2, 1, 1,
];

pub(crate) fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn range(first: &str, last: &str) -> DateRange {
    DateRange { first: date(first), last: date(last) }
}

/// First day of the week so many weeks after Monday 27 October 2025.
pub(crate) fn week(index: usize) -> NaiveDate {
    date("2025-10-27") + Days::new(7 * index as u64)
}

/// Weekly periods from counts and exposures.
pub(crate) fn weekly(counts: &[Option<u64>], exposures: &[f64]) -> CountSeries {
    let periods = counts
        .iter()
        .zip(exposures)
        .enumerate()
        .map(|(i, (events, exposure))| Period {
            start: week(i),
            end: week(i + 1),
            state: if events.is_some() { PeriodState::Observed } else { PeriodState::Missing },
            events: *events,
            exposure: Some(*exposure),
        })
        .collect();
    CountSeries::new(periods).unwrap()
}

/// The demonstration: missed home care visits, 52 weeks.
pub(crate) fn missed_visits() -> CountSeries {
    let counts: Vec<_> = MISSED.iter().map(|m| Some(*m)).collect();
    let exposures: Vec<_> = SCHEDULED.iter().map(|s| f64::from(*s)).collect();
    weekly(&counts, &exposures)
}

/// Weekly points of any value; `None` is a missing return.
pub(crate) fn points(values: &[Option<f64>]) -> Vec<ChartPoint> {
    values
        .iter()
        .enumerate()
        .map(|(i, value)| ChartPoint {
            start: week(i),
            end: week(i + 1),
            value: *value,
            state: if value.is_some() { PeriodState::Observed } else { PeriodState::Missing },
        })
        .collect()
}

pub(crate) fn all(values: &[f64]) -> Vec<ChartPoint> {
    points(&values.iter().map(|v| Some(*v)).collect::<Vec<_>>())
}

/// The first so many weeks.
pub(crate) fn first_weeks(n: usize) -> DateRange {
    DateRange { first: week(0), last: week(n).pred_opt().unwrap() }
}

#[track_caller]
pub(crate) fn close(got: f64, want: f64, within: f64) {
    assert!((got - want).abs() <= within, "{got} is not {want}");
}
