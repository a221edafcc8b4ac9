//! How often a verdict is wrong, and how often a real change is seen: simulated services, each followed for
//! a year.
//!
//! The short form, which every run of the tests takes, has a few hundred services and wide bounds. Under
//! `cargo xtask soak` each has ten thousand, and the figures are written to `tests/reports/verdicts.md`.

#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

mod chance;
mod report;
mod simulated;

use services::reference_cases::{CaseOutcome, check_folder};
use simulated::{Counts, Followed, Scenario, follow};

/// Services in each scenario: ten thousand in a soak.
fn runs() -> u32 {
    if std::env::var_os("EVIDENT_SOAK").is_some() { 10_000 } else { 150 }
}

const fn null(name: &'static str, counts: Counts, mean: f64) -> Scenario {
    Scenario { name, counts, mean, ratio: 1.0, seasonal: false }
}

/// Nothing changed: the bounds of the method hold for these.
const BOUNDED: [Scenario; 6] = [
    null("Poisson, 0.5 a week", Counts::Poisson, 0.5),
    null("Poisson, 2 a week", Counts::Poisson, 2.0),
    null("Poisson, 6 a week", Counts::Poisson, 6.0),
    null("gamma-mixed (shape 2), 0.5 a week", Counts::GammaMixed(2.0), 0.5),
    null("gamma-mixed (shape 2), 2 a week", Counts::GammaMixed(2.0), 2.0),
    null("gamma-mixed (shape 2), 6 a week", Counts::GammaMixed(2.0), 6.0),
];

/// Nothing changed, but the weeks are not independent of one another or of the season: no bound is claimed.
const UNBOUNDED: [Scenario; 5] = [
    null("gamma-mixed so strongly that the variance is twice the mean, 0.5 a week", Counts::GammaMixed(0.5), 0.5),
    null("weeks that hang together (log rate AR(1), 0.5, sd 0.4), 6 a week", Counts::Autocorrelated, 6.0),
    null("winter peak of ±40%, winter before, 2 a week", Counts::Seasonal, 2.0),
    null("winter peak of ±40%, winter before, 6 a week", Counts::Seasonal, 6.0),
    Scenario {
        name: "the same, 6 a week, the measure marked as seasonal",
        counts: Counts::Seasonal,
        mean: 6.0,
        ratio: 1.0,
        seasonal: true,
    },
];

const fn real(name: &'static str, mean: f64, ratio: f64) -> Scenario {
    Scenario { name, counts: Counts::Poisson, mean, ratio, seasonal: false }
}

/// Something did change.
const REAL: [Scenario; 7] = [
    real("to 0.3 of 0.5 a week", 0.5, 0.3),
    real("to 0.3 of 2 a week", 2.0, 0.3),
    real("to 0.3 of 6 a week", 6.0, 0.3),
    real("to 0.5 of 0.5 a week", 0.5, 0.5),
    real("to 0.5 of 2 a week", 2.0, 0.5),
    real("to 0.5 of 6 a week", 6.0, 0.5),
    real("doubled, from 2 a week", 2.0, 2.0),
];

/// Every reference case, with the largest difference of each method.
#[test]
fn the_engine_gives_the_reference_values() {
    let outcomes = check_folder(&evident_tests::root().join("tests/fixtures/oracles")).unwrap();
    assert!(outcomes.iter().all(CaseOutcome::passed));
    report::write("reference cases", &report::cases(&outcomes));
}

/// Upper end of a one-sided 99.9% interval for a share seen in so many runs, so that the short form does not
/// fail by chance: share + 3.09 standard errors at the bound.
fn allowed(bound: f64, runs: u32) -> f64 {
    bound + 3.09 * (bound * (1.0 - bound) / f64::from(runs)).sqrt()
}

#[test]
fn nothing_changed_and_worked_is_hardly_ever_said() {
    let runs = runs();
    let mut rows = Vec::new();
    for (at, scenario) in BOUNDED.iter().enumerate() {
        let seen = follow(scenario, runs, 1_000 + at as u64);
        eprintln!("{}: {seen:?}", scenario.name);
        assert!(seen.share(|s| s.worked_unplanned) <= allowed(0.01, runs), "{}: {seen:?}", scenario.name);
        assert!(seen.share(|s| s.worked_planned) <= allowed(0.05, runs), "{}: {seen:?}", scenario.name);
        rows.push((*scenario, seen));
    }
    report::write("nulls", &report::nulls(&rows, runs));
}

#[test]
fn where_weeks_hang_together_or_follow_the_season_no_bound_is_claimed() {
    let runs = runs();
    let mut rows: Vec<(Scenario, Followed)> = Vec::new();
    for (at, scenario) in UNBOUNDED.iter().enumerate() {
        let seen = follow(scenario, runs, 2_000 + at as u64);
        eprintln!("{}: {seen:?}", scenario.name);
        rows.push((*scenario, seen));
    }
    let marked = rows.last().unwrap().1;
    assert!(marked.share(|s| s.worked_unplanned) <= allowed(0.01, runs), "a season is guarded against: {marked:?}");
    report::write("dependent", &report::dependent(&rows, runs));
}

#[test]
fn a_real_change_is_seen() {
    let runs = runs();
    let mut rows = Vec::new();
    for (at, scenario) in REAL.iter().enumerate() {
        let seen = follow(scenario, runs, 3_000 + at as u64);
        eprintln!("{}: {seen:?}", scenario.name);
        rows.push((*scenario, seen));
    }
    let halved = rows.iter().find(|(s, _)| s.ratio < 0.4 && s.mean > 1.0 && s.mean < 3.0).unwrap().1;
    assert!(halved.share(|s| s.worked_planned) > 0.9, "{halved:?}");
    report::write("power", &report::power(&rows, runs));
}
