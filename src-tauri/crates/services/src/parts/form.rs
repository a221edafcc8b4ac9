//! The form of a part: what is asked, what may be chosen, what stands in it.

use std::collections::BTreeMap;

use domain::{
    CaseId, PartId, ServiceId,
    lists::Lists,
    part::{FieldInput, FieldSpec, FieldType, KindSpec, Names, Owner, PartRecord, ThresholdAid, catalogue, kind},
    person::person_reference,
};
use serde::Serialize;

use super::{CaseParts, list, load_of};
use crate::{Error, Result, Session, Vault, people};

/// One answer that may be chosen.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct FieldChoice {
    /// As a code, or an identity.
    pub value: String,
    /// In words.
    pub label: String,
    /// A hint in one line.
    pub hint: Option<String>,
}

/// One field of a form.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct FieldView {
    /// Its code.
    pub code: String,
    /// The question.
    pub label: String,
    /// What it takes.
    pub takes: FieldType,
    /// Whether the record makes no sense without it.
    pub needed: bool,
    /// What good looks like.
    pub hint: Option<String>,
    /// The kind of part it refers to.
    pub of: Option<String>,
    /// What may be chosen.
    pub choices: Vec<FieldChoice>,
    /// Answers that leave no room for another.
    pub alone: Vec<String>,
    /// The field that decides whether it is asked.
    pub asked_when: Option<String>,
    /// Asked where that field holds one of these.
    pub asked_when_is: Vec<String>,
}

/// A form, blank or with what stands in a part.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct PartForm {
    /// The kind.
    pub kind: String,
    /// One of them, in words.
    pub label: String,
    /// What good looks like.
    pub intro: String,
    /// A worked example.
    pub example: Option<String>,
    /// What councils' own guidance says to situations like it; advice, never a rule.
    pub aids: Vec<ThresholdAid>,
    /// Where that stands; blank where there is none.
    pub aids_source: String,
    /// Whom it is kept from, in words.
    pub kept_apart: Option<String>,
    /// The part that is amended; none for a new one.
    pub id: Option<String>,
    /// The revision it stands at; 0 for a new one.
    pub rev: u32,
    /// What is asked.
    pub fields: Vec<FieldView>,
    /// What stands in it.
    pub values: BTreeMap<String, FieldInput>,
    /// What seemed unlikely and was kept: the reason given, by the doubt's code.
    pub kept_because: BTreeMap<String, String>,
}

/// A blank form.
///
/// # Errors
/// No such kind, not for this role, or the store's.
pub fn blank_form(vault: &Vault, session: &Session, owner: Owner, kind: &str) -> Result<PartForm> {
    let spec = catalogue::find(kind).ok_or(Error::NotFound)?;
    require_open(session, spec)?;
    form(vault, session, owner, spec, None)
}

/// The form of a part as it stands.
///
/// # Errors
/// Not there, not for this role, or the store's.
pub fn filled_form(vault: &Vault, session: &Session, id: PartId) -> Result<PartForm> {
    let part = store::parts::get(vault.reader(), id)?;
    let spec = part.record.spec().ok_or(Error::NotFound)?;
    require_open(session, spec)?;
    let values = part.record.fields.iter().map(|(code, value)| (code.clone(), value.input())).collect();
    Ok(PartForm {
        id: Some(id.to_string()),
        rev: part.meta.rev,
        values,
        kept_because: part.record.kept_because.clone(),
        ..form(vault, session, part.record.owner, spec, Some(&part.record))?
    })
}

/// The service that a case or a group belongs to.
pub(super) fn service_of(vault: &Vault, owner: Owner) -> Result<ServiceId> {
    Ok(match owner {
        Owner::Case(id) => store::cases::get(vault.reader(), id)?.record.service_id,
        Owner::Group(id) => store::groups::get(vault.reader(), id)?.record.service_id,
    })
}

/// What this session may not open is not there.
pub(super) fn require_open(session: &Session, spec: &KindSpec) -> Result<()> {
    if session.may_open(spec.compartment) { Ok(()) } else { Err(Error::NotFound) }
}

fn form(
    vault: &Vault,
    session: &Session,
    owner: Owner,
    spec: &KindSpec,
    standing: Option<&PartRecord>,
) -> Result<PartForm> {
    let loaded = load_of(vault, session, owner, None)?;
    let mut fields = Vec::with_capacity(spec.field.len());
    for field in &spec.field {
        let choices = match field.takes {
            FieldType::Person | FieldType::People => people_choices(vault, session, owner)?,
            FieldType::Part | FieldType::Parts => part_choices(field, &loaded, standing.map(|part| part.id)),
            _ => match owner {
                Owner::Case(case_id) if spec.code == kind::STAGE_MOVE && field.code == "to" => {
                    stage_choices(vault, case_id)?
                }
                _ => list_choices(vault, field, standing)?,
            },
        };
        let alone = field
            .list
            .as_deref()
            .and_then(|list| Lists::built_in().find(list))
            .map(|list| list.item.iter().filter(|item| item.is("alone")).map(|item| item.code.clone()).collect());
        fields.push(FieldView {
            code: field.code.clone(),
            label: field.label.clone(),
            takes: field.takes,
            needed: field.needed,
            hint: field.hint.clone(),
            of: field.of.clone(),
            choices,
            alone: alone.unwrap_or_default(),
            asked_when: field.asked_when.as_ref().map(|asked| asked.field.clone()),
            asked_when_is: field.asked_when.as_ref().map(|asked| asked.is.clone()).unwrap_or_default(),
        });
    }
    Ok(PartForm {
        kind: spec.code.clone(),
        label: spec.label.clone(),
        intro: spec.intro.clone(),
        example: spec.example.clone(),
        aids: spec.aids.iter().flat_map(|aids| aids.row.clone()).collect(),
        aids_source: spec.aids.as_ref().map(|aids| aids.source.clone()).unwrap_or_default(),
        kept_apart: list::kept_apart(spec.compartment),
        id: None,
        rev: 0,
        fields,
        values: BTreeMap::new(),
        kept_because: BTreeMap::new(),
    })
}

/// The answers of a field's list, then the provider's own that are still offered or stand in the part that is amended.
fn list_choices(vault: &Vault, field: &FieldSpec, standing: Option<&PartRecord>) -> Result<Vec<FieldChoice>> {
    let Some(list) = field.list.as_deref().and_then(|list| Lists::built_in().find(list)) else {
        return Ok(Vec::new());
    };
    let held = standing.map_or(&[][..], |part| part.codes(&field.code));
    let own = store::reference_entries::own_items(vault.reader())?
        .into_iter()
        .filter(|(of, entry)| *of == list.code && (entry.retired_on.is_none() || held.contains(&entry.code)))
        .map(|(_, entry)| FieldChoice {
            hint: Some(if entry.retired_on.is_some() { "Your own, no longer offered" } else { "Your own" }.to_owned()),
            value: entry.code,
            label: entry.label,
        });
    Ok(list
        .item
        .iter()
        // Answers that the program gives by itself are not offered.
        .filter(|item| !item.is("program_only") && !item.is("no_risk_identified"))
        .map(|item| FieldChoice { value: item.code.clone(), label: item.label.clone(), hint: item.note.clone() })
        .chain(own)
        .collect())
}

/// Where a case may go from where it stands.
fn stage_choices(vault: &Vault, case_id: CaseId) -> Result<Vec<FieldChoice>> {
    let state = store::cases::get(vault.reader(), case_id)?.record.state;
    Ok(crate::stages::by_hand(state)
        .into_iter()
        .map(|next| FieldChoice { value: next.code().to_owned(), label: next.label().to_owned(), hint: None })
        .collect())
}

fn people_choices(vault: &Vault, session: &Session, owner: Owner) -> Result<Vec<FieldChoice>> {
    let service = service_of(vault, owner)?;
    Ok(people::list(vault, session, Some(service))?
        .into_iter()
        .filter(|person| !person.removed && person.merged_into.is_none())
        .map(|person| FieldChoice {
            value: person.id,
            hint: Some(format!("{}, {}", person_reference(person.number), person.kind_label)),
            label: person.name,
        })
        .collect())
}

fn part_choices(field: &FieldSpec, loaded: &CaseParts, own: Option<PartId>) -> Vec<FieldChoice> {
    let kind = field.of.as_deref().unwrap_or_default();
    loaded
        .of(kind)
        .filter(|part| Some(part.record.id) != own)
        .map(|part| FieldChoice {
            value: part.record.id.to_string(),
            label: loaded.names.part(part.record.id),
            hint: None,
        })
        .collect()
}
