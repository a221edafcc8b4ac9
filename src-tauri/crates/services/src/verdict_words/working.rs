//! Every figure behind a verdict.

use domain::plain;
use measures::{
    ComparedSide, CountVerdict, InterruptedSeries, LeftOutReason, OtherReading, ProportionVerdict, Route, WithoutWorst,
};
use serde::Serialize;

use super::{
    counts::{interval_text, side_text},
    label,
    names::{Names, figures, p_text, ratio_figures},
    proportions::{points_text, share_text},
};

/// One figure behind a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct WorkingRow {
    /// What it is.
    pub label: String,
    /// Its value.
    pub value: String,
    /// It is of what the numbers themselves rest on: the sides, what is left out, the test, the rule set.
    pub main: bool,
}

impl WorkingRow {
    /// A figure behind others.
    pub(crate) fn new(label: impl Into<String>, value: String) -> Self {
        Self { label: label.into(), value, main: false }
    }

    /// One that the numbers themselves rest on.
    pub(crate) fn main(label: impl Into<String>, value: String) -> Self {
        Self { main: true, ..Self::new(label, value) }
    }
}

/// "27 October 2025 to 8 February 2026: 15 weeks, ".
fn side_dates(names: &Names, side: &ComparedSide) -> String {
    let last = side.used.last().and_then(|period| period.end.pred_opt());
    let span = match (side.used.first(), last) {
        (Some(first), Some(last)) => format!("{}: ", plain::date_range(first.start, last)),
        _ => String::new(),
    };
    format!("{span}{}, ", names.periods(side.used.len()))
}

/// "27 October 2025 to 8 February 2026: 15 weeks, 162 in 17,623 planned visits (9.19 per 1,000)".
fn side_line(names: &Names, side: &ComparedSide, days: bool) -> String {
    let mut text = format!("{}{}", side_dates(names, side), side_text(names, side, days, false));
    if let Some((events, exposure)) = side.with_excluded {
        text.push_str(&format!(
            "; with excluded {} {} in {}",
            names.every.words().1,
            plain::whole(events),
            plain::decimal(exposure, 0)
        ));
    }
    text
}

/// "1 missing, 2 excluded"; none left out: "none".
fn left_out(sides: [&ComparedSide; 2]) -> String {
    let all = || sides.iter().flat_map(|side| &side.left_out);
    let kinds = [
        (LeftOutReason::Missing, "missing"),
        (LeftOutReason::Excluded, "excluded"),
        (LeftOutReason::NoExposure, "with nothing that could have happened"),
        (LeftOutReason::Partial, "not over"),
        (LeftOutReason::ExposureUnknown, "without exposure"),
        (LeftOutReason::ChangeInside, "with the change inside"),
    ];
    let parts: Vec<String> = kinds
        .into_iter()
        .map(|(reason, words)| (all().filter(|left| left.reason == reason).count(), words))
        .filter(|(n, _)| *n > 0)
        .map(|(n, words)| format!("{n} {words}"))
        .collect();
    if parts.is_empty() { "none".to_owned() } else { parts.join(", ") }
}

/// The working of a verdict on counts.
pub(crate) fn count_working(names: &Names, found: &CountVerdict) -> Vec<WorkingRow> {
    let days = found.sides.days_as_exposure;
    let (before, after) = (&found.sides.before, &found.sides.after);
    let mut rows = vec![
        WorkingRow::main("Before", side_line(names, before, days)),
        WorkingRow::main("After", side_line(names, after, days)),
        WorkingRow::main("Left out", left_out([before, after])),
    ];
    rows.extend(found.other_reading.as_ref().map(|other| other_row(names, other)));
    if let (Some(exact), Some(used)) = (&found.exact, &found.used) {
        rows.push(WorkingRow::new("Interval used", format!("95%, {}", interval_text(used.interval))));
        rows.push(WorkingRow::main(
            "Test",
            format!(
                "exact conditional test, two-sided by doubling: {}; mid-{}; exact 95% interval of the ratio {}",
                p_text(exact.p_exact),
                p_text(exact.mid_p),
                interval_text(exact.interval)
            ),
        ));
        if used.phi > 1.0 {
            rows.push(WorkingRow::new(
                "With counts divided by \u{3c6}",
                format!("\u{3c6} = {}: {}", figures(used.phi), p_text(used.p)),
            ));
        }
    }
    let dispersion = &found.dispersion;
    if let Some(estimate) = dispersion.estimate {
        rows.push(WorkingRow::new(
            format!("Do the {} vary more than chance?", names.every.words().1),
            format!(
                "\u{3c7}\u{b2}/df = {} on {} ({}){}",
                figures(estimate),
                dispersion.df,
                p_text(dispersion.p_over),
                dispersion.lag1.zip(dispersion.ljung_box_p).map_or_else(String::new, |(lag, p)| format!(
                    "; correlation of neighbours {} (Ljung\u{2013}Box {})",
                    plain::decimal(lag, 2),
                    p_text(p)
                ))
            ),
        ));
    }
    if !found.evidence.path.is_empty() {
        let how = if found.evidence.matched { "pairs a year apart" } else { "looking at every return" };
        let passed = if found.route == Some(Route::Anytime) { "; 20 is enough" } else { "; 20 would be enough" };
        rows.push(WorkingRow::new(
            "Evidence valid at any look",
            format!("largest E {} ({how}){passed}", evidence_text(found.evidence.e_max())),
        ));
    }
    if let Some(p) = found.p_worst_out.filter(|_| before.events > 0) {
        rows.push(worst_row(names, &found.without_worst, p));
    }
    if let Some(trend) = &found.pre_trend {
        rows.push(WorkingRow::new(
            "Trend before the change",
            format!("{} a {} ({})", trend_text(trend.slope), names.period(), p_text(trend.p)),
        ));
    }
    if let Some(overlap) = found.season_overlap {
        rows.push(WorkingRow::new(
            "Months covered on both sides",
            format!("{}% of the exposure", plain::decimal(100.0 * overlap, 0)),
        ));
    }
    rows.push(WorkingRow::main("Rule set", format!("{}, row {} of the verdict table", found.rule_set, found.row)));
    rows
}

/// What the excluded periods would say, taken the other way.
fn other_row(names: &Names, other: &OtherReading) -> WorkingRow {
    let totals =
        |(events, exposure): (u64, f64)| format!("{} in {}", plain::whole(events), plain::decimal(exposure, 0));
    let how = if other.without_excluded { "left out" } else { "counted in" };
    WorkingRow::new(
        format!("With the excluded {} {how}", names.every.words().1),
        format!("{}, then {}: {}", totals(other.before), totals(other.after), label(other.verdict).to_lowercase()),
    )
}

/// "Without the worst week (22 December 2025)", with its p.
fn worst_row(names: &Names, without: &WithoutWorst, p: f64) -> WorkingRow {
    let n = without.left_out.len();
    let (one, many) = names.every.words();
    let which = match without.named {
        true => format!("the {} that prompted the action", if n == 1 { one } else { many }),
        false => format!("the worst {one}"),
    };
    let day = without.left_out.first().filter(|_| n == 1);
    let when = day.map_or_else(String::new, |day| format!(" ({})", plain::date(*day)));
    WorkingRow::new(format!("Without {which}{when}"), p_text(p))
}

/// "falling by 4.0%", for the slope of a logarithm.
fn trend_text(slope: f64) -> String {
    let percent = 100.0 * (slope.exp() - 1.0);
    let way = if percent < 0.0 { "falling" } else { "rising" };
    format!("{way} by {}%", plain::decimal(percent.abs(), 1))
}

/// "= 34.1", "over a million".
fn evidence_text(e: f64) -> String {
    if e >= 1e6 { "over a million".to_owned() } else { format!("= {}", figures(e)) }
}

/// The working of a verdict on proportions.
pub(crate) fn proportion_working(names: &Names, found: &ProportionVerdict) -> Vec<WorkingRow> {
    let (before, after) = (&found.exact.before, &found.exact.after);
    let side = |share: &measures::Share, side: Option<&ComparedSide>| {
        let dates = side.map_or_else(String::new, |side| side_dates(names, side));
        if share.den == 0 {
            return format!("{dates}nothing is counted");
        }
        format!(
            "{dates}{}, 95% limits {}% to {}%",
            share_text(share),
            plain::decimal(100.0 * share.lower, 0),
            plain::decimal(100.0 * share.upper, 0)
        )
    };
    let sides = found.sides.as_ref();
    let mut rows = vec![
        WorkingRow::main("Before", side(before, sides.map(|sides| &sides.before))),
        WorkingRow::main("After", side(after, sides.map(|sides| &sides.after))),
    ];
    if before.den > 0 && after.den > 0 {
        rows.push(WorkingRow::new("Difference", points_text(found)));
        let test = p_text(found.exact.p_central);
        rows.push(WorkingRow::main("Test", format!("Fisher's exact test, two-sided by doubling: {test}")));
    }
    if let Some(sides) = &found.sides {
        rows.push(WorkingRow::main("Left out", left_out([&sides.before, &sides.after])));
    }
    rows.extend(found.other_reading.as_ref().map(|other| other_row(names, other)));
    if found.phi > 1.0 {
        rows.push(WorkingRow::new(
            "With numbers divided by \u{3c6}",
            format!("\u{3c6} = {}: {}", figures(found.phi), p_text(found.used.p_central)),
        ));
    }
    if found.used.interval_disagrees {
        rows.push(WorkingRow::new(
            "Interval and test",
            "they do not agree on whether there is a difference; the verdict goes by the test".to_owned(),
        ));
    }
    if let Some((without, p)) = &found.without_worst {
        rows.push(worst_row(names, without, *p));
    }
    rows.push(WorkingRow::main("Rule set", found.rule_set.clone()));
    rows
}

/// Step and slope, beside the verdict.
pub(crate) fn step_row(names: &Names, found: &InterruptedSeries) -> WorkingRow {
    let ratio = |estimate: &measures::RatioEstimate| {
        format!("{} (95% {})", ratio_figures(estimate.ratio), interval_text(estimate.interval))
    };
    let slope = found.per_period.as_ref().map_or_else(String::new, |slope| {
        format!("; slope after, times the slope before, {} a {}", ratio(slope), names.period())
    });
    WorkingRow::new("Step and slope (supporting only)", format!("step {}{slope}", ratio(&found.step)))
}
