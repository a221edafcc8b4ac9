//! What would settle an open question.

use domain::plain;
use measures::{CountVerdict, Direction};

use super::names::Names;

/// "With 6 in 14 weeks, none by 7 September 2026 would settle it." `None` where there is nothing to wait for.
pub(crate) fn settle_sentence(names: &Names, found: &CountVerdict) -> Option<String> {
    let settling = found.settling.as_ref()?;
    let before = &found.sides.before;
    let with = format!("With {} in {}", plain::whole(before.events), names.periods(before.used.len()));
    if settling.lastingly_against {
        return Some("More counts alone will not settle it.".to_owned());
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
        (Some(_), Some(by)) => Some(format!("{with}, no number could settle it by {}.", plain::date(by.on))),
        _ => {
            Some(format!("{with}, this measure is unlikely ever to settle it; choose a commoner event, or pool sites."))
        }
    }
}
