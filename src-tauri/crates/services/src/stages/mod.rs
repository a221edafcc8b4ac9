//! Where a case stands, and every move that brought it there.

use domain::{
    CaseId, PartId,
    case::CaseState,
    part::{Owner, kind},
    stage::{Move, StageFact, closed_by, closed_on, moves, state_after},
};
use serde::Serialize;
use store::{
    Connection, Instant,
    revisions::{Change, Revised},
};

use crate::{Error, Result, parts::CaseNames};

/// The states that somebody may put a case into by hand, rather than by recording a fact that moves it.
#[must_use]
pub(crate) fn by_hand(state: CaseState) -> Vec<CaseState> {
    use CaseState as S;
    CaseState::ALL
        .into_iter()
        .filter(|next| state.may_become(*next))
        .filter(|next| match next {
            // These follow from what is recorded, unless a closed case is reopened into them.
            S::AwaitingLaDecision | S::EnquiryInProgress | S::ReportSubmitted | S::ManagedInternally | S::Raised => {
                state.is_closed()
            }
            // The council closes its own enquiry; that is recorded as its closure.
            S::ClosedByLa | S::Draft => false,
            _ => true,
        })
        .collect()
}

/// One move of a case, in words.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct MoveRow {
    /// "Raised", or that it was reopened.
    pub to: String,
    /// From where.
    pub from: String,
    /// When.
    pub when: String,
    /// The fact that moved it, and its reason.
    pub fact: String,
    /// Whether a closed case was opened again.
    pub reopened: bool,
}

/// The moves of a case as its facts stand, or stood at a moment; those of parts in every compartment, since a case
/// stands where it stands whoever looks.
///
/// # Errors
/// The store's.
pub(crate) fn moves_of(conn: &Connection, case_id: CaseId, at: Instant) -> Result<Vec<Move>> {
    moves_without(conn, case_id, at, None)
}

fn moves_without(conn: &Connection, case_id: CaseId, at: Instant, without: Option<PartId>) -> Result<Vec<Move>> {
    store::cases::require_visible(conn, case_id)?;
    let events: Vec<Revised<store::timeline_events::EventRecord>> = store::revisions::of_case_at(conn, case_id, at)?;
    let parts = crate::parts::all_of(conn, Owner::Case(case_id), at)?;
    let mut facts: Vec<((i64, i64, u64), StageFact)> = Vec::new();
    for event in events.iter().filter(|event| !event.record.removed) {
        if let Some(to) = event.record.kind.leads_to() {
            let order = (event.record.at.sort_key(), event.meta.first_recorded_at.0, event.meta.first_seq);
            let because = event.record.kind.label().to_owned();
            facts.push((
                order,
                StageFact { at: event.record.at, to, by_hand: false, because, seq: event.meta.first_seq },
            ));
        }
    }
    let names = CaseNames::default();
    for part in parts.iter().filter(|part| !part.record.removed && Some(part.record.id) != without) {
        let order = |at: &domain::time::FactTime| (at.sort_key(), part.meta.first_recorded_at.0, part.meta.first_seq);
        if part.record.kind == kind::STAGE_MOVE {
            if let (Some(at), Some(to)) =
                (part.record.when("on"), part.record.code("to").and_then(CaseState::from_code))
            {
                let because = part.record.text("reason").to_owned();
                facts.push((order(&at), StageFact { at, to, by_hand: true, because, seq: part.meta.first_seq }));
            }
            continue;
        }
        for line in part.record.lines(&names, crate::parts::recorded_on(part)) {
            if let Some(to) = line.kind.leads_to() {
                let because = line.kind.label().to_owned();
                facts.push((
                    order(&line.at),
                    StageFact { at: line.at, to, by_hand: false, because, seq: part.meta.first_seq },
                ));
            }
        }
    }
    facts.sort_by_key(|(order, _)| *order);
    Ok(moves(facts.into_iter().map(|(_, fact)| fact)))
}

/// The state in which a case would be without one part: what a move by hand starts from.
pub(crate) fn before(vault: &crate::Vault, case_id: CaseId, part: PartId) -> Result<CaseState> {
    Ok(state_after(&moves_without(vault.reader(), case_id, Instant(i64::MAX), Some(part))?))
}

/// Refuses a change to what a closed case holds. What was first recorded after its closure (`first_seq`, its place among
/// everything recorded) can still be corrected.
///
/// # Errors
/// [`Error::CaseClosed`], or the store's.
pub(crate) fn require_amendable(conn: &Connection, case_id: CaseId, first_seq: u64) -> Result<()> {
    match closing(conn, case_id)? {
        Some(closing) if first_seq <= closing => Err(Error::CaseClosed),
        _ => Ok(()),
    }
}

/// The place of the fact that closed a case; none while it runs.
pub(crate) fn closing(conn: &Connection, case_id: CaseId) -> Result<Option<u64>> {
    Ok(closed_by(&moves_of(conn, case_id, Instant(i64::MAX))?))
}

/// Moves the case to the state that its recorded facts lead to.
pub(crate) fn follow(change: &Change<'_>, case_id: CaseId) -> Result<()> {
    let moves = moves_of(change.tx(), case_id, Instant(i64::MAX))?;
    let (state, closed_on) = (state_after(&moves), closed_on(&moves).map(|at| at.date));
    let mut case = store::cases::get(change.tx(), case_id)?;
    if case.record.state != state || case.record.closed_on != closed_on {
        case.record.state = state;
        case.record.closed_on = closed_on;
        change.amend(&case.record, case.meta.rev)?;
    }
    Ok(())
}

/// The moves in words, oldest first.
pub(crate) fn rows(moves: &[Move]) -> Vec<MoveRow> {
    moves
        .iter()
        .map(|step| MoveRow {
            to: step.to.label().to_owned(),
            from: step.from.label().to_owned(),
            when: step.at.text(),
            fact: step.because.clone(),
            reopened: step.reopened,
        })
        .collect()
}
