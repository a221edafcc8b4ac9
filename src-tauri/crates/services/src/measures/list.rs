//! Measures in a list, each with a small chart.

use charts::{Options, SmallChart, Theme, draw_small};
use domain::{
    MeasureId,
    access::Read,
    indicator::{Direction, Every},
    plain,
};
use measures::{PeriodState, Variation, Verdict};
use serde::Serialize;

use super::{
    analysis::{Analysis, MeasureFacts},
    figure::{charted_text, period_name, range_of, series, unit},
    judge::Judged,
    kept::{Looked, look, look_and_keep},
    marks::verdict_mark,
    words::{change_so_far, description, what_came_first},
};
use crate::{Error, Result, Session, Vault};

/// A measure in a list.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct MeasureRow {
    /// Identity.
    pub id: String,
    /// The indicator's code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The service.
    pub service: String,
    /// The unit in words.
    pub unit: String,
    /// Which way is better.
    pub direction: Direction,
    /// The same in words.
    pub direction_label: String,
    /// The period.
    pub every: Every,
    /// Periods entered.
    pub entered: u32,
    /// The last one entered.
    pub last_period: Option<String>,
    /// Its value.
    pub latest: Option<String>,
    /// A small chart, as SVG; blank while nothing was counted.
    pub svg: String,
    /// One line on what it shows.
    pub summary: String,
    /// The verdict's code, where a change was declared.
    pub verdict: Option<String>,
    /// The verdict's mark, as SVG; blank without a verdict.
    pub mark: String,
    /// The verdict as it is shown.
    pub verdict_label: Option<String>,
    /// The verdict in a sentence or two.
    pub sentence: Option<String>,
    /// What came first, where that bears on it.
    pub order_of_events: Option<String>,
    /// How many things have to be borne in mind.
    pub caveats: u32,
    /// It is judged by rounds of people's results.
    pub by_rounds: bool,
    /// What a verdict waits for; none with one, or where none will be given.
    pub missing: Option<String>,
    /// How much it needs looking at: 0 most, for sorting.
    pub attention: u8,
}

const SMALL: f64 = 300.0;

/// What a verdict waits for.
fn missing(facts: &MeasureFacts, standing: Option<&Judged>) -> Option<String> {
    let record = &facts.measure.record;
    if standing.is_some()
        || facts.indicator.direction == Direction::Watch
        || (facts.indicator.computed.is_some() && facts.indicator.from_cases.is_none())
    {
        return None;
    }
    if facts.counts.is_empty() && facts.indicator.from_cases.is_none() {
        return Some("Enter counts first".to_owned());
    }
    (record.change_on.is_none()).then(|| "Declare a baseline and a change date".to_owned())
}

/// How much a measure needs looking at: what got worse or was lost first, then signals of concern, then returns that
/// are late, then open questions, then what is well.
fn attention(facts: &MeasureFacts, analysis: &Analysis, standing: Option<&Judged>) -> u8 {
    let verdict = standing.and_then(Judged::verdict);
    let concerning =
        facts.indicator.direction != Direction::Watch && analysis.variation() == Some(Variation::Concerning);
    let late = analysis.series.periods().last().is_some_and(|period| period.state == PeriodState::Missing);
    match verdict {
        Some(Verdict::GotWorse) => 0,
        _ if standing.is_some_and(Judged::not_held) => 0,
        _ if concerning => 1,
        _ if late || (facts.counts.is_empty() && facts.indicator.from_cases.is_none()) => 2,
        Some(Verdict::NoSignYet) => 3,
        Some(Verdict::TooEarly) => 4,
        Some(Verdict::MayHaveWorked) => 5,
        None => 6,
        Some(Verdict::Worked) => 7,
    }
}

/// One measure as a list shows it.
pub(super) fn row(vault: &Vault, session: &Session, id: MeasureId) -> Result<MeasureRow> {
    Ok(row_of(&look(vault, session, id)?))
}

fn row_of(looked: &Looked) -> MeasureRow {
    let Looked { facts, changes, analysis, verdicts, .. } = looked;
    let standing = verdicts.standing();
    let last = analysis.points.iter().rev().find(|point| point.value.is_some());
    let latest = last.and_then(|point| point.value).map(|value| charted_text(facts, analysis, value));
    let svg = match range_of(Some(analysis), []) {
        None => String::new(),
        Some(range) => {
            let drawn = series(facts, analysis);
            let small = SmallChart {
                title: facts.indicator.name.clone(),
                description: description(facts, analysis, standing),
                range,
                unit: drawn.unit,
                points: drawn.points,
                phases: drawn.phases,
                target: drawn.target,
                markers: changes.markers_with(facts.measure.record.change_on),
                last: latest.clone().unwrap_or_default(),
                better: drawn.better,
            };
            draw_small(&small, &Options { width: SMALL, interactive: false, theme: Theme::Screen })
        }
    };
    MeasureRow {
        id: facts.measure.record.id.to_string(),
        code: facts.indicator.code.clone(),
        name: facts.indicator.name.clone(),
        service: facts.service.name.clone(),
        unit: unit(facts, analysis).to_owned(),
        direction: facts.indicator.direction,
        direction_label: facts.indicator.direction.label().to_owned(),
        every: facts.measure.record.every,
        entered: u32::try_from(facts.counts.len()).unwrap_or(u32::MAX),
        last_period: last.map(|point| period_name(facts.measure.record.every, point.start)),
        latest,
        svg,
        summary: change_so_far(facts, analysis, standing),
        verdict: standing.and_then(Judged::verdict_code),
        mark: standing.and_then(Judged::verdict).map(verdict_mark).unwrap_or_default(),
        verdict_label: standing.map(|judged| judged.label().to_owned()),
        sentence: standing.map(Judged::sentence),
        order_of_events: standing.and_then(|judged| what_came_first(facts, analysis, judged)),
        caveats: standing.map_or(0, |judged| u32::try_from(judged.caveats().len()).unwrap_or(u32::MAX)),
        by_rounds: standing.is_some_and(|judged| !judged.is_of_periods()),
        missing: missing(facts, standing),
        attention: attention(facts, analysis, standing),
    }
}

/// Every measure of the services this person works in. Verdicts that are out of date are worked out anew and kept.
///
/// # Errors
/// Not for this role, or the store's.
pub fn list(vault: &mut Vault, session: &Session) -> Result<Vec<MeasureRow>> {
    session.require_read(Read::Measures)?;
    let looked = look_and_keep(vault, session, None)?;
    Ok(looked.iter().map(row_of).collect())
}

/// The measure a person means by `CODE` or, where several services count it, `CODE@SERVICE`.
///
/// # Errors
/// [`Error::Invalid`], saying what there is or that the service has to be named.
pub fn find(vault: &Vault, session: &Session, code: &str) -> Result<MeasureId> {
    session.require_read(Read::Measures)?;
    let (code, service) = match code.split_once('@') {
        Some((code, service)) => (code, Some(session.service_named(service)?.id)),
        None => (code, None),
    };
    let found = store::measures::find(vault.reader(), code.trim(), service)?;
    match found.as_slice() {
        [only] => Ok(*only),
        [] => Err(Error::invalid(
            "measure",
            format!("There is no measure {code} yet. Add it first; the list of indicators shows the codes."),
        )),
        several => Err(Error::invalid(
            "measure",
            format!(
                "{} have the measure {code}. Say which: {code}@NAME OF THE SERVICE.",
                plain::count_of(several.len() as u64, "service", "services")
            ),
        )),
    }
}
