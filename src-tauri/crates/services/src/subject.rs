//! What a change was done to, as the audit chain names it: a kind and an identity, never content.

use domain::{
    ActionId, BatchId, CaseId, EventId, FileId, GroupId, MeasureId, PackId, PartId, PersonId, ReferenceId, RoundId,
    UserId,
};

/// The subject and revision of one change.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Subject {
    /// `kind:identity`, or a plain number.
    pub text: Option<String>,
    /// The revision written.
    pub revision: Option<u32>,
}

impl Subject {
    /// A change to nothing in particular.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// A count and nothing else.
    #[must_use]
    pub fn count(count: u64) -> Self {
        Self { text: Some(count.to_string()), revision: None }
    }

    /// Names the revision written.
    #[must_use]
    pub fn at(mut self, revision: u32) -> Self {
        self.revision = Some(revision);
        self
    }
}

macro_rules! subjects {
    ($($id:ident => $kind:literal),+ $(,)?) => {$(
        impl From<$id> for Subject {
            fn from(id: $id) -> Self {
                Self { text: Some(format!(concat!($kind, ":{}"), id)), revision: None }
            }
        }
    )+};
}

subjects! {
    CaseId => "case", EventId => "event", ActionId => "action", MeasureId => "measure", BatchId => "entry", PackId => "pack", RoundId => "round", PartId => "part", FileId => "file", GroupId => "group", PersonId => "person", ReferenceId => "reference", UserId => "user",
}
