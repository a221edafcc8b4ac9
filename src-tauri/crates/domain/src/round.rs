//! Rounds of people's results, and what is known of the reporting behind a measure.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::{FieldProblem, MeasureId, RoundId, indicator::IndicatorKind, problem::Problems};

/// The canonical schema number of [`RoundRecord`].
pub const ROUND_SCHEMA: u32 = 1;
/// Most entries of one round.
pub const MOST_ENTRIES: usize = 1_000;
/// Longest time taken: ten years, in minutes. Longer is a wrong unit.
pub const LONGEST_MINUTES: i64 = 3_653 * 24 * 60;
/// Most answers of a short scale.
const MOST_ANSWERS: i64 = 7;
/// Longest code of a person.
const LONGEST_CODE: usize = 24;
/// Largest score, in thousandths.
const LARGEST: i64 = 1_000_000_000_000;
/// What a thousandth is one of.
pub const THOUSAND: i64 = 1_000;

/// Which side of a change a round lies on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum RoundSide {
    /// Before the change.
    Before,
    /// After it.
    After,
    /// Later again, to see whether it held.
    FollowUp,
}

impl RoundSide {
    /// Every side.
    pub const ALL: [Self; 3] = [Self::Before, Self::After, Self::FollowUp];

    /// The word kept in the store.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::After => "after",
            Self::FollowUp => "follow_up",
        }
    }

    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Before => "Before",
            Self::After => "After",
            Self::FollowUp => "Follow-up",
        }
    }
}

/// What was taken down of each person or thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum RoundKind {
    /// A score, in thousandths.
    Scores,
    /// An answer on a scale of a few steps, in thousandths.
    Answers,
    /// A pass (1,000) or a fail (0).
    Results,
    /// How long something took, in minutes.
    Durations,
    /// The day of a rare event, in days since 1 January 1970.
    EventDates,
}

impl RoundKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Scores, Self::Answers, Self::Results, Self::Durations, Self::EventDates];

    /// The word kept in the store.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Scores => "scores",
            Self::Answers => "answers",
            Self::Results => "results",
            Self::Durations => "durations",
            Self::EventDates => "event_dates",
        }
    }

    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Scores => "Scores",
            Self::Answers => "Survey answers",
            Self::Results => "Passes and fails",
            Self::Durations => "Times taken",
            Self::EventDates => "Dates of rare events",
        }
    }

    /// What can be taken down for a measure of a kind, the usual first.
    #[must_use]
    pub const fn of(kind: IndicatorKind) -> &'static [Self] {
        match kind {
            IndicatorKind::Count => &[Self::EventDates],
            IndicatorKind::Proportion => &[Self::Results, Self::Answers],
            IndicatorKind::Score => &[Self::Scores, Self::Answers],
            IndicatorKind::Duration => &[Self::Durations],
        }
    }

    /// Whether it has a lowest and a highest.
    #[must_use]
    pub const fn has_scale(self) -> bool {
        matches!(self, Self::Scores | Self::Answers)
    }

    /// What one entry is, and several.
    #[must_use]
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Scores => ("score", "scores"),
            Self::Answers => ("answer", "answers"),
            Self::Results => ("result", "results"),
            Self::Durations => ("time", "times"),
            Self::EventDates => ("event", "events"),
        }
    }
}

/// The lowest and the highest that can be scored or answered, in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundScale {
    /// The lowest.
    pub lowest: i64,
    /// The highest.
    pub highest: i64,
}

/// One person's result, one time taken, or one event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundEntry {
    /// Pseudonymous code, such as S-01; none where people are not told apart.
    pub code: Option<String>,
    /// The value, as its [`RoundKind`] says.
    pub value: i64,
    /// A time that is not over: the value is the time so far.
    #[serde(default)]
    pub open: bool,
}

/// One occasion on which people were scored, asked or assessed, as one revision keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundRecord {
    /// Identity.
    pub id: RoundId,
    /// The measure.
    pub measure_id: MeasureId,
    /// Which side of the change.
    pub side: RoundSide,
    /// The day; of times and events, the last day that they were collected for.
    pub on: NaiveDate,
    /// What was taken down.
    pub kind: RoundKind,
    /// The scale, where it has one.
    pub scale: Option<RoundScale>,
    /// Entries, in the order entered.
    pub entries: Vec<RoundEntry>,
    /// A remark.
    pub note: String,
    /// In the bin.
    pub removed: bool,
}

impl RoundRecord {
    /// Trims and folds the codes, and checks that every entry can be what it says.
    ///
    /// # Errors
    /// What is wrong, each with its row where it is one entry's.
    pub fn check(self, today: NaiveDate) -> Result<Self, Vec<FieldProblem>> {
        let rows: Vec<usize> = (1..=self.entries.len()).collect();
        self.check_numbered(today, &rows)
    }

    /// The same, where the entries stand in these rows of a form.
    ///
    /// # Errors
    /// As [`RoundRecord::check`].
    pub fn check_numbered(mut self, today: NaiveDate, rows: &[usize]) -> Result<Self, Vec<FieldProblem>> {
        let mut problems = Problems::new();
        if self.on > today {
            problems.add("on", "That day has not come yet. Give the day on which this was done.");
        }
        self.note = self.note.trim().to_owned();
        problems.at_most("note", &self.note, 2_000);
        let scale = self.checked_scale(&mut problems);
        if self.entries.is_empty() {
            problems.add("entries", "Nothing is entered yet. Enter at least one line.");
        }
        if self.entries.len() > MOST_ENTRIES {
            problems.add(
                "entries",
                format!(
                    "This round has {} lines; there is room for {MOST_ENTRIES}. Enter it as two rounds.",
                    self.entries.len()
                ),
            );
        }
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for (row, entry) in rows.iter().copied().zip(&mut self.entries) {
            match entry.code.take().map(|code| folded_code(&code)) {
                None => {}
                Some(Err(message)) => problems.add("entries", format!("Row {row}: {message}")),
                Some(Ok(None)) => {}
                Some(Ok(Some(code))) => {
                    if let Some(first) = seen.get(&code) {
                        problems.add(
                            "entries",
                            format!("Row {row}: {code} is in row {first} already. Keep the right one of the two."),
                        );
                    } else {
                        seen.insert(code.clone(), row);
                    }
                    entry.code = Some(code);
                }
            }
            if entry.open && self.kind != RoundKind::Durations {
                problems.add("entries", format!("Row {row}: only a time taken can be still open."));
            }
            if let Some(message) = wrong_value(self.kind, scale, entry.value, self.on) {
                problems.add("entries", format!("Row {row}: {message}"));
            }
        }
        problems.into_result()?;
        Ok(self)
    }

    fn checked_scale(&self, problems: &mut Problems) -> Option<RoundScale> {
        match (self.kind, self.scale) {
            (RoundKind::Results | RoundKind::Durations | RoundKind::EventDates, Some(_)) => {
                problems.add("scale", "Only scores and answers have a scale.");
                None
            }
            (RoundKind::Answers, None) => {
                problems.add("scale", "Say which answers there are, such as 1 to 5.");
                None
            }
            (_, None) => None,
            (_, Some(scale)) if scale.lowest >= scale.highest => {
                problems.add("scale", "The lowest of the scale is below its highest. Check the two.");
                None
            }
            (_, Some(scale)) if scale.lowest < -LARGEST || scale.highest > LARGEST => {
                problems.add("scale", "This scale is too large to be meant.");
                None
            }
            (RoundKind::Answers, Some(scale)) if scale.lowest % THOUSAND != 0 || scale.highest % THOUSAND != 0 => {
                problems.add("scale", "Answers are whole numbers, such as 1 to 5.");
                None
            }
            (RoundKind::Answers, Some(scale)) if scale.highest - scale.lowest >= MOST_ANSWERS * THOUSAND => {
                problems.add(
                    "scale",
                    format!("A question has at most {MOST_ANSWERS} answers. Enter a longer scale as scores."),
                );
                None
            }
            (_, scale) => scale,
        }
    }
}

/// Thousandths as they are typed: "4", "2.5".
#[must_use]
pub fn thousandths_text(value: i64) -> String {
    let (sign, size) = (if value < 0 { "-" } else { "" }, value.unsigned_abs());
    let text = format!("{sign}{}.{:03}", size / 1_000, size % 1_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The day of an event, from days since 1 January 1970.
#[must_use]
pub fn event_day(value: i64) -> Option<NaiveDate> {
    let days = u64::try_from(value).ok()?;
    NaiveDate::default().checked_add_days(Days::new(days))
}

/// Days since 1 January 1970.
#[must_use]
pub fn day_value(day: NaiveDate) -> i64 {
    (day - NaiveDate::default()).num_days()
}

fn wrong_value(kind: RoundKind, scale: Option<RoundScale>, value: i64, on: NaiveDate) -> Option<String> {
    let off = scale.filter(|scale| value < scale.lowest || value > scale.highest);
    match kind {
        RoundKind::Scores | RoundKind::Answers => match off {
            Some(scale) => Some(format!(
                "{} is not on the scale of {} to {}. Correct it, or the scale.",
                thousandths_text(value),
                thousandths_text(scale.lowest),
                thousandths_text(scale.highest)
            )),
            None if kind == RoundKind::Answers && value % THOUSAND != 0 => {
                Some(format!("{} is not one of the answers, which are whole numbers.", thousandths_text(value)))
            }
            None if value.unsigned_abs() > LARGEST.unsigned_abs() => {
                Some("this number is too large to be meant.".to_owned())
            }
            None => None,
        },
        RoundKind::Results => {
            (value != 0 && value != THOUSAND).then(|| "this is neither a pass nor a fail.".to_owned())
        }
        RoundKind::Durations if value < 0 => Some("a time cannot be less than nothing.".to_owned()),
        RoundKind::Durations => {
            (value > LONGEST_MINUTES).then(|| "this is longer than ten years. Check the unit.".to_owned())
        }
        RoundKind::EventDates => match event_day(value) {
            None => Some("this date is before 1970. Check the year.".to_owned()),
            Some(day) if day > on => Some(format!(
                "{} is after the day of the round, {}. Check one of the two.",
                crate::plain::date(day),
                crate::plain::date(on)
            )),
            Some(_) => None,
        },
    }
}

/// A code as it is kept: trimmed, in capitals, single spaces; none if blank.
///
/// # Errors
/// Why it cannot be one, in words: what looks like a person's name, or is too long.
pub fn folded_code(typed: &str) -> Result<Option<String>, String> {
    let words: Vec<&str> = typed.split_whitespace().collect();
    if words.is_empty() {
        return Ok(None);
    }
    if words.iter().filter(|word| is_part_of_a_name(word)).count() >= 2 {
        return Err(
            "this looks like a person\u{2019}s name. Give a code in its place, such as S-01, and keep the list of who \
             is who elsewhere."
                .to_owned(),
        );
    }
    let code = words.join(" ").to_uppercase();
    if code.chars().count() > LONGEST_CODE {
        return Err(format!("a code has at most {LONGEST_CODE} characters, such as S-01."));
    }
    Ok(Some(code))
}

/// Two letters or more, the first a capital: "Edna", "O'Neill", "ROWE".
fn is_part_of_a_name(word: &str) -> bool {
    let letters = |c: char| c.is_alphabetic() || matches!(c, '\'' | '\u{2019}' | '-');
    word.chars().filter(|c| c.is_alphabetic()).count() >= 2
        && word.chars().all(letters)
        && word.chars().next().is_some_and(char::is_uppercase)
}

/// The canonical schema number of [`ReportingRecord`].
pub const REPORTING_SCHEMA: u32 = 1;

/// What is known of reporting on one side of a change.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportingNumbers {
    /// Reports in which nobody was harmed.
    pub no_harm: u64,
    /// Reports in which somebody was.
    pub harm: u64,
    /// Periods for which a return was due.
    pub periods_due: u64,
    /// Of these, periods without one.
    pub periods_missing: u64,
    /// Periods returned with a count of 0.
    pub nil_periods: u64,
    /// Of these, periods whose nil was confirmed.
    pub nil_confirmed: u64,
    /// Median days from an event to its entry, in thousandths; none where it is not known.
    pub median_lag_thousandths: Option<i64>,
    /// Concerns that staff raised, where counted.
    pub concerns_raised: Option<u64>,
    /// The same thing counted by another source, if any.
    pub independent_count: Option<u64>,
}

/// What is known of the reporting behind a measure before and after its change, as one revision keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportingRecord {
    /// The measure.
    pub measure_id: MeasureId,
    /// Before.
    pub before: ReportingNumbers,
    /// After.
    pub after: ReportingNumbers,
    /// Which other source counts the same thing; blank for none.
    pub independent_source: String,
}

impl ReportingRecord {
    /// Checks that no part is larger than its whole.
    ///
    /// # Errors
    /// What contradicts what, by side and field.
    pub fn check(mut self) -> Result<Self, Vec<FieldProblem>> {
        let mut problems = Problems::new();
        self.independent_source = self.independent_source.trim().to_owned();
        problems.at_most("independent_source", &self.independent_source, 200);
        let fields = |before: bool| -> [&'static str; 4] {
            if before {
                ["before.periods_missing", "before.nil_confirmed", "before.nil_periods", "before.median_lag"]
            } else {
                ["after.periods_missing", "after.nil_confirmed", "after.nil_periods", "after.median_lag"]
            }
        };
        for (before, side) in [(true, &self.before), (false, &self.after)] {
            let [missing, confirmed, nil, lag] = fields(before);
            let name = if before { "Before" } else { "After" };
            if side.periods_missing > side.periods_due {
                problems.add(
                    missing,
                    format!(
                        "{name}: {} returns are missing and only {} were due. Check the two numbers.",
                        side.periods_missing, side.periods_due
                    ),
                );
            }
            if side.nil_confirmed > side.nil_periods {
                problems.add(
                    confirmed,
                    format!(
                        "{name}: {} nil returns are confirmed and there were only {}. Check the two numbers.",
                        side.nil_confirmed, side.nil_periods
                    ),
                );
            }
            if side.nil_periods > side.periods_due.saturating_sub(side.periods_missing) {
                problems.add(nil, format!("{name}: there are more nil returns than returns. Check the numbers."));
            }
            if side.median_lag_thousandths.is_some_and(|days| !(0..=3_650 * THOUSAND).contains(&days)) {
                problems.add(lag, format!("{name}: the days to entry are a number from 0 to 3,650."));
            }
        }
        problems.into_result()?;
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may panic
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn entry(code: &str, value: i64) -> RoundEntry {
        RoundEntry { code: Some(code.to_owned()), value, open: false }
    }

    fn round(kind: RoundKind, entries: Vec<RoundEntry>) -> RoundRecord {
        let scale = matches!(kind, RoundKind::Scores | RoundKind::Answers)
            .then_some(RoundScale { lowest: 1_000, highest: 5_000 });
        RoundRecord {
            id: RoundId([1; 16]),
            measure_id: MeasureId([2; 16]),
            side: RoundSide::Before,
            on: day("2026-02-01"),
            kind,
            scale,
            entries,
            note: String::new(),
            removed: false,
        }
    }

    fn messages(record: RoundRecord) -> Vec<String> {
        record.check(day("2026-11-25")).unwrap_err().into_iter().map(|problem| problem.message).collect()
    }

    #[test]
    fn codes_are_trimmed_and_folded() {
        let kept = round(RoundKind::Scores, vec![entry("  s-01 ", 4_000), entry("", 2_500), entry(" Staff  7", 1_000)])
            .check(day("2026-11-25"))
            .unwrap();
        let codes: Vec<Option<&str>> = kept.entries.iter().map(|e| e.code.as_deref()).collect();
        assert_eq!(codes, [Some("S-01"), None, Some("STAFF 7")]);
    }

    #[test]
    fn what_looks_like_a_name_is_asked_to_be_a_code() {
        for name in ["Edna Rowe", "Mary-Ann O'Neill", "EDNA ROWE", "Edna  M  Rowe", "\u{c9}dith Zola"] {
            let found = messages(round(RoundKind::Scores, vec![entry("S-01", 4_000), entry(name, 4_000)]));
            assert_eq!(found.len(), 1, "{name}");
            assert!(found[0].starts_with("Row 2: ") && found[0].contains("S-01"), "{}", found[0]);
            assert!(!found[0].contains("Rowe"), "the name is not repeated");
        }
        for code in ["S-01", "Staff 7", "Nurse A", "AB 12", "night-3", "Edna", "team blue"] {
            assert!(folded_code(code).is_ok(), "{code}");
        }
    }

    #[test]
    fn a_code_twice_on_one_side_names_both_rows() {
        let found = messages(round(RoundKind::Scores, vec![entry("S-01", 4_000), entry("s-01 ", 2_000)]));
        assert_eq!(found, ["Row 2: S-01 is in row 1 already. Keep the right one of the two."]);
    }

    #[test]
    fn every_wrong_value_is_told_with_its_row() {
        let found = messages(round(RoundKind::Scores, vec![entry("A1", 5_500), entry("A2", 3_000), entry("A3", 0)]));
        assert_eq!(
            found,
            [
                "Row 1: 5.5 is not on the scale of 1 to 5. Correct it, or the scale.",
                "Row 3: 0 is not on the scale of 1 to 5. Correct it, or the scale."
            ]
        );
        assert_eq!(
            messages(round(RoundKind::Answers, vec![entry("A1", 2_500)])),
            ["Row 1: 2.5 is not one of the answers, which are whole numbers."]
        );
        assert_eq!(
            messages(round(RoundKind::Results, vec![entry("A1", 500)])),
            ["Row 1: this is neither a pass nor a fail."]
        );
        assert_eq!(
            messages(round(RoundKind::Durations, vec![entry("A1", -1), entry("A2", LONGEST_MINUTES + 1)])),
            ["Row 1: a time cannot be less than nothing.", "Row 2: this is longer than ten years. Check the unit."]
        );
        let late = day_value(day("2026-02-02"));
        assert_eq!(
            messages(round(RoundKind::EventDates, vec![entry("", late), entry("", -1)])),
            [
                "Row 1: 2 February 2026 is after the day of the round, 1 February 2026. Check one of the two.",
                "Row 2: this date is before 1970. Check the year."
            ]
        );
    }

    #[test]
    fn a_round_has_somebody_in_it_and_its_day_has_come() {
        let mut none = round(RoundKind::Results, vec![]);
        none.on = day("2026-11-26");
        assert_eq!(messages(none).len(), 2);
        assert!(round(RoundKind::Results, vec![entry("A1", 1_000)]).check(day("2026-02-01")).is_ok());
    }

    #[test]
    fn answers_need_a_short_scale_of_whole_numbers() {
        let with = |lowest, highest| {
            let mut record = round(RoundKind::Answers, vec![entry("", 1_000)]);
            record.scale = Some(RoundScale { lowest, highest });
            record.check(day("2026-11-25")).map_err(|problems| problems[0].field)
        };
        assert!(with(1_000, 7_000).is_ok());
        assert_eq!(with(1_000, 8_000), Err("scale"));
        assert_eq!(with(1_000, 1_000), Err("scale"));
        assert_eq!(with(500, 5_000), Err("scale"));
        let mut bare = round(RoundKind::Answers, vec![entry("", 1_000)]);
        bare.scale = None;
        assert_eq!(bare.check(day("2026-11-25")).unwrap_err()[0].field, "scale");
    }

    #[test]
    fn extreme_numbers_are_refused_and_never_overflow() {
        for kind in RoundKind::ALL {
            for value in [i64::MIN, i64::MAX] {
                let mut record = round(kind, vec![entry("A1", value)]);
                if kind == RoundKind::Scores {
                    record.scale = None;
                }
                assert_eq!(record.check(day("2026-11-25")).unwrap_err().len(), 1, "{kind:?} {value}");
            }
        }
        let mut record = round(RoundKind::Answers, vec![entry("A1", 0)]);
        record.scale = Some(RoundScale { lowest: i64::MIN, highest: i64::MAX });
        assert!(record.check(day("2026-11-25")).is_err());
    }

    #[test]
    fn thousandths_read_as_they_are_typed() {
        let texts = [0, 4_000, 2_500, -1_250, 7].map(thousandths_text);
        assert_eq!(texts, ["0", "4", "2.5", "-1.25", "0.007"]);
        assert_eq!(event_day(day_value(day("2026-02-09"))), Some(day("2026-02-09")));
    }

    #[test]
    fn no_part_of_the_reporting_is_larger_than_its_whole() {
        let side = ReportingNumbers { periods_due: 10, periods_missing: 2, nil_periods: 3, ..Default::default() };
        let record = |after| ReportingRecord {
            measure_id: MeasureId([2; 16]),
            before: side,
            after,
            independent_source: " ECM ".to_owned(),
        };
        assert_eq!(record(side).check().unwrap().independent_source, "ECM");
        let fields = |after| record(after).check().unwrap_err().iter().map(|p| p.field).collect::<Vec<_>>();
        assert_eq!(fields(ReportingNumbers { periods_missing: 11, nil_periods: 0, ..side }), ["after.periods_missing"]);
        assert_eq!(fields(ReportingNumbers { nil_confirmed: 4, ..side }), ["after.nil_confirmed"]);
        assert_eq!(fields(ReportingNumbers { nil_periods: 9, ..side }), ["after.nil_periods"]);
        assert_eq!(fields(ReportingNumbers { median_lag_thousandths: Some(-1), ..side }), ["after.median_lag"]);
    }
}
