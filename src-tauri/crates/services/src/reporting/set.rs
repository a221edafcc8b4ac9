//! What is known of reporting, as typed.

use domain::{
    FieldProblem, MeasureId,
    audit::Action,
    round::{ReportingNumbers, ReportingRecord},
};
use serde::{Deserialize, Serialize};

use crate::{Error, Result, Session, Subject, Vault};

/// Largest count taken.
const LARGEST: u64 = 1_000_000_000;

/// One side, as typed; what is not known stays blank.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct ReportingSideForm {
    /// Reports in which nobody was harmed.
    pub no_harm: String,
    /// Reports in which somebody was.
    pub harm: String,
    /// Periods for which a return was due.
    pub periods_due: String,
    /// Of these, periods without one.
    pub periods_missing: String,
    /// Periods returned with a count of 0.
    pub nil_periods: String,
    /// Of these, periods whose nil was confirmed.
    pub nil_confirmed: String,
    /// Median days from an event to its entry.
    pub median_lag: String,
    /// Concerns that staff raised.
    pub concerns_raised: String,
    /// The same thing counted by another source.
    pub independent_count: String,
}

/// Both sides, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct ReportingForm {
    /// Before.
    pub before: ReportingSideForm,
    /// After.
    pub after: ReportingSideForm,
    /// Which other source counts the same thing.
    pub independent_source: String,
}

/// Names of one side's fields, in the order of the form.
type Names = [&'static str; 9];
const BEFORE: Names = [
    "before.no_harm",
    "before.harm",
    "before.periods_due",
    "before.periods_missing",
    "before.nil_periods",
    "before.nil_confirmed",
    "before.median_lag",
    "before.concerns_raised",
    "before.independent_count",
];
const AFTER: Names = [
    "after.no_harm",
    "after.harm",
    "after.periods_due",
    "after.periods_missing",
    "after.nil_periods",
    "after.nil_confirmed",
    "after.median_lag",
    "after.concerns_raised",
    "after.independent_count",
];

impl ReportingSideForm {
    fn numbers(&self, fields: Names, problems: &mut Vec<FieldProblem>) -> ReportingNumbers {
        let mut count = |at: usize, typed: &str| {
            let typed = typed.trim().replace(',', "");
            if typed.is_empty() {
                return None;
            }
            let read = typed.parse::<u64>().ok().filter(|n| *n <= LARGEST && typed.bytes().all(|b| b.is_ascii_digit()));
            if read.is_none() {
                let message = "This is a whole number of 0 or more; leave it blank if it is not known.".to_owned();
                problems.push(FieldProblem { field: fields[at], message });
            }
            read
        };
        let (no_harm, harm) = (count(0, &self.no_harm), count(1, &self.harm));
        let (due, missing) = (count(2, &self.periods_due), count(3, &self.periods_missing));
        let (nil, confirmed) = (count(4, &self.nil_periods), count(5, &self.nil_confirmed));
        let (concerns, independent) = (count(7, &self.concerns_raised), count(8, &self.independent_count));
        let lag = self.median_lag.trim();
        let days = crate::rounds::thousandths(lag);
        if !lag.is_empty() && days.is_none() {
            let message = "This is a number of days, such as 2 or 1.5; leave it blank if it is not known.".to_owned();
            problems.push(FieldProblem { field: fields[6], message });
        }
        ReportingNumbers {
            no_harm: no_harm.unwrap_or_default(),
            harm: harm.unwrap_or_default(),
            periods_due: due.unwrap_or_default(),
            periods_missing: missing.unwrap_or_default(),
            nil_periods: nil.unwrap_or_default(),
            nil_confirmed: confirmed.unwrap_or_default(),
            median_lag_thousandths: days,
            concerns_raised: concerns,
            independent_count: independent,
        }
    }

    /// The numbers as they would be typed.
    pub(super) fn of(side: &ReportingNumbers) -> Self {
        let optional = |n: Option<u64>| n.map(|n| n.to_string()).unwrap_or_default();
        Self {
            no_harm: side.no_harm.to_string(),
            harm: side.harm.to_string(),
            periods_due: side.periods_due.to_string(),
            periods_missing: side.periods_missing.to_string(),
            nil_periods: side.nil_periods.to_string(),
            nil_confirmed: side.nil_confirmed.to_string(),
            median_lag: side.median_lag_thousandths.map(domain::round::thousandths_text).unwrap_or_default(),
            concerns_raised: optional(side.concerns_raised),
            independent_count: optional(side.independent_count),
        }
    }
}

/// Keeps what is known of the reporting behind a measure, made from revision `rev` (0 for the first time).
///
/// # Errors
/// No reason where something was entered before, numbers that contradict each other, a stale revision, or the store's.
/// Nothing is saved then.
pub fn set(
    vault: &mut Vault,
    session: &Session,
    id: MeasureId,
    rev: u32,
    form: &ReportingForm,
    reason: &str,
) -> Result<()> {
    session.require(Action::SetReporting)?;
    let before = store::reporting::get(vault.reader(), id)?;
    if before.is_some() && reason.trim().is_empty() {
        return Err(Error::invalid("reason", "Say why this is corrected. What was entered before is kept beside it."));
    }
    let mut problems = Vec::new();
    let record = ReportingRecord {
        measure_id: id,
        before: form.before.numbers(BEFORE, &mut problems),
        after: form.after.numbers(AFTER, &mut problems),
        independent_source: form.independent_source.clone(),
    };
    if !problems.is_empty() {
        return Err(Error::Invalid(problems));
    }
    let record = record.check()?;
    if before.is_none() && rev != 0 {
        return Err(Error::Conflict);
    }
    vault.change(session, Action::SetReporting, Some(reason), |change| {
        let meta = if before.is_some() { change.amend(&record, rev)? } else { change.add(&record)? };
        Ok(((), Subject::from(id).at(meta.rev)))
    })
}
