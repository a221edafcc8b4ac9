//! The dry run: every row that becomes a case and every row that does not.

use std::collections::{BTreeMap, BTreeSet};

use domain::{ServiceId, access::Read as ReadRight, audit::Action, plain};
use intake::{DateOrder, DateOrderFinding, Table, date_order};
use serde::Serialize;

use super::{
    columns::{ConcernMapping, ROLES, SameNames},
    row::{Read, Reader},
};
use crate::{
    Error, Question, QuestionChoice, Result, Session, Vault,
    cases::plain_name,
    imports::{RefusedView, Source, Stage},
};

/// The most rows that are brought in at once.
const MOST_ROWS: usize = 10_000;
/// Rows shown of each list.
const SHOWN: usize = 200;

/// A row that becomes a case.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct ComingIn {
    /// Row of the file.
    pub row: u32,
    /// When the service became aware.
    pub aware: String,
    /// The account's first words.
    pub what: String,
    /// The adult at risk; blank where not known.
    pub who: String,
    /// When it was sent to the council; blank where it was not.
    pub referred: String,
    /// When the council decided; blank where it has not.
    pub decided: String,
}

/// What an import of concerns would do.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct ConcernRun {
    /// The first rows that become cases, in the order of the file.
    pub coming_in: Vec<ComingIn>,
    /// How many do.
    pub coming_in_count: u32,
    /// The first rows that do not, in the order of the file.
    pub not_coming_in: Vec<RefusedView>,
    /// How many do not.
    pub not_coming_in_count: u32,
    /// What to look at.
    pub warnings: Vec<String>,
    /// What has to be answered first.
    pub question: Option<Question>,
    /// What will come in, summed up.
    pub totals: String,
}

/// Rows checked.
pub(super) struct Checked {
    pub ready: Vec<Read>,
    refused: Vec<RefusedView>,
    warnings: Vec<String>,
    pub question: Option<Question>,
}

/// Checks a file's rows as concerns of a service. Changes nothing.
///
/// # Errors
/// A column that is not chosen, [`Error::Stopped`], not for this role, or the store's.
pub fn check(
    vault: &Vault,
    session: &Session,
    source: &mut Source,
    service_id: ServiceId,
    mapping: &ConcernMapping,
) -> Result<ConcernRun> {
    session.require(Action::ImportConcerns)?;
    session.require_read(ReadRight::Cases)?;
    session.service(service_id)?;
    let checked = run(vault, session, source, service_id, mapping)?;
    let size = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Ok(ConcernRun {
        coming_in: checked.ready.iter().take(SHOWN).map(shown).collect(),
        coming_in_count: size(checked.ready.len()),
        not_coming_in_count: size(checked.refused.len()),
        not_coming_in: checked.refused.iter().take(SHOWN).cloned().collect(),
        totals: totals(&checked.ready),
        warnings: checked.warnings,
        question: checked.question,
    })
}

fn shown(read: &Read) -> ComingIn {
    let title = domain::case::ConcernDraft { what: read.what.clone(), who: None, title: None }.title_or_first_words();
    let text = |at: &Option<domain::time::FactTime>| at.as_ref().map(domain::time::FactTime::text).unwrap_or_default();
    ComingIn {
        row: read.row,
        aware: read.aware.text(),
        what: title,
        who: read.who.clone().unwrap_or_default(),
        referred: text(&read.referred),
        decided: text(&read.decided),
    }
}

/// "20 concerns, 20 sent to the council, 20 decided".
fn totals(ready: &[Read]) -> String {
    let count = |what: &dyn Fn(&Read) -> bool| ready.iter().filter(|read| what(read)).count() as u64;
    let mut text = plain::count_of(ready.len() as u64, "concern", "concerns");
    for (number, words) in [
        (count(&|read| read.referred.is_some()), "sent to the council"),
        (count(&|read| read.decided.is_some()), "decided by the council"),
    ] {
        if number > 0 {
            text.push_str(&format!(", {} {words}", plain::whole(number)));
        }
    }
    text
}

/// The check itself.
pub(super) fn run(
    vault: &Vault,
    session: &Session,
    source: &mut Source,
    service_id: ServiceId,
    mapping: &ConcernMapping,
) -> Result<Checked> {
    source.open_sheet(None)?;
    let table = source.table()?;
    require_columns(table, mapping)?;
    let order = match settled(table, mapping)? {
        Ok(order) => order,
        Err(question) => {
            return Ok(Checked {
                ready: Vec::new(),
                refused: Vec::new(),
                warnings: Vec::new(),
                question: Some(question),
            });
        }
    };
    let reader = Reader { table, mapping, order, now: session.now };
    let (mut ready, mut refused): (Vec<Read>, Vec<RefusedView>) = (Vec::new(), Vec::new());
    let mut refuse = |row: &intake::Row, column: usize, reason: String| {
        refused.push(RefusedView {
            row: row.number,
            column: table.header.get(column).cloned().unwrap_or_default(),
            content: row.cell(column).shown(),
            reason,
        });
    };
    let mut seen: BTreeMap<(i64, String), u32> = BTreeMap::new();
    let conn = vault.reader();
    for (at, row) in table.rows.iter().enumerate() {
        if at.is_multiple_of(100) && !source.goes_on(Stage::Checking, at, table.rows.len()) {
            return Err(Error::Stopped);
        }
        let read = match reader.read(row) {
            None => continue,
            Some(Err((column, reason))) => {
                refuse(row, column, reason);
                continue;
            }
            Some(Ok(read)) => read,
        };
        let aware_column = reader.column("aware").unwrap_or_default();
        let key = (read.aware.sort_key(), read.what.trim().to_owned());
        if let Some(earlier) = seen.get(&key) {
            refuse(row, aware_column, format!("The same moment and the same account stand in row {earlier}."));
        } else if let Some(reference) = store::cases::with_account(conn, service_id, key.0, &key.1)? {
            refuse(row, aware_column, format!("It is here already, as {reference}."));
        } else if let Some((column, reason)) = impossible(&reader, &read) {
            refuse(row, column, reason);
        } else {
            seen.insert(key, read.row);
            ready.push(read);
        }
    }
    let question = names_question(vault, service_id, mapping, &ready)?;
    if mapping.same_names == Some(SameNames::SamePerson) {
        let several = known_twice(vault, service_id)?;
        let who = reader.column("who").unwrap_or_default();
        ready.retain(|read| {
            let meant = read.who.as_deref().is_none_or(|name| !several.contains(&plain_name(name)));
            if !meant && let Some(row) = table.rows.iter().find(|row| row.number == read.row) {
                refused.push(RefusedView {
                    row: read.row,
                    column: table.header.get(who).cloned().unwrap_or_default(),
                    content: row.cell(who).shown(),
                    reason: "Two people of this name are known here. Record this one by hand, and say which."
                        .to_owned(),
                });
            }
            meant
        });
        refused.sort_by_key(|row| row.row);
    }
    Ok(Checked { warnings: warnings(table, &ready, reader.column("source")), ready, refused, question })
}

/// Dates that cannot be, told by the row: what real life allows with a reason is recorded by hand.
fn impossible(reader: &Reader<'_>, read: &Read) -> Option<(usize, String)> {
    let column = |code: &str| reader.column(code).unwrap_or_default();
    let before =
        |later: &domain::time::FactTime, earlier: &domain::time::FactTime| domain::part::surely_before(later, earlier);
    match (&read.referred, &read.decided) {
        (Some(referred), _) if before(referred, &read.aware) => Some((
            column("referred"),
            "It was sent before you became aware. If that is right, record it by hand with the reason.".to_owned(),
        )),
        (Some(referred), Some(decided)) if before(decided, referred) => Some((
            column("decided"),
            "The council decided before it was sent. If that is right, record it by hand with the reason.".to_owned(),
        )),
        (None, Some(decided)) if before(decided, &read.aware) => Some((
            column("decided"),
            "The council decided before you became aware. If that is right, record it by hand with the reason."
                .to_owned(),
        )),
        _ => None,
    }
}

/// Refuses a mapping with a column that is not there or is used twice, or a file that is too long.
fn require_columns(table: &Table, mapping: &ConcernMapping) -> Result<()> {
    if !mapping.columns.contains_key("aware") {
        return Err(Error::invalid("aware", "Choose the column that says when you became aware."));
    }
    let mut taken = BTreeMap::new();
    for (code, column) in &mapping.columns {
        let role = ROLES.iter().find(|role| role.code == code).ok_or(Error::NotFound)?;
        if *column as usize >= table.header.len() {
            return Err(Error::invalid(role.code, "Choose a column that is in the file."));
        }
        if taken.insert(*column, role.code).is_some() {
            return Err(Error::invalid(role.code, "This column is chosen twice. Choose a different one."));
        }
    }
    for (code, answer) in &mapping.same {
        let role = ROLES.iter().find(|role| role.code == code && role.same).ok_or(Error::NotFound)?;
        let list = role.list.and_then(|list| domain::lists::Lists::built_in().find(list));
        if !answer.is_empty() && list.is_some_and(|list| list.find(answer).is_none()) {
            return Err(Error::invalid(role.code, "Choose from the list what holds for every row."));
        }
    }
    let decides = ["decided", "decided_hours"].iter().any(|code| mapping.columns.contains_key(*code));
    let says =
        mapping.columns.contains_key("decision") || mapping.same.get("decision").is_some_and(|code| !code.is_empty());
    if decides && !says {
        return Err(Error::invalid(
            "decision",
            "The file says when the council decided. Choose the column that says what it decided, or one decision for every row.",
        ));
    }
    let sent = ["referred", "referred_hours"].iter().any(|code| mapping.columns.contains_key(*code));
    if mapping.columns.contains_key("decided_hours") && !sent {
        return Err(Error::invalid(
            "decided_hours",
            "These hours are counted from when it was sent. Choose the column that says when that was.",
        ));
    }
    if table.rows.len() > MOST_ROWS {
        return Err(Error::FileUnreadable(format!(
            "The file has {} rows, and at most {} concerns come in at once. Nothing was changed. Part the file and bring in one part after the other.",
            plain::whole(table.rows.len() as u64),
            plain::whole(MOST_ROWS as u64)
        )));
    }
    Ok(())
}

/// The order of the dates: as answered, or as every column of dates settles it.
fn settled(table: &Table, mapping: &ConcernMapping) -> Result<std::result::Result<DateOrder, Question>> {
    let mut orders = BTreeSet::new();
    let mut asked = None;
    for code in ["aware", "referred", "decided"] {
        let Some(column) = mapping.columns.get(code).map(|column| *column as usize) else { continue };
        match date_order(table, column) {
            DateOrderFinding::NotDates => {
                let field = ROLES.iter().find(|role| role.code == code).map_or("aware", |role| role.code);
                return Err(Error::invalid(
                    field,
                    format!("The column \u{201c}{}\u{201d} holds no dates. Choose another.", table.header[column]),
                ));
            }
            DateOrderFinding::Settled { order, .. } => {
                orders.insert(format!("{order:?}"));
                asked = asked.or(Some(Ok(order)));
            }
            DateOrderFinding::Ambiguous { examples } => asked = Some(Err(Question::date_order(&examples))),
            DateOrderFinding::Contradictory { day_first, month_first, .. } => {
                asked = Some(Err(Question::mixed_dates(&day_first, &month_first)));
            }
        }
        if matches!(asked, Some(Err(_))) {
            break;
        }
    }
    Ok(match (mapping.date_order, asked) {
        (Some(order), _) => Ok(order.into()),
        (None, Some(answer)) => answer,
        (None, None) => Ok(DateOrder::DayFirst),
    })
}

fn known_twice(vault: &Vault, service_id: ServiceId) -> Result<BTreeSet<String>> {
    let mut once = BTreeSet::new();
    let known = store::people::with_cases(vault.reader(), service_id)?;
    Ok(known.into_iter().map(|known| plain_name(&known.name)).filter(|name| !once.insert(name.clone())).collect())
}

/// Asks who is meant where a name comes twice or is known.
fn names_question(
    vault: &Vault,
    service_id: ServiceId,
    mapping: &ConcernMapping,
    ready: &[Read],
) -> Result<Option<Question>> {
    if mapping.same_names.is_some() {
        return Ok(None);
    }
    let known: BTreeSet<String> = store::people::with_cases(vault.reader(), service_id)?
        .into_iter()
        .map(|known| plain_name(&known.name))
        .collect();
    let (mut seen, mut names) = (BTreeSet::new(), BTreeSet::new());
    for name in ready.iter().filter_map(|read| read.who.as_deref()) {
        if known.contains(&plain_name(name)) || !seen.insert(plain_name(name)) {
            names.insert(name.to_owned());
        }
    }
    let Some(first) = names.iter().next() else { return Ok(None) };
    let choice = |value: &str, label: &str| QuestionChoice { value: value.to_owned(), label: label.to_owned() };
    let others = names.len() - 1;
    let and = if others == 0 { String::new() } else { format!(", and {others} more") };
    Ok(Some(Question {
        code: "same_names".to_owned(),
        text: format!(
            "Some names come more than once, in the file or among the people you know: {first}{and}. Is one name always one person?"
        ),
        choices: vec![
            choice("same_person", "Yes, one name is one person"),
            choice("another", "No, each row is about somebody else"),
        ],
    }))
}

/// Answers that no list holds, told once each with how often.
fn warnings(table: &Table, ready: &[Read], source: Option<usize>) -> Vec<String> {
    let mut counted: BTreeMap<(usize, &str), u64> = BTreeMap::new();
    for (column, words) in ready.iter().flat_map(|read| &read.unread) {
        *counted.entry((*column, words)).or_default() += 1;
    }
    let mut told: Vec<String> = counted
        .into_iter()
        .take(20)
        .map(|((column, words), rows)| {
            let kept = if source == Some(column) {
                "The words are kept with who raised it, for managers alone, and go into no pack or paper."
            } else {
                "The words are kept on the chronology."
            };
            format!(
                "\u{201c}{words}\u{201d} under \u{201c}{}\u{201d} is not an answer known here, in {}. {kept}",
                table.header[column],
                plain::count_of(rows, "row", "rows")
            )
        })
        .collect();
    let about_days = ready.iter().filter(|read| read.aware.time.is_none()).count() as u64;
    if about_days > 0 {
        told.push(format!(
            "{} no time of day, so how long things took is not worked out for {}.",
            if about_days == 1 {
                "1 concern has".to_owned()
            } else {
                format!("{} concerns have", plain::whole(about_days))
            },
            if about_days == 1 { "it" } else { "them" }
        ));
    }
    told
}
