//! The rounds of a measure, with what they say.

use ::measures::{Ratio, compare_rates};
use chrono::NaiveDate;
use domain::{
    MeasureId, RoundId,
    access::Read,
    indicator::IndicatorKind,
    plain,
    round::{RoundKind, RoundRecord, RoundSide, event_day, thousandths_text},
    time::uk_local,
};
use serde::Serialize;
use store::revisions::Revised;

use super::{figure, form::EntryForm, value};
use crate::{
    Error, Result, Session, Vault,
    cases::FigureView,
    measures::{self, COPIED_WIDTH, ComparisonView, Copied, CopyWhat, Linked, Looked, TwoSides, look_and_keep_one},
    verdict_words::{interval_text, p_text, ratio_figures},
};

/// A round, as lists and forms show it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct RoundRow {
    /// Identity.
    pub id: String,
    /// Its newest revision.
    pub rev: u32,
    /// Which side of the change.
    pub side: RoundSide,
    /// The same in words.
    pub side_label: String,
    /// The day, ISO.
    pub on: String,
    /// The day in words.
    pub on_label: String,
    /// What was taken down.
    pub kind: RoundKind,
    /// The same in words.
    pub kind_label: String,
    /// Lowest of the scale, as it would be typed; blank for none.
    pub lowest: String,
    /// Highest of the scale, as it would be typed; blank for none.
    pub highest: String,
    /// "19 results".
    pub count: String,
    /// The lines, as they would be typed.
    pub entries: Vec<EntryForm>,
    /// A remark.
    pub note: String,
    /// In the bin.
    pub removed: bool,
    /// By whom and when it was last worded, in words.
    pub recorded: String,
}

/// The rounds of a measure and what they say.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct RoundsView {
    /// Worked out from the cases: nobody enters rounds.
    pub from_cases: bool,
    /// The measure.
    pub measure_id: String,
    /// Its name.
    pub name: String,
    /// Rounds by day, those in the bin last.
    pub rounds: Vec<RoundRow>,
    /// The verdict on the newest round before the declared change and the newest after it.
    pub comparison: Option<ComparisonView>,
    /// The same two rounds drawn, with their table; of rare events, the gaps between them.
    pub figure: Option<FigureView>,
    /// What can be taken down of this measure, and what its rounds hold already.
    pub kinds: Vec<RoundKindRow>,
    /// How the people of the two rounds are compared, or what is missing for a comparison.
    pub note: String,
}

/// A kind of round that a measure may hold.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct RoundKindRow {
    /// The kind.
    pub kind: RoundKind,
    /// In words.
    pub label: String,
    /// It has a lowest and a highest.
    pub has_scale: bool,
}

/// The kinds that suit a measure, and any other that its rounds hold already.
pub(super) fn kinds_of(indicator: IndicatorKind, held: &[RoundRecord]) -> Vec<RoundKind> {
    let suited = RoundKind::of(indicator);
    let others = RoundKind::ALL.into_iter().filter(|kind| !suited.contains(kind));
    let others = others.filter(|kind| held.iter().any(|round| round.kind == *kind));
    suited.iter().copied().chain(others).collect()
}

/// One round as it stands.
pub(super) fn row(vault: &Vault, id: RoundId) -> Result<RoundRow> {
    let round = store::rounds::get(vault.reader(), id)?;
    row_of(vault, &round)
}

fn row_of(vault: &Vault, round: &Revised<RoundRecord>) -> Result<RoundRow> {
    let (meta, record) = (&round.meta, &round.record);
    let by = store::users::label(vault.reader(), meta.author_id)?;
    let (one, many) = record.kind.words();
    let end = |value: Option<i64>| value.map(thousandths_text).unwrap_or_default();
    Ok(RoundRow {
        id: record.id.to_string(),
        rev: meta.rev,
        side: record.side,
        side_label: record.side.label().to_owned(),
        on: record.on.to_string(),
        on_label: plain::date(record.on),
        kind: record.kind,
        kind_label: record.kind.label().to_owned(),
        lowest: end(record.scale.map(|scale| scale.lowest)),
        highest: end(record.scale.map(|scale| scale.highest)),
        count: plain::count_of(record.entries.len() as u64, one, many),
        entries: record
            .entries
            .iter()
            .map(|entry| EntryForm {
                code: entry.code.clone().unwrap_or_default(),
                value: value::typed(record.kind, entry.value),
                open: entry.open,
            })
            .collect(),
        note: record.note.clone(),
        removed: record.removed,
        recorded: format!("{by}, {}", plain::date_time(uk_local(meta.recorded_at.utc()))),
    })
}

/// The rounds of a measure, their picture `width` pixels wide. A verdict that is out of date is worked out anew and
/// kept.
///
/// # Errors
/// Not for this role, not there, or the store's.
pub fn list(vault: &mut Vault, session: &Session, id: MeasureId, width: f64) -> Result<RoundsView> {
    session.require_read(Read::Measures)?;
    let Looked { facts, analysis, verdicts, .. } = look_and_keep_one(vault, session, id)?;
    let key = store::measures::key(vault.reader(), id)?;
    let from_cases = facts.indicator.from_cases;
    let mut rounds = store::rounds::list(vault.reader(), key)?;
    rounds.sort_by_key(|round| round.record.removed);
    let records = measures::rounds(vault, &facts.measure.record, from_cases, key)?;
    let change = facts.measure.record.change_on;
    let sides = TwoSides::of(&records, change, session.today(), from_cases.is_some());
    let standing = verdicts.standing().filter(|_| sides.is_some() && change.is_some());
    let comparison = standing.map(|judged| measures::comparison(&facts, &analysis, judged, &[]));
    let words = comparison.as_ref().map_or_else(String::new, |view| format!("{}. {}", view.label, view.sentence));
    let figure = match &sides {
        Some(sides) => figure::of_sides(&facts, sides, &words, width),
        None => figure::of_events(&facts, &records, session.today(), width),
    };
    Ok(RoundsView {
        measure_id: id.to_string(),
        name: facts.indicator.name.clone(),
        from_cases: from_cases.is_some() && rounds.iter().all(|round| round.record.removed),
        rounds: rounds.iter().map(|round| row_of(vault, round)).collect::<Result<_>>()?,
        kinds: kinds_of(facts.indicator.kind, &records)
            .into_iter()
            .map(|kind| RoundKindRow { kind, label: kind.label().to_owned(), has_scale: kind.has_scale() })
            .collect(),
        note: format!(
            "{}{}",
            note(&records, sides.as_ref(), &facts),
            event_rates(&records, &facts, session.today()).map_or_else(String::new, |text| format!(" {text}"))
        ),
        comparison,
        figure,
    })
}

/// Copies what the rounds of a measure show, for the clipboard.
///
/// # Errors
/// Not for this role, not there, nothing drawn yet, or the store's.
pub fn copy(vault: &mut Vault, session: &Session, id: MeasureId, what: CopyWhat) -> Result<Copied> {
    let view = list(vault, session, id, COPIED_WIDTH)?;
    let nothing = || Error::NotAvailable("Nothing is drawn yet. Enter rounds first.".to_owned());
    measures::copy_figure(vault, session, id, &view.figure.ok_or_else(nothing)?, what)
}

/// Dated events before and after the declared change, with days as exposure, by the exact comparison of two counts; the
/// windows end on declared days and never at an event. `None` without a baseline, a change, or a list kept up to a later
/// day.
fn event_rates(rounds: &[RoundRecord], facts: &measures::MeasureFacts, today: NaiveDate) -> Option<String> {
    let record = &facts.measure.record;
    let (from, to, change) = (record.baseline_from?, record.baseline_to?, record.change_on?);
    let lists: Vec<&RoundRecord> =
        rounds.iter().filter(|round| !round.removed && round.kind == RoundKind::EventDates).collect();
    let until = lists.iter().map(|round| round.on).max()?.min(today);
    let days: Vec<NaiveDate> =
        lists.iter().flat_map(|round| &round.entries).filter_map(|entry| event_day(entry.value)).collect();
    let window = |first: NaiveDate, last: NaiveDate| {
        let events = days.iter().filter(|day| **day >= first && **day <= last).count() as u64;
        #[expect(clippy::cast_precision_loss, reason = "days of a lifetime at most")]
        let length = ((last - first).num_days() + 1) as f64;
        (events, length)
    };
    let ((a, t0), (b, t1)) = (window(from, to), (until >= change).then(|| window(change, until))?);
    let found = compare_rates(a, t0, b, t1).ok()?;
    let ratio = match found.ratio {
        Ratio::Finite(ratio) => format!(
            "the rate is {} of what it was (95% interval {}; exact conditional test, {})",
            ratio_figures(ratio),
            interval_text(found.interval),
            p_text(found.p_exact)
        ),
        Ratio::Infinite | Ratio::Undefined => "there is no ratio, since there were none before".to_owned(),
    };
    Some(format!(
        "{}: {}. {}: {}. By days, {ratio}.",
        plain::date_range(from, to),
        plain::count_of(a, &facts.indicator.events_one, &facts.indicator.events_many),
        plain::date_range(change, until),
        plain::count_of(b, &facts.indicator.events_one, &facts.indicator.events_many)
    ))
}

fn note(rounds: &[RoundRecord], sides: Option<&TwoSides>, facts: &measures::MeasureFacts) -> String {
    let standing = || rounds.iter().filter(|round| !round.removed);
    let text = match sides {
        _ if standing().next().is_none() => "Enter a round before the change and one after it.",
        _ if standing().all(|round| round.kind == RoundKind::EventDates) => {
            "Rare events are shown by the time between them. The chart says what the gaps do; no verdict is made of them, \
             but the numbers on both sides of the change are compared where a baseline is declared."
        }
        None => "There has to be a round on both sides of the change before they can be compared.",
        Some(_) if facts.measure.record.change_on.is_none() => "Declare the day of the change for a verdict.",
        Some(_) if facts.indicator.direction == domain::indicator::Direction::Watch => {
            "This measure is only watched: neither way is better of itself, so there is no verdict."
        }
        Some(sides) if sides.kind == RoundKind::Durations => {
            "All times of a side are compared together. Those still open stand in the middle time with their time so far; \
             the test leaves them out."
        }
        Some(sides) => match sides.linked() {
            Linked::ByCode => {
                "The same people are compared with themselves, by their codes. Who is in one round only is not used."
            }
            Linked::Apart => "Nobody\u{2019}s code stands in both rounds, so the two are compared as different people.",
            Linked::Unknown if facts.measure.record.declared.different_people => {
                "The two rounds are declared to be of different people, and are compared as two groups."
            }
            Linked::Unknown => {
                "The same people may be in both rounds without being linked. Give every person a code in both rounds, or \
                 declare that they are different people."
            }
        },
    };
    text.to_owned()
}
