//! Closed and extendable lists: what may be chosen in a form, with the words shown for it.
//!
//! Their one home is `data/lists.toml`. Sets that rules depend on stand in [`crate::statutory`] as well, and a test
//! compares the two.

use std::sync::OnceLock;

use serde::Deserialize;

/// Who decides what a list holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListKind {
    /// Set by the Care Act 2014, its guidance or the Safeguarding Adults Collection.
    Statutory,
    /// Ours.
    Closed,
    /// A provider may add to it.
    Extendable,
}

/// One thing that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListItem {
    /// Its code, kept in the store and never reused.
    pub code: String,
    /// As shown.
    pub label: String,
    /// A hint in one line.
    #[serde(default)]
    pub note: Option<String>,
    /// What rules know it by.
    #[serde(default)]
    pub tags: Vec<String>,
}

impl ListItem {
    /// Whether it carries a tag.
    #[must_use]
    pub fn is(&self, tag: &str) -> bool {
        self.tags.iter().any(|own| own == tag)
    }
}

/// A list.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct List {
    /// Its code.
    pub code: String,
    /// What it lists, in words.
    pub title: String,
    /// Who decides what it holds.
    pub kind: ListKind,
    /// Where the set comes from.
    pub source: String,
    /// In the order shown.
    pub item: Vec<ListItem>,
}

impl List {
    /// The item with this code.
    #[must_use]
    pub fn find(&self, code: &str) -> Option<&ListItem> {
        self.item.iter().find(|item| item.code == code)
    }
}

/// Every list compiled in.
#[derive(Debug, Default, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lists {
    /// The lists.
    pub list: Vec<List>,
}

impl Lists {
    /// Reads lists from TOML.
    ///
    /// # Errors
    /// Where the file departs from the form, with its line.
    pub fn from_toml(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// The lists compiled into this program.
    #[must_use]
    pub fn built_in() -> &'static Self {
        static LISTS: OnceLock<Lists> = OnceLock::new();
        // A test reads the same text and fails where it cannot be read.
        LISTS.get_or_init(|| Self::from_toml(include_str!("../data/lists.toml")).unwrap_or_default())
    }

    /// The list with this code.
    #[must_use]
    pub fn find(&self, code: &str) -> Option<&List> {
        self.list.iter().find(|list| list.code == code)
    }

    /// The words of one choice; none where list or code are not known.
    #[must_use]
    pub fn label(&self, list: &str, code: &str) -> Option<&str> {
        self.find(list)?.find(code).map(|item| item.label.as_str())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may panic
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_list_reads_with_each_code_once() {
        let lists = Lists::from_toml(include_str!("../data/lists.toml")).unwrap();
        let codes: BTreeSet<&str> = lists.list.iter().map(|list| list.code.as_str()).collect();
        assert_eq!(codes.len(), lists.list.len());
        for list in &lists.list {
            let items: BTreeSet<&str> = list.item.iter().map(|item| item.code.as_str()).collect();
            assert_eq!(items.len(), list.item.len(), "{}", list.code);
            assert!(!items.is_empty() && !list.title.is_empty() && !list.source.is_empty(), "{}", list.code);
            for item in &list.item {
                assert!(!item.label.is_empty(), "{} {}", list.code, item.code);
            }
        }
        assert_eq!(Lists::built_in(), &lists);
    }
}
