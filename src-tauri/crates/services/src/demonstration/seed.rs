//! Records everything of the demonstration through the use cases, in the order of its recording times.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::{
    ActionId, CaseId, GroupId, PartId, ServiceId,
    action::{InPractice, Progress},
    indicator::Every,
    part::{FieldInput, FieldType, KindSpec, Owner, catalogue},
    time::{WhenInput, parse_when},
};

use super::data::{
    Action, Amend, Answer, Answers, Case, Demonstration, Event, Group, Part, Person, Series, Service, moment,
};
use crate::{
    Error, Result, Vault, actions, cases, groups,
    imports::{ImportMapping, Source, commit},
    measures::{self, GridEdit, NewMeasure},
    parts::{self, PartDraft},
    people, timeline,
};

enum Entry<'a> {
    Person(&'a Person),
    Group(&'a Group),
    Case(&'a Case),
    Grouped(&'a Case),
    Part(&'a Part),
    Amend(&'a Amend),
    Event(&'a Event),
    Action(&'a Action),
    Verify(&'a Action),
    Answers(&'a Answers),
    Declare(&'a Series),
    Series(&'a Series),
}

const WRONG: Error = Error::Internal("order of the demonstration");

/// Seeds the vault.
pub(super) fn seed(vault: &mut Vault, data: &Demonstration, progress: &mut dyn FnMut(u32, u32)) -> Result<()> {
    let mut entries: Vec<(DateTime<Utc>, usize, Entry<'_>)> = Vec::new();
    for (place, service) in data.services.iter().enumerate() {
        for (at, entry) in entries_of(service)? {
            entries.push((at, place, entry));
        }
    }
    entries.sort_by_key(|(at, ..)| *at);
    let total = u32::try_from(entries.len()).unwrap_or(u32::MAX);
    let services = vault.session().services;
    let mut made: Vec<Made> = services.iter().map(|service| Made::new(service.id)).collect();
    for (done, (at, place, entry)) in (1_u32..).zip(entries) {
        vault.set_clock(at);
        let made = made.get_mut(place).ok_or(WRONG)?;
        made.enter(vault, entry)?;
        progress(done, total);
    }
    let session = vault.session();
    measures::refresh(vault, &session, None)
}

fn entries_of(service: &Service) -> Result<Vec<(DateTime<Utc>, Entry<'_>)>> {
    let mut entries = Vec::new();
    let mut add = |recorded: &str, entry| -> Result<()> {
        entries.push((moment(recorded)?, entry));
        Ok(())
    };
    for each in &service.person {
        add(&each.recorded, Entry::Person(each))?;
    }
    for each in &service.group {
        add(&each.recorded, Entry::Group(each))?;
    }
    for each in &service.case {
        add(&each.recorded, Entry::Case(each))?;
        if let Some(grouped) = &each.grouped {
            add(grouped, Entry::Grouped(each))?;
        }
    }
    for each in &service.part {
        add(&each.recorded, Entry::Part(each))?;
    }
    for each in &service.amend {
        add(&each.recorded, Entry::Amend(each))?;
    }
    for each in &service.event {
        add(&each.recorded, Entry::Event(each))?;
    }
    for each in &service.action {
        add(&each.recorded, Entry::Action(each))?;
        if let Some(on) = &each.verified_on {
            add(&format!("{on}T16:00"), Entry::Verify(each))?;
        }
    }
    for each in &service.answers {
        add(&each.recorded, Entry::Answers(each))?;
    }
    for each in &service.series {
        if let Some(declared) = &each.declared {
            add(declared, Entry::Declare(each))?;
        }
        add(&each.recorded, Entry::Series(each))?;
    }
    Ok(entries)
}

/// What was made of one service so far, by the keys of its file.
struct Made {
    service: ServiceId,
    people: BTreeMap<String, String>,
    groups: BTreeMap<String, GroupId>,
    cases: BTreeMap<String, CaseId>,
    parts: BTreeMap<String, PartId>,
    actions: BTreeMap<String, ActionId>,
}

impl Made {
    const fn new(service: ServiceId) -> Self {
        Self {
            service,
            people: BTreeMap::new(),
            groups: BTreeMap::new(),
            cases: BTreeMap::new(),
            parts: BTreeMap::new(),
            actions: BTreeMap::new(),
        }
    }

    fn case(&self, key: &str) -> Result<CaseId> {
        self.cases.get(key).copied().ok_or(WRONG)
    }

    fn enter(&mut self, vault: &mut Vault, entry: Entry<'_>) -> Result<()> {
        match entry {
            Entry::Person(person) => self.person(vault, person),
            Entry::Group(group) => self.group(vault, group),
            Entry::Case(case) => self.concern(vault, case),
            Entry::Grouped(case) => self.put_into_group(vault, case),
            Entry::Part(part) => self.part(vault, part),
            Entry::Amend(amend) => self.amend(vault, amend),
            Entry::Event(event) => self.event(vault, event),
            Entry::Action(action) => self.action(vault, action),
            Entry::Verify(action) => self.verify(vault, action),
            Entry::Answers(answers) => self.answers(vault, answers),
            Entry::Declare(series) => self.measure(vault, series).map(drop),
            Entry::Series(series) => self.series(vault, series),
        }
    }

    fn person(&mut self, vault: &mut Vault, person: &Person) -> Result<()> {
        let session = vault.session();
        let form = people::PersonDraft {
            name: person.name.clone(),
            kind: person.kind,
            also_known_as: String::new(),
            born: String::new(),
            organisation: person.organisation.clone(),
            contact: person.contact.clone(),
            communication: String::new(),
            which: None,
            reason: String::new(),
            draft_key: None,
        };
        let added = people::add(vault, &session, self.service, &form)?;
        self.people.insert(person.key.clone(), added.row.id);
        Ok(())
    }

    fn group(&mut self, vault: &mut Vault, group: &Group) -> Result<()> {
        let session = vault.session();
        let form = groups::GroupDraft { title: group.title.clone(), about: group.about.clone(), reason: String::new() };
        let row = groups::add(vault, &session, self.service, &form)?;
        self.groups.insert(group.key.clone(), row.id.parse().map_err(|_| WRONG)?);
        Ok(())
    }

    fn concern(&mut self, vault: &mut Vault, case: &Case) -> Result<()> {
        let session = vault.session();
        let form = cases::NewConcern {
            service_id: self.service.to_string(),
            what: case.what.trim().to_owned(),
            who: case.who.clone(),
            aware: when(&case.aware)?,
            title: Some(case.title.clone()),
            ..cases::NewConcern::default()
        };
        let id = cases::record(vault, &session, &form)?.id.parse().map_err(|_| WRONG)?;
        self.cases.insert(case.key.clone(), id);
        Ok(())
    }

    fn put_into_group(&mut self, vault: &mut Vault, case: &Case) -> Result<()> {
        let session = vault.session();
        let id = self.case(&case.key)?;
        let group = case.group.as_ref().and_then(|key| self.groups.get(key)).copied().ok_or(WRONG)?;
        let rev = store::cases::get(vault.reader(), id)?.meta.rev;
        groups::set_case(vault, &session, id, rev, Some(group))
    }

    fn owner(&self, part: &Part) -> Result<Owner> {
        match (&part.case, &part.group) {
            (Some(case), None) => Ok(Owner::Case(self.case(case)?)),
            (None, Some(group)) => Ok(Owner::Group(self.groups.get(group).copied().ok_or(WRONG)?)),
            _ => Err(WRONG),
        }
    }

    /// What a form would hold with these answers typed.
    fn typed(&self, spec: &KindSpec, answers: &BTreeMap<String, Answer>) -> Result<BTreeMap<String, FieldInput>> {
        answers
            .iter()
            .map(|(code, answer)| {
                let takes = spec.find(code).ok_or(WRONG)?.takes;
                let input = match answer {
                    Answer::Text(text) if takes == FieldType::When => {
                        FieldInput { when: Some(when(text)?), ..FieldInput::default() }
                    }
                    Answer::Text(text) => FieldInput { text: text.clone(), ..FieldInput::default() },
                    Answer::Codes(codes) => FieldInput {
                        codes: codes.iter().map(|code| self.code(code)).collect::<Result<_>>()?,
                        ..FieldInput::default()
                    },
                };
                Ok((code.clone(), input))
            })
            .collect()
    }

    fn code(&self, code: &str) -> Result<String> {
        if let Some(key) = code.strip_prefix("@part:") {
            return self.parts.get(key).map(ToString::to_string).ok_or(WRONG);
        }
        if let Some(key) = code.strip_prefix("@person:") {
            return self.people.get(key).cloned().ok_or(WRONG);
        }
        Ok(code.to_owned())
    }

    fn part(&mut self, vault: &mut Vault, part: &Part) -> Result<()> {
        let session = vault.session();
        let spec = catalogue::find(&part.kind).ok_or(WRONG)?;
        let form = PartDraft { values: self.typed(spec, &part.fields)?, ..PartDraft::default() };
        let row = parts::add(vault, &session, self.owner(part)?, &part.kind, &form)?;
        if let Some(key) = &part.key {
            self.parts.insert(key.clone(), row.id.parse().map_err(|_| WRONG)?);
        }
        Ok(())
    }

    fn amend(&mut self, vault: &mut Vault, amend: &Amend) -> Result<()> {
        let session = vault.session();
        let id = self.parts.get(&amend.part).copied().ok_or(WRONG)?;
        let standing = parts::filled_form(vault, &session, id)?;
        let spec = catalogue::find(&standing.kind).ok_or(WRONG)?;
        let mut values = standing.values;
        values.extend(self.typed(spec, &amend.fields)?);
        let form = PartDraft { values, reason: amend.reason.clone(), ..PartDraft::default() };
        parts::amend(vault, &session, id, standing.rev, &form).map(drop)
    }

    fn event(&mut self, vault: &mut Vault, event: &Event) -> Result<()> {
        let form = timeline::EventDraft {
            lane: event.lane,
            kind: event.kind,
            when: when(&event.at)?,
            text: event.text.clone(),
            agency: event.agency.clone(),
        };
        let session = vault.session();
        timeline::add(vault, &session, self.case(&event.case)?, &form, None).map(drop)
    }

    fn action(&mut self, vault: &mut Vault, action: &Action) -> Result<()> {
        let session = vault.session();
        let row = actions::add(vault, &session, self.case(&action.case)?, &draft_of(action, false))?;
        self.actions.insert(action.title.clone(), row.id.parse().map_err(|_| WRONG)?);
        Ok(())
    }

    fn verify(&mut self, vault: &mut Vault, action: &Action) -> Result<()> {
        let session = vault.session();
        let id = self.actions.get(&action.title).copied().ok_or(WRONG)?;
        let rev = store::actions::get(vault.reader(), id)?.meta.rev;
        actions::amend(vault, &session, id, rev, &draft_of(action, true), None).map(drop)
    }

    fn answers(&mut self, vault: &mut Vault, answers: &Answers) -> Result<()> {
        let session = vault.session();
        let form = cases::QuestionsView {
            rev: 0,
            what_changed: answers.what_changed.clone(),
            how_risk_reduced: answers.how_risk_reduced.clone(),
            how_learning_embedded: answers.how_learning_embedded.clone(),
        };
        cases::save_questions(vault, &session, self.case(&answers.case)?, 0, &form).map(drop)
    }

    fn measure(&mut self, vault: &mut Vault, series: &Series) -> Result<domain::MeasureId> {
        let session = vault.session();
        let form = NewMeasure {
            service_id: self.service.to_string(),
            indicator: series.indicator.clone(),
            every: None,
            baseline_from: series.baseline_from.clone(),
            baseline_to: series.baseline_to.clone(),
            change_on: series.change_on.clone(),
            usual_checks: series.declared.is_some(),
            case_id: Some(self.case(&series.case)?.to_string()),
            lead: series.lead,
        };
        measures::add(vault, &session, &form)?.id.parse().map_err(|_| WRONG)
    }

    /// The measure of a series: declared before, or added with its counts.
    fn measure_of(&mut self, vault: &mut Vault, series: &Series) -> Result<domain::MeasureId> {
        if series.declared.is_some() {
            let found = store::measures::find(vault.reader(), &series.indicator, Some(self.service))?;
            return found.first().copied().ok_or(WRONG);
        }
        self.measure(vault, series)
    }

    fn series(&mut self, vault: &mut Vault, series: &Series) -> Result<()> {
        let id = self.measure_of(vault, series)?;
        if series.events.is_empty() {
            return Ok(());
        }
        if series.imported { import(vault, id, series) } else { type_in(vault, id, series) }
    }
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

fn draft_of(action: &Action, verified: bool) -> actions::ActionDraft {
    let verified = match (&action.verified_by, &action.verified_on) {
        (Some(by), Some(on)) if verified => {
            Some(actions::VerifiedDraft { by: by.clone(), on: on.clone(), in_practice: InPractice::Yes })
        }
        _ => None,
    };
    actions::ActionDraft {
        title: action.title.clone(),
        owner: action.owner.clone(),
        due: action.due.clone(),
        go_live: action.go_live.clone(),
        marker_label: action.marker.clone(),
        settling_weeks: action.settling_weeks,
        strength: action.strength,
        progress: action.progress.unwrap_or(Progress::Done),
        verified,
        measure_ids: Vec::new(),
    }
}

/// A series that comes in as a file would: through the same check and the same import.
fn import(vault: &mut Vault, id: domain::MeasureId, series: &Series) -> Result<()> {
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
fn type_in(vault: &mut Vault, id: domain::MeasureId, series: &Series) -> Result<()> {
    let session = vault.session();
    let every = domain::indicator::Library::built_in()
        .find(&series.indicator)
        .map_or(Every::Quarter, |indicator| indicator.every);
    let mut start = series.first;
    let mut edits = Vec::with_capacity(series.events.len());
    for (place, events) in series.events.iter().enumerate() {
        let note = series.note.iter().find(|note| note.start == start);
        edits.push(GridEdit {
            start: start.to_string(),
            events: events.to_string(),
            exposure: series.exposure.get(place).map(ToString::to_string).unwrap_or_default(),
            note: note.map(|note| note.text.clone()).unwrap_or_default(),
        });
        start = every.next(start);
    }
    let saved = measures::save_grid(vault, &session, id, &edits)?;
    if saved.problems.is_empty() { Ok(()) } else { Err(Error::Internal("data of the demonstration")) }
}
