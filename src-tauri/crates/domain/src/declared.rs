//! How a measure's comparison is declared: what is aimed for, when it is looked at, what is left out.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::{
    UserId,
    calendar::BankHolidays,
    indicator::{Direction, Every, IndicatorKind},
    problem::Problems,
};

/// What a measure is, as the library had it when the measure was added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Defined {
    /// Which way is better.
    pub direction: Direction,
    /// What kind of number.
    pub kind: IndicatorKind,
    /// The unit in words.
    pub unit: String,
}

/// Which of the recorded checks a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum CheckKind {
    /// One of at most two on the way.
    Interim,
    /// The final one.
    Final,
}

impl CheckKind {
    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Interim => "Interim check",
            Self::Final => "Final check",
        }
    }
}

/// A day on which it was said beforehand that the measure would be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckDate {
    /// The day.
    pub on: NaiveDate,
    /// Which check.
    pub kind: CheckKind,
}

/// A period left out of the comparison.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exclusion {
    /// First day of the period.
    pub start: NaiveDate,
    /// Why.
    pub reason: String,
    /// By whom.
    pub by: UserId,
    /// On what day.
    pub on: NaiveDate,
}

/// New limits for a chart from a known change on. The old ones stay drawn; the comparison keeps its baseline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecalculationRecord {
    /// The change from which the new limits count.
    pub from: NaiveDate,
    /// Why.
    pub reason: String,
    /// By whom.
    pub by: UserId,
    /// On what day.
    pub on: NaiveDate,
    /// Centre and limits before, as they were printed.
    pub old_limits: String,
    /// Centre and limits from then on, as they were printed.
    pub new_limits: String,
}

/// A chart chosen by a person in place of the one the method chooses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum ChartOverride {
    /// Run chart about the median.
    Run,
    /// Individuals and moving range.
    Xmr,
    /// Counts.
    C,
    /// Rates.
    U,
    /// Rates, with limits as wide as the points vary.
    UPrime,
    /// Proportions.
    P,
    /// Proportions, with limits as wide as the points vary.
    PPrime,
}

impl ChartOverride {
    /// Every chart that can be chosen.
    pub const ALL: [Self; 7] = [Self::Run, Self::Xmr, Self::C, Self::U, Self::UPrime, Self::P, Self::PPrime];

    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Run => "Run chart about the median",
            Self::Xmr => "XmR chart",
            Self::C => "c chart, of counts",
            Self::U => "u chart, of rates",
            Self::UPrime => "u\u{2032} chart, limits as wide as the points vary",
            Self::P => "p chart, of percentages",
            Self::PPrime => "p\u{2032} chart, limits as wide as the points vary",
        }
    }

    /// Whether it can be drawn of such numbers.
    #[must_use]
    pub const fn suits(self, kind: IndicatorKind) -> bool {
        match self {
            Self::Run | Self::Xmr => true,
            Self::C | Self::U | Self::UPrime => matches!(kind, IndicatorKind::Count),
            Self::P | Self::PPrime => matches!(kind, IndicatorKind::Proportion),
        }
    }
}

/// How the comparison of a measure is made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Declared {
    /// The rate aimed for, as a percentage of the rate before: 50 for a halving. For a measure of which more is
    /// better, the rate before as a percentage of the one aimed for.
    pub target_percent: u8,
    /// A value to be reached, in thousandths of the unit charted; none where none was set.
    pub target_thousandths: Option<i64>,
    /// Periods from the change on that belong to neither side.
    pub transition_periods: u8,
    /// First days of the periods that prompted the action.
    pub trigger_periods: Vec<NaiveDate>,
    /// Days on which it will be looked at.
    pub checks: Vec<CheckDate>,
    /// The day on which those were last recorded.
    pub checks_declared_on: Option<NaiveDate>,
    /// The day on which a baseline declared before was declared anew.
    pub baseline_changed_on: Option<NaiveDate>,
    /// The measure follows the seasons.
    pub seasonal: bool,
    /// The people of before and after are different ones, or are linked one by one.
    pub independent: bool,
    /// Compared with the same weeks or months of the year before.
    pub matched: bool,
    /// The chart, where a person chose another than the method.
    pub chart: Option<ChartOverride>,
    /// The people of two rounds that are not linked one by one are declared to be different ones.
    pub different_people: bool,
    /// The smallest gain of scores or times that matters, in thousandths of their unit (of an hour for times); for
    /// answers, how much oftener an answer is above one before than below it. None where none was declared.
    pub smallest_gain_thousandths: Option<i64>,
    /// Periods left out.
    pub exclusions: Vec<Exclusion>,
    /// New limits of the chart.
    pub recalculations: Vec<RecalculationRecord>,
}

impl Default for Declared {
    fn default() -> Self {
        Self {
            target_percent: 50,
            target_thousandths: None,
            transition_periods: 0,
            trigger_periods: Vec::new(),
            checks: Vec::new(),
            checks_declared_on: None,
            baseline_changed_on: None,
            seasonal: false,
            independent: true,
            matched: false,
            chart: None,
            different_people: false,
            smallest_gain_thousandths: None,
            exclusions: Vec::new(),
            recalculations: Vec::new(),
        }
    }
}

impl Declared {
    /// The value to be reached, in the unit charted.
    #[must_use]
    pub fn target_value(&self) -> Option<f64> {
        #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
        self.target_thousandths.map(|thousandths| thousandths as f64 / 1000.0)
    }

    /// The smallest gain of scores or times that matters, in their unit.
    #[must_use]
    pub fn smallest_gain(&self) -> Option<f64> {
        #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
        self.smallest_gain_thousandths.map(|thousandths| thousandths as f64 / 1000.0)
    }

    /// Whether check dates were recorded by the day of the change and still count.
    #[must_use]
    pub fn planned(&self, change_on: NaiveDate) -> bool {
        !self.checks.is_empty()
            && self.checks_declared_on.is_some_and(|on| on <= change_on)
            && !self.baseline_changed_late(change_on)
    }

    /// Whether what is declared for a change counts as judged afterwards: the change was made before today, and no
    /// check recorded beforehand counts.
    #[must_use]
    pub fn judged_afterwards(&self, change_on: NaiveDate, today: NaiveDate) -> bool {
        change_on < today && !self.planned(change_on)
    }

    /// Whether the baseline was declared anew after the change.
    #[must_use]
    pub fn baseline_changed_late(&self, change_on: NaiveDate) -> bool {
        self.baseline_changed_on.is_some_and(|on| on > change_on)
    }

    /// The reason a period is left out for; `None` for one that is not.
    #[must_use]
    pub fn excluded(&self, start: NaiveDate) -> Option<&Exclusion> {
        self.exclusions.iter().find(|exclusion| exclusion.start == start)
    }

    /// Says what is wrong, field by field.
    pub(crate) fn check(&self, every: Every, change_on: Option<NaiveDate>, problems: &mut Problems) {
        if !(1..=95).contains(&self.target_percent) {
            problems.add("target_percent", "The aim is a percentage of the rate before, from 1 to 95.");
        }
        if self.smallest_gain_thousandths.is_some_and(|gain| gain <= 0) {
            problems.add("smallest_gain", "The smallest gain that matters is a number above 0, such as 0.5.");
        }
        if self.transition_periods > 26 {
            problems.add("transition_periods", "At most 26 periods may belong to neither side.");
        }
        let of = |kind| self.checks.iter().filter(move |check| check.kind == kind);
        if of(CheckKind::Interim).count() > 2 {
            problems.add("checks", "At most two interim checks can be planned, and one final one.");
        }
        if let Some(last) = of(CheckKind::Final).map(|check| check.on).min()
            && of(CheckKind::Interim).any(|check| check.on >= last)
        {
            problems.add("checks", "The interim checks come before the final one.");
        }
        if !self.checks.is_empty() {
            match change_on {
                None => problems.add("checks", "Say when the change is made first: checks count from it."),
                Some(change) if self.checks.iter().any(|check| check.on <= change) => {
                    problems.add("checks", "Checks come after the change.");
                }
                Some(_) => {}
            }
        }
        let mut days: Vec<NaiveDate> = self.checks.iter().map(|check| check.on).collect();
        days.sort_unstable();
        if days.windows(2).any(|pair| pair[0] == pair[1]) {
            problems.add("checks", "Two checks are on one day.");
        }
        if self.trigger_periods.iter().any(|start| every.start_of(*start) != *start) {
            problems.add("trigger_periods", "A period that prompted the action is named by its first day.");
        }
    }
}

/// The usual checks of a change: 4 and 12 weeks (interim) and 26 weeks (final) from the first day of the first
/// period after it, each moved to the next working day where it falls on none.
#[must_use]
pub fn usual_checks(
    change_on: NaiveDate,
    every: Every,
    transition_periods: u8,
    holidays: &BankHolidays,
) -> Vec<CheckDate> {
    let mut first = every.start_of(change_on);
    if first < change_on {
        first = every.next(first);
    }
    for _ in 0..transition_periods {
        first = every.next(first);
    }
    [(4, CheckKind::Interim), (12, CheckKind::Interim), (26, CheckKind::Final)]
        .into_iter()
        .map(|(weeks, kind)| {
            let mut on = first + Days::new(7 * weeks);
            while !holidays.is_working_day(on) {
                on = on + Days::new(1);
            }
            CheckDate { on, kind }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may panic
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// 9 February 2026 is a Monday; 4 May 2026, 12 weeks on, is the early May bank holiday.
    #[test]
    fn checks_that_fall_on_a_bank_holiday_move_to_the_next_working_day() {
        let holidays = BankHolidays::built_in().unwrap();
        let days: Vec<_> =
            usual_checks(day("2026-02-09"), Every::Week, 0, &holidays).into_iter().map(|check| check.on).collect();
        assert_eq!(days, [day("2026-03-09"), day("2026-05-05"), day("2026-08-10")]);
        // A change inside a week, and one week of transition: counted from the second Monday after it.
        let days: Vec<_> =
            usual_checks(day("2026-02-11"), Every::Week, 1, &holidays).into_iter().map(|check| check.on).collect();
        assert_eq!(days[0], day("2026-02-23") + Days::new(28));
    }

    #[test]
    fn checks_recorded_after_the_change_are_not_planned() {
        let checks = vec![CheckDate { on: day("2026-08-10"), kind: CheckKind::Final }];
        let declared =
            |on: &str| Declared { checks: checks.clone(), checks_declared_on: Some(day(on)), ..Declared::default() };
        assert!(declared("2026-02-08").planned(day("2026-02-09")));
        assert!(!declared("2026-02-10").planned(day("2026-02-09")));
        let late = Declared { baseline_changed_on: Some(day("2026-03-01")), ..declared("2026-02-08") };
        assert!(!late.planned(day("2026-02-09")));
    }
}
