//! The cases that hold what was typed, each word of it anywhere in the case.

use std::collections::BTreeSet;

use domain::{
    CaseId,
    access::Compartment,
    search::{Named, Nearness, Query, Term, one_line},
};
use store::Connection;

use super::{
    names::{Lead, Names, Whose},
    open_to,
};
use crate::{Result, Session, Vault};

/// For each term, the cases that hold it.
pub(crate) struct Holding {
    terms: Vec<(Term, BTreeSet<CaseId>)>,
}

/// Which terms a line holds.
pub(crate) struct Says(Vec<bool>);

impl Holding {
    /// Finds them. A term that no record holds as it was typed is taken for the names that differ from it by one
    /// letter.
    ///
    /// # Errors
    /// The store's.
    pub(crate) fn of(vault: &Vault, session: &Session, query: &Query) -> Result<Self> {
        let conn = vault.reader();
        let open = open_to(session);
        let names = Names::of(conn, &open, query)?;
        let referred: BTreeSet<CaseId> = names
            .found
            .iter()
            .filter_map(|(nearness, _, whose)| match whose {
                Whose::Case(id) if nearness.is_empty() => Some(*id),
                _ => None,
            })
            .collect();
        let mut terms = Vec::new();
        for (typed, lead) in query.terms.iter().zip(&names.leads) {
            let mut held = cases_of(conn, &open, lead)?;
            held.extend(&referred);
            terms.push((typed.clone(), held));
        }
        Ok(Self { terms })
    }

    /// Whether a case fits: each term is held by one of its records, or by the line that `says` something of it besides.
    pub(crate) fn fits(&self, id: CaseId, says: &Says) -> bool {
        self.terms.iter().zip(&says.0).all(|((_, held), says)| *says || held.contains(&id))
    }

    /// Which terms a line holds, for [`Holding::fits`].
    pub(crate) fn says(&self, line: &str) -> Says {
        let line = one_line(line);
        let line = Named::new(&line);
        Says(self.terms.iter().map(|(term, _)| line.nearness_to(term).is_some_and(Nearness::is_as_typed)).collect())
    }
}

fn cases_of(conn: &Connection, open: &[Compartment], lead: &Lead) -> Result<BTreeSet<CaseId>> {
    let held = store::search::cases(conn, open, &lead.term)?;
    match &lead.near {
        Some((near, _)) if held.is_empty() => Ok(store::search::cases(conn, open, near)?),
        _ => Ok(held),
    }
}
