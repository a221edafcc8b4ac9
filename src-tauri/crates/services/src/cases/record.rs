//! A concern becomes a case. Two answers are enough.

use chrono::Datelike;
use domain::{
    CaseId, PartId, ServiceId,
    access::Access,
    audit::Action,
    case::{CaseRecord, CaseState, ConcernDraft, case_reference},
    part::{FieldInput, Owner, PartRecord, Refused, catalogue, kind},
    time::{FactTime, WhenInput},
};
use serde::Deserialize;
use store::{Series, next_number};

use super::{CaseRow, rows_of, who::person_meant};
use crate::{Error, Result, Session, Subject, Vault, random};

/// What is asked when a concern is recorded.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct NewConcern {
    /// The service.
    pub service_id: String,
    /// What happened, word for word.
    pub what: String,
    /// The adult at risk; none while not known yet.
    pub who: Option<String>,
    /// Which person is meant, where somebody of this name is recorded already: `P-0031`, or `another`.
    #[serde(default)]
    pub which: Option<String>,
    /// When the service became aware.
    pub aware: WhenInput,
    /// A short name; made from the account when none is given.
    pub title: Option<String>,
    /// Types of abuse or neglect that seem to be meant: they make a first allegation.
    #[serde(default)]
    pub types: Vec<String>,
    /// What was done straight away to make people safe.
    #[serde(default)]
    pub safety: String,
    /// How the concern came, as a code of the list of sources.
    #[serde(default)]
    pub source: Option<String>,
    /// The draft it was typed in, which is then done with.
    pub draft_key: Option<String>,
}

/// Records a concern as a new case.
///
/// # Errors
/// What is missing, a time that cannot be, [`Error::SameName`] where it has to be said who is meant, not for
/// this role, or the store's; the draft then stays.
pub fn record(vault: &mut Vault, session: &Session, form: &NewConcern) -> Result<CaseRow> {
    session.require(Action::RecordConcern)?;
    let service_id: ServiceId =
        form.service_id.parse().map_err(|_| Error::invalid("service_id", "Choose the service it happened in."))?;
    session.service(service_id)?;
    let aware = form.aware.resolve().map_err(Error::time("aware"))?;
    refuse_future(session, &aware)?;
    let draft = ConcernDraft { what: form.what.clone(), who: form.who.clone(), title: form.title.clone() }.check()?;
    let id = CaseId(random::bytes16()?);
    let parts = first_parts(id, form, &draft.what, &aware)?;
    vault.change(session, Action::RecordConcern, None, |change| {
        let subject_id = match &draft.who {
            Some(name) => Some(person_meant(change, service_id, name, form.which.as_deref())?),
            None => None,
        };
        let year = session.today().year();
        let record = CaseRecord {
            id,
            service_id,
            reference: case_reference(year, next_number(change.tx(), Series::Case, year)?),
            title: draft.title_or_first_words(),
            state: CaseState::Raised,
            access: Access::Open,
            aware,
            subject_id,
            first_account: draft.what.clone(),
            measures: Vec::new(),
            closed_on: None,
            group_id: None,
            removed: false,
        };
        let meta = change.add(&record)?;
        for part in &parts {
            change.add(part)?;
        }
        if let Some(key) = &form.draft_key {
            store::drafts::discard(change.tx(), session.user_id, key)?;
        }
        Ok(((), Subject::from(id).at(meta.rev)))
    })?;
    rows_of(vault, session, &[id])?.pop().ok_or(Error::NotFound)
}

/// What the form says beside the account, as parts of the new case.
fn first_parts(id: CaseId, form: &NewConcern, account: &str, aware: &FactTime) -> Result<Vec<PartRecord>> {
    let text = |text: &str| FieldInput { text: text.to_owned(), ..FieldInput::default() };
    let codes = |codes: &[String]| FieldInput { codes: codes.to_vec(), ..FieldInput::default() };
    let day = FieldInput {
        when: Some(WhenInput { date: aware.date.to_string(), ..WhenInput::default() }),
        ..FieldInput::default()
    };
    let mut wanted: Vec<(&str, Vec<(&str, FieldInput)>)> = Vec::new();
    if let Some(source) = form.source.clone().filter(|source| !source.is_empty()) {
        wanted.push((kind::CONCERN_DETAILS, vec![("source", codes(&[source]))]));
    }
    if !form.safety.trim().is_empty() {
        wanted.push((kind::SAFETY_STEP, vec![("when", day), ("what", text(&form.safety))]));
    }
    if !form.types.is_empty() {
        let what = first_words(account);
        wanted.push((kind::ALLEGATION, vec![("what", text(&what)), ("types", codes(&form.types))]));
    }
    wanted
        .into_iter()
        .map(|(kind, fields)| {
            let spec = catalogue::find(kind).ok_or(Error::Internal("form of a concern"))?;
            let typed = fields.into_iter().map(|(code, input)| (code.to_owned(), input)).collect();
            PartRecord::read(PartId(random::bytes16()?), Owner::Case(id), spec, &typed).map_err(|refused| match refused
            {
                Refused::Time(_, source) => Error::Time { field: "safety", source },
                Refused::Fields(problems) => Error::invalid(
                    match kind {
                        kind::CONCERN_DETAILS => "source",
                        kind::SAFETY_STEP => "safety",
                        _ => "types",
                    },
                    problems.first().map(|problem| problem.message.clone()).unwrap_or_default(),
                ),
            })
        })
        .collect()
}

/// The account's first sentence, for a first allegation that is put in better words later.
fn first_words(account: &str) -> String {
    let draft = ConcernDraft { what: account.to_owned(), who: None, title: None };
    draft.title_or_first_words()
}

/// Refuses a moment of becoming aware that has not come yet.
pub(super) fn refuse_future(session: &Session, aware: &FactTime) -> Result<()> {
    if aware.sort_key() > session.now.timestamp_millis() + 60_000 {
        return Err(Error::invalid("aware", "That moment has not come yet. Give the time at which you became aware."));
    }
    Ok(())
}
