//! What words find, read through what a session may see.
//!
//! Each record that can be found has one row, written together with its wording, and an index (FTS5) of the words of
//! all rows. The rows are a projection like any other; the index is made of them.

mod edition;
mod find;
mod keep;

use domain::{
    CaseId, GroupId, MeasureId, PersonId, ServiceId,
    access::Compartment,
    search::{name_words, one_line},
};

pub use edition::is_sound;
pub(crate) use edition::refresh;
pub use find::{At, Found, by_reference, cases, newest, people, titles};
pub use keep::make_index;
pub(crate) use keep::{Keeping, keep};

/// Where a record belongs, which decides who finds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// A case.
    Case(CaseId),
    /// What the cases of a group share.
    Group(GroupId),
    /// A service.
    Service(ServiceId),
    /// A measure, and so its service.
    Measure(MeasureId),
}

/// What a record is found by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Findable {
    of: Of,
    compartment: Compartment,
    reference: Option<String>,
    names: Vec<String>,
    words: Vec<String>,
}

impl Findable {
    /// A record that everybody finds who may see what it belongs to.
    #[must_use]
    pub const fn new(of: Of) -> Self {
        Self { of, compartment: Compartment::General, reference: None, names: Vec::new(), words: Vec::new() }
    }

    /// Keeps it from whoever may not open this compartment.
    #[must_use]
    pub const fn kept_in(mut self, compartment: Compartment) -> Self {
        self.compartment = compartment;
        self
    }

    /// A number or reference that people know it by.
    #[must_use]
    pub fn called(mut self, reference: String) -> Self {
        self.words.push(one_line(&reference));
        self.reference = Some(reference);
        self
    }

    /// A name, in which a slip of one letter is forgiven.
    #[must_use]
    pub fn named(mut self, name: &str) -> Self {
        self.names.push(name_words(name));
        self
    }

    /// A text.
    #[must_use]
    pub fn text(mut self, text: &str) -> Self {
        self.words.push(one_line(text));
        self
    }

    /// Somebody it names by identity: whoever is found by name leads to it.
    #[must_use]
    pub fn naming(mut self, person: PersonId) -> Self {
        self.words.push(word_for(person));
        self
    }
}

/// The word that stands for somebody where a record names them by identity. Nobody types it.
#[must_use]
pub fn word_for(person: PersonId) -> String {
    format!("person{}", domain::ids::hex(person.bytes()))
}

/// Texts folded one by one, as one line.
fn line(parts: &[String]) -> String {
    let words: Vec<&str> = parts.iter().map(String::as_str).filter(|words| !words.is_empty()).collect();
    words.join(" ")
}
