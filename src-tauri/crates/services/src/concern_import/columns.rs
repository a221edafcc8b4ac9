//! Which column of a file of concerns is which.

use std::collections::BTreeMap;

use domain::{ServiceId, access::Read, audit::Action, lists::Lists};
use intake::Table;
use serde::{Deserialize, Serialize};

use crate::{
    Error, MappedDateOrder, QuestionChoice, Result, Session, Vault,
    imports::{SheetRow, Source},
};

/// What a column of the file can be.
pub(super) struct RoleSpec {
    /// Its code.
    pub code: &'static str,
    /// As a question of the form.
    label: &'static str,
    /// A hint in one line.
    hint: &'static str,
    /// Words of a header that speak for it, most telling first.
    words: &'static [&'static str],
    /// The list its cells are read by, if one.
    pub list: Option<&'static str>,
    /// Whether one answer may hold for every row.
    pub same: bool,
}

const fn role(code: &'static str, label: &'static str, hint: &'static str, words: &'static [&'static str]) -> RoleSpec {
    RoleSpec { code, label, hint, words, list: None, same: false }
}

/// What is asked of a file, in the order shown.
pub(super) const ROLES: &[RoleSpec] = &[
    role(
        "aware",
        "When did you become aware?",
        "A day, or a day and a time.",
        &["became aware", "aware", "identified", "discovered", "date of concern", "concern date", "raised", "date"],
    ),
    role("aware_time", "Time of day, where it stands by itself", "For example 14:30.", &["time of day", "time"]),
    role(
        "what",
        "What happened?",
        "Kept word for word as the first account. Without such a column the whole row is the account.",
        &["what happened", "account", "description", "details", "narrative", "summary"],
    ),
    role(
        "who",
        "Who is the adult at risk?",
        "Left out, it is not known yet.",
        &["adult at risk", "adult", "resident", "service user", "person supported", "client", "name"],
    ),
    RoleSpec {
        list: Some("concern_source"),
        same: true,
        ..role(
            "source",
            "Who raised it?",
            "Only the kind of person. Other words are kept apart, for managers alone.",
            &["source", "raised by", "reported by"],
        )
    },
    RoleSpec {
        list: Some("abuse_type"),
        same: true,
        ..role(
            "types",
            "Which types of abuse or neglect?",
            "Several in one cell are parted by a semicolon.",
            &["type of abuse", "abuse type", "category", "type"],
        )
    },
    role(
        "referred",
        "When was it sent to the council?",
        "A day, or a day and a time.",
        &["referred", "referral date", "sent to council", "date sent"],
    ),
    role(
        "referred_hours",
        "Hours from awareness to sending",
        "Where the file holds hours instead of a time.",
        &["hours to referral", "hours to refer", "time to referral"],
    ),
    RoleSpec {
        same: true,
        ..role("referred_to", "To which council or team?", "", &["council", "referred to", "sent to"])
    },
    RoleSpec {
        list: Some("first_route"),
        ..role("first_route", "Did it go the right way first time?", "", &["first route", "right way", "route"])
    },
    role(
        "decided",
        "When did the council decide?",
        "A day, or a day and a time.",
        &["decision date", "decided on", "decided", "date of decision"],
    ),
    role(
        "decided_hours",
        "Hours from sending to the decision",
        "Where the file holds hours instead of a time.",
        &["hours from referral", "hours to decision", "time to decision"],
    ),
    RoleSpec {
        list: Some("la_decision_on_concern"),
        same: true,
        ..role("decision", "What did the council decide?", "", &["council decision", "decision", "outcome"])
    },
];

/// How people of one name are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum SameNames {
    /// One name is one person, also where the service knows somebody of that name.
    SamePerson,
    /// Each row is about somebody else.
    Another,
}

/// Which column is which, and what holds for every row. Positions count from 0.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct ConcernMapping {
    /// Columns, by the code of what they are.
    pub columns: BTreeMap<String, u32>,
    /// One answer for every row: a code where there is a list, else words.
    #[serde(default)]
    pub same: BTreeMap<String, String>,
    /// Day or month first; absent leaves it to the columns.
    #[serde(default)]
    pub date_order: Option<MappedDateOrder>,
    /// How people of one name are taken; absent asks where there are any.
    #[serde(default)]
    pub same_names: Option<SameNames>,
}

/// What a column can be, for the form.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct ColumnRole {
    /// Its code.
    pub code: String,
    /// As a question.
    pub label: String,
    /// A hint in one line; blank where there is none.
    pub hint: String,
    /// Whether a file cannot be read without it.
    pub needed: bool,
    /// Whether one answer may hold for every row.
    pub same: bool,
    /// The answers of its list; none where it takes words.
    pub choices: Vec<QuestionChoice>,
}

/// A file opened as concerns of one service.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct ConcernPreview {
    /// Names of the columns.
    pub header: Vec<String>,
    /// The first rows.
    pub sample: Vec<Vec<String>>,
    /// How many rows there are.
    pub row_count: u32,
    /// The sheet that was read.
    pub sheet: Option<String>,
    /// Every sheet.
    pub sheets: Vec<SheetRow>,
    /// What to know about how the file was read.
    pub notes: Vec<String>,
    /// What a column can be.
    pub roles: Vec<ColumnRole>,
    /// The columns guessed, or those of the last file with the same header.
    pub mapping: ConcernMapping,
}

const SAMPLE: usize = 8;

/// Opens a file as concerns of a service and guesses its columns.
///
/// # Errors
/// [`Error::FileUnreadable`], not for this role, or the store's.
pub fn open(
    vault: &Vault,
    session: &Session,
    source: &mut Source,
    service_id: ServiceId,
    sheet: Option<&str>,
) -> Result<ConcernPreview> {
    session.require(Action::ImportConcerns)?;
    session.require_read(Read::Cases)?;
    session.service(service_id)?;
    let earlier = store::concern_imports::list(vault.reader(), service_id)?;
    let table = source.open_sheet(sheet)?;
    let remembered = earlier.iter().find_map(|import| {
        let columns: Option<BTreeMap<String, u32>> = import
            .record
            .columns
            .iter()
            .map(|(code, name)| position(table, name).map(|column| (code.clone(), column)))
            .collect();
        columns.map(|columns| ConcernMapping { columns, same: import.record.same.clone(), ..ConcernMapping::default() })
    });
    let mut notes: Vec<String> = table.notes.iter().map(ToString::to_string).collect();
    if remembered.is_some() {
        notes.push("The columns are taken as in the last file of this form.".to_owned());
    }
    Ok(ConcernPreview {
        header: table.header.clone(),
        sample: table
            .rows
            .iter()
            .take(SAMPLE)
            .map(|row| (0..table.header.len()).map(|column| row.cell(column).shown()).collect())
            .collect(),
        row_count: u32::try_from(table.rows.len()).unwrap_or(u32::MAX),
        sheet: table.sheet.clone(),
        sheets: table.sheets.iter().map(|sheet| SheetRow { name: sheet.name.clone(), hidden: sheet.hidden }).collect(),
        notes,
        roles: roles(),
        mapping: remembered
            .unwrap_or_else(|| ConcernMapping { columns: guessed(&table.header), ..ConcernMapping::default() }),
    })
}

fn roles() -> Vec<ColumnRole> {
    ROLES
        .iter()
        .map(|role| ColumnRole {
            code: role.code.to_owned(),
            label: role.label.to_owned(),
            hint: role.hint.to_owned(),
            needed: role.code == "aware",
            same: role.same,
            choices: role
                .list
                .and_then(|list| Lists::built_in().find(list))
                .map(|list| {
                    let choice = |item: &domain::lists::ListItem| QuestionChoice {
                        value: item.code.clone(),
                        label: item.label.clone(),
                    };
                    list.item.iter().map(choice).collect()
                })
                .unwrap_or_default(),
        })
        .collect()
}

/// Lower case, words only, so that headers and answers are compared by what they say.
pub(super) fn reduced(text: &str) -> String {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect::<Vec<_>>()
        .join(" ")
}

/// The columns that the header speaks for: the most telling words first, no column twice.
fn guessed(header: &[String]) -> BTreeMap<String, u32> {
    let names: Vec<String> = header.iter().map(|name| format!(" {} ", reduced(name))).collect();
    let mut fits: Vec<(usize, usize, &str)> = Vec::new();
    for role in ROLES {
        for word in role.words {
            let word = format!(" {word} ");
            // The longer the words that are found, the more they say.
            fits.extend(
                names
                    .iter()
                    .enumerate()
                    .filter(|(_, name)| name.contains(&word))
                    .map(|(at, _)| (word.len(), at, role.code)),
            );
        }
    }
    fits.sort_by_key(|(telling, at, _)| (std::cmp::Reverse(*telling), *at));
    let mut columns = BTreeMap::new();
    let mut taken = vec![false; header.len()];
    for (_, at, code) in fits {
        if !taken[at] && !columns.contains_key(code) {
            taken[at] = true;
            columns.insert(code.to_owned(), u32::try_from(at).unwrap_or(u32::MAX));
        }
    }
    columns
}

fn position(table: &Table, name: &str) -> Option<u32> {
    table.header.iter().position(|own| own.trim() == name.trim()).and_then(|at| u32::try_from(at).ok())
}

/// A mapping from `aware=A,what="Description"`: letters, or names of columns; `same:decision=s42_duty_met` holds for
/// every row.
///
/// # Errors
/// [`Error::Invalid`] for a part or a column that is not there.
pub fn named_columns(table: &Table, parts: &[String]) -> Result<ConcernMapping> {
    let mut mapping = ConcernMapping::default();
    for part in parts {
        let wrong = || {
            let codes: Vec<&str> = ROLES.iter().map(|role| role.code).collect();
            Error::invalid(
                "map",
                format!(
                    "\u{201c}{part}\u{201d} is not understood. Write aware=A or aware=Name; there are {}.",
                    codes.join(", ")
                ),
            )
        };
        let (code, answer) = part.split_once('=').ok_or_else(wrong)?;
        let (same, code) = code.trim().strip_prefix("same:").map_or((false, code.trim()), |code| (true, code));
        let role = ROLES.iter().find(|role| role.code == code).ok_or_else(wrong)?;
        if same {
            mapping.same.insert(role.code.to_owned(), answer.trim().to_owned());
            continue;
        }
        let named = answer.trim();
        let column = (0..table.header.len())
            .find(|column| intake::column_letters(*column).eq_ignore_ascii_case(named))
            .or_else(|| table.header.iter().position(|name| name.trim().eq_ignore_ascii_case(named)))
            .and_then(|column| u32::try_from(column).ok())
            .ok_or_else(|| {
                Error::invalid(
                    "map",
                    format!(
                        "There is no column \u{201c}{named}\u{201d} in the file. It has: {}.",
                        table.header.join(", ")
                    ),
                )
            })?;
        mapping.columns.insert(role.code.to_owned(), column);
    }
    Ok(mapping)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(header: &[&str]) -> Vec<(String, u32)> {
        guessed(&header.iter().map(ToString::to_string).collect::<Vec<_>>()).into_iter().collect()
    }

    #[test]
    fn headers_speak_for_what_they_hold_and_no_column_is_taken_twice() {
        let found = columns(&[
            "Concern",
            "Identified",
            "Hours to referral",
            "Hours from referral to council decision",
            "First route",
        ]);
        let wanted = [("aware", 1), ("decided_hours", 3), ("first_route", 4), ("referred_hours", 2)];
        assert_eq!(found, wanted.map(|(code, at)| (code.to_owned(), at)));
    }

    #[test]
    fn a_plain_register_is_read_by_its_words() {
        let found = columns(&["Date", "Time", "Resident", "Details", "Type of abuse", "Reported by"]);
        let wanted = [("aware", 0), ("aware_time", 1), ("source", 5), ("types", 4), ("what", 3), ("who", 2)];
        assert_eq!(found, wanted.map(|(code, at)| (code.to_owned(), at)));
    }
}
