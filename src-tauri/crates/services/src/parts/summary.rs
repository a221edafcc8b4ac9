//! What the parts of one kind come to together.

use domain::{
    PartId,
    lists::Lists,
    part::{PartRecord, kind},
    plain,
    statutory::{Achieved, roll_up},
};

use super::CaseParts;

/// The summary of a kind; none where it has none, or nothing is recorded.
pub(super) fn of(code: &str, parts: &CaseParts) -> Option<String> {
    match code {
        kind::DESIRED_OUTCOME => wishes(parts),
        kind::RISK_RATING => risk(parts),
        kind::CANDOUR_STEP => candour(parts),
        _ => None,
    }
}

/// The newest judgement on each desired outcome, and their roll-up (SAC SG4a).
fn wishes(parts: &CaseParts) -> Option<String> {
    let wanted: Vec<PartId> = parts.of(kind::DESIRED_OUTCOME).map(|part| part.record.id).collect();
    if wanted.is_empty() {
        return None;
    }
    let newest = |id: &PartId| -> Option<Achieved> {
        parts
            .of(kind::OUTCOME_REVIEW)
            .filter(|part| part.record.parts("outcome").contains(id))
            .max_by_key(|part| (part.record.when("asked_on").map(|at| at.sort_key()), part.meta.first_seq))
            .and_then(|part| part.record.achieved())
    };
    let judged: Vec<Achieved> = wanted.iter().filter_map(newest).collect();
    let counted = plain::count_of(wanted.len() as u64, "desired outcome", "desired outcomes");
    let Some(all) = roll_up(judged.iter().copied()) else {
        return Some(format!("{counted}; not asked again yet how far each was met."));
    };
    let of = |level: Achieved| judged.iter().filter(|each| **each == level).count();
    let open = match wanted.len() - judged.len() {
        0 => String::new(),
        open => format!(", {open} not asked again yet"),
    };
    Some(format!(
        "{counted}: {} fully, {} partly, {} not met{open}. Together: {}.",
        of(Achieved::Fully),
        of(Achieved::Partially),
        of(Achieved::Not),
        all.label().to_lowercase()
    ))
}

/// The newest judgement before and the newest after, each likelihood times impact.
fn risk(parts: &CaseParts) -> Option<String> {
    let newest = |stages: &[&str]| {
        parts
            .of(kind::RISK_RATING)
            .map(|part| &part.record)
            .filter(|record| record.code("stage").is_some_and(|stage| stages.contains(&stage)))
            .max_by_key(|record| record.when("judged_on").map(|at| at.sort_key()))
    };
    let words = |record: &PartRecord| {
        let level = |field: &str| record.code(field).and_then(|code| code.parse::<u32>().ok()).unwrap_or_default();
        let label = |field: &str| {
            let code = record.code(field).unwrap_or_default();
            Lists::built_in().label(field, code).unwrap_or(code).to_lowercase()
        };
        format!("{} ({} and {})", level("likelihood") * level("impact"), label("likelihood"), label("impact"))
    };
    match (newest(&["before"]), newest(&["after", "review"])) {
        (Some(before), Some(after)) => {
            Some(format!("Risk was judged {} before and {} since, of 25.", words(before), words(after)))
        }
        (Some(before), None) => Some(format!("Risk was judged {} before, of 25; not judged again yet.", words(before))),
        _ => None,
    }
}

fn candour(parts: &CaseParts) -> Option<String> {
    let mut steps: Vec<&str> = parts.of(kind::CANDOUR_STEP).filter_map(|part| part.record.code("step")).collect();
    steps.sort_unstable();
    steps.dedup();
    let all = Lists::built_in().find("candour_step").map_or(0, |list| list.item.len());
    (!steps.is_empty()).then(|| format!("{} of {all} steps recorded.", steps.len()))
}
