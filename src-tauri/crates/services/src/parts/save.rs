//! Recording a part, amending it with a reason, removing it to the bin, putting it back.

use std::collections::BTreeMap;

use chrono::Datelike;
use domain::{
    PartId, Problems,
    audit::Action,
    case::CaseState,
    lists::{ListKind, Lists},
    part::{Around, Doubt, FieldInput, KindSpec, Owner, PartRecord, Refused, catalogue, doubts, kind},
};
use serde::Deserialize;
use store::revisions::Change;

use super::{
    form::{require_open, service_of},
    list, load, load_of,
};
use crate::{Error, Result, Session, Subject, Vault, parts::PartRow, random, reference::Labels, stages};

/// Why something unlikely is kept all the same.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct Confirmed {
    /// The doubt.
    pub code: String,
    /// Why it is right.
    pub because: String,
}

/// A part as typed.
#[derive(Debug, Default, Clone, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct PartDraft {
    /// What was typed and chosen, by field.
    pub values: BTreeMap<String, FieldInput>,
    /// Doubts that were answered.
    #[serde(default)]
    pub confirmed: Vec<Confirmed>,
    /// Why something recorded is corrected; not asked where blanks are filled.
    #[serde(default)]
    pub reason: String,
    /// The draft it was typed in, which is then done with.
    #[serde(default)]
    pub draft_key: Option<String>,
}

/// Records a part of a case.
///
/// # Errors
/// What is missing or cannot be, [`Error::Doubtful`] where something has to be asked, [`Error::CaseClosed`], not for
/// this role, or the store's.
pub fn add(vault: &mut Vault, session: &Session, owner: Owner, kind: &str, form: &PartDraft) -> Result<PartRow> {
    let spec = catalogue::find(kind).ok_or(Error::NotFound)?;
    let action = action_of(spec, Action::AddPart);
    session.require(action)?;
    require_open(session, spec)?;
    require_running(vault, owner, spec)?;
    if !spec.many && load_of(vault, session, owner, None)?.of(kind).next().is_some() {
        return Err(Error::invalid(
            "form",
            "This is recorded already, and a case has one. Nothing was saved. Open the one there is and amend it.",
        ));
    }
    let mut record = read(vault, session, PartId(random::bytes16()?), owner, spec, form)?;
    vault.change(session, action, None, |change| {
        if spec.code == kind::EVIDENCE {
            record.number = Some(store::next_number(change.tx(), store::Series::Evidence, session.today().year())?);
        }
        let meta = change.add(&record)?;
        finish(change, session, owner, form)?;
        Ok(((), Subject::from(record.id).at(meta.rev)))
    })?;
    row(vault, session, record.id)
}

/// Amends a part made from revision `rev`; the earlier wording is kept. Filling blanks needs no reason.
///
/// # Errors
/// A missing reason, a stale revision, and as [`add`].
pub fn amend(vault: &mut Vault, session: &Session, id: PartId, rev: u32, form: &PartDraft) -> Result<PartRow> {
    let (standing, spec) = standing(vault, session, id)?;
    let owner = standing.record.owner;
    let action = action_of(spec, Action::AmendPart);
    session.require(action)?;
    if standing.record.removed {
        return Err(Error::invalid("form", "This is in the bin. Nothing was saved. Put it back first."));
    }
    let record = PartRecord { number: standing.record.number, ..read(vault, session, id, owner, spec, form)? };
    let corrected = standing.record.corrected_by(&record);
    if !corrected.is_empty() && form.reason.trim().is_empty() {
        return Err(Error::invalid(
            "reason",
            "Something recorded changes. Say why; the earlier wording is kept beside it.",
        ));
    }
    vault.change(session, action, Some(&form.reason), |change| {
        let meta = change.amend(&record, rev)?;
        finish(change, session, owner, form)?;
        Ok(((), Subject::from(id).at(meta.rev)))
    })?;
    row(vault, session, id)
}

/// Moves a part to the bin. It stays in the record and can be put back.
///
/// # Errors
/// Another part refers to it, a stale revision, the case is closed, or the store's.
pub fn remove(vault: &mut Vault, session: &Session, id: PartId, rev: u32) -> Result<PartRow> {
    set_removed(vault, session, id, rev, true)
}

/// Puts a part back from the bin.
///
/// # Errors
/// A stale revision, the case is closed, or the store's.
pub fn restore(vault: &mut Vault, session: &Session, id: PartId, rev: u32) -> Result<PartRow> {
    set_removed(vault, session, id, rev, false)
}

fn set_removed(vault: &mut Vault, session: &Session, id: PartId, rev: u32, removed: bool) -> Result<PartRow> {
    let (mut part, spec) = standing(vault, session, id)?;
    let owner = part.record.owner;
    let action = action_of(spec, if removed { Action::RemovePart } else { Action::RestorePart });
    session.require(action)?;
    if removed {
        let loaded = load_of(vault, session, owner, None)?;
        let refers = loaded.parts.iter().filter(|other| !other.record.removed && other.record.id != id).find(|other| {
            other
                .record
                .fields
                .values()
                .any(|value| matches!(value, domain::part::Value::Parts(ids) if ids.contains(&id)))
        });
        if let Some(other) = refers {
            let what = other.record.spec().map_or("another entry", |spec| &spec.label);
            return Err(Error::invalid(
                "form",
                format!(
                    "It is referred to under \u{201c}{what}\u{201d} in this case. Nothing was changed. Remove that first, or change what it refers to."
                ),
            ));
        }
    } else if !spec.many && load_of(vault, session, owner, None)?.of(&spec.code).next().is_some() {
        return Err(Error::invalid(
            "form",
            "Another one was recorded since, and a case has one. Nothing was changed. Remove that one first.",
        ));
    }
    part.record.removed = removed;
    vault.change(session, action, None, |change| {
        let meta = change.amend(&part.record, rev)?;
        follow(change, owner)?;
        Ok(((), Subject::from(id).at(meta.rev)))
    })?;
    row(vault, session, id)
}

/// The part as it stands and its kind, where it may be changed.
fn standing(
    vault: &Vault,
    session: &Session,
    id: PartId,
) -> Result<(store::revisions::Revised<PartRecord>, &'static KindSpec)> {
    let part = store::parts::get(vault.reader(), id)?;
    let spec = part.record.spec().ok_or(Error::NotFound)?;
    require_open(session, spec)?;
    match part.record.owner {
        Owner::Case(case_id) => stages::require_amendable(vault.reader(), case_id, part.meta.first_seq)?,
        // What cases share stands in each of them, in a closed one too.
        Owner::Group(group_id) => {
            for case_id in store::groups::cases(vault.reader(), group_id)? {
                stages::require_amendable(vault.reader(), case_id, part.meta.first_seq)?;
            }
        }
    }
    Ok((part, spec))
}

/// Moves of a case are a permission of their own.
fn action_of(spec: &KindSpec, otherwise: Action) -> Action {
    if spec.code == kind::STAGE_MOVE { Action::MoveCase } else { otherwise }
}

/// A closed case takes what follows its closure and nothing else: it is reopened first, with a reason. A group takes
/// what its cases may share.
fn require_running(vault: &Vault, owner: Owner, spec: &KindSpec) -> Result<()> {
    match owner {
        Owner::Case(case_id) => {
            let closed = store::cases::get(vault.reader(), case_id)?.record.state.is_closed();
            if closed && !spec.after_closure { Err(Error::CaseClosed) } else { Ok(()) }
        }
        Owner::Group(group_id) => {
            store::groups::get(vault.reader(), group_id)?;
            if spec.shared {
                Ok(())
            } else {
                Err(Error::invalid("form", "This belongs to one adult. Record it in that adult\u{2019}s own case."))
            }
        }
    }
}

/// An answer of a list that may be extended is one of Evident's or of the provider's own.
fn check_own_answers(
    vault: &Vault,
    spec: &'static KindSpec,
    record: &PartRecord,
    problems: &mut Problems,
) -> Result<()> {
    let labels = Labels::of(vault.reader())?;
    for field in &spec.field {
        let Some(list) = field.list.as_deref().and_then(|list| Lists::built_in().find(list)) else { continue };
        let extended = list.kind == ListKind::Extendable;
        if extended && record.codes(&field.code).iter().any(|code| labels.find(&list.code, code).is_none()) {
            problems.add(&field.code, "Choose from the list.");
        }
    }
    Ok(())
}

/// Reads a form into the record it makes, with everything around it that bears on it.
fn read(
    vault: &Vault,
    session: &Session,
    id: PartId,
    owner: Owner,
    spec: &'static KindSpec,
    form: &PartDraft,
) -> Result<PartRecord> {
    let mut record = PartRecord::read(id, owner, spec, &form.values).map_err(|refused| match refused {
        Refused::Time(field, source) => Error::Time { field, source },
        Refused::Fields(problems) => Error::Invalid(problems),
    })?;
    let mut problems = Problems::new();
    let asked = doubts(&record, &around(vault, session, owner)?, &mut problems);
    check_own_answers(vault, spec, &record, &mut problems)?;
    if let (kind::STAGE_MOVE, Owner::Case(case_id)) = (spec.code.as_str(), owner) {
        let state = stages::before(vault, case_id, id)?;
        let to = record.code("to").and_then(CaseState::from_code);
        if to.is_none_or(|to| !stages::by_hand(state).contains(&to)) {
            problems.add(
                "to",
                format!(
                    "A case that is \u{201c}{}\u{201d} cannot go there by hand. Choose from the list.",
                    state.label()
                ),
            );
        }
        // Rule R-D1 of the duties: nobody's record is closed before the decision on a referral to the DBS is in it.
        let closes = matches!(to, Some(CaseState::ClosedInternally | CaseState::Sustained));
        if closes && crate::duties::dbs_decision_missing(&load(vault, session, case_id, None)?) {
            problems.add(
                "to",
                "A finding was made and somebody left or was moved during it, so a decision on a DBS referral has to be recorded first: the referral, or why not.",
            );
        }
    }
    problems.into_result()?;
    // What was answered once is not asked again.
    let answered = store::parts::get(vault.reader(), id).map(|part| part.record.kept_because).unwrap_or_default();
    let (kept, open): (Vec<Doubt>, Vec<Doubt>) =
        asked.into_iter().partition(|doubt| because(form, &answered, doubt.code).is_some());
    if !open.is_empty() {
        return Err(Error::Doubtful(open));
    }
    for doubt in kept {
        if let Some(because) = because(form, &answered, doubt.code) {
            record.kept_because.insert(doubt.code.to_owned(), because.to_owned());
        }
    }
    require_parts(vault, session, &record)?;
    if spec.code == kind::LINKED_CASE {
        let reference = record.text("reference");
        let other = store::cases::find_by_reference(vault.reader(), reference);
        if other.as_ref().is_ok_and(|other| Some(*other) == owner.case()) {
            return Err(Error::invalid("reference", "That is this case itself. Give the reference of the other one."));
        }
        if other.is_err() {
            return Err(Error::invalid(
                "reference",
                "There is no case with that reference. The list of cases shows them all.",
            ));
        }
    }
    Ok(record)
}

fn because<'a>(form: &'a PartDraft, answered: &'a BTreeMap<String, String>, code: &str) -> Option<&'a str> {
    let now = form.confirmed.iter().find(|confirmed| confirmed.code == code).map(|confirmed| confirmed.because.trim());
    now.filter(|because| !because.is_empty()).or_else(|| answered.get(code).map(String::as_str))
}

/// Whatever a part refers to is there, in this case and of the right kind; people are of this service, and a file is
/// kept in the same case.
fn require_parts(vault: &Vault, session: &Session, record: &PartRecord) -> Result<()> {
    let loaded = load_of(vault, session, record.owner, None)?;
    let service = service_of(vault, record.owner)?;
    for field in record.spec().map(|spec| spec.field.as_slice()).unwrap_or_default() {
        for id in record.parts(&field.code) {
            let of = field.of.as_deref();
            if loaded.find(*id).is_none_or(|part| Some(part.record.kind.as_str()) != of) {
                return Err(Error::invalid(&field.code, "Choose from what is recorded in this case."));
            }
        }
        if let Some(id) = record.file(&field.code) {
            let file = store::evidence::get(vault.reader(), id);
            if file.map_or(true, |file| file.owner != record.owner) {
                return Err(Error::invalid(&field.code, "Choose a file that was added to this case."));
            }
        }
        for id in record.people(&field.code) {
            let known = store::people::get(vault.reader(), *id);
            if known.is_ok_and(|person| person.record.service_id != service) {
                return Err(Error::invalid(
                    &field.code,
                    "That person belongs to another service. Choose somebody of this one.",
                ));
            }
        }
    }
    Ok(())
}

/// What stands around a part of a case.
fn around(vault: &Vault, session: &Session, owner: Owner) -> Result<Around> {
    let conn = vault.reader();
    let Owner::Case(case_id) = owner else {
        let now = session.now.timestamp_millis();
        return Ok(Around { aware: None, born: None, referred: None, decided: None, now });
    };
    let case = store::cases::get(conn, case_id)?.record;
    let loaded = load(vault, session, case_id, None)?;
    let first = |kind: &str, field: &str| {
        loaded.of(kind).filter_map(|part| part.record.when(field)).min_by_key(domain::time::FactTime::sort_key)
    };
    let born = match case.subject_id {
        Some(person) => store::people::standing_for(conn, person)?.record.born,
        None => None,
    };
    Ok(Around {
        aware: Some(case.aware),
        born,
        referred: first(kind::REFERRAL, "sent"),
        decided: first(kind::LA_DECISION, "decided_on"),
        now: session.now.timestamp_millis(),
    })
}

fn finish(change: &Change<'_>, session: &Session, owner: Owner, form: &PartDraft) -> Result<()> {
    follow(change, owner)?;
    if let Some(key) = &form.draft_key {
        store::drafts::discard(change.tx(), session.user_id, key)?;
    }
    Ok(())
}

/// Moves the case, or every case of the group, to where its facts lead.
fn follow(change: &Change<'_>, owner: Owner) -> Result<()> {
    match owner {
        Owner::Case(case_id) => stages::follow(change, case_id),
        Owner::Group(group_id) => {
            store::groups::cases(change.tx(), group_id)?.into_iter().try_for_each(|case| stages::follow(change, case))
        }
    }
}

fn row(vault: &Vault, session: &Session, id: PartId) -> Result<PartRow> {
    let part = store::parts::get(vault.reader(), id)?;
    let spec = part.record.spec().ok_or(Error::NotFound)?;
    let names = load_of(vault, session, part.record.owner, None)?.names;
    list::row(vault, spec, &part, &names)
}
