//! The chronology as a reader asks for it: by kind, by body, by person; as a picture with a lane for each body, as a table,
//! on paper.

mod lanes;
mod paper;

pub use paper::{csv, document};

use domain::{
    CaseId, PersonId,
    access::Read,
    timeline::{EventKind, Lane, body_of},
};
use serde::{Deserialize, Serialize};

use crate::{
    Result, Session, Vault,
    cases::{CaseFacts, FigureView, load},
    timeline::Fact,
};

/// Which facts are wanted. Nothing chosen wants all.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct ChronologyFilter {
    /// Rows of the timeline.
    #[serde(default)]
    pub lanes: Vec<Lane>,
    /// Kinds of facts.
    #[serde(default)]
    pub kinds: Vec<EventKind>,
    /// Bodies, by the names of their lanes.
    #[serde(default)]
    pub bodies: Vec<String>,
    /// People named.
    #[serde(default)]
    pub people: Vec<String>,
}

impl ChronologyFilter {
    fn wants(&self, fact: &Fact) -> bool {
        let body = body_of(fact.record.agency.as_deref());
        let people: Vec<PersonId> = self.people.iter().filter_map(|id| id.parse().ok()).collect();
        (self.lanes.is_empty() || self.lanes.contains(&fact.record.lane))
            && (self.kinds.is_empty() || self.kinds.contains(&fact.record.kind))
            && (self.bodies.is_empty() || self.bodies.contains(&body))
            && (people.is_empty() || people.iter().any(|id| fact.people.contains(id)))
    }

    /// The filter, word for word, for whoever reads the paper.
    fn words(&self, facts: &CaseFacts) -> String {
        let mut parts = Vec::new();
        if !self.lanes.is_empty() {
            parts.push(format!("lanes: {}", joined(self.lanes.iter().map(|lane| lane.label().to_owned()))));
        }
        if !self.kinds.is_empty() {
            parts.push(format!("kinds: {}", joined(self.kinds.iter().map(|kind| kind.label().to_owned()))));
        }
        if !self.bodies.is_empty() {
            parts.push(format!("bodies: {}", joined(self.bodies.iter().cloned())));
        }
        if !self.people.is_empty() {
            let names = facts.parts.names.everybody();
            let named: Vec<String> = names
                .filter(|(id, _)| self.people.contains(&id.to_string()))
                .map(|(_, name)| name.to_owned())
                .collect();
            parts.push(format!("people: {}", joined(named)));
        }
        if parts.is_empty() {
            "Everything is shown; nothing was filtered out.".to_owned()
        } else {
            format!("Filtered by {}. What does not fit the filter is not shown.", parts.join("; "))
        }
    }
}

fn joined(words: impl IntoIterator<Item = String>) -> String {
    words.into_iter().collect::<Vec<_>>().join(", ")
}

/// The picture of a chronology with a lane for each body, so many pixels wide.
///
/// # Errors
/// Not for this role, not there, or the store's.
pub fn picture(
    vault: &Vault,
    session: &Session,
    case_id: CaseId,
    filter: &ChronologyFilter,
    width: f64,
) -> Result<FigureView> {
    session.require_read(Read::Cases)?;
    let facts = load(vault, session, case_id)?;
    let wanted: Vec<&Fact> = facts.events.iter().filter(|fact| filter.wants(fact)).collect();
    Ok(lanes::view(&facts, &wanted, width))
}

/// What goes onto paper: what the filter wants, without what is kept apart in a compartment.
fn for_paper<'a>(facts: &'a CaseFacts, filter: &ChronologyFilter) -> Vec<&'a Fact> {
    facts.events.iter().filter(|fact| fact.may_leave && filter.wants(fact)).collect()
}
