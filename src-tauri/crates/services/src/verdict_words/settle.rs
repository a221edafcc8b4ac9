//! What would settle an open question.

use domain::plain;
use measures::{Caveat, CountVerdict, Direction, Reason};

use super::{
    caveats::{Facts, clause},
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

/// The first of these guards that fails; `None` where the sentence before has named it already.
fn named(names: &Names, found: &CountVerdict, guards: &[Caveat]) -> Option<String> {
    let failing = found.failed_guards.iter().find(|guard| guards.contains(guard))?;
    let said = found.reason == Reason::GuardFailed && found.failed_guards.first() == Some(failing);
    (!said).then(|| clause(&Facts::of_counts(names, found), *failing))
}

/// "With 6 in 14 weeks, none by 7 September 2026 would settle it." `None` where there is nothing to wait for.
pub(crate) fn settle_sentence(names: &Names, found: &CountVerdict) -> Option<String> {
    let settling = found.settling.as_ref()?;
    let before = &found.sides.before;
    let with = format!("With {} in {}", plain::whole(before.events), names.periods(before.used.len()));
    if settling.lastingly_against {
        let why = named(names, found, &LASTING).map_or_else(String::new, |why| format!(": {why}"));
        return Some(format!("More counts alone will not settle it{why}."));
    }
    let possible = settling.by.iter().find_map(|by| Some((by, by.events?)));
    if let Some((by, events)) = possible {
        let enough = match (names.direction, events) {
            (Direction::LowerIsBetter, 0) => "none".to_owned(),
            (Direction::LowerIsBetter, most) => format!("{} or fewer", plain::whole(most)),
            (Direction::HigherIsBetter, least) => format!("{} or more", plain::whole(least)),
        };
        return Some(format!("{with}, {enough} by {} would settle it.", plain::date(by.on)));
    }
    match (settling.enough_periods, settling.by.last()) {
        (Some(_), Some(by)) => {
            let (after, by) = (&found.sides.after, plain::date(by.on));
            let why = match named(names, found, &STANDING) {
                Some(why) => format!(": {why}"),
                None if after.events > 0 => {
                    format!(": {} counted since are too many already", plain::whole(after.events))
                }
                None => String::new(),
            };
            Some(format!("{with}, no number could settle it by {by}{why}."))
        }
        _ => {
            Some(format!("{with}, this measure is unlikely ever to settle it; choose a commoner event, or pool sites."))
        }
    }
}
