//! The sentence on a measure of proportions.

use domain::plain;
use measures::{Move, PercentShown, ProportionVerdict, Reason, Share, Verdict, percent_shown};

use super::{
    caveats::{Facts, clause},
    names::Names,
    not_enough,
};

/// Fewest on either side of which anything is said.
const FEWEST: u64 = 5;

/// "58% (11 of 19)": never 100% unless all, never 0% unless none.
pub(super) fn share_text(share: &Share) -> String {
    let percent = match percent_shown(share.num, share.den, 0) {
        None => return format!("{} of {}", plain::whole(share.num), plain::whole(share.den)),
        Some(PercentShown::Rounded(value)) => format!("{}%", plain::decimal(value, 0)),
        Some(PercentShown::Over(value)) => format!("over {}%", plain::decimal(value, 0)),
        Some(PercentShown::Under(value)) => format!("under {}%", plain::decimal(value, 0)),
    };
    format!("{percent} ({} of {})", plain::whole(share.num), plain::whole(share.den))
}

/// "37 points, 95% interval 9 to 59".
pub(super) fn points_text(found: &ProportionVerdict) -> String {
    let points = |share: f64| plain::decimal(100.0 * share, 0);
    let (low, high) = found.used.difference_interval;
    let difference = found.exact.difference.unwrap_or_default();
    format!("{} points, 95% interval {} to {}", points(difference), points(low), points(high))
}

fn moved(names: &Names, found: &ProportionVerdict) -> String {
    let verb = match found.way {
        Move::Good => names.better(),
        Move::Bad => names.worse(),
        Move::None => "stayed the same:",
    };
    let (from, to) = if found.way == Move::None { ("", "then") } else { (" from", "to") };
    format!(
        "{} {verb}{from} {} {to} {} after {} on {}.",
        names.measure,
        share_text(&found.exact.before),
        share_text(&found.exact.after),
        names.change,
        plain::date(names.change_on)
    )
}

/// The verdict in a sentence or two.
pub(crate) fn proportion_sentence(names: &Names, found: &ProportionVerdict) -> String {
    let then = || format!("{}, then {}", share_text(&found.exact.before), share_text(&found.exact.after));
    match (found.verdict, found.reason) {
        (Verdict::Worked, _) => {
            let very = found.used.p_central <= 0.001;
            let chance = if very { "very unlikely to be chance" } else { "unlikely to be chance alone" };
            format!("{} A {} this size is {chance} ({}).", moved(names, found), names.gain(), points_text(found))
        }
        (Verdict::MayHaveWorked, _) => {
            let facts = Facts::of_proportions(names, found);
            let but = match (found.reason, found.failed_guards.first()) {
                (Reason::GuardFailed, Some(guard)) => clause(&facts, *guard),
                _ => not_enough(names.gain(), found.used.p_central, found.check),
            };
            format!("{} This may be real, but {but}.", moved(names, found))
        }
        (Verdict::GotWorse, _) => format!("{} Review the action now.", moved(names, found)),
        (Verdict::NoSignYet, Reason::TooFewToSettle) => {
            format!("After a year the numbers are still too small for this measure to tell: {}.", then())
        }
        (Verdict::NoSignYet, _) => format!(
            "There have been enough to see a gain of {} points, and none has shown: {}.",
            plain::decimal(100.0 * found.smallest_gain, 0),
            then()
        ),
        (Verdict::TooEarly, Reason::AfterTooShort) if found.exact.after.den == 0 => format!(
            "Nothing is counted yet after {} on {}. Before, it was {}.",
            names.change,
            plain::date(names.change_on),
            share_text(&found.exact.before)
        ),
        (Verdict::TooEarly, _) if found.exact.before.den.min(found.exact.after.den) < FEWEST => {
            format!("There are fewer than five on one side of {}, too few to tell: {}.", names.change, then())
        }
        (Verdict::TooEarly, Reason::AfterTooShort) => {
            format!("It is too soon after {} to tell: {}.", names.change, then())
        }
        (Verdict::TooEarly, _) if found.way == Move::None => {
            format!("{}: no difference yet.", crate::measures::capital(&then()))
        }
        (Verdict::TooEarly, _) => {
            let easily = if found.used.p_central <= 0.10 { "still" } else { "easily" };
            format!("{} could {easily} be chance ({}).", crate::measures::capital(&then()), points_text(found))
        }
    }
}
