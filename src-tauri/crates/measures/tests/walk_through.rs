//! The invented demonstration series: 52 weeks of missed home care visits, with totals, ratio and
//! intervals worked out with R `poisson.test` and exactci.
#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

mod support;

use measures::{
    ChangeDate, Direction, RULE_SET, Rule, RunRuleSet, Side, Variation, XmrOptions, before_and_after, order_of_events,
    phases, run_rules, totals_in, u_chart, xmr,
};
use support::{close, date, missed_visits, range};

fn changes() -> Vec<ChangeDate> {
    // Given out of order on purpose.
    [("rota", "2026-04-27"), ("board", "2026-02-09")]
        .map(|(label, on)| ChangeDate { label: label.to_owned(), on: date(on) })
        .to_vec()
}

#[test]
fn twenty_six_weeks_before_and_after() {
    let found = before_and_after(&missed_visits(), range("2025-10-27", "2026-04-26"), date("2026-04-27")).unwrap();
    let c = &found.comparison;
    assert_eq!((c.a, c.t0, c.b, c.t1), (211, 30_863.0, 51, 31_853.0));
    close(c.ratio.finite().unwrap(), 0.234, 5e-4);
    close(c.interval.lower, 0.169, 5e-4);
    close(c.interval.upper.unwrap(), 0.319, 5e-4);
    close(c.rate0 * 1000.0, 6.84, 5e-3);
    close(c.rate1 * 1000.0, 1.60, 5e-3);
    assert_eq!(c.rule_set, RULE_SET);
    assert_eq!((found.before.n_used, found.after.n_used), (26, 26));
}

#[test]
fn declared_baseline_and_the_weeks_after_the_board() {
    let found = before_and_after(&missed_visits(), range("2025-10-27", "2026-02-08"), date("2026-02-09")).unwrap();
    assert_eq!((found.comparison.a, found.comparison.b), (162, 100));
}

#[test]
fn phases_between_the_changes_against_the_baseline() {
    let found = phases(&missed_visits(), range("2025-10-27", "2026-02-08"), &changes()).unwrap();
    assert_eq!((found.baseline.events, found.baseline.exposure), (162, 17_623.0));
    assert_eq!(found.baseline.n_used, 15);
    close(found.baseline.rate.unwrap() * 1000.0, 9.19, 5e-3);
    let [interim, settled] = &found.phases[..] else {
        panic!("two phases");
    };
    assert_eq!(interim.opened_by.label, "board");
    assert_eq!((interim.totals.events, interim.totals.exposure), (49, 13_240.0));
    assert_eq!((interim.totals.n_used, settled.totals.n_used), (11, 26));
    close(interim.totals.rate.unwrap() * 1000.0, 3.70, 5e-3);
    assert_eq!((settled.totals.events, settled.totals.exposure), (51, 31_853.0));
}

#[test]
fn the_settled_weeks_are_a_sixth_of_the_baseline() {
    let series = missed_visits();
    let settled = totals_in(&series, range("2026-05-25", "2026-10-25"));
    assert_eq!((settled.events, settled.exposure, settled.n_used), (41, 27_043.0, 22));
    close(settled.rate.unwrap() * 1000.0, 1.52, 5e-3);
    let found = before_and_after(&series, range("2025-10-27", "2026-02-08"), date("2026-05-25")).unwrap();
    close(found.comparison.ratio.finite().unwrap(), 0.165, 5e-4);
    close(found.comparison.interval.lower, 0.114, 5e-4);
    close(found.comparison.interval.upper.unwrap(), 0.234, 5e-4);
}

#[test]
fn xmr_chart_of_the_weekly_rate() {
    let points = missed_visits().rates(1000.0);
    let baseline = range("2025-10-27", "2026-02-08");
    let chart = xmr(&points, baseline, XmrOptions::default()).unwrap();
    let limits = chart.limits.unwrap();
    assert_eq!(chart.n_used, 15);
    close(chart.mean, 9.24, 5e-3);
    close(chart.median, 8.47, 5e-3);
    close(chart.average_moving_range.unwrap(), 5.73, 5e-3);
    close(limits.upper, 24.49, 5e-3);
    close(limits.lower_raw, -6.01, 5e-3);
    assert_eq!((limits.lower, limits.clipped), (0.0, true));
    assert!(!chart.trial_limits);
}

#[test]
fn the_fall_begins_before_either_change_and_belongs_to_neither_alone() {
    let points = missed_visits().rates(1000.0);
    let baseline = range("2025-10-27", "2026-02-08");
    let judged = xmr(&points, baseline, XmrOptions::default()).unwrap().rule_points(&points);
    let found = run_rules(&judged, RunRuleSet::Mdc7, Direction::LowerIsBetter);
    let fall = found.signals.iter().find(|s| s.rule == Rule::Shift).unwrap();
    assert_eq!(fall.side, Side::Below);
    assert!(fall.good);
    assert_eq!((fall.first, fall.confirmed), (date("2026-01-26"), date("2026-03-09")));
    assert_eq!(fall.last, date("2026-10-19"));
    assert_eq!(found.latest(&judged), Variation::Improving);

    let order = order_of_events(&found.signals, &changes(), baseline).unwrap();
    assert_eq!((order.began, order.confirmed), (fall.first, fall.confirmed));
    let weeks: Vec<_> =
        order.changes.iter().map(|c| (c.change.label.as_str(), c.weeks_after_start, c.began_before)).collect();
    assert_eq!(weeks, [("board", 2, true), ("rota", 13, true)]);
    assert_eq!(order.changes[1].rivals, ["board"]);
    assert!(order.belongs_to_none_alone);
}

#[test]
fn u_chart_of_the_weekly_rate() {
    let series = missed_visits();
    let chart = u_chart(&series, 1000.0, range("2025-10-27", "2026-02-08")).unwrap();
    let at = chart.limits_at(1170.0);
    close(chart.centre, 9.19, 5e-3);
    close(at.upper, 17.60, 5e-3);
    close(at.lower, 0.78, 5e-3);
    let christmas = chart.points.iter().find(|p| p.start == date("2025-12-22")).unwrap();
    close(christmas.value, 20.2, 0.05);
    assert!(christmas.value > christmas.limits.upper);
    let found = run_rules(&chart.rule_points(&series), RunRuleSet::Mdc7, Direction::LowerIsBetter);
    assert!(
        found
            .signals
            .iter()
            .any(|s| { s.rule == Rule::Astronomical && s.side == Side::Above && s.first == date("2025-12-22") })
    );
}
