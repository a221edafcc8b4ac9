//! The case as a state machine: every move is dated, has a reason, and follows from a recorded fact.

use crate::{case::CaseState, time::FactTime};

/// A recorded fact that can move a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageFact {
    /// When it happened.
    pub at: FactTime,
    /// Where it moves the case.
    pub to: CaseState,
    /// Somebody moved the case by it, rather than recording something else that moves it.
    pub by_hand: bool,
    /// The fact, in words.
    pub because: String,
    /// Its place among everything recorded.
    pub seq: u64,
}

/// One move of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// From where.
    pub from: CaseState,
    /// To where.
    pub to: CaseState,
    /// When.
    pub at: FactTime,
    /// The fact that moved it.
    pub because: String,
    /// A closed case was opened again.
    pub reopened: bool,
    /// The place of that fact among everything recorded.
    pub seq: u64,
}

/// The moves that facts make, taken in the order given. A fact that allows no move from the state reached leaves it;
/// only a move by hand, or a check after closure, takes a closed case anywhere. Of facts of one day, one whose time of
/// day is not known stands where it can: a decision of the day on which a referral went out follows it.
#[must_use]
pub fn moves(facts: impl IntoIterator<Item = StageFact>) -> Vec<Move> {
    let mut state = CaseState::Raised;
    let mut moves = Vec::new();
    let mut left: Vec<StageFact> = facts.into_iter().collect();
    while let Some(day) = left.first().map(|fact| fact.at.date) {
        let of_day = left.iter().take_while(|fact| fact.at.date == day).count();
        let mut today: Vec<StageFact> = left.drain(..of_day).collect();
        while let Some(next) = today.iter().position(|fact| can_follow(state, fact)) {
            let fact = today.remove(next);
            if fact.at.time.is_some() {
                // What has a time of day and could not be at it, comes no later.
                let mut place = 0;
                today.retain(|other| {
                    place += 1;
                    place > next || other.at.time.is_none()
                });
            }
            let reopened = state.is_closed() && fact.to.is_open() && fact.to != CaseState::EffectivenessMonitoring;
            moves.push(Move { from: state, to: fact.to, at: fact.at, because: fact.because, reopened, seq: fact.seq });
            state = fact.to;
        }
    }
    moves
}

fn can_follow(state: CaseState, fact: &StageFact) -> bool {
    let opens = fact.by_hand || !state.is_closed() || fact.to == CaseState::EffectivenessMonitoring;
    opens && state.may_become(fact.to)
}

/// The state after every move.
#[must_use]
pub fn state_after(moves: &[Move]) -> CaseState {
    moves.last().map_or(CaseState::Raised, |last| last.to)
}

/// The fact by which a closed case was closed, by its place among everything recorded; none while it runs.
#[must_use]
pub fn closed_by(moves: &[Move]) -> Option<u64> {
    let closed = moves.iter().rev().take_while(|step| step.to.is_closed());
    closed.last().map(|step| step.seq)
}

/// The day on which a case was closed: the council's closure where there is one, else ours. None while it runs and after
/// it was reopened.
#[must_use]
pub fn closed_on(moves: &[Move]) -> Option<FactTime> {
    let begun = moves.iter().rposition(|step| step.reopened).map_or(0, |place| place + 1);
    let since: Vec<&Move> = moves.iter().skip(begun).collect();
    let closure = |state: CaseState| since.iter().find(|step| step.to == state).map(|step| step.at);
    closure(CaseState::ClosedByLa)
        .or_else(|| closure(CaseState::ClosedInternally))
        .or_else(|| closure(CaseState::Transferred))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may panic
    use super::*;
    use CaseState as S;

    fn fact(at: &str, to: CaseState, by_hand: bool) -> StageFact {
        StageFact { at: crate::time::parse_when(at).unwrap(), to, by_hand, because: String::new(), seq: 0 }
    }

    fn states(facts: Vec<StageFact>) -> Vec<CaseState> {
        moves(facts).into_iter().map(|step| step.to).collect()
    }

    #[test]
    fn a_case_goes_from_concern_to_sustained_and_can_be_reopened() {
        let mut facts = vec![
            fact("2026-02-07T14:30", S::AwaitingLaDecision, false),
            fact("2026-02-10", S::EnquiryInProgress, false),
            fact("2026-03-09", S::ReportSubmitted, false),
            fact("2026-03-17", S::ClosedByLa, false),
            fact("2026-07-20", S::EffectivenessMonitoring, false),
            fact("2026-10-26", S::Sustained, true),
        ];
        let run = moves(facts.clone());
        assert_eq!(state_after(&run), S::Sustained);
        assert_eq!(closed_on(&run).unwrap().date.to_string(), "2026-03-17");
        assert!(closed_by(&run).is_some());
        facts.push(fact("2026-11-01", S::PlanInProgress, true));
        let run = moves(facts);
        assert!(run.last().unwrap().reopened);
        assert_eq!((state_after(&run), closed_on(&run), closed_by(&run)), (S::PlanInProgress, None, None));
    }

    #[test]
    fn facts_of_one_day_stand_in_the_order_in_which_they_can_be() {
        let decided_that_day = vec![
            fact("2026-11-10", S::EnquiryInProgress, false),
            fact("2026-11-10T10:00", S::AwaitingLaDecision, false),
        ];
        assert_eq!(states(decided_that_day), [S::AwaitingLaDecision, S::EnquiryInProgress]);
        let with_times = vec![
            fact("2026-11-10T09:00", S::EnquiryInProgress, false),
            fact("2026-11-10T10:00", S::AwaitingLaDecision, false),
        ];
        assert_eq!(states(with_times), [S::AwaitingLaDecision], "a known time of day stands");
        let another_day =
            vec![fact("2026-11-09", S::EnquiryInProgress, false), fact("2026-11-10", S::AwaitingLaDecision, false)];
        assert_eq!(states(another_day), [S::AwaitingLaDecision]);
    }

    #[test]
    fn a_fact_recorded_late_moves_no_closed_case() {
        let facts = vec![
            fact("2026-02-07", S::Withdrawn, true),
            fact("2026-02-08", S::AwaitingLaDecision, false),
            fact("2026-02-09", S::EffectivenessMonitoring, false),
        ];
        assert_eq!(states(facts), [S::Withdrawn]);
    }

    #[test]
    fn what_was_kept_internal_can_still_be_referred() {
        let facts = vec![
            fact("2026-02-07", S::ManagedInternally, false),
            fact("2026-02-20", S::AwaitingLaDecision, false),
            fact("2026-02-21", S::EnquiryInProgress, false),
        ];
        assert_eq!(states(facts), [S::ManagedInternally, S::AwaitingLaDecision, S::EnquiryInProgress]);
    }
}
