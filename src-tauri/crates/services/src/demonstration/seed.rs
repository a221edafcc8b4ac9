//! Records everything of the demonstration through the use cases, in the order of its recording times.

use chrono::{DateTime, Utc};
use domain::{
    CaseId,
    action::{InPractice, Progress},
    indicator::Every,
    time::{WhenInput, parse_when},
};

use super::data::{Action, Demonstration, Event, Series, moment};
use crate::{
    Error, Result, Vault, actions, cases,
    imports::{ImportMapping, Source, commit},
    measures::{self, GridEdit, NewMeasure},
    timeline,
};

enum Entry<'a> {
    Concern,
    Event(&'a Event),
    Action(&'a Action),
    Verify(&'a Action),
    Answers,
    Declare(&'a Series, bool),
    Missed(&'a Series),
    Series(&'a Series),
}

/// Seeds the vault.
pub(super) fn seed(vault: &mut Vault, data: &Demonstration, progress: &mut dyn FnMut(u32, u32)) -> Result<()> {
    let mut entries: Vec<(DateTime<Utc>, Entry<'_>)> = vec![
        (moment(&data.concern.recorded)?, Entry::Concern),
        (moment(&data.answers.recorded)?, Entry::Answers),
        (moment(&data.missed.recorded)?, Entry::Missed(&data.missed)),
    ];
    for (series, lead) in std::iter::once((&data.missed, true)).chain(data.series.iter().map(|s| (s, false))) {
        if let Some(declared) = &series.declared {
            entries.push((moment(declared)?, Entry::Declare(series, lead)));
        }
    }
    for event in &data.event {
        entries.push((moment(&event.recorded)?, Entry::Event(event)));
    }
    for action in &data.action {
        entries.push((moment(&action.recorded)?, Entry::Action(action)));
        if let Some(on) = &action.verified_on {
            entries.push((moment(&format!("{on}T16:00"))?, Entry::Verify(action)));
        }
    }
    for series in &data.series {
        entries.push((moment(&series.recorded)?, Entry::Series(series)));
    }
    entries.sort_by_key(|(at, _)| *at);
    let total = u32::try_from(entries.len()).unwrap_or(u32::MAX);
    let mut case = None;
    for (done, (at, entry)) in (1_u32..).zip(entries) {
        vault.set_clock(at);
        match (entry, case) {
            (Entry::Concern, _) => case = Some(concern(vault, data)?),
            (_, None) => return Err(Error::Internal("order of the demonstration")),
            (Entry::Event(event), Some(case)) => add_event(vault, case, event)?,
            (Entry::Action(action), Some(case)) => add_action(vault, case, action)?,
            (Entry::Verify(action), Some(case)) => verify(vault, case, action)?,
            (Entry::Answers, Some(case)) => answer(vault, case, data)?,
            (Entry::Declare(series, lead), Some(case)) => add_measure(vault, case, series, lead).map(drop)?,
            (Entry::Missed(series), Some(case)) => import(vault, case, series)?,
            (Entry::Series(series), Some(case)) => type_in(vault, case, series)?,
        }
        progress(done, total);
    }
    let session = vault.session();
    measures::refresh(vault, &session, None)
}

/// A time of the file as a form would give it.
fn when(text: &str) -> Result<WhenInput> {
    let at = parse_when(text).map_err(Error::time("when"))?;
    Ok(WhenInput {
        date: at.date.to_string(),
        time: at.time.map(domain::plain::time),
        offset_min: at.offset_min,
        about: false,
    })
}

fn concern(vault: &mut Vault, data: &Demonstration) -> Result<CaseId> {
    let session = vault.session();
    let service = session.service_named(&data.service.name)?.id;
    let form = cases::NewConcern {
        service_id: service.to_string(),
        what: data.concern.what.trim().to_owned(),
        who: Some(data.concern.who.clone()),
        which: None,
        aware: when(&data.concern.aware)?,
        title: Some(data.concern.title.clone()),
        draft_key: None,
    };
    cases::record(vault, &session, &form)?.id.parse().map_err(|_| Error::Internal("order of the demonstration"))
}

fn add_event(vault: &mut Vault, case: CaseId, event: &Event) -> Result<()> {
    let form = timeline::EventDraft {
        lane: event.lane,
        kind: event.kind,
        when: when(&event.at)?,
        text: event.text.clone(),
        agency: event.agency.clone(),
    };
    let session = vault.session();
    timeline::add(vault, &session, case, &form, None).map(drop)
}

fn draft_of(action: &Action, verified: bool) -> Result<actions::ActionDraft> {
    let verified = match (&action.verified_by, &action.verified_on) {
        (Some(by), Some(on)) if verified => {
            Some(actions::VerifiedDraft { by: by.clone(), on: on.clone(), in_practice: InPractice::Yes })
        }
        _ => None,
    };
    Ok(actions::ActionDraft {
        title: action.title.clone(),
        owner: action.owner.clone(),
        due: action.due.clone(),
        go_live: action.go_live.clone(),
        marker_label: action.marker.clone(),
        settling_weeks: action.settling_weeks,
        strength: action.strength,
        progress: Progress::Done,
        verified,
        measure_ids: Vec::new(),
    })
}

fn add_action(vault: &mut Vault, case: CaseId, action: &Action) -> Result<()> {
    let session = vault.session();
    actions::add(vault, &session, case, &draft_of(action, false)?).map(drop)
}

fn verify(vault: &mut Vault, case: CaseId, action: &Action) -> Result<()> {
    let session = vault.session();
    let page = cases::page(vault, &session, case, 700.0)?;
    let row = page
        .actions
        .iter()
        .find(|row| row.title == action.title)
        .ok_or(Error::Internal("order of the demonstration"))?;
    let id = row.id.parse().map_err(|_| Error::Internal("order of the demonstration"))?;
    actions::amend(vault, &session, id, row.rev, &draft_of(action, true)?, None).map(drop)
}

fn answer(vault: &mut Vault, case: CaseId, data: &Demonstration) -> Result<()> {
    let session = vault.session();
    let form = cases::QuestionsView {
        rev: 0,
        what_changed: data.answers.what_changed.clone(),
        how_risk_reduced: data.answers.how_risk_reduced.clone(),
        how_learning_embedded: data.answers.how_learning_embedded.clone(),
    };
    cases::save_questions(vault, &session, case, 0, &form).map(drop)
}

fn add_measure(vault: &mut Vault, case: CaseId, series: &Series, lead: bool) -> Result<domain::MeasureId> {
    let session = vault.session();
    let service = session.services.first().ok_or(Error::NotFound)?.id;
    let form = NewMeasure {
        service_id: service.to_string(),
        indicator: series.indicator.clone(),
        every: None,
        baseline_from: series.baseline_from.clone(),
        baseline_to: series.baseline_to.clone(),
        change_on: series.change_on.clone(),
        usual_checks: series.declared.is_some(),
        case_id: Some(case.to_string()),
        lead,
    };
    measures::add(vault, &session, &form)?.id.parse().map_err(|_| Error::Internal("order of the demonstration"))
}

/// The measure of a series: declared before, or added with its counts.
fn measure_of(vault: &mut Vault, case: CaseId, series: &Series, lead: bool) -> Result<domain::MeasureId> {
    if series.declared.is_some() {
        let session = vault.session();
        return measures::find(vault, &session, &series.indicator);
    }
    add_measure(vault, case, series, lead)
}

/// The main series comes in as a file would: through the same check and the same import.
fn import(vault: &mut Vault, case: CaseId, series: &Series) -> Result<()> {
    let id = measure_of(vault, case, series, true)?;
    let mut text = String::from("Week commencing,Planned visits,Missed visits\n");
    let mut start = series.first;
    for (events, exposure) in series.events.iter().zip(&series.exposure) {
        text.push_str(&format!("{},{exposure},{events}\n", start.format("%d/%m/%Y")));
        start = Every::Week.next(start);
    }
    let mut source = Source::new(series.file_name.clone().unwrap_or_default(), text.into_bytes());
    let mapping = ImportMapping {
        start: Some(0),
        events: Some(2),
        exposure: Some(1),
        date_order: None,
        dates_are_week_ending: false,
    };
    let session = vault.session();
    commit(vault, &session, &mut source, id, mapping)?;
    let notes: Vec<GridEdit> = series
        .note
        .iter()
        .filter_map(|note| {
            let place = usize::try_from((note.start - series.first).num_weeks()).ok()?;
            Some(GridEdit {
                start: note.start.to_string(),
                events: series.events.get(place)?.to_string(),
                exposure: series.exposure.get(place)?.to_string(),
                note: note.text.clone(),
            })
        })
        .collect();
    measures::save_grid(vault, &session, id, &notes).map(drop)
}

/// The other series are typed into the grid.
fn type_in(vault: &mut Vault, case: CaseId, series: &Series) -> Result<()> {
    let id = measure_of(vault, case, series, false)?;
    let session = vault.session();
    let every = domain::indicator::Library::built_in()
        .find(&series.indicator)
        .map_or(Every::Quarter, |indicator| indicator.every);
    let mut start = series.first;
    let mut edits = Vec::with_capacity(series.events.len());
    for (place, events) in series.events.iter().enumerate() {
        edits.push(GridEdit {
            start: start.to_string(),
            events: events.to_string(),
            exposure: series.exposure.get(place).map(ToString::to_string).unwrap_or_default(),
            note: String::new(),
        });
        start = every.next(start);
    }
    let saved = measures::save_grid(vault, &session, id, &edits)?;
    if saved.problems.is_empty() { Ok(()) } else { Err(Error::Internal("data of the demonstration")) }
}
