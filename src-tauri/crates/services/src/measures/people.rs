//! The verdict on rounds of people's results: which rounds are compared, and how.

use chrono::NaiveDate;
use domain::round::{RoundEntry, RoundKind, RoundRecord, RoundScale, RoundSide};
use measures::{
    AnswerScale, ChangeDate, Direction, PeopleQuestion, PeopleVerdict, PeopleVerdictError, PersonResult, PersonScore,
    PlannedCheck, Proportion, ScoreScale, TimeTaken, answers_verdict, durations_verdict, paired_verdict,
    same_people_verdict, two_groups_of_people_verdict, unpaired_verdict,
};
use serde::{Deserialize, Serialize};

use super::judge::{Asked, Judged, Kept, Look, Outcome, Wanted, direction, names_of};

/// Minutes in an hour, the unit in which times are compared.
const HOUR: f64 = 60.0;

/// A verdict on two rounds, with what sentences need beside it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct PeopleFound {
    /// What the engine found.
    pub found: PeopleVerdict,
    /// What was taken down.
    pub kind: RoundKind,
    /// The day of the round before.
    pub before_on: NaiveDate,
    /// The day of the round after.
    pub after_on: NaiveDate,
    /// The round after is a follow-up.
    pub follow_up: bool,
}

/// One side of a comparison of rounds.
#[derive(Debug, Clone)]
pub(crate) struct RoundsOfSide {
    /// The day of the round, or of the last of them.
    pub on: NaiveDate,
    /// Which side its round says that it is.
    pub side: RoundSide,
    /// Entries; of times, those of every round of the side.
    pub entries: Vec<RoundEntry>,
}

/// Two sides that can be compared.
#[derive(Debug, Clone)]
pub(crate) struct TwoSides {
    /// What was taken down.
    pub kind: RoundKind,
    /// The scale, where it has one.
    pub scale: Option<RoundScale>,
    /// Before.
    pub before: RoundsOfSide,
    /// After.
    pub after: RoundsOfSide,
}

/// How the people of two sides hang together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Linked {
    /// By their codes, one by one.
    ByCode,
    /// Every one has a code and none stands on both sides.
    Apart,
    /// It cannot be told.
    Unknown,
}

impl TwoSides {
    /// The newest round before a change and the newest after it, up to a day. Of times taken, every round of a side
    /// together: each holds other things; so of rounds that hold one case each (`one_by_one`). `None` unless both sides have
    /// one, of one kind and scale.
    pub(crate) fn of(
        rounds: &[RoundRecord],
        change: Option<NaiveDate>,
        until: NaiveDate,
        one_by_one: bool,
    ) -> Option<Self> {
        let standing =
            || rounds.iter().filter(|round| !round.removed && round.kind != RoundKind::EventDates && round.on <= until);
        let fits = |round: &&RoundRecord| match round.side {
            RoundSide::Before => change.is_none_or(|change| round.on <= change),
            RoundSide::After | RoundSide::FollowUp => change.is_none_or(|change| round.on >= change),
        };
        let is_before = |round: &&RoundRecord| round.side == RoundSide::Before;
        let after = standing().filter(fits).filter(|round| !is_before(round)).max_by_key(|round| round.on)?;
        let same = |round: &&RoundRecord| round.kind == after.kind && round.scale == after.scale;
        let before = standing().filter(fits).filter(is_before).filter(same).max_by_key(|round| round.on)?;
        let side = |newest: &RoundRecord, before: bool| RoundsOfSide {
            on: newest.on,
            side: newest.side,
            entries: if one_by_one || newest.kind == RoundKind::Durations {
                let all = standing().filter(fits).filter(same).filter(|round| is_before(round) == before);
                all.flat_map(|round| round.entries.iter().cloned()).collect()
            } else {
                newest.entries.clone()
            },
        };
        Some(Self { kind: after.kind, scale: after.scale, before: side(before, true), after: side(after, false) })
    }

    /// How the people of the two sides hang together.
    pub(crate) fn linked(&self) -> Linked {
        let codes = |side: &RoundsOfSide| -> Option<Vec<String>> {
            side.entries.iter().map(|entry| entry.code.clone()).collect()
        };
        let Some((before, after)) = codes(&self.before).zip(codes(&self.after)) else { return Linked::Unknown };
        if before.iter().any(|code| after.contains(code)) { Linked::ByCode } else { Linked::Apart }
    }
}

/// The rounds of a measure, asked about its declared change.
pub(crate) struct PeopleAsked<'a> {
    asked: &'a Asked<'a>,
    rounds: Vec<RoundRecord>,
    direction: Direction,
    change: NaiveDate,
}

impl<'a> PeopleAsked<'a> {
    /// Asks, where a change is declared and there are rounds on both sides of it.
    pub(crate) fn of(asked: &'a Asked<'a>, rounds: Vec<RoundRecord>) -> Option<Self> {
        let direction = direction(asked.facts.indicator.direction)?;
        let change = asked.facts.measure.record.change_on?;
        TwoSides::of(&rounds, Some(change), asked.today, asked.facts.indicator.from_cases.is_some())?;
        Some(Self { asked, rounds, direction, change })
    }

    /// The verdict on the declared change now, and at each recorded check by which there were rounds on both sides.
    pub(crate) fn wanted(&self) -> Vec<Wanted> {
        let named = self.asked.changes.iter().find(|change| change.on == self.change);
        let change =
            ChangeDate { label: named.map(|change| change.label.clone()).unwrap_or_default(), on: self.change };
        let due = || self.asked.due_checks();
        let newest = self.rounds.iter().filter(|round| round.on <= self.asked.today).map(|round| round.on).max();
        let as_of = newest.into_iter().chain(due().map(|check| check.on)).max().unwrap_or(self.asked.today);
        let mut wanted = vec![Wanted { change: change.clone(), look: Look::Now, as_of }];
        let mut checks: Vec<_> = due().filter(|check| self.sides(check.on).is_some()).collect();
        checks.sort_by_key(|check| check.on);
        wanted.extend(checks.into_iter().map(|check| Wanted {
            change: change.clone(),
            look: Look::Check(check),
            as_of: check.on,
        }));
        wanted
    }

    /// The two sides as they stood on a day.
    fn sides(&self, until: NaiveDate) -> Option<TwoSides> {
        TwoSides::of(&self.rounds, Some(self.change), until, self.asked.facts.indicator.from_cases.is_some())
    }

    /// Works a verdict out.
    pub(crate) fn judge(&self, wanted: &Wanted) -> Option<Judged> {
        let (until, check) = match wanted.look {
            Look::Check(check) => (check.on, Some(check)),
            Look::Now | Look::Other => {
                // Today's look is the latest recorded check where no round was held since.
                let latest = self.asked.due_checks().max_by_key(|check| check.on);
                (
                    self.asked.today,
                    latest.filter(|check| self.rounds.iter().all(|round| round.removed || round.on <= check.on)),
                )
            }
        };
        let sides = self.sides(until)?;
        let settings = &self.asked.facts.measure.record.declared;
        let question = PeopleQuestion {
            check: check.map_or(PlannedCheck::None, |check| self.asked.kind_of(check)),
            checks_recorded: settings.planned(self.change),
            reporting_flag: self.asked.reporting_flag,
            independent: settings.different_people || sides.linked() == Linked::Apart,
            smallest_gain: settings.smallest_gain(),
            scale: sides.scale.map(|scale| ScoreScale { lowest: units(scale.lowest), highest: units(scale.highest) }),
            ..PeopleQuestion::new(self.direction, days_between(self.change, sides.after.on))
        };
        let outcome = match found(&question, &sides) {
            Ok(found) => Outcome::People(Box::new(PeopleFound {
                found,
                kind: sides.kind,
                before_on: sides.before.on,
                after_on: sides.after.on,
                follow_up: sides.after.side == RoundSide::FollowUp,
            })),
            Err(error) => Outcome::Refused(error.code().to_owned()),
        };
        Some(self.with_names(wanted, Kept { outcome, sustained: Vec::new(), step: None }))
    }

    /// A verdict with the names of what it speaks of.
    pub(crate) fn with_names(&self, wanted: &Wanted, kept: Kept) -> Judged {
        let names = names_of(self.asked.facts, &wanted.change, self.direction);
        Judged::of(wanted.change.clone(), wanted.look, kept, names)
    }
}

#[expect(clippy::cast_precision_loss, reason = "days between two dates are far below 2^53")]
fn days_between(from: NaiveDate, to: NaiveDate) -> f64 {
    (to - from).num_days() as f64
}

/// Thousandths in their unit.
#[expect(clippy::cast_precision_loss, reason = "checked to be far below 2^53")]
pub(crate) fn units(thousandths: i64) -> f64 {
    thousandths as f64 / 1000.0
}

/// Minutes as hours.
#[expect(clippy::cast_precision_loss, reason = "checked to be far below 2^53")]
pub(crate) fn hours(minutes: i64) -> f64 {
    minutes as f64 / HOUR
}

/// Asks the engine.
fn found(question: &PeopleQuestion, sides: &TwoSides) -> Result<PeopleVerdict, PeopleVerdictError> {
    let (before, after) = (&sides.before.entries, &sides.after.entries);
    let linked = sides.linked() == Linked::ByCode;
    match sides.kind {
        RoundKind::Durations => durations_verdict(question, &times(before), &times(after)),
        RoundKind::Results if linked => same_people_verdict(question, &results(before), &results(after)),
        RoundKind::Results => two_groups_of_people_verdict(question, passes(before), passes(after)),
        RoundKind::Scores | RoundKind::Answers if linked => paired_verdict(question, &scores(before), &scores(after)),
        RoundKind::Answers => {
            let scale = sides.scale.map_or(AnswerScale { lowest: 1, highest: 5 }, |scale| AnswerScale {
                lowest: whole(scale.lowest),
                highest: whole(scale.highest),
            });
            answers_verdict(question, &answers(before), &answers(after), scale)
        }
        RoundKind::Scores | RoundKind::EventDates => {
            let values = |side: &[RoundEntry]| side.iter().map(|entry| units(entry.value)).collect::<Vec<_>>();
            unpaired_verdict(question, &values(before), &values(after))
        }
    }
}

/// A whole number from thousandths.
pub(crate) fn whole(thousandths: i64) -> i32 {
    i32::try_from(thousandths / 1000).unwrap_or(i32::MAX)
}

fn times(side: &[RoundEntry]) -> Vec<TimeTaken> {
    side.iter().map(|entry| TimeTaken { value: hours(entry.value), open: entry.open }).collect()
}

fn answers(side: &[RoundEntry]) -> Vec<i32> {
    side.iter().map(|entry| whole(entry.value)).collect()
}

fn results(side: &[RoundEntry]) -> Vec<PersonResult> {
    side.iter()
        .map(|entry| PersonResult { person: entry.code.clone().unwrap_or_default(), passed: entry.value > 0 })
        .collect()
}

fn scores(side: &[RoundEntry]) -> Vec<PersonScore> {
    side.iter()
        .map(|entry| PersonScore { person: entry.code.clone().unwrap_or_default(), value: units(entry.value) })
        .collect()
}

fn passes(side: &[RoundEntry]) -> Proportion {
    Proportion { num: side.iter().filter(|entry| entry.value > 0).count() as u64, den: side.len() as u64 }
}
