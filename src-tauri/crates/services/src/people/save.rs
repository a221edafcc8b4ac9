//! Adding somebody, amending what is known of them, removing them to the bin.

use domain::{
    PersonId, ServiceId,
    audit::Action,
    person::{PersonKind, PersonRecord, person_reference},
    time::parse_date,
};
use serde::Deserialize;
use store::{Series, next_number};

use super::{PersonDetail, get};
use crate::{Error, QuestionChoice, Result, Session, Subject, Vault, cases::ANOTHER, random};

/// Somebody as typed.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct PersonDraft {
    /// Full name.
    pub name: String,
    /// What they are to the service.
    pub kind: PersonKind,
    /// Other names they go by.
    #[serde(default)]
    pub also_known_as: String,
    /// Date of birth.
    #[serde(default)]
    pub born: String,
    /// The body they work for, and as what.
    #[serde(default)]
    pub organisation: String,
    /// How to reach them.
    #[serde(default)]
    pub contact: String,
    /// What they need to understand and be understood.
    #[serde(default)]
    pub communication: String,
    /// `another`, where somebody of this name is recorded already and this is somebody else.
    #[serde(default)]
    pub which: Option<String>,
    /// Why something recorded is corrected.
    #[serde(default)]
    pub reason: String,
    /// The draft it was typed in.
    #[serde(default)]
    pub draft_key: Option<String>,
}

impl PersonDraft {
    fn record(&self, session: &Session, standing: PersonRecord) -> Result<PersonRecord> {
        let born = match self.born.trim() {
            "" => None,
            typed => Some(parse_date(typed).map_err(Error::time("born"))?),
        };
        Ok(PersonRecord {
            name: self.name.clone(),
            kind: self.kind,
            also_known_as: self.also_known_as.clone(),
            born,
            organisation: self.organisation.clone(),
            contact: self.contact.clone(),
            communication: self.communication.clone(),
            ..standing
        }
        .check(session.today())?)
    }
}

/// Adds somebody to the people a service knows.
///
/// # Errors
/// What is missing or cannot be, not for this role, or the store's.
pub fn add(vault: &mut Vault, session: &Session, service_id: ServiceId, form: &PersonDraft) -> Result<PersonDetail> {
    session.require(Action::AddPerson)?;
    session.service(service_id)?;
    refuse_namesake(vault, service_id, form)?;
    let id = PersonId(random::bytes16()?);
    let mut record = form.record(session, PersonRecord::named(id, service_id, String::new(), 0, form.kind))?;
    vault.change(session, Action::AddPerson, None, |change| {
        record.number = next_number(change.tx(), Series::Person, 0)?;
        let meta = change.add(&record)?;
        discard(change, session, form)?;
        Ok(((), Subject::from(id).at(meta.rev)))
    })?;
    get(vault, session, id)
}

/// Asks, where somebody of this name is recorded already: two people of one name stay two people, and one person is not
/// recorded twice unawares.
fn refuse_namesake(vault: &Vault, service_id: ServiceId, form: &PersonDraft) -> Result<()> {
    let plain = |name: &str| name.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ");
    if form.which.as_deref() == Some(ANOTHER) {
        return Ok(());
    }
    let same: Vec<QuestionChoice> = store::people::list(vault.reader(), service_id)?
        .into_iter()
        .filter(|known| !known.removed && known.merged_into.is_none() && plain(&known.name) == plain(&form.name))
        .map(|known| QuestionChoice {
            value: known.id.to_string(),
            label: format!("The same as {}, {}", person_reference(known.number), known.kind.label().to_lowercase()),
        })
        .collect();
    if same.is_empty() {
        return Ok(());
    }
    let another = QuestionChoice { value: ANOTHER.to_owned(), label: "Somebody else of the same name".to_owned() };
    Err(Error::SameName(same.into_iter().chain([another]).collect()))
}

/// Amends what is known of somebody, from revision `rev`. Filling blanks needs no reason.
///
/// # Errors
/// A missing reason, a stale revision, what cannot be, or the store's.
pub fn amend(vault: &mut Vault, session: &Session, id: PersonId, rev: u32, form: &PersonDraft) -> Result<PersonDetail> {
    session.require(Action::AmendPerson)?;
    let standing = store::people::get(vault.reader(), id)?.record;
    session.service(standing.service_id)?;
    if standing.merged_into.is_some() {
        return Err(Error::invalid(
            "name",
            "This record was merged into another one of the same person. Nothing was saved. Amend that one, or take them apart first.",
        ));
    }
    let record = form.record(session, standing.clone())?;
    let changed = |before: &str, after: &str| !before.is_empty() && before != after;
    let corrects = changed(&standing.name, &record.name)
        || changed(&standing.also_known_as, &record.also_known_as)
        || changed(&standing.organisation, &record.organisation)
        || changed(&standing.contact, &record.contact)
        || changed(&standing.communication, &record.communication)
        || (standing.born.is_some() && standing.born != record.born);
    if corrects && form.reason.trim().is_empty() {
        return Err(Error::invalid(
            "reason",
            "Something recorded changes. Say why; the earlier wording is kept beside it.",
        ));
    }
    vault.change(session, Action::AmendPerson, Some(&form.reason), |change| {
        let meta = change.amend(&record, rev)?;
        discard(change, session, form)?;
        Ok(((), Subject::from(id).at(meta.rev)))
    })?;
    get(vault, session, id)
}

fn discard(change: &store::revisions::Change<'_>, session: &Session, form: &PersonDraft) -> Result<()> {
    match &form.draft_key {
        Some(key) => Ok(store::drafts::discard(change.tx(), session.user_id, key)?),
        None => Ok(()),
    }
}

/// Moves somebody to the bin: they can no longer be chosen. Cases that name them go on naming them.
///
/// # Errors
/// A stale revision, or the store's.
pub fn remove(vault: &mut Vault, session: &Session, id: PersonId, rev: u32) -> Result<PersonDetail> {
    set_removed(vault, session, id, rev, true)
}

/// Puts somebody back.
///
/// # Errors
/// A stale revision, or the store's.
pub fn restore(vault: &mut Vault, session: &Session, id: PersonId, rev: u32) -> Result<PersonDetail> {
    set_removed(vault, session, id, rev, false)
}

fn set_removed(vault: &mut Vault, session: &Session, id: PersonId, rev: u32, removed: bool) -> Result<PersonDetail> {
    session.require(Action::AmendPerson)?;
    let mut record = store::people::get(vault.reader(), id)?.record;
    session.service(record.service_id)?;
    record.removed = removed;
    vault.change(session, Action::AmendPerson, None, |change| {
        let meta = change.amend(&record, rev)?;
        Ok(((), Subject::from(id).at(meta.rev)))
    })?;
    get(vault, session, id)
}
