//! What would settle an open question.

use domain::plain;
use measures::{Caveat, CountVerdict, Direction, Reason};

use super::{
    caveats::{Facts, clause},
    counts::aimed_for,
    names::Names,
};

/// Guards that no later count can lift.
const LASTING: [Caveat; 4] =
    [Caveat::ShortBaseline, Caveat::MissingShare, Caveat::NotIndependent, Caveat::AlreadyFalling];
/// Guards that stand against every number of events while they last.
const STANDING: [Caveat; 5] = [
    Caveat::ReportingMayHaveFallen,
    Caveat::SitesDisagree,
    Caveat::AdverseSignal,
    Caveat::MissingShare,
    Caveat::SeasonNotCovered,
];

/// ": it was already falling before the change", for the first of these guards that fails; blank where the sentence
/// before has named it already; `None` where none of them fails.
fn named(names: &Names, found: &CountVerdict, guards: &[Caveat]) -> Option<String> {
    let failing = found.failed_guards.iter().find(|guard| guards.contains(guard))?;
    let said = found.reason == Reason::GuardFailed && found.failed_guards.first() == Some(failing);
    Some(if said { String::new() } else { format!(": {}", clause(&Facts::of_counts(names, found), *failing)) })
}

/// "With 6 in 14 weeks before, none in the 30 weeks after the change, by 7 September 2026, would settle it." `None` where there is nothing to wait for.
pub(crate) fn settle_sentence(names: &Names, found: &CountVerdict) -> Option<String> {
    let settling = found.settling.as_ref()?;
    let before = &found.sides.before;
    let with = format!("With {} in {}", plain::whole(before.events), names.periods(before.used.len()));
    if settling.lastingly_against {
        // Before anything is counted after the change no guard has been asked yet.
        let short = before.used.len() < measures::BEFORE_FROM;
        let short = short.then(|| format!(": {}", clause(&Facts::of_counts(names, found), Caveat::ShortBaseline)));
        let why = named(names, found, &LASTING).or(short).unwrap_or_default();
        return Some(format!("More counts alone will not settle it{why}."));
    }
    let possible = settling.by.iter().find_map(|by| Some((by, by.events?)));
    if let Some((by, events)) = possible {
        let enough = match (names.direction, events) {
            (Direction::LowerIsBetter, 0) => "none".to_owned(),
            (Direction::LowerIsBetter, most) => format!("{} or fewer", plain::whole(most)),
            (Direction::HigherIsBetter, least) => format!("{} or more", plain::whole(least)),
        };
        return Some(format!(
            "{with} before, {enough} in the {} after the change, by {}, would settle it.",
            names.periods(by.periods as usize),
            plain::date(by.on)
        ));
    }
    match (settling.enough_periods, settling.by.last()) {
        (Some(_), Some(by)) => {
            let (after, by) = (&found.sides.after, plain::date(by.on));
            let why = match named(names, found, &STANDING) {
                Some(why) => why,
                None if names.direction == Direction::LowerIsBetter && after.events > 0 => {
                    format!(": with {} counted since, even none more would not", plain::whole(after.events))
                }
                None => String::new(),
            };
            Some(format!("{with} before, no number could settle it by {by}{why}."))
        }
        _ => Some(format!(
            "{with} before, this measure is unlikely ever to show {}; choose a commoner event, or pool sites.",
            aimed_for(names.direction, found.target_ratio)
        )),
    }
}
