//! Everything a case's page and packs are made from, read once.

use std::collections::BTreeMap;

use domain::{CaseId, UserId, access::Read, case::CaseAnswers, provider::Service};
use store::{
    Connection,
    actions::ActionRecord,
    cases::CaseRecord,
    people::PersonRecord,
    revisions::{Revised, newest},
};

use crate::{
    Result, Session, Vault,
    measures::{Analysis, Asked, Changes, MeasureFacts, Verdicts, analyse, load_facts, verdicts},
    parts::CaseParts,
    timeline::Fact,
};

/// The adult at risk.
#[derive(Debug, Clone)]
pub(crate) struct Subject {
    pub name: String,
    pub number: u32,
}

/// A case with what hangs on it. Events and actions in the bin are left out.
pub(crate) struct CaseFacts {
    pub case: Revised<CaseRecord>,
    pub service: Service,
    pub subject: Option<Subject>,
    /// The adults of the other cases of its group, under each of their records: left out of whatever leaves.
    pub others: Vec<PersonRecord>,
    pub answers: CaseAnswers,
    pub answers_rev: u32,
    pub parts: CaseParts,
    pub events: Vec<Fact>,
    pub removed_events: Vec<Fact>,
    pub actions: Vec<Revised<ActionRecord>>,
    pub removed_actions: Vec<Revised<ActionRecord>>,
    pub changes: Changes,
    pub lead: Option<(MeasureFacts, Analysis)>,
    /// Verdicts on the lead measure.
    pub verdicts: Verdicts,
    pub labels: BTreeMap<UserId, String>,
}

impl CaseFacts {
    /// What a person is called beside what they recorded.
    pub(crate) fn label(&self, user: UserId) -> &str {
        self.labels.get(&user).map_or("", String::as_str)
    }
}

/// The other adults of an enquiry, with every record that stands for the same person.
fn others(conn: &Connection, case: &CaseRecord) -> Result<Vec<PersonRecord>> {
    let mut others = Vec::new();
    for id in store::cases::other_adults(conn, case)? {
        let own = newest::<PersonRecord>(conn, id.bytes())?.record;
        let standing = own.merged_into.unwrap_or(id);
        // Two records of one person are the case's own adult, and not another.
        let is_own = case.subject_id.is_some_and(|subject| subject == standing);
        for id in std::iter::once(standing).chain(store::people::merged_into(conn, standing)?).filter(|_| !is_own) {
            others.push(newest::<PersonRecord>(conn, id.bytes())?.record);
        }
    }
    Ok(others)
}

/// Reads a case.
pub(crate) fn load(vault: &Vault, session: &Session, id: CaseId) -> Result<CaseFacts> {
    session.require_read(Read::Cases)?;
    let conn = vault.reader();
    let case = store::cases::get(conn, id)?;
    let subject = match case.record.subject_id {
        Some(person) => {
            let person = store::people::standing_for(conn, person)?;
            Some(Subject { name: person.record.name, number: person.record.number })
        }
        None => None,
    };
    let answers = store::cases::answers(conn, id)?;
    let parts = crate::parts::load(vault, session, id, None)?;
    let (events, removed_events) = crate::timeline::facts(conn, id, &parts, None)?;
    let (removed_actions, actions): (Vec<_>, Vec<Revised<ActionRecord>>) =
        store::actions::list_for_case(conn, id)?.into_iter().partition(|action| action.record.removed);
    let changes = Changes::from_actions(actions.iter().map(|action| &action.record), case.record.lead_measure());
    let lead = match case.record.lead_measure().filter(|_| session.may_read(Read::Measures)) {
        None => None,
        Some(measure) => {
            let facts = load_facts(vault, session, measure)?;
            let analysis = analyse(&facts, &changes.dates(), session.today())?;
            Some((facts, analysis))
        }
    };
    let verdicts = match &lead {
        None => Verdicts::default(),
        Some((measure, analysis)) => verdicts(vault, &Asked::new(measure, analysis, session.today()))?,
    };
    let mut facts = CaseFacts {
        verdicts,
        service: session.service(case.record.service_id)?.clone(),
        answers_rev: answers.as_ref().map_or(0, |answers| answers.meta.rev),
        answers: answers.map(|answers| answers.record.answers).unwrap_or_default(),
        others: others(conn, &case.record)?,
        case,
        subject,
        parts,
        events,
        removed_events,
        actions,
        removed_actions,
        changes,
        lead,
        labels: BTreeMap::new(),
    };
    let authors: Vec<UserId> = facts
        .events
        .iter()
        .chain(&facts.removed_events)
        .map(|event| event.meta.author_id)
        .chain([facts.case.meta.author_id])
        .collect();
    for author in authors {
        if let std::collections::btree_map::Entry::Vacant(slot) = facts.labels.entry(author) {
            slot.insert(store::users::label(conn, author)?);
        }
    }
    Ok(facts)
}
