//! Names that come near to what was typed, and what they add to it.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use domain::{
    CaseId, PersonId,
    access::Compartment,
    search::{Named, Nearness, Query, Row, Term, to_all},
};
use store::{
    Connection,
    cases::CaseRecord,
    people::PersonRecord,
    revisions::Record,
    search::{Found, word_for},
};

use crate::Result;

/// More people than this are not looked for by identity as well: the word that they share means none of them.
const MOST_MENTIONED: usize = 100;

/// Whose name it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Whose {
    Case(CaseId),
    Person(PersonId),
}

/// The names that come near to a query.
pub(super) struct Names {
    /// Whose name, or which case's title, comes near to all of it: the nearest first, then the newest. A reference is
    /// nearest.
    pub(super) found: Vec<(Vec<Nearness>, Reverse<u64>, Whose)>,
    /// Anything else that the query spells the reference of.
    pub(super) referred: Vec<Found>,
    /// What each term leads to.
    pub(super) leads: Vec<Lead>,
}

/// A term, and what it leads to among names.
#[derive(Clone)]
pub(super) struct Lead {
    /// As typed, or the identity of somebody whom it names.
    pub(super) term: Term,
    /// The words of names that differ from it by one letter, and the identities of those who bear them.
    pub(super) near: Option<(Term, BTreeSet<String>)>,
}

/// Those whom one term names.
#[derive(Default, Clone)]
struct Bearers {
    named: Vec<PersonId>,
    nearly: Vec<PersonId>,
    words: BTreeSet<String>,
}

impl Names {
    /// Reads every name that this session sees.
    ///
    /// # Errors
    /// The store's.
    pub(super) fn of(conn: &Connection, open: &[Compartment], query: &Query) -> Result<Self> {
        let mut found = Vec::new();
        let mut bearers = vec![Bearers::default(); query.terms.len()];
        let mut learn = |line: &str, seq: u64, whose: Whose| {
            let named = Named::new(line);
            let each = named.nearness_to_each(query);
            found.extend(to_all(&each).map(|nearness| (nearness, Reverse(seq), whose)));
            for ((term, bearers), nearness) in query.terms.iter().zip(&mut bearers).zip(each) {
                if let Some(nearness) = nearness {
                    bearers.learn(whose, &named, term, nearness);
                }
            }
        };
        store::search::people(conn, |id, seq, names| learn(names, seq, Whose::Person(id)))?;
        store::search::titles(conn, |id, seq, title| learn(title, seq, Whose::Case(id)))?;
        let mut referred = Vec::new();
        if let Some(reference) = &query.reference {
            for hit in store::search::by_reference(conn, open, reference)? {
                match hit.kind.as_str() {
                    CaseRecord::KIND => found.push((Vec::new(), Reverse(0), Whose::Case(CaseId(hit.id)))),
                    PersonRecord::KIND => {
                        let id = PersonId(hit.id);
                        found.push((Vec::new(), Reverse(0), Whose::Person(id)));
                        bearers.iter_mut().for_each(|bearers| bearers.named.push(id));
                    }
                    _ => referred.push(hit),
                }
            }
        }
        found.sort();
        let people = found.iter().filter_map(|(.., whose)| match whose {
            Whose::Person(id) => Some(*id),
            Whose::Case(_) => None,
        });
        let whole: Vec<PersonId> = people.take(MOST_MENTIONED).collect();
        let records = Records(store::people::merged(conn)?);
        let leads = query.terms.iter().zip(bearers).map(|(term, bearers)| bearers.lead(term, &records, &whole));
        Ok(Self { found, referred, leads: leads.collect() })
    }
}

impl Bearers {
    fn learn(&mut self, whose: Whose, named: &Named<'_>, term: &Term, nearness: Nearness) {
        match (whose, nearness.is_as_typed()) {
            (Whose::Person(id), true) => self.named.push(id),
            (Whose::Person(id), false) => self.nearly.push(id),
            (Whose::Case(_), _) => {}
        }
        if let (false, Some(word)) = (nearness.is_as_typed(), term.word()) {
            self.words.extend(named.near_words(word).map(str::to_owned));
        }
    }

    fn lead(self, term: &Term, records: &Records, whole: &[PersonId]) -> Lead {
        let with = |rows: Vec<Row>| Term { rows: term.rows.iter().cloned().chain(rows).collect() };
        let near = (!self.words.is_empty() || !self.nearly.is_empty()).then(|| {
            let words = self.words.iter().map(|word| Row::of(word));
            (with(words.chain(records.mentions(&self.nearly, whole)).collect()), self.words.clone())
        });
        Lead { term: with(records.mentions(&self.named, whole)), near }
    }
}

/// Everybody's records, and who stands for whom.
struct Records(BTreeMap<PersonId, PersonId>);

impl Records {
    /// The words that stand for people in records that name them; where too many share a word, for those who bear all
    /// that was typed.
    fn mentions(&self, bearers: &[PersonId], whole: &[PersonId]) -> Vec<Row> {
        let meant = if bearers.len() > MOST_MENTIONED { whole } else { bearers };
        let standing: BTreeSet<PersonId> = meant.iter().map(|id| *self.0.get(id).unwrap_or(id)).collect();
        let merged = self.0.iter().filter(|(_, into)| standing.contains(into)).map(|(id, _)| id);
        standing.iter().chain(merged).map(|id| Row::of(&word_for(*id))).collect()
    }
}
