//! The parts of a case as screens show them.

use domain::{
    CaseId, PartId,
    access::{Compartment, Read},
    part::{FieldType, Group, KindSpec, Names, Owner, catalogue, title},
    plain,
    time::{uk_date, uk_local},
};
use serde::Serialize;
use store::{Connection, Instant, parts::PartRecord, revisions::Revised};

use super::{CaseNames, summary};
use crate::{Result, Session, Vault, stages};

/// One field in words.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct FieldWords {
    /// Its code.
    pub code: String,
    /// The question.
    pub label: String,
    /// The answer.
    pub text: String,
    /// Whether the answer is a text of its own rather than a few words.
    pub long: bool,
    /// Whether the answer names people.
    pub names: bool,
}

/// One part in a list.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct PartRow {
    /// Identity.
    pub id: String,
    /// Newest revision.
    pub rev: u32,
    /// Its kind.
    pub kind: String,
    /// Its heading.
    pub title: String,
    /// What stands in it, in the order asked.
    pub fields: Vec<FieldWords>,
    /// When it was first recorded, in words.
    pub recorded: String,
    /// Who recorded its newest wording.
    pub by: String,
    /// Whether it was amended since.
    pub amended: bool,
    /// What seemed unlikely and why it was kept.
    pub kept_because: Vec<String>,
    /// Whether it may be amended or removed by this person, now.
    pub may_amend: bool,
    /// Whether it is in the bin.
    pub removed: bool,
    /// Whether it is shared by the cases of a group.
    pub shared: bool,
}

/// The parts of one kind.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct PartSection {
    /// Where it is shown.
    pub group: Group,
    /// The kind.
    pub kind: String,
    /// Several of them, in words.
    pub heading: String,
    /// One of them, in words.
    pub one: String,
    /// What good looks like.
    pub intro: String,
    /// What belongs here, while nothing does.
    pub empty: String,
    /// A worked example.
    pub example: Option<String>,
    /// Whom it is kept from, in words.
    pub kept_apart: Option<String>,
    /// What they come to together, where they do: the roll-up of desired outcomes, risk before and after.
    pub summary: Option<String>,
    /// Those there are, in the order recorded.
    pub rows: Vec<PartRow>,
    /// Whether another may be added by this person, now.
    pub may_add: bool,
}

/// The parts of a case that one session may read, and what they are called.
pub(crate) struct CaseParts {
    pub parts: Vec<Revised<PartRecord>>,
    pub names: CaseNames,
}

impl CaseParts {
    /// Those of one kind that are not in the bin.
    pub(crate) fn of<'a>(&'a self, kind: &'a str) -> impl DoubleEndedIterator<Item = &'a Revised<PartRecord>> {
        self.parts.iter().filter(move |part| part.record.kind == kind && !part.record.removed)
    }

    /// The one with this identity.
    pub(crate) fn find(&self, id: PartId) -> Option<&Revised<PartRecord>> {
        self.parts.iter().find(|part| part.record.id == id)
    }
}

/// Reads the parts of a case as they stand, or stood at a moment, with those of compartments this session may open.
///
/// # Errors
/// Not for this role, not there, or the store's.
pub(crate) fn load(vault: &Vault, session: &Session, case_id: CaseId, at: Option<Instant>) -> Result<CaseParts> {
    load_of(vault, session, Owner::Case(case_id), at)
}

/// Reads the parts of a case, with what it shares with the other cases of its group, or of a group alone.
///
/// # Errors
/// Not for this role, not there, or the store's.
pub(crate) fn load_of(vault: &Vault, session: &Session, owner: Owner, at: Option<Instant>) -> Result<CaseParts> {
    session.require_read(Read::Cases)?;
    let conn = vault.reader();
    let mut parts = all_of(conn, owner, at.unwrap_or(Instant(i64::MAX)))?;
    parts.retain(|part| session.may_open(part.record.compartment()));
    let names = CaseNames::of(conn, &parts)?;
    Ok(CaseParts { parts, names })
}

/// The parts of a case with those of its group, or of a group alone, of every compartment, as they stood at a moment.
///
/// # Errors
/// Not there for this session, or the store's.
pub(crate) fn all_of(conn: &Connection, owner: Owner, at: Instant) -> Result<Vec<Revised<PartRecord>>> {
    Ok(match owner {
        Owner::Group(group_id) => store::parts::list_for_group_at(conn, group_id, at)?,
        Owner::Case(case_id) => {
            let mut parts = store::parts::list_for_case_at(conn, case_id, at)?;
            if let Some(group_id) = store::cases::get(conn, case_id)?.record.group_id {
                parts.extend(store::parts::list_for_group_at(conn, group_id, at)?);
                parts.sort_by_key(|part| part.meta.first_seq);
            }
            parts
        }
    })
}

/// The sections of a case's screens, or of a group's, for this session.
///
/// # Errors
/// Not for this role, not there, or the store's.
pub fn sections(vault: &Vault, session: &Session, owner: Owner) -> Result<Vec<PartSection>> {
    let loaded = load_of(vault, session, owner, None)?;
    let (closing, closed) = match owner {
        Owner::Case(case_id) => (
            stages::closing(vault.reader(), case_id)?,
            store::cases::get(vault.reader(), case_id)?.record.state.is_closed(),
        ),
        Owner::Group(_) => (None, false),
    };
    let mut sections = Vec::new();
    for spec in catalogue::kinds() {
        let of_group = owner.case().is_none();
        if !session.may_open(spec.compartment) || (of_group && !spec.shared) {
            continue;
        }
        let may = session.may(domain::audit::Action::AddPart);
        let rows: Vec<PartRow> = loaded
            .parts
            .iter()
            .filter(|part| part.record.kind == spec.code)
            .map(|part| {
                let may_amend = may && closing.is_none_or(|closing| part.meta.first_seq > closing);
                Ok(PartRow { may_amend, ..row(vault, spec, part, &loaded.names)? })
            })
            .collect::<Result<_>>()?;
        let room = spec.many || rows.iter().all(|row| row.removed);
        sections.push(PartSection {
            group: spec.group,
            kind: spec.code.clone(),
            heading: spec.plural.clone(),
            one: spec.label.clone(),
            intro: spec.intro.clone(),
            empty: spec.empty.clone(),
            example: spec.example.clone(),
            kept_apart: kept_apart(spec.compartment),
            summary: summary::of(&spec.code, &loaded),
            may_add: may && room && (spec.after_closure || !closed),
            rows,
        });
    }
    Ok(sections)
}

/// A kind of part with those that were known.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct KnownParts {
    /// Several of them, in words.
    pub heading: String,
    /// Those there were.
    pub rows: Vec<PartRow>,
}

/// The parts that were loaded, kind by kind, without those in the bin and kinds with none.
///
/// # Errors
/// The store's.
pub(crate) fn known(vault: &Vault, session: &Session, loaded: &CaseParts) -> Result<Vec<KnownParts>> {
    let mut kinds = Vec::new();
    for spec in catalogue::kinds().iter().filter(|spec| session.may_open(spec.compartment)) {
        let rows: Vec<PartRow> =
            loaded.of(&spec.code).map(|part| row(vault, spec, part, &loaded.names)).collect::<Result<_>>()?;
        if !rows.is_empty() {
            kinds.push(KnownParts { heading: spec.plural.clone(), rows });
        }
    }
    Ok(kinds)
}

pub(super) fn kept_apart(compartment: Compartment) -> Option<String> {
    compartment.kept_apart().map(str::to_owned)
}

/// One part as a list shows it.
pub(super) fn row(vault: &Vault, spec: &KindSpec, part: &Revised<PartRecord>, names: &dyn Names) -> Result<PartRow> {
    let record = &part.record;
    Ok(PartRow {
        id: record.id.to_string(),
        rev: part.meta.rev,
        kind: record.kind.clone(),
        title: title(spec, record, names),
        fields: words_of(spec, record, names),
        recorded: plain::date_time(uk_local(part.meta.first_recorded_at.utc())),
        by: store::users::label(vault.reader(), part.meta.author_id)?,
        amended: part.meta.rev > 1,
        kept_because: record.kept_because.values().cloned().collect(),
        may_amend: false,
        removed: record.removed,
        shared: record.owner.case().is_none(),
    })
}

/// The fields of a part that hold something, in words.
pub(crate) fn words_of(spec: &KindSpec, record: &PartRecord, names: &dyn Names) -> Vec<FieldWords> {
    spec.field
        .iter()
        .filter_map(|field| {
            let text = field.words(record, names);
            (!text.is_empty()).then(|| FieldWords {
                code: field.code.clone(),
                label: field.label.clone(),
                text,
                long: field.takes == FieldType::Long,
                names: matches!(field.takes, FieldType::Person | FieldType::People),
            })
        })
        .collect()
}

/// The day on which a part was first recorded.
pub(crate) fn recorded_on(part: &Revised<PartRecord>) -> chrono::NaiveDate {
    uk_date(part.meta.first_recorded_at.utc())
}
