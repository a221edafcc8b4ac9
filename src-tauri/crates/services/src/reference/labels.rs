//! What answers are called, a provider's own among them.

use std::collections::BTreeMap;

use domain::lists::Lists;
use store::Connection;

use crate::Result;

/// The words of answers, by list and code.
#[derive(Debug, Default, Clone)]
pub(crate) struct Labels(BTreeMap<(String, String), String>);

impl Labels {
    /// Those of the provider, retired ones among them: what was chosen keeps its words.
    ///
    /// # Errors
    /// The store's.
    pub(crate) fn of(conn: &Connection) -> Result<Self> {
        let own = store::reference_entries::own_items(conn)?;
        Ok(Self(own.into_iter().map(|(list, entry)| ((list, entry.code), entry.label)).collect()))
    }

    /// The words of an answer; none for one that no list holds.
    pub(crate) fn find(&self, list: &str, code: &str) -> Option<&str> {
        let own = || self.0.get(&(list.to_owned(), code.to_owned())).map(String::as_str);
        Lists::built_in().label(list, code).or_else(own)
    }

    /// The words of an answer, or its code.
    pub(crate) fn label(&self, list: &str, code: &str) -> String {
        self.find(list, code).unwrap_or(code).to_owned()
    }
}
