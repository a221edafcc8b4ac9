//! The week grid: counts typed period by period.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::{
    BatchId, MeasureId,
    access::Read,
    audit::Action,
    indicator::{Every, Indicator, IndicatorKind},
    measure::PeriodCount,
    plain,
};
use serde::{Deserialize, Serialize};
use store::counts::{EntryHow, NewEntry};

use super::{analysis, figure::capital};
use crate::{Error, Result, Session, Subject, Vault, random};

/// How many periods the grid shows at a time.
const SHOWN: usize = 53;

/// Whether a period has a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum GridRowState {
    /// It has.
    Entered,
    /// It has none.
    Empty,
    /// It is not over yet.
    NotFinished,
}

/// One period of the grid, as typed.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct GridRow {
    /// First day, ISO.
    pub start: String,
    /// First day, as read.
    pub label: String,
    /// Events.
    pub events: String,
    /// Exposure.
    pub exposure: String,
    /// A remark drawn beside the point.
    pub note: String,
    /// Whether it has a count.
    pub state: GridRowState,
}

/// The grid of one measure.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct Grid {
    /// The measure.
    pub measure_id: String,
    /// The period.
    pub every: Every,
    /// Heading of the events.
    pub events_label: String,
    /// Heading of the exposure; none for a score.
    pub exposure_label: Option<String>,
    /// The periods shown, oldest first.
    pub rows: Vec<GridRow>,
    /// Ask with this day for earlier periods.
    pub earlier: Option<String>,
    /// Ask with this day for later ones.
    pub later: Option<String>,
}

/// A period as edited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct GridEdit {
    /// First day, ISO.
    pub start: String,
    /// Events as typed.
    pub events: String,
    /// Exposure as typed.
    pub exposure: String,
    /// The remark as typed.
    pub note: String,
}

/// A column of the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum GridColumn {
    /// The period.
    Start,
    /// Events.
    Events,
    /// Exposure.
    Exposure,
    /// Remark.
    Note,
}

/// What is wrong with one cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct GridProblem {
    /// The period.
    pub start: String,
    /// The column.
    pub column: GridColumn,
    /// What is wrong and what to type.
    pub message: String,
}

/// What a save did.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct GridSaved {
    /// Periods whose count or remark was written.
    pub saved: u32,
    /// Cells that were not.
    pub problems: Vec<GridProblem>,
    /// "10:42".
    pub at: String,
}

/// The grid around a day (ISO), or up to today.
///
/// # Errors
/// Not for this role, not there, or the store's.
pub fn load(vault: &Vault, session: &Session, id: MeasureId, around: Option<&str>) -> Result<Grid> {
    session.require_read(Read::Measures)?;
    let facts = analysis::load(vault, session, id)?;
    let every = facts.measure.record.every;
    let today = session.today();
    let notes = store::period_notes::list(vault.reader(), store::measures::key(vault.reader(), id)?)?;
    let counts: BTreeMap<NaiveDate, &PeriodCount> = facts.counts.iter().map(|count| (count.start, count)).collect();
    let newest = every.start_of(today);
    let around = around.map(iso).transpose()?.map(|day| every.start_of(day));
    let middle = around.unwrap_or(newest);
    let mut last = middle;
    if around.is_some() {
        for _ in 0..SHOWN / 2 {
            if last >= newest {
                break;
            }
            last = every.next(last);
        }
    }
    last = last.min(newest);
    let mut starts = vec![last];
    while starts.len() < SHOWN {
        let before = every.previous(*starts.last().unwrap_or(&last));
        starts.push(before);
    }
    starts.reverse();
    let first = *starts.first().unwrap_or(&last);
    Ok(Grid {
        measure_id: id.to_string(),
        every,
        events_label: capital(&facts.indicator.events_many),
        exposure_label: exposure_label(&facts.indicator),
        rows: starts
            .iter()
            .map(|start| {
                let count = counts.get(start);
                GridRow {
                    start: start.to_string(),
                    label: plain::short_date_with_year(*start),
                    events: count.map_or_else(String::new, |count| count.events.to_string()),
                    exposure: count
                        .and_then(|count| count.exposure)
                        .map_or_else(String::new, |exposure| exposure.to_string()),
                    note: notes.get(start).cloned().unwrap_or_default(),
                    state: match count {
                        Some(_) => GridRowState::Entered,
                        None if every.next(*start) > today => GridRowState::NotFinished,
                        None => GridRowState::Empty,
                    },
                }
            })
            .collect(),
        earlier: Some(every.previous(first).to_string()),
        later: (last < newest).then(|| {
            let mut day = last;
            for _ in 0..SHOWN / 2 {
                day = every.next(day);
            }
            day.min(newest).to_string()
        }),
    })
}

fn exposure_label(indicator: &Indicator) -> Option<String> {
    indicator.exposure_many.as_deref().map(capital)
}

fn iso(day: &str) -> Result<NaiveDate> {
    day.parse().map_err(|_| Error::Internal("day of the grid"))
}

/// Saves edited periods: those that are right, all in one entry; those that are not come back with what
/// is wrong and change nothing.
///
/// # Errors
/// Not for this role, not there, or the store's; then nothing was saved.
pub fn save(vault: &mut Vault, session: &Session, id: MeasureId, edits: &[GridEdit]) -> Result<GridSaved> {
    session.require(Action::EnterCounts)?;
    let facts = analysis::load(vault, session, id)?;
    let key = store::measures::key(vault.reader(), id)?;
    let notes = store::period_notes::list(vault.reader(), key)?;
    let standing: BTreeMap<NaiveDate, &PeriodCount> = facts.counts.iter().map(|count| (count.start, count)).collect();
    let mut problems = Vec::new();
    let mut counts = Vec::new();
    let mut remarks = Vec::new();
    for edit in edits {
        if edits.iter().filter(|other| other.start == edit.start).count() > 1 {
            problems.push(GridProblem {
                start: edit.start.clone(),
                column: GridColumn::Start,
                message: "This period stands twice in what was pasted. Neither was saved: keep the right one."
                    .to_owned(),
            });
            continue;
        }
        let checked = check(
            &facts.indicator,
            facts.measure.record.every,
            session.today(),
            standing.contains_key(&iso(&edit.start)?),
            edit,
        );
        match checked {
            Err(found) => problems.extend(found),
            Ok((count, start)) => {
                let note = edit.note.trim();
                if notes.get(&start).map_or("", String::as_str) != note {
                    remarks.push((start, note.to_owned()));
                }
                if let Some(count) = count {
                    let same = standing
                        .get(&start)
                        .is_some_and(|old| old.events == count.events && old.exposure == count.exposure);
                    if !same {
                        counts.push(count);
                    }
                }
            }
        }
    }
    counts.sort_by_key(|count: &PeriodCount| count.start);
    let touched: std::collections::BTreeSet<NaiveDate> =
        counts.iter().map(|count| count.start).chain(remarks.iter().map(|(start, _)| *start)).collect();
    if !touched.is_empty() {
        let action = if counts.is_empty() { Action::AnnotatePeriod } else { Action::EnterCounts };
        vault.change(session, action, None, |change| {
            if !counts.is_empty() {
                let entry = NewEntry {
                    id: BatchId(random::bytes16()?),
                    measure: key,
                    how: EntryHow::Typed,
                    file_name: None,
                    file_sha256: None,
                };
                store::counts::write(change, &entry, &counts, &|_| true)?;
            }
            for (start, note) in &remarks {
                store::period_notes::annotate(change, id, *start, note)?;
            }
            Ok(((), Subject::from(id)))
        })?;
    }
    Ok(GridSaved {
        saved: u32::try_from(touched.len()).unwrap_or(u32::MAX),
        problems,
        at: plain::time(session.local_now().time()),
    })
}

type Checked = (Option<PeriodCount>, NaiveDate);

fn check(
    indicator: &Indicator,
    every: Every,
    today: NaiveDate,
    stands: bool,
    edit: &GridEdit,
) -> Result<Checked, Vec<GridProblem>> {
    let problem = |column, message: String| GridProblem { start: edit.start.clone(), column, message };
    let Ok(start) = edit.start.parse::<NaiveDate>() else {
        return Err(vec![problem(GridColumn::Start, "This is not a date.".to_owned())]);
    };
    if every.start_of(start) != start {
        return Err(vec![problem(
            GridColumn::Start,
            format!("A {} begins on {}.", every.words().0, plain::date(every.start_of(start))),
        )]);
    }
    let (events, exposure) = (edit.events.trim(), edit.exposure.trim());
    if edit.note.chars().count() > 60 {
        return Err(vec![problem(
            GridColumn::Note,
            "A remark beside a point has room for 60 letters. Put the rest on the timeline.".to_owned(),
        )]);
    }
    if events.is_empty() && exposure.is_empty() {
        return if stands {
            Err(vec![problem(
                GridColumn::Events,
                "A count that was entered is not taken away by emptying its cell. Type the right number; 0 if there were none.".to_owned(),
            )])
        } else {
            Ok((None, start))
        };
    }
    let mut problems = Vec::new();
    if every.next(start) > today {
        problems.push(problem(
            GridColumn::Events,
            format!("This {} is not over yet. Enter it once it is.", every.words().0),
        ));
    }
    let takes_exposure = indicator.exposure_many.is_some();
    let counted = number(events, &indicator.events_many)
        .map_err(|message| problems.push(problem(GridColumn::Events, message)))
        .ok();
    let among = if exposure.is_empty() || !takes_exposure {
        None
    } else {
        number(exposure, indicator.exposure_many.as_deref().unwrap_or_default())
            .map_err(|message| problems.push(problem(GridColumn::Exposure, message)))
            .ok()
    };
    if let (Some(counted), Some(among)) = (counted, among) {
        if indicator.kind == IndicatorKind::Proportion && counted > among {
            problems.push(problem(
                GridColumn::Events,
                format!(
                    "{} of {} cannot be: a part is never more than the whole. Check both numbers.",
                    plain::whole(counted),
                    plain::whole(among)
                ),
            ));
        } else if among == 0 && counted > 0 {
            problems.push(problem(
                GridColumn::Exposure,
                "Something was counted although there was nothing to count it among. Check both numbers.".to_owned(),
            ));
        }
    }
    if indicator.kind == IndicatorKind::Proportion && takes_exposure && exposure.is_empty() {
        problems.push(problem(
            GridColumn::Exposure,
            "A percentage needs both numbers. Type how many there were in all.".to_owned(),
        ));
    }
    match counted {
        Some(events) if problems.is_empty() => {
            Ok((Some(PeriodCount { start, events, exposure: among, note: None }), start))
        }
        _ => Err(problems),
    }
}

/// A whole number as typed: 1169, 1,169 or 1 169. Read as a file's cells are.
fn number(typed: &str, what: &str) -> Result<u64, String> {
    intake::read_count(&intake::Cell::Text(typed.into())).map_err(|fault| match fault {
        intake::CountFault::Blank => format!("Type the number of {what}; 0 if there were none."),
        fault => super::grid_paste::fault_words(fault).to_owned(),
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may panic
    use super::*;

    #[test]
    fn numbers_are_whole_and_never_negative() {
        assert_eq!(number("1,169", "visits"), Ok(1169));
        for wrong in ["", "-3", "1.5", "1,5", "1 2", "seven", "99999999999", "1e3"] {
            assert!(number(wrong, "visits").is_err(), "{wrong}");
        }
    }
}
