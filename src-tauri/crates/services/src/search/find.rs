//! Finds anything by its words.

use std::collections::BTreeSet;

use domain::{
    CaseId, PersonId,
    access::Read,
    search::{Query, Term},
};
use store::{Connection, cases::CaseRecord, revisions::Record};

use super::{
    Found, Hit,
    hit::Shown,
    names::{Names, Whose},
    open_to,
};
use crate::{Result, Session, Vault};

/// The most hits, whatever was asked for.
const MOST_HITS: usize = 200;
/// The most cases and people that a name shows, so that texts keep their room.
const MOST_NAMED: usize = 8;
/// How many cases of somebody stand before the next name.
const MOST_OF_ONE: usize = 3;

/// Finds what this session may see by its words, names and references. Nothing typed is refused.
///
/// # Errors
/// Not for this role, or the store's.
pub fn find(vault: &Vault, session: &Session, typed: &str, limit: usize) -> Result<Found> {
    session.require_read(Read::Cases)?;
    let query = Query::read(typed);
    if query.is_empty() {
        return Ok(Found::default());
    }
    let limit = limit.min(MOST_HITS);
    let conn = vault.reader();
    let open = open_to(session);
    let names = Names::of(conn, &open, &query)?;
    let mut terms: Vec<Term> = names.leads.iter().map(|lead| lead.term.clone()).collect();
    let mut instead = BTreeSet::new();
    let mut texts = store::search::newest(conn, &open, &terms, limit + 1)?;
    let is_named = names.found.iter().any(|(nearness, ..)| nearness.first().is_none_or(|worst| worst.is_as_typed()));
    if texts.is_empty() && !is_named {
        // A slip of one letter: the words of names take the place of what stands nowhere.
        for (term, lead) in terms.iter_mut().zip(names.leads) {
            let Some((near, words)) = lead.near else { continue };
            if store::search::newest(conn, &open, std::slice::from_ref(term), 1)?.is_empty() {
                *term = near;
                instead.extend(words);
            }
        }
        if !instead.is_empty() {
            texts = store::search::newest(conn, &open, &terms, limit + 1)?;
        }
    }

    let shown = Shown { vault, session, terms: &terms };
    let mut hits: Vec<Hit> =
        names.referred.iter().filter_map(|found| shown.text(found).transpose()).collect::<Result<_>>()?;
    let (named, more_named) = in_order(conn, names.found.into_iter().map(|(.., whose)| whose))?;
    for whose in &named {
        hits.push(match whose {
            Whose::Case(id) => shown.case(*id)?,
            Whose::Person(id) => shown.person(*id)?,
        });
    }
    let mut more = more_named || texts.len() > limit;
    for found in texts {
        let is_shown = found.kind == CaseRecord::KIND && named.contains(&Whose::Case(CaseId(found.id)));
        if is_shown || names.referred.contains(&found) {
            continue;
        }
        if hits.len() >= limit {
            more = true;
            break;
        }
        hits.extend(shown.text(&found)?);
    }
    Ok(Found { hits, more, instead: instead.into_iter().collect() })
}

/// Cases and people in the order in which they are shown, each once: before somebody, the newest of their cases. Says
/// whether there are more.
fn in_order(conn: &Connection, found: impl Iterator<Item = Whose>) -> Result<(Vec<Whose>, bool)> {
    let mut order: Vec<Whose> = Vec::new();
    let mut later: Vec<Whose> = Vec::new();
    for whose in found {
        if order.len() >= MOST_NAMED {
            return Ok((order, true));
        }
        let Whose::Person(id) = whose else {
            put(&mut order, whose);
            continue;
        };
        let standing = store::people::standing_for(conn, id)?.record.id;
        let mut cases = cases_of(conn, standing)?;
        let rest = cases.split_off(cases.len().min(MOST_OF_ONE));
        cases.into_iter().for_each(|case| put(&mut order, case));
        put(&mut order, Whose::Person(standing));
        later.extend(rest);
    }
    later.into_iter().for_each(|case| put(&mut order, case));
    let more = order.len() > MOST_NAMED;
    order.truncate(MOST_NAMED);
    Ok((order, more))
}

fn put(order: &mut Vec<Whose>, whose: Whose) {
    if !order.contains(&whose) {
        order.push(whose);
    }
}

/// The cases of which somebody is the adult at risk, the newest first.
fn cases_of(conn: &Connection, person: PersonId) -> Result<Vec<Whose>> {
    Ok(store::cases::of_person(conn, person)?.into_iter().rev().map(|case| Whose::Case(case.id)).collect())
}
