//! Brings the checked rows in as cases, in one transaction with one audit entry.

use std::collections::BTreeMap;

use chrono::Datelike;
use domain::{
    BatchId, CaseId, EventId, PartId, PersonId, ServiceId,
    access::{Access, Read as ReadRight},
    audit::Action,
    case::{CaseRecord, CaseState, ConcernDraft, case_reference},
    concern_import::ConcernImport,
    part::{FieldInput, Owner, PartRecord, Refused, catalogue, kind},
    person::{PersonKind, PersonRecord},
    plain,
    time::{FactTime, WhenInput, uk_local},
    timeline::{EventKind, EventRecord, Lane},
};
use serde::Serialize;
use store::{
    Series, next_number,
    revisions::{Change, Revised},
};

use super::{
    check,
    columns::{ConcernMapping, SameNames},
    row::Read,
};
use crate::{
    Error, Result, Session, Subject, Vault,
    cases::plain_name,
    imports::{Source, Stage},
    random, stages,
};

/// An import of concerns, in a list.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct ConcernImportRow {
    /// Identity.
    pub id: String,
    /// The file's own name.
    pub file_name: String,
    /// When and by whom, in words.
    pub when: String,
    /// How many cases it made.
    pub cases: u32,
    /// References of the first and the last, "SG-2026-001 to SG-2026-020"; blank where none can be seen.
    pub references: String,
    /// Whether it was undone.
    pub undone: bool,
}

/// The imports of a service, newest first.
///
/// # Errors
/// Not for this role, or the store's.
pub fn list(vault: &Vault, session: &Session, service_id: ServiceId) -> Result<Vec<ConcernImportRow>> {
    session.require_read(ReadRight::Cases)?;
    session.service(service_id)?;
    store::concern_imports::list(vault.reader(), service_id)?.iter().map(|import| row(vault, import)).collect()
}

fn row(vault: &Vault, import: &Revised<ConcernImport>) -> Result<ConcernImportRow> {
    let conn = vault.reader();
    let mut references = Vec::new();
    for id in &import.record.cases {
        match store::cases::get(conn, *id) {
            Ok(case) => references.push(case.record.reference),
            Err(store::Error::NotFound) => {}
            Err(error) => return Err(error.into()),
        }
    }
    references.sort();
    let author = store::revisions::history::<ConcernImport>(conn, import.record.id.bytes())?;
    let by = match author.iter().find(|import| import.meta.rev == 1) {
        Some(first) => store::users::label(conn, first.meta.author_id)?,
        None => String::new(),
    };
    Ok(ConcernImportRow {
        id: import.record.id.to_string(),
        file_name: import.record.file_name.clone(),
        when: format!("{}, by {by}", plain::date_time(uk_local(import.meta.first_recorded_at.utc()))),
        cases: u32::try_from(import.record.cases.len()).unwrap_or(u32::MAX),
        references: match (references.first(), references.last()) {
            (Some(first), Some(last)) if first != last => format!("{first} to {last}"),
            (Some(only), _) => only.clone(),
            _ => String::new(),
        },
        undone: import.record.undone,
    })
}

/// Imports a file's rows as cases. They are checked again first, since the store may have changed meanwhile.
///
/// # Errors
/// [`Error::Stopped`] when it was stopped; then nothing is written. [`Error::MustAsk`] while a question is open,
/// [`Error::Invalid`] when no row can come in; then only the audit entry that says it was tried.
pub fn commit(
    vault: &mut Vault,
    session: &Session,
    source: &mut Source,
    service_id: ServiceId,
    mapping: &ConcernMapping,
) -> Result<ConcernImportRow> {
    session.require(Action::ImportConcerns)?;
    session.require_read(ReadRight::Cases)?;
    session.service(service_id)?;
    let checked = check::run(vault, session, source, service_id, mapping)?;
    let refused = |vault: &mut Vault| vault.change(session, Action::RefusedImport, None, |_| Ok(((), Subject::none())));
    if let Some(question) = &checked.question {
        let text = question.text.clone();
        refused(vault)?;
        return Err(Error::MustAsk(format!("{text} Nothing came in yet.")));
    }
    if checked.ready.is_empty() {
        refused(vault)?;
        return Err(Error::invalid(
            "file",
            "No row of the file can come in, so nothing was changed. The list says why for each row.",
        ));
    }
    let table = source.table()?;
    let named = |column: &u32| table.header.get(*column as usize).cloned().unwrap_or_default();
    let mut import = ConcernImport {
        id: BatchId(random::bytes16()?),
        service_id,
        file_name: source.name().to_owned(),
        file_sha256: source.sha256().iter().map(|byte| format!("{byte:02x}")).collect(),
        columns: mapping.columns.iter().map(|(code, column)| (code.clone(), named(column))).collect(),
        same: mapping.same.clone(),
        cases: Vec::new(),
        undone: false,
    };
    let total = checked.ready.len();
    vault.change(session, Action::ImportConcerns, None, |change| {
        let mut people = People::known(change, service_id, mapping.same_names)?;
        for (done, read) in checked.ready.iter().enumerate() {
            if done.is_multiple_of(20) && !source.goes_on(Stage::Importing, done, total) {
                return Err(Error::Stopped);
            }
            import.cases.push(add(change, session, &import, read, &mut people)?);
        }
        let meta = change.add(&import)?;
        Ok(((), Subject::from(import.id).at(meta.rev)))
    })?;
    row(vault, &store::concern_imports::get(vault.reader(), import.id)?)
}

/// People by the names in the file.
struct People {
    service_id: ServiceId,
    by_name: Option<BTreeMap<String, PersonId>>,
}

impl People {
    fn known(change: &Change<'_>, service_id: ServiceId, same: Option<SameNames>) -> Result<Self> {
        let by_name = match same {
            Some(SameNames::Another) => None,
            // Without an answer there is no name that comes twice.
            Some(SameNames::SamePerson) | None => Some(
                store::people::with_cases(change.tx(), service_id)?
                    .into_iter()
                    .map(|known| (plain_name(&known.name), known.id))
                    .collect(),
            ),
        };
        Ok(Self { service_id, by_name })
    }

    fn meant(&mut self, change: &Change<'_>, name: &str) -> Result<PersonId> {
        if let Some(id) = self.by_name.as_ref().and_then(|known| known.get(&plain_name(name))) {
            return Ok(*id);
        }
        let id = PersonId(random::bytes16()?);
        let number = next_number(change.tx(), Series::Person, 0)?;
        change.add(&PersonRecord::named(id, self.service_id, name.to_owned(), number, PersonKind::Supported))?;
        if let Some(known) = &mut self.by_name {
            known.insert(plain_name(name), id);
        }
        Ok(id)
    }
}

/// One row as a case with its parts.
fn add(
    change: &Change<'_>,
    session: &Session,
    import: &ConcernImport,
    read: &Read,
    people: &mut People,
) -> Result<CaseId> {
    let id = CaseId(random::bytes16()?);
    let subject_id = match &read.who {
        Some(name) => Some(people.meant(change, name)?),
        None => None,
    };
    // The number is of the year in which it is recorded, as for every case.
    let year = session.today().year();
    let draft = ConcernDraft { what: read.what.clone(), who: read.who.clone(), title: None };
    let draft = draft.check().map_err(|problems| in_row(read, &problems))?;
    change.add(&CaseRecord {
        id,
        service_id: import.service_id,
        reference: case_reference(year, next_number(change.tx(), Series::Case, year)?),
        title: draft.title_or_first_words(),
        state: CaseState::Raised,
        access: Access::Open,
        aware: read.aware,
        subject_id,
        first_account: draft.what,
        measures: Vec::new(),
        closed_on: None,
        group_id: None,
        removed: false,
    })?;
    let note = EventRecord {
        id: EventId(random::bytes16()?),
        case_id: id,
        lane: Lane::Case,
        kind: EventKind::Note,
        at: read.aware,
        text: format!("Row {} of {}. {}", read.row, import.file_name, read.whole),
        agency: None,
        removed: false,
    };
    change.add(&note.check().map_err(|problems| in_row(read, &problems))?)?;
    for part in parts(id, read)? {
        change.add(&part)?;
    }
    stages::follow(change, id)?;
    Ok(id)
}

fn in_row(read: &Read, problems: &[domain::FieldProblem]) -> Error {
    let said = problems.first().map(|problem| problem.message.as_str()).unwrap_or_default();
    Error::invalid("file", format!("Row {}: {said} Nothing came in.", read.row))
}

/// What a row says beside the account, as parts of its case.
fn parts(id: CaseId, read: &Read) -> Result<Vec<PartRecord>> {
    let text = |text: &str| FieldInput { text: text.to_owned(), ..FieldInput::default() };
    let codes = |codes: &[String]| FieldInput { codes: codes.to_vec(), ..FieldInput::default() };
    let mut wanted: Vec<(&str, Vec<(&str, FieldInput)>)> = Vec::new();
    if !read.source.is_empty() {
        wanted.push((kind::CONCERN_DETAILS, vec![("source", codes(&read.source))]));
    }
    if !read.reporter.is_empty() {
        let fields = vec![("name", text(&read.reporter)), ("relationship", text("As the file says"))];
        wanted.push((kind::REPORTER, fields));
    }
    if !read.types.is_empty() {
        let what = ConcernDraft { what: read.what.clone(), who: None, title: None }.title_or_first_words();
        wanted.push((kind::ALLEGATION, vec![("what", text(&what)), ("types", codes(&read.types))]));
    }
    if let Some(referred) = &read.referred {
        let fields =
            vec![("to", text(&read.referred_to)), ("sent", when(referred)), ("first_route", codes(&read.first_route))];
        wanted.push((kind::REFERRAL, fields));
    }
    if let Some(decided) = &read.decided {
        let fields = vec![("decision", codes(&read.decision)), ("decided_on", when(decided))];
        wanted.push((kind::LA_DECISION, fields));
    }
    wanted
        .into_iter()
        .map(|(kind, fields)| {
            let spec = catalogue::find(kind).ok_or(Error::Internal("columns of concerns"))?;
            let typed = fields.into_iter().map(|(code, input)| (code.to_owned(), input)).collect();
            PartRecord::read(PartId(random::bytes16()?), Owner::Case(id), spec, &typed).map_err(|refused| match refused
            {
                Refused::Time(_, source) => {
                    Error::invalid("file", format!("Row {}: {source} Nothing came in.", read.row))
                }
                Refused::Fields(problems) => in_row(read, &problems),
            })
        })
        .collect()
}

/// A moment as it would be typed.
fn when(at: &FactTime) -> FieldInput {
    let when = WhenInput {
        date: at.date.to_string(),
        time: at.time.map(|time| time.format("%H:%M").to_string()),
        offset_min: at.offset_min,
        about: false,
    };
    FieldInput { when: Some(when), ..FieldInput::default() }
}
