//! Two clocks: the time a case spent with the service, and the time it waited for somebody else.
//!
//! Both come from recorded facts alone. Where a time of day is not known, a fact counts from the start of its day.

use chrono::{DateTime, TimeDelta, Utc};

use crate::{case::CaseState, statutory::LaDecision, time::FactTime, timeline::EventKind};

/// With whom a case is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum With {
    /// The service.
    Us,
    /// Another body, by its name.
    Other(String),
}

impl With {
    /// The council.
    #[must_use]
    pub fn council() -> Self {
        Self::Other("Council".to_owned())
    }
}

/// A fact that can turn a clock.
#[derive(Debug, Clone)]
pub struct Turn {
    /// When.
    pub at: FactTime,
    /// What kind of fact.
    pub kind: EventKind,
    /// What the council decided, where it decided.
    pub decision: Option<LaDecision>,
    /// Who was asked to enquire, where somebody was; whether the council wants more, where it answered.
    pub to: Option<With>,
    /// Where somebody moved the case by hand, where they did.
    pub moved_to: Option<CaseState>,
    /// In words.
    pub because: String,
}

/// A stretch of time that somebody recorded as waiting.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// Since when.
    pub since: FactTime,
    /// Until when; none while it lasts.
    pub ended: Option<FactTime>,
    /// For whom.
    pub with: With,
    /// For what.
    pub because: String,
}

/// A stretch of time with one body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// With whom the case was.
    pub with: With,
    /// Since when.
    pub from: DateTime<Utc>,
    /// Until when; none while it lasts.
    pub to: Option<DateTime<Utc>>,
    /// The fact that turned the clock.
    pub because: String,
}

impl Stretch {
    /// How long, up to `now` while it lasts.
    #[must_use]
    pub fn length(&self, now: DateTime<Utc>) -> TimeDelta {
        (self.to.unwrap_or(now) - self.from).max(TimeDelta::zero())
    }
}

fn moment(at: &FactTime) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(at.sort_key()).unwrap_or_default()
}

/// The stretches from becoming aware until closure, or until now. `turns` are in the order in which they happened.
#[must_use]
pub fn stretches(aware: &FactTime, turns: &[Turn], waits: &[Waiting], now: DateTime<Utc>) -> Vec<Stretch> {
    let mut open: Vec<Stretch> = Vec::new();
    let mut with = Some((With::Us, "Became aware".to_owned()));
    let mut from = moment(aware);
    let mut in_order: Vec<&Turn> = turns.iter().collect();
    // What ends the case on a day of which no time is known, ends it after what else was that day.
    in_order.sort_by_key(|turn| (turn.at.date, turn.at.time.is_none() && next(turn, false) == Some(None)));
    for turn in in_order {
        let at = moment(&turn.at);
        let Some(next) = next(turn, with.is_none()) else { continue };
        let same = with.as_ref().zip(next.as_ref()).is_some_and(|((with, _), next)| with == next);
        if same || (with.is_none() && next.is_none()) {
            continue;
        }
        if let Some((with, because)) = with.take()
            && at > from
        {
            open.push(Stretch { with, from, to: Some(at), because });
        }
        from = from.max(at);
        with = next.map(|next| (next, turn.because.clone()));
    }
    if let Some((with, because)) = with {
        open.push(Stretch { with, from, to: None, because });
    }
    waits.iter().fold(open, |stretches, wait| overlaid(stretches, wait, now))
}

/// With whom a case is after a fact: none once it is closed. `None` for a fact that turns no clock.
fn next(turn: &Turn, is_closed: bool) -> Option<Option<With>> {
    use EventKind as K;
    if let Some(state) = turn.moved_to {
        // Our own closure ends it as the council's does; a case that is opened again is ours until it goes elsewhere.
        let opens = is_closed && !state.is_closed();
        return if state.is_closed() { Some(None) } else { opens.then_some(Some(With::Us)) };
    }
    match turn.kind {
        K::Referral | K::ReportSent => Some(Some(With::council())),
        // What was asked of us is ours until it was answered.
        K::LaPending if turn.decision == Some(LaDecision::InfoRequested) => Some(Some(With::Us)),
        K::LaDecision => Some(Some(With::council())),
        K::EnquiryAsked => Some(Some(turn.to.clone().unwrap_or_else(With::council))),
        K::CouncilResponse => turn.to.clone().map(Some),
        K::LaNoEnquiry | K::InternalDecision | K::PlanAgreed => Some(Some(With::Us)),
        K::LaClosure | K::LaTransfer => Some(None),
        _ => None,
    }
}

/// Lays a wait over the stretches: what it covers is time with that body.
fn overlaid(stretches: Vec<Stretch>, wait: &Waiting, now: DateTime<Utc>) -> Vec<Stretch> {
    let (since, ended) = (moment(&wait.since), wait.ended.as_ref().map(moment));
    let mut laid = Vec::with_capacity(stretches.len() + 2);
    for stretch in stretches {
        let end = stretch.to.unwrap_or(now);
        let (first, last) = (since.max(stretch.from), ended.unwrap_or(now).min(end));
        if first >= last {
            laid.push(stretch);
            continue;
        }
        if stretch.from < first {
            laid.push(Stretch { to: Some(first), ..stretch.clone() });
        }
        let lasts = last == end && stretch.to.is_none() && ended.is_none();
        laid.push(Stretch {
            with: wait.with.clone(),
            from: first,
            to: (!lasts).then_some(last),
            because: wait.because.clone(),
        });
        if last < end {
            laid.push(Stretch { from: last, ..stretch });
        }
    }
    laid
}

/// How long each body had the case, ours first, then the longest.
#[must_use]
pub fn totals(stretches: &[Stretch], now: DateTime<Utc>) -> Vec<(With, TimeDelta)> {
    let mut totals: Vec<(With, TimeDelta)> = vec![(With::Us, TimeDelta::zero())];
    for stretch in stretches {
        let length = stretch.length(now);
        match totals.iter_mut().find(|(with, _)| *with == stretch.with) {
            Some((_, total)) => *total += length,
            None => totals.push((stretch.with.clone(), length)),
        }
    }
    if let Some(others) = totals.get_mut(1..) {
        others.sort_by_key(|(_, length)| std::cmp::Reverse(*length));
    }
    totals
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may panic
    use super::*;

    fn at(text: &str) -> FactTime {
        crate::time::parse_when(text).unwrap()
    }

    fn turn(when: &str, kind: EventKind) -> Turn {
        Turn { at: at(when), kind, decision: None, to: None, moved_to: None, because: kind.label().to_owned() }
    }

    fn moved(when: &str, to: CaseState) -> Turn {
        Turn { moved_to: Some(to), ..turn(when, EventKind::Note) }
    }

    #[test]
    fn our_own_closure_ends_it_and_reopening_makes_it_ours_again() {
        let aware = at("2026-02-07T13:05");
        let mut turns =
            vec![turn("2026-02-08", EventKind::InternalDecision), moved("2026-03-01", CaseState::ClosedInternally)];
        let run = stretches(&aware, &turns, &[], now());
        assert_eq!(run.last().unwrap().to, Some(moment(&at("2026-03-01"))));
        turns.push(moved("2026-04-01", CaseState::ManagedInternally));
        let run = stretches(&aware, &turns, &[], now());
        assert_eq!((run.len(), run[1].from, run[1].to), (2, moment(&at("2026-04-01")), None));
    }

    #[test]
    fn a_closure_of_a_day_comes_after_a_report_of_that_day() {
        let turns = [
            turn("2026-02-08", EventKind::Referral),
            turn("2026-03-09", EventKind::LaClosure),
            turn("2026-03-09T10:00", EventKind::ReportSent),
        ];
        let run = stretches(&at("2026-02-07T13:05"), &turns, &[], now());
        assert!(run.iter().all(|stretch| stretch.to.is_some()), "{run:?}");
    }

    fn now() -> DateTime<Utc> {
        moment(&at("2026-11-25T09:00"))
    }

    // Domain 7.1, by hand: with us 13:05-14:30 on 7 February (85 min); with the council until 10 February 00:00, when we
    // were asked to enquire; with us until the report on 9 March 15:00; with the council until its closure on 17 March 11:30.
    #[test]
    fn each_body_is_given_its_own_time() {
        let turns = [
            turn("2026-02-07T14:30", EventKind::Referral),
            turn("2026-02-10", EventKind::LaDecision),
            Turn { to: Some(With::Us), ..turn("2026-02-10", EventKind::EnquiryAsked) },
            turn("2026-03-09T15:00", EventKind::ReportSent),
            turn("2026-03-17T11:30", EventKind::LaClosure),
        ];
        let stretches = stretches(&at("2026-02-07T13:05"), &turns, &[], now());
        let with: Vec<&With> = stretches.iter().map(|stretch| &stretch.with).collect();
        let council = With::council();
        assert_eq!(with, [&With::Us, &council, &With::Us, &council]);
        let totals = totals(&stretches, now());
        let hours = |with: &With| totals.iter().find(|(who, _)| who == with).unwrap().1.num_minutes();
        assert_eq!(hours(&With::Us), 85 + (27 * 24 + 15) * 60);
        assert_eq!(hours(&council), (57 * 60 + 30) + (7 * 24 + 20) * 60 + 30);
    }

    #[test]
    fn a_wait_for_the_police_is_not_ours() {
        let waits = [Waiting {
            since: at("2026-02-08T09:00"),
            ended: Some(at("2026-02-10T09:00")),
            with: With::Other("Police".into()),
            because: "Agreement to interview".into(),
        }];
        let stretches =
            stretches(&at("2026-02-07T09:00"), &[turn("2026-02-12T09:00", EventKind::LaClosure)], &waits, now());
        let lengths: Vec<i64> = stretches.iter().map(|stretch| stretch.length(now()).num_days()).collect();
        assert_eq!(lengths, [1, 2, 2]);
        assert_eq!(stretches[1].with, With::Other("Police".into()));
        assert!(stretches.iter().all(|stretch| stretch.to.is_some()));
    }

    #[test]
    fn a_case_that_still_waits_runs_on_with_whoever_has_it() {
        let stretches =
            stretches(&at("2026-11-24T09:00"), &[turn("2026-11-24T10:00", EventKind::Referral)], &[], now());
        assert_eq!(stretches.last().unwrap().to, None);
        assert_eq!(stretches.last().unwrap().length(now()), TimeDelta::hours(23));
    }
}
