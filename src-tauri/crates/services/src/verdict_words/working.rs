//! Every figure behind a verdict.

use domain::plain;
use measures::{ComparedSide, CountVerdict, InterruptedSeries, LeftOutReason, ProportionVerdict, Route};
use serde::Serialize;

use super::{
    counts::{interval_text, side_text},
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
}

fn row(label: &str, value: String) -> WorkingRow {
    WorkingRow { label: label.to_owned(), value }
}

/// "27 October 2025 to 8 February 2026: 15 weeks, 162 in 17,623 planned visits (9.19 per 1,000)".
fn side_line(names: &Names, side: &ComparedSide, days: bool) -> String {
    let span = match (side.first, side.end.and_then(|end| end.pred_opt())) {
        (Some(first), Some(last)) => format!("{}: ", plain::date_range(first, last)),
        _ => String::new(),
    };
    let mut text = format!("{span}{}, {}", names.periods(side.used.len()), side_text(names, side, days, false));
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
        row("Before", side_line(names, before, days)),
        row("After", side_line(names, after, days)),
        row("Left out", left_out([before, after])),
    ];
    if let (Some(exact), Some(used)) = (&found.exact, &found.used) {
        rows.push(row("Interval used", format!("95%, {}", interval_text(used.interval))));
        rows.push(row(
            "Test",
            format!(
                "exact conditional test, two-sided by doubling: {}; mid-{}; exact 95% interval of the ratio {}",
                p_text(exact.p_exact),
                p_text(exact.mid_p),
                interval_text(exact.interval)
            ),
        ));
        if used.phi > 1.0 {
            rows.push(row(
                "With counts divided by \u{3c6}",
                format!("\u{3c6} = {}: {}", figures(used.phi), p_text(used.p)),
            ));
        }
    }
    let dispersion = &found.dispersion;
    if let Some(estimate) = dispersion.estimate {
        rows.push(row(
            &format!("Do the {} vary more than chance?", names.every.words().1),
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
        rows.push(row(
            "Evidence valid at any look",
            format!("largest E {} ({how}){passed}", evidence_text(found.evidence.e_max())),
        ));
    }
    if let Some(p) = found.p_worst_out {
        let n = found.without_worst.left_out.len();
        let which = if found.without_worst.named {
            format!("the {} that prompted the action", names.every.words().1)
        } else {
            format!("the worst {}", names.period())
        };
        let when =
            found.without_worst.left_out.first().map_or_else(String::new, |day| {
                if n == 1 { format!(" ({})", plain::date(*day)) } else { String::new() }
            });
        rows.push(row(&format!("Without {which}{when}"), p_text(p)));
    }
    if let Some(trend) = &found.pre_trend {
        rows.push(row(
            "Trend before the change",
            format!("{} times a {} ({})", ratio_figures(trend.slope.exp()), names.period(), p_text(trend.p)),
        ));
    }
    if let Some(overlap) = found.season_overlap {
        rows.push(row(
            "Months covered on both sides",
            format!("{}% of the exposure", plain::decimal(100.0 * overlap, 0)),
        ));
    }
    rows.push(row("Rule set", format!("{}, row {} of the verdict table", found.rule_set, found.row)));
    rows
}

/// "= 34.1", "over a million".
fn evidence_text(e: f64) -> String {
    if e >= 1e6 { "over a million".to_owned() } else { format!("= {}", figures(e)) }
}

/// The working of a verdict on proportions.
pub(crate) fn proportion_working(names: &Names, found: &ProportionVerdict) -> Vec<WorkingRow> {
    let wilson = |share: &measures::Share| {
        format!(
            "{}, 95% limits {}% to {}%",
            share_text(share),
            plain::decimal(100.0 * share.lower, 0),
            plain::decimal(100.0 * share.upper, 0)
        )
    };
    let mut rows = vec![
        row("Before", wilson(&found.exact.before)),
        row("After", wilson(&found.exact.after)),
        row("Difference", points_text(found)),
        row("Test", format!("Fisher's exact test, two-sided by doubling: {}", p_text(found.exact.p_central))),
    ];
    if let Some(sides) = &found.sides {
        rows.push(row("Left out", left_out([&sides.before, &sides.after])));
    }
    if found.phi > 1.0 {
        rows.push(row(
            "With numbers divided by \u{3c6}",
            format!("\u{3c6} = {}: {}", figures(found.phi), p_text(found.used.p_central)),
        ));
    }
    if found.used.interval_disagrees {
        rows.push(row(
            "Interval and test",
            "they do not agree on whether there is a difference; the verdict goes by the test".to_owned(),
        ));
    }
    if let Some((_, p)) = &found.without_worst {
        rows.push(row(&format!("Without the worst {}", names.period()), p_text(*p)));
    }
    rows.push(row("Rule set", found.rule_set.clone()));
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
    row("Step and slope (supporting only)", format!("step {}{slope}", ratio(&found.step)))
}
