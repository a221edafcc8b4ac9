//! A case on a page.

use chrono::TimeDelta;
use domain::{
    CaseId,
    audit::Action,
    plain,
    time::{FactTime, uk_local},
    timeline::EventKind,
};
use serde::Serialize;

use super::{
    ChainLink, FigureView, GapRow, QuestionsView, WhenView, chain::chain, chain::gaps, facts::load, figure, questions,
};
use crate::{
    Result, ServiceRow, Session, Vault,
    actions::ActionRow,
    measures::{self, ComparisonView, PhaseRow, lead_comparison, phase_rows},
    stages::{self, MoveRow},
    timeline::{EventRow, Fact},
};

/// An elapsed time that matters.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct Clock {
    /// From what to what.
    pub label: String,
    /// "1 h 25 min".
    pub value: String,
    /// The two moments, or what is being waited for.
    pub detail: String,
}

/// A measure a case follows.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct CaseMeasureRow {
    /// Identity.
    pub id: String,
    /// The indicator's code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Whether it is the one drawn.
    pub lead: bool,
}

/// The group a case is in.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct CaseGroup {
    /// Identity.
    pub id: String,
    /// Its name.
    pub title: String,
}

/// A case on a page.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct CasePage {
    /// Identity.
    pub id: String,
    /// `SG-2026-007`.
    pub reference: String,
    /// Newest revision of the case itself.
    pub rev: u32,
    /// Short name.
    pub title: String,
    /// The service.
    pub service: ServiceRow,
    /// The adult at risk; none while not known yet.
    pub who: Option<String>,
    /// State, as a code.
    pub state: String,
    /// State in words.
    pub state_label: String,
    /// When the service became aware.
    pub aware: WhenView,
    /// When it was recorded, in words.
    pub recorded: String,
    /// What happened, word for word.
    pub first_account: String,
    /// When that was recorded.
    pub first_account_recorded: String,
    /// The group it is in.
    pub group: Option<CaseGroup>,
    /// Whether the case is closed: then it takes only what follows its closure, until it is reopened.
    pub closed: bool,
    /// Every move of the case, oldest first.
    pub moves: Vec<MoveRow>,
    /// Elapsed times.
    pub clocks: Vec<Clock>,
    /// The six links.
    pub chain: Vec<ChainLink>,
    /// Lanes above the chart.
    pub figure: FigureView,
    /// Before and after, in words.
    pub comparison: Option<ComparisonView>,
    /// Between the changes.
    pub phases: Vec<PhaseRow>,
    /// The three answers.
    pub questions: QuestionsView,
    /// The timeline, with entries in the bin.
    pub events: Vec<EventRow>,
    /// Actions, with those in the bin.
    pub actions: Vec<ActionRow>,
    /// Measures it follows.
    pub measures: Vec<CaseMeasureRow>,
    /// What is missing.
    pub gaps: Vec<GapRow>,
    /// Whether this person may change it.
    pub may_edit: bool,
}

/// Elapsed times from becoming aware. No pass and no fail: the law gives no number of hours.
pub(crate) fn elapsed(aware: &FactTime, facts: &[Fact], now: chrono::DateTime<chrono::Utc>) -> Vec<Clock> {
    let clock = |kind: EventKind, label: &str, waiting: &str| {
        let event = facts.iter().find(|event| event.record.kind == kind);
        let (value, detail) = match event {
            Some(event) => match event.record.at.moment().zip(aware.moment()) {
                Some((at, from)) if at >= from => {
                    (plain::duration(at - from), format!("{} to {}", aware.text(), event.record.at.text()))
                }
                Some(_) => {
                    ("Before".to_owned(), format!("{}, before becoming aware was recorded", event.record.at.text()))
                }
                None => {
                    (plain::short_date(event.record.at.date), "The times are not both known to the minute".to_owned())
                }
            },
            None => {
                let since = aware.moment().map_or(TimeDelta::zero(), |from| now - from);
                (format!("{} so far", plain::duration(since.max(TimeDelta::zero()))), waiting.to_owned())
            }
        };
        Clock { label: label.to_owned(), value, detail }
    };
    vec![
        clock(EventKind::Referral, "Concern to referral", "Not yet recorded as referred to the local authority"),
        clock(
            EventKind::CqcNotification,
            "Concern to CQC notification",
            "Not yet recorded. The duty is to notify without delay",
        ),
    ]
}

/// Keeps the verdicts on a case's lead measure up to date.
fn refresh_lead(vault: &mut Vault, session: &Session, id: CaseId) -> Result<()> {
    let lead = store::cases::get(vault.reader(), id)?.record.lead_measure();
    match lead.filter(|_| session.may_read(domain::access::Read::Measures)) {
        Some(measure) => measures::refresh(vault, session, Some(measure)),
        None => Ok(()),
    }
}

/// A case on a page, its figure `width` pixels wide. The look is noted in the audit chain.
///
/// # Errors
/// Not for this role, not there, or the store's.
pub fn page(vault: &mut Vault, session: &Session, id: CaseId, width: f64) -> Result<CasePage> {
    refresh_lead(vault, session, id)?;
    let facts = load(vault, session, id)?;
    vault.note_view(id);
    let case = &facts.case;
    let recorded = plain::date_time(uk_local(case.meta.first_recorded_at.utc()));
    let settling = facts.changes.settling();
    let mut measures = Vec::new();
    for link in &case.record.measures {
        let measure = store::measures::get(vault.reader(), link.measure_id)?;
        let name = domain::indicator::Library::built_in()
            .find(&measure.record.indicator)
            .map_or_else(|| measure.record.indicator.clone(), |indicator| indicator.name.clone());
        measures.push(CaseMeasureRow {
            id: link.measure_id.to_string(),
            code: measure.record.indicator,
            name,
            lead: link.lead,
        });
    }
    let closing = stages::closing(vault.reader(), id)?;
    let mut events: Vec<EventRow> = facts
        .events
        .iter()
        .chain(&facts.removed_events)
        .map(|event| EventRow {
            may_amend: closing.is_none_or(|closing| event.meta.first_seq > closing),
            ..EventRow::new(event, facts.label(event.meta.author_id))
        })
        .collect();
    events.sort_by_key(|event| event.order);
    Ok(CasePage {
        id: id.to_string(),
        reference: case.record.reference.clone(),
        rev: case.meta.rev,
        title: case.record.title.clone(),
        service: ServiceRow::from(&facts.service),
        who: facts.subject.as_ref().map(|subject| subject.name.clone()),
        state: case.record.state.code().to_owned(),
        state_label: case.record.state.label().to_owned(),
        aware: WhenView::from(&case.record.aware),
        first_account: case.record.first_account.clone(),
        first_account_recorded: recorded.clone(),
        recorded,
        group: match case.record.group_id {
            Some(id) => {
                let title = store::groups::get(vault.reader(), id)?.record.title;
                Some(CaseGroup { id: id.to_string(), title })
            }
            None => None,
        },
        closed: case.record.state.is_closed(),
        moves: stages::rows(&stages::moves_of(vault.reader(), id, store::Instant(i64::MAX))?),
        clocks: elapsed(&facts.case.record.aware, &facts.events, session.now),
        chain: chain(&facts),
        figure: figure::view(&facts, width),
        comparison: lead_comparison(&facts, &settling),
        phases: facts
            .lead
            .as_ref()
            .map(|(measure, analysis)| phase_rows(measure, analysis, &settling))
            .unwrap_or_default(),
        questions: questions::view(facts.answers_rev, &facts.answers),
        events,
        actions: facts.actions.iter().chain(&facts.removed_actions).map(ActionRow::new).collect(),
        measures,
        gaps: gaps(&facts),
        may_edit: session.may(Action::AddEvent),
    })
}
