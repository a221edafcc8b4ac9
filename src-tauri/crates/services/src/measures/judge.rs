//! The verdicts on a measure: the declared change first, then every other dated change.

use chrono::NaiveDate;
use domain::{
    declared::{CheckDate, CheckKind},
    indicator::{Direction as Better, Every, IndicatorKind},
};
use measures::{
    ChangeDate, ComparisonError, CountQuestion, CountSeries, CountVerdict, DateRange, Direction, InterruptedSeries,
    PeriodLength, PeriodState, PlannedCheck, ProportionVerdict, Sides, Sustained, SustainedCheck, SustainedState,
    Verdict, count_verdict, proportion_verdict, sustained,
};
use serde::{Deserialize, Serialize};

use super::{
    analysis::{Analysis, MeasureFacts},
    people::PeopleFound,
};
use crate::verdict_words::{
    self, CaveatLine, Facts, Names, PeopleWords, WorkingRow, caveat_lines, code, count_sentence, count_working,
    error_sentence, people_sentence, people_working, proportion_sentence, proportion_working, settle_sentence,
    with_article,
};

/// What the engine found, or why it found nothing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "found")]
pub(crate) enum Outcome {
    /// On counts.
    Count(Box<CountVerdict>),
    /// On proportions.
    Proportion(Box<ProportionVerdict>),
    /// On rounds of people's results.
    People(Box<PeopleFound>),
    /// The data allow no verdict; the fault's code.
    Refused(String),
}

/// Everything that is kept of a verdict.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Kept {
    /// What was found.
    pub outcome: Outcome,
    /// Whether it held, at each of the three dates.
    pub sustained: Vec<Sustained>,
    /// Step and slope, where they may be fitted; never the verdict by themselves.
    pub step: Option<InterruptedSeries>,
}

/// Which look at which change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    /// At the declared change, as of now.
    Now,
    /// At the declared change, at a recorded check: periods that had ended by then.
    Check(CheckDate),
    /// At another dated change, against everything before it.
    Other,
}

/// A verdict that there is to be.
#[derive(Debug, Clone)]
pub(crate) struct Wanted {
    /// The change.
    pub change: ChangeDate,
    /// Which look.
    pub look: Look,
    /// The day up to which periods are counted.
    pub as_of: NaiveDate,
}

impl Wanted {
    /// The recorded check that it belongs to.
    pub(crate) fn check_on(&self) -> Option<NaiveDate> {
        match self.look {
            Look::Check(check) => Some(check.on),
            Look::Now | Look::Other => None,
        }
    }
}

/// One verdict with the names it is spoken in.
#[derive(Debug, Clone)]
pub(crate) struct Judged {
    /// The change.
    pub change: ChangeDate,
    /// Which look it is.
    pub look: Look,
    /// What was found.
    pub kept: Kept,
    names: Names,
}

impl Judged {
    /// Puts a verdict together.
    pub(crate) fn of(change: ChangeDate, look: Look, kept: Kept, names: Names) -> Self {
        Self { change, look, kept, names }
    }

    /// What a sentence on rounds speaks of.
    pub(crate) fn people_words<'a>(&'a self, people: &'a PeopleFound) -> PeopleWords<'a> {
        PeopleWords { names: &self.names, found: &people.found, kind: people.kind }
    }

    /// The verdict, where there is one.
    pub(crate) fn verdict(&self) -> Option<Verdict> {
        match &self.kept.outcome {
            Outcome::Count(found) => Some(found.verdict),
            Outcome::Proportion(found) => Some(found.verdict),
            Outcome::People(people) => Some(people.found.verdict),
            Outcome::Refused(_) => None,
        }
    }

    /// Whether it rests on periods, and not on rounds.
    pub(crate) fn is_of_periods(&self) -> bool {
        matches!(self.kept.outcome, Outcome::Count(_) | Outcome::Proportion(_))
    }

    /// The periods of both sides, where it rests on such.
    pub(crate) fn sides(&self) -> Option<&Sides> {
        match &self.kept.outcome {
            Outcome::Count(found) => Some(&found.sides),
            Outcome::Proportion(found) => found.sides.as_ref(),
            Outcome::People(_) | Outcome::Refused(_) => None,
        }
    }

    /// The verdict's code.
    pub(crate) fn verdict_code(&self) -> Option<String> {
        self.verdict().map(code)
    }

    /// The verdict as it is shown.
    pub(crate) fn label(&self) -> &'static str {
        self.verdict().map_or("No verdict", verdict_words::label)
    }

    /// The verdict in a sentence or two.
    pub(crate) fn sentence(&self) -> String {
        match &self.kept.outcome {
            Outcome::Count(found) => count_sentence(&self.names, found),
            Outcome::Proportion(found) => proportion_sentence(&self.names, found),
            Outcome::People(people) => people_sentence(&self.people_words(people)),
            Outcome::Refused(fault) => error_sentence(fault),
        }
    }

    /// What has to be said beside it.
    pub(crate) fn caveats(&self) -> Vec<CaveatLine> {
        match &self.kept.outcome {
            Outcome::Count(found) => caveat_lines(&Facts::of_counts(&self.names, found), &found.caveats),
            Outcome::Proportion(found) => caveat_lines(&Facts::of_proportions(&self.names, found), &found.caveats),
            Outcome::People(people) => {
                caveat_lines(&Facts::of_people(&self.names, &people.found), &people.found.caveats)
            }
            Outcome::Refused(_) => Vec::new(),
        }
    }

    /// Every figure behind it.
    pub(crate) fn working(&self) -> Vec<WorkingRow> {
        let mut rows = match &self.kept.outcome {
            Outcome::Count(found) => count_working(&self.names, found),
            Outcome::Proportion(found) => proportion_working(&self.names, found),
            Outcome::People(people) => people_working(&self.people_words(people), people.before_on, people.after_on),
            Outcome::Refused(_) => Vec::new(),
        };
        if let Some(step) = &self.kept.step {
            let at = rows.len().saturating_sub(1);
            rows.insert(at, verdict_words::step_row(&self.names, step));
        }
        rows
    }

    /// What would settle an open question.
    pub(crate) fn settle(&self) -> Option<String> {
        match &self.kept.outcome {
            Outcome::Count(found) => settle_sentence(&self.names, found),
            _ => None,
        }
    }

    /// Whether the two latest checks that were due slip, or one is lost: "worked" is then withdrawn.
    pub(crate) fn not_held(&self) -> bool {
        let asked: Vec<SustainedState> = self.kept.sustained.iter().map(|s| s.state).collect();
        asked.contains(&SustainedState::Lost)
            || asked.windows(2).any(|two| two == [SustainedState::Slipping, SustainedState::Slipping])
    }
}

/// The engine's word for a period's length.
pub(crate) const fn length(every: Every) -> PeriodLength {
    match every {
        Every::Day => PeriodLength::Day,
        Every::Week => PeriodLength::Week,
        Every::Month => PeriodLength::Month,
        Every::Quarter => PeriodLength::Quarter,
    }
}

/// The engine's direction; `None` for what is only watched.
pub(crate) const fn direction(better: Better) -> Option<Direction> {
    match better {
        Better::Lower => Some(Direction::LowerIsBetter),
        Better::Higher => Some(Direction::HigherIsBetter),
        Better::Watch => None,
    }
}

/// The names of a measure and a change.
pub(crate) fn names_of(facts: &MeasureFacts, change: &ChangeDate, direction: Direction) -> Names {
    let indicator = &facts.indicator;
    Names {
        measure: indicator.name.clone(),
        many: indicator.events_many.clone(),
        exposure: indicator.exposure_many.clone(),
        per: indicator.per,
        every: facts.measure.record.every,
        direction,
        change: with_article(&change.label),
        change_on: change.on,
    }
}

/// A series, the changes around it and the day up to which it is judged.
pub(crate) struct Asked<'a> {
    pub facts: &'a MeasureFacts,
    pub series: &'a CountSeries,
    pub changes: &'a [ChangeDate],
    pub today: NaiveDate,
    /// The reporting panel raised a flag.
    pub reporting_flag: bool,
}

impl<'a> Asked<'a> {
    /// Asks about an analysed measure.
    pub(crate) fn new(facts: &'a MeasureFacts, analysis: &'a Analysis, today: NaiveDate) -> Self {
        Self { facts, series: &analysis.series, changes: &analysis.changes, today, reporting_flag: false }
    }

    /// The same question, with what the reporting panel says.
    pub(crate) const fn with_reporting(&self, reporting_flag: bool) -> Self {
        Self { facts: self.facts, series: self.series, changes: self.changes, today: self.today, reporting_flag }
    }

    /// The day up to which periods are counted: the last that ended by today, or the last recorded check.
    pub(crate) fn as_of(&self) -> NaiveDate {
        let ended = self.ends().filter(|end| *end <= self.tomorrow()).max();
        let checked = self.due_checks().map(|check| check.on).max();
        ended.into_iter().chain(checked).max().unwrap_or(self.today)
    }

    fn tomorrow(&self) -> NaiveDate {
        self.today.succ_opt().unwrap_or(self.today)
    }

    fn ends(&self) -> impl Iterator<Item = NaiveDate> {
        self.series.periods().iter().map(|period| period.end)
    }

    /// Recorded checks whose day has come.
    pub(crate) fn due_checks(&self) -> impl Iterator<Item = CheckDate> {
        self.planned_checks().filter(|check| check.on <= self.today)
    }

    /// The recorded check that a look today is: its day has come, and no period has ended since.
    fn check_now(&self) -> Option<CheckDate> {
        let latest = self.due_checks().max_by_key(|check| check.on)?;
        let since = self.ends().any(|end| end > latest.on && end <= self.tomorrow());
        (!since).then_some(latest)
    }

    /// Whether a verdict can be asked for at all: a direction, and counts or proportions.
    fn askable(&self) -> Option<Direction> {
        let kind = self.facts.indicator.kind;
        let proportion_without = kind == IndicatorKind::Proportion
            && self.series.periods().iter().any(|p| p.state == PeriodState::Observed && p.exposure.is_none());
        if !matches!(kind, IndicatorKind::Count | IndicatorKind::Proportion) || proportion_without {
            return None;
        }
        direction(self.facts.indicator.direction)
    }

    /// Every verdict that there is to be: on the declared change now and at each recorded check whose day has come,
    /// and on every other dated change. None for what is only watched, or while nothing is entered.
    pub(crate) fn wanted(&self) -> Vec<Wanted> {
        if self.askable().is_none() || self.series.periods().is_empty() {
            return Vec::new();
        }
        let as_of = self.as_of();
        let mut wanted = Vec::new();
        let declared = self.facts.measure.record.change_on;
        if let Some(on) = declared {
            let named = self.changes.iter().find(|change| change.on == on);
            let change = ChangeDate { label: named.map(|change| change.label.clone()).unwrap_or_default(), on };
            let mut checks: Vec<CheckDate> = self.due_checks().collect();
            checks.sort_by_key(|check| check.on);
            wanted.push(Wanted { change: change.clone(), look: Look::Now, as_of });
            wanted.extend(checks.into_iter().map(|check| Wanted {
                change: change.clone(),
                look: Look::Check(check),
                as_of: check.on,
            }));
        }
        let others = self.changes.iter().filter(|change| Some(change.on) != declared);
        wanted.extend(others.map(|change| Wanted { change: change.clone(), look: Look::Other, as_of }));
        wanted
    }

    /// Works a verdict out.
    pub(crate) fn judge(&self, wanted: &Wanted) -> Option<Judged> {
        let kept = match wanted.look {
            Look::Now => self.found(wanted, self.check_now(), self.series)?,
            Look::Other => self.found(wanted, None, self.series)?,
            Look::Check(check) => {
                let ended = self.series.periods().iter().filter(|period| period.end <= check.on).cloned().collect();
                self.found(wanted, Some(check), &CountSeries::new(ended).ok()?)?
            }
        };
        self.with_names(wanted, kept)
    }

    /// A verdict as it would be with a series that is supposed, which ends on `end`.
    pub(crate) fn judge_supposed(&self, wanted: &Wanted, series: &CountSeries, end: NaiveDate) -> Option<Judged> {
        let check = self.planned_checks().find(|check| check.kind == CheckKind::Final && self.falls_on(check.on, end));
        let kept = self.found(wanted, check, series)?;
        self.with_names(wanted, kept)
    }

    /// Whether the recorded final check looks at periods up to `end` and no further.
    pub(crate) fn is_final_on(&self, end: NaiveDate) -> bool {
        self.planned_checks().any(|check| check.kind == CheckKind::Final && self.falls_on(check.on, end))
    }

    fn falls_on(&self, check: NaiveDate, end: NaiveDate) -> bool {
        end <= check && self.facts.measure.record.every.next(end) > check
    }

    fn planned_checks(&self) -> impl Iterator<Item = CheckDate> {
        let record = &self.facts.measure.record;
        let counted = record.change_on.is_some_and(|change| record.declared.planned(change));
        record.declared.checks.iter().copied().filter(move |_| counted)
    }

    /// A verdict with the names of what it speaks of.
    pub(crate) fn with_names(&self, wanted: &Wanted, kept: Kept) -> Option<Judged> {
        let names = names_of(self.facts, &wanted.change, self.askable()?);
        Some(Judged { change: wanted.change.clone(), look: wanted.look, kept, names })
    }

    fn found(&self, wanted: &Wanted, check: Option<CheckDate>, series: &CountSeries) -> Option<Kept> {
        let direction = self.askable()?;
        let change = &wanted.change;
        let declared = wanted.look != Look::Other;
        let settings = &self.facts.measure.record.declared;
        let record = &self.facts.measure.record;
        let planned = declared && settings.planned(change.on);
        let others: Vec<NaiveDate> = self.changes.iter().map(|other| other.on).filter(|on| *on != change.on).collect();
        let baseline = record.baseline_from.zip(record.baseline_to).map(|(first, last)| DateRange { first, last });
        let blank = CountQuestion::new(series, length(record.every), direction, change.on);
        let question = CountQuestion {
            baseline: baseline.filter(|_| declared),
            washout_periods: if declared { usize::from(settings.transition_periods) } else { 0 },
            target_ratio: f64::from(settings.target_percent) / 100.0,
            check: check.map_or(PlannedCheck::None, |check| self.kind_of(check)),
            checks_recorded: planned,
            final_check_on: settings
                .checks
                .iter()
                .filter(|c| planned && c.kind == CheckKind::Final)
                .map(|c| c.on)
                .min(),
            trigger_periods: if declared { &settings.trigger_periods } else { &[] },
            other_changes: &others,
            seasonal: settings.seasonal,
            independent: settings.independent,
            reporting_flag: self.reporting_flag,
            baseline_changed_late: declared && settings.baseline_changed_late(change.on),
            matched: settings.matched,
            ..blank
        };
        Some(found(&question, self.facts.indicator.kind))
    }

    /// A check after the final one is another chance to be wrong, and is called so.
    pub(crate) fn kind_of(&self, check: CheckDate) -> PlannedCheck {
        let checks = &self.facts.measure.record.declared.checks;
        let final_on = checks.iter().filter(|c| c.kind == CheckKind::Final).map(|c| c.on).min();
        match check.kind {
            CheckKind::Interim => PlannedCheck::Interim,
            CheckKind::Final if final_on.is_some_and(|first| check.on > first) => PlannedCheck::AfterFinal,
            CheckKind::Final => PlannedCheck::Final,
        }
    }
}

/// Asks the engine.
pub(crate) fn found(question: &CountQuestion<'_>, kind: IndicatorKind) -> Kept {
    if kind != IndicatorKind::Proportion {
        return counts(question);
    }
    let outcome = match proportion_verdict(question) {
        Ok(found) => Outcome::Proportion(Box::new(found)),
        Err(error) => Outcome::Refused(error.code().to_owned()),
    };
    Kept { outcome, sustained: Vec::new(), step: None }
}

fn counts(question: &CountQuestion<'_>) -> Kept {
    let found = match count_verdict(question) {
        Ok(found) => found,
        Err(error) => {
            let fault = match error {
                ComparisonError::Data(error) => error.code(),
                ComparisonError::Beta(_) => "not_converged",
            };
            return Kept { outcome: Outcome::Refused(fault.to_owned()), sustained: Vec::new(), step: None };
        }
    };
    let checks = [SustainedCheck::ThreeMonths, SustainedCheck::SixMonths, SustainedCheck::TwelveMonths];
    let sustained = checks.into_iter().filter_map(|check| sustained(question, check).ok()).collect();
    Kept { sustained, step: step(&found), outcome: Outcome::Count(Box::new(found)) }
}

/// Step and slope over both sides, where there are enough periods and events.
fn step(found: &CountVerdict) -> Option<InterruptedSeries> {
    let (before, after) = (&found.sides.before, &found.sides.after);
    let first = before.used.first()?.slot;
    let periods: Vec<measures::SlotCount> = before
        .used
        .iter()
        .chain(&after.used)
        .map(|p| measures::SlotCount {
            slot: u32::try_from(p.slot - first).unwrap_or(u32::MAX),
            events: p.events,
            exposure: p.exposure,
        })
        .collect();
    let change = u32::try_from(after.used.first()?.slot - first).ok()?;
    measures::interrupted_series(&periods, change).ok()
}
