//! What is in the file, and which column seems to be which.

use domain::{
    MeasureId,
    audit::Action,
    indicator::{Every, Indicator, IndicatorKind},
};
use intake::{CountKind, DateOrder, DateOrderFinding, Hints, Mapping, Table};
use serde::{Deserialize, Serialize};

use super::Source;
use crate::{Error, MappedDateOrder, Question, QuestionChoice, Result, Session, Vault, measures::load_facts};

/// Which column is which; positions count from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct ImportMapping {
    /// The period.
    pub start: Option<u32>,
    /// Events.
    pub events: Option<u32>,
    /// Exposure.
    pub exposure: Option<u32>,
    /// Day or month first; absent leaves it to the column.
    pub date_order: Option<MappedDateOrder>,
    /// Dates are the last days of the periods.
    pub dates_are_week_ending: bool,
}

/// A sheet of a workbook.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct SheetRow {
    /// The name on its tab.
    pub name: String,
    /// Whether it is hidden.
    pub hidden: bool,
}

/// A file opened for one measure.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct ImportPreview {
    /// Names of the columns.
    pub header: Vec<String>,
    /// The first rows.
    pub sample: Vec<Vec<String>>,
    /// How many rows there are.
    pub row_count: u32,
    /// The sheet that was read.
    pub sheet: Option<String>,
    /// Every sheet.
    pub sheets: Vec<SheetRow>,
    /// What to know about how the file was read.
    pub notes: Vec<String>,
    /// The columns guessed.
    pub mapping: ImportMapping,
    /// Why, a sentence for each column guessed.
    pub why: Vec<String>,
    /// What has to be answered.
    pub question: Option<Question>,
}

const SAMPLE: usize = 8;

/// Opens a file for one measure and guesses its columns.
///
/// # Errors
/// [`Error::FileUnreadable`], not for this role, or the store's.
pub fn open(
    vault: &Vault,
    session: &Session,
    source: &mut Source,
    id: MeasureId,
    sheet: Option<&str>,
) -> Result<ImportPreview> {
    session.require(Action::ImportCounts)?;
    let facts = load_facts(vault, session, id)?;
    let table = source.open_sheet(sheet)?;
    let (mapping, why, finding) = guessed(table, &facts.indicator);
    Ok(ImportPreview {
        header: table.header.clone(),
        sample: table
            .rows
            .iter()
            .take(SAMPLE)
            .map(|row| (0..table.header.len()).map(|column| row.cell(column).shown()).collect())
            .collect(),
        row_count: u32::try_from(table.rows.len()).unwrap_or(u32::MAX),
        sheet: table.sheet.clone(),
        sheets: table.sheets.iter().map(|sheet| SheetRow { name: sheet.name.clone(), hidden: sheet.hidden }).collect(),
        notes: table.notes.iter().map(ToString::to_string).collect(),
        mapping,
        why,
        question: match finding {
            DateOrderFinding::Ambiguous { examples } => Some(Question::date_order(&examples)),
            _ => None,
        },
    })
}

/// The columns that the header or the content speak for.
pub(super) fn guessed(table: &Table, indicator: &Indicator) -> (ImportMapping, Vec<String>, DateOrderFinding) {
    let words = |words: &'_ [String]| words.iter().map(|word| word.as_str().to_owned()).collect::<Vec<_>>();
    let (events, exposure) = (words(&indicator.events_words), words(&indicator.exposure_words));
    let events: Vec<&str> = events.iter().map(String::as_str).collect();
    let exposure: Vec<&str> = exposure.iter().map(String::as_str).collect();
    let guess = intake::guess(table, &Hints { events_words: &events, exposure_words: &exposure });
    let column = |column: Option<usize>| column.and_then(|column| u32::try_from(column).ok());
    let takes_exposure = indicator.exposure_many.is_some();
    let mapping = ImportMapping {
        start: column(guess.start),
        events: column(guess.events),
        exposure: column(guess.exposure).filter(|_| takes_exposure),
        date_order: None,
        dates_are_week_ending: guess.mapping.is_some_and(|mapping| mapping.period_ends),
    };
    let why = guess
        .why
        .into_iter()
        .filter(|why| takes_exposure || why.role != intake::Role::Exposure)
        .map(|why| why.reason)
        .collect();
    (mapping, why, guess.date_order)
}

/// A question of the check, in words with its answers.
pub(super) fn question_view(question: &intake::Question) -> Question {
    let choice = |value: &str, label: &str| QuestionChoice { value: value.to_owned(), label: label.to_owned() };
    match question {
        intake::Question::DateOrder { examples } => {
            Question::date_order(&examples.iter().map(|(written, ..)| written.clone()).collect::<Vec<_>>())
        }
        intake::Question::PeriodEnds { .. } => Question {
            code: question.code().to_owned(),
            text: question.to_string(),
            choices: vec![choice("week_ending", "Yes, each date is the last day"), choice("week_starting", "No")],
        },
        _ => Question { code: question.code().to_owned(), text: question.to_string(), choices: Vec::new() },
    }
}

/// What the columns of a measure are to the check.
pub(super) const fn kind_of(indicator: &Indicator) -> CountKind {
    match indicator.kind {
        IndicatorKind::Proportion => CountKind::Proportion,
        IndicatorKind::Count if indicator.exposure_many.is_some() => CountKind::EventsPerExposure,
        IndicatorKind::Count | IndicatorKind::Score | IndicatorKind::Duration => CountKind::CountOnly,
    }
}

/// The period of a measure, as the check names it.
pub(super) const fn every_of(every: Every) -> intake::Every {
    match every {
        Every::Day => intake::Every::Day,
        Every::Week => intake::Every::Week,
        Every::Month => intake::Every::Month,
        Every::Quarter => intake::Every::Quarter,
    }
}

impl ImportMapping {
    /// The mapping for the check, once dates and events have a column.
    pub(super) fn complete(self, table: &Table) -> Result<Mapping> {
        let column = |place: Option<u32>, field: &'static str, message: &str| -> Result<usize> {
            place
                .map(|place| place as usize)
                .filter(|place| *place < table.header.len())
                .ok_or_else(|| Error::invalid(field, message))
        };
        let start = column(self.start, "start", "Choose the column that says which period each row is for.")?;
        let events = column(self.events, "events", "Choose the column that holds the counts.")?;
        let exposure = match self.exposure {
            None => None,
            some => Some(column(some, "exposure", "Choose a column that is in the file.")?),
        };
        if start == events || Some(events) == exposure || Some(start) == exposure {
            return Err(Error::invalid("events", "One column is chosen twice. Choose a different one for each."));
        }
        Ok(Mapping {
            start,
            events,
            exposure,
            date_order: self.date_order.map(DateOrder::from),
            period_ends: self.dates_are_week_ending,
        })
    }
}

/// A mapping from `week=A,count=B,base=C`: letters, or names of columns.
///
/// # Errors
/// [`Error::Invalid`] for a part or a column that is not there.
pub fn named_columns(table: &Table, text: &str) -> Result<ImportMapping> {
    let mut mapping =
        ImportMapping { start: None, events: None, exposure: None, date_order: None, dates_are_week_ending: false };
    for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        let wrong =
            || Error::invalid("map", format!("\u{201c}{part}\u{201d} is not understood. Write week=A,count=B,base=C."));
        let (role, named) = part.split_once('=').ok_or_else(wrong)?;
        let named = named.trim();
        let column = (0..table.header.len())
            .find(|column| intake::column_letters(*column).eq_ignore_ascii_case(named))
            .or_else(|| table.header.iter().position(|name| name.trim().eq_ignore_ascii_case(named)))
            .and_then(|column| u32::try_from(column).ok())
            .ok_or_else(|| {
                Error::invalid(
                    "map",
                    format!(
                        "There is no column \u{201c}{named}\u{201d} in the file. It has: {}.",
                        table.header.join(", ")
                    ),
                )
            })?;
        match role.trim() {
            "week" | "date" | "period" => mapping.start = Some(column),
            "count" | "events" => mapping.events = Some(column),
            "base" | "exposure" => mapping.exposure = Some(column),
            _ => return Err(wrong()),
        }
    }
    Ok(mapping)
}
