//! A provider's own answers in the lists that may be extended. An answer is retired, never deleted: what was chosen
//! keeps its words.

use domain::{
    lists::{ListKind, Lists},
    reference::{ITEMS_PREFIX, ReferenceRecord},
};
use serde::Serialize;
use store::reference_entries::{OwnEntry, own};

use super::write;
use crate::{Error, Result, Session, Vault};

/// The longest answer, in characters.
const LONGEST: usize = 120;

/// An answer of a list.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct OwnItemRow {
    /// Its code.
    pub code: String,
    /// In words.
    pub label: String,
    /// Whether the provider added it.
    pub own: bool,
    /// No longer offered.
    pub retired: bool,
}

/// A list that a provider may extend.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct OwnListView {
    /// Its code.
    pub code: String,
    /// What it lists, in words.
    pub title: String,
    /// Its answers, the provider's own last.
    pub items: Vec<OwnItemRow>,
    /// Whether this person may change it.
    pub may_change: bool,
}

/// Every list that may be extended.
///
/// # Errors
/// The store's.
pub fn list(vault: &Vault, session: &Session) -> Result<Vec<OwnListView>> {
    let mut lists = Vec::new();
    for list in Lists::built_in().list.iter().filter(|list| list.kind == ListKind::Extendable) {
        let built_in = list.item.iter().map(|item| OwnItemRow {
            code: item.code.clone(),
            label: item.label.clone(),
            own: false,
            retired: false,
        });
        let own = entries(vault, &list.code)?.into_iter().map(|entry| OwnItemRow {
            code: entry.code,
            label: entry.label,
            own: true,
            retired: entry.retired_on.is_some(),
        });
        lists.push(OwnListView {
            code: list.code.clone(),
            title: list.title.clone(),
            items: built_in.chain(own).collect(),
            may_change: session.may(domain::audit::Action::SetReference),
        });
    }
    Ok(lists)
}

fn entries(vault: &Vault, list: &str) -> Result<Vec<OwnEntry>> {
    let mut entries = own(vault.reader(), &kind(list))?;
    // `own_2` before `own_10`.
    entries.sort_by_key(|entry| (entry.code.len(), entry.code.clone()));
    Ok(entries)
}

fn kind(list: &str) -> String {
    format!("{ITEMS_PREFIX}{list}")
}

/// Adds an answer to a list.
///
/// # Errors
/// A list that is set by law or by the program, an answer that is there already, not for this role, or the store's.
pub fn add(vault: &mut Vault, session: &Session, list_code: &str, label: &str) -> Result<Vec<OwnListView>> {
    let known = Lists::built_in().find(list_code).ok_or(Error::NotFound)?;
    if known.kind != ListKind::Extendable {
        return Err(Error::invalid(
            "label",
            "This list is set by law or its guidance, or rules of Evident read it, so nothing can be added.",
        ));
    }
    let label = domain::text::tidy(label);
    if label.is_empty() {
        return Err(Error::invalid("label", "Type the answer as it should read in the list."));
    }
    if label.chars().count() > LONGEST {
        return Err(Error::invalid("label", format!("An answer has at most {LONGEST} characters.")));
    }
    let own = entries(vault, list_code)?;
    let same = |other: &str| other.to_lowercase() == label.to_lowercase();
    if known.item.iter().any(|item| same(&item.label)) || own.iter().any(|entry| same(&entry.label)) {
        return Err(Error::invalid(
            "label",
            "That answer is in the list already. If it is no longer offered, offer it again.",
        ));
    }
    let today = session.today();
    let code = format!("own_{}", own.len() + 1);
    write(vault, session, None, |id| ReferenceRecord {
        id,
        list: kind(list_code),
        code,
        label,
        data: "{}".to_owned(),
        source: "added by the provider".to_owned(),
        valid_from: today,
        retired_on: None,
    })?;
    list(vault, session)
}

/// Stops offering an answer that the provider added, or offers it again.
///
/// # Errors
/// Not one of the provider's own, not for this role, or the store's.
pub fn retire(
    vault: &mut Vault,
    session: &Session,
    list_code: &str,
    code: &str,
    retired: bool,
) -> Result<Vec<OwnListView>> {
    let Some(entry) = entries(vault, list_code)?.into_iter().find(|entry| entry.code == code) else {
        return Err(Error::invalid("label", "That answer came with Evident and stays. Nothing was changed."));
    };
    let today = session.today();
    write(vault, session, Some((entry.id, entry.rev)), |id| ReferenceRecord {
        id,
        list: kind(list_code),
        code: entry.code,
        label: entry.label,
        data: entry.data,
        source: "added by the provider".to_owned(),
        valid_from: entry.valid_from,
        retired_on: retired.then_some(today),
    })?;
    list(vault, session)
}
