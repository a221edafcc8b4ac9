//! A round as typed.

use domain::{
    FieldProblem, MeasureId, RoundId,
    measure::MeasureRecord,
    plain,
    round::{RoundEntry, RoundKind, RoundRecord, RoundScale, RoundSide},
    time::parse_date,
};
use serde::{Deserialize, Serialize};

use super::value::{self, TimeUnit, thousandths};
use crate::{Error, Result, Session};

/// One line, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct EntryForm {
    /// Pseudonymous code, such as S-01; blank where people are not told apart.
    pub code: String,
    /// The value.
    pub value: String,
    /// A time that is not over.
    #[serde(default)]
    pub open: bool,
}

/// A round, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct RoundForm {
    /// Which side of the change.
    pub side: RoundSide,
    /// The day.
    pub on: String,
    /// What was taken down.
    pub kind: RoundKind,
    /// Lowest of the scale; blank for none.
    pub lowest: String,
    /// Highest of the scale; blank for none.
    pub highest: String,
    /// The lines.
    pub entries: Vec<EntryForm>,
    /// A remark.
    pub note: String,
}

impl RoundForm {
    /// The record that this form makes. Blank lines are passed over; rows are counted as they stand in the form.
    pub(super) fn record(
        &self,
        id: RoundId,
        measure: &MeasureRecord,
        unit: TimeUnit,
        session: &Session,
    ) -> Result<RoundRecord> {
        let on = parse_date(&self.on).map_err(Error::time("on"))?;
        let scale = scale(self.kind, &self.lowest, &self.highest)?;
        let mut problems = Vec::new();
        let mut entries = Vec::new();
        let mut rows = Vec::new();
        for (row, line) in (1_usize..).zip(&self.entries) {
            if line.code.trim().is_empty() && line.value.trim().is_empty() {
                continue;
            }
            match value::read(self.kind, unit, &line.value) {
                Ok(value) => {
                    entries.push(RoundEntry { code: Some(line.code.clone()), value, open: line.open });
                    rows.push(row);
                }
                Err(message) => {
                    problems.push(FieldProblem { field: "entries", message: format!("Row {row}: {message}") });
                }
            }
        }
        if !problems.is_empty() {
            return Err(Error::Invalid(problems));
        }
        let record = self.assembled(id, measure.id, on, scale, entries).check_numbered(session.today(), &rows)?;
        beside_the_change(&record, measure)?;
        Ok(record)
    }

    fn assembled(
        &self,
        id: RoundId,
        measure_id: MeasureId,
        on: chrono::NaiveDate,
        scale: Option<RoundScale>,
        entries: Vec<RoundEntry>,
    ) -> RoundRecord {
        RoundRecord {
            id,
            measure_id,
            side: self.side,
            on,
            kind: self.kind,
            scale,
            entries,
            note: self.note.clone(),
            removed: false,
        }
    }
}

fn scale(kind: RoundKind, lowest: &str, highest: &str) -> Result<Option<RoundScale>> {
    let (lowest, highest) = (lowest.trim(), highest.trim());
    if lowest.is_empty() && highest.is_empty() || !matches!(kind, RoundKind::Scores | RoundKind::Answers) {
        return Ok(None);
    }
    match thousandths(lowest).zip(thousandths(highest)) {
        Some((lowest, highest)) => Ok(Some(RoundScale { lowest, highest })),
        None => {
            Err(Error::invalid("scale", "Give the lowest and the highest of the scale as numbers, such as 1 and 5."))
        }
    }
}

/// A round before the change is held by its day, and one after it from that day on.
fn beside_the_change(record: &RoundRecord, measure: &MeasureRecord) -> Result<()> {
    let Some(change) = measure.change_on else { return Ok(()) };
    let wrong = match record.side {
        RoundSide::Before if record.on > change => "This round is called before, and its day is after the change",
        RoundSide::After | RoundSide::FollowUp if record.on < change => {
            "This round is called after, and its day is before the change"
        }
        _ => return Ok(()),
    };
    Err(Error::invalid(
        "on",
        format!("{wrong} on {}. Check the day, or which side of the change it belongs to.", plain::date(change)),
    ))
}

/// The measure's rounds have to be of one kind and scale to be compared.
pub(super) fn beside_the_others(record: &RoundRecord, others: &[RoundRecord]) -> Result<()> {
    let standing = others.iter().find(|other| !other.removed && other.id != record.id);
    match standing {
        Some(other) if other.kind != record.kind => Err(Error::invalid(
            "kind",
            format!(
                "The rounds of this measure are {} so far, and only rounds of one kind can be compared. Choose the same, \
                 or remove the earlier ones first.",
                other.kind.label().to_lowercase()
            ),
        )),
        Some(other) if other.scale != record.scale => Err(Error::invalid(
            "scale",
            format!(
                "The earlier rounds of this measure are {}. Only rounds on one scale can be compared.",
                scale_text(other)
            ),
        )),
        _ => Ok(()),
    }
}

/// "on a scale of 1 to 5", "without a scale".
fn scale_text(record: &RoundRecord) -> String {
    match record.scale {
        Some(scale) => format!(
            "on a scale of {} to {}",
            domain::round::thousandths_text(scale.lowest),
            domain::round::thousandths_text(scale.highest)
        ),
        None => "without a scale".to_owned(),
    }
}
