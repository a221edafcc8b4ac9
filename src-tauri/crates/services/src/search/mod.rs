//! Finding: anything by its words, cases for the list, and what was looked at last.
//!
//! Looking for something is no view of a case and is not noted in the chain: a hit shows what the lists show and one
//! passage. Opening the hit is a view, noted as any other. What a session may not see is not found, not counted, and
//! its words are not offered for mistyped ones.

mod find;
mod hit;
mod holding;
mod names;
mod recent;

use domain::{access::Compartment, part::Group, search::Piece};
use serde::Serialize;

pub use find::find;
pub(crate) use holding::Holding;
pub(crate) use recent::{Seen, put_first};
pub use recent::{forget_recent, recent};

use crate::Session;

/// Under which heading something found stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum HitKind {
    /// A case, by its title, its reference or its adult.
    Case,
    /// Somebody.
    Person,
    /// A text.
    Text,
}

/// What opens something found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
#[serde(tag = "to", rename_all = "snake_case")]
pub enum Opens {
    /// A case on its page.
    Case {
        /// The case.
        id: String,
    },
    /// Its first account.
    Account {
        /// The case.
        id: String,
    },
    /// An entry of its timeline.
    Event {
        /// The case.
        id: String,
    },
    /// One of its actions.
    Action {
        /// The case.
        id: String,
    },
    /// A part of it.
    Part {
        /// The case.
        id: String,
        /// Where such parts are shown.
        group: Group,
    },
    /// Somebody's record.
    Person {
        /// Who.
        id: String,
    },
    /// A measure.
    Measure {
        /// Which.
        id: String,
    },
}

/// Something found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct Hit {
    /// Under which heading it stands.
    pub kind: HitKind,
    /// What it is, in words.
    pub what: String,
    /// Its heading.
    pub title: Vec<Piece>,
    /// Where it stands: the reference and title of its case, or its service.
    pub place: String,
    /// Whom its case is about.
    pub who: Option<String>,
    /// The passage that holds what was looked for; nothing where the heading shows it.
    pub excerpt: Vec<Piece>,
    /// What opens it.
    pub opens: Opens,
}

/// What was found.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct Found {
    /// The nearest first.
    pub hits: Vec<Hit>,
    /// Whether there is more than is shown.
    pub more: bool,
    /// The words of names that were taken for mistyped ones, where nothing holds what was typed.
    pub instead: Vec<String>,
}

/// The compartments that a session may open.
pub(crate) fn open_to(session: &Session) -> Vec<Compartment> {
    Compartment::ALL.into_iter().filter(|compartment| session.may_open(*compartment)).collect()
}
