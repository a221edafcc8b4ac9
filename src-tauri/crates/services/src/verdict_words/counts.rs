//! The sentence on a measure of counts.

use domain::plain;
use measures::{ComparedSide, CountVerdict, Direction, Interval, Move, Ratio, Reason, Verdict};

use super::{
    caveats::{Facts, clause},
    names::{Names, ratio_figures},
    not_enough,
    settle::settle_sentence,
};

/// Mean exposure a period, after over before, from which the rate is named before the count: the service grew.
const GREW: f64 = 1.05;

/// "162 in 17,623 planned visits (9.19 per 1,000)"; by days where no exposure was given: "12 in 26 weeks".
pub(super) fn side_text(names: &Names, side: &ComparedSide, days: bool, rate_first: bool) -> String {
    let count = plain::whole(side.events);
    if days {
        return format!("{count} in {}", names.periods(side.used.len()));
    }
    let exposure = plain::decimal(side.exposure, 0);
    let exposure = names.exposure.as_deref().map_or_else(|| exposure.clone(), |many| format!("{exposure} {many}"));
    match side.rate() {
        None => format!("{count} in {exposure}"),
        Some(rate) if rate_first => format!("{} ({count} in {exposure})", names.rate(rate)),
        Some(rate) => format!("{count} in {exposure} ({})", names.rate(rate)),
    }
}

fn grew(found: &CountVerdict) -> bool {
    let mean = |side: &ComparedSide| side.exposure / side.used.len().max(1) as f64;
    mean(&found.sides.after) > GREW * mean(&found.sides.before)
}

/// "0.17 to 0.34".
pub(crate) fn interval_text(interval: Interval) -> String {
    match interval.upper {
        Some(upper) => format!("{} to {}", ratio_figures(interval.lower), ratio_figures(upper)),
        None => format!("{} and no upper end", ratio_figures(interval.lower)),
    }
}

/// "the rate is now 0.24 of what it was, 95% interval 0.17 to 0.34", with the interval used.
fn ratio_text(found: &CountVerdict) -> Option<String> {
    let used = found.used?;
    let what = if found.sides.days_as_exposure { "the number" } else { "the rate" };
    match used.ratio {
        Ratio::Finite(ratio) => Some(format!(
            "{what} is now {} {} what it was, 95% interval {}",
            ratio_figures(ratio),
            if ratio > 1.0 { "times" } else { "of" },
            interval_text(used.interval)
        )),
        Ratio::Infinite => Some(format!(
            "there were none before, so {what} has no ratio; 95% interval from {}",
            ratio_figures(used.interval.lower)
        )),
        Ratio::Undefined => None,
    }
}

/// "Missed visits fell from 162 in 17,623 planned visits (9.19 per 1,000) to 100 in 45,093 (2.22 per 1,000) after
/// the missed-call board on 9 February 2026."
fn moved(names: &Names, found: &CountVerdict) -> String {
    let verb = match found.way {
        Move::Good => names.better(),
        Move::Bad => names.worse(),
        Move::None => "stayed the same:",
    };
    let (from, to) = if found.way == Move::None { ("", "then") } else { (" from", "to") };
    let (days, rate_first) = (found.sides.days_as_exposure, grew(found));
    format!(
        "{} {verb}{from} {} {to} {} after {} on {}.",
        names.measure,
        side_text(names, &found.sides.before, days, rate_first),
        side_text(names, &found.sides.after, days, rate_first),
        names.change,
        plain::date(names.change_on),
    )
}

/// The verdict in a sentence or two.
pub(crate) fn count_sentence(names: &Names, found: &CountVerdict) -> String {
    match found.verdict {
        Verdict::Worked => worked(names, found),
        Verdict::MayHaveWorked => may_have_worked(names, found),
        Verdict::NoSignYet => no_sign(names, found),
        Verdict::GotWorse => got_worse(names, found),
        Verdict::TooEarly => too_early(names, found),
    }
}

fn worked(names: &Names, found: &CountVerdict) -> String {
    let very = found.used.is_some_and(|used| used.p <= 0.001) || found.evidence.e_max() >= 20.0;
    let chance = if very { "very unlikely to be chance" } else { "unlikely to be chance alone" };
    let interval = ratio_text(found).map_or_else(String::new, |text| format!(" ({text})"));
    format!("{} A {} this size is {chance}{interval}.", moved(names, found), names.gain())
}

fn may_have_worked(names: &Names, found: &CountVerdict) -> String {
    let facts = Facts::of_counts(names, found);
    let but = match (found.reason, found.failed_guards.first()) {
        (Reason::GuardFailed, Some(guard)) => clause(&facts, *guard),
        _ => not_enough(names.gain(), found.used.map_or(1.0, |used| used.p), found.check),
    };
    let settle = settle_sentence(names, found).map_or_else(String::new, |text| format!(" {text}"));
    format!("{} This may be real, but {but}.{settle}", moved(names, found))
}

/// "a halving", "a fall to 0.7 of the rate", "a doubling".
pub(crate) fn aimed_for(direction: Direction, target: f64) -> String {
    match direction {
        Direction::LowerIsBetter if (target - 0.5).abs() < 1e-9 => "a halving".to_owned(),
        Direction::LowerIsBetter => format!("a fall to {} of what it was", ratio_figures(target)),
        Direction::HigherIsBetter if (target - 0.5).abs() < 1e-9 => "a doubling".to_owned(),
        Direction::HigherIsBetter => format!("a rise to {} times what it was", ratio_figures(1.0 / target)),
    }
}

fn no_sign(names: &Names, found: &CountVerdict) -> String {
    if found.reason == Reason::TooFewToSettle {
        return format!(
            "After a year the numbers are still too small for this measure to tell: {}.",
            then(names, found)
        );
    }
    // Which way it moved, with its size: an interval that is wide is not a small change.
    let drift = match (found.way, ratio_text(found)) {
        (Move::None, _) | (_, None) => String::new(),
        (way, Some(ratio)) => {
            let verb = if way == Move::Good { names.better() } else { names.worse() };
            format!(" It {verb}, which may still be chance: {ratio}.")
        }
    };
    format!(
        "There have been enough {} to see {}, and none has shown: {}.{drift}",
        names.many,
        aimed_for(names.direction, found.target_ratio),
        then(names, found)
    )
}

/// "46 in 16 weeks … then 46 in …".
fn then(names: &Names, found: &CountVerdict) -> String {
    let days = found.sides.days_as_exposure;
    format!(
        "{}, then {}",
        side_text(names, &found.sides.before, days, false),
        side_text(names, &found.sides.after, days, false)
    )
}

fn got_worse(names: &Names, found: &CountVerdict) -> String {
    let with_events: Vec<_> = found.sides.after.used.iter().filter(|p| p.events > 0).collect();
    let sharp = match (names.direction, with_events.as_slice()) {
        (Direction::LowerIsBetter, [only]) => {
            format!(" This is a sharp rise in one {}, that of {}.", names.period(), plain::date(only.start))
        }
        _ => String::new(),
    };
    format!("{}{sharp} Review the action now.", moved(names, found))
}

fn too_early(names: &Names, found: &CountVerdict) -> String {
    let (before, after) = (&found.sides.before, &found.sides.after);
    match found.reason {
        Reason::NoEventsBefore => format!(
            "There were no {} in the {} before {}, so this measure cannot show a fall. Watch that it stays at none.",
            names.many,
            names.periods(before.used.len()),
            names.change
        ),
        Reason::AfterTooShort if after.used.is_empty() => format!(
            "Nothing is counted yet after {} on {}. There were {} before.",
            names.change,
            plain::date(names.change_on),
            side_text(names, before, found.sides.days_as_exposure, false)
        ),
        Reason::AfterTooShort => {
            // Four periods under 28 days and 28 days in all, otherwise three.
            let needed = if names.every.days() < 28.0 { (28.0 / names.every.days()).ceil().max(4.0) } else { 3.0 };
            let settle = settle_sentence(names, found).map_or_else(String::new, |text| format!(" {text}"));
            format!(
                "Only {} in since {} on {}, and at least {} are needed: {}.{settle}",
                is_are(names, after.used.len()),
                names.change,
                plain::date(names.change_on),
                names.periods(needed as usize),
                then(names, found)
            )
        }
        _ => {
            let settle = settle_sentence(names, found).map_or_else(String::new, |text| format!(" {text}"));
            let days = found.sides.days_as_exposure;
            let what = match found.used {
                _ if found.way == Move::None => "are the same rate",
                Some(used) if used.p <= 0.10 => "could still be chance",
                _ => "could easily be chance",
            };
            format!(
                "{} before and {} after {what}.{settle}",
                side_text(names, before, days, false),
                side_text(names, after, days, false)
            )
        }
    }
}

/// "one week is", "three weeks are".
fn is_are(names: &Names, n: usize) -> String {
    format!("{} {}", names.periods(n), if n == 1 { "is" } else { "are" })
}
